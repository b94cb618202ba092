"""What is wrong with a pack, with file and line, collected instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """`file` is relative to the packs' root, `line` counts from 1 (0: the file as a whole, or a file that lacks)."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(slots=True)
class Problems:
    """Collects problems while packs are read."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, what: str) -> None:
        self.found.append(Problem(file=file, line=line, what=what))

    def sorted(self) -> list[Problem]:
        return sorted(set(self.found))


def nearest(name: str, known: Iterable[str]) -> str:
    """" (did you mean "x"?)", or nothing when no known name is near."""
    close = get_close_matches(name, sorted(known), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""
