"""What is shown of a handover: the queue without anybody's facts, one case to the one who holds it, and to the customer how it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from luukku import explain, handover
from luukku.errors import NotFound, Refused
from luukku.explain.facts import text_id
from luukku.explain.known import fact_view
from luukku.flow import abuse, own_rules, proposals, view
from luukku.flow.counter import Counter, own_facts
from luukku.flow.promises import promised_at
from luukku.flow.take import loose
from luukku.flow.veil import hidden_words, veil
from luukku.ground.dates import helsinki
from luukku.model.conversation import Event, Talk
from luukku.model.fact import HIDDEN, Facts, reveal
from luukku.model.handover import Employee, Handover, HandoverState, Level, Triage
from luukku.model.ids import Assurance, CaseId, ConversationId, HandoverId, Language, StepId
from luukku.model.own_rule import PREFIX
from luukku.model.pack import EventPack
from luukku.model.reading import Reading
from luukku.model.rule import Circumstance
from luukku.model.view import BriefView, FactView, HumanView, PlanView
from luukku.ports import SealedFact

BAN = "turvakielto"
"""The fact that closes places."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One that waits or is held, in words. Holds nobody's name but the employee's, and no fact."""

    id: HandoverId
    number: str
    event: str
    reason: str
    level: Level
    state: HandoverState
    promise: str
    """"tänään klo 14.30 mennessä"."""
    promised: datetime
    seconds_left: int
    """Until the promise; below 0 it has passed."""
    moved: int
    language: Language
    """The customer's."""
    channel: str
    at: datetime
    holder: str = ""
    mine: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCase:
    """All that the one who holds a conversation sees of it. `brief` is in the customer's language: they see the same words."""

    row: QueueRow
    conversation: ConversationId
    brief: BriefView
    facts: tuple[FactView, ...]
    """With their source; `closed` ones without a value."""
    plans: tuple[PlanView, ...]
    items: tuple[view.Item, ...]
    notes: tuple[str, ...]
    """What employees noted; the customer reads it among what is known of them."""
    own_rules: tuple[str, ...]
    """The customer's own rules: how and when to get in touch, whom nobody tells anything."""
    assurance: Assurance
    safe: bool
    """A safe conversation: nothing of it may reach the customer by another way than this."""
    last: int
    """The seq of the last event that is shown."""


async def queue(counter: Counter, employee: Employee, language: Language | None = None) -> list[QueueRow]:
    """Those who wait or are held, by level, then the oldest promise first. `language`: of the page; by default the counter's."""
    names: dict[str, str] = {employee.id: employee.name}
    rows = []
    for one in await counter.desk.queue():
        if one.employee is not None and one.employee not in names:
            names[one.employee] = await _name(counter, one)
        rows.append(_row(counter, employee, one, language or counter.settings.language, names.get(one.employee or "", "")))
    return rows


async def look(counter: Counter, employee: Employee, id: HandoverId, look_id: str, language: Language | None = None) -> DeskCase:
    """The case, to the one who holds it. Each opening (`look_id`) is an entry in the customer's log, before anything is opened.

    Raises Refused(why="not-yours") for everybody else, NotFound, Locked.
    """
    found = await counter.desk.handover(id)
    if found.state != "held" or found.employee != employee.id:
        raise Refused(why="not-yours")
    talk = await counter.store.talk(found.conversation)
    facts, closed = await _opened(counter, employee, found, talk, look_id)
    await abuse.looked(counter, employee, talk.customer)
    return await shown(counter, employee, found, talk, facts, closed, language)


async def shown(
    counter: Counter, employee: Employee, found: Handover, talk: Talk, facts: Mapping[str, Facts], closed: frozenset[str], language: Language | None
) -> DeskCase:
    """All that the desk shows of a case whose facts were opened: without what is `closed`, in whatever words it was said."""
    language = language or counter.settings.language
    events = await _events(counter, talk.conversation)
    said = next((_text(event) for event in reversed(events) if event.type == "accepted"), "")
    today = counter.today()
    case = DeskCase(
        row=_row(counter, employee, found, language, await _name(counter, found)),
        conversation=talk.conversation,
        brief=explain.brief(found, talk, facts, counter.packs, counter.texts, talk.language, said, today, closed),
        facts=tuple(_fact_views(counter, talk, facts, closed, language)),
        plans=tuple(_plans(counter, talk, facts, events, language)),
        items=tuple(await view.conversation(counter, talk.conversation)),
        notes=explain.kept_notes(events, counter.texts, language),
        own_rules=tuple(explain.own_rule_text(rule, counter.texts, language) for rule in own_rules.read(facts.get(loose(talk), ()))),
        assurance=talk.assurance,
        safe=talk.safe,
        last=events[-1].seq if events else 0,
    )
    return veil(case, hidden_words(events, closed, counter.packs, counter.understanding.municipalities)) if closed else case


