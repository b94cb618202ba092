"""What people are shown: the conversation, the plans, what is known and who used it. The customer's own reading is no use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from luukku import consent, explain, handover
from luukku.errors import Broken
from luukku.explain.known import Kept
from luukku.flow import decisions, goals, holds, own_rules, proposals, receipts, rights, shapes, stops, teach
from luukku.flow.counter import Counter, own_facts
from luukku.flow.take import loose
from luukku.flow.veil import hidden_words, veil
from luukku.ground.dates import helsinki
from luukku.model.consent import Card
from luukku.model.conversation import Case, Event, Talk
from luukku.model.fact import Facts, reveal
from luukku.model.ids import CardId, CaseId, ConversationId, StepId, TurnId
from luukku.model.own_rule import OwnRule
from luukku.model.pack import GoalPack
from luukku.model.view import CardView, DecisionView, FactView, KnownView, ObjectView, PlanView, Reply

FRESH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing said or noted in a conversation."""

    kind: Literal["you", "machine", "note", "person"]
    """person: an employee's words, under the name in `who`."""
    seq: int
    at: datetime
    turn: TurnId | None = None
    text: str = ""
    reply: Reply | None = None
    who: str = ""


async def conversation(counter: Counter, id: ConversationId, after: int = 0) -> list[Item]:
    """All that was said and noted after `after`, with cards and readings as they stand now; what a turvakielto closes is
    veiled. Raises NotFound."""
    talk = await counter.store.talk(id)
    items = [item for event in await _events(counter, id, after) if (item := _item(counter, talk, event)) is not None]
    cards = {case.card.id: _card(counter, talk, case, case.card) for case in talk.cases if case.card is not None}
    decided = {one.mark.id: decisions.shown(counter, one, talk.language) for one in await decisions.kept(counter, talk)}
    rules = frozenset(rule.name for rule in await own_rules.of(counter, talk)) if any(item.reply and item.reply.own_rules for item in items) else frozenset()
    items = [replace(item, reply=_as_it_stands(talk, item.reply, cards, decided, rules)) if item.reply else item for item in items]
    words = await hidden(counter, talk)
    return [replace(item, text=veil(item.text, words), reply=veil(item.reply, words)) for item in items] if words else items


async def hidden(counter: Counter, talk: Talk) -> frozenset[str]:
    """The words by which this conversation tells where somebody with a turvakielto lives: not shown, unless they ask to
    see them themselves. Empty without one."""
    facts = [await own_facts(counter, talk, case.id) for case in talk.cases if "turvakielto" in case.names]
    facts.append(await own_facts(counter, talk, loose(talk)))
    closed = handover.closed_places(counter.packs, facts)
    return hidden_words(await _events(counter, talk.conversation, 0), closed, counter.packs, counter.understanding.municipalities) if closed else frozenset()


async def language(counter: Counter, id: ConversationId) -> str:
    return (await counter.store.talk(id)).language


async def plans(counter: Counter, id: ConversationId) -> list[PlanView]:
    """One a case, newest first."""
    talk = await counter.store.talk(id)
    events = await _events(counter, id, 0)
    rules, said = await own_rules.of(counter, talk), await goals.of(counter, talk)
    shown = [await _plan(counter, talk, case, events, rules, said) for case in reversed(talk.cases) if case.sure]
    return [veil(plan, words) for plan in shown] if (words := await hidden(counter, talk)) else shown


def _goal(facts: Facts) -> str | None:
    """The goal that was said, by its id."""
    fact = facts.get("goal")
    value = reveal(fact.value) if fact is not None and fact.standing == "known" else None
    return value if isinstance(value, str) else None


async def known(counter: Counter, id: ConversationId, *, places: bool = False) -> KnownView:
    """Every fact with its source and uses, and every entry of the customer's log.

    `places`: also those that a turvakielto closes; without, their values are not shown.
    """
    talk = await counter.store.talk(id)
    facts = [(case.event, await _facts(counter, talk, case.id)) for case in talk.cases]
    entries = await counter.log.entries(talk.customer)
    whole = await _is_whole(counter)
    away = (await counter.devices.holding(talk.customer)).custody == "on-device"
    mode: Kept = "on-device" if away else talk.mode
    issuers = {one.id: one.names for one in counter.wallets.issuers} if counter.wallets is not None else {}
    notes = tuple(explain.kept_notes(await _events(counter, id, 0), counter.texts, talk.language))
    shown = explain.known_view(facts, entries, counter.packs, counter.texts, talk.language, mode, whole, places=places, notes=notes, ids=[case.id for case in talk.cases], issuers=issuers)
    asked = tuple(explain.request_text(one, counter.texts, talk.language) for one in await rights.of(counter, id))
    now = counter.clock.now()
    allowed = tuple(one for case in talk.cases for one in explain.permission_views(case, consent.fold(case.consents, now), counter.packs, counter.texts, talk.language))
    taken = explain.receipt_views(await receipts.of(counter, id), counter.texts, talk.language)
    shown = replace(
        shown, learning=await teach.shown(counter, talk), requests=asked, permissions=allowed, receipts=taken, decided=any(case.decided for case in talk.cases), objectable=_objectable(counter, talk), facts=_restricted(talk, shown),
        by_law=tuple([
            explain.kept_line(record, explain.fact_value(counter.texts, counter.packs, talk.language, "", fact), counter.packs, counter.texts, talk.language)
            for record, fact in await holds.own(counter, talk.customer)
        ]),
    )  # fmt: skip
    return shown if places else veil(shown, await hidden(counter, talk))


