"""A young person alone is served: listened to, told what there is, offered a human; and nothing is sent for them."""

from __future__ import annotations

import pytest

from tests.stories.counters import Customer, customer, letters
from tests.stories.test_acting import nothing_went, told
from tests.stories.towns import Town

STORIES = {
    "fi": ("Olen 16, meille syntyi vauva eilen", "Tampere", "opiskelen", "joo, lähetä kaikki"),
    "sv": ("Vi fick en pojke i går. Jag är 16 år", "Tammerfors", "studerande", "ja, skicka allt"),
    "en": ("We had a baby boy yesterday. I am 16", "Tampere", "student", "yes, send everything"),
}


@pytest.mark.parametrize("language", STORIES)
def test_a_minor_alone_gets_a_plan_and_a_human_and_nothing_is_sent(town: Town, language: str) -> None:
    before = len(letters(town.mailbox)), len(town.received())
    with customer(town.address) as person:
        person.open()
        first, *rest = STORIES[language]
        reply = person.say(first)["reply"]
        assert reply["language"] == language and reply["human"]["state"] == "offered" and reply["human"]["button"]
        told(person, *rest)
        assert nothing_went(person) and person.get("plan")["plans"][0]["own"]
        called = person.post("human", {}).json()["human"]
        assert called["state"] == "waiting" and called["brief"]["note"]
    assert (len(letters(town.mailbox)), len(town.received())) == before


def test_who_is_of_age_gets_a_card_for_the_same_words(someone: Customer) -> None:
    """So that the others could fail."""
    assert told(someone, "Olen 26, meille syntyi vauva eilen", "Tampere", "opiskelen")["card"] is not None


def test_a_minor_who_grieves_is_not_sent_away(someone: Customer) -> None:
    reply = someone.say("Olen 15-vuotias ja äitini kuoli viime viikolla")["reply"]
    assert reply["tone"] == "quiet" and "!" not in reply["text"]
    assert reply["understood"][0]["event"] == "bereavement" and reply["human"]["state"] == "offered" and reply["card"] is None


@pytest.mark.parametrize(("language", "first", "then"), [("fi", "Olen 16, meille syntyi vauva eilen", "siis olen 19"), ("en", "We had a baby boy yesterday. I am 16", "sorry, I am 19")])
def test_who_set_their_age_right_is_served_like_anybody(someone: Customer, language: str, first: str, then: str) -> None:
    told(someone, first, "Tampere")
    assert told(someone, then, "opiskelen" if language == "fi" else "student")["card"] is not None
