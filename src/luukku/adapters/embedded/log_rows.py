"""How the log's rows lie in log/entries.db, and who signs for them."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.log_leaves import LEAVES_SCHEMA, view_version_1
from luukku.errors import BadSettings, Broken, KeyAway, NotFound
from luukku.ground.note import Checkpoint, Verifier, open_checkpoint, public_of, read_vkey, verifier
from luukku.model.use import Entry

SCHEMA_VERSION = 2
"""1: the tree was the rows in their order. 2: `leaves` says where each stands."""
FINISHING = ("done", "not-carried-out", "refused")
"""Kinds of entry that end the matter of the share that they are about."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, customer TEXT NOT NULL, n INTEGER NOT NULL,
    commitment BLOB NOT NULL, sealed BLOB NOT NULL, opens INTEGER NOT NULL, finishes TEXT, row_hash BLOB NOT NULL,
    UNIQUE (customer, n)
) STRICT;
CREATE INDEX IF NOT EXISTS finishing ON entries (finishes) WHERE finishes IS NOT NULL;
CREATE INDEX IF NOT EXISTS opening ON entries (opens) WHERE opens = 1;
"""


RESEALED_AT_ONCE = 128
"""Rows in one transaction, so that nobody waits long for a customer whose key moves."""
NOBODY = ""
"""The customer of rows whose customer was erased: what is left of them is their commitment, so that the tree and every old proof hold."""
_OF = "SELECT seq, commitment FROM entries WHERE customer = ?"
_WHOLE = "SELECT seq, id, customer, n, commitment, sealed, opens, finishes FROM entries"
_EMPTY = "UPDATE entries SET id = ?, customer = ?, n = ?, sealed = ?, opens = ?, finishes = ?, row_hash = ? WHERE seq = ?"


@dataclass(slots=True, kw_only=True)
class Forgetting:
    """A customer whose rows are to be emptied. `placed` becomes how many there were."""

    customer: str
    loop: asyncio.AbstractEventLoop
    placed: asyncio.Future[int]


@dataclass(slots=True, kw_only=True)
class Resealing:
    """A customer whose rows are to be sealed anew, in the context of who asks. `placed` becomes how many are still to be."""

    customer: str
    context: Context
    loop: asyncio.AbstractEventLoop
    placed: asyncio.Future[int]


@dataclass(slots=True, kw_only=True)
class Asked:
    """An entry that waits for its place: `entry.n` is still 0. `placed` becomes True when new, False when it was there.

    `placed` belongs to `loop`: the writer's thread settles those of one commit by one call into it.
    """

    customer: str
    entry: Entry
    loop: asyncio.AbstractEventLoop
    placed: asyncio.Future[bool]
    context: Context = field(default_factory=copy_context)
    """Of who asks: what is sealed to a device stays open for its request."""


def opens_and_finishes(entry: Entry) -> tuple[int, str | None]:
    """What `unfinished` goes by: a share opens a matter; done, refused and not carried out finish the one they are about."""
    return int(entry.kind == "share"), entry.about if entry.kind in FINISHING else None


def row_hash(seq: int, id: str, customer: str, n: int, commitment: bytes, sealed: bytes, opens: int, finishes: str | None) -> bytes:
    """SHA-256 over all that a row holds, so that damage is found where it is, also in rows whose key is gone.

    It is no seal: who rewrites a row and its hash on purpose is found by commitment, counter and signed root.
    """
    text = f"{seq}\0{id}\0{customer}\0{n}\0{opens}\0{'-' if finishes is None else '+' + finishes}\0{len(commitment)}\0".encode()
    return sha256(b"%b%b%b" % (text, commitment, sealed)).digest()


def empty_rows(db: sqlite3.Connection, customer: str) -> int:
    """Takes all but place and commitment from a customer's rows, within the caller's transaction; how many. Again: none."""
    rows = db.execute(_OF, (customer,)).fetchall() if customer != NOBODY else []
    for seq, commitment in rows:
        row = (seq, f"erased-{seq}", NOBODY, seq, commitment, b"", 0, None)
        db.execute(_EMPTY, (*row[1:4], *row[5:], row_hash(*row), seq))
    return len(rows)


def reseal_rows(db: sqlite3.Connection, customer: str, current: Callable[[bytes], bool], reseal: Callable[[str, bytes], bytes]) -> int:
    """Gives the first `RESEALED_AT_ONCE` of the customer's rows whose seal is not `current` a new one, within the caller's transaction;
    how many of all are still not. `reseal`: (id, sealed) → sealed anew; KeyAway for one that cannot be opened now."""
    rows = db.execute(f"{_WHOLE} WHERE customer = ?", (customer,)).fetchall() if customer != NOBODY else []
    old = [(seq, row) for seq, *row in rows if not current(row[4])]
    left = len(old)
    for seq, row in old[:RESEALED_AT_ONCE]:
        with suppress(KeyAway):
            row[4] = reseal(row[0], row[4])
            db.execute("UPDATE entries SET sealed = ?, row_hash = ? WHERE seq = ?", (row[4], row_hash(seq, *row), seq))
            left -= 1
    return left


def connect_writing(folder: Folder) -> sqlite3.Connection:
    """The one writing connection: WAL, synchronous=FULL, secure_delete. Raises BadSettings when a newer version wrote the file.

    A log of version 1 stays as it is: what becomes of it needs its checkpoint (`log_leaves.to_version_2`).
    """
    db = sqlite3.connect(folder.entries, timeout=10, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        db.execute(f"PRAGMA {pragma}").fetchone()
    try:
        version = version_of(db)
        if version == 0:
            db.executescript(f"BEGIN; {_SCHEMA} {LEAVES_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    except BaseException:
        db.close()
        raise
    return db


def version_of(db: sqlite3.Connection) -> int:
    """Which version wrote the file; 0 for an empty one. Raises BadSettings when it is a newer one."""
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise BadSettings(what="log", why="newer", version=version)
    return version


def count_entries(file: Path) -> int:
    """How many entries a copy of the log holds. Raises Broken when it is none."""
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=10)) as db:
            return int(db.execute("SELECT COALESCE(MAX(seq), 0) FROM entries").fetchone()[0])
    except sqlite3.DatabaseError as error:
        raise Broken(what="log", why="unreadable") from error


def connect_reading(folder: Folder) -> sqlite3.Connection:
    """A connection that cannot write, also while a server runs. Raises NotFound when there is no log."""
    if not folder.entries.exists():
        raise NotFound(what="log", path=str(folder.path))
    db = sqlite3.connect(f"{folder.entries.as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None, check_same_thread=False)
    db.text_factory = lambda held: held.decode("utf-8", "replace")
    try:
        if version_of(db) == 1:
            view_version_1(db)
    except sqlite3.DatabaseError as error:
        db.close()
        raise Broken(what="file", why="unreadable", position=0) from error
    return db


def own_verifier(folder: Folder) -> Verifier:
    """The log's name and public key, from its secret key. The name tells nothing but the key: "luukku/<16 hex digits>"."""
    public = public_of(folder.read_secret(folder.log_key))
    return verifier(f"luukku/{sha256(public).hexdigest()[:16]}", public)


def outside_verifier(folder: Folder) -> Verifier:
    """The same from log/log.vkey, which needs no secret. Raises Broken when it is missing or no key."""
    try:
        return read_vkey(folder.verifier_key.read_text())
    except FileNotFoundError as error:
        raise Broken(what="vkey", why="gone") from error
    except UnicodeDecodeError as error:
        raise Broken(what="vkey", why="format") from error


def read_last(folder: Folder, by: Verifier) -> Checkpoint | None:
    """The checkpoint that lies in the folder; None when there is none. Raises Broken when it does not verify."""
    note = read_note(folder.checkpoint)
    return None if note is None else open_checkpoint(note, by)


def read_cosigned(folder: Folder, by: Verifier) -> Checkpoint | None:
    """The newest checkpoint that witnesses have cosigned; None when there is none. Raises Broken when it does not verify."""
    note = read_note(folder.cosigned)
    return None if note is None else open_checkpoint(note, by)


def read_note(path: Path) -> str | None:
    """A note's text; None when there is none. Raises Broken when it is no text."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise Broken(what="checkpoint", why="format") from error
