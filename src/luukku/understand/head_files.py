"""How a learnt model is kept: NAME.npz, read without pickle, and NAME.json, the same facts for people.

What the program reads stands in the one npz, so that a model is never half of two; the JSON beside it is a copy of what the
npz says of itself, for whoever looks and for version control, and is not read. The same model gives the same bytes:
weights in half precision, members in order, no dates. Written under another name, then renamed.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from luukku.errors import BadModel
from luukku.understand.heads import Heads, Kind, Linear, Link, Maker, Near, Spelling
from luukku.understand.ngrams import Pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.ports import Embedder

    Arrays = dict[str, npt.NDArray[Any]]

FORMAT = "luukku-heads-1"
LARGEST = 1 << 30
"""Bytes that a model may unfold to."""


def save(heads: Heads, path: Path) -> tuple[Path, Path]:
    """Writes `path`.npz and `path`.json (an ending .npz or .json of `path` is not doubled) and gives their names. Raises OSError."""
    npz, beside = _names(path)
    arrays: Arrays = {
        "about": np.array(about(heads)),
        "pieces": np.frombuffer(heads.spelling.pieces.packed, np.uint8),
        "rarity": heads.spelling.pieces.rarity.astype(np.float16),
        "spelling": heads.spelling.weights.astype(np.float16),
        "bias": heads.bias.astype(np.float32),
        "alone_bias": heads.spelling.alone_bias.astype(np.float32),
    }
    if heads.spelling.alone_weights is not None:
        arrays["alone_spelling"] = heads.spelling.alone_weights.astype(np.float16)
    arrays |= _arrays_of(heads.meaning)
    npz.parent.mkdir(parents=True, exist_ok=True)
    _put(npz, _packed(arrays))
    _put(beside, (about(heads, indent=1) + "\n").encode())
    return npz, beside


def load(path: Path, embedder: Embedder | None = None) -> Heads:
    """Reads what `save` wrote. With `embedder`: it must be the one whose vectors were learnt from.

    Raises BadModel (file, problem, do) for one that is missing, broken, foreign, of another format or embedder.
    """
    npz, _ = _names(path)
    arrays = _read(npz)
    try:
        heads = _heads(arrays)
    except (KeyError, ValueError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise _bad(npz, f"it is no model of {FORMAT}, or damaged ({type(error).__name__})") from error
    if embedder is not None:
        _check_maker(npz, heads, embedder)
    return heads


def about(heads: Heads, indent: int | None = None) -> str:
    """What a model says of itself, as JSON."""
    maker = None if heads.meaning is None else heads.meaning.maker
    near = heads.meaning if isinstance(heads.meaning, Near) else None
    said = {
        "format": FORMAT,
        "purpose": heads.purpose,
        "kind": heads.kind,
        "texts": heads.texts,
        "embedder": None if maker is None else {"name": maker.name, "version": maker.version, "dimension": maker.dimension},
        "pieces": {"words": heads.spelling.pieces.words, "all": len(heads.spelling.pieces)},
        "threshold": heads.threshold,
        "alone": heads.spelling.alone,
        "alone_threshold": heads.spelling.alone_threshold,
        "alone_apart": heads.spelling.alone_weights is not None,
        "near": None if near is None else {"points": near.points.shape[0], "dimension": near.points.shape[1], "width": near.width},
        "link": None if heads.link is None else {"power": heads.link.power, "floor": heads.link.floor},
        "labels": list(heads.labels),
    }
    return json.dumps(said, ensure_ascii=False, indent=indent)


def _names(path: Path) -> tuple[Path, Path]:
    bare = path.with_suffix("") if path.suffix in (".npz", ".json") else path
    return bare.with_name(f"{bare.name}.npz"), bare.with_name(f"{bare.name}.json")


def _arrays_of(meaning: Linear | Near | None) -> Arrays:
    if meaning is None:
        return {}
    if isinstance(meaning, Linear):
        return {"mean": meaning.mean.astype(np.float32), "scale": meaning.scale.astype(np.float32), "meaning": meaning.weights.astype(np.float16)}
    return {
        "mean": meaning.mean.astype(np.float32), "turn": meaning.turn.astype(np.float32),
        "points": meaning.points.astype(np.float16), "meaning": meaning.weights.astype(np.float16),
    }  # fmt: skip


def _packed(arrays: Arrays) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name in sorted(arrays):
            array = io.BytesIO()
            np.save(array, arrays[name], allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), array.getvalue(), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _put(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _read(npz: Path) -> Arrays:
    try:
        with zipfile.ZipFile(npz) as file:
            if sum(one.file_size for one in file.infolist()) > LARGEST:
                raise _bad(npz, f"it unfolds to more than {LARGEST >> 20} MB")
            return {Path(name).stem: np.load(io.BytesIO(file.read(name)), allow_pickle=False) for name in file.namelist()}
    except FileNotFoundError as error:
        raise _bad(npz, "there is no such file") from error
    # NotImplementedError, RuntimeError: zipfile's words for a compression or an encryption that it does not know
    except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _bad(npz, f"it is no npz, or cut off or damaged ({type(error).__name__})") from error


def _heads(arrays: Arrays) -> Heads:
    said = json.loads(str(arrays["about"]))
    if said["format"] != FORMAT or said["kind"] not in get_args(Kind):
        raise ValueError("format")
    labels = tuple(str(label) for label in said["labels"])
    if arrays["pieces"].dtype != np.uint8:
        raise ValueError("pieces")
    names = arrays["pieces"].tobytes().decode().split("\n")
    names = names if names != [""] else []
    rarity = _shaped(arrays["rarity"], len(names))
    pieces = Pieces.of(names, int(said["pieces"]["words"]), rarity)
    spelling = Spelling(
        pieces=pieces, weights=_checked(arrays["spelling"], len(names), len(labels)),
        alone=float(said["alone"]), alone_bias=_shaped(arrays["alone_bias"], len(labels)),
        alone_weights=_checked(arrays["alone_spelling"], len(names), len(labels)) if said["alone_apart"] else None,
        alone_threshold=float(said["alone_threshold"]),
    )  # fmt: skip
    link = None if said["link"] is None else Link(power=float(said["link"]["power"]), floor=float(said["link"]["floor"]))
    return Heads(
        purpose=str(said["purpose"]), kind=said["kind"], labels=labels, meaning=_meaning(arrays, said, len(labels)), spelling=spelling,
        bias=_shaped(arrays["bias"], len(labels)), texts=int(said["texts"]), link=link, threshold=float(said["threshold"]),
    )  # fmt: skip


def _meaning(arrays: Arrays, said: dict[str, Any], labels: int) -> Linear | Near | None:
    if said["embedder"] is None:
        return None
    maker = Maker(name=str(said["embedder"]["name"]), version=str(said["embedder"]["version"]), dimension=int(said["embedder"]["dimension"]))
    mean = _shaped(arrays["mean"], maker.dimension)
    if said["near"] is None:
        return Linear(maker=maker, mean=mean, scale=_shaped(arrays["scale"], maker.dimension), weights=_shaped(arrays["meaning"], maker.dimension, labels))
    points, wide = int(said["near"]["points"]), int(said["near"]["dimension"])
    return Near(
        maker=maker, mean=mean, turn=_shaped(arrays["turn"], maker.dimension, wide), points=_shaped(arrays["points"], points, wide),
        width=float(said["near"]["width"]), weights=_shaped(arrays["meaning"], points, labels),
    )  # fmt: skip


def _shaped(array: npt.NDArray[Any], *shape: int) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(_checked(array, *shape), np.float32)


def _checked(array: npt.NDArray[Any], *shape: int) -> npt.NDArray[Any]:
    """As it lies. Raises ValueError for another shape, and for what is no finite number."""
    if array.shape != shape or array.dtype.kind != "f" or not np.isfinite(array).all():
        raise ValueError("shape")
    return array


def _check_maker(npz: Path, heads: Heads, embedder: Embedder) -> None:
    made, here = None if heads.meaning is None else heads.meaning.maker, Maker.of(embedder)
    if made is None:
        raise _bad(npz, "it was learnt without an embedder, so it reads spelling alone", heads.purpose)
    if made != here:
        one, other = (f"{maker.name} {maker.version} ({maker.dimension} numbers)" for maker in (made, here))
        raise _bad(npz, f"it was learnt with the embedder {one}, and here runs {other}", heads.purpose)


def _bad(npz: Path, problem: str, purpose: str = "intents") -> BadModel:
    return BadModel(file=str(npz), problem=problem, do=f"learn it again: luukku learn {purpose} --train FILE --out {npz.with_suffix('')}")
