"""Recomputes everything that the log says: tree, signature, counters, and, where keys are, what the entries commit to."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.log_leaves import count_placed, in_chunks, leaves_after
from luukku.adapters.embedded.log_rows import NOBODY, connect_reading, opens_and_finishes, outside_verifier, own_verifier, read_cosigned, read_last, row_hash
from luukku.adapters.embedded.log_tiles import differing
from luukku.adapters.embedded.seals import Seals
from luukku.errors import Broken, Locked, NotFound
from luukku.ground.entry import entry_label, leaf_of, open_entry
from luukku.ground.merkle import Range
from luukku.ground.note import Checkpoint
from luukku.model.use import Entry

_OWN = "SELECT seq, id, commitment, sealed FROM entries WHERE customer = ? AND n > ? ORDER BY n"
_ROWS = "SELECT seq, id, customer, n, commitment, sealed, opens, finishes, row_hash FROM entries WHERE seq > ? ORDER BY seq"


@dataclass(slots=True, kw_only=True)
class Seen:
    """What was found so far: the tree, entries, each customer's counter, how many entries were opened."""

    range: Range = field(default_factory=Range)
    entries: int = 0
    counters: dict[str, int] = field(default_factory=dict)
    opened: int = 0

    def copy(self) -> Seen:
        return Seen(range=self.range, entries=self.entries, counters=dict(self.counters), opened=self.opened)


