"""A *turvakielto* closes doors: what tells where somebody lives is told to nobody, and shown to nobody who reads along."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.contracts.sandboxes import until
from tests.stories.counters import Customer, customer, letters
from tests.stories.test_acting import told
from tests.stories.towns import Town, chat, payload, texts

ORDERS = {
    "fi": ("Minulla on turvakielto", "Meille syntyi eilen poika", "asun Tampereella", "palkkatöissä"),
    "sv": ("Jag har spärrmarkering", "Vi fick en pojke i går", "jag bor i Tammerfors", "anställd"),
    "en": ("We had a baby boy yesterday. I have a non-disclosure for personal safety", "I live in Tampere", "employed"),
}
PLACE = ("tampere", "tammerfors")


def names(card: dict[str, Any]) -> set[str]:
    return {row["id"] for row in card["allow"] + card["request"]}


def anywhere(shown: object) -> list[str]:
    words = (shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False)).casefold()
    return [place for place in PLACE if place in words]


@pytest.mark.parametrize("language", ORDERS)
def test_with_it_no_place_is_asked_or_offered(town: Town, language: str) -> None:
    with customer(town.address) as person:
        card = told(person.open(), *ORDERS[language])["card"]
        assert names(card) == {"parental-allowance", "child-benefit"}, "what lives of the place is not there"
        assert anywhere(card) == []


def test_with_it_no_place_is_told_even_when_it_is_asked_back(town: Town, someone: Customer) -> None:
    letters_before, told_before = len(letters(town.mailbox)), town.received()
    card = told(someone, *ORDERS["fi"])["card"]
    someone.sign_in("aino")
    someone.answer(card["id"], {}, sorted(names(card)))
    someone.until(lambda states: all(states[name] in ("done", "asks", "acknowledged") for name in names(card)))
    shares = [share for id, share in town.received().items() if id not in told_before]
    assert {share["service"] for share in shares} >= {"parental-allowance", "child-benefit"}
    assert all(set(share["facts"]) <= {"event.date", "mother.work"} for share in shares)
    assert anywhere(shares) == [] and len(letters(town.mailbox)) == letters_before


def test_said_after_a_place_was_told_nothing_more_of_it_is_used_or_shown(someone: Customer, town: Town) -> None:
    before = len(letters(town.mailbox))
    card = told(someone, "Meille syntyi eilen poika", "Tampere", "palkkatöissä")["card"]
    someone.answer(card["id"], {"early-education": "allow"})
    until(lambda: len(letters(town.mailbox)) > before)
    assert anywhere(someone.browse("/conversation").text) and anywhere(someone.get("events")), "so far it is shown"
    answer = someone.say("minulla on turvakielto")
    assert anywhere(answer["reply"]) == [] and (answer["card"] is None or "early-education" not in {row["id"] for row in answer["card"]["allow"] if row["state"] == "open"})
    assert any(entry["what"].startswith("Turvakiellon takia") for entry in someone.get("log")["entries"]), "the permission is narrowed, and says so"
    for path in ("/conversation", "/plan", "/known"):
        assert anywhere(someone.browse(path).text) == [], path
    for door in ("events", "log", "plan", "human"):
        assert anywhere(someone.get(door)) == [], door


def test_the_person_themselves_can_ask_to_see_it(someone: Customer) -> None:
    told(someone, "Meille syntyi eilen poika", "Tampere", "minulla on turvakielto")
    (closed,) = [fact for fact in someone.get("log")["facts"] if fact["closed"]]
    assert (closed["name"], closed["value"]) == ("municipality", "•••")
    assert "•••" in someone.browse("/known").text and "Tampere" in someone.browse("/known?show=places").text
    assert "Tampere" in str(someone.get("log?show=places")["facts"]) and "Tampere" in str(someone.get("events?show=places"))


def test_a_stream_shows_no_place_either(someone: Customer) -> None:
    told(someone, "Meille syntyi eilen poika", "Tampere", "minulla on turvakielto")
    seen = ""
    path = f"/api/v1/conversations/{someone.conversation}/events"
    with someone.http.stream("GET", path, headers={**someone.headers, "accept": "text/event-stream"}) as stream:
        for line in stream.iter_lines():
            seen += line
            if "turvakielto" in line and "replied" in seen:
                break
    assert "accepted" in seen and anywhere(seen) == []


def test_a_chat_shows_it_only_when_asked(town: Town) -> None:
    with chat(town.address) as writer:
        for text in ("Meille syntyi eilen poika", "Tampere"):
            writer.say(text)
        assert anywhere(texts(writer.say("minulla on turvakielto"))) == []
        known = writer.say("tietoni")
        assert anywhere(texts(known)) == [] and anywhere(texts(writer.say("suunnitelma"))) == []
        assert anywhere(texts(writer.say(payload(known, "/known:places"))))


def test_without_it_the_same_story_tells_the_place_to_whom_it_was_allowed(someone: Customer) -> None:
    """So that the others could fail."""
    card = told(someone, "Meille syntyi eilen poika", "Tampere", "palkkatöissä")["card"]
    assert "early-education" in names(card) and anywhere(card)
