"""Story 1, a child is born, over HTTP with real organisations in processes of their own, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.ground.dates import add, helsinki
from luukku.sandbox import clerk
from tests.contracts.sandboxes import benefit, received, running, until
from tests.stories.counters import Counter, Customer, counter, customer, letters

WORDS = {
    "fi": ("Moi, meille syntyi eilen poika!", "Tampere", "ei kun tyttö", "palkkatöissä"),
    "sv": ("Hej, vi fick en pojke igår!", "Tammerfors", "nej, en flicka", "anställd"),
    "en": ("Hi, our baby boy was born yesterday!", "Tampere", "no, a girl", "she has a job"),
}
BENEFIT, MAIL = "parental-allowance", "early-education"


@dataclass(slots=True)
class World:
    """A counter and its practice organisations. The agent is down while `down` exists."""

    counter: Counter
    agent: Path
    mailbox: Path
    down: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    agent, mailbox, down = folder / "agent", folder / "mailbox", folder / "down"
    with (
        benefit(agent, "--finish-after", "1", "--down-file", str(down)) as kela,
        running("identity", "--port", "0") as identity,
        counter(
            folder / "data",
            {
                "organisations.kela-sandbox.origin": kela.address,
                "identity.issuer": identity.address,
                "mailbox.folder": str(mailbox),
                "limits.burst": "1000",
            },
        ) as opened,
    ):
        yield World(opened, agent, mailbox, down)


def yesterday() -> str:
    return (helsinki(datetime.now(UTC)) - timedelta(days=1)).isoformat()


def facts_of(answer: dict[str, Any]) -> dict[str, Any]:
    return {fact["name"]: fact["value"] for fact in answer["reading"]["facts"]}


def talk_to_the_card(person: Customer, language: str) -> dict[str, Any]:
    """The scripted conversation up to the permission card."""
    born, town, correction, work = WORDS[language]
    answer = person.say(born)
    assert answer["reading"]["language"] == language and answer["reply"]["language"] == language
    assert [event["event"] for event in answer["reading"]["events"]] == ["child"]
    assert facts_of(answer)["event.date"] == yesterday() and facts_of(answer)["child.sex"] == "boy"
    assert answer["reply"]["understood"] and answer["question"]["name"] == "municipality"
    answer = person.say(town)
    assert facts_of(answer)["municipality"] == "Tampere" and answer["question"]["name"] == "mother.work"
    answer = person.say(correction)
    assert facts_of(answer)["child.sex"] == "girl" and "correct" in answer["reading"]["acts"]
    assert answer["question"]["name"] == "mother.work", "the same question again"
    answer = person.say(work)
    assert facts_of(answer)["mother.work"] == "employed" and answer["question"] is None
    return answer


def allow_and_send(person: Customer, card: dict[str, Any]) -> None:
    assert [row["id"] for row in card["allow"]] == [MAIL]
    assert BENEFIT in [row["id"] for row in card["request"]]
    assert all(row["state"] == "open" for row in (*card["allow"], *card["request"])), "nothing is chosen beforehand"
    person.answer(card["id"], {MAIL: "allow"}, [BENEFIT])


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_one_sentence_becomes_a_plan_that_two_organisations_carry_out(world: World, language: str) -> None:
    before = len(received(world.agent))
    with customer(world.counter.address) as person:
        person.open()
        card = talk_to_the_card(person, language)["card"]
        assert len(received(world.agent)) == before and not letters(world.mailbox), "nobody is told before the customer says so"
        allow_and_send(person, card)
        states = person.until(lambda states: states[MAIL] == "told")
        assert states[BENEFIT] == "needs-sign-in" and person.plan()["sign_in"]
        shown = [event["data"] for event in person.events() if event["type"] == "replied"][-1]["card"]["request"]
        words = {row["id"]: row["state_word"] for row in shown}
        assert words[BENEFIT] in ("Odottaa tunnistautumista", "Väntar på identifiering", "Waits for sign-in"), "it has not been sent yet"
        assert len(received(world.agent)) == before, "below strong nothing goes to the agent"

        person.sign_in()
        person.until(lambda states: states[BENEFIT] == "done")
        shares = received(world.agent)[before:]
        assert [sorted(share["facts"]) for share in shares] == [["event.date", "municipality"], ["mother.work"]]
        assert shares[0]["facts"] == {"event.date": yesterday(), "municipality": "Tampere"} and shares[1]["facts"] == {"mother.work": "employed"}

        (letter,) = letters(world.mailbox)
        assert letter["facts"] == {"event.date": yesterday()[:7], "municipality": "Tampere"}, "a month is enough for advice"
        clerk.answer(world.mailbox, letter["share"], "done", text="Kiitos ilmoituksesta.")
        states = person.until(lambda states: states[MAIL] == "done")
        until(lambda: not letters(world.mailbox))

        assert states["name-notice"] == "own" and states["birth-registration"] == "by-law"
        (notice,) = [step for step in person.plan()["own"] if step["id"] == "name-notice"]
        assert notice["deadline"] == add(date.fromisoformat(yesterday()), "P3M").isoformat() and notice["remind_text"]
        log = person.get("log")
        assert {entry["result"] for entry in log["entries"]} <= {"allowed", "done"}
        assert [entry["n"] for entry in log["entries"]] == sorted(range(1, len(log["entries"]) + 1), reverse=log["entries"][0]["n"] != 1)


def test_nothing_that_was_said_is_asked(world: World) -> None:
    with customer(world.counter.address) as person:
        answer = person.open("fi").say("Asutaan Tampereella, meille syntyi eilen tyttö ja vaimo on palkkatöissä")
        assert answer["question"] is None and answer["card"] is not None, answer["reply"]["text"]


def test_the_agent_is_down_the_plan_says_so_and_it_comes_back_and_nothing_doubles(world: World) -> None:
    before = len(received(world.agent))
    world.down.touch()
    try:
        with customer(world.counter.address) as person:
            person.open()
            card = talk_to_the_card(person, "fi")["card"]
            person.sign_in()
            allow_and_send(person, card)
            person.until(lambda states: states[BENEFIT] == "unreached")
            (step,) = [step for step in person.plan()["told"] if step["id"] == BENEFIT]
            assert step["line"], "the plan says that it is not reached and is tried again"
            world.down.unlink()
            person.until(lambda states: states[BENEFIT] == "done")
            shares = received(world.agent)[before:]
            assert len({share["share"] for share in shares}) == len(shares) == 2
    finally:
        world.down.unlink(missing_ok=True)


def test_answers_are_read_as_answers(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open("fi").say("Meille syntyi eilen tyttö")
        # the municipality is asked now; these are answers, not new events or other languages
        answer = person.say("en tiedä")
        assert "dont-know" in answer["reading"]["acts"] and answer["question"]["name"] == "mother.work"
        answer = person.say("en halua sanoa")
        assert "refuse" in answer["reading"]["acts"]
        assert answer["question"] is None or answer["question"]["name"] not in ("municipality", "mother.work")


def test_a_date_by_itself_corrects_the_date(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open("fi").say("Meille syntyi eilen tyttö")
        answer = person.post("messages", {"id": "fix-1", "text": "ei vaan 3.5."}).raise_for_status().json()
        assert facts_of(answer)["event.date"].endswith("-05-03")
        assert answer["question"]["name"] == "municipality"


def test_the_same_message_twice_is_one_turn_and_another_text_under_its_id_is_refused(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open("fi")
        first = person.say("Meille syntyi eilen tyttö", id="one")
        assert person.say("Meille syntyi eilen tyttö", id="one") == first
        clash = person.post("messages", {"id": "one", "text": "Muutan Turkuun"})
        assert (clash.status_code, clash.json()["code"]) == (409, "clash")
        assert [event["type"] for event in person.events()].count("accepted") == 1


def test_asynchronous_messages_are_answered_as_events(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open("fi")
        path = f"/api/v1/conversations/{person.conversation}/messages"
        asked = person.http.post(path, json={"id": "a", "text": "Meille syntyi tyttö"}, headers=person.headers | {"prefer": "respond-async"})
        assert asked.status_code == 202
        until(lambda: "replied" in [event["type"] for event in person.events()])


def test_a_stream_goes_on_where_it_broke(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open("fi").say("Meille syntyi eilen tyttö")
        path = f"/api/v1/conversations/{person.conversation}/events"
        seen = [event["seq"] for event in person.events()]
        headers = person.headers | {"accept": "text/event-stream", "last-event-id": str(seen[0])}
        with person.http.stream("GET", path, headers=headers) as stream:
            ids: list[int] = []
            for line in stream.iter_lines():
                if line.startswith("id: "):
                    ids.append(int(line[4:]))
                if ids == seen[1:]:
                    break
        assert ids == seen[1:]


def test_another_device_goes_on_with_a_code_of_one_use(world: World) -> None:
    with customer(world.counter.address) as person, customer(world.counter.address) as elsewhere:
        person.open("fi").say("Meille syntyi eilen tyttö")
        code = person.post("resume-code", {}).raise_for_status().json()["code"]
        body = elsewhere.http.post("/api/v1/resume", json={"code": code.lower()}).raise_for_status().json()
        elsewhere.conversation, elsewhere.token = body["conversation"], body["token"]
        assert elsewhere.token != person.token
        assert elsewhere.say("Tampere")["question"]["name"] == "mother.work", "the same place"
        assert elsewhere.http.post("/api/v1/resume", json={"code": code}).status_code == 410


def test_foreign_and_unknown_conversations_look_alike(world: World) -> None:
    with customer(world.counter.address) as one, customer(world.counter.address) as other:
        one.open("fi")
        other.open("fi")
        foreign = other.http.get(f"/api/v1/conversations/{one.conversation}/plan", headers=other.headers)
        unknown = other.http.get(f"/api/v1/conversations/{'0' * 32}/plan", headers=other.headers)
        nobody = other.http.get(f"/api/v1/conversations/{one.conversation}/plan")
        assert foreign.status_code == unknown.status_code == nobody.status_code == 404
        assert foreign.json() == unknown.json() == nobody.json()


@pytest.mark.requirement("R-02")
def test_a_refused_card_tells_nobody_and_the_conversation_goes_on(world: World) -> None:
    before, lying = len(received(world.agent)), len(letters(world.mailbox))
    with customer(world.counter.address) as person:
        person.open()
        card = talk_to_the_card(person, "fi")["card"]
        rows = [row["id"] for row in (*card["allow"], *card["request"])]
        person.answer(card["id"], dict.fromkeys(rows, "deny"))
        states = person.states()
        assert {states[row] for row in rows} == {"denied"}
        assert person.say("kiitos")["reply"]["text"]
        assert (len(received(world.agent)), len(letters(world.mailbox))) == (before, lying)


@pytest.mark.requirement("R-06")
def test_what_was_taken_back_is_refused_from_then_on_and_stands_in_the_log(world: World) -> None:
    before = len(received(world.agent))
    world.down.touch()
    try:
        with customer(world.counter.address) as person:
            person.open()
            card = talk_to_the_card(person, "fi")["card"]
            person.sign_in()
            allow_and_send(person, card)
            person.until(lambda states: states[BENEFIT] == "unreached")
            case = person.plan()["case"]
            person.post(f"steps/{case}/{BENEFIT}/withdraw", {}).raise_for_status()
            assert person.states()[BENEFIT] == "ended"
            world.down.unlink()
            person.until(lambda states: states[MAIL] == "told")
            assert len(received(world.agent)) == before, "the agent is back, and is told nothing"
            assert person.states()[BENEFIT] == "ended"
            assert person.post(f"steps/{case}/{BENEFIT}/withdraw", {}).status_code == 200, "twice is once"
    finally:
        world.down.unlink(missing_ok=True)


def test_a_closed_case_tells_nobody_anything_more_and_a_new_event_opens_another(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open()
        card = talk_to_the_card(person, "fi")["card"]
        allow_and_send(person, card)
        person.until(lambda states: states[MAIL] == "told")
        lying = {letter["share"] for letter in letters(world.mailbox)}
        old = person.plan()["case"]
        person.post(f"cases/{old}/close", {}).raise_for_status()
        assert set(person.states().values()) <= {"ended", "by-law", "done"}
        assert len({letter["share"] for letter in letters(world.mailbox)}) < len(lying), "the letter is taken back"
        assert person.say("kiitos")["card"] is None
        answer = person.say("Meille syntyi eilen poika")
        assert person.plan()["case"] != old
        assert answer["question"] is None, "the customer's own municipality and work are known already"


@pytest.mark.parametrize(
    ("language", "loss"), [("fi", "vauva kuoli viime yönä"), ("sv", "babyn dog i natt"), ("en", "our baby died last night")]
)
def test_when_the_child_is_lost_everything_about_the_birth_stops_at_once(world: World, language: str, loss: str) -> None:
    with customer(world.counter.address) as person:
        person.open()
        allow_and_send(person, talk_to_the_card(person, language)["card"])
        reply = person.say(loss)["reply"]
        assert reply["tone"] == "quiet" and "!" not in reply["text"] and reply["person"]
        assert reply["question"] is None and reply["card"] is None and not reply["understood"]
        assert set(person.states().values()) <= {"ended", "by-law", "done"}, "no step and no reminder goes on"


@pytest.mark.parametrize("words", ["Mieheni kuoli viime viikolla", "Min man dog förra veckan", "I had a miscarriage yesterday", "saimme keskenmenon"])
def test_grief_is_not_met_with_examples_of_glad_news(world: World, words: str) -> None:
    with customer(world.counter.address) as person:
        answer = person.open().say(words)
        assert answer["reply"]["tone"] == "quiet" and (answer["reply"]["person"] or answer["reply"]["human"]) and answer["question"] is None
        assert "syntyi" not in answer["reply"]["text"] and "born" not in answer["reply"]["text"] and "!" not in answer["reply"]["text"]


def test_a_death_of_somebody_else_does_not_stop_what_is_done_for_the_child(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open()
        talk_to_the_card(person, "fi")
        answer = person.say("Isäni kuoli toissapäivänä")
        assert [event["event"] for event in answer["reading"]["events"]] == ["bereavement"]
        assert all(fact["about"].startswith("late-") for fact in answer["reading"]["facts"]), "its date is not the child's"
        assert answer["reply"]["tone"] == "quiet" and "ended" not in person.states().values()


def test_a_no_can_be_thought_over_again(world: World) -> None:
    with customer(world.counter.address) as person:
        person.open()
        card = talk_to_the_card(person, "fi")["card"]
        person.answer(card["id"], {MAIL: "deny"})
        case = person.plan()["case"]
        assert person.states()[MAIL] == "denied"
        again = person.post(f"steps/{case}/{MAIL}/again", {}).raise_for_status().json()["card"]
        assert again["id"] != card["id"], "old answers are for old cards"
        assert next(row for row in again["allow"] if row["id"] == MAIL)["state"] == "open"
        person.answer(again["id"], {MAIL: "allow"})
        person.until(lambda states: states[MAIL] == "told")
        person.post(f"steps/{case}/{MAIL}/withdraw", {}).raise_for_status()
        again = person.post(f"steps/{case}/{MAIL}/again", {}).raise_for_status().json()["card"]
        person.answer(again["id"], {MAIL: "allow"})
        person.until(lambda states: states[MAIL] == "told")


def test_a_correction_before_it_was_told_is_what_the_receiver_gets(world: World) -> None:
    before = len(received(world.agent))
    world.down.touch()
    try:
        with customer(world.counter.address) as person:
            person.open()
            card = talk_to_the_card(person, "fi")["card"]
            person.sign_in()
            allow_and_send(person, card)
            person.until(lambda states: states[BENEFIT] == "unreached")
            answer = person.say("ei kun toissapäivänä")
            day = (date.fromisoformat(yesterday()) - timedelta(days=1)).isoformat()
            assert facts_of(answer)["event.date"] == day
            world.down.unlink()
            person.until(lambda states: states[BENEFIT] == "done")
            assert {share["facts"].get("event.date", day) for share in received(world.agent)[before:]} == {day}
            (told,) = [step for step in person.plan()["told"] if step["id"] == MAIL]
            assert "aiemman" in told["line"], "the municipality had the earlier date already: it is said"
    finally:
        world.down.unlink(missing_ok=True)


def test_what_an_organisation_still_needs_is_asked_and_the_answer_goes_to_it(world: World) -> None:
    before = len(received(world.agent))
    with customer(world.counter.address) as person:
        person.open("fi")
        for words in WORDS["fi"][:2]:
            person.say(words)
        card = person.say("en tiedä")["card"]
        person.answer(card["id"], {}, [BENEFIT])
        person.sign_in()
        person.until(lambda states: states[BENEFIT] == "asks")
        asked = [event["data"] for event in person.events() if event["type"] == "replied"][-1]
        assert asked["question"]["name"] == "mother.work" and "Kela" in asked["reply"]["text"]
        person.say("palkkatöissä")
        person.until(lambda states: states[BENEFIT] == "done")
        assert [share["facts"].get("mother.work") for share in received(world.agent)[before:]] == [None, "employed"]


def test_what_was_said_before_the_event_is_remembered_and_not_asked(world: World) -> None:
    with customer(world.counter.address) as person:
        answer = person.open("fi").say("asun Tampereella")
        assert "ymmärtänyt" not in answer["reply"]["text"]
        assert person.say("meille syntyi eilen poika")["question"]["name"] == "mother.work"
