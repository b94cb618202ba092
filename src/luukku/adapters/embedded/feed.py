"""The events of a conversation for pages and API, and the bells that wake those who wait for the next one."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Protocol

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.writer import Database
from luukku.errors import NotFound
from luukku.model.conversation import Event
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId


class Opens(Protocol):
    """The one function that opens seals: `Seals.open`."""

    def open(self, holder: str, what: Mapping[str, str | int], sealed: bytes) -> bytes: ...


class Bells:
    """In-process wake-ups by name. Rung by the writer's thread after a commit; heard by tasks of any event loop."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._ears: dict[str, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}

    @contextmanager
    def ear(self, name: str) -> Iterator[asyncio.Event]:
        """An event that is set when the bell rings from now on. Look first *inside*, then wait: so nothing is missed."""
        heard = asyncio.Event()
        mine = (asyncio.get_running_loop(), heard)
        with self._guard:
            self._ears.setdefault(name, set()).add(mine)
        try:
            yield heard
        finally:
            with self._guard:
                self._ears[name].discard(mine)
                if not self._ears[name]:
                    del self._ears[name]

    def ring(self, name: str) -> None:
        with self._guard:
            ears = list(self._ears.get(name, ()))
        for loop, heard in ears:
            with contextlib.suppress(RuntimeError):  # that loop is closed: nobody listens there any more
                loop.call_soon_threadsafe(heard.set)


def event_what(customer: str, seq: int) -> dict[str, str | int]:
    """To what the seal of an event's personal part is bound."""
    return {"what": "event", "customer": customer, "id": str(seq), "version": 1, "purpose": "show"}


class SqliteFeed:
    """`ports.Feed` over luukku.db."""

    def __init__(self, database: Database, seals: Opens, bells: Bells) -> None:
        self._database = database
        self._seals = seals
        self._bells = bells

    async def events(self, conversation: ConversationId, after: int, limit: int = 500, *, bare: bool = False) -> Sequence[Event]:
        def work(connection: sqlite3.Connection) -> Sequence[Event]:
            found = connection.execute(schema.GET_CUSTOMER, {"conversation": conversation}).fetchone()
            if found is None:
                raise NotFound(what="conversation")
            rows = connection.execute(schema.EVENTS_AFTER, {"conversation": conversation, "after": after, "limit": limit})
            return [self._event(found[0], (*row[:4], None) if bare else row) for row in rows.fetchall()]

        return await self._database.read(work)

    async def changed(self, conversation: ConversationId, after: int, seconds: float) -> bool:
        with self._bells.ear(conversation) as heard:
            if await self.newest(conversation) > after:
                return True
            try:
                async with asyncio.timeout(seconds):
                    while True:
                        await heard.wait()
                        heard.clear()
                        if await self.newest(conversation) > after:
                            return True
            except TimeoutError:
                return False

    async def newest(self, conversation: ConversationId) -> int:
        """The conversation's last seq; 0 when there is none."""
        def work(connection: sqlite3.Connection) -> int:
            return int(connection.execute(schema.NEWEST_EVENT, {"conversation": conversation}).fetchone()[0] or 0)

        return await self._database.read(work)

    def _event(self, customer: str, row: Sequence[Any]) -> Event:
        seq, type_, at, data, sealed = row
        personal: Personal[Mapping[str, Any]] | None = None
        if sealed is not None:
            personal = Personal(json.loads(self._seals.open(customer, event_what(customer, seq), sealed)))
        return Event(type=type_, at=datetime.fromisoformat(at), data=json.loads(data), personal=personal, seq=seq)
