"""The brief: what a human is told before they answer. The customer sees the same words, and repeats nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from luukku.explain.facts import fact_word, service_name
from luukku.explain.steps import deadline_text, state_text, who_text
from luukku.explain.texts import Texts
from luukku.explain.understood import understood
from luukku.explain.words import clip, list_text
from luukku.ground.conditions import evaluate
from luukku.model.conversation import Case, Talk
from luukku.model.fact import Facts
from luukku.model.handover import Handover, Reason
from luukku.model.ids import Language
from luukku.model.pack import Packs, Test
from luukku.model.reading import Danger
from luukku.model.view import BriefView, Understood

MOST_STEPS = 6
"""So many steps are named; of the others it is said how many there are."""
LAST_WORDS = 300
"""Characters of the customer's last words."""
_TOLD = ("told", "acknowledged", "asks", "done", "refused", "unreached", "unreadable", "needs-sign-in", "needs-approval", "sending")
_ACTING = Test(fact="acting.for", op="in", value=("child", "mandate", "estate"))
_MINOR = Test(fact="minor", op="is", value=True)


def brief(
    handover: Handover,
    talk: Talk,
    facts: Mapping[str, Facts],
    packs: Packs,
    texts: Texts,
    language: Language,
    last_words: str,
    today: date,
    closed: frozenset[str] = frozenset(),
) -> BriefView:
    """Why it comes to a human, what is understood, what was done. `facts`: by case. `closed`: facts that a turvakielto
    shuts; their lines are left out, and that is said."""
    cases = [case for case in reversed(talk.open_cases()) if case.event in packs.events]
    event = handover.event if handover.event in packs.events else ""
    named = {"number": handover.number}
    situation = tuple(_shown(case, facts.get(case.id, Facts()), packs, texts, language, closed) for case in cases)
    return BriefView(
        title=texts.say(language, "brief-title-event", event=texts.say(language, f"event-{event}"), **named) if event else texts.say(language, "brief-title", **named),
        reason=reason_text(handover.reason, handover.danger, texts, language),
        situation=situation,
        done=tuple(_done(cases, packs, texts, language, today)),
        said_last=clip(last_words, LAST_WORDS),
        note=" ".join(_notes(cases, facts, texts, language, closed)),
    )


def reason_text(reason: Reason, danger: Danger | None, texts: Texts, language: Language) -> str:
    """Why it comes to a human, in one sentence, the same for customer and employee. Danger goes before all else."""
    return texts.say(language, f"handover-reason-danger-{danger}" if danger is not None else f"handover-reason-{reason}")


def _shown(case: Case, facts: Facts, packs: Packs, texts: Texts, language: Language, closed: frozenset[str]) -> Understood:
    whole = understood(case, facts, packs.events[case.event], packs, texts, language)
    return replace(whole, lines=tuple(line for line in whole.lines if line.fact not in closed))


def _done(cases: list[Case], packs: Packs, texts: Texts, language: Language, today: date) -> Iterator[str]:
    """Who was told and what waits; then the customer's own steps that have a date."""
    lines = [line for case in cases for line in _steps(case, packs, texts, language, today)]
    if not any(case.journey is not None and any(step.state in _TOLD for step in case.journey.steps.values()) for case in cases):
        yield texts.say(language, "brief-nothing")
    yield from lines[:MOST_STEPS]
    if len(lines) > MOST_STEPS:
        yield texts.say(language, "brief-more", n=len(lines) - MOST_STEPS)


def _steps(case: Case, packs: Packs, texts: Texts, language: Language, today: date) -> Iterator[str]:
    steps = list(case.journey.steps.values()) if case.journey is not None else []
    pack, own = packs.events[case.event], texts.of(case.event)
    for step in steps:
        if step.state in _TOLD:
            who, word = who_text(step, pack, packs, own, language), own.say(language, state_text(step))
            yield texts.say(language, "brief-step", who=who, name=service_name(own, language, step.service), word=word)
    for step in sorted((step for step in steps if step.state == "own" and step.deadline is not None), key=lambda step: step.deadline or date.max):
        yield texts.say(language, "brief-own", name=service_name(own, language, step.service), deadline=deadline_text(step.deadline, today, own, language) or "")


def _notes(cases: list[Case], facts: Mapping[str, Facts], texts: Texts, language: Language, closed: frozenset[str]) -> Iterator[str]:
    """What is not shown, and what is not known."""
    hidden = {fact_word(texts.of(case.event), language, name) for case in cases for name in case.names if name in closed}
    if hidden:
        yield texts.say(language, "brief-closed", facts=list_text(sorted(hidden), language))
    for name, test in (("brief-acting", _ACTING), ("brief-minor", _MINOR)):
        if any(evaluate(test, one, date.min) == "true" for one in facts.values()):
            yield texts.say(language, name)
    if any(not case.sure for case in cases):
        yield texts.say(language, "brief-unsure")
    elif any(not case.confirmed for case in cases):
        yield texts.say(language, "brief-unconfirmed")
