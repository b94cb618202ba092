"""Messages, turns, and what a conversation remembers between turns (without any value)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from luukku.model.consent import Card, ConsentEvent, Permission
from luukku.model.erasure import ChangeKind
from luukku.model.fact import Fact, Personal
from luukku.model.handover import Handover
from luukku.model.ids import (
    Assurance,
    CaseId,
    ConversationId,
    CustomerId,
    EmployeeId,
    EnvelopeId,
    HandoverId,
    Language,
    ShareId,
    StepId,
    TurnId,
)
from luukku.model.journey import Envelope, Journey
from luukku.model.lesson import Lesson
from luukku.model.reading import Expects

Mode = Literal["kept", "kept-until-closed"]
"""Who holds the private half: "kept" the server; "kept-until-closed" the server until the case is closed + 14 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """`id` is the client's UUID: the same id and text is the same message."""

    conversation: ConversationId
    id: str
    text: Personal[str]
    fix: str | None = None
    """The fact that this message corrects: it is read first as that fact's new value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An accepted message. `today` is the Helsinki date of its acceptance; `reply` is there once it was answered."""

    id: TurnId
    conversation: ConversationId
    customer: CustomerId
    message: str
    text: Personal[str]
    at: datetime
    today: date
    seq: int
    """Order of acceptance within the store."""
    answer: Personal[Mapping[str, Any]] | None = None
    """The stored answer, as the API gave it."""
    fix: str | None = None
    """As in its message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """That something was decided in a case, and how its review stands; what was decided is sealed in the event `decided`."""

    id: str
    pack: str
    sha256: str
    """Of the record, as the log names it."""
    inputs: str
    """Keyed hash of the facts and rules that it rests on: decided anew only when it differs."""
    at: datetime
    review: Literal["", "asked", "upheld", "changed"] = ""
    due: datetime
    """Until when a human answers who is asked to look again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One situation. `confirmed`: the customer let the understanding stand (or said yes). Names only, no values."""

    id: CaseId
    event: str
    sure: bool = True
    """False: read with stance `ask`; nothing is built on it before the customer says yes."""
    confirmed: bool = False
    asked: tuple[str, ...] = ()
    """Facts asked so far, to count questions and never ask a refused one again."""
    names: tuple[str, ...] = ()
    """Names of the facts that are sealed for this case."""
    refused: tuple[str, ...] = ()
    card: Card | None = None
    journey: Journey | None = None
    shown: tuple[str, ...] = ()
    """Names of facts that a wallet shows otherwise than they were told: asked about, and sealed apart until it is said which."""
    consents: tuple[ConsentEvent, ...] = ()
    closed: datetime | None = None
    """When the customer ended the matter, or nothing of it waited any more."""
    decided: tuple[Decided, ...] = ()
    """What was decided by rules, oldest first; the last of each pack stands."""
    told: TurnId | None = None
    """The turn that told of it, while the customer lets Luukku learn from corrections."""
    ruled: tuple[str, ...] = ()
    """Names of the customer's own rules that have acted in it, and were named when they did."""
    unread: TurnId | None = None
    """The turn just before that, when nothing was understood of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A use that the customer has stopped until a human has weighed it (GDPR 18, 21): of a fact of a case that they contest, or for a
    purpose that they object to. `upheld`: it was weighed, and the use stays forbidden."""

    kind: Literal["object", "restrict"]
    case: CaseId
    name: str
    """The purpose, or the fact's name."""
    request: str
    """Of the rights clock."""
    at: datetime
    upheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """A fact of a case of which those that got it must be told something, and the notices are not made yet."""

    kind: ChangeKind
    case: CaseId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What the counter remembers of a conversation between turns: cases, steps, what was asked last. No values."""

    conversation: ConversationId
    customer: CustomerId
    language: Language
    chosen_language: bool = False
    """True when set by the menu or at opening: then words alone do not change it."""
    assurance: Assurance = "nobody"
    mode: Mode = "kept"
    opened: datetime
    turns: int = 0
    expects: Expects | None = None
    cases: tuple[Case, ...] = ()
    at_hand: CaseId | None = None
    """The open case that a message goes on with when it names none; None: the last one that was opened."""
    missed: int = 0
    """Messages in a row of which nothing was understood."""
    handover: HandoverId | None = None
    """The handover that waits or is held; None when no human was asked for."""
    held_by: EmployeeId | None = None
    """The employee who has the conversation: then the machine is silent."""
    safe: bool = False
    """A safe conversation: no code goes on with it elsewhere, nothing of it stands in titles or history."""
    channel: str = "web"
    """Where it was opened: "web", or "rest" for a chat program."""
    teaching: Permission | None = None
    """The customer lets Luukku learn from their corrections; their own choice, None until then."""
    unread: TurnId | None = None
    """The last turn, when nothing was understood of it; only while `teaching`."""
    stops: tuple[Stop, ...] = ()
    """Uses that the customer has stopped."""
    unwanted: tuple[str, ...] = ()
    """What the customer has said "not again" to: ids of services, or "offer:<kind>"."""
    untold: tuple[Untold, ...] = ()
    """What organisations must be told and are not yet."""
    version: int = 0

    def case(self, id: CaseId) -> Case | None:
        return next((case for case in self.cases if case.id == id), None)

    def open_cases(self) -> tuple[Case, ...]:
        """Those that are not closed, the one at hand last."""
        open_ = [case for case in self.cases if case.closed is None]
        return tuple(sorted(open_, key=lambda case: case.id == self.at_hand))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in a conversation, in order. `data` holds ids and states; `personal` is sealed."""

    type: Literal[
        "opened", "accepted", "replied", "card", "card-answered", "step", "reminder",
        "signed-in", "person-wanted", "resumed", "language", "closed",
        "queued", "taken", "person-said", "noted", "handed-back", "promise-moved", "at-hand", "danger", "joined", "left", "learning", "shown", "forgotten", "narrowed", "receipt", "looked-in", "brought", "stopped", "weighed", "passkey", "linked", "parted", "exported", "decided", "review-asked", "reviewed", "unwanted", "own-rule", "approved", "noticed",
    ]
    at: datetime
    data: Mapping[str, Any] = field(default_factory=dict)
    personal: Personal[Mapping[str, Any]] | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A row of the outbox: tell, answer or poll, at or after `due`, until `ends`."""

    share: ShareId
    kind: Literal["tell", "answer", "poll", "undo"]
    conversation: ConversationId
    customer: CustomerId
    case: CaseId
    step: StepId
    receiver: str
    names: tuple[str, ...] = ()
    permission: str = ""
    envelope: EnvelopeId | None = None
    task: str | None = None
    due: datetime
    ends: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Wake the journey of `case` for `step` when that day begins in Helsinki."""

    conversation: ConversationId
    case: CaseId
    step: StepId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """All that one act of the counter writes, in one transaction: effects and their events together.

    `talk` must be the successor of the stored version (talk.version + 1) or the commit raises Clash.
    """

    talk: Talk
    events: tuple[Event, ...]
    turn: TurnId | None = None
    """The turn that this answers: its waiting envelope goes, its answer is kept sealed."""
    answer: Personal[Mapping[str, Any]] | None = None
    facts: tuple[tuple[CaseId, Fact], ...] = ()
    forgotten: tuple[tuple[CaseId, str], ...] = ()
    """(case, name) of facts that go: nobody needs them any more."""
    sendings: tuple[Sending, ...] = ()
    timers: tuple[Timer, ...] = ()
    envelopes: tuple[Envelope, ...] = ()
    sent: tuple[tuple[ShareId, str], ...] = ()
    """(share, kind) rows of the outbox that are finished and go."""
    fired: tuple[Timer, ...] = ()
    closed_steps: tuple[tuple[CaseId, StepId], ...] = ()
    """Steps whose envelopes, sends and timers go."""
    handovers: tuple[Handover, ...] = ()
    """New or changed: kept as they are now."""
    lessons: tuple[Lesson, ...] = ()
    """Kept once each: one of an id that is there changes nothing."""
    unlearn: bool = False
    """The customer's lessons that nobody has learnt from yet go."""
