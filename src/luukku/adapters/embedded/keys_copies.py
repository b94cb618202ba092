"""Copies of keys.db that lie somewhere (backups): what is gone, or has moved, goes from them too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from luukku.adapters.embedded.keys import set_pragmas


def shred_in(file: Path, gone: Callable[[str], bool]) -> int:
    """Takes customers' keys out of a copy of keys.db that lies somewhere; how many. `gone`: whether a customer's must go."""
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as db:
        set_pragmas(db)
        ids = [id for (id,) in db.execute("SELECT id FROM keys WHERE kind = 'customer'") if gone(id)]
        db.execute("BEGIN IMMEDIATE")
        db.executemany("DELETE FROM keys WHERE id = ?", [(id,) for id in ids])
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'device'").fetchone() is not None:  # an older copy has none
            db.executemany("DELETE FROM device WHERE customer = ?", [(id,) for id in ids])
        db.execute("COMMIT")
    return len(ids)


def drop_moved_in(file: Path, newer: Path) -> int:
    """Takes out of a copy of keys.db the private halves of customers whose key is another one in a `newer` one: it moved to a device, or
    came back from one, and what opened theirs before then must open nothing any more. How many."""
    with closing(sqlite3.connect(f"{newer.as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        now = {str(id): bytes(public) for id, public in db.execute("SELECT id, public FROM keys WHERE kind = 'customer'")}
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as db:
        set_pragmas(db)
        rows = db.execute("SELECT id, public, wrapped FROM keys WHERE kind = 'customer'").fetchall()
        moved = [(id,) for id, public, wrapped in rows if wrapped and now.get(id, public) != public]
        db.execute("BEGIN IMMEDIATE")
        db.executemany("UPDATE keys SET wrapped = x'' WHERE id = ?", moved)
        db.execute("COMMIT")
    return len(moved)
