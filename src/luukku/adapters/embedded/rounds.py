"""What the hourly round looks through and puts in order in luukku.db: what ended goes, in every table and every file."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import from_json, instant
from luukku.adapters.embedded.store import SqliteStore
from luukku.adapters.embedded.writer import Database
from luukku.model.conversation import Talk
from luukku.model.ids import CaseId, ConversationId, CustomerId, EnvelopeId, ShareId


class SqliteRounds:
    """`ports.Rounds` over luukku.db."""

    def __init__(self, database: Database, store: SqliteStore) -> None:
        self._database = database
        self._store = store
        self._gone: set[bytes] = set()
        """Ids of those who were forgotten since it was last tidied."""

    async def customers(self) -> frozenset[CustomerId]:
        """All that have a conversation here."""
        def work(connection: sqlite3.Connection) -> frozenset[CustomerId]:
            return frozenset(CustomerId(row[0]) for row in connection.execute(schema.ALL_CUSTOMERS))

        return await self._database.read(work)

    async def talks_of(self, customer: CustomerId) -> Sequence[Talk]:
        def work(connection: sqlite3.Connection) -> Sequence[Talk]:
            return [from_json(Talk, row[1]) for row in connection.execute(schema.OF_CUSTOMER, {"customer": customer}).fetchall()]

        return await self._database.read(work)

    async def fact_times(self, customer: CustomerId) -> Mapping[tuple[CaseId, str], datetime]:
        """(case, name) → when the newest fact of that name was said; without those of which nobody knows."""
        def work(connection: sqlite3.Connection) -> Mapping[tuple[CaseId, str], datetime]:
            rows = connection.execute(schema.FACT_TIMES, {"customer": customer}).fetchall()
            return {(CaseId(case), str(name)): datetime.fromisoformat(at) for case, name, at in rows if at}

        return await self._database.read(work)

    async def with_closed(self) -> frozenset[CustomerId]:
        """Customers of whose cases some was closed."""
        def work(connection: sqlite3.Connection) -> frozenset[CustomerId]:
            return frozenset(CustomerId(row[0]) for row in connection.execute(schema.WITH_CLOSED))

        return await self._database.read(work)

    async def with_untold(self) -> frozenset[ConversationId]:
        def work(connection: sqlite3.Connection) -> frozenset[ConversationId]:
            return frozenset(ConversationId(row[0]) for row in connection.execute(schema.WITH_UNTOLD))

        return await self._database.read(work)

    async def idle(self, before: datetime) -> frozenset[CustomerId]:
        """Customers whose newest event is older than `before`."""
        def work(connection: sqlite3.Connection) -> frozenset[CustomerId]:
            return frozenset(CustomerId(row[0]) for row in connection.execute(schema.IDLE, {"before": instant(before)}))

        return await self._database.read(work)

    async def talk_of(self, share: ShareId) -> Talk | None:
        """The conversation that a share belongs to; None for shares that are not ours."""
        def work(connection: sqlite3.Connection) -> Talk | None:
            row = connection.execute(schema.SHARE_TALK, {"share": share}).fetchone()
            return None if row is None else from_json(Talk, row[0])

        return await self._database.read(work)

    async def envelopes(self, customer: CustomerId | None = None) -> frozenset[EnvelopeId]:
        """Those of a customer, or all."""
        def work(connection: sqlite3.Connection) -> frozenset[EnvelopeId]:
            return frozenset(EnvelopeId(row[0]) for row in connection.execute(schema.ENVELOPES_OF, {"customer": customer}))

        return await self._store.envelopes() if customer is None else await self._database.read(work)

    async def forget(self, customer: CustomerId) -> int:
        """Deletes every row of the customer's conversations, in every table; how many conversations there were.

        Until `tidy` the rows are still in the write-ahead log.
        """
        def work(connection: sqlite3.Connection) -> tuple[Sequence[ConversationId], Sequence[str]]:
            gone = [ConversationId(row[0]) for row in connection.execute(schema.OF_CUSTOMER, {"customer": customer}).fetchall()]
            cases = [str(row[0]) for one in gone for row in connection.execute(schema.CASES_OF, {"conversation": one})]
            for statement in schema.FORGET:
                connection.execute(statement, {"customer": customer})
            return gone, cases

        gone, cases = await self._database.write(work)
        self._store.forgotten(gone)
        self._gone |= {id.encode() for id in (customer, *gone, *cases)}
        return len(gone)

    async def tidy(self) -> None:
        """What was deleted is in no file of the store any more. Raises Busy while somebody reads on.

        secure_delete empties what is deleted, but where SQLite had moved rows to another page before that, a copy can be left
        between the rows of the old one: looked for by the ids of those who went, and then the file is written anew.
        """
        await self._database.tidy()
        gone = frozenset(self._gone)
        if gone and await self._database.holds(gone):
            await self._database.rewrite()
        self._gone -= gone

    async def sweep_waiting(self) -> int:
        return await self._store.sweep_waiting()
