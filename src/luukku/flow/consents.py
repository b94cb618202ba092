"""What an answered card changes: consent events, their log entries first, then the journey."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from luukku import consent, explain
from luukku.errors import NotFound
from luukku.flow import receipts
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.model.consent import ConsentEvent, Row, RowState
from luukku.model.conversation import Case
from luukku.model.fact import Facts
from luukku.model.ids import Assurance, CardId, CaseId, PermissionId, StepId, new_id
from luukku.model.journey import Answered, Journey, Step
from luukku.model.pack import EventPack
from luukku.model.receipt import How, Shown


async def apply(
    counter: Counter, draft: Draft, case: Case, answers: Mapping[str, str], send: Sequence[str], facts: Facts, how: How = "button"
) -> explain.Chosen:
    """Writes the answers into the draft: consent events with their receipts, log entries first, then the journey."""
    if case.card is None:
        raise NotFound()
    taken = consent.answers(case.card, answers, send)
    pack = counter.packs.events[case.event]
    # the texts as they were shown, before the answers changed them
    shown = explain.card_view(case.card, pack, counter.packs, counter.texts, draft.talk.language, counter.today())
    draft.put(replace(case, card=taken.card, confirmed=True))
    for row in taken.fresh:
        read = explain.shown_row(shown, row, pack, counter.packs, counter.texts, draft.talk.language)
        await keep(counter, draft, _record(draft, case, row, pack, read.text), pack, by=how, shown=read)
        event = draft.case(case.id).consents[-1]
        permission = None if row.state == "denied" else event.permission
        ends = None if permission is None else event.ends
        what = Answered(at=draft.at, step=StepId(row.id), permission=permission, ends=ends, assurance=draft.talk.assurance)
        await draft.happen(case.id, what, facts)
    if taken.fresh:
        draft.event("card-answered", {"card": taken.card.id, "rows": {row.id: row.state for row in taken.fresh}})
    return _chosen(draft, case.id, taken.fresh)


async def raise_assurance(counter: Counter, draft: Draft, case: CaseId, assurance: Assurance) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The person signed in: what waited for it is permitted anew under the stronger identity, and goes out.

    Returns the services that go now, and those of which just what they do is to be approved. A permission is never widened: the old one ends and a new one is given.
    """
    found = draft.case(case)
    waiting = [step for step in (found.journey.steps.values() if found.journey else ()) if step.state == "needs-sign-in"]
    if not waiting:
        return (), ()
    live = consent.fold(found.consents, draft.at)
    pack = counter.packs.events[found.event]
    facts = await own_facts(counter, draft.talk, case)
    for step in waiting:
        old = next((event for event in found.consents if event.permission == step.permission), None)
        if old is None or old.permission not in live:
            continue
        allowed = live[old.permission]  # as it was narrowed since: a sign-in widens nothing
        facts_now = tuple(name for name in old.facts if name in allowed.facts)
        new = replace(old, permission=_permission(old.permission, assurance), assurance=assurance, at=draft.at, facts=facts_now, ends=allowed.ends)
        await keep(counter, draft, new, pack, "signed-in", by="sign-in", was=old.permission)
        ended = consent.lifecycle.withdraw(consent.lifecycle.of(found.consents, old.permission), draft.at)
        await keep(counter, draft, ended, pack, log=False, by="sign-in")  # the new one's entry says it
        what = Answered(at=draft.at, step=step.id, permission=new.permission, ends=new.ends, assurance=assurance)
        await draft.happen(case, what, facts)
    journey = draft.case(case).journey
    states = [(step.service, journey.steps[step.id].state) for step in waiting if journey]
    return tuple(name for name, state in states if state == "sending"), tuple(name for name, state in states if state == "needs-approval")


def _record(draft: Draft, case: Case, row: Row, pack: EventPack, text: str) -> ConsentEvent:
    service = pack.service(row.service)
    return consent.record(
        row,
        permission=_permission(case.card.id if case.card else case.id, row.id),
        case=case.id,
        basis=service.basis if service else "",
        assurance=draft.talk.assurance,
        at=draft.at,
        language=draft.talk.language,
        text=text,
    )


def _permission(*of: str) -> PermissionId:
    """The same answer to the same row of the same card is the same permission, however often it must be tried."""
    return PermissionId(hashlib.sha256("\n".join(of).encode()).hexdigest()[:32])


