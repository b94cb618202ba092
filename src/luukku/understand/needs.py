"""What the customer wants of the counter itself: to go on another time, to say that they are not content, to know why or what comes next."""

from __future__ import annotations

from luukku.understand.sentence import Sentence

_ASKED = {"why": "asks_why", "next": "asks_next", "credit": "asks_credit"}


def wishes(sentence: Sentence, *, says_more: bool) -> tuple[str, ...]:
    """"later", "complaint", "why" (it is asked), "next" (what happens now), "credit" (money is asked for): those that are meant.

    Tiredness alone is a wish to pause, and a "why" alone one for the reason, only when nothing else is said.
    """
    found = []
    if sentence.has("pause") or (not says_more and sentence.has("tired")):
        found.append("later")
    if any(sentence.has("complains", part) and not _is_denied(sentence, part.start, part.end) for part in sentence.parts):
        found.append("complaint")
    if not says_more:
        found += [name for name, words in _ASKED.items() if sentence.has(words)]
    return tuple(found)


def _is_denied(sentence: Sentence, start: int, end: int) -> bool:
    hit = sentence.tongue.words["complains"].first(sentence.folded, start, end)
    return hit is not None and sentence.tongue.words["negates"].first(sentence.folded, start, hit.start) is not None
