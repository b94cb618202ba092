"""Deciding by rules: when a plan's service needs it, recorded whole before it is told, and shown with its reasons.

Entry in the log (durable, its id names the record's hash) → a row of the register, about nobody → the event `decided`, sealed to the
customer, in the turn's own commit. All of it follows from the turn and the facts alone: a turn that is answered again after a crash
writes the same entry.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from luukku import __version__, explain, handover, plan
from luukku.errors import NotFound
from luukku.flow.change import Draft
from luukku.flow.counter import Counter, own_facts
from luukku.ground.dates import add, end_of_day, helsinki
from luukku.ground.jcs import jcs
from luukku.model.conversation import Case, Decided, Event, Talk
from luukku.model.decision import DecisionRecord, Noted
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CaseId, ConversationId, Language
from luukku.model.ruling import DecisionPack, Ruling
from luukku.model.view import DecisionView

logger = logging.getLogger("luukku.flow")
GROUNDS = {
    "contract": "GDPR 22(2)(a)", "law": "GDPR 22(2)(b)", "explicit-consent": "GDPR 22(2)(c)", "not-significant": "GDPR 22(1), not significant",
    "proposal-to-a-human": "GDPR 22(1), a human decides",
}  # fmt: skip
"""As entries of the log name them."""

OVER = ("done", "denied", "refused", "ended")
"""States of a step for which nothing more needs to be decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision as it lies sealed in its event, with how it stands."""

    case: Case
    mark: Decided
    record: Mapping[str, Any]
    facts: Sequence[Sequence[Any]]
    salt: str
    review_text: str = ""
    reviewer: str = ""
    replaced: bool = False


async def take(counter: Counter, draft: Draft, act: str, at: datetime, facts: Mapping[CaseId, Facts], today: date) -> tuple[DecisionView, ...]:
    """Decides what the cases' plans need and what is not decided on just these facts already. What is told in the answer.

    `act`, `at`: what leads to it, a turn or a showing, and when: from these and the facts all else follows.

    Nothing is decided while a human has the conversation or is waited for in danger, nor before the plan is laid.
    """
    views: list[DecisionView] = []
    for case in draft.talk.open_cases():
        for pack in counter.decisions.of(case.event) if case.id in facts else ():
            made = await _decide(counter, draft, act, at, draft.case(case.id), pack, facts[case.id], today)
            if made is not None:
                views.append(made)
    return explain.told_in_reply(views, counter.decisions.packs)


def rule(counter: Counter, pack: DecisionPack, facts: Facts, today: date) -> Ruling:
    """What the pack's rules say of a case's facts."""
    return plan.decide(pack, counter.packs.events[pack.event], facts, today)


def has_same_day(counter: Counter, talk: Talk, facts: Mapping[CaseId, Facts], today: date) -> bool:
    """Whether rules give the customer a human on the same working day."""
    return any(
        pack.gives == "same-day" and rule(counter, pack, facts[case.id], today).outcome == "yes"
        for case in talk.open_cases() if case.sure and case.id in facts
        for pack in counter.decisions.of(case.event)
    )  # fmt: skip


async def _decide(
    counter: Counter, draft: Draft, act: str, at: datetime, case: Case, pack: DecisionPack, facts: Facts, today: date
) -> DecisionView | None:
    if not _is_needed(case, pack):
        return None
    used = plan.own_facts(counter.packs.events[pack.event], facts).only(pack.facts)
    ruling = rule(counter, pack, facts, today)
    inputs = counter.keyed_hash("decision inputs\n" + jcs([pack.sha256, ruling.outcome, *plan.keep_facts(used, pack)]).decode()).hex()
    before = _last(case, pack)
    if ruling.outcome == "open" or (before is not None and (before.inputs == inputs or before.review in ("asked", "changed"))):
        return None  # a human's word stands, and is waited for
    id = counter.keyed_hash(f"decision\n{act}\n{case.id}\n{pack.id}").hex()[:32]
    salt = counter.keyed_hash(f"decision salt\n{id}").hex()
    versions = await _versions(counter, draft, case, used)
    try:
        record = plan.make_record(
            pack, ruling, used, versions, id=id, case=case.id, salt=salt, today=today, at=at,
            review_by=end_of_day(add(helsinki(at), pack.review_within)), program=f"luukku {__version__}", model=_model(counter),
        )  # fmt: skip
    except (ValueError, KeyError) as error:  # what cannot be recorded whole is not decided; the turn is answered all the same
        logger.error("a decision was not issued, as its record is not whole: %s", type(error).__name__, extra={"kind": pack.id})
        return None
    plain = plan.as_plain(record)
    sha256 = plan.record_hash(plain)
    await _record(counter, draft.talk, pack, record, sha256)
    mark = Decided(id=id, pack=pack.id, sha256=sha256, inputs=inputs, at=at, due=record.review_by)
    kept = plan.keep_facts(used, pack)
    draft.event("decided", {"case": case.id, "decision": id, "pack": pack.id}, {"record": plain, "facts": kept, "salt": salt})
    draft.put(replace(case, decided=(*case.decided, mark)))
    return explain.decision_view(plain, ruling.ways, kept, mark, pack, counter.texts, draft.talk.language, phone=_phone(counter, draft.talk.language))


async def _record(counter: Counter, talk: Talk, pack: DecisionPack, record: DecisionRecord, sha256: str) -> None:
    """Durable in the log and in the register, before anything of it is told."""
    await counter.log.append(
        talk.customer, "decide", actor="counter", purpose=_purpose(counter, pack), receiver=None, facts=[one.ref.rpartition("/")[2] for one in record.inputs],
        permission=None, basis=GROUNDS[record.decision.ground], rule=f"{pack.id}/{'+'.join(record.ruling.reasons)}@{pack.sha256[:16]}", result="done",
        about=record.id, id=f"decide-{sha256}",
    )  # fmt: skip
    row = Noted(
        kind="issued", sha256=sha256, pack=pack.id, pack_version=pack.version, pack_sha256=pack.sha256, day=helsinki(record.at), outcome=record.ruling.outcome,
        reasons=record.ruling.reasons, significant=record.significant, final=record.final,
    )  # fmt: skip
    await asyncio.to_thread(counter.register.note, row)


def _purpose(counter: Counter, pack: DecisionPack) -> str:
    service = counter.packs.events[pack.event].service(pack.service)
    return service.purpose if service is not None else pack.service


async def _versions(counter: Counter, draft: Draft, case: Case, used: Facts) -> dict[str, int]:
    """Which version of each fact the vault will hold once this turn is committed."""
    there = {(one.about, one.name): one.version for one in await counter.store.facts(draft.talk.customer, case.id)}
    now = [(fact.about, fact.name) for of, fact in draft.facts if of == case.id]
    return {fact.name: max(1, there.get((fact.about, fact.name), 0) + now.count((fact.about, fact.name))) for fact in used}


def _model(counter: Counter) -> str:
    return f"{counter.embedder.name} {counter.embedder.version}"


def _is_needed(case: Case, pack: DecisionPack) -> bool:
    """Whether the plan has been laid, and still waits for the service for which the pack decides."""
    return case.journey is not None and any(step.service == pack.service and step.state not in OVER for step in case.journey.steps.values())


def _last(case: Case, pack: DecisionPack) -> Decided | None:
    return next((one for one in reversed(case.decided) if one.pack == pack.id), None)


# What was decided, shown again


async def kept(counter: Counter, talk: Talk) -> list[Kept]:
    """Every decision of the conversation, newest first. Opens the customer's own."""
    marks = {mark.id: (case, mark) for case in talk.cases for mark in case.decided}
    if not marks:
        return []
    events = await _events(counter, talk.conversation)
    said = {event.data["decision"]: _held(event) for event in events if event.type == "reviewed"}
    found = []
    for event in events:
        if event.type == "decided" and event.data["decision"] in marks:
            (case, mark), held = marks[event.data["decision"]], _held(event)
            review = said.get(mark.id, {})
            last = next(one for one in reversed(case.decided) if one.pack == mark.pack)
            found.append(Kept(
                case=case, mark=mark, record=held["record"], facts=held["facts"], salt=held["salt"], review_text=review.get("text", ""),
                reviewer=review.get("name", ""), replaced=last.id != mark.id,
            ))  # fmt: skip
    return found[::-1]


