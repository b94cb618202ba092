"""Who may sit at the desk: added once, known by what they know, gone at once; and nothing readable of a password anywhere."""

from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded import passwords
from luukku.adapters.embedded.passwords import check_password, hash_password
from luukku.errors import BadInput, Broken, Clash, NotFound
from luukku.model.handover import Employee
from luukku.model.ids import EmployeeId
from luukku.ports import Staff
from tests.contracts.embedded import NOW, Opened, open_now, opened

PAIVI = Employee(id=EmployeeId("e-1"), login="paivi", name="Päivi Lehto", role="employee")
SARI = Employee(id=EmployeeId("e-2"), login="sari", name="Sari Niemi", role="steward")
LATER = NOW + timedelta(hours=8)
SECRET = "kanarialintu laulaa"


@pytest.fixture(scope="module")
def hashed() -> str:
    return hash_password(SECRET)


def raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def came_in(luukku: Opened, employee: Employee, token: bytes = b"token", **changed: Any) -> None:
    await luukku.staff.put_session(token, employee.id, changed.get("at", NOW), changed.get("ends", LATER))


def test_the_staff_is_a_staff_and_survives_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            staff: Staff = luukku.staff
            await staff.add(PAIVI, "hash-1")
            await staff.add(SARI, "hash-2")
        again = open_now(tmp_path)
        assert await again.staff.by_login("paivi") == (PAIVI, "hash-1") and await again.staff.employee(SARI.id) == SARI
        assert await again.staff.everyone() == [PAIVI, SARI]
        again.database.close()

    asyncio.run(story())


