"""What is said about a human: until when, why, what they are told; in three languages, for every reason there is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from luukku import explain, packs
from luukku.explain.human import OFFERED
from luukku.explain.looks import look_text, who_used
from luukku.explain.plain import check_plain, count_words
from luukku.model.consent import Card, Row
from luukku.model.conversation import Case, Event, Talk
from luukku.model.fact import Fact, Facts, Personal
from luukku.model.handover import REASONS, Handover, Reason, Triage
from luukku.model.ids import LANGUAGES, CardId, CaseId, ConversationId, CustomerId, EmployeeId, HandoverId, Language, StepId
from luukku.model.journey import Journey, Step
from luukku.model.pack import Packs
from luukku.model.reading import DANGERS, Expects
from luukku.model.use import Entry
from luukku.settings import Settings, load

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TODAY = date(2026, 11, 21)
WAITING = Handover(
    id=HandoverId("h"), number="K7QM", conversation=ConversationId("c"), customer=CustomerId("u"), case=CaseId("case"), event="child",
    reason="asked", language="fi", at=NOW, promised=datetime(2026, 11, 21, 12, 30, tzinfo=UTC),
)  # fmt: skip
HELD = replace(WAITING, state="held", employee=EmployeeId("e"), since=NOW)


@cache
def loaded() -> tuple[Packs, explain.Texts]:
    found = packs.load(packs.find_packs())
    return found, explain.Texts(found)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = load({"data": str(tmp_path / "data")}, {}, tmp_path)
    return replace(found, desk=replace(found.desk, hours="mon-fri 08:00-16:00"))


def talk(language: Language = "fi", **more: Any) -> Talk:
    case = Case(id=CaseId("case"), event="child", confirmed=True, names=("event.date", "municipality"))
    return replace(Talk(conversation=ConversationId("c"), customer=CustomerId("u"), language=language, opened=NOW, cases=(case,)), **more)


def fact(name: str, value: str | bool, said: str = "", about: str = "me") -> Fact:
    return Fact(name=name, about=about, value=Personal(value), at=NOW, evidence=Personal(said))


FACTS = {"case": Facts((fact("event.date", "2026-11-20", "eilen", "child-1"), fact("municipality", "Tampere", "Tampereella")))}


def said(language: Language, moment: str) -> str:
    at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return explain.promise_text(at, loaded()[1], language, TODAY)


@pytest.mark.parametrize(
    ("language", "moment", "expected"),
    [
        ("fi", "2026-11-21 12:30", "tänään klo 14.30 mennessä"),
        ("fi", "2026-11-22 06:05", "huomenna klo 8.05 mennessä"),
        ("fi", "2026-11-23 06:30", "maanantaina 23.11. klo 8.30 mennessä"),
        ("sv", "2026-11-21 12:30", "senast i dag kl. 14.30"),
        ("sv", "2026-11-22 06:05", "senast i morgon kl. 8.05"),
        ("sv", "2026-11-23 06:30", "senast måndag 23.11 kl. 8.30"),
        ("en", "2026-11-21 12:30", "by 14:30 today"),
        ("en", "2026-11-22 06:05", "by 8:05 tomorrow"),
        ("en", "2026-11-23 06:30", "by 8:30 on Monday 23 November"),
    ],
)
def test_a_promise_is_said_as_each_language_says_it(language: Language, moment: str, expected: str) -> None:
    assert said(language, moment) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_and_every_danger_has_plain_words(language: Language) -> None:
    texts = loaded()[1]
    words = [explain.reason_text(reason, danger, texts, language) for reason, danger in product(REASONS, (None, *DANGERS))]
    assert len(set(words)) == len(REASONS) + len(DANGERS)
    assert [check_plain(each, language) for each in words if check_plain(each, language)] == []
    assert not any("!" in each for each in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_about_a_human_shouts_or_is_long(language: Language) -> None:
    source = (packs.find_packs() / "language" / language / "handover.ftl").read_text(encoding="utf-8")
    assert "!" not in source
    lines = [line.partition(" = ")[2] for line in source.splitlines() if " = " in line]
    assert max(count_words(line) for line in lines) <= 30
    ids = {each: set(re.findall(r"^([a-z-]+) =", (packs.find_packs() / "language" / each / "handover.ftl").read_text(encoding="utf-8"), re.M)) for each in LANGUAGES}
    assert ids["fi"] == ids["sv"] == ids["en"]


@pytest.mark.parametrize(("reason", "language"), list(product(OFFERED, LANGUAGES)))
def test_what_is_offered_says_why_and_by_when_and_has_a_button(reason: Reason, language: Language, settings: Settings) -> None:
    found, texts = loaded()
    triage = Triage(reason=reason, level="promise", now=False)
    shown = explain.human_view(talk(language), None, triage, settings, found, texts, NOW, promised=WAITING.promised)
    plain = explain.human_view(talk(language), None, triage, settings, found, texts, NOW)
    assert shown is not None and plain is not None
    assert (shown.state, bool(shown.button), shown.brief) == ("offered", True, None)
    assert shown.line.startswith(plain.line) and said(language, "2026-11-21 12:30") in shown.line


def test_one_who_waits_sees_time_number_and_brief_and_one_who_is_held_a_name(settings: Settings) -> None:
    found, texts = loaded()
    waiting = explain.human_view(talk(), WAITING, None, settings, found, texts, NOW, FACTS, last_words="Haluan puhua ihmiselle.")
    assert waiting is not None and waiting.brief is not None
    assert (waiting.state, waiting.line) == ("waiting", "Ihminen vastaa tänään klo 14.30 mennessä. Tunnuksesi on K7QM.")
    assert waiting.brief.said_last == "Haluan puhua ihmiselle."
    held = explain.human_view(talk(), HELD, None, settings, found, texts, NOW, who="Päivi Lehto")
    assert held is not None and (held.state, held.line) == ("held", "Päivi Lehto vastaa nyt. Kone on hiljaa.")
    assert explain.human_view(talk(), None, None, settings, found, texts, NOW) is None


def test_where_there_is_no_desk_only_the_phone_is_named(settings: Settings) -> None:
    found, texts = loaded()
    closed = replace(settings, desk=replace(settings.desk, hours=""), organisation=replace(settings.organisation, phone="09 123 456"))
    shown = explain.human_view(talk(), None, Triage(reason="asked", level="promise", now=True), closed, found, texts, NOW)
    assert shown is not None and shown.state == "phone" and "09 123 456" in shown.line and not shown.button


def told(*steps: Step) -> Talk:
    journey = Journey(case=CaseId("case"), event="child", steps={step.id: step for step in steps})
    return talk(cases=(replace(talk().cases[0], journey=journey),))


def step(service: str, **more: Any) -> Step:
    return Step(id=StepId(service), service=service, **more)


def test_the_brief_says_what_happened_what_was_done_and_what_waits() -> None:
    found, texts = loaded()
    own = next(service for service in found.events["child"].services if service.part == "own")
    request = next(service for service in found.events["child"].services if service.part == "request")
    on = told(
        step(request.id, part="request", state="told", receiver="kela-sandbox", since=NOW),
        step(own.id, part="own", state="own", deadline=date(2027, 2, 20)),
    )
    made = explain.brief(WAITING, on, FACTS, found, texts, "fi", "Apua. " * 200, TODAY)
    assert made.title.startswith("Asia K7QM: ")
    assert [line.value for line in made.situation[0].lines] == ["pe 20.11.2026", "Tampere"]
    assert "Kerrottu" in made.done[0] and "20.2.2027" in made.done[1]
    assert len(made.said_last) <= 300
    assert made.note == ""


def test_the_brief_says_what_is_not_shown_and_not_known() -> None:
    found, texts = loaded()
    unsure = talk(cases=(replace(talk().cases[0], sure=False, confirmed=False),))
    more = {"case": FACTS["case"] | Facts((fact("acting.for", "mandate"), fact("minor", True)))}
    made = explain.brief(WAITING, unsure, more, found, texts, "fi", "", TODAY, frozenset({"municipality"}))
    assert all("Tampere" not in line.value for line in made.situation[0].lines)
    assert made.note == " ".join((
        "Turvakielto: näitä ei näytetä kenellekään: kotikunta.", "Asioidaan toisen puolesta.", "Asioija on alaikäinen.",
        "Kone ei ole varma, mitä on tapahtunut.",
    ))  # fmt: skip
    assert made.done == ("Kenellekään ei ole vielä kerrottu mitään.",)


def test_a_long_plan_is_not_read_out_whole() -> None:
    found, texts = loaded()
    services = [service.id for service in found.events["child"].services]
    steps = [step(services[n % len(services)], part="allow", state="told", receiver="kela-sandbox", since=NOW) for n in range(len(services))]
    made = explain.brief(WAITING, told(*steps), {}, found, texts, "fi", "", TODAY)
    assert len(made.done) <= 7
    assert len(services) <= 6 or made.done[-1].startswith("Lisäksi")


def note(type: Any, language: Language = "fi", personal: dict[str, str] | None = None, **data: Any) -> str | None:
    found, texts = loaded()
    event = Event(type=type, at=NOW, data=data, personal=Personal(personal) if personal else None)
    return explain.note(event, talk(language), found, texts, TODAY)


def test_what_happens_with_a_human_is_noted_and_notes_of_employees_are_not() -> None:
    at, was = "2026-11-21T13:00:00+00:00", "2026-11-21T12:30:00+00:00"
    paivi = {"name": "Päivi Lehto"}
    assert note("queued", promised=at) == "Kutsuimme ihmisen. Hän vastaa tänään klo 15.00 mennessä."
    assert note("queued", promised=at, raised=True) is None
    assert note("queued", promised=at, again=True) == "Odotat taas ihmistä. Hän vastaa tänään klo 15.00 mennessä. Kone vastaa siihen asti."
    assert note("taken", personal=paivi) == "Päivi Lehto vastaa nyt. Kone on hiljaa."
    assert note("joined", "en", paivi) == "Päivi Lehto is serving you at the desk. The machine is silent."
    assert note("handed-back") == "Kone vastaa taas."
    assert note("left", "sv") == "Du väntar inte längre på en människa. Maskinen svarar."
    assert note("promise-moved", promised=at, was=was) == (
        "Lupasimme vastata tänään klo 14.30 mennessä. Emme ehtineet. Uusi aika: tänään klo 15.00 mennessä."
    )
    assert "112" in (note("promise-moved", "en", promised=at, was=was, level="now") or "")
    for type in ("noted", "person-said", "danger"):
        assert note(type, personal=paivi | {"text": "…"}) is None


def test_what_employees_noted_is_read_by_the_customer() -> None:
    event = Event(type="noted", at=NOW, data={}, personal=Personal({"name": "Aino Salo", "text": "Ring i morgon."}))
    assert explain.kept_notes([event, replace(event, type="taken")], loaded()[1], "sv") == ("Aino Salo antecknade lör 21.11.2026 kl. 12.00: ”Ring i morgon.”",)


def entry(**more: Any) -> Entry:
    base: dict[str, Any] = {
        "id": "1", "n": 1, "kind": "look", "at": NOW, "actor": "person:Päivi Lehto", "purpose": "handover", "receiver": "desk",
        "facts": ("conversation", "event.date"), "permission": "h-held", "basis": "GDPR 6(1)(b)", "rule": "handover child@0123456789abcdef", "result": "allowed",
    }  # fmt: skip
    return Entry(**(base | more))


@pytest.mark.requirement("R-35")
def test_a_look_is_read_in_the_log_with_the_employees_name() -> None:
    found, texts = loaded()
    assert who_used(entry(), found, texts, "fi") == "Päivi Lehto"
    assert look_text(entry(), found, texts, "fi") == "Päivi Lehto luki keskustelun ja tiedot: syntymäpäivä. Asia oli silloin hänellä."
    assert look_text(entry(facts=("conversation",)), found, texts, "en") == "Päivi Lehto read the conversation. They were handling the matter."
    assert look_text(entry(kind="refused", result="refused"), found, texts, "sv") == "Hindrades: Päivi Lehto fick inte se dina uppgifter."


@pytest.mark.parametrize(
    ("expects", "asks", "second"),
    [
        (Expects(name="mother.work", about="mother", event="child"), "mother.work", "Kysyin viimeksi tätä."),
        (Expects(name="mother.work", about="mother"), "mother.work", "Kysyin viimeksi tätä."),
        (Expects(name="consent", event="child"), None, "Lupakortti odottaa sinua. Kiirettä ei ole."),
        (None, None, "Lupakortti odottaa sinua. Kiirettä ei ole."),
    ],
)
def test_the_machine_goes_on_with_what_it_had_asked(expects: Expects | None, asks: str | None, second: str) -> None:
    found, texts = loaded()
    service = next(one for one in found.events["child"].services if one.part == "allow")
    row = Row(id=service.id, part="allow", service=service.id, receiver="kela-sandbox", facts=(), may_ask=(), purpose=service.purpose, ends=TODAY)
    card = Card(id=CardId("k"), case=CaseId("case"), event="child", rows=(row,), at=NOW)
    reply = explain.machine_goes_on(talk(cases=(replace(talk().cases[0], card=card),), expects=expects), found, texts, TODAY)
    assert reply.paragraphs == ("Kone jatkaa.", second)
    assert (reply.question.name if reply.question else None) == asks
    assert (reply.card is not None) is (asks is None)


def test_with_nothing_open_the_machine_just_goes_on() -> None:
    found, texts = loaded()
    reply = explain.machine_goes_on(talk(cases=()), found, texts, TODAY)
    assert (reply.paragraphs, reply.question, reply.card) == (("Kone jatkaa.", "Voit kirjoittaa tähän, kun sinulle sopii."), None, None)


def test_the_machine_asks_again_whether_it_understood_only_while_it_is_unsure() -> None:
    found, texts = loaded()
    asked, case = Expects(name="confirm:child", event="child"), talk().cases[0]
    unsure = explain.machine_goes_on(talk(cases=(replace(case, sure=False),), expects=asked), found, texts, TODAY)
    assert unsure.question is not None and unsure.question.name == "confirm:child"
    assert explain.machine_goes_on(talk(expects=asked), found, texts, TODAY).question is None


@pytest.mark.parametrize(
    ("name", "event", "more"),
    [
        ("municipality", "child", {}),
        ("mother.work", "child", {"names": ("event.date", "mother.work")}),
        ("mother.work", "child", {"closed": NOW}),
        ("mother.work", "moving", {}),
        ("municipality", "child", {"names": ("turvakielto",)}),
        ("confirm:child", "child", {"sure": False, "closed": NOW}),
    ],
)
def test_what_is_known_by_now_or_whose_matter_is_gone_is_not_asked_again(name: str, event: str, more: dict[str, Any]) -> None:
    found, texts = loaded()
    case = replace(talk().cases[0], **more)
    reply = explain.machine_goes_on(talk(cases=(case,), expects=Expects(name=name, event=event)), found, texts, TODAY)
    assert (reply.paragraphs, reply.question, reply.card) == (("Kone jatkaa.", "Voit kirjoittaa tähän, kun sinulle sopii."), None, None)


def test_the_question_is_that_of_the_case_that_was_asked_about_not_of_the_one_at_hand() -> None:
    found, texts = loaded()
    mine = talk().cases[0]
    other = Case(id=CaseId("other"), event="moving", confirmed=True, names=("mother.work",))
    both = talk(cases=(mine, other), at_hand=other.id, expects=Expects(name="mother.work", about="mother", event="child"))
    reply = explain.machine_goes_on(both, found, texts, TODAY)
    assert reply.question is not None and reply.question.name == "mother.work"
    assert reply.tone == found.events["child"].tone
