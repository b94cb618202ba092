"""A plan: every service that the situation calls for, and the question that decides most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from luukku.model.decision import Proposal
from luukku.model.ids import CaseId
from luukku.model.pack import Service

Truth = Literal["true", "false", "open", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A service with what its condition says now. `receiver` is a registered organisation's id or None (own step)."""

    service: Service
    truth: Truth
    receiver: str | None
    deadline: date | None
    remind: tuple[date, ...]
    missing: tuple[str, ...]
    """Facts that the step needs and that are not known (nor refused)."""
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ordered: deadline set by law, then benefit to the customer, then the fewest facts. Commission is no input."""

    case: CaseId
    event: str
    items: tuple[Planned, ...]

    def live(self) -> tuple[Planned, ...]:
        return tuple(item for item in self.items if item.truth in ("true", "open", "refused"))
