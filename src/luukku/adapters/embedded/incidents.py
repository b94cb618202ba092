"""Incidents in a file of their own, one JSON line each: readable when all else is broken, and never rewritten."""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from luukku.adapters.embedded.folder import sync_folder
from luukku.model.ids import new_id
from luukku.model.incident import Incident
from luukku.ports import Clock

WITHIN = timedelta(hours=72)


class Incidents:
    """`ports.Incidents` over incidents.jsonl in the data folder. Safe to call from several threads."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "incidents.jsonl"
        self._clock = clock
        self._guard = threading.Lock()

    def note(self, kind: str, **data: str | int) -> Incident:
        """Durable when it returns. The same kind and data again is the same incident: the first one's clock runs on. Raises OSError."""
        with self._guard:
            there = next((one for one in self.all() if (one.kind, one.data) == (kind, data)), None)
            if there is not None:
                return there
            now = self._clock.now()
            found = Incident(id=new_id(), kind=kind, at=now, due=now + WITHIN, data=data)
            line = json.dumps({"id": found.id, "kind": kind, "at": now.isoformat(), "due": found.due.isoformat(), "data": data})
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            with os.fdopen(handle, "ab") as file:
                file.write(f"\n{line}\n".encode())  # the first break ends what a crash cut off
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._path.parent)
            return found

    def all(self) -> list[Incident]:
        """Oldest first. A line that a crash cut off is passed over."""
        try:
            lines = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        found: list[Incident] = []
        for line in lines:
            with suppress(ValueError, KeyError, TypeError):
                held = json.loads(line)
                at, due = datetime.fromisoformat(held["at"]), datetime.fromisoformat(held["due"])
                found.append(Incident(id=held["id"], kind=held["kind"], at=at, due=due, data=held["data"]))
        return found
