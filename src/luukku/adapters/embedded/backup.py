"""Copies of a data folder, and putting one back without bringing back who was erased since.

    <place>/<time>/luukku.db, log/…    data: sealed, and nothing without keys; kept as long as one likes (tiles are made again of it)
    <place>/ledger.db                  the ledger, always the newest
    <keys>/<time>/keys.db              wrapped keys, apart from the data; the old ones go soon
    secret/                            never copied: whoever runs a counter keeps one copy of it elsewhere

Each backup also takes out of the older ones who was erased meanwhile.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from luukku.adapters.embedded.folder import Folder, sync_folder
from luukku.adapters.embedded.keys import Keys, Now
from luukku.adapters.embedded.keys_copies import drop_moved_in, shred_in
from luukku.adapters.embedded.ledger_file import LedgerFile
from luukku.adapters.embedded.log_leaves import read_state
from luukku.adapters.embedded.log_rows import connect_reading, count_entries, outside_verifier, read_cosigned, read_last, version_of
from luukku.adapters.embedded.replay import customers_in, forget_rows, replay
from luukku.adapters.embedded.writer import copy_database
from luukku.errors import Broken, Busy, LuukkuError, NotFound

BESIDE = ("rules", "incidents.jsonl", "receipts.jwks")
"""What else a folder holds that is nobody's: the last good rules, what went wrong, the public keys of receipts."""
TRIES = 5
STAMP = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """Where the copies lie, how many erased people older copies still held, and how many old copies of keys went."""

    data: Path
    keys: Path
    erased: int
    dropped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was put back, and how many people were erased again."""

    data: Path
    keys: Path | None
    erased_again: int


def back_up(path: Path, place: Path, keys: Path, now: datetime, keys_for: timedelta) -> BackedUp:
    """Copies the folder, also while a server runs. Keys' copies older than `keys_for` go, but for the newest.

    Store first, log after it, keys after both, the ledger last: what the store names is in the log, whose key is there
    is in the copy of keys, and who was erased meanwhile is in the ledger. Raises NotFound without a folder, Broken, NoRoom.
    """
    folder = Folder(path, create=False)
    if not folder.store.exists() or not folder.keys.exists():
        raise NotFound(what="folder", path=str(path))
    ledger = folder.open_ledger()
    erased = _clean(place, keys, ledger)
    stamp = now.strftime(STAMP)
    data = _whole(place / stamp, lambda part: _copy_data(folder, part))
    copied = _whole(keys / stamp, lambda part: copy_database(folder.keys, part / folder.keys.name))
    for file in sorted(keys.glob("[!.]*/keys.db")):
        drop_moved_in(file, copied / folder.keys.name)
    _put(folder.ledger, place / folder.ledger.name)
    dropped = _drop_old(keys, now - keys_for)
    return BackedUp(data=data, keys=copied, erased=erased, dropped=dropped)


def restore(path: Path, backup: Path, clock: Now, *, keys: Path | None = None, ledger: Path | None = None) -> Restored:
    """Puts a copy of the data back, and erases again who was erased since, before anything can open.

    `keys`: a copy of keys.db, or the folder of several, of which the newest counts; without, the keys that are there stay.
    `ledger`: where there is none in the folder any more. Killed half-way it is run again; until it is finished nothing opens.
    Raises NotFound for no backup, Broken (ledger gone, rolled back or another's; secrets gone), Taken while a server runs.
    """
    folder = Folder(path, create=False)
    held = None if keys is None else newest_keys(keys)
    if not (backup / folder.store.name).is_file() or not (backup / "log" / folder.entries.name).is_file():
        raise NotFound(what="backup", path=str(backup))
    if not folder.path.is_dir():
        raise Broken(what="secret", file="secret", why="gone")
    for secret in (folder.kek, folder.log_key, folder.hash_key):
        folder.read_secret(secret)
    if held is None and not folder.keys.exists():
        raise NotFound(what="keys", path=str(folder.keys))
    folder.lock()
    try:
        newest = _newest_ledger(folder, ledger)
        folder.restoring.touch(mode=0o600)
        sync_folder(folder.path)
        if newest != folder.ledger:
            _put(newest, folder.ledger)
        _put(backup / folder.store.name, folder.store)
        _put_log(backup / "log", folder)
        for name in BESIDE:
            if (backup / name).exists() and not (folder.path / name).exists():
                _copy_beside(backup / name, folder.path / name)
        if held is not None:
            _put(held, folder.keys)
        again = replay(folder, Keys(folder, clock), folder.open_ledger(), clock.now())
        folder.restored.touch(mode=0o600)
        sync_folder(folder.path)
        folder.restoring.unlink()
        sync_folder(folder.path)
    finally:
        folder.unlock()
    return Restored(data=backup, keys=held, erased_again=again)


def newest_keys(place: Path) -> Path:
    """The copy of keys.db that is meant: the file itself, that of a folder, or the newest of several. Raises NotFound."""
    if place.is_file():
        return place
    found = sorted(place.glob("keys.db")) or sorted(place.glob("*/keys.db"))
    if not found:
        raise NotFound(what="keys", path=str(place))
    return found[-1]


def _newest_ledger(folder: Folder, other: Path | None) -> Path:
    """The longer of the two, which must be one and the same as far as the shorter goes. Raises Broken when there is none."""
    found = [path for path in (folder.ledger, other) if path is not None and path.exists()]
    if not found:
        raise Broken(what="ledger", why="gone", file=folder.ledger.name)
    read = sorted(((LedgerFile(path, folder.keyed_hash).check(), path) for path in found), key=lambda one: len(one[0]))
    if read[-1][0][: len(read[0][0])] != read[0][0]:
        raise Broken(what="ledger", why="two that differ", file=folder.ledger.name)
    return read[-1][1]


def _put_log(copy: Path, folder: Folder) -> None:
    """The longer log stays: what others have seen signed must not be taken back. Tiles are made again."""
    if _length(folder.entries) >= _length(copy / folder.entries.name) and folder.checkpoint.exists():
        return
    folder.log.mkdir(mode=0o700, exist_ok=True)
    for path in (folder.entries, folder.verifier_key, folder.cosigned, folder.checkpoint):
        if (copy / path.name).exists():
            _put(copy / path.name, path)
        else:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder.log / "tile", ignore_errors=True)


def _length(entries: Path) -> int:
    """How many entries there are; -1 when that cannot be read."""
    try:
        return count_entries(entries) if entries.exists() else -1
    except LuukkuError:
        return -1


def _copy_data(folder: Folder, part: Path) -> None:
    (part / "log").mkdir(mode=0o700)
    copy_database(folder.store, part / folder.store.name)
    for name in BESIDE:
        if (folder.path / name).exists():
            _copy_beside(folder.path / name, part / name)
    for again in range(TRIES, 0, -1):
        if _copy_log(folder, part / "log"):
            return
        if again == 1:
            raise Busy(what="log", seconds=1)


def _copy_log(folder: Folder, log: Path) -> bool:
    """Checkpoints, then entries: what is signed is in the copy. False when so much was signed meanwhile that the copy would
    look rolled back to whoever opens it."""
    for small in (folder.cosigned, folder.checkpoint, folder.verifier_key):
        if small.exists():
            _put(small, log / small.name)
    (log / folder.entries.name).unlink(missing_ok=True)
    copy_database(folder.entries, log / folder.entries.name)
    copied, by = Folder(log.parent, create=False), outside_verifier(folder)
    last, cosigned = read_last(copied, by), read_cosigned(copied, by)
    with closing(connect_reading(copied)) as db:
        signed, noted = read_state(db) if version_of(db) > 1 else (0, 0)
    return signed <= (last.size if last else 0) and noted <= (cosigned.size if cosigned else 0)


def _copy_beside(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        _put(source, target)


def _whole(target: Path, fill: Callable[[Path], None]) -> Path:
    """A folder that is there whole or not at all."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700)
    fill(part)
    sync_folder(part)
    part.rename(target)
    sync_folder(target.parent)
    return target


def _put(source: Path, target: Path) -> None:
    """A copy in the place of `target`, at once and durable; what SQLite had written beside an earlier one goes first."""
    for beside in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + beside).unlink(missing_ok=True)
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    if source.suffix == ".db":
        copy_database(source, half)
    else:
        shutil.copyfile(source, half)
        half.chmod(0o600)
        with half.open("rb") as written:
            os.fsync(written.fileno())
    half.replace(target)
    sync_folder(target.parent)


def _clean(place: Path, keys: Path, ledger: LedgerFile) -> int:
    """Takes who was erased out of all copies that lie there; how many people those still held, each counted once."""
    numbers = ledger.numbers()
    found: set[str] = set()

    def gone(customer: str) -> bool:
        if ledger.number(customer) in numbers:
            found.add(customer)
            return True
        return False

    for copy in sorted(place.glob("[!.]*/")) if numbers else ():
        folder = Folder(copy, create=False)
        if held := [customer for customer in customers_in(folder) if gone(customer)]:
            forget_rows(folder, held)
    for file in sorted(keys.glob("[!.]*/keys.db")) if numbers else ():
        shred_in(file, gone)
    return len(found)


def _drop_old(keys: Path, before: datetime) -> int:
    copies = sorted(path for path in keys.glob("[!.]*/") if (path / "keys.db").exists())
    old = [path for path in copies[:-1] if path.name < before.strftime(STAMP)]
    for path in old:
        shutil.rmtree(path)
    return len(old)
