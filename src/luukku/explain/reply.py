"""Composing the reply: what was understood, what changed, what comes next; few words, one question, no promise of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from luukku.explain.asked import answering_service, service_answer
from luukku.explain.card import card_view
from luukku.explain.danger import danger_lines, numbers
from luukku.explain.facts import fact_name, fact_text, organisation_name, service_names
from luukku.explain.feeling import calmed, few_words
from luukku.explain.goals import GoalSaid, goal_lines, goal_question
from luukku.explain.knowledge import passage_view
from luukku.explain.offers import kind_text
from luukku.explain.own_rules import OwnSaid, acting_lines, own_rule_views
from luukku.explain.question import confirm_question, fact_question, take_back_question
from luukku.explain.shown import shown_lines, told_or_shown
from luukku.explain.texts import Texts
from luukku.explain.understood import understood
from luukku.explain.why import why_question
from luukku.explain.words import list_text
from luukku.model.consent import Card
from luukku.model.conversation import Case
from luukku.model.fact import Fact, Facts, Personal, reveal
from luukku.model.ids import Language
from luukku.model.knowledge import Passage
from luukku.model.own_rule import OwnRule
from luukku.model.pack import EventPack, Packs, Service
from luukku.model.plan import Plan
from luukku.model.reading import Danger, ReadDanger, Reading
from luukku.model.view import HumanView, PermissionView, Question, Reply, Understood
from luukku.settings import Settings

_NODS = 3
"""Words up to which what is no answer ("selvä", "aha ok") tells nothing either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What became of an answer to a card: services allowed, denied, sent; and those that wait for a sign-in.

    `partly`: the answer was neither a clear yes nor a clear no, so nothing was done with it. `beside`: it was no answer at all,
    and nothing in it is of use here.
    """

    allowed: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    needs_sign_in: bool = False
    waiting: tuple[str, ...] = ()
    """Services that cannot go before a sign-in; with `needs_sign_in` and nothing named here: those sent."""
    to_approve: tuple[str, ...] = ()
    """Services that do something: allowed to be told, and waiting for the customer's yes to just what is done."""
    partly: bool = False
    beside: bool = False

    @property
    def any(self) -> bool:
        """Whether the answer changed anything."""
        return bool(self.allowed or self.denied or self.sent or self.to_approve)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A permission was taken back in words: the service whose it was, or those of which it must be said which; neither when none lives."""

    ended: str = ""
    choices: tuple[PermissionView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All that a reply may speak of. Flow fills it; nothing else reaches the reply."""

    language: Language
    today: date
    at: datetime | None = None
    reading: Reading | None = None
    case: Case | None = None
    """The case that this turn is about; its `sure` says whether the event was understood or is asked about."""
    facts: Facts = field(default_factory=Facts)
    plan: Plan | None = None
    card: Card | None = None
    question: str | None = None
    """The name of the fact to ask for; the question about an unsure event follows from the case."""
    first_turn: bool = False
    new_event: bool = False
    taken: tuple[str, ...] = ()
    """Names of the facts that this turn gave, refused or left unknown; corrected ones may be among them."""
    corrected: tuple[str, ...] = ()
    confirmed_now: bool = False
    event_confirmed: bool = False
    """The customer said yes to the question whether the event was understood: now it is greeted."""
    declined_event: bool = False
    language_changed: bool = False
    signed_in: bool = False
    chosen: Chosen | None = None
    taken_back: TakenBack | None = None
    unwanted: tuple[str, ...] | None = None
    """Kinds of proposals that the customer has just ended in words, empty when there was nothing to end; None when they said no such thing."""
    own: OwnSaid | None = None
    """What became of rules of the customer's own that they made or took back."""
    goal: GoalSaid | None = None
    """What became of a goal that was said."""
    acting: tuple[tuple[OwnRule, str], ...] = ()
    """(rule, service): rules of theirs that act in the plan, for the first time in it."""
    asked_by: str | None = None
    """An organisation that asks for the question's answer between turns."""
    ended: bool = False
    """A glad event turned into grief: everything about it was stopped."""
    others: tuple[tuple[Case, Facts], ...] = ()
    """Other cases that this turn told of, with their facts: read back too."""
    was_asked: bool = True
    """Whether anything was asked before this turn: only then can an answer be one that was not understood."""
    several: bool = False
    """Several cases are open: what is asked says of which."""
    turned_to: Case | None = None
    """The other case that `question` and `card` are of: nothing of the first waits any more."""
    turned_facts: Facts = field(default_factory=Facts)
    taken_up: bool = False
    """The customer turned to this case by hand."""
    human: HumanView | None = None
    silent: bool = False
    """A human has the conversation."""
    danger_waits: Danger | None = None
    """The danger of which somebody told before, and for which a human was called who has not come yet."""
    beside: tuple[Case, ...] = ()
    """All open cases: where one is of grief, no tone is glad."""
    words: str = field(default="", repr=False)
    """The message as it was said, to find the service that a question is about."""
    passage: Passage | None = None
    """What was found for a question, sure enough to be an answer."""
    shown: tuple[Fact, ...] = ()
    """Facts that were shown from a wallet and taken."""
    shown_otherwise: tuple[Fact, ...] = ()
    """Facts that were shown otherwise than they were told: read back, and not taken."""
    told_before: Facts = field(default_factory=Facts)
    removed: tuple[str, ...] = ()
    """Kinds of signs that were taken out of the message: "nul", "bidi", "invisible", "control"."""


