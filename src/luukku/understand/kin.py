"""Who is meant: words for kin and roles, as "me" stands to them."""

from __future__ import annotations

from luukku.understand.sentence import Sentence
from luukku.understand.text import Clause


def roles(sentence: Sentence, clause: Clause) -> tuple[str, ...]:
    """Roles named in the clause ("spouse", "mother", …), in order."""
    return tuple(dict.fromkeys(hit.of for hit in sentence.tongue.kin.find(sentence.folded, clause.start, clause.end)))


def speaks_of(sentence: Sentence, clause: Clause, about: str) -> bool:
    """Whether the clause is plainly about that role of the case; "me" and the child always are."""
    if about != "mother":
        return True
    return sentence.has("mothers", clause) or sentence.has("birthing")
