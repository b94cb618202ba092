"""Vectors of passages, kept ready-made beside the packs: NAME.npz, read without pickle, and what a start does with them.

It says which embedder made them (name, version, dimension) and the mean of each language's passages. A row is found by the
hash of the text that was embedded, so a changed text has none, and another embedder's file has none at all: what lacks is
embedded anew after the start, a little at a time, and until then words alone find.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from luukku.errors import BadModel
from luukku.model.ids import LANGUAGES, Language
from luukku.understand.heads import Maker
from luukku.understand.retrieval import Search, with_vectors

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.ports import Embedder

    Floats = npt.NDArray[np.float32]

FORMAT = "luukku-passages-1"
LARGEST = 200 << 20
_DIGEST = 16


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kept:
    """Rows by the hash of their text, (d,) raw; `means` by language."""

    maker: Maker
    means: Mapping[Language, Floats]
    rows: Mapping[bytes, Floats] = field(repr=False)


def vectors_of(folder: Path) -> Path:
    """Where the vectors lie, under the packs' root."""
    return folder / "knowledge" / "search.npz"


def save_vectors(path: Path, search: Search, rows: Mapping[str, Floats], maker: Maker) -> None:
    """Writes those of all passages, under another name and then renamed; the same gives the same bytes. Raises OSError."""
    texts = sorted({passage.embedded for passage in search.passages})
    kept = np.stack([rows[text] for text in texts]).astype(np.float16)
    means = means_of(search, dict(zip(texts, kept.astype(np.float32), strict=True)))
    said = {"format": FORMAT, "embedder": {"name": maker.name, "version": maker.version, "dimension": maker.dimension}, "languages": list(means)}
    held = io.BytesIO()
    np.savez(
        held, about=np.array(json.dumps(said)), digests=np.frombuffer(b"".join(digest(text) for text in texts), np.uint8).reshape(-1, _DIGEST),
        rows=kept, means=np.stack(list(means.values())).astype(np.float32),
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_bytes(held.getvalue())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def load_vectors(path: Path) -> Kept:
    """Reads what `save_vectors` wrote. Raises BadModel for a file that is missing, broken, foreign or of another format."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(one.file_size for one in file.infolist()) > LARGEST:
                raise _bad(path, f"it unfolds to more than {LARGEST >> 20} MB")
        with np.load(path, allow_pickle=False) as arrays:
            return _kept({name: arrays[name] for name in ("about", "digests", "rows", "means")})
    except FileNotFoundError as error:
        raise _bad(path, "there is no such file") from error
    # NotImplementedError, RuntimeError: zipfile's words for a compression or an encryption that it does not know
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _bad(path, f"it is no file of {FORMAT}, or damaged ({type(error).__name__})") from error


def _kept(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Kept:
    said = json.loads(str(arrays["about"]))
    if said["format"] != FORMAT:
        raise ValueError("format")
    maker = Maker(name=str(said["embedder"]["name"]), version=str(said["embedder"]["version"]), dimension=int(said["embedder"]["dimension"]))
    languages = [language for language in LANGUAGES if language in said["languages"]]
    digests, rows, means = arrays["digests"], arrays["rows"], arrays["means"]
    fits = digests.dtype == np.uint8 and digests.shape == (len(rows), _DIGEST) and rows.shape == (len(rows), maker.dimension)
    if not fits or means.shape != (len(languages), maker.dimension) or languages != said["languages"]:
        raise ValueError("shape")
    if rows.dtype != np.float16 or means.dtype != np.float32 or not (np.isfinite(rows.astype(np.float32)).all() and np.isfinite(means.astype(np.float32)).all()):
        raise ValueError("numbers")
    raw = np.ascontiguousarray(rows, np.float32)
    found = np.ascontiguousarray(means, np.float32)
    return Kept(
        maker=maker, means={language: found[at] for at, language in enumerate(languages)},
        rows={digests[at].tobytes(): raw[at] for at in range(len(raw))},
    )  # fmt: skip


def with_kept(search: Search, folder: Path | None, embedder: Embedder) -> tuple[Search, tuple[str, ...], str | None]:
    """(the search with the vectors that are kept and fit, texts that must be embedded anew, what the start should say).

    An embedder that sees spelling alone gets no vectors: words find that better.
    """
    if embedder.name == "tfidf" or not search.passages:
        return search, (), None
    kept, note = None, None
    path = vectors_of(folder) if folder is not None else None
    if path is not None and path.is_file():
        try:
            kept = load_vectors(path)
        except BadModel as bad:
            note = f"passages are embedded anew: {path.name}: {bad.data['problem']}"
    if kept is not None and kept.maker != Maker.of(embedder):
        note = f"passages are embedded anew: {path.name if path else ''} is not of {embedder.name} {embedder.version}"
        kept = None
    rows = {} if kept is None else {text: kept.rows[digest(text)] for text in _texts(search) if digest(text) in kept.rows}
    lacking = tuple(text for text in _texts(search) if text not in rows)
    found = search if kept is None else with_vectors(search, rows, kept.means, kept.maker)
    if lacking and note is None:
        note = f"{len(lacking)} passages are embedded anew; `luukku learn search` keeps them"
    return found, lacking, note


def with_new(search: Search, folder: Path | None, rows: Mapping[str, Floats], maker: Maker) -> Search:
    """The search with rows that were embedded just now beside those that are kept, all of one embedder."""
    known = dict(rows)
    path = vectors_of(folder) if folder is not None else None
    if path is not None and path.is_file():
        try:
            kept = load_vectors(path)
            if kept.maker == maker:
                known = {text: kept.rows[digest(text)] for text in _texts(search) if digest(text) in kept.rows} | known
        except BadModel:
            pass  # said at the start
    return with_vectors(search, known, means_of(search, known), maker)


def means_of(search: Search, rows: Mapping[str, Floats]) -> dict[Language, Floats]:
    """The mean of each language whose passages all have a row."""
    found: dict[Language, Floats] = {}
    for language, shelf in search.shelves.items():
        mine = [rows[passage.embedded] for passage in shelf.passages if passage.embedded in rows]
        if mine and len(mine) == len(shelf.passages):
            mean: Floats = np.stack(mine).astype(np.float64).mean(axis=0).astype(np.float32)
            found[language] = mean
    return found


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()[:_DIGEST]


def _texts(search: Search) -> Sequence[str]:
    return list(dict.fromkeys(passage.embedded for passage in search.passages))


def _bad(path: Path, problem: str) -> BadModel:
    return BadModel(file=str(path), problem=problem, do="`luukku learn search` makes it anew")
