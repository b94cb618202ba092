"""How a conversation stands: who answers, the way to a human, which situations are open, whether one may want to leave quickly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from luukku.errors import NotFound
from luukku.flow import alarm, desk
from luukku.flow.alarm import Alarm
from luukku.flow.counter import Counter
from luukku.model.conversation import Case, Talk
from luukku.model.ids import CaseId
from luukku.model.view import HumanView
from luukku.web.turns import Item, is_waiting, tone_of, unanswered, wants_exit


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """An open situation, for the line above the box."""

    id: CaseId
    title: str
    at_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands on a conversation's pages beside its turns."""

    name: str = ""
    """The employee who has the conversation; "" while the machine answers."""
    human: HumanView | None = None
    exit: bool = False
    safe: bool = False
    tone: str = "everyday"
    chips: tuple[Chip, ...] = ()
    """The open situations, where there are several."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Id of a case or of its card → the situation in words; empty while there is only one."""
    alarm: Alarm | None = None
    """For somebody in danger, while what they said last has no answer yet."""

    @property
    def held(self) -> str:
        """The line that says that a person answers now, "" while nobody does. It stands among the turns, where it began."""
        return self.human.line if self.human is not None and self.human.state == "held" else ""


async def standing(counter: Counter, talk: Talk, items: Sequence[Item]) -> Standing:
    """As it stands now. `items` are the conversation's."""
    sure = [case for case in talk.cases if case.sure]
    several = len(sure) > 1
    waits = await alarm.sound(counter, unanswered(items), talk.language) if is_waiting(items) else None
    return Standing(
        name=await holder(counter, talk),
        human=await desk.human(counter, talk.conversation),
        exit=talk.safe or wants_exit(items) or (waits is not None and waits.leaves),
        safe=talk.safe,
        tone=tone_of(items),
        chips=_chips(counter, talk),
        titles={id: _title(counter, talk, case) for case in sure for id in _ids(case)} if several else {},
        alarm=waits,
    )


async def holder(counter: Counter, talk: Talk) -> str:
    """The name of the employee who has the conversation, or ""."""
    if talk.held_by is None:
        return ""
    try:
        return (await counter.staff.employee(talk.held_by)).name
    except NotFound:
        return ""


def _chips(counter: Counter, talk: Talk) -> tuple[Chip, ...]:
    """In the order in which they were opened, so that none jumps about."""
    open_ = [case for case in talk.open_cases() if case.sure]
    if len(open_) < 2:
        return ()
    at_hand = open_[-1].id
    ordered = [case for case in talk.cases if case in open_]
    return tuple(Chip(id=case.id, title=_title(counter, talk, case), at_hand=case.id == at_hand) for case in ordered)


def _title(counter: Counter, talk: Talk, case: Case) -> str:
    return counter.texts.of(case.event).say(talk.language, f"event-{case.event}")


def _ids(case: Case) -> tuple[str, ...]:
    return (case.id, case.card.id) if case.card is not None else (case.id,)
