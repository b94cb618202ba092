"""keys.db: the key pairs of customers, envelopes and waiting hours, the private halves wrapped; destroyed means gone.

Of a customer *on my device* only the public half is here (`wrapped` is empty), and a row in `device` for each device of theirs:
its own public half, and the customer's private half sealed to it, which only that device opens.

The file runs in rollback mode with secure_delete, over short connections: in WAL mode one open reader is enough to leave
every destroyed key readable in the raw file. Wrapping is AES-KWP (RFC 5649) under secret/kek.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap_with_padding, aes_key_wrap_with_padding

from luukku.adapters.embedded.folder import Folder, sync_folder
from luukku.errors import Broken, Clash, KeyAway, Locked, NoRoom
from luukku.ground.seal import P256_BYTES, new_pair

KeyKind = Literal["customer", "envelope", "waiting", "kept"]
"""kept: the key class of records that a law keeps. It is no customer's, and ends with the law's own day."""
KEPT_IN_MEMORY = 4096
_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, public BLOB NOT NULL, wrapped BLOB NOT NULL, destroy_at REAL
) STRICT, WITHOUT ROWID
"""
_MARK = "CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL) STRICT"
_DEVICE = """
CREATE TABLE IF NOT EXISTS device (
    customer TEXT NOT NULL, id TEXT NOT NULL, public BLOB NOT NULL, sealed BLOB NOT NULL, at REAL NOT NULL, PRIMARY KEY (customer, id)
) STRICT, WITHOUT ROWID
"""
_SET_KEY = "UPDATE keys SET public = ?, wrapped = ? WHERE id = ? AND kind = 'customer'"
VERSION = 1
"""`PRAGMA user_version`: since 1 a ledger of erasures belongs to the file, and `mark` says how far that was."""
Mark = tuple[int, bytes]
"""(seq, hash) of a row of the ledger."""
DeviceRow = tuple[str, bytes, bytes, float]
"""(id, its public half, the customer's private half sealed to it, when it came)."""


