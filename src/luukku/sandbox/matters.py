"""A practice organisation's memory: its matters in SQLite, and the journal of what it received.

A message id stands under a unique index, so that a repeat finds the matter that the first one made and nothing is
done twice (a2a-sdk itself does not deduplicate). Everything of a message is one transaction with synchronous=FULL.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luukku.sandbox import rules
from luukku.sandbox.offices import KELA, Office

SCHEMA = """
CREATE TABLE IF NOT EXISTS matters (
    task TEXT PRIMARY KEY, context TEXT NOT NULL, service TEXT NOT NULL, state TEXT NOT NULL, needs TEXT NOT NULL,
    reason TEXT, facts TEXT NOT NULL, reference TEXT NOT NULL, finish_at REAL);
CREATE TABLE IF NOT EXISTS messages (message TEXT PRIMARY KEY, task TEXT NOT NULL REFERENCES matters (task));
CREATE TABLE IF NOT EXISTS received (n INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS unread (n INTEGER PRIMARY KEY AUTOINCREMENT, line TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS erased (message TEXT PRIMARY KEY, shares TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS changes (message TEXT PRIMARY KEY, line TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS looks (task TEXT PRIMARY KEY REFERENCES matters (task), n INTEGER NOT NULL);
"""


class NoSuchMatter(Exception):
    """A task id that was never given out."""


class NotAsked(Exception):
    """A message for a matter that waits for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    task: str
    context: str
    service: str
    state: rules.State
    needs: tuple[str, ...]
    reason: str | None
    reference: str


class Matters:
    """All matters of one organisation, in one data folder. Blocking and thread-safe."""

    def __init__(self, folder: Path, finish_after: float = 2.0, office: Office = KELA) -> None:
        """`finish_after`: seconds from having everything to the end."""
        folder.mkdir(parents=True, exist_ok=True)
        self.office = office
        self._journal = folder / "received.jsonl"
        self._finish_after = finish_after
        self._lock = threading.Lock()
        self._db = sqlite3.connect(folder / "matters.db", check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.executescript(SCHEMA)
        self._write_journal()

    def close(self) -> None:
        self._db.close()

    def receive(self, message: str, task: str | None, data: object) -> Matter:
        """Takes one message. Raises NoSuchMatter, NotAsked; in both cases nothing is kept."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                first = self._db.execute("SELECT task FROM messages WHERE message = ?", (message,)).fetchone()
                if first is None:
                    task = self._take(message, task, data)
                else:
                    task = str(first["task"])
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._write_journal()
            return self._look(task)

    def look(self, task: str) -> Matter:
        """How it stands, asked by the counter. Raises NoSuchMatter."""
        with self._lock:
            row = self._row(task)
            rule = self.office.services.get(row["service"])
            if rule is not None and rule.looks and row["state"] == "working":
                self._db.execute("INSERT INTO looks (task, n) VALUES (?, 1) ON CONFLICT (task) DO UPDATE SET n = n + 1", (task,))
            return self._look(task)

    def received(self) -> list[dict[str, Any]]:
        """Every message that could be read, oldest first: share, message, task, service, assurance, facts."""
        return self._lines("received")

    def unread(self) -> list[dict[str, Any]]:
        """Messages that could not be read: {"message", "data"}."""
        return self._lines("unread")

    def erased(self) -> list[list[str]]:
        """The shares of each notice that somebody was erased, oldest first."""
        with self._lock:
            return [json.loads(row["shares"]) for row in self._db.execute("SELECT shares FROM erased ORDER BY rowid")]

    def changes(self) -> list[dict[str, Any]]:
        """What was told of facts, oldest first: {"kind", "shares", "facts"}."""
        with self._lock:
            return [json.loads(row["line"]) for row in self._db.execute("SELECT line FROM changes ORDER BY rowid")]

    def _lines(self, table: str) -> list[dict[str, Any]]:
        with self._lock:
            return [json.loads(row["line"]) for row in self._db.execute(f"SELECT line FROM {table} ORDER BY n")]  # noqa: S608  two names of ours

    def _take(self, message: str, task: str | None, data: object) -> str:
        shares = rules.read_erased(data)
        if shares is not None:
            return self._erase(message, shares)
        change = rules.read_change(data)
        if change is not None:
            return self._change(message, change)
        undone = rules.read_undone(data)
        if undone is not None:
            return self._undo(message, undone)
        request = rules.read_request(data)
        if task is None:
            before: Mapping[str, Any] = {}
            task = self._open(request.service if request else "")
        else:
            row = self._row(task)
            if row["state"] != "asks":
                raise NotAsked
            before = json.loads(row["facts"])
            if request is not None and request.service != row["service"]:
                request = None
        outcome = rules.decide(request, before, self.office.services)
        self._note(message, task, request, data)
        facts = json.dumps({**before, **(request.facts if request else {})})
        finish_at = time.time() + self._finish_after if outcome.state == "working" else None
        self._db.execute(
            "UPDATE matters SET state = ?, needs = ?, reason = ?, facts = ?, finish_at = ? WHERE task = ?",
            (outcome.state, json.dumps(outcome.needs), outcome.reason, facts, finish_at, task),
        )
        return task

    def _undo(self, message: str, share: str) -> str:
        """What was asked by this share is not done: its matter is closed. The notice is a matter of its own, done at once."""
        task = self._open("")
        self._db.execute("UPDATE matters SET state = 'done' WHERE task = ?", (task,))
        self._db.execute("INSERT INTO messages (message, task) VALUES (?, ?)", (message, task))
        self._db.execute("UPDATE matters SET state = 'rejected', reason = 'closed', finish_at = NULL WHERE task IN (SELECT task FROM messages WHERE message = ?)", (share,))
        return task

    def _erase(self, message: str, shares: tuple[str, ...]) -> str:
        """What these shares told goes; what was decided stays. The notice is a matter of its own, done at once."""
        task = self._open("")
        self._db.execute("UPDATE matters SET state = 'done' WHERE task = ?", (task,))
        self._db.execute("INSERT INTO messages (message, task) VALUES (?, ?)", (message, task))
        self._db.execute("INSERT INTO erased (message, shares) VALUES (?, ?)", (message, json.dumps(shares)))
        for share in shares:
            self._db.execute("UPDATE matters SET facts = '{}' WHERE task IN (SELECT task FROM messages WHERE message = ?)", (share,))
            self._db.execute("UPDATE received SET line = json_set(line, '$.facts', json('{}')) WHERE json_extract(line, '$.share') = ?", (share,))
        self._journal.unlink(missing_ok=True)  # it is written anew, without them
        return task

    def _change(self, message: str, change: Mapping[str, Any]) -> str:
        """What is to know of facts is written down. As with a notice of an erasure, a matter of its own, done at once."""
        task = self._open("")
        self._db.execute("UPDATE matters SET state = 'done' WHERE task = ?", (task,))
        self._db.execute("INSERT INTO messages (message, task) VALUES (?, ?)", (message, task))
        self._db.execute("INSERT INTO changes (message, line) VALUES (?, ?)", (message, json.dumps(change)))
        return task

    def _note(self, message: str, task: str, request: rules.Request | None, data: object) -> None:
        if request is None:
            self._db.execute("INSERT INTO unread (line) VALUES (?)", (json.dumps({"message": message, "data": data}, ensure_ascii=False),))
        else:
            line = {"share": request.share, "message": message, "task": task, "service": request.service, "assurance": request.assurance, "facts": dict(request.facts)}
            self._db.execute("INSERT INTO received (line) VALUES (?)", (json.dumps(line, ensure_ascii=False),))
        self._db.execute("INSERT INTO messages (message, task) VALUES (?, ?)", (message, task))

    def _open(self, service: str) -> str:
        task, context, reference = secrets.token_hex(16), secrets.token_hex(16), "H-" + secrets.token_hex(3).upper()
        self._db.execute(
            "INSERT INTO matters (task, context, service, state, needs, facts, reference) VALUES (?, ?, ?, 'working', '[]', '{}', ?)",
            (task, context, service, reference),
        )
        return task

    def _row(self, task: str) -> sqlite3.Row:
        row: sqlite3.Row | None = self._db.execute("SELECT * FROM matters WHERE task = ?", (task,)).fetchone()
        if row is None:
            raise NoSuchMatter
        return row

    def _look(self, task: str) -> Matter:
        """A matter is finished when somebody looks after its time: no timer has to survive a restart."""
        row = self._row(task)
        rule = self.office.services.get(row["service"])
        if row["state"] == "working" and rule is not None and time.time() >= (row["finish_at"] or 0) and self._looked(task) >= rule.looks:
            end = rules.finish(rule)
            self._db.execute("UPDATE matters SET state = ?, reason = ?, finish_at = NULL WHERE task = ?", (end.state, end.reason, task))
            row = self._row(task)
        return Matter(
            task=row["task"], context=row["context"], service=row["service"], state=row["state"],
            needs=tuple(json.loads(row["needs"])), reason=row["reason"], reference=row["reference"],
        )

    def _looked(self, task: str) -> int:
        row = self._db.execute("SELECT n FROM looks WHERE task = ?", (task,)).fetchone()
        return 0 if row is None else int(row["n"])

    def _write_journal(self) -> None:
        """Brings received.jsonl up to the table: rows beyond its whole lines are added, a torn last line goes first."""
        whole = self._journal.read_bytes() if self._journal.exists() else b""
        end = whole.rfind(b"\n") + 1
        rows = self._db.execute("SELECT line FROM received ORDER BY n LIMIT -1 OFFSET ?", (whole.count(b"\n"),)).fetchall()
        if not rows and end == len(whole):
            return
        with self._journal.open("ab") as out:
            out.truncate(end)
            out.writelines(row["line"].encode() + b"\n" for row in rows)
            out.flush()
            os.fsync(out.fileno())
