"""Looks at a text: folded letters, words, clauses, and phrases found in it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

WORD = re.compile(r"\w+(?:[-'’:]\w+)*")
_START = re.compile(r"(?<!\w)\w")
_CUT = re.compile(
    r"(?<=[a-zåäöé)!?])(?<!\bn)(?<!\bca)(?<!\bkl)(?<!\bklo)(?<!\bnoin)[.!?]+(?=\s|$)|[!?;\n]+|(?<!\d)\.\s+(?=[A-ZÅÄÖ])|(?<=\d\.)\s+(?=[A-ZÅÄÖ])|,(?!\d)|(?<!\d),|\s[-–—]\s|\s(?=mut\s(?!(?:ja|ulos|pois|töistä|toisen|eilen|yksin|kotoa|pihalle|heti|viime|tänään|sairaalaan)\s))|\s(?=(?:mutta|vaan|utan|men|but|että|ja\s+(?:nyt|sit)|joka|kun|som)\s)",
)
_JOINS = re.compile(r"\s(?:ja|sekä|och|samt|and|&)\s")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch [start, end) of the text that is said in one breath."""

    start: int
    end: int


def fold(text: str) -> str:
    """Small letters, same length, straight apostrophes: places in it are places in the text."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return small.replace("’", "'")


def words(text: str) -> list[str]:
    return WORD.findall(text)


def clauses(text: str) -> list[Clause]:
    """In order; never empty ones. Commas, sentence ends and some joining words cut, a date's full stop does not."""
    found: list[Clause] = []
    start = 0
    for cut in [*_CUT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if text[start:end].strip():
            found.append(Clause(start, end))
        start = cut.end() if cut else end
    return found


def joined(folded: str, part: Clause) -> Iterator[Clause]:
    """The stretches of a clause between its joining words ("ja", "och", "and")."""
    start = part.start
    for cut in [*_JOINS.finditer(folded, part.start, part.end), None]:
        yield Clause(start, cut.start() if cut else part.end)
        start = cut.end() if cut else part.end


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    start: int
    end: int
    of: T


class Phrases(Generic[T]):
    """Many words and phrases, looked up at each word's beginning; the longest wins. Cheap however many there are."""

    __slots__ = ("_entries", "_lengths")

    HEAD = 2
    """Letters by which most words are passed over at once."""

    def __init__(self, entries: Iterable[tuple[str, bool, T]]) -> None:
        """(text in small letters, whole word only, what it stands for)."""
        self._entries: dict[str, list[tuple[bool, T]]] = {}
        for text, whole, of in entries:
            self._entries.setdefault(text, []).append((whole, of))
        self._lengths: dict[str, list[int]] = {}
        for text in sorted(self._entries, key=len, reverse=True):
            lengths = self._lengths.setdefault(text[: self.HEAD], [])
            if len(text) not in lengths:
                lengths.append(len(text))

    @property
    def kinds(self) -> set[T]:
        """What its entries stand for."""
        return {of for entries in self._entries.values() for _, of in entries}

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Iterator[Hit[T]]:
        """Hits in [start, end), one a word at most; a phrase's further words are not looked at again."""
        limit = len(folded) if end is None else end
        past = start
        for word in _START.finditer(folded, start, limit):
            if word.start() < past:
                continue
            hit = self._at(folded, word.start(), limit)
            if hit is not None:
                past = hit.end
                yield hit

    def first(self, folded: str, start: int = 0, end: int | None = None) -> Hit[T] | None:
        return next(self.find(folded, start, end), None)

    def _at(self, folded: str, start: int, limit: int) -> Hit[T] | None:
        for length in (*self._lengths.get(folded[start : start + self.HEAD], ()), *self._lengths.get(folded[start], ())):
            stop = start + length
            if stop > limit:
                continue
            for whole, of in self._entries.get(folded[start:stop], ()):
                after = folded[stop : stop + 1]
                if not after.isalnum():
                    return Hit(start, stop, of)
                if not whole:
                    end = WORD.match(folded, stop)
                    return Hit(start, end.end() if end else stop, of)
        return None


def phrases(entries: Sequence[str]) -> Phrases[str]:
    """Of a table's list: "…*" matches words that begin so."""
    return Phrases((text.rstrip("*"), not text.endswith("*"), text.rstrip("*")) for text in entries)


def phrases_to(table: Mapping[str, Sequence[str]]) -> Phrases[str]:
    """Of a table of lists: what is found stands for its key."""
    return Phrases((text.rstrip("*"), not text.endswith("*"), key) for key, texts in table.items() for text in texts)
