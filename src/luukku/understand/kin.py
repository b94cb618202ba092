"""Whose matter a clause speaks of, where the words do not say it by their grammar."""

from __future__ import annotations

from luukku.understand.own import HOUSEHOLD
from luukku.understand.sentence import Sentence
from luukku.understand.text import WORD, Clause, joined
from luukku.understand.understanding import Tongue

_SUBJECT = 2
"""Words within which a clause names whom it is about."""


def speaks_of(sentence: Sentence, clause: Clause, about: str) -> bool:
    """Whether the clause is plainly about that role of the case; "me" and the child always are."""
    if about != "mother":
        return True
    return sentence.has("mothers", clause) or sentence.has("birthing")


def is_relatives(sentence: Sentence, start: int, clause: Clause) -> bool:
    """A relative begins the stretch in which `start` lies, and is not just company: "vaimoni on opiskelija"."""
    stretch = next((one for one in joined(sentence.folded, clause) if one.start <= start < one.end), clause)
    opening = [word.start() for word in WORD.finditer(sentence.folded, stretch.start, stretch.end)][: _SUBJECT]
    beside = sentence.tongue.words["companions"]
    for hit in sentence.tongue.kin.find(sentence.folded, stretch.start, start):
        company = any(0 <= other.start - hit.end <= 1 for other in beside.find(sentence.folded, hit.end, stretch.end))
        before = any(other.end < hit.start for other in beside.find(sentence.folded, stretch.start, hit.start))
        if hit.start in opening and not company and not before:
            return True
    return False


def names_another(tongue: Tongue, folded: str, clause: Clause) -> bool:
    """A place or name in the clause is somebody else's ("Tampereella asuu anoppi"): the speaker is not in it."""

    def has(words: str) -> bool:
        return tongue.words[words].first(folded, clause.start, clause.end) is not None

    kin = any(hit.of not in ("child-1", "child") for hit in tongue.kin.find(folded, clause.start, clause.end))
    return not has("me") and (kin or (has("others") and not has("own")))


def is_anothers(tongue: Tongue, folded: str, clause: Clause) -> bool:
    """The clause begins with somebody outside the household ("siskon lapsi syntyi eilen", "anoppi on yrittäjä")."""
    if any(tongue.words[words].first(folded, clause.start, clause.end) for words in ("me", "mothers")):
        return False
    opening = [word.start() for word in WORD.finditer(folded, clause.start, clause.end)][:_SUBJECT]
    return any(hit.of not in HOUSEHOLD and hit.start in opening for hit in tongue.kin.find(folded, clause.start, clause.end))
