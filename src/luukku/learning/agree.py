"""Which corrections are learnt from: those that ten different customers agree on, as their common centre and never one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.model.fact import reveal
from luukku.model.ids import Language
from luukku.model.lesson import Lesson

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

FEWEST = 10
"""Different customers."""
NEAR = 0.3
"""Cosine, less the language's mean, from which two messages speak of the same. Measured on packs'
examples: a pair so near is about ten times likelier to be of one event than of two (docs/learning.md)."""
FOR_ONE_AGAINST = 4
"""So many must agree for each who says otherwise of messages like theirs."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Agreed:
    """What `customers` different people set right alike. `centroid`: (d,) of unit length, the mean of their vectors."""

    id: str
    """Of the lessons together: the same again is not learnt twice."""
    language: Language
    shown: str
    right: str
    customers: int
    maker: str
    centroid: Floats
    lessons: tuple[str, ...] = ()
    """Ids of the lessons, to be told that they were used; kept nowhere else."""


def agreed(lessons: Sequence[Lesson], means: Mapping[Language, Floats], maker: str) -> list[Agreed]:
    """The groups of at least ten people with the same two labels and messages near one, with at most a fifth as many near it
    against them. In the same order whatever the order of `lessons`. `means`: (d,) of each language; others are passed over.

    Each person counts once in a pair of labels, also with several customers. Lessons of another embedder are passed over.
    """
    found = []
    for language, mean in sorted(means.items()):
        fit = sorted((one for one in lessons if one.language == language and one.maker == maker), key=lambda one: one.id)
        found += _in_language(fit, mean)
    return found


def _in_language(lessons: Sequence[Lesson], mean: Floats) -> list[Agreed]:
    once: dict[tuple[str, str, str], Lesson] = {}
    for one in lessons:
        once.setdefault((one.person, one.shown, one.right), one)
    kept = list(once.values())
    vectors = np.stack([_unit(np.frombuffer(reveal(one.vector), "<f2").astype(np.float32)) for one in kept]) if kept else np.zeros((0, len(mean)), np.float32)
    if vectors.shape[1] != len(mean):
        return []
    centred = np.stack([_unit(row - mean) for row in vectors]) if kept else vectors
    near = np.einsum("nd,md->nm", centred, centred) >= NEAR
    return [group for pair in sorted({(one.shown, one.right) for one in kept}) for group in _of_pair(pair, kept, vectors, near)]


def _of_pair(pair: tuple[str, str], kept: Sequence[Lesson], vectors: Floats, near: npt.NDArray[np.bool_]) -> list[Agreed]:
    """Each time the message with most others near it, until no ten are left."""
    left = [place for place, one in enumerate(kept) if (one.shown, one.right) == pair]
    found, centres = [], list(left)
    while len(left) >= FEWEST and centres:
        centre = max(centres, key=lambda place: (sum(bool(near[place, other]) for other in left), -place))
        members = [place for place in left if near[centre, place]]
        if len(members) < FEWEST:
            break
        people = {kept[place].person for place in members}
        against = {one.person for place, one in enumerate(kept) if near[centre, place] and one.right != pair[1]} - people
        if len(people) < FOR_ONE_AGAINST * len(against):
            centres.remove(centre)
            continue
        found.append(_joined([kept[place] for place in members], vectors[members], len(people)))
        left = [place for place in left if place not in members]
        centres = [place for place in centres if place in left]
    return found


def _joined(lessons: Sequence[Lesson], vectors: Floats, people: int) -> Agreed:
    ids = tuple(one.id for one in lessons)
    first = lessons[0]
    return Agreed(
        id=hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:16], language=first.language, shown=first.shown, right=first.right,
        customers=people, maker=first.maker, centroid=_unit(vectors.mean(axis=0)), lessons=ids,
    )  # fmt: skip


def _unit(row: Floats) -> Floats:
    unit: Floats = (row / max(float(np.linalg.norm(row)), 1e-6)).astype(np.float32)
    return unit
