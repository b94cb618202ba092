"""Passkeys in luukku.db: whose they are, the public half, how often they were used. They go with whom they belong to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import instant
from luukku.adapters.embedded.writer import Database
from luukku.errors import Clash, NotFound
from luukku.model.passkey import Holder, Passkey


class SqlitePasskeys:
    """`ports.Passkeys` over luukku.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, passkey: Passkey, most: int) -> None:
        """As in `ports.Passkeys`."""
        row = {
            "hash": passkey.hash, **_owner(passkey.holder), "key": passkey.key, "count": passkey.count, "at": instant(passkey.at),
            "used": instant(passkey.used) if passkey.used else None,
        }

        def work(connection: sqlite3.Connection) -> None:
            if connection.execute(schema.GET_PASSKEY, {"hash": passkey.hash}).fetchone() is not None:
                raise Clash(what="passkey")
            if len(connection.execute(schema.PASSKEYS_OF, _owner(passkey.holder)).fetchall()) >= most:
                raise Clash(what="passkeys", most=most)
            try:
                connection.execute(schema.ADD_PASSKEY, row)
            except sqlite3.IntegrityError as error:
                raise NotFound(what=passkey.holder.kind) from error

        await self._database.write(work)

    async def passkey(self, hash: bytes) -> Passkey:
        def work(connection: sqlite3.Connection) -> Passkey:
            row = connection.execute(schema.GET_PASSKEY, {"hash": hash}).fetchone()
            if row is None:
                raise NotFound(what="passkey")
            return _passkey(row)

        return await self._database.read(work)

    async def of(self, holder: Holder) -> Sequence[Passkey]:
        def work(connection: sqlite3.Connection) -> Sequence[Passkey]:
            return [_passkey(row) for row in connection.execute(schema.PASSKEYS_OF, _owner(holder)).fetchall()]

        return await self._database.read(work)

    async def use(self, hash: bytes, count: int, at: datetime) -> None:
        """As in `ports.Passkeys`: the count is compared and set in one step."""
        def work(connection: sqlite3.Connection) -> None:
            if connection.execute(schema.USE_PASSKEY, {"of": hash, "new": count, "now": instant(at)}).rowcount == 0:
                raise NotFound(what="passkey")

        await self._database.write(work)

    async def remove(self, holder: Holder, hash: bytes) -> bool:
        def work(connection: sqlite3.Connection) -> bool:
            return connection.execute(schema.DROP_PASSKEY, {"hash": hash, **_owner(holder)}).rowcount > 0

        return await self._database.write(work)


def _owner(holder: Holder) -> dict[str, str | None]:
    return {"employee": holder.id if holder.kind == "employee" else None, "conversation": holder.id if holder.kind == "conversation" else None}


def _passkey(row: Sequence[Any]) -> Passkey:
    hash, employee, conversation, key, count, at, used = row
    holder = Holder(kind="employee", id=employee) if employee is not None else Holder(kind="conversation", id=conversation)
    return Passkey(hash=hash, holder=holder, key=key, count=count, at=datetime.fromisoformat(at), used=datetime.fromisoformat(used) if used else None)
