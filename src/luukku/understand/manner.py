"""In what manner an event is read: what its pack declares decides, not its name.

The birth of a child is the exception: its words ("sain", "tuli", "poika") are everyday words, so it has stricter guards.
"""

from __future__ import annotations

from dataclasses import dataclass

from luukku.model.pack import EventPack
from luukku.understand.own import OWN_PEOPLE

BIRTH, DEATH = "child", "bereavement"
RELATIVES = "relatives"
"""In a pack's `speaks_of`: all kin but those whose matter is the customer's own in every event, and friends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """`birth`, `death`: which of the two that have words of their own. `dated`: it happens on one day, so that years ago is past."""

    birth: bool
    death: bool
    dated: bool
    speaks_of: frozenset[str]
    """Strangers and kin whom the pack names: no sign that it is somebody else's matter."""


def manner_of(pack: EventPack, kin: frozenset[str]) -> Manner:
    """`kin`: all roles for which there are words."""
    named = frozenset(pack.speaks_of)
    return Manner(
        birth=pack.id == BIRTH,
        death=pack.id == DEATH,
        dated=any(spec.type == "date" and spec.name != "deadline.date" for spec in pack.facts),
        speaks_of=named | (kin - {*OWN_PEOPLE, "friend"} if RELATIVES in named else frozenset()),
    )
