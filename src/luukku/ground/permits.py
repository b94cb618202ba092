"""May this permission allow this use, now? One pure function; the gate asks it before every use of a step's facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from luukku.model.consent import Permission
from luukku.model.ids import ASSURANCES, Assurance, CaseId

Why = Literal["no-permission", "not-yet", "ended", "case", "service", "receiver", "purpose", "assurance", "fact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What somebody wants to do: tell `facts` of `case` for `service` to `receiver`, for `purpose`."""

    case: CaseId
    service: str
    receiver: str
    purpose: str
    facts: frozenset[str]
    assurance: Assurance = "nobody"
    """What the step needs."""


def refusal(permission: Permission | None, use: Use, now: datetime) -> Why | None:
    """Why the permission does not allow the use at `now` (aware); None when it does.

    It ends *at* `ends`: the last moment that is allowed lies before it, whether or not any task has swept it away.
    Withdrawn and narrowed are no states here: consent hands in the permission as it stands now, or None.
    """
    if permission is None:
        return "no-permission"
    checks: tuple[tuple[bool, Why], ...] = (
        (permission.given <= now, "not-yet"),
        (now < permission.ends, "ended"),
        (permission.case == use.case, "case"),
        (permission.service == use.service, "service"),
        (permission.receiver == use.receiver, "receiver"),
        (permission.purpose == use.purpose, "purpose"),
        (ASSURANCES.index(permission.assurance) >= ASSURANCES.index(use.assurance), "assurance"),
        (use.facts <= permission.facts, "fact"),
    )
    return next((why for right, why in checks if not right), None)
