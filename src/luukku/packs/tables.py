"""Reads TOML tables by what is expected of them, and notes every departure with its file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from luukku.ground.dates import parse_duration
from luukku.model.pack import Where
from luukku.packs.lines import Path as Place
from luukku.packs.lines import index_lines, line_of
from luukku.packs.plain import read_plain
from luukku.packs.problems import Problems, nearest

T = TypeVar("T", bound=str)
_AT_LINE = re.compile(r"\(at line (\d+),")


class Source:
    """One TOML file: its text, and on which line things stand (looked up only when somebody asks)."""

    def __init__(self, file: str, text: str, pack: str, problems: Problems, tables: Mapping[Place, int]) -> None:
        """`tables`: lines that are known already."""
        self.file, self.text, self.pack, self.problems, self._tables = file, text, pack, problems, tables

    @cached_property
    def lines(self) -> Mapping[Place, int]:
        return index_lines(self.text)

    def where(self, path: Place) -> Where:
        line = self._tables.get(path)
        return Where(pack=self.pack, file=self.file, line=line_of(self.lines, path) if line is None else line)


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """The file's text; None and a problem when it cannot be read as UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as bad:
        problems.add(file, bad.object[: bad.start].count(b"\n") + 1, "not UTF-8 text")
    except OSError as bad:
        problems.add(file, 0, f"cannot be read: {bad.strerror}")
    return None


def read_toml(path: Path, file: str, pack: str, problems: Problems) -> Table | None:
    """The file's outermost table; None and a problem when it is not there or no TOML."""
    if not path.is_file():
        problems.add(file, 0, "is missing")
        return None
    text = read_text(path, file, problems)
    if text is None:
        return None
    plain = read_plain(text)
    if plain is not None:
        return Table(plain[0], Source(file, text, pack, problems, plain[1]), ())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as bad:
        match = _AT_LINE.search(str(bad))
        problems.add(file, int(match.group(1)) if match else text.count("\n") + 1, f"not TOML: {bad}")
        return None
    except RecursionError:
        problems.add(file, 0, "nested too deeply")
        return None
    return Table(data, Source(file, text, pack, problems, {}), ())


class Table:
    """A table whose keys are taken one by one; `finish` then reports those that nobody took.

    A getter without default notes a missing key; a wrong type is noted and the fallback given, so reading goes on.
    """

    def __init__(self, data: Mapping[str, object], source: Source, path: Place) -> None:
        self.data, self.source, self.path = data, source, path
        self._taken: list[str] = []

    def problem(self, what: str, *keys: str | int) -> None:
        self.source.problems.add(self.source.file, self.where(*keys).line, what)

    def where(self, *keys: str | int) -> Where:
        return self.source.where((*self.path, *keys))

    def has(self, key: str) -> bool:
        return key in self.data

    def raw(self, key: str) -> object:
        self._taken.append(key)
        return self.data.get(key)

    def _get(self, key: str, kind: type, needed: bool, word: str) -> object:
        value = self.raw(key)
        if value is None:
            if needed:
                self.problem(f'"{key}" is missing')
        elif not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool) or (isinstance(value, datetime)):
            self.problem(f'"{key}" must be {word}', key)
            return None
        return value

    def text(self, key: str, default: str | None = None) -> str:
        """Text with at least one visible sign; surrounding blanks are kept."""
        value = self._get(key, str, default is None, "a text")
        if isinstance(value, str) and not value.strip():
            self.problem(f'"{key}" is empty', key)
        return value if isinstance(value, str) else (default or "")

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else None

    def choice(self, key: str, allowed: Sequence[T], default: T | None = None) -> T:
        value = self.text(key, default)
        for one in allowed:
            if one == value:
                return one
        if self.has(key):
            self.problem(f'"{key}" is one of {", ".join(allowed)}, not "{value}"{nearest(value, allowed)}', key)
        return default if default is not None else allowed[0]

    def whole(self, key: str, default: int, most: int) -> int:
        value = self._get(key, int, False, "a whole number")
        if isinstance(value, int) and not 0 <= value <= most:
            self.problem(f'"{key}" lies between 0 and {most}', key)
            return default
        return value if isinstance(value, int) else default

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.raw(key)
        if value is None:
            self.problem(f'"{key}" is missing')
        elif isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.problem(f'"{key}" must be a number from 0 to 1', key)
        else:
            return float(value)
        return 0.0

    def flag(self, key: str) -> bool:
        return self._get(key, bool, False, "true or false") is True

    def day(self, key: str) -> date:
        value = self._get(key, date, True, "a date")
        return value if isinstance(value, date) else date.min

    def duration(self, key: str, default: str | None = None) -> str:
        """An ISO 8601 duration of years, months, weeks and days."""
        value = self.text(key, default)
        if value and not self.check_duration(value, key):
            return default or "P0D"
        return value

    def duration_or_none(self, key: str) -> str | None:
        return self.duration(key, "P0D") if self.has(key) else None

    def check_duration(self, value: str, *keys: str | int) -> bool:
        try:
            parse_duration(value)
        except ValueError as bad:
            self.problem(f'"{value}": {bad}', *keys)
            return False
        return True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of different texts; empty when the key is not there."""
        value = self._get(key, list, False, "a list of texts")
        found: list[str] = []
        for n, one in enumerate(value if isinstance(value, list) else ()):
            if not isinstance(one, str) or not one:
                self.problem(f'"{key}" must be a list of texts', key, n)
            elif one in found:
                self.problem(f'"{one}" stands twice in "{key}"', key, n)
            else:
                found.append(one)
        return tuple(found)

    def table_or_none(self, key: str) -> Table | None:
        value = self._get(key, dict, False, "a table")
        return Table(value, self.source, (*self.path, key)) if isinstance(value, dict) else None

    def named(self, key: str) -> Iterator[tuple[str, Table]]:
        """[key.<name>] tables by name."""
        value = self._get(key, dict, False, "tables")
        for name, one in (value if isinstance(value, dict) else {}).items():
            if isinstance(one, dict):
                yield name, Table(one, self.source, (*self.path, key, name))
            else:
                self.problem(f'"{key}.{name}" must be a table', key, name)

    def listed(self, key: str) -> Iterator[Table]:
        """[[key]] tables in order."""
        value = self._get(key, list, False, f"tables: [[{key}]]")
        for n, one in enumerate(value if isinstance(value, list) else ()):
            if isinstance(one, dict):
                yield Table(one, self.source, (*self.path, key, n))
            else:
                self.problem(f'"{key}" must be tables: [[{key}]]', key, n)

    def finish(self) -> None:
        """Reports the keys that nobody took, each with the nearest name that would have been."""
        for key in self.data:
            if key not in self._taken:
                self.problem(f'unknown key "{key}"{nearest(key, self._taken)}', key)
