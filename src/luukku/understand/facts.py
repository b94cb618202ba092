"""Takes the facts out of a message: what was asked first, then what is set right, then what is told unasked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from luukku.model.fact import reveal
from luukku.model.pack import FactSpec
from luukku.understand.acts import does_not_know, is_only_asking, will_not_say
from luukku.understand.amounts import find_amounts
from luukku.understand.answer_words import Answered
from luukku.understand.counts import count_children, find_ages, find_bare, find_counts
from luukku.understand.durations import find_durations
from luukku.understand.enums import Shown, choose, shown_values
from luukku.understand.event_days import take_day
from luukku.understand.frame import ASKED, LOOSE, TOLD, Frame, Taken, free_parts
from luukku.understand.homes import take_home, take_own_home
from luukku.understand.kin import is_relatives, speaks_of
from luukku.understand.names import find_name
from luukku.understand.roles import take_role
from luukku.understand.text import Clause
from luukku.understand.yes_no import is_decided

_TABLE = "numbers"
_NOT_BEFORE = 2
"""Words between a "not" and what it denies."""
_EVERYBODYS = frozenset({"turvakielto", "acting.for", "minor"})
"""Facts of `packs/common`: plainly said they are the speaker's, without any other word of theirs beside."""


def take_facts(frame: Frame) -> list[Taken]:
    """Facts that the event's pack declares, in order of the words; never one whose known value is the same."""
    taken: list[Taken] = []
    shown = list(shown_values(frame.sentence, frame.event.id))
    for spec in frame.event.pack.facts:
        one = _take(frame, spec, shown)
        if one is not None and (one.asked or frame.value_of(spec) != reveal(one.fact.value)):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def take_own_life(frame: Frame, specs: Iterator[FactSpec]) -> list[Taken]:
    """What is plainly said of the speaker's own life before any event is known: home, spouse's work, marriage."""
    shown = [one for event in frame.understanding.events for one in shown_values(frame.sentence, event)]
    taken = {}
    for spec in specs:
        one = take_own_home(frame, spec, _at_home(frame)) if spec.name == "municipality" else _of_own_life(frame, spec, shown)
        if one is not None and frame.value_of(spec) != reveal(one.fact.value):
            taken[spec.name] = replace(one, fact=replace(one.fact, event=""))
    return sorted(taken.values(), key=lambda one: one.start)


def _at_home(frame: Frame) -> Iterator[Clause]:
    return (part for part in frame.sentence.parts if frame.sentence.has("lives", part) and _plainly_said(frame, part))


def _plainly_said(frame: Frame, clause: Clause) -> bool:
    """Not asked, denied, imagined or of somebody else."""
    sentence, guards = frame.sentence, frame.sentence.tongue.guards
    if sentence.folded[clause.end : clause.end + 1] == "?" or guards.is_supposed(sentence.folded, clause):
        return False
    return not (frame.is_anothers(clause) or sentence.has("others", clause))


def _of_own_life(frame: Frame, spec: FactSpec, shown: list[Shown]) -> Taken | None:
    """ "Vaimo on opiskelija", "olemme naimisissa": the speaker's spouse, or the speaker."""
    mine = [one for one in shown if one.name == spec.name] if spec.type in ("enum", "bool") else []
    if not mine:
        return None

    def own(clause: Clause) -> bool:
        kin = {hit.of for hit in frame.sentence.tongue.kin.find(frame.sentence.folded, clause.start, clause.end)}
        if not _plainly_said(frame, clause):
            return False
        if spec.about == "mother":
            return kin == {"spouse"} and frame.sentence.has("mothers", clause)
        return frame.sentence.has("me", clause) or spec.name in _EVERYBODYS

    mine = [one for one in mine if spec.about == "mother" or not is_relatives(frame.sentence, one.start, one.clause)]
    one = choose([one for one in mine if own(one.clause)], spec, None)
    return _shown(frame, spec, one, TOLD) if one is not None and not one.denied else None


def _take(frame: Frame, spec: FactSpec, shown: list[Shown]) -> Taken | None:
    if spec.type == "date":
        return take_day(frame, spec)
    if spec.type == "municipality":
        return take_home(frame, spec)
    named = _BY_NAME.get(spec.name)
    if named is not None and (spec.name == "name.given" or not frame.event.manner.birth):
        return _take_shown(frame, spec, shown) or named(frame, spec) or _take_id(frame, spec)
    if spec.type == "cents":
        return _take_amount(frame, spec)
    if spec.type in ("enum", "bool", "whole"):
        return _take_answer(frame, spec) or _take_shown(frame, spec, shown) or _take_number(frame, spec) or _take_id(frame, spec)
    return None


