"""Cards and permissions: what is asked, what was answered, what therefore may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from luukku.model.ids import Assurance, CardId, CaseId, PermissionId
from luukku.model.pack import Effect, Part

RowState = Literal["open", "allowed", "denied", "sent", "withdrawn", "info"]


MANY_ROWS = 3
"""So many rows allowed at once are many."""
SECONDS_A_ROW = 3.0
"""A row has some thirty words: in less than this nobody has read it."""


def is_hasty(allowed: int, seconds: float) -> bool:
    """Whether many rows were allowed at once, sooner after the card was laid than they can be read: the card asks too much, or
    shows it badly. Counted, never held against anybody (EDPB 03/2022, "deceptive design")."""
    return allowed >= MANY_ROWS and seconds < allowed * SECONDS_A_ROW


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a card. `id` is the service's id. Its texts follow from the pack: benefit, without, redress."""

    id: str
    part: Part
    service: str
    receiver: str
    """Organisation id from the register; for `law` rows the kind."""
    facts: tuple[str, ...]
    may_ask: tuple[str, ...]
    purpose: str
    ends: date
    state: RowState = "open"
    effect: Effect = "asks"
    special: bool = False
    """Tells a special category, or may."""
    ask_first: bool = False
    """The customer's own rule: asked by itself."""

    @property
    def alone(self) -> bool:
        """What binds, what tells a special category, and what the customer has a rule about is never answered together with other rows."""
        return self.special or self.effect == "binds" or self.ask_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """At most one open card a case. Price = facts and receivers on one line; see `price`."""

    id: CardId
    case: CaseId
    event: str
    rows: tuple[Row, ...]
    at: datetime

    def part(self, part: Part) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.part == part)

    @property
    def open(self) -> bool:
        return any(row.state == "open" for row in self.rows)

    def asked(self) -> tuple[Row, ...]:
        """Rows that tell something, or may: allowed, sent or still open. What was denied or taken back tells nothing more."""
        return tuple(row for row in self.rows if row.part in ("allow", "request") and row.state not in ("denied", "withdrawn"))

    def price(self) -> tuple[int, int]:
        """(different facts, receivers) at most: all is allowed and sent, and what may be asked back is asked."""
        asked = self.asked()
        return len({name for row in asked for name in (*row.facts, *row.may_ask)}), len({row.receiver for row in asked})


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A live permission, folded from consent events. The gate checks it; nothing else opens a seal."""

    id: PermissionId
    purpose: str
    receiver: str
    facts: frozenset[str]
    assurance: Assurance
    """Assurance of the person who gave it; a use that needs more is refused."""
    basis: str
    given: datetime
    ends: datetime
    case: CaseId
    service: str
    explicit: bool = False
    """Given for special categories by themselves (GDPR 9(2)(a)): never together with anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """What happened to a permission. Events are appended, never changed; `consent.fold` makes permissions of them."""

    kind: Literal["given", "requested", "denied", "narrowed", "withdrawn"]
    permission: PermissionId
    case: CaseId
    service: str
    purpose: str
    receiver: str
    facts: tuple[str, ...]
    assurance: Assurance
    basis: str
    at: datetime
    ends: datetime
    text_sha256: str
    """Of the exact text that was shown, with its language in front ("fi\\n…")."""
    explicit: bool = False
    """Given for special categories by themselves."""
    version: int = 1
    """Of the permission: 1 as it was first answered, one more with each event after it."""
    follows: str = ""
    """SHA-256 of the event before, in hex; "" for the first."""