def _objectable(counter: Counter, talk: Talk) -> tuple[ObjectView, ...]:
    def name(case: CaseId, service: str) -> str:
        found = talk.case(case)
        return explain.service_label(counter.texts, counter.packs, talk.language, found.event if found is not None else "", service)

    return tuple(
        ObjectView(case=case, step=step.id, name=name(case, step.service), stopped=stops.standing(talk, case, step.purpose, ()) is not None)
        for case, step in stops.objectable(counter, talk)
    )  # fmt: skip


def _restricted(talk: Talk, shown: KnownView) -> tuple[FactView, ...]:
    stopped = {(one.case, one.name) for one in talk.stops if one.kind == "restrict"}
    return tuple(replace(fact, restricted=(fact.case, fact.name) in stopped) for fact in shown.facts)


async def _events(counter: Counter, id: ConversationId, after: int) -> Sequence[Event]:
    found: list[Event] = []
    while some := await counter.feed.events(id, found[-1].seq if found else after):
        found += some
    return found


def _item(counter: Counter, talk: Talk, event: Event) -> Item | None:
    personal: Any = reveal(event.personal) if event.personal is not None else {}
    turn = event.data.get("turn")
    if event.type == "accepted":
        return Item(kind="you", seq=event.seq, at=event.at, turn=turn, text=personal.get("text", ""))
    if event.type == "replied":
        return Item(kind="machine", seq=event.seq, at=event.at, turn=turn, reply=shapes.reply_from(personal["reply"]))
    if event.type == "person-said":
        return Item(kind="person", seq=event.seq, at=event.at, text=personal.get("text", ""), who=personal.get("name", ""))
    note = explain.note(event, talk, counter.packs, counter.texts, counter.today())
    return Item(kind="note", seq=event.seq, at=event.at, text=note) if note else None


def _card(counter: Counter, talk: Talk, case: Case, card: Card) -> CardView:
    pack = counter.packs.events[case.event]
    return explain.card_view(card, pack, counter.packs, counter.texts, talk.language, helsinki(card.at), case.journey)


def _as_it_stands(talk: Talk, reply: Reply, cards: Mapping[CardId, CardView], decided: Mapping[str, DecisionView], rules: frozenset[str]) -> Reply:
    """A card shown earlier shows its answers (several replies show the same one); an understanding that was let stand its tick."""
    card = reply.card
    if card is not None:
        card = cards.get(card.id) or replace(card, open=False)
    settled = {case.id for case in talk.cases if case.confirmed}
    understood = tuple(replace(one, confirmed=one.confirmed or one.case in settled) for one in reply.understood)
    own = tuple(replace(one, gone=one.name not in rules) for one in reply.own_rules)
    waits = {f"{case.id}/{step.id}" for case in talk.cases if case.journey is not None for step in case.journey.steps.values() if step.state == "needs-approval"}
    return replace(
        reply, card=card, understood=understood, decisions=tuple(decided.get(one.id, one) for one in reply.decisions), own_rules=own,
        approves=reply.approves if reply.approves in waits else "",
    )  # fmt: skip


async def _facts(counter: Counter, talk: Talk, case: CaseId) -> Facts:
    return await own_facts(counter, talk, case)


async def _plan(counter: Counter, talk: Talk, case: Case, events: Sequence[Event], rules: Sequence[OwnRule] = (), said: Sequence[GoalPack] = ()) -> PlanView:
    at_hand, facts = talk.open_cases()[-1:] == (case,), await own_facts(counter, talk, case.id)
    mine = {StepId(step): text for (of, step), text in _quotes(events).items() if of == case.id}
    labels = proposals.labels(counter, case, facts)
    return explain.plan_view(
        case, counter.packs, counter.texts, talk.language, counter.today(), mine, labels=labels, goal=_goal(facts), at_hand=at_hand,
        beside=await proposals.beside(counter, talk, case, events, labels), rules=rules, goals=said,
    )  # fmt: skip


async def _is_whole(counter: Counter) -> bool:
    """Whether the log verifies, checked once a minute at most. A broken log is shown, not hidden behind an error."""
    now, last = counter.clock.now(), counter.log_checked
    if last is not None and now - last[0] < FRESH:
        return last[1]
    try:
        whole = bool((await counter.log.checked())["ok"])
    except Broken:
        whole = False
    counter.log_checked = (now, whole)
    return whole


def _quotes(events: Sequence[Event]) -> dict[tuple[str, str], str]:
    """What organisations said last about each step, in their own words."""
    quotes: dict[tuple[str, str], str] = {}
    for event in events:
        if event.type == "step" and event.personal is not None:
            said: Any = reveal(event.personal)
            if said.get("text"):
                quotes[(event.data["case"], event.data["step"])] = said["text"]
    return quotes
