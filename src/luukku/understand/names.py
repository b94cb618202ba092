"""A given name, after it was asked or with the words that announce one ("nimeksi tulee Eino")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luukku.understand.acts import does_not_know, will_not_say
from luukku.understand.sentence import Sentence

_NAME = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_MOST = 4
_SMALL = 3
"""Words up to which an answer all in small letters may be names."""
_LATER = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäöé]+")
"""A word written large inside an answer: "ollaan aateltu että Saimi"."""


@dataclass(frozen=True, slots=True)
class Name:
    value: str
    start: int
    end: int


def find_name(sentence: Sentence, *, asked: bool) -> Name | None:
    """Given names as they were written, first letters large. Without words that announce it, only a short answer is one."""
    if sentence.has("not_yet") or (asked and (does_not_know(sentence) or will_not_say(sentence))):
        return None
    announced = None
    for hit in sentence.tongue.words["names"].find(sentence.folded):
        announced = hit
    if announced:
        return _names_at(sentence.text, announced.end, small=asked)
    if asked and not sentence.has("no") and (later := _LATER.search(sentence.text)) and not sentence.text[: later.start()].strip().istitle():
        return _names_at(sentence.text, later.start(), small=False)
    if asked and sentence.text.islower() and not sentence.short(_SMALL):
        return None
    if asked and sentence.short(_MOST) and not (sentence.has("no") or sentence.has("yes")):
        start = next((hit.end for hit in sentence.tongue.words["fillers"].find(sentence.folded)), 0)
        return _names_at(sentence.text, start, small=True)
    return None


def _names_at(text: str, start: int, *, small: bool) -> Name | None:
    found: list[re.Match[str]] = []
    for word in _NAME.finditer(text, start):
        if found and text[found[-1].end() : word.start()].strip():
            break
        if not (word[0][0].isupper() or small) or len(found) == _MOST:
            break
        found.append(word)
    if not found:
        return None
    return Name(" ".join(word[0][0].upper() + word[0][1:] for word in found), found[0].start(), found[-1].end())
