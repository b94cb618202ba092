"""Makes the plan: pure, from the pack's rules, what is known, and the day."""

from __future__ import annotations

from datetime import date

from luukku.ground.conditions import evaluate, fact_names
from luukku.ground.dates import add, span_or_none
from luukku.model.decision import DO_NOTHING, Label, Proposal
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId
from luukku.model.pack import EventPack, NothingSold, Packs, Service
from luukku.model.plan import Plan, Planned
from luukku.plan.about import closed_places, may_send, own_facts

DO_IT_YOURSELF = "do-it-yourself"


def make(case: CaseId, pack: EventPack, packs: Packs, facts: Facts, today: date, sold: NothingSold | None = None) -> Plan:
    """Every service of the pack with what its condition says today: *worth asking*, never *entitled*.

    `sold`: the rule that nothing is sold, of any case of the conversation: then what somebody gains from is left out.

    Services that the situation rules out are in `items` with truth "false" and not in `live()`.
    """
    own = own_facts(pack, facts)
    known = own.known()
    refused = frozenset(fact.name for fact in own if fact.standing == "refused") | closed_places(pack, facts)
    services = [service for service in pack.services if sold is None or not sells(service)]
    items = [_plan_service(service, pack, packs, own, known, refused, today) for service in services]
    return Plan(case=case, event=pack.id, items=tuple(sorted(items, key=order)))


def sells(service: Service) -> bool:
    """Whether somebody other than the customer (or the law) gains from it."""
    return service.paid or service.interest in ("provider", "third-party")


def order(item: Planned) -> tuple[bool, date, int, int, str]:
    """A deadline set by law first, then what saves the customer most minutes, then what tells the fewest facts.

    `paid` stands nowhere here: what somebody pays for a place in the list cannot buy one.
    """
    service = item.service
    return item.deadline is None, item.deadline or date.max, -service.minutes_saved, len(service.facts), service.id


def _plan_service(
    service: Service, pack: EventPack, packs: Packs, facts: Facts, known: frozenset[str], refused: frozenset[str], today: date
) -> Planned:
    deadline, remind = _deadline(service, facts, today)
    return Planned(
        service=service,
        truth=evaluate(service.when, facts, today),
        receiver=_receiver(service, packs, facts),
        deadline=deadline,
        remind=remind,
        missing=tuple(name for name in service.facts if name not in known and name not in refused),
        proposal=Proposal(service=service.id, label=_label(service, pack, known)),
        known=tuple(name for name in service.facts if name in known),
        may_ask=tuple(name for name in service.may_ask if name not in refused),
        held=tuple(name for name in (*service.facts, *service.may_ask) if name in known),
    )


def _receiver(service: Service, packs: Packs, facts: Facts) -> str | None:
    """The registered organisation that does it; None when nothing is sent, or nobody is registered."""
    if service.part not in ("allow", "request") or not may_send(facts):
        return None
    organisation = packs.receiver(service.organisation, _municipality(facts), service.id)
    return organisation.id if organisation else None


def _municipality(facts: Facts) -> str | None:
    fact = facts.get("municipality")
    value = reveal(fact.value) if fact is not None and fact.standing == "known" else None
    return value if isinstance(value, str) else None


def _deadline(service: Service, facts: Facts, today: date) -> tuple[date | None, tuple[date, ...]]:
    """The last day, and the days from today on that remind of it. Of a span its first day counts: rather too early."""
    rule = service.deadline
    fact = facts.get(rule.fact) if rule else None
    if rule is None or fact is None or fact.standing != "known":
        return None, ()
    span = span_or_none(reveal(fact.value))
    if span is None:
        return None, ()
    try:
        last = add(span[0], rule.after)
        days = sorted({add(last, before, -1) for before in rule.remind})
    except ValueError:  # a date at the calendar's very end has no day three months later
        return None, ()
    return last, tuple(day for day in days if day >= today)


def _label(service: Service, pack: EventPack, known: frozenset[str]) -> Label:
    rule = f"{pack.id}/{service.id}"
    counted = (service.deadline.fact,) if service.deadline else ()
    used = dict.fromkeys((*fact_names(service.when), *counted, *service.facts))
    return Label(
        basis=(*(name for name in used if name in known), rule),
        rule=rule,
        owner=service.owner,
        interest=service.interest,
        paid=service.paid,
        alternatives=(DO_NOTHING,) if service.part == "law" else (DO_NOTHING, DO_IT_YOURSELF),
    )
