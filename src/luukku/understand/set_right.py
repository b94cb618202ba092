"""Something said before is set right instead of an answer: "oho, muutto onkin 19.12.", "en irtisanoutunut vaan lomautettiin"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from luukku.model.fact import Personal, Value
from luukku.model.reading import ReadFact, Reading
from luukku.understand.catalogue import fact_of, lay_scene, take_told
from luukku.understand.enums import Shown, shown_values
from luukku.understand.events import Found, Said
from luukku.understand.grief import Death
from luukku.understand.municipality import Municipalities
from luukku.understand.sentence import Sentence
from luukku.understand.understanding import Understanding

_PLAIN = frozenset({"event.date", "deadline.date", "municipality", "municipality.from", "amount.eur", "child.count"})
_TOLD = 0.9


def set_right(reading: Reading, sentence: Sentence, found: Sequence[Found], said: Mapping[str, Sequence[Said]], deaths: Sequence[Death], towns: Municipalities, understanding: Understanding) -> Reading:
    """The reading as a correction, where it tells a value that may have been told before; else as it is.

    "Anteeksi, isä kuoli eilen" sets nothing right: what happened stands, unless something is denied beside it.
    """
    if any(one.read.stance == "act" for one in found) and not sentence.has("negates"):
        return reading
    told = [fact_of(sentence, one) for one in take_told(lay_scene(sentence, towns, found, said, deaths)) if one.name in _PLAIN]
    told += _enums(sentence, understanding)
    held = {fact.name for fact in reading.facts}
    more = [fact for n, fact in enumerate(told) if fact.name not in held and fact.name not in {one.name for one in told[:n]}]
    facts = tuple(fact for fact in reading.facts if fact.name != "person.role" or "child.sex" not in {one.name for one in (*more, *reading.facts)})
    if not more and not any(fact.standing == "known" and (fact.name in _PLAIN or fact.name in _enum_names(understanding)) for fact in facts):
        return reading
    acts = ("correct", *(act for act in reading.acts if act not in ("answer", "new", "correct")))
    return replace(reading, facts=(*facts, *more), acts=acts)


def _enum_names(understanding: Understanding) -> frozenset[str]:
    return frozenset(name for specs in understanding.specs.values() for name, spec in specs.items() if spec.type == "enum")


def _enums(sentence: Sentence, understanding: Understanding) -> Iterator[ReadFact]:
    """Values of the packs' own facts that stand undenied in the words, where all packs agree."""
    shown: dict[str, list[Shown]] = {}
    names = _enum_names(understanding)
    for event in understanding.events:
        for one in shown_values(sentence, event):
            if one.name in names and not one.denied:
                shown.setdefault(one.name, []).append(one)
    for name, each in shown.items():
        values: set[Value] = {one.value for one in each}
        if len(values) == 1:
            yield ReadFact(name=name, about="me", value=Personal(each[0].value), evidence=Personal(sentence.text[each[0].start : each[0].end].strip()), confidence=_TOLD)
