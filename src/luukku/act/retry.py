"""How long to wait before the next try: a value, not a loop."""

from __future__ import annotations

from datetime import timedelta

FIRST, MOST, SELDOM = 1, 60, 600
TRIES_UNTIL_SELDOM = 35
"""About half an hour of tries a minute apart; after that every ten minutes, as long as the permission lasts."""


def wait(attempts: int) -> timedelta:
    """1, 2, 4 … 60 seconds, later ten minutes. `attempts` counts from 0."""
    if attempts >= TRIES_UNTIL_SELDOM:
        return timedelta(seconds=SELDOM)
    return timedelta(seconds=min(MOST, FIRST << min(attempts, 6)))
