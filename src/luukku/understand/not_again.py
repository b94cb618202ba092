"""Words that end a kind of proposal: "not this again" of the one that is shown, "no ads" of all offers."""

from __future__ import annotations

from typing import Literal

from luukku.understand.sentence import Sentence
from luukku.understand.text import words

_BESIDES = 2
"""Words that may stand beside the phrase ("kiitos", "please"): a message that says more is read as what it says."""


def unwanted(sentence: Sentence) -> Literal["not-again", "no-offers"] | None:
    """Which of the two the message is, and nothing else; None for a question and for what is only imagined."""
    if "?" in sentence.text or sentence.has("imagines"):
        return None
    if _is_all(sentence, "no_offers"):
        return "no-offers"
    return "not-again" if _is_all(sentence, "not_again") else None


def _is_all(sentence: Sentence, kind: str) -> bool:
    hit = sentence.tongue.words[kind].first(sentence.folded)
    return hit is not None and len(words(sentence.folded[: hit.start])) + len(words(sentence.folded[hit.end :])) <= _BESIDES
