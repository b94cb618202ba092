"""Which facts a pack may lean on: each about the role that the pack names, nobody else's (I12)."""

from __future__ import annotations

from luukku.model.fact import Facts, reveal
from luukku.model.pack import EventPack

GUARDS = ("acting.for", "minor")
"""Facts for the sake of which nothing is sent, whatever else is known."""


def own_facts(pack: EventPack, facts: Facts) -> Facts:
    """The pack's facts, each about its declared role: a friend's municipality is not the customer's.

    What a turvakielto closes is left out: nobody leans on it, and nobody is told.
    """
    closed = closed_places(pack, facts)
    return Facts(tuple(fact for fact in of_role(pack, facts) if fact.name not in closed))


def of_role(pack: EventPack, facts: Facts) -> Facts:
    """The pack's facts that are about their declared role, closed ones too."""
    roles = {spec.name: spec.about for spec in pack.facts}
    return Facts(tuple(fact for fact in facts if roles.get(fact.name) == fact.about))


def closed_places(pack: EventPack, facts: Facts) -> frozenset[str]:
    """Facts that tell where somebody lives, while the customer has a turvakielto; else nothing."""
    if not is_true(facts, "turvakielto"):
        return frozenset()
    return frozenset(spec.name for spec in pack.facts if spec.place)


def is_true(facts: Facts, name: str) -> bool:
    fact = facts.get(name)
    return fact is not None and fact.standing == "known" and reveal(fact.value) is True


def may_send(facts: Facts) -> bool:
    """Nothing is sent for a minor alone, nor for somebody else before the mandate was looked at: a human helps then."""
    return stopped_by(facts) == ""


def stopped_by(facts: Facts) -> str:
    """The fact for the sake of which nothing is sent, one of GUARDS; "" when there is none."""
    acting = facts.get("acting.for")
    if acting is not None and acting.standing == "known" and reveal(acting.value) in ("mandate", "estate"):
        return "acting.for"
    return "minor" if is_true(facts, "minor") else ""
