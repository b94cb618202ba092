"""How good a head is on texts that it has not seen: the figures, as pure functions over probabilities.

Everywhere `right` (n,) are places of the right labels (−1: a label that the model has not) and `scores` (n, L) probabilities.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Places = npt.NDArray[np.int64]

BINS = 15
LEVELS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLabel:
    """One row of the table. `texts`: how many are of the label; `said`: how many were said to be."""

    label: str
    texts: int
    said: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Confused:
    """`times` texts of `label` were said to be `said`."""

    label: str
    said: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Texts whose best probability lies in one fifteenth of 0–1: their mean confidence and the share that is right."""

    texts: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """Of texts whose best probability is at least `confidence`: their share of all, and the share of them that is right."""

    confidence: float
    coverage: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How texts that fit no label are told apart. `threshold` was fixed while learning, not here.

    `accuracy`: in-scope texts that are taken and named rightly; `kept`: in-scope texts that are taken; `recall`: out-of-scope
    texts that are turned away; `auroc`: how often an in-scope text scores above an out-of-scope one.
    """

    texts: int
    threshold: float
    auroc: float
    recall: float
    accuracy: float
    kept: float


def accuracy(right: Places, scores: Floats) -> float:
    return float((scores.argmax(axis=1) == right).mean()) if len(right) else 0.0


def by_label(labels: Sequence[str], right: Places, scores: Floats) -> tuple[OfLabel, ...]:
    """A row for each label that the texts or the answers have, in the labels' order."""
    said = scores.argmax(axis=1)
    rows = []
    for place, label in enumerate(labels):
        texts, named, hit = int((right == place).sum()), int((said == place).sum()), int(((right == place) & (said == place)).sum())
        if texts or named:
            f1 = 2 * hit / (texts + named)
            rows.append(OfLabel(label=label, texts=texts, said=named, precision=hit / named if named else 0.0, recall=hit / texts if texts else 0.0, f1=f1))
    return tuple(rows)


def macro_f1(rows: Sequence[OfLabel]) -> float:
    """Mean of F1 over the labels that the texts have."""
    held = [row.f1 for row in rows if row.texts]
    return sum(held) / len(held) if held else 0.0


def confusions(labels: Sequence[str], right: Places, scores: Floats, most: int = 10) -> tuple[Confused, ...]:
    """The commonest mistakes, commonest first."""
    said = scores.argmax(axis=1)
    pairs = Counter((int(one), int(other)) for one, other in zip(right, said, strict=True) if one not in (other, -1))
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return tuple(Confused(label=labels[one], said=labels[other], times=times) for (one, other), times in ordered)


def reliability(right: Places, scores: Floats) -> tuple[Bin, ...]:
    """The bins that hold texts, from low to high confidence."""
    confidence, hit = scores.max(axis=1), scores.argmax(axis=1) == right
    place = np.minimum((confidence * BINS).astype(np.int64), BINS - 1)
    return tuple(
        Bin(texts=int(inside.sum()), confidence=float(confidence[inside].mean()), accuracy=float(hit[inside].mean()))
        for inside in (place == one for one in range(BINS)) if inside.any()
    )  # fmt: skip


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: |confidence − accuracy|, weighted by texts (Naeini and others 2015)."""
    total = sum(one.texts for one in bins)
    return sum(abs(one.confidence - one.accuracy) * one.texts for one in bins) / total if total else 0.0


def coverage(right: Places, scores: Floats, levels: Sequence[float] = LEVELS) -> tuple[Covered, ...]:
    confidence, hit = scores.max(axis=1), scores.argmax(axis=1) == right
    return tuple(
        Covered(confidence=level, coverage=float((confidence >= level).mean()), accuracy=float(hit[confidence >= level].mean()) if (confidence >= level).any() else 0.0)
        for level in levels
    )


def auroc(inside: Floats, outside: Floats) -> float:
    """Chance that one of `inside` scores above one of `outside`, ties counted half (Mann–Whitney)."""
    if not len(inside) or not len(outside):
        return 0.0
    ordered = np.sort(outside)
    below = np.searchsorted(ordered, inside, "left").astype(np.float64) + np.searchsorted(ordered, inside, "right")
    return float(below.mean() / (2 * len(outside)))


def scope(right: Places, scores: Floats, inside: Floats, outside: Floats, threshold: float) -> Scope:
    """`inside` (n,) and `outside` (m,): how far each text is in scope."""
    taken = inside >= threshold
    return Scope(
        texts=len(outside), threshold=threshold, auroc=auroc(inside, outside), recall=float((outside < threshold).mean()) if len(outside) else 0.0,
        accuracy=float((taken & (scores.argmax(axis=1) == right)).mean()), kept=float(taken.mean()),
    )  # fmt: skip
