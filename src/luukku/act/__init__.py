"""Act: the journey as a pure reducer. No clock, no I/O, no randomness."""

from luukku.act.journey import AWAY, OVER, advance, name_share
from luukku.act.retry import wait

__all__ = ["AWAY", "OVER", "advance", "name_share", "wait"]
