"""Consent: cards ask each thing once, answers are taken as they are given, permissions only ever narrow."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import consent, plan
from luukku.errors import Broken, Malformed, OutOfDate
from luukku.model.consent import Card, ConsentEvent, Row
from luukku.model.conversation import Case
from luukku.model.fact import Facts
from luukku.model.ids import CardId, CaseId, PermissionId
from luukku.model.pack import Effect, Packs
from luukku.packs import load
from tests.stages.small_packs import ALL_KNOWN, BORN, CASE, NOW, TAMPERE_FACT, TODAY, fact, write_packs


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return load(write_packs(tmp_path_factory.mktemp("packs")))


def card_of(packs: Packs, facts: Facts, case: Case = CASE, today: date = TODAY) -> Card | None:
    made = plan.make(case.id, packs.events["child"], packs, facts, today)
    return consent.card(made, case, facts, NOW, today)


def need(card: Card | None) -> Card:
    assert card is not None
    return card


def rows(card: Card | None) -> dict[str, Row]:
    return {row.id: row for row in need(card).rows}


# The card


def test_the_card_has_three_parts_and_its_price(packs: Packs) -> None:
    card = need(card_of(packs, ALL_KNOWN))
    assert [row.id for row in card.part("allow")] == ["day-care"]
    assert [row.id for row in card.part("request")] == ["allowance"]
    assert [(row.id, row.state, row.receiver, row.facts) for row in card.part("law")] == [("registration", "info", "dvv", ())]
    assert card.price() == (3, 2)
    assert card.open and card.case == CASE.id and card.event == "child" and card.at == NOW


@pytest.mark.requirement("R-01")
def test_a_row_says_which_facts_to_whom_for_what_and_until_when(packs: Packs) -> None:
    row = rows(card_of(packs, ALL_KNOWN))["allowance"]
    assert (row.receiver, row.facts, row.may_ask, row.purpose) == ("kela-sandbox", ("event.date", "municipality"), ("mother.work",), "allowance")
    assert row.ends == date(2027, 3, 21)


def test_own_steps_and_services_that_nobody_takes_are_not_asked(packs: Packs) -> None:
    assert set(rows(card_of(packs, ALL_KNOWN))) == {"allowance", "day-care", "registration"}
    turku = Facts((BORN, fact("municipality", "me", "Turku")))
    assert set(rows(card_of(packs, turku))) == {"allowance", "registration"}


def test_only_known_facts_that_were_not_refused_stand_on_a_row(packs: Packs) -> None:
    refused = Facts((BORN, fact("municipality", "me", standing="refused"), fact("mother.work", "mother", standing="refused")))
    row = rows(card_of(packs, refused))["allowance"]
    assert (row.facts, row.may_ask) == (("event.date",), ())
    by_case = rows(card_of(packs, ALL_KNOWN, replace(CASE, refused=("municipality", "mother.work"))))["allowance"]
    assert (by_case.facts, by_case.may_ask) == (("event.date",), ())


def test_nothing_to_tell_is_nothing_to_ask(packs: Packs) -> None:
    assert card_of(packs, Facts((fact("event.date", "child-1", standing="refused"),))) is None
    assert card_of(packs, Facts()) is None


def test_the_card_stays_the_same_card_while_nothing_changes(packs: Packs) -> None:
    first = need(card_of(packs, ALL_KNOWN))
    case = replace(CASE, card=first)
    assert card_of(packs, ALL_KNOWN, case) == first
    assert card_of(packs, ALL_KNOWN, case, TODAY + timedelta(days=1)) == first


def test_other_rows_are_another_card(packs: Packs) -> None:
    first = need(card_of(packs, Facts((BORN,))))
    second = need(card_of(packs, Facts((BORN, TAMPERE_FACT)), replace(CASE, card=first)))
    assert second.id != first.id and {"allowance", "day-care"} <= set(rows(second))


def test_what_was_answered_keeps_its_answer_and_is_not_asked_again(packs: Packs) -> None:
    first = consent.answers(need(card_of(packs, Facts((BORN,)))), {"allowance": "deny"}).card
    assert card_of(packs, Facts((BORN,)), replace(CASE, card=first)) is None
    second = need(card_of(packs, ALL_KNOWN, replace(CASE, card=first)))
    assert rows(second)["allowance"] == rows(first)["allowance"]
    assert rows(second)["day-care"].state == "open"


def test_an_answered_row_stays_on_the_card_when_its_service_is_gone(packs: Packs) -> None:
    first = consent.answers(need(card_of(packs, ALL_KNOWN)), {"day-care": "allow"}).card
    turku = Facts((BORN, fact("municipality", "me", "Turku")))
    second = need(card_of(packs, turku, replace(CASE, card=first)))
    assert rows(second)["day-care"].state == "allowed"


def test_another_receiver_is_asked_for_anew(packs: Packs) -> None:
    first = consent.answers(need(card_of(packs, ALL_KNOWN)), {"day-care": "allow"}, ["allowance"]).card
    turku = replace(packs.organisations["tampere-mailbox"], id="turku", municipality="Turku")
    more = replace(packs, organisations={**packs.organisations, "turku": turku})
    moved = ALL_KNOWN | [fact("municipality", "me", "Turku")]
    row = rows(card_of(more, moved, replace(CASE, card=first)))["day-care"]
    assert (row.receiver, row.state) == ("turku", "open")


# Answers


def test_answers_are_taken_row_by_row(packs: Packs) -> None:
    card = need(card_of(packs, ALL_KNOWN))
    one = consent.answers(card, {"day-care": "allow"})
    assert [(row.id, row.state) for row in one.fresh] == [("day-care", "allowed")]
    assert rows(one.card)["allowance"].state == "open" and one.card.open and one.card.id == card.id
    two = consent.answers(one.card, {}, ["allowance"])
    assert [(row.id, row.state) for row in two.fresh] == [("allowance", "sent")]
    assert not two.card.open


def test_the_same_answer_again_changes_nothing(packs: Packs) -> None:
    card = consent.answers(need(card_of(packs, ALL_KNOWN)), {"day-care": "deny"}, ["allowance"]).card
    again = consent.answers(card, {"day-care": "deny"}, ["allowance"])
    assert again.card == card and again.fresh == ()


@pytest.mark.parametrize(("choices", "send"), [({"day-care": "allow"}, []), ({"allowance": "deny"}, [])])
def test_another_answer_to_an_answered_row_is_out_of_date(packs: Packs, choices: dict[str, str], send: list[str]) -> None:
    card = consent.answers(need(card_of(packs, ALL_KNOWN)), {"day-care": "deny"}, ["allowance"]).card
    with pytest.raises(OutOfDate):
        consent.answers(card, choices, send)


@pytest.mark.parametrize(
    ("choices", "send"),
    [
        ({"nothing": "allow"}, []),
        ({}, ["nothing"]),
        ({"day-care": "yes"}, []),
        ({"day-care": ""}, []),
        ({"allowance": "allow"}, []),
        ({}, ["day-care"]),
        ({"registration": "allow"}, []),
        ({"registration": "deny"}, []),
        ({}, ["registration"]),
        ({"allowance": "deny"}, ["allowance"]),
    ],
)
def test_what_the_card_does_not_ask_cannot_be_answered(packs: Packs, choices: dict[str, str], send: list[str]) -> None:
    with pytest.raises(Malformed):
        consent.answers(need(card_of(packs, ALL_KNOWN)), choices, send)


def test_a_request_can_be_put_off(packs: Packs) -> None:
    assert consent.answers(need(card_of(packs, ALL_KNOWN)), {"allowance": "deny"}).fresh[0].state == "denied"


def test_yes_and_no_are_for_what_waits_and_partly_takes_nothing(packs: Packs) -> None:
    """A yes allows and sends nothing: a request goes out only when the words ask for just that."""
    card = need(card_of(packs, ALL_KNOWN))
    assert consent.by_words(card, "yes") == ({"day-care": "allow"}, ())
    assert consent.by_words(card, "yes", ("send",)) == ({}, ("allowance",))
    assert consent.by_words(card, "yes", ("allow", "send")) == ({"day-care": "allow"}, ("allowance",))
    assert consent.by_words(card, "no", ("allow", "send")) == ({"allowance": "deny", "day-care": "deny"}, ())
    assert consent.by_words(card, "no") == ({"allowance": "deny", "day-care": "deny"}, ())
    assert consent.by_words(card, "partly") == ({}, ())
    assert consent.by_words(card, None) == ({}, ())
    rest = consent.answers(card, {"day-care": "deny"}).card
    assert consent.by_words(rest, "yes") == ({}, ())
    assert consent.by_words(rest, "yes", ("allow", "send")) == ({}, ("allowance",))


# Permissions

START = datetime(2026, 11, 21, 10, tzinfo=UTC)


def event(kind: str, n: int = 0, facts: Sequence[str] = ("a", "b", "c"), id: str = "p1", days: int = 30, **other: object) -> ConsentEvent:
    base = ConsentEvent(
        kind="given", permission=PermissionId(id), case=CaseId("case-1"), service="day-care", purpose="day-care", receiver="tampere",
        facts=tuple(facts), assurance="strong", basis="GDPR 6(1)(a)", at=START + timedelta(minutes=n), ends=START + timedelta(days=days), text_sha256="0",
    )  # fmt: skip
    return replace(base, kind=kind, **other)  # type: ignore[arg-type]


@pytest.mark.requirement("R-07")
def test_what_is_given_lives_until_its_end() -> None:
    events = [event("given")]
    permission = consent.fold(events, START)[PermissionId("p1")]
    assert (permission.facts, permission.receiver, permission.purpose) == (frozenset("abc"), "tampere", "day-care")
    assert (permission.given, permission.ends, permission.assurance) == (START, START + timedelta(days=30), "strong")
    assert consent.fold(events, START - timedelta(seconds=1)) == {}
    assert consent.fold(events, START + timedelta(days=30) - timedelta(seconds=1)) != {}
    assert consent.fold(events, START + timedelta(days=30)) == {}


def test_a_request_is_a_permission_too_and_a_denial_none() -> None:
    assert set(consent.fold([event("requested")], START)) == {"p1"}
    assert consent.fold([event("denied")], START) == {}
    assert consent.fold([event("narrowed")], START) == {}


@pytest.mark.requirement("R-04")
def test_what_is_narrowed_covers_only_what_is_left() -> None:
    permission = consent.fold([event("given"), event("narrowed", 1, ("a",), days=5)], START)[PermissionId("p1")]
    assert permission.facts == {"a"} and permission.ends == START + timedelta(days=5)


@pytest.mark.requirement("R-04")
def test_narrowing_can_name_nothing_new() -> None:
    permission = consent.fold([event("given", facts=("a",)), event("narrowed", 1, ("a", "b"), days=90)], START)[PermissionId("p1")]
    assert permission.facts == {"a"} and permission.ends == START + timedelta(days=30)


@pytest.mark.requirement("R-08")
def test_what_is_withdrawn_comes_back_only_by_a_new_id() -> None:
    events = [event("given"), event("withdrawn", 1), event("given", 2)]
    later = START + timedelta(hours=1)
    assert consent.fold(events, later) == {}
    assert set(consent.fold([*events, event("given", 3, id="p2")], later)) == {"p2"}


def test_one_id_for_two_receivers_opens_nothing() -> None:
    with pytest.raises(Broken):
        consent.fold([event("given"), event("given", 1, receiver="kela")], START)


EVENTS = st.lists(
    st.builds(
        event,
        st.sampled_from(["given", "requested", "denied", "narrowed", "withdrawn"]),
        st.integers(0, 50),
        st.sets(st.sampled_from("abc")).map(lambda names: tuple(sorted(names))),
        st.sampled_from(["p1", "p2"]),
        st.integers(1, 40),
        assurance=st.sampled_from(["nobody", "contact", "strong"]),
    ),
    max_size=8,
)
MOMENTS = st.integers(-10, 60).map(lambda n: START + timedelta(minutes=n)) | st.integers(1, 45).map(lambda n: START + timedelta(days=n))


@pytest.mark.requirement("R-08")
@settings(max_examples=150)
@given(EVENTS, MOMENTS, st.data())
def test_the_order_in_which_events_are_read_does_not_matter(events: list[ConsentEvent], now: datetime, data: st.DataObject) -> None:
    assert consent.fold(data.draw(st.permutations(events)), now) == consent.fold(events, now)
    assert consent.fold([*events, *events], now) == consent.fold(events, now)


@pytest.mark.requirement("R-04")
@settings(max_examples=150)
@given(EVENTS, EVENTS, MOMENTS)
def test_no_later_event_ever_widens_a_permission(events: list[ConsentEvent], later: list[ConsentEvent], now: datetime) -> None:
    before, after = consent.fold(events, now), consent.fold([*events, *(replace(one, at=now) for one in later)], now)
    for id, permission in after.items():
        if id in before:
            assert permission.facts <= before[id].facts and permission.ends <= before[id].ends
    for one in events:
        if one.kind in ("withdrawn", "denied"):
            assert one.permission not in after


@pytest.mark.requirement("R-08")
@settings(max_examples=150)
@given(EVENTS, MOMENTS)
def test_a_live_permission_was_given_covers_what_every_event_left_and_has_not_ended(events: list[ConsentEvent], now: datetime) -> None:
    for id, permission in consent.fold(events, now).items():
        mine = [one for one in events if one.permission == id]
        assert any(one.kind in ("given", "requested") and one.at <= now for one in mine)
        assert all(permission.facts <= set(one.facts) for one in mine)
        assert all(now < one.ends for one in mine)


# The record


def record(row: Row, text: str = "Teksti") -> ConsentEvent:
    return consent.record(
        row, permission=PermissionId("p1"), case=CASE.id, basis="GDPR 6(1)(a)", assurance="nobody", at=NOW, language="fi", text=text
    )


@pytest.mark.requirement("R-01")
def test_an_answer_is_recorded_with_the_hash_of_what_was_shown(packs: Packs) -> None:
    fresh = consent.answers(need(card_of(packs, ALL_KNOWN)), {"day-care": "deny"}, ["allowance"]).fresh
    kinds = {row.id: record(row).kind for row in fresh}
    assert kinds == {"allowance": "requested", "day-care": "denied"}
    sent = record(next(row for row in fresh if row.id == "allowance"))
    assert sent.text_sha256 == hashlib.sha256(b"fi\nTeksti").hexdigest()
    assert sent.facts == ("event.date", "municipality", "mother.work")
    assert sent.ends == datetime(2027, 3, 21, 22, tzinfo=UTC)
    assert consent.fold([sent], NOW)[PermissionId("p1")].receiver == "kela-sandbox"


def test_an_unanswered_row_is_not_recorded(packs: Packs) -> None:
    with pytest.raises(ValueError, match="answered"):
        record(rows(card_of(packs, ALL_KNOWN))["allowance"])


def test_a_card_knows_no_value(packs: Packs) -> None:
    shown = repr(card_of(packs, ALL_KNOWN))
    for known in ("Tampere'", "2026-11-20", "employed"):
        assert known not in shown.replace("tampere-mailbox", "")



def test_what_binds_is_allowed_by_its_own_button_only() -> None:
    def row(id: str, effect: Effect) -> Row:
        return Row(id=id, part="allow", service=id, receiver="bank", facts=(), may_ask=(), purpose=id, ends=TODAY, effect=effect)

    both = Card(id=CardId("c"), case=CaseId("k"), event="child", rows=(row("tell", "asks"), row("end-account", "binds")), at=NOW)
    assert consent.by_words(both, "yes") == ({"tell": "allow"}, ())
    assert consent.by_words(both, "no") == ({"tell": "deny", "end-account": "deny"}, ())
    alone = replace(both, rows=both.rows[1:])
    assert consent.by_words(alone, "yes") == ({"end-account": "allow"}, ()), "asked by itself, it is answered by itself"
