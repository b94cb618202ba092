"""Stories 2 and 5 over HTTP, with an employee at the desk and practice organisations: a death, and a divorce that two tell of."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku.ground.dates import add, helsinki
from tests.contracts.sandboxes import Organisations, organisations, running
from tests.stories.counters import Counter, Customer, counter, customer, letters
from tests.stories.test_desk_http import Clerk, let_in

WORDS_QUIET = 20
DEATH = {
    "fi": ("Mieheni kuoli viime viikolla, en jaksa näitä papereita.", "Haluan puhua ihmisen kanssa", "ei ole alaikäisiä", "joo sopii"),
    "en": ("My husband died last week, I can't face this paperwork.", "I want to talk to a person", "no children under 18", "yes, that's fine"),
}
DIVORCE = {
    "fi": ("eroprosessi kesken, miten yhteinen tili suljetaan", "kaksi"),
    "en": ("our divorce is under way, how do we close the joint account", "two"),
}


@dataclass(slots=True)
class World:
    counter: Counter
    offices: Organisations
    mailbox: Path
    http: httpx.Client

    def clerk(self, login: str = "paivi") -> Clerk:
        found = Clerk(self.http)
        assert found.sign_in(login).status_code == 303
        return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("hard")
    data, mailbox = folder / "data", folder / "mailbox"
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(let_in(data))).result()
    with (
        organisations(folder / "offices") as offices,
        running("identity", "--port", "0") as identity,
        counter(
            data,
            {**offices.settings, "identity.issuer": identity.address, "mailbox.folder": str(mailbox), "limits.burst": "1000", "desk.hours": "mon-sun 00:00-24:00"},
        ) as opened,
        httpx.Client(base_url=opened.address, timeout=30, trust_env=False) as http,
    ):
        yield World(opened, offices, mailbox, http)


@pytest.fixture
def person(world: World) -> Iterator[Customer]:
    with customer(world.counter.address) as talking:
        yield talking


def today() -> date:
    return helsinki(datetime.now(UTC))


def spoken(answer: dict[str, Any]) -> str:
    return " ".join(answer["reply"]["paragraphs"])


def facts_of(answer: dict[str, Any]) -> dict[str, Any]:
    return {fact["name"]: fact["value"] for fact in answer["reading"]["facts"]}


def handover_of(clerk: Clerk, number: str) -> str:
    """The queue's row with that number, as its link."""
    page = clerk.look().text
    ids: list[str] = re.findall(r'href="/desk/([0-9a-f]{32})"', page)
    for id in ids:
        if number in clerk.look(f"/desk/{id}").text:
            return id
    raise AssertionError("nobody in the queue has that number")


def received_by(world: World, kind: str, service: str) -> list[dict[str, Any]]:
    return [share for share in world.offices.received(kind).values() if share["service"] == service]


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_death_is_met_with_few_words_a_human_and_nothing_to_sell(world: World, person: Customer, language: str) -> None:
    said, wants, children, yes = DEATH[language]
    person.open(language)
    first = person.say(said)
    assert [(event["event"], event["stance"]) for event in first["reading"]["events"]] == [("bereavement", "act")]
    assert facts_of(first)["person.role"] == "late-spouse" and facts_of(first)["event.date"]
    reply = first["reply"]
    assert reply["tone"] == "quiet" and first["question"] is None and first["card"] is None, "the first reply asks nothing"
    assert len(spoken(first).split()) <= WORDS_QUIET and "!" not in spoken(first)
    assert reply["human"]["state"] == "offered" and reply["human"]["button"], "a human is offered first and at once"

    called = person.say(wants)
    human = called["reply"]["human"]
    assert human["state"] == "waiting" and called["question"] is None
    number = re.search(r"\b[A-HJ-NP-Z2-9]{4}\b", human["line"])
    assert number is not None and human["brief"]["situation"], "who answers, until when, and what they are told"

    clerk = world.clerk()
    id = handover_of(clerk, number[0])
    assert clerk.post(f"/desk/{id}/take").status_code == 303
    desk = clerk.look(f"/desk/{id}").text
    for line in human["brief"]["situation"][0]["lines"]:
        assert line["value"] in desk, "the employee sees the same brief"
    silent = person.say("hän oli työssä" if language == "fi" else "he was working")
    assert silent["reply"]["silent"] and silent["reply"]["paragraphs"] == [] and silent["question"] is None, "never two voices"
    assert clerk.post(f"/desk/{id}/say", id="a" * 32, text="Olen Päivi. Autan mielelläni.").status_code == 303
    assert "person-said" in [event["type"] for event in person.events()]
    assert clerk.post(f"/desk/{id}/hand-back", text="").status_code == 303
    looks = [entry for entry in person.get("log")["entries"] if "Päivi Lehto" in entry["who"]]
    assert looks, "each look stands in the customer's log"

    after = person.say(children)
    while after["question"] is not None:
        after = person.say("en tiedä" if language == "fi" else "I don't know")
    asked_again = [name for event in person.events() if event["type"] == "replied" and (question := event["data"].get("question")) for name in [question["name"]]]
    assert "event.date" not in asked_again and "person.role" not in asked_again, "told once"
    card = after["card"]
    assert card and len({row["receiver"] for part in ("allow", "request") for row in card[part]}) == 1, "one receiver at a time"
    person.sign_in()
    before = len(received_by(world, "kela", "kela-death-notice"))
    person.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [])
    person.until(lambda states: states["kela-death-notice"] == "done")
    (share,) = received_by(world, "kela", "kela-death-notice")[before:]
    assert sorted(share["facts"]) == ["event.date", "person.role"], "only what was allowed"

    plan = person.plan()
    assert plan["rule"] and ("Luukku-hanke" if language == "fi" else "Luukku project") in plan["rule"]
    (inventory,) = [step for step in plan["own"] if step["id"] == "estate-inventory"]
    died = facts_of(first)["event.date"].partition("/")[0]
    assert inventory["deadline"] == add(date.fromisoformat(died), "P3M").isoformat()


