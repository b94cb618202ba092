"""Words that take a permission back, in any matter and at any time: as few as giving it took (GDPR 7(3))."""

from __future__ import annotations

from luukku.understand.sentence import Sentence
from luukku.understand.text import words

_BESIDES = 4
"""Words that may stand beside the phrase where it does not open the message."""
_LONGEST = 14
"""Words of a message that it opens: what follows names the permission."""


def takes_back(sentence: Sentence) -> bool:
    """Whether the message says so, and nothing else: no question, nothing only imagined, and no "don't take it back"."""
    hit = sentence.tongue.words["takes_back"].first(sentence.folded)
    if hit is None or "?" in sentence.text or sentence.has("imagines"):
        return False
    before, after = words(sentence.folded[: hit.start]), words(sentence.folded[hit.end :])
    if sentence.tongue.words["negates"].first(sentence.folded, 0, hit.start) is not None:
        return False
    return len(after) <= _LONGEST if not before else len(before) + len(after) <= _BESIDES
