"""One line for what happened between turns: an organisation answered, a date came, a device or the language changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from luukku.explain.facts import service_name
from luukku.explain.steps import line_text
from luukku.explain.texts import Texts
from luukku.explain.words import day_text
from luukku.model.conversation import Case, Event, Talk
from luukku.model.ids import CaseId, Language, StepId
from luukku.model.journey import Step
from luukku.model.pack import Packs

TOLD_STATES = ("acknowledged", "asks", "done", "refused", "unreached", "ended")
"""States worth a line; the others are said by a reply or by the plan."""
PLAIN = {"signed-in": "note-event-signed-in", "resumed": "note-event-resumed", "language": "note-event-language"}


def note(event: Event, talk: Talk, packs: Packs, texts: Texts) -> str | None:
    """The line, or None when a reply says it or there is nothing to say."""
    language = talk.language
    if event.type in PLAIN:
        return texts.say(language, PLAIN[event.type])
    if event.type not in ("step", "reminder"):
        return None
    case = talk.case(CaseId(str(event.data.get("case", ""))))
    step = case.journey.steps.get(StepId(str(event.data.get("step", "")))) if case is not None and case.journey is not None else None
    if case is None or step is None:
        return None
    if event.type == "reminder":
        return _reminder(step, texts.of(case.event), language)
    return _step(event, case, step, packs, texts.of(case.event), language)


def _step(event: Event, case: Case, step: Step, packs: Packs, texts: Texts, language: Language) -> str | None:
    """The step as it stood at that event, whatever became of it later."""
    state = event.data.get("state")
    if state not in TOLD_STATES:
        return None
    names = tuple(str(name) for name in event.data.get("names", step.asks))
    then = replace(step, state=state, reason=event.data.get("reason"), asks=names, since=event.at)
    return texts.say(
        language,
        "note-event-step",
        name=service_name(texts, language, step.service),
        word=texts.say(language, f"state-{state}"),
        line=line_text(then, packs.events[case.event], packs, texts, language),
    )


def _reminder(step: Step, texts: Texts, language: Language) -> str:
    deadline: date | None = step.deadline
    said = texts.say(language, "plan-deadline", date=day_text(deadline, language)) if deadline is not None else texts.say(language, "plan-no-hurry")
    return texts.say(language, "note-event-reminder", name=service_name(texts, language, step.service), deadline=said)
