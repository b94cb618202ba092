"""What belongs to the customer's own life and so holds in every case, and what belongs to one event alone."""

from __future__ import annotations

HOUSEHOLD = ("child-1", "child", "spouse", "ex-spouse", "mother", "employee")
"""Roles whose date or work may be the answer about the case's own child or its mother."""
OWN_PEOPLE = ("child-1", "child", "spouse", "ex-spouse", "employee")
"""Roles whose matter is the customer's own in every event; other kin's only where the pack's examples name them."""
NOBODY = ("relative", "parents")
"""Words for kin that tell no role."""

_OF_THE_EVENT = frozenset({
    "event.date", "deadline.date", "amount.eur", "count", "duration", "person.role", "goal", "acting.for", "municipality.from",
    "organisation.kind", "child.count",
})  # fmt: skip
"""Names of the shared catalogue that say something of the event, although they are about "me": the date of a divorce is
not the date of the moving that follows it, and twins born are not the number of children."""


def is_own_life(name: str, about: str) -> bool:
    """Of a role that goes on from one case into the next, and no detail of the event; not of a case's own child-1."""
    return name not in _OF_THE_EVENT and not about[-1:].isdigit() and not about.startswith("late-")
