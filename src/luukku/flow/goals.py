"""The customer's goals: taken from words, asked about when unsure, kept sealed, named in every plan. A goal alone begins a plan too."""

from __future__ import annotations

from luukku import explain
from luukku.errors import NotFound
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.take import loose
from luukku.model.conversation import Talk
from luukku.model.fact import Fact, Personal, reveal
from luukku.model.ids import LANGUAGES, ConversationId, CustomerId
from luukku.model.own_rule import GOAL_PREFIX
from luukku.model.pack import GoalPack
from luukku.model.reading import Expects, ReadEvent, ReadGoal, Reading
from luukku.model.view import GoalView


async def of(counter: Counter, talk: Talk) -> tuple[GoalPack, ...]:
    """The goals that the customer has said, oldest first; those of packs that are gone are left out."""
    place = loose(talk)
    sealed = [fact for fact in await counter.store.facts(talk.customer, place) if fact.name.startswith(GOAL_PREFIX)]
    held = (await counter.gate.own(talk.customer, sealed)).get(place, ()) if sealed else ()
    said = [str(reveal(fact.value)) for fact in sorted(held, key=lambda fact: (fact.at, fact.name))]
    return tuple(counter.packs.goals[goal] for goal in said if goal in counter.packs.goals)


def name_of(counter: Counter, customer: CustomerId, goal: str) -> str:
    """The fact's name, which tells nothing."""
    return GOAL_PREFIX + counter.keyed_hash(f"own-goal\n{customer}\n{goal}").hex()[:12]


async def by_words(draft: Draft, reading: Reading) -> explain.GoalSaid | None:
    """Takes a goal that was told, or said yes to; asks about one that is unsure. Writes it into the draft."""
    asked = _asked(draft.began.expects)
    if asked and reading.says in ("yes", "no") and asked in draft.counter.packs.goals:
        if reading.says == "no":
            return explain.GoalSaid(declined=True)
        await _make(draft, asked, "")
        return explain.GoalSaid(made=asked)
    told: ReadGoal | None = next((one for one in reading.goals if one.goal in draft.counter.packs.goals), None)
    if told is None:
        return None
    if any(one.id == told.goal for one in await of(draft.counter, draft.talk)):
        return None
    if told.stance == "ask":
        return explain.GoalSaid(ask=told.goal)
    await _make(draft, told.goal, reveal(told.evidence))
    return explain.GoalSaid(made=told.goal)


def expects(said: explain.GoalSaid | None, name: str, counter: Counter) -> Expects | None:
    """What the question about it awaits, by the question's name."""
    if said is None:
        return None
    if said.ask and name == f"{explain.CONFIRM_GOAL}{said.ask}":
        return Expects(name=name, values=("yes", "no"))
    return Expects(name=name, values=tuple(counter.packs.goals[said.made].serves)) if said.made and name == explain.WHAT_HAPPENED else None


def chosen(counter: Counter, talk: Talk, text: str) -> ReadEvent | None:
    """The turn of life whose name was the answer to what has happened: a button's, or typed."""
    if talk.expects is None or talk.expects.name != explain.WHAT_HAPPENED:
        return None
    said = text.strip().strip(".!").casefold()
    for event in talk.expects.values:
        if event in counter.packs.events and said in {explain.event_name(counter.texts, language, event).casefold() for language in LANGUAGES}:
            return ReadEvent(event=event, confidence=1.0, stance="act", evidence=Personal(text.strip()))
    return None


async def take_back(counter: Counter, conversation: ConversationId, goal: str) -> None:
    """With one button. Raises NotFound."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        if all(one.id != goal for one in await of(counter, talk)):
            raise NotFound(what="goal")
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        draft.forgotten.append((loose(talk), name_of(counter, talk.customer, goal)))
        draft.event("own-rule", {"rule": name_of(counter, talk.customer, goal), "state": "taken-back"}, {"value": goal})
        await draft.commit()


async def shown(counter: Counter, conversation: ConversationId) -> tuple[GoalView, ...]:
    """Each with what serves it in each turn of life, and what it leaves open. Raises NotFound."""
    talk = await counter.store.talk(conversation)
    return tuple(explain.goal_view(one, counter.packs, counter.texts, talk.language) for one in await of(counter, talk))


async def brought(draft: Draft, fact: Fact) -> Fact | None:
    """A goal that the customer brought from another counter; None when it is there, or no pack of here has it."""
    goal = str(reveal(fact.value))
    if goal not in draft.counter.packs.goals or any(one.id == goal for one in await of(draft.counter, draft.talk)):
        return None
    await _make(draft, goal, reveal(fact.evidence))
    return draft.facts[-1][1]


async def _make(draft: Draft, goal: str, words: str) -> None:
    name = name_of(draft.counter, draft.talk.customer, goal)
    draft.facts.append((loose(draft.talk), Fact(name=name, about="me", value=Personal(goal), at=draft.at, evidence=Personal(words), confirmed=True)))
    draft.event("own-rule", {"rule": name, "state": "made"}, {"value": goal})


def _asked(expects: Expects | None) -> str:
    return expects.name.removeprefix(explain.CONFIRM_GOAL) if expects is not None and expects.name.startswith(explain.CONFIRM_GOAL) else ""
