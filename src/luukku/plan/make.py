"""Makes the plan: pure, from the pack's rules, what is known, and the day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from luukku.ground.basis import rests_on
from luukku.ground.conditions import evaluate
from luukku.ground.dates import add, span_or_none
from luukku.model.decision import DO_NOTHING, Label, Proposal
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId
from luukku.model.own_rule import OwnKind, OwnRule
from luukku.model.pack import EventPack, NothingSold, Packs, Service
from luukku.model.plan import Plan, Planned
from luukku.plan.about import GUARDS, closed_places, may_send, of_role, own_facts, stopped_by
from luukku.plan.order import Merit, in_order

DO_IT_YOURSELF = "do-it-yourself"


def make(
    case: CaseId, pack: EventPack, packs: Packs, facts: Facts, today: date, sold: NothingSold | None = None, unwanted: Collection[str] = (),
    rules: Sequence[OwnRule] = (),
) -> Plan:  # fmt: skip
    """Every service of the pack with what its condition says today: *worth asking*, never *entitled*.

    `sold`: the rule that nothing is sold, of any case of the conversation: then what somebody gains from is left out.
    `unwanted`: services of which the customer has said "not again"; what happens by law happens all the same.
    `rules`: the customer's own, which leave out offers, keep a service with the customer, or have them asked first.

    Services that the situation rules out are in `items` with truth "false" and not in `live()`.
    """
    own, told = own_facts(pack, facts), of_role(pack, facts)
    known = own.known()
    refused = frozenset(fact.name for fact in own if fact.standing == "refused") | closed_places(pack, facts)
    services = [one for one in pack.services if not _is_left_out(one, sold, unwanted, rules)]
    items = {service.id: _plan_service(service, pack, packs, told, own, known, refused, today, rules) for service in services}
    merits = (Merit(id=id, deadline=one.deadline, benefit=one.service.minutes_saved, facts=len(one.service.facts)) for id, one in items.items())
    return Plan(case=case, event=pack.id, items=tuple(items[id] for id in in_order(merits)), ruled=tuple(_ruled(pack, packs, own, today, rules)))


def _is_left_out(service: Service, sold: NothingSold | None, unwanted: Collection[str], rules: Sequence[OwnRule]) -> bool:
    if sells(service) and (sold is not None or _rule(rules, "no-offers", service) is not None):
        return True
    return service.part != "law" and service.id in unwanted


def sells(service: Service) -> bool:
    """Whether somebody other than the customer (or the law) gains from it."""
    return service.paid or service.interest in ("provider", "third-party")


def _rule(rules: Sequence[OwnRule], kind: OwnKind, service: Service) -> OwnRule | None:
    """The customer's own rule of that kind that is meant for the service's organisation."""
    return next((rule for rule in rules if rule.kind == kind and rule.is_for(service.organisation)), None)


def _ruled(pack: EventPack, packs: Packs, facts: Facts, today: date, rules: Sequence[OwnRule]) -> Iterator[tuple[OwnRule, str]]:
    """Where the customer's own rules act: only where something would have been offered without them."""
    for service in pack.services if rules else ():
        if _receiver(service, packs, facts) is None or evaluate(service.when, facts, today) not in ("true", "open"):
            continue
        for kind in ("no-offers", "never-tell", "ask-first"):
            rule = _rule(rules, kind, service)
            if rule is not None and (kind != "no-offers" or sells(service)):
                yield rule, service.id
                break


def _plan_service(
    service: Service, pack: EventPack, packs: Packs, told: Facts, facts: Facts, known: frozenset[str], refused: frozenset[str], today: date,
    rules: Sequence[OwnRule],
) -> Planned:  # fmt: skip
    """`facts`: the pack's own; `told`: closed ones too."""
    deadline, remind = _deadline(service, facts, today)
    return Planned(
        service=service,
        truth=evaluate(service.when, facts, today),
        receiver=None if _rule(rules, "never-tell", service) else _receiver(service, packs, facts),
        deadline=deadline,
        remind=remind,
        missing=tuple(name for name in service.facts if name not in known and name not in refused),
        proposal=Proposal(service=service.id, label=_label(service, pack, packs, facts, told, today)),
        known=tuple(name for name in service.facts if name in known),
        may_ask=tuple(name for name in service.may_ask if name not in refused),
        held=tuple(name for name in (*service.facts, *service.may_ask) if name in known),
        ask_first=_rule(rules, "ask-first", service) is not None,
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


def label_of(service: Service, pack: EventPack, packs: Packs, facts: Facts, today: date) -> Label:
    """The label of a service as it is planned with these facts."""
    return _label(service, pack, packs, own_facts(pack, facts), of_role(pack, facts), today)


def _label(service: Service, pack: EventPack, packs: Packs, own: Facts, told: Facts, today: date) -> Label:
    rule = f"{pack.id}/{service.id}"
    return Label(
        basis=(*_basis(service, pack, packs, own, told, today), rule),
        rule=rule,
        owner=service.owner,
        interest=service.interest,
        paid=service.paid,
        paid_cents=service.paid_cents,
        alternatives=(DO_NOTHING,) if service.part == "law" else (DO_NOTHING, DO_IT_YOURSELF),
    )


def _basis(service: Service, pack: EventPack, packs: Packs, own: Facts, told: Facts, today: date) -> tuple[str, ...]:
    """The known facts without which it would be proposed otherwise, or not at all: those on which the condition rests, from which its
    deadline is counted, that it tells, that say who does it, and that close something to it."""
    counted = (service.deadline.fact,) if service.deadline else ()
    closes = ("turvakielto",) if told.get("turvakielto") and _is_closed(service, pack, packs, told, today) else ()
    names = dict.fromkeys((*rests_on(service.when, own, today), *counted, *service.facts, *_who_rests_on(service, packs, own), *closes))
    known = own.known()
    return tuple(name for name in names if name in known)


def _is_closed(service: Service, pack: EventPack, packs: Packs, facts: Facts, today: date) -> bool:
    """Whether a turvakielto makes a difference: it tells, or may, where somebody lives, or is proposed otherwise when that is closed."""
    places = {spec.name for spec in pack.facts if spec.place}
    refused = {fact.name for fact in facts if fact.standing == "refused"}
    shut = Facts(tuple(fact for fact in facts if fact.name not in places))
    return (
        bool(places & ({*service.facts, *service.may_ask} - refused))
        or evaluate(service.when, facts, today) != evaluate(service.when, shut, today)
        or _receiver(service, packs, facts) != _receiver(service, packs, shut)
    )


def _who_rests_on(service: Service, packs: Packs, facts: Facts) -> tuple[str, ...]:
    """Facts that say who does it: as few as are enough for there being nobody."""
    able = [one for one in packs.organisations.values() if one.kind == service.organisation and service.id in one.services]
    if service.part not in ("allow", "request") or not able:
        return ()
    place = ("municipality",) if any(one.municipality is not None for one in able) else ()
    if packs.receiver(service.organisation, _municipality(facts), service.id) is None:
        return place
    return (*GUARDS, *place) if may_send(facts) else (stopped_by(facts),)
