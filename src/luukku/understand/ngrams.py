"""How a text is spelt: its words, pairs of words and pieces of words, for heads that learn from examples.

Written for one short text at a time: some forty microseconds for a message, without a library. Digits are read as 0, so
no learnt model holds anybody's number.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from luukku.understand.text import fold

if TYPE_CHECKING:
    import numpy.typing as npt

    Keys = npt.NDArray[np.int64]

SHORTEST, LONGEST = 2, 5
"""Characters of a piece of a word, the spaces around the word counted."""
LONGEST_TEXT = 4_000
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!€$£%]")
_DIGIT = re.compile(r"\d")


def word_pieces(text: str) -> tuple[list[str], list[str]]:
    """(words and pairs of neighbouring words, pieces of 2–5 characters within words) of a text, with repetitions.

    Of a word shorter than a piece, the whole word with its spaces stands once. Neither list holds a line break.
    """
    tokens = _TOKEN.findall(_DIGIT.sub("0", fold(text[:LONGEST_TEXT])))
    words = tokens + [f"{one} {two}" for one, two in zip(tokens, tokens[1:], strict=False)]
    parts: list[str] = []
    for token in tokens:
        framed = f" {token} "
        length = len(framed)
        for size in range(SHORTEST, min(LONGEST, length) + 1):
            parts += [framed[at : at + size] for at in range(length - size + 1)]
    return words, parts


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A text cut into pieces: keys of its words and pairs, and of its parts of words, each once, with how often it stands there.

    Made once and read by many heads. Keys hold within one run of the program only.
    """

    words: tuple[Keys, Keys]
    parts: tuple[Keys, Keys]


def cut(text: str) -> Cut:
    words, parts = word_pieces(text)
    return Cut(_counted(words), _counted(parts))


def _counted(names: Sequence[str]) -> tuple[Keys, Keys]:
    return np.unique(_keys(names), return_counts=True)


def _keys(names: Sequence[str]) -> Keys:
    """(n,) of int64. Two of a million names fall together once in some forty million runs."""
    return np.fromiter(map(hash, names), np.int64, len(names))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Places:
    """Keys in order, and the row of each: a tenth of what a dict of the names takes."""

    keys: Keys
    rows: npt.NDArray[np.int32]

    @staticmethod
    def of(names: Sequence[str], first: int) -> _Places:
        keys = _keys(names)
        order = np.argsort(keys, kind="stable")
        return _Places(keys=keys[order], rows=(order + first).astype(np.int32))

    def find(self, keys: Keys, times: Keys) -> tuple[npt.NDArray[np.intp], Keys]:
        """(rows of those that are known, in order; how often each stands there)."""
        if not len(self.keys) or not len(keys):
            return np.empty(0, np.intp), times[:0]
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[at] == keys
        rows = self.rows[at[known]]
        order = np.argsort(rows)  # keys differ from run to run: sums must not
        return rows[order].astype(np.intp), times[known][order]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The pieces that a model knows. Words come first: their rows are [0, `words`), parts of words the rest.

    `packed`: their names, parted by line breaks, in UTF-8. `rarity`: (V,) float32, ln((1 + n) / (1 + texts with it)) + 1
    over the n texts that were learnt from.
    """

    packed: bytes
    words: int
    rarity: npt.NDArray[np.float32]
    _word_places: _Places
    _part_places: _Places

    @staticmethod
    def of(names: Sequence[str], words: int, rarity: npt.NDArray[np.float32]) -> Pieces:
        return Pieces(
            packed="\n".join(names).encode(), words=words, rarity=rarity,
            _word_places=_Places.of(names[:words], 0), _part_places=_Places.of(names[words:], words),
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.rarity)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.packed.decode().split("\n")) if self.packed else ()

    def weigh(self, text: str | Cut) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """(places, weights) of the known pieces in the text, in order: (1 + ln times) × rarity, words and parts each of length 1.

        Both empty when nothing in the text is known.
        """
        found = cut(text) if isinstance(text, str) else text
        words, word_times = self._word_places.find(*found.words)
        parts, part_times = self._part_places.find(*found.parts)
        return np.concatenate((words, parts)), np.concatenate((self._weights(words, word_times), self._weights(parts, part_times)))

    def _weights(self, rows: npt.NDArray[np.intp], times: Keys) -> npt.NDArray[np.float32]:
        row = self.rarity[rows] * (1 + np.log(times)).astype(np.float32)
        length = math.sqrt(float(np.dot(row, row)))
        return row / np.float32(length) if length else row


def count_pieces(texts: Iterable[str], at_least: int = 1) -> Pieces:
    """The pieces that stand in `at_least` of the texts, each kind in alphabetical order."""
    total, words, parts = 0, Counter[str](), Counter[str]()
    for text in texts:
        found_words, found_parts = word_pieces(text)
        words.update(set(found_words))
        parts.update(set(found_parts))
        total += 1
    kept_words = sorted(name for name, n in words.items() if n >= at_least)
    kept_parts = sorted(name for name, n in parts.items() if n >= at_least)
    often = np.array([*(words[name] for name in kept_words), *(parts[name] for name in kept_parts)], np.float64)
    rarity = (np.log((1 + total) / (1 + often)) + 1).astype(np.float32)
    return Pieces.of([*kept_words, *kept_parts], len(kept_words), rarity)


def keep_pieces(pieces: Pieces, places: Sequence[int]) -> Pieces:
    """Only those at `places`, in their old order."""
    order, names = sorted(places), pieces.names
    return Pieces.of([names[at] for at in order], sum(at < pieces.words for at in order), pieces.rarity[order])
