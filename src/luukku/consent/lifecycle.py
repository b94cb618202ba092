"""What may happen to a permission, and after what: given → narrowed → withdrawn, or over by the clock alone.

    nothing ─given, requested→ live ─narrowed→ live ─withdrawn→ withdrawn
       └────denied→ refused       └─ the end comes → expired

What is over stays over: whoever changes their mind gives a new permission, with an id of its own (GDPR 7(3)). `fold`, which
decides over uses, takes events in any order and only ever narrows; here an event that does not fit is refused before it is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from luukku.errors import Broken, Malformed, OutOfDate
from luukku.ground.jcs import jcs
from luukku.model.consent import ConsentEvent
from luukku.model.ids import PermissionId

State = Literal["nothing", "live", "refused", "withdrawn", "expired"]
BEGINS = ("given", "requested", "denied")
GOES_ON = ("narrowed", "withdrawn")


def of(events: Iterable[ConsentEvent], permission: PermissionId) -> tuple[ConsentEvent, ...]:
    """The events of one permission, as they were kept."""
    return tuple(event for event in events if event.permission == permission)


def state(events: Sequence[ConsentEvent], now: datetime) -> State:
    """How a permission stands, by its own events. Its end needs no event: it is over when the clock says so."""
    kinds = {event.kind for event in events}
    if not kinds & set(BEGINS):
        return "nothing"
    if "denied" in kinds:
        return "refused"
    if "withdrawn" in kinds:
        return "withdrawn"
    return "expired" if now >= min(event.ends for event in events) else "live"


def narrow(events: Sequence[ConsentEvent], without: Iterable[str], at: datetime) -> ConsentEvent:
    """A next version that names less. Raises OutOfDate when the permission does not live, Malformed when `without` names
    nothing of it, or all: that would be a withdrawal."""
    last = _last_live(events, at)
    names = frozenset(without)
    left = tuple(name for name in last.facts if name not in names)
    if not left or not names <= frozenset(last.facts) or len(left) == len(last.facts):
        raise Malformed(at="without", permission=last.permission)
    return _next(last, replace(last, kind="narrowed", facts=left, at=at))


def withdraw(events: Sequence[ConsentEvent], at: datetime) -> ConsentEvent:
    """The end of a permission. Raises OutOfDate when it does not live."""
    last = _last_live(events, at)
    return _next(last, replace(last, kind="withdrawn", at=at))


def append(events: Sequence[ConsentEvent], event: ConsentEvent) -> tuple[ConsentEvent, ...]:
    """The events with one more, which must fit: everything that is kept went through here or through `narrow` and `withdraw`.

    Raises OutOfDate for what cannot happen now, Malformed for a version that is not the next, or names more than the last.
    """
    mine = of(events, event.permission)
    if event.kind in BEGINS:
        if mine:
            raise OutOfDate(permission=event.permission, state=state(mine, event.at))
        if (event.version, event.follows) != (1, ""):
            raise Malformed(at="version", permission=event.permission)
        return (*events, event)
    last = _last_live(mine, event.at)
    same = _next(last, replace(last, kind=event.kind, facts=event.facts, ends=event.ends, at=event.at))
    left = frozenset(event.facts)
    fits = bool(left) and left < frozenset(last.facts) if event.kind == "narrowed" else event.facts == last.facts
    if event != same or not fits or event.ends > last.ends:
        raise Malformed(at="version", permission=event.permission)
    return (*events, event)


def replay(events: Iterable[ConsentEvent]) -> tuple[ConsentEvent, ...]:
    """All events again, one after the other. Raises Broken for a history that could not have come to be."""
    kept: tuple[ConsentEvent, ...] = ()
    for event in events:
        try:
            kept = append(kept, event)
        except (OutOfDate, Malformed) as odd:
            raise Broken(what="permission", permission=event.permission) from odd
    return kept


def hash_of(event: ConsentEvent) -> str:
    """SHA-256 of the event in canonical form (RFC 8785): what the next version is linked to."""
    held = {
        "kind": event.kind, "permission": event.permission, "case": event.case, "service": event.service, "purpose": event.purpose,
        "receiver": event.receiver, "facts": list(event.facts), "assurance": event.assurance, "basis": event.basis,
        "at": event.at.astimezone(UTC).isoformat(), "ends": event.ends.astimezone(UTC).isoformat(), "text": event.text_sha256,
        "explicit": event.explicit, "version": event.version, "follows": event.follows,
    }  # fmt: skip
    return hashlib.sha256(jcs(held)).hexdigest()


def _last_live(events: Sequence[ConsentEvent], at: datetime) -> ConsentEvent:
    stands = state(events, at)
    if stands != "live":
        raise OutOfDate(state=stands, permission=events[0].permission if events else "")
    return events[-1]


def _next(last: ConsentEvent, event: ConsentEvent) -> ConsentEvent:
    """A clock that was set back makes no event earlier than the one that it follows."""
    return replace(event, at=max(event.at, last.at), version=last.version + 1, follows=hash_of(last))
