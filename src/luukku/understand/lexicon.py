"""The words of all packs in one language, looked up once a clause and handed to each event whose words they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from luukku.model.pack import Stem
from luukku.understand.text import WORD, Hit

Hits = Mapping[str, tuple[Hit[Stem], ...]]
"""Event → its words, in order. Events without any are not in it."""

_START = re.compile(r"(?<!\w)\w")
_HEAD = 3
"""Letters by which most words are passed over at once."""


class Lexicon:
    """Every event's stems together. For each event the longest stem at a place wins, as if it were alone.

    Stems that all packs share (`packs/common`) stand in it once and are given to every event.
    """

    __slots__ = ("_entries", "_lengths")

    def __init__(self, stems: Mapping[str, Sequence[Stem]]) -> None:
        shared: dict[tuple[object, ...], tuple[bool, Stem, list[str]]] = {}
        self._entries: dict[str, list[tuple[bool, Stem, list[str]]]] = {}
        for event, found in stems.items():
            for place, stem in enumerate(found):
                key = (stem.stem, stem.whole, stem.weight, stem.where) if stem.where.pack == "common" else (event, place)
                if key in shared:
                    shared[key][2].append(event)
                    continue
                shared[key] = (stem.whole, stem, [event])
                self._entries.setdefault(stem.stem, []).append(shared[key])
        self._lengths: dict[str, list[int]] = {}
        for text in sorted(self._entries, key=len, reverse=True):
            lengths = self._lengths.setdefault(text[:_HEAD], [])
            if len(text) not in lengths:
                lengths.append(len(text))

    def find(self, folded: str, start: int = 0, end: int | None = None) -> Hits:
        """What stands in [start, end): one hit a word and event at most; a phrase's further words are not looked at again."""
        limit = len(folded) if end is None else end
        found: dict[str, list[Hit[Stem]]] = {}
        past: dict[str, int] = {}
        for word in _START.finditer(folded, start, limit):
            self._add(folded, word.start(), limit, found, past)
        return {event: tuple(hits) for event, hits in found.items()}

    def _add(self, folded: str, start: int, limit: int, found: dict[str, list[Hit[Stem]]], past: dict[str, int]) -> None:
        for head in range(_HEAD, 0, -1):
            for length in self._lengths.get(folded[start : start + head], ()):
                stop = start + length
                entries = self._entries.get(folded[start:stop]) if stop <= limit else None
                if entries is None:
                    continue
                closed = not folded[stop : stop + 1].isalnum()
                for whole, stem, events in entries:
                    if whole and not closed:
                        continue
                    word = None if closed else WORD.match(folded, stop)
                    hit = Hit(start, word.end() if word else stop, stem)
                    for event in events:
                        if past.get(event, 0) <= start:
                            past[event] = hit.end
                            found.setdefault(event, []).append(hit)
