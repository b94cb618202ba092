"""The desk's queue: written with the conversation, in order of promises, taken by one, gone with the customer."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.errors import Clash, NotFound
from luukku.model.conversation import Change, Event
from luukku.model.handover import Handover, Level
from luukku.model.ids import ConversationId, CustomerId, EmployeeId, HandoverId
from luukku.ports import Desk
from tests.contracts.embedded import CASE, CUSTOMER, NOW, TALK, Opened, begin, change, fact, open_now, opened, talk

PAIVI, MATTI = EmployeeId("employee-paivi"), EmployeeId("employee-matti")


def waiting(id: str = "handover-1", **changed: Any) -> Handover:
    made = Handover(
        id=HandoverId(id), number="K7QM", conversation=TALK, customer=CUSTOMER, case=CASE, event="child", reason="asked", language="fi",
        at=NOW, promised=NOW + timedelta(minutes=30),
    )
    return replace(made, **changed)


def taken(handover: Handover, by: EmployeeId) -> Handover:
    return replace(handover, state="held", employee=by, since=NOW, version=handover.version + 1)


async def queue_up(luukku: Opened, conversation: str, **changed: Any) -> Handover:
    """A conversation of a customer of its own, in the queue."""
    begun = replace(await begin(luukku, conversation), version=1)
    made = waiting(f"handover of {conversation}", conversation=begun.conversation, customer=begun.customer, case=None, **changed)
    await luukku.store.commit(Change(talk=begun, events=(), handovers=(made,)))
    return made


def test_the_desk_is_a_desk_and_gives_back_all_that_was_kept(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            desk: Desk = luukku.desk
            full = waiting(level="now", danger="self-harm", reason="danger", channel="rest", moved=2)
            await luukku.store.commit(change(handovers=(full,)))
            assert await desk.queue() == [full] and await desk.handover(full.id) == full

    asyncio.run(story())


def test_a_handover_is_kept_with_its_change_or_not_at_all(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with pytest.raises(Clash):
                await luukku.store.commit(change(2, handovers=(waiting(),), events=(Event(type="queued", at=NOW),)))
            assert await luukku.desk.queue() == []
            with pytest.raises(Clash):
                await luukku.store.commit(change(1, handovers=(waiting(version=5),), facts=((CASE, fact()),)))
            assert (await luukku.store.talk(TALK)).version == 0 and await luukku.store.facts(CUSTOMER, CASE) == []
            await luukku.store.commit(change(1, handovers=(waiting(),), events=(Event(type="queued", at=NOW),)))
            assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "queued"]

    asyncio.run(story())


def test_a_handover_of_another_conversation_is_not_taken_along(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            for wrong in (waiting(conversation=ConversationId("conversation-2")), waiting(customer=CustomerId("customer-2"))):
                with pytest.raises(ValueError):
                    await luukku.store.commit(change(handovers=(wrong,)))
            assert await luukku.desk.queue() == []

    asyncio.run(story())


def test_of_two_who_take_the_same_one_has_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(handovers=(waiting(),)))
            tries = [luukku.store.commit(change(2, handovers=(taken(waiting(), who),))) for who in (PAIVI, MATTI)]
            results = await asyncio.gather(*tries, return_exceptions=True)
            assert [type(result) for result in results] == [int, Clash]
            with pytest.raises(Clash):  # also with the talk as it is by now
                await luukku.store.commit(change(3, handovers=(taken(waiting(), MATTI),)))
            assert (await luukku.desk.handover(HandoverId("handover-1"))).employee == PAIVI
            assert (await luukku.store.talk(TALK)).version == 2

    asyncio.run(story())


def test_the_queue_holds_who_waits_and_who_is_held_until_it_is_over(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            held = taken(waiting(), PAIVI)
            over = replace(held, state="over", version=2)
            for version, step in enumerate((waiting(), held, over), start=1):
                await luukku.store.commit(change(version, handovers=(step,)))
                assert await luukku.desk.queue() == ([] if step.state == "over" else [step])
            assert await luukku.desk.handover(over.id) == over
            with pytest.raises(NotFound):
                await luukku.desk.handover(HandoverId("another"))

    asyncio.run(story())


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.lists(st.tuples(st.sampled_from(["now", "today", "promise"]), st.integers(0, 90), st.integers(0, 3)), min_size=1, max_size=8))
def test_the_queue_goes_by_level_then_promise_then_who_asked_first(tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[Level, int, int]]) -> None:
    async def story() -> None:
        async with opened(tmp_path_factory.mktemp("queue")) as luukku:
            made = [
                await queue_up(luukku, f"conversation-{n + 2}", level=level, at=NOW + timedelta(minutes=at), promised=NOW + timedelta(minutes=promised))
                for n, (level, promised, at) in enumerate(asked)
            ]
            order = ("now", "today", "promise")
            assert await luukku.desk.queue() == sorted(made, key=lambda one: (order.index(one.level), one.promised, one.at, one.id))

    asyncio.run(story())


def test_late_is_who_waits_past_the_promise_and_nobody_who_is_held(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(handovers=(waiting(),)))
            later = await queue_up(luukku, "conversation-2", promised=NOW + timedelta(hours=2))
            promised = waiting().promised
            assert await luukku.desk.late(promised) == []
            assert await luukku.desk.late(promised + timedelta(seconds=1)) == [waiting()]
            await luukku.store.commit(change(2, handovers=(taken(waiting(), PAIVI),)))
            assert await luukku.desk.late(NOW + timedelta(hours=3)) == [later]

    asyncio.run(story())


def test_who_watches_the_queue_is_woken_by_every_change_and_only_by_changes(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            assert await luukku.desk.changed(0, 0.01) == 0
            watching = asyncio.create_task(luukku.desk.changed(0, 30))
            await luukku.store.commit(change(1))
            await asyncio.sleep(0.05)
            assert not watching.done()
            await luukku.store.commit(change(2, handovers=(waiting(),)))
            first = await watching
            assert first > 0 and await luukku.desk.changed(first, 0.01) == first
            watching = asyncio.create_task(luukku.desk.changed(first, 30))
            await luukku.store.commit(change(3, handovers=(taken(waiting(), PAIVI),)))
            assert await watching > first and await luukku.desk.changed(first, 30) > first

    asyncio.run(story())


def test_the_queues_number_grows_over_a_restart_and_when_somebody_is_forgotten(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(handovers=(waiting(),)))
            before = await luukku.desk.changed(0, 1)
        again = open_now(tmp_path)
        assert await again.desk.changed(before, 0.01) == before
        watching = asyncio.create_task(again.desk.changed(before, 30))
        await asyncio.sleep(0.05)
        await again.rounds.forget(CUSTOMER)
        after = await watching
        await queue_up(again, "conversation-2")
        assert before < after < await again.desk.changed(after, 30)
        again.database.close()

    asyncio.run(story())


def test_a_forgotten_customers_handover_is_in_no_table_and_no_file(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(handovers=(waiting("handover-kanarialintu", number="Z9ZZ"),)))
            kept = await queue_up(luukku, "conversation-2")
            await luukku.store.commit(change(2, handovers=(taken(waiting("handover-kanarialintu", number="Z9ZZ"), PAIVI),)))
            assert b"kanarialintu" in raw(tmp_path)
            await luukku.rounds.forget(CUSTOMER)
            await luukku.rounds.tidy()
            assert await luukku.desk.queue() == [kept]
            with pytest.raises(NotFound):
                await luukku.desk.handover(HandoverId("handover-kanarialintu"))
            assert not {b"kanarialintu", b"Z9ZZ", PAIVI.encode()} & {word for word in (b"kanarialintu", b"Z9ZZ", PAIVI.encode()) if word in raw(tmp_path)}

    asyncio.run(story())


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("luukku.db*")))


def test_a_talk_remembers_who_has_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            told = replace(change(), talk=talk(1, handover=HandoverId("handover-1"), held_by=PAIVI), handovers=(taken(waiting(), PAIVI),))
            await luukku.store.commit(told)
        again = open_now(tmp_path)
        assert (await again.store.talk(TALK)).held_by == PAIVI
        assert [one.employee for one in await again.desk.queue()] == [PAIVI]
        again.database.close()

    asyncio.run(story())
