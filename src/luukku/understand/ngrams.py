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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pieces:
    """The pieces that a model knows. Words come first: their rows are [0, `words`), parts of words the rest.

    `rarity`: (V,) float32, ln((1 + n) / (1 + texts with it)) + 1 over the n texts that were learnt from.
    """

    names: tuple[str, ...]
    words: int
    rarity: npt.NDArray[np.float32]
    _word_places: dict[str, int]
    _part_places: dict[str, int]

    @staticmethod
    def of(names: Sequence[str], words: int, rarity: npt.NDArray[np.float32]) -> Pieces:
        places = {name: place for place, name in enumerate(names[:words])}
        parts = {name: place for place, name in enumerate(names[words:], words)}
        return Pieces(names=tuple(names), words=words, rarity=rarity, _word_places=places, _part_places=parts)

    def weigh(self, text: str) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
        """(places, weights) of the known pieces in the text: (1 + ln times) × rarity, words and parts each of length 1.

        Both empty when nothing in the text is known.
        """
        words, parts = word_pieces(text)
        places: list[int] = []
        weights: list[npt.NDArray[np.float32]] = []
        for known, found in ((self._word_places, words), (self._part_places, parts)):
            times = Counter(known[name] for name in found if name in known)
            if not times:
                continue
            where = list(times)
            row = self.rarity[where] * np.array([1.0 + math.log(n) if n > 1 else 1.0 for n in times.values()], np.float32)
            places += where
            weights.append(row / np.float32(math.sqrt(float(row @ row))))
        joined = np.concatenate(weights) if weights else np.empty(0, np.float32)
        return np.array(places, np.intp), joined


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
    order = sorted(places)
    return Pieces.of([pieces.names[at] for at in order], sum(at < pieces.words for at in order), pieces.rarity[order])