def _take_name(frame: Frame, spec: FactSpec) -> Taken | None:
    asked = frame.asked(spec)
    if not (asked or frame.open):
        return None
    name = find_name(frame.sentence, asked=asked)
    if name is None:
        return None
    part = next((part for part in frame.sentence.parts if part.start <= name.start < part.end), None)
    if part is not None and (part not in frame.parts(spec) or frame.names_another(part) or not frame.is_free(part)):
        return None
    return frame.taken(spec, name.value, name.start, name.end, ASKED if asked else LOOSE, "words")


def _take_shown(frame: Frame, spec: FactSpec, shown: list[Shown]) -> Taken | None:
    mine = [one for one in shown if one.name == spec.name]
    if not mine or (frame.asked(spec) and is_only_asking(frame.sentence)):
        return None
    asked, parts = frame.asked(spec), frame.parts(spec)
    one = choose([one for one in mine if one.clause in parts and _counts(frame, spec, one, asked=asked)], spec, frame.value_of(spec))
    return _shown(frame, spec, one, ASKED if asked else TOLD) if one is not None else None


def _shown(frame: Frame, spec: FactSpec, one: Shown, confidence: float) -> Taken:
    return frame.taken(spec, one.value, one.start, one.end, confidence, "", shown=one)


def _counts(frame: Frame, spec: FactSpec, one: Shown, *, asked: bool) -> bool:
    if asked or (frame.setting_right and frame.value_of(spec) is not None):
        return not frame.is_anothers(one.clause)
    if one.stem.weight == 0 and spec.about == "me" and not frame.event.manner.birth and is_relatives(frame.sentence, one.start, one.clause):
        return False
    if spec.about == "mother" or one.stem.weight == 0:
        return frame.open and frame.is_free(one.clause) and speaks_of(frame.sentence, one.clause, spec.about)
    return frame.is_free(one.clause) and frame.open


def _take_answer(frame: Frame, spec: FactSpec) -> Taken | None:
    """What the language's own words for the asked fact give, where they agree; of a bool only beside no plain yes or no."""
    sentence = frame.sentence
    if not frame.asked(spec) or is_only_asking(sentence) or will_not_say(sentence) or (does_not_know(sentence) and spec.type == "bool"):
        return None
    if spec.type == "bool" and is_decided(sentence.folded, sentence.tongue) is not None:
        return None
    found = [one for one in sentence.tongue.answers.find(spec.name, sentence.text) if _is_mine(frame, one, denies=spec.type == "enum")]
    if len({one.value for one in found}) > 1 and len({part for part in sentence.parts for one in found if part.start <= one.start < part.end}) == 1:
        found = found[:1]  # "training to be a nurse"
    if len({one.value for one in found}) != 1 or (spec.type == "enum" and found[0].value not in spec.values):
        return None
    return frame.taken(spec, found[0].value, found[0].start, found[0].end, ASKED, "answers")


def _is_mine(frame: Frame, one: Answered, *, denies: bool) -> bool:
    """Of the one who was asked, in no question; and where "not" is no part of the words, not denied."""
    sentence = frame.sentence
    part = next((part for part in sentence.parts if part.start <= one.start < part.end), None)
    if part is None or sentence.folded[part.end : part.end + 1] == "?" or frame.is_anothers(part):
        return False
    return not denies or not any(no.end <= one.start and len(sentence.folded[no.end : one.start].split()) <= _NOT_BEFORE for no in sentence.tongue.words["negates"].find(sentence.folded, part.start, one.start))


def _take_number(frame: Frame, spec: FactSpec) -> Taken | None:
    hit = re.search(r"(?<![\d.,])\d{1,3}(?![\d.,])", frame.sentence.text) if spec.type == "whole" and frame.asked(spec) else None
    if hit:
        return frame.taken(spec, int(hit[0]), hit.start(), hit.end(), ASKED, _TABLE)
    return _bare(frame, spec) if spec.type == "whole" and frame.asked(spec) and not frame.event.manner.birth else None


