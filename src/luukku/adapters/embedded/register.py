"""The register of decisions, `rules/decided.jsonl`, and the rules by which they were made, `rules/decided/<sha256>.json`: about nobody."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

from luukku.adapters.embedded.folder import replace, sync_folder
from luukku.adapters.embedded.shapes import from_json, to_json
from luukku.errors import Broken, NotFound
from luukku.model.decision import Noted


class DecisionRegister:
    """`ports.Register` in the data folder. Safe to call from several threads; only the one who holds the folder writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "rules"
        self._rows, self._kept = self._folder / "decided.jsonl", self._folder / "decided"
        self._guard = threading.Lock()
        self._there: set[tuple[str, str]] | None = None

    def keep_rules(self, held: bytes) -> str:
        sha256 = hashlib.sha256(held).hexdigest()
        path = self._kept / f"{sha256}.json"
        if not path.is_file():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._kept.mkdir(mode=0o700, exist_ok=True)
            replace(path, held)
        return sha256

    def rules(self, sha256: str) -> bytes:
        if len(sha256) != 64 or not sha256.isalnum():
            raise NotFound(what="rules")
        try:
            held = (self._kept / f"{sha256}.json").read_bytes()
        except FileNotFoundError:
            raise NotFound(what="rules") from None
        if hashlib.sha256(held).hexdigest() != sha256:
            raise Broken(what="rules", file=f"decided/{sha256}.json")
        return held

    def note(self, row: Noted) -> None:
        """Raises OSError."""
        with self._guard:
            if self._there is None:
                self._there = {(one.kind, one.sha256) for one in self.rows()}
            if (row.kind, row.sha256) in self._there:
                return
            self._folder.mkdir(mode=0o700, exist_ok=True)
            handle = os.open(self._rows, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(f"\n{to_json(Noted, row)}".encode())  # the break first ends what a crash cut off
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._folder)
            self._there.add((row.kind, row.sha256))

    def rows(self) -> list[Noted]:
        """Oldest first. A line that a crash cut off is passed over."""
        try:
            lines = self._rows.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        return [row for line in lines if line and (row := _row_or_none(line)) is not None]


def _row_or_none(line: bytes) -> Noted | None:
    try:
        return from_json(Noted, line)
    except Broken:
        return None
