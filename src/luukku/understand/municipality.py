"""Finland's municipalities in people's words: both languages, with case endings, and whether from there or there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from luukku.model.ids import Language
from luukku.understand.by_hash import ByHash
from luukku.understand.tables import strings, table_of, texts
from luukku.understand.text import WORD, Clause, fold, phrases

_FROM = ("sta", "stä", "lta", "ltä", "st", "lt")
_PLACE = ("", "n", "ssa", "ssä", "lla", "llä", "lle", "ks", "ksi", "s", "l")
_TAILS = ("", "kin", "han", "hän")
_E_ENDS = {"järvi": "järve", "joki": "joke", "vesi": "vete", "lahti": "lahte", "salmi": "salme", "niemi": "nieme", "koski": "koske", "mäki": "mäke",
           "saari": "saare", "lampi": "lampe", "nummi": "numme"}
_I_STRONG = {"vesi": "vett", "saari": "saar", "niemi": "nieme"}


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality's canonical (Finnish) name as found in [start, end)."""

    name: str
    start: int
    end: int
    leaving: bool
    language: Language
    common: bool
    """The name is also an everyday word and was not written large."""


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    leaving: bool
    common: bool
    language: Language


class Municipalities:
    """All inflected forms, looked up word by word."""

    def __init__(self, tables: Mapping[Language, Mapping[str, object]]) -> None:
        self._froms = {language: phrases(strings(table, "from")) for language, table in tables.items()}
        self._dwells = {language: phrases([f"{word}*" for word in strings(table, "dwells")]) for language, table in tables.items()}
        self._moves = {language: phrases([f"{word}*" for word in strings(table, "moves")]) for language, table in tables.items()}
        finnish, swedish = tables.get("fi", {}), tables.get("sv", {})
        self.names = tuple(texts(finnish, "genitive"))
        self._forms = ByHash(_spelt(chain(_swedish(swedish), _finnish(finnish))))

    def find(self, text: str, folded: str, clause: Clause, *, asked: bool = False) -> Iterator[Place]:
        """Municipalities in the clause, in order. `asked`: names that are also everyday words count in small letters."""
        past = clause.start
        found = list(WORD.finditer(folded, clause.start, clause.end))
        for place, word in enumerate(found):
            if word.start() < past:
                continue
            ends = [found[place + 1].end()] if place + 1 < len(found) else []
            for end in (*ends, word.end()):
                form = self._form_or_none(folded[word.start() : end])
                if form is None:
                    continue
                common = form.common and not _is_name_like(text, word.start(), form, folded[word.start() : end])
                past = end
                if asked or not common:
                    yield Place(form.name, word.start(), end, form.leaving or self._from_before(folded, clause, word.start()), form.language, common)
                break

    def named(self, name: str) -> str | None:
        """The canonical name of a municipality that is written out in Finnish or Swedish, as registers do; None for none."""
        form = self._forms.get(fold(name.strip()))
        return form.name if form is not None else None

    def is_from(self, folded: str, clause: Clause, place: Place) -> bool:
        """True when the person leaves the place: not when they are, live or come from there."""
        if not place.leaving:
            return False
        if any(moves.first(folded, clause.start, clause.end) for moves in self._moves.values()):
            return True
        return not any(dwells.first(folded, clause.start, clause.end) for dwells in self._dwells.values())

    def _form_or_none(self, word: str) -> _Form | None:
        form = self._forms.get(word)
        if form is None and word.endswith("s"):
            form = self._forms.get(word[:-1])
            return form if form and form.language == "sv" else None
        return form

    def _from_before(self, folded: str, clause: Clause, start: int) -> bool:
        return any(hit.end in (start - 1, start) for froms in self._froms.values() for hit in froms.find(folded, clause.start, start))


def _swedish(table: Mapping[str, object]) -> Iterator[tuple[str, _Form]]:
    common = set(strings(table, "common"))
    for swedish, finnish in texts(table, "names").items():
        yield swedish.lower(), _Form(finnish, False, swedish in common, "sv")


def _finnish(table: Mapping[str, object]) -> Iterator[tuple[str, _Form]]:
    common, stems = set(strings(table, "common")), table_of(table, "stems")
    aliases: dict[str, list[str]] = {}
    for alias, named in texts(table, "aliases").items():
        aliases.setdefault(named, []).append(alias)
    for name, genitive in texts(table, "genitive").items():
        for stem in (*_stems(name, genitive), *strings(stems, name)):
            yield from _inflected(name, stem, name in common)
        for alias in aliases.get(name, ()):
            yield from _inflected(name, alias, common=False)
            yield alias.lower(), _Form(name, False, False, "fi")
        for whole in (name, genitive):
            yield whole.lower(), _Form(name, False, name in common, "fi")


def _inflected(name: str, stem: str, common: bool) -> Iterator[tuple[str, _Form]]:
    vowel = stem[-1]
    place = [*_PLACE[1:], f"{vowel}n", "a", "ä", "ta", "tä", f"{'h' if stem[-2:-1] == vowel else ''}{vowel}n", "seen", f"h{vowel}n", "in", "hin", "na", "nä", "ten", "siin", "llekin"]
    there, leaving = _Form(name, False, common, "fi"), _Form(name, True, common, "fi")
    endings = [*((ending, there) for ending in place), *((ending, leaving) for ending in _FROM)]
    small = stem.lower()
    for tail in _TAILS:
        for ending, form in endings:
            yield small + ending + tail, form


def _spelt(entries: Iterable[tuple[str, _Form]]) -> Iterator[tuple[str, _Form]]:
    """Also as it is written without dots and rings."""
    for spelling, form in entries:
        yield spelling, form
        if not spelling.isascii():
            yield spelling.replace("ä", "a").replace("ö", "o").replace("å", "a"), form


def _stems(name: str, genitive: str) -> list[str]:
    """Weak stem (of the genitive) and strong stem (of the name), to which endings are added."""
    weak = genitive.split(" ")[0]
    weak = weak[:-4] + "si" if weak.endswith("sten") else weak[:-1]
    found = [weak]
    if weak.endswith("si") and name.endswith("nen"):
        found.append(name[:-3] + "se")
    for ending, strong in _E_ENDS.items():
        if name.lower().endswith(ending):
            found += [name[: -len(ending)] + (strong if len(name) > len(ending) else strong.capitalize())]
    if re.search(r"[aeiouyäö]$", name):
        found.append(name.split(" ")[0])
    elif not name.endswith(("s", "t")):
        found.append(name + "i")
    return list(dict.fromkeys(found))


def _is_name_like(text: str, start: int, form: _Form, word: str) -> bool:
    """Written large where a small letter was possible, or large and inflected as places are."""
    if not text[start].isupper():
        return False
    before = text[:start].rstrip()
    opens = not before or before[-1] in ".!?\n"
    return not opens or len(word) > len(form.name)
