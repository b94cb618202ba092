"""What the customer reads before erasing: what stops, who is told, what a law keeps. And how their requests stand."""

from __future__ import annotations

from collections.abc import Sequence

from luukku.explain.export import fact_label
from luukku.explain.facts import organisation_name
from luukku.explain.texts import Texts
from luukku.explain.words import short_day_text
from luukku.model.conversation import Case, Talk
from luukku.model.erasure import Kept, Request
from luukku.model.ids import Language
from luukku.model.pack import Packs
from luukku.model.view import ErasureView


def erasure_view(talk: Talk, cases: Sequence[Case], receivers: Sequence[str], kept: Sequence[Kept], packs: Packs, texts: Texts) -> ErasureView:
    """In the conversation's language. `receivers` are ids of organisations that got facts."""
    language = talk.language

    def say(id: str, **args: str) -> str:
        return texts.say(language, id, **args)

    stops = [say("erase-stops-case", case=texts.of(case.event).say(language, f"event-{case.event}")) for case in cases if case.closed is None and case.sure]
    if talk.handover is not None:
        stops.append(say("erase-stops-human"))
    return ErasureView(
        lead=say("erase-lead"),
        stops=tuple(stops) or (say("erase-stops-nothing"),),
        told=tuple(say("erase-told", who=organisation_name(texts, packs, language, one)) for one in receivers) or (say("erase-told-nobody"),),
        kept=tuple(_kept(one, packs, texts, language) for one in kept),
        after=(say("erase-after-log"), say("erase-after-copies"), say("erase-after-final")),
        button=say("erase-button"),
    )


def request_text(request: Request, texts: Texts, language: Language) -> str:
    """A request and the day by which it is answered, in one sentence; with the reason where it takes longer."""
    asked, due = short_day_text(request.at, language), short_day_text(request.due, language)
    if request.done is not None:
        return texts.say(language, f"right-{request.right}-done", asked=asked, done=short_day_text(request.done, language))
    said = texts.say(language, f"right-{request.right}", asked=asked, due=due)
    return f"{said} {texts.say(language, 'right-longer', reason=request.reason)}" if request.reason else said


def kept_line(record: Kept, value: str, packs: Packs, texts: Texts, language: Language) -> str:
    """A record that a law keeps, as its own customer reads it while they are here."""
    return texts.say(
        language, "known-by-law", fact=fact_label(texts, packs, language, "", record.name), value=value, ground=record.ground, who=record.owner,
        until=short_day_text(record.ends, language),
    )  # fmt: skip


def _kept(record: Kept, packs: Packs, texts: Texts, language: Language) -> str:
    name = fact_label(texts, packs, language, "", record.name)
    return texts.say(language, "erase-kept", fact=name, ground=record.ground, until=short_day_text(record.ends, language))
