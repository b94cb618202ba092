"""Reads one message: first as an answer, then as a correction, then as something new. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from luukku.model.fact import Facts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import CaseKnown, Expects, Mark, Reading
from luukku.understand.answers import unsaid
from luukku.understand.catalogue import PLAIN
from luukku.understand.feelings import feel
from luukku.understand.goals import ASKED, SURE_ENOUGH, answers_goal, read_goals
from luukku.understand.one_turn import OneTurn
from luukku.understand.own_rules import read_own
from luukku.understand.understanding import Understanding

if TYPE_CHECKING:
    from luukku.ports import Vectors

_SHORT = 5
"""Words up to which a message that says nothing in one language is tried in the others."""


def read(
    understanding: Understanding,
    text: str,
    vectors: Vectors | None,
    expects: Expects | None,
    cases: Sequence[CaseKnown],
    loose: Facts,
    marks: Sequence[Mark],
    today: date,
    language: Language,
    chosen: bool = False,
    whole: bool = False,
) -> Reading:
    """What was understood of clean `text`.

    `vectors`: (n, d) rows for `views(text)`, or None: then the lexicon alone reads, and asks rather than acts.
    `cases`: the open ones with their facts, the one at hand last; `loose`: facts said before any event was known.
    Facts carry the event for which they are read; `Expects.event` tells whose question it is.
    `language`: the conversation's, `chosen` when it was set by hand and words do not change it.
    An answer never changes the language. A card of permissions is answered in the conversation's own language alone:
    "ja" is Swedish for yes and Finnish for and.
    `whole`: the shared catalogue is read too. Where cases are under way what no pack declares is left out again (`keeping`);
    without any it is for showing, never for keeping.
    """
    spoken, sure = understanding.languages.tell(text, language)
    tongues = understanding.tongues
    own = read_own([tongues[each].own_rules for each in dict.fromkeys((language, spoken, *LANGUAGES))], text, card=expects is not None and expects.name == "consent")
    if own.rules and not own.rest:
        change = sure and not chosen
        return Reading(language=spoken if change else language, language_sure=change, acts=("own-rule",), own_rules=own.rules, personal_data=tuple(marks), degraded=vectors is None)
    text = own.rest
    if expects is not None and expects.name.startswith(ASKED):
        said = answers_goal(understanding, text, tuple(dict.fromkeys((language, spoken, *LANGUAGES))))
        if said is not None and not own.rules:
            return Reading(language=language, acts=("answer",), says=said, personal_data=tuple(marks), degraded=vectors is None)
        expects = None
    known = tuple(case for case in cases if case.event in understanding.events)
    turn = OneTurn(understanding=understanding, text=text, vectors=vectors, expects=expects, cases=known, loose=loose, marks=tuple(marks), today=today, language=language, whole=whole and expects is not None)
    consent = expects is not None and expects.name == "consent"
    order = (spoken, language) if sure and not consent else (language, spoken)
    used, reading = order[0], turn.read_in(order[0])
    if not _says_something(reading):
        unseeing = replace(turn, vectors=None)  # an event in a language that nobody spoke is not taken anyway
        others = order[1:] if len(text.split()) > _SHORT else (*order[1:], *LANGUAGES)
        for other in dict.fromkeys(each for each in others if each != order[0]):
            plain = turn.whole and expects is not None and expects.name in PLAIN
            again = replace(turn if other in order else unseeing, whole=not known and (turn.whole if other in order else plain)).read_in(other)
            if _says_something(again) and not (again.events and other not in order):
                used, reading = other, again
                break
    if whole and expects is None:
        used = spoken if sure else _likeliest(turn, used, reading, spoken)
        again = replace(turn, whole=True).read_in(used)
        reading = again if again.events or not reading.events else replace(reading, facts=again.facts or reading.facts)
    if consent and used != language:
        reading = unsaid(reading)
    answers = expects is not None and not reading.events and bool({"answer", "correct", "refuse", "dont-know"} & set(reading.acts))
    change = sure and not chosen and not answers
    felt = feel(understanding.feelings, text, spoken if sure else used, vectors)
    goals = read_goals(understanding, text, used, vectors) if not consent and not (known and any(fact.name == "goal" for fact in reading.facts)) else ()
    if goals and goals[0].confidence >= SURE_ENOUGH and not known and expects is None and all(event.stance == "ask" for event in reading.events):
        # what is wanted, said alone, is no guess at what has happened: "that the children are all right" is no divorce
        reading = replace(reading, events=(), facts=(), acts=tuple(act for act in reading.acts if act != "new"), trace=())
    reading = replace(reading, goals=tuple(one for one in goals if one.stance == "act" or not (reading.events or expects is not None or reading.facts)))
    reading = replace(reading, acts=(*reading.acts, "own-rule"), own_rules=own.rules) if own.rules else reading
    return replace(reading, language=spoken if change else language, language_sure=change, personal_data=tuple(marks), degraded=vectors is None, emotion=felt)


def _likeliest(turn: OneTurn, used: Language, reading: Reading, spoken: Language) -> Language:
    """Of a message whose language is not plain the one in which an event is read, else the one that its letters speak for."""
    if used == spoken and reading.events:
        return used
    read_in = {used: reading} | {each: turn.read_in(each) for each in LANGUAGES if each != used}
    return max(read_in, key=lambda each: (bool(read_in[each].events), each == spoken, len(read_in[each].facts), each == used))


def language_of(understanding: Understanding, text: str, usual: Language) -> Language:
    """In which of the counter's languages a text is written."""
    return understanding.languages.tell(text, usual)[0]


def _says_something(reading: Reading) -> bool:
    return bool(reading.facts or reading.events or reading.says or reading.needs or set(reading.acts) - {"question"})
