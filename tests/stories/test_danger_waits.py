"""Whoever has told of danger and waits for a human: nothing is asked that was not asked, nothing light is said, the numbers stay."""

from __future__ import annotations

import pytest

from tests.stories.counters import Customer, customer
from tests.stories.towns import Town


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [("fi", "Mies löi mua taas", "mitä mä teen"), ("sv", "min man slår mig", "Vanda"), ("en", "my husband hits me", "I am alone")],
)
def test_what_leads_nowhere_is_kept_for_the_human_and_the_numbers_stay(town: Town, language: str, first: str, then: str) -> None:
    with customer(town.address) as person:
        told = person.open(language).say(first)["reply"]
        reply = person.say(then)["reply"]
    assert reply["numbers"] == told["numbers"] != [] and reply["quick_exit"] and reply["tone"] == "quiet"
    assert reply["human"]["state"] == "waiting" and reply["question"] is None and len(reply["paragraphs"]) == 1
    assert not any(word in reply["text"] for word in ("?", "tyttö", "flicka", "girl", "kone", "maskin", "machine")), reply["text"]


def test_a_no_after_danger_answers_nothing_as_nothing_was_asked(town: Town) -> None:
    with customer(town.address) as person:
        person.open("en").say("My husband and I are separating. We have two children. He says he is going to kill me if I leave.")
        reply = person.say("no I am safe now")["reply"]
    assert "wrong" not in reply["text"], "the separation was never asked about"


def test_thanks_and_a_wish_for_a_human_are_answered_as_ever(someone: Customer) -> None:
    someone.say("Mies löi mua taas")
    assert "Ole hyvä" in someone.say("kiitos")["reply"]["text"]