def _take_id(frame: Frame, spec: FactSpec) -> Taken | None:
    """The id of a value itself, as a button sends it."""
    said = frame.sentence.folded.strip()
    if frame.asked(spec) and spec.type == "enum" and said in spec.values:
        return frame.taken(spec, said, 0, len(frame.sentence.text), 1.0, "words")
    return None


def _take_amount(frame: Frame, spec: FactSpec) -> Taken | None:
    """`amount.eur` where it is told; other sums only as answers."""
    asked, sentence = frame.asked(spec), frame.sentence
    if not (asked or (frame.open and spec.name == "amount.eur")):
        return None
    for part in free_parts(frame, spec):
        for one in find_amounts(sentence.folded, part, sentence.tongue.numbers, asked=asked):
            return frame.taken(spec, one.cents, one.start, one.end, ASKED if asked else TOLD, _TABLE, approx=one.approx)
    return None


def _take_count(frame: Frame, spec: FactSpec) -> Taken | None:
    """Pieces, or the things that the event's own words name."""
    asked, sentence, words = frame.asked(spec), frame.sentence, frame.sentence.tongue.numbers
    if spec.type != "whole" or not (asked or frame.open):
        return None
    for part in free_parts(frame, spec):
        nouns = [(hit.start, hit.end) for hit in sentence.hits[part].get(frame.event.id, ())]
        taken = [(one.start, one.end) for one in find_amounts(sentence.folded, part, words)]
        taken += [(one.start, one.end) for one in find_durations(sentence.folded, part, words)] + [(one.start, one.end) for one in find_ages(sentence.folded, part, words)]
        taken += [(one.start, one.end) for one in sentence.days[part]]
        for one in find_counts(sentence.folded, part, words, nouns, taken):
            return frame.taken(spec, one.value, one.start, one.end, ASKED if asked else TOLD, _TABLE)
    return _bare(frame, spec) if asked else None


def _bare(frame: Frame, spec: FactSpec) -> Taken | None:
    sentence = frame.sentence
    found = (one for part in frame.parts(spec) for one in find_bare(sentence.folded, part, sentence.tongue.numbers))
    one = next(found, None)
    return frame.taken(spec, one.value, one.start, one.end, ASKED, _TABLE) if one else None


def _take_children(frame: Frame, spec: FactSpec) -> Taken | None:
    asked, sentence = frame.asked(spec), frame.sentence
    if spec.type != "whole" or not (asked or frame.open):
        return None
    for part in free_parts(frame, spec):
        for one in count_children(sentence.folded, part, sentence.tongue.numbers):
            return frame.taken(spec, one.value, one.start, one.end, ASKED if asked else TOLD, _TABLE)
    return _bare(frame, spec) if asked else None


def _take_age(frame: Frame, spec: FactSpec) -> Taken | None:
    asked, sentence = frame.asked(spec), frame.sentence
    if not (asked or frame.open):
        return None
    for part in free_parts(frame, spec):
        for one in find_ages(sentence.folded, part, sentence.tongue.numbers):
            return frame.taken(spec, one.value, one.start, one.end, ASKED if asked else TOLD, _TABLE)
        for span in find_durations(sentence.folded, part, sentence.tongue.numbers):
            if sentence.has("child", part) and span.value[-1] in "YM":  # "lapset ovat 7 v ja 9 v"
                value = span.value[1:-1] + ("mo" if span.value[-1] == "M" else "")
                return frame.taken(spec, value, span.start, span.end, ASKED if asked else LOOSE, _TABLE)
    bare = _bare(frame, spec) if asked else None
    return frame.taken(spec, str(reveal(bare.fact.value)), bare.start, bare.end, ASKED, _TABLE) if bare else None


def _take_duration(frame: Frame, spec: FactSpec) -> Taken | None:
    asked, sentence = frame.asked(spec), frame.sentence
    if not (asked or frame.open):
        return None
    for part in free_parts(frame, spec):
        for one in find_durations(sentence.folded, part, sentence.tongue.numbers):
            if asked or not sentence.has("child", part):
                return frame.taken(spec, one.value, one.start, one.end, ASKED if asked else TOLD, _TABLE, approx=one.approx)
    return None


_BY_NAME: dict[str, Callable[[Frame, FactSpec], Taken | None]] = {
    "name.given": _take_name,
    "person.role": take_role,
    "count": _take_count,
    "child.count": _take_children,
    "child.age": _take_age,
    "duration": _take_duration,
}
