"""Reads `services.toml`: what is done for people in this situation, when, with which facts, until when, by whose rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from luukku.ground.conditions import from_json, tests
from luukku.ground.dates import span_or_none
from luukku.ground.forms import OF_TYPE
from luukku.model.ids import ASSURANCES
from luukku.model.pack import ALWAYS, SPECIAL, Condition, Deadline, Effect, FactSpec, Form, Interest, Part, Redress, Service, SourceOf, Test
from luukku.packs.event import check_id
from luukku.packs.problems import nearest
from luukku.packs.tables import Table

PARTS: tuple[Part, ...] = get_args(Part)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
INTERESTS: tuple[Interest, ...] = get_args(Interest)
FORMS: tuple[Form, ...] = get_args(Form)
_ORDERED = ("whole", "cents", "date")
_CENTS = 10_000_000
_MINUTES = 6_000


def read_services(table: Table, facts: Mapping[str, FactSpec], sources: Mapping[str, SourceOf], owner: str) -> tuple[Service, ...]:
    """[services.<id>] in the pack's order. `owner` is the pack's, for services that name none."""
    found = []
    for name, one in table.named("services"):
        check_id(one, name)
        service = _read_service(name, one, facts, owner)
        _check_service(service, one, sources)
        one.finish()
        found.append(service)
    if not found:
        table.problem("no services: [services.<id>]")
    table.finish()
    return tuple(found)


def _read_service(name: str, one: Table, facts: Mapping[str, FactSpec], owner: str) -> Service:
    part = one.choice("part", PARTS)
    told, may_ask = _declared(one, "facts", facts), _declared(one, "may_ask", facts)
    return Service(
        id=name,
        organisation=one.text("organisation"),
        part=part,
        effect=one.choice("effect", EFFECTS, "asks" if part in ("law", "own") else None),
        when=_read_when(one, facts),
        facts=told,
        may_ask=may_ask,
        special=any(facts[name].sensitivity >= SPECIAL for name in (*told, *may_ask)),
        forms=_read_forms(one, facts),
        purpose=one.text("purpose"),
        basis=one.text("basis"),
        already_told_by=one.text_or_none("already_told_by"),
        assurance=one.choice("assurance", ASSURANCES, "nobody"),
        ends_after=one.duration("ends_after", "P90D"),
        deadline=_read_deadline(one, facts),
        cost_cents=one.whole("cost_cents", 0, _CENTS),
        minutes_saved=one.whole("minutes_saved", 0, _MINUTES),
        interest=one.choice("interest", INTERESTS, "customer"),
        paid=one.flag("paid"),
        paid_cents=one.whole("paid_cents", 0, _CENTS) if one.has("paid_cents") else None,
        owner=one.text("owner", owner),
        sources=one.texts("sources"),
        redress=_read_redress(one),
        compensation=one.text_or_none("compensation"),
        undo_within=one.duration_or_none("undo_within"),
        where=one.where(),
    )


def _check_service(service: Service, one: Table, sources: Mapping[str, SourceOf]) -> None:
    check_id(one, service.organisation, "organisation")
    check_id(one, service.purpose, "purpose")
    if not service.sources:
        one.problem(f'service "{service.id}" names no source: "sources" says on which law or page it rests', "sources")
    for n, source in enumerate(service.sources):
        if source not in sources:
            one.problem(f'source "{source}" does not stand in pack.toml{nearest(source, sources)}', "sources", n)
    for name in set(service.facts) & set(service.may_ask):
        one.problem(f'"{name}" stands in "facts" and in "may_ask"', "may_ask")
    if service.part == "law" and service.already_told_by is None:
        one.problem('a service by law says who has told it: "already_told_by"')
    if service.part in ("law", "own"):
        if service.may_ask:
            one.problem(f'"may_ask" has no sense here: nothing is sent in part "{service.part}"', "may_ask")
        if service.effect == "binds":
            one.problem('what binds is approved one by one: part "allow" or "request"', "effect")
    if service.paid_cents is not None and not service.paid:
        one.problem('"paid_cents" says how much is paid: then "paid" is true', "paid_cents")
    if service.undo_within is not None and (service.compensation is None or service.effect == "asks" or service.part not in ("allow", "request")):
        one.problem('what can be undone does or binds, and says what undoes it: "compensation"', "undo_within")
    if service.effect == "binds" and service.redress is None:
        one.problem('what binds says how it can be undone or appealed: "redress"', "effect")


def _read_forms(one: Table, facts: Mapping[str, FactSpec]) -> dict[str, Form]:
    """`forms`: by fact, the coarse form in which alone it is told."""
    inner = one.table_or_none("forms")
    told = (*one.texts("facts"), *one.texts("may_ask")) if inner else ()
    found: dict[str, Form] = {}
    for name in inner.data if inner else ():
        assert inner is not None
        spec, form = facts.get(name), inner.choice(name, FORMS)
        if name not in told:
            inner.problem(f'"{name}" stands neither in "facts" nor in "may_ask"{nearest(name, told)}', name)
        elif spec is not None and spec.type != OF_TYPE[form]:
            inner.problem(f'"{form}" is a form of {OF_TYPE[form]}, and {name} is {spec.type}', name)
        found[name] = form
    return found


def _declared(one: Table, key: str, facts: Mapping[str, FactSpec]) -> tuple[str, ...]:
    names = one.texts(key)
    for n, name in enumerate(names):
        if name not in facts:
            one.problem(f'fact "{name}" is not declared in facts.toml{nearest(name, facts)}', key, n)
    return tuple(name for name in names if name in facts)


def _read_when(one: Table, facts: Mapping[str, FactSpec]) -> Condition:
    data = one.raw("when")
    if data is None:
        return ALWAYS
    try:
        condition = from_json(data)
    except ValueError as bad:
        one.problem(f'"when": {bad}', "when")
        return ALWAYS
    for what in condition_problems(condition, facts):
        one.problem(f'"when": {what}', "when")
    return condition


def condition_problems(condition: Condition, facts: Mapping[str, FactSpec]) -> list[str]:
    """What is wrong with its comparisons, given the facts that are declared."""
    return [what for test in tests(condition) for what in _test_problems(test, facts)]


def _test_problems(test: Test, facts: Mapping[str, FactSpec]) -> list[str]:
    """Facts that nobody declared, comparisons that the type does not know, values that it does not have."""
    spec = facts.get(test.fact)
    if spec is None:
        return [f'fact "{test.fact}" is not declared in facts.toml{nearest(test.fact, facts)}']
    if test.op == "known":
        return []
    if test.op in ("before", "within") and spec.type != "date":
        return [f"{test.op} compares dates, and {test.fact} is {spec.type}"]
    if test.op in ("at_least", "below") and spec.type not in _ORDERED:
        return [f"{test.op} compares numbers or dates, and {test.fact} is {spec.type}"]
    if test.op == "within":
        return []
    values = test.value if isinstance(test.value, tuple) else (test.value,)
    return [what for value in values for what in value_problems(spec, value)]


def value_problems(spec: FactSpec, value: object) -> list[str]:
    """Why `value` cannot be one of this fact's; empty when it can."""
    if spec.type == "enum":
        if isinstance(value, str) and value in spec.values:
            return []
        return [f'{spec.name} has no value "{value}"{nearest(str(value), spec.values)}']
    kind = bool if spec.type == "bool" else int if spec.type in ("whole", "cents") else str
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        return [f"{spec.name} is {spec.type}, not {value!r}"]
    if spec.type == "date" and span_or_none(value) is None:
        return [f"{spec.name} is a date, not {value!r}"]
    return []



def _read_deadline(one: Table, facts: Mapping[str, FactSpec]) -> Deadline | None:
    inner = one.table_or_none("deadline")
    if inner is None:
        return None
    remind = inner.texts("remind")
    deadline = Deadline(
        fact=inner.text("fact"),
        after=inner.duration("after"),
        law=inner.text("law"),
        remind=tuple(span for n, span in enumerate(remind) if inner.check_duration(span, "remind", n)),
    )
    spec = facts.get(deadline.fact)
    if spec is None and deadline.fact:
        inner.problem(f'fact "{deadline.fact}" is not declared in facts.toml{nearest(deadline.fact, facts)}', "fact")
    elif spec is not None and spec.type != "date":
        inner.problem(f"a deadline counts from a date, and {deadline.fact} is {spec.type}", "fact")
    inner.finish()
    return deadline


def _read_redress(one: Table) -> Redress | None:
    inner = one.table_or_none("redress")
    if inner is None:
        return None
    redress = Redress(body=inner.text("body"), within=inner.duration_or_none("within"), law=inner.text("law"))
    inner.finish()
    return redress
