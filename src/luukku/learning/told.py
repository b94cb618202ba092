"""How rightly life events are read: of texts whose events are known, how many are read as exactly those."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from typing import Any

NONE = "none"
"""The label of a text that tells of no life event; of several events "a+b"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEvent:
    """Precision and recall (0–1) of one event over `texts` that tell of it."""

    event: str
    texts: int
    precision: float
    recall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """`right`: share of texts read as exactly their events; `false_alarms`: share of those telling of none in which one was read."""

    texts: int
    right: float
    false_alarms: float
    by_group: dict[str, float]
    """Share read rightly, by each value of the further columns ("language fi", "kind negated")."""
    by_event: tuple[OfEvent, ...]
    confusions: tuple[tuple[str, str, int], ...]
    """(label, read, times), most often first."""

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def events_in(label: str) -> frozenset[str]:
    """The events that a label names."""
    return frozenset(part for part in label.split("+") if part and part != NONE)


def label_of(events: AbstractSet[str]) -> str:
    return "+".join(sorted(events)) or NONE


def count_told(wanted: Sequence[AbstractSet[str]], read: Sequence[AbstractSet[str]], groups: Sequence[Sequence[str]]) -> Told:
    """`groups`: of each text, the groups in which it counts. All three of one length, not empty."""
    right = [one == other for one, other in zip(wanted, read, strict=True)]
    quiet = [bool(other) for one, other in zip(wanted, read, strict=True) if not one]
    held: dict[str, list[bool]] = {}
    for good, of in zip(right, groups, strict=True):
        for group in of:
            held.setdefault(group, []).append(good)
    names = sorted(frozenset().union(*wanted, *read))
    wrong = Counter((label_of(one), label_of(other)) for one, other in zip(wanted, read, strict=True) if one != other)
    return Told(
        texts=len(right),
        right=_share(right),
        false_alarms=_share(quiet),
        by_group={group: _share(goods) for group, goods in sorted(held.items())},
        by_event=tuple(_of_event(name, wanted, read) for name in names),
        confusions=tuple((label, said, times) for (label, said), times in sorted(wrong.items(), key=lambda one: (-one[1], one[0]))),
    )


def _of_event(name: str, wanted: Sequence[AbstractSet[str]], read: Sequence[AbstractSet[str]]) -> OfEvent:
    hit = sum(name in one and name in other for one, other in zip(wanted, read, strict=True))
    texts, said = sum(name in one for one in wanted), sum(name in one for one in read)
    return OfEvent(event=name, texts=texts, precision=round(hit / said, 4) if said else 0.0, recall=round(hit / texts, 4) if texts else 0.0)


def _share(held: Sequence[bool]) -> float:
    return round(sum(held) / len(held), 4) if held else 0.0
