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
_BREATH = re.compile(r"[\w\s]{1,12}[,;.!]\s*(?=\w)")
_BECOMES = re.compile(r"(?<=[aeiouyäö])ks(?:i|e)?$")
_INTO, _CLITIC = re.compile(r"([aeiouyäö])\1n$"), re.compile(r"(?<=[aeiouyäö])h[aä]n$")
"""The endings of "päädyttiin Einoon" and "Oliviahan siitä tuli"."""
_BORROWED = re.compile(r"[aiou]eli$")
"""Daniel, Mikael and Joel have an "i" before every ending."""
_SO_ITSELF = frozenset({"aleksi", "alex", "eksi"})
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
    past = _after_no(sentence) if asked else 0
    kinds = ("names", "names_when_asked") if asked else ("names",)
    announced = sorted(hit.end for kind in kinds for hit in sentence.tongue.words[kind].find(sentence.folded))
    for end in reversed(announced):
        name = _names_at(sentence, end, small=asked)
        if name is not None:
            return name
    if announced and not asked:
        return None
    denies = sentence.tongue.words["no"].first(sentence.folded, past) is not None
    if past and (first := _NAME.match(sentence.text, past)) and first[0].istitle():
        return _names_at(sentence, past, small=False)
    if asked and not denies and (later := _LATER.search(sentence.text, past)) and not sentence.text[past : later.start()].strip().istitle():
        return _names_at(sentence, later.start(), small=False)
    if asked and sentence.text.islower() and not sentence.short(_SMALL):
        return None
    if asked and sentence.short(_MOST) and not (sentence.has("no") or sentence.has("yes")):
        start = next((hit.end for hit in sentence.tongue.words["fillers"].find(sentence.folded) if hit.start == 0), 0)
        return _names_at(sentence, start, small=True)
    return None


def _after_no(sentence: Sentence) -> int:
    """Where an answer goes on after a "no" in a breath of its own: "nej, Elis"; 0 where it begins otherwise."""
    breath = _BREATH.match(sentence.folded)
    no = sentence.tongue.words["no"].first(sentence.folded, 0, breath.end()) if breath else None
    return breath.end() if breath and no is not None and not sentence.folded[: no.start].strip() else 0


def _names_at(sentence: Sentence, start: int, *, small: bool) -> Name | None:
    text, found = sentence.text, list[re.Match[str]]()
    large = next((word.start() for word in list(_NAME.finditer(text, start))[:_MOST] if word[0][0].isupper()), None)
    start = start if large is None or not small or re.search(r"[,.;!]", text[start:large]) else large
    for word in _NAME.finditer(text, start):
        if found and text[found[-1].end() : word.start()].strip():
            break
        if not (word[0][0].isupper() or (small and not (found and found[0][0][0].isupper()))) or len(found) == _MOST:
            break
        if word[0].islower() and any(sentence.tongue.words[kind].first(sentence.folded, word.start(), word.end()) for kind in ("fillers", "thanks", "yes", "no")):
            if found:
                break
            continue
        found.append(word)
    if not found:
        return None
    said = [_named(word[0], sentence) for word in found]
    return Name(" ".join(word[0].upper() + word[1:] for word in said), found[0].start(), found[-1].end())


def _named(word: str, sentence: Sentence) -> str:
    """The name as it is without the ending of "pantiin Ilmariksi"; one that ends so itself stays."""
    if sentence.tongue.language == "fi" and not sentence.short(1):
        word = _INTO.sub(r"\1", _CLITIC.sub("", word))
        if word.endswith("kse"):
            return f"{word[:-3]}s"
    stem = _BECOMES.sub("", word)
    if sentence.tongue.language != "fi" or stem == word or word.lower() in _SO_ITSELF or sentence.short(1):
        return word
    if stem.endswith("kse"):
        return f"{stem[:-3]}s"
    if _BORROWED.search(stem):
        return stem[:-1]
    doubled = re.sub(r"([kpt])([aeiouyäö]+)$", r"\1\1\2", stem)
    return doubled if sentence.tongue.words["doubled_names"].first(doubled.lower()) else stem
