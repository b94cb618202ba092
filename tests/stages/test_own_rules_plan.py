"""Rules of the customer's own in the plan: offers left out by kind, what stays with them, what is asked first, and no order bought or lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import consent, plan
from luukku.model.fact import Facts
from luukku.model.own_rule import KINDS, OwnRule
from luukku.model.pack import EventPack, Packs
from luukku.model.plan import Plan
from luukku.packs import load
from tests.stages.small_packs import ALL_KNOWN, CASE, TODAY, write_packs

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
KELA, TOWN = "allowance", "day-care"


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    """The benefit of one service is somebody else's too: it is an offer."""
    found = load(write_packs(tmp_path_factory.mktemp("packs")))
    child = found.events["child"]
    services = tuple(replace(one, paid=one.id == TOWN) for one in child.services)
    events: Mapping[str, EventPack] = {**found.events, "child": replace(child, services=services)}
    return replace(found, events=events)


def made(packs: Packs, *rules: OwnRule) -> Plan:
    return plan.make(CASE.id, packs.events["child"], packs, Facts(tuple(ALL_KNOWN)), TODAY, rules=rules)


def states(packs: Packs, *rules: OwnRule) -> dict[str, str]:
    return {step.id: step.state for step in plan.steps(made(packs, *rules), CASE, Facts(tuple(ALL_KNOWN)))}


@pytest.mark.requirement("R-45")
def test_an_offer_is_left_out_by_the_rule_that_is_meant_for_it(packs: Packs) -> None:
    assert states(packs)[TOWN] == "offered"
    for of in ("", "municipality"):
        rule = OwnRule(kind="no-offers", of=of, name="own-rule.1")
        assert TOWN not in states(packs, rule) and made(packs, rule).ruled == ((rule, TOWN),)
        assert states(packs, rule)[KELA] == "offered", "what nobody gains from is no offer"
    assert states(packs, OwnRule(kind="no-offers", of="insurer"))[TOWN] == "offered"


@pytest.mark.requirement("R-45")
def test_where_nothing_may_be_told_the_customer_does_it(packs: Packs) -> None:
    rule = OwnRule(kind="never-tell", of="kela")
    assert states(packs, rule)[KELA] == "own" and states(packs, rule)[TOWN] == "offered"
    assert {states(packs, OwnRule(kind="never-tell"))[one] for one in (KELA, TOWN)} == {"own"}
    assert states(packs, OwnRule(kind="never-tell", of="ex-spouse")) == states(packs), "a person is no organisation"


@pytest.mark.requirement("R-45")
def test_what_is_asked_first_is_answered_by_itself(packs: Packs) -> None:
    found = made(packs, OwnRule(kind="ask-first", of="municipality"))
    card = consent.card(found, CASE, Facts(tuple(ALL_KNOWN)), NOON, TODAY)
    assert card is not None
    alone = {row.id: row.alone for row in card.rows if row.part != "law"}
    assert alone[TOWN] and not alone[KELA]
    assert consent.by_words(card, "yes", ("allow", "send"))[0].get(TOWN) is None, "no yes beside other rows stands for it"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(OwnRule, kind=st.sampled_from(KINDS), of=st.sampled_from(["", "kela", "municipality", "bank"])), max_size=5))
def test_rules_only_ever_take_away_and_never_change_the_order(packs: Packs, rules: list[OwnRule]) -> None:
    plain, ruled = made(packs), made(packs, *rules)
    order = [item.service.id for item in plain.items]
    assert [item.service.id for item in ruled.items] == [id for id in order if id in {item.service.id for item in ruled.items}]
    for item in ruled.items:
        before = next(one for one in plain.items if one.service.id == item.service.id)
        assert (item.truth, item.known) == (before.truth, before.known) and item.receiver in (None, before.receiver)
