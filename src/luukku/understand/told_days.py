"""Dates of the catalogue: when it happened or will, and until when something must be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from luukku.understand.dates import Day
from luukku.understand.doubts import is_own
from luukku.understand.scene import Scene, Told
from luukku.understand.text import Clause

_NEAR = 24
"""Characters between a date and the words that make it a deadline."""
_CLOSE, _SMALL = 5, 6
"""The same for words of so few letters ("by", "until")."""
_RECENT = 3
"""Years; further back lie birthdays and wedding days, no news."""
_BORN = re.compile(r"(?<!\w)(?:syntyn|synt\.|född(?!es)|born in|os\.)")


def tell_days(scene: Scene) -> Iterator[Told]:
    """At most one of each: of the event's own clauses first, else the first that is told."""
    days = [(part, day, _is_due(scene, part, day)) for part in scene.parts for day in scene.sentence.days.get(part, ()) if _is_news(scene, part, day)]
    if scene.asked:
        days = [(part, day, scene.asked == "deadline.date") for part, day, _ in days]
    days = _without_weekdays_of(scene, days)
    dues = [day for _, day, due in days if due]
    others = sorted(((part, day) for part, day, due in days if not due), key=lambda one: _rank(scene, *one))
    for name, held in (("event.date", [day for _, day in others]), ("deadline.date", dues)):
        for day in held[:1]:
            told = Told(name=name, value=day.value, start=day.start, end=day.end, approx=day.approx or day.first != day.last)
            yield replace(told, confidence=scene.confidence())


def _without_weekdays_of(scene: Scene, days: list[tuple[Clause, Day, bool]]) -> list[tuple[Clause, Day, bool]]:
    """ "Perjantaina 13.3.", "nu på måndagen, alltså 15.6": the weekday only names the day that is told beside it."""
    folded, weekday = scene.sentence.folded, scene.sentence.tongue.dates.weekday
    exact = [day for _, day, _ in days if day.first == day.last]
    days = [one for one in days if one[1].first == one[1].last or not any(one[1].first <= day.first <= one[1].last for day in exact)]  # "toukokuun lopussa, 28. päivä"
    written = [day for _, day, _ in days if any(sign.isdigit() for sign in folded[day.start : day.end])]
    return [
        one for one in days
        if not (weekday.fullmatch(folded[one[1].start : one[1].end].strip()) and any(one[1].first.weekday() == day.first.weekday() and abs(day.start - one[1].end) <= _NEAR for day in written))
    ]  # fmt: skip


def _rank(scene: Scene, part: Clause, day: Day) -> tuple[object, ...]:
    """Of what is told the event's own clause first, then the speaker's own, then exact days; of an answer what belongs to no news."""
    if scene.asked:
        return (_is_events(scene, part), day.start)
    return (not _is_events(scene, part), not is_own(scene.sentence, part), day.approx, _away(scene, part, day))


def _away(scene: Scene, part: Clause, day: Day) -> int:
    """Characters from the event's nearest words in the same clause."""
    spans = [*scene.spans, *((death.start, death.end) for death in scene.deaths)]
    return min((max(start - day.end, day.start - end, 0) for start, end in spans if part.start <= start < part.end), default=0)


def _is_events(scene: Scene, part: Clause) -> bool:
    return scene.eventful(part) or any(death.clause == part for death in scene.deaths)


def _is_news(scene: Scene, part: Clause, day: Day) -> bool:
    if scene.asked:
        return True
    if day.first.year < scene.sentence.today.year - _RECENT:
        return False
    if scene.deaths and (day.first > scene.sentence.today or not any(one.clause == part for one in scene.deaths)):
        return False
    return scene.birth or _BORN.search(scene.sentence.folded, part.start, day.start) is None


def _is_due(scene: Scene, part: Clause, day: Day) -> bool:
    folded = scene.sentence.folded
    coming = scene.birth or scene.sentence.tongue.guards.is_coming(folded)
    for hit in scene.sentence.tongue.numbers.due.finditer(folded, part.start, part.end):
        if coming and hit[0].startswith("due"):
            continue  # a due date of a child is no deadline
        near = _CLOSE if len(hit[0]) <= _SMALL else _NEAR
        if -1 <= hit.start() - day.end <= near or -1 <= day.start - hit.end() <= near:
            return True
    return False
