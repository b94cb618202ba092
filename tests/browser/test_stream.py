"""The live line without a browser: what it sends, from where it goes on, when it ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from luukku.flow.view import Item
from luukku.model.conversation import Event
from luukku.model.ids import ConversationId, Language
from luukku.model.view import Option, Question, Reply
from luukku.web import live
from luukku.web.render import Renderer
from luukku.web.turns import find_lit

AT = datetime(2026, 11, 21, 0, 14, tzinfo=UTC)
ID = ConversationId("c")
QUESTION = Question(name="municipality", text="Missä kunnassa asutte?", why="", options=(Option(value="?", text="En tiedä"),))


class Words:
    """Every text is its id: the stream does not care for words."""

    def say(self, language: Language, id: str, attribute: str | None = None, /, **args: Any) -> str:
        return id


@dataclass
class Talk:
    """A conversation in memory that a stream can listen to."""

    items: list[Item] = field(default_factory=list)
    events_: list[Event] = field(default_factory=list)
    is_open: bool = True
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def put(self, kind: Any, text: str = "", reply: Reply | None = None) -> None:
        seq = len(self.events_) + 1
        self.events_.append(Event(type="replied", at=AT, seq=seq))
        self.items.append(Item(kind=kind, seq=seq, at=AT, text=text, reply=reply))
        async with self.news:
            self.news.notify_all()

    async def events(self, conversation: ConversationId, after: int, limit: int = 500, *, bare: bool = False) -> Sequence[Event]:
        return [event for event in self.events_ if event.seq > after][:limit]

    async def changed(self, conversation: ConversationId, after: int, seconds: float) -> bool:
        async with self.news:
            await self.news.wait_for(lambda: len(self.events_) > after)
        return True

    async def newest(self, conversation: ConversationId) -> int:
        return len(self.events_)

    async def opens(self) -> bool:
        return self.is_open

    async def look(self) -> tuple[Sequence[Item], Language]:
        return list(self.items), "fi"


def listen(talk: Talk, stopping: asyncio.Event, after: int = 0) -> AsyncIterator[bytes]:
    listener = live.Listener(
        conversation=ID, feed=talk, renderer=Renderer(Words()), token="t", look=talk.look, opens=talk.opens, stopping=stopping
    )
    return live.stream(listener, after)


def frame(sent: bytes) -> tuple[int, dict[str, Any]]:
    first, second = sent.decode().rstrip("\n").split("\n")
    return int(first.removeprefix("id: ")), json.loads(second.removeprefix("data: "))


def reply(question: Question | None = None, text: str = "Selvä.") -> Reply:
    return Reply(language="fi", tone="glad", paragraphs=(text,), question=question)


def test_a_new_turn_comes_with_the_turn_that_it_changed() -> None:
    async def story() -> None:
        talk, stopping = Talk(), asyncio.Event()
        await talk.put("you", "Meille syntyi poika")
        await talk.put("machine", reply=reply(QUESTION))
        stream = listen(talk, stopping)
        id, first = frame(await anext(stream))
        assert id == 2 and [turn["id"] for turn in first["turns"]] == ["item-1", "item-2"]
        assert "Missä kunnassa asutte?" in first["lit"]["html"]
        await talk.put("you", "Tampere")
        id, second = frame(await anext(stream))
        assert id == 3 and [turn["id"] for turn in second["turns"]] == ["item-2", "item-3"]
        assert "Missä kunnassa asutte?" in second["turns"][0]["html"]
        assert second["lit"]["html"] == "" and second["waiting"] is True

    asyncio.run(story())


def test_a_stream_that_comes_back_goes_on_after_what_it_had() -> None:
    async def story() -> None:
        talk, stopping = Talk(), asyncio.Event()
        for n in range(20):
            await talk.put("you", f"viesti {n}")
        id, again = frame(await anext(listen(talk, stopping, after=18)))
        assert id == 20
        assert [turn["id"] for turn in again["turns"]][-2:] == ["item-19", "item-20"]
        assert len(again["turns"]) == live.AGAIN

    asyncio.run(story())


def test_the_line_ends_when_the_server_stops() -> None:
    async def story() -> None:
        talk, stopping = Talk(), asyncio.Event()
        stream = listen(talk, stopping)
        await anext(stream)
        waiting = asyncio.ensure_future(anext(stream, None))
        await asyncio.sleep(0)
        stopping.set()
        assert await waiting in (b": here\n\n", None)
        assert await anext(stream, None) is None

    asyncio.run(story())


def test_a_cookie_that_ended_hears_nothing_more() -> None:
    async def story() -> None:
        talk = Talk()
        stream = listen(talk, asyncio.Event())
        await anext(stream)
        talk.is_open = False
        await talk.put("you", "Tampere")
        assert await anext(stream, None) is None

    asyncio.run(story())


def test_a_fragment_keeps_its_mark_while_nothing_about_it_changes() -> None:
    async def story() -> None:
        talk, renderer = Talk(), Renderer(Words())
        await talk.put("machine", reply=reply(QUESTION))
        one, two = renderer.lit(talk.items, "fi", "t"), renderer.lit(talk.items, "fi", "t")
        assert one.v == two.v and one.html != two.html, "message ids are new each time, the mark is not"
        assert renderer.turns(talk.items, "fi")[0].v == renderer.turns(talk.items, "fi")[0].v
        changed = [replace(talk.items[0], reply=reply(replace(QUESTION, text="Muu?")))]
        assert renderer.lit(changed, "fi", "t").v != one.v

    asyncio.run(story())


def test_line_breaks_in_words_do_not_break_the_stream() -> None:
    sent = live.encode(7, {"html": "a\n\nb\r\nc\u2028d"})
    assert sent.count(b"\n\n") == 1 and frame(sent) == (7, {"html": "a\n\nb\r\nc\u2028d"})


def test_a_note_after_the_question_leaves_it_lit() -> None:
    items = [
        Item(kind="machine", seq=1, at=AT, reply=reply(QUESTION)),
        Item(kind="note", seq=2, at=AT, text="Kela kuittasi."),
    ]
    lit = find_lit(items)
    assert lit is not None and lit.question == QUESTION
    assert find_lit([*items, Item(kind="you", seq=3, at=AT, text="Tampere")]) is None
