"""Learns a head: chooses the way, checks what came in, and joins what was fitted into what `understand` reads with."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from luukku.errors import BadData
from luukku.learning.blend import Blend, link_of
from luukku.learning.examples import Examples
from luukku.learning.fit import Parts, Scale, one_thread, spelling_rows
from luukku.learning.folds import fold_of
from luukku.learning.parts import fit_all, fold_parts, half
from luukku.learning.plan import Plan, Told, quiet
from luukku.learning.ridge import fit_ridge, space_of
from luukku.understand.heads import Heads, Kind, Linear, Maker, Near, Spelling, probabilities
from luukku.understand.ngrams import Pieces

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Bools = npt.NDArray[np.bool_]

Labels: TypeAlias = Sequence[str] | Sequence[AbstractSet[str]]
"""One a text, or for `any-of` a set a text (empty: none fits)."""
FEWEST = 2
_TURNED_AWAY = 0.03
_LOW_SHARE, _HIGH_SHARE, _TEXTS_OF_SHARE = 0.05, 0.25, 1_000


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
    kind: Kind, purpose: str, maker: Maker | None = None, names: tuple[Sequence[str], Floats] | None = None, plan: Plan | None = None, told: Told = quiet,
) -> Heads:  # fmt: skip
    """The head of n labelled texts and their (n, d) `vectors`, made by `maker`. Raises BadData, NotInstalled.

    `names`: each label in words with its vector (L, d), in the labels' alphabetical order: one more text of it, that counts
    a little less. Takes a second for hundreds of texts, a minute for ten thousand of 77 labels.
    """
    plan = plan or Plan()
    order, seen = _checked(texts, labels, vectors, kind, maker)
    extra = _of_names(names, order, seen)
    with one_thread():
        return _learn(seen, extra, order, kind, purpose, maker, plan, told)


def out_of_fold(
    texts: Sequence[str], labels: Labels, vectors: Floats | None = None, *,
    kind: Kind, names: tuple[Sequence[str], Floats] | None = None, plan: Plan | None = None, told: Told = quiet,
) -> OutOfFold:  # fmt: skip
    """What `learn_heads` would say of each text had it, and all of its fold, not been among those that were learnt from.

    As many whole learnings as there are folds, each with its own calibration. Raises as there.
    """
    plan = plan or Plan()
    order, seen = _checked(texts, labels, vectors, kind, None)
    extra = _of_names(names, order, seen)
    part_of = fold_of(seen.texts, seen.groups(), plan.folds, plan.seed)
    scores, alone = np.full(seen.right.shape, 1 / len(order), np.float32), np.full(seen.right.shape, 1 / len(order), np.float32)
    with one_thread():
        for part in range(plan.folds):
            told(f"learning without fold {part + 1} of {plan.folds}", part / plan.folds)
            out, rest = np.flatnonzero(part_of == part).tolist(), np.flatnonzero(part_of != part).tolist()
            if not out or not seen.at(rest).can_fit(kind):
                continue
            heads = _learn(seen.at(rest), extra, order, kind, "", None, plan, quiet)
            left = seen.at(out)
            alone[out] = heads.all_scores(left.texts)
            scores[out] = alone[out] if left.vectors is None else heads.all_scores(left.texts, left.vectors)
    return OutOfFold(labels=order, scores=scores, alone=alone, right=seen.right)


def _learn(seen: Examples, extra: Examples | None, order: tuple[str, ...], kind: Kind, purpose: str, maker: Maker | None, plan: Plan, told: Told) -> Heads:
    near = kind == "one-of" if plan.near is None else plan.near
    if near and seen.vectors is not None and len(seen.texts) <= plan.most_near:
        return _learn_near(seen, extra, order, kind, purpose, maker, plan, told)
    mixed, said = fold_parts(seen, extra, kind, plan, told)
    told("fitting on all texts", plan.folds / (plan.folds + 1))
    pieces, scale, parts = fit_all(seen.with_more(extra), kind, plan)
    told("done", 1.0)
    heads = _joined(mixed, pieces, scale, parts, order, len(seen.texts), kind, purpose, maker)
    least, alone = (_least(probabilities(logits, kind).max(axis=1)) for logits in (mixed.together(said), mixed.apart(said)))
    return replace(heads, threshold=least, spelling=replace(heads.spelling, alone_threshold=alone))


def _learn_near(seen: Examples, extra: Examples | None, order: tuple[str, ...], kind: Kind, purpose: str, maker: Maker | None, plan: Plan, told: Told) -> Heads:
    """By nearness; spelling alone, for when there is no vector, is learnt as ever, and beside it."""
    assert seen.vectors is not None
    few = replace(plan, folds=min(plan.folds, 3))
    mixed, said = fold_parts(replace(seen, vectors=None), None if extra is None else replace(extra, vectors=None), kind, few, lambda doing, share: told(doing, share / 2))
    whole = seen.with_more(extra)
    pieces, _, parts = fit_all(replace(whole, vectors=None), kind, plan)
    told("measuring nearness", 0.5)
    assert whole.vectors is not None
    space = space_of(seen.vectors, seen.right, plan)
    placed = space.place(whole.vectors)
    counts = np.concatenate([np.ones(len(seen.texts), np.float32), np.full(len(whole.texts) - len(seen.texts), plan.name_weight, np.float32)])
    fitted = fit_ridge(placed, spelling_rows(pieces, whole.texts), whole.right, counts, _share(seen, plan), plan)
    told("calibrating", 0.95)
    link, offset = link_of(kind, fitted.left_out[: len(seen.texts)], seen.right)
    told("done", 1.0)
    alone_bias = mixed.spelling * parts.spelling_bias + mixed.alone_offset
    return Heads(
        purpose=purpose, kind=kind, labels=order, texts=len(seen.texts), link=link, bias=offset,
        threshold=_least(fitted.left_out[: len(seen.texts)].max(axis=1) + fitted.nearest[: len(seen.texts)]),
        meaning=Near(maker=_maker(maker, seen), mean=space.mean, turn=space.turn, points=placed, width=plan.width, weights=half(fitted.weights)),
        spelling=Spelling(
            pieces=pieces, weights=half(fitted.spelling), alone=1.0, alone_bias=alone_bias.astype(np.float32),
            alone_weights=half(mixed.spelling * parts.spelling), alone_threshold=_least(probabilities(mixed.apart(said), kind).max(axis=1)),
        ),
    )  # fmt: skip


def _least(belonging: Floats) -> float:
    """97 in a hundred lie above it. New texts resemble those that were learnt from less than these do one another: about 95 remain."""
    return round(float(np.quantile(belonging, _TURNED_AWAY)), 4)


def _share(seen: Examples, plan: Plan) -> float:
    """The more texts a label has, the more its spelling says."""
    if plan.share is not None:
        return plan.share
    return float(np.clip(len(seen.texts) / seen.right.shape[1] / _TEXTS_OF_SHARE, _LOW_SHARE, _HIGH_SHARE))


def _joined(
    mixed: Blend, pieces: Pieces, scale: Scale | None, parts: Parts, order: tuple[str, ...], texts: int, kind: Kind, purpose: str, maker: Maker | None,
) -> Heads:  # fmt: skip
    """One matrix for each view, in the precision in which it is kept."""
    spelt_bias = mixed.spelling * parts.spelling_bias + mixed.both * parts.both_bias
    weights = half(mixed.spelling * parts.spelling + mixed.both * parts.both_spelling)
    spelling = Spelling(pieces=pieces, weights=weights, alone=mixed.alone, alone_bias=(mixed.alone * spelt_bias + mixed.alone_offset).astype(np.float32))
    meaning = None
    if scale is not None:
        maker = maker or Maker(name="unnamed", version="", dimension=len(scale.mean))
        meaning = Linear(maker=maker, mean=scale.mean, scale=scale.scale, weights=half(mixed.meaning * parts.meaning + mixed.both * parts.both_meaning))
    bias = (spelt_bias + mixed.meaning * parts.meaning_bias + mixed.offset).astype(np.float32)
    return Heads(purpose=purpose, kind=kind, labels=order, meaning=meaning, spelling=spelling, bias=bias, texts=texts)


def _maker(maker: Maker | None, seen: Examples) -> Maker:
    return maker or Maker(name="unnamed", version="", dimension=0 if seen.vectors is None else seen.vectors.shape[1])


def _of_names(names: tuple[Sequence[str], Floats] | None, order: tuple[str, ...], seen: Examples) -> Examples | None:
    if names is None:
        return None
    words, vectors = names
    if len(words) != len(order) or len(vectors) != len(order):
        raise BadData(problem=f"{len(words)} names of {len(order)} labels", do="give one name for each label, in alphabetical order of the labels")
    return Examples(texts=tuple(words), right=np.eye(len(order), dtype=np.bool_), vectors=None if seen.vectors is None else vectors)


def _checked(texts: Sequence[str], labels: Labels, vectors: Floats | None, kind: Kind, maker: Maker | None) -> tuple[tuple[str, ...], Examples]:
    """(labels in order, examples). Raises BadData."""
    sets = [frozenset([one]) if isinstance(one, str) else frozenset(one) for one in labels]
    order = tuple(sorted(frozenset().union(*sets)))
    if len(texts) != len(sets) or (vectors is not None and len(vectors) != len(texts)):
        raise BadData(problem=f"{len(texts)} texts, {len(sets)} labels and {'no' if vectors is None else len(vectors)} vectors do not belong together", do="give as many of each")
    if kind == "one-of" and (len(order) < FEWEST or any(len(one) != 1 for one in sets)):
        raise BadData(problem=f"{len(order)} label in all" if len(order) < FEWEST else "a text has not exactly one label", do="give each text one label, of at least two")
    if kind == "any-of" and not (order and len(set(sets)) > 1):
        raise BadData(problem="every text has the same labels", do="add texts of other labels, or of none")
    if maker is not None and (vectors is None or vectors.shape[1] != maker.dimension):
        raise BadData(problem="the vectors are not of the embedder that is named", do=f"hand in vectors of {maker.dimension} numbers")
    place = {name: at for at, name in enumerate(order)}
    right = np.zeros((len(texts), len(order)), np.bool_)
    for row, one in enumerate(sets):
        right[row, [place[name] for name in one]] = True
    return order, Examples(texts=tuple(texts), right=right, vectors=vectors)
