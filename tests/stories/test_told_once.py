"""Told once: whole conversations in three languages, in which nothing that was said is asked."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from luukku import app as composition
from luukku import settings as settings_of
from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId
from luukku.web.server import make_app

House = tuple[asyncio.Runner, Counter]
Told = tuple[tuple[str, frozenset[str]], ...]
"""What the customer says, one after the other, and the facts that each says."""


def told(*turns: tuple[str, str]) -> Told:
    return tuple((text, frozenset(names.split())) for text, names in turns)


CONVERSATIONS: dict[str, tuple[str, Told]] = {
    "child-fi": ("fi", told(("Moi, meille syntyi toissapäivänä tyttö, asutaan Oulussa", "event.date child.sex municipality"), ("vaimo on palkkatöissä", "mother.work"), ("ei vielä, kiitos", ""))),
    "moving-fi": ("fi", told(("Muutan ens kuun alussa Turusta Tampereelle vuokra-asuntoon", "event.date municipality municipality.from"), ("nykyinen on vuokralla", "housing.tenure"), ("en", ""))),
    "death-fi": ("fi", told(("Isäni kuoli viime viikolla Kuopiossa", "event.date person.role"), ("kiitos", ""), ("ei ole alaikäisiä lapsia", "child.under-age"))),
    "divorce-fi": ("fi", told(("Me erotaan, meillä on kaksi lasta ja asun Espoossa", "child.count municipality"), ("ei olla vielä haettu", ""), ("en", ""))),
    "child-sv": ("sv", told(("Hej, vår son föddes i förrgår, vi bor i Åbo", "event.date child.sex municipality"), ("min fru är anställd", "mother.work"), ("nej tack", ""))),
    "moving-sv": ("sv", told(("Jag flyttar från Vasa till Esbo den första maj", "event.date municipality municipality.from"), ("hyresbostad", "housing.tenure"), ("nej", ""))),
    "death-sv": ("sv", told(("Min mormor dog i söndags", "event.date person.role"), ("tack", ""), ("inga minderåriga barn", "child.under-age"))),
    "debt-sv": ("sv", told(("Jag har skulder på ungefär 15 000 euro och kan inte betala, utmätningen har skickat brev", "amount.eur"), ("jag bor i Lovisa", "municipality"), ("nej", ""))),
    "child-en": ("en", told(("Hi, our daughter was born the day before yesterday, we live in Vantaa", "event.date child.sex municipality"), ("my wife has a job", "mother.work"), ("no thanks", ""))),
    "moving-en": ("en", told(("We're moving from Turku to Tampere on 1 June", "event.date municipality municipality.from"), ("it's a rental", "housing.tenure"), ("no", ""))),
    "death-en": ("en", told(("My husband died last Tuesday in Kuopio", "event.date person.role"), ("thank you", ""), ("no children under 18", "child.under-age"))),
    "job-en": ("en", told(("I was laid off last week and I live in Lahti", "event.date municipality"), ("thanks", ""), ("no", ""))),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("once")
    flags = {"data": str(folder / "data"), "mailbox.folder": str(folder / "box"), "limits.burst": "1000"}
    with asyncio.Runner() as runner:
        opened = composition.opened(settings_of.load(flags, {}, folder), work=False)
        counter = runner.run(opened.__aenter__())
        yield runner, counter
        runner.run(opened.__aexit__(None, None, None))


async def talk(counter: Counter, language: str, turns: Told) -> list[tuple[str, str | None, frozenset[str]]]:
    """(the event at hand, the fact asked, names of the facts that its case holds) after each turn."""
    found = []
    transport = httpx.ASGITransport(app=make_app(counter), raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8100") as http:
        made = (await http.post("/api/v1/conversations", json={"language": language})).raise_for_status().json()
        headers = {"authorization": f"Bearer {made['token']}"}
        for text, _ in turns:
            sent = await http.post(f"/api/v1/conversations/{made['conversation']}/messages", json={"id": str(uuid.uuid4()), "text": text}, headers=headers)
            answer: dict[str, Any] = sent.raise_for_status().json()
            held = await counter.store.talk(ConversationId(made["conversation"]))
            at_hand = next((case for case in held.cases if case.id == held.at_hand), None)
            question = answer["question"]["name"] if answer["question"] else None
            found.append((at_hand.event if at_hand else "", question, frozenset(at_hand.names) if at_hand else frozenset()))
    return found


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_nothing_that_was_said_is_asked(house: House, name: str) -> None:
    runner, counter = house
    language, turns = CONVERSATIONS[name]
    said: set[str] = set()
    for (text, names), (_, asked, held) in zip(turns, runner.run(talk(counter, language, turns)), strict=True):
        said |= names
        assert asked not in said, f"asked {asked} after {text!r}"
        assert asked not in held, f"{asked} is known and asked"


def test_what_was_said_in_the_first_message_is_held(house: House) -> None:
    """What the pack declares of it; of nothing else a trace is kept."""
    runner, counter = house
    for language, turns in CONVERSATIONS.values():
        event, _, held = runner.run(talk(counter, language, turns[:1]))[0]
        assert event, f"no event read: {turns[0][0]}"
        declared = {spec.name for spec in counter.packs.events[event].facts}
        assert held <= declared | {"turvakielto", "acting.for", "minor"}
        assert not {name for name in turns[0][1] if name in declared} - held, (turns[0][0], held)
