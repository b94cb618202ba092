"""Nobody waits for somebody who has gone: what they hold goes back to the queue, and the customer is told so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.errors import Refused
from luukku.flow import desk, promises
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.model.ids import ConversationId, HandoverId, new_id
from luukku.model.reading import Expects
from tests.stories.desks import AINO, MONDAY, PAIVI, STEWARD, Standing, events, held, seen, visitor, wrote
from tests.stories.test_desk_flow import called, play, types


async def answered(counter: Counter, words: str = "Palaan tähän.") -> tuple[ConversationId, HandoverId]:
    """Somebody whom Päivi has taken and answered."""
    conversation = await visitor(counter)
    made = await called(counter, conversation)
    await desk.take(counter, PAIVI, made.id)
    await desk.say(counter, PAIVI, made.id, words, new_id())
    return conversation, made.id


def test_who_has_gone_holds_nobody_although_others_are_at_the_desk(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, id = await answered(counter)
        clock.goes(minutes=30)
        await seen(counter, AINO)
        assert await promises.keep(counter) == 0
        clock.goes(seconds=1)
        await seen(counter, AINO)
        assert await promises.keep(counter) == 1
        back = await counter.desk.handover(id)
        assert (back.state, back.employee, back.moved, back.promised) == ("waiting", None, 0, MONDAY + timedelta(hours=1, minutes=1))
        assert await types(counter, conversation) == ["queued", "taken", "person-said", "queued"]
        assert (await counter.store.talk(conversation)).held_by is None
        assert (await desk.take(counter, AINO, id)).employee == AINO.id

    play(tmp_path, story)


def test_who_is_seen_holds_on_for_as_long_as_they_are(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, id = await answered(counter)
        await wrote(counter, conversation, "Kiitos, odotan.")
        for _ in range(20):
            clock.goes(minutes=20)
            await seen(counter, PAIVI)
            assert await promises.keep(counter) == 0
        assert (await counter.desk.handover(id)).employee == PAIVI.id

    play(tmp_path, story)


def test_who_is_let_in_no_more_holds_nobody_from_the_next_round_on(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, id = await answered(counter)
        await counter.staff.switch_off(PAIVI.login)
        assert await promises.keep(counter) == 1
        assert ((await counter.desk.handover(id)).state, (await counter.store.talk(conversation)).held_by) == ("waiting", None)
        assert await promises.keep(counter) == 0

    play(tmp_path, story)


def test_who_signed_out_holds_nobody_from_the_next_round_on(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        _, id = await answered(counter)
        await counter.staff.end_session(PAIVI.id.encode())
        assert await promises.keep(counter) == 1
        assert (await counter.desk.handover(id)).state == "waiting"

    play(tmp_path, story)


def test_a_message_that_nobody_saw_goes_back_when_the_answer_is_late(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        counter.settings = replace(counter.settings, desk=replace(counter.settings.desk, answer_within="PT10M"))
        conversation, id = await answered(counter)
        clock.goes(minutes=1)
        for words in ("Vielä yksi asia.", "Oletko siellä?"):
            await wrote(counter, conversation, words)
            clock.goes(minutes=5)
            assert await promises.keep(counter) == 0
        clock.goes(seconds=1)
        assert await promises.keep(counter) == 1, "ten minutes from the first of them"
        assert (await counter.desk.handover(id)).state == "waiting"

    play(tmp_path, story)


def test_a_message_that_was_seen_or_answered_or_came_after_hours_takes_nothing_away(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        counter.settings = replace(counter.settings, desk=replace(counter.settings.desk, answer_within="PT10M"))
        conversation, id = await answered(counter)
        await wrote(counter, conversation, "Vielä yksi asia.")
        clock.goes(minutes=1)
        await desk.say(counter, PAIVI, id, "Niin?", new_id())
        clock.goes(minutes=15)
        assert await promises.keep(counter) == 0, "answered"
        await wrote(counter, conversation, "Tämä.")
        clock.goes(minutes=1)
        await seen(counter, PAIVI)
        clock.goes(minutes=15)
        assert await promises.keep(counter) == 0, "seen"
        clock.at = MONDAY + timedelta(hours=5, minutes=55)
        await seen(counter, PAIVI)
        clock.goes(minutes=1)
        await wrote(counter, conversation, "Oletko vielä siellä?")
        clock.goes(minutes=20)
        assert await promises.keep(counter) == 0, "four minutes before closing: the rest of the ten comes tomorrow"

    play(tmp_path, story)


def test_at_the_branch_only_what_was_written_after_joining_waits(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        counter.settings = replace(counter.settings, desk=replace(counter.settings.desk, answer_within="PT10M"))
        conversation = await visitor(counter)
        clock.goes(minutes=1)
        joined = await desk.join(counter, PAIVI, await desk.branch_code(counter, conversation))
        await seen(counter, PAIVI)
        clock.goes(minutes=15)
        assert await promises.keep(counter) == 0
        await wrote(counter, conversation, "Minne menit?")
        clock.goes(minutes=11)
        assert await promises.keep(counter) == 1
        assert (await counter.desk.handover(joined.id)).state == "waiting"

    play(tmp_path, story)


def test_a_steward_puts_back_what_somebody_else_holds_and_an_employee_does_not(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, id = await answered(counter)
        steward = replace(AINO, role=STEWARD)
        for nobody in (AINO, replace(steward, active=False)):
            with pytest.raises(Refused):
                await desk.let_go(counter, nobody, id)
        await desk.let_go(counter, steward, id)
        back = await counter.desk.handover(id)
        assert (back.state, back.employee, (await counter.store.talk(conversation)).held_by) == ("waiting", None, None)
        for act in (desk.let_go(counter, steward, id), desk.say(counter, PAIVI, id, "Hei.", new_id()), desk.say(counter, steward, id, "Hei.", new_id())):
            with pytest.raises(Refused):
                await act

    play(tmp_path, story)


def test_what_the_machine_does_not_ask_again_it_waits_for_no_more(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, id = await answered(counter)
        draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=clock.now())
        case = replace(draft.talk.cases[0], names=("mother.work",))
        draft.put(case)
        draft.talk = replace(draft.talk, expects=Expects(name="mother.work", about="mother", event="child"))
        await draft.commit()
        await desk.hand_back(counter, PAIVI, id)
        reply = held((await events(counter, conversation))[-1])["reply"]
        assert (reply["paragraphs"], reply["question"]) == (["Kone jatkaa.", "Voit kirjoittaa tähän, kun sinulle sopii."], None)
        assert (await counter.store.talk(conversation)).expects is None

    play(tmp_path, story)


@pytest.mark.parametrize("channel", ["web", "rest"])
def test_the_queue_says_where_the_customer_writes(tmp_path: Path, channel: str) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, _ = await open_conversation(counter, "fi", channel=channel)
        made = await called(counter, conversation)
        assert (made.channel, [row.channel for row in await desk.queue(counter, PAIVI)]) == (channel, [channel])

    play(tmp_path, story)
