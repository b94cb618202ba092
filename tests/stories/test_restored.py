"""A backup that is older than a withdrawal is put back: what was taken back stays taken back, and what nobody can know is an incident."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from luukku import consent
from luukku.adapters.embedded.backup import back_up, restore
from luukku.errors import NotFound
from luukku.flow import join, open, resume, stops, withdraw
from luukku.model.handover import Employee
from luukku.model.ids import EmployeeId
from tests.stories.test_ends import EARLY, Clock, Fake, Place, at_card, counter_in

WEEK = timedelta(days=7)


async def saved(place: Place, folder: Path) -> Path:
    """A copy as it stands now; then a minute goes by."""
    copied = await asyncio.to_thread(back_up, folder / "data", folder / "copies", folder / "keys", place.clock.now(), WEEK)
    place.clock.at += timedelta(minutes=1)
    return copied.data


def put_back(folder: Path, copied: Path, clock: Clock) -> None:
    restore(folder / "data", copied, clock)
    assert (folder / "data" / "restored").exists()


@pytest.mark.requirement("R-06")
def test_a_permission_that_was_taken_back_since_tells_nobody(tmp_path: Path) -> None:
    async def before() -> tuple[Place, Path]:
        async with at_card(tmp_path) as place:
            await place.allow()
            copied = await saved(place, tmp_path)
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            return place, copied

    async def after(place: Place) -> None:
        async with counter_in(tmp_path, place.clock) as counter:
            place.counter = counter
            town = place.town(Fake())
            assert consent.fold((await place.case()).consents, place.clock.now()) == {} and (await place.step()).state == "ended"
            await place.deliver()
            assert town.told == [] and not (tmp_path / "data" / "restored").exists()
            kinds = [entry.about for entry in await counter.log.entries((await place.talk()).customer) if entry.kind == "consent"]
            assert kinds.count("withdrawn") == 1, "it stands there once"

    place, copied = asyncio.run(before())
    put_back(tmp_path, copied, place.clock)
    asyncio.run(after(place))
    asyncio.run(after(place))


@pytest.mark.requirement("R-06")
def test_what_was_left_out_since_stays_left_out_and_a_fresh_permission_stands(tmp_path: Path) -> None:
    async def before() -> tuple[Place, Path]:
        async with at_card(tmp_path) as place:
            await place.allow()
            copied = await saved(place, tmp_path)
            await withdraw.narrow(place.counter, place.conversation, (await place.case()).id, EARLY, ["event.date"])
            return place, copied

    async def after(place: Place) -> None:
        async with counter_in(tmp_path, place.clock) as counter:
            place.counter = counter
            (live,) = consent.fold((await place.case()).consents, place.clock.now()).values()
            assert "event.date" not in live.facts and live.facts
            await place.deliver()
            shares = [entry for entry in await counter.log.entries((await place.talk()).customer) if entry.kind == "share"]
            assert [entry.facts for entry in shares] == [("municipality",)]

    place, copied = asyncio.run(before())
    put_back(tmp_path, copied, place.clock)
    asyncio.run(after(place))


def test_conversations_that_were_parted_since_stay_apart_and_the_desk_signs_in_again(tmp_path: Path) -> None:
    async def before() -> tuple[Place, Path]:
        async with at_card(tmp_path) as place:
            there, _ = await open.open_conversation(place.counter)
            await join.prove_by_code(place.counter, place.token, await resume.make_code(place.counter, there))
            made = await join.join(place.counter, place.token)
            paivi = Employee(id=EmployeeId("e-1"), login="paivi", name="Päivi Lehto", role="employee")
            await place.counter.staff.add(paivi, "hash")
            await place.counter.staff.put_session(b"token", paivi.id, place.clock.now(), place.clock.now() + WEEK)
            copied = await saved(place, tmp_path)
            await join.part(place.counter, place.conversation, made.id)
            return place, copied

    async def after(place: Place) -> None:
        async with counter_in(tmp_path, place.clock) as counter:
            assert [one.state for one in await counter.joins.of(place.conversation)] == ["parted"]
            with pytest.raises(NotFound):
                await counter.staff.by_session(b"token", place.clock.now())

    place, copied = asyncio.run(before())
    put_back(tmp_path, copied, place.clock)
    asyncio.run(after(place))


@pytest.mark.requirement("R-27")
@pytest.mark.parametrize("known", [True, False])
def test_a_stop_that_the_copy_does_not_know_is_an_incident(tmp_path: Path, known: bool) -> None:
    async def before() -> tuple[Place, Path]:
        async with at_card(tmp_path) as place:
            case = await place.case()
            copied = await saved(place, tmp_path)
            await stops.restrict(place.counter, place.conversation, case.id, case.names[0])
            return place, await saved(place, tmp_path) if known else copied

    async def after(place: Place) -> list[str]:
        async with counter_in(tmp_path, place.clock) as counter:
            return [one.kind for one in counter.incidents.all()]

    place, copied = asyncio.run(before())
    put_back(tmp_path, copied, place.clock)
    assert asyncio.run(after(place)) == ([] if known else ["stop-lost"])