def test_a_login_is_one_persons_however_it_is_written(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.staff.add(PAIVI, "hash-1")
            for login in ("paivi", "Paivi", "PAIVI"):
                assert (await luukku.staff.by_login(login))[0] == PAIVI
                with pytest.raises(Clash):
                    await luukku.staff.add(Employee(id=EmployeeId("e-9"), login=login, name="Toinen", role="steward"), "hash-9")
            assert await luukku.staff.everyone() == [PAIVI]

    asyncio.run(story())


def test_the_unknown_are_not_found(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            staff, nobody = luukku.staff, EmployeeId("nobody")
            for asking in (
                staff.by_login("nobody"), staff.employee(nobody), staff.switch_off("nobody"), staff.by_session(b"none", NOW), staff.put_session(b"t", nobody, NOW, LATER),
            ):
                with pytest.raises(NotFound):
                    await asking
            await staff.end_session(b"none")
            assert await staff.on_duty(NOW) == 0

    asyncio.run(story())


def test_a_session_holds_until_its_end_or_the_signing_out(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.staff.add(PAIVI, "hash-1")
            await came_in(luukku, PAIVI)
            await came_in(luukku, PAIVI, b"other device")
            assert await luukku.staff.by_session(b"token", LATER - timedelta(microseconds=1)) == PAIVI
            for now in (LATER, LATER + timedelta(days=1)):
                with pytest.raises(NotFound):
                    await luukku.staff.by_session(b"token", now)
            await luukku.staff.end_session(b"token")
            with pytest.raises(NotFound):
                await luukku.staff.by_session(b"token", NOW)
            assert await luukku.staff.by_session(b"other device", NOW) == PAIVI

    asyncio.run(story())


def test_who_is_switched_off_is_out_at_once_and_stays_out(tmp_path: Path, hashed: str) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.staff.add(PAIVI, hashed)
            await luukku.staff.add(SARI, "hash-2")
            await came_in(luukku, PAIVI)
            await came_in(luukku, SARI, b"sari's")
            assert await luukku.staff.check("paivi", SECRET) == PAIVI
            for _ in range(2):
                assert not (await luukku.staff.switch_off("Paivi")).active
            with pytest.raises(NotFound):
                await luukku.staff.by_session(b"token", NOW)
            with pytest.raises(NotFound):
                await came_in(luukku, PAIVI)
            with pytest.raises(Clash):
                await luukku.staff.add(PAIVI, "hash-3")
            assert await luukku.staff.check("paivi", SECRET) is None
            assert (await luukku.staff.employee(PAIVI.id)).name == "Päivi Lehto"
            assert await luukku.staff.by_session(b"sari's", NOW) == SARI and await luukku.staff.on_duty(NOW) == 1

    asyncio.run(story())


def test_on_duty_counts_people_who_were_seen_since(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for one in (PAIVI, SARI):
                await luukku.staff.add(one, "hash")
            await came_in(luukku, PAIVI)
            await came_in(luukku, PAIVI, b"other device")
            await came_in(luukku, SARI, b"sari's", at=NOW + timedelta(minutes=4))
            assert [await luukku.staff.on_duty(NOW + timedelta(minutes=m)) for m in (0, 1, 5)] == [2, 1, 0]
            await luukku.staff.by_session(b"token", NOW + timedelta(minutes=6))
            await luukku.staff.by_session(b"token", NOW + timedelta(minutes=1))  # an older look does not undo a newer one
            assert await luukku.staff.on_duty(NOW + timedelta(minutes=5)) == 1
            await luukku.staff.end_session(b"token")
            assert await luukku.staff.on_duty(NOW + timedelta(minutes=5)) == 0

    asyncio.run(story())


def test_a_renewed_session_lasts_on_and_one_that_was_ended_is_not_made_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            staff, soon, after = luukku.staff, NOW + timedelta(minutes=10), LATER + timedelta(minutes=10)
            for one in (PAIVI, SARI):
                await staff.add(one, "hash")
            await came_in(luukku, PAIVI)
            await came_in(luukku, SARI, b"sari's")
            assert await staff.renew_session(b"token", soon, after)
            assert await staff.by_session(b"token", LATER) == PAIVI
            assert await staff.renew_session(b"token", NOW, after) and await staff.seen(PAIVI.id) == LATER, "an older look does not undo a newer one"
            await staff.end_session(b"token")
            await staff.switch_off("sari")
            for gone in (b"token", b"sari's", b"never was"):
                assert not await staff.renew_session(gone, soon, after)
                with pytest.raises(NotFound):
                    await staff.by_session(gone, soon)
            await came_in(luukku, PAIVI)
            assert not await staff.renew_session(b"token", LATER, after), "what is over stays over"

    asyncio.run(story())


def test_somebody_was_seen_when_the_newest_of_their_sessions_was_and_never_once_they_are_out(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            staff = luukku.staff
            for one in (PAIVI, SARI):
                await staff.add(one, "hash")
            assert [await staff.seen(id) for id in (PAIVI.id, EmployeeId("nobody"))] == [None, None]
            await came_in(luukku, PAIVI)
            await came_in(luukku, PAIVI, b"other device", at=NOW + timedelta(minutes=3))
            await came_in(luukku, SARI, b"sari's")
            assert [await staff.seen(one.id) for one in (PAIVI, SARI)] == [NOW + timedelta(minutes=3), NOW]
            await staff.by_session(b"token", NOW + timedelta(minutes=7))
            assert await staff.seen(PAIVI.id) == NOW + timedelta(minutes=7)
            await staff.end_session(b"token")
            assert await staff.seen(PAIVI.id) == NOW + timedelta(minutes=3)
            await staff.end_session(b"other device")
            await staff.switch_off("sari")
            assert [await staff.seen(one.id) for one in (PAIVI, SARI)] == [None, None]

    asyncio.run(story())


def test_sessions_that_ended_are_swept_when_somebody_comes_in(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.staff.add(PAIVI, "hash")
            await came_in(luukku, PAIVI, b"yesterday's token")
            await came_in(luukku, PAIVI, b"today's token", at=LATER, ends=LATER + timedelta(hours=8))
            await luukku.database.tidy()
            held = raw(tmp_path)
            assert b"today's token" in held and b"yesterday's token" not in held

    asyncio.run(story())


def test_a_password_is_checked_by_its_hash_alone(tmp_path: Path, hashed: str) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.staff.add(PAIVI, hashed)
            assert await luukku.staff.check("Paivi", SECRET) == PAIVI
            for login, password in (("paivi", SECRET + " "), ("paivi", ""), ("nobody", SECRET), ("", ""), ("paivi", "\ud800" * 12)):
                assert await luukku.staff.check(login, password) is None
        held = raw(tmp_path)
        assert b"kanarialintu" not in held and hashed.encode() in held

    asyncio.run(story())


def test_a_hash_is_argon2id_with_at_least_what_rfc_9106_recommends_and_a_salt_of_its_own(hashed: str) -> None:
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert hash_password(SECRET) != hashed


def test_the_same_password_from_another_keyboard_is_the_same(hashed: str) -> None:
    composed, apart = "päivänpaiste!", "pa\u0308iva\u0308npaiste!"
    assert composed != apart and check_password(hash_password(composed), apart)
    assert not check_password(hashed, composed)


@pytest.mark.parametrize(("text", "good"), [("x" * 11, False), ("x" * 1001, False), ("", False), ("x" * 12, True)])
def test_a_password_has_twelve_characters_or_more(text: str, good: bool) -> None:
    if good:
        assert check_password(hash_password(text), text)
        return
    with pytest.raises(BadInput) as told:
        hash_password(text)
    assert "12" in str(told.value) and (not text or text not in str(told.value))


def test_what_is_no_hash_is_said_to_be_broken() -> None:
    for hash in ("", "x", "$argon2id$v=19$m=65536,t=3,p=4$short"):
        with pytest.raises(Broken):
            check_password(hash, SECRET)


def test_an_unknown_login_costs_the_same_work_as_a_wrong_password(hashed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    class Counts:
        def hash(self, text: bytes) -> str:
            done.append("argon2")
            return hashed

        def verify(self, hash: str, text: bytes) -> bool:
            done.append("argon2")
            return False

    monkeypatch.setattr(passwords, "_HASHER", Counts())
    assert not check_password(None, SECRET) and not check_password(hashed, "wrong password")
    assert done == ["argon2", "argon2"]


def test_a_rush_of_passwords_does_not_run_more_than_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, guard = 0, 0, threading.Lock()

    class Slow:
        def hash(self, text: bytes) -> str:
            nonlocal running, most
            with guard:
                running += 1
                most = max(most, running)
            threading.Event().wait(0.02)
            with guard:
                running -= 1
            return ""

    monkeypatch.setattr(passwords, "_HASHER", Slow())
    threads = [threading.Thread(target=check_password, args=(None, SECRET)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
