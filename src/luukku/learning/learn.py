"""Learns a head: parts are fitted on folds, weighed on what each fold had not seen, then fitted on all and made one."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from luukku.errors import BadData
from luukku.learning.blend import Blend, blend
from luukku.learning.fit import Answers, Parts, Scale, answer, fit_parts, one_thread, spelling_rows
from luukku.learning.folds import fold_of
from luukku.learning.plan import Plan, Told, quiet
from luukku.understand.heads import Heads, Kind, Maker, Meaning, Spelling, probabilities
from luukku.understand.ngrams import Pieces, count_pieces, keep_pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

Labels: TypeAlias = Sequence[str] | Sequence[AbstractSet[str]]
"""One a text, or for `any-of` a set a text (empty: none fits)."""
FEWEST, MANY = 2, 2_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OutOfFold:
    """Probabilities (n, L) of each text by a model that has not seen it, in the order of `labels`.

    `scores` with the vector (by spelling alone when there were none), `alone` by spelling alone; `right` (n, L).
    """

    labels: tuple[str, ...]
    scores: Floats
    alone: Floats
    right: Bools


def learn_heads(
    texts: Sequence[str], labels: Labels, vectors: Floats | None = None, *,
    kind: Kind, purpose: str, maker: Maker | None = None, plan: Plan | None = None, told: Told = quiet,
) -> Heads:  # fmt: skip
    """The head of n labelled texts and their (n, d) `vectors`, made by `maker`. Raises BadData, NotInstalled.

    Takes about six fits: seconds for hundreds of texts, two minutes for ten thousand of 77 labels.
    """
    plan = plan or Plan()
    names, right = _checked(texts, labels, vectors, kind, maker)
    with one_thread():
        mixed, _ = _fold(texts, names, right, vectors, kind, plan, told)
        told("fitting on all texts", plan.folds / (plan.folds + 1))
        pieces, scale, parts = _fit(texts, vectors, right, kind, plan)
        told("done", 1.0)
    return _joined(mixed, pieces, scale, parts, names, len(texts), kind, purpose, maker)


def out_of_fold(
    texts: Sequence[str], labels: Labels, vectors: Floats | None = None, *, kind: Kind, plan: Plan | None = None, told: Told = quiet,
) -> OutOfFold:  # fmt: skip
    """What `learn_heads` would say of each text had it not been among those that were learnt from. Raises as there.

    The few numbers of the calibration are fitted on all texts; everything else is of the other folds.
    """
    plan = plan or Plan()
    names, right = _checked(texts, labels, vectors, kind, None)
    with one_thread():
        mixed, said = _fold(texts, names, right, vectors, kind, plan, told)
    alone = probabilities(mixed.apart(said), kind)
    return OutOfFold(labels=names, scores=alone if vectors is None else probabilities(mixed.together(said), kind), alone=alone, right=right)


def _checked(texts: Sequence[str], labels: Labels, vectors: Floats | None, kind: Kind, maker: Maker | None) -> tuple[tuple[str, ...], Bools]:
    """(labels in order, which are right (n, L)). Raises BadData."""
    sets = [frozenset([one]) if isinstance(one, str) else frozenset(one) for one in labels]
    names = tuple(sorted(frozenset().union(*sets)))
    if len(texts) != len(sets) or (vectors is not None and len(vectors) != len(texts)):
        raise BadData(problem=f"{len(texts)} texts, {len(sets)} labels and {'no' if vectors is None else len(vectors)} vectors do not belong together", do="give as many of each")
    if kind == "one-of" and (len(names) < FEWEST or any(len(one) != 1 for one in sets)):
        raise BadData(problem=f"{len(names)} label in all" if len(names) < FEWEST else "a text has not exactly one label", do="give each text one label, of at least two")
    if kind == "any-of" and not (names and len(set(sets)) > 1):
        raise BadData(problem="every text has the same labels", do="add texts of other labels, or of none")
    if maker is not None and (vectors is None or vectors.shape[1] != maker.dimension):
        raise BadData(problem="the vectors are not of the embedder that is named", do=f"hand in vectors of {maker.dimension} numbers")
    place = {name: at for at, name in enumerate(names)}
    right = np.zeros((len(texts), len(names)), np.bool_)
    for row, one in enumerate(sets):
        right[row, [place[name] for name in one]] = True
    return names, right


def _fold(texts: Sequence[str], names: tuple[str, ...], right: Bools, vectors: Floats | None, kind: Kind, plan: Plan, told: Told) -> tuple[Blend, Answers]:
    """(blend, what the parts say of each text when it was left out)."""
    keys = [tuple(np.flatnonzero(row).tolist()) for row in right]
    part_of = fold_of(texts, keys, plan.folds, plan.seed)
    said = [np.zeros(right.shape, np.float32) for _ in range(4)]
    known = np.zeros(len(texts), np.bool_)
    for part in range(plan.folds):
        told(f"fitting on fold {part + 1} of {plan.folds}", part / (plan.folds + 1))
        out, rest = np.flatnonzero(part_of == part).tolist(), np.flatnonzero(part_of != part).tolist()
        if not out or not _can_fit(right[rest], kind):
            continue
        pieces, scale, parts = _fit([texts[at] for at in rest], None if vectors is None else vectors[rest], right[rest], kind, plan)
        got = answer(parts, None if scale is None or vectors is None else scale.apply(vectors[out]), spelling_rows(pieces, [texts[at] for at in out]))
        for held, new in zip(said, (got.meaning, got.spelling, got.both_meaning, got.both_spelling), strict=True):
            held[out] = new
        unseen = ~right[rest].any(axis=0)
        known[out] = ~right[out][:, unseen].any(axis=1)
    whole = Answers(meaning=said[0], spelling=said[1], both_meaning=said[2], both_spelling=said[3])
    seen = Answers(meaning=said[0][known], spelling=said[1][known], both_meaning=said[2][known], both_spelling=said[3][known])
    return blend(kind, seen, right[known], vectors=vectors is not None), whole


def _can_fit(right: Bools, kind: Kind) -> bool:
    mixed = right.any(axis=0) & ~right.all(axis=0)
    return bool(mixed.any())


def _fit(texts: Sequence[str], vectors: Floats | None, right: Bools, kind: Kind, plan: Plan) -> tuple[Pieces, Scale | None, Parts]:
    """Counts, scales and fits; a second time on the weightiest pieces when there are too many."""
    at_least = plan.at_least or (1 if len(texts) <= MANY else 2)
    pieces = _halved(count_pieces(texts, at_least))
    scale = None if vectors is None else Scale.of(vectors)
    scaled = None if scale is None or vectors is None else scale.apply(vectors)
    parts = fit_parts(kind, scaled, spelling_rows(pieces, texts), right, plan)
    if len(pieces.names) > plan.most_pieces:
        weight = np.linalg.norm(parts.spelling, axis=1) * pieces.rarity
        kept = np.argsort(-np.round(weight, 5), kind="stable")[: plan.most_pieces]
        pieces = keep_pieces(pieces, kept.tolist())
        parts = fit_parts(kind, scaled, spelling_rows(pieces, texts), right, plan)
    return pieces, scale, parts


def _halved(pieces: Pieces) -> Pieces:
    """Rarity in the precision in which it is kept, so that what was learnt and what is loaded are the same."""
    return Pieces.of(pieces.names, pieces.words, _half(pieces.rarity))


def _joined(
    mixed: Blend, pieces: Pieces, scale: Scale | None, parts: Parts, names: tuple[str, ...], texts: int, kind: Kind, purpose: str, maker: Maker | None,
) -> Heads:  # fmt: skip
    """One matrix for each view, in the precision in which it is kept."""
    spelt_bias = mixed.spelling * parts.spelling_bias + mixed.both * parts.both_bias
    weights = _half(mixed.spelling * parts.spelling + mixed.both * parts.both_spelling)
    spelling = Spelling(pieces=pieces, weights=weights, alone=mixed.alone, alone_bias=(mixed.alone * spelt_bias + mixed.alone_offset).astype(np.float32))
    meaning = None
    if scale is not None:
        maker = maker or Maker(name="unnamed", version="", dimension=len(scale.mean))
        meaning = Meaning(maker=maker, mean=scale.mean, scale=scale.scale, weights=_half(mixed.meaning * parts.meaning + mixed.both * parts.both_meaning))
    bias = (spelt_bias + mixed.meaning * parts.meaning_bias + mixed.offset).astype(np.float32)
    return Heads(purpose=purpose, kind=kind, labels=names, meaning=meaning, spelling=spelling, bias=bias, texts=texts)


def _half(array: Any) -> Floats:
    rounded: Floats = np.asarray(array, np.float16).astype(np.float32)
    return rounded