def verify_folder(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Verifies the log of a data folder, read-only, also while a server runs; without its secrets as far as that goes.

    Gives what `check_log` gives. Raises NotFound when there is no log, Broken with the position of what is wrong.
    """
    folder = Folder(Path(path), create=False)
    keys = Keys(folder, read_only=True) if os.access(folder.kek, os.R_OK) and folder.keys.exists() else None
    return check_log(folder, None if keys is None else Seals(keys))


def entries_of(path: str | os.PathLike[str], conversation: str) -> list[Entry]:
    """The entries of a conversation's customer, oldest first, read-only. Raises NotFound, Locked, Broken with the position."""
    folder, customer = customer_of(path, conversation)
    with closing(connect_reading(folder)) as db:
        return list(open_rows(db, Seals(Keys(folder, read_only=True)), customer))


def customer_of(path: str | os.PathLike[str], conversation: str) -> tuple[Folder, str]:
    """The folder, not to be written to, and whose the conversation is. Raises NotFound."""
    folder = Folder(Path(path), create=False)
    if not folder.store.exists() or not folder.keys.exists():
        raise NotFound(what="log", path=str(folder.path))
    with closing(sqlite3.connect(f"{folder.store.as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        found = db.execute("SELECT customer FROM conversation WHERE id = ?", (conversation,)).fetchone()
    if found is None:
        raise NotFound(what="conversation")
    return folder, str(found[0])


def open_rows(db: sqlite3.Connection, seals: Seals, customer: str, after: int = 0) -> tuple[Entry, ...]:
    """A customer's entries behind their `after`th, in order of their counter. Raises Locked when the key is gone, Broken with the position."""
    opened: list[Entry] = []
    for seq, id, commitment, sealed in db.execute(_OWN, (customer, after)):
        entry = open_row(seals, seq, customer, id, commitment, sealed)
        if entry.n != after + len(opened) + 1:
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
    """{"entries": n, "leaves": n, "root": hex, "checkpoint": its size, "customers": n, "opened": how many agreed, "ok": True}.

    Leaves are the entries that have their place in the tree, and dummies. Raises Broken with `position` (from 0) of the first
    entry that is missing, changed, repeated or out of order, or of the leaf at which the tree differs. An entry whose key is
    gone is checked by tree and counter only. Customers' counters start at 1 and have no gaps.
    """
    return go_on(folder, seals, Seen(), whole=True)[0]


def go_on(folder: Folder, seals: Seals | None, since: Seen, *, whole: bool = False) -> tuple[dict[str, Any], Seen]:
    """As `check_log`, but for what came after `since` only; and what to go on from next time: all that is under the checkpoint.

    What lies before `since` is not read again, so a change there is found by `check_log` only. `whole` checks the file's indexes too.
    """
    with closing(connect_reading(folder)) as db, ThreadPoolExecutor(1) as beside:
        cosigned, checkpoint = _checkpoints(folder)  # before the rows: they may grow meanwhile, and never fall behind it
        indexes = beside.submit(_has_sound_indexes, folder) if whole else None
        seen = since.copy()
        try:
            db.execute("PRAGMA mmap_size = 1073741824").fetchone()  # the whole file is read: without copying it
            db.execute("BEGIN")  # one view of all tables
            db.text_factory = str  # quicker; what is no text is unreadable here
            under = max(count_placed(db, checkpoint.size), since.entries)
            signed = check_rows(db, seen, seals, under)
            numbers, signed.range, seen.range = _check_tree(folder, db, since, checkpoint, cosigned)
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            raise Broken(what="file", why="unreadable", position=seen.entries) from error
        if sorted(numbers) != list(range(since.entries + 1, count_placed(db) + 1)):
            raise Broken(what="leaf", why="repeated", position=since.range.size)
        if indexes is not None and not indexes.result():
            raise Broken(what="file", why="damaged", position=seen.entries)
    found = {
        "entries": seen.entries, "leaves": seen.range.size, "root": seen.range.root().hex(), "checkpoint": checkpoint.size,
        "customers": len(seen.counters), "opened": seen.opened, "ok": True,
    }
    return found, signed


def check_rows(db: sqlite3.Connection, seen: Seen, seals: Seals | None, under: int) -> Seen:
    """Every row after `seen`, which it brings forward; as it was at entry number `under`. Raises Broken with the position."""
    length = int(db.execute("SELECT COALESCE(MAX(seq), 0) FROM entries").fetchone()[0])
    if length < seen.entries:
        raise Broken(what="log", why="rolled back", position=length)
    signed, position, counters = seen.copy(), seen.entries, seen.counters
    try:
        for row in db.execute(_ROWS, (position,)):
            seq, customer, n = row[0], row[2], row[3]
            if seq != position + 1:
                raise Broken(what="log", why="missing", position=position)
            if row_hash(*row[:-1]) != row[-1]:
                raise Broken(what="entry", why="damaged", position=position)
            if customer == NOBODY:  # erased: nothing is left but place and commitment
                if (n, row[5], row[6], row[7]) != (seq, b"", 0, None):
                    raise Broken(what="entry", why="row", position=position)
            elif n != counters.get(customer, 0) + 1:
                raise Broken(what="entry", why="counter", position=position)
            else:
                if seals is not None and _opens(row, seals, position):
                    seen.opened += 1
                counters[customer] = n
            position += 1
            if position == under:
                seen.entries = position
                signed = seen.copy()
    finally:
        seen.entries = position
    return signed


def _check_tree(
    folder: Folder, db: sqlite3.Connection, since: Seen, checkpoint: Checkpoint, cosigned: Checkpoint | None
) -> tuple[list[int], Range, Range]:
    """The numbers of the entries after `since` as they stand in the tree; the tree at the checkpoint, and as it is."""
    numbers, now = list[int](), since.range
    if checkpoint.size < max(now.size, cosigned.size if cosigned is not None else 0):
        raise Broken(what="checkpoint", why="rolled back", position=checkpoint.size)
    left = leaves_after(db, now.size)
    for mark in (checkpoint, None) if cosigned is None else (cosigned, checkpoint, None):
        if mark is not None and mark.size < now.size:
            continue  # it was held against the tree before
        for some in in_chunks(left if mark is None else islice(left, mark.size - now.size)):
            numbers += [entry for entry, _ in some if entry is not None]
            now = now.grown([leaf_of(commitment) for _, commitment in some])
        if mark is None:
            break
        if now.size < mark.size:
            raise Broken(what="log", why="rolled back", position=now.size)
        if now.root() != mark.root:
            raise differing(folder.log, mark, leaves_after(db, 0))
        signed = now
    return numbers, signed, now


def affected(folder: Folder, position: int) -> list[str]:
    """Customers of whom an entry stands at this position or later: of these nobody can say any more that nothing was changed."""
    with closing(connect_reading(folder)) as db:
        return [str(customer) for (customer,) in db.execute("SELECT DISTINCT customer FROM entries WHERE seq > ? AND customer <> ? ORDER BY customer", (position, NOBODY))]


def _has_sound_indexes(folder: Folder) -> bool:
    """Whether the file is sound in itself, indexes too: they are what is looked up by. Beside the rest, since it takes long."""
    try:
        with closing(connect_reading(folder)) as db:
            return bool(db.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _checkpoints(folder: Folder) -> tuple[Checkpoint | None, Checkpoint]:
    """(the cosigned one, the newest): in this order, since the newest is never behind. Raises Broken when one does not verify."""
    by = outside_verifier(folder)
    if os.access(folder.log_key, os.R_OK) and own_verifier(folder) != by:
        raise Broken(what="vkey", why="another key")
    cosigned, checkpoint = read_cosigned(folder, by), read_last(folder, by)
    if checkpoint is None:
        raise Broken(what="checkpoint", why="gone")
    return cosigned, checkpoint


def _opens(row: tuple[Any, ...], seals: Seals, position: int) -> bool:
    """Whether the entry opens and says what its row says; False when its key is gone. Raises Broken."""
    seq, id, customer, n, commitment, sealed, opens, finishes, _ = row
    try:
        entry = open_row(seals, seq, customer, id, commitment, sealed)
    except Locked:
        return False  # erased or over: tree and counter still hold
    if (entry.id, entry.n, *opens_and_finishes(entry)) != (id, n, opens, finishes):
        raise Broken(what="entry", why="row", position=position)
    return True
