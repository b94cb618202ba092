"""A permission is taken back by one phrase, in three languages; of several it is asked which, and one button says it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from luukku.flow import answer, open, receipts
from luukku.model.ids import Language
from tests.stories.test_ends import EARLY, Clock, Place, at_card, counter_in

TOLD: Mapping[Language, tuple[str, ...]] = {
    "fi": ("Moi, meille syntyi eilen poika!", "kyllä", "Tampere", "palkkatöissä"),
    "sv": ("Hej, vi fick en pojke igår!", "ja", "Tammerfors", "anställd"),
    "en": ("Hi, our baby boy was born yesterday!", "yes", "Tampere", "she has a job"),
}


async def to_the_card(place: Place, language: Language) -> dict[str, Any]:
    said: Any = None
    for text in TOLD[language]:
        if said is None or not said["card"]:
            said = await place.say(text)
    assert said["card"], said["reply"]["text"]
    return dict(said["card"])


async def kinds(place: Place) -> list[str]:
    return [event.kind for event in (await place.case()).consents]


@pytest.mark.requirement("R-05")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "peru suostumus"), ("fi", "Perun suostumukseni."), ("fi", "Peru lupa"), ("fi", "haluan perua luvan kiitos"), ("fi", "hei, peruutan suostumukseni"),
        ("sv", "återkalla samtycket"), ("sv", "Jag återkallar mitt samtycke"), ("sv", "jag vill ta tillbaka min tillåtelse"),
        ("en", "withdraw my consent"), ("en", "I want to take back my permission"), ("en", "please revoke my consent"),
        ("fi", "withdraw my consent"), ("sv", "peru lupa"),
    ],
)  # fmt: skip
def test_one_phrase_takes_back_the_one_permission(tmp_path: Path, language: Language, words: str) -> None:
    async def story() -> None:
        async with counter_in(tmp_path, Clock()) as counter:
            conversation, token = await open.open_conversation(counter, language)
            place = Place(counter, Clock(), conversation, token, {})
            card = await to_the_card(place, language)
            await answer.answer_card(counter, conversation, card["id"], {EARLY: "allow"}, [])
            said = await place.say(words)
            assert await kinds(place) == ["given", "withdrawn"], said["reply"]["text"]
            assert (await place.step()).state == "ended"
            ended = counter.texts.of("child").say(language, f"service-{EARLY}", "name")
            assert ended in said["reply"]["paragraphs"][0]
            last = (await receipts.of(counter, conversation))[-1]
            assert last.kind == "withdrawn" and last.claims["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][-1]["dpv:hasIndicationMethod"] == "luukku:by-words"
            again = await place.say(words)
            assert await kinds(place) == ["given", "withdrawn"]
            assert counter.texts.say((await place.talk()).language, "reply-take-back-none") in again["reply"]["paragraphs"]

    asyncio.run(story())


@pytest.mark.requirement("R-05")
def test_of_several_the_names_are_buttons_and_one_of_them_is_enough(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await answer.answer_card(place.counter, place.conversation, place.card["id"], {EARLY: "allow"}, [row["id"] for row in place.card["request"]])
            given = await kinds(place)
            said = await place.say("peru lupa")
            assert await kinds(place) == given, "nothing ends by a guess"
            options = [option["text"] for option in said["question"]["options"]]
            assert len(options) > 1 and said["question"]["name"] == "take-back" and said["card"] is None
            said = await place.say(next(option for option in options if "arhaiskasvatu" in option))
            assert (await kinds(place))[len(given) :] == ["withdrawn"]
            assert (await place.step()).state == "ended"

    asyncio.run(story())


@pytest.mark.requirement("R-05")
@pytest.mark.parametrize(
    "words", ["en peru lupaa", "voinko perua luvan?", "jos perun luvan niin mitä tapahtuu", "älä peru lupaa", "mies sanoi että pitää perua luvan jos asumme jossain muualla kuin nyt"]
)
def test_what_only_speaks_of_it_takes_nothing_back(tmp_path: Path, words: str) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await place.say(words)
            assert await kinds(place) == ["given"]

    asyncio.run(story())


@pytest.mark.requirement("R-05")
def test_taking_back_needs_no_more_than_giving(tmp_path: Path) -> None:
    """Given by one button or phrase; taken back by one button or phrase, in the same place, without a sign-in or a reason."""

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.say("kyllä")
            assert (await kinds(place)).count("given") == 1
            await place.say("peru lupa")
            assert (await kinds(place)).count("withdrawn") == 1

    asyncio.run(story())
