"""Understand: what a message says: acts, facts, events, language. Confirmed by the customer before anything follows."""

from __future__ import annotations

from luukku.understand.language import warm_up
from luukku.understand.read import language_of, read
from luukku.understand.understanding import Understanding, heads_of, prepare
from luukku.understand.views import views

__all__ = ["Understanding", "heads_of", "language_of", "prepare", "read", "views", "warm_up"]
