"""The plan: what comes into question, in which order, what is asked next, how the steps begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import plan
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts
from luukku.model.pack import Deadline, EventPack, FactSpec, Organisation, Packs, Service, Where
from luukku.model.plan import Plan, Planned
from luukku.packs import find_packs, load
from tests.stages.small_packs import ALL_KNOWN, BORN, BOY, CASE, EMPLOYED, TAMPERE_FACT, TODAY, fact, write_packs


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return load(write_packs(tmp_path_factory.mktemp("packs")))


def made(packs: Packs, *facts: Fact, today: date = TODAY) -> Plan:
    return plan.make(CASE.id, packs.events["child"], packs, Facts(facts), today)


def question(packs: Packs, *facts: Fact, case: Case = CASE) -> str | None:
    return plan.next_question(made(packs, *facts), packs.events["child"], Facts(facts), case, TODAY)


def item(packs: Packs, name: str, *facts: Fact, today: date = TODAY) -> Planned:
    return next(one for one in made(packs, *facts, today=today).items if one.service.id == name)


# What comes into question


def test_a_service_that_the_situation_rules_out_is_not_live(packs: Packs) -> None:
    student = fact("mother.work", "mother", "student")
    assert item(packs, "leave", student).truth == "false"
    assert "leave" not in [one.service.id for one in made(packs, student).live()]
    assert "leave" in [one.service.id for one in made(packs, EMPLOYED).live()]


def test_a_refused_fact_leaves_its_service_in_the_plan(packs: Packs) -> None:
    refused = fact("mother.work", "mother", standing="refused")
    assert item(packs, "leave", refused).truth == "refused"
    assert "leave" in [one.service.id for one in made(packs, refused).live()]


def test_what_is_said_about_another_role_has_no_effect(packs: Packs) -> None:
    theirs = fact("municipality", "other-1", "Tampere")
    assert item(packs, "day-care", BORN, theirs).receiver is None
    assert item(packs, "leave", fact("mother.work", "other-1", "employed")).truth == "open"
    assert question(packs, BORN, theirs) == "municipality"


def test_the_municipality_says_who_does_it(packs: Packs) -> None:
    assert item(packs, "day-care", BORN).receiver is None
    assert item(packs, "day-care", BORN, TAMPERE_FACT).receiver == "tampere-mailbox"
    assert item(packs, "day-care", BORN, fact("municipality", "me", "Turku")).receiver is None
    assert item(packs, "allowance", BORN).receiver == "kela-sandbox"


def test_facts_are_missing_until_they_are_known_or_refused(packs: Packs) -> None:
    assert item(packs, "allowance", BORN).missing == ("municipality",)
    assert item(packs, "allowance", BORN, TAMPERE_FACT).missing == ()
    assert item(packs, "allowance", BORN, fact("municipality", "me", standing="refused")).missing == ()
    assert item(packs, "allowance", BORN, fact("municipality", "me", standing="unknown")).missing == ("municipality",)


# Deadlines


def test_a_deadline_is_counted_from_its_fact_and_reminds_before(packs: Packs) -> None:
    name = item(packs, "name", BORN)
    assert name.deadline == date(2027, 2, 20)
    assert name.remind == (date(2027, 1, 21), date(2027, 2, 13))


def test_a_deadline_of_a_span_counts_from_its_first_day(packs: Packs) -> None:
    assert item(packs, "name", fact("event.date", "child-1", "2026-11-16/2026-11-22")).deadline == date(2027, 2, 16)


def test_days_that_have_passed_do_not_remind(packs: Packs) -> None:
    assert item(packs, "name", BORN, today=date(2027, 2, 1)).remind == (date(2027, 2, 13),)
    late = item(packs, "name", BORN, today=date(2027, 3, 1))
    assert (late.deadline, late.remind) == (date(2027, 2, 20), ())


@pytest.mark.parametrize("value", ["9999-12-31", "soon", 5])
def test_a_date_from_which_nothing_can_be_counted_gives_no_deadline(packs: Packs, value: str | int) -> None:
    assert item(packs, "name", fact("event.date", "child-1", value)).deadline is None


def test_without_the_date_there_is_no_deadline(packs: Packs) -> None:
    assert item(packs, "name").deadline is None
    assert item(packs, "name", fact("event.date", "child-1", standing="refused")).deadline is None


# Labels and order


def test_every_item_says_on_what_it_rests_and_what_else_there_is(packs: Packs) -> None:
    label = item(packs, "allowance", *ALL_KNOWN).proposal.label
    assert label.basis == ("event.date", "municipality", "child/allowance")
    assert (label.rule, label.owner, label.interest, label.paid) == ("child/allowance", "Owner of the pack", "customer", False)
    for one in made(packs, *ALL_KNOWN).items:
        assert "do-nothing" in one.proposal.label.alternatives
        assert ("do-it-yourself" in one.proposal.label.alternatives) == (one.service.part != "law")


def test_deadlines_come_first_then_benefit_then_the_fewest_facts(packs: Packs) -> None:
    assert [one.service.id for one in made(packs, *ALL_KNOWN).items] == ["name", "allowance", "day-care", "leave", "registration"]


WHERE = Where(pack="p", file="f", line=1)
SERVICES = st.lists(
    st.builds(
        Service,
        id=st.integers(0, 999).map(lambda n: f"s{n}"),
        organisation=st.just("kela"),
        part=st.sampled_from(["allow", "request", "own", "law"]),
        effect=st.just("asks"),
        facts=st.sampled_from([(), ("event.date",), ("event.date", "municipality")]),
        purpose=st.just("p"),
        basis=st.just("b"),
        owner=st.just("o"),
        paid=st.booleans(),
        interest=st.sampled_from(["customer", "provider", "third-party", "law"]),
        minutes_saved=st.integers(0, 3),
        deadline=st.sampled_from([None, Deadline(fact="event.date", after="P1M", law="l"), Deadline(fact="event.date", after="P2M", law="l")]),
        where=st.just(WHERE),
    ),
    max_size=8,
    unique_by=lambda service: service.id,
)


def pack_of(services: list[Service]) -> tuple[EventPack, Packs]:
    facts = (FactSpec(name="event.date", type="date", about="child-1", where=WHERE), FactSpec(name="municipality", type="municipality", where=WHERE))
    pack = EventPack(
        id="child", version="1", owner="o", licence="l", tone="glad", sources={}, facts=facts, services=tuple(services), examples=(),
        counter_examples=(), lexicon=(), stories=(), texts={}, sha256="0",
    )  # fmt: skip
    return pack, Packs(events={"child": pack}, organisations={}, texts={})


@settings(max_examples=80, deadline=None)
@given(SERVICES, st.data())
def test_commission_never_changes_the_order_nor_the_question(services: list[Service], data: st.DataObject) -> None:
    paid_otherwise = [replace(service, paid=data.draw(st.booleans())) for service in services]
    facts = Facts((BORN,))
    seen = []
    for some in (services, paid_otherwise, [replace(service, paid=False) for service in services]):
        pack, packs = pack_of(some)
        plans = plan.make(CASE.id, pack, packs, facts, TODAY)
        seen.append(([(one.service.id, one.truth, one.deadline) for one in plans.items], plan.next_question(plans, pack, facts, CASE, TODAY)))
        for one in plans.items:
            assert one.proposal.label.paid == one.service.paid
    assert seen[0] == seen[1] == seen[2]


@settings(max_examples=40, deadline=None)
@given(SERVICES, st.randoms())
def test_the_order_does_not_hang_on_where_a_service_stands_in_the_pack(services: list[Service], random: object) -> None:
    shuffled = sorted(services, key=lambda service: hash((service.id, id(random))))
    orders = []
    for some in (services, shuffled):
        pack, packs = pack_of(some)
        orders.append([one.service.id for one in plan.make(CASE.id, pack, packs, Facts((BORN,)), TODAY).items])
    assert orders[0] == orders[1]


# The next question


def test_exactly_two_things_are_asked(packs: Packs) -> None:
    assert question(packs, BORN, BOY) == "municipality"
    assert question(packs, BORN, BOY, TAMPERE_FACT) == "mother.work"
    assert question(packs, BORN, BOY, TAMPERE_FACT, EMPLOYED) is None


def test_the_projects_own_child_pack_asks_the_same_two_things() -> None:
    own = load(find_packs())
    assert question(own, BORN, BOY) == "municipality"
    assert question(own, BORN, BOY, TAMPERE_FACT) == "mother.work"
    assert question(own, BORN, BOY, TAMPERE_FACT, EMPLOYED) is None


def test_what_was_said_unasked_is_not_asked(packs: Packs) -> None:
    assert question(packs, BORN, EMPLOYED) == "municipality"
    assert question(packs, BORN, EMPLOYED, TAMPERE_FACT) is None


def test_the_date_is_asked_when_it_was_not_said(packs: Packs) -> None:
    assert question(packs, TAMPERE_FACT, EMPLOYED) == "event.date"


@pytest.mark.parametrize("standing", ["refused", "unknown"])
def test_what_was_refused_or_is_not_known_to_the_customer_is_not_asked_again(packs: Packs, standing: str) -> None:
    answered = fact("municipality", "me", standing="refused" if standing == "refused" else "unknown")
    assert question(packs, BORN, answered) == "mother.work"


def test_a_fact_that_the_case_refused_is_never_asked_again(packs: Packs) -> None:
    case = replace(CASE, refused=("municipality",), asked=("municipality",))
    assert question(packs, BORN, case=case) == "mother.work"
    assert question(packs, BORN, EMPLOYED, case=case) is None


def test_a_question_that_was_not_answered_is_asked_again(packs: Packs) -> None:
    assert question(packs, BORN, case=replace(CASE, asked=("municipality",))) == "municipality"


def test_what_decides_nothing_is_not_asked(packs: Packs, tmp_path: Path) -> None:
    from tests.stages import small_packs as small

    bent = small.SERVICES.replace('when = { fact = "mother.work", is = "employed" }\n', "").replace('may_ask = ["mother.work"]\n', "")
    other = load(write_packs(tmp_path, services_toml=bent, kela_toml=small.KELA.replace('["mother.work"]', "[]")))
    assert question(other, BORN, TAMPERE_FACT) is None


def test_among_near_equals_the_least_sensitive_is_asked(tmp_path: Path) -> None:
    from tests.stages import small_packs as small

    services = small.SERVICES.replace(
        'is = "employed" }', 'is = "employed" }\n[services.other]\norganisation = "dvv"\npart = "own"\npurpose = "name"\nbasis = "GDPR 6(1)(c)"\nsources = ["law"]\n'
        'when = { fact = "parents.married", is = true }\n',
    ).replace('may_ask = ["mother.work"]\n', "")  # fmt: skip
    facts = small.FACTS.replace('ask = "never"\n\n[facts."municipality"]', 'ask = "never"\n\n[facts."municipality"]')
    asked = facts.replace('sensitivity = 2\nask = "never"', 'sensitivity = 2\nask = "now"')
    less = asked.replace('about = "mother"', 'about = "mother"\nsensitivity = 3')
    kela = small.KELA.replace('["mother.work"]', "[]")
    first = load(write_packs(tmp_path / "a", services_toml=services, facts_toml=asked, kela_toml=kela))
    second = load(write_packs(tmp_path / "b", services_toml=services, facts_toml=less, kela_toml=kela))
    assert question(first, BORN, TAMPERE_FACT) == "mother.work"
    assert question(second, BORN, TAMPERE_FACT) == "parents.married"


KNOWLEDGE = st.lists(
    st.sampled_from([BORN, BOY, TAMPERE_FACT, EMPLOYED, fact("municipality", "me", standing="refused"), fact("mother.work", "mother", standing="unknown"),
                     fact("event.date", "child-1", standing="refused"), fact("mother.work", "mother", "student")])
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(KNOWLEDGE, st.sets(st.sampled_from(["municipality", "mother.work", "event.date"])))
def test_nothing_known_refused_or_never_to_be_asked_is_ever_asked(facts: list[Fact], refused: set[str]) -> None:
    packs = load(find_packs()) if not _OWN else _OWN[0]
    _OWN[:] = [packs]
    told = Facts() | facts
    asked = question(packs, *told, case=replace(CASE, refused=tuple(refused)))
    if asked is None:
        return
    spec = packs.events["child"].fact(asked)
    assert spec is not None and spec.ask == "now"
    assert asked not in told.names() | refused


_OWN: list[Packs] = []


# The steps


def steps(packs: Packs, *facts: Fact, case: Case = CASE) -> dict[str, tuple[str, str]]:
    return {step.service: (step.part, step.state) for step in plan.steps(made(packs, *facts), case, Facts(facts))}


def test_steps_begin_offered_by_law_or_as_the_customers_own(packs: Packs) -> None:
    assert steps(packs, *ALL_KNOWN) == {
        "registration": ("law", "by-law"),
        "allowance": ("request", "offered"),
        "day-care": ("allow", "offered"),
        "name": ("own", "own"),
        "leave": ("own", "own"),
    }


def test_what_nobody_registered_takes_is_the_customers_own_step(packs: Packs) -> None:
    assert steps(packs, BORN, fact("municipality", "me", "Turku"))["day-care"] == ("own", "own")
    assert steps(packs, BORN, fact("municipality", "me", standing="refused"))["day-care"] == ("own", "own")


def test_a_step_holds_only_what_is_known_and_not_refused(packs: Packs) -> None:
    (allowance,) = (step for step in plan.steps(made(packs, *ALL_KNOWN), CASE, ALL_KNOWN) if step.id == "allowance")
    assert allowance.facts == ("event.date", "municipality")
    assert allowance.may_ask == ("mother.work",)
    assert allowance.held == ("event.date", "municipality", "mother.work")
    assert (allowance.needs_assurance, allowance.receiver, allowance.purpose) == ("strong", "kela-sandbox", "allowance")
    case = replace(CASE, refused=("mother.work",))
    (allowance,) = (step for step in plan.steps(made(packs, *ALL_KNOWN), case, ALL_KNOWN) if step.id == "allowance")
    assert (allowance.may_ask, allowance.held) == ((), ("event.date", "municipality"))


def test_nothing_is_told_in_an_own_step_nor_by_law(packs: Packs) -> None:
    for step in plan.steps(made(packs, *ALL_KNOWN), CASE, ALL_KNOWN):
        if step.state != "offered":
            assert (step.receiver, step.facts, step.may_ask, step.held, step.needs_assurance) == (None, (), (), (), "nobody")


def test_the_name_notice_waits_with_its_reminders(packs: Packs) -> None:
    (name,) = (step for step in plan.steps(made(packs, *ALL_KNOWN), CASE, ALL_KNOWN) if step.id == "name")
    assert name.deadline == date(2027, 2, 20)
    assert name.remind == (date(2027, 2, 20) - timedelta(days=30), date(2027, 2, 13))


def test_the_same_knowledge_gives_the_same_plan(packs: Packs) -> None:
    assert made(packs, *ALL_KNOWN) == made(packs, *reversed(tuple(ALL_KNOWN)))


def test_an_organisation_without_that_service_is_not_told(packs: Packs) -> None:
    other = Organisation(id="kela-2", kind="kela", peer="a2a", origin="http://127.0.0.1:1", services=("child-benefit",), where=WHERE)
    changed = replace(packs, organisations={"kela-2": other})
    assert item(changed, "allowance", BORN).receiver is None
