"""An employee looks into a case that is somebody else's: told, entered, counted, and too much of it is an incident."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku import explain
from luukku.errors import BadInput, Empty, NoRoom, NotFound, Refused, TooLong
from luukku.flow import abuse, desk
from luukku.flow.counter import Counter
from luukku.model.fact import HIDDEN
from luukku.model.handover import BREAK_REASONS, Handover
from luukku.model.ids import LANGUAGES, ConversationId, CustomerId, new_id
from luukku.model.use import Entry
from tests.stories.desks import AINO, PAIVI, STEWARD, Standing, desk_counter, events, fact, held, visitor
from tests.stories.test_desk_flow import BOY, called

WHY = "Päivi sairastui kesken vuoron"
SOME = (*BOY, fact("mother.work", "employed"))
"""A day may tell of an illness and a town where somebody is; work is ordinary."""
SPECIAL = fact("safety.risk", True, said="mies lyö minua")


def play(folder: Path, story: Callable[[Counter, Standing], Awaitable[None]], **how: Any) -> None:
    async def run() -> None:
        clock = Standing()
        async with desk_counter(folder / "data", clock, **how) as counter:
            await story(counter, clock)

    asyncio.run(run())


async def held_by_paivi(counter: Counter, *facts: Any) -> tuple[ConversationId, Handover]:
    conversation = await visitor(counter, *(facts or SOME))
    made = await called(counter, conversation)
    return conversation, await desk.take(counter, PAIVI, made.id)


async def log_of(counter: Counter, conversation: ConversationId) -> list[Entry]:
    talk = await counter.store.talk(conversation)
    return [entry for entry in await counter.log.entries(talk.customer) if entry.kind in ("look", "break-glass", "refused")]


async def told(counter: Counter, conversation: ConversationId) -> list[Any]:
    return [(event.data["reason"], held(event)) for event in await events(counter, conversation) if event.type == "looked-in"]


def test_it_is_told_in_the_conversation_and_in_the_log_and_once(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter)
        for _ in range(2):
            case = await desk.break_glass(counter, AINO, made.id, "absent", WHY, "opening-1")
        shown = {one.name: one.value for one in case.facts}
        assert {name for name, value in shown.items() if value != HIDDEN} == {"mother.work"} and set(shown) == {fact.name for fact in SOME}
        assert (case.row.holder, case.row.mine) == ("Päivi Lehto", False)
        assert await told(counter, conversation) == [("absent", {"name": "Aino Salo", "text": WHY})]
        (entry,) = await log_of(counter, conversation)
        assert (entry.kind, entry.actor, entry.purpose, entry.basis) == ("break-glass", "person:Aino Salo", "break-glass", f"absent: {WHY}")
        assert set(entry.facts) == {"conversation", "mother.work"} and "break-glass-told@" in entry.rule
        clock.goes(hours=1)
        await desk.break_glass(counter, AINO, made.id, "absent", WHY, "opening-1")
        assert len(await told(counter, conversation)) == len(await log_of(counter, conversation)) == 2

    play(tmp_path, story)


def test_the_customer_reads_who_why_and_in_which_words(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter)
        await desk.break_glass(counter, AINO, made.id, "complaint", WHY, "opening-1")
        talk = await counter.store.talk(conversation)
        event = next(event for event in await events(counter, conversation) if event.type == "looked-in")
        (entry,) = await log_of(counter, conversation)
        for language in LANGUAGES:
            spoken = replace(talk, language=language)
            line = explain.note(event, spoken, counter.packs, counter.texts, counter.today())
            sentence = explain.entry_view(entry, counter.packs, counter.texts, language).what
            for words in (line, sentence):
                assert words is not None and "Aino Salo" in words and WHY in words
                assert counter.texts.say(language, "glass-reason-complaint") in words

    play(tmp_path, story)


def test_special_categories_and_places_stay_shut_and_their_words_are_veiled(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter, *SOME, SPECIAL)
        case = await desk.break_glass(counter, AINO, made.id, "danger", WHY, "opening-1")
        (entry,) = await log_of(counter, conversation)
        assert set(entry.facts) == {"conversation", "mother.work"}
        assert {one.name for one in case.facts if one.closed} == {"event.date", "municipality", "safety.risk"}

    play(tmp_path, story)


@pytest.mark.parametrize(
    ("who", "reason", "words", "error"),
    [
        (AINO, "", WHY, BadInput), (AINO, "curious", WHY, BadInput), (AINO, "absent", " ", Empty), (AINO, "absent", "x" * 501, TooLong),
        (PAIVI, "absent", WHY, Refused), (replace(AINO, role=STEWARD), "absent", WHY, Refused), (replace(AINO, active=False), "absent", WHY, Refused),
    ],
)  # fmt: skip
def test_without_a_reason_and_words_or_the_role_nothing_is_opened_and_nothing_told(tmp_path: Path, who: Any, reason: str, words: str, error: Any) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter)
        with pytest.raises(error):
            await desk.break_glass(counter, who, made.id, reason, words, "opening-1")
        assert await told(counter, conversation) == await log_of(counter, conversation) == []

    play(tmp_path, story)


def test_what_is_over_is_opened_to_nobody(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter)
        await desk.cancel(counter, conversation)
        with pytest.raises(NotFound):
            await desk.break_glass(counter, AINO, made.id, "absent", WHY, "opening-1")

    play(tmp_path, story)


@pytest.mark.requirement("R-30")
def test_nothing_is_opened_before_the_customer_was_told_and_the_entry_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, made = await held_by_paivi(counter)

        async def full(*_: object, **__: object) -> bool:
            assert await told(counter, conversation), "entered before it was told"
            raise NoRoom(what="log")

        monkeypatch.setattr(counter.log, "place", full)
        monkeypatch.setattr(counter.gate, "_open_facts", lambda *_: pytest.fail("opened without an entry"))
        with pytest.raises(NoRoom):
            await desk.break_glass(counter, AINO, made.id, "absent", WHY, "opening-1")

    play(tmp_path, story)


def test_the_reasons_are_said_in_every_language() -> None:
    from tests.stories.desks import loaded

    for language in LANGUAGES:
        assert len({loaded()[1].say(language, f"glass-reason-{reason}") for reason in BREAK_REASONS}) == len(BREAK_REASONS)


# Too many


async def busy(counter: Counter, cases: int, *, glass: bool = False) -> list[CustomerId]:
    """Päivi opens so many customers' cases; whose they were."""
    found = []
    for _ in range(cases):
        conversation = await visitor(counter, *BOY)
        made = await called(counter, conversation)
        await desk.take(counter, AINO if glass else PAIVI, made.id)
        if glass:
            await desk.break_glass(counter, PAIVI, made.id, "fault", WHY, new_id())
        else:
            await desk.look(counter, PAIVI, made.id, new_id())
            await desk.look(counter, PAIVI, made.id, new_id())
        found.append((await counter.store.talk(conversation)).customer)
    return found