def test_when_the_employee_has_gone_the_machine_speaks_again(world: World, person: Customer) -> None:
    person.open("fi")
    person.say("Äitini kuoli eilen")
    called = person.say("haluan puhua ihmiselle")["reply"]["human"]
    assert called["state"] == "waiting"
    person.post("human/cancel", {}).raise_for_status()
    assert person.get("human")["human"]["state"] == "offered"
    again = person.say("jatketaan")["reply"]
    assert not again["silent"] and (again["paragraphs"] or again["question"])


@pytest.mark.parametrize("language", ["fi", "en"])
def test_two_spouses_are_two_customers_and_nothing_of_one_reaches_the_other(world: World, person: Customer, language: str) -> None:
    said, children = DIVORCE[language]
    with customer(world.counter.address) as other:
        person.open(language)
        other.open(language)
        first = person.say(said)
        assert [event["event"] for event in first["reading"]["events"]] == ["divorce"]
        assert facts_of(first)["bank.joint"] is True
        theirs = other.say("Haen eroa, meillä on Kanarianlintu-niminen koira" if language == "fi" else "I filed for divorce, our dog is called Kanarianlintu")
        assert [event["event"] for event in theirs["reading"]["events"]] == ["divorce"]
        answer = person.say(children)
        while answer["question"] is not None:
            answer = person.say("en tiedä" if language == "fi" else "I don't know")
        for path in ("plan", "log", "events"):
            assert "Kanarianlintu" not in str(person.get(path)) and other.conversation not in str(person.get(path))
            assert person.conversation not in str(other.get(path))
        assert other.http.get(f"/api/v1/conversations/{person.conversation}/plan", headers=other.headers).status_code == 404
        card = answer["card"]
        assert card is not None
        ends = [row for row in card["allow"] if row["id"] == "joint-account"]
        assert ends and (ends[0]["binds"] or ends[0]["effect"])


def test_the_goal_is_said_and_the_plan_names_what_serves_it_and_what_it_leaves_open(world: World, person: Customer) -> None:
    person.open("fi")
    answer = person.say("Eroamme, ja tärkeintä on että lapset pärjäävät, kävi miten kävi")
    assert facts_of(answer).get("goal") == "children-all-right"
    words = {"child.count": "kaksi", "confirm:divorce": "kyllä"}
    for _ in range(5):
        if answer["question"] is None:
            break
        answer = person.say(words.get(answer["question"]["name"], "en tiedä"))
    plan = person.plan()
    assert plan["goal"] and plan["goal_steps"]


def test_an_address_under_protection_closes_doors(world: World, person: Customer) -> None:
    person.open("fi")
    person.say("Haen eroa, asun Tampereella ja minulla on turvakielto")
    answer = person.say("jätetty")
    for _ in range(5):
        if answer["question"] is None:
            break
        assert answer["question"]["name"] not in ("municipality", "municipality.from"), "nobody is asked where they live"
        answer = person.say("kaksi" if answer["question"]["name"] == "child.count" else "en tiedä")
    rows = [row for part in ("allow", "request") for row in (answer["card"] or {part: []})[part]]
    assert "kotikunta" not in str([row["what"] for row in rows])
    known = {fact["name"]: fact for fact in person.get("log")["facts"]}
    assert known["municipality"]["closed"] and known["municipality"]["value"] == "•••"
    shown = {fact["name"]: fact for fact in person.get("log?show=places")["facts"]}
    assert shown["municipality"]["value"] == "Tampere"
    assert "Tamper" not in spoken(answer)


def test_days_are_counted_from_the_day_on_which_it_was_said(world: World, person: Customer) -> None:
    person.open("fi")
    answer = person.say("Isäni kuoli eilen")
    assert facts_of(answer)["event.date"] == (today() - timedelta(days=1)).isoformat()
    assert not letters(world.mailbox), "nobody is told before the customer says so"


BANKRUPT = {
    "fi": ("Firma meni nurin, takasin lainan itse ja vaimokin on mukana siinä.", "osakeyhtiö"),
    "en": ("Our company went bankrupt, I guaranteed the loan myself and my wife is in it too.", "limited company"),
}


