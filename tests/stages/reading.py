"""How tests hand to `understand.read` what is known."""

from __future__ import annotations

from luukku.model.fact import Facts
from luukku.model.reading import CaseKnown
from luukku.understand.own import is_own_life


def known_to(known: Facts, asked: str | None = None, event: str = "child") -> tuple[tuple[CaseKnown, ...], Facts]:
    """(cases, loose facts): a case of the event when something is asked or a detail of it is known, else only the own life."""
    if asked or any(not is_own_life(fact.name, fact.about) for fact in known):
        return (CaseKnown(event=event, facts=known),), Facts()
    return (), known
