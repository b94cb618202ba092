"""Objecting and restricting: one action, nothing goes out until a human has weighed it, and the service stays the same (R-27, GDPR 18, 21)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.errors import NotFound, Refused
from luukku.flow import advance, answer, rights, serve, stops, view
from luukku.flow.counter import Counter
from luukku.model.conversation import Case, Message
from luukku.model.fact import Personal
from luukku.model.ids import CardId, CaseId, ConversationId, StepId, new_id
from tests.stories.carried import counter_in, somebody

pytestmark = pytest.mark.requirement("R-27")


class Mailbox:
    """An organisation that writes down what it was told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    async def tell(self, message: Any) -> Any:
        self.told.append(message)
        raise AssertionError("told")

    async def look(self, *_: Any) -> Any:
        raise AssertionError("asked")

    async def close(self, share: str) -> None:
        """Nothing lies outside."""

    async def aclose(self) -> None: ...


async def case_of(counter: Counter, conversation: ConversationId) -> Case:
    (case,) = (await counter.store.talk(conversation)).cases
    return case


async def sent(counter: Counter, conversation: ConversationId) -> tuple[Any, str]:
    """The first allowed step's row of the outbox, and a fact that it tells."""
    case = await case_of(counter, conversation)
    assert case.card is not None
    row = next(row for row in case.card.rows if row.part == "allow" and row.facts)
    await answer.answer_card(counter, conversation, case.card.id, {row.id: "allow"}, [])
    (sending,) = await counter.outbox.due(counter.clock.now() + timedelta(hours=2))
    return sending, row.facts[0]


@pytest.mark.parametrize("upheld", [False, True])
def test_a_contested_fact_goes_to_nobody_until_a_human_has_looked(tmp_path: Path, upheld: bool) -> None:
    async def story() -> None:
        async with counter_in(tmp_path) as counter:
            conversation, _ = await somebody(counter)
            sending, name = await sent(counter, conversation)
            peer = Mailbox()
            counter.peers = {**counter.peers, sending.receiver: peer}  # type: ignore[dict-item]
            request = await stops.restrict(counter, conversation, sending.case, name)
            assert await stops.restrict(counter, conversation, sending.case, name) == request, "again: nothing changes"
            assert {event.type for event in await counter.feed.events(conversation, 0)} & {"queued", "person-wanted"}, "a human was called"
            await advance.deliver(counter, sending)
            await advance.deliver(counter, sending)
            assert peer.told == []
            entries = await counter.log.entries(sending.customer)
            (refused,) = [entry for entry in entries if entry.kind == "refused"]
            assert refused.basis == "none:restricted" and " use-restricted@" in refused.rule, "a rule with an id and an owner said no"
            assert counter.rules is not None and (rule := counter.rules.rule("use-restricted")) is not None and rule.owner
            known = await view.known(counter, conversation)
            assert [fact.name for fact in known.facts if fact.restricted] == [name]
            assert any("rajoittanut" in entry.what for entry in known.entries)
            step = (await case_of(counter, conversation)).journey.steps[sending.step]  # type: ignore[union-attr]
            assert step.state == "sending", "it waits, and is not lost"
            await stops.weigh(counter, request.id, upheld=upheld)
            assert [one.done is not None for one in await rights.of(counter, conversation)] == [True]
            if upheld:
                await advance.deliver(counter, sending)
                assert peer.told == []
            else:
                with pytest.raises(AssertionError, match="told"):
                    await advance.deliver(counter, sending)

    asyncio.run(story())


def test_what_rests_on_a_legitimate_interest_can_be_objected_to_and_nothing_else(tmp_path: Path) -> None:
    async def story() -> None:
        async with counter_in(tmp_path) as counter:
            conversation, _ = await somebody(counter, "Muutan Tampereelle 1.2.2027", "kyllä", "Tampere", "ei", "vuokralla", "ei", "ei", "ei", "ei", "ei")
            case = await case_of(counter, conversation)
            assert case.journey is not None, case.event
            known = await view.known(counter, conversation)
            assert [one.step for one in known.objectable] == ["housing-company-move-in"]
            with pytest.raises(Refused):
                await stops.object_to(counter, conversation, case.id, StepId("move-notice"))
            with pytest.raises(NotFound):
                await stops.object_to(counter, conversation, CaseId("x"), StepId("move-notice"))
            with pytest.raises(NotFound):
                await stops.restrict(counter, conversation, case.id, "no.such")
            await stops.object_to(counter, conversation, case.id, StepId("housing-company-move-in"))
            talk = await counter.store.talk(conversation)
            assert stops.standing(talk, case.id, "housing-company-move-in", ()) == "objected"
            assert stops.standing(talk, case.id, "move-notice", ()) is None
            assert [one.stopped for one in (await view.known(counter, conversation)).objectable] == [True]
            assert talk.cases[0].journey == case.journey, "the plan is the same for who objects"

    asyncio.run(story())


def test_who_objects_is_served_word_for_word_as_who_does_not(tmp_path: Path) -> None:
    moving = ("Muutan Tampereelle 1.2.2027", "kyllä", "Tampere", "ei", "vuokralla", "ei", "ei", "ei", "ei", "ei")

    async def served(counter: Counter, *, objects: bool) -> Any:
        conversation, _ = await somebody(counter, *moving)
        case = await case_of(counter, conversation)
        if objects:
            await stops.object_to(counter, conversation, case.id, StepId("housing-company-move-in"))
            await stops.restrict(counter, conversation, case.id, case.names[0])
        for text in ("ei kun 2.2.2027", "Mitä minun pitää vielä tehdä?", "Moi, meille syntyi eilen poika!", "palkkatöissä"):
            await serve.serve(counter, Message(conversation=conversation, id=new_id(), text=Personal(text)))
        replies = [item.reply for item in await view.conversation(counter, conversation) if item.reply is not None]
        plans = [replace(plan, case=CaseId(""), price=plan.price and replace(plan.price, card=CardId(""))) for plan in await view.plans(counter, conversation)]
        return [(reply.paragraphs, reply.tone, reply.question) for reply in replies], [[row.service for row in reply.card.allow] if reply.card else None for reply in replies], plans

    async def story() -> None:
        async with counter_in(tmp_path) as counter:
            assert await served(counter, objects=True) == await served(counter, objects=False)

    asyncio.run(story())