def reply(said: Said, packs: Packs, texts: Texts, settings: Settings) -> Reply:
    """The whole reply. Raises BadPack when a text is missing."""
    pack = packs.events[said.case.event] if said.case is not None else None
    texts = texts.of(pack.id) if pack is not None else texts
    if said.silent:
        return _silence(said, packs, texts)
    if said.reading is not None and said.reading.dangers:
        return _in_danger(said, packs, texts)
    if said.danger_waits is not None and _leads_nowhere(said):
        return _waits_in_danger(said, said.danger_waits, packs, texts)
    if _grieves(said):
        return _condolence(said, texts, settings)
    asker = said.turned_to or said.case
    asks = packs.events[asker.event] if asker is not None else None
    own = texts.of(asks.id) if asks is not None else texts
    question = _question(said, asker, asks, packs, own, settings)
    card = card_view(said.card, asks, packs, own, said.language, said.today, asker.journey if asker else None) if said.card and asks and not (said.taken_back and said.taken_back.choices) else None
    if question is None and (card is None or not card.open) and not (_calls(said) or _pauses(said)):
        question = goal_question(said.goal, texts, said.language, alone=said.case is None)
    return Reply(
        language=said.language,
        tone=_tone(said, packs),
        paragraphs=tuple(calmed(line, said.reading) for line in _paragraphs(said, pack, packs, texts, settings)),
        understood=tuple(_understood(said, pack, packs, texts)),
        question=question,
        card=card,
        why=why_question(own, said.language, asks, question.why) if question is not None and asks is not None else None,
        person=_person(said, pack, packs, texts, settings),
        passage=passage_view(said.passage, texts, said.today) if said.passage is not None and _quotes(said, pack, packs, texts) else None,
        notes=tuple(_notes(said, texts)),
        human=said.human,
        own_rules=own_rule_views(said.own, texts, said.language) if said.own is not None else (),
        approves=_approves(said),
    )


def _approves(said: Said) -> str:
    """The step that waits for a yes to just what is done, after an answer to the card or a sign-in."""
    steps = said.case.journey.steps.values() if said.case is not None and said.case.journey is not None and said.chosen is not None else ()
    return next((f"{said.case.id}/{step.id}" for step in steps if said.case is not None and step.state == "needs-approval"), "")


def _tone(said: Said, packs: Packs) -> str:
    """Of several sure cases the quietest: nobody is congratulated beside a death."""
    cases = [case for case in (said.case, *(case for case, _ in said.others), said.turned_to) if case is not None and case.sure]
    tones = {packs.events[case.event].tone for case in cases}
    tones |= {"quiet" for case in said.beside if case.sure and packs.events[case.event].tone == "quiet"}
    return next((tone for tone in ("quiet", "grave", "glad", "everyday") if tone in tones), "everyday")


