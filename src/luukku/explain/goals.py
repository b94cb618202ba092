"""A goal in words: that it was taken, what is asked about it, and what serves it in each turn of life."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luukku.explain.facts import owner_text, service_names
from luukku.explain.texts import Texts
from luukku.model.ids import Language, StepId
from luukku.model.journey import Step
from luukku.model.pack import EventPack, GoalPack, Packs
from luukku.model.view import GoalView, Option, Question

WHAT_HAPPENED = "goal-event"
"""The name of the question what has happened, after a goal was said and nothing else."""
CONFIRM = "goal:"
MOST_EVENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSaid:
    """What became of a goal in this turn. `made`: taken. `ask`: to be asked about. `declined`: the customer said no to it."""

    made: str = ""
    ask: str = ""
    declined: bool = False


def goal_name(texts: Texts, language: Language, goal: str) -> str:
    """ "että lapset pärjäävät, kävi miten kävi" """
    return texts.say(language, f"goalpack-{goal}", "name")


def goal_lines(said: GoalSaid | None, texts: Texts, language: Language, *, alone: bool) -> Iterator[str]:
    """`alone`: no turn of life is known yet, and it is asked what has happened."""
    if said is not None and said.made:
        yield texts.say(language, "goal-said" if alone else "goal-kept", name=goal_name(texts, language, said.made))
    if said is not None and said.declined:
        yield texts.say(language, "goal-declined")


def goal_question(said: GoalSaid | None, texts: Texts, language: Language, *, alone: bool) -> Question | None:
    """Whether it is their goal; or, when it was the goal alone, what has happened, with the turns of life that it fits as buttons."""
    if said is not None and said.ask:
        options = tuple(Option(value=value, text=texts.say(language, f"option-{value}")) for value in ("yes", "no"))
        return Question(name=f"{CONFIRM}{said.ask}", text=texts.say(language, "goal-confirm", name=goal_name(texts, language, said.ask)), why=texts.say(language, "goal-confirm-why"), options=options)
    if said is None or not said.made or not alone:
        return None
    events = [event for event in texts.packs.goals[said.made].serves if event in texts.packs.events][:MOST_EVENTS]
    options = tuple(Option(value=event, text=event_name(texts, language, event)) for event in events)
    return Question(name=WHAT_HAPPENED, text=texts.say(language, "goal-ask"), why=texts.say(language, "goal-ask-why"), options=options)


def event_name(texts: Texts, language: Language, event: str) -> str:
    return texts.of(event).say(language, f"event-{event}")


def goal_view(goal: GoalPack, packs: Packs, texts: Texts, language: Language) -> GoalView:
    """The goal with what serves it in each turn of life, and what it leaves open."""
    lines = tuple(
        texts.say(language, "goal-in-event", event=event_name(texts, language, event), services=service_names(texts.of(event), language, services))
        for event, services in goal.serves.items()
        if event in packs.events
    )
    return GoalView(
        id=goal.id, title=texts.say(language, f"goalpack-{goal.id}"), name=goal_name(texts, language, goal.id), lines=lines,
        leaves=texts.say(language, "goal-leaves", leaves=texts.say(language, f"goalpack-{goal.id}", "leaves")),
        owner=texts.say(language, "goal-owner", owner=owner_text(texts, language, goal.owner)),
    )  # fmt: skip


def goal_in_plan(goals: Sequence[GoalPack], steps: Sequence[Step], pack: EventPack, texts: Texts, language: Language) -> tuple[str | None, tuple[StepId, ...]]:
    """(the goals in the customer's words with what of the plan serves them and what they leave open, the steps that serve)."""
    words, serving = [], dict[StepId, None]()
    for goal in goals:
        services = [step.service for step in steps if step.service in goal.serves.get(pack.id, ())]
        serving |= {step.id: None for step in steps if step.service in services}
        said = {"name": goal_name(texts, language, goal.id), "leaves": texts.say(language, f"goalpack-{goal.id}", "leaves")}
        words.append(texts.say(language, "plan-goal", steps=service_names(texts, language, services), **said) if services else texts.say(language, "plan-goal-none", **said))
    return " ".join(words) or None, tuple(serving)
