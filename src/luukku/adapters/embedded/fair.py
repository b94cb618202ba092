"""Work of many, done by few threads, in turn: whoever brings forty pieces delays nobody else's first.

The queue is bounded. One that is full says so at once, instead of letting everybody wait longer.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from luukku.errors import Busy

R = TypeVar("R")
NICER = 5


@dataclass(slots=True, eq=False)
class _Piece(Generic[R]):
    text: str
    since: float
    done: Future[R] = field(default_factory=Future)


def _step_back() -> None:
    """Where there are too few processors for all, who must answer at once goes before this thread."""
    if sys.platform == "linux":  # only there a thread has a priority of its own
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICER)


class FairQueue(Generic[R]):
    """`work` for each text, on `threads` threads; at most `depth` texts wait. Those of one owner are done in their order,
    one each time its turn comes round."""

    def __init__(self, work: Callable[[str], R], threads: int, depth: int, name: str) -> None:
        self._work = work
        self._depth = depth
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix=name, initializer=_step_back)
        self._guard = threading.Lock()
        self._lines: OrderedDict[str, deque[_Piece[R]]] = OrderedDict()
        """By owner, whose turn is next first; none is empty."""
        self._nobody = itertools.count()

    @property
    def waiting(self) -> int:
        """Texts that wait and are in no thread's hands."""
        with self._guard:
            return self._waiting()

    @property
    def oldest(self) -> float:
        """Seconds that the one that has waited longest has waited; 0 when none waits."""
        with self._guard:
            return max((time.monotonic() - line[0].since for line in self._lines.values()), default=0.0)

    async def all(self, texts: Sequence[str], of: str) -> list[R]:
        """What `work` gives for each, in order. Raises Busy when the queue is full; one who is cancelled leaves it."""
        pieces = self._put(texts, of, self._depth)
        try:
            return list(await asyncio.gather(*(asyncio.wrap_future(piece.done) for piece in pieces)))
        finally:
            if any(piece.done.cancelled() or not piece.done.done() for piece in pieces):
                self._leave(pieces)

    def all_now(self, texts: Sequence[str]) -> list[R]:
        """The same, blocking and without a bound: for the start and for tools."""
        return [piece.done.result() for piece in self._put(texts, "", None)]

    def close(self) -> None:
        """What waits is given up."""
        with self._guard:
            pieces = [piece for line in self._lines.values() for piece in line]
        self._leave(pieces)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _put(self, texts: Sequence[str], of: str, depth: int | None) -> list[_Piece[R]]:
        now = time.monotonic()
        pieces = [_Piece[R](text, now) for text in texts]
        with self._guard:
            if depth is not None and self._waiting() + len(pieces) > depth:
                raise Busy(seconds=1)
            if pieces:
                # who has no name shares a line with nobody
                self._lines.setdefault(of or f"\n{next(self._nobody)}", deque()).extend(pieces)
        for _ in pieces:
            self._pool.submit(self._next)
        return pieces

    def _next(self) -> None:
        """In a thread: the piece whose turn it is. There is one such call for each piece; those that left need none."""
        with self._guard:
            piece = self._first()
        if piece is None or not piece.done.set_running_or_notify_cancel():
            return
        try:
            done = self._work(piece.text)
        except BaseException as error:  # noqa: BLE001  handed to whoever waits for it
            piece.done.set_exception(error)
        else:
            piece.done.set_result(done)

    def _first(self) -> _Piece[R] | None:
        if not self._lines:
            return None
        of, line = self._lines.popitem(last=False)
        piece = line.popleft()
        if line:
            self._lines[of] = line  # behind all others
        return piece

    def _leave(self, pieces: Sequence[_Piece[R]]) -> None:
        for piece in pieces:
            piece.done.cancel()
        with self._guard:
            for of in list(self._lines):
                line = deque(piece for piece in self._lines[of] if not piece.done.cancelled())
                if line:
                    self._lines[of] = line
                else:
                    del self._lines[of]

    def _waiting(self) -> int:
        return sum(len(line) for line in self._lines.values())
