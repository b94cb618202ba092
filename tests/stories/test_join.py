"""Two conversations of one person: joined only by two proofs, read before, widening nothing, undone for thirty days, whatever is killed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from luukku.errors import Clash, NotFound, OutOfDate, Refused
from luukku.flow import erase, join, open, passkeys, resume, view
from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId
from luukku.model.passkey import Holder, Place
from tests.stories.desks import Standing, events, fact, small_counter, visitor
from tests.stories.device import Device

HERE = Place(rp_id="localhost", origin="http://localhost:8100")
Story = Callable[[Counter, Standing], Awaitable[None]]


def play(folder: Path, story: Story) -> None:
    async def playing() -> None:
        clock = Standing()
        async with small_counter(folder, clock) as counter:
            await story(counter, clock)

    asyncio.run(playing())


async def comer(counter: Counter, event: str = "child") -> tuple[ConversationId, str]:
    """(conversation, token) of somebody who has said something."""
    conversation = await visitor(counter, fact("municipality", "Tampere"), event=event)
    _, token = await resume.use_code(counter, await resume.make_code(counter, conversation))
    return conversation, token


async def joined(counter: Counter) -> tuple[ConversationId, str, ConversationId, str]:
    (one, token), (other, others) = await comer(counter), await comer(counter, "moving")
    await join.prove_by_code(counter, token, await resume.make_code(counter, other))
    await join.join(counter, token)
    return one, token, other, others


async def way_of(counter: Counter, token: str) -> str:
    (found,) = await join.beside(counter, token, "fi")
    return await join.turned(counter, token, found.way)


def test_who_has_proven_both_reads_what_joins_and_then_each_leads_to_the_other(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        (one, token), (other, others) = await comer(counter), await comer(counter, "moving")
        here, there = await join.prove_by_code(counter, token, await resume.make_code(counter, other))
        assert (len(here.matters), len(there.matters)) == (1, 1) and here.matters != there.matters
        assert await join.beside(counter, token, "fi") == []  # read, not joined
        assert (await join.proven(counter, token)) == (here, there)
        await join.join(counter, token)
        turned = await way_of(counter, token)
        assert await open.who(counter, turned) == other and await open.who(counter, await way_of(counter, turned)) == one
        assert await open.who(counter, await way_of(counter, others)) == one

    play(tmp_path, story)


def test_a_passkey_of_the_other_one_is_a_proof_too(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        (_, token), (other, _) = await comer(counter), await comer(counter)
        device, holder = Device(), Holder(kind="conversation", id=other)
        await passkeys.keep(counter, holder, HERE, device.make(await passkeys.ask_new(counter, holder, HERE, "name")))
        await join.prove_by_passkey(counter, token, HERE, device.use(passkeys.ask(counter, "conversation", HERE)))
        await join.join(counter, token)
        assert await open.who(counter, await way_of(counter, token)) == other

    play(tmp_path, story)


def test_one_proof_is_not_enough(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        (one, token), (other, others) = await comer(counter), await comer(counter)
        with pytest.raises(OutOfDate):
            await join.join(counter, token)
        with pytest.raises(OutOfDate):
            await join.prove_by_code(counter, token, "AAAA-BBBB-CCCC-DDDD")
        with pytest.raises(Clash):
            await join.prove_by_code(counter, token, await resume.make_code(counter, one))
        code = await resume.make_code(counter, other)
        await join.prove_by_code(counter, token, code)
        with pytest.raises(OutOfDate):  # the code is used
            await join.prove_by_code(counter, others, code)
        for stranger in (others, (await comer(counter))[1]):  # another session has proven nothing
            with pytest.raises(OutOfDate):
                await join.join(counter, stranger)
        clock.goes(minutes=11)
        with pytest.raises(OutOfDate):
            await join.join(counter, token)
        for found in (token, others):
            assert await join.beside(counter, found, "fi") == []

    play(tmp_path, story)


def test_nothing_is_joined_with_a_safe_conversation(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        _, safe = await open.open_conversation(counter, safe=True)
        other, _ = await comer(counter)
        with pytest.raises(Clash):
            await join.prove_by_code(counter, safe, await resume.make_code(counter, other))

    play(tmp_path, story)


@pytest.mark.parametrize(("here", "there", "why"), [(b"aino", b"matti", "other-person"), (b"aino", None, "weaker"), (None, b"aino", "weaker"), (b"aino", b"aino", "")])
def test_strong_joins_only_strong_of_the_same_person(tmp_path: Path, here: bytes | None, there: bytes | None, why: str) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        (one, token), (other, _) = await comer(counter), await comer(counter)
        for conversation, subject in ((one, here), (other, there)):
            if subject is not None:
                await counter.doors.put_identity(conversation, subject, "strong", clock.now())
        code = await resume.make_code(counter, other)
        if why:
            with pytest.raises(Refused) as found:
                await join.prove_by_code(counter, token, code)
            assert found.value.data["why"] == why
        else:
            await join.prove_by_code(counter, token, code)
            await join.join(counter, token)
            assert await open.who(counter, await way_of(counter, token)) == other

    play(tmp_path, story)


def test_who_signs_in_later_to_one_keeps_those_out_who_have_not(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        one, token, other, others = await joined(counter)
        before = await way_of(counter, token)
        await counter.doors.put_identity(other, b"aino", "strong", clock.now())
        with pytest.raises(NotFound):
            await open.who(counter, before)
        assert await join.beside(counter, token, "fi") == []
        assert await open.who(counter, await way_of(counter, others)) == one  # the stronger may look at the weaker
        await counter.doors.put_identity(one, b"aino", "strong", clock.now())
        assert await open.who(counter, before) == other

    play(tmp_path, story)


def test_it_widens_nothing(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        one, token, other, _ = await joined(counter)
        third, thirds = await comer(counter)
        await join.prove_by_code(counter, thirds, await resume.make_code(counter, other))
        await join.join(counter, thirds)
        turned = await way_of(counter, token)
        assert [found.way for found in await join.beside(counter, turned, "fi")] == [""]  # not on to the third
        for way in {found.id for found in await counter.joins.of(third)} - {found.id for found in await counter.joins.of(one)}:
            with pytest.raises(NotFound):
                await join.turned(counter, token, way)
        with pytest.raises(Refused):
            join.check_own(turned)
        talks = [await counter.store.talk(id) for id in (one, other)]
        assert talks[0].customer != talks[1].customer and all(len(talk.cases) == 1 for talk in talks)
        for talk in talks:  # each knows its own only, and each log says it without naming the other
            assert len((await view.known(counter, talk.conversation)).facts) == 1
            (said, *_) = [entry for entry in await counter.log.entries(talk.customer) if entry.kind == "join"]
            assert said.facts == () and said.receiver is None and not any(id in repr(said) for id in (one, other, *(found.customer for found in talks)))

    play(tmp_path, story)


def test_it_is_undone_for_thirty_days_and_leaves_no_way_and_then_is_final(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        one, token, other, others = await joined(counter)
        turned, (found,) = await way_of(counter, token), await join.beside(counter, token, "fi")
        assert found.until
        with pytest.raises(NotFound):
            await join.part(counter, (await comer(counter))[0], found.id)
        clock.goes(days=29)
        await join.part(counter, other, found.id)
        with pytest.raises(NotFound):
            await open.who(counter, turned)
        assert await open.who(counter, token) == one and await open.who(counter, others) == other
        assert [event.type for event in await events(counter, one)][-2:] == ["linked", "parted"]
        assert [entry.kind for entry in await counter.log.entries((await counter.store.talk(other)).customer)] == ["join", "part"]
        await join.prove_by_code(counter, token, await resume.make_code(counter, other))
        again = await join.join(counter, token)
        clock.goes(days=30)
        with pytest.raises(Refused) as late:
            await join.part(counter, one, again.id)
        assert late.value.data["why"] == "final"
        assert [found.until for found in await join.beside(counter, token, "fi")] == [""]

    play(tmp_path, story)


def test_erasing_one_leaves_the_other_whole_and_no_way_to_it(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        one, token, other, others = await joined(counter)
        turned = await way_of(counter, token)
        await erase.erase(counter, other)
        for gone in (turned, others):
            with pytest.raises(NotFound):
                await open.who(counter, gone)
        assert await open.who(counter, token) == one and await counter.joins.of(one) == []

    play(tmp_path, story)


def test_the_same_two_are_joined_once(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        _, token, other, _ = await joined(counter)
        with pytest.raises(Clash):
            await join.prove_by_code(counter, token, await resume.make_code(counter, other))

    play(tmp_path, story)


def test_killed_after_any_step_the_next_start_comes_to_the_same_end(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.stories.killed_joins", str(tmp_path)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=Path(__file__).parents[2],
    ).stdout
    ends: dict[str, list[dict[str, Any]]] = {"join": [], "part": []}
    for line in told.splitlines():
        ends[(one := json.loads(line))["doing"]].append(one)
    for doing, found in ends.items():
        assert len(found) >= 5 and [one["killed"] for one in found] == [True] * (len(found) - 1) + [False]
        undone = doing == "part"
        after = {"open": not undone, "entries": [["join", *["part"] * undone]] * 2, "told": [["linked", *["parted"] * undone]] * 2}
        states = [{name: one[name] for name in after} for one in found]
        assert states[-1] == after and states.count(after) == len(states), states  # once the yes is down it is done