class Now(Protocol):
    """The one method of `ports.Clock`."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock, UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    public: bytes
    wrapped: bytes
    destroy_at: float | None


class Keys:
    """All key pairs of a folder. Synchronous and safe to call from several threads; only one process writes (the lock)."""

    def __init__(self, folder: Folder, clock: Now | None = None, *, read_only: bool = False) -> None:
        self.clock: Now = clock or SystemClock()
        self._file = folder.keys
        self._kek = folder.read_secret(folder.kek)
        self._stamp = folder.keyed_hash("stamp of what is sealed to a device")
        self._guard = threading.RLock()
        self._seen: OrderedDict[str, _Key] = OrderedDict()
        self._with_devices: set[str] | None = None
        """Customers who have a device, or had one in this run. None: not looked yet."""
        if not read_only:
            self._file.touch(mode=0o600)
            with self._write() as db:
                db.execute(_SCHEMA)
                db.execute(_MARK)
                db.execute(_DEVICE)
                db.execute(f"PRAGMA user_version = {VERSION}")

    def make(self, id: str, kind: KeyKind, destroy_at: datetime | None = None) -> bytes:
        """A new pair under that id; its public half. Durable when it returns. Raises Clash when the id is in use."""
        private, public = new_pair()
        until = None if destroy_at is None else destroy_at.timestamp()
        row = (id, kind, public, aes_key_wrap_with_padding(self._kek, private), until)
        with self._guard:
            try:
                with self._write() as db:
                    db.execute("INSERT INTO keys VALUES (?, ?, ?, ?, ?)", row)
            except sqlite3.IntegrityError as error:
                raise Clash(what="key") from error
        return public

    def public(self, id: str) -> bytes:
        """The public half. Raises Locked when there is no such key, or its time is over."""
        return self._live(id).public

    def public_or_none(self, id: str) -> bytes | None:
        try:
            return self.public(id)
        except Locked:
            return None

    def private(self, id: str) -> bytes:
        """The private half, unwrapped. For `Seals.open` only. Raises Locked, KeyAway; Broken when it does not unwrap."""
        key = self._live(id)
        if not key.wrapped:
            raise KeyAway()
        try:
            return aes_key_unwrap_with_padding(self._kek, key.wrapped)
        except InvalidUnwrap as error:
            raise Broken(what="key", why="does not unwrap") from error

    def holds_private(self, id: str) -> bool:
        """Whether the private half is here. Raises Locked as `public`."""
        return bool(self._live(id).wrapped)

    def stamp(self, what: bytes, plain: bytes) -> bytes:
        """32 bytes that lie inside what is sealed to a device: by them we know our own again when the device hands it over."""
        return hmac.digest(self._stamp, len(what).to_bytes(4) + what + plain, hashlib.sha256)

    def move_out(self, customer: str, public: bytes, device: DeviceRow) -> None:
        """From now on all is sealed to `public`, whose private half `device` has; the old one stays until `let_go`. Durable when it returns.

        The same again changes nothing. Raises Clash when the customer's key is on a device already, or is still coming back from
        one (what is sealed to that would be lost), Locked.
        """
        with self._guard:
            now = self._live(customer)
            if len(now.public) == P256_BYTES:
                if now.public == public:
                    return
                raise Clash(what="device")
            with self._write() as db:
                if db.execute("SELECT 1 FROM device WHERE customer = ?", (customer,)).fetchone() is not None:
                    raise Clash(what="device")
                db.execute("INSERT INTO device VALUES (?, ?, ?, ?, ?)", (customer, *device))
                db.execute(_SET_KEY, (public, now.wrapped, customer))
            self._seen.pop(customer, None)
            self._came(customer)

    def let_go(self, customer: str) -> None:
        """The private half of a customer whose things are all sealed to their devices is destroyed. Again: nothing changes. Raises Locked."""
        with self._guard:
            now = self._live(customer)
            if len(now.public) != P256_BYTES:
                raise Clash(what="device")
            with self._write() as db:
                db.execute(_SET_KEY, (now.public, b"", customer))
            self._seen.pop(customer, None)
            sync_folder(self._file.parent)  # else a power cut could bring the journal, and with it the key, back

    def move_back(self, customer: str) -> None:
        """From now on all is sealed to a new pair that is kept here. The devices stay until `drop_devices`. Again: nothing changes."""
        with self._guard:
            if len(self._live(customer).public) != P256_BYTES:
                return
            private, public = new_pair()
            with self._write() as db:
                db.execute(_SET_KEY, (public, aes_key_wrap_with_padding(self._kek, private), customer))
            self._seen.pop(customer, None)

    def devices(self, customer: str) -> list[DeviceRow]:
        """The customer's devices, oldest first. `sealed` is empty for one that waits to be let in. The file is not asked for those who
        have none: every page asks."""
        with self._guard:
            if self._with_devices is None:
                self._with_devices = set(self.with_devices())
            if customer not in self._with_devices:
                return []
        with closing(self._connect()) as db:
            rows = db.execute("SELECT id, public, sealed, at FROM device WHERE customer = ? ORDER BY at, id", (customer,)).fetchall()
        return [(str(id), bytes(public), bytes(sealed), float(at)) for id, public, sealed, at in rows]

    def put_device(self, customer: str, device: DeviceRow) -> None:
        """Adds one, or lets it in: its key is never another one. Raises Clash when the id is there with another."""
        id, public, _, _ = device
        with self._guard:
            with self._write() as db:
                there = db.execute("SELECT public FROM device WHERE customer = ? AND id = ?", (customer, id)).fetchone()
                if there is not None and bytes(there[0]) != public:
                    raise Clash(what="device")
                db.execute("INSERT INTO device VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed", (customer, *device))
            self._came(customer)

    def _came(self, customer: str) -> None:
        if self._with_devices is not None:
            self._with_devices.add(customer)

    def drop_devices(self, customer: str, *only: str) -> None:
        """These, or all: what was sealed to them is gone. Again: nothing changes."""
        with self._guard:
            with self._write() as db:
                if only:
                    db.executemany("DELETE FROM device WHERE customer = ? AND id = ?", [(customer, id) for id in only])
                else:
                    db.execute("DELETE FROM device WHERE customer = ?", (customer,))
            sync_folder(self._file.parent)

    def with_devices(self) -> list[str]:
        """Customers who have a device, in order."""
        with closing(self._connect()) as db:
            return [str(id) for (id,) in db.execute("SELECT DISTINCT customer FROM device ORDER BY customer")]

    def ids(self, kind: KeyKind) -> list[str]:
        """Ids of all keys of that kind, in order."""
        with closing(self._connect()) as db:
            return [str(id) for (id,) in db.execute("SELECT id FROM keys WHERE kind = ? ORDER BY id", (kind,))]

    def ends(self, kind: KeyKind) -> dict[str, datetime]:
        """When keys of that kind end (UTC); those without an end are not in it."""
        with closing(self._connect()) as db:
            rows = db.execute("SELECT id, destroy_at FROM keys WHERE kind = ? AND destroy_at IS NOT NULL", (kind,)).fetchall()
        return {str(id): datetime.fromtimestamp(until, UTC) for id, until in rows}

    def end_at(self, id: str, destroy_at: datetime | None) -> None:
        """Sets when the key ends (case closed + 14 days; None: no end). Raises Locked when it is gone already."""
        until = None if destroy_at is None else destroy_at.timestamp()
        with self._guard:
            self._live(id)
            with self._write() as db:
                db.execute("UPDATE keys SET destroy_at = ? WHERE id = ?", (until, id))
            self._seen.pop(id, None)

    def destroy(self, ids: Iterable[str], kind: KeyKind) -> int:
        """Removes keys of that kind from file and memory; how many there were. What they sealed stays shut for good."""
        gone = list(ids)
        with self._guard:
            for id in gone:
                self._seen.pop(id, None)
            with self._write() as db:
                count = sum(db.execute("DELETE FROM keys WHERE id = ? AND kind = ?", (id, kind)).rowcount for id in gone)
                if kind == "customer":
                    db.executemany("DELETE FROM device WHERE customer = ?", [(id,) for id in gone])
            sync_folder(self._file.parent)  # else a power cut could bring the journal, and with it the keys, back
        return count

    def shred(self, customer: str, envelopes: Iterable[str], mark: Mark) -> bool:
        """Removes a customer's key and those of their envelopes at once, and notes how far the ledger was; whether the customer's was there."""
        gone = list(envelopes)
        with self._guard:
            for id in (customer, *gone):
                self._seen.pop(id, None)
            with self._write() as db:
                for id in gone:
                    db.execute("DELETE FROM keys WHERE id = ? AND kind = 'envelope'", (id,))
                was = db.execute("DELETE FROM keys WHERE id = ? AND kind = 'customer'", (customer,)).rowcount
                db.execute("DELETE FROM device WHERE customer = ?", (customer,))
                db.execute("INSERT INTO mark VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash", mark)
            sync_folder(self._file.parent)
        return was > 0

    def mark(self) -> Mark | None:
        """How far the ledger was when a customer's key was shredded last; None: never."""
        with closing(self._connect()) as db:
            found = db.execute("SELECT seq, hash FROM mark").fetchone()
        return None if found is None else (int(found[0]), bytes(found[1]))

    def destroy_ended(self) -> int:
        """The hourly task: destroys every key whose `destroy_at` has come; how many."""
        with closing(self._connect()) as db:
            now = self.clock.now().timestamp()
            ended = db.execute("SELECT id, kind FROM keys WHERE destroy_at <= ?", (now,)).fetchall()
        kinds: set[KeyKind] = {kind for _, kind in ended}
        return sum(self.destroy([id for id, its in ended if its == kind], kind) for kind in kinds)

    def _live(self, id: str) -> _Key:
        with self._guard:
            key = self._seen.get(id)
            if key is None:
                key = self._read(id)
                self._seen[id] = key
                if len(self._seen) > KEPT_IN_MEMORY:
                    self._seen.popitem(last=False)
            else:
                self._seen.move_to_end(id)
        if key.destroy_at is not None and key.destroy_at <= self.clock.now().timestamp():
            raise Locked(why="ended")
        return key

    def _read(self, id: str) -> _Key:
        with closing(self._connect()) as db:
            row = db.execute("SELECT public, wrapped, destroy_at FROM keys WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise Locked(why="gone")
        return _Key(public=row[0], wrapped=row[1], destroy_at=row[2])

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(f"{self._file.as_uri()}?mode=ro", uri=True, timeout=10, isolation_level=None)

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        """One transaction over a short writing connection: rollback journal, secure_delete, synchronous=FULL."""
        try:
            with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as db:
                set_pragmas(db)
                db.execute("BEGIN IMMEDIATE")
                try:
                    yield db
                except BaseException:
                    db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise NoRoom(what="keys", why=error.sqlite_errorname) from error


def set_pragmas(db: sqlite3.Connection) -> None:
    """The settings of every connection that writes keys."""
    for pragma in ("journal_mode=DELETE", "secure_delete=ON", "synchronous=FULL"):
        db.execute(f"PRAGMA {pragma}").fetchone()
