"""Words as JSON, the same for API, terminal and stored answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from luukku.model.conversation import Talk, Turn
from luukku.model.fact import reveal
from luukku.model.reading import EMOTIONS, ReadFact, Reading
from luukku.model.view import PassageView, Reply

Json = dict[str, Any]
_PLAIN = frozenset((str, int, float, bool, type(None)))
_REPLY = TypeAdapter(Reply)


def plain(value: Any) -> Any:
    """A view (frozen dataclasses, tuples, dates) as JSON values. Holds no `Personal`: views are already words."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, (tuple, list)):
        return [plain(one) for one in value]
    names = _names(type(value))  # type: ignore[arg-type]  # a type is hashable
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"not a view: {type(value).__name__}")


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    """The fields of a dataclass; None for anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def felt(read: Reading) -> Json | None:
    """The emotion of a text, for whoever tries the reading out. Never put it into an answer: that is kept, and given again."""
    if read.emotion is None:
        return None
    return {"label": read.emotion.label, "scores": {label: round(score, 3) for label, score in zip(EMOTIONS, read.emotion.scores, strict=True)}}


def reading(read: Reading) -> Json:
    """The keys that `luukku understand --json` prints too. `emotion` is null here, as this is what is kept: see `felt`."""
    return {
        "language": read.language,
        "acts": list(read.acts),
        "says": read.says,
        "facts": [
            {
                "name": fact.name,
                "value": _value(fact),
                "about": fact.about,
                "evidence": reveal(fact.evidence),
                "confidence": round(fact.confidence, 3),
                **({"approx": fact.approx} if fact.name.endswith(".eur") else {}),
                **({"of": fact.of} if fact.of else {}),
            }
            for fact in {(fact.name, fact.about, fact.value): fact for fact in read.facts if fact.standing == "known"}.values()
        ],
        "events": [
            {
                "event": event.event,
                "confidence": round(event.confidence, 3),
                "stance": event.stance,
                "evidence": reveal(event.evidence),
            }
            for event in read.events
        ],
        "needs": list(read.needs),
        "emotion": None,
        "danger": {"kind": read.dangers[0].kind, "evidence": reveal(read.dangers[0].evidence)} if read.dangers else None,
        "personal_data": [{"start": mark.start, "end": mark.end, "label": mark.label} for mark in read.personal_data],
    }


def _value(fact: ReadFact) -> Any:
    """Money in euros, as people count it; inside it is whole cents."""
    value = reveal(fact.value)
    if fact.name.endswith(".eur") and isinstance(value, int):
        return value // 100 if value % 100 == 0 else value / 100
    return value


def spoken(reply: Reply) -> str:
    """The reply as one text, for channels without pages: numbers that help, paragraphs, who answers and until when, then
    the question or the card's title."""
    parts = [*(f"{number.name}: {number.number}" for number in reply.numbers), *reply.paragraphs, *(one.spoken for one in reply.decisions)]
    if reply.passage is not None:
        parts += quoted(reply.passage)
    if reply.human is not None and reply.human.state in ("waiting", "offered") and not reply.silent:
        parts.append(reply.human.line)
    if reply.question is not None:
        parts.append(reply.question.text)
    elif reply.card is not None and reply.card.open:
        parts.append(reply.card.title)
    return "\n".join(parts)


def quoted(passage: PassageView) -> list[str]:
    """A passage in plain text: quoted, with its label on a line of its own."""
    return [f"”{passage.title}: {passage.text}”", " ".join(passage.label)]


def hushed(reply: Reply, talk: Talk) -> Reply:
    """What a button does is shown, but while a human has the conversation the machine says and asks nothing."""
    return replace(reply, paragraphs=(), question=None, passage=None, silent=True) if talk.held_by is not None else reply


def reply_from(kept: Mapping[str, Any]) -> Reply:
    """The reply of a kept answer, as a word again."""
    return _REPLY.validate_python({name: value for name, value in kept.items() if name != "text"})


def answer(turn: Turn, reply: Reply, read: Reading, talk: Talk) -> Json:
    """What the API gives back for a message, and what is kept sealed as the turn's answer."""
    shown = plain(reply)
    return {
        "turn": turn.id,
        "conversation": talk.conversation,
        "reply": {"text": spoken(reply), **shown},
        "reading": reading(read),
        "trace": [plain(line) for line in read.trace],
        "card": shown["card"],
        "question": shown["question"],
    }


def card_answer(reply: Reply, talk: Talk) -> Json:
    """What the API gives back for an answered card: as `answer`, without a turn and a reading."""
    shown = plain(reply)
    return {
        "turn": None,
        "conversation": talk.conversation,
        "reply": {"text": spoken(reply), **shown},
        "reading": None,
        "trace": [],
        "card": shown["card"],
        "question": shown["question"],
    }
