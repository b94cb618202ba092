"""Act: the journey as a pure reducer. No clock, no I/O, no randomness."""

from luukku.act.journey import AWAY, MANDATED, NOT_LEFT, OVER, advance, may_undo, name_share
from luukku.act.retry import wait

__all__ = ["AWAY", "MANDATED", "NOT_LEFT", "OVER", "advance", "may_undo", "name_share", "wait"]
