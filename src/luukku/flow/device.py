"""*On my device*: the customer's key moves to their own device and back, and another device is let in or put out.

Moving out: the device makes the pair; from then on all is sealed to it → what lies in the store is sealed anew → the log too →
the private half that was here is destroyed. A crash anywhere goes on at the next start. Moving back: a new pair is made here →
what the device hands over is sealed to it, as often as it takes → the devices are forgotten. A crash there goes on when the
device comes again: until the last step it still has its key.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from dataclasses import replace

from luukku.errors import Clash, LuukkuError, Malformed, NotFound
from luukku.flow import advance, join, serve, stops, upkeep
from luukku.flow.counter import Counter
from luukku.flow.open import token_hash
from luukku.ground.seal import check_p256
from luukku.model.device import Device, Holding, Opened, SealedThing, What
from luukku.model.ids import ConversationId, CustomerId
from luukku.model.journey import KEY_AWAY

logger = logging.getLogger("luukku.flow")
MOST_DEVICES = 8
MOST_ROWS = 500
PATIENCE = 2.0
"""Seconds that a customer's request waits for an organisation that is told within it."""
ALL: tuple[What, ...] = ("facts", "events", "log", "rest")


async def holding(counter: Counter, conversation: ConversationId) -> Holding:
    """Where the customer's key is. Raises NotFound, Locked."""
    return await counter.devices.holding((await counter.store.talk(conversation)).customer)


async def sealed(counter: Counter, conversation: ConversationId, what: Collection[What]) -> Sequence[SealedThing]:
    """What the customer's device is asked to open. Raises NotFound."""
    return await counter.devices.sealed((await counter.store.talk(conversation)).customer, what)


async def hand_over(counter: Counter, conversation: ConversationId, opened: Opened) -> str:
    """A ticket under which the next request has it, once. Raises NotFound, Busy, Malformed."""
    return counter.devices.hand_over((await counter.store.talk(conversation)).customer, opened)


async def move_out(counter: Counter, conversation: ConversationId, public: bytes, id: str, own: bytes, sealed: bytes) -> Holding:
    """The customer's key is on this device from now on: `public` is its public half, `sealed` its private half, sealed to the device's
    `own` key. The same again changes nothing. Raises Clash (it is on a device already, or the conversation is a safe one), Malformed."""
    talk = await counter.store.talk(conversation)
    if talk.safe:
        raise Clash(why="safe")  # it leaves nothing in the browser
    _check(public, sealed)
    device = Device(id=id, public=own, sealed=sealed, at=counter.clock.now())
    await counter.moves.begin_out(talk.customer, public, device)
    await finish(counter, talk.customer)
    return await counter.devices.holding(talk.customer)


async def finish(counter: Counter, customer: CustomerId) -> None:
    """The rest of moving out, whatever of it is done. What cannot be sealed anew keeps the old key here."""
    left = await counter.moves.reseal(customer, "store") + await counter.moves.reseal(customer, "log")
    if left:
        logger.error("a move to a device waits: some seals could not be opened")
        return
    await counter.moves.let_go(customer)


async def finish_all(counter: Counter) -> None:
    """At start and with each round: moves that a crash broke off."""
    for customer in await counter.moves.moving():
        try:
            await finish(counter, customer)
        except LuukkuError as failure:
            logger.error("a move to a device waits for the next round: %s", failure.code)


async def move_back(counter: Counter, conversation: ConversationId) -> int:
    """The server keeps the key again. Within what the device handed over; how much came meanwhile and is still sealed to the device
    (0: it is done). Raises NotFound; KeyAway unless everything was handed over."""
    customer = (await counter.store.talk(conversation)).customer
    await counter.moves.begin_back(customer)
    left = await counter.moves.reseal(customer, "store") + await counter.moves.reseal(customer, "log")
    if not left:
        await counter.moves.end_back(customer)
    return left


