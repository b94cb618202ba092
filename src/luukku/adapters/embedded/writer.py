"""The one writer of `luukku.db` and its two readers: what is written is on the disk before anybody is told so.

Callers hand the writer functions; whatever waits meanwhile is committed together (one sync for all), each in a savepoint of
its own, so that one that fails spoils no other. Nobody is kept waiting for company: a single caller is committed at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import sqlite3
import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from sqlalchemy.exc import DBAPIError

from luukku.adapters.embedded.schema import prepare
from luukku.errors import Broken, Busy, LuukkuError, NoRoom

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
LARGEST_GROUP = 256
READERS = 2
TIDY_MILLISECONDS = 200
LOOKED_THROUGH = 256 << 20
"""Bytes of a file that is looked through for what was deleted from it, in memory."""
LOCKED_SECONDS = 5
"""So long is waited for another process that writes (a backup); then Busy."""


class Database:
    """`luukku.db`, opened: made when it is missing. Raises BadSettings for a newer one, Broken for a file that is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = _opened(path)
        self._jobs: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._closed = False
        self._readers = ThreadPoolExecutor(READERS, "luukku-read")
        self._local = threading.local()
        self._reading: list[sqlite3.Connection] = []
        self._thread = threading.Thread(target=self._write_on, name="luukku-write", daemon=True)
        self._thread.start()

    async def write(self, work: Work[T], then: Callable[[], None] | None = None) -> T:
        """What `work` returns, once it is durable. `work` may run twice (its first try undone), so it changes nothing
        but the database; `then` runs once after the commit, in the writer's thread, even if the caller has gone.

        Raises what `work` raises (its writes are undone), NoRoom, Busy, Broken.
        """
        if self._closed:
            raise LuukkuError(what="store", reason="closed")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        context = copy_context()  # of who asks
        self._jobs.put(_Job(lambda connection: context.run(work, connection), then, loop, future))
        return await future

    async def read(self, work: Work[T]) -> T:
        """What `work` returns from a reading connection, which sees all that was committed before this call."""
        if self._closed:
            raise LuukkuError(what="store", reason="closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, copy_context().run, self._read, work)

    async def tidy(self) -> None:
        """Empties the write-ahead log, so that deleted rows are in no file any more (secure_delete has emptied their pages).

        Raises Busy when somebody reads or writes just then: it must not keep the writer waiting.
        """
        await asyncio.to_thread(empty_wal, self._path)

    async def holds(self, marks: Collection[bytes]) -> bool:
        """Whether any of them stands in the file's pages, in rows or between them. A file of more than LOOKED_THROUGH is not looked at: False."""
        return await asyncio.to_thread(_holds, self._path, marks)

    async def rewrite(self) -> None:
        """Writes the whole file anew, so that nothing stands between the rows. Raises Busy when somebody writes just then."""
        await asyncio.to_thread(_rewrite, self._path)

    def close(self) -> None:
        """Commits what was handed in so far and closes the file. Again: nothing happens."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._thread.join()
        self._readers.shutdown()
        for connection in [*self._reading, self._connection]:
            connection.close()

    def _read(self, work: Work[T]) -> T:
        try:
            connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
            if connection is None:
                connection = connect(self._path)
                connection.execute("PRAGMA query_only=ON")
                self._local.connection = connection
                self._reading.append(connection)
            return work(connection)
        except sqlite3.Error as error:
            raise in_words(error) from error

    def _write_on(self) -> None:
        going = True
        while going:
            jobs: list[_Job[Any]] = []
            job = self._jobs.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) == LARGEST_GROUP:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
            going = job is not None
            if jobs:
                _tell(jobs, run_group(self._connection, jobs))


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Work[T]
    then: Callable[[], None] | None
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[T]


@dataclass(slots=True)
class _Outcome:
    result: Any = None
    error: BaseException | None = None


class _GroupBroken(Exception):
    """SQLite undid the whole transaction because of one of its parts."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection that commits by itself unless told BEGIN, and that syncs each commit (synchronous=FULL)."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=LOCKED_SECONDS, cached_statements=256)
    try:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def empty_wal(path: Path) -> None:
    """Writes the write-ahead log back and cuts it to nothing. Raises Busy when somebody reads or writes just then."""
    try:
        with closing(connect(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout={TIDY_MILLISECONDS}")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise in_words(error) from error
    if busy:
        raise Busy(what=path.name, seconds=1)


def _holds(path: Path, marks: Collection[bytes]) -> bool:
    """Through SQLite: whoever opens and closes the file by themselves takes away its locks."""
    try:
        with closing(connect(path)) as connection:
            pages, size = (connection.execute(f"PRAGMA {one}").fetchone()[0] for one in ("page_count", "page_size"))
            if pages * size > LOOKED_THROUGH:
                return False
            held = connection.serialize()
    except sqlite3.Error as error:
        raise in_words(error) from error
    return any(mark in held for mark in marks)


def _rewrite(path: Path) -> None:
    try:
        with closing(connect(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout={TIDY_MILLISECONDS}")
            connection.execute("PRAGMA temp_store=FILE")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise in_words(error) from error
    empty_wal(path)


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy as it stands now, without free pages, also while others write; durable, for its owner only. Raises as `in_words`."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, 0o600))
    try:
        with closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True, timeout=LOCKED_SECONDS, isolation_level=None)) as db:
            db.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise in_words(error) from error
    with target.open("rb") as written:
        os.fsync(written.fileno())


def _opened(path: Path) -> sqlite3.Connection:
    try:
        with closing(connect(path)) as connection:
            prepare(connection)
        return connect(path)
    except sqlite3.Error as error:
        raise in_words(error) from error
    except DBAPIError as error:  # making the tables goes through SQLAlchemy
        if isinstance(error.orig, sqlite3.Error):
            raise in_words(error.orig) from error
        raise


def run_group(connection: sqlite3.Connection, jobs: Sequence[_Job[Any]]) -> list[_Outcome]:
    """One transaction for all; when it breaks as a whole, one for each. The outcomes in the jobs' order."""
    if len(jobs) == 1:
        return [_run_alone(connection, jobs[0])]
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        return [_Outcome(error=in_words(error)) for _ in jobs]
    try:
        return _run_together(connection, jobs)
    except (_GroupBroken, sqlite3.Error):
        _undo(connection)
    return [_run_alone(connection, job) for job in jobs]


def _run_together(connection: sqlite3.Connection, jobs: Sequence[_Job[Any]]) -> list[_Outcome]:
    outcomes = []
    for job in jobs:
        connection.execute("SAVEPOINT one")
        try:
            outcomes.append(_Outcome(result=job.work(connection)))
        except Exception as error:
            if not connection.in_transaction:
                raise _GroupBroken from error
            connection.execute("ROLLBACK TO one")
            outcomes.append(_Outcome(error=_worded(error)))
        connection.execute("RELEASE one")
    connection.execute("COMMIT")
    return outcomes


def _run_alone(connection: sqlite3.Connection, job: _Job[Any]) -> _Outcome:
    try:
        connection.execute("BEGIN IMMEDIATE")
        result = job.work(connection)
        connection.execute("COMMIT")
    except Exception as error:  # whatever it is, it is the caller's: the writer lives on
        _undo(connection)
        return _Outcome(error=_worded(error))
    return _Outcome(result=result)


def _undo(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _tell(jobs: Sequence[_Job[Any]], outcomes: Sequence[_Outcome]) -> None:
    """Hands each caller its outcome: one call into each event loop for the whole group."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], _Outcome]]] = {}
    for job, outcome in zip(jobs, outcomes, strict=True):
        if outcome.error is None and job.then is not None:
            job.then()
        by_loop.setdefault(job.loop, []).append((job.future, outcome))
    for loop, told in by_loop.items():
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more, what was written stays
            loop.call_soon_threadsafe(_settle, told)


def _settle(told: Sequence[tuple[asyncio.Future[Any], _Outcome]]) -> None:
    for future, outcome in told:
        if future.done():
            continue
        if outcome.error is None:
            future.set_result(outcome.result)
        else:
            future.set_exception(outcome.error)


def _worded(error: Exception) -> Exception:
    return in_words(error) if isinstance(error, sqlite3.Error) else error


def in_words(error: sqlite3.Error) -> LuukkuError:
    """What SQLite says, as an error of the tree: full → NoRoom, locked → Busy, damaged → Broken, else the root."""
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if kind == sqlite3.SQLITE_FULL or name == "SQLITE_IOERR_SHMSIZE":  # the second: no room for the file beside the log of writes
        worded: LuukkuError = NoRoom(what="luukku.db")
    elif kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        worded = Busy(what="luukku.db", seconds=LOCKED_SECONDS)
    elif kind in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        worded = Broken(what="luukku.db", reason=name)
    else:
        worded = LuukkuError(what="luukku.db", reason=name)
    worded.__cause__ = error
    return worded
