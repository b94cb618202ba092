"""A witness: keeps the newest checkpoint of each log that it knows, and cosigns only what adds to it."""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from luukku.adapters.embedded.folder import replace, write_once
from luukku.errors import BadSettings, Broken, Taken
from luukku.ground.cosign import cosign, cosigned_by, cosigner
from luukku.ground.note import Checkpoint, Verifier, open_checkpoint, public_of
from luukku.ground.witnessing import NOTHING, Declined, judge, only_signed_by, origin_hash, read_request

SIZE_TYPE, TEXT_TYPE = "text/x.tlog.size", "text/plain; charset=utf-8"


class Witness:
    """Holds a folder: `<sha256 of the origin>.checkpoint` for each log, with the log's signature and its own, durable before it answers.

    `key` is a file of 32 raw bytes, made when there is none. Raises Taken when another witness holds the folder, Broken
    when a checkpoint in it does not verify: a witness that has forgotten what it signed must not sign again.
    """

    def __init__(self, folder: Path, key: Path, name: str, logs: Sequence[Verifier], now: Callable[[], datetime]) -> None:
        self._folder, self._name, self._now = folder, name, now
        self._logs = {log.name: log for log in logs}
        self._guard = threading.Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._lock)
            raise Taken(what="folder", path=str(folder)) from error
        try:
            self._private = _read_key(key)
            self.verifier = cosigner(name, public_of(self._private))
            self._last = {origin: self._read(log) for origin, log in self._logs.items()}
        except BaseException:
            os.close(self._lock)
            raise

    def add(self, body: bytes) -> tuple[int, str, str]:
        """Answers `add-checkpoint`: (http status, content type, text)."""
        try:
            request = read_request(body.decode("utf-8"))
        except (Broken, UnicodeDecodeError):
            return 400, TEXT_TYPE, "malformed\n"
        with self._guard:  # comparing and keeping are one step
            try:
                line = self._cosign(request.note, judge(request, self._logs, self._last_of(request.note)))
            except Declined as no:
                return (no.status, TEXT_TYPE, "no\n") if no.size is None else (no.status, SIZE_TYPE, f"{no.size}\n")
            except OSError:
                return 507, TEXT_TYPE, "cannot be kept, so it is not signed\n"
        return 200, TEXT_TYPE, line

    def newest(self, hash: str) -> str | None:
        """The newest checkpoint of the log whose origin has this hash, with its signature and ours; None: none was signed."""
        known = next((log for log in self._logs.values() if origin_hash(log.name) == hash), None)
        path = None if known is None else self._path(known)
        return path.read_text(encoding="utf-8") if path is not None and path.exists() else None

    def close(self) -> None:
        os.close(self._lock)

    def _last_of(self, note: str) -> Checkpoint:
        return self._last.get(note.partition("\n")[0], NOTHING)

    def _cosign(self, note: str, checkpoint: Checkpoint) -> str:
        log = self._logs[checkpoint.origin]
        line = cosign(note, self._name, self._private, int(self._now().timestamp()))
        replace(self._path(log), (only_signed_by(note, log) + line).encode())
        self._last[log.name] = checkpoint
        return line

    def _path(self, log: Verifier) -> Path:
        return self._folder / f"{origin_hash(log.name)}.checkpoint"

    def _read(self, log: Verifier) -> Checkpoint:
        path = self._path(log)
        if not path.exists():
            return NOTHING
        try:
            note = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise Broken(what="checkpoint", why="format", file=path.name) from error
        cosigned_by(note, self.verifier)
        return open_checkpoint(note, log)


def _read_key(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(path, secrets.token_bytes(32))
    held = path.read_bytes()
    if len(held) != 32:
        raise BadSettings(key="--key", where=str(path), expected="a file of 32 bytes")
    return held
