"""Whose matter a clause speaks of, where the words do not say it by their grammar."""

from __future__ import annotations

from luukku.understand.sentence import Sentence
from luukku.understand.text import WORD, Clause

_HOUSEHOLD = ("child-1", "child", "spouse", "ex-spouse", "mother", "employee")
"""Roles whose date or work may be the answer about the case's own child or its mother."""
_SUBJECT = 2
"""Words within which a clause names whom it is about."""


def speaks_of(sentence: Sentence, clause: Clause, about: str) -> bool:
    """Whether the clause is plainly about that role of the case; "me" and the child always are."""
    if about != "mother":
        return True
    return sentence.has("mothers", clause) or sentence.has("birthing")


def lives_elsewhere(sentence: Sentence, clause: Clause) -> bool:
    """A place in the clause is somebody else's ("Tampereella asuu anoppi"): nobody says there that they live there."""
    if sentence.has("me", clause):
        return False
    kin = any(hit.of not in ("child-1", "child") for hit in sentence.tongue.kin.find(sentence.folded, clause.start, clause.end))
    return kin or (sentence.has("others", clause) and not sentence.has("own", clause))


def is_anothers(sentence: Sentence, clause: Clause) -> bool:
    """The clause begins with somebody outside the household ("siskon lapsi syntyi eilen", "anoppi on yrittäjä")."""
    if sentence.has("me", clause) or sentence.has("mothers", clause):
        return False
    opening = [word.start() for word in WORD.finditer(sentence.folded, clause.start, clause.end)][:_SUBJECT]
    hits = sentence.tongue.kin.find(sentence.folded, clause.start, clause.end)
    return any(hit.of not in _HOUSEHOLD and hit.start in opening for hit in hits)
