"""Puts beside what the events' packs read of a message what the shared catalogue reads of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from luukku.model.fact import reveal
from luukku.model.pack import FactSpec
from luukku.model.reading import Expects, Reading
from luukku.understand.acts import sets_right
from luukku.understand.catalogue import CATALOGUE, PLAIN, fact_of, lay_scene, take_answer, take_told
from luukku.understand.counts import find_bare
from luukku.understand.events import Found, Said
from luukku.understand.granted import Granted, acts_of
from luukku.understand.grief import Death
from luukku.understand.kin import names_another
from luukku.understand.manner import BIRTH, DEATH
from luukku.understand.municipality import Municipalities
from luukku.understand.scene import Told
from luukku.understand.sentence import Sentence
from luukku.understand.set_right import set_right
from luukku.understand.text import Hit
from luukku.understand.told_ages import tell_ages
from luukku.understand.understanding import Understanding
from luukku.understand.yes_no import is_decided

_RIGHTS = frozenset({"person.role", "event.date", "municipality", "municipality.from", "child.count", "child.age", "duration"})
"""Facts that beside a no to a confirmation say what is right instead."""
_SHARED = ("event.date", "deadline.date", "municipality", "municipality.from", "child.count", "amount.eur")
_MORE = frozenset({"municipality", "municipality.from", "child.count", "child.age", "amount.eur"})
_PLACED = _MORE | {"event.date", "deadline.date"}
_BESIDE: Mapping[str, frozenset[str]] = {
    "municipality": _PLACED, "municipality.from": _PLACED, "person.role": _PLACED, "child.age": frozenset(), "duration": frozenset(),
    "employer.kind": frozenset(), "organisation.kind": frozenset({"amount.eur"}), "name.given": frozenset(),
}
"""Facts that are told beside an answer as plainly as beside an event: by what was asked."""
_BESIDE_A_PACKS = frozenset({"event.date"})
"""What may be told beside an answer to a question of one pack alone."""
_TOWNS = frozenset({"municipality", "municipality.from"})
"""Of which the catalogue reads more than the packs: "förr i Björneborg, numera i Ulvsby"."""
_OF_CHILDREN = ("child.age", "child.count", "name.given")
_OF_A_DEATH = ("event.date", "municipality", "municipality.from", "deadline.date")
"""Questions to which an answer may name who has died."""
_COUNTED = 6
"""Characters after a number within which what it counts begins."""
_BRIEF = 8
"""Words up to which an answer tells of no birth."""


def with_catalogue(reading: Reading, sentence: Sentence, found: list[Found], said: Mapping[str, Sequence[Said]], deaths: Sequence[Death], expects: Expects | None, towns: Municipalities, granted: Granted | None = None, *, understanding: Understanding, denied: bool = False, running: bool = False) -> Reading:
    """The reading with all that is plainly said: first the answer to what was asked, then what is told beside it.

    `running`: cases are under way, whose packs' own reading of what was asked goes before the catalogue's.
    """
    asked = expects.name if expects else ""
    held = {fact.name for fact in reading.facts}
    answers: list[Told] = []
    if expects is not None and asked in CATALOGUE:
        if not any(fact.name == asked and fact.standing == "known" and (not fact.event or (running and asked not in _TOWNS)) for fact in reading.facts):
            silent = bool({"refuse", "dont-know"} & set(reading.acts))
            told = [] if silent and asked not in PLAIN else take_answer(lay_scene(sentence, towns, found, said, deaths, asked), expects)
            answers = [one for one in told if one.name == asked or one.name not in held]
            if running:  # what is kept is the customer's own: "siskoni asuu Turussa" is no answer
                others = [part for part in sentence.parts if names_another(sentence.tongue, sentence.folded, part) or ((sentence.has("strangers", part) or sentence.has("others", part)) and not sentence.has("me", part))]
                answers = [one for one in answers if one.name == "person.role" or not any(part.start <= one.start < part.end for part in others)]
        if answers:
            if sentence.short(_BRIEF) or (asked in _OF_CHILDREN and not sentence.tongue.catalogue.words["born"].first(sentence.folded)):  # "bara en dotter" is no birth
                found = [one for one in found if one.event != BIRTH]
            found = [one for one in found if not one.spans or not all(any(each.start <= start and end <= each.end for each in answers) for start, end in one.spans)]
            if asked == "event.date":  # "I was laid off in January": a detail of what was asked about
                there = [part for part in sentence.parts if any(part.start <= one.start < part.end for one in answers)]
                found = [one for one in found if not one.spans or (one.event == DEATH and not (granted and DEATH in granted.events)) or not all(any(part.start <= start < part.end for part in there) for start, _ in one.spans)]
            if asked == "organisation.kind" and sentence.short(_BRIEF // 2):  # "the enforcement office" is who wrote, and no debt told of
                found = []
            if asked == "count":  # "four, two of them payday loans"
                counted = [(hit.start, hit.end) for hit in sentence.tongue.catalogue.counted.find(sentence.folded)]
                counted += [(hit.end(), hit.end() + _COUNTED) for hit in sentence.tongue.numbers.count.finditer(sentence.folded)] if sentence.short(_BRIEF) else []
                found = [one for one in found if not one.spans or not all(any(first < end and start < last for first, last in counted) for start, end in one.spans)]
            reading = replace(reading, events=tuple(one.read for one in found), acts=tuple(act for act in reading.acts if act != "new" or found))
            if asked == "child.age":  # "kaksoset ovat 5": how old, not how many
                reading = replace(reading, facts=tuple(fact for fact in reading.facts if fact.name != "child.count" or not sentence.tongue.catalogue.twins.first(reveal(fact.evidence).lower())))
            same = {one.value for one in answers}
            kept = tuple(fact for fact in reading.facts if fact.standing == "known" and fact.name != asked and (fact.name != "municipality" or reveal(fact.value) not in same))
            reading = replace(reading, facts=(*kept, *(fact_of(sentence, one) for one in answers)), acts=("answer", *(act for act in reading.acts if act not in ("answer", "refuse", "dont-know"))))
        unvalued = None if answers or reading.facts or {"answer", "refuse", "dont-know", "correct"} & set(reading.acts) else _unvalued(sentence, asked)
        if unvalued is not None:
            found = [one for one in found if not all(unvalued.start <= start and end <= unvalued.end for start, end in one.spans)]
            reading = replace(reading, events=tuple(one.read for one in found), acts=("answer", *(act for act in reading.acts if act != "new" or found)))
    confirms = asked.startswith("confirm:") and reading.says is not None
    dead = bool(granted and granted.death) or asked == f"confirm:{DEATH}"
    if expects is None or found or confirms or answers:
        told = take_told(lay_scene(sentence, towns, found, said, deaths))
        if confirms and reading.says == "no":
            told = [one for one in told if one.name in _RIGHTS and not (one.name == "person.role" and one.value == "child-1" and found)]
        elif answers and not found:
            told = [one for one in told if one.name in _BESIDE.get(asked, _MORE) or (one.name == "person.role" and dead and asked in _OF_A_DEATH)]
        if asked == "child.count" and answers:  # "tre: 2, 5 och 8 år": whoever tells how many tells how old, too
            told = [*(one for one in told if one.name != "child.age"), *tell_ages(lay_scene(sentence, towns, found, said, deaths, "child.age"))]
        if asked == f"confirm:{BIRTH}":  # "yes, due on 7 August" is the child, no bill
            told = [replace(one, name="event.date") if one.name == "deadline.date" else one for one in told]
        taken = [(one.start, one.end) for one in answers]
        told = [one for one in told if not any(start < one.end and one.start < end for start, end in taken)]
        held = {fact.name for fact in reading.facts if fact.name != "child.age"} | {asked} | ({"person.role"} if asked.startswith("child.") else set())
        more = tuple(fact_of(sentence, _late(one) if dead and reading.says != "no" else one) for one in told if one.name not in held)
        days = {one.value for one in told if one.name == "event.date"}
        kept = tuple(fact for fact in reading.facts if fact.name != "deadline.date" or reveal(fact.value) not in days)
        reading = replace(reading, facts=(*kept, *more))
        replaced = granted is not None and any(fact.name in granted.named and fact.standing == "known" for fact in reading.facts)
        if confirms and reading.says == "no" and replaced and not any(one.event != asked.partition(":")[2] for one in found):  # "nej, till Hangö"
            reading = replace(reading, acts=tuple("correct" if act == "answer" else act for act in reading.acts if act != "new"))
        elif confirms and reading.says != "yes" and not found and any(fact.name in _RIGHTS and (reading.says == "no" or fact.name == "person.role") for fact in more):  # "en minä vaan vaimoni": the right one beside the no
            reading = replace(reading, acts=tuple("correct" if act == "answer" else act for act in reading.acts))
        elif confirms and reading.says == "no" and any(one.event != asked.partition(":")[2] for one in found):  # "no, we are expecting a baby"
            reading = replace(reading, acts=tuple("correct" if act == "answer" else act for act in reading.acts if act != "new"))
    if asked.startswith("confirm:") and reading.says is None and sets_right(sentence) and found and all(one.event != asked.partition(":")[2] for one in found) and not {"refuse", "dont-know"} & set(reading.acts):
        reading = replace(reading, says="no", acts=("correct", *(act for act in reading.acts if act not in ("new", "answer", "correct"))))  # "eiku muutetaan vaan"
    if asked.startswith("confirm:") and not {"answer", "correct", "refuse", "dont-know"} & set(reading.acts) and any(one.event == asked.partition(":")[2] and one.read.stance == "act" for one in found):
        reading = replace(reading, says="yes", acts=("answer", *(act for act in reading.acts if act != "new")))  # told once more is a yes
    if expects is not None and asked not in CATALOGUE and not confirms and not found and _is_answered(reading, asked):  # "girl, arrived on the 3rd"
        known = {reveal(fact.value) for fact in reading.facts}
        told = [one for one in take_told(lay_scene(sentence, towns, found, said, deaths)) if one.name in _BESIDE_A_PACKS and one.value not in known]
        reading = replace(reading, facts=(*reading.facts, *(fact_of(sentence, one) for one in told if one.name not in {fact.name for fact in reading.facts})))
    if expects is not None and asked != "consent" and not _is_answered(reading, asked) and not confirms and not {"refuse", "dont-know"} & set(reading.acts) and sets_right(sentence):
        reading = set_right(reading, sentence, found, said, deaths, towns, understanding)
    if granted is None:
        return reading
    if "new" in reading.acts and all(one.event in granted.events for one in found):
        reading = replace(reading, acts=tuple(act for act in reading.acts if act != "new"))
    reading = _confirmed(reading, sentence, asked, granted)
    values = [value for fact in reading.facts if fact.name == asked and fact.standing == "known" and (value := reveal(fact.value)) is not None]
    return replace(reading, acts=acts_of(reading.acts, values, sentence, granted, denied=denied))


def _is_answered(reading: Reading, asked: str) -> bool:
    return any(fact.name == asked and fact.standing == "known" for fact in reading.facts)


def _confirmed(reading: Reading, sentence: Sentence, asked: str, granted: Granted) -> Reading:
    """A yes or no alone to a question whether something is so: a yes tells what the question names; "no, two" has its unit."""
    if not granted.whether or asked not in CATALOGUE or {"answer", "correct", "refuse", "dont-know", "question"} & set(reading.acts) or any(fact.name == asked for fact in reading.facts):
        return reading
    said = is_decided(sentence.folded, sentence.tongue)
    if said == "yes":
        return replace(reading, acts=("answer", *reading.acts), facts=(*reading.facts, *(fact_of(sentence, replace(one, start=0, end=len(sentence.text))) for one in granted.told)))
    bare = next((one for part in sentence.parts for one in find_bare(sentence.folded, part, sentence.tongue.numbers)), None)
    if asked == "duration" and bare is not None and granted.told:
        one = replace(granted.told[0], value=f"P{bare.value}{str(granted.told[0].value)[-1]}", start=bare.start, end=bare.end)
        return replace(reading, acts=("answer", *reading.acts), facts=(*reading.facts, fact_of(sentence, one)))
    return replace(reading, acts=("answer", *reading.acts)) if said == "no" else reading


def _unvalued(sentence: Sentence, asked: str) -> Hit[str] | None:
    """What answers the question and is no value of it."""
    said = sentence.tongue.catalogue.unvalued.get(asked)
    kin = list(sentence.tongue.kin.find(sentence.folded)) if asked == "person.role" and sentence.short(_BRIEF) else []
    if len(kin) > 1:  # "siskon miehestä": somebody for whom there is no word
        return Hit(kin[0].start, kin[-1].end, "kin")
    return said.first(sentence.folded) if said is not None and sentence.short(_BRIEF) else None


def _late(one: Told) -> Told:
    """Kin named in an answer about a death: who has died."""
    role = str(one.value)
    return replace(one, value=f"late-{role}") if one.name == "person.role" and not role.startswith("late-") else one


def with_missed(reading: Reading, sentence: Sentence, one: Found, said: Mapping[str, Sequence[Said]], declared: Mapping[str, FactSpec], known: frozenset[str], towns: Municipalities) -> Reading:
    """What the pack declares of the shared catalogue and its own reading passed over: told once is told."""
    missed = {name for name in _SHARED if name in declared} - {fact.name for fact in reading.facts} - known
    if not missed:
        return reading
    told = take_told(lay_scene(sentence, towns, [one], said, ()))
    more = tuple(replace(fact_of(sentence, each), event=one.event, about=declared[each.name].about) for each in told if each.name in missed)
    return replace(reading, facts=(*reading.facts, *more))
