"""The divorce pack's rules: what fear, a couple that never married, and the court's day do to the plan."""

from __future__ import annotations

from datetime import date
from functools import cache

from luukku import plan
from luukku.model.fact import Fact, Facts
from luukku.model.pack import EventPack, Packs
from luukku.model.plan import Plan, Planned
from luukku.packs import find_packs, load
from tests.stages.small_packs import CASE, fact

TODAY = date(2026, 11, 22)
FILED = fact("divorce.stage", "me", "filed")
AFRAID = fact("safety.risk", "me", True)
COHABITED = fact("parents.married", "me", False)
NO_CHILDREN = fact("child.count", "me", 0)


@cache
def packs() -> Packs:
    return load(find_packs())


def pack() -> EventPack:
    return packs().events["divorce"]


def made(*facts: Fact) -> Plan:
    return plan.make(CASE.id, pack(), packs(), Facts(facts), TODAY)


def item(name: str, *facts: Fact) -> Planned:
    return next(one for one in made(*facts).items if one.service.id == name)


def live(*facts: Fact) -> set[str]:
    return {one.service.id for one in made(*facts).live()}


def asked(*facts: Fact) -> str | None:
    return plan.next_question(made(*facts), pack(), Facts(facts), CASE, TODAY)


def test_whoever_is_afraid_is_not_sent_to_mediation_nor_to_a_bank_that_may_tell_the_other() -> None:
    assert not {"family-mediation", "joint-account"} & live(AFRAID, fact("bank.joint", "me", True))
    assert {"safe-help", "restraining-order", "address-protection"} <= live(AFRAID)


def test_help_for_the_afraid_stands_in_every_plan_until_somebody_says_that_all_is_well() -> None:
    assert "safe-help" in live()
    assert "safe-help" not in live(fact("safety.risk", "me", False))


def test_fear_and_the_joint_account_are_never_asked_about() -> None:
    quiet = {spec.name for spec in pack().facts if spec.ask == "never"}
    assert {"safety.risk", "bank.joint", "turvakielto", "parents.married"} <= quiet


def test_a_couple_that_never_married_has_nothing_to_do_with_the_court() -> None:
    assert not {"divorce-petition", "divorce-final", "property-partition", "earlier-surname"} & live(COHABITED)
    assert "cohabitation-end" in live(COHABITED)


def test_no_children_no_childrens_matters() -> None:
    assert not {"child-agreement", "child-maintenance-support", "single-parent-supplement"} & live(NO_CHILDREN)


def test_the_second_application_is_due_a_year_after_the_day_in_the_courts_letter() -> None:
    final = item("divorce-final", FILED, fact("divorce.started", "me", "2026-09-03"))
    assert final.deadline == date(2027, 9, 3)
    assert final.remind == (date(2027, 4, 3), date(2027, 7, 5), date(2027, 8, 20))


def test_a_day_that_nobody_told_sets_no_deadline_and_is_asked_only_once_an_application_is_in() -> None:
    assert item("divorce-final", FILED).deadline is None
    assert asked(FILED, NO_CHILDREN) == "divorce.started"
    assert asked(fact("divorce.stage", "me", "planning"), NO_CHILDREN) is None


def test_what_ends_an_account_or_a_right_to_it_is_approved_one_by_one() -> None:
    assert {service.id for service in pack().services if service.effect == "binds"} == {"joint-account", "account-mandates"}


def test_a_closed_address_is_told_to_nobody() -> None:
    told = item("child-agreement", fact("municipality", "me", "Tampere"), fact("child.count", "me", 2), fact("turvakielto", "me", True))
    assert "municipality" not in told.held + told.may_ask + told.known