async def human(counter: Counter, conversation: ConversationId) -> HumanView | None:
    """To the customer: how it stands with a human now, with the brief of one who waits. Opens their own facts only."""
    talk = await counter.store.talk(conversation)
    found = await counter.desk.handover(talk.handover) if talk.handover is not None else None
    facts = await _opened_for(counter, talk, found)
    offer = handover.triage(Reading(language=talk.language), talk, counter.packs, facts, counter.clock.now())
    words = ""
    if found is not None and found.state == "waiting":
        words = next((_text(event) for event in reversed(await _events(counter, conversation)) if event.type == "accepted"), "")
    return veil(await human_now(counter, talk, found, offer, facts, words), await view.hidden(counter, talk))


async def human_now(
    counter: Counter, talk: Talk, found: Handover | None, triage: Triage | None, facts: Mapping[str, Facts], last_words: str = ""
) -> HumanView | None:
    """The same for a turn's reply: `found` waits or is held (as it will be after the draft), `triage` of this turn, `facts` by case."""
    now = counter.clock.now()
    offered = found is None and triage is not None and handover.has_desk(counter.settings)
    promised = await promised_at(counter, now, triage.level) if offered and triage is not None else None
    who = await _name(counter, found) if found is not None and found.employee is not None else ""
    closed = handover.closed_places(counter.packs, facts.values())
    return explain.human_view(
        talk, found, triage, counter.settings, counter.packs, counter.texts, now, facts, promised=promised, who=who, last_words=last_words, closed=closed
    )


# Parts


async def _opened_for(counter: Counter, talk: Talk, found: Handover | None) -> dict[str, Facts]:
    """By case, what is needed to say how it stands: all for the brief of one who waits, few to offer a human, none to one
    who is served. What was said before any case counts while there is none. This is asked at each change of each open page."""
    if found is not None and found.state != "waiting":
        return {}
    open_ = talk.open_cases()
    needed = [case.id for case in open_ if found is not None or handover.LOOKS_AT & set(case.names)] if open_ else [loose(talk)]
    facts: dict[str, Facts] = {case: await own_facts(counter, talk, case) for case in needed}
    if found is not None:
        for case in _guards(talk):
            facts[case] = facts.get(case, Facts()) | _only_ban(await own_facts(counter, talk, case))
    return facts


def _guards(talk: Talk) -> list[CaseId]:
    """Where else a turvakielto may stand than in open cases: in closed ones, and said before any."""
    closed = [case.id for case in talk.cases if case.closed is not None and BAN in case.names]
    return [*closed, *([loose(talk)] if talk.open_cases() else [])]


def _only_ban(facts: Facts) -> Facts:
    return Facts(tuple(fact for fact in facts if fact.name == BAN))


def _row(counter: Counter, employee: Employee, one: Handover, language: Language, holder: str) -> QueueRow:
    say, now = counter.texts, counter.clock.now()
    return QueueRow(
        id=one.id,
        number=one.number,
        event=say.say(language, f"event-{one.event}") if one.event in counter.packs.events else say.say(language, "queue-no-event"),
        reason=explain.reason_text(one.reason, one.danger, say, language),
        level=one.level,
        state=one.state,
        promise=explain.promise_text(one.promised, say, language, helsinki(now)),
        promised=one.promised,
        seconds_left=int((one.promised - now).total_seconds()),
        moved=one.moved,
        language=one.language,
        channel=one.channel,
        at=one.at,
        holder=holder if one.state == "held" else "",
        mine=one.state == "held" and one.employee == employee.id,
        answered=one.answered is not None,
    )


async def _name(counter: Counter, one: Handover) -> str:
    if one.employee is None:
        return ""
    try:
        return (await counter.staff.employee(one.employee)).name
    except NotFound:
        return ""


