"""What is asked at each change of each open page opens nothing that it does not need."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from luukku.flow import desk
from luukku.flow.counter import Counter
from luukku.model.fact import Facts
from luukku.model.ids import CaseId, CustomerId
from luukku.ports import SealedFact
from tests.stories.desks import PAIVI, Standing, desk_counter, fact, visitor


def watch(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many seals were opened by each reading of the customer's own facts."""
    opened: list[int] = []
    own = counter.gate.own

    async def counted(customer: CustomerId, sealed: Sequence[SealedFact]) -> Mapping[CaseId, Facts]:
        opened.extend([len(sealed)] if sealed else [])
        return await own(customer, sealed)

    monkeypatch.setattr(counter.gate, "own", counted)
    return opened


def test_how_it_stands_with_a_human_opens_facts_only_for_the_brief_of_one_who_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with desk_counter(tmp_path / "data", Standing()) as counter:
            talk = await visitor(counter, fact("municipality", "Tampere"), fact("child.sex", "boy", "child-1"))
            opened = watch(counter, monkeypatch)
            assert await desk.human(counter, talk) is None and opened == []
            made = await desk.ask(counter, talk)
            waiting = await desk.human(counter, talk)
            assert made is not None and waiting is not None and waiting.brief is not None and opened == [2]
            await desk.take(counter, PAIVI, made.id)
            held = await desk.human(counter, talk)
            assert held is not None and held.state == "held" and opened == [2]

    asyncio.run(story())


def test_a_minor_is_still_offered_a_human(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with desk_counter(tmp_path / "data", Standing()) as counter:
            talk = await visitor(counter, fact("minor", True))
            opened = watch(counter, monkeypatch)
            offered = await desk.human(counter, talk)
            assert offered is not None and offered.state == "offered" and opened == [1]

    asyncio.run(story())


def test_the_last_number_of_a_conversation_is_told_without_opening_anything(tmp_path: Path) -> None:
    async def story() -> None:
        async with desk_counter(tmp_path / "data", Standing()) as counter:
            talk = await visitor(counter)
            events = await counter.feed.events(talk, 0)
            customer = (await counter.store.talk(talk)).customer
            await counter.gate.end_customer(customer, counter.clock.now())
            assert await counter.feed.newest(talk) == events[-1].seq

    asyncio.run(story())
