"""One organisation that is slow keeps no other waiting: each has lines of its own, and a bound of its own."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest

from luukku.flow import advance
from luukku.flow.lines import EACH_AT_ONCE, Lines
from luukku.model.conversation import Sending
from luukku.model.ids import CaseId, ConversationId, CustomerId, ShareId, StepId

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)


def row(number: int, receiver: str) -> Sending:
    return Sending(
        share=ShareId(f"{receiver}-{number}"), kind="tell", conversation=ConversationId("c"), customer=CustomerId("u"), case=CaseId("a"), step=StepId("s"),
        receiver=receiver, names=(), permission="p", envelope=None, task=None, due=NOW, ends=NOW + timedelta(days=1), attempts=0,
    )  # fmt: skip


class Rows:
    """An outbox of rows in memory, as the port says."""

    def __init__(self, rows: list[Sending]) -> None:
        self.rows = rows
        self.most: dict[str, int] = {}

    async def timers(self, today: str) -> list[Any]:
        return []

    async def due(self, now: datetime, limit: int = 50, busy: frozenset[str] = frozenset()) -> list[Sending]:
        taken = [one for one in self.rows if one.receiver not in busy][:limit]
        self.rows = [one for one in self.rows if one not in taken]
        return taken

    async def next_due(self, busy: frozenset[str] = frozenset()) -> datetime | None:
        return min((one.due for one in self.rows if one.receiver not in busy), default=None)


class Place:
    """What `advance.run` needs of a counter."""

    def __init__(self, rows: list[Sending]) -> None:
        self.outbox, self.wake, self.clock, self.tasks = Rows(rows), asyncio.Event(), self, set[asyncio.Task[None]]()
        self.lines = Lines()

    def now(self) -> datetime:
        return NOW

    def background(self, work: Any) -> None:
        self.tasks.add(asyncio.get_running_loop().create_task(work))


def test_one_slow_organisation_keeps_no_other_waiting_and_is_spoken_to_a_few_times_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    inside: dict[str, int] = {}

    async def story() -> int:
        answers, most = asyncio.Event(), 0

        async def deliver(_: Any, one: Sending) -> None:
            nonlocal most
            inside[one.receiver] = inside.get(one.receiver, 0) + 1
            most = max(most, inside[one.receiver])
            if one.receiver == "slow":
                await answers.wait()
            inside[one.receiver] -= 1
            told.append(one.share)

        monkeypatch.setattr(advance, "deliver", deliver)
        place = Place([row(number, "slow") for number in range(120)] + [row(number, "quick") for number in range(60)])
        running = asyncio.create_task(advance.run(cast(Any, place)))
        async with asyncio.timeout(30):
            while len(told) < 60:
                await asyncio.sleep(0.01)
            assert all(share.startswith("quick") for share in told)
            assert len(place.outbox.rows) >= 60, "what waits for the slow one stays in the outbox"
            answers.set()
            while len(told) < 180:
                await asyncio.sleep(0.01)
        running.cancel()
        return most

    assert asyncio.run(story()) <= EACH_AT_ONCE
    assert len(set(told)) == 180