def shown(counter: Counter, one: Kept, language: Language) -> DecisionView:
    """As it stands now. While nobody has asked a human, the day is that of asking today."""
    mark = one.mark if one.mark.review else replace(one.mark, due=review_by(counter, one.mark, counter.clock.now()))
    return explain.decision_view(
        one.record, plan.ways_of(one.record["ruling"]), one.facts, mark, counter.decisions.pack(one.mark.pack), counter.texts, language,
        review_text=one.review_text, reviewer=one.reviewer, replaced=one.replaced, phone=_phone(counter, language),
    )  # fmt: skip


def _phone(counter: Counter, language: Language) -> str:
    """Where nobody sits at a desk, how a human is reached; "" where a button calls one."""
    return "" if handover.has_desk(counter.settings) else explain.person_text(counter.texts, language, counter.settings)


async def views(counter: Counter, conversation: ConversationId) -> list[DecisionView]:
    """What was decided, newest first, then what is not decided yet and would be, if more was told. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    found = [shown(counter, one, talk.language) for one in await kept(counter, talk)]
    for case in talk.open_cases():
        packs = [pack for pack in counter.decisions.of(case.event) if _is_needed(case, pack)]
        facts = await own_facts(counter, talk, case.id) if packs else Facts()
        for pack in packs:
            ruling = rule(counter, pack, facts, counter.today())
            if ruling.outcome == "open":
                found.append(explain.open_view(case.id, pack, ruling, counter.texts, talk.language))
    return found


async def one(counter: Counter, conversation: ConversationId, id: str) -> DecisionView:
    """Raises NotFound, also for another's."""
    talk = await counter.store.talk(conversation)
    found = next((one for one in await kept(counter, talk) if one.mark.id == id), None)
    if found is None:
        raise NotFound(what="decision")
    return shown(counter, found, talk.language)


def review_by(counter: Counter, mark: Decided, at: datetime) -> datetime:
    """Until when a human answers who is asked now; of a pack that is gone what its record promised, or three days."""
    pack = counter.decisions.pack(mark.pack)
    return end_of_day(add(helsinki(at), pack.review_within if pack is not None else "P3D"))


async def authors(counter: Counter, mark: Decided, record: Mapping[str, Any]) -> frozenset[str]:
    """Logins of those who wrote the rules that decided, as they were then; where none did (nothing allows it), of all its rules."""
    rules, _, _ = plan.read_rules_file(await asyncio.to_thread(counter.register.rules, record["rules_sha256"]))
    mine = frozenset(one.author for one in rules if one.id in record["ruling"]["reasons"])
    return mine or frozenset(one.author for one in rules)


def _held(event: Event) -> Mapping[str, Any]:
    return reveal(event.personal) if event.personal is not None else {}


async def _events(counter: Counter, conversation: ConversationId) -> list[Event]:
    found: list[Event] = []
    while some := await counter.feed.events(conversation, found[-1].seq if found else 0):
        found += some
    return found


__all__ = ["Kept", "authors", "has_same_day", "kept", "one", "review_by", "rule", "shown", "take", "views"]
