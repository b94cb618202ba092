"""Uses of facts, and the entries of the log that each of them leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from luukku.model.fact import Personal, Value
from luukku.model.ids import CustomerId, ShareId

EntryKind = Literal[
    "serve", "share", "done", "not-carried-out", "refused", "consent", "look", "keep", "collect", "learn", "show", "break-glass", "authority", "export", "import", "again", "join", "part",
    "decide", "review", "replay",
]
"""break-glass: an employee read a case that they did not have; its basis is the reason and their words. keep: a record was set
aside because a law or a dispute keeps it. show: the customer showed facts from a wallet. collect: a correction was kept to learn
from. learn: it was compared with those of others. authority: an authority got an export of what the counter does; about no
customer. export: the customer took their own along; `about` is the hash of what they took. import: facts came in from such a file
of theirs. again: what a share had told was released again for the same share (`about`), while the key to its entry was away.
join, part: the customer joined this conversation with another one of theirs, or undid it.
decide: something was decided about the customer by rules; the entry's id names the record's hash. review: a human looked at it again. replay: it was made again, to see that it comes out alike."""
Result = Literal["allowed", "refused", "done", "not-carried-out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of the log as the customer can read it. Only its salted commitment is public.

    `n` is the customer's own counter, from 1 without gaps: a missing entry is seen.
    """

    id: str
    n: int
    kind: EntryKind
    at: datetime
    actor: str
    """"counter", an organisation id, "me", or "person:<name>" for an employee's look."""
    purpose: str
    receiver: str | None
    facts: tuple[str, ...]
    permission: str | None
    basis: str
    rule: str
    """Id of the pack line, and the pack's hash: "child/early-education@3f9a…"."""
    result: Result
    about: str | None = None
    """Turn, step or share that it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the gate let out for one share: values by fact name, for that receiver, under that entry."""

    share: ShareId
    customer: CustomerId
    receiver: str
    facts: Personal[Mapping[str, Value]]
    first: bool
    """False when the same share was released before (a retry): no second entry was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What goes to an organisation. `share` is the idempotency key."""

    share: ShareId
    service: str
    assurance: str
    facts: Personal[Mapping[str, Value]]
    task: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerAnswer:
    """An organisation's typed answer. `text` ≤ 500 characters, shown quoted under its name, never parsed."""

    state: Literal["told", "acknowledged", "asks", "refused", "done"]
    """told: handed over, nothing heard yet (a letter in a mailbox)."""
    task: str | None = None
    needs: tuple[str, ...] = ()
    reason: str | None = None
    result: Mapping[str, Any] | None = None
    text: str | None = None