def _understood(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> Iterator[Understood]:
    if said.case and pack and _reads_back(said):
        yield understood(said.case, said.facts, pack, packs, texts, said.language)
    for case, facts in said.others:
        yield understood(case, facts, packs.events[case.event], packs, texts.of(case.event), said.language)
    if said.turned_to is not None and not said.turned_to.sure and all(case.id != said.turned_to.id for case, _ in said.others):
        yield understood(said.turned_to, said.turned_facts, packs.events[said.turned_to.event], packs, texts.of(said.turned_to.event), said.language)


def _person(said: Said, pack: EventPack | None, packs: Packs, texts: Texts, settings: Settings) -> str | None:
    """How to reach a human by phone, when one was asked for, or could answer a question, and no desk has answered."""
    at_desk = said.human is not None and said.human.state in ("waiting", "held")
    unanswered = bool(settings.organisation.phone) and said.human is None and _unanswered(said, pack, packs, texts)
    wanted = "wants-person" in _acts(said) or unanswered
    return person_text(texts, said.language, settings) if wanted and not at_desk else None


def _silence(said: Said, packs: Packs, texts: Texts) -> Reply:
    """Never two voices: what was said is kept, and only numbers that help in danger are shown."""
    dangers = said.reading.dangers if said.reading is not None else ()
    return Reply(
        language=said.language, tone="quiet", paragraphs=(), human=said.human, silent=True,
        numbers=numbers(packs, texts, said.language, dangers), quick_exit=_must_leave(dangers),
    )  # fmt: skip


def _in_danger(said: Said, packs: Packs, texts: Texts) -> Reply:
    """The number to call stands first, a human is called, and nothing is asked or offered. The rest was taken, silently."""
    dangers = said.reading.dangers if said.reading is not None else ()
    return Reply(
        language=said.language,
        tone="quiet",
        paragraphs=danger_lines(texts, said.language, dangers, ""),
        human=said.human,
        numbers=numbers(packs, texts, said.language, dangers),
        quick_exit=_must_leave(dangers),
    )


def _leads_nowhere(said: Said) -> bool:
    """Nothing was understood that could be gone on with, nor a wish of its own; a guess of an earlier turn is not asked about now."""
    needs = said.reading.needs if said.reading is not None else ()
    nowhere = said.case is None or not (said.case.sure or said.new_event)
    return said.reading is not None and nowhere and not {"wants-person", "thanks"} & set(_acts(said)) and not {"complaint", "later"} & set(needs)


def _waits_in_danger(said: Said, kind: Danger, packs: Packs, texts: Texts) -> Reply:
    """Whoever has told of danger and waits for a human is not asked to say it again: the numbers stay, and what was said is kept."""
    dangers = (ReadDanger(kind=kind, evidence=Personal("")),)
    return Reply(
        language=said.language,
        tone="quiet",
        paragraphs=(texts.say(said.language, "reply-danger-waits"),),
        human=said.human,
        notes=tuple(_notes(said, texts)),
        numbers=numbers(packs, texts, said.language, dangers),
        quick_exit=_must_leave(dangers),
    )


def _must_leave(dangers: Sequence[ReadDanger]) -> bool:
    return any(danger.kind in ("violence", "abuse") for danger in dangers)


def _grieves(said: Said) -> bool:
    """A loss is met with few words; so is a death of which no case was made."""
    if said.reading is None:
        return False
    needs = set(said.reading.needs)
    return "loss" in needs or ("grief" in needs and not said.reading.events)


def _condolence(said: Said, texts: Texts, settings: Settings) -> Reply:
    """Few words, nothing asked, nothing offered but a person. Whatever else the message said was taken, silently."""
    lines = ["reply-sorry", "reply-sorry-ended" if said.ended else "reply-sorry-nothing"]
    return Reply(
        language=said.language,
        tone="quiet",
        paragraphs=tuple(texts.say(said.language, line) for line in lines),
        person=None if said.human is not None and said.human.state != "phone" else person_text(texts, said.language, settings),
        human=said.human,
    )


def person_text(texts: Texts, language: Language, settings: Settings) -> str:
    """How to reach a human, by the settings; promises nothing more."""
    own = settings.organisation
    if not own.phone:
        return texts.say(language, "person-none", name=own.name)
    if not own.hours:
        return texts.say(language, "person-phone-only", name=own.name, phone=own.phone)
    return texts.say(language, "person-phone", name=own.name, phone=own.phone, hours=own.hours)


def _acts(said: Said) -> tuple[str, ...]:
    return said.reading.acts if said.reading is not None else ()


def _sure(said: Said) -> bool:
    return said.case is not None and said.case.sure


def _reads_back(said: Said) -> bool:
    """Whether this turn changed what is understood; else the card of facts is not said again."""
    return said.new_event or bool(said.taken) or bool(said.corrected) or said.confirmed_now or not _sure(said)


def _question(said: Said, asker: Case | None, pack: EventPack | None, packs: Packs, texts: Texts, settings: Settings) -> Question | None:
    if said.taken_back is not None and said.taken_back.choices:
        return take_back_question(texts, said.language, said.taken_back.choices)
    question = _bare_question(said, asker, pack, packs, texts)
    spec = pack.fact(question.name) if pack is not None and question is not None else None
    if question is None or pack is None or spec is None:
        return question
    options = told_or_shown(said, pack, packs, texts, spec.name)
    return replace(question, options=options) if options else replace(question, wallet=spec.shown is not None and settings.wallet.enabled)


def _bare_question(said: Said, asker: Case | None, pack: EventPack | None, packs: Packs, texts: Texts) -> Question | None:
    if pack is None or asker is None:
        return None
    if not asker.sure:
        return confirm_question(texts, said.language, pack)
    spec = pack.fact(said.question) if said.question is not None else None
    return fact_question(texts, packs, said.language, spec) if spec is not None else None


def _paragraphs(said: Said, pack: EventPack | None, packs: Packs, texts: Texts, settings: Settings) -> Iterator[str]:
    language, acts, before = said.language, _acts(said), False
    for line in (*_opening(said, pack, packs, texts), *shown_lines(said, pack, packs, texts), *_changes(said, pack, packs, texts), *_choices(said, texts), *_taken_back(said, texts), *_unwanted(said, texts), *_own(said, texts), *goal_lines(said.goal, texts, language, alone=said.case is None)):
        before = True
        yield line
    if _calls(said):
        called = said.human is not None and said.human.state == "waiting"
        yield texts.say(language, "reply-person-called" if called else "reply-person")
        return
    if _pauses(said):
        yield texts.say(language, "reply-later")
        return
    if _asks(said, pack):
        before = True
        yield _to_question(said, pack, packs, texts)
        if _unanswered(said, pack, packs, texts) and (settings.desk.hours.strip() or settings.organisation.phone):
            yield texts.say(language, "reply-ask-person")
    if "thanks" in acts and not before:
        before = True
        yield texts.say(language, "reply-thanks")
    yield from _onward(said, packs, texts, before)


def _calls(said: Said) -> bool:
    return "wants-person" in _acts(said) or (said.reading is not None and "complaint" in said.reading.needs)


def _pauses(said: Said) -> bool:
    return said.reading is not None and "later" in said.reading.needs


def _asks(said: Said, pack: EventPack | None) -> bool:
    """Whether a question is answered in this turn: not where a condolence is enough."""
    return "question" in _acts(said) and not (said.new_event and pack is not None and pack.tone == "quiet")


def _quotes(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> bool:
    """Whether the passage is shown: the plan has no answer of its own, and nobody grieves in this turn."""
    if said.passage is None or not _asks(said, pack) or _calls(said) or _pauses(said):
        return False
    grieves = said.reading is not None and bool({"grief", "loss"} & set(said.reading.needs))
    hushed = said.event_confirmed and pack is not None and pack.tone == "quiet"
    return not grieves and not hushed and _of_itself(said, pack, packs, texts) is None and _own_answer(said, texts) is None


def _of_itself(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> str | None:
    """What is asked of the counter itself: why it asks, what happens now, money where nothing is sold. None for anything else."""
    wanted = set(said.reading.needs) if said.reading is not None else set()
    if "credit" in wanted and any(packs.events[case.event].nothing_sold for case in (said.case, *said.beside) if case is not None):
        return texts.say(said.language, "reply-no-credit")
    asker = said.turned_to or said.case
    question = _bare_question(said, asker, packs.events[asker.event], packs, texts.of(asker.event)) if asker is not None else None
    asks = "card" if said.card is not None and said.card.open else "question" if question is not None else None
    if "why" in wanted and asks is not None:
        return question.why if question is not None and asks == "question" else texts.say(said.language, "reply-why-card")
    if "next" in wanted and pack is not None:
        return texts.say(said.language, f"reply-next-{asks or 'plan'}")
    return None


def _unanswered(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> bool:
    """A question to which nothing was found: a human could answer it."""
    return _asks(said, pack) and not _pauses(said) and _of_itself(said, pack, packs, texts) is None and _own_answer(said, texts) is None and not _quotes(said, pack, packs, texts)


def _own_answer(said: Said, texts: Texts) -> Service | None:
    """The service of the plan that the question is about."""
    return answering_service(said.words, said.plan, texts, said.language) if said.plan is not None and said.words else None


def _to_question(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> str:
    """What the counter says of itself; what the plan itself says of it, when one of its services does; else what was found; else that there is no good answer."""
    itself = _of_itself(said, pack, packs, texts)
    if itself is not None:
        return itself
    service = _own_answer(said, texts)
    if service is not None:
        return service_answer(service, texts, said.language)
    if _quotes(said, pack, packs, texts):
        return texts.say(said.language, "reply-found")
    if pack is None:
        return texts.say(said.language, "reply-question-no-case")
    return texts.say(said.language, "reply-question-plan" if said.new_event else "reply-question")


def _opening(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> Iterator[str]:
    """A change of language, then one greeting for an event that is sure, with who has told it already."""
    if said.language_changed and not said.first_turn:
        yield texts.say(said.language, "reply-language")
    if said.asked_by is not None:
        yield texts.say(said.language, "reply-asked-by", who=organisation_name(texts, texts.packs, said.language, said.asked_by))
    if said.signed_in and not (said.chosen and said.chosen.sent):
        yield texts.say(said.language, "reply-signed-in")
    if said.taken_up and pack is not None:
        yield texts.say(said.language, "reply-taken-up", event=texts.say(said.language, f"event-{pack.id}"))
    if pack is None or not _sure(said) or not (said.new_event or said.event_confirmed):
        return
    if pack.tone != "glad" or _tone(said, packs) == "glad":  # no congratulation beside grief
        yield texts.say(said.language, f"event-{pack.id}", "greeting", sex=_sex(said.facts))
    if _told_already(said) and pack.tone != "quiet" and not few_words(said.reading):  # few words; the plan says it
        yield texts.say(said.language, f"event-{pack.id}", "told")


def _sex(facts: Facts) -> str:
    fact = facts.get("child.sex")
    value = reveal(fact.value) if fact is not None and fact.standing == "known" else None
    return value if isinstance(value, str) else "none"


def _told_already(said: Said) -> bool:
    """Only what the plan holds: a law step that is true or may be, told by the one who was there."""
    return said.plan is not None and any(item.service.part == "law" and item.service.already_told_by == "hospital" for item in said.plan.live())


def _changes(said: Said, pack: EventPack | None, packs: Packs, texts: Texts) -> Iterator[str]:
    """What this turn corrected, gave, refused, or left unknown."""
    language = said.language
    if said.declined_event:
        yield texts.say(language, "reply-declined")
    if pack is None:
        yield from _own_life(said, texts)
        return
    for name in said.corrected:
        fact = said.facts.get(name)
        if fact is not None and name not in _closed(said, pack):
            yield texts.say(
                language, "reply-corrected", label=fact_name(texts, language, name), value=fact_text(texts, packs, language, pack, fact)
            )
    yield from _own_life(said, texts)
    if said.new_event or not _sure(said):
        return
    closed = _closed(said, pack)
    taken = [fact for name in said.taken if name not in (*said.corrected, *_SAID_OF_ONESELF, *closed) and (fact := said.facts.get(name)) is not None]
    yield from _taken(taken, pack, packs, texts, language)


def _closed(said: Said, pack: EventPack) -> frozenset[str]:
    """Places are not said again to somebody with a turvakielto: who reads along must not learn them."""
    fact = said.facts.get("turvakielto")
    protected = fact is not None and reveal(fact.value) is True
    return frozenset(spec.name for spec in pack.facts if spec.place) if protected else frozenset()


_SAID_OF_ONESELF = {"turvakielto": ("reply-turvakielto", (True,)), "minor": ("reply-minor", (True,)), "acting.for": ("reply-acting", ("mandate", "estate"))}


def _own_life(said: Said, texts: Texts) -> Iterator[str]:
    """What a protected address, a minor's age or acting for somebody else means from now on."""
    for name, (text, values) in _SAID_OF_ONESELF.items():
        fact = said.facts.get(name) if name in said.taken else None
        if fact is not None and fact.standing == "known" and reveal(fact.value) in values:
            yield texts.say(said.language, text)


def _taken(taken: list[Fact], pack: EventPack, packs: Packs, texts: Texts, language: Language) -> Iterator[str]:
    known = [fact_text(texts, packs, language, pack, fact) for fact in taken if fact.standing == "known"]
    if known:
        yield texts.say(language, "reply-noted", values=list_text(known, language))
    if any(fact.standing == "refused" for fact in taken):
        yield texts.say(language, "reply-refused")
    if any(fact.standing == "unknown" for fact in taken):
        yield texts.say(language, "reply-unknown")


def _choices(said: Said, texts: Texts) -> Iterator[str]:
    """What became of the answers to the card."""
    chosen, language = said.chosen, said.language
    if chosen is None:
        return
    if chosen.partly or chosen.beside:
        told = len(said.words.split()) > _NODS
        yield texts.say(language, "reply-partly" if chosen.partly else "reply-beside" if told else "reply-card-waits")
        return
    waiting = chosen.waiting or (chosen.sent if chosen.needs_sign_in else ())
    sent = tuple(name for name in chosen.sent if name not in waiting)
    allowed = tuple(name for name in chosen.allowed if name not in waiting)
    if allowed:
        yield texts.say(language, "reply-allowed", names=service_names(texts, language, allowed))
    if sent:
        yield texts.say(language, "reply-signed-in-sent" if said.signed_in else "reply-sent", names=service_names(texts, language, sent))
    if waiting:
        yield texts.say(language, "reply-sign-in", names=service_names(texts, language, waiting))
    if chosen.to_approve:
        yield texts.say(language, "reply-to-approve", names=service_names(texts, language, chosen.to_approve))
    if chosen.denied:
        yield texts.say(language, "reply-denied", names=service_names(texts, language, chosen.denied))


def _taken_back(said: Said, texts: Texts) -> Iterator[str]:
    """What became of a permission that was taken back in words; which of several, its question asks."""
    if said.taken_back is not None and said.taken_back.ended:
        yield texts.say(said.language, "reply-taken-back", name=said.taken_back.ended)
    elif said.taken_back is not None and not said.taken_back.choices:
        yield texts.say(said.language, "reply-take-back-none")


def _unwanted(said: Said, texts: Texts) -> Iterator[str]:
    """What is not shown any more, by its name."""
    if said.unwanted is not None and not said.unwanted:
        yield texts.say(said.language, "reply-unwanted-nothing")
    for kind in said.unwanted or ():
        yield texts.say(said.language, "reply-unwanted", name=kind_text(kind, texts, said.language))


def _own(said: Said, texts: Texts) -> Iterator[str]:
    """What became of a rule of the customer's own (the rule itself is shown below), and the rules that act in the plan, by their name."""
    if said.own is not None:
        for state in ("made", "gone"):
            if getattr(said.own, state):
                yield texts.say(said.language, f"reply-own-{state}")
        if said.own.unclear:
            yield texts.say(said.language, "reply-own-which" if said.own.choices else "reply-own-none")
    yield from acting_lines(said.acting, texts, said.language)


def _onward(said: Said, packs: Packs, texts: Texts, before: bool) -> Iterator[str]:
    """What comes next, when no question says it by itself."""
    language = said.language
    if said.goal is not None and said.goal.ask and not said.new_event:
        return
    if said.case is None:
        if said.reading is not None and said.reading.facts and not (before and "question" in said.reading.acts):
            yield texts.say(language, "reply-noted-open" if not before else "reply-what-happened")
        elif not before:
            yield from _not_understood(said, packs, texts, language)
        return
    if not _sure(said):
        return
    if said.turned_to is not None:
        yield texts.say(language, "reply-turned-to", event=texts.say(language, f"event-{said.turned_to.event}"))
        return
    if _tone(said, packs) == "quiet" and (said.new_event or said.event_confirmed):  # a condolence is enough for one turn
        return
    if said.question is not None:
        if said.was_asked and said.reading is not None and not before and not said.taken and not said.new_event:
            yield texts.say(language, "reply-not-answered")
        return
    still_open = said.card is not None and said.card.open
    if said.chosen is not None:
        yield from _after_choice(said, still_open, before, texts)
    elif still_open:
        changed = said.new_event or bool(said.taken) or bool(said.corrected) or said.confirmed_now
        yield texts.say(language, "reply-card" if changed else "reply-card-waits")
    elif not before:
        nothing_read = said.was_asked and said.reading is not None and not said.reading.acts
        yield texts.say(language, "reply-not-answered" if nothing_read else "reply-plan-none")
    elif said.taken:
        yield _plan_ready(said, texts)


def _after_choice(said: Said, still_open: bool, before: bool, texts: Texts) -> Iterator[str]:
    """After buttons: nothing more while something is open or waits for a sign-in, else how much is the customer's own."""
    if not before:
        yield texts.say(said.language, "reply-card-waits" if still_open else "reply-plan-none")
    elif said.chosen is not None and said.chosen.any and said.card is not None and not still_open and not said.chosen.needs_sign_in:
        yield _plan_ready(said, texts)


def _plan_ready(said: Said, texts: Texts) -> str:
    """How many things are the customer's own, as the journey (or, before it, the plan) has them."""
    journey = said.case.journey if said.case is not None else None
    if journey is not None:
        own = sum(1 for step in journey.steps.values() if step.state == "own")
    else:
        own = sum(1 for item in said.plan.live() if item.service.part != "law" and not item.offered) if said.plan is not None else 0
    return texts.say(said.language, "reply-plan-own", n=own) if own else texts.say(said.language, "reply-plan")


def _not_understood(said: Said, packs: Packs, texts: Texts, language: Language) -> Iterator[str]:
    """Asks openly, with an example of something light, and names some of what it can help with."""
    events = sorted(packs.events.values(), key=lambda pack: (pack.tier != "deep", pack.tone not in ("glad", "everyday")))
    examples = [texts.of(pack.id).say(language, f"event-{pack.id}", "example") for pack in events if texts.of(pack.id).has(language, f"event-{pack.id}", "example")]
    yield texts.say(language, "reply-not-understood", examples="".join(examples[:1]))
    if few_words(said.reading):
        return
    names = list_text([texts.say(language, f"event-{pack.id}") for pack in events[:3]], language)
    yield texts.say(language, "reply-not-understood-yet", events=names)


def _notes(said: Said, texts: Texts) -> Iterator[str]:
    for kind in said.removed:
        if texts.has(said.language, f"note-removed-{kind}"):
            yield texts.say(said.language, f"note-removed-{kind}")
    if said.reading is not None and said.reading.degraded:
        yield texts.say(said.language, "note-degraded")
