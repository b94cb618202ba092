"""The customer's own rules: made and taken back in words or by a switch, kept sealed like facts, and in force wherever something goes out.

Law stands above them, they above what an organisation wishes; whoever says no is enough. What the law lets happen by itself they do
not stop, and the page says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from luukku import act, consent, explain, plan
from luukku.errors import Locked, Malformed, NotFound
from luukku.flow.change import Draft
from luukku.flow.consents import end_moved, end_permissions, mark_row
from luukku.flow.counter import Counter, own_facts
from luukku.flow.sold import sold
from luukku.flow.take import loose
from luukku.ground.dates import HELSINKI
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Fact, Personal, reveal
from luukku.model.ids import CardId, ConversationId, CustomerId, Language, StepId, new_id
from luukku.model.journey import Laid, Ruled
from luukku.model.own_rule import EVERY, OFFERS, PREFIX, TIMES, WAYS, OwnKind, OwnRule, rule_or_none
from luukku.model.reading import ReadRule
from luukku.model.view import OwnRulesView, OwnRuleView

SATURDAY = 5
MOST = 50
"""Rules of one customer."""


async def of(counter: Counter, talk: Talk) -> tuple[OwnRule, ...]:
    """The customer's rules, oldest first. Nothing is opened where none is kept. The customer's own: no use, no entry."""
    place = loose(talk)
    sealed = [fact for fact in await counter.store.facts(talk.customer, place) if fact.name.startswith(PREFIX)]
    if not sealed:
        return ()
    return read((await counter.gate.own(talk.customer, sealed)).get(place, ()))


def read(facts: Iterable[Fact]) -> tuple[OwnRule, ...]:
    """The rules among facts, oldest first."""
    found = [rule_or_none(reveal(fact.value), fact.name, fact.at) for fact in facts if fact.name.startswith(PREFIX)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.at.isoformat() if one.at else "", one.name)))


async def now(draft: Draft) -> tuple[OwnRule, ...]:
    """The rules as they will be after the draft."""
    if draft.own_rules is None:
        draft.own_rules = await of(draft.counter, draft.talk)
    return draft.own_rules


async def forbids(counter: Counter, talk: Talk, kind: str, *, gain: bool) -> str | None:
    """The rule of the customer's by which nothing may go to an organisation of that kind now, as the log names it."""
    for rule in await of(counter, talk):
        if rule.is_for(kind) and (rule.kind == "never-tell" or (rule.kind == "no-offers" and gain)):
            return rule.id
    return None


def name_of(counter: Counter, customer: CustomerId, rule: OwnRule) -> str:
    """The fact's name: the same rule of the same customer is one rule, and the name tells nothing of it."""
    return PREFIX + counter.keyed_hash(f"own-rule\n{customer}\n{rule.value}").hex()[:12]


async def make(counter: Counter, conversation: ConversationId, value: str) -> OwnRule:
    """By a switch. Again: nothing changes. Raises Malformed for what is no rule, and for one too many."""
    rule = rule_or_none(value)
    if rule is None:
        raise Malformed(field="rule")
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        made = await _make(draft, rule, "")
        await _commit(counter, draft)
    return made


async def take_back(counter: Counter, conversation: ConversationId, name: str) -> OwnRule:
    """With one button. Raises NotFound."""
    async with counter.one_at_a_time(conversation):
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
        gone = next((one for one in await now(draft) if one.name == name), None)
        if gone is None:
            raise NotFound(what="own-rule")
        _take_back(draft, gone)
        await _commit(counter, draft)
    return gone


async def _commit(counter: Counter, draft: Draft) -> None:
    if draft.events:
        await _again(counter, draft)
        await draft.commit()


