"""Facts that a wallet showed go into the case, with their issuer; what was told otherwise is asked about, not replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from luukku import explain
from luukku.errors import NotFound
from luukku.flow import decisions, desk, shapes, turn
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.take import CaseTaken, Taken
from luukku.flow.told_or_shown import apart
from luukku.ground.jose import refuse
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.ids import CaseId, ConversationId
from luukku.model.pack import FactSpec
from luukku.model.reading import Expects

LONGEST = 200
BASIS = "GDPR 6(1)(b)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was shown for a case and holds. `entry` is the id of its entry in the log."""

    case: CaseId
    facts: tuple[Fact, ...]
    issuer: str
    entry: str


def fact_of(counter: Counter, spec: FactSpec, claim: Any, issuer: str, at: datetime) -> Fact:
    """The claim as the fact that it shows. Raises BadPresentation(claim-value)."""
    value = value_of(counter, spec, claim)
    if value is None:
        refuse("claim-value")
    return Fact(name=spec.name, about=spec.about, value=Personal(value), source="shown", by=issuer, at=at, confirmed=True)


async def take(counter: Counter, conversation: ConversationId, shown: Shown) -> None:
    """The facts are the case's, the log first; then the conversation goes on. Raises NotFound when the case is closed."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        case = talk.case(shown.case)
        if case is None or case.closed is not None:
            raise NotFound()
        await _log(counter, talk.customer, case, shown)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        before = await own_facts(counter, talk, case.id)
        differs = tuple(fact for fact in shown.facts if _was_told_otherwise(fact, before))
        fresh = tuple(fact for fact in shown.facts if fact not in differs)
        held = before | fresh
        draft.facts += [*((case.id, fact) for fact in fresh), *((apart(case.id), fact) for fact in differs)]
        draft.put(replace(case, names=tuple(sorted(held.names())), shown=tuple(fact.name for fact in differs)))
        draft.event("shown", {"case": case.id, "facts": [fact.name for fact in shown.facts], "result": "taken"})
        await _go_on(counter, draft, CaseTaken(id=case.id, event=case.event, facts=held, new=fresh), differs, before, shown.entry)
        await draft.commit()


async def note_refusal(counter: Counter, conversation: ConversationId, case: CaseId, *, id: str, fault: str) -> None:
    """That something was shown and not taken: in the log and the conversation, with the reason and nothing of what it was."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        found = talk.case(case)
        if found is None:
            return
        if fault != "declined":
            await _log(counter, talk.customer, found, Shown(case=case, facts=(), issuer=fault, entry=id))
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        draft.event("shown", {"case": case, "facts": [], "result": "declined" if fault == "declined" else "refused", "fault": fault})
        await draft.commit()


def _was_told_otherwise(fact: Fact, before: Facts) -> bool:
    old = before.get(fact.name, fact.about)
    return old is not None and old.standing == "known" and old.value != fact.value


async def _go_on(counter: Counter, draft: Draft, one: CaseTaken, differs: Sequence[Fact], before: Facts, act: str) -> None:
    """What a question answered would lead to: the next one, or the card. A difference is asked about first."""
    today, case = counter.today(), draft.case(one.id)
    silent = draft.talk.held_by is not None
    following = await turn.plan_case(counter, draft, one, Taken(main=one, acts=("answer",), needs=()), today, bare=silent or bool(differs))
    question = differs[0].name if differs else following.question
    said = explain.Said(
        language=draft.talk.language, today=today, at=draft.at, case=draft.case(one.id), facts=one.facts, plan=following.plan,
        card=None if differs else following.card, question=question, shown=tuple(one.new), shown_otherwise=tuple(differs), told_before=before,
        several=len(draft.talk.open_cases()) > 1, beside=draft.talk.open_cases(),
    )  # fmt: skip
    called = await desk.current(counter, draft.talk)
    in_danger = called is not None and called.state == "waiting" and called.danger is not None
    decided = () if silent or in_danger or question is not None else await decisions.take(counter, draft, act, draft.at, {one.id: one.facts}, today)
    reply = shapes.hushed(replace(explain.reply(said, counter.packs, counter.texts, counter.settings), decisions=decided), draft.talk)
    if not silent:
        draft.talk = replace(draft.talk, at_hand=case.id, expects=_expects(counter, draft, question, following.card))
    draft.event("replied", {"case": case.id}, shapes.card_answer(reply, draft.talk))


def _expects(counter: Counter, draft: Draft, question: str | None, card: object) -> Expects | None:
    case = draft.talk.open_cases()[-1]
    if question is not None:
        spec = counter.packs.events[case.event].fact(question)
        return Expects(name=question, about=spec.about if spec else "me", values=spec.values if spec else (), event=case.event)
    return Expects(name="consent", values=("yes", "no", "partly"), event=case.event) if card is not None else None


async def _log(counter: Counter, customer: Any, case: Case, shown: Shown) -> None:
    """Durable when it returns; names of facts and who issued them, no values. Refused: why, and nothing else."""
    pack = counter.packs.events[case.event]
    await counter.log.append(
        customer, "show", actor="me", purpose="serve", receiver=None, facts=[fact.name for fact in shown.facts], permission=None, basis=BASIS,
        rule=f"{case.event}@{pack.sha256[:16]}", result="allowed" if shown.facts else "refused", about=shown.issuer, id=shown.entry,
    )  # fmt: skip


def value_of(counter: Counter, spec: FactSpec, claim: Any) -> Value | None:
    """The claim in the form in which the fact is kept; None when it has none."""
    if spec.type == "bool":
        return claim if isinstance(claim, bool) else None
    if spec.type in ("whole", "cents"):
        return claim if isinstance(claim, int) and not isinstance(claim, bool) and 0 <= claim < 2**53 else None
    if not isinstance(claim, str) or not 0 < len(claim) <= LONGEST or not claim.isprintable():
        return None
    if spec.type == "municipality":
        return counter.understanding.municipalities.named(claim)
    if spec.type == "enum":
        return claim if claim in spec.values else None
    return day_of(claim) if spec.type == "date" else claim


def day_of(claim: str) -> str | None:
    """A day as facts have it; None when it is none."""
    try:
        return date.fromisoformat(claim).isoformat()
    except ValueError:
        return None
