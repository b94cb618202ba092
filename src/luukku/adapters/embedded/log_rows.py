"""How the log's rows lie in log/entries.db, and who signs for them."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from luukku.adapters.embedded.folder import Folder
from luukku.errors import BadSettings, Broken, NotFound
from luukku.ground.entry import leaf_of
from luukku.ground.merkle import Range
from luukku.ground.note import Checkpoint, Verifier, open_checkpoint, public_of, read_vkey, verifier
from luukku.model.use import Entry

SCHEMA_VERSION = 1
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


@dataclass(slots=True, kw_only=True)
class Asked:
    """An entry that waits for its place: `entry.n` is still 0. `placed` becomes True when new, False when it was there.

    `placed` belongs to `loop`: the writer's thread settles those of one commit by one call into it.
    """

    customer: str
    entry: Entry
    loop: asyncio.AbstractEventLoop
    placed: asyncio.Future[bool]


def opens_and_finishes(entry: Entry) -> tuple[int, str | None]:
    """What `unfinished` goes by: a share opens a matter; done, refused and not carried out finish the one they are about."""
    return int(entry.kind == "share"), entry.about if entry.kind in FINISHING else None


def row_hash(seq: int, id: str, customer: str, n: int, commitment: bytes, sealed: bytes, opens: int, finishes: str | None) -> bytes:
    """SHA-256 over all that a row holds, so that damage is found where it is, also in rows whose key is gone.

    It is no seal: who rewrites a row and its hash on purpose is found by commitment, counter and signed root.
    """
    text = f"{seq}\0{id}\0{customer}\0{n}\0{opens}\0{'-' if finishes is None else '+' + finishes}\0{len(commitment)}\0".encode()
    return hashlib.sha256(text + commitment + sealed).digest()


def connect_writing(folder: Folder) -> sqlite3.Connection:
    """The one writing connection: WAL, synchronous=FULL. Raises BadSettings when a newer version wrote the file."""
    db = sqlite3.connect(folder.entries, timeout=10, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}").fetchone()
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        db.close()
        raise BadSettings(what="log", why="newer", version=version)
    if version < SCHEMA_VERSION:
        db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    return db


def connect_reading(folder: Folder) -> sqlite3.Connection:
    """A connection that cannot write, also while a server runs. Raises NotFound when there is no log."""
    if not folder.entries.exists():
        raise NotFound(what="log", path=str(folder.path))
    db = sqlite3.connect(f"{folder.entries.as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None, check_same_thread=False)
    db.text_factory = lambda held: held.decode("utf-8", "replace")
    return db


def leaves_after(db: sqlite3.Connection, size: int) -> Iterator[bytes]:
    """Leaf hashes in order, from position `size` on, recomputed from the commitments. Raises Broken where a row is missing."""
    for expected, (seq, commitment) in enumerate(db.execute("SELECT seq, commitment FROM entries WHERE seq > ? ORDER BY seq", (size,)), size + 1):
        if seq != expected:
            raise Broken(what="log", why="missing", position=expected - 1)
        yield leaf_of(commitment)


def range_at(db: sqlite3.Connection, checkpoint: Checkpoint) -> Range:
    """The range over the checkpoint's entries. Raises Broken when there are fewer, or others, than it was signed for."""
    first = Range()
    for leaf in leaves_after(db, 0):
        if first.size == checkpoint.size:
            break
        first = first.grown((leaf,))
    if first.size < checkpoint.size:
        raise Broken(what="log", why="rolled back", position=first.size)
    if first.root() != checkpoint.root:
        raise Broken(what="log", why="root", position=checkpoint.size)
    return first


def own_verifier(folder: Folder) -> Verifier:
    """The log's name and public key, from its secret key. The name tells nothing but the key: "luukku/<16 hex digits>"."""
    public = public_of(folder.read_secret(folder.log_key))
    return verifier(f"luukku/{hashlib.sha256(public).hexdigest()[:16]}", public)


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
    try:
        note = folder.checkpoint.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return open_checkpoint(note.decode("utf-8"), by)
    except UnicodeDecodeError as error:
        raise Broken(what="checkpoint", why="format") from error
