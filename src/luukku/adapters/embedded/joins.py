"""Joined conversations in luukku.db: one row each, gone with either of the two."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import instant
from luukku.adapters.embedded.writer import Database
from luukku.errors import Clash, NotFound
from luukku.model.ids import ConversationId
from luukku.model.join import Join, State


class SqliteJoins:
    """`ports.Joins` over luukku.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, join: Join) -> None:
        """As in `ports.Joins`."""
        row = {"id": join.id, "one": join.one, "other": join.other, "at": instant(join.at), "ends": instant(join.ends), "state": join.state}

        def work(connection: sqlite3.Connection) -> None:
            held = [_join(one) for one in connection.execute(schema.JOINS_OF, {"conversation": join.one}).fetchall()]
            if any(one.beside(join.one) == join.other and one.state != "parted" for one in held):
                raise Clash(what="join")
            try:
                connection.execute(schema.ADD_JOIN, row)
            except sqlite3.IntegrityError as error:
                raise NotFound(what="conversation") from error

        await self._database.write(work)

    async def of(self, conversation: ConversationId) -> Sequence[Join]:
        def work(connection: sqlite3.Connection) -> Sequence[Join]:
            return [_join(row) for row in connection.execute(schema.JOINS_OF, {"conversation": conversation}).fetchall()]

        return await self._database.read(work)

    async def unfinished(self) -> Sequence[Join]:
        def work(connection: sqlite3.Connection) -> Sequence[Join]:
            return [_join(row) for row in connection.execute(schema.UNFINISHED_JOINS).fetchall()]

        return await self._database.read(work)

    async def turn(self, id: str, state: State) -> None:
        """As in `ports.Joins`."""
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(schema.TURN_JOIN, {"of": id, "new": state})

        await self._database.write(work)

    async def same_person(self, here: ConversationId, there: ConversationId) -> bool:
        """As in `ports.Joins`."""
        def work(connection: sqlite3.Connection) -> bool:
            known = [{row[0] for row in connection.execute(schema.SUBJECTS, {"conversation": one})} for one in (here, there)]
            return known[1] <= known[0]

        return await self._database.read(work)


def _join(row: Sequence[Any]) -> Join:
    id, one, other, at, ends, state = row
    return Join(id=id, one=ConversationId(one), other=ConversationId(other), at=datetime.fromisoformat(at), ends=datetime.fromisoformat(ends), state=state)
