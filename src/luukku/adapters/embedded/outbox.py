"""What is to be sent, asked or woken: rows that survive a crash, each in the hands of one task at a time."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.feed import Bells
from luukku.adapters.embedded.shapes import instant
from luukku.adapters.embedded.writer import Database
from luukku.errors import LuukkuError
from luukku.model.conversation import Change, Sending, Timer
from luukku.model.ids import ShareId

BELL = "outbox"


class SqliteOutbox:
    """`ports.Outbox` over luukku.db. Who got a row from `due` holds it until `later`, `drop` or a commit with it in `sent`.

    A `later` that could not be written gives the row back all the same, to rest in memory until then.
    """

    def __init__(self, database: Database, bells: Bells) -> None:
        self._database = database
        self._bells = bells
        self._held: set[tuple[str, str]] = set()
        self._rests: dict[tuple[str, str], datetime] = {}
        self._one_looks = asyncio.Lock()
        self._added = 0

    async def due(self, now: datetime, limit: int = 50, busy: Collection[str] = ()) -> Sequence[Sending]:
        async with self._one_looks:  # so that nothing is lent between this look and its lending
            held = self._not_free(now)

            def work(connection: sqlite3.Connection) -> Sequence[Sending]:
                rows = connection.execute(schema.DUE_SENDINGS, {"now": instant(now), "limit": limit + len(held), "busy": json.dumps([*busy])})
                return [_sending(row) for row in rows.fetchall()]

            free = [row for row in await self._database.read(work) if (row.share, row.kind) not in held][:limit]
            self._held.update((row.share, row.kind) for row in free)
            return free

    async def later(self, sending: Sending, due: datetime) -> None:
        def work(connection: sqlite3.Connection) -> None:
            row = {"of_share": sending.share, "of_kind": sending.kind, "new_due": instant(due)}
            connection.execute(schema.LATER_SENDING, row)

        key = (sending.share, sending.kind)
        try:
            await self._database.write(work, lambda: self._give_back(key))
        except LuukkuError:
            self._give_back(key, rest=due)
            raise

    async def drop(self, share: ShareId, kind: str) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(schema.DROP_SENDING, {"share": share, "kind": kind})

        try:
            await self._database.write(work, lambda: self._give_back((share, kind)))
        except LuukkuError:
            self._give_back((share, kind))
            raise

    async def timers(self, today: str) -> Sequence[Timer]:
        def work(connection: sqlite3.Connection) -> Sequence[Timer]:
            rows = connection.execute(schema.DUE_TIMERS, {"today": today}).fetchall()
            return [Timer(conversation=of, case=case, step=step, day=date.fromisoformat(day)) for case, step, day, of in rows]

        return await self._database.read(work)

    async def next_due(self, busy: Collection[str] = ()) -> datetime | None:
        """When the earliest row that nobody holds is due."""
        held, rests = frozenset(self._held), dict(self._rests)

        def work(connection: sqlite3.Connection) -> datetime | None:
            rows = connection.execute(schema.NEXT_SENDINGS, {"limit": len(held) + len(rests) + 1, "busy": json.dumps([*busy])}).fetchall()
            free = [(datetime.fromisoformat(due), (share, kind)) for share, kind, due in rows if (share, kind) not in held]
            return min((max(due, rests.get(key, due)) for due, key in free), default=None)

        return await self._database.read(work)

    async def shares(self) -> frozenset[ShareId]:
        def work(connection: sqlite3.Connection) -> frozenset[ShareId]:
            return frozenset(ShareId(row[0]) for row in connection.execute(schema.OPEN_SHARES))

        held = frozenset(ShareId(share) for share, _ in self._held)
        return held | await self._database.read(work)

    # Beside the port: so that a sender sleeps instead of polling

    @property
    def added(self) -> int:
        """Grows when rows come or are put off. Read it before `due`, hand it to `changed`."""
        return self._added

    async def changed(self, since: int, seconds: float) -> bool:
        """Waits until `added` is more than `since`, at most so long; False on time-out."""
        with self._bells.ear(BELL) as heard:
            try:
                async with asyncio.timeout(seconds):
                    while self._added <= since:
                        await heard.wait()
                        heard.clear()
            except TimeoutError:
                return self._added > since
        return True

    def after(self, change: Change) -> None:
        """Called once the change is durable: what was sent is free, new rows wake the sender."""
        for share, kind in change.sent:
            self._held.discard((share, kind))
            self._rests.pop((share, kind), None)
        if change.sendings or change.timers:
            self._wake()

    def _not_free(self, now: datetime) -> frozenset[tuple[str, str]]:
        """Rows in somebody's hands, and rows that rest."""
        return frozenset(self._held) | {key for key, until in self._rests.copy().items() if until > now}

    def _give_back(self, key: tuple[str, str], rest: datetime | None = None) -> None:
        self._held.discard(key)
        self._rests.pop(key, None)
        if rest is not None:
            self._rests[key] = rest
        self._wake()

    def _wake(self) -> None:
        self._added += 1
        self._bells.ring(BELL)


def _sending(row: Sequence[Any]) -> Sending:
    share, kind, conversation, customer, case, step, receiver, names, permission, envelope, task, due, ends, attempts = row
    return Sending(
        share=share, kind=kind, conversation=conversation, customer=customer, case=case, step=step, receiver=receiver,
        names=tuple(json.loads(names)), permission=permission, envelope=envelope, task=task,
        due=datetime.fromisoformat(due), ends=datetime.fromisoformat(ends), attempts=attempts,
    )