@pytest.mark.requirement("R-51")
@pytest.mark.parametrize("glass", [False, True])
def test_more_cases_in_an_hour_than_allowed_are_an_incident_with_clock_and_list(tmp_path: Path, glass: bool) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        counter.settings = replace(counter.settings, desk=replace(counter.settings.desk, most_cases_an_hour=3))
        await busy(counter, 1)
        clock.goes(minutes=61)
        whose = await busy(counter, 3, glass=glass)
        assert counter.incidents.all() == []
        whose += await busy(counter, 2, glass=glass)
        (incident,) = counter.incidents.all()
        assert incident.due - incident.at == timedelta(hours=72)
        assert (incident.kind, incident.data["employee"], incident.data["cases"], incident.data["customers"]) == ("many-cases", PAIVI.id, 4, 4)
        assert set(await abuse.affected(counter, incident)) == set(whose)
        clock.goes(hours=2)
        await busy(counter, 4)
        assert len(counter.incidents.all()) == 2

    play(tmp_path, story)


@pytest.mark.requirement("R-51")
def test_what_was_opened_before_a_restart_counts(tmp_path: Path) -> None:
    async def before(counter: Counter, clock: Standing) -> None:
        await busy(counter, 3)

    async def after(counter: Counter, clock: Standing) -> None:
        counter.settings = replace(counter.settings, desk=replace(counter.settings.desk, most_cases_an_hour=3))
        await abuse.remember(counter)
        await busy(counter, 1)
        assert [one.data["cases"] for one in counter.incidents.all()] == [4]

    async def run() -> None:
        clock = Standing()
        async with desk_counter(tmp_path / "data", clock) as counter:
            await before(counter, clock)
        clock.goes(minutes=10)
        async with desk_counter(tmp_path / "data", clock, people=False) as counter:
            await after(counter, clock)

    asyncio.run(run())
