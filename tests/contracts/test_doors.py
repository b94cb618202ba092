"""The doors: tokens stay, codes open once and not for long, and nobody learns why one does not."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.errors import Clash, NotFound, OutOfDate, Refused
from luukku.model.ids import ConversationId
from luukku.ports import Doors
from tests.contracts.embedded import NOW, SOON, TALK, opened

NOWHERE = ConversationId("nowhere")


def test_a_token_leads_to_its_conversation_also_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            port: Doors = luukku.doors
            assert await port.by_token(f"token of {TALK}".encode()) == TALK
            await port.add_token(ConversationId("conversation-2"), b"another device")
        async with opened(tmp_path) as luukku:
            assert await luukku.doors.by_token(b"another device") == "conversation-2"
            assert await luukku.doors.by_token(b"token of conversation-2") == "conversation-2"

    asyncio.run(story())


def test_unknown_tokens_and_conversations_are_not_found(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for asking in (
                luukku.doors.by_token(b"made up"), luukku.doors.add_token(NOWHERE, b"t"),
                luukku.doors.put_code("resume", b"c", NOWHERE, {}, SOON), luukku.doors.put_identity(NOWHERE, b"s", "strong", NOW),
                luukku.doors.renew(NOWHERE, b"t", b"c"),
            ):
                with pytest.raises(NotFound):
                    await asking

    asyncio.run(story())


def test_a_token_in_use_is_not_given_to_another(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            with pytest.raises(Clash):
                await luukku.doors.add_token(ConversationId("conversation-2"), f"token of {TALK}".encode())
            assert await luukku.doors.by_token(f"token of {TALK}".encode()) == TALK

    asyncio.run(story())


def test_a_door_that_moves_opens_the_new_conversation_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            await luukku.doors.add_token(TALK, b"a sender", moves=True)
            await luukku.doors.add_token(ConversationId("conversation-2"), b"a sender", moves=True)
            assert await luukku.doors.by_token(b"a sender") == "conversation-2"
            assert await luukku.doors.by_token(f"token of {TALK}".encode()) == TALK, "other doors stay where they are"
            with pytest.raises(NotFound):
                await luukku.doors.add_token(NOWHERE, b"a sender", moves=True)

    asyncio.run(story())


def test_a_code_opens_once_and_brings_what_was_kept_with_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_code("sign-in", b"state", TALK, {"nonce": "n", "verifier": "v"}, SOON)
            assert await luukku.doors.take_code("sign-in", b"state", NOW) == (TALK, {"nonce": "n", "verifier": "v"})
            with pytest.raises(OutOfDate):
                await luukku.doors.take_code("sign-in", b"state", NOW)

    asyncio.run(story())


def test_unknown_used_and_ended_codes_answer_alike(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_code("resume", b"used", TALK, {}, SOON)
            await luukku.doors.take_code("resume", b"used", NOW)
            await luukku.doors.put_code("resume", b"ended", TALK, {}, SOON)
            told = []
            for code, now in ((b"unknown", NOW), (b"used", NOW), (b"ended", SOON)):
                with pytest.raises(OutOfDate) as no:
                    await luukku.doors.take_code("resume", code, now)
                told.append((no.value.code, no.value.data))
            assert told[0] == told[1] == told[2]

    asyncio.run(story())


def test_a_code_is_good_until_just_before_its_end_and_for_its_kind_only(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_code("resume", b"c", TALK, {}, SOON)
            with pytest.raises(OutOfDate):
                await luukku.doors.take_code("sign-in", b"c", NOW)
            assert (await luukku.doors.take_code("resume", b"c", SOON - timedelta(microseconds=1)))[0] == TALK

    asyncio.run(story())


def test_of_many_who_bring_the_same_code_one_comes_in(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_code("resume", b"c", TALK, {}, SOON)
            came = await asyncio.gather(*(luukku.doors.take_code("resume", b"c", NOW) for _ in range(20)), return_exceptions=True)
            assert sum(isinstance(one, tuple) for one in came) == 1
            assert sum(isinstance(one, OutOfDate) for one in came) == 19

    asyncio.run(story())


def test_codes_that_have_ended_do_not_stay_in_the_file(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_code("sign-in", b"left lying", TALK, {"verifier": "v"}, SOON)
            with pytest.raises(OutOfDate):
                await luukku.doors.take_code("sign-in", b"unknown", SOON)
            assert await luukku.database.read(lambda db: db.execute("SELECT count(*) FROM code").fetchone()[0]) == 0

    asyncio.run(story())


def test_a_sign_in_is_kept_with_its_newest_assurance(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.doors.put_identity(TALK, b"subject", "contact", NOW)
            await luukku.doors.put_identity(TALK, b"subject", "strong", SOON)
            rows = await luukku.database.read(lambda db: db.execute("SELECT subject, assurance FROM identity").fetchall())
            assert rows == [(b"subject", "strong")]

    asyncio.run(story())


def test_a_second_person_is_not_kept_beside_the_first(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            await luukku.doors.put_identity(TALK, b"subject", "strong", NOW)
            with pytest.raises(Refused) as no:
                await luukku.doors.put_identity(TALK, b"another", "strong", SOON)
            assert no.value.data == {"why": "other-person"}
            await luukku.doors.put_identity(ConversationId("conversation-2"), b"another", "strong", NOW)
            rows = await luukku.database.read(lambda db: db.execute("SELECT conversation, subject FROM identity ORDER BY 1").fetchall())
            assert rows == [(TALK, b"subject"), ("conversation-2", b"another")]

    asyncio.run(story())


def test_renewed_one_token_opens_and_the_older_ones_and_their_codes_end(tmp_path: Path) -> None:
    other = ConversationId("conversation-2")

    async def story() -> None:
        async with opened(tmp_path, other) as luukku:
            await luukku.doors.add_token(TALK, b"another device")
            for kind in ("resume", "sign-in", "signed-in"):
                await luukku.doors.put_code(kind, kind.encode(), TALK, {}, SOON)
            await luukku.doors.put_code("resume", b"of another", other, {}, SOON)
            for _ in range(2):
                await luukku.doors.renew(TALK, b"new", b"signed-in")
            assert await luukku.doors.by_token(b"new") == TALK
            for old in (f"token of {TALK}".encode(), b"another device"):
                with pytest.raises(NotFound):
                    await luukku.doors.by_token(old)
            for kind in ("resume", "sign-in"):
                with pytest.raises(OutOfDate):
                    await luukku.doors.take_code(kind, kind.encode(), NOW)
            assert (await luukku.doors.take_code("signed-in", b"signed-in", NOW))[0] == TALK
            assert await luukku.doors.by_token(f"token of {other}".encode()) == other
            assert (await luukku.doors.take_code("resume", b"of another", NOW))[0] == other

    asyncio.run(story())
