"""A step of the journey in words: who, what state, what happened or is promised and when. Never more than the plan holds."""

from __future__ import annotations

from datetime import date, timedelta

from luukku.explain.facts import fact_words, organisation_name, service_name, service_part
from luukku.explain.texts import Texts
from luukku.explain.why import why_gone, why_proposal
from luukku.explain.words import day_text, days_left
from luukku.ground.dates import helsinki
from luukku.model.decision import Label
from luukku.model.ids import Language
from luukku.model.journey import KEY_AWAY, NOT_UNDONE, PERHAPS, REASONS, UNDOING, UNDONE, Step, StepState
from luukku.model.pack import EventPack, Packs, Service
from luukku.model.view import StepView

BLOCKS: dict[StepState, int] = {
    "offered": 0, "denied": 0, "needs-sign-in": 0, "needs-approval": 0, "sending": 0, "unreached": 0,
    "told": 1, "unreadable": 1, "acknowledged": 2, "asks": 2, "done": 3,
    "refused": -1, "own": -1, "by-law": -1, "ended": -1,
}
"""Filled blocks of three; −1 where blocks say nothing."""
RUNNING = frozenset({"sending", "told", "acknowledged", "asks", "unreached", "unreadable", "needs-sign-in", "needs-approval"})
MORE = {PERHAPS: "perhaps", KEY_AWAY: "away"}
"""Reasons of an unreached step that have words of their own."""
AGAIN = frozenset({"denied", "refused", "ended", "unreadable"})


def step_view(
    step: Step,
    pack: EventPack,
    packs: Packs,
    texts: Texts,
    language: Language,
    today: date,
    label: Label | None,
    quote: str | None = None,
) -> StepView:
    """One step. `quote` is what the organisation wrote, shown under its name and never read by the counter; `label` of the step's service,
    None for one that the pack has no more."""
    texts = texts.of(pack.id)
    service = pack.service(step.service)
    deadline = step.deadline if step.state not in ("done", "refused", "ended") else None
    left = days_left(today, deadline) if deadline is not None else None
    return StepView(
        id=step.id,
        part=step.part,
        state=step.state,
        name=service_name(texts, language, step.service),
        who=who_text(step, pack, packs, texts, language),
        word=texts.say(language, state_text(step)),
        blocks=BLOCKS[step.state],
        line=line_text(step, pack, packs, texts, language),
        benefit=service_part(texts, language, step.service, "benefit"),
        deadline=deadline,
        deadline_text=deadline_text(deadline, today, texts, language),
        days_left=left,
        days_text=_days_text(left, texts, language),
        remind_text=_remind_text(step, today, texts, language) if deadline is not None else None,
        needs_sign_in=step.state == "needs-sign-in",
        needs_approval=step.state == "needs-approval",
        can_mark_done=step.state == "own",
        can_withdraw=step.state in RUNNING,
        can_ask_again=step.state in AGAIN and step.part in ("allow", "request"),
        undo_text=_undo_text(step, service, today, texts, language),
        quote=quote,
        can_end=step.state in ("own", "denied") and step.deadline is None and label is not None and label.interest != "law",
        why=why_proposal(texts, language, pack, service, label) if service is not None and label is not None else why_gone(texts, language, pack),
    )


