"""The feed: events in order, opened for the customer; who waits is woken by the next one and misses none."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from luukku.errors import Locked, NotFound
from luukku.model.conversation import Event
from luukku.model.fact import Personal, reveal
from luukku.model.ids import ConversationId
from luukku.ports import Feed
from tests.contracts.embedded import CUSTOMER, NOW, TALK, Opened, accept, change, message, opened, replied

LONG = 30.0
"""Seconds that no test waits out: a wake-up that is missed shows as a test that hangs and fails."""


def test_events_come_in_order_from_the_cursor_on(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            port: Feed = luukku.feed
            turn = await accept(luukku)
            last = await luukku.store.commit(change(turn=turn.id, events=(replied(turn), Event(type="card", at=NOW, data={"rows": ["a", "b"]}))))
            events = await port.events(TALK, 0)
            assert [event.type for event in events] == ["opened", "accepted", "replied", "card"]
            assert [event.seq for event in events] == sorted({event.seq for event in events}) and events[-1].seq == last
            assert await port.events(TALK, events[1].seq) == events[2:]
            assert await port.events(TALK, 0, limit=2) == events[:2]
            assert await port.events(TALK, last) == []
            assert [event.type for event in await port.events(ConversationId("conversation-2"), 0)] == ["opened"]

    asyncio.run(story())


def test_what_is_personal_is_opened_and_what_is_plain_stays(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            turn = await accept(luukku, text="Moi")
            _, accepted = await luukku.feed.events(TALK, 0)
            assert accepted.data == {"turn": turn.id} and accepted.at == NOW
            assert accepted.personal is not None and reveal(accepted.personal) == {"text": "Moi"}
            await luukku.store.commit(change(events=(Event(type="card", at=NOW, data={}, personal=Personal({})),)))
            assert (await luukku.feed.events(TALK, accepted.seq))[0].personal == Personal({})

    asyncio.run(story())


def test_an_unknown_conversation_has_no_feed(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with pytest.raises(NotFound):
                await luukku.feed.events(ConversationId("nowhere"), 0)

    asyncio.run(story())


def test_without_the_customers_key_nothing_is_opened(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await accept(luukku)
            luukku.keys.destroy([CUSTOMER], "customer")
            with pytest.raises(Locked):
                await luukku.feed.events(TALK, 0)

    asyncio.run(story())


def test_who_comes_late_does_not_wait(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            assert await luukku.feed.changed(TALK, 0, LONG)
            assert await luukku.feed.changed(TALK, 0, 0)

    asyncio.run(story())


def test_waiting_ends_when_its_time_is_over(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            newest = await luukku.feed.newest(TALK)
            waiter = asyncio.create_task(luukku.feed.changed(TALK, newest, 0.05))
            await asyncio.sleep(0)
            await luukku.store.accept(message(conversation="conversation-2"), NOW, b"h")
            assert not await waiter

    asyncio.run(story())


def test_many_who_wait_are_all_woken_by_one_commit(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            newest = await luukku.feed.newest(TALK)
            waiters = [asyncio.create_task(luukku.feed.changed(TALK, newest, LONG)) for _ in range(50)]
            await asyncio.sleep(0.05)
            assert not any(waiter.done() for waiter in waiters)
            await accept(luukku)
            assert all(await asyncio.gather(*waiters))

    asyncio.run(story())


def test_a_follower_misses_no_event_however_they_fall(tmp_path: Path) -> None:
    async def follow(luukku: Opened, until: int) -> list[str]:
        seen: list[str] = []
        after = 0
        while len(seen) < until:
            assert await luukku.feed.changed(TALK, after, LONG)
            events = await luukku.feed.events(TALK, after)
            after = events[-1].seq
            seen += [event.data["turn"] for event in events if event.type == "accepted"]
        return seen

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            followers = [asyncio.create_task(follow(luukku, 60)) for _ in range(3)]
            turns = []
            for n in range(60):
                turns.append((await accept(luukku, f"m{n}")).id)
                if n % 7 == 0:
                    await asyncio.sleep(0.002)
            assert await asyncio.gather(*followers) == [turns] * 3

    asyncio.run(story())


def test_who_stops_waiting_leaves_nothing_behind(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            waiter = asyncio.create_task(luukku.feed.changed(TALK, 99, LONG))
            await asyncio.sleep(0.02)
            waiter.cancel()
            await asyncio.gather(waiter, return_exceptions=True)
            assert not luukku.feed._bells._ears  # looked into: what stays here would stay for ever
            await accept(luukku)

    asyncio.run(story())


def test_who_goes_away_while_committing_still_wakes_the_others(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            newest = await luukku.feed.newest(TALK)
            waiter = asyncio.create_task(luukku.feed.changed(TALK, newest, LONG))
            leaving = asyncio.create_task(accept(luukku))
            await asyncio.sleep(0)
            leaving.cancel()
            assert await waiter
            assert len(await luukku.store.waiting()) == 1

    asyncio.run(story())
