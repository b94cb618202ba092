"""Passkeys (W3C Web Authentication, level 3): whose they are and what is kept of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["employee", "conversation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whose passkey: an employee's or steward's, or the one that leads back into a conversation; by its id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where passkeys are made and used: the name they are bound to (`rp_id`, a host) and the origin of the pages."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """`hash` is the keyed hash of the credential's id; the id itself is kept nowhere. `key`: the public half, as COSE has it.
    `count`: how often the device says it was used (0: it does not count)."""

    hash: bytes
    holder: Holder
    key: bytes
    count: int
    at: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a device has shown and what was verified of it. `user`: for whom the device keeps it; b"" at the making."""

    id: bytes
    key: bytes
    count: int
    user: bytes = b""