async def by_words(draft: Draft, said: Sequence[ReadRule]) -> explain.OwnSaid:
    """Writes what was said into the draft: rules made, rules taken back; when it is not clear which, all are shown with their buttons."""
    made: list[OwnRule] = []
    gone: list[OwnRule] = []
    choices: tuple[OwnRule, ...] = ()
    unclear = False
    for one in said:
        rules = await now(draft)
        if not one.back and one.kind is not None and len(rules) >= MOST:
            choices, unclear = rules, True  # one must go before another comes
            continue
        if not one.back and one.kind is not None:
            made.append(await _make(draft, OwnRule(kind=one.kind, of=one.of), reveal(one.evidence)))
            continue
        meant = [rule for rule in rules if one.kind in (None, rule.kind) and one.of in ("", rule.of)]
        if one.kind is None and len(meant) > 1:
            choices, unclear = tuple(meant), True
            continue
        for rule in meant:
            _take_back(draft, rule)
        gone += meant
        unclear = unclear or not meant
    if made or gone:
        await rule_steps(draft)
    return explain.OwnSaid(made=tuple(made), gone=tuple(gone), choices=choices, unclear=unclear)


async def brought(draft: Draft, fact: Fact) -> Fact | None:
    """A rule that the customer brought from another counter, under a name of here; None when it is there, or is no rule."""
    rule, before = rule_or_none(reveal(fact.value)), len(draft.facts)
    if rule is None or len(await now(draft)) >= MOST:
        return None
    await _make(draft, rule, reveal(fact.evidence))
    return draft.facts[-1][1] if len(draft.facts) > before else None


async def _make(draft: Draft, rule: OwnRule, words: str) -> OwnRule:
    rules = await now(draft)
    named = replace(rule, name=name_of(draft.counter, draft.talk.customer, rule), at=draft.at)
    there = next((one for one in rules if one.name == named.name), None)
    if there is not None:
        return there
    if len(rules) >= MOST:
        raise Malformed(field="rule", most=MOST)
    draft.own_rules = (*rules, named)
    fact = Fact(name=named.name, about="me", value=Personal(rule.value), at=draft.at, evidence=Personal(words), confirmed=True)
    draft.forgotten = [one for one in draft.forgotten if one[1] != named.name]
    draft.facts.append((loose(draft.talk), fact))
    draft.event("own-rule", {"rule": named.name, "state": "made"}, {"value": rule.value})
    return named


def _take_back(draft: Draft, rule: OwnRule) -> None:
    place = loose(draft.talk)
    draft.own_rules = tuple(one for one in draft.own_rules or () if one.name != rule.name)
    draft.facts = [(case, fact) for case, fact in draft.facts if (case, fact.name) != (place, rule.name)]
    draft.forgotten.append((place, rule.name))
    draft.event("own-rule", {"rule": rule.name, "state": "taken-back"}, {"value": rule.value})


async def rule_steps(draft: Draft) -> None:
    """Steps under way learn of it at once: what has not left stays here, and cards ask for nothing that may not go."""
    counter, rules = draft.counter, await now(draft)
    for case in draft.talk.open_cases():
        pack = counter.packs.events[case.event]
        asked = frozenset(StepId(one.id) for one in pack.services if any(rule.kind == "ask-first" and rule.is_for(one.organisation) for rule in rules))
        never = frozenset(
            StepId(one.id) for one in pack.services
            if any(rule.is_for(one.organisation) and (rule.kind == "never-tell" or (rule.kind == "no-offers" and plan.sells(one))) for rule in rules)
        )  # fmt: skip
        if case.journey is not None:
            stopped = [step for step in case.journey.steps.values() if step.id in never and step.state in act.NOT_LEFT]
            await end_permissions(counter, draft, case.id, stopped, by="rule")
            await draft.happen(case.id, Ruled(at=draft.at, ask_first=asked, never=never))
            for step in stopped:
                mark_row(draft, case.id, step.id, "withdrawn")
        _prune(draft, draft.case(case.id), asked, never)


