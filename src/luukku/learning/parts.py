"""Fits linear parts on folds and on all, and weighs them on what each fold had not seen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from luukku.learning.blend import Blend, blend
from luukku.learning.examples import Examples
from luukku.learning.fit import Answers, Parts, Scale, answer, fit_parts, spelling_rows
from luukku.learning.folds import fold_of
from luukku.learning.plan import Plan, Told
from luukku.understand.heads import Kind
from luukku.understand.ngrams import Pieces, count_pieces, keep_pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

MANY = 2_000


def fold_parts(seen: Examples, extra: Examples | None, kind: Kind, plan: Plan, told: Told) -> tuple[Blend, Answers]:
    """(blend, what the parts say of each text when it was left out). `extra` is learnt from in every fold."""
    part_of = fold_of(seen.texts, seen.groups(), plan.folds, plan.seed)
    said = [np.zeros(seen.right.shape, np.float32) for _ in range(4)]
    known = np.zeros(len(seen.texts), np.bool_)
    for part in range(plan.folds):
        told(f"fitting on fold {part + 1} of {plan.folds}", part / (plan.folds + 1))
        out, rest = np.flatnonzero(part_of == part).tolist(), np.flatnonzero(part_of != part).tolist()
        fitting = seen.at(rest).with_more(extra)
        if not out or not fitting.can_fit(kind):
            continue
        left = seen.at(out)
        pieces, scale, parts = fit_all(fitting, kind, plan)
        got = answer(parts, None if scale is None or left.vectors is None else scale.apply(left.vectors), spelling_rows(pieces, left.texts))
        for held, new in zip(said, (got.meaning, got.spelling, got.both_meaning, got.both_spelling), strict=True):
            held[out] = new
        unseen = ~fitting.right.any(axis=0)
        known[out] = ~left.right[:, unseen].any(axis=1)
    whole = Answers(meaning=said[0], spelling=said[1], both_meaning=said[2], both_spelling=said[3])
    if not known.any():  # too few texts to leave any out: nothing is known of how far to trust them
        known[:] = True
    kept = Answers(meaning=said[0][known], spelling=said[1][known], both_meaning=said[2][known], both_spelling=said[3][known])
    return blend(kind, kept, seen.right[known], vectors=seen.vectors is not None), whole


def fit_all(seen: Examples, kind: Kind, plan: Plan) -> tuple[Pieces, Scale | None, Parts]:
    """Counts, scales and fits; a second time on the weightiest pieces when there are too many."""
    at_least = plan.at_least or (1 if len(seen.texts) <= MANY else 2)
    pieces = _halved(count_pieces(seen.texts, at_least))
    scale = None if seen.vectors is None else Scale.of(seen.vectors)
    scaled = None if scale is None or seen.vectors is None else scale.apply(seen.vectors)
    if scale is not None and plan.taught is not None:
        plan = replace(plan, taught=replace(plan.taught, vectors=scale.apply(plan.taught.vectors)))
    parts = fit_parts(kind, scaled, spelling_rows(pieces, seen.texts), seen.right, plan)
    if len(pieces) > plan.most_pieces:
        weight = np.linalg.norm(parts.spelling, axis=1) * pieces.rarity
        kept = np.argsort(-np.round(weight, 5), kind="stable")[: plan.most_pieces]
        pieces = keep_pieces(pieces, kept.tolist())
        parts = fit_parts(kind, scaled, spelling_rows(pieces, seen.texts), seen.right, plan)
    return pieces, scale, parts


def half(array: Any) -> Floats:
    """In the precision in which models are kept."""
    rounded: Floats = np.ascontiguousarray(np.asarray(array, np.float16), np.float32)  # a loaded one lies in this order, and sums like it
    return rounded


def _halved(pieces: Pieces) -> Pieces:
    """Rarity in the precision in which it is kept, so that what was learnt and what is loaded are the same."""
    return Pieces.of(pieces.names, pieces.words, half(pieces.rarity))
