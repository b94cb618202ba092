"""What the feeling of a turn changes in the reply: how loud and how long it is. Nothing that is decided, asked or offered.

Tone and colour of the page follow from the case, not from this: the reply is kept, and what was heard of a feeling is not.
"""

from __future__ import annotations

from luukku.model.reading import Emotion, Reading

SURE = 0.5
"""Probability from which a feeling is taken into account; below it the reply is as always."""
CALM: frozenset[Emotion] = frozenset({"anger", "disgust", "fear", "sadness"})
"""No exclamation is made at somebody who is angry, disgusted, afraid or sad."""
FEW: frozenset[Emotion] = frozenset({"fear", "sadness"})
"""Whoever is afraid or sad is told what is needed now; what the plan or the next turn says anyway is left out."""


def calmed(line: str, reading: Reading | None) -> str:
    """The line without exclamation marks where they would hurt."""
    return line.replace("?!", "?").replace("!", ".") if _felt(reading) in CALM else line


def few_words(reading: Reading | None) -> bool:
    return _felt(reading) in FEW


def _felt(reading: Reading | None) -> Emotion | None:
    felt = reading.emotion if reading is not None else None
    return felt.label if felt is not None and felt.confidence >= SURE else None
