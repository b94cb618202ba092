"""Who works at the desk, and who of them is there now. Passwords and session tokens lie here as hashes only."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.passwords import check_password
from luukku.adapters.embedded.shapes import instant
from luukku.adapters.embedded.writer import Database
from luukku.errors import Clash, NotFound
from luukku.model.handover import Employee
from luukku.model.ids import EmployeeId


class SqliteStaff:
    """`ports.Staff` over luukku.db. A login is kept and found in small letters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, employee: Employee, password_hash: str) -> None:
        """Raises Clash when the login is in use, by somebody who may not come in any more too: a name in a log stays one person's."""
        row = {
            "id": employee.id, "login": employee.login.lower(), "name": employee.name, "role": employee.role,
            "active": int(employee.active), "password": password_hash,
        }

        def work(connection: sqlite3.Connection) -> None:
            try:
                connection.execute(schema.ADD_EMPLOYEE, row)
            except sqlite3.IntegrityError as error:
                raise Clash(what="login") from error

        await self._database.write(work)

    async def by_login(self, login: str) -> tuple[Employee, str]:
        """As in `ports.Staff`: whether or not they may still come in."""
        def work(connection: sqlite3.Connection) -> tuple[Employee, str]:
            row = _found(connection.execute(schema.BY_LOGIN, {"login": login.lower()}).fetchone())
            return _employee(row), row[5]

        return await self._database.read(work)

    async def check(self, login: str, password: str) -> Employee | None:
        """Who may come in with these, or None. An unknown login and a wrong password take the same time."""
        try:
            employee, hash = await self.by_login(login)
        except NotFound:
            await asyncio.to_thread(check_password, None, password)
            return None
        right = await asyncio.to_thread(check_password, hash, password)
        return employee if right and employee.active else None

    async def employee(self, id: EmployeeId) -> Employee:
        """As in `ports.Staff`: whether or not they may still come in."""
        def work(connection: sqlite3.Connection) -> Employee:
            return _employee(_found(connection.execute(schema.GET_EMPLOYEE, {"id": id}).fetchone()))

        return await self._database.read(work)

    async def everyone(self) -> Sequence[Employee]:
        """All there ever were, by login."""
        def work(connection: sqlite3.Connection) -> Sequence[Employee]:
            return [_employee(row) for row in connection.execute(schema.ALL_EMPLOYEES).fetchall()]

        return await self._database.read(work)

    async def switch_off(self, login: str) -> Employee:
        """They may not come in any more: their sessions end now. Again: nothing changes. Raises NotFound."""
        def work(connection: sqlite3.Connection) -> Employee:
            id = _found(connection.execute(schema.BY_LOGIN, {"login": login.lower()}).fetchone())[0]
            connection.execute(schema.SWITCH_OFF, {"of": id})
            connection.execute(schema.END_SESSIONS, {"employee": id})
            return _employee(connection.execute(schema.GET_EMPLOYEE, {"id": id}).fetchone())

        return await self._database.write(work)

    async def put_session(self, token_hash: bytes, employee: EmployeeId, at: datetime, ends: datetime) -> None:
        """Sessions that have ended go on the way. Raises NotFound: unknown, or of somebody who may not come in any more."""
        def work(connection: sqlite3.Connection) -> None:
            if not _employee(_found(connection.execute(schema.GET_EMPLOYEE, {"id": employee}).fetchone())).active:
                raise NotFound(what="employee")
            connection.execute(schema.DROP_ENDED_SESSIONS, {"now": instant(at)})
            connection.execute(schema.PUT_SESSION, {"hash": token_hash, "employee": employee, "seen": instant(at), "ends": instant(ends)})

        await self._database.write(work)

    async def renew_session(self, token_hash: bytes, at: datetime, ends: datetime) -> bool:
        """As in `ports.Staff`: what a sign-out or a switching off has ended meanwhile stays ended."""
        def work(connection: sqlite3.Connection) -> bool:
            return connection.execute(schema.RENEW_SESSION, {"of": token_hash, "now": instant(at), "new_ends": instant(ends)}).rowcount > 0

        return await self._database.write(work)

    async def by_session(self, token_hash: bytes, now: datetime) -> Employee:
        """As in `ports.Staff`. Being seen is written only when it is later than before."""
        def work(connection: sqlite3.Connection) -> Employee:
            row = _found(connection.execute(schema.BY_SESSION, {"hash": token_hash, "now": instant(now)}).fetchone())
            if row[6] < instant(now):
                connection.execute(schema.SEEN_SESSION, {"of": token_hash, "now": instant(now)})
            return _employee(row)

        return await self._database.write(work)

    async def end_session(self, token_hash: bytes) -> None:
        """Unknown ones are passed over."""
        def work(connection: sqlite3.Connection) -> None:
            connection.execute(schema.END_SESSION, {"hash": token_hash})

        await self._database.write(work)

    async def end_sessions(self) -> None:
        await self._database.write(lambda connection: connection.execute(schema.END_ALL_SESSIONS))

    async def on_duty(self, since: datetime) -> int:
        def work(connection: sqlite3.Connection) -> int:
            return int(connection.execute(schema.ON_DUTY, {"since": instant(since)}).fetchone()[0])

        return await self._database.read(work)

    async def seen(self, employee: EmployeeId) -> datetime | None:
        def work(connection: sqlite3.Connection) -> datetime | None:
            found = connection.execute(schema.LAST_SEEN, {"id": employee}).fetchone()[0]
            return datetime.fromisoformat(found) if found is not None else None

        return await self._database.read(work)


def _found(row: Any) -> Any:
    if row is None:
        raise NotFound(what="employee")
    return row


def _employee(row: Sequence[Any]) -> Employee:
    id, login, name, role, active = row[:5]
    return Employee(id=EmployeeId(id), login=login, name=name, role=role, active=bool(active))
