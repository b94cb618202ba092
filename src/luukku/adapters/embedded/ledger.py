"""The ledger and what hangs on it, for the running counter: erasures, notices, records that a law keeps, the rights clock."""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Mark
from luukku.adapters.embedded.ledger_file import LedgerFile, append
from luukku.adapters.embedded.log_rows import own_verifier
from luukku.adapters.embedded.shapes import instant, plain_json
from luukku.errors import NotFound
from luukku.ground.jcs import jcs
from luukku.ground.note import sign_note
from luukku.model.erasure import ErasureState, Kept, LedgerRow, Notice, Request
from luukku.model.ids import CustomerId, ShareId

T = TypeVar("T")
_ASK = "INSERT INTO request VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
PROOF = "luukku erasure 1"
"""First line of a proof."""


class EmbeddedLedger:
    """`ports.Ledger`, `ports.Notices`, `ports.KeptRecords` and `ports.RightsClock` over ledger.db. Each call is one short transaction."""

    def __init__(self, folder: Folder, file: LedgerFile) -> None:
        self._folder = folder
        self._file = file

    def number(self, customer: CustomerId) -> str:
        """As `LedgerFile.number`."""
        return self._file.number(customer)

    # Erasures

    async def begin(self, number: str, at: datetime, due: datetime, notices: Sequence[Notice], told: Mapping[str, Any]) -> Mark:
        """As in `ports.Ledger`."""

        def work(db: sqlite3.Connection) -> Mark:
            there = db.execute("SELECT seq, hash FROM ledger WHERE number = ? AND state = 'asked'", (number,)).fetchone()
            if there is not None:
                return int(there[0]), bytes(there[1])
            _add_notices(db, notices)
            db.execute(_ASK, (number, number, "erase", instant(at), instant(due), "", None))
            asked = append(db, number, "asked", at, told)
            return asked.seq, asked.hash

        return await self._write(work)

    async def note(self, number: str, state: ErasureState, at: datetime, told: Mapping[str, Any]) -> None:
        """One more row for a number. The same state again (but for `again` and `released`) changes nothing."""

        def work(db: sqlite3.Connection) -> None:
            once = state not in ("again", "released")
            if not (once and db.execute("SELECT 1 FROM ledger WHERE number = ? AND state = ?", (number, state)).fetchone()):
                append(db, number, state, at, told)
            if state == "done":
                db.execute("UPDATE request SET done = ? WHERE id = ? AND done IS NULL", (instant(at), number))

        await self._write(work)

    async def rows(self, number: str | None = None) -> Sequence[LedgerRow]:
        """Of one number, or all, oldest first."""
        return await asyncio.to_thread(self._file.rows, number)

    async def unfinished(self) -> Sequence[str]:
        """Numbers that were asked for and are not done."""
        def work(db: sqlite3.Connection) -> Sequence[str]:
            found = db.execute("SELECT number FROM ledger WHERE state = 'asked' AND number NOT IN (SELECT number FROM ledger WHERE state = 'done') ORDER BY seq")
            return [str(one) for (one,) in found]

        return await self._read(work)

    async def proof(self, number: str) -> str:
        """A signed note (c2sp.org/signed-note) under the log's key: what was erased and when, with the hash of the ledger's row.

        Raises NotFound until it is done.
        """
        return await asyncio.to_thread(self._proof, number)

    def _proof(self, number: str) -> str:
        rows = self._file.rows(number)
        done = next((row for row in rows if row.state == "done"), None)
        if done is None:
            raise NotFound(what="erasure")
        told = {name: held for row in rows if row.state in ("asked", "erased", "done") for name, held in row.told.items()}
        said = {"number": number, "asked": rows[0].at.isoformat(), "done": done.at.isoformat(), "row": done.seq, **told}
        text = f"{PROOF}\n{jcs(said).decode()}\n{base64.b64encode(done.hash).decode()}\n"
        return sign_note(text, own_verifier(self._folder).name, self._folder.read_secret(self._folder.log_key))

    # Notices

    async def notices(self) -> Sequence[Notice]:
        """All that are kept: those that wait, and for a while those that were told, by when they are due."""
        return await self._read(lambda db: [_notice(row) for row in db.execute("SELECT * FROM notice ORDER BY due, id")])

    async def add(self, notices: Sequence[Notice]) -> None:
        """Again: nothing changes."""
        if notices:
            await self._write(lambda db: _add_notices(db, notices))

    async def later(self, id: str, due: datetime) -> None:
        await self._write(lambda db: db.execute("UPDATE notice SET due = ?, attempts = attempts + 1 WHERE id = ?", (instant(due), id)))

    async def told(self, id: str, at: datetime) -> None:
        """The organisation has it."""
        await self._write(lambda db: db.execute("UPDATE notice SET told = ? WHERE id = ? AND told IS NULL", (instant(at), id)))

    async def drop_notices(self, ids: Collection[str]) -> None:
        await self._write(lambda db: db.executemany("DELETE FROM notice WHERE id = ?", [(id,) for id in ids]))

    # Records that a law keeps

    async def keep(self, record: Kept) -> None:
        """Again: nothing changes."""
        row = (record.id, record.number, record.name, record.ground, record.owner, instant(record.at), instant(record.ends), record.sealed)
        await self._write(lambda db: db.execute("INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row))

    async def kept(self, number: str | None = None) -> Sequence[Kept]:
        """Of one number, or all, by when they end."""
        where, given = ("", ()) if number is None else (" WHERE number = ?", (number,))
        return await self._read(lambda db: [_kept(row) for row in db.execute(f"SELECT * FROM kept{where} ORDER BY ends, id", given)])  # noqa: S608  a constant

    async def end_kept(self, id: str, ends: datetime) -> None:
        """It ends then. Raises NotFound."""
        def work(db: sqlite3.Connection) -> None:
            if not db.execute("UPDATE kept SET ends = ? WHERE id = ?", (instant(ends), id)).rowcount:
                raise NotFound(what="hold")

        await self._write(work)

    async def release(self, id: str, at: datetime) -> None:
        """As in `ports.KeptRecords`. Again: nothing changes."""
        def work(db: sqlite3.Connection) -> None:
            gone = db.execute("DELETE FROM kept WHERE id = ? RETURNING number", (id,)).fetchone()
            if gone is not None and db.execute("SELECT 1 FROM ledger WHERE number = ?", gone).fetchone():
                append(db, gone[0], "released", at, {})

        await self._write(work)

    # The rights clock

    async def ask(self, request: Request) -> None:
        """Again: nothing changes."""
        done = None if request.done is None else instant(request.done)
        row = (request.id, request.number, request.right, instant(request.at), instant(request.due), request.reason, done)
        await self._write(lambda db: db.execute(_ASK, row))

    async def requests(self) -> Sequence[Request]:
        """All, by when they are due."""
        return await self._read(lambda db: [_request(row) for row in db.execute("SELECT * FROM request ORDER BY due, id")])

    async def extend(self, id: str, due: datetime, reason: str) -> None:
        """Due then, for that reason. Raises NotFound for one that is not there, or done."""
        await self._change_request("UPDATE request SET due = ?, reason = ? WHERE id = ? AND done IS NULL", (instant(due), reason, id))

    async def settle(self, id: str, at: datetime) -> None:
        """It was answered. Raises NotFound for one that is not there, or was answered before."""
        await self._change_request("UPDATE request SET done = ? WHERE id = ? AND done IS NULL", (instant(at), id))

    async def _change_request(self, statement: str, given: tuple[str, ...]) -> None:
        def work(db: sqlite3.Connection) -> None:
            if not db.execute(statement, given).rowcount:
                raise NotFound(what="request")

        await self._write(work)

    async def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def run() -> T:
            with self._file.read() as db:
                return work(db)

        return await asyncio.to_thread(run)

    async def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def run() -> T:
            with self._file.write() as db:
                return work(db)

        return await asyncio.to_thread(run)


def _add_notices(db: sqlite3.Connection, notices: Sequence[Notice]) -> None:
    """In the column `shares`: a list of an erasure, else {"kind", "facts", "shares"}."""
    for one in notices:
        held = list(one.shares) if one.kind == "erased" else {"kind": one.kind, "facts": list(one.facts), "shares": list(one.shares)}
        row = (one.id, one.number, one.receiver, plain_json(held), instant(one.due), one.attempts, None)
        db.execute("INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", row)


def _notice(row: Sequence[Any]) -> Notice:
    id, number, receiver, shares, due, attempts, told = row
    held = json.loads(shares)
    held = {"kind": "erased", "facts": [], "shares": held} if isinstance(held, list) else held
    return Notice(
        id=id, number=number, receiver=receiver, shares=tuple(ShareId(one) for one in held["shares"]), due=datetime.fromisoformat(due),
        attempts=attempts, told=None if told is None else datetime.fromisoformat(told), kind=held["kind"], facts=tuple(held["facts"]),
    )


def _kept(row: Sequence[Any]) -> Kept:
    id, number, name, ground, owner, at, ends, sealed = row
    return Kept(
        id=id, number=number, name=name, ground=ground, owner=owner, at=datetime.fromisoformat(at), ends=datetime.fromisoformat(ends), sealed=sealed,
    )


def _request(row: Sequence[Any]) -> Request:
    id, number, right, at, due, reason, done = row
    return Request(
        id=id, number=number, right=right, at=datetime.fromisoformat(at), due=datetime.fromisoformat(due), reason=reason,
        done=None if done is None else datetime.fromisoformat(done),
    )
