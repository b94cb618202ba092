"""One customer's plan as it runs: steps, what happens to them, what is to be done next. No values anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from luukku.model.ids import Assurance, CaseId, EnvelopeId, PermissionId, ShareId, StepId
from luukku.model.pack import Effect, Part

StepState = Literal[
    "offered",        # on a card, unanswered
    "denied",         # the customer said not now
    "needs-sign-in",  # allowed, but the step needs a stronger identity
    "needs-approval", # allowed, but what is done has not been approved, word for word, or is asked about each time
    "sending",        # in the outbox
    "told",           # handed over; nothing heard yet
    "acknowledged",   # the organisation has it
    "asks",           # the organisation asks for something
    "done",
    "refused",        # by the organisation, with a reason of a closed list
    "unreadable",     # told, but what came back cannot be read
    "unreached",      # tried, and tried again while the permission lasts
    "own",            # the customer's own step, waiting
    "by-law",         # happens without anybody asking
    "ended",          # permission withdrawn or over before it was done
]
UNDOING, UNDONE, NOT_UNDONE = "undoing", "undone", "not-undone"
"""Reasons of an ended step that the customer has undone: its receiver is being told, has been, or could not be."""
PERHAPS = "perhaps-arrived"
"""The reason of an unreached step of which something had left: it may have arrived."""
KEY_AWAY = "key-away"
"""The reason of an unreached step that waits until its customer opens Luukku on their own device."""
REASONS = ("assurance-too-low", "not-ours", "already-done", "not-entitled", "cannot-read", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    id: StepId
    service: str
    part: Part
    state: StepState
    receiver: str | None = None
    facts: tuple[str, ...] = ()
    may_ask: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Facts that the customer took out of the running permission: a new plan does not bring them back."""
    held: tuple[str, ...] = ()
    """Of `facts` and `may_ask`, those that are known: what its envelope can hold."""
    purpose: str = ""
    needs_assurance: Assurance = "nobody"
    effect: Effect = "asks"
    """Telling is not doing: what "does" or "binds" goes only with a mandate of its own (`approved`)."""
    ask_first: bool = False
    """The customer's own rule: nothing more goes there by a permission that stands, each time is asked."""
    approved: str = ""
    """The exact content that the customer approved last, by its hash; "" when nothing is approved."""
    undo_until: datetime | None = None
    """What was approved can be undone before then; None when it cannot."""
    permission: PermissionId | None = None
    ends: datetime | None = None
    share: ShareId | None = None
    """The last share that was made for it."""
    outdated: tuple[str, ...] = ()
    """Facts that were told and have been corrected since: the receiver has the earlier value."""
    shares: tuple[ShareId, ...] = ()
    """Every share that was made for it, oldest first."""
    task: str | None = None
    """The organisation's own id for the matter."""
    asks: tuple[str, ...] = ()
    reason: str | None = None
    deadline: date | None = None
    remind: tuple[date, ...] = ()
    reminded: tuple[date, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    case: CaseId
    event: str
    steps: Mapping[StepId, Step] = field(default_factory=dict)
    version: int = 0


# What happens (time always comes in, never from a clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The plan was made or made anew: steps as they should stand when nothing has happened to them yet."""

    at: datetime
    steps: tuple[Step, ...]
    corrected: tuple[str, ...] = ()
    """Facts whose value has changed since the last plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The customer answered a row: a permission, or None for "not now"."""

    at: datetime
    step: StepId
    permission: PermissionId | None
    ends: datetime | None
    assurance: Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The customer has read what exactly will be done or told, and said yes to just that. `content`: its hash."""

    at: datetime
    step: StepId
    content: str
    undo_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The customer undoes within its window what was done in their name."""

    at: datetime
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoTold:
    """The receiver has been told that it is undone; or could not be (`reached` False), and nobody tries again."""

    at: datetime
    step: StepId
    reached: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """The customer's own rules have changed: the steps before which they are asked each time, and those to which nothing goes."""

    at: datetime
    ask_first: frozenset[StepId] = frozenset()
    never: frozenset[StepId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    at: datetime
    assurance: Assurance


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """An organisation's answer to a share. `state` as in DECISIONS, A2A message."""

    at: datetime
    step: StepId
    share: ShareId
    state: Literal["told", "acknowledged", "asks", "refused", "done"]
    """told: handed over (a letter lies in the mailbox), nothing heard yet."""
    task: str | None = None
    needs: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotReached:
    """`sent`: something had left before the line broke, so that nobody knows whether it arrived. `reason`: why nothing could leave."""

    at: datetime
    step: StepId
    share: ShareId
    sent: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """The organisation answered what nobody may answer, again and again. It was told; what it makes of it is not known."""

    at: datetime
    step: StepId
    share: ShareId


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedAgain:
    """The customer changed their mind about a step that was denied or is over: it is asked anew."""

    at: datetime
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Permission withdrawn, or its end reached."""

    at: datetime
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The customer narrowed the permission: these facts are told no more, from the next use on."""

    at: datetime
    step: StepId
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDone:
    """The customer says that they did their own step."""

    at: datetime
    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCame:
    """A date that the journey waited for."""

    at: datetime
    step: StepId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The customer ends the whole matter: what runs ends, what waits is let go."""

    at: datetime


Happening = Closed | Laid | Answered | Approved | Undone | UndoTold | Ruled | SignedIn | Heard | NotReached | Unreadable | OfferedAgain | Ended | LeftOut | OwnDone | DayCame


# What is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Send:
    """Tell `names` to the step's receiver; with a task: as the answer to what it asked back."""

    step: StepId
    receiver: str
    names: tuple[str, ...]
    permission: PermissionId
    ends: datetime
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """Ask the receiver how the matter stands, some time after `at`."""

    step: StepId
    receiver: str
    share: ShareId
    task: str
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitFor:
    """Wake the journey on that day."""

    step: StepId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    step: StepId
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseEnvelope:
    """The step is over: its sealed facts are destroyed and its open sends are taken back."""

    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrap:
    """The facts of a running step have grown or changed: its envelope is made anew."""

    step: StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPermission:
    """The organisation asks for facts outside the permission: ask the customer once."""

    step: StepId
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """Tell the receiver that what was done by this share is undone."""

    step: StepId
    receiver: str
    share: ShareId


Command = Undo | Send | Poll | WaitFor | Remind | CloseEnvelope | Rewrap | AskPermission


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """*Kuori*: a few facts sealed apart for one step, under a key that only the gate opens."""

    id: EnvelopeId
    case: CaseId
    step: StepId
    purpose: str
    receiver: str
    names: tuple[str, ...]
    ends: datetime
    sealed: bytes
