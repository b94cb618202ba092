"""One case's plan in words: the one thing that is lit, who has been told, the customer's own steps, what happens by law, the time line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from luukku.explain.facts import owner_text, service_name, service_names
from luukku.explain.goals import goal_in_plan
from luukku.explain.offers import Beside, ended_views, offer_view
from luukku.explain.own_rules import acting_lines
from luukku.explain.steps import state_text, step_view
from luukku.explain.texts import Texts
from luukku.explain.words import day_text
from luukku.ground.dates import helsinki
from luukku.model.conversation import Case
from luukku.model.decision import Label
from luukku.model.ids import Language, StepId
from luukku.model.journey import Step
from luukku.model.own_rule import OwnRule
from luukku.model.pack import EventPack, GoalPack, Packs
from luukku.model.view import Moment, PlanView, StepView

HAPPENED = frozenset({"told", "acknowledged", "asks", "done", "refused", "ended"})


def plan_view(
    case: Case,
    packs: Packs,
    texts: Texts,
    language: Language,
    today: date,
    quotes: Mapping[StepId, str] | None = None,
    *,
    labels: Mapping[str, Label],
    goal: str | None = None,
    at_hand: bool = True,
    beside: Beside | None = None,
    rules: Sequence[OwnRule] = (),
    goals: Sequence[GoalPack] = (),
) -> PlanView:
    """The plan as its journey stands; empty lists before there is one. `quotes`: organisations' own words by step;
    `labels`: of the pack's services, by id; `goal`: the id of the one that the customer said; `rules`: their own rules;
    `goals`: those that were said apart from any event."""
    pack = packs.events[case.event]
    texts = texts.of(pack.id)
    steps = list(case.journey.steps.values()) if case.journey is not None else []
    views = [step_view(step, pack, packs, texts, language, today, labels.get(step.service), (quotes or {}).get(step.id)) for step in steps]
    waiting = [step for step in steps if step.state == "needs-sign-in"]
    lit = _next(views, case)
    own_goal, own_steps = goal_in_plan([one for one in goals if one.id != goal], steps, pack, texts, language)
    said = [one for one in (_goal(goal, steps, pack, texts, language), own_goal) if one is not None]
    return PlanView(
        case=case.id,
        event=case.event,
        title=texts.say(language, "plan-title", event=texts.say(language, f"event-{pack.id}")),
        summary=texts.say(language, "plan-summary", waits=_waits(steps)) if case.journey is not None else texts.say(language, "plan-not-yet"),
        next=lit,
        told=tuple(view for view in views if view.part in ("allow", "request")),
        own=tuple(sorted((view for view in views if view.part == "own"), key=_own_order)),
        law=tuple(view for view in views if view.part == "law"),
        closed=case.closed is not None,
        may_teach=case.told is not None and case.closed is None,
        at_hand=at_hand,
        decided=bool(case.decided),
        goal=" ".join(said) or None,
        goal_steps=tuple(dict.fromkeys((*_serving(goal, steps, pack), *own_steps))),
        rule=_rule(pack, texts, language),
        own_rules=tuple(acting_lines(tuple(_acting(steps, pack, rules)), texts, language)),
        moments=tuple(_moments(steps, pack, texts, language, today)),
        offers=tuple(offer_view(one, pack, packs, texts, language) for one in beside.offers) if beside is not None else (),
        general=tuple(service_name(texts, language, id) for id in beside.general) if beside is not None else (),
        price=beside.price if beside is not None else None,
        uses=beside.uses if beside is not None else (),
        ended=ended_views(beside.unwanted, pack, packs, texts, language) if beside is not None else (),
        sign_in=texts.say(language, "plan-sign-in", names=service_names(texts, language, (step.service for step in waiting))) if waiting else None,
    )


def _serving(goal: str | None, steps: list[Step], pack: EventPack) -> tuple[StepId, ...]:
    """Steps of the plan that serve the goal."""
    serves = next((one.serves for one in pack.goals if one.id == goal), ())
    return tuple(step.id for step in steps if step.service in serves)


def _goal(goal: str | None, steps: list[Step], pack: EventPack, texts: Texts, language: Language) -> str | None:
    """The goal in the customer's words, what serves it, and what it leaves open. None when none was said."""
    if goal is None or all(one.id != goal for one in pack.goals):
        return None
    name, leaves = texts.say(language, f"goal-{goal}", "name"), texts.say(language, f"goal-{goal}", "leaves")
    serving = service_names(texts, language, _serving(goal, steps, pack))
    if not serving:
        return texts.say(language, "plan-goal-none", name=name, leaves=leaves)
    return texts.say(language, "plan-goal", name=name, steps=serving, leaves=leaves)


