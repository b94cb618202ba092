"""One short line about something that happened beside the talk: a step moved, a reminder came, somebody signed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from luukku.explain.facts import organisation_name, service_name
from luukku.explain.human import promise_text
from luukku.explain.looks import glass_reason
from luukku.explain.steps import line_text, state_text, who_text
from luukku.explain.texts import Texts
from luukku.explain.words import day_text, when_text
from luukku.model.conversation import Event, Talk
from luukku.model.fact import reveal
from luukku.model.ids import Language
from luukku.model.journey import Step
from luukku.model.pack import Packs

SHOWN_STATES = ("told", "acknowledged", "asks", "done", "refused", "unreached", "unreadable", "ended")
"""States that the customer did not cause just now: only these are worth a line."""
_PLAIN = {
    "signed-in": "note-event-signed-in", "resumed": "note-event-resumed", "person-wanted": "note-event-person",
    "handed-back": "note-event-handed-back", "left": "note-event-left", "linked": "note-event-linked", "parted": "note-event-parted",
}
_NAMED = {"taken": "note-event-taken", "joined": "note-event-joined", "exported": "note-event-exported"}


def note(event: Event, talk: Talk, packs: Packs, texts: Texts, today: date) -> str | None:
    """The line in the conversation's language, or None for what needs none."""
    if event.type in _PLAIN:
        return texts.say(talk.language, _PLAIN[event.type])
    if event.type == "shown" and event.data.get("result") != "taken":  # of what was taken the reply speaks
        return texts.say(talk.language, f"note-event-shown-{event.data.get('result')}")
    if event.type == "passkey":
        return texts.say(talk.language, f"note-event-passkey-{event.data.get('what')}")
    if event.type == "noticed":
        who = ", ".join(organisation_name(texts, packs, talk.language, one) for one in event.data["receivers"])
        return texts.say(talk.language, f"note-event-noticed-{event.data['kind']}", who=who)
    if event.type in _NAMED:
        return texts.say(talk.language, _NAMED[event.type], name=_name(event))
    if event.type == "reviewed":
        how = "changed" if event.data.get("changed") else "upheld"
        return texts.say(talk.language, f"decision-review-{how}", name=_name(event), text=_held(event).get("text", ""))
    if event.type == "looked-in":
        reason = glass_reason(str(event.data.get("reason")), texts, talk.language)
        return texts.say(talk.language, "note-event-looked-in", name=_name(event), reason=reason, text=_held(event).get("text", ""))
    if event.type in ("queued", "promise-moved"):
        return _promised(event, texts, talk.language, today)
    found = _step(event, talk)
    if found is None:
        return None
    of, step = found
    say, language = texts.of(of), talk.language
    if event.type == "reminder" and step.deadline is not None and step.state == "own":
        return say.say(language, "note-event-reminder", name=service_name(say, language, step.service), deadline=day_text(step.deadline, language))
    state = event.data.get("state")
    if event.type == "step" and state == step.state and state in SHOWN_STATES:
        who, word = who_text(step, packs.events[of], packs, say, language), say.say(language, state_text(step))
        line = line_text(step, packs.events[of], packs, say, language)
        return say.say(language, "note-event-step", name=f"{who} – {service_name(say, language, step.service)}", word=word, line=line)
    return None


def _step(event: Event, talk: Talk) -> tuple[str, Step] | None:
    case = next((case for case in talk.cases if case.id == event.data.get("case")), None)
    step = case.journey.steps.get(event.data.get("step", "")) if case is not None and case.journey is not None else None
    return (case.event, step) if case is not None and step is not None else None


def kept_notes(events: Iterable[Event], texts: Texts, language: Language) -> tuple[str, ...]:
    """What employees wrote down without saying it: the customer reads it among what is known of them."""
    return tuple(
        texts.say(language, "note-kept", name=_name(event), when=when_text(event.at, language), text=_held(event).get("text", ""))
        for event in events
        if event.type == "noted"
    )


def _held(event: Event) -> Mapping[str, Any]:
    return reveal(event.personal) if event.personal is not None else {}


def _name(event: Event) -> str:
    return str(_held(event).get("name", ""))


def _promised(event: Event, texts: Texts, language: Language, today: date) -> str | None:
    """Until when somebody answers, as it was said then. What only became more urgent needs no line of its own."""
    data = event.data
    if data.get("raised") or data.get("turn"):  # of a turn: its reply says so
        return None
    promise = promise_text(datetime.fromisoformat(data["promised"]), texts, language, today)
    if event.type == "queued":
        line = texts.say(language, "note-event-queued-again" if data.get("again") else "note-event-queued", promise=promise)
    else:
        was = promise_text(datetime.fromisoformat(data["was"]), texts, language, today)
        line = texts.say(language, "note-event-promise-moved-danger" if data.get("level") == "now" else "note-event-promise-moved", was=was, promise=promise)
    return f"{line} {texts.say(language, 'note-event-until-then')}" if data.get("again") else line
