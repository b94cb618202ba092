"""Weighs the parts of a head against each other so that its probabilities hold on texts that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.learning.fit import Answers
from luukku.understand.heads import Kind, Link

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

_LEAST = 0.02
_ENOUGH = 4_000
_FLOORS = (0.001, 0.002, 0.004, 0.007, 0.012, 0.02, 0.03, 0.045, 0.07, 0.1, 0.15, 0.25)
_HELD = 2.0
"""Strength that holds each label's offset at 0, in texts."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blend:
    """Exponents of the three parts and (L,) offsets; `alone` is the factor on the spelling's share when there is no vector."""

    meaning: float
    spelling: float
    both: float
    offset: Floats
    alone: float
    alone_offset: Floats

    def together(self, said: Answers) -> Floats:
        """(n, L) logits with the vector."""
        logits = self.meaning * said.meaning + self.spelling * said.spelling + self.both * (said.both_meaning + said.both_spelling) + self.offset
        return np.asarray(logits, np.float32)

    def apart(self, said: Answers) -> Floats:
        """(n, L) logits by spelling alone."""
        logits = self.alone * (self.spelling * said.spelling + self.both * said.both_spelling) + self.alone_offset
        return np.asarray(logits, np.float32)


def blend(kind: Kind, said: Answers, right: Bools, *, vectors: bool) -> Blend:
    """The blend under which the right labels of texts that were left out are likeliest."""
    nothing = np.zeros(right.shape[1], np.float32)
    if vectors:
        (meaning, spelling, both), offset = _likeliest(kind, [said.meaning, said.spelling, said.both_meaning + said.both_spelling], right)
    else:
        (spelling,), offset = _likeliest(kind, [said.spelling], right)
        return Blend(meaning=0.0, spelling=spelling, both=0.0, offset=nothing, alone=1.0, alone_offset=offset)
    (alone,), alone_offset = _likeliest(kind, [spelling * said.spelling + both * said.both_spelling], right)
    return Blend(meaning=meaning, spelling=spelling, both=both, offset=offset, alone=alone, alone_offset=alone_offset)


def link_of(kind: Kind, fits: Floats, right: Bools) -> tuple[Link, Floats]:
    """(link, offsets (L,)) under which the right labels are likeliest, for fits (n, L) of texts that were left out."""
    step = max(1, len(fits) // _ENOUGH)
    fits, right = fits[::step].astype(np.float64), right[::step]
    tried = [(*_power_of(kind, Link(power=1.0, floor=floor).apply(fits, kind), right), floor) for floor in _FLOORS]
    _, power, offset, floor = min(tried, key=lambda one: one[0])
    return Link(power=power, floor=floor), offset


def _power_of(kind: Kind, logits: Floats, right: Bools) -> tuple[float, float, Floats]:
    """(loss, power, offsets)."""
    (power,), offset = _likeliest(kind, [logits], right)
    linked = power * logits.astype(np.float64) + offset
    if kind == "one-of":
        top = linked.max(axis=1, keepdims=True)
        return float((top[:, 0] + np.log(np.exp(linked - top).sum(axis=1)) - (linked * right).sum(axis=1)).mean()), power, offset
    return float((np.logaddexp(0.0, linked) - right * linked).sum(axis=1).mean()), power, offset


def _likeliest(kind: Kind, parts: list[Floats], right: Bools) -> tuple[list[float], Floats]:
    """(exponents, offsets (L,)) of least loss; `one-of` has no offsets, since there the labels are weighed against each other."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # the library has no type marker

    stacked = np.stack([part.astype(np.float64) for part in parts])
    count, labels, offsets = len(parts), right.shape[1], kind == "any-of"
    wanted = right.astype(np.float64)

    def loss(theta: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        logits = np.tensordot(theta[:count], stacked, 1) + (theta[count:] if offsets else 0.0)
        if kind == "one-of":
            top = logits.max(axis=1, keepdims=True)
            log_sum = top + np.log(np.exp(logits - top).sum(axis=1, keepdims=True))
            lost = float((log_sum[:, 0] - (logits * wanted).sum(axis=1)).sum())
            away = np.exp(logits - log_sum) - wanted
        else:
            lost = float((np.logaddexp(0.0, logits) - wanted * logits).sum())
            away = 1 / (1 + np.exp(-np.clip(logits, -500, 500))) - wanted
        slope = (stacked * away).sum(axis=(1, 2))
        if not offsets:
            return lost / len(right), slope / len(right)
        held = theta[count:]
        return (lost + _HELD / 2 * float(held @ held)) / len(right), np.concatenate([slope, away.sum(axis=0) + _HELD * held]) / len(right)

    start = np.concatenate([np.full(count, 1.0), np.zeros(labels if offsets else 0)])
    bounds = [(_LEAST, 50.0)] * count + [(None, None)] * (labels if offsets else 0)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 300})
    theta = np.round(found.x, 4)
    return [float(one) for one in theta[:count]], theta[count:].astype(np.float32) if offsets else np.zeros(labels, np.float32)
