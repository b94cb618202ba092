"""What each fact was good for, once a case is done: by the log, not by what was meant. What was good for nothing goes by one click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from luukku import act, explain
from luukku.errors import Clash, NotFound
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.conversation import Case, Talk
from luukku.model.decision import Label
from luukku.model.ids import CaseId, ConversationId
from luukku.model.view import FactUse

WAITS = ("offered", "needs-sign-in")


def is_done(case: Case) -> bool:
    """Whether nothing of it is under way or asked any more, and something was done, refused or ended; or it was closed."""
    steps = list(case.journey.steps.values()) if case.journey is not None else []
    if case.closed is not None:
        return bool(steps)
    over = any(step.state in act.OVER and step.part in ("allow", "request") for step in steps)
    return over and all(step.state not in (*act.AWAY, *WAITS) for step in steps)


async def uses(counter: Counter, talk: Talk, case: Case, labels: Mapping[str, Label]) -> tuple[FactUse, ...]:
    """Of each fact of a case that is done: the services to which it was told; else that the plan rested on it; else that it served nothing."""
    if not is_done(case) or case.journey is None:
        return ()
    of_share: dict[str, str] = {share: step.service for step in case.journey.steps.values() for share in step.shares}
    told: dict[str, dict[str, None]] = {}
    for entry in await counter.log.entries(talk.customer):
        if entry.kind == "share" and entry.result != "refused" and entry.id in of_share:
            for name in entry.facts:
                told.setdefault(name, {})[of_share[entry.id]] = None
    decided = {name for step in case.journey.steps.values() if step.service in labels for name in labels[step.service].facts}
    pack, texts = counter.packs.events[case.event], counter.texts.of(case.event)
    names = [name for name in case.names if pack.fact(name) is not None]
    return explain.use_views(names, {name: tuple(services) for name, services in told.items()}, tuple(decided), texts, talk.language)


async def forget(counter: Counter, conversation: ConversationId, id: CaseId, name: str) -> None:
    """One fact of a case that is done is deleted, and never asked again there. Raises NotFound for what is not there, Clash for a case that
    may still need it."""
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        case = talk.case(id)
        if case is None or name not in case.names:
            raise NotFound()
        if not is_done(case):
            raise Clash(why="case-runs")
        draft = Draft(counter=counter, talk=talk, at=counter.clock.now())
        left = tuple(one for one in case.names if one != name)
        draft.put(replace(case, names=left, refused=tuple(dict.fromkeys((*case.refused, name)))))
        draft.event("forgotten", {"case": id, "name": name})
        draft.forgotten.append((id, name))
        await draft.commit()
