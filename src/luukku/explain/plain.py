"""Plain language, checked: short sentences, no officialese, one exclamation mark at most, no words that promise a right.

Limits: GOV.UK and the Plain English Campaign ask for 15–20 words a sentence in English; Finnish words are longer, so its
limit is lower. Finland's Administrative Procedure Act, section 9: clear and understandable language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from luukku.model.ids import Language

WORDS_A_TURN = 40
WORDS_A_SENTENCE: Mapping[Language, int] = {"fi": 16, "sv": 20, "en": 22}
LONGEST_WORD: Mapping[Language, int] = {"fi": 32, "sv": 30, "en": 22}

OFFICIALESE: Mapping[Language, tuple[str, ...]] = {
    "fi": (
        "mikäli", "edellä mainit", "toimesta", "osalta", "koskien", "liittyen", "johdosta", "suorittaa", "suoritta", "toteuttaa",
        "asianomai", "velvoit", "täten", "sekä että", "kyseess", "omaa ", "tulee olla", "toimitettava", "ohella", "lukien",
    ),
    "sv": (
        "härmed", "ifrågavarande", "beträffande", "avseende", "i enlighet med", "erlägg", "föreligg", "vederbörande", "ovannämn",
        "medelst", "förskola", "skatteverket", "försäkringskassan",
    ),
    "en": (
        "hereby", "pursuant", "in accordance with", "prior to", "in respect of", "aforementioned", "utilise", "utilize", "commence",
        "notwithstanding", "therein", "thereof",
    ),
}
"""Beginnings of words that officials use and people do not; in Swedish also words of Sweden for what Finland calls otherwise."""

PROMISES: Mapping[Language, tuple[str, ...]] = {
    "fi": ("olet oikeutettu", "sinulle kuuluu", "on oikeus", "varmasti", "takaamme", "taatusti", "lupaamme", "saat varm"),
    "sv": ("du har rätt till", "är berättigad", "garanter", "säkert får", "vi lovar", "tillkommer dig"),
    "en": ("you are entitled", "entitlement", "guarantee", "we promise", "you will receive", "you will get", "you qualify"),
}
"""Only the organisation decides: a condition says worth asking."""

_SENTENCE = re.compile(r"(?<=[.!?…])[”\"“’]?\s+(?=[^\W\d_a-zåäö]|[”“\"])")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/–-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplain:
    """What is wrong with a text, in words for those who write packs."""

    what: str
    where: str


def count_words(text: str) -> int:
    """Words as people count them: "20.2.2027" is one, "”" none."""
    return len(_WORD.findall(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a colon before a list does not end one."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


def check_plain(text: str, language: Language) -> list[Unplain]:
    """All that makes the text less plain than it may be; empty when it is plain."""
    found = []
    for sentence in sentences(text):
        words = count_words(sentence)
        if words > WORDS_A_SENTENCE[language]:
            found.append(Unplain(what=f"a sentence of {words} words, at most {WORDS_A_SENTENCE[language]}", where=sentence))
    folded = f" {text.casefold()}"
    for kind, words_of in (("officialese", OFFICIALESE), ("a promise", PROMISES)):
        found += [Unplain(what=f"{kind}: “{word.strip()}”", where=text) for word in words_of[language] if f" {word}" in folded]
    if text.count("!") > 1:
        found.append(Unplain(what="more than one exclamation mark", where=text))
    found += [Unplain(what=f"a word of {len(word)} letters", where=word) for word in _WORD.findall(text) if len(word) > LONGEST_WORD[language] and "/" not in word and "." not in word]
    return found
