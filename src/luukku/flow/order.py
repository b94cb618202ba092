"""Who is answered when: few side by side, in order of arrival, and after those who are just coming in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field

AT_ONCE = 2
"""So many turns are answered side by side. More are no quicker, and who comes meanwhile would wait to be acknowledged."""
STEPS_BACK = 0.25
"""Seconds at most that a turn waits with its answer for those who are just coming in."""


@dataclass(slots=True, kw_only=True)
class Order:
    """Of one counter's turns, over all conversations."""

    _few: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _coming: int = 0
    _all_in: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def in_turn(self, *, hurry: bool = False) -> AsyncIterator[None]:
        """Who is in a `hurry` (in danger) waits for nobody."""
        if hurry:
            yield
            return
        async with self._few:
            if self._coming:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._all_in.wait(), STEPS_BACK)
            yield

    @contextmanager
    def coming_in(self) -> Iterator[None]:
        """While a message is being accepted. To know that it was heard is worth more than an answer some moments sooner."""
        self._coming += 1
        self._all_in.clear()
        try:
            yield
        finally:
            self._coming -= 1
            if not self._coming:
                self._all_in.set()
