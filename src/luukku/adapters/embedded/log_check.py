"""Recomputes everything that the log says: tree, signature, counters, and, where keys are, what the entries commit to."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.log_rows import connect_reading, opens_and_finishes, outside_verifier, own_verifier, read_last, row_hash
from luukku.adapters.embedded.seals import Seals
from luukku.errors import Broken, Locked, NotFound
from luukku.ground.entry import entry_label, leaf_of, open_entry
from luukku.ground.merkle import Range
from luukku.ground.note import Checkpoint
from luukku.model.use import Entry

_OWN = "SELECT seq, id, commitment, sealed FROM entries WHERE customer = ? ORDER BY n"
_ROWS = "SELECT seq, id, customer, n, commitment, sealed, opens, finishes, row_hash FROM entries WHERE seq > ? ORDER BY seq"


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was found so far: the tree, each customer's counter, how many entries were opened."""

    range: Range = field(default_factory=Range)
    counters: dict[str, int] = field(default_factory=dict)
    opened: int = 0

    def copy(self) -> Seen:
        return Seen(range=self.range, counters=dict(self.counters), opened=self.opened)


def verify_folder(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Verifies the log of a data folder, read-only, also while a server runs; without its secrets as far as that goes.

    Gives what `check_log` gives. Raises NotFound when there is no log, Broken with the position of what is wrong.
    """
    folder = Folder(Path(path), create=False)
    keys = Keys(folder, read_only=True) if os.access(folder.kek, os.R_OK) and folder.keys.exists() else None
    return check_log(folder, None if keys is None else Seals(keys))


def entries_of(path: str | os.PathLike[str], conversation: str) -> list[Entry]:
    """The entries of a conversation's customer, oldest first, read-only. Raises NotFound, Locked, Broken with the position."""
    folder = Folder(Path(path), create=False)
    if not folder.store.exists() or not folder.keys.exists():
        raise NotFound(what="log", path=str(folder.path))
    with closing(sqlite3.connect(f"{folder.store.as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        found = db.execute("SELECT customer FROM conversation WHERE id = ?", (conversation,)).fetchone()
    if found is None:
        raise NotFound(what="conversation")
    with closing(connect_reading(folder)) as db:
        return list(open_rows(db, Seals(Keys(folder, read_only=True)), str(found[0])))


def open_rows(db: sqlite3.Connection, seals: Seals, customer: str) -> tuple[Entry, ...]:
    """A customer's entries in order of their counter. Raises Locked when the key is gone, Broken with the position."""
    opened: list[Entry] = []
    for seq, id, commitment, sealed in db.execute(_OWN, (customer,)):
        entry = open_row(seals, seq, customer, id, commitment, sealed)
        if entry.n != len(opened) + 1:
            raise Broken(what="entry", why="counter", position=seq - 1)
        opened.append(entry)
    return tuple(opened)


def open_row(seals: Seals, seq: int, customer: str, id: str, commitment: bytes, sealed: bytes) -> Entry:
    """One entry, held against its commitment. Raises Locked, Broken with the position."""
    try:
        return open_entry(seals.open(customer, entry_label(customer, id), sealed), commitment)
    except Broken as error:
        raise Broken(what="entry", why=str(error.data.get("what", "")), position=seq - 1) from error


def check_log(folder: Folder, seals: Seals | None) -> dict[str, Any]:
    """{"entries": n, "root": hex, "checkpoint": its size, "customers": n, "opened": how many were opened and agreed, "ok": True}.

    Raises Broken with `position` (from 0) of the first entry that is missing, changed, repeated or out of order. An entry whose
    key is gone is checked by tree and counter only. Customers' counters start at 1 and have no gaps.
    """
    return go_on(folder, seals, Seen(), whole=True)[0]


def go_on(folder: Folder, seals: Seals | None, since: Seen, *, whole: bool = False) -> tuple[dict[str, Any], Seen]:
    """As `check_log`, but for the entries after `since` only; and what to go on from next time: all that is under the checkpoint.

    What lies before `since` is not read again, so a change there is found by `check_log` only. `whole` checks the file's indexes too.
    """
    with closing(connect_reading(folder)) as db:
        checkpoint = _checkpoint(folder)  # before the rows: they may grow meanwhile, and never fall behind it
        seen, signed = since.copy(), since
        try:
            length = int(db.execute("SELECT COALESCE(MAX(seq), 0) FROM entries").fetchone()[0])
            if length < since.range.size:
                raise Broken(what="log", why="rolled back", position=length)
            for row in db.execute(_ROWS, (since.range.size,)):
                if seen.range.size == checkpoint.size:
                    signed = _signed(seen, checkpoint)
                _check_row(row, seen, seals)
            if whole and db.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise Broken(what="file", why="damaged", position=seen.range.size)
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            raise Broken(what="file", why="unreadable", position=seen.range.size) from error
    if seen.range.size < checkpoint.size:
        raise Broken(what="log", why="rolled back", position=seen.range.size)
    if seen.range.size == checkpoint.size:
        signed = _signed(seen, checkpoint)
    found = {
        "entries": seen.range.size, "root": seen.range.root().hex(), "checkpoint": checkpoint.size,
        "customers": len(seen.counters), "opened": seen.opened, "ok": True,
    }
    return found, signed


def _signed(seen: Seen, checkpoint: Checkpoint) -> Seen:
    """What was seen up to the checkpoint, whose root it must have."""
    if seen.range.root() != checkpoint.root:
        raise Broken(what="log", why="root", position=checkpoint.size)
    return seen.copy()


def _checkpoint(folder: Folder) -> Checkpoint:
    by = outside_verifier(folder)
    if os.access(folder.log_key, os.R_OK) and own_verifier(folder) != by:
        raise Broken(what="vkey", why="another key")
    checkpoint = read_last(folder, by)
    if checkpoint is None:
        raise Broken(what="checkpoint", why="gone")
    return checkpoint


def _check_row(row: tuple[Any, ...], seen: Seen, seals: Seals | None) -> None:
    seq, id, customer, n, commitment, sealed, opens, finishes, held_hash = row
    position = seen.range.size
    if seq != position + 1:
        raise Broken(what="log", why="missing", position=position)
    if row_hash(*row[:-1]) != held_hash:
        raise Broken(what="entry", why="damaged", position=position)
    if n != seen.counters.get(customer, 0) + 1:
        raise Broken(what="entry", why="counter", position=position)
    if seals is not None:
        try:
            entry = open_row(seals, seq, customer, id, commitment, sealed)
        except Locked:
            pass  # erased or over: tree and counter still hold
        else:
            if (entry.id, entry.n, *opens_and_finishes(entry)) != (id, n, opens, finishes):
                raise Broken(what="entry", why="row", position=position)
            seen.opened += 1
    seen.counters[customer] = n
    seen.range = seen.range.grown((leaf_of(commitment),))
