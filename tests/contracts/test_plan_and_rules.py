"""What the plan leaves out by its own conditions the rules forbid at the door too, and nothing else: the two never part ways."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import get_args

import pytest

from luukku import packs
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.pack import Interest
from luukku.model.rule import Asked, Circumstance
from luukku.plan import sells
from luukku.plan.about import closed_places, may_send
from tests.contracts.trust import NOW, PACKS, rules

SHARE = Asked(role="counter", action="share", purpose="parental-allowance", standing="live")
PROPOSE = replace(SHARE, action="propose", standing="request")
LOADED = packs.load(PACKS)


def told(name: str, value: Value) -> Facts:
    return Facts((Fact(name=name, about="me", value=Personal(value), at=NOW),))


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize(("interest", "paid"), list(product(get_args(Interest), (False, True))))
def test_nothing_sold_is_the_same_in_the_plan_and_at_the_door(interest: Interest, paid: bool) -> None:
    pack = LOADED.events["child"]
    service = replace(pack.services[0], interest=interest, paid=paid)
    here = frozenset[Circumstance]({"nothing-sold"})
    for asked in (PROPOSE, SHARE):
        decided = rules().decide(replace(asked, circumstances=here, gain=sells(service)))
        assert decided.allowed == (not sells(service))
        assert decided.allowed or decided.rules == ("nothing-sold",)
        assert rules().decide(replace(asked, gain=sells(service))).allowed, "elsewhere it may be offered, with its label"


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize(
    ("name", "value", "circumstance"),
    [("minor", True, "minor"), ("acting.for", "mandate", "for-another"), ("acting.for", "estate", "for-another")],
)  # fmt: skip
def test_for_whom_nothing_is_planned_to_be_sent_nothing_goes_out(name: str, value: Value, circumstance: Circumstance) -> None:
    assert not may_send(told(name, value))
    assert not rules().decide(replace(SHARE, circumstances=frozenset({circumstance}))).allowed


@pytest.mark.parametrize(("name", "value"), [("minor", False), ("acting.for", "self"), ("acting.for", "child")])
def test_for_whom_it_is_planned_it_may_go_out(name: str, value: Value) -> None:
    assert may_send(told(name, value)) and rules().decide(SHARE).allowed


def test_a_turvakielto_closes_the_same_facts_in_the_plan_and_at_the_door() -> None:
    here = replace(SHARE, circumstances=frozenset[Circumstance]({"turvakielto"}))
    for pack in LOADED.events.values():
        closed = closed_places(pack, told("turvakielto", True))
        for purpose in {service.purpose for service in pack.services if service.part in ("allow", "request")}:
            for spec in pack.facts:
                shut = rules().decide(replace(here, purpose=purpose), [(spec.name, spec.about)]).rules == ("turvakielto",)
                assert shut == (spec.name in closed), (pack.id, spec.name)


@pytest.mark.requirement("R-45")
def test_whoever_says_that_nothing_is_sold_says_it_by_a_rule_with_an_owner() -> None:
    found = packs.load_rules(LOADED, PACKS)
    for pack in LOADED.events.values():
        if pack.nothing_sold is not None:
            rule = found.rule(pack.nothing_sold.id)
            assert rule is not None and rule.owner and rule.reason and pack.nothing_sold.owner
