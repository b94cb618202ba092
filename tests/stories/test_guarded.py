"""What closes doors closes them everywhere: a protected address, a human who has the word, two cases with facts of one name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from luukku import app
from luukku.app import opened
from luukku.flow import cases, desk
from luukku.flow.answer import answer_card
from luukku.flow.counter import Counter, own_facts
from luukku.flow.open import open_conversation
from luukku.flow.serve import serve
from luukku.flow.withdraw import close
from luukku.model.conversation import Case, Message, Talk
from luukku.model.fact import Personal, reveal
from luukku.model.handover import Employee
from luukku.model.ids import ConversationId, EmployeeId, new_id
from luukku.settings import load


@dataclass(slots=True)
class Person:
    counter: Counter
    conversation: ConversationId

    async def say(self, text: str, fix: str | None = None) -> dict[str, Any]:
        message = Message(conversation=self.conversation, id=new_id(), text=Personal(text))
        return dict(await serve(self.counter, message, fix=fix))

    async def talk(self) -> Talk:
        return await self.counter.store.talk(self.conversation)

    async def case(self, event: str) -> Case:
        return next(case for case in reversed((await self.talk()).cases) if case.event == event)

    async def facts(self, event: str) -> dict[str, object]:
        return {fact.name: reveal(fact.value) for fact in await own_facts(self.counter, await self.talk(), (await self.case(event)).id)}

    async def rows(self, event: str) -> dict[str, tuple[str, ...]]:
        card = (await self.case(event)).card
        return {row.id: (*row.facts, *row.may_ask) for row in card.rows if row.state == "open"} if card is not None else {}


Story = Callable[[Person], Awaitable[None]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Story], None]]:
    folder = tmp_path_factory.mktemp("guarded")

    def play(story: Story) -> None:
        async def run() -> None:
            settings = load({"data": str(folder / "data"), "desk.hours": "mon-sun 00:00-24:00"}, {}, folder)
            async with opened(settings, work=False) as counter:
                conversation, _ = await open_conversation(counter, "fi")
                await story(Person(counter, conversation))

        asyncio.run(run())

    yield play


async def hold(person: Person) -> tuple[Employee, Any]:
    """Somebody at the desk takes the conversation."""
    employee = Employee(id=EmployeeId(new_id()), login=new_id()[:8], name="Päivi Lehto", role="employee")
    await person.counter.staff.add(employee, app.hash_password("riittävän pitkä sana"))
    found = await desk.ask(person.counter, person.conversation)
    assert found is not None
    return employee, (await desk.take(person.counter, employee, found.id)).id


def test_a_protected_address_is_remembered_when_nothing_was_open(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Isäni kuoli 3.11.")
        await close(person.counter, person.conversation, (await person.case("bereavement")).id)
        await person.say("minulla on turvakielto")
        await person.say("Meille syntyi eilen poika, asun Tampereella")
        for _ in range(3):
            answer = await person.say("palkkatöissä")
            if answer["card"]:
                break
        assert (await person.facts("child"))["turvakielto"] is True
        assert all("municipality" not in facts for facts in (await person.rows("child")).values())
        assert "early-education" not in await person.rows("child"), "whoever serves one town learns the town by being told"

    told(story)


def test_a_protected_address_said_to_a_human_closes_the_card_and_the_permission(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        for text in ("Meille syntyi eilen poika!", "Tampere", "palkkatöissä"):
            await person.say(text)
        card = (await person.case("child")).card
        assert card is not None
        await answer_card(person.counter, person.conversation, card.id, {"early-education": "allow"}, [])
        await hold(person)
        answer = await person.say("Minulla on turvakielto")
        assert answer["reply"]["silent"] and answer["reply"]["paragraphs"] == []
        case = await person.case("child")
        assert all("municipality" not in facts for facts in (await person.rows("child")).values())
        assert [event.facts for event in case.consents if event.kind == "narrowed"] == [("event.date",)]

    told(story)


def test_danger_said_to_a_human_reaches_the_desk(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        _, id = await hold(person)
        answer = await person.say("mies uhkaa tappaa minut")
        assert answer["reply"]["numbers"] and answer["reply"]["silent"]
        found = await person.counter.desk.handover(id)
        assert (found.level, found.danger) == ("now", "violence")

    told(story)


def test_words_to_a_human_answer_nothing_that_the_machine_asked(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        await person.say("Tampere")
        await hold(person)
        await person.say("ei")
        await person.say("kyllä sopii")
        assert "mother.work" not in await person.facts("child")
        assert [case.event for case in (await person.talk()).cases] == ["child"]
        assert await cases.take_up(person.counter, person.conversation, (await person.case("child")).id) == {}, "and it asks nothing"

    told(story)


def test_a_correction_names_the_case_whose_fact_it_corrects(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        await person.say("ja isäni kuoli 3.11.")
        died = (await person.facts("bereavement"))["event.date"]
        await person.say("15.11.", fix=f"{(await person.case('child')).id}:event.date")
        assert str((await person.facts("child"))["event.date"]).endswith("-11-15")
        assert (await person.facts("bereavement"))["event.date"] == died

    told(story)


def test_what_is_asked_and_what_is_at_hand_are_of_one_case(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        await person.say("ja isäni kuoli 3.11.")
        await person.say("jatketaan")
        talk = await person.talk()
        at_hand = talk.case(talk.at_hand) if talk.at_hand is not None else None
        assert talk.expects is not None and at_hand is not None and at_hand.event == talk.expects.event

    told(story)


def test_after_a_death_nothing_else_is_asked_in_that_turn(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        answer = await person.say("ja isäni kuoli 3.11.")
        assert answer["question"] is None and answer["card"] is None and answer["reply"]["tone"] == "quiet"

    told(story)


def test_a_protected_address_is_heard_in_another_language_than_the_conversations(told: Callable[[Story], None]) -> None:
    async def story(person: Person) -> None:
        await person.say("Meille syntyi eilen poika!")
        await person.say("I have a non-disclosure order for personal safety")
        assert (await person.facts("child")).get("turvakielto") is True

    told(story)
