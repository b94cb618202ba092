"""A human is better: why, what was promised, who has it, and what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from luukku.model.ids import CaseId, ConversationId, CustomerId, EmployeeId, HandoverId, Language
from luukku.model.reading import Danger

Reason = Literal[
    "asked",           # the customer wants a human
    "danger",          # somebody may be in danger
    "grief",           # a death, or a loss
    "hard",            # the situation's pack wants a human near (bankruptcy, debt against the wall)
    "minor",           # a child or young person alone
    "acting",          # for somebody else, and the mandate must be looked at
    "not-understood",  # twice in a row
    "stuck",           # a step that nobody could carry out, or whose answer cannot be read
    "complaint",       # the customer is not content with what was done
    "branch",          # the customer stands at the branch desk
    "review",          # a human is to look again at what was decided by rules
]
"""The closed list of reasons for which a conversation goes to a human."""
REASONS: tuple[Reason, ...] = ("asked", "danger", "grief", "hard", "minor", "acting", "not-understood", "stuck", "complaint", "branch", "review")
BreakReason = Literal[
    "danger",     # somebody may be in danger, and whoever has the case does not see it
    "absent",     # whoever has the case cannot be reached, and it cannot wait
    "complaint",  # the customer's complaint is looked into
    "fault",      # something does not work, and it is seen only here
    "authority",  # an authority asks by law
]
"""The closed list of reasons for which an employee may look into a case that they do not have."""
BREAK_REASONS: tuple[BreakReason, ...] = ("danger", "absent", "complaint", "fault", "authority")
Level = Literal["now", "today", "promise"]
"""now: danger, before all others. today: within the same working day. promise: within the time that the desk gives."""
HandoverState = Literal["waiting", "held", "over"]
Role = Literal["employee", "steward"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One conversation's way to a human and back. Plain in the store: ids, reason, times; no name, no value."""

    id: HandoverId
    number: str
    """Four signs by which two people can speak of it ("K7QM")."""
    conversation: ConversationId
    customer: CustomerId
    case: CaseId | None = None
    event: str = ""
    """The life event of the case, or ""."""
    reason: Reason
    level: Level = "promise"
    danger: Danger | None = None
    language: Language
    channel: str = "web"
    at: datetime
    """When the human was asked for."""
    promised: datetime
    """Until when somebody answers."""
    moved: int = 0
    """How often the promise could not be kept and a new time was said."""
    state: HandoverState = "waiting"
    employee: EmployeeId | None = None
    since: datetime | None = None
    """When it was taken, or ended."""
    answered: datetime | None = None
    """When the employee first answered."""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Employee:
    """Somebody at the desk. `name` is what customers see."""

    id: EmployeeId
    login: str
    name: str
    role: Role
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Whether a human serves better. `now` False: a human is offered, and comes when the customer says yes."""

    reason: Reason
    level: Level
    now: bool
    danger: Danger | None = None
