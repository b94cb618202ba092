"""The prototypes of an event: vectors of how people say it and of how they say what is not it.

Embedding a few hundred examples takes seconds, so they are built once and shipped beside the pack (`index.npz`), each
with its text's hash. What another embedder or version made is not taken; of a pack that was edited, only the examples that
are new are embedded.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from luukku.model.ids import LANGUAGES, Language
from luukku.model.pack import EventPack, Example
from luukku.ports import Embedder

FILE = "index.npz"
Rows = npt.NDArray[np.float32]
Known = dict[int, Rows]
"""A text's hash → its row."""


@dataclass(frozen=True, slots=True, eq=False)
class Prototypes:
    """Centred unit vectors of one event and language: `likes` (n, d) and `unlikes` (m, d), with the examples' places.

    `low` and `high` are margins (likes − unlikes): below `low` hardly any example of the event lies, above `high`
    hardly any counter-example, each measured with the text itself left out.
    """

    mean: Rows
    likes: Rows
    unlikes: Rows
    examples: tuple[Example, ...]
    low: float
    high: float


def build(pack: EventPack, embedder: Embedder, known: Known) -> tuple[dict[str, Rows], int]:
    """(raw vectors of all examples, {"fi.likes": (n, d), "fi.unlikes": …} in float16's precision; how many were embedded now).

    `known`: rows that need not be embedded again, and are added to here.
    """
    texts = dict.fromkeys(example.text for example in (*pack.examples, *pack.counter_examples))
    new = [text for text in texts if _hash(text) not in known]
    if new:
        known.update(zip(map(_hash, new), embedder.embed_now(new).astype(np.float16).astype(np.float32), strict=True))
    vectors = {}
    for language in LANGUAGES:
        for name, examples in _parts(pack, language):
            rows = [known[_hash(example.text)] for example in examples]
            vectors[name] = np.stack(rows) if rows else np.empty((0, embedder.dimension), np.float32)
    return vectors, len(new)


def save(path: Path, pack: EventPack, embedder: Embedder, known: Known) -> None:
    """Keeps what is known of the pack's examples: the same vectors give the same bytes. Written under another name, then renamed."""
    hashes = sorted({_hash(example.text) for example in (*pack.examples, *pack.counter_examples)})
    rows = np.stack([known[one] for one in hashes]) if hashes else np.empty((0, embedder.dimension), np.float32)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, kept in (("about", np.array(_about(embedder))), ("hashes", np.array(hashes, np.uint64)), ("rows", rows.astype(np.float16))):
            array = io.BytesIO()
            np.save(array, kept, allow_pickle=False)
            file.writestr(zipfile.ZipInfo(f"{name}.npy"), array.getvalue(), zipfile.ZIP_DEFLATED)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(held.getvalue())
    beside.replace(path)


def load(path: Path, embedder: Embedder) -> Known:
    """What was kept there by exactly this embedder: text's hash → row. Empty when there is nothing or it cannot be read."""
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as file:
            if str(file["about"]) != _about(embedder):
                return {}
            hashes, rows = file["hashes"].tolist(), file["rows"].astype(np.float32)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError):
        return {}
    return dict(zip(hashes, rows, strict=True)) if rows.shape == (len(hashes), embedder.dimension) else {}


def prototypes(pack: EventPack, language: Language, vectors: dict[str, Rows]) -> Prototypes | None:
    """None when the pack says nothing in that language."""
    likes, unlikes = vectors[f"{language}.likes"], vectors[f"{language}.unlikes"]
    if len(likes) < NEAREST + 1 or len(unlikes) < NEAREST + 1:
        return None
    mean = (likes.mean(axis=0) + unlikes.mean(axis=0)) / 2
    likes, unlikes = centre(likes, mean), centre(unlikes, mean)
    inside = _nearest(likes @ likes.T, itself=True) - _nearest(likes @ unlikes.T)
    outside = _nearest(unlikes @ likes.T) - _nearest(unlikes @ unlikes.T, itself=True)
    low, high = float(np.quantile(inside, 0.05)), float(np.quantile(outside, 0.95))
    return Prototypes(mean, likes, unlikes, _of(pack.examples, language), low, max(high, low + 0.05))


NEAREST = 3
_BEYOND, _FOREIGN = 1.25, 0.998


def centre(rows: Rows, mean: Rows) -> Rows:
    """Unit rows around `mean`."""
    moved = rows - mean
    centred: Rows = moved / np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-6)
    return centred


