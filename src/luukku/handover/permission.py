"""What the human at the desk may see: only while they hold the conversation, and no place while a *turvakielto* is true."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from luukku.ground.conditions import evaluate
from luukku.model.consent import Permission
from luukku.model.fact import Facts
from luukku.model.handover import BreakReason, Handover
from luukku.model.ids import CaseId, PermissionId
from luukku.model.pack import SPECIAL, Packs, Test

CONVERSATION = "conversation"
"""The name under which a permission covers what was said."""
ASKED, VITAL, INTEREST = "GDPR 6(1)(b)", "GDPR 6(1)(d)", "GDPR 6(1)(f)"
"""The service that the customer asked for; somebody's vital interests, in danger; that cases are served and faults found."""
_BAN = Test(fact="turvakielto", op="is", value=True)


def permission(handover: Handover, names: Iterable[str], now: datetime, closed: frozenset[str] = frozenset()) -> Permission | None:
    """The permission of the one who holds the handover; None when nobody does. `names`: the facts that there are;
    `closed`: those that stay shut (`closed_places`). It ends with each look and is made anew from the state for the next."""
    if handover.state != "held" or handover.employee is None:
        return None
    return Permission(
        id=PermissionId(f"{handover.id}-held"),
        purpose="handover",
        receiver="desk",
        facts=frozenset((*names, CONVERSATION)) - closed,
        assurance="nobody",
        basis=VITAL if handover.reason == "danger" or handover.danger is not None else ASKED,
        given=min(handover.since or now, now),
        ends=now + timedelta(minutes=1),
        case=handover.case or CaseId(handover.conversation),
        service=handover.id,
        explicit=True,  # the customer asked for the human and was told what they see; in danger it is GDPR 9(2)(c)
    )


def glass_permission(handover: Handover, reason: BreakReason, names: Iterable[str], now: datetime) -> Permission:
    """The permission of one who does not have the handover and has said why: for one look, and for `names` only."""
    return Permission(
        id=PermissionId(f"{handover.id}-glass"),
        purpose="break-glass",
        receiver="desk",
        facts=frozenset((*names, CONVERSATION)),
        assurance="nobody",
        basis=VITAL if reason == "danger" else INTEREST,
        given=now,
        ends=now + timedelta(minutes=1),
        case=handover.case or CaseId(handover.conversation),
        service=handover.id,
    )


def shut_names(packs: Packs, names: Iterable[str]) -> frozenset[str]:
    """Those that stay shut to one who does not have the case: special categories, places, and what no pack knows."""
    specs = [spec for pack in packs.events.values() for spec in pack.facts]
    shut = {spec.name for spec in specs if spec.place or spec.sensitivity >= SPECIAL}
    return frozenset(shut | (set(names) - {spec.name for spec in specs}))


def place_names(packs: Packs) -> frozenset[str]:
    """Names of the facts that tell where somebody lives or can be found, in any pack."""
    return frozenset(spec.name for pack in packs.events.values() for spec in pack.facts if spec.place)


def closed_places(packs: Packs, facts: Iterable[Facts]) -> frozenset[str]:
    """Those names while a *turvakielto* is true in any case; else none."""
    return place_names(packs) if any(evaluate(_BAN, one, date.min) == "true" for one in facts) else frozenset()
