"""The embedder's queue: in turn, bounded, and left by those who do not wait any more."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.adapters.embedded.fair import FairQueue
from luukku.errors import Busy


class Slow:
    """Work that is held up until it is let go; what was done, in order."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.begun = threading.Semaphore(0)
        self.done: list[str] = []

    def __call__(self, text: str) -> str:
        self.begun.release()
        assert self.open.wait(60)
        if text == "bad":
            raise ValueError(text)
        self.done.append(text)
        return text.upper()


@contextmanager
def queue(depth: int = 64) -> Iterator[tuple[Slow, FairQueue[str]]]:
    """On one thread, whose hands are full with "first" until it is let go."""
    slow = Slow()
    fair: FairQueue[str] = FairQueue(slow, 1, depth, "test")
    try:
        yield slow, fair
    finally:
        slow.open.set()
        fair.close()


async def busy(slow: Slow, fair: FairQueue[str]) -> asyncio.Task[list[str]]:
    task = asyncio.create_task(fair.all(["first"], "somebody"))
    await asyncio.to_thread(slow.begun.acquire)
    return task


@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.integers(0, 10**6))
def test_nobody_is_done_twice_while_another_waits(sizes: list[int], seed: int) -> None:
    """Whoever has come is served once in each round: between two texts of one owner stands one of each other who waits."""

    async def story() -> list[str]:
        with queue() as (slow, fair):
            tasks = [await busy(slow, fair)]
            owners = [str(owner) for owner in range(len(sizes))]
            random.Random(seed).shuffle(owners)
            for owner in owners:
                tasks.append(asyncio.create_task(fair.all([f"{owner}/{n}" for n in range(sizes[int(owner)])], owner)))
                await asyncio.sleep(0)
            slow.open.set()
            await asyncio.gather(*tasks)
            return slow.done[1:]

    done = asyncio.run(story())
    left = {str(owner): size for owner, size in enumerate(sizes)}
    assert sorted(done) == sorted(f"{owner}/{n}" for owner, size in left.items() for n in range(size))
    while any(left.values()):
        waiting = {owner for owner, size in left.items() if size}
        served, done = done[: len(waiting)], done[len(waiting) :]
        assert {text.partition("/")[0] for text in served} == waiting
        for owner in waiting:
            left[owner] -= 1


def test_a_talker_with_forty_texts_does_not_delay_anothers_first() -> None:
    async def story() -> list[str]:
        with queue() as (slow, fair):
            held = await busy(slow, fair)
            talker = asyncio.create_task(fair.all([f"talker {n}" for n in range(40)], "talker"))
            await asyncio.sleep(0)
            other = asyncio.create_task(fair.all(["other 0", "other 1"], "other"))
            await asyncio.sleep(0)
            slow.open.set()
            await asyncio.gather(held, talker, other)
            return slow.done

    assert asyncio.run(story())[1:5] == ["talker 0", "other 0", "talker 1", "other 1"]


def test_results_come_in_the_order_of_the_texts() -> None:
    async def story() -> list[str]:
        with queue() as (slow, fair):
            slow.open.set()
            return await fair.all(["a", "b", "c"], "one")

    assert asyncio.run(story()) == ["A", "B", "C"]


def test_a_full_queue_says_so_at_once_and_takes_again_when_there_is_room() -> None:
    async def story() -> None:
        with queue(depth=3) as (slow, fair):
            held = await busy(slow, fair)
            waits = asyncio.create_task(fair.all(["a", "b"], "one"))
            await asyncio.sleep(0)
            assert fair.waiting == 2 and fair.oldest >= 0
            with pytest.raises(Busy):
                await fair.all(["c", "d"], "two")
            fits = asyncio.create_task(fair.all(["c"], "two"))
            slow.open.set()
            assert await waits == ["A", "B"] and await fits == ["C"] and await held == ["FIRST"]
            assert fair.waiting == 0 and fair.oldest == 0

    asyncio.run(story())


def test_who_does_not_wait_any_more_leaves_the_queue() -> None:
    async def story() -> list[str]:
        with queue(depth=4) as (slow, fair):
            held = await busy(slow, fair)
            gone = asyncio.create_task(fair.all(["a", "b", "c"], "gone"))
            stays = asyncio.create_task(fair.all(["d"], "stays"))
            await asyncio.sleep(0)
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
            assert fair.waiting == 1
            slow.open.set()
            await asyncio.gather(held, stays)
            return slow.done

    assert asyncio.run(story()) == ["first", "d"]


def test_a_text_that_fails_is_told_to_its_owner_only() -> None:
    async def story() -> None:
        with queue() as (slow, fair):
            held = await busy(slow, fair)
            one = asyncio.create_task(fair.all(["bad"], "one"))
            two = asyncio.create_task(fair.all(["good"], "two"))
            await asyncio.sleep(0)
            slow.open.set()
            with pytest.raises(ValueError):
                await one
            assert await two == ["GOOD"] and await held == ["FIRST"]

    asyncio.run(story())


def test_what_was_left_by_a_loop_that_ended_stops_nothing() -> None:
    with queue() as (slow, fair):

        async def left() -> None:
            await busy(slow, fair)

        async def after() -> list[str]:
            return await fair.all(["later"], "two")

        asyncio.run(left())
        slow.open.set()
        assert asyncio.run(after()) == ["LATER"]
        assert fair.all_now(["a", "b"]) == ["A", "B"]
