"""What stands on the conversation's page: the turns in order, and the one thing that is lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from luukku.model.ids import TurnId
from luukku.model.view import CardView, Question, Reply


class Item(Protocol):
    """One thing said or noted, as `flow.view.conversation` gives it."""

    @property
    def kind(self) -> Literal["you", "machine", "note"]: ...

    @property
    def seq(self) -> int: ...

    @property
    def at(self) -> datetime: ...

    @property
    def turn(self) -> TurnId | None: ...

    @property
    def text(self) -> str: ...

    @property
    def reply(self) -> Reply | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """Your turn: an open question or an open card, never both. `seq` is the item that it belongs to."""

    seq: int
    question: Question | None = None
    card: CardView | None = None


def find_lit(items: Sequence[Item]) -> Lit | None:
    """The last question while nobody has answered it, else the newest card with an open row, else nothing."""
    spoken = [item for item in items if item.kind != "note"]
    if not spoken or spoken[-1].kind == "you":
        return None
    last = spoken[-1]
    if last.reply is not None and last.reply.question is not None:
        return Lit(seq=last.seq, question=last.reply.question)
    for item in reversed(spoken):
        if item.reply is not None and item.reply.card is not None:
            return Lit(seq=item.seq, card=item.reply.card) if item.reply.card.open else None
    return None


def is_waiting(items: Sequence[Item]) -> bool:
    """True while the last message has no answer yet."""
    spoken = [item for item in items if item.kind != "note"]
    return bool(spoken) and spoken[-1].kind == "you"


def shown_cards(items: Sequence[Item]) -> dict[str, int]:
    """Card id → seq of the item that shows it: the newest one, so that no card stands there twice."""
    return {item.reply.card.id: item.seq for item in items if item.reply is not None and item.reply.card is not None}


def tone_of(items: Sequence[Item]) -> str:
    """The tone of the last reply; "everyday" before any."""
    return next((item.reply.tone for item in reversed(items) if item.reply is not None), "everyday")


def label_of(items: Sequence[Item], fact: str) -> str | None:
    """How the newest understood card calls a fact, or None."""
    for item in reversed(items):
        for understood in item.reply.understood if item.reply is not None else ():
            for line in understood.lines:
                if line.fact == fact:
                    return line.label
    for item in reversed(items):
        if item.reply is not None and item.reply.question is not None and item.reply.question.name == fact:
            return item.reply.question.text
    return None
