"""What went wrong with the trust itself: for those who answer for the counter, and for the authority that they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`kind` is "log-broken", "log-rebuilt" "many-cases" (one employee opened too many) or "stop-lost" (a backup that was
    put back does not know what somebody has objected to); `data` says what and where, and nothing personal."""

    id: str
    kind: str
    at: datetime
    due: datetime
    """Until then the authority is told if persons may be affected (GDPR 33(1): 72 hours)."""
    data: Mapping[str, str | int]
    closed: datetime | None = None
    """When somebody who answers for it closed it; None: it is open."""
    by: str = ""
    note: str = ""
    """Who closed it, and what was found and done."""