async def _opened(counter: Counter, employee: Employee, found: Handover, talk: Talk, look_id: str) -> tuple[Mapping[str, Facts], frozenset[str]]:
    """The facts of the open cases through the gate, and the names that stay shut.

    Where a turvakielto may stand, it is opened first and places only when it is not true: as a look of its own. One that
    was said in a closed case, or before any, counts too.
    """
    holders = [case.id for case in talk.open_cases()] or [loose(talk)]
    sealed = [*await counter.store.facts(talk.customer, *holders)]
    if loose(talk) not in holders:  # their own rules bind whoever answers, too
        sealed += [fact for fact in await counter.store.facts(talk.customer, loose(talk)) if fact.name.startswith(PREFIX)]
        holders = [*holders, *({fact.case: None for fact in sealed if fact.case == loose(talk)})]
    bans = [fact for fact in await counter.store.facts(talk.customer, *_guards(talk)) if fact.name == BAN]
    places = handover.place_names(counter.packs) if bans or any(fact.name == BAN for fact in sealed) else frozenset[str]()
    first = await _look(counter, employee, found, talk, [*bans, *(fact for fact in sealed if fact.name not in places)], look_id, places)
    rest = [fact for fact in sealed if fact.name in places]
    closed = handover.closed_places(counter.packs, first.values())
    if closed or not rest:
        return {case: first.get(case, Facts()) for case in holders}, closed
    more = await _look(counter, employee, found, talk, rest, look_id + "\nplaces", frozenset())
    return {case: first.get(case, Facts()) | more.get(case, Facts()) for case in holders}, frozenset()


async def _look(
    counter: Counter, employee: Employee, found: Handover, talk: Talk, sealed: Sequence[SealedFact], look_id: str, closed: frozenset[str]
) -> Mapping[CaseId, Facts]:
    now = counter.clock.now()
    permission = handover.permission(found, (fact.name for fact in sealed), now, closed)
    # bound to case, person and hour: an id that was used elsewhere, or long ago, leaves its own entry
    bound = "\n".join(("look", found.id, employee.id, f"{now:%Y%m%d%H}", look_id))
    entry = hashlib.sha256(bound.encode()).hexdigest()[:32]
    may_be: frozenset[Circumstance] = frozenset({"turvakielto"}) if closed else frozenset()  # where one may stand, the door holds it for true
    return await counter.gate.look(entry, talk.customer, sealed, permission, f"person:{employee.name}", rule_of(counter, talk), now, may_be)


def rule_of(counter: Counter, talk: Talk) -> str:
    """What an entry of a look names: the handover and the exact packs of the open cases."""
    events = dict.fromkeys(case.event for case in talk.open_cases() if case.event in counter.packs.events)
    return " ".join(["handover", *(f"{event}@{counter.packs.events[event].sha256[:16]}" for event in events)])


def _fact_views(counter: Counter, talk: Talk, facts: Mapping[str, Facts], closed: frozenset[str], language: Language) -> list[FactView]:
    cases: dict[str, str] = {case.id: case.event for case in talk.open_cases()}
    views: list[FactView] = []
    for case, held in facts.items():
        for fact in held:
            pack = _pack(counter, cases.get(case, ""), fact.name)
            if pack is not None and fact.name not in closed:
                views.append(fact_view(fact, (), pack, counter.packs, counter.texts.of(pack.id), language))
    shut = {name: case.event for case in talk.open_cases() for name in case.names if name in closed}
    return views + [_shut(counter, event, name, language) for name, event in sorted(shut.items())]


def _shut(counter: Counter, event: str, name: str, language: Language) -> FactView:
    texts = counter.texts.of(event)
    return FactView(name=name, label=texts.say(language, text_id(name), "name"), value=HIDDEN, source="", used=(), good_for="", closed=True)


def _pack(counter: Counter, event: str, name: str) -> EventPack | None:
    """The case's own pack, or any that knows a fact of that name."""
    own = counter.packs.events.get(event)
    if own is not None and own.fact(name) is not None:
        return own
    return next((pack for pack in counter.packs.events.values() if pack.fact(name) is not None), None)


def _plans(counter: Counter, talk: Talk, facts: Mapping[str, Facts], events: Sequence[Event], language: Language) -> list[PlanView]:
    plans: list[PlanView] = []
    for case in reversed(talk.open_cases()):
        if case.sure:
            quotes = _quotes(events, case.id)
            mine = proposals.labels(counter, case, facts.get(case.id, Facts()))
            plan = explain.plan_view(case, counter.packs, counter.texts, language, counter.today(), quotes, labels=mine)
            plans.append(replace(plan, at_hand=not plans))
    return plans


def _quotes(events: Sequence[Event], case: CaseId) -> dict[StepId, str]:
    """What organisations said last about each step, in their own words."""
    said = [event for event in events if event.type == "step" and event.data.get("case") == case and _text(event)]
    return {StepId(event.data["step"]): _text(event) for event in said}


def _text(event: Event) -> str:
    held: Any = reveal(event.personal) if event.personal is not None else {}
    return str(held.get("text") or "")


async def _events(counter: Counter, conversation: ConversationId) -> list[Event]:
    found: list[Event] = []
    while some := await counter.feed.events(conversation, found[-1].seq if found else 0):
        found += some
    return found
