"""The next question: the fact that decides most; among near-equals the least sensitive."""

from __future__ import annotations

from collections import Counter
from datetime import date

from luukku.ground.undecided import open_facts
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
    weights = _weigh(plan, pack, own, today) if specs else Counter()
    best = max((weights[spec.name] for spec in specs), default=0)
    if best == 0:
        return None
    near = [spec for spec in specs if weights[spec.name] >= NEAR * best]
    return min(near, key=lambda spec: (spec.sensitivity, -weights[spec.name])).name


def needed(plan: Plan, pack: EventPack, facts: Facts, case: Case, today: date) -> tuple[FactSpec, ...]:
    """The open facts on which anything of the plan hangs, whether they are asked or not: nothing else is asked of a wallet."""
    own = own_facts(pack, facts)
    closed = own.names() | frozenset(case.refused) | closed_places(pack, facts)
    weights = _weigh(plan, pack, own, today)
    return tuple(spec for spec in pack.facts if spec.name not in closed and weights[spec.name])


def _weigh(plan: Plan, pack: EventPack, own: Facts, today: date) -> Counter[str]:
    """What hangs on each fact, over all live services."""
    specs, weights = {spec.name: spec for spec in pack.facts}, Counter[str]()
    for item in plan.live():
        for name in open_facts(item.service.when, own, today, specs) if item.truth == "open" else ():
            weights[name] += CONDITION
        _weigh_step(item, weights)
    return weights


def _weigh_step(item: Planned, weights: Counter[str]) -> None:
    service = item.service
    if service.part in ("allow", "request"):
        for name in item.missing:
            weights[name] += TOLD
        for name in service.may_ask:
            weights[name] += ASKED_BACK
        if item.receiver is None:
            weights["municipality"] += RECEIVER
    if item.deadline is None and service.deadline is not None:
        weights[service.deadline.fact] += CONDITION
