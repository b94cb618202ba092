"""What is kept of those who use their rights: erasures, notices to organisations, records that a law keeps, requests with a due day.

None of it names anybody: `number` is a keyed hash of a customer's id, which can be made again only from that id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from luukku.model.ids import ShareId

ErasureState = Literal["asked", "erased", "done", "again", "released"]
"""asked: durable, nothing is destroyed yet. erased: keys and rows are gone. done: no file holds what was deleted.
again: an older copy had brought it back, and it was erased once more. released: what a law kept is gone too."""
Right = Literal["erase", "correct", "object", "restrict", "export"]
RIGHTS: tuple[Right, ...] = ("erase", "correct", "object", "restrict", "export")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row of the ledger. `told` holds counts and law texts only; `hash` goes over this row and the one before."""

    seq: int
    number: str
    state: ErasureState
    at: datetime
    told: Mapping[str, Any] = field(default_factory=dict)
    hash: bytes


ChangeKind = Literal["restricted", "lifted", "corrected"]
"""restricted: the sender contests these facts, and they must not be used until it is weighed. lifted: it was weighed, and they may be
used. corrected: what was told of them is not right any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One message to an organisation that got facts by these shares: their sender was erased, or something changed with `facts`.
    `told`: when it got through."""

    id: str
    number: str
    receiver: str
    shares: tuple[ShareId, ...]
    due: datetime
    attempts: int = 0
    told: datetime | None = None
    kind: Literal["erased"] | ChangeKind = "erased"
    facts: tuple[str, ...] = ()
    """Names; none of an erasure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One record that a law keeps, or that a dispute holds: sealed under a key of its own, which ends with it.

    `name` is the fact's name, `ground` the law or matter in words, `owner` who answers for it.
    """

    id: str
    number: str
    name: str
    ground: str
    owner: str
    at: datetime
    ends: datetime
    sealed: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Somebody used a right: it is due a month later, or three with a reason (GDPR 12(3))."""

    id: str
    number: str
    right: Right
    at: datetime
    due: datetime
    reason: str = ""
    """Why it takes longer; "" when it does not."""
    done: datetime | None = None