def who_text(step: Step, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> str:
    """The receiver by its registered name; the customer for own steps; the kind for what happens by law."""
    if step.part == "own" or step.state == "own":
        return texts.say(language, "plan-who-you")
    if step.receiver is not None:
        return organisation_name(texts, packs, language, step.receiver)
    service = pack.service(step.service)
    return organisation_name(texts, packs, language, service.organisation) if service else texts.say(language, "plan-who-you")


def state_text(step: Step) -> str:
    """The id of the state's word. Of what may have arrived nobody says that it was not told."""
    return f"state-unreached-{MORE[step.reason]}" if step.state == "unreached" and step.reason in MORE else f"state-{step.state}"


def line_text(step: Step, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> str:
    """The line under the state, and what the receiver does not know yet."""
    line = _state_line(step, pack, packs, texts, language)
    if not step.outdated or step.state in ("ended", "refused"):
        return line
    return f"{line} {texts.say(language, 'line-outdated', facts=fact_words(texts, language, step.outdated))}"


def _state_line(step: Step, pack: EventPack, packs: Packs, texts: Texts, language: Language) -> str:
    who = who_text(step, pack, packs, texts, language)
    when = day_text(step.since, language) if step.since is not None else ""
    if step.state == "asks":
        permitted = bool(step.asks) and set(step.asks) <= set(step.held or (*step.facts, *step.may_ask))
        return texts.say(language, "line-asks-permitted" if permitted else "line-asks", who=who, names=fact_words(texts, language, step.asks))
    if step.state == "refused":
        reason = step.reason if step.reason in REASONS else "none"
        return texts.say(language, "line-refused", reason=texts.say(language, f"reason-{reason}"))
    if step.state == "unreached":
        if step.reason == KEY_AWAY:
            return texts.say(language, "line-unreached-away", who=who)
        if step.ends is None:
            return texts.say(language, "line-unreached-plain", who=who)
        line = "line-unreached-perhaps" if step.reason == PERHAPS else "line-unreached"
        return texts.say(language, line, who=who, until=day_text(step.ends, language))
    if step.state == "own":
        return texts.say(language, "line-own", do=service_part(texts, language, step.service, "do") or service_part(texts, language, step.service, "without"))
    if step.state == "by-law":
        return _law_line(step, pack, texts, language)
    if step.state == "done" and step.part == "own":
        return texts.say(language, "line-done-own", when=when)
    if step.state == "unreadable":
        return texts.say(language, "line-unreadable", who=who)
    if step.state == "ended" and step.reason in (UNDOING, UNDONE, NOT_UNDONE):
        return texts.say(language, f"line-{step.reason}", who=who, when=when)
    if step.state in ("told", "acknowledged"):
        return texts.say(language, f"line-{step.state}", who=who, when=when)
    if step.state in ("done", "ended"):
        return texts.say(language, f"line-{step.state}", when=when)
    return texts.say(language, f"line-{step.state}")


def _law_line(step: Step, pack: EventPack, texts: Texts, language: Language) -> str:
    service = pack.service(step.service)
    benefit = service_part(texts, language, step.service, "benefit")
    if service is None or service.already_told_by is None:
        return texts.say(language, "line-by-law", benefit=benefit)
    return texts.say(language, "line-by-law-told", benefit=benefit, teller=texts.say(language, f"org-{service.already_told_by}"))


def _undo_text(step: Step, service: Service | None, today: date, texts: Texts, language: Language) -> str:
    """Until when it can be undone, and what happens then; "" when it cannot be (any more)."""
    if step.undo_until is None or not step.approved or step.share is None or step.state not in (*RUNNING - {"needs-sign-in", "needs-approval"}, "done"):
        return ""
    last = helsinki(step.undo_until - timedelta(seconds=1))
    if service is None or service.compensation is None or last < today:
        return ""
    return texts.say(language, "undo-until", date=day_text(last, language), what=texts.say(language, service.compensation))


def deadline_text(deadline: date | None, today: date, texts: Texts, language: Language) -> str | None:
    if deadline is None:
        return None
    return texts.say(language, "plan-deadline" if deadline >= today else "plan-deadline-passed", date=day_text(deadline, language))


def _days_text(left: int | None, texts: Texts, language: Language) -> str | None:
    if left is None:
        return None
    return texts.say(language, "plan-days", n=left) if left >= 0 else texts.say(language, "plan-days-late", n=-left)


def _remind_text(step: Step, today: date, texts: Texts, language: Language) -> str | None:
    """The next reminder that has not been given."""
    ahead = sorted(day for day in step.remind if day >= today and day not in step.reminded)
    return texts.say(language, "plan-remind", date=day_text(ahead[0], language)) if ahead else None
