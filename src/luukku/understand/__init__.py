"""Understand: what a message says: acts, facts, events, language. Confirmed by the customer before anything follows."""

from __future__ import annotations

from luukku.understand.passage_files import save_vectors, vectors_of, with_kept, with_new
from luukku.understand.read import language_of, read
from luukku.understand.retrieval import Search, look_up, prepare_search
from luukku.understand.understanding import Understanding, goal_heads_of, heads_of, prepare
from luukku.understand.views import views

__all__ = [
    "Search", "Understanding", "goal_heads_of", "heads_of", "language_of", "look_up", "prepare", "prepare_search", "read", "save_vectors", "vectors_of", "views",
    "with_kept", "with_new",
]
