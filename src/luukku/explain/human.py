"""Never silent: who answers and until when, in words; and what the machine says when a human hands the conversation back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from babel.dates import format_date

from luukku.explain.brief import brief
from luukku.explain.card import card_view
from luukku.explain.question import confirm_question, fact_question
from luukku.explain.reply import person_text
from luukku.explain.texts import Texts
from luukku.ground.dates import HELSINKI, helsinki
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Facts
from luukku.model.handover import Handover, Reason, Triage
from luukku.model.ids import Language
from luukku.model.pack import Packs
from luukku.model.view import CardView, HumanView, Question, Reply
from luukku.settings import Settings

OFFERED: tuple[Reason, ...] = ("minor", "acting", "grief", "hard", "not-understood", "stuck")
"""Reasons for which a human is offered rather than called: each has a line of its own."""
_DAYS: dict[Language, tuple[str, str]] = {"fi": ("fi_FI", "EEEE d.M."), "sv": ("sv_FI", "EEEE d.M"), "en": ("en_GB", "EEEE d MMMM")}


def human_view(
    talk: Talk,
    handover: Handover | None,
    triage: Triage | None,
    settings: Settings,
    packs: Packs,
    texts: Texts,
    now: datetime,
    facts: Mapping[str, Facts] | None = None,
    *,
    promised: datetime | None = None,
    who: str = "",
    last_words: str = "",
    closed: frozenset[str] = frozenset(),
) -> HumanView | None:
    """How it stands with a human, in the conversation's language; None when none is there, wanted or better.

    `facts`: by case, for the brief of one who waits. `promised`: until when somebody would answer, if called now.
    `who`: the name of the employee who has it. `closed`: facts that a turvakielto shuts.
    """
    language = talk.language
    if handover is not None and handover.state == "held":
        line = texts.say(language, "human-held", name=who) if who else texts.say(language, "human-held-unnamed")
        return HumanView(state="held", line=line)
    if handover is not None and handover.state == "waiting":
        told = brief(handover, talk, facts or {}, packs, texts, language, last_words, helsinki(now), closed)
        return HumanView(state="waiting", line=waiting_text(handover, texts, language, helsinki(now)), brief=told)
    if triage is None:
        return None
    if not settings.desk.hours.strip():
        return HumanView(state="phone", line=person_text(texts, language, settings))
    return HumanView(state="offered", line=_offer(triage, promised, texts, language, helsinki(now)), button=texts.say(language, "human-button"))


def waiting_text(handover: Handover, texts: Texts, language: Language, today: date) -> str:
    """"Ihminen vastaa tänään klo 14.30 mennessä. Tunnuksesi on K7QM." """
    return texts.say(language, "human-waiting", promise=promise_text(handover.promised, texts, language, today), number=handover.number)


def promise_text(moment: datetime, texts: Texts, language: Language, today: date) -> str:
    """"tänään klo 14.30 mennessä", "maanantaina 23.11. klo 8.30 mennessä"; "senast i dag kl. 14.30"; "by 14:30 today"."""
    local = moment.astimezone(HELSINKI)
    time = f"{local.hour}{':' if language == 'en' else '.'}{local.minute:02d}"
    if local.date() == today:
        return texts.say(language, "promise-today", time=time)
    if local.date() == today + timedelta(days=1):
        return texts.say(language, "promise-tomorrow", time=time)
    locale, pattern = _DAYS[language]
    return texts.say(language, "promise-day", day=format_date(local.date(), pattern, locale=locale), time=time)


def machine_goes_on(talk: Talk, packs: Packs, texts: Texts, today: date) -> Reply:
    """What the machine says when it has the word again: that it goes on, and what was asked last. Nothing new is asked, and
    nothing that is known by now or whose matter is gone."""
    case = _asked_about(talk)
    question = _asked(talk, case, packs, texts)
    card = _card(case, talk, packs, texts, today) if talk.expects is None or talk.expects.name == "consent" else None
    follows = "question" if question is not None else "card" if card is not None else "open"
    tone = packs.events[case.event].tone if case is not None and case.sure else "everyday"
    lines = (texts.say(talk.language, "human-back"), texts.say(talk.language, f"human-back-{follows}"))
    return Reply(language=talk.language, tone=tone, paragraphs=lines, question=question, card=card)


def _asked_about(talk: Talk) -> Case | None:
    """The open case that the last question was about: that of its event, nearest to hand; without one the case at hand."""
    event = talk.expects.event if talk.expects is not None else ""
    return next((case for case in reversed(talk.open_cases()) if event in ("", case.event)), None)


def _asked(talk: Talk, case: Case | None, packs: Packs, texts: Texts) -> Question | None:
    asked, pack = talk.expects, packs.events.get(case.event) if case is not None else None
    if asked is None or case is None or pack is None or asked.name in case.names:
        return None
    if asked.name == f"confirm:{pack.id}":
        return confirm_question(texts.of(pack.id), talk.language, pack) if not case.sure else None
    spec = pack.fact(asked.name)
    if spec is None or (spec.place and "turvakielto" in case.names):
        return None
    return fact_question(texts.of(pack.id), packs, talk.language, spec)


def _card(case: Case | None, talk: Talk, packs: Packs, texts: Texts, today: date) -> CardView | None:
    if case is None or case.card is None or not case.card.open:
        return None
    return card_view(case.card, packs.events[case.event], packs, texts, talk.language, today, case.journey)


def _offer(triage: Triage, promised: datetime | None, texts: Texts, language: Language, today: date) -> str:
    line = texts.say(language, f"human-offer-{triage.reason if triage.reason in OFFERED else 'hard'}")
    if promised is None:
        return line
    return f"{line} {texts.say(language, 'human-offer-when', promise=promise_text(promised, texts, language, today))}"
