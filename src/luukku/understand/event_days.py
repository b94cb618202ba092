"""Dates as facts: when it happened or will, and until when something must be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luukku.model.pack import FactSpec
from luukku.understand.dates import Day, find_days
from luukku.understand.frame import ASKED, TOLD, Frame, Taken
from luukku.understand.text import Clause

_TELLS = 0.5
"""Weight from which a stem tells that the event itself is spoken of."""
_NEAR = 24
"""Characters between a date and the words that make it a deadline."""


def take_day(frame: Frame, spec: FactSpec) -> Taken | None:
    asked, sentence = frame.asked(spec), frame.sentence
    if frame.event.manner.birth:
        if not asked and sentence.tongue.guards.is_coming(sentence.folded):
            return None
        days = list(_days_of_birth(frame, spec, asked=asked))
    else:
        there = [(part, day) for part, day in _days(frame, spec, asked=asked) if asked or (_fits(frame, spec, part, day) and not _is_funeral(frame, part, day))]
        days = [day for part, day in there if part == there[0][0]]
        if not asked and frame.found is not None and not frame.setting_right:
            days.sort(key=lambda day: _away(frame, day))
        else:
            days = [day for _, day in there]
    if frame.setting_right and len(days) > 1:
        days = [day for day in days if day.value != frame.value_of(spec)]
    if not days:
        return None
    day = days[0]
    return frame.taken(spec, day.value, day.start, day.end, ASKED if asked else TOLD, "dates", approx=day.approx or day.first != day.last)


def _is_funeral(frame: Frame, part: Clause, day: Day) -> bool:
    """ "Died in Kotka and the funeral is 21 March": what is planned stands between the death and the day."""
    planned, folded = frame.sentence.tongue.numbers.planned, frame.sentence.folded
    return any(one.clause == part and one.end <= day.start and planned.search(folded, one.end, day.start) is not None for one in frame.deaths)


def _away(frame: Frame, day: Day) -> int:
    """Characters from the nearest of the event's words."""
    spans = [*(frame.found.spans if frame.found else ()), *((death.start, death.end) for death in frame.deaths)]
    return min((max(start - day.end, day.start - end, 0) for start, end in spans), default=0)


def _days(frame: Frame, spec: FactSpec, *, asked: bool) -> Iterator[tuple[Clause, Day]]:
    """Dates in clauses in which the event is told first, then in its other ones."""
    if not (asked or frame.open):
        return
    own = frame.parts(spec)
    told = [one.clause for one in frame.said if one.weight > 0 and not one.guards] + [one.clause for one in frame.deaths]
    for part in sorted(own, key=lambda part: part not in told):
        if frame.is_free(part) or (asked and not frame.is_anothers(part)):
            for day in _read(frame, part, asked=asked):
                if asked or not _is_age(frame, part, day):
                    yield part, day


def _read(frame: Frame, part: Clause, *, asked: bool) -> Sequence[Day]:
    if not frame.event.manner.death:
        return frame.sentence.days[part]
    sentence = frame.sentence
    if not asked and not any(one.clause == part for one in frame.deaths) and sentence.tongue.numbers.planned.search(sentence.folded, part.start, part.end):
        return ()  # the funeral is still to come
    return find_days(sentence.folded, part, sentence.tongue.dates, sentence.today, asked=asked, past=True)


def _fits(frame: Frame, spec: FactSpec, part: Clause, day: Day) -> bool:
    """A date beside "by" or "at the latest" is a deadline; every other one is the event's. Further dates only answer."""
    due = _is_due(frame, part, day)
    if spec.name == "deadline.date":
        return due or (day.first > frame.sentence.today and "event.date" not in frame.understanding.specs[frame.event.id])
    return spec.name == "event.date" and not due


def _is_due(frame: Frame, part: Clause, day: Day) -> bool:
    folded = frame.sentence.folded
    for hit in frame.sentence.tongue.numbers.due.finditer(folded, part.start, part.end):
        if -1 <= hit.start() - day.end <= _NEAR or -1 <= day.start - hit.end() <= _NEAR:
            return True
    return False


def _is_age(frame: Frame, part: Clause, day: Day) -> bool:
    """ "Born in 2015" of a child tells no date of a divorce."""
    return day.first.year < frame.sentence.today.year - 1 and frame.sentence.has("child", part) and re.search(r"syn[nt]|född|born", frame.sentence.folded[part.start : part.end]) is not None


def _days_of_birth(frame: Frame, spec: FactSpec, *, asked: bool) -> Iterator[Day]:
    """Dates in clauses of the event first; others only when asked, when setting right, or beside the event."""
    eventful = {one.clause for one in frame.said if any(hit.of.weight >= _TELLS for hit in one.hits)} | {one.clause for one in (frame.found.said if frame.found else ())}
    parts = frame.parts(spec)
    near = [part for part in parts if part in eventful and frame.is_free(part)]
    for part in near:
        yield from frame.sentence.days[part]
    if asked or frame.setting_right or frame.found:
        for part in parts:
            if part not in near and ((asked and not frame.is_anothers(part)) or frame.is_free(part)):
                yield from frame.sentence.days[part]
