"""Which facts a pack may lean on: each about the role that the pack names, nobody else's (I12)."""

from __future__ import annotations

from luukku.model.fact import Facts
from luukku.model.pack import EventPack


def own_facts(pack: EventPack, facts: Facts) -> Facts:
    """The pack's facts, each about its declared role: a friend's municipality is not the customer's."""
    roles = {spec.name: spec.about for spec in pack.facts}
    return Facts(tuple(fact for fact in facts if roles.get(fact.name) == fact.about))
