"""On which line each key of a TOML file stands: `tomllib` reads values, not places.

Works on text that `tomllib` has accepted (TOML 1.0), so it can skip values without judging them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = re.compile(r"[^\s,\]}#]+(?: [0-9:.]+[^\s,\]}#]*)?")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"""(?:"{1,2})?', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{1,2})?", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)


def index_lines(text: str) -> Mapping[Path, int]:
    """Path of each table, key and list element → its line, from 1. Array tables count from 0, as `tomllib` gives them."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the path, or of the nearest table around it; 1 when there is none."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self._counts: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        while self._blank() < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _blank(self) -> int:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _mark(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._starts, at))

    def _header(self) -> Path:
        start, array = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        keys = self._key()
        self.at += 2 if array else 1
        path: Path = ()
        for n, key in enumerate(keys):
            path = (*path, key)
            if array and n == len(keys) - 1:
                self._mark(path, start)
                self._counts[path] = self._counts.get(path, -1) + 1
            else:
                self._mark(path, start)
            if path in self._counts:
                path = (*path, self._counts[path])
        self.lines[path] = bisect_right(self._starts, start)
        return path

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self._key():
            path = (*path, key)
            self._mark(path, start)
        self.at += 1
        self._blank()
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        """A dotted key; stops at "=" or "]"."""
        keys: list[str] = []
        while self._blank() < len(self.text) and self.text[self.at] not in "=]":
            bare = _BARE.match(self.text, self.at)
            if bare:
                keys.append(bare.group())
                self.at = bare.end()
            elif self.text[self.at] == ".":
                self.at += 1
            else:
                keys.append(self._string())
        return tuple(keys)

    def _string(self) -> str:
        for form in _STRINGS:
            match = form.match(self.text, self.at)
            if match:
                self.at = match.end()
                inner = match.group()[1:-1]
                return _ESCAPE.sub(_unescape, inner) if match.group()[0] == '"' else inner
        self.at += 1
        return ""

    def _value(self, path: Path) -> None:
        sign = self.text[self.at : self.at + 1]
        if sign == "[":
            self._list(path)
        elif sign == "{":
            self._table(path)
        elif sign in ('"', "'"):
            self._string()
        else:
            match = _SCALAR.match(self.text, self.at)
            self.at = match.end() if match else self.at + 1

    def _list(self, path: Path) -> None:
        self.at += 1
        n = 0
        while self._blank() < len(self.text) and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._mark((*path, n), self.at)
            self._value((*path, n))
            n += 1
        self.at += 1

    def _table(self, path: Path) -> None:
        self.at += 1
        while self._blank() < len(self.text) and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1)
    if code[0] in "uU":
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}.get(code, code)
