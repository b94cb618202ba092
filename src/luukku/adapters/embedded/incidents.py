"""Incidents in a file of their own, one JSON line each: readable when all else is broken, and never rewritten."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.folder import sync_folder
from luukku.errors import NotFound
from luukku.model.ids import new_id
from luukku.model.incident import Incident
from luukku.ports import Clock

FILE = "incidents.jsonl"
WITHIN = timedelta(hours=72)


class Incidents:
    """`ports.Incidents` over incidents.jsonl in the data folder. Safe to call from several threads."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / FILE
        self._clock = clock
        self._guard = threading.Lock()

    def note(self, kind: str, **data: str | int) -> Incident:
        """Durable when it returns. The same kind and data again is the same incident while it is open: the first one's clock runs on.
        Raises OSError."""
        with self._guard:
            there = next((one for one in self.all() if (one.kind, one.data, one.closed) == (kind, data, None)), None)
            if there is not None:
                return there
            now = self._clock.now()
            found = Incident(id=new_id(), kind=kind, at=now, due=now + WITHIN, data=data)
            self._append({"id": found.id, "kind": kind, "at": now.isoformat(), "due": found.due.isoformat(), "data": data})
            return found

    def close(self, id: str, by: str, note: str) -> Incident:
        """As in `ports.Incidents`. A line more; what stands there is not touched."""
        with self._guard:
            found = next((one for one in self.all() if one.id == id), None)
            if found is None or found.closed is not None:
                raise NotFound(what="incident")
            now = self._clock.now()
            self._append({"closes": id, "at": now.isoformat(), "by": by, "note": note})
            return replace(found, closed=now, by=by, note=note)

    def _append(self, held: Mapping[str, Any]) -> None:
        """One line, durable. Raises OSError."""
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(f"\n{json.dumps(held)}\n".encode())  # the first break ends what a crash cut off
            file.flush()
            os.fsync(file.fileno())
        sync_folder(self._path.parent)

    def all(self) -> list[Incident]:
        """Oldest first. A line that a crash cut off is passed over."""
        return read_incidents(self._path.parent)


def read_incidents(folder: Path) -> list[Incident]:
    """All of a data folder, oldest first; none where there is no file."""
    try:
        lines = (folder / FILE).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found: dict[str, Incident] = {}
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):
            held = json.loads(line)
            at = datetime.fromisoformat(held["at"])
            if "closes" in held:
                found[held["closes"]] = replace(found[held["closes"]], closed=at, by=held["by"], note=held["note"])
            else:
                found[held["id"]] = Incident(id=held["id"], kind=held["kind"], at=at, due=datetime.fromisoformat(held["due"]), data=held["data"])
    return list(found.values())
