"""The store: accepted once, answered once, all of a change or nothing, and nothing readable on the disk."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Coroutine
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded import writer
from luukku.adapters.embedded.shapes import fact_from_plain
from luukku.adapters.embedded.writer import Database
from luukku.errors import BadSettings, Broken, Busy, Clash, LuukkuError, NoRoom, NotFound
from luukku.model.conversation import Case, Change, Event
from luukku.model.fact import Personal, reveal
from luukku.model.ids import CaseId, ConversationId, EnvelopeId, ShareId, StepId, TurnId
from luukku.ports import Store
from tests.contracts.embedded import CASE, CUSTOMER, NOW, STEP, TALK, accept, change, envelope, fact, message, opened, replied, sending, talk, timer


def test_the_store_is_a_store(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            port: Store = luukku.store
            assert (await port.talk(TALK)).customer == CUSTOMER

    asyncio.run(story())


def test_a_message_is_accepted_once_and_its_repeat_is_the_same_turn(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            first = await accept(luukku)
            again = await accept(luukku, at=NOW + timedelta(days=3))
            assert again == first and first.answer is None
            assert reveal(first.text) == "Moi, meille syntyi eilen poika!"
            assert [turn.id for turn in await luukku.store.waiting()] == [first.id]
            assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "accepted"]

    asyncio.run(story())


def test_the_same_id_with_another_text_clashes_and_leaves_the_first(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            first = await accept(luukku)
            with pytest.raises(Clash):
                await accept(luukku, text="ei kun tyttö")
            assert await accept(luukku) == first

    asyncio.run(story())


def test_two_conversations_may_use_the_same_message_id(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            mine = await accept(luukku)
            other = await luukku.store.accept(message(conversation="conversation-2", text="toinen"), NOW, b"hash of another text")
            assert other.id != mine.id and other.customer != mine.customer

    asyncio.run(story())


@pytest.mark.parametrize(("at", "today"), [
    (datetime(2026, 11, 21, 21, 59, tzinfo=UTC), date(2026, 11, 21)),
    (datetime(2026, 11, 21, 22, 0, tzinfo=UTC), date(2026, 11, 22)),
    (datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2)),
])
def test_today_is_the_helsinki_date_of_acceptance_and_stays_it(tmp_path: Path, at: datetime, today: date) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            assert (await accept(luukku, at=at)).today == today
            assert (await luukku.store.waiting())[0].today == today
            assert (await accept(luukku, at=at + timedelta(days=2))).today == today

    asyncio.run(story())


def test_an_unknown_conversation_is_not_found_everywhere(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            nowhere = ConversationId("nowhere")
            for asking in (
                luukku.store.accept(message(conversation="nowhere"), NOW, b"h"), luukku.store.talk(nowhere),
                luukku.store.commit(replace(change(), talk=talk(conversation=nowhere))), luukku.store.conversation_of(CaseId("nowhere")),
            ):
                with pytest.raises(NotFound):
                    await asking

    asyncio.run(story())


def test_a_conversation_is_opened_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with pytest.raises(Clash):
                await luukku.store.open_conversation(talk(0), b"another token")
            with pytest.raises(Clash):
                await luukku.store.open_conversation(talk(0, conversation=ConversationId("c9")), f"token of {TALK}".encode())
            with pytest.raises(NotFound):
                await luukku.store.talk(ConversationId("c9"))

    asyncio.run(story())


def test_an_answered_turn_no_longer_waits_and_its_repeat_brings_the_answer(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            turn = await accept(luukku)
            await luukku.store.commit(change(turn=turn.id, answer=Personal({"reply": ["Onnea!"]}), events=(replied(turn),)))
            assert await luukku.store.waiting() == []
            again = await accept(luukku)
            assert again.answer is not None and reveal(again.answer) == {"reply": ["Onnea!"]}
            with pytest.raises(Clash):
                await luukku.store.commit(change(2, turn=turn.id, answer=Personal({"reply": ["Toinen"]})))
            assert (await luukku.store.talk(TALK)).version == 1

    asyncio.run(story())


def test_an_answer_that_stands_in_its_event_is_kept_once_and_its_repeat_brings_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            other, turn = await accept(luukku, "m0"), await accept(luukku)
            answer = {"reply": "Onnea!", "name": "Aino"}
            both = (replied(other, name="Eino"), replied(turn, name="Aino"))
            await luukku.store.commit(change(turn=turn.id, answer=Personal(answer), events=both))
            again = await accept(luukku)
            assert again.answer is not None and reveal(again.answer) == answer
            assert (await accept(luukku, "m0")).answer is None, "another turn's event is no answer before that turn is answered"
            with closing(sqlite3.connect(tmp_path / "luukku.db")) as db:
                assert db.execute("SELECT answered, answer FROM turn WHERE id = ?", (turn.id,)).fetchone() == (1, None)

    asyncio.run(story())


def test_an_answer_without_its_turn_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with pytest.raises(ValueError, match="turn"):
                await luukku.store.commit(change(answer=Personal({})))
            with pytest.raises(Clash):
                await luukku.store.commit(change(turn=TurnId("of nobody"), answer=Personal({})))

    asyncio.run(story())


def test_a_commit_takes_only_the_next_version(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for wrong in (0, 2, 5):
                with pytest.raises(Clash):
                    await luukku.store.commit(change(wrong))
            one, other = change(1, events=(Event(type="card", at=NOW),)), change(1, events=(Event(type="language", at=NOW),))
            results = await asyncio.gather(luukku.store.commit(one), luukku.store.commit(other), return_exceptions=True)
            assert [type(result) for result in results] == [int, Clash]
            assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "card"]
            assert (await luukku.store.talk(TALK)) == talk(1)

    asyncio.run(story())


def test_another_customers_talk_is_not_taken(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            with pytest.raises(Clash):
                await luukku.store.commit(replace(change(), talk=replace(talk(), conversation=ConversationId("conversation-2"))))

    asyncio.run(story())


def test_a_talk_outlives_the_process(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1))
        async with opened(tmp_path) as luukku:
            assert await luukku.store.talk(TALK) == talk(1)
            assert await luukku.store.conversation_of(CASE) == TALK

    asyncio.run(story())


def test_a_change_that_cannot_be_kept_whole_leaves_nothing(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            turn = await accept(luukku)
            bad = Event(type="replied", at=NOW, data={"leak": Personal("poika")})
            with pytest.raises(TypeError):
                await luukku.store.commit(change(
                    turn=turn.id, answer=Personal({}), facts=((CASE, fact()),), sendings=(sending(),), timers=(timer(),),
                    envelopes=(envelope(),), events=(replied(turn), bad),
                ))
            assert (await luukku.store.talk(TALK)).version == 0
            assert [waiting.id for waiting in await luukku.store.waiting()] == [turn.id]
            assert await luukku.store.facts(CUSTOMER, CASE) == []
            assert await luukku.outbox.due(NOW) == [] and await luukku.outbox.timers("2099-01-01") == []
            assert await luukku.outbox.shares() == frozenset() and await luukku.store.envelope(CASE, STEP) is None
            assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "accepted"]

    asyncio.run(story())


def test_one_change_that_fails_spoils_no_other_of_its_group(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            half = change(facts=((CASE, fact()),), events=(Event(type="card", at=NOW), Event(type="card", at=NOW, data={"leak": Personal("poika")})))
            asked: list[Coroutine[Any, Any, object]] = [accept(luukku, f"m{n}") for n in range(20)]
            asked[7:7] = [luukku.store.accept(message(conversation="nowhere"), NOW, b"h")]
            asked[9:9] = [luukku.store.commit(half)]
            results = await asyncio.gather(*asked, return_exceptions=True)
            assert {n: type(result) for n, result in enumerate(results) if isinstance(result, Exception)} == {7: NotFound, 9: TypeError}
            assert len(await luukku.store.waiting()) == 20
            assert await luukku.store.facts(CUSTOMER, CASE) == []
            assert {event.type for event in await luukku.feed.events(TALK, 0)} == {"opened", "accepted"}

    asyncio.run(story())


def test_a_corrected_fact_replaces_the_first_and_gets_the_next_version(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, facts=((CASE, fact("boy")), (CASE, fact("Tampere", "municipality", "me")))))
            await luukku.store.commit(change(2, facts=((CASE, fact("girl")),)))
            kept = {stored.name: stored for stored in await luukku.store.facts(CUSTOMER, CASE)}
            assert {name: stored.version for name, stored in kept.items()} == {"child.sex": 2, "municipality": 1}
            stored = kept["child.sex"]
            assert fact_from_plain(luukku.seals.open(CUSTOMER, stored.what, stored.sealed)) == fact("girl")
            with pytest.raises(Broken):
                luukku.seals.open(CUSTOMER, {**stored.what, "version": 1}, stored.sealed)
            assert await luukku.store.facts(CUSTOMER, CaseId("another")) == []

    asyncio.run(story())


def test_a_step_has_one_envelope_which_goes_when_the_step_closes(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.store.commit(change(1, envelopes=(envelope(), envelope("envelope-2", "early-education"))))
            assert await luukku.store.envelope(CASE, STEP) == envelope()
            await luukku.store.commit(change(2, envelopes=(envelope("envelope-3"),)))
            assert await luukku.store.envelope(CASE, STEP) == envelope("envelope-3")
            assert await luukku.store.envelopes() == {EnvelopeId("envelope-2"), EnvelopeId("envelope-3")}
            await luukku.store.commit(change(3, closed_steps=((CASE, STEP),)))
            assert await luukku.store.envelope(CASE, STEP) is None
            assert await luukku.store.envelope(CASE, StepId("early-education")) == envelope("envelope-2", "early-education")

    asyncio.run(story())


def test_waiting_turns_are_opened_in_order_after_a_restart(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for n in range(5):
                await accept(luukku, f"m{n}", f"viesti {n}")
        async with opened(tmp_path) as luukku:
            waiting = await luukku.store.waiting()
            assert [reveal(turn.text) for turn in waiting] == [f"viesti {n}" for n in range(5)]
            assert [turn.seq for turn in waiting] == sorted(turn.seq for turn in waiting)

    asyncio.run(story())


def test_keys_under_which_turns_wait_are_kept_and_no_others(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for old in ("waiting-2020010100", "waiting-2020010101"):
                luukku.keys.make(old, "waiting")
            turn = await accept(luukku)
            await luukku.database.write(lambda db: db.execute("UPDATE waiting SET key = 'waiting-2020010101'"))
            assert await luukku.store.sweep_waiting() == 1
            assert "waiting-2020010100" not in luukku.keys.ids("waiting") and "waiting-2020010101" in luukku.keys.ids("waiting")
            await luukku.store.commit(change(turn=turn.id))
            assert await luukku.store.sweep_waiting() == 1

    asyncio.run(story())


@pytest.mark.parametrize("text", ["tyttö", "\0outo", "\0\0", ""])
@pytest.mark.parametrize("fix", [None, "child.sex"])
def test_what_a_message_corrects_waits_with_it(tmp_path: Path, text: str, fix: str | None) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            said = replace(message("m1", text), fix=fix)
            assert (await luukku.store.accept(said, NOW, b"h")).fix == fix
        async with opened(tmp_path) as luukku:
            [turn] = await luukku.store.waiting()
            assert (reveal(turn.text), turn.fix) == (text, fix)

    asyncio.run(story())


@pytest.mark.parametrize("spoil", ["UPDATE waiting SET key = 'waiting-2020010100'", "UPDATE waiting SET sealed = zeroblob(90)"])
def test_a_waiting_turn_that_cannot_be_opened_is_passed_over(tmp_path: Path, spoil: str) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            first, second = await accept(luukku, "m1"), await accept(luukku, "m2")
            await luukku.database.write(lambda db: db.execute(f"{spoil} WHERE turn = ?", (first.id,)))
            assert [turn.id for turn in await luukku.store.waiting()] == [second.id]

    asyncio.run(story())


def test_a_customer_that_is_forgotten_is_gone_from_every_table_and_every_file_and_no_other_is(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            turn = await accept(luukku)
            await luukku.store.accept(message("m1", conversation="conversation-2"), NOW, b"h")
            full = change(
                turn=turn.id, answer=Personal({"reply": "Onnea!"}), events=(Event(type="card", at=NOW),), facts=((CASE, fact()), (CaseId(TALK), fact())),
                sendings=(sending(),), timers=(timer(),), envelopes=(envelope(),),
            )  # fmt: skip
            await luukku.store.commit(full)
            await luukku.doors.put_code("resume", b"code", TALK, {}, NOW + timedelta(days=1))
            await luukku.doors.put_identity(TALK, b"subject", "strong", NOW)
            await accept(luukku, "m2")
            assert await luukku.rounds.customers() == {CUSTOMER, "customer-2"}
            assert await luukku.rounds.forget(CUSTOMER) == 1 and await luukku.rounds.forget(CUSTOMER) == 0
            assert await luukku.rounds.customers() == {"customer-2"}
            await luukku.rounds.tidy()
            with pytest.raises(NotFound):
                await luukku.store.talk(TALK)
            with pytest.raises(NotFound):
                await luukku.store.commit(change(2))
            assert len(await luukku.store.waiting()) == 1 and await luukku.outbox.due(NOW) == []
            raw = _raw(tmp_path)
            for gone in (CUSTOMER, TALK, turn.id, "parental-allowance", "permission-1"):
                assert gone.encode() not in raw, gone
            assert b"customer-2" in raw

    asyncio.run(story())


def _raw(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("luukku.db*"))


def test_files_are_not_tidied_while_somebody_reads_and_the_writer_is_not_kept_waiting(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with closing(sqlite3.connect(luukku.folder.store, isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM turn").fetchone()
                turn = await accept(luukku)
                with pytest.raises(Busy):
                    await luukku.rounds.tidy()
                assert (await accept(luukku)).id == turn.id
                reader.execute("ROLLBACK")
            await luukku.rounds.tidy()
            assert (tmp_path / "luukku.db-wal").stat().st_size == 0

    asyncio.run(story())


def test_who_has_closed_a_case_and_whose_a_share_is_can_be_found(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, "conversation-2") as luukku:
            await luukku.store.commit(change(1, sendings=(sending(),)))
            assert await luukku.rounds.with_closed() == frozenset()
            closed = replace(talk(2), cases=(Case(id=CASE, event="child", closed=NOW),))
            await luukku.store.commit(Change(talk=closed, events=(), closed_steps=((CASE, STEP),)))
            assert await luukku.rounds.with_closed() == {CUSTOMER}
            assert await luukku.rounds.talk_of(ShareId("share-1")) == closed == (await luukku.rounds.talks_of(CUSTOMER))[0]
            assert await luukku.rounds.talk_of(ShareId("of-another-counter")) is None

    asyncio.run(story())


@pytest.mark.requirement("R-15")
def test_nothing_said_can_be_read_in_the_raw_files(tmp_path: Path) -> None:
    canary = "Hilleri-Kanarialintunen"

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            turn = await accept(luukku, text=f"lapsen nimi on {canary}")
            kept = replace(fact(canary, "name.given"), evidence=Personal(canary))
            assert_nowhere()
            await luukku.store.commit(change(
                turn=turn.id, answer=Personal({"reply": canary}), facts=((CASE, kept),), events=(replied(turn, name=canary),),
            ))
            assert_nowhere()
        assert_nowhere()

    def assert_nowhere() -> None:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert any(path.name == "luukku.db" for path in files)
        for path in files:
            raw = path.read_bytes()
            assert canary.encode() not in raw and canary.encode("utf-16-le") not in raw, path.name

    asyncio.run(story())


def test_a_full_disk_accepts_nothing_keeps_no_half_and_works_again_with_room(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            first = await accept(luukku)
            pages = await luukku.database.write(lambda db: int(db.execute("PRAGMA page_count").fetchone()[0]))
            await luukku.database.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 1}").fetchone())
            long = "pitkä juttu " * 800
            with pytest.raises(NoRoom):
                await accept(luukku, "m2", long)
            with pytest.raises(NoRoom):
                await luukku.store.commit(change(turn=first.id, answer=Personal({"reply": long}), events=(replied(first),)))
            assert [turn.message for turn in await luukku.store.waiting()] == ["m1"]
            assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "accepted"]
            assert (await luukku.store.talk(TALK)).version == 0
            await luukku.database.write(lambda db: db.execute("PRAGMA max_page_count = 1000000").fetchone())
            second = await accept(luukku, "m2", long)
            assert [turn.id for turn in await luukku.store.waiting()] == [first.id, second.id]

    asyncio.run(story())


def test_on_a_full_disk_the_small_ones_of_a_group_still_go_through(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await accept(luukku)
            pages = await luukku.database.write(lambda db: int(db.execute("PRAGMA page_count").fetchone()[0]))
            await luukku.database.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages + 2}").fetchone())
            results = await asyncio.gather(
                accept(luukku, "m2", "pitkä juttu " * 4000), accept(luukku, "m3", "lyhyt"), return_exceptions=True
            )
            assert isinstance(results[0], NoRoom) and not isinstance(results[1], BaseException)
            assert [turn.message for turn in await luukku.store.waiting()] == ["m1", "m3"]

    asyncio.run(story())


def test_a_newer_store_is_not_opened(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "luukku.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(BadSettings):
        Database(tmp_path / "luukku.db")


def test_a_file_that_is_no_store_is_broken_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "luukku.db"
    file.write_bytes(b"this is no database at all" * 100)
    with pytest.raises(Broken):
        Database(file)
    assert file.read_bytes() == b"this is no database at all" * 100


def test_a_damaged_page_is_told_as_an_error_of_the_tree(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            for n in range(40):
                await accept(luukku, f"m{n}")
        file = tmp_path / "luukku.db"
        whole = file.read_bytes()
        file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
        with pytest.raises(LuukkuError):
            async with opened(tmp_path) as luukku:
                await luukku.store.waiting()

    asyncio.run(story())


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            luukku.database.close()
            luukku.database.close()
            for asking in (accept(luukku), luukku.store.waiting()):
                with pytest.raises(LuukkuError):
                    await asking

    asyncio.run(story())


def test_a_file_that_another_process_holds_is_told_as_busy_and_works_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LOCKED_SECONDS", 0.05)

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            with closing(sqlite3.connect(luukku.folder.store, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                results = await asyncio.gather(*(accept(luukku, f"m{n}") for n in range(6)), return_exceptions=True)
                assert {type(result) for result in results} == {Busy}
                other.execute("ROLLBACK")
            assert (await accept(luukku, "m1")).message == "m1"

    asyncio.run(story())


def test_a_talk_that_cannot_be_read_is_broken_not_guessed(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path) as luukku:
            await luukku.database.write(lambda db: db.execute("UPDATE conversation SET talk = '{}'"))
            with pytest.raises(Broken):
                await luukku.store.talk(TALK)

    asyncio.run(story())
