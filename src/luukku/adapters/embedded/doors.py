"""Who may come in: tokens, codes of one use and sign-ins, all known by keyed hashes that the caller makes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import instant, plain_json
from luukku.adapters.embedded.writer import Database, Work
from luukku.errors import Clash, NotFound, OutOfDate, Refused
from luukku.model.ids import ConversationId


class SqliteDoors:
    """`ports.Doors` over luukku.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_token(self, token_hash: bytes) -> ConversationId:
        def work(connection: sqlite3.Connection) -> ConversationId:
            row = connection.execute(schema.BY_TOKEN, {"hash": token_hash}).fetchone()
            if row is None:
                raise NotFound(what="conversation")
            return ConversationId(row[0])

        return await self._database.read(work)

    async def add_token(self, conversation: ConversationId, token_hash: bytes, *, moves: bool = False) -> None:
        """As in `ports.Doors`."""
        def work(connection: sqlite3.Connection) -> None:
            _check_known(connection, conversation)
            try:
                connection.execute(schema.MOVE_TOKEN if moves else schema.ADD_TOKEN, {"hash": token_hash, "conversation": conversation})
            except sqlite3.IntegrityError as error:
                raise Clash(what="token") from error

        await self._database.write(work)

    async def renew(self, conversation: ConversationId, token_hash: bytes, kept: bytes) -> None:
        """As in `ports.Doors`."""
        def work(connection: sqlite3.Connection) -> None:
            _check_known(connection, conversation)
            connection.execute(schema.DROP_TOKENS, {"conversation": conversation})
            connection.execute(schema.DROP_PASSKEYS, {"conversation": conversation})
            connection.execute(schema.DROP_CODES, {"conversation": conversation, "kept": kept})
            connection.execute(schema.ADD_TOKEN, {"hash": token_hash, "conversation": conversation})

        await self._database.write(work)

    async def put_code(self, kind: str, code_hash: bytes, conversation: ConversationId, data: Mapping[str, str], ends: datetime) -> None:
        row: dict[str, str | bytes] = {"kind": kind, "hash": code_hash, "conversation": conversation, "data": plain_json(data), "ends": instant(ends)}
        await self._database.write(_put(schema.PUT_CODE, row, conversation))

    async def take_code(self, kind: str, code_hash: bytes, now: datetime) -> tuple[ConversationId, Mapping[str, str]]:
        """As in `ports.Doors`; all codes that have ended go on the way."""
        def work(connection: sqlite3.Connection) -> tuple[str, str] | None:
            connection.execute(schema.DROP_ENDED_CODES, {"now": instant(now)})
            rows: list[tuple[str, str, str]] = connection.execute(schema.TAKE_CODE, {"kind": kind, "hash": code_hash}).fetchall()
            return (rows[0][0], rows[0][1]) if rows else None

        taken = await self._database.write(work)
        if taken is None:
            raise OutOfDate(what=kind)
        return ConversationId(taken[0]), json.loads(taken[1])

    async def put_identity(self, conversation: ConversationId, subject_hash: bytes, assurance: str, at: datetime) -> None:
        """As in `ports.Doors`; raises NotFound for an unknown conversation. The same subject again: the newer assurance and time."""
        row: dict[str, str | bytes] = {"conversation": conversation, "subject": subject_hash, "assurance": assurance, "at": instant(at)}

        def work(connection: sqlite3.Connection) -> None:
            _check_known(connection, conversation)
            if connection.execute(schema.OTHER_IDENTITY, {"conversation": conversation, "subject": subject_hash}).fetchone() is not None:
                raise Refused(why="other-person")
            connection.execute(schema.PUT_IDENTITY, row)

        await self._database.write(work)


def _put(statement: str, row: Mapping[str, str | bytes], conversation: ConversationId) -> Work[None]:
    def work(connection: sqlite3.Connection) -> None:
        _check_known(connection, conversation)
        connection.execute(statement, row)

    return work


def _check_known(connection: sqlite3.Connection, conversation: ConversationId) -> None:
    if connection.execute(schema.GET_CUSTOMER, {"conversation": conversation}).fetchone() is None:
        raise NotFound(what="conversation")
