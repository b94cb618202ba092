"""Permissions: what the events of consent amount to now. Events are appended; a permission is never stored by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

from luukku.consent.receipt import hash_of
from luukku.errors import Broken
from luukku.ground.dates import day_ends
from luukku.model.consent import ConsentEvent, Permission, Row
from luukku.model.ids import ASSURANCES, Assurance, CaseId, Language, PermissionId

GIVEN = ("given", "requested")
OVER = ("denied", "withdrawn")
_KINDS: Mapping[str, Literal["given", "requested", "denied"]] = {"allowed": "given", "sent": "requested", "denied": "denied"}


def fold(events: Iterable[ConsentEvent], now: datetime) -> dict[PermissionId, Permission]:
    """The permissions that live at `now`, by id. The order of the events does not matter.

    given or requested: lives from then until its end. narrowed: from then on only what it still names, and no later
    than it says. withdrawn or denied: over for good; only a new id can be given. No event ever widens a permission:
    of several the facts that all name, the earliest end and the lowest assurance hold.
    Raises Broken when events of one id differ in receiver, purpose, case or service: nobody may use such a one.
    """
    found: dict[PermissionId, list[ConsentEvent]] = {}
    for event in events:
        found.setdefault(event.permission, []).append(event)
    folded = {id: _fold_one(id, group, now) for id, group in found.items()}
    return {id: permission for id, permission in folded.items() if permission is not None}


def _fold_one(id: PermissionId, events: Sequence[ConsentEvent], now: datetime) -> Permission | None:
    if len({(event.receiver, event.purpose, event.case, event.service) for event in events}) > 1:
        raise Broken(what="permission", permission=id)
    given = [event for event in events if event.kind in GIVEN]
    if not given or any(event.kind in OVER for event in events):
        return None
    binding = [*given, *(event for event in events if event.kind == "narrowed")]
    first = min(given, key=lambda event: (event.at, event.basis))
    ends = min(event.ends for event in binding)
    if not first.at <= now < ends:
        return None
    return Permission(
        id=id,
        purpose=first.purpose,
        receiver=first.receiver,
        facts=frozenset.intersection(*(frozenset(event.facts) for event in binding)),
        assurance=min((event.assurance for event in given), key=ASSURANCES.index),
        basis=first.basis,
        given=first.at,
        ends=ends,
        case=first.case,
        service=first.service,
        explicit=all(event.explicit for event in given),
    )


def record(
    row: Row, *, permission: PermissionId, case: CaseId, basis: str, assurance: Assurance, at: datetime, language: Language, text: str
) -> ConsentEvent:
    """The event of an answered row: what was shown, word for word, is kept by its hash (ISO/IEC TS 27560, receipt).

    It covers the facts told and those that may be asked back, to the end of the row's last day in Helsinki.
    Raises ValueError for a row that was not answered.
    """
    if row.state not in _KINDS:
        raise ValueError("only an answered row is recorded")
    return ConsentEvent(
        kind=_KINDS[row.state],
        permission=permission,
        case=case,
        service=row.service,
        purpose=row.purpose,
        receiver=row.receiver,
        facts=tuple(dict.fromkeys((*row.facts, *row.may_ask))),
        assurance=assurance,
        basis=basis,
        at=at,
        ends=day_ends(row.ends),
        explicit=row.special,
        text_sha256=hash_of(language, text),
    )
