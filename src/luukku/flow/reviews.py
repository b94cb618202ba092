"""A human looks again: asked for in one action, answered by somebody who did not write the rule, told to the customer in words (GDPR 22(3)).

How often a human decides otherwise is counted, about nobody: where it is hardly ever, perhaps nobody looks (automation bias; Regulation
(EU) 2024/1689, article 14(4)(b)).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from luukku import handover, hear
from luukku.errors import Empty, NotFound, Refused
from luukku.flow import decisions, desk
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.ground.dates import helsinki
from luukku.model.conversation import Case, Decided, Talk
from luukku.model.decision import Noted
from luukku.model.handover import Employee, Triage
from luukku.model.ids import ConversationId, HandoverId, Language
from luukku.model.view import DecisionView

ENOUGH = 20
"""So many reviews before anything is said of their rate."""
NEAR_ZERO = 0.02
"""Where fewer than this part of the reviews changed anything, the alarm is raised."""
SPAN = timedelta(days=180)
ALARM = "reviews-all-upheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToReview:
    """One decision that waits at the desk. `mine` False: whoever looks wrote its rule, and somebody else must answer."""

    view: DecisionView
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How it goes with one pack: decisions issued, looked at again, changed; in the last half year."""

    pack: str
    issued: int
    reviewed: int
    changed: int

    @property
    def alarm(self) -> bool:
        return self.reviewed >= ENOUGH and self.changed < NEAR_ZERO * self.reviewed


async def ask(counter: Counter, conversation: ConversationId, id: str) -> DecisionView:
    """The customer's one button. Again, and after the answer: nothing changes. Raises NotFound, Refused(why="replaced").

    Where there is no desk the wish is noted, nothing is promised, and the phone number is all there is.
    """
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        case, mark = _find(talk, id)
        if not mark.review:
            if next(one for one in reversed(case.decided) if one.pack == mark.pack).id != id:
                raise Refused(why="replaced")
            draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
            if handover.has_desk(counter.settings):
                due = decisions.review_by(counter, mark, draft.at)
                _put(draft, case, replace(mark, review="asked", due=due))
                draft.event("review-asked", {"case": case.id, "decision": id, "due": due.isoformat()})
            await desk.call(counter, draft, Triage(reason="review", level="promise", now=True))
            await draft.commit()
    return await decisions.one(counter, conversation, id)


async def waiting(counter: Counter, employee: Employee, conversation: ConversationId, language: Language | None = None) -> list[ToReview]:
    """What is to be looked at again in a conversation that this employee has opened (`desk.look` left its entry)."""
    talk = await counter.store.talk(conversation)
    found = [one for one in await decisions.kept(counter, talk) if one.mark.review == "asked"]
    return [
        ToReview(view=decisions.shown(counter, one, language or counter.settings.language), mine=employee.login not in await decisions.authors(counter, one.mark, one.record))
        for one in found
    ]


async def answer(counter: Counter, employee: Employee, held: HandoverId, id: str, outcome: Literal["upheld", "changed"], text: str) -> None:
    """The human's answer, with the reason that the customer reads. Again: nothing changes.

    Raises Refused(why="not-yours") for whoever does not hold the conversation, Refused(why="author") for whoever wrote a rule that
    decided, NotFound for a decision that is not there or was not asked about, Empty without a reason.
    """
    words = hear.clean(text, counter.settings.limits.text_characters).text if text.strip() else ""
    if not words:
        raise Empty()
    found = await counter.desk.handover(held)
    async with counter.one_at_a_time(found.conversation):
        found = await counter.desk.handover(held)
        if found.state != "held" or found.employee != employee.id:
            raise Refused(why="not-yours")
        talk = await counter.store.talk(found.conversation)
        case, mark = _find(talk, id)
        kept = next((one for one in await decisions.kept(counter, talk) if one.mark.id == id), None)
        if mark.review in ("upheld", "changed"):
            if kept is not None:  # a crash may have come between the answer and its row
                await asyncio.to_thread(counter.register.note, _row(kept, helsinki(counter.clock.now()), changed=mark.review == "changed"))
            return
        if mark.review != "asked" or kept is None:
            raise NotFound(what="decision")
        if employee.login in await decisions.authors(counter, mark, kept.record):
            raise Refused(why="author")
        changed = outcome == "changed"
        await counter.log.append(
            talk.customer, "review", actor=f"person:{employee.name}", purpose="handover", receiver="desk", facts=[str(fact[0]) for fact in kept.facts], permission=None,
            basis="GDPR 22(3)", rule=f"{mark.pack}/{outcome}", result="done", about=id, id=f"review-{mark.sha256}-{outcome}-{employee.id}",
        )  # fmt: skip
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        _put(draft, case, replace(mark, review=outcome))
        draft.event("reviewed", {"case": case.id, "decision": id, "changed": changed}, {"text": words, "name": employee.name})
        await draft.commit()
        await asyncio.to_thread(counter.register.note, _row(kept, helsinki(counter.clock.now()), changed=changed))
    await watch(counter)


async def rates(counter: Counter) -> tuple[Rate, ...]:
    """By pack, what the register says of the last half year."""
    since = counter.today() - SPAN
    rows = [row for row in await asyncio.to_thread(counter.register.rows) if row.day >= since]
    return tuple(_rate(pack, [row for row in rows if row.pack == pack]) for pack in sorted({row.pack for row in rows}))


async def watch(counter: Counter) -> None:
    """An incident where looking again changes hardly anything; one a pack and month."""
    for rate in await rates(counter):
        if rate.alarm:
            data = {"pack": rate.pack, "month": f"{counter.today():%Y-%m}"}
            await asyncio.to_thread(partial(counter.incidents.note, ALARM, **data))


def _rate(pack: str, rows: Sequence[Noted]) -> Rate:
    reviewed = [row for row in rows if row.kind == "reviewed"]
    return Rate(pack=pack, issued=sum(row.kind == "issued" for row in rows), reviewed=len(reviewed), changed=sum(row.changed for row in reviewed))


def _row(kept: decisions.Kept, day: date, *, changed: bool) -> Noted:
    record = kept.record
    return Noted(
        kind="reviewed", sha256=kept.mark.sha256, pack=record["pack"], pack_version=record["pack_version"], pack_sha256=record["pack_sha256"], day=day,
        outcome=record["ruling"]["outcome"], reasons=tuple(record["ruling"]["reasons"]), significant=record["significant"], final=record["final"], changed=changed,
    )  # fmt: skip


def _find(talk: Talk, id: str) -> tuple[Case, Decided]:
    for case in talk.cases:
        for mark in case.decided:
            if mark.id == id:
                return case, mark
    raise NotFound(what="decision")


def _put(draft: Draft, case: Case, mark: Decided) -> None:
    draft.put(replace(case, decided=tuple(mark if one.id == mark.id else one for one in case.decided)))
