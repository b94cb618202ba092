"""Bringing one's own from another counter: shown first, then taken as told by the customer. No permission travels.

Cases that were open there are open here, as plans for what is not done. What is known here already stays; what no pack of
here knows is left out, and said. What an organisation was at there is asked anew here.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from luukku import explain, plan
from luukku.flow import cases, goals, own_rules, proofs, shapes, take_shown, turn
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.flow.export_graph import GRAPH_FILE
from luukku.flow.own_file import Fault, Own, OwnCase, faults, open_file, read_own, vkey, write_own
from luukku.flow.sold import sold
from luukku.flow.take import LASTING, CaseTaken, Taken, loose
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, reveal
from luukku.model.ids import CaseId, ConversationId, Language, StepId, new_id
from luukku.model.journey import Journey
from luukku.model.own_rule import GOAL_PREFIX, PREFIX, rule_or_none
from luukku.model.reading import Expects
from luukku.model.view import BroughtCase, BroughtView
from luukku.understand.own import is_own_life

BASIS = "GDPR 20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the customer reads before they say yes, and what is carried along until they do."""

    view: BroughtView
    own: bytes


async def preview(counter: Counter, held: bytes, language: Language, passphrase: str = "") -> Shown:
    """What the file would bring. Changes nothing. Raises BadFile."""
    files, own, found = await asyncio.to_thread(_look, held, passphrase, counter.clock.now())
    usable, left = _usable(counter, own)
    same = vkey(files) == (await proofs.checkpoint(counter, 0))["vkey"]
    view = _view(counter, own, usable, left, found, language, here=same)
    return Shown(view=view, own=write_own(usable))


def _look(held: bytes, passphrase: str, now: datetime) -> tuple[dict[str, bytes], Own, tuple[Fault, ...]]:
    files = open_file(held, passphrase)
    return files, read_own(files[GRAPH_FILE], now), faults(files)


async def bring(counter: Counter, conversation: ConversationId, held: bytes) -> dict[str, object]:
    """Takes what `preview` carried along, the log first; the answer of the conversation, {} while a human has it.

    The same again changes nothing. Raises BadFile, NotFound.
    """
    own, _ = _usable(counter, read_own(held, counter.clock.now()))
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        taken = await _take(counter, draft, own)
        lone = await _take_loose(counter, draft, own)
        names = sorted({fact.name for one in taken for fact in one.new} | {fact.name for fact in lone})
        if not names and not any(one.new_event for one in taken):
            return {}
        digest = hashlib.sha256(held).hexdigest()
        await counter.log.append(
            talk.customer, "import", actor="me", purpose="serve", receiver=None, facts=names, permission=None, basis=BASIS, rule="import",
            result="allowed", about=f"sha256:{digest}", id=f"import-{talk.customer}-{digest}",
        )  # fmt: skip
        draft.event("brought", {"cases": [one.id for one in taken], "facts": names})
        answer = await _go_on(counter, draft, taken)
        await draft.commit()
    return answer


def check(counter: Counter, held: bytes) -> None:
    """Raises BadFile when `bring` would."""
    read_own(held, counter.clock.now())


async def _take(counter: Counter, draft: Draft, own: Own) -> list[CaseTaken]:
    """Each case into the open one of the same event, the first into the first; else into a new one."""
    free = [case for case in draft.talk.cases if case.closed is None]
    found: list[CaseTaken] = []
    for one in own.cases:
        there = next((case for case in free if case.event == one.event), None)
        if there is not None:
            free.remove(there)
        case = there or Case(id=CaseId(new_id()), event=one.event, sure=one.sure, confirmed=one.confirmed)
        before = await own_facts(counter, draft.talk, case.id) if there is not None else Facts()
        new = tuple(fact for fact in one.facts if before.get(fact.name, fact.about) is None)
        held = before | new
        refused = tuple(sorted(fact.name for fact in held if fact.standing == "refused"))
        case = replace(case, sure=case.sure or one.sure, names=tuple(sorted(held.names())), refused=refused)
        draft.put(_with_done(counter, draft, case, held, one) if case.sure else case)
        draft.facts += [(case.id, fact) for fact in new]
        found.append(CaseTaken(id=case.id, event=case.event, facts=held, new=new, new_event=there is None))
    return found


async def _take_loose(counter: Counter, draft: Draft, own: Own) -> list[Fact]:
    """Facts of no case; and what lasts, wherever it was said: it holds in every case, here too."""
    id = loose(draft.talk)
    before = await own_facts(counter, draft.talk, id)
    lasting = [fact for one in own.cases for fact in one.facts if fact.name in LASTING]
    new = [fact for fact in Facts(tuple(own.loose)) | lasting if not _is_own(fact) and before.get(fact.name, fact.about) is None]
    draft.facts += [(id, fact) for fact in new]
    made = [await (own_rules if fact.name.startswith(PREFIX) else goals).brought(draft, fact) for fact in own.loose if _is_own(fact)]
    brought = [fact for fact in made if fact is not None]
    if any(fact.name.startswith(PREFIX) for fact in brought):
        await own_rules.rule_steps(draft)  # they act on what is under way here already
    return [*new, *brought]


def _is_own(fact: Fact) -> bool:
    """A rule of the customer's own, or a goal: here under a name of here."""
    return fact.name.startswith((PREFIX, GOAL_PREFIX))


