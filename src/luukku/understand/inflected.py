"""Words that may be inflected: a stem and after it only endings of the language, so that "pankista" is the bank and "pankkikortti" is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from luukku.understand.text import Hit

T = TypeVar("T")

_START = re.compile(r"(?<!\w)\w")
_TAIL = re.compile(r"[\w:'-]*")
_NEXT = re.compile(r"\s(\w+)")
_FRONT, _SHORTEST = 3, 4
"""Letters of a compound's first part, and of its last, at least."""
_HEAD = 2
"""Letters by which most words are passed over at once."""


class Inflected(Generic[T]):
    """Many stems, looked up at each word's beginning; the longest wins."""

    __slots__ = ("_endings", "_entries", "_lengths")

    def __init__(self, entries: Mapping[T, Sequence[str]], endings: str) -> None:
        """Raises re.error on a broken pattern of endings."""
        self._endings = re.compile(f"(?:{endings})")
        self._entries: dict[str, T] = {}
        for of, stems in entries.items():
            for stem in stems:
                self._entries.setdefault(stem, of)
        lengths: dict[str, set[int]] = {}
        for stem in self._entries:
            lengths.setdefault(stem[:_HEAD], set()).add(len(stem))
        self._lengths = {head: sorted(held, reverse=True) for head, held in lengths.items()}

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Hits in [start, end), the whole word with its ending; a phrase's further words are not looked at again."""
        limit = len(folded) if end is None else end
        past = start
        for word in _START.finditer(folded, start, limit):
            if word.start() >= past and (hit := self._at(folded, word.start(), limit)) is not None:
                past = hit.end
                yield hit

    def first(self, folded: str, start: int = 0, end: int | None = None) -> Hit[T] | None:
        return next(self.find(folded, start, end), None)

    def compound(self, folded: str, start: int, end: int) -> Hit[T] | None:
        """The next word, if it ends in one of the stems with its ending: "luottokorttilaskua"."""
        word = _NEXT.match(folded, start, end)
        if word is None:
            return None
        for begin in range(word.start(1) + _FRONT, word.end(1) - _SHORTEST):
            hit = self._at(folded, begin, end)
            if hit is not None and hit.end == word.end(1) and hit.end - begin > _SHORTEST:
                return Hit(word.start(1), hit.end, hit.of)
        return None

    def _at(self, folded: str, start: int, limit: int) -> Hit[T] | None:
        for length in self._lengths.get(folded[start : start + _HEAD], ()):
            stop = start + length
            of = self._entries.get(folded[start:stop]) if stop <= limit else None
            if of is None:
                continue
            tail = _TAIL.match(folded, stop, limit)
            ending = tail[0].rstrip(":'-") if tail else ""
            if not ending or self._endings.fullmatch(ending):
                return Hit(start, stop + len(ending), of)
        return None
