"""The queue at the desk: who waits for a human and who has them. Its rows come with `SqliteStore.commit`."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.feed import Bells
from luukku.adapters.embedded.shapes import from_json, instant
from luukku.adapters.embedded.writer import Database
from luukku.errors import NotFound
from luukku.model.handover import Handover
from luukku.model.ids import HandoverId

BELL = "desk"
"""Rung after each commit with a handover, and when a customer's rows have gone. No conversation is called so: ids are random."""


class SqliteDesk:
    """`ports.Desk` over luukku.db."""

    def __init__(self, database: Database, bells: Bells) -> None:
        self._database = database
        self._bells = bells

    async def queue(self) -> Sequence[Handover]:
        """As in `ports.Desk`; of two with the same promise, who asked first."""
        def work(connection: sqlite3.Connection) -> Sequence[Handover]:
            return [from_json(Handover, row[0]) for row in connection.execute(schema.QUEUE).fetchall()]

        return await self._database.read(work)

    async def handover(self, id: HandoverId) -> Handover:
        """Also one that is over, as long as its customer is kept. Raises NotFound."""
        def work(connection: sqlite3.Connection) -> Handover:
            row = connection.execute(schema.GET_HANDOVER, {"id": id}).fetchone()
            if row is None:
                raise NotFound(what="handover")
            return from_json(Handover, row[0])

        return await self._database.read(work)

    async def changed(self, after: int, seconds: float) -> int:
        """As in `ports.Desk`. The number only grows, over restarts too; 0 gives the number at once unless nobody ever waited."""
        with self._bells.ear(BELL) as heard:
            newest = await self._number()
            try:
                async with asyncio.timeout(seconds):
                    while newest <= after:
                        await heard.wait()
                        heard.clear()
                        newest = await self._number()
            except TimeoutError:
                pass
            return newest

    async def late(self, now: datetime) -> Sequence[Handover]:
        """Those that wait although their promise is over, in the queue's order."""
        def work(connection: sqlite3.Connection) -> Sequence[Handover]:
            return [from_json(Handover, row[0]) for row in connection.execute(schema.LATE, {"now": instant(now)}).fetchall()]

        return await self._database.read(work)

    async def _number(self) -> int:
        def work(connection: sqlite3.Connection) -> int:
            row = connection.execute(schema.QUEUE_NUMBER).fetchone()
            return 0 if row is None else int(row[0])

        return await self._database.read(work)
