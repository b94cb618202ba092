"""What binds, over a real counter: allowed is not done; the customer reads exactly what goes, says yes to just that, and only then it goes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku.errors import NotFound, OutOfDate, Unreached
from luukku.flow import answer, mandate, open, own, own_rules, view, withdraw
from luukku.flow.change import Draft
from luukku.interop import doing, spoken
from luukku.model.ids import CaseId, ShareId, StepId
from luukku.model.journey import Step
from luukku.web.server import make_app
from tests.stories.test_ends import Clock, Place, counter_in

POWER = StepId("electricity-move")


@asynccontextmanager
async def moving(folder: Path) -> AsyncIterator[Place]:
    """Somebody who is known well moves, and the card lies there."""
    clock = Clock()
    async with counter_in(folder, clock) as counter:
        conversation, token = await open.open_conversation(counter, "fi")
        place = Place(counter, clock, conversation, token, {})
        draft = Draft(counter=counter, talk=replace(await place.talk(), assurance="strong"), at=clock.at)
        await draft.commit()
        for text in ("Muutan 1.12.2026 Helsingistä Tampereelle", "kyllä", "vuokra-asunnosta"):
            said = await place.say(text)
        assert said["card"] is not None, said["reply"]["text"]
        place.card = said["card"]
        yield place


async def step(place: Place) -> Step:
    journey = (await place.case()).journey
    assert journey is not None
    return journey.steps[POWER]


async def allow(place: Place) -> dict[str, Any]:
    card = (await place.case()).card
    assert card is not None
    return dict(await answer.answer_card(place.counter, place.conversation, card.id, {POWER: "allow"}, []))


def letters(place: Place) -> list[dict[str, Any]]:
    files = sorted((place.counter.settings.mailbox.folder / "out").glob("*.json"))
    return [one for one in (json.loads(path.read_text()) for path in files) if one.get("service") == POWER]


async def case_of(place: Place) -> CaseId:
    return (await place.case()).id


def test_allowed_is_not_done_before_just_this_is_approved(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            said = await allow(place)
            assert "Sähkösopimus" in said["reply"]["paragraphs"][0] and said["reply"]["approves"] == f"{await case_of(place)}/{POWER}"
            await place.deliver()
            assert (await step(place)).state == "needs-approval" and letters(place) == []
            shown = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
            values = dict(shown.lines)
            assert "irtisanoo" in shown.what and "1.12.2026" in " ".join(values.values()) and shown.who and shown.cost and shown.back
            await place.say("kyllä, tehkää se")  # no word stands for the yes
            await place.deliver()
            assert letters(place) == []
            await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, shown.content)
            await place.deliver()
            assert len(letters(place)) == 1
            about = [entry.about for entry in await place.counter.log.entries((await place.talk()).customer) if entry.kind == "consent"]
            assert about[0] == "given" and about.count("approved") == 1 and about[-1] == "approved"
            with pytest.raises(NotFound):
                await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, shown.content)

    asyncio.run(story())


def test_a_changed_content_is_approved_anew(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await allow(place)
            read = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
            await place.say("ei kun muutan 15.12.2026")
            now = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
            assert now.content != read.content and "15.12.2026" in " ".join(value for _, value in now.lines)
            with pytest.raises(OutOfDate):
                await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, read.content)
            await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, now.content)
            await place.say("ei kun muutan 20.12.2026")  # before it has left
            assert (await step(place)).state == "needs-approval"
            await place.deliver()
            assert letters(place) == []

    asyncio.run(story())


def test_another_envelope_than_the_approved_one_goes_nowhere(tmp_path: Path) -> None:
    """As if somebody had written the journey's row by hand: the gate looks at what lies in the envelope."""

    async def story() -> None:
        async with moving(tmp_path) as place:
            await allow(place)
            shown = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
            await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, shown.content)
            talk = await place.talk()
            case = talk.cases[0]
            assert case.journey is not None
            forged = replace(case.journey, steps={**case.journey.steps, POWER: replace(case.journey.steps[POWER], approved="00" * 32)})
            draft = Draft(counter=place.counter, talk=talk, at=place.clock.at)
            draft.put(replace(case, journey=forged))
            await draft.commit()
            await place.deliver()
            assert letters(place) == []
            entry = (await place.counter.log.entries(talk.customer))[-1]
            assert entry.basis == "none:not-approved" and "approval-missing" in entry.rule

    asyncio.run(story())


def test_no_to_the_content_ends_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await allow(place)
            await withdraw.withdraw(place.counter, place.conversation, await case_of(place), POWER)
            assert (await step(place)).state == "ended"
            with pytest.raises(NotFound):
                await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)

    asyncio.run(story())


