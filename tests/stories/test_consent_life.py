"""Narrowed, withdrawn, run out: what the customer changes in a permission reaches the very next use, and nothing else has to run."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from luukku import consent
from luukku.consent import lifecycle
from luukku.errors import LuukkuError, Malformed, NotFound, OutOfDate, Refused
from luukku.flow import advance, view, withdraw
from luukku.flow.advance import _release
from luukku.model.fact import Value, reveal
from luukku.model.ids import StepId
from luukku.model.use import Outgoing, PeerAnswer
from tests.stories.test_ends import EARLY, TOWN, Fake, Place, at_card

DAY = timedelta(days=1)


class Town(Fake):
    """Keeps which facts it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[set[str]] = []

    async def tell(self, message: Outgoing) -> PeerAnswer:
        held: Mapping[str, Value] = reveal(message.facts)
        self.names.append(set(held))
        return await super().tell(message)


async def narrow(place: Place, *without: str) -> None:
    await withdraw.narrow(place.counter, place.conversation, (await place.case()).id, EARLY, without)


@pytest.mark.requirement("R-04")
def test_what_was_left_out_does_not_go_with_the_very_next_use(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Town()
            place.counter.peers = {**place.counter.peers, TOWN: town}
            await place.allow()
            named = (await place.step()).facts
            gone, left = named[0], set(named[1:])
            await narrow(place, gone)
            step, case = await place.step(), await place.case()
            assert step.state == "sending" and set(step.facts) == left and gone not in step.held and step.without == (gone,)
            await place.deliver()
            assert town.names == [left], "the sending of before is dropped, the one of after goes"
            given, narrowed = case.consents
            assert (narrowed.kind, narrowed.version, narrowed.follows) == ("narrowed", 2, lifecycle.hash_of(given))
            assert set(narrowed.facts) == set(given.facts) - {gone}
            row = next(row for row in case.card.rows if row.id == EARLY) if case.card else None
            assert row is not None and gone not in (*row.facts, *row.may_ask)
            log = (await view.known(place.counter, place.conversation)).entries
            assert any(entry.what.startswith("Rajasit lupaa.") for entry in log)
            await place.say("Tampereella ollaan edelleen")  # a new plan does not bring it back
            assert gone not in (await place.step()).facts and gone not in (await place.step()).held

    asyncio.run(story())


@pytest.mark.requirement("R-04")
def test_the_gate_refuses_the_old_sending_after_a_narrowing(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            row = (await place.counter.outbox.due(place.clock.at + DAY))[0]
            await narrow(place, row.names[0])
            talk, case, step = await place.talk(), await place.case(), await place.step()
            with pytest.raises(Refused):
                await _release(place.counter, talk, case, step, row, place.clock.at)

    asyncio.run(story())


@pytest.mark.requirement("R-04")
def test_what_cannot_be_narrowed_changes_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            case = await place.case()
            with pytest.raises(OutOfDate):  # not answered yet
                await narrow(place, "municipality")
            await place.allow()
            before = await place.talk()
            step = await place.step()
            odd: tuple[tuple[StepId, tuple[str, ...], type[LuukkuError]], ...] = (
                (EARLY, (), Malformed), (EARLY, ("nothing",), Malformed), (EARLY, step.facts, Malformed), (StepId("nowhere"), ("municipality",), NotFound),
            )  # fmt: skip
            for of, names, error in odd:
                with pytest.raises(error):
                    await withdraw.narrow(place.counter, place.conversation, case.id, of, names)
            assert await place.talk() == before
            await withdraw.withdraw(place.counter, place.conversation, case.id, EARLY)
            with pytest.raises(OutOfDate):
                await narrow(place, step.facts[0])

    asyncio.run(story())


@pytest.mark.requirement("R-06")
def test_no_use_that_begins_after_a_withdrawal_is_kept_succeeds(tmp_path: Path) -> None:
    """Four readers in a loop; what begins after the commit is refused, though nobody told them anything."""

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            row = (await place.counter.outbox.due(place.clock.at + DAY))[0]
            case, committed, after, before = await place.case(), asyncio.Event(), [0, 0], 0

            async def read() -> None:
                nonlocal before
                while after[0] + after[1] < 20:
                    late = committed.is_set()
                    talk, now = await place.talk(), await place.case()
                    try:
                        await _release(place.counter, talk, now, await place.step(), row, place.clock.at)
                        after[0] += late
                        before += not late
                    except LuukkuError:
                        after[1] += late
                    await asyncio.sleep(0)

            readers = [asyncio.create_task(read()) for _ in range(4)]
            while not before:
                await asyncio.sleep(0.01)
            await withdraw.withdraw(place.counter, place.conversation, case.id, EARLY)
            committed.set()
            await asyncio.gather(*readers)
            assert before and after[0] == 0 and after[1] >= 20

    asyncio.run(story())


@pytest.mark.requirement("R-06")
def test_a_withdrawn_permission_stays_withdrawn_after_a_start(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            kept = (await place.case()).consents
            assert [event.kind for event in kept] == ["given", "withdrawn"] and lifecycle.replay(kept) == kept
            assert consent.fold(kept, place.clock.at) == {}
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            assert (await place.case()).consents == kept, "again: nothing changes"

    asyncio.run(story())


@pytest.mark.requirement("R-07")
@pytest.mark.parametrize(("seconds", "goes"), [(-1, True), (0, False), (1, False)])
def test_at_its_end_nothing_goes_though_no_round_has_run(tmp_path: Path, seconds: int, goes: bool) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = place.town(Fake())
            await place.allow()
            event = (await place.case()).consents[0]
            row = (await place.counter.outbox.due(event.ends + DAY))[0]
            place.clock.at = event.ends + timedelta(seconds=seconds)
            await advance.deliver(place.counter, row)
            assert bool(town.told) is goes
            assert (await place.case()).consents == (event,), "no event says it: the clock does"

    asyncio.run(story())
