"""The outbox: rows that survive, each in one task's hands, and a sender that sleeps until there is something to do."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.errors import NoRoom
from luukku.model.ids import ShareId
from luukku.ports import Outbox
from tests.contracts.embedded import CASE, NOW, SOON, STEP, change, envelope, opened, sending, timer

LONG = 30.0


def test_what_is_due_comes_as_it_was_put_in_earliest_first(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            port: Outbox = luukku.outbox
            early = sending("share-2", "poll", NOW - timedelta(minutes=1), task="task-1", attempts=3, envelope=None, names=())
            late = sending("share-3", due=SOON)
            await luukku.store.commit(change(sendings=(sending(), early, late)))
            assert await port.due(NOW) == [early, sending()]
            assert await port.due(SOON) == [late]

    asyncio.run(story())


def test_a_row_is_in_one_tasks_hands_until_it_is_given_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=tuple(sending(f"share-{n}") for n in range(12))))
            lent = await asyncio.gather(*(luukku.outbox.due(NOW, limit=5) for _ in range(4)))
            assert sorted(len(rows) for rows in lent) == [0, 2, 5, 5]
            assert len({row.share for rows in lent for row in rows}) == 12
            assert await luukku.outbox.next_due() is None

    asyncio.run(story())


def test_a_row_put_off_comes_again_then_with_one_attempt_more(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(sendings=(sending(),)))
            [row] = await luukku.outbox.due(NOW)
            await luukku.outbox.later(row, SOON)
            assert await luukku.outbox.due(NOW) == [] and await luukku.outbox.next_due() == SOON
            assert await luukku.outbox.due(SOON) == [sending(due=SOON, attempts=1)]

    asyncio.run(story())


def test_what_was_sent_or_dropped_does_not_come_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=(sending(), sending("share-2"), sending(kind="poll", due=SOON))))
            assert len(await luukku.outbox.due(NOW)) == 2
            await luukku.store.commit(change(2, sent=((ShareId("share-1"), "tell"),)))
            await luukku.outbox.drop(ShareId("share-2"), "tell")
            assert await luukku.outbox.due(NOW) == []
            assert [(row.share, row.kind) for row in await luukku.outbox.due(SOON)] == [("share-1", "poll")]
            assert await luukku.outbox.shares() == {"share-1"}

    asyncio.run(story())


def test_a_row_that_is_sent_and_put_in_again_in_one_change_is_free(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=(sending(kind="poll"),)))
            [row] = await luukku.outbox.due(NOW)
            again = sending(kind="poll", due=SOON)
            await luukku.store.commit(change(2, sent=((row.share, row.kind),), sendings=(again,)))
            assert await luukku.outbox.due(SOON) == [again]

    asyncio.run(story())


def test_rows_in_somebodys_hands_are_free_again_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(sendings=(sending(),), timers=(timer(),)))
            assert len(await luukku.outbox.due(NOW)) == 1
        async with opened(tmp_path) as luukku:
            assert await luukku.outbox.next_due() == NOW
            assert await luukku.outbox.due(NOW) == [sending()]
            assert await luukku.outbox.timers("2027-02-20") == [timer()]

    asyncio.run(story())


def test_many_held_rows_do_not_hide_a_free_one(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=tuple(sending(f"share-{n}") for n in range(9))))
            assert len(await luukku.outbox.due(NOW, limit=9)) == 9
            await luukku.store.commit(change(2, sendings=(sending("share-z", due=SOON),)))
            assert await luukku.outbox.next_due() == SOON
            assert [row.share for row in await luukku.outbox.due(SOON, limit=1)] == ["share-z"]

    asyncio.run(story())


def test_timers_come_on_their_day_and_later_until_they_have_fired(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, timers=(timer("2027-02-20"), timer("2027-01-21"), timer("2027-02-20", "another"))))
            assert await luukku.outbox.timers("2027-01-20") == []
            assert await luukku.outbox.timers("2027-01-21") == [timer("2027-01-21")]
            assert len(await luukku.outbox.timers("2027-03-01")) == 3
            await luukku.store.commit(change(2, fired=(timer("2027-01-21"),), timers=(timer("2027-02-20"),)))
            assert await luukku.outbox.timers("2027-03-01") == [timer("2027-02-20", "another"), timer("2027-02-20")]

    asyncio.run(story())


def test_a_closed_step_takes_its_sends_and_timers_along_and_may_begin_anew_in_the_same_change(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=(sending(), sending("share-2", step="another")), timers=(timer(),), envelopes=(envelope(),)))
            await luukku.store.commit(change(2, closed_steps=((CASE, STEP),), sendings=(sending("share-3"),)))
            assert {row.share for row in await luukku.outbox.due(NOW)} == {"share-2", "share-3"}
            assert await luukku.outbox.timers("2099-01-01") == []
            assert await luukku.outbox.shares() == {"share-2", "share-3"}

    asyncio.run(story())


def test_a_share_in_somebodys_hands_may_still_be_carried_out(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=(sending(),)))
            [row] = await luukku.outbox.due(NOW)
            await luukku.store.commit(change(2, closed_steps=((CASE, STEP),)))
            assert await luukku.outbox.shares() == {"share-1"}
            await luukku.outbox.later(row, SOON)
            assert await luukku.outbox.shares() == frozenset()

    asyncio.run(story())


@pytest.mark.parametrize("giving_back", ["later", "drop"])
def test_a_row_that_could_not_be_put_off_is_given_back_and_rests(tmp_path: Path, giving_back: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, sendings=(sending(),)))
            [row] = await luukku.outbox.due(NOW)
            with monkeypatch.context() as patched:
                patched.setattr(luukku.database, "write", full)
                with pytest.raises(NoRoom):
                    await (luukku.outbox.later(row, SOON) if giving_back == "later" else luukku.outbox.drop(row.share, row.kind))
            if giving_back == "later":
                assert await luukku.outbox.due(NOW) == [] and await luukku.outbox.next_due() == SOON
            assert await luukku.outbox.due(SOON) == [sending()]
            await luukku.outbox.later(row, SOON)
            assert await luukku.outbox.due(NOW) == [] and len(await luukku.outbox.due(SOON)) == 1

    asyncio.run(story())


def test_a_sender_sleeps_until_something_is_put_in_or_given_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            since = luukku.outbox.added
            assert not await luukku.outbox.changed(since, 0.02)
            sleeping = asyncio.create_task(luukku.outbox.changed(since, LONG))
            await asyncio.sleep(0)
            await luukku.store.commit(change(1, sendings=(sending(),)))
            assert await sleeping
            since = luukku.outbox.added
            [row] = await luukku.outbox.due(NOW)
            await luukku.outbox.later(row, SOON)
            assert await luukku.outbox.changed(since, LONG)

    asyncio.run(story())


def test_rows_for_a_receiver_that_is_busy_wait_and_keep_no_other_waiting(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            early, late = sending("share-1"), sending("share-2", receiver="other", due=SOON)
            await luukku.store.commit(change(sendings=(early, late)))
            busy = (early.receiver,)
            assert await luukku.outbox.next_due(busy) == SOON
            assert await luukku.outbox.due(SOON, busy=busy) == [late]
            assert await luukku.outbox.due(SOON) == [early]

    asyncio.run(story())
