"""For the tests of *on my device*: children that kill themselves after the nth step of a move of the key; what comes of it.

`python -m tests.stories.killed_moves FOLDER` prints one JSON line a child: first of moving out, then of moving back.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

from luukku.flow import device
from luukku.flow.counter import Counter
from luukku.ground.seal import new_p256_pair, open_sealed
from luukku.model.conversation import Talk
from luukku.model.fact import reveal
from luukku.model.ids import ConversationId, CustomerId
from tests.stories.desks import Standing, fact, loaded, small_counter, visitor
from tests.stories.killed_steps import apart, dying, left_in, marks

STEPS = ("begin_out", "reseal", "let_go", "begin_back", "end_back")


async def fill(folder: Path) -> tuple[ConversationId, CustomerId]:
    """Somebody with two facts, and an entry in the log; and somebody else beside."""
    async with small_counter(folder, Standing()) as counter:
        conversation = await visitor(counter, fact("municipality", "Tampere"), fact("child.sex", "boy"))
        await visitor(counter, fact("municipality", "Turku"))
        talk = await counter.store.talk(conversation)
        await counter.gate.serve(talk.customer, await counter.store.facts(talk.customer, talk.cases[0].id), "serve", "child@0", "turn-1")
        return conversation, talk.customer


def keep_key(place: Path) -> None:
    private, public = new_p256_pair()
    (place / "device.json").write_text(json.dumps([private.hex(), public.hex()]))


async def out(counter: Counter, conversation: ConversationId, place: Path) -> None:
    """The device's own key is the customer's here: what lies at the counter for the device is not looked into."""
    public = bytes.fromhex(json.loads((place / "device.json").read_text())[1])
    await device.move_out(counter, conversation, public, "device-1", public, b"the private half, sealed to the device")


async def back(counter: Counter, conversation: ConversationId, place: Path) -> None:
    with await opened(counter, conversation, place):
        assert await device.move_back(counter, conversation) == 0


async def opened(counter: Counter, conversation: ConversationId, place: Path) -> Any:
    """As the device does it: everything is opened and handed over for what follows."""
    private = bytes.fromhex(json.loads((place / "device.json").read_text())[0])
    things = await device.sealed(counter, conversation, device.ALL)
    plain = {one.id: open_sealed(private, json.loads(one.info), one.sealed) for one in things}
    return counter.devices.handed(await device.hand_over(counter, conversation, plain))


Move = Callable[[Counter, ConversationId, Path], Awaitable[None]]


async def move_or_die(folder: Path, place: Path, conversation: ConversationId, move: Move, after: int) -> None:
    async with small_counter(folder, Standing()) as counter:
        left = [after]
        for name in STEPS:
            setattr(counter.moves, name, dying(left, getattr(counter.moves, name)))
        await move(counter, conversation, place)


async def look_after(folder: Path, place: Path, conversation: ConversationId, move: Move, held: list[bytes]) -> dict[str, Any]:
    """The next start; the device comes again and asks for the same; and what is there then."""
    async with small_counter(folder, Standing()) as counter:
        await device.finish_all(counter)
        after_start = (await device.holding(counter, conversation)).custody
        await move(counter, conversation, place)
        talk = await counter.store.talk(conversation)
        holding = await device.holding(counter, conversation)
        with await opened(counter, conversation, place):
            facts = await read(counter, talk)
            entries = len(await counter.log.entries(talk.customer))
        whole = (await counter.log.verify())["ok"]
        sealed = len(await device.sealed(counter, conversation, device.ALL))
    return {
        "after_start": after_start, "custody": holding.custody, "devices": len(holding.devices), "facts": facts, "entries": entries, "whole": whole,
        "sealed": sealed, "left": left_in(folder, held),
    }  # fmt: skip


async def read(counter: Counter, talk: Talk) -> dict[str, Any]:
    held = await counter.gate.own(talk.customer, await counter.store.facts(talk.customer, talk.cases[0].id))
    return {one.name: reveal(one.value) for one in held[talk.cases[0].id]}


def main(place: Path) -> None:
    loaded()
    whole, gone, told = place / "whole", place / "gone", place / "told.json"
    keep_key(place)
    apart(lambda: asyncio.run(fill(whole)), told)
    conversation, customer = json.loads(told.read_text())
    held = marks(whole, customer)[1:2]  # the wrapped key
    shutil.copytree(whole, gone)
    apart(lambda: asyncio.run(move_or_die(gone, place, conversation, out, 100)), told)
    for name, begin, move in (("out", whole, out), ("back", gone, back)):
        for after in range(20):
            folder = place / f"{name}-{after}"
            shutil.copytree(begin, folder)
            killed = apart(partial(_move, folder, place, conversation, move, after), told)
            apart(partial(_look, folder, place, conversation, move, held), told)
            print(json.dumps({"move": name, "killed": killed, **json.loads(told.read_text())}), flush=True)
            if not killed:
                break


def _move(folder: Path, place: Path, conversation: ConversationId, move: Move, after: int) -> None:
    asyncio.run(move_or_die(folder, place, conversation, move, after))


def _look(folder: Path, place: Path, conversation: ConversationId, move: Move, held: list[bytes]) -> dict[str, Any]:
    return asyncio.run(look_after(folder, place, conversation, move, held))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
