"""The last good rules of a data folder: what decides when a new set cannot be loaded, and every change of the set ever made."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from luukku.adapters.embedded.folder import replace
from luukku.adapters.embedded.shapes import from_json, to_json
from luukku.errors import Broken
from luukku.model.rule import RulesChange, RuleSet
from luukku.model.ruling import DecisionSet

S = TypeVar("S", bound=RuleSet | DecisionSet)


class Last(Generic[S]):
    """The last set and its changes, in two files of the data folder. Only the one who holds the folder writes."""

    def __init__(self, folder: Path, kind: type[S], last: str, changes: str, ids: Callable[[S], Iterable[str]]) -> None:
        self._kind, self._ids = kind, ids
        self._last, self._changes = folder / "rules" / last, folder / "rules" / changes

    def read(self) -> S | None:
        """The last set that was loaded whole; None when there is none. Raises Broken when the file is damaged."""
        try:
            held = self._last.read_bytes()
        except FileNotFoundError:
            return None
        return from_json(self._kind, held)

    def keep(self, rules: S, at: datetime) -> RulesChange | None:
        """From now on this is the last good set. The change to it, written first and durable; None when it is the same set."""
        try:
            old = self.read()
        except Broken:
            old = None  # a damaged one helps nobody: the new one takes its place
        if old is not None and old.sha256 == rules.sha256:
            return None
        before, after = set(self._ids(old)) if old else set(), set(self._ids(rules))
        packs = {pack.id: pack.sha256 for pack in old.packs} if old else {}
        change = RulesChange(
            at=at, was=old.sha256 if old else "", sha256=rules.sha256, added=tuple(sorted(after - before)), removed=tuple(sorted(before - after)),
            changed=tuple(pack.id for pack in rules.packs if packs.get(pack.id, pack.sha256) != pack.sha256),
        )  # fmt: skip
        self._last.parent.mkdir(mode=0o700, exist_ok=True)
        self._append(to_json(RulesChange, change))
        replace(self._last, to_json(self._kind, rules).encode())
        return change

    def changes(self) -> Sequence[RulesChange]:
        """All of them, in order. A last line that a crash cut off is passed over."""
        try:
            lines = self._changes.read_text(encoding="utf-8").split("\n")
        except FileNotFoundError:
            return []
        return [from_json(RulesChange, line) for line in lines if line and _whole(line)]

    def _append(self, line: str) -> None:
        handle = os.open(self._changes, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            if file.tell() and not self._changes.read_bytes().endswith(b"\n"):
                file.write("\n")  # after a line that a crash cut off
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


class LastRules(Last[RuleSet]):
    """`rules/last.json` and `rules/changes.jsonl`: what every use of facts is put to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, RuleSet, "last.json", "changes.jsonl", lambda rules: [rule.id for rule in rules.rules])


class LastDecisions(Last[DecisionSet]):
    """`rules/decisions.json` and `rules/decisions-changes.jsonl`: by what the counter decides. Rules as "<pack>/<rule>"."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, DecisionSet, "decisions.json", "decisions-changes.jsonl", lambda held: [f"{pack.id}/{rule.id}" for pack in held.packs for rule in pack.rules])


def _whole(line: str) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
