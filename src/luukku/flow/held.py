"""What a handover writes into a draft: its row as the successor of the stored one, its talk, its event. Decides nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from luukku.flow.change import Draft
from luukku.model.handover import Employee, Handover


def put(draft: Draft, found: Handover) -> Handover:
    """The row as the store will have it: one version on, once a draft."""
    before = next((one for one in draft.handovers if one.id == found.id), None)
    row = replace(found, version=before.version if before is not None else found.version + 1)
    draft.handovers = [one for one in draft.handovers if one.id != found.id] + [row]
    return row


def hold(draft: Draft, found: Handover, employee: Employee) -> Handover:
    """This employee has it from now on."""
    draft.talk = replace(draft.talk, handover=found.id, held_by=employee.id)
    return put(draft, replace(found, state="held", employee=employee.id, since=draft.at))


def end(draft: Draft, found: Handover) -> None:
    """Nobody waits and nobody holds any more."""
    draft.talk = replace(draft.talk, handover=None, held_by=None)
    put(draft, replace(found, state="over", since=draft.at))


def tell_queued(draft: Draft, found: Handover, **more: Any) -> None:
    """`again`: it was held before. `raised`: it only became more urgent."""
    draft.event("queued", promise(found) | {"number": found.number, "reason": found.reason} | more)


def tell_moved(draft: Draft, found: Handover, was: Handover, **more: Any) -> None:
    """The promise of `was` was not kept."""
    draft.event("promise-moved", promise(found) | {"was": was.promised.isoformat()} | more)


def promise(found: Handover) -> dict[str, Any]:
    return {"handover": found.id, "level": found.level, "promised": found.promised.isoformat()}
