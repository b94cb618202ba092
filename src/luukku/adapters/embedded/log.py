"""The append-only log of every use: an entry is durable before anything that it is about happens."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from contextvars import copy_context
from datetime import datetime
from functools import partial
from typing import Any, ParamSpec, TypeVar, cast, get_args

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.incidents import Incidents
from luukku.adapters.embedded.log_check import Seen, affected, check_log, go_on, open_row, open_rows
from luukku.adapters.embedded.log_looks import looks_since
from luukku.adapters.embedded.log_rows import Asked, Forgetting, Resealing, connect_reading
from luukku.adapters.embedded.log_writer import LogWriter
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.writer import empty_wal
from luukku.errors import Broken, LuukkuError, NotFound
from luukku.ground.entry import entry_label
from luukku.model.ids import CustomerId, ShareId, new_id
from luukku.model.use import Entry, EntryKind, Result

_logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
_KINDS, _RESULTS = frozenset(get_args(EntryKind)), frozenset(get_args(Result))
_ONE = "SELECT seq, customer, commitment, sealed FROM entries WHERE id = ?"
_OF = "SELECT id, sealed FROM entries WHERE customer = ? ORDER BY n"
_UNFINISHED = """
SELECT customer, id FROM entries AS share WHERE opens = 1
AND NOT EXISTS (SELECT 1 FROM entries AS later WHERE later.finishes = share.id) ORDER BY seq
"""


class EmbeddedLog:
    """`ports.Log` over log/entries.db. Raises Broken at once when the folder was rolled back or changed behind its checkpoint."""

    def __init__(self, folder: Folder, seals: Seals) -> None:
        self._folder = folder
        self._seals = seals
        self.incidents = Incidents(folder.path, seals.keys.clock)
        try:
            self._writer = LogWriter(folder, seals, self._note)
        except Broken as broken:
            self._note(broken)
            raise
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="log-reader")
        self._seen = Seen()

    async def append(
        self, customer: CustomerId, kind: EntryKind, *, actor: str, purpose: str, receiver: str | None, facts: Sequence[str],
        permission: str | None, basis: str, rule: str, result: str, about: str | None, id: str | None = None,
    ) -> str:
        """Durable when it returns; the entry's id. The same id again changes nothing (Clash if it is another customer's).

        `facts` are stored once each and in order. Raises ValueError for a kind or result outside the closed lists,
        Locked when the customer's keys are gone, NoRoom when it cannot be written, Broken when the log has stopped.
        """
        await self.place(customer, kind, actor=actor, purpose=purpose, receiver=receiver, facts=facts, permission=permission,
                         basis=basis, rule=rule, result=result, about=about, id=(id := id or new_id()))
        return id

    async def place(
        self, customer: CustomerId, kind: EntryKind, *, actor: str, purpose: str, receiver: str | None, facts: Sequence[str],
        permission: str | None, basis: str, rule: str, result: str, about: str | None, id: str,
    ) -> bool:
        """As `append`; True when the entry is new, False when it stood there before."""
        if kind not in _KINDS or result not in _RESULTS:
            raise ValueError(f"no such kind or result of an entry: {kind}, {result}")
        entry = Entry(
            id=id, n=0, kind=kind, at=self._seals.keys.clock.now(), actor=actor, purpose=purpose, receiver=receiver,
            facts=tuple(sorted(set(facts))), permission=permission, basis=basis, rule=rule, result=cast(Result, result), about=about,
        )
        loop = asyncio.get_running_loop()
        asked = Asked(customer=customer, entry=entry, loop=loop, placed=loop.create_future())
        self._writer.submit(asked)
        return await asked.placed

    async def entries(self, customer: CustomerId, after: int = 0) -> Sequence[Entry]:
        """The customer's own behind their `after`th, opened with their key, in order of `n`. Raises Locked, Broken with the position."""
        return await self._in_pool(self._entries_now, customer, after)

    async def entry(self, id: str) -> tuple[CustomerId, Entry]:
        """One entry and whose it is. Raises NotFound, Locked, Broken."""
        return await self._in_pool(self._entry_now, id)

    async def unfinished(self) -> Sequence[tuple[CustomerId, ShareId]]:
        """Authorised shares without a done, refused or not-carried-out entry, oldest first."""
        return await self._in_pool(self._unfinished_now)

    async def verify(self) -> Mapping[str, Any]:
        """See `log_check.check_log`. Raises Broken with the position."""
        return await self._in_pool(self._verify_now)

    async def checked(self) -> Mapping[str, Any]:
        """As `verify`, for pages: entries that this process has checked under an earlier checkpoint are not read again."""
        return await self._in_pool(self._checked_now)

    async def looks(self, since: datetime) -> Sequence[tuple[CustomerId, Entry]]:
        """As in `ports.Log`. Raises Broken with the position."""
        return await self._in_pool(self._looks_now, since)

    async def forget(self, customer: CustomerId) -> int:
        """Of the customer's entries only place and commitment stay; how many there were. Until `tidy` the rest lies in the write-ahead log.

        After the customer's key is gone: from then on no entry of theirs can come. Raises NoRoom, Broken.
        """
        loop = asyncio.get_running_loop()
        asked = Forgetting(customer=customer, loop=loop, placed=loop.create_future())
        self._writer.submit(asked)
        return await asked.placed

    async def reseal(self, customer: CustomerId) -> int:
        """Seals some of the customer's entries to where their key is now; how many are still to be. Raises NoRoom, Locked, Broken."""
        loop = asyncio.get_running_loop()
        asked = Resealing(customer=customer, context=copy_context(), loop=loop, placed=loop.create_future())
        self._writer.submit(asked)
        return await asked.placed

    async def sealed(self, customer: CustomerId) -> Sequence[tuple[Mapping[str, str | int], bytes]]:
        """To what each of the customer's entries is bound, and its seal; in order of `n`. Opens nothing."""
        return await self._in_pool(self._sealed_now, customer)

    async def tidy(self) -> None:
        """What was taken out is in no file of the log any more. Raises Busy while somebody reads on."""
        await self._in_pool(empty_wal, self._folder.entries)

    def cosigned(self, size: int) -> None:
        """A checkpoint of this size lies in log/cosigned now; an older one in its place will be noticed."""
        self._writer.cosigned = size

    def stop(self, broken: Broken) -> None:
        """No entry is taken any more, so nothing is released: somebody has proven that this log is not the one it was."""
        self._writer.stop(broken)

    def close(self) -> None:
        """Writes and signs what is in line, then closes."""
        self._writer.close()
        self._pool.shutdown()

    async def _in_pool(self, do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(copy_context().run, do, *given, **named))

    def _entries_now(self, customer: CustomerId, after: int) -> tuple[Entry, ...]:
        with closing(connect_reading(self._folder)) as db:
            return open_rows(db, self._seals, customer, after)

    def _looks_now(self, since: datetime) -> tuple[tuple[CustomerId, Entry], ...]:
        with closing(connect_reading(self._folder)) as db:
            return looks_since(db, self._seals, since)

    def _verify_now(self) -> Mapping[str, Any]:
        try:
            return check_log(self._folder, self._seals)
        except Broken as broken:
            self._note(broken)
            raise

    def _note(self, broken: Broken) -> None:
        """An incident, with how many customers may be affected. That it cannot be written down changes nothing."""
        data = dict(broken.data)
        with suppress(sqlite3.Error, LuukkuError):
            data["customers"] = len(affected(self._folder, int(data.get("position", 0))))
        try:
            self.incidents.note("log-broken", **data)
        except OSError as error:
            _logger.error("an incident cannot be written down: %s", type(error).__name__)

    def _checked_now(self) -> Mapping[str, Any]:
        try:
            found, seen = go_on(self._folder, self._seals, self._seen)
        except Broken as broken:
            self._note(broken)
            raise
        if seen.entries > self._seen.entries:
            self._seen = seen
        return found

    def _entry_now(self, id: str) -> tuple[CustomerId, Entry]:
        with closing(connect_reading(self._folder)) as db:
            row = db.execute(_ONE, (id,)).fetchone()
        if row is None:
            raise NotFound(what="entry")
        seq, customer, commitment, sealed = row
        return CustomerId(customer), open_row(self._seals, seq, customer, id, commitment, sealed)

    def _sealed_now(self, customer: CustomerId) -> list[tuple[Mapping[str, str | int], bytes]]:
        with closing(connect_reading(self._folder)) as db:
            return [(entry_label(customer, id), bytes(sealed)) for id, sealed in db.execute(_OF, (customer,))]

    def _unfinished_now(self) -> tuple[tuple[CustomerId, ShareId], ...]:
        with closing(connect_reading(self._folder)) as db:
            return tuple((CustomerId(customer), ShareId(id)) for customer, id in db.execute(_UNFINISHED))