def _with_done(counter: Counter, draft: Draft, case: Case, facts: Facts, one: OwnCase) -> Case:
    """What was done there stands as done by the customer, and nobody asks for it."""
    pack, steps = counter.packs.events[case.event], dict(case.journey.steps) if case.journey is not None else {}
    made = plan.make(case.id, pack, counter.packs, facts, counter.today(), sold(counter, draft.talk), draft.talk.unwanted)
    for step in plan.steps(made, case, facts):
        if step.service in one.done and step.id not in steps and step.state != "by-law":
            steps[StepId(step.id)] = replace(step, part="own", state="done", receiver=None, facts=(), may_ask=(), held=(), remind=(), since=draft.at)
    return replace(case, journey=Journey(case=case.id, event=case.event, steps=steps)) if steps else case


async def _go_on(counter: Counter, draft: Draft, taken: Sequence[CaseTaken]) -> dict[str, object]:
    """The plans, and what the last one waits for. Places and permissions narrow where less may be told now."""
    if not taken:
        return {}
    all_ = Taken(main=taken[-1], others=tuple(taken[:-1]), acts=("answer",), needs=())
    if all_.guarded_now:
        await cases.guard(counter, draft, all_)
    silent = draft.talk.held_by is not None
    for one in taken[:-1]:
        await turn.plan_case(counter, draft, one, all_, counter.today(), bare=True)
    last = taken[-1]
    following = await turn.plan_case(counter, draft, last, all_, counter.today(), bare=silent)
    case = draft.case(last.id)
    if silent:
        return {}
    draft.talk = replace(draft.talk, at_hand=case.id)
    question, card = following.question, following.card
    said = explain.Said(
        language=draft.talk.language, today=counter.today(), at=draft.at, case=case, facts=last.facts, plan=following.plan, card=card, question=question,
        taken_up=True, several=len(draft.talk.open_cases()) > 1,
    )  # fmt: skip
    answer = shapes.card_answer(shapes.hushed(explain.reply(said, counter.packs, counter.texts, counter.settings), draft.talk), draft.talk)
    draft.talk = replace(draft.talk, expects=_expects(counter, case, question, card is not None))
    draft.event("replied", {"case": case.id}, answer)
    return answer


def _expects(counter: Counter, case: Case, question: str | None, card: bool) -> Expects | None:
    if not case.sure:
        return Expects(name=f"confirm:{case.event}", values=("yes", "no"), event=case.event)
    if question is not None:
        spec = counter.packs.events[case.event].fact(question)
        return Expects(name=question, about=spec.about if spec else "me", values=spec.values if spec else (), event=case.event)
    return Expects(name="consent", values=("yes", "no", "partly"), event=case.event) if card else None


def _usable(counter: Counter, own: Own) -> tuple[Own, tuple[str, ...]]:
    """What packs of here know, and the names of events and facts that they do not, or whose value they do not take."""
    kept, left = list[OwnCase](), list[str]()
    for one in own.cases:
        if one.event not in counter.packs.events:
            left.append(one.event)
            continue
        good = tuple(fact for fact in one.facts if _fits(counter, one.event, fact))
        left += [fact.name for fact in one.facts if fact not in good]
        kept.append(replace(one, facts=Facts(good)))
    lone = [fact for fact in own.loose if not _is_own(fact) and (fact.name == "acting.for" or is_own_life(fact.name, fact.about))]
    good = tuple(fact for fact in lone if any(_fits(counter, event, fact) for event in counter.packs.events))
    good += tuple(fact for fact in own.loose if _is_own(fact) and (rule_or_none(reveal(fact.value)) if fact.name.startswith(PREFIX) else reveal(fact.value) in counter.packs.goals))
    left += [fact.name for fact in own.loose if fact not in good]
    return replace(own, cases=tuple(kept), loose=Facts(good)), tuple(dict.fromkeys(left))


def _fits(counter: Counter, event: str, fact: Fact) -> bool:
    """Whether the event's pack has such a fact, about the same role, and takes such a value."""
    spec = counter.packs.events[event].fact(fact.name)
    if spec is None or spec.about != fact.about:
        return False
    value = reveal(fact.value)
    return fact.standing != "known" or take_shown.value_of(counter, spec, value) == value or _is_span(spec.type, value)


def _is_span(kind: str, value: object) -> bool:
    """ "2026-11-16/2026-11-22": a day that is known by its week or month only."""
    if kind != "date" or not isinstance(value, str):
        return False
    first, gap, last = value.partition("/")
    return bool(gap) and take_shown.day_of(first) == first and take_shown.day_of(last) == last and first <= last


def _view(counter: Counter, own: Own, usable: Own, left: Sequence[str], found: Sequence[Fault], language: Language, *, here: bool) -> BroughtView:
    texts, packs = counter.texts, counter.packs

    def lines(event: str, facts: Facts) -> tuple[tuple[str, str], ...]:
        return tuple(
            (explain.fact_label(texts, packs, language, event, fact.name), explain.fact_value(texts, packs, language, event, fact)) for fact in facts
        )  # fmt: skip

    def names(event: str, services: Sequence[str]) -> tuple[str, ...]:
        return tuple(explain.service_label(texts, packs, language, event, one) for one in services)

    return BroughtView(
        origin=own.origin,
        made=explain.day_text(own.made.date(), language),
        here=here,
        cases=tuple(
            BroughtCase(name=explain.case_label(texts, packs, language, one.event), facts=lines(one.event, one.facts), done=names(one.event, one.done), running=names(one.event, one.running))
            for one in usable.cases
        ),
        loose=lines("", usable.loose),
        closed=own.closed,
        left=tuple(explain.case_label(texts, packs, language, one) if one in packs.events else explain.fact_label(texts, packs, language, "", one) for one in left),
        faults=tuple((one.file, one.why) for one in found),
    )  # fmt: skip


__all__ = ["Shown", "bring", "check", "preview"]
