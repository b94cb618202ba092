"""Finnish inflection of names, as far as it is needed to know a name again: Matti in "Matilta", Virtanen in "Virtasellekin".

Stems are made from the name; a word is the name's when it is one of the stems with one of the endings. Consonant
gradation is that of given names (kk, pp, tt) and, for surnames and places, also of single consonants and clusters
(Mäki – Mäen, Lehto – Lehdon). Source: the Large Finnish Grammar (Iso suomen kielioppi), §§ 41–53, 81–94; the rules are written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOWELS = "aeiouyäöå"
_SPLIT = re.compile(rf"^(.*?)([^{_VOWELS}]+)([{_VOWELS}]+)$")
_DOUBLE = {"kk": "k", "pp": "p", "tt": "t"}
_CLUSTERS = {"nt": "nn", "nk": "ng", "mp": "mm", "lt": "ll", "rt": "rr", "ht": "hd", "lk": "l", "rk": "r", "hk": "h", "lp": "lv", "rp": "rv"}
_SINGLE = {"t": "d", "p": "v", "k": ""}
_CASES = ("n", "a", "ä", "ta", "tä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "na", "nä", "t", "tta", "ttä",
          *(f"{vowel}n" for vowel in "aeiouyäö"), *(f"h{vowel}n" for vowel in "aeiouyäö"), "seen")
_PLURAL = ("ien", "jen", "ten", "ja", "jä", "ia", "iä", "ita", "itä", "ille", "illa", "illä", "ilta", "iltä", "issa", "issä", "ista", "istä", "ihin", "iin", "den")
_OWNERS = ("ni", "si", "nsa", "nsä", "mme", "nne")
_CLITICS = ("kin", "kaan", "kään", "han", "hän", "ko", "kö", "pa", "pä", "kohan", "köhän")
_OTHERS = ("s", "'s", "’s")
"""Swedish and English genitives."""
_SINGULAR = frozenset(("", *_OTHERS, *_CLITICS, *(f"{case}{more}" for case in (*_CASES, *_OWNERS) for more in ("", *_CLITICS))))
ENDINGS = _SINGULAR | {f"{case}{more}" for case in _PLURAL for more in ("", *_CLITICS)}
"""Of families and places also the plural ("Virtasille"); nobody speaks of several Millas ("millaista")."""
PLACE_ENDINGS = frozenset(ending for ending in ENDINGS if ending.startswith(("ss", "st", "ll", "lt", "seen")) or re.match(r"h?[aeiouyäö]n", ending))
"""In, from, to: a town with one of these is a place and nobody's name."""
_OF_CONSONANT = frozenset(("", "ta", "tä", "na", *_OTHERS, *_CLITICS))
LONGEST = max(map(len, ENDINGS))
_HEAD = 4
_INTO = re.compile(r"h?([aeiouyäö])n(?=$|k|h|p)")


def stems(name: str, *, family: bool = False) -> set[str]:
    """Stems of a name in small letters to which endings are put, beside the name itself. `family`: with the rules of ordinary words."""
    if name.endswith("nen"):
        return {name[:-3] + "se", name[:-3] + "s", name[:-3] + "si"}
    if name[-1:] not in _VOWELS:
        made = {name + "i"}
        if name.endswith("s") and len(name) > 2:
            made |= {name[:-1] + "kse"} | ({name[:-1] + name[-2]} if name[-2] in "ai" else set())
        return made
    made = {_weak(name, family)}
    if family and name.endswith("i"):
        soft = name[:-1] + "e"
        made |= {soft, _weak(soft, family)} | ({name[:-1] + "j" + "e"} if name.endswith("rki") else set())
    if family and name.endswith("e"):
        made.add(name + "e")
    if family and name.endswith("rki"):
        made.add(name[:-2] + "je")
    return made - {name}


def _weak(name: str, family: bool) -> str:
    parts = _SPLIT.match(name)
    if parts is None:
        return name
    head, middle, tail = parts.groups()
    if middle[-2:] in _DOUBLE:
        return head + middle[:-2] + _DOUBLE[middle[-2:]] + tail
    if family and middle[-2:] in _CLUSTERS:
        return head + middle[:-2] + _CLUSTERS[middle[-2:]] + tail
    if family and head and middle in _SINGLE:
        return head + _SINGLE[middle] + tail
    return name


def _fits(stem: str, ending: str) -> bool:
    """The vowel of "into" is the stem's own: Penttiin, never "Penttion"."""
    into = _INTO.match(ending)
    return into is None or into[1] == stem[-1]


class Names:
    """Many names, each known again in its forms. Nothing that was asked is remembered."""

    def __init__(self, names: Iterable[str], *, family: bool = False) -> None:
        self._bases = frozenset(names)
        self._endings = ENDINGS if family else _SINGULAR
        self._stems: dict[str, str] = {}
        for name in sorted(self._bases):
            for stem in stems(name, family=family):
                self._stems.setdefault(stem, name)
        self._heads = frozenset(stem[:_HEAD] for stem in (*self._bases, *self._stems))

    def may_begin(self, word: str) -> bool:
        """False for most words that are no form of any of the names, at the cost of three looks into a set."""
        return word[:4] in self._heads or word[:3] in self._heads or word[:2] in self._heads

    def find(self, word: str) -> tuple[str, str] | None:
        """(name, ending) of a word in small letters; None when it is no form of any. The longest name wins."""
        if not self.may_begin(word):
            return None
        for cut in range(min(LONGEST, len(word) - 2) + 1):
            stem, ending = word[: len(word) - cut], word[len(word) - cut :]
            if ending not in self._endings:
                continue
            if stem in self._bases and (_fits(stem, ending) if stem[-1] in _VOWELS else ending in _OF_CONSONANT):
                return stem, ending
            if ending and stem in self._stems and _fits(stem, ending):
                return self._stems[stem], ending
        head, _, tail = word.partition("-")
        last = self.find(tail) if tail and "-" not in tail and self.find(head) else None
        return (f"{head}-{last[0]}", last[1]) if last else None
