"""What was learnt from examples, asked at read time: how well each label fits a text. Needs numpy alone.

A head adds two views of a text: its meaning (the embedding) and its spelling (words and pieces of words). Whatever was
combined while learning (`luukku.learning`: embedding alone, spelling alone, both at once, each with its exponent) is
linear in the two, so that it is one matrix for each here:

    logits = (vector − mean) × scale @ meaning + spelling[pieces] + bias

`one-of` heads (intents, emotions) share one probability out among the labels; `any-of` heads (life events, danger) give
each label its own. Probabilities were calibrated on texts that the model had not seen. Without a vector (the embedder is
busy, or a stand-in) the spelling alone answers, with its own calibration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from luukku.understand.ngrams import Pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.ports import Embedder

    Floats = npt.NDArray[np.float32]

Kind = Literal["one-of", "any-of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """The embedder whose vectors a model was learnt from. No other's fit."""

    name: str
    version: str
    dimension: int

    @staticmethod
    def of(embedder: Embedder) -> Maker:
        return Maker(name=embedder.name, version=embedder.version, dimension=embedder.dimension)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Meaning:
    """The part that reads vectors of (d,): `mean` and `scale` (d,), `weights` (d, L)."""

    maker: Maker
    mean: Floats
    scale: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spelling:
    """The part that reads pieces: `weights` (V, L) beside a vector. Alone they count `alone` times, with the bias `alone_bias` (L,)."""

    pieces: Pieces
    weights: Floats
    alone: float
    alone_bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heads:
    """A learnt model of L labels, in alphabetical order. `bias` (L,) goes with both parts together.

    `purpose` is the word after `luukku learn` (intents, events, …): it tells how to learn the model again.
    """

    purpose: str
    kind: Kind
    labels: tuple[str, ...]
    meaning: Meaning | None
    spelling: Spelling
    bias: Floats
    texts: int
    """How many it was learnt from."""

    def logits(self, text: str, vectors: Floats | None = None) -> Floats:
        """(L,) before the softmax or sigmoid. `vectors`: (d,) of the text, or (n, d) of its views, of `meaning.maker`'s;
        of several, `one-of` takes the mean and `any-of` the highest of each label. None: the spelling alone."""
        spelt = self._spelt(text)
        if vectors is None or self.meaning is None:
            alone: Floats = spelt * np.float32(self.spelling.alone) + self.spelling.alone_bias
            return alone
        part = self.meaning
        seen = ((np.atleast_2d(vectors) - part.mean) * part.scale) @ part.weights
        meant = seen[0] if len(seen) == 1 else seen.mean(axis=0) if self.kind == "one-of" else seen.max(axis=0)
        both: Floats = spelt + meant + self.bias
        return both

    def scores(self, text: str, vectors: Floats | None = None) -> Floats:
        """(L,) calibrated probabilities, in the order of `labels`. Arguments as for `logits`."""
        return probabilities(self.logits(text, vectors), self.kind)

    def best(self, text: str, vectors: Floats | None = None) -> tuple[str, float]:
        """The likeliest label and its probability."""
        scores = self.scores(text, vectors)
        place = int(scores.argmax())
        return self.labels[place], float(scores[place])

    def all_scores(self, texts: Sequence[str], vectors: Floats | None = None) -> Floats:
        """(n, L) for n texts and their (n, d) vectors."""
        rows = [self.scores(text, None if vectors is None else vectors[place]) for place, text in enumerate(texts)]
        return np.stack(rows) if rows else np.empty((0, len(self.labels)), np.float32)

    def made_for(self, embedder: Embedder) -> bool:
        """Whether this embedder's vectors may be handed in. Always false of a model that reads spelling alone."""
        return self.meaning is not None and self.meaning.maker == Maker.of(embedder)

    def _spelt(self, text: str) -> Floats:
        places, weights = self.spelling.pieces.weigh(text)
        if not len(places):
            return np.zeros(len(self.labels), np.float32)
        spelt: Floats = weights @ self.spelling.weights[places]
        return spelt


def probabilities(logits: Floats, kind: Kind) -> Floats:
    """Softmax over the last axis, or each one's sigmoid."""
    if kind == "any-of":
        each: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60)))).astype(np.float32)
        return each
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shared: Floats = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shared