def _prune(draft: Draft, case: Case, asked: frozenset[StepId], never: frozenset[StepId]) -> None:
    """The open card under a new id: answers to what it asked before are none to what it asks now."""
    if case.card is None or not case.card.open:
        return
    left = (row for row in case.card.rows if row.state != "open" or row.id not in never)
    rows = tuple(replace(row, ask_first=row.id in asked) if row.state == "open" else row for row in left)
    if rows != case.card.rows:
        card = replace(case.card, id=CardId(new_id()), rows=rows)
        draft.put(replace(case, card=card if any(row.state != "info" for row in rows) else None))


async def _again(counter: Counter, draft: Draft) -> None:
    """After a switch: the plans of all open cases, made anew by the rules as they are now."""
    await rule_steps(draft)
    for case in draft.talk.open_cases():
        if not case.sure or not case.confirmed:
            continue
        facts, pack = await own_facts(counter, draft.talk, case.id), counter.packs.events[case.event]
        case = draft.case(case.id)
        made = plan.make(case.id, pack, counter.packs, facts, counter.today(), sold(counter, draft.talk), draft.talk.unwanted, await now(draft))
        await draft.happen(case.id, Laid(at=draft.at, steps=plan.steps(made, case, facts)), facts)
        await end_moved(counter, draft, case.id, case.journey)
        if case.card is not None:
            card = consent.card(made, draft.case(case.id), facts, draft.at, counter.today(), one_receiver=pack.tone == "quiet")
            if card is not None and card.rows != case.card.rows:
                draft.event("card", {"card": card.id, "case": case.id})
                draft.put(replace(draft.case(case.id), card=card))


async def quiet_now(counter: Counter, talk: Talk) -> bool:
    """Whether the customer wants nobody to get in touch now. While only their device could say so, nothing is held back."""
    try:
        return is_quiet(await of(counter, talk), counter.clock.now())
    except Locked:
        return False


def is_quiet(rules: Sequence[OwnRule], now: datetime) -> bool:
    """Whether the customer wants nobody to get in touch at this time of the week in Helsinki."""
    local = now.astimezone(HELSINKI)
    hour, weekend = local.hour, local.weekday() >= SATURDAY
    times = {"night": hour >= 22 or hour < 7, "evening": 18 <= hour < 22, "weekend": weekend, "work": 8 <= hour < 16 and not weekend}
    return any(rule.kind == "quiet" and times.get(rule.of, False) for rule in rules)


PEOPLE = ("ex-spouse", "spouse", "employer", "landlord", "relatives")
"""Whom a rule can be made about by a switch, beside registered organisations."""


async def shown(counter: Counter, conversation: ConversationId) -> OwnRulesView:
    """The page: the customer's rules, and those that can be made by a switch. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    language, place = talk.language, loose(talk)
    held = (await counter.gate.own(talk.customer, await counter.store.facts(talk.customer, place))).get(place, ())
    words = {fact.name: reveal(fact.evidence) for fact in held}
    rules = read(held)
    there = {rule.value for rule in rules}
    new = {kind: tuple(_switch(counter, language, OwnRule(kind=kind, of=one)) for one in of if f"{kind}/{one}" not in there) for kind, of in _switches(counter).items()}
    views = tuple(explain.own_rule_view(rule, counter.texts, language, words.get(rule.name, "")) for rule in reversed(rules))
    return OwnRulesView(rules=views, new={kind: rows for kind, rows in new.items() if rows})


def _switches(counter: Counter) -> dict[OwnKind, tuple[str, ...]]:
    kinds = tuple(dict.fromkeys(one.kind for one in counter.packs.organisations.values()))
    return {"never-tell": (*kinds, *PEOPLE), "ask-first": (EVERY, *kinds), "no-offers": (EVERY, *OFFERS), "quiet": TIMES, "contact-by": WAYS}


def _switch(counter: Counter, language: Language, rule: OwnRule) -> OwnRuleView:
    return explain.own_rule_view(rule, counter.texts, language)
