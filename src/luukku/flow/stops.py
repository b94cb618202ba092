"""Objecting and restricting: one action stops a use at once, a human weighs it, and until then nothing goes out (GDPR 18, 21).

What is stopped is telling an organisation: by the gate, which asks for no rule's permission then. Answering the customer who asks
goes on, and the employee who weighs may look. Of what was told already nobody is called back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from luukku.errors import NotFound, Refused
from luukku.flow import rights
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.model.conversation import Stop, Talk
from luukku.model.erasure import Request
from luukku.model.ids import CaseId, ConversationId, StepId
from luukku.model.journey import Step
from luukku.model.rule import Standing

WAITS: tuple[Standing, ...] = ("objected", "restricted")
AGAIN = timedelta(hours=1)
"""So long a stopped sending waits before it is looked at again."""


def standing(talk: Talk, case: CaseId, purpose: str, names: Collection[str]) -> Standing | None:
    """Why this use is stopped; None when it is not."""
    found = _stops(talk, case, purpose, names)
    return None if not found else ("objected" if found[0].kind == "object" else "restricted")


def is_upheld(talk: Talk, case: CaseId, purpose: str, names: Collection[str]) -> bool:
    """Whether it was weighed and stays forbidden."""
    return any(one.upheld for one in _stops(talk, case, purpose, names))


async def object_to(counter: Counter, conversation: ConversationId, case: CaseId, step: StepId) -> Request:
    """The customer objects to the step's purpose. Again: the same request.

    Raises NotFound for a step that is not there, Refused(why="not-objectable") where the basis is the customer's permission, a contract
    or the law: a permission is withdrawn instead.
    """
    found = (await counter.store.talk(conversation)).case(case)
    there = found.journey.steps.get(step) if found is not None and found.journey is not None else None
    if there is None:
        raise NotFound()
    purpose = counter.packs.purposes.get(there.purpose)
    if purpose is None or not purpose.can_be_objected_to:
        raise Refused(why="not-objectable")
    return await _stop(counter, conversation, "object", case, there.purpose)


async def restrict(counter: Counter, conversation: ConversationId, case: CaseId, name: str) -> Request:
    """The customer contests a fact of a case: it goes to nobody until a human has looked. Again: the same request. Raises NotFound."""
    found = (await counter.store.talk(conversation)).case(case)
    if found is None or name not in found.names:
        raise NotFound()
    return await _stop(counter, conversation, "restrict", case, name)


def objectable(counter: Counter, talk: Talk) -> list[tuple[CaseId, Step]]:
    """Steps of open cases whose purpose the customer can object to."""
    steps = [(case, step) for case in talk.open_cases() if case.journey is not None for step in case.journey.steps.values()]
    return [(case.id, step) for case, step in steps if (purpose := counter.packs.purposes.get(step.purpose)) is not None and purpose.can_be_objected_to]


async def weigh(counter: Counter, id: str, *, upheld: bool) -> None:
    """A human has answered the request: the use goes on, or (`upheld`) stays forbidden for good. Raises NotFound."""
    asked = next((one for one in await counter.rights.requests() if one.id == id), None)
    for customer in await counter.rounds.customers() if asked is not None else ():
        if asked is None or counter.ledger.number(customer) != asked.number:
            continue
        for talk in await counter.rounds.talks_of(customer):
            if any(one.request == id for one in talk.stops):
                await _note(counter, talk.conversation, id, upheld=upheld)
    await rights.settle(counter, id)
    counter.wake.set()


def _stops(talk: Talk, case: CaseId, purpose: str, names: Collection[str]) -> list[Stop]:
    return [one for one in talk.stops if (one.kind == "object" and one.name == purpose) or (one.kind == "restrict" and one.case == case and one.name in names)]


async def _stop(counter: Counter, conversation: ConversationId, kind: Literal["object", "restrict"], case: CaseId, name: str) -> Request:
    """The stop is durable before a human is called."""
    request = await rights.note(counter, conversation, kind)
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        if not any((one.kind, one.case, one.name) == (kind, case, name) for one in talk.stops):
            stop = Stop(kind=kind, case=case, name=name, request=request.id, at=counter.clock.now())
            draft = Draft(counter=counter, talk=replace(talk, stops=(*talk.stops, stop)), at=stop.at)
            draft.event("stopped", {"kind": kind, "case": case, "name": name})
            if kind == "restrict":
                draft.must_tell("restricted", case, name)
            await draft.commit()
    await rights.call(counter, conversation)
    return request


async def _note(counter: Counter, conversation: ConversationId, id: str, *, upheld: bool) -> None:
    async with counter.one_at_a_time(conversation):
        talk = await counter.store.talk(conversation)
        left = tuple(replace(one, upheld=True) if one.request == id else one for one in talk.stops if one.request != id or upheld)
        draft = Draft(counter=counter, talk=replace(talk, stops=left), at=counter.clock.now())
        draft.event("weighed", {"request": id, "upheld": upheld})
        for one in talk.stops:
            if one.request == id and one.kind == "restrict" and not upheld:
                draft.must_tell("lifted", one.case, one.name)
        await draft.commit()
