"""The steps as they stand when nothing has happened to them yet: what `act.advance(Laid)` begins with."""

from __future__ import annotations

from luukku.model.conversation import Case
from luukku.model.fact import Facts
from luukku.model.ids import StepId
from luukku.model.journey import Step, StepState
from luukku.model.pack import Part
from luukku.model.plan import Plan, Planned


def steps(plan: Plan, case: Case, facts: Facts) -> tuple[Step, ...]:
    """One step for each live service, in the plan's order.

    What stands on a card is "offered", what the law does "by-law", all else the customer's own: also a request that
    nobody registered takes, so that it does not fall through. Facts that the case refused are in no step.
    """
    usable = facts.known() - frozenset(case.refused)
    return tuple(_step(item, usable, frozenset(case.refused)) for item in plan.live())


def _step(item: Planned, usable: frozenset[str], refused: frozenset[str]) -> Step:
    service = item.service
    part, state = _standing(item)
    if state != "offered":
        return Step(
            id=StepId(service.id), service=service.id, part=part, state=state, purpose=service.purpose, deadline=item.deadline, remind=item.remind
        )
    return Step(
        id=StepId(service.id),
        service=service.id,
        part=part,
        state=state,
        purpose=service.purpose,
        deadline=item.deadline,
        remind=item.remind,
        receiver=item.receiver,
        facts=tuple(name for name in item.known if name in usable),
        may_ask=tuple(name for name in item.may_ask if name not in refused),
        held=tuple(name for name in item.held if name in usable),
        needs_assurance=service.assurance,
        effect=service.effect,
        ask_first=item.ask_first,
    )


def _standing(item: Planned) -> tuple[Part, StepState]:
    if item.service.part == "law":
        return "law", "by-law"
    return (item.service.part, "offered") if item.offered else ("own", "own")
