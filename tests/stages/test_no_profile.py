"""Nobody is profiled (R-27): what is proposed follows from the facts that it names, and from nothing else that is known of somebody.

Metamorphic: change what a proposal does not name, how it came to be known, or what is said of other people, and the proposal stays.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import packs, plan
from luukku.ground.conditions import fact_names
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.ids import CaseId
from luukku.model.pack import FactSpec, Packs
from luukku.model.plan import Planned

pytestmark = pytest.mark.requirement("R-27")
TODAY, NOW, CASE = date(2026, 11, 22), datetime(2026, 11, 22, 9, tzinfo=UTC), CaseId("case-1")
GUARDS = ("turvakielto", "minor", "acting.for")
"""These close, whoever they are said of: by them less is sent, whatever the proposal names, and a human helps."""
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "bool": st.booleans(), "whole": st.integers(0, 9), "cents": st.integers(0, 900_000), "text": st.sampled_from(["x", "toinen"]),
    "date": st.dates(date(2026, 1, 1), date(2027, 6, 30)).map(date.isoformat), "municipality": st.sampled_from(["Tampere", "Turku", "Utsjoki"]),
}


@cache
def shipped() -> Packs:
    return packs.load(packs.find_packs())


def value(spec: FactSpec) -> st.SearchStrategy[Any]:
    return st.sampled_from(spec.values) if spec.values else VALUES.get(spec.type, VALUES["text"])


def told(spec: FactSpec) -> st.SearchStrategy[Fact | None]:
    return st.none() | value(spec).map(lambda one: Fact(name=spec.name, about=spec.about, value=Personal(one), at=NOW))


@st.composite
def situation(draw: st.DrawFn) -> tuple[str, list[Fact], list[Fact]]:
    """(a life event, what somebody told, what somebody else might have told instead), about the same roles."""
    pack = draw(st.sampled_from(sorted(shipped().events.values(), key=lambda one: one.id)))
    here, there = ([fact for spec in pack.facts if (fact := draw(told(spec))) is not None] for _ in range(2))
    return pack.id, here, there


def made(event: str, facts: list[Fact]) -> tuple[Planned, ...]:
    return plan.make(CASE, shipped().events[event], shipped(), Facts(tuple(facts)), TODAY).items


@settings(max_examples=300)
@given(situation())
def test_a_proposal_rests_on_what_it_names_and_on_nothing_else(drawn: tuple[str, list[Fact], list[Fact]]) -> None:
    event, here, there = drawn
    for item in made(event, here):
        named = {*item.proposal.label.basis, *plan_names(item), *GUARDS}
        other = [*(fact for fact in here if fact.name in named), *(fact for fact in there if fact.name not in named)]
        (again,) = [one for one in made(event, other) if one.service.id == item.service.id]
        assert told_of(again) == told_of(item), (item.service.id, named)


def plan_names(item: Planned) -> set[str]:
    """What the proposal would name if it were known: the facts of its condition and those that it tells."""
    local = {"municipality"} if any(one.kind == item.service.organisation and one.municipality for one in shipped().organisations.values()) else set()
    return {*local, *item.service.facts, *item.missing, *fact_names(item.service.when), *((item.service.deadline.fact,) if item.service.deadline else ())}


def told_of(item: Planned) -> Planned:
    """Without what it may be asked for later: that answers an organisation and proposes nothing."""
    return replace(item, may_ask=(), held=())


@settings(max_examples=200)
@given(situation(), st.integers(0, 2**32))
def test_how_something_came_to_be_known_in_which_order_and_of_whom_else_changes_nothing(drawn: tuple[str, list[Fact], list[Fact]], seed: int) -> None:
    event, here, there = drawn
    own = {spec.name for spec in shipped().events[event].facts}
    other = [replace(fact, at=datetime(2025, 1, 1, tzinfo=UTC), evidence=Personal("aivan toisin"), confirmed=not fact.confirmed) for fact in here]
    other += [replace(fact, about="other-1") for fact in there if fact.name not in GUARDS]
    other += [Fact(name=name, about="me", value=Personal("x"), at=NOW) for name in ("hobby", "mood", "spent.before") if name not in own]
    random.Random(seed).shuffle(other)
    assert made(event, other) == made(event, here)
