"""What a question takes for granted: "Onko lapsia kolme?", "So you are moving from Helsinki?", and an answer that sets it right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from luukku.model.fact import Value
from luukku.model.ids import Language
from luukku.model.reading import Act, Expects
from luukku.understand.catalogue import CATALOGUE, lay_scene, take_answer
from luukku.understand.dates import Ahead
from luukku.understand.manner import BIRTH, DEATH
from luukku.understand.municipality import Municipalities
from luukku.understand.names import find_name
from luukku.understand.scene import Told
from luukku.understand.sentence import Sentence, lay_out
from luukku.understand.text import WORD
from luukku.understand.understanding import Tongue

_OPENING, _START = 3, 8
"""Words of a question among which the one that asks what stands; characters of an answer within which a no opens it."""
_SENTENCE = re.compile(r"[^.!?]*\?")
_DATE = re.compile(r"(?<=\d)\.(?!\s[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """Of a question in known words. `whether`: it asks whether something is so, not what is."""

    whether: bool
    told: tuple[Told, ...]
    """What it names of the fact that it asks for."""
    roles: frozenset[str]
    """Kin that it names; a child as "son" or "daughter" where it says so."""
    events: frozenset[str]
    """Of which it speaks."""
    named: frozenset[str]
    """Facts of the catalogue of which it names some value: "Ska ni flytta till Raseborg?"."""
    death: bool
    """Whether it asks after somebody's death."""
    sentence: Sentence

    @property
    def day(self) -> date | None:
        """The day that it names: "the 10th" in the answer is of the same month."""
        return next((date.fromisoformat(str(one.value)) for one in self.told if one.name.endswith(".date") and "/" not in str(one.value)), None)

    @property
    def values(self) -> frozenset[Value]:
        return frozenset(one.value for one in self.told)


def granted_by(expects: Expects, tongues: Mapping[Language, Tongue], languages: Sequence[Language], today: date, towns: Municipalities) -> Granted:
    """`languages`: in which the question may be, the conversation's first."""
    read = [_read(expects, tongues, tongues[language], today, towns) for language in dict.fromkeys(languages)]
    return next((one for one in read if one.told), read[0])


def _read(expects: Expects, tongues: Mapping[Language, Tongue], tongue: Tongue, today: date, towns: Municipalities) -> Granted:
    asked = lay_out(expects.question, tongue, (), today, date_asked=expects.name.endswith(".date"), asked_ahead=_ahead(expects, tongue))
    whether = _asks_whether(asked, tongues.values())
    named = whether and expects.name in CATALOGUE and (expects.name != "name.given" or find_name(asked, asked=False) is not None)
    told = take_answer(lay_scene(asked, towns, (), {}, (), expects.name), expects) if named else []
    death = tongue.catalogue.words["dies"].first(asked.folded) is not None
    events = {event for hits in asked.hits.values() for event, held in hits.items() if event != DEATH and any(hit.of.weight > 0 for hit in held)}
    events |= {DEATH} if death else set()
    events |= {BIRTH} if tongue.catalogue.words["born"].first(asked.folded) else set()
    places = any(True for part in asked.parts for _ in towns.find(asked.text, asked.folded, part, asked=False))
    named_facts = {"municipality", "municipality.from"} if places else set[str]()
    named_facts |= {"event.date"} if any(asked.days.values()) else set()
    return Granted(whether=whether, told=tuple(told), named=frozenset(named_facts), roles=_roles(asked), events=frozenset(events), death=death, sentence=asked)


def _ahead(expects: Expects, tongue: Tongue) -> Ahead:
    return True if expects.name == "deadline.date" or tongue.numbers.planned.search(expects.question.lower()) else None


def _asks_whether(asked: Sentence, tongues: Iterable[Tongue]) -> bool:
    last = [hit[0] for hit in _SENTENCE.finditer(_DATE.sub("_", asked.text).lower()) if hit[0].strip(" ?")]
    if not last:
        return False
    opening = [word.end() for word in WORD.finditer(last[-1])][:_OPENING]
    return not opening or all(tongue.catalogue.words["asks_what"].first(last[-1], 0, opening[-1]) is None for tongue in tongues)


def _roles(sentence: Sentence) -> frozenset[str]:
    words = sentence.tongue.catalogue
    return frozenset({hit.of for hit in sentence.tongue.kin.find(sentence.folded)} - _CHILD | {hit.of for hit in words.sexes.find(sentence.folded)})


def acts_of(acts: Sequence[Act], values: Sequence[Value], sentence: Sentence, granted: Granted, *, denied: bool) -> tuple[Act, ...]:
    """ "Answer" becomes "correct" where the answer replaces what was granted; both stand where it sets something else right."""
    if "answer" not in acts:
        return tuple(acts)
    if granted.whether and values and (granted.values if granted.values else (denied or opens_with_no(sentence)) and values[0] != 0):
        if not granted.values or values[0] not in granted.values:
            return tuple("correct" if act == "answer" else act for act in acts)
        return tuple(acts)
    if values and "correct" not in acts and _names_another(sentence, granted, denied=denied):
        return (*acts, "correct")
    return tuple(acts)


def opens_with_no(sentence: Sentence) -> bool:
    no = sentence.tongue.words["no"].first(sentence.folded)
    return no is not None and no.start <= _START and not sentence.folded[: no.start].strip(" ,.!-noåh")


def opens_with_yes(sentence: Sentence) -> bool:
    yes = sentence.tongue.words["yes"].first(sentence.folded)
    return yes is not None and yes.start <= _START and not opens_with_no(sentence)


def _names_another(sentence: Sentence, granted: Granted, *, denied: bool) -> bool:
    """ "It's a daughter actually", where the question spoke of a son."""
    words, tongue = sentence.tongue.catalogue, sentence.tongue
    for part in sentence.parts:
        if not denied and words.words["instead"].first(sentence.folded, part.start, part.end) is None:
            continue
        said = {hit.of for hit in words.sexes.find(sentence.folded, part.start, part.end)} | {hit.of for hit in tongue.kin.find(sentence.folded, part.start, part.end)}
        other = (said - _CHILD) - granted.roles
        if granted.roles and other and bool(other & _SEXES) == bool(granted.roles & _SEXES):
            return True
    return False


_SEXES, _CHILD = frozenset({"son", "daughter"}), frozenset({"child", "child-1"})
