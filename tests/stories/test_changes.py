"""Whoever got a fact is told when it is contested, when that was weighed, and when it was corrected: once each, until it got through (R-24)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.errors import BadAnswer, Unreached
from luukku.flow import changes, erase, notices, stops, upkeep
from luukku.model.conversation import Change, Talk, Untold
from luukku.model.ids import ShareId
from tests.stories.test_ends import KELA, TOWN, Fake, Place, at_card
from tests.stories.test_erase import told_town

pytestmark = pytest.mark.requirement("R-24")


async def at_town(place: Place, town: Fake) -> tuple[ShareId, str]:
    """(the share that the town got, a fact in it)."""
    place.counter.peers = {**place.counter.peers, TOWN: town, KELA: Fake()}
    await told_town(place)
    share = (await place.step()).share
    assert share is not None
    entries = await place.counter.log.entries((await place.talk()).customer)
    (entry,) = [one for one in entries if one.id == share]
    return share, entry.facts[0]


async def restricted(place: Place, fact: str) -> str:
    place.clock.at += timedelta(minutes=1)
    request = await stops.restrict(place.counter, place.conversation, (await place.case()).id, fact)
    return request.id


def kinds(town: Fake) -> Sequence[str]:
    return [kind for kind, _, _, _ in town.changes]


def test_a_contested_fact_is_told_once_until_it_got_through_and_so_is_the_end_of_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Fake()
            share, fact = await at_town(place, town)
            town.script = [Unreached(organisation=TOWN, what="status"), BadAnswer(organisation=TOWN, what="error")]
            request = await restricted(place, fact)
            await changes.tell_waiting(place.counter)
            assert town.changes == [] and (await place.talk()).untold == ()
            for _ in range(4):
                place.clock.at += timedelta(days=1)
                await changes.tell_waiting(place.counter)
                await notices.tell(place.counter)
            assert [one[:3] for one in town.changes] == [("restricted", (share,), (fact,))]
            kela = place.counter.peers[KELA]
            assert isinstance(kela, Fake) and kela.changes == [], "who got nothing is told nothing"
            await stops.weigh(place.counter, request, upheld=False)
            await changes.tell_waiting(place.counter)
            await changes.tell_waiting(place.counter)
            assert kinds(town) == ["restricted", "lifted"] and len({id for *_, id in town.changes}) == 2
            said = [event.data for event in await place.counter.feed.events(place.conversation, 0) if event.type == "noticed"]
            assert [(one["kind"], one["receivers"]) for one in said] == [("restricted", [TOWN]), ("lifted", [TOWN])]

    asyncio.run(story())


def test_what_stays_forbidden_is_not_lifted(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Fake()
            _, fact = await at_town(place, town)
            request = await restricted(place, fact)
            await changes.tell_waiting(place.counter)
            await stops.weigh(place.counter, request, upheld=True)
            await changes.tell_waiting(place.counter)
            assert kinds(town) == ["restricted"]

    asyncio.run(story())


def test_a_corrected_fact_is_told_by_name_without_any_value(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Fake()
            share, _ = await at_town(place, town)
            place.clock.at += timedelta(minutes=1)
            await place.say("ei kun tyttö")
            await changes.tell_waiting(place.counter)
            assert town.changes == [], "the town never got that one"
            place.clock.at += timedelta(minutes=1)
            await place.say("ei kun vauva syntyi toissapäivänä")
            await changes.tell_waiting(place.counter)
            assert [one[:3] for one in town.changes] == [("corrected", (share,), ("event.date",))]
            assert "2026-11-2" not in repr(town.changes)

    asyncio.run(story())


def test_what_a_crash_left_untold_is_told_after_the_next_start_and_not_twice(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Fake()
            share, fact = await at_town(place, town)
            await restricted(place, fact)
            place.counter.untold.clear()  # the process that knew of it is gone
            await upkeep.at_start(place.counter)
            assert place.counter.untold == {place.conversation}
            waiting = (await place.talk()).untold
            await changes.tell_waiting(place.counter)
            # and once more from before the conversation said so: the notices are the same ones
            talk = await place.talk()
            await place.counter.store.commit(_with(talk, waiting))
            await changes.tell(place.counter, place.conversation)
            await notices.tell(place.counter)
            assert [one[:3] for one in town.changes] == [("restricted", (share,), (fact,))]

    asyncio.run(story())


def _with(talk: Talk, waiting: tuple[Untold, ...]) -> Change:
    return Change(talk=replace(talk, untold=waiting, version=talk.version + 1), events=())


def test_a_mailbox_gets_a_letter_and_the_letter_before_stays(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            step = await place.step()
            assert step.share is not None and f"out/{step.share}.json" in place.lying()
            entries = await place.counter.log.entries((await place.talk()).customer)
            (fact, *_) = next(one.facts for one in entries if one.id == step.share)
            await restricted(place, fact)
            await changes.tell_waiting(place.counter)
            (notice,) = await place.counter.notices.notices()
            assert notice.told is not None and f"out/{step.share}.json" in place.lying()
            held = json.loads((place.counter.settings.mailbox.folder / "out" / f"{notice.id}.json").read_text())
            assert held == {"luukku": 1, "restricted": [step.share], "facts": [fact], "organisation": TOWN, "notice": notice.id, "language": "fi"}
            page = (place.counter.settings.mailbox.folder / "out" / f"{notice.id}.html").read_text()
            assert "kiistää" in page and step.share in page and fact in page
            place.clock.at += notices.REMEMBERED
            await notices.drop_late(place.counter)
            assert f"out/{notice.id}.json" not in place.lying() and f"out/{step.share}.json" in place.lying()
            assert await place.counter.notices.notices() == []

    asyncio.run(story())


def test_who_told_nobody_has_nobody_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            case = await place.case()
            await stops.restrict(place.counter, place.conversation, case.id, case.names[0])
            await place.say("ei kun tyttö")
            assert (await place.talk()).untold == () and await place.counter.notices.notices() == []

    asyncio.run(story())


def test_after_an_erasure_only_the_erasure_is_told(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = Fake()
            share, fact = await at_town(place, town)
            await restricted(place, fact)
            await erase.erase(place.counter, place.conversation)
            await asyncio.gather(*place.counter.tasks)
            await changes.tell_waiting(place.counter)
            assert town.changes == [] and [shares for _, shares in town.notices] == [(share,)] and place.counter.untold == set()

    asyncio.run(story())
