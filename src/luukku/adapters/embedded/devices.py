"""Where customers' keys are: moved to their devices and back, and what a device hands over for one request."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import ParamSpec, TypeVar, get_args

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.feed import event_what
from luukku.adapters.embedded.keys import DeviceRow, Keys
from luukku.adapters.embedded.lessons import lesson_what
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.log_rows import RESEALED_AT_ONCE
from luukku.adapters.embedded.seals import HANDED, Handed, Seals
from luukku.adapters.embedded.shapes import fact_what
from luukku.adapters.embedded.store import answer_what
from luukku.adapters.embedded.writer import Database
from luukku.errors import Busy, KeyAway, Malformed
from luukku.ground.jcs import jcs
from luukku.ground.seal import P256_BYTES, check_p256, is_p256
from luukku.model.device import Custody, Device, Holding, Opened, SealedThing, What, Where
from luukku.model.ids import CustomerId

P = ParamSpec("P")
T = TypeVar("T")
SECONDS = 60.0
"""So long at most what was handed over waits for its request."""
MOST, MOST_EACH = 64 * 1024 * 1024, 16 * 1024 * 1024
"""Bytes that may wait so, of all customers and of one: of theirs the oldest goes."""
Row = tuple[Mapping[str, str | int], bytes, str, tuple[object, ...]]
"""To what the seal is bound, the seal, and the statement with its values that puts another in its place."""


class EmbeddedDevices:
    """`ports.Devices`, `ports.Lending` and `ports.Moves` over keys.db, luukku.db and the log."""

    def __init__(self, keys: Keys, seals: Seals, database: Database, log: EmbeddedLog) -> None:
        self._keys = keys
        self._seals = seals
        self._database = database
        self._log = log
        self._waiting: OrderedDict[str, tuple[float, int, Handed]] = OrderedDict()
        self._lent_until: dict[CustomerId, datetime] = {}
        self._guard = threading.Lock()

    # Devices

    async def holding(self, customer: CustomerId) -> Holding:
        return await _apart(self._holding, customer)

    async def put(self, customer: CustomerId, device: Device) -> None:
        await _apart(self._keys.put_device, customer, _row(device))

    async def drop(self, customer: CustomerId, id: str) -> None:
        await _apart(self._keys.drop_devices, customer, id)

    async def sealed(self, customer: CustomerId, what: Collection[What]) -> Sequence[SealedThing]:
        kinds = frozenset(what)
        rows = await self._database.read(lambda db: _rows(db, customer, kinds))
        found = [(bound, sealed) for bound, sealed, _, _ in rows]
        if "log" in kinds:
            found += await self._log.sealed(customer)
        return [SealedThing(id=sha256(sealed).hexdigest(), info=jcs(dict(bound)), sealed=sealed) for bound, sealed in found if is_p256(sealed)]

    def hand_over(self, customer: CustomerId, opened: Opened) -> str:
        try:
            held = {bytes.fromhex(id): plain for id, plain in opened.items()}
        except ValueError:
            raise Malformed(field="opened") from None
        size = sum(len(plain) + 64 for plain in held.values())
        ticket = secrets.token_urlsafe(24)
        with self._guard:
            self._drop_old()
            mine = [(one, waits) for one, (_, waits, handed) in self._waiting.items() if handed.customer == customer]
            while mine and size + sum(waits for _, waits in mine) > MOST_EACH:
                self._waiting.pop(mine.pop(0)[0])[2].forget()
            if size + sum(waits for _, waits, _ in self._waiting.values()) > MOST:
                raise Busy(what="opened", seconds=5)
            self._waiting[ticket] = (time.monotonic() + SECONDS, size, Handed(customer, held))
        return ticket

    @contextmanager
    def handed(self, ticket: str) -> Iterator[None]:
        with self._guard:
            self._drop_old()
            _, _, found = self._waiting.pop(ticket, (0.0, 0, None))
        before = HANDED.set(found)
        try:
            yield
        finally:
            HANDED.reset(before)
            if found is not None:
                found.forget()

    # Lending

    def lend(self, customer: CustomerId, until: datetime | None = None) -> None:
        self._seals.lend(customer)
        if until is not None and self._seals.lent(customer) is not None:
            self._lent_until[customer] = until

    @contextmanager
    def lent(self, customer: CustomerId) -> Iterator[bool]:
        held = self._seals.lent(customer)
        before = HANDED.set(held) if held is not None else None
        try:
            yield held is not None
        finally:
            if before is not None:
                HANDED.reset(before)

    def lending(self, now: datetime | None = None) -> Sequence[CustomerId]:
        found = (CustomerId(id) for id in self._seals.lending())
        return [id for id in found if now is None or id not in self._lent_until or self._lent_until[id] <= now]

    def end_lending(self, customer: CustomerId) -> None:
        self._lent_until.pop(customer, None)
        self._seals.end_lending(customer)

    # Moves

    async def begin_out(self, customer: CustomerId, public: bytes, device: Device) -> None:
        await _apart(self._keys.move_out, customer, public, _row(device))

    async def reseal(self, customer: CustomerId, where: Where) -> int:
        """Piece by piece, as long as fewer are left each time: what nobody can open now is left at the end."""
        before, left = -1, 0
        while left != before:
            before, left = left, await (self._log.reseal(customer) if where == "log" else self._reseal_store(customer))
            if not left:
                break
        return left

    async def _reseal_store(self, customer: CustomerId) -> int:
        def work(db: sqlite3.Connection) -> int:
            rows = _rows(db, customer, frozenset({"facts", "events", "rest"}))
            old = [row for row in rows if not self._seals.is_current(customer, row[1])]
            left = len(old)
            for bound, sealed, statement, values in old[:RESEALED_AT_ONCE]:
                with suppress(KeyAway):
                    db.execute(statement, (self._seals.reseal(customer, bound, sealed), *values))
                    left -= 1
            return left

        return await self._database.write(work)

    async def let_go(self, customer: CustomerId) -> None:
        await _apart(self._keys.let_go, customer)

    async def begin_back(self, customer: CustomerId) -> None:
        there = [one.sealed for one in await self.sealed(customer, get_args(What))]
        await _apart(self._seals.check_open, customer, *there)
        await _apart(self._keys.move_back, customer)

    async def end_back(self, customer: CustomerId) -> None:
        await _apart(self._keys.drop_devices, customer)

    async def moving(self) -> Sequence[CustomerId]:
        return await _apart(self._moving)

    def _moving(self) -> list[CustomerId]:
        found = (CustomerId(id) for id in self._keys.with_devices() if self._keys.public_or_none(id) is not None)
        return [id for id in found if self._holding(id).custody == "moving-out"]

    def _holding(self, customer: CustomerId) -> Holding:
        public = self._keys.public(customer)
        devices = tuple(_device(row) for row in self._keys.devices(customer))
        custody: Custody = "kept"
        if len(public) == P256_BYTES:
            custody = "moving-out" if self._keys.holds_private(customer) else "on-device"
        elif devices:
            custody = "moving-back"
        return Holding(custody=custody, public=public, devices=devices)

    def _drop_old(self) -> None:
        now = time.monotonic()
        while self._waiting and next(iter(self._waiting.values()))[0] <= now:
            self._waiting.popitem(last=False)[1][2].forget()


def _rows(db: sqlite3.Connection, customer: CustomerId, what: frozenset[What]) -> list[Row]:
    """Everything of these kinds in luukku.db that is sealed to the customer."""
    found: list[Row] = []
    if "facts" in what:
        for case, name, about, version, sealed in db.execute(schema.SEALED_FACTS, {"customer": customer}).fetchall():
            found.append((fact_what(customer, case, about, name, version), sealed, schema.RESEAL_FACT, (customer, case, name, about)))
    if "events" in what:
        for seq, sealed in db.execute(schema.SEALED_EVENTS, {"customer": customer}).fetchall():
            found.append((event_what(customer, seq), sealed, schema.RESEAL_EVENT, (seq,)))
    if "rest" in what:
        for id, sealed in db.execute(schema.SEALED_ANSWERS, {"customer": customer}).fetchall():
            found.append((answer_what(customer, id), sealed, schema.RESEAL_ANSWER, (id,)))
        for id, sealed in db.execute(schema.SEALED_LESSONS, {"customer": customer}).fetchall():
            found.append((lesson_what(customer, id), sealed, schema.RESEAL_LESSON, (id,)))
    return found


def _row(device: Device) -> DeviceRow:
    try:
        public = check_p256(device.public)
    except ValueError:
        raise Malformed(field="public") from None
    return device.id, public, device.sealed, device.at.timestamp()


def _device(row: DeviceRow) -> Device:
    id, public, sealed, at = row
    return Device(id=id, public=public, sealed=sealed, at=datetime.fromtimestamp(at, UTC))


async def _apart(do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    return await asyncio.to_thread(do, *given, **named)
