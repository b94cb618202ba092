"""ledger.db: what must be known however old the other files are. Erasures, append-only and chained; what is still owed to rights.

It names nobody. It runs in rollback mode with secure_delete, over short connections; its journal stays and is emptied, which
spares the disk a round each time. An empty ledger is made only with a folder that was never used: one that is gone would let
an old copy bring erased people back.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from luukku.errors import Broken, NoRoom
from luukku.ground.jcs import jcs
from luukku.model.erasure import ErasureState, LedgerRow

VERSION = 1
START = bytes(32)
"""What the first row is chained to."""
_KEY_CHECK = "ledger"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, held BLOB NOT NULL) STRICT;
CREATE TABLE ledger (seq INTEGER PRIMARY KEY, number TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL, told TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX ledger_number ON ledger (number);
CREATE TRIGGER ledger_is_not_changed BEFORE UPDATE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger only grows'); END;
CREATE TRIGGER ledger_is_not_cut BEFORE DELETE ON ledger BEGIN SELECT RAISE (ABORT, 'the ledger only grows'); END;
CREATE TABLE notice (
    id TEXT PRIMARY KEY, number TEXT NOT NULL, receiver TEXT NOT NULL, shares TEXT NOT NULL, due TEXT NOT NULL, attempts INTEGER NOT NULL, told TEXT
) STRICT;
CREATE TABLE kept (
    id TEXT PRIMARY KEY, number TEXT NOT NULL, name TEXT NOT NULL, ground TEXT NOT NULL, owner TEXT NOT NULL, at TEXT NOT NULL, ends TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE TABLE request (
    id TEXT PRIMARY KEY, number TEXT NOT NULL, "right" TEXT NOT NULL, at TEXT NOT NULL, due TEXT NOT NULL, reason TEXT NOT NULL, done TEXT
) STRICT;
"""
KeyedHash = Callable[[str], bytes]


def make_ledger(path: Path, keyed_hash: KeyedHash) -> None:
    """An empty ledger, whole or not at all, and never over an existing one; the caller syncs the folder."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    try:
        with closing(sqlite3.connect(f"{half.as_uri()}?mode=rw", uri=True, isolation_level=None)) as db:
            _set_pragmas(db)
            db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
            db.execute("INSERT INTO meta VALUES ('key', ?)", (keyed_hash(_KEY_CHECK),))
        os.link(half, path)
    except FileExistsError:
        pass  # another process was quicker: its ledger counts
    finally:
        half.unlink()
        half.with_name(f"{half.name}-journal").unlink(missing_ok=True)


def version_of(path: Path) -> int | None:
    """A database's `user_version`; None when there is no file. Raises Broken when it cannot be read."""
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=10)) as db:
            return int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as error:
        raise Broken(what=path.name, why="damaged") from error


class LedgerFile:
    """The file, opened. Raises Broken when it is gone, damaged, of another folder's key, or its chain does not hold."""

    def __init__(self, path: Path, keyed_hash: KeyedHash) -> None:
        self._path = path
        self._keyed_hash = keyed_hash
        if not path.exists():
            raise Broken(what="ledger", why="gone", file=path.name)
        try:
            with self.read() as db:
                version = int(db.execute("PRAGMA user_version").fetchone()[0])
                held = db.execute("SELECT held FROM meta WHERE name = 'key'").fetchone()
        except sqlite3.Error as error:
            raise Broken(what="ledger", why="damaged", file=path.name) from error
        if version != VERSION:
            raise Broken(what="ledger", why="version", file=path.name)
        if held is None or bytes(held[0]) != keyed_hash(_KEY_CHECK):
            raise Broken(what="ledger", why="another key", file=path.name)
        self.check()

    def number(self, customer: str) -> str:
        """32 hex digits by which a customer is found again, made of the id and secret/hash.key."""
        return self._keyed_hash(f"erasure\n{customer}").hex()[:32]

    def check(self) -> list[LedgerRow]:
        """All rows, oldest first. Raises Broken with the position where the chain breaks."""
        before = START
        found = self.rows()
        for position, row in enumerate(found):
            if row.seq != position + 1 or row.hash != chained(before, row.seq, row.number, row.state, row.at, row.told):
                raise Broken(what="ledger", why="chain", position=position)
            before = row.hash
        return found

    def rows(self, number: str | None = None) -> list[LedgerRow]:
        """All rows, or those of one number, oldest first. Raises Broken when one cannot be read."""
        where, given = ("", ()) if number is None else (" WHERE number = ?", (number,))
        try:
            with self.read() as db:
                return [_row(one) for one in db.execute(f"SELECT seq, number, state, at, told, hash FROM ledger{where} ORDER BY seq", given)]  # noqa: S608  a constant
        except (sqlite3.DatabaseError, ValueError) as error:
            raise Broken(what="ledger", why="damaged") from error

    def holds(self, mark: tuple[int, bytes]) -> bool:
        """Whether the row of that seq is the one that was marked: else an older ledger lies here."""
        with self.read() as db:
            found = db.execute("SELECT hash FROM ledger WHERE seq = ?", (mark[0],)).fetchone()
        return found is not None and bytes(found[0]) == mark[1]

    def numbers(self) -> frozenset[str]:
        """Of everybody who ever asked to be erased."""
        with self.read() as db:
            return frozenset(str(one) for (one,) in db.execute("SELECT DISTINCT number FROM ledger"))

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None)) as db:
            yield db

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One durable transaction. Raises NoRoom."""
        try:
            with closing(sqlite3.connect(f"{self._path.as_uri()}?mode=rw", uri=True, timeout=10, isolation_level=None)) as db:
                _set_pragmas(db)
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise NoRoom(what="ledger", why=error.sqlite_errorname) from error


def append(db: sqlite3.Connection, number: str, state: ErasureState, at: datetime, told: Mapping[str, Any]) -> LedgerRow:
    """One more row, within the caller's transaction."""
    last = db.execute("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone() or (0, START)
    seq = int(last[0]) + 1
    row = LedgerRow(seq=seq, number=number, state=state, at=at, told=dict(told), hash=chained(bytes(last[1]), seq, number, state, at, told))
    db.execute("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?)", (seq, number, state, at.isoformat(), jcs(dict(told)).decode(), row.hash))
    return row


def chained(before: bytes, seq: int, number: str, state: str, at: datetime, told: Mapping[str, Any]) -> bytes:
    """SHA-256(hash of the row before ‖ JCS of this one), 32 bytes."""
    return hashlib.sha256(before + jcs({"seq": seq, "number": number, "state": state, "at": at.isoformat(), "told": dict(told)})).digest()


def _row(held: tuple[Any, ...]) -> LedgerRow:
    seq, number, state, at, told, hash = held
    return LedgerRow(seq=seq, number=number, state=state, at=datetime.fromisoformat(at), told=json.loads(told), hash=hash)


def _set_pragmas(db: sqlite3.Connection) -> None:
    for pragma in ("journal_mode=TRUNCATE", "secure_delete=ON", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}").fetchone()
