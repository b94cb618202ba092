"""A log of a million entries, written as quickly as the file allows, and how long it takes to verify and to open it.

The seals are fixed bytes of a real seal's length, of customers whose keys are gone: verifying them is tree, signature,
rows and counters. Opening a seal costs some 0.04 ms more for each entry whose key is there.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Row
from luukku.adapters.embedded.folder import Folder, replace
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.log_check import verify_folder
from luukku.adapters.embedded.log_leaves import FILL, place
from luukku.adapters.embedded.log_proofs import LogProofs
from luukku.adapters.embedded.log_rows import connect_writing, own_verifier, row_hash
from luukku.adapters.embedded.log_writer import LogWriter
from luukku.adapters.embedded.seals import Seals
from luukku.ground.merkle import EMPTY
from luukku.ground.note import Checkpoint, sign_note

ENTRIES, CUSTOMERS, BATCH = 1_000_000, 20_000, 2_000
SEALED = bytes(range(256)) + bytes(170)
_INSERT = "INSERT INTO entries (seq, id, customer, n, commitment, sealed, opens, finishes, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def write(path: Path, entries: int = ENTRIES) -> None:
    """A data folder with that many entries, signed, with its tiles, as a counter leaves it."""
    folder = Folder(path)
    seals = Seals(Keys(folder))
    by = own_verifier(folder)
    with closing(connect_writing(folder)) as db:
        db.execute("PRAGMA synchronous = OFF")
        for first in range(1, entries + 1, BATCH):
            last = min(first + BATCH - 1, entries)
            db.execute("BEGIN")
            db.executemany(_INSERT, _rows(first, last))
            db.execute("COMMIT")
            place(db, range(first, last + 1), 0, 0)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    empty = Checkpoint(origin=by.name, size=0, root=EMPTY)
    replace(folder.checkpoint, sign_note(empty.text(), by.name, folder.read_secret(folder.log_key)).encode())
    LogWriter(folder, seals).close()


def _rows(first: int, last: int) -> Iterator[tuple[object, ...]]:
    for seq in range(first, last + 1):
        row = (seq, f"{seq:032x}", f"{seq % CUSTOMERS:032x}", (seq - 1) // CUSTOMERS + 1 if seq % CUSTOMERS else seq // CUSTOMERS,
               hashlib.sha256(b"%d" % seq).digest(), SEALED, 0, None)  # fmt: skip
        yield (*row, row_hash(*row))


def measure(folder: Path, entries: int = ENTRIES) -> list[Row]:
    path = folder / "million"
    write(path, entries)
    (path / "keys.db").unlink(missing_ok=True)
    took = _seconds(lambda: verify_folder(path))
    bare = _seconds(lambda: _bare(path))
    started = _seconds(lambda: LogWriter(Folder(path), Seals(Keys(Folder(path)))).close())
    proofs = LogProofs(Folder(path), Seals(Keys(Folder(path))))
    proven = _seconds(lambda: proofs.checkpoint_now(FILL * 3))
    return [
        Row(name=f"verify a log of {entries:,} entries, s", value=f"{took:.1f}", baseline=f"{bare:.1f} to read its rows", budget="≤ 15", good=took <= 15),
        Row(name=f"open a log of {entries:,} entries, s", value=f"{started:.1f}"),
        Row(name="a consistency proof of it, ms", value=f"{proven * 1000:.1f}"),
    ]


def _bare(path: Path) -> None:
    with closing(sqlite3.connect(path / "log" / "entries.db")) as db:
        for _ in db.execute("SELECT * FROM entries ORDER BY seq"):
            pass


def _seconds(act: object) -> float:
    assert callable(act)
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
