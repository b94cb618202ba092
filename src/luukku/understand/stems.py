"""Words made comparable for looking things up: endings taken off, compounds taken apart. Small on purpose, for three languages.

No dictionary: a word's stem is what is left when a language's endings are off, so that "perunkirjoituksen" and
"perunkirjoitus" meet; a compound is taken apart where both of its sides are words of the texts that are searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from luukku.model.ids import Language
from luukku.understand.text import fold

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
LONGEST_WORD = 60
_SIDE = 4
"""Letters of each side of a compound, at least: "kela-kortti" is taken apart at its hyphen, "ihana" at nothing."""
_LEAST = 3
"""Letters of a side's stem, at least."""

_CLITICS = re.compile(r"(?<=[a-zåäö]{4})(?:kaan|kään|kin|han|hän|ko|kö|pa|pä)$")
_OWNERS = re.compile(r"(?<=[aeiouyäö]{1})(?:ni|si|nsa|nsä|mme|nne)$")
_FI = re.compile(
    r"(?<=[a-zåäö]{3})(?:"
    r"(?:uksi|yksi|ukse|ykse|uks|yks|uude|yyde|uute|yyte|uutta|yyttä|uus|yys|us|ys)(?:i?ssa|i?ssä|i?sta|i?stä|i?lla|i?llä|i?lta|i?ltä|i?lle|i?ksi|ien|ia|iä|iin|een|en|et|ena|enä|ta|tä|ta|e)?"
    r"|i?ssa|i?ssä|i?sta|i?stä|i?lla|i?llä|i?lta|i?ltä|i?lle|i?ksi|i?tta|i?ttä|iden|itten|ien|jen|ista|ihin|iin|een|aan|ään|oon|öön|uun|yyn|seen|hun|hin|hon|han"
    r"|ista|ina|inä|na|nä|ja|jä|ia|iä|ta|tä|en|in|an|än|on|ön|un|yn|et|it|at|ät|ot|öt|ut|yt|a|ä|n|t"
    r")$"
)
_FI_VERB = re.compile(r"(?<=[a-zåäö]{3})(?:taan|tään|daan|dään|etaan|etään|isi|vat|vät|mme|tte|nut|nyt|tu|ty|ttu|tty|minen|mista|mistä|misen|miseen|ma|mä|va|vä)$")
_SV = re.compile(r"(?<=[a-zåäö]{3})(?:heternas|heten|heter|ornas|ernas|arnas|orna|erna|arna|ande|aste|ades|ade|ast|are|ens|ets|ern|or|ar|er|en|et|an|as|es|at|ad|na|a|e|s|t|n|r)$")
_MAN = re.compile(r"m(?:annens|annen|ännens|ännen|äns|än|ans)$")
_EN = re.compile(r"(?<=[a-z]{3})(?:ations?|ingly|ings?|edly|ments?|iest|ies|ied|ers?|ed|es|ly|s)$")


@lru_cache(maxsize=20_000)
def stem(word: str, language: Language) -> str:
    """The stem of one folded word; at least three letters of it stay."""
    if len(word) < 4 or not word.isalpha():
        return word
    if language == "fi":
        return _stem_fi(word)
    if language == "sv":
        bare = _SV.sub("", _MAN.sub("man", word))
        bare = _SV.sub("", bare) if len(bare) > 6 and bare != word else bare
        return _single(bare.rstrip("aeiou") if len(bare) > 4 else bare)
    bare = _EN.sub("", word.replace("'s", ""))
    return _single(bare.rstrip("ey") if len(bare) > 4 else bare)


def _stem_fi(word: str) -> str:
    bare = _CLITICS.sub("", word)
    bare = _OWNERS.sub("", bare) if len(bare) > 6 else bare
    cut = _FI.sub("", bare)
    if cut == bare and len(bare) > 6:
        cut = _FI_VERB.sub("", bare)
    while len(cut) > 4 and cut[-1] in "aeiouyäöj":
        cut = cut[:-1]
    return _weak(cut)


def _weak(stem: str) -> str:
    """Consonants at the end in one grade: "takauk" and "takau", "velk" and "vela" differ still, "autt" and "aut" no more."""
    stem = _single(stem)
    for strong, weak in (("nt", "n"), ("nn", "n"), ("lt", "l"), ("rt", "r"), ("mp", "m"), ("nk", "n"), ("ng", "n"), ("d", "t"), ("v", "p")):
        if stem.endswith(strong) and len(stem) > 4:
            return stem[: -len(strong)] + weak
    return stem


def _single(stem: str) -> str:
    return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem


def words_of(text: str) -> Iterator[str]:
    """Folded words; those with a hyphen also by their parts."""
    for word in _WORD.findall(fold(text)):
        word = word[:LONGEST_WORD]
        yield word
        if "-" in word:
            yield from (part for part in word.split("-") if len(part) > 1)


@dataclass(frozen=True, slots=True)
class Known:
    """The stems of the words that are searched; by their first letters it is seen quickly that a piece of a word is none."""

    stems: frozenset[str]
    starts: frozenset[str]

    @staticmethod
    def of(stems: Iterable[str]) -> Known:
        kept = frozenset(one for one in stems if len(one) >= _LEAST)
        return Known(kept, frozenset(one[:_LEAST] for one in kept))


def split_compound(word: str, known: Known, language: Language) -> tuple[str, ...]:
    """The stems of a compound's two sides, when both are stems of known words: the longest last side wins. Empty when not."""
    if language == "en" or len(word) < 2 * _SIDE or word[:_LEAST] not in known.starts:
        return ()
    whole = stem(word, language)
    for cut in range(_SIDE, len(word) - _SIDE + 1):
        if word[cut : cut + _LEAST] not in known.starts:
            continue
        last = stem(word[cut:], language)
        if last in known.stems and last != whole:
            first = stem(word[:cut], language)
            if first in known.stems:
                return (first, last)
    return ()
