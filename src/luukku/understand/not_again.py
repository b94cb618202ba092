"""Words that end what is shown: "not this again". A rule against offers is one of the customer's own."""

from __future__ import annotations

from luukku.understand.sentence import Sentence
from luukku.understand.text import words

_BESIDES = 2
"""Words that may stand beside the phrase ("kiitos", "please"): a message that says more is read as what it says."""


def is_unwanted(sentence: Sentence) -> bool:
    """Whether the message is that, and nothing else; never a question, or what is only imagined."""
    if "?" in sentence.text or sentence.has("imagines"):
        return False
    hit = sentence.tongue.words["not_again"].first(sentence.folded)
    return hit is not None and len(words(sentence.folded[: hit.start])) + len(words(sentence.folded[hit.end :])) <= _BESIDES
