"""Lines to organisations: each has some of its own, so that one that is slow keeps no other waiting."""

from __future__ import annotations

import asyncio
from collections import Counter

from luukku.model.conversation import Sending

EACH_AT_ONCE = 4
"""Shares that are told to one organisation at the same time."""


class Lines:
    """What is in hand for each receiver: at most so many are spoken at once, the others wait."""

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._lines: dict[str, asyncio.Semaphore] = {}

    @property
    def busy(self) -> frozenset[str]:
        """Receivers for whom no more is taken in hand."""
        return frozenset(receiver for receiver, count in self._held.items() if count >= EACH_AT_ONCE)

    def take(self, row: Sending) -> None:
        """In hand from now until `give_back`."""
        self._held[row.receiver] += 1
        self._lines.setdefault(row.receiver, asyncio.Semaphore(EACH_AT_ONCE))

    def to(self, receiver: str) -> asyncio.Semaphore:
        return self._lines[receiver]

    def give_back(self, row: Sending) -> None:
        self._held[row.receiver] -= 1
        if not self._held[row.receiver]:
            del self._held[row.receiver], self._lines[row.receiver]