async def keep(
    counter: Counter, draft: Draft, event: ConsentEvent, pack: EventPack, how: str | None = None, *, log: bool = True, by: How = "button",
    shown: Shown | None = None, was: PermissionId | None = None,
) -> None:
    """Puts an event to those of its case, with its receipt, in the log first. `how` names it in the log; `by`, `shown` and `was`
    are the receipt's. Raises OutOfDate or Malformed when it cannot happen now, Broken without a whole receipt: nothing is kept then."""
    case = draft.case(event.case)
    consents = consent.lifecycle.append(case.consents, event)
    await receipts.make(counter, draft, event, by, shown, was)
    if log:
        await _log(counter, draft, event, pack, how)
    draft.put(replace(case, consents=consents))


async def _log(counter: Counter, draft: Draft, event: ConsentEvent, pack: EventPack, how: str | None = None) -> None:
    """What the customer allowed, asked for, denied or took back, as an entry of its own; durable when it returns.

    Its id follows from the permission: a try that comes again after a full disk writes none twice.
    """
    await counter.log.append(
        draft.talk.customer,
        "consent",
        actor="me",
        purpose=event.purpose,
        receiver=event.receiver,
        facts=event.facts,
        permission=event.permission,
        basis=event.basis,
        rule=f"{pack.id}/{event.service}@{pack.sha256[:16]}",
        result="refused" if event.kind in ("denied", "withdrawn") else "allowed",
        about=how or event.kind,
        id=f"{event.permission}-{how or event.kind}" + (f"-{event.version}" if event.kind == "narrowed" else ""),
    )


async def end_moved(counter: Counter, draft: Draft, case: CaseId, before: Journey | None) -> None:
    """Steps that another organisation takes now: the old receiver's permission ends, in the log too."""
    after = draft.case(case).journey
    if before is None or after is None:
        return
    pack = counter.packs.events[draft.case(case).event]
    for old in before.steps.values():
        new = after.steps.get(old.id)
        if new is None or old.permission is None or new.permission == old.permission:
            continue
        mine = consent.lifecycle.of(draft.case(case).consents, old.permission)
        if consent.lifecycle.state(mine, draft.at) == "live" and old.state not in ("done", "refused", "ended"):
            await keep(counter, draft, consent.lifecycle.withdraw(mine, draft.at), pack, by="rule")


async def end_permissions(counter: Counter, draft: Draft, case: CaseId, steps: Iterable[Step], by: How = "button") -> None:
    """A withdrawal for each permission of theirs that still lives, in the log first."""
    found = draft.case(case)
    pack = counter.packs.events[found.event]
    for step in steps:
        mine = consent.lifecycle.of(found.consents, step.permission) if step.permission is not None else ()
        if consent.lifecycle.state(mine, draft.at) == "live" and step.state not in ("done", "refused", "ended"):
            await keep(counter, draft, consent.lifecycle.withdraw(mine, draft.at), pack, by=by)


def mark_row(draft: Draft, case: CaseId, row: str, state: RowState) -> None:
    """Writes a row's new state into the case's card, under a new id when it is open again: old answers are for old cards."""
    found = draft.case(case)
    if found.card is None:
        return
    rows = tuple(replace(one, state=state) if one.id == row else one for one in found.card.rows)
    id = CardId(new_id()) if state == "open" else found.card.id
    draft.put(replace(found, card=replace(found.card, id=id, rows=rows)))


def leave_out(draft: Draft, case: CaseId, row: str, names: Sequence[str]) -> None:
    """The case's card shows what is left of a row that was narrowed."""
    found = draft.case(case)
    if found.card is None:
        return

    def left(of: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in of if name not in names)

    rows = tuple(replace(one, facts=left(one.facts), may_ask=left(one.may_ask)) if one.id == row else one for one in found.card.rows)
    draft.put(replace(found, card=replace(found.card, rows=rows)))


def _chosen(draft: Draft, case: CaseId, fresh: Sequence[Row]) -> explain.Chosen:
    journey = draft.case(case).journey
    states = {step.service: step.state for step in journey.steps.values()} if journey else {}
    waits = {service for service, state in states.items() if state == "needs-sign-in"}
    approves = {service for service, state in states.items() if state == "needs-approval"}
    goes = {service for service, state in states.items() if state == "sending"} | waits
    return explain.Chosen(
        allowed=tuple(row.service for row in fresh if row.state == "allowed" and row.service in goes),
        denied=tuple(row.service for row in fresh if row.state == "denied"),
        sent=tuple(row.service for row in fresh if row.state == "sent" and row.service in goes),
        needs_sign_in=any(row.service in waits for row in fresh),
        waiting=tuple(row.service for row in fresh if row.service in waits),
        to_approve=tuple(row.service for row in fresh if row.service in approves),
    )