class Stack:
    """The prototypes of all events of one language in one matrix: one multiplication a message, however many packs.

    `alone`: per event, how near a message must lie to be taken for it without any of its words: nearer than all but
    two in a thousand of the other packs' examples and counter-examples, and a quarter beyond `high`.

    With `m` an event's mean and `u` a unit row around it, cos(v − m, u) = (v·u − m·u) / |v − m|: so raw vectors are
    multiplied once with all rows and all means, and the rest is subtraction.
    """

    __slots__ = ("_high", "_low", "_means", "_offsets", "_pad", "_pick", "_rows", "alone", "events", "examples")

    def __init__(self, found: Mapping[str, Prototypes], raw: Mapping[str, Sequence[Rows]]) -> None:
        """`raw`: each event's vectors as the embedder gave them."""
        self.events = tuple(found)
        self.examples = tuple(one.examples for one in found.values())
        blocks = [block for one in found.values() for block in (one.likes, one.unlikes)]
        self._rows: Rows = np.ascontiguousarray(np.concatenate([*blocks, *(one.mean[None, :] for one in found.values())]))
        self._means = np.array([float(one.mean @ one.mean) for one in found.values()], np.float32)
        self._offsets: Rows = np.concatenate([block @ one.mean for one in found.values() for block in (one.likes, one.unlikes)])
        self._low = np.array([one.low for one in found.values()], np.float32)
        self._high = np.array([one.high for one in found.values()], np.float32)
        widest, start = max(len(block) for block in blocks), 0
        self._pick = np.zeros((len(blocks), widest), np.int64)
        self._pad = np.ones((len(blocks), widest), bool)
        for place, block in enumerate(blocks):
            self._pick[place, : len(block)] = np.arange(start, start + len(block))
            self._pad[place, : len(block)] = False
            start += len(block)
        self.alone = tuple(_alone(one, [rows for other, held in raw.items() if other != event for rows in held if len(rows)]) for event, one in found.items())

    def scaled(self, vectors: Rows) -> tuple[Rows, npt.NDArray[np.int64]]:
        """For raw vectors (n, d): (E,) how near the best view lies to each event, 0 at `low`, 1 at `high`; and (E,) which
        example is nearest."""
        count = len(self._offsets)
        # einsum runs on this thread alone: handing so small a product to BLAS threads costs more than it saves
        products = np.einsum("nd,kd->nk", vectors.astype(np.float32, copy=False), self._rows)
        means = products[:, count:]
        squares = np.einsum("nd,nd->n", vectors, vectors)[:, None]
        away = np.sqrt(np.maximum(squares - 2 * means + self._means, 1e-12))
        near = (products[:, :count] - self._offsets)[:, self._pick]
        near[:, self._pad] = -9.0
        best = -np.partition(-near, NEAREST - 1, axis=2)[:, :, :NEAREST].mean(axis=2)
        margins = (best[:, 0::2] - best[:, 1::2]) / np.maximum(away, 1e-6)
        view = margins.argmax(axis=0)
        events = np.arange(len(self.events))
        scaled: Rows = (margins[view, events] - self._low) / (self._high - self._low)
        nearest = near[view, 2 * events].argmax(axis=1)
        return np.clip(scaled, -1.0, 3.0), nearest


def _alone(one: Prototypes, foreign: Sequence[Rows]) -> float:
    """On the scale of `low` and `high`."""
    if not foreign:
        return _BEYOND
    centred = centre(np.concatenate(foreign), one.mean)
    margins = _nearest(centred @ one.likes.T) - _nearest(centred @ one.unlikes.T)
    return max(_BEYOND, float((np.quantile(margins, _FOREIGN) - one.low) / (one.high - one.low)))


def _nearest(cosines: Rows, *, itself: bool = False) -> Rows:
    """Mean of the highest few of each row, the first left out when the text itself is among them."""
    ordered = -np.sort(-cosines, axis=1)
    mean: Rows = ordered[:, int(itself) : NEAREST + int(itself)].mean(axis=1)
    return mean


def _of(examples: Sequence[Example], language: Language) -> tuple[Example, ...]:
    return tuple(example for example in examples if example.language == language)


def _parts(pack: EventPack, language: Language) -> list[tuple[str, tuple[Example, ...]]]:
    return [(f"{language}.likes", _of(pack.examples, language)), (f"{language}.unlikes", _of(pack.counter_examples, language))]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")


def _about(embedder: Embedder) -> str:
    return json.dumps({"embedder": embedder.name, "version": embedder.version, "dimension": embedder.dimension}, sort_keys=True)