def talk_to_the_card(person: Customer, answer: dict[str, Any], language: str, words: dict[str, str]) -> dict[str, Any]:
    """Answers what is asked until nothing is: what is not in `words` is not known."""
    for _ in range(8):
        if answer["question"] is None:
            return answer
        answer = person.say(words.get(answer["question"]["name"], "en tiedä" if language == "fi" else "I don't know"))
    raise AssertionError("it goes on asking")


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_bankruptcy_tells_firm_and_person_apart_and_a_person_answers_the_same_day(world: World, person: Customer, language: str) -> None:
    said, form = BANKRUPT[language]
    person.open(language)
    first = person.say(said)
    assert [(event["event"], event["stance"]) for event in first["reading"]["events"]] == [("bankruptcy", "act")]
    assert facts_of(first)["guarantee.own"] is True and facts_of(first)["guarantee.spouse"] is True
    assert first["reply"]["tone"] == "grave" and first["reply"]["human"]["state"] == "offered"

    human = person.post("human", {}).raise_for_status().json()["human"]
    assert human["state"] == "waiting"
    number = re.search(r"\b[A-HJ-NP-Z2-9]{4}\b", human["line"])
    assert number is not None
    clerk = world.clerk("aino")
    id = handover_of(clerk, number[0])
    queue = clerk.look().text
    assert "takasin" not in queue and "guaranteed" not in queue, "lists hold nobody's words"
    assert clerk.post(f"/desk/{id}/take").status_code == 303
    assert clerk.post(f"/desk/{id}/say", id="b" * 32, text="Olen Aino, katsotaan yhdessä.").status_code == 303
    assert clerk.post(f"/desk/{id}/hand-back", text="").status_code == 303

    answer = talk_to_the_card(person, person.say(form), language, {})
    card = answer["card"]
    assert card is not None and not [row for row in (*card["allow"], *card["request"]) if "spouse" in str(row["id"])], "her matter is hers"
    allowed = [row["id"] for part in ("allow", "request") for row in card[part]]
    for row in (*card["allow"], *card["request"]):
        assert "guarantee.spouse" not in row["what"], "what is said of another person is told to nobody"
    person.sign_in()
    person.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [row["id"] for row in card["request"]])
    person.until(lambda states: all(states[id] in ("told", "acknowledged", "done", "asks", "refused") for id in allowed if id in states))
    for kind in ("bank", "kela", "employment"):
        for share in world.offices.received(kind).values():
            assert "guarantee.spouse" not in share["facts"]
    assert person.plan()["rule"], "nothing is sold, by a rule with an owner"


def test_debts_are_met_with_figures_first_and_a_consent_taken_back_is_refused_from_then_on(world: World, person: Customer) -> None:
    person.open("fi")
    first = person.say("pikavippejä 14 kpl ja perintätoimisto soittelee joka päivä")
    assert [event["event"] for event in first["reading"]["events"]] == ["debt"] and facts_of(first)["count"] == 14
    assert first["reply"]["tone"] == "grave"
    answer = talk_to_the_card(person, first, "fi", {"debt.enforcement": "ei ole ulosotossa", "housing.at-risk": "ei"})
    card = answer["card"]
    assert card is not None and card["allow"]
    world.offices.behave("bank", "down")
    person.sign_in()
    row = card["allow"][0]["id"]
    person.answer(card["id"], {row: "allow"}, [])
    person.until(lambda states: states[row] in ("sending", "unreached"))
    case = person.plan()["case"]
    person.post(f"steps/{case}/{row}/withdraw", {}).raise_for_status()
    world.offices.behave("bank", "normal")
    states = person.until(lambda states: states[row] == "ended")
    assert states[row] == "ended"
    assert not received_by(world, "bank", row), "nothing reached the bank after it was taken back"
    entries = person.get("log")["entries"]
    assert any(entry["result"] == "refused" for entry in entries), "the taking back stands in the log"


def test_two_matters_are_kept_apart_and_a_shared_fact_is_asked_once(world: World, person: Customer) -> None:
    person.open("fi")
    answer = person.say("Meille syntyi eilen poika ja ensi kuussa muutamme Tampereelle")
    assert {event["event"] for event in answer["reading"]["events"]} == {"child", "moving"}
    assert {one["event"] for one in answer["reply"]["understood"]} == {"child", "moving"}, "each is read back by itself"
    asked = []
    for _ in range(10):
        question = answer["question"]
        if question is not None:
            asked.append(question["name"])
            answer = person.say({"mother.work": "palkkatöissä", "housing.tenure": "vuokralla", "confirm:moving": "kyllä"}.get(question["name"], "en tiedä"))
        elif answer["card"] is not None and answer["card"]["open"]:
            rows = answer["card"]
            answer = person.answer(rows["id"], {row["id"]: "deny" for row in (*rows["allow"], *rows["request"]) if row["state"] == "open"})
            answer = person.say("mitä muuta")
        else:
            break
    assert "municipality" not in asked and "municipality.to" not in asked, "said once"
    assert {plan["event"] for plan in person.get("plan")["plans"]} == {"child", "moving"}
