"""Who is answered when: those who are just coming in first, then few side by side in order of arrival; danger never waits."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from luukku.flow.order import AT_ONCE, Order


def test_an_answer_waits_for_those_who_are_just_coming_in() -> None:
    async def said() -> list[str]:
        order, done = Order(), list[str]()

        async def answer() -> None:
            async with order.in_turn():
                done.append("answered")

        with order.coming_in():
            waiting = asyncio.create_task(answer())
            await asyncio.sleep(0.02)
            done.append("all in")
        await waiting
        return done

    assert asyncio.run(said()) == ["all in", "answered"]


def test_people_who_never_stop_coming_hold_no_answer_back_for_good() -> None:
    async def answered() -> bool:
        order = Order()
        with order.coming_in():
            async with asyncio.timeout(30), order.in_turn():
                return True

    assert asyncio.run(answered())


def test_danger_waits_neither_for_who_comes_in_nor_for_who_is_being_answered() -> None:
    async def answered() -> list[str]:
        order, done = Order(), list[str]()
        async with AsyncExitStack() as others:
            for _ in range(AT_ONCE):
                await others.enter_async_context(order.in_turn())
            with order.coming_in():
                async with asyncio.timeout(5), order.in_turn(hurry=True):
                    done.append("danger")
            done.append("others end")
        return done

    assert asyncio.run(answered()) == ["danger", "others end"]


def test_few_are_answered_side_by_side_and_in_order_of_arrival() -> None:
    async def seen() -> tuple[list[int], int]:
        order, began, inside, most = Order(), list[int](), 0, 0

        async def answer(number: int) -> None:
            nonlocal inside, most
            async with order.in_turn():
                began.append(number)
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(answer(number) for number in range(12)))
        return began, most

    began, most = asyncio.run(seen())
    assert began == list(range(12))
    assert most == AT_ONCE
