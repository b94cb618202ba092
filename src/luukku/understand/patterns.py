"""Ways to say a thing, written as patterns of words and found in a message at once, in all languages together.

A pattern is words in order, with at most one other word between two of them. `stem*` matches words that begin so, `a|b*`
either, `a_b` two words as one, `{name}` a list of the table `words`, `…` up to five words between, `^word` nothing between,
` & ` parts in any order, at most `NEAR` words from the first to the last. A leading "!" marks a pattern that holds whatever stands around it.
Letters count without dots and rings; a letter too many, too few, wrong or swapped is forgiven in words of `LONG` letters.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

NEAR = 16
"""Words within which all parts of a pattern stand."""
LONG = 8
"""Letters from which a slip of the finger is forgiven."""
_GAP, _WIDE = 1, 5
_HEAD = 2
"""Letters by which a word finds the stems that it may begin with."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = str.maketrans("åäöéèüá’", "aaoeeua'")
_RUN = re.compile(r"(\w)\1{2,}")
_ENDS = re.compile(r"[.!?;\n]")
_JOINS = re.compile(r"[\s:-]")
_ENTRY = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:_[^\W_]+(?:'[^\W_]+)*)?")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One word of a message as it is compared; [start, end) in the text; `sentence` counts from 0."""

    forms: tuple[str, ...]
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Words [first, last] of the message say `of`. `strong`: whatever stands around them."""

    first: int
    last: int
    of: T
    strong: bool


@dataclass(frozen=True, slots=True)
class _Part:
    groups: tuple[int, ...]
    gaps: tuple[int, ...]
    """Words that may stand before each group; the first is unused."""
    anchor: int
    """The place of the group by which the part is looked up: the one with the longest words."""


@dataclass(frozen=True, slots=True)
class _Pattern(Generic[T]):
    parts: tuple[_Part, ...]
    needs: frozenset[int]
    """All groups of all parts: without one of them the rest is not looked at."""
    of: T
    strong: bool


def plain(text: str) -> str:
    """Small letters without dots, rings and accents."""
    return text.lower().translate(_PLAIN)


def words_of(text: str) -> list[Spoken]:
    """The message's words. A letter said three times or more ("eiiii") is read as one and as two."""
    found: list[Spoken] = []
    sentence = past = 0
    for word in _WORD.finditer(text):
        if found and _ENDS.search(text, past, word.start()):
            sentence += 1
        past, small = word.end(), plain(word[0])
        forms = (_RUN.sub(r"\1", small), _RUN.sub(r"\1\1", small)) if _RUN.search(small) else (small,)
        found.append(Spoken(forms, word.start(), word.end(), sentence))
    return found


class Patterns(Generic[T]):
    """Many patterns, looked up by their rarest words. Raises ValueError on one that cannot be read."""

    def __init__(self, entries: Iterable[tuple[str, Mapping[str, Sequence[str]], T]]) -> None:
        """(pattern, lists that it may name, what it stands for)."""
        self._ids: dict[tuple[str, ...], int] = {}
        self._exact: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._pairs: dict[str, list[tuple[str, bool, int]]] = {}
        """Two words as one: the first → (the second, a stem?, group)."""
        self._slips: dict[str, list[tuple[str, bool, int]]] = {}
        self._weights: list[int] = []
        """Of each group: how rare its words are, by their letters and their number."""
        self._patterns = [self._pattern(text, lists, of) for text, lists, of in entries]
        self._by_key: dict[int, list[_Pattern[T]]] = {}
        for pattern in self._patterns:
            self._by_key.setdefault(max(pattern.needs, key=lambda group: self._weights[group]), []).append(pattern)
        self._lengths: dict[str, list[int]] = {}
        for stem in sorted(self._stems, key=len):
            lengths = self._lengths.setdefault(stem[:_HEAD], [])
            if len(stem) not in lengths:
                lengths.append(len(stem))

    def find(self, said: Sequence[Spoken]) -> Iterator[Match[T]]:
        """All that is said, a pattern once for each place of its first part."""
        groups = [self._groups(word, after) for word, after in zip(said, [*said[1:], None], strict=True)] if said else []
        places: dict[int, list[int]] = {}
        for at, here in enumerate(groups):
            for group in here:
                places.setdefault(group, []).append(at)
        present = places.keys()
        for group in present:
            for pattern in self._by_key.get(group, ()):
                if pattern.needs <= present:
                    yield from _matches(pattern, groups, places)

    def _groups(self, word: Spoken, after: Spoken | None) -> set[int]:
        found: set[int] = set()
        for form in word.forms:
            found.update(self._exact.get(form, ()))
            known = form in self._exact
            for length in self._lengths.get(form[:_HEAD], ()):
                if length <= len(form) and (groups := self._stems.get(form[:length])):
                    found.update(groups)
                    known = known or length > len(form) // 2
            for second, stem, group in self._pairs.get(form, ()) if after else ():
                if after and any(one.startswith(second) if stem else one == second for one in after.forms):
                    found.add(group)
            if not known and len(form) >= LONG - 1:
                found.update(self._forgiven(form))
        return found

    def _forgiven(self, form: str) -> Iterator[int]:
        for short in _shortened(form[:LONG]):
            for text, stem, group in self._slips.get(short, ()):
                if text[0] == form[0] and _one_slip(form, text, stem=stem):
                    yield group

    def _pattern(self, text: str, lists: Mapping[str, Sequence[str]], of: T) -> _Pattern[T]:
        strong = text.startswith("!")
        parts = tuple(self._part(part, lists) for part in text.removeprefix("!").split(" & "))
        return _Pattern(parts, frozenset(group for part in parts for group in part.groups), of, strong)

    def _part(self, text: str, lists: Mapping[str, Sequence[str]]) -> _Part:
        groups: list[int] = []
        gaps: list[int] = []
        gap = _GAP
        for element in text.split():
            if element == "…":
                gap = _WIDE
                continue
            among = _among(element.removeprefix("^"), lists)
            gaps.append(0 if element.startswith("^") else gap)
            groups.append(self._group(among))
            gap = _GAP
        if not groups:
            raise ValueError(f'"{text}" names no word')
        return _Part(tuple(groups), tuple(gaps), max(range(len(groups)), key=lambda k: self._weights[groups[k]]))

    def _group(self, among: tuple[str, ...]) -> int:
        known = self._ids.get(among)
        if known is not None:
            return known
        group = self._ids[among] = len(self._ids)
        self._weights.append(min(len(one) for one in among) * 10 - len(among))
        for one in among:
            stem, text = one.endswith("*"), one.rstrip("*")
            first, _, second = text.partition("_")
            if second:
                self._pairs.setdefault(first, []).append((second, stem, group))
                continue
            table = self._stems if stem else self._exact
            table.setdefault(text, []).append(group)
            entry = (text, stem, group)
            for short in _shortened(text[:LONG]) if len(text) >= LONG else ():
                self._slips.setdefault(short, []).append(entry)
        return group


def _among(element: str, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for one in element.split("|"):
        if one.startswith("{") and one.endswith("}"):
            if one[1:-1] not in lists:
                raise ValueError(f"no list {one}")
            found += [_JOINS.sub("_", plain(text)) for text in lists[one[1:-1]]]
        else:
            found.append(_JOINS.sub("_", plain(one)))
    if any(not _ENTRY.fullmatch(one.rstrip("*")) or (one.endswith("*") and len(one) < 3) for one in found):
        raise ValueError(f'"{element}" is no word')
    return tuple(dict.fromkeys(found))


def _matches(pattern: _Pattern[T], groups: Sequence[set[int]], places: Mapping[int, Sequence[int]]) -> Iterator[Match[T]]:
    """The pattern's matches, one for each place of its first part."""
    spans = [
        [span for at in places[part.groups[part.anchor]] if (span := _span_or_none(part, groups, at)) is not None] for part in pattern.parts
    ]
    for first in spans[0]:
        whole = _together_or_none(first, spans[1:])
        if whole is not None:
            yield Match(*whole, pattern.of, pattern.strong)


def _span_or_none(part: _Part, groups: Sequence[set[int]], at: int) -> tuple[int, int] | None:
    """First and last word of the part around its anchor."""
    first = last = at
    for k in range(part.anchor - 1, -1, -1):
        before = next((p for p in range(first - 1, max(first - 2 - part.gaps[k + 1], -1), -1) if part.groups[k] in groups[p]), None)
        if before is None:
            return None
        first = before
    for k in range(part.anchor + 1, len(part.groups)):
        after = next((p for p in range(last + 1, min(last + 2 + part.gaps[k], len(groups))) if part.groups[k] in groups[p]), None)
        if after is None:
            return None
        last = after
    return first, last


def _together_or_none(first: tuple[int, int], others: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int] | None:
    """The stretch that holds one of each, no two on the same words."""
    low, high = first
    taken = [first]
    for spans in others:
        near = [one for one in spans if all(one[1] < t[0] or one[0] > t[1] for t in taken) and max(high, one[1]) - min(low, one[0]) < NEAR]
        if not near:
            return None
        best = min(near, key=lambda one: max(high, one[1]) - min(low, one[0]))
        taken.append(best)
        low, high = min(low, best[0]), max(high, best[1])
    return low, high


def _shortened(text: str) -> Iterator[str]:
    """The text, and the text without each of its letters but the first."""
    yield text
    yield from (text[:n] + text[n + 1 :] for n in range(1, len(text)))


def _one_slip(form: str, text: str, *, stem: bool) -> bool:
    """Whether `form` is `text` (or begins with it) but for one letter too many, too few, wrong, or two swapped."""
    n = next((n for n, (a, b) in enumerate(zip(form, text, strict=False)) if a != b), min(len(form), len(text)))

    def rest(a: str, b: str) -> bool:
        return a.startswith(b) if stem else a == b

    swapped = form[n : n + 2] == text[n : n + 2][::-1] and rest(form[n + 2 :], text[n + 2 :])
    return swapped or rest(form[n + 1 :], text[n:]) or rest(form[n:], text[n + 1 :]) or rest(form[n + 1 :], text[n + 1 :])
