"""Which entry stands where in the tree: batches in a random order, filled up with leaves of nothing.

An entry is durable at once; its place in the tree follows with the next checkpoint. All that came in between is one
batch: shuffled, and padded with dummies so that the tree's size is a multiple of `FILL`. So whoever sees tiles and
checkpoints learns neither which leaf came first nor, nearer than `FILL`, how many there were. A dummy commits to nothing under a salt of
its own, which is kept: the holder of the folder can open it, so no use can hide behind "dummy".
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from luukku.errors import Broken
from luukku.ground.entry import commit_to, new_salt

FILL = 16
"""The tree's size after each batch is a multiple of this."""
CHUNK = 4096
"""Leaves that are read and hashed at once."""
NOTHING = b""
"""What a dummy commits to."""
LEAVES_SCHEMA = """
CREATE TABLE leaves (
    position INTEGER PRIMARY KEY, entry INTEGER UNIQUE, salt BLOB, CHECK ((entry IS NULL) <> (salt IS NULL))
) STRICT;
CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1), signed INTEGER NOT NULL, cosigned INTEGER NOT NULL) STRICT;
INSERT INTO state VALUES (1, 0, 0);
"""
"""`state`: the sizes of the newest checkpoints that surely lie in their files, so that an older file put there is noticed."""
_AFTER = "SELECT position, entry, salt, commitment FROM leaves LEFT JOIN entries ON seq = entry WHERE position >= ? ORDER BY position"
_BEFORE_LEAVES = "CREATE TEMP VIEW leaves AS SELECT seq - 1 AS position, seq AS entry, NULL AS salt FROM main.entries"


Leaf = tuple[int | None, bytes]
"""The entry's number (None: a dummy) and the commitment."""


def leaves_after(db: sqlite3.Connection, size: int) -> Iterator[Leaf]:
    """Leaves in order, from position `size` on. Raises Broken where one is missing, or its entry is."""
    for expected, (position, entry, salt, commitment) in enumerate(db.execute(_AFTER, (size,)), size):
        if position != expected:
            raise Broken(what="leaf", why="missing", position=expected)
        if entry is None:
            yield None, commit_to(salt, NOTHING)
        elif commitment is None:
            raise Broken(what="log", why="missing", position=entry - 1)
        else:
            yield entry, commitment


def in_chunks(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """The same, some thousand at once."""
    left = iter(leaves)
    while some := list(islice(left, CHUNK)):
        yield some


def count_leaves(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT COALESCE(MAX(position) + 1, 0) FROM leaves").fetchone()[0])


def count_placed(db: sqlite3.Connection, size: int | None = None) -> int:
    """How many entries have their place in the tree (of `size` leaves): batches take them in order, so it is the last one's number."""
    if size is None:
        return int(db.execute("SELECT COALESCE(MAX(entry), 0) FROM leaves").fetchone()[0])
    return int(db.execute("SELECT COALESCE(MAX(entry), 0) FROM leaves WHERE position < ?", (size,)).fetchone()[0])


def place(db: sqlite3.Connection, entries: range, signed: int, cosigned: int) -> None:
    """One batch and the state, durable when it returns. `signed`, `cosigned`: sizes of the checkpoints that lie in their files."""
    db.execute("BEGIN IMMEDIATE")
    try:
        size = count_leaves(db)
        batch: list[tuple[int | None, bytes | None]] = [(entry, None) for entry in entries]
        if batch:
            batch += [(None, new_salt()) for _ in range(-(size + len(batch)) % FILL)]
            secrets.SystemRandom().shuffle(batch)
        rows = [(position, entry, salt) for position, (entry, salt) in enumerate(batch, size)]
        db.executemany("INSERT INTO leaves (position, entry, salt) VALUES (?, ?, ?)", rows)
        db.execute("UPDATE state SET signed = ?, cosigned = ?", (signed, cosigned))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def read_state(db: sqlite3.Connection) -> tuple[int, int]:
    """(signed, cosigned)."""
    signed, cosigned = db.execute("SELECT signed, cosigned FROM state").fetchone()
    return int(signed), int(cosigned)


def to_version_2(db: sqlite3.Connection, size: int) -> None:
    """A log from before there were batches: its first `size` entries, which are signed for, keep their places."""
    db.executescript(f"BEGIN IMMEDIATE; {LEAVES_SCHEMA}")
    db.execute("INSERT INTO leaves SELECT seq - 1, seq, NULL FROM entries WHERE seq <= ? ORDER BY seq", (size,))
    db.execute("UPDATE state SET signed = ?", (size,))
    db.execute("PRAGMA user_version = 2")
    db.execute("COMMIT")


def view_version_1(db: sqlite3.Connection) -> None:
    """Gives a reading connection the leaves of a log from before there were batches."""
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute(_BEFORE_LEAVES)
