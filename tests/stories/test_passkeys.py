"""Passkeys: a way to the desk and a way back to one's own conversation; nothing that does not hold lets anybody in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from luukku.errors import Clash, LuukkuError, NotFound, OutOfDate, Refused
from luukku.flow import erase, open, passkeys
from luukku.flow.counter import Counter
from luukku.model.ids import ConversationId, EmployeeId
from luukku.model.passkey import Holder, Place
from tests.stories.desks import PAIVI, Standing, events, fact, small_counter, visitor
from tests.stories.device import PRESENT, Device, text

HERE = Place(rp_id="localhost", origin="http://localhost:8100")
AT_DESK = Holder(kind="employee", id=PAIVI.id)
Story = Callable[[Counter, Standing], Awaitable[None]]


def play(folder: Path, story: Story) -> None:
    async def playing() -> None:
        clock = Standing()
        async with small_counter(folder, clock) as counter:
            await counter.staff.add(PAIVI, "$argon2id$never")
            await story(counter, clock)

    asyncio.run(playing())


def lying_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def mine(conversation: ConversationId) -> Holder:
    return Holder(kind="conversation", id=conversation)


async def added(counter: Counter, holder: Holder, device: Device | None = None) -> Device:
    device = device or Device()
    await passkeys.keep(counter, holder, HERE, device.make(await passkeys.ask_new(counter, holder, HERE, "name")))
    return device


async def back(counter: Counter, device: Device, **lies: Any) -> ConversationId:
    conversation, token = await passkeys.come_back(counter, HERE, device.use(passkeys.ask(counter, "conversation", HERE), **lies))
    assert await open.who(counter, token) == conversation
    return conversation


def test_a_passkey_leads_back_to_what_is_kept_with_a_token_of_its_own(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, other = await visitor(counter, fact("home.municipality", "091")), await visitor(counter)
        device, foreign = await added(counter, mine(conversation)), await added(counter, mine(other))
        assert await back(counter, device) == conversation and await back(counter, foreign) == other
        clock.goes(days=3)
        assert await back(counter, device) == conversation
        kept = await passkeys.of(counter, mine(conversation))
        assert [(one.at < (one.used or one.at), one.count) for one in kept] == [(True, 2)]
        assert [event.type for event in await events(counter, conversation)][-3:] == ["passkey", "resumed", "resumed"]

    play(tmp_path, story)


def test_an_employee_comes_in_by_passkey_until_they_are_switched_off(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        device = await added(counter, AT_DESK)
        assert await passkeys.come_in(counter, HERE, device.use(passkeys.ask(counter, "employee", HERE))) == PAIVI
        await counter.staff.switch_off("paivi")
        with pytest.raises(Refused):
            await passkeys.come_in(counter, HERE, device.use(passkeys.ask(counter, "employee", HERE)))

    play(tmp_path, story)


def test_a_customers_passkey_opens_no_desk_and_an_employees_no_conversation(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        customers, employees = await added(counter, mine(await visitor(counter))), await added(counter, AT_DESK)
        with pytest.raises(Refused):
            await passkeys.come_in(counter, HERE, customers.use(passkeys.ask(counter, "employee", HERE)))
        with pytest.raises(Refused):
            await back(counter, employees)
        with pytest.raises(OutOfDate):  # a challenge for the one door is none for the other
            await passkeys.come_in(counter, HERE, employees.use(passkeys.ask(counter, "conversation", HERE)))

    play(tmp_path, story)


LIES: tuple[dict[str, Any], ...] = (
    {"origin": "http://localhost:8101"}, {"origin": "https://localhost:8100"}, {"rp_id": "evil.example"}, {"flags": PRESENT}, {"flags": 0x04},
    {"type": "webauthn.create"}, {"key": ec.generate_private_key(ec.SECP256R1())}, {"user": b"somebody else"}, {"user": b""},
)


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: "-".join(map(str, lie)))
def test_what_does_not_hold_lets_nobody_in(tmp_path: Path, lie: dict[str, Any]) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        device = await added(counter, mine(conversation))
        with pytest.raises(Refused):
            await back(counter, device, **lie)
        assert await back(counter, device) == conversation

    play(tmp_path, story)


def test_a_challenge_works_once_for_five_minutes_and_only_if_it_was_made_here(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        device = await added(counter, mine(await visitor(counter)), Device(counts=False))
        asked = passkeys.ask(counter, "conversation", HERE)
        told = device.use(asked)
        await passkeys.come_back(counter, HERE, told)
        with pytest.raises(OutOfDate):
            await passkeys.come_back(counter, HERE, told)
        with pytest.raises(OutOfDate):
            await back(counter, device, challenge=text(b"made up by somebody, as long as a real challenge is..."))
        late = device.use(passkeys.ask(counter, "conversation", HERE))
        clock.goes(minutes=6)
        with pytest.raises(OutOfDate):
            await passkeys.come_back(counter, HERE, late)
        await back(counter, device)
        assert len(counter.spent) == 1

    play(tmp_path, story)


def test_a_copy_of_a_device_that_counts_is_noticed(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        device = await added(counter, mine(await visitor(counter)))
        copy = Device(key=device.key, id=device.id, user=device.user)
        await back(counter, device)
        await back(counter, device)
        with pytest.raises(Refused):
            await back(counter, copy)

    play(tmp_path, story)


def test_one_is_made_only_for_whom_it_was_asked(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        victim, attacker = await visitor(counter), await visitor(counter)
        told = Device().make(await passkeys.ask_new(counter, mine(attacker), HERE, "name"))
        with pytest.raises(OutOfDate):
            await passkeys.keep(counter, mine(victim), HERE, told)
        device = await added(counter, mine(victim))
        with pytest.raises(Clash):  # the same credential again, for somebody else
            await added(counter, mine(attacker), Device(key=device.key, id=device.id))
        with pytest.raises(NotFound):
            await passkeys.remove(counter, mine(attacker), (await passkeys.of(counter, mine(victim)))[0].hash)
        assert await back(counter, device) == victim

    play(tmp_path, story)


def test_a_removed_one_opens_nothing_and_a_strong_sign_in_ends_those_from_before(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        first = await added(counter, mine(conversation))
        clock.goes(minutes=1)
        second = await added(counter, mine(conversation))
        await passkeys.remove(counter, mine(conversation), (await passkeys.of(counter, mine(conversation)))[0].hash)
        with pytest.raises(Refused):
            await back(counter, first)
        await counter.doors.renew(conversation, b"the new token", b"kept")
        with pytest.raises(Refused):
            await back(counter, second)

    play(tmp_path, story)


def test_after_erasing_it_opens_nothing_and_its_row_is_gone(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        device = await added(counter, mine(conversation))
        await erase.erase(counter, conversation)
        with pytest.raises(Refused):
            await back(counter, device)
        assert list(await passkeys.of(counter, mine(conversation))) == []

    play(tmp_path, story)


def test_nothing_leads_back_into_a_safe_conversation(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation, _ = await open.open_conversation(counter, safe=True)
        with pytest.raises(Clash):
            await passkeys.ask_new(counter, mine(conversation), HERE, "name")

    play(tmp_path, story)


def test_ten_are_enough_and_who_is_unknown_has_none(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        for _ in range(passkeys.MOST):
            await added(counter, AT_DESK)
        with pytest.raises(Clash):
            await added(counter, AT_DESK)
        with pytest.raises(NotFound):
            await added(counter, Holder(kind="employee", id=EmployeeId("nobody")))

    play(tmp_path, story)


@pytest.mark.parametrize("told", ["", "{", "[]", "null", '{"id": 1}', '{"id": "a", "rawId": "b", "type": "public-key", "response": {}}', "x" * 60_000])
def test_what_is_no_credential_at_all_is_refused(tmp_path: Path, told: str) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        conversation = await visitor(counter)
        for trying in (passkeys.come_in(counter, HERE, told), passkeys.come_back(counter, HERE, told), passkeys.keep(counter, mine(conversation), HERE, told)):
            with pytest.raises(LuukkuError) as found:
                await trying
            assert found.value.code == "refused"

    play(tmp_path, story)


def test_the_credentials_id_lies_nowhere_in_the_folder(tmp_path: Path) -> None:
    async def story(counter: Counter, clock: Standing) -> None:
        device = await added(counter, mine(await visitor(counter)))
        await back(counter, device)
        held = lying_in(tmp_path)
        assert device.id not in held and text(device.id).encode() not in held and device.id.hex().encode() not in held

    play(tmp_path, story)
