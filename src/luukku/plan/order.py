"""In which order things are proposed. What somebody pays is no part of it: it is not even handed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Merit:
    """All that the order knows of a proposal. `deadline`: set by law. `benefit`: minutes that it saves the customer, as the pack
    states it. `facts`: how many it tells."""

    id: str
    deadline: date | None
    benefit: int
    facts: int


def in_order(merits: Iterable[Merit]) -> tuple[str, ...]:
    """Ids: a deadline set by law first (the nearest before the rest), then the greatest benefit to the customer, then the fewest facts."""
    return tuple(one.id for one in sorted(merits, key=_key))


def _key(one: Merit) -> tuple[bool, date, int, int, str]:
    return one.deadline is None, one.deadline or date.max, -one.benefit, one.facts, one.id
