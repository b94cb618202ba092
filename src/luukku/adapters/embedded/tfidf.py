"""The embedder that always starts: words and pieces of words hashed into one vector. No model, no download.

It sees spelling, not meaning, so a reading made with it leans on the lexicon and asks more.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from luukku.ports import Vectors

DIMENSION = 2048
_WORD = re.compile(r"\w+")


class HashedWords:
    """`Embedder` by feature hashing. (n, 2048) float32, unit rows.

    Pieces of 3–5 characters within words and whole words, signed hashing with CRC-32; a longer piece weighs more,
    as a stand-in for its rarity, since nothing is counted over texts.
    """

    name = "tfidf"
    version = "1"
    dimension = DIMENSION

    async def embed(self, texts: Sequence[str], of: str = "") -> Vectors:
        return self.embed_now(texts)

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_embed(text) for text in texts]) if texts else np.empty((0, DIMENSION), dtype=np.float32)


def _embed(text: str) -> Vectors:
    row = np.zeros(DIMENSION, dtype=np.float32)
    for piece, times in Counter(_pieces(text)).items():
        place = zlib.crc32(piece.encode("utf-8", "replace"))
        row[place % DIMENSION] += (1 if place >> 31 else -1) * math.log1p(times) * math.sqrt(len(piece))
    length = float(np.linalg.norm(row))
    if not length:
        row[0] = length = 1.0
    unit: Vectors = row / np.float32(length)
    return unit


def _pieces(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.casefold()):
        yield f"={word}="
        framed = f" {word} "
        for size in (3, 4, 5):
            yield from (framed[at : at + size] for at in range(len(framed) - size + 1))
