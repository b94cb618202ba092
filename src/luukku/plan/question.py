"""The next question: the fact that decides most; among near-equals the least sensitive."""

from __future__ import annotations

from datetime import date

from luukku.ground.conditions import open_facts
from luukku.model.conversation import Case
from luukku.model.fact import Facts
from luukku.model.pack import EventPack, FactSpec
from luukku.model.plan import Plan, Planned
from luukku.plan.about import closed_places, own_facts

CONDITION, RECEIVER, TOLD, ASKED_BACK = 3, 3, 2, 1
"""What hangs on a fact, weighed: whether a service comes into question; who does it; what the step tells; what may
be asked back later."""
NEAR = 0.8
"""A fact that decides at least this part of what the best one does is its near-equal."""


def next_question(plan: Plan, pack: EventPack, facts: Facts, case: Case, today: date) -> str | None:
    """The name of the fact to ask for now, or None when no open fact decides anything.

    Never one that is known, refused (in this case or by its standing), that the customer does not know, or that
    the pack only takes when it is said (I2).
    """
    own = own_facts(pack, facts)
    closed = own.names() | frozenset(case.refused) | closed_places(pack, facts)
    specs = [spec for spec in pack.facts if spec.ask == "now" and spec.name not in closed]
    all_specs = {spec.name: spec for spec in pack.facts}
    live = [(item, open_facts(item.service.when, own, today, all_specs)) for item in plan.live()] if specs else []
    weights = {spec.name: sum(CONDITION * (spec.name in open_) + _weight_in_step(spec.name, item) for item, open_ in live) for spec in specs}
    best = max(weights.values(), default=0)
    if best == 0:
        return None
    near = [spec for spec in specs if weights[spec.name] >= NEAR * best]
    return min(near, key=lambda spec: (spec.sensitivity, -weights[spec.name])).name


def needed(plan: Plan, pack: EventPack, facts: Facts, case: Case, today: date) -> tuple[FactSpec, ...]:
    """The open facts on which anything of the plan hangs, whether they are asked or not: nothing else is asked of a wallet."""
    own = own_facts(pack, facts)
    closed = own.names() | frozenset(case.refused) | closed_places(pack, facts)
    specs = {spec.name: spec for spec in pack.facts}
    live = [(item, open_facts(item.service.when, own, today, specs)) for item in plan.live()]
    return tuple(
        spec for spec in pack.facts
        if spec.name not in closed and any(spec.name in open_ or _weight_in_step(spec.name, item) for item, open_ in live)
    )  # fmt: skip


def _weight_in_step(name: str, item: Planned) -> int:
    service, weight = item.service, 0
    if service.part in ("allow", "request"):
        weight += TOLD * (name in item.missing) + ASKED_BACK * (name in service.may_ask)
        weight += RECEIVER * (name == "municipality" and item.receiver is None)
    if item.deadline is None and service.deadline is not None and service.deadline.fact == name:
        weight += CONDITION
    return weight
