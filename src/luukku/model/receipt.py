"""Receipts: what a person takes away of what they allowed, asked for or denied. No values of facts, only their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from luukku.model.consent import ConsentEvent
from luukku.model.ids import CaseId, Language, PermissionId

How = Literal["button", "words", "sign-in", "rule"]
"""By what the person said it; rule: by something else that they said, to which a rule answers (a non-disclosure order)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A row of a card as it was read: its words, and what its parts mean, all in one language."""

    id: str
    """Which text: the service, and the pack's version by its hash."""
    language: Language
    text: str
    """Every line that was read of it, as hashed into the consent event."""
    price: str
    benefit: str
    without: str
    service: str
    purpose: str
    receiver: str
    facts: Mapping[str, str]
    """Words of each fact that is told or may be asked back, by its name."""
    special: frozenset[str] = frozenset()
    """Names of those that are a special category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """Who runs the counter. `address` is where people reach it."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt as it is kept. `jws`: signed, RFC 7515 compact; `claims` is its payload."""

    case: CaseId
    permission: PermissionId
    version: int
    kind: str
    at: datetime
    jws: str
    claims: Mapping[str, Any]
    event: ConsentEvent | None = None
    """What it is of; None when the case has gone."""

    @property
    def id(self) -> str:
        return f"{self.permission}-{self.version}"
