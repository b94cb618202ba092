"""What of a message is embedded: all of a short one; of a long one its ends and the clauses that speak of an event."""

from __future__ import annotations

from collections.abc import Iterator

from luukku.understand.text import Clause, clauses, fold, joined
from luukku.understand.understanding import Tongue, Understanding

MOST_TOKENS = 200
_PER_CHARACTER = 2.4
"""Characters a token, at least, in the three languages."""
_SHORT = 100
_END = 60
_MOST_CLAUSES = 6
_LONGEST_CLAUSE = 40
_TELLS, _MOST_APART = 0.5, 3


def views(understanding: Understanding, text: str) -> list[str]:
    """One list for one call of the embedder, never empty, at most 200 tokens in all; the whole comes first."""
    if _tokens(text) <= _SHORT:
        whole = text
    else:
        size = int(_END * _PER_CHARACTER)
        whole = f"{text[:size].rsplit(' ', 1)[0]} … {text[-size:].split(' ', 1)[-1]}"
    found, left = [whole], MOST_TOKENS - _tokens(whole)
    if _tokens(text) <= _LONGEST_CLAUSE:
        return [*found, *_apart(text, understanding)]
    for part in _telling(text, understanding):
        if _tokens(part) <= left:
            found.append(part)
            left -= _tokens(part)
    return found


def _apart(text: str, understanding: Understanding) -> list[str]:
    """The clauses of a short text in which different events are told: what is near to the whole is near to neither."""
    folded = fold(text)
    for tongue in understanding.tongues.values():
        told: dict[Clause, set[str]] = {}
        for clause in clauses(text):
            for piece in joined(folded, clause):
                named = {event for event, hits in tongue.lexicon.find(folded, piece.start, piece.end).items() if max(hit.of.weight for hit in hits) >= _TELLS}
                if named:
                    told[piece] = named
        events = list(told.values())
        if len(events) > 1 and any(not one & events[0] for one in events[1:]):
            return [text[piece.start : piece.end].strip() for piece in list(told)[:_MOST_APART]]
    return []


def _telling(text: str, understanding: Understanding) -> Iterator[str]:
    """The clauses with most of the lexicon's weight, at most six, in order."""
    folded = fold(text)
    weighed = []
    for clause in clauses(text):
        weight = max(_weight(tongue, folded, clause) for tongue in understanding.tongues.values())
        if weight > 0:
            weighed.append((weight, clause))
    best = sorted(weighed, key=lambda found: -found[0])[:_MOST_CLAUSES]
    for _, clause in sorted(best, key=lambda found: found[1].start):
        yield text[clause.start : clause.end].strip()[: int(_LONGEST_CLAUSE * _PER_CHARACTER)]


def _weight(tongue: Tongue, folded: str, clause: Clause) -> float:
    """Of the event that most of its words speak for."""
    found = tongue.lexicon.find(folded, clause.start, clause.end)
    return max((sum(hit.of.weight for hit in hits) for hits in found.values()), default=0.0)


def _tokens(text: str) -> int:
    return int(len(text) / _PER_CHARACTER) + 2
