"""The one thread that writes the log: many appends, one commit; and within a second a signed checkpoint behind it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace as with_fields
from functools import partial
from itertools import islice

from luukku.adapters.embedded.folder import Folder, replace
from luukku.adapters.embedded.log_leaves import Leaf, count_placed, leaves_after, place, read_state, to_version_2
from luukku.adapters.embedded.log_rows import (
    Asked,
    Forgetting,
    Resealing,
    connect_writing,
    empty_rows,
    opens_and_finishes,
    own_verifier,
    read_cosigned,
    read_last,
    reseal_rows,
    row_hash,
    version_of,
)
from luukku.adapters.embedded.log_tiles import TileFiles, differing
from luukku.adapters.embedded.seals import Seals
from luukku.errors import Broken, Clash, LuukkuError, NoRoom
from luukku.ground.entry import commit_to, entry_label, event_bytes, new_salt
from luukku.ground.note import Checkpoint, sign_note

BEHIND = 0.5
"""Seconds after a commit at which the checkpoint follows."""
MOST_AT_ONCE = 256
"""Entries in one commit at most, so that nobody waits for a whole burst to be sealed."""
COUNTERS_IN_MEMORY = 10_000
_INSERT = "INSERT INTO entries (seq, id, customer, n, commitment, sealed, opens, finishes, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"

Job = Asked | Forgetting | Resealing
Told = tuple[Job, int | Exception]
"""Who asked, and what came of it: new or not, how many rows were emptied or are still to be sealed anew, or why nothing."""

_logger = logging.getLogger(__name__)


class LogWriter:
    """Opens the log for writing. Raises Broken when it is shorter than, or different from, what its checkpoints were signed for.

    An entry's counter, commitment and seal are made in this thread, so that the counter has no gap whatever fails.
    """

    def __init__(self, folder: Folder, seals: Seals, note: Callable[[Broken], None] | None = None) -> None:
        self._folder = folder
        self._note = note
        """Told when the log stops."""
        self._seals = seals
        self._verifier = own_verifier(folder)
        self._private = folder.read_secret(folder.log_key)
        self._tiles = TileFiles(folder.log)
        self._counters: dict[str, int] = {}
        self._size: int | None = None
        self._placed = 0
        self._db = connect_writing(folder)
        self.cosigned = 0
        """The size of the checkpoint in log/cosigned: whoever puts one there says so here, and the next batch remembers it."""
        try:
            self._start()
        except BaseException:
            self._db.close()
            raise
        self._due: float | None = None
        self._broken: Broken | None = None
        self._queue: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="log-writer", daemon=True)
        self._thread.start()

    def submit(self, asked: Job) -> None:
        """Puts it in line; `asked.placed` is resolved once it is durable (or failed). What came before is written before."""
        with self._guard:
            if self._closed:
                raise RuntimeError("the log is closed")
            self._queue.put(asked)

    def close(self) -> None:
        """Writes what is in line, signs it, closes the file. Safe to call twice."""
        with self._guard:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def stop(self, broken: Broken) -> None:
        """From now on every entry is refused with this, until the counter is opened anew."""
        self._broken = broken
        _logger.critical("the log contradicts what was signed and stops: %s", broken.code)
        if self._note is not None:
            self._note(broken)

    def synchronous(self) -> int:
        """PRAGMA synchronous of the writing connection, for the durability test: 2 = FULL."""
        return int(self._db.execute("PRAGMA synchronous").fetchone()[0])

    def _start(self) -> None:
        """Reads the whole tree and holds it against the checkpoints; what a crash left without one is signed at once."""
        last = read_last(self._folder, self._verifier)
        if last is None and self._db.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is not None:
            raise Broken(what="checkpoint", why="gone")
        vkey = f"{self._verifier.vkey()}\n".encode()
        if not self._folder.verifier_key.exists():
            replace(self._folder.verifier_key, vkey)
        if last is None:
            last = self._sign()
        if version_of(self._db) == 1:
            to_version_2(self._db, last.size)
        self._last = last
        self._hold_against(last, read_cosigned(self._folder, self._verifier))
        self._placed, self._size = count_placed(self._db), self._length()
        if self._tiles.size > last.size or self._size > self._placed:
            self._bring_up()
        else:
            self._write_edge()

    def _hold_against(self, last: Checkpoint, cosigned: Checkpoint | None) -> None:
        """Grows the tree by all leaves that there are. Raises Broken when a checkpoint says otherwise, or is an older one put there."""
        signed, noted = read_state(self._db)
        self.cosigned = 0 if cosigned is None else cosigned.size
        if last.size < signed:
            raise Broken(what="checkpoint", why="rolled back", position=last.size)
        if self.cosigned < noted:
            raise Broken(what="cosigned", why="rolled back", position=self.cosigned)
        left = leaves_after(self._db, 0)
        for checkpoint in sorted([last] if cosigned is None else [last, cosigned], key=lambda one: one.size):
            self._grow(islice(left, checkpoint.size - self._tiles.size))
            if self._tiles.size < checkpoint.size:
                raise Broken(what="log", why="rolled back", position=self._tiles.size)
            if self._tiles.root() != checkpoint.root:
                raise differing(self._folder.log, checkpoint, leaves_after(self._db, 0))
        if self.cosigned > last.size:
            raise Broken(what="checkpoint", why="rolled back", position=last.size)
        self._grow(left)

    def _run(self) -> None:
        while True:
            batch, closing = self._take()
            if batch:
                self._write(batch)
            if self._due is not None and (closing or time.monotonic() >= self._due):
                self._publish()
            if closing:
                self._remember()
                self._db.close()
                return

    def _take(self) -> tuple[list[Job], bool]:
        """What is in line, waiting for the first or for the checkpoint's time; and whether the log is to close."""
        batch: list[Job] = []
        try:
            wait = None if self._due is None else max(0.0, self._due - time.monotonic())
            first = self._queue.get(timeout=wait)
            while first is not None:
                batch.append(first)
                if len(batch) == MOST_AT_ONCE:
                    return batch, False
                first = self._queue.get_nowait()
        except queue.Empty:
            return batch, False
        return batch, True

    def _write(self, batch: list[Job]) -> None:
        """One transaction. An entry that cannot be made fails alone; a commit that fails, fails all."""
        live = [asked for asked in batch if not asked.placed.cancelled()]
        told: list[Told] = []
        try:
            if self._broken is not None:
                raise self._broken
            self._db.execute("BEGIN IMMEDIATE")
            for asked in live:
                try:
                    told.append((asked, self._do(asked)))
                except (LuukkuError, ValueError) as error:
                    told.append((asked, error))
            self._db.execute("COMMIT")
        except Exception as error:  # noqa: BLE001  whatever it was: nothing is placed, and each who waits is told
            self._undo()
            own = {id(asked): what for asked, what in told if isinstance(what, Exception)}
            failed = _worded(error)
            _tell([(asked, own.get(id(asked), failed)) for asked in live])
            return
        if self._due is None and any(what is True for _, what in told):
            self._due = time.monotonic() + BEHIND
        _tell(told)

    def _do(self, asked: Job) -> int:
        if isinstance(asked, Forgetting):
            return self._forget(asked.customer)
        if isinstance(asked, Resealing):
            return asked.context.run(reseal_rows, self._db, asked.customer, partial(self._seals.is_current, asked.customer), partial(self._reseal, asked.customer))
        return self._place(asked)

    def _reseal(self, customer: str, id: str, sealed: bytes) -> bytes:
        return self._seals.reseal(customer, entry_label(customer, id), sealed)

    def _place(self, asked: Asked) -> bool:
        """Inserts the row; False when the id is there already. Raises Clash when it is there for another customer."""
        customer, entry = asked.customer, asked.entry
        there = self._db.execute("SELECT customer FROM entries WHERE id = ?", (entry.id,)).fetchone()
        if there is not None:
            if there[0] != customer:
                raise Clash(what="entry")
            return False
        entry = with_fields(entry, n=self._counter(customer) + 1)
        salt, event = new_salt(), event_bytes(entry)
        commitment = commit_to(salt, event)
        sealed = asked.context.run(self._seals.to_customer, customer, entry_label(customer, entry.id), salt + event)
        opens, finishes = opens_and_finishes(entry)
        row = (self._length() + 1, entry.id, customer, entry.n, commitment, sealed, opens, finishes)
        self._db.execute(_INSERT, (*row, row_hash(*row)))
        self._counters[customer] = entry.n
        self._size = row[0]
        return True

    def _forget(self, customer: str) -> int:
        self._counters.pop(customer, None)
        return empty_rows(self._db, customer)

    def _length(self) -> int:
        """How many entries there are, those of the running transaction among them."""
        if self._size is None:
            self._size = int(self._db.execute("SELECT COALESCE(MAX(seq), 0) FROM entries").fetchone()[0])
        return self._size

    def _counter(self, customer: str) -> int:
        if customer not in self._counters:
            if len(self._counters) >= COUNTERS_IN_MEMORY:
                self._counters.clear()
            row = self._db.execute("SELECT COALESCE(MAX(n), 0) FROM entries WHERE customer = ?", (customer,)).fetchone()
            self._counters[customer] = int(row[0])
        return self._counters[customer]

    def _undo(self) -> None:
        self._counters.clear()
        self._size = None
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _publish(self) -> None:
        """Places what came in, writes its tiles, signs. A log that would contradict its last checkpoint takes no entry any more."""
        self._due = None
        try:
            there = read_last(self._folder, self._verifier)
            if there is not None and there != self._last:
                raise Broken(what="checkpoint", why="changed", position=there.size)
            self._bring_up()
        except Broken as error:
            self.stop(error)
        except (OSError, sqlite3.Error) as error:
            self._due = time.monotonic() + 2 * BEHIND  # entries are durable without it: try again
            _logger.error("the checkpoint cannot be written: %s", type(error).__name__)

    def _bring_up(self) -> None:
        """Batch, tiles, checkpoint, in this order: each can be made again from the one before. Raises OSError, sqlite3.Error, Broken."""
        length = self._length()
        if length > self._placed:
            place(self._db, range(self._placed + 1, length + 1), self._last.size, self.cosigned)
            self._placed = length
        self._grow(leaves_after(self._db, self._tiles.size))
        self._write_edge()
        self._last = self._sign()

    def _grow(self, leaves: Iterable[Leaf]) -> None:
        with contextlib.suppress(OSError):  # what was added stays added, and is written with the edge
            self._tiles.add(leaves)

    def _write_edge(self) -> None:
        """Tiles can always be made again, so that they cannot be written stops nothing."""
        try:
            self._tiles.flush()
        except OSError as error:
            _logger.error("tiles cannot be written: %s", type(error).__name__)

    def _remember(self) -> None:
        """At the end: which checkpoints lie in their files."""
        if self._broken is None:
            with contextlib.suppress(sqlite3.Error):
                place(self._db, range(0), self._last.size, self.cosigned)

    def _sign(self) -> Checkpoint:
        checkpoint = Checkpoint(origin=self._verifier.name, size=self._tiles.size, root=self._tiles.root())
        replace(self._folder.checkpoint, sign_note(checkpoint.text(), self._verifier.name, self._private).encode())
        return checkpoint


def _worded(error: Exception) -> Exception:
    if not isinstance(error, sqlite3.Error):
        return error
    _logger.error("the log cannot be written: %s", error.sqlite_errorname)
    told = NoRoom(what="log", why=error.sqlite_errorname)
    told.__cause__ = error
    return told


def _tell(told: Sequence[Told]) -> None:
    """Hands everybody their outcome: one call into each event loop for the whole commit."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Told]] = {}
    for one in told:
        by_loop.setdefault(one[0].loop, []).append(one)
    for loop, its in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more, what was written stays
            loop.call_soon_threadsafe(_settle, its)


def _settle(told: Sequence[Told]) -> None:
    for asked, what in told:
        if asked.placed.done():
            continue
        if isinstance(what, Exception):
            asked.placed.set_exception(what)
        elif isinstance(asked, Asked):
            asked.placed.set_result(bool(what))
        else:
            asked.placed.set_result(what)
