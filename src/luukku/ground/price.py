"""What a plan costs, in facts and receivers, and which part of it would cost less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from luukku.model.consent import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheaper:
    """The card without these rows: so many different facts go to so many receivers. `rows` is what is lost."""

    rows: tuple[str, ...]
    facts: int
    receivers: int


def cheaper(card: Card, benefit: Mapping[str, int]) -> Cheaper | None:
    """The version that costs less and loses least: fewer facts or fewer receivers, and what is left is worth more than what is lost.

    `benefit`: minutes that each service saves, as its pack says. Only rows that are still open can be left out: one of them, or all of one
    receiver. None where every version costs the same.
    """
    dear, whole, found = card.price(), sum(benefit.get(row.service, 0) for row in card.asked()), []
    for rows in _parts(card):
        facts, receivers = _without(card, rows).price()
        lost = sum(benefit.get(row.service, 0) for row in card.rows if row.id in rows)
        if receivers and (facts, receivers) != dear and lost < whole - lost:
            found.append((lost, facts + receivers, Cheaper(rows=rows, facts=facts, receivers=receivers)))
    return min(found, key=lambda one: (one[0], one[1], one[2].rows))[2] if found else None


def _parts(card: Card) -> Iterator[tuple[str, ...]]:
    """Each open row alone, and all open rows of each receiver."""
    open_ = [row for row in card.asked() if row.state == "open"]
    yield from ((row.id,) for row in open_)
    for receiver in dict.fromkeys(row.receiver for row in open_):
        rows = tuple(row.id for row in open_ if row.receiver == receiver)
        if len(rows) > 1:
            yield rows


def _without(card: Card, rows: tuple[str, ...]) -> Card:
    return replace(card, rows=tuple(replace(row, state="denied") if row.id in rows else row for row in card.rows))
