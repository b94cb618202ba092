"""The desk's line without a browser: a change of the queue is sent when it happens, not at the next round."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from luukku.flow.desk import QueueRow
from luukku.model.ids import ConversationId, HandoverId, Language
from luukku.ports import Desk, Feed
from luukku.web import desk_live
from luukku.web.render import Renderer

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ROW = QueueRow(
    id=HandoverId("h"), number="K7QM", event="", reason="", level="promise", state="waiting", promise="", promised=AT, seconds_left=3600,
    moved=0, language="fi", channel="web", at=AT,
)  # fmt: skip


class Words:
    """Every text is its id."""

    def say(self, language: Language, id: str, attribute: str | None = None, /, **args: Any) -> str:
        return id


@dataclass
class Counter:
    """A queue and conversations in memory, which a desk's page can watch."""

    rows: list[QueueRow] = field(default_factory=list)
    talks: dict[HandoverId, ConversationId] = field(default_factory=dict)
    number: int = 1
    last: int = 1
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, *rows: QueueRow) -> None:
        async with self.news:
            self.rows, self.number = list(rows), self.number + 1
            self.news.notify_all()

    async def hear(self) -> None:
        async with self.news:
            self.last += 1
            self.news.notify_all()

    async def queue(self) -> list[QueueRow]:
        return self.rows

    async def held(self) -> dict[HandoverId, ConversationId]:
        return self.talks

    async def still_in(self) -> bool:
        return True


@dataclass
class Queue:
    counter: Counter

    async def changed(self, after: int, seconds: float) -> int:
        async with self.counter.news:
            await self.counter.news.wait_for(lambda: self.counter.number > after)
        return self.counter.number


@dataclass
class Talks:
    counter: Counter

    async def newest(self, conversation: ConversationId) -> int:
        return self.counter.last

    async def changed(self, conversation: ConversationId, after: int, seconds: float) -> bool:
        async with self.counter.news:
            await self.counter.news.wait_for(lambda: self.counter.last > after)
        return True


def listen(counter: Counter, stopping: asyncio.Event) -> AsyncIterator[bytes]:
    listener = desk_live.DeskListener(
        desk=cast(Desk, Queue(counter)), feed=cast(Feed, Talks(counter)), renderer=Renderer(Words()), language="fi", rows=counter.queue,
        held=counter.held, still_in=counter.still_in, stopping=stopping,
    )  # fmt: skip
    return desk_live.stream(listener)


async def frames(stream: AsyncIterator[bytes], many: int) -> Sequence[dict[str, Any]]:
    return [json.loads((await anext(stream)).decode().split("data: ", 1)[1]) for _ in range(many)]


def test_a_claim_is_sent_when_it_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_live, "WAIT", 1e6)

    async def story() -> None:
        counter = Counter(rows=[ROW])
        stream = listen(counter, asyncio.Event())
        [first] = await frames(stream, 1)
        assert first["rows"] == {"h": {"mine": False, "holder": ""}}
        await counter.put(replace(ROW, state="held", holder="Päivi Lehto"))
        [then] = await frames(stream, 1)
        assert then["rows"] == {"h": {"mine": False, "holder": "Päivi Lehto"}} and "desk-holder" in then["queue"]["html"]

    asyncio.run(story())


def test_what_a_customer_writes_is_told_to_the_one_who_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_live, "WAIT", 1e6)

    async def story() -> None:
        counter = Counter(rows=[replace(ROW, state="held", mine=True)], talks={HandoverId("h"): ConversationId("c")})
        stream = listen(counter, asyncio.Event())
        [first] = await frames(stream, 1)
        assert first["talks"] == {"h": 1}
        await counter.hear()
        [then] = await frames(stream, 1)
        assert then == {"talks": {"h": 2}}

    asyncio.run(story())


def test_the_line_ends_when_the_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_live, "WAIT", 1e6)

    async def story() -> None:
        stopping = asyncio.Event()
        stream = listen(Counter(rows=[ROW]), stopping)
        await frames(stream, 1)
        stopping.set()
        assert [sent async for sent in stream] == []

    asyncio.run(story())
