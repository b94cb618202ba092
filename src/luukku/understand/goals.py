"""What somebody wants to come true, said in words: read by its words and by its nearness to how others say it, as life events are.

Taken only when the words show it, or the meaning does very plainly; asked about when it is likelier right than wrong, and nothing else
was told in the message.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from luukku.model.fact import Personal
from luukku.model.ids import Language
from luukku.model.reading import ReadGoal, Says
from luukku.understand.text import clauses, fold, words
from luukku.understand.yes_no import says

if TYPE_CHECKING:
    from luukku.ports import Vectors
    from luukku.understand.understanding import Tongue, Understanding

ASKED = "goal:"
"""Begins what is expected after a question about a goal; its id follows."""
_LEARNT, _WORDS, _OFFSET = 1.0, 2.4, -0.2
_NOT_LEARNT = -1.5
_ACT, _ASK, _SURE = 0.8, 0.5, 0.93
SURE_ENOUGH = 0.8
"""From there a goal that was said alone goes before a guess at what has happened."""
_PLAIN = 0.6
"""Weight of words from which it is taken for said."""
_MOST = 1.2
_GUARDED = 3.0
"""What a word for the imagined, for strangers or for a no takes off."""
_SHORT = 6
"""Words up to which a yes or no answers the question about a goal."""


def read_goals(understanding: Understanding, text: str, language: Language, vectors: Vectors | None) -> tuple[ReadGoal, ...]:
    """The goals that the message tells, the surest first. Without vectors words alone read, and what they show is asked about."""
    tongue = understanding.tongues[language]
    if not understanding.goals or "?" in text:
        return ()
    folded, sees = fold(text), vectors is not None and len(vectors) > 0 and tongue.goals is not None and tongue.goals_by_meaning
    learnt = _learnt(tongue, text, vectors if sees else None)
    found = []
    for goal in understanding.goals:
        weight, evidence = _words(tongue, text, folded, goal)
        total = _LEARNT * learnt.get(goal, _NOT_LEARNT) + _WORDS * weight + _OFFSET - _GUARDED * _is_guarded(tongue, folded)
        confidence = 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))
        act = sees and confidence >= _ACT and (weight >= _PLAIN or confidence >= _SURE)
        if act or confidence >= _ASK:
            found.append(ReadGoal(goal=goal, confidence=round(confidence, 3), stance="act" if act else "ask", evidence=Personal(evidence or text.strip())))
    return tuple(sorted(found, key=lambda one: -one.confidence)[:1])


def answers_goal(understanding: Understanding, text: str, order: Sequence[Language]) -> Says | None:
    """Yes or no to the question about a goal; None for anything else."""
    if len(words(text)) > _SHORT:
        return None
    said = (says(fold(text), understanding.tongues[language]) for language in order)
    return next((one for one in said if one in ("yes", "no")), None)


def _learnt(tongue: Tongue, text: str, vectors: Vectors | None) -> dict[str, float]:
    if tongue.goals is None:
        return {}
    return dict(zip(tongue.goals.labels, tongue.goals.logits(text, vectors).tolist(), strict=True))


def _words(tongue: Tongue, text: str, folded: str, goal: str) -> tuple[float, str]:
    """(sum of the weights of its words, the clause in which they stand)."""
    best, evidence = 0.0, ""
    for part in clauses(text):
        hits = tongue.goal_words.find(folded, part.start, part.end).get(goal, ())
        weight = min(_MOST, sum({hit.of.stem: hit.of.weight for hit in hits}.values()))
        if weight > best:
            best, evidence = weight, text[part.start : part.end].strip()
    if not best:  # a phrase may stand across what cuts clauses ("haluan että lapset pärjäävät")
        hits = tongue.goal_words.find(folded).get(goal, ())
        best, evidence = min(_MOST, sum({hit.of.stem: hit.of.weight for hit in hits}.values())), text.strip() if hits else ""
    return best, evidence


def _is_guarded(tongue: Tongue, folded: str) -> bool:
    """Somebody else's, or only imagined."""
    return any(tongue.words[kind].first(folded) is not None for kind in ("imagines", "strangers"))