def _acting(steps: Iterable[Step], pack: EventPack, rules: Sequence[OwnRule]) -> Iterator[tuple[OwnRule, str]]:
    """Where the customer's own rules act in the plan: what stays with them, and before what they are asked."""
    for step in steps:
        service = pack.service(step.service)
        kind = "never-tell" if step.state == "own" and service is not None and service.part in ("allow", "request") else "ask-first" if step.ask_first else ""
        rule = next((one for one in rules if service is not None and one.kind == kind and one.is_for(service.organisation)), None)
        if rule is not None:
            yield rule, step.service


def _rule(pack: EventPack, texts: Texts, language: Language) -> str | None:
    sold = pack.nothing_sold
    return texts.say(language, "plan-nothing-sold", owner=owner_text(texts, language, sold.owner)) if sold is not None else None


def _own_order(view: StepView) -> tuple[bool, bool, date]:
    """Undone before done, dated before undated, the nearest first; else as the pack has them."""
    return view.state == "done", view.deadline is None, view.deadline or date.max


def _next(views: list[StepView], case: Case) -> StepView | None:
    """One lit thing: a sign-in, a question from an organisation, an unanswered row, else the nearest dated own step."""
    for state in ("needs-sign-in", "needs-approval", "asks"):
        found = next((view for view in views if view.state == state), None)
        if found is not None:
            return found
    if case.card is not None and case.card.open:
        found = next((view for view in views if view.state == "offered"), None)
        if found is not None:
            return found
    dated = sorted((view for view in views if view.state == "own" and view.deadline is not None), key=_own_order)
    return dated[0] if dated else None


def _waits(steps: Iterable[Step]) -> int:
    """What waits for the customer: sign-ins, questions, one card, and own steps that have a date."""
    steps = list(steps)
    card = any(step.state == "offered" for step in steps)
    return card + sum(1 for step in steps if step.state in ("needs-sign-in", "needs-approval", "asks") or (step.state == "own" and step.deadline is not None))


def _moments(steps: Iterable[Step], pack: EventPack, texts: Texts, language: Language, today: date) -> list[Moment]:
    """What happened, today, and what is ahead, in order of days."""
    dated: list[tuple[date, int, str]] = [(today, 1, texts.say(language, "plan-moment-now"))]
    for step in steps:
        name = texts.say(language, f"service-{step.service}", "name")
        if step.state in HAPPENED and step.since is not None:
            word = texts.say(language, state_text(step))
            dated.append((min(helsinki(step.since), today), 0, texts.say(language, "plan-moment-done", name=name, word=word)))
        if step.state in ("done", "refused", "ended") or step.deadline is None:
            continue
        for day in step.remind:
            if day > today and day not in step.reminded:
                dated.append((day, 2, texts.say(language, "plan-moment-remind", name=name)))
        if step.deadline >= today:
            dated.append((step.deadline, 3, texts.say(language, "plan-moment-deadline", name=name)))
    dated.sort()
    return [Moment(day=day_text(day, language), text=text, ahead=order > 1, now=order == 1) for day, order, text in dated]
