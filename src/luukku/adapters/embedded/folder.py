"""The data folder: where everything lies, whose it is while a server runs, and the secrets that never leave it."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.ledger_file import LedgerFile, make_ledger, version_of
from luukku.errors import BadSettings, Broken, LuukkuError, NoRoom, Taken

SECRET_BYTES = 32
LEDGER_SINCE = 4
"""The version of the store with which the ledger came: an older one may lie in a folder without one."""


class Folder:
    """Paths of one data folder. Made on first use (mode 0700), secrets too (mode 0600); one server holds its lock.

    With `create=False` nothing is written (for commands that only read). Raises Broken when a secret is gone while
    that which needs it is still there: a new one would make everything unreadable without a word; and when the ledger of
    erasures is gone while anything else is there: a new one would let an old copy bring erased people back.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = Path(path).absolute()
        self.store = self.path / "luukku.db"
        self.keys = self.path / "keys.db"
        self.ledger = self.path / "ledger.db"
        self.log = self.path / "log"
        self.entries = self.log / "entries.db"
        self.checkpoint = self.log / "checkpoint"
        self.cosigned = self.log / "cosigned"
        """The newest checkpoint with cosignatures of witnesses."""
        self.verifier_key = self.log / "log.vkey"
        """The public half of log.key as a C2SP verifier key: what outsiders check the checkpoint with."""
        self.secret = self.path / "secret"
        self.kek = self.secret / "kek"
        self.log_key = self.secret / "log.key"
        self.hash_key = self.secret / "hash.key"
        self.receipt_key = self.secret / "receipt.key"
        self.receipt_keys = self.path / "receipts.jwks"
        """Public halves of every key that has signed receipts here."""
        self.lock_file = self.path / "lock"
        self.restoring = self.path / "restoring"
        """There while a backup is being put back: nothing opens before that is finished."""
        self.restored = self.path / "restored"
        """There after a backup was put back, until what was taken back since is taken back again."""
        self._lock: int | None = None
        self._hash_key: bytes | None = None
        if create:
            try:
                self._make()
            except OSError as error:
                raise _unfit(self.path, error) from error

    def _make(self) -> None:
        if self.restoring.exists():
            raise Broken(what="restore", why="unfinished", file=self.restoring.name)
        for folder in (self.path, self.log, self.secret):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for secret, needed_by in ((self.kek, self.keys), (self.log_key, self.entries), (self.hash_key, self.store), (self.hash_key, self.ledger)):
            if not secret.exists():
                if needed_by.exists():
                    raise Broken(what="secret", file=f"secret/{secret.name}", why="gone")
                write_once(secret, secrets.token_bytes(SECRET_BYTES))
        if not self.ledger.exists():
            if any(file.exists() for file in (self.store, self.keys, self.entries)) and not self._is_older_than_ledgers():
                raise Broken(what="ledger", why="gone", file=self.ledger.name)
            make_ledger(self.ledger, self.keyed_hash)
            sync_folder(self.path)

    def _is_older_than_ledgers(self) -> bool:
        """Whether a version that had no ledger wrote this last: store and keys both say so by their version."""
        store, keys = version_of(self.store), version_of(self.keys)
        return store is not None and 0 < store < LEDGER_SINCE and keys in (None, 0)

    def open_ledger(self) -> LedgerFile:
        """Raises Broken when it is gone, damaged, or of another folder."""
        return LedgerFile(self.ledger, self.keyed_hash)

    def caught_up(self) -> None:
        """What was taken back since the copy is taken back again."""
        self.restored.unlink(missing_ok=True)
        sync_folder(self.path)

    def read_secret(self, path: Path) -> bytes:
        """32 raw bytes. Raises Broken when it is missing or has another length."""
        try:
            held = path.read_bytes()
        except FileNotFoundError as error:
            raise Broken(what="secret", file=f"secret/{path.name}", why="gone") from error
        if len(held) != SECRET_BYTES:
            raise Broken(what="secret", file=f"secret/{path.name}", why="length")
        return held

    def keyed_hash(self, text: str) -> bytes:
        """HMAC-SHA-256 of the text under secret/hash.key: finds the same text again, tells nobody which it was."""
        if self._hash_key is None:
            self._hash_key = self.read_secret(self.hash_key)
        return hmac.digest(self._hash_key, text.encode("utf-8"), hashlib.sha256)

    def lock(self, **told: str | int) -> None:
        """Takes the folder for this process until `unlock` or its end. Raises Taken with the holder's pid and the path."""
        held = os.open(self.lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            raise Taken(what="folder", pid=int(self.holder().get("pid", 0)), path=str(self.path)) from error
        self._lock = held
        self.tell_holder(**told)

    def tell_holder(self, **told: str | int) -> None:
        """Writes who holds the lock: {"pid", "address"?, "socket"?}. Written in place: the lock hangs on this very file."""
        if self._lock is None:
            raise RuntimeError("the folder is not locked by this process")
        text = json.dumps({"pid": os.getpid(), **told}).encode("utf-8")
        os.ftruncate(self._lock, 0)
        os.pwrite(self._lock, text, 0)

    def holder(self) -> dict[str, Any]:
        """What the lock file says; {} when it says nothing. It may be left over: only `lock` knows whether it is held."""
        try:
            told = json.loads(self.lock_file.read_bytes())
        except (FileNotFoundError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def unlock(self) -> None:
        """Gives the folder back. Nothing happens when it is not held."""
        if self._lock is not None:
            os.ftruncate(self._lock, 0)
            os.close(self._lock)
            self._lock = None


def _unfit(path: Path, error: OSError) -> LuukkuError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(what="data")
    return BadSettings(key="data", where=str(path), expected=f"a folder that can be written ({error.strerror})")


def write_once(path: Path, held: bytes) -> None:
    """Creates `path` (0600) whole or not at all, and never over an existing one; durable when it returns."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    _write(half, held)
    try:
        os.link(half, path)
    except FileExistsError:
        pass  # another process was quicker: its bytes count
    finally:
        half.unlink()
    sync_folder(path.parent)


def replace(path: Path, held: bytes) -> None:
    """Puts `held` in the place of `path` at once (readers see the old or the new, never half); durable when it returns."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        _write(half, held)
        os.replace(half, path)
    except OSError:
        half.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Makes creations, renames and removals in the folder durable."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, held: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(held)
        file.flush()
        os.fsync(file.fileno())
