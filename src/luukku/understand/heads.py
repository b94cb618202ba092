"""What was learnt from examples, asked at read time: how well each label fits a text. Needs numpy alone.

A head adds two views of a text: its meaning (the vector) and its spelling (words and pieces of words). There are two kinds
of meaning. `Near` asks how near the text lies to each text that was learnt from, in a space turned so that what sets labels
apart counts most; it is the better one, and holds a vector for each of those texts:

    fit = exp(width × (cosine(turned, points) − 1)) @ weights + spelling[pieces]         about the chance of each label
    logits = power × ln(max(fit, 0) + floor)                                             made one that holds by `Link`

`Linear` is one matrix, small whatever it was learnt from:

    logits = (vector − mean) × scale @ weights + spelling[pieces] + bias

`one-of` heads (intents, emotions) share one probability out among the labels; `any-of` heads (life events, danger) give
each label its own. Probabilities were calibrated on texts that the model had not seen. Without a vector (the embedder is
busy, or a stand-in) the spelling alone answers, with its own calibration.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from luukku.understand.ngrams import Cut, Pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    from luukku.ports import Embedder

    Floats = npt.NDArray[np.float32]
    Halves = npt.NDArray[np.float16] | Floats

Kind = Literal["one-of", "any-of"]
NEAREST = 5
_LEAST = 1e-6


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
class Linear:
    """Reads vectors of (d,) by one matrix: `mean` and `scale` (d,), `weights` (d, L)."""

    maker: Maker
    mean: Floats
    scale: Floats
    weights: Floats

    def read(self, vectors: Floats) -> Floats:
        """(n, L) for (n, d)."""
        return _times((vectors - self.mean) * self.scale, self.weights)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Near:
    """Reads vectors of (d,) by their nearness to `points` (m, k), unit rows of the texts that were learnt from, after `turn`
    (d, k); `weights` (m, L). Kernel ridge regression with a Gaussian kernel on the sphere."""

    maker: Maker
    mean: Floats
    turn: Floats
    points: Floats
    width: float
    weights: Floats

    def place(self, vectors: Floats) -> Floats:
        """(n, k) unit rows for (n, d)."""
        turned = _times(vectors - self.mean, self.turn)
        placed: Floats = turned / np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), _LEAST)
        return placed

    def cosines(self, vectors: Floats) -> Floats:
        """(n, m) for (n, d)."""
        cosines: Floats = np.einsum("nk,mk->nm", self.place(vectors), self.points)
        return cosines

    def fits(self, cosines: Floats) -> Floats:
        """(n, L) for (n, m)."""
        return _times(np.exp((cosines - 1) * np.float32(self.width)), self.weights)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """From fits, which lie about 0–1, to logits: `power` × ln(max(fit, 0) + `floor`), for `any-of` less the same of 1 − fit."""

    power: float
    floor: float

    def apply(self, fits: Floats, kind: Kind) -> Floats:
        logits = np.log(np.maximum(fits, 0) + self.floor)
        if kind == "any-of":
            logits -= np.log(np.maximum(1 - fits, 0) + self.floor)
        linked: Floats = (self.power * logits).astype(np.float32)
        return linked


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spelling:
    """The part that reads pieces: `weights` (V, L), of a loaded model in half precision as they lie, beside a vector.

    Without one `alone_weights` (V, L) answer, or `weights` when these are None, counted `alone` times, with the bias `alone_bias` (L,).
    """

    pieces: Pieces
    weights: Halves
    alone: float
    alone_bias: Floats
    alone_weights: Halves | None = None
    alone_threshold: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """`scores` (L,); how far the text belongs to any label at all, and whether that is enough to be taken."""

    scores: Floats
    belonging: float
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Heads:
    """A learnt model of L labels, in alphabetical order. `bias` (L,) goes with both parts together, after `link`.

    `purpose` is the word after `luukku learn` (intents, events, …): it tells how to learn the model again.
    """

    purpose: str
    kind: Kind
    labels: tuple[str, ...]
    meaning: Linear | Near | None
    spelling: Spelling
    bias: Floats
    texts: int
    """How many it was learnt from."""
    link: Link | None = None
    threshold: float = 0.0
    """Belonging from which a text is taken to fit some label: 97 in a hundred texts that were left out lie above."""

    def logits(self, text: str | Cut, vectors: Floats | None = None) -> Floats:
        """(L,) before the softmax or sigmoid. `vectors`: (d,) of the text, or (n, d) of its views, of `meaning.maker`'s;
        of several, `one-of` takes the mean and `any-of` the highest of each label. None: the spelling alone."""
        part = self.spelling
        if vectors is None or self.meaning is None:
            alone: Floats = self._spelt(text, part.weights if part.alone_weights is None else part.alone_weights) * np.float32(part.alone) + part.alone_bias
            return alone
        rows = np.atleast_2d(vectors)
        seen = self.meaning.read(rows) if isinstance(self.meaning, Linear) else self.meaning.fits(self.meaning.cosines(rows))
        return self._together(text, seen)[1]

    def scores(self, text: str | Cut, vectors: Floats | None = None) -> Floats:
        """(L,) calibrated probabilities, in the order of `labels`. Arguments as for `logits`."""
        return probabilities(self.logits(text, vectors), self.kind)

    def judge(self, text: str | Cut, vectors: Floats | None = None) -> Judged:
        """The scores, and whether any label fits at all.

        Belonging by nearness is the highest fit plus the mean cosine of the nearest five points; else the highest score.
        """
        if vectors is None or not isinstance(self.meaning, Near):
            scores = self.scores(text, vectors)
            belonging = float(scores.max())
            least = self.spelling.alone_threshold if vectors is None or self.meaning is None else self.threshold
        else:
            cosines = self.meaning.cosines(np.atleast_2d(vectors))
            fits, logits = self._together(text, self.meaning.fits(cosines))
            scores, least = probabilities(logits, self.kind), self.threshold
            belonging = float(fits.max() + nearest(cosines.max(axis=0, keepdims=True))[0])
        return Judged(scores=scores, belonging=belonging, taken=belonging >= least)

    def best(self, text: str | Cut, vectors: Floats | None = None) -> tuple[str, float]:
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

    def _together(self, text: str | Cut, seen: Floats) -> tuple[Floats, Floats]:
        """(fits, logits) of the spelling and of what was seen in the vectors (n, L)."""
        fits = self._spelt(text, self.spelling.weights) + (seen[0] if len(seen) == 1 else seen.mean(axis=0) if self.kind == "one-of" else seen.max(axis=0))
        logits: Floats = (fits if self.link is None else self.link.apply(fits, self.kind)) + self.bias
        return fits, logits

    def _spelt(self, text: str | Cut, of: Halves) -> Floats:
        places, weights = self.spelling.pieces.weigh(text)
        if not len(places):
            return np.zeros(len(self.labels), np.float32)
        spelt: Floats = _times(weights[None, :], of[places].astype(np.float32, copy=False))[0]
        return spelt


def _times(rows: Floats, matrix: Floats) -> Floats:
    """(n, a) times (a, b), on this thread alone: handing so small a product to BLAS threads took twenty times as long on busy cores."""
    product: Floats = np.einsum("na,ab->nb", rows, matrix)
    return product


def nearest(cosines: Floats) -> Floats:
    """(n,) mean of the five highest of each row (n, m), or of all when there are fewer."""
    few = min(NEAREST, cosines.shape[1])
    mean: Floats = np.partition(cosines, -few, axis=1)[:, -few:].mean(axis=1)
    return mean


def probabilities(logits: Floats, kind: Kind) -> Floats:
    """Softmax over the last axis, or each one's sigmoid."""
    if kind == "any-of":
        each: Floats = (1.0 / (1.0 + np.exp(-np.clip(logits, -60, 60)))).astype(np.float32)
        return each
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shared: Floats = (raised / raised.sum(axis=-1, keepdims=True)).astype(np.float32)
    return shared