async def ask_in(counter: Counter, conversation: ConversationId, id: str, own: bytes) -> Holding:
    """Another device wants to be let in with this key of its own. Raises Clash when there are too many, or the id is another's, Malformed."""
    talk = await counter.store.talk(conversation)
    held = await counter.devices.holding(talk.customer)
    if held.custody != "on-device" or (len(held.devices) >= MOST_DEVICES and all(one.id != id for one in held.devices)):
        raise Clash(what="device")
    there = next((one for one in held.devices if one.id == id), None)
    if there is None or there.public != own:
        await counter.devices.put(talk.customer, Device(id=id, public=own, sealed=b"", at=counter.clock.now()))
    return await counter.devices.holding(talk.customer)


async def let_in(counter: Counter, conversation: ConversationId, id: str, sealed: bytes) -> Holding:
    """A device that has the key sealed it to the one that asks. Raises NotFound, Malformed, Clash for one that has it: nobody takes
    it away by giving it another."""
    customer = (await counter.store.talk(conversation)).customer
    one = await _device(counter, customer, id)
    if one.sealed:
        raise Clash(what="device")
    _check(one.public, sealed)
    await counter.devices.put(customer, replace(one, sealed=sealed))
    return await counter.devices.holding(customer)


async def put_out(counter: Counter, conversation: ConversationId, id: str, token: str) -> Holding:
    """That device opens nothing any more, and every other way into the conversation ends: only this token goes on.

    Raises NotFound, Clash for the last one that has the key: then nobody could open anything.
    """
    customer = (await counter.store.talk(conversation)).customer
    one = await _device(counter, customer, id)
    held = await counter.devices.holding(customer)
    if one.sealed and sum(bool(each.sealed) for each in held.devices) == 1:
        raise Clash(what="device")
    for one_join in await counter.joins.of(conversation):  # a conversation that is joined to this one is a way in, too
        if one_join.state in ("asked", "joined"):
            await counter.joins.turn(one_join.id, "parting")
    await join.finish(counter)
    await counter.doors.renew(conversation, token_hash(counter, token), b"")  # first: whoever is killed between the two can do it again
    await counter.devices.drop(customer, id)
    return await counter.devices.holding(customer)


async def catch_up(counter: Counter, conversation: ConversationId) -> None:
    """The customer's device is here: what waited for it goes on. For a request that it handed its facts to, and as often as they come."""
    for turn in await counter.store.waiting():
        if turn.conversation == conversation and (turn.conversation, turn.message) not in counter.inflight:
            try:
                await serve.answer_accepted(counter, turn)
            except LuukkuError as failure:
                logger.warning("an accepted turn still waits: %s", failure.code)
    await _send_on(counter, conversation)
    if (talk := await counter.store.talk(conversation)).handover is not None:
        counter.lending.lend(talk.customer)
    await upkeep.settle(counter)


async def end_lending(counter: Counter) -> None:
    """Each half minute: nothing is lent any more where nobody waits for a human or has one, and no wallet is asked."""
    for customer in counter.lending.lending(counter.clock.now()):
        if all(talk.handover is None for talk in await counter.rounds.talks_of(customer)):
            counter.lending.end_lending(customer)


async def _send_on(counter: Counter, conversation: ConversationId) -> None:
    """Sendings that waited because what decides about them is on the device. Who does not answer soon is not waited for."""
    talk = await counter.store.talk(conversation)
    steps = [step for case in talk.cases if case.journey is not None for step in case.journey.steps.values()]
    shares = {step.share for step in steps if step.state == "unreached" and step.reason == KEY_AWAY}
    if not shares:
        return
    rows = await counter.outbox.due(counter.clock.now() + stops.AGAIN, MOST_ROWS, counter.lines.busy)
    tasks = [advance.try_now(counter, row) for row in rows if row.share in shares]
    if tasks:
        await asyncio.wait(tasks, timeout=PATIENCE)


async def _device(counter: Counter, customer: CustomerId, id: str) -> Device:
    found = next((one for one in (await counter.devices.holding(customer)).devices if one.id == id), None)
    if found is None:
        raise NotFound(what="device")
    return found


def _check(public: bytes, sealed: bytes) -> None:
    """Raises Malformed for a key that is none, or nothing sealed to it."""
    try:
        check_p256(public)
    except ValueError:
        raise Malformed(field="public") from None
    if not sealed:
        raise Malformed(field="sealed")
