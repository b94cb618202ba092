"""For somebody else: a child in one's care, an adult by mandate, an estate. Nothing goes out before a human has looked."""

from __future__ import annotations

from typing import Any

import pytest

from tests.stories.counters import Customer, customer, letters
from tests.stories.towns import Town

BIRTH = ("Tampere", "palkkatöissä")


def told(person: Customer, *texts: str) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    for text in texts:
        answer = person.say(text)
    return answer


def nothing_went(person: Customer) -> bool:
    """No card, no step with an organisation, no entry of anything told."""
    steps = [step for plan in person.get("plan")["plans"] for step in plan["told"]]
    kinds = {entry["who"] for entry in person.get("log")["entries"]}
    return not steps and kinds <= {"Luukku", "Sinä", "You", "Du"}


def test_for_oneself_the_same_words_bring_a_card(someone: Customer) -> None:
    """So that the others could fail."""
    assert told(someone, "Meille syntyi eilen poika", *BIRTH)["card"] is not None


def test_for_a_child_in_ones_care_it_goes_on_as_for_oneself(someone: Customer) -> None:
    answer = told(someone, "Meille syntyi eilen poika. Asioin lapseni puolesta", *BIRTH)
    assert answer["card"] is not None and answer["reply"]["human"] is None
    assert "acting.for" in {fact["name"] for fact in someone.get("log")["facts"]}


@pytest.mark.parametrize("language", ["fi", "en"])
def test_by_mandate_nothing_is_sent_and_a_human_is_offered(town: Town, language: str) -> None:
    before = len(letters(town.mailbox)), len(town.received())
    words = {
        "fi": ("Asioin äitini puolesta. Meille syntyi eilen poika", *BIRTH, "joo, lähetä kaikki"),
        "en": ("On behalf of my mother: we had a baby boy yesterday", "Tampere", "employed", "yes, send everything"),
    }
    with customer(town.address) as person:
        person.open()
        first, *rest = words[language]
        reply = person.say(first)["reply"]
        assert reply["human"]["state"] == "offered" and reply["human"]["button"]
        said = " ".join(reply["paragraphs"])
        assert ("valtuuden" if language == "fi" else "mandate") in said
        answer = told(person, *rest)
        assert answer["card"] is None and nothing_went(person)
        assert person.get("plan")["plans"][0]["own"], "what the person can do themselves is still told"
    assert (len(letters(town.mailbox)), len(town.received())) == before


@pytest.mark.parametrize(("first", "next_"), [
    ("Hoidan kuolinpesän puolesta asioita, isäni kuoli lokakuussa", "ei ole lapsia"),
    ("My father died last week. I am writing on behalf of the estate", "no children"),
])  # fmt: skip
def test_for_an_estate_a_human_looks_first(town: Town, first: str, next_: str) -> None:
    with customer(town.address) as person:
        person.open()
        reply = person.say(first)["reply"]
        assert reply["tone"] == "quiet" and reply["human"]["state"] == "offered" and reply["card"] is None
        told(person, next_)
        assert nothing_went(person)
        called = person.post("human", {}).json()["human"]
        assert called["state"] == "waiting" and called["brief"]["note"], "the brief says that it is for somebody else"
