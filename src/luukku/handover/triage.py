"""Does a human serve better here? Early rather than late, and for one of the closed list of reasons. Emotion is no input."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from luukku.ground.conditions import evaluate
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Facts
from luukku.model.handover import Level, Triage
from luukku.model.pack import EventPack, Packs, Test
from luukku.model.reading import Reading

MISSED = 2
"""Messages in a row of which nothing was understood."""
STUCK_AFTER = timedelta(hours=1)
"""So long an organisation may not answer before a human is offered."""
LOOKS_AT = frozenset({"minor", "acting.for"})
"""The facts by which a human is offered: where none of them was said, nothing needs to be opened."""
_MINOR = Test(fact="minor", op="is", value=True)
_ACTS = Test(fact="acting.for", op="in", value=("mandate", "estate"))


def triage(reading: Reading, talk: Talk, packs: Packs, facts: Mapping[str, Facts], now: datetime | None = None) -> Triage | None:
    """Whether to call a human (`now` of the triage True) or to offer one, and why; None when neither.

    `facts`: by case, this turn's among them. `now`: the moment, for how long an organisation has not answered. While
    somebody was called already only danger counts.
    """
    if reading.dangers:
        return Triage(reason="danger", level="now", now=True, danger=reading.dangers[0].kind)
    if talk.handover is not None:
        return None
    return wanted(reading, talk, packs) or next(_offered(reading, talk, packs, facts, now), None)


def wanted(reading: Reading | None, talk: Talk, packs: Packs) -> Triage | None:
    """The customer asks for a human, by words or (reading None) by the button: as urgent as the situation is."""
    if reading is None or "wants-person" in reading.acts:
        return Triage(reason="asked", level=_level(talk, packs), now=True)
    if "complaint" in reading.needs:
        return Triage(reason="complaint", level=_level(talk, packs), now=True)
    return None


def _offered(reading: Reading, talk: Talk, packs: Packs, facts: Mapping[str, Facts], now: datetime | None) -> Iterator[Triage]:
    """What a human is offered for, the first that is true first."""
    level = _level(talk, packs)
    if _any(_MINOR, facts):
        yield Triage(reason="minor", level=level, now=False)
    if _any(_ACTS, facts):
        yield Triage(reason="acting", level=level, now=False)
    if {"grief", "loss"} & set(reading.needs) or any(pack.tone == "quiet" for pack in _packs(talk, packs)[-1:]):
        yield Triage(reason="grief", level="today", now=False)
    persons = {pack.person for pack in _packs(talk, packs)}
    if persons & {"same-day", "offer"}:
        yield Triage(reason="hard", level=level, now=False)
    if talk.missed >= MISSED:
        yield Triage(reason="not-understood", level=level, now=False)
    if any(_stuck(case, now) for case in talk.open_cases()):
        yield Triage(reason="stuck", level=level, now=False)


def _any(test: Test, facts: Mapping[str, Facts]) -> bool:
    return any(evaluate(test, one, date.min) == "true" for one in facts.values())


def _packs(talk: Talk, packs: Packs) -> list[EventPack]:
    """Packs of the open cases that are sure, the one at hand last."""
    return [packs.events[case.event] for case in talk.open_cases() if case.sure and case.event in packs.events]


def _level(talk: Talk, packs: Packs) -> Level:
    """"today" where a pack of an open case is quiet or wants a human the same day; the same for everybody in that situation."""
    return "today" if any(pack.tone == "quiet" or pack.person == "same-day" for pack in _packs(talk, packs)) else "promise"


def _stuck(case: Case, now: datetime | None) -> bool:
    """A step that nobody can read an answer to, or whose organisation has not been there for long."""
    steps = case.journey.steps.values() if case.journey is not None else ()
    return any(
        step.state == "unreadable"
        or (step.state == "unreached" and now is not None and step.since is not None and now - step.since >= STUCK_AFTER)
        for step in steps
    )
