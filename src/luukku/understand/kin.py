"""Whose matter a clause speaks of, where the words do not say it by their grammar."""

from __future__ import annotations

from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause


def speaks_of(sentence: Sentence, clause: Clause, about: str) -> bool:
    """Whether the clause is plainly about that role of the case; "me" and the child always are."""
    if about != "mother":
        return True
    return sentence.has("mothers", clause) or sentence.has("birthing")
