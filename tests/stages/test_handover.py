"""When a human serves better, and what that human may see."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from luukku.ground.permits import Use, refusal
from luukku.handover import closed_places, permission, place_names, triage, wanted
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.handover import Handover, Triage
from luukku.model.ids import CaseId, ConversationId, CustomerId, EmployeeId, HandoverId, StepId
from luukku.model.journey import Journey, Step, StepState
from luukku.model.pack import EventPack, FactSpec, Packs, Person, Where
from luukku.model.reading import DANGERS, EMOTIONS, Emotion, Feeling, ReadDanger, Reading

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WHERE = Where(pack="test", file="facts.toml", line=1)
SPECS = (
    FactSpec(name="municipality", type="municipality", place=True, where=WHERE),
    FactSpec(name="school", type="text", place=True, where=WHERE),
    FactSpec(name="event.date", type="date", where=WHERE),
    FactSpec(name="turvakielto", type="bool", where=WHERE),
)
READ = Reading(language="fi")


def pack(id: str, tone: str = "everyday", person: Person = "none") -> EventPack:
    return EventPack(
        id=id, version="1", owner="Owner", licence="CC0", tone=tone, person=person, sources={}, facts=SPECS, services=(), examples=(),
        counter_examples=(), lexicon=(), stories=(), texts={}, sha256="0" * 64,
    )  # fmt: skip


PACKS = Packs(
    events={
        one.id: one
        for one in (pack("move"), pack("death", "quiet", "offer"), pack("divorce", person="offer"), pack("firm", "grave", "same-day"))
    },
    organisations={},
    texts={},
)


def talk(*events: str, **more: Any) -> Talk:
    cases = tuple(Case(id=CaseId(f"case-{event}"), event=event) for event in events)
    return Talk(conversation=ConversationId("c"), customer=CustomerId("u"), language="fi", opened=NOW, cases=cases, **more)


def fact(name: str, value: Value) -> Fact:
    return Fact(name=name, about="me", value=Personal(value), at=NOW)


def found(reading: Reading = READ, on: Talk | None = None, *facts: Fact, now: datetime | None = NOW) -> Triage | None:
    return triage(reading, on or talk(), PACKS, {"case": Facts(facts)}, now)


@pytest.mark.parametrize("kind", DANGERS)
def test_danger_calls_a_human_before_all_others(kind: Any) -> None:
    read = replace(READ, dangers=(ReadDanger(kind=kind, evidence=Personal("…")),), acts=("wants-person",))
    for on in (talk(), talk("death", missed=5), talk("move", handover=HandoverId("h"))):
        assert found(read, on) == Triage(reason="danger", level="now", now=True, danger=kind)


@pytest.mark.parametrize(("events", "level"), [((), "promise"), (("move",), "promise"), (("death",), "today"), (("firm", "move"), "today")])
def test_who_wants_a_human_gets_one_as_soon_as_the_situation_asks(events: tuple[str, ...], level: Any) -> None:
    assert found(replace(READ, acts=("wants-person",)), talk(*events)) == Triage(reason="asked", level=level, now=True)
    assert wanted(None, talk(*events), PACKS) == Triage(reason="asked", level=level, now=True)
    complaint = found(replace(READ, needs=("complaint",)), talk(*events))
    assert complaint is not None and (complaint.reason, complaint.now) == ("complaint", True)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ((fact("minor", True),), "minor"),
        ((fact("acting.for", "mandate"),), "acting"),
        ((fact("acting.for", "estate"),), "acting"),
        ((fact("acting.for", "estate"), fact("minor", True)), "minor"),
    ],
)
def test_who_is_young_or_acts_for_another_is_offered_a_human(facts: tuple[Fact, ...], reason: str) -> None:
    offered = found(READ, talk("move"), *facts)
    assert offered is not None and (offered.reason, offered.now) == (reason, False)


@pytest.mark.parametrize("facts", [(fact("minor", False),), (fact("acting.for", "self"),), (fact("acting.for", "child"),), ()])
def test_nothing_is_offered_where_nothing_asks_for_it(facts: tuple[Fact, ...]) -> None:
    assert found(READ, talk("move"), *facts) is None


@pytest.mark.parametrize("read", [replace(READ, needs=("grief",)), replace(READ, needs=("loss",))])
def test_in_grief_a_human_is_offered_the_same_day(read: Reading) -> None:
    assert found(read) == Triage(reason="grief", level="today", now=False)
    assert found(READ, talk("move", "death")) == Triage(reason="grief", level="today", now=False)


def test_the_pack_says_where_a_human_is_near() -> None:
    assert found(READ, talk("divorce")) == Triage(reason="hard", level="promise", now=False)
    assert found(READ, talk("firm")) == Triage(reason="hard", level="today", now=False)


def test_what_is_not_sure_or_over_asks_for_no_human() -> None:
    unsure, over = talk("firm"), talk("firm")
    unsure = replace(unsure, cases=(replace(unsure.cases[0], sure=False),))
    over = replace(over, cases=(replace(over.cases[0], closed=NOW),))
    assert found(READ, unsure) is None
    assert found(READ, over) is None


@pytest.mark.parametrize(("missed", "offered"), [(0, False), (1, False), (2, True), (9, True)])
def test_twice_not_understood_offers_a_human(missed: int, offered: bool) -> None:
    assert (found(READ, talk(missed=missed)) is not None) is offered


@pytest.mark.parametrize(
    ("state", "ago", "offered"),
    [("unreadable", 0, True), ("unreached", 59, False), ("unreached", 60, True), ("told", 600, False), ("refused", 600, False), ("done", 600, False)],
)
def test_a_step_that_does_not_move_on_offers_a_human(state: StepState, ago: int, offered: bool) -> None:
    step = Step(id=StepId("s"), service="s", part="allow", state=state, since=NOW - timedelta(minutes=ago))
    on = talk("move")
    on = replace(on, cases=(replace(on.cases[0], journey=Journey(case=on.cases[0].id, event="move", steps={step.id: step})),))
    stuck = found(READ, on)
    assert (stuck is not None and stuck.reason == "stuck") is offered
    assert state != "unreached" or found(READ, on, now=None) is None


def test_who_has_called_a_human_is_offered_none() -> None:
    called = talk("death", "firm", missed=7, handover=HandoverId("h"))
    assert found(replace(READ, acts=("wants-person",), needs=("grief", "complaint")), called, fact("minor", True)) is None


def test_emotion_is_no_input_and_is_kept_in_nothing() -> None:
    assert not any("emotion" in field.name or "mood" in field.name for kind in (Talk, Case, Triage, Handover) for field in fields(kind))


@pytest.mark.parametrize("label", EMOTIONS)
def test_a_feeling_changes_no_place_in_the_queue(label: Emotion) -> None:
    felt = Feeling(label=label, scores=(0.0,) * len(EMOTIONS), evidence=Personal("…"))
    for acts in ((), ("wants-person",)):
        one = replace(READ, acts=acts)
        assert found(replace(one, emotion=felt), talk("divorce")) == found(one, talk("divorce"))


def test_the_same_words_in_another_manner_get_the_same_place() -> None:
    """The place in the queue follows from acts, needs, dangers and facts alone: nothing else of a reading changes it."""
    one = replace(READ, acts=("wants-person",))
    manners: Any = product(("fi", "sv", "en"), (True, False), (None, "no"))
    for language, degraded, says in manners:
        other = replace(one, language=language, language_sure=True, degraded=degraded, says=says)
        assert found(other, talk("divorce")) == found(one, talk("divorce"))


# What the human may see

HELD = Handover(
    id=HandoverId("h-1"), number="K7QM", conversation=ConversationId("c"), customer=CustomerId("u"), case=CaseId("case-move"), event="move",
    reason="asked", language="fi", at=NOW, promised=NOW, state="held", employee=EmployeeId("e-1"), since=NOW,
)  # fmt: skip


def use(*names: str, **other: Any) -> Use:
    base: dict[str, Any] = {"case": CaseId("case-move"), "service": "h-1", "receiver": "desk", "purpose": "handover"}
    return Use(facts=frozenset(names), **(base | other))


@pytest.mark.parametrize("state", ["waiting", "over"])
def test_nobody_may_look_before_or_after_they_hold_it(state: Any) -> None:
    assert permission(replace(HELD, state=state), ["event.date"], NOW) is None
    assert permission(replace(HELD, state=state, employee=None), ["event.date"], NOW) is None
    assert permission(replace(HELD, employee=None), ["event.date"], NOW) is None


def test_the_one_who_holds_it_may_see_what_is_named_and_the_conversation() -> None:
    given = permission(HELD, ["event.date", "municipality"], NOW)
    assert refusal(given, use("event.date", "municipality", "conversation"), NOW) is None
    assert refusal(given, use("iban"), NOW) == "fact"
    assert refusal(given, use("event.date", service="h-2"), NOW) == "service"
    assert refusal(given, use("event.date", receiver="kela"), NOW) == "receiver"
    assert refusal(given, use("event.date", purpose="marketing"), NOW) == "purpose"
    assert refusal(given, use("event.date"), NOW + timedelta(minutes=2)) == "ended"


def test_in_danger_the_basis_is_somebodys_vital_interests() -> None:
    bases = [permission(one, [], NOW) for one in (HELD, replace(HELD, reason="danger", danger="violence"), replace(HELD, danger="medical"))]
    assert [one.basis for one in bases if one is not None] == ["GDPR 6(1)(b)", "GDPR 6(1)(d)", "GDPR 6(1)(d)"]


def test_a_turvakielto_shuts_every_place_in_every_case() -> None:
    assert place_names(PACKS) == {"municipality", "school"}
    shut = closed_places(PACKS, [Facts((fact("event.date", "2026-11-20"),)), Facts((fact("turvakielto", True),))])
    assert shut == {"municipality", "school"}
    given = permission(HELD, ["municipality", "event.date"], NOW, shut)
    assert refusal(given, use("event.date", "conversation"), NOW) is None
    assert refusal(given, use("municipality"), NOW) == "fact"


@pytest.mark.parametrize("standing", ["refused", "unknown"])
def test_without_a_true_turvakielto_no_place_is_shut(standing: Any) -> None:
    unclear = replace(fact("turvakielto", True), value=Personal(None), standing=standing)
    for facts in ((), (fact("turvakielto", False),), (unclear,)):
        assert closed_places(PACKS, [Facts(facts)]) == frozenset()


def test_the_stage_opens_nothing_itself() -> None:
    import luukku.handover

    folder = Path(luukku.handover.__file__).parent
    assert "reveal" not in "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
