"""One short line about something that happened beside the talk: a step moved, a reminder came, somebody signed in."""

from __future__ import annotations

from datetime import date

from luukku.explain.steps import step_view
from luukku.explain.texts import Texts
from luukku.explain.words import day_text
from luukku.model.conversation import Event, Talk
from luukku.model.journey import Step
from luukku.model.pack import Packs

SHOWN_STATES = ("told", "acknowledged", "asks", "done", "refused", "unreached", "unreadable", "ended")
"""States that the customer did not cause just now: only these are worth a line."""
_PLAIN = {"signed-in": "note-event-signed-in", "resumed": "note-event-resumed", "person-wanted": "note-event-person"}


def note(event: Event, talk: Talk, packs: Packs, texts: Texts, today: date) -> str | None:
    """The line in the conversation's language, or None for what needs none."""
    if event.type in _PLAIN:
        return texts.say(talk.language, _PLAIN[event.type])
    found = _step(event, talk)
    if found is None:
        return None
    of, step = found
    say, language = texts.of(of), talk.language
    if event.type == "reminder" and step.deadline is not None and step.state == "own":
        view = step_view(step, packs.events[of], packs, say, language, today)
        return say.say(language, "note-event-reminder", name=view.name, deadline=day_text(step.deadline, language))
    state = event.data.get("state")
    if event.type == "step" and state == step.state and state in SHOWN_STATES:
        view = step_view(step, packs.events[of], packs, say, language, today)
        return say.say(language, "note-event-step", name=f"{view.who} – {view.name}", word=view.word, line=view.line)
    return None


def _step(event: Event, talk: Talk) -> tuple[str, Step] | None:
    case = next((case for case in talk.cases if case.id == event.data.get("case")), None)
    step = case.journey.steps.get(event.data.get("step", "")) if case is not None and case.journey is not None else None
    return (case.event, step) if case is not None and step is not None else None


