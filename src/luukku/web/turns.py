"""What stands on the conversation's page: the turns in order, and the one thing that is lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from luukku.model.ids import TurnId
from luukku.model.view import CardView, Question, Reply

Kind = Literal["you", "machine", "note", "person"]


class Item(Protocol):
    """One thing said or noted, as `flow.view.conversation` gives it.

    A "person" is an employee, whose name stands in `who`.
    """

    @property
    def kind(self) -> Kind: ...

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

    @property
    def who(self) -> str: ...


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


def is_silent(item: Item) -> bool:
    """True for the machine's empty turn while a person has the conversation: nothing of it is shown."""
    return item.reply is not None and item.reply.silent and not item.reply.numbers


def wants_exit(items: Sequence[Item]) -> bool:
    """True once something said asks for a way to leave quickly: it stays there on every page."""
    return any(item.reply is not None and item.reply.quick_exit for item in items)


def is_waiting(items: Sequence[Item]) -> bool:
    """True while the last message has no answer yet."""
    spoken = [item for item in items if item.kind != "note"]
    return bool(spoken) and spoken[-1].kind == "you"


def unanswered(items: Sequence[Item]) -> str:
    """The words that have no answer yet."""
    answered = max((item.seq for item in items if item.kind in ("machine", "person")), default=0)
    return "\n".join(item.text for item in items if item.kind == "you" and item.seq > answered)


def shown_cards(items: Sequence[Item]) -> dict[str, int]:
    """Card id → seq of the item that shows it: the newest one, so that no card stands there twice."""
    return {item.reply.card.id: item.seq for item in items if item.reply is not None and item.reply.card is not None}


def tone_of(items: Sequence[Item]) -> str:
    """The tone of the last reply; "everyday" before any."""
    return next((item.reply.tone for item in reversed(items) if item.reply is not None), "everyday")


def label_of(items: Sequence[Item], fix: str) -> str | None:
    """How the newest understood card calls a fact ("<case>:<fact>", or the fact alone), or None."""
    of, _, fact = fix.rpartition(":")
    for item in reversed(items):
        for understood in item.reply.understood if item.reply is not None else ():
            for line in understood.lines:
                if line.fact == fact and of in ("", understood.case):
                    return line.label
    for item in reversed(items):
        if item.reply is not None and item.reply.question is not None and item.reply.question.name == fact:
            return item.reply.question.text
    return None