def test_a_rule_that_nothing_goes_there_ends_what_waits_for_a_yes(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await allow(place)
            await own_rules.make(place.counter, place.conversation, "never-tell/electricity")
            assert (await step(place)).state == "ended"

    asyncio.run(story())


def test_the_page_shows_the_content_and_takes_the_yes(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await allow(place)
            path = f"/approve/{await case_of(place)}/{POWER}"
            shown = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
            transport = httpx.ASGITransport(make_app(place.counter))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": place.token}) as http:
                page = (await http.get(path)).raise_for_status().text
                assert shown.content in page and "irtisanoo vanhan kodin sopimuksen" in page
                assert path in (await http.get("/plan")).text and path in (await http.get("/conversation")).text
                bearer = {"authorization": f"Bearer {place.token}"}
                api = f"/api/v1/conversations/{place.conversation}/steps/{await case_of(place)}/{POWER}"
                assert (await http.get(f"{api}/approval", headers=bearer)).json()["content"] == shown.content
                assert (await http.post(f"{api}/approve", json={"content": "00"}, headers=bearer)).status_code == 410
                (await http.post(f"{api}/approve", json={"content": shown.content}, headers=bearer)).raise_for_status()
                assert (await http.get(path)).status_code == 404
            assert (await step(place)).state == "sending"

    asyncio.run(story())


def test_a_chat_program_shows_the_content_and_takes_the_yes_too(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            said = await allow(place)
            spoken_ = spoken.answer(place.counter.texts, said["reply"])
            button = next(one for text in spoken_ for one in text.get("buttons", ()) if one["payload"].startswith("/approval:"))
            shown = (await told(place, button["payload"]))[0]
            assert "irtisanoo" in shown["text"] and "1.12.2026" in shown["text"]
            no, yes = shown["buttons"]
            assert no["payload"].startswith("/withdraw:") and yes["payload"].startswith("/approve:")
            await told(place, yes["payload"][:-4] + "0000")
            assert (await step(place)).state == "needs-approval", "another content is no yes"
            await told(place, yes["payload"])
            assert (await step(place)).state == "sending"
            rules = await told(place, "/rule:never-tell/bank")
            assert "pankille" in rules[0]["text"]
            assert "omia sääntöjä" in (await told(place, rules[0]["buttons"][0]["payload"]))[0]["text"]

    asyncio.run(story())


async def told(place: Place, payload: str) -> list[dict[str, Any]]:
    asked = doing.asked_in(place.counter, payload)
    assert asked is not None
    return await doing.do(place.counter, place.conversation, asked, "http://localhost")


async def approved(place: Place) -> None:
    await allow(place)
    shown = await mandate.shown(place.counter, place.conversation, await case_of(place), POWER)
    await mandate.approve(place.counter, place.conversation, await case_of(place), POWER, shown.content)
    await place.deliver()


async def view_of(place: Place) -> Any:
    plan = (await view.plans(place.counter, place.conversation))[0]
    return next(one for one in plan.told if one.id == POWER)


def test_it_is_undone_within_its_window_and_the_receiver_is_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await approved(place)
            letter = letters(place)[0]
            assert "6.12.2026" in (await view_of(place)).undo_text, "fourteen days, and what happens then"
            await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)
            assert letters(place) == [], "the letter is taken back"
            assert ((await step(place)).state, (await step(place)).reason) == ("ended", "undoing")
            assert "on lähdössä" in (await view_of(place)).line and (await view_of(place)).undo_text == ""
            await place.deliver()
            notices = [json.loads(path.read_text()) for path in (place.counter.settings.mailbox.folder / "out").glob("*.json")]
            assert [one["undone"] for one in notices if "undone" in one] == [letter["share"]]
            assert (await step(place)).reason == "undone" and "sai tiedon perumisestasi" in (await view_of(place)).line
            about = [entry.about for entry in await place.counter.log.entries((await place.talk()).customer) if entry.kind == "consent"]
            assert about[-1] == "undone" and [event.kind for event in (await place.case()).consents] == ["given", "withdrawn"]
            with pytest.raises(NotFound):
                await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)

    asyncio.run(story())


def test_after_its_window_nothing_is_undone(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await approved(place)
            place.clock.at += timedelta(days=15)
            assert (await view_of(place)).undo_text == ""
            with pytest.raises(NotFound):
                await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)

    asyncio.run(story())


def test_who_is_not_reached_is_told_again_that_it_is_undone(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await approved(place)
            peer = place.counter.peers["electricity-mailbox"]
            undone = peer.undone

            async def away(notice: str, share: ShareId) -> None:
                raise Unreached(organisation="electricity-mailbox", what="mailbox")

            peer.undone = away  # type: ignore[method-assign]
            await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)
            await place.deliver()
            assert (await step(place)).reason == "undoing"
            peer.undone = undone  # type: ignore[method-assign]
            await place.deliver()
            assert (await step(place)).reason == "undone"

    asyncio.run(story())


def test_the_undoing_is_told_also_when_the_step_is_begun_anew_meanwhile(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await approved(place)
            first = letters(place)[0]["share"]
            await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)
            await own.ask_again(place.counter, place.conversation, await case_of(place), POWER)
            await allow(place)
            assert (await step(place)).state == "needs-approval", "what was approved before is not approved now"
            await place.deliver()
            out = [json.loads(path.read_text()) for path in (place.counter.settings.mailbox.folder / "out").glob("*.json")]
            assert [one["undone"] for one in out if "undone" in one] == [first]
            assert (await step(place)).state == "needs-approval", "and that it was told changes nothing in what is new"

    asyncio.run(story())


def test_an_undoing_that_never_gets_through_is_said(tmp_path: Path) -> None:
    async def story() -> None:
        async with moving(tmp_path) as place:
            await approved(place)

            async def away(notice: str, share: ShareId) -> None:
                raise Unreached(organisation="electricity-mailbox", what="mailbox")

            place.counter.peers["electricity-mailbox"].undone = away  # type: ignore[method-assign]
            await mandate.undo(place.counter, place.conversation, await case_of(place), POWER)
            await place.deliver()
            place.clock.at += timedelta(days=31)
            await place.deliver()
            assert (await step(place)).reason == "not-undone" and "Kerro perumisesta itse" in (await view_of(place)).line
            assert not await place.counter.outbox.due(place.clock.at + timedelta(days=400)), "nobody tries again"

    asyncio.run(story())
