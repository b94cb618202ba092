"""A plan: every service that the situation calls for, and the question that decides most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from luukku.model.decision import Proposal
from luukku.model.ids import CaseId
from luukku.model.own_rule import OwnRule
from luukku.model.pack import Offer, Service

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
    known: tuple[str, ...] = ()
    """Facts that the step tells and that are known."""
    may_ask: tuple[str, ...] = ()
    """Facts that may be asked back, without those that the customer refused."""
    held: tuple[str, ...] = ()
    """Of `known` and `may_ask`, those that are known: what the step's envelope can hold."""

    ask_first: bool = False
    """The customer's own rule: they are asked each time before anything goes there."""

    @property
    def offered(self) -> bool:
        """Whether it stands on a card as a choice or a request: somebody registered does it, and there is something to tell."""
        return (
            self.service.part in ("allow", "request")
            and self.receiver is not None
            and self.truth in ("true", "open")
            and (bool(self.known) or not self.service.facts)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An offer of a registered organisation, with its label."""

    offer: Offer
    organisation: str
    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ordered: deadline set by law, then benefit to the customer, then the fewest facts. Commission is no input."""

    case: CaseId
    event: str
    items: tuple[Planned, ...]
    ruled: tuple[tuple[OwnRule, str], ...] = ()
    """(rule, service): where rules of the customer's own acted."""

    def live(self) -> tuple[Planned, ...]:
        return tuple(item for item in self.items if item.truth in ("true", "open", "refused"))
