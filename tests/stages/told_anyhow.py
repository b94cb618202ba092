"""Generated cases over the real packs: any facts that a situation knows, told, refused or not known."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from luukku import plan
from luukku.ground.conditions import tests
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.ids import CaseId
from luukku.model.pack import EventPack, FactSpec
from luukku.model.plan import Plan, Planned
from tests.stages.told import packs

AT = datetime(2026, 11, 21, 2, tzinfo=UTC)
TODAY = date(2026, 11, 21)
CASE = CaseId("case-1")
PACKS = tuple(packs().events.values())


def values(spec: FactSpec) -> st.SearchStrategy[Value]:
    """Any value of that fact."""
    if spec.type == "bool":
        return st.booleans()
    if spec.type == "enum":
        return st.sampled_from(spec.values)
    if spec.type in ("whole", "cents"):
        return st.integers(0, 40)
    if spec.type == "date":
        return st.integers(-400, 400).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
    if spec.type == "municipality":
        return st.sampled_from(["Tampere", "Turku", "Helsinki"])
    return st.sampled_from(["one thing", "another thing"])


def told(spec: FactSpec, value: Value) -> Fact:
    return Fact(name=spec.name, about=spec.about, value=Personal(value), at=AT)


@st.composite
def situations(draw: st.DrawFn) -> tuple[str, Facts, Facts]:
    """A service pack by its id (all of it would be too long to print), what somebody may have told of it, and what they might have told instead."""
    pack = draw(st.sampled_from(PACKS))
    found = []
    for spec in pack.facts:
        standing = draw(st.sampled_from(["known", "known", "known", "refused", "unknown", ""]))
        if standing == "known":
            found.append(told(spec, draw(values(spec))))
        elif standing == "refused":
            found.append(replace(told(spec, "x"), value=Personal(None), standing="refused"))
        elif standing == "unknown":
            found.append(replace(told(spec, "x"), value=Personal(None), standing="unknown"))
    return pack.id, Facts(tuple(found)), Facts(tuple(told(spec, draw(values(spec))) for spec in pack.facts))


def instead(facts: Facts, other: Facts, names: Collection[str]) -> Facts:
    """The same facts, those of `names` that are known told otherwise."""
    return Facts(tuple((other.get(fact.name) or fact) if fact.standing == "known" and fact.name in names else fact for fact in facts))


def others(spec: FactSpec, pack: EventPack, service: str) -> list[Value]:
    """Values of a fact that can make a difference to a service: every one of a closed list, and those beside each limit."""
    if spec.type == "bool":
        return [True, False]
    if spec.type == "enum":
        return list(spec.values)
    if spec.type == "municipality":
        return ["Tampere", "Turku"]
    found: list[Value] = ["2020-02-02", "2026-11-21", "2031-03-03"] if spec.type == "date" else ["one thing"]
    asked = pack.service(service)
    for test in tests(asked.when) if asked is not None else ():
        for wanted in (test.value if isinstance(test.value, tuple) else (test.value,)) if test.fact == spec.name else ():
            found += [wanted + step for step in (-1, 0, 1)] if isinstance(wanted, int) else [wanted]
    return found


def made(pack: EventPack, facts: Facts) -> Plan:
    return plan.make(CASE, pack, packs(), facts, TODAY)


def item(pack: EventPack, facts: Facts, service: str) -> Planned:
    return next(one for one in made(pack, facts).items if one.service.id == service)


def outcome(one: Planned) -> tuple[object, ...]:
    """What is proposed: all of it but the names of the facts on which it rests, and of those that may be asked back."""
    return one.truth, one.receiver, one.deadline, one.remind, one.missing, one.known, one.may_ask
