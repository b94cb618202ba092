"""What the customer wants of the counter itself: to go on another time, or to say that they are not content."""

from __future__ import annotations

from luukku.understand.sentence import Sentence


def wishes(sentence: Sentence, *, says_more: bool) -> tuple[str, ...]:
    """("later",), ("complaint",), both or neither. Tiredness alone is a wish to pause only when nothing else is said."""
    found = []
    if sentence.has("pause") or (not says_more and sentence.has("tired")):
        found.append("later")
    if any(sentence.has("complains", part) and not _is_denied(sentence, part.start, part.end) for part in sentence.parts):
        found.append("complaint")
    return tuple(found)


def _is_denied(sentence: Sentence, start: int, end: int) -> bool:
    hit = sentence.tongue.words["complains"].first(sentence.folded, start, end)
    return hit is not None and sentence.tongue.words["negates"].first(sentence.folded, start, hit.start) is not None
