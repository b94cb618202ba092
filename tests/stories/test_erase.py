"""A person is erased: what they read first, what is gone, who is told, and that no crash and no reader keeps anything alive."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.log_leaves import leaves_after
from luukku.adapters.embedded.log_rows import outside_verifier, read_last
from luukku.errors import BadAnswer, Busy, NoRoom, NotFound, Unreached
from luukku.flow import erase, notices, open, upkeep, view
from luukku.ground.entry import leaf_of
from luukku.ground.merkle import Range
from luukku.ground.note import check_note
from luukku.ground.proof import check_proof
from luukku.model.ids import CustomerId, ShareId
from luukku.sandbox import clerk
from tests.stories.test_ends import KELA, NOW, TOWN, Fake, Place, at_card, begin

ROOT = Path(__file__).parents[2]


@dataclass
class Traces:
    """What must be found nowhere afterwards."""

    customer: CustomerId
    marks: dict[str, bytes]

    def found(self, folder: Path) -> list[str]:
        """(file: mark) of all that is still there, in every file under the folder."""
        held = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
        return [f"{path.relative_to(folder)}: {name}" for path, raw in held.items() for name, mark in self.marks.items() if mark in raw]


async def traces(place: Place) -> Traces:
    """Ids, wrapped keys and sealed bytes of the place's customer, as they lie in the files now."""
    talk = await place.talk()
    marks = {"customer": talk.customer.encode(), "conversation": talk.conversation.encode(), "case": talk.cases[0].id.encode()}
    [(wrapped, public)] = place.rows(f"SELECT wrapped, public FROM keys WHERE id = '{talk.customer}'", "keys.db")
    marks |= {"wrapped key": wrapped, "public key": public}
    for n, (sealed,) in enumerate(place.rows(f"SELECT sealed FROM fact WHERE customer = '{talk.customer}'")):
        marks[f"fact {n}"] = sealed
    for n, (sealed,) in enumerate(place.rows(f"SELECT personal FROM event WHERE personal IS NOT NULL AND conversation = '{talk.conversation}'")):
        marks[f"event {n}"] = sealed
    for n, (sealed,) in enumerate(place.rows("SELECT sealed FROM envelope")):
        marks[f"envelope {n}"] = sealed
    for n, (sealed,) in enumerate(place.rows(f"SELECT sealed FROM entries WHERE customer = '{talk.customer}'", "log/entries.db")):
        marks[f"entry {n}"] = sealed
    assert len(marks) > 15
    return Traces(talk.customer, marks)


@contextmanager
def readers(data: Path) -> Iterator[None]:
    """Three others read all three files all the time, as a backup or a second look would; their statements are short."""
    over = threading.Event()

    def read(name: str, sql: str) -> None:
        with closing(sqlite3.connect(f"{(data / name).as_uri()}?mode=ro", uri=True, timeout=10)) as db:
            while not over.wait(0.002):
                db.execute(sql).fetchall()

    asked = (("luukku.db", "SELECT * FROM event"), ("log/entries.db", "SELECT * FROM entries"), ("keys.db", "SELECT * FROM keys"))
    threads = [threading.Thread(target=read, args=one) for one in asked]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


async def told_town(place: Place) -> None:
    """The town has got facts."""
    await place.allow()
    await place.deliver()


# What is gone


@pytest.mark.requirement("R-20")
def test_while_others_read_no_file_keeps_a_byte_of_who_was_erased(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            data = place.counter.settings.data
            others = [await begin(place.counter, place.clock) for _ in range(3)]
            await told_town(place)
            left = await traces(place)
            assert {line.split(":")[0] for line in left.found(data)} >= {"keys.db", "luukku.db-wal", "log/entries.db-wal"}
            with readers(data):
                done = await erase.erase(place.counter, place.conversation)
                for _ in range(50):
                    if done.proof:
                        break
                    await erase.resume(place.counter)
                    done = await erase.erased(place.counter, done.number)
                    await asyncio.sleep(0.02)
                assert done.proof and left.found(data) == []
            with pytest.raises(NotFound):
                await open.who(place.counter, place.token)
            assert await place.counter.log.entries(left.customer) == ()
            for other in others:
                assert (await other.say("kiitos"))["reply"]["text"], "others go on"
            assert (await place.counter.log.verify())["ok"]
        assert left.found(tmp_path / "data") == [], "and after closing"

    asyncio.run(story())


@pytest.mark.requirement("R-20")
def test_old_proofs_still_hold_and_the_log_goes_on(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            await asyncio.sleep(1.0)  # the signed checkpoint follows
            folder = Folder(place.counter.settings.data, create=False)
            before = read_last(folder, outside_verifier(folder))
            assert before is not None and before.size >= 5
            proofs = [proof for _, proof in await place.counter.proofs.prove_all((await place.talk()).customer)]
            leaves = _leaves(folder)
            assert len(proofs) >= 5 and Range().grown(leaves[: before.size]).root() == before.root
            await erase.erase(place.counter, place.conversation)
            other = await begin(place.counter, place.clock)
            await asyncio.sleep(1.0)
            after = read_last(folder, outside_verifier(folder))
            now = _leaves(folder)
            assert after is not None and after.size > before.size
            assert now[: len(leaves)] == leaves, "every leaf is where it was, so every path to an older root is"
            assert Range().grown(now[: before.size]).root() == before.root and Range().grown(now[: after.size]).root() == after.root
            for proof in proofs:
                assert check_proof(proof, outside_verifier(folder)).checkpoint.size == before.size, "what the customer took along holds without us"
            found = await place.counter.log.verify()
            assert found["customers"] == 1 and found["entries"] - found["opened"] >= 5
            assert len(await place.counter.log.entries((await other.talk()).customer)) > 0

    asyncio.run(story())


def _leaves(folder: Folder) -> list[bytes]:
    with closing(sqlite3.connect(folder.entries)) as db:
        return [leaf_of(commitment) for _, commitment in leaves_after(db, 0)]


@pytest.mark.requirement("R-20")
def test_the_statement_says_what_was_erased_and_is_signed_by_the_logs_key(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            done = await erase.erase(place.counter, place.conversation)
            folder = Folder(place.counter.settings.data, create=False)
            kind, said, row, _ = check_note(done.proof, outside_verifier(folder)).split("\n")
            told = json.loads(said)
            assert kind == "luukku erasure 1" and told["number"] == done.number and told["done"] == NOW.isoformat()
            assert (told["conversations"], told["cases"], told["receivers"], told["kept"]) == (1, 1, 1, []) and told["facts"] > 3
            rows = await place.counter.ledger.rows(done.number)
            assert [one.state for one in rows] == ["asked", "erased", "done"] and base64.b64decode(row) == rows[-1].hash
            again = await erase.erased(place.counter, done.number)
            assert again == done, "whoever has the number gets the same statement again"

    asyncio.run(story())


@pytest.mark.requirement("R-23")
def test_the_ledger_names_nobody_and_only_the_id_finds_its_row(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            left = await traces(place)
            done = await erase.erase(place.counter, place.conversation)
            raw = (place.counter.settings.data / "ledger.db").read_bytes()
            for mark in (*left.marks.values(), place.token.encode(), b"Tampere", b"child"):
                assert mark not in raw
            assert place.counter.ledger.number(left.customer) == done.number != place.counter.ledger.number(CustomerId("0" * 32))
            with closing(sqlite3.connect(place.counter.settings.data / "ledger.db")) as db:
                for sql in ("UPDATE ledger SET number = 'x'", "DELETE FROM ledger"):
                    with pytest.raises(sqlite3.IntegrityError):
                        db.execute(sql)

    asyncio.run(story())


# What is read first


def test_what_stops_and_who_is_told_is_read_before_anything_is_destroyed(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            shown = await erase.preview(place.counter, place.conversation)
            assert [*shown.told] == ["Tietojasi ei ole lähetetty kenellekään."] and shown.kept == ()
            assert any("lapsen syntymä" in line.lower() for line in shown.stops)
            await told_town(place)
            shown = await erase.preview(place.counter, place.conversation)
            assert len(shown.told) == 1 and shown.told[0].startswith("Tampere")
            assert await view.plans(place.counter, place.conversation), "reading destroys nothing"
            assert await place.counter.ledger.rows() == []

    asyncio.run(story())


# Organisations are told


@pytest.mark.requirement("R-24")
def test_each_organisation_that_got_facts_is_told_once_by_its_shares(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = place.town(Fake())
            await told_town(place)
            share = (await place.step()).share
            assert share is not None
            town.script = [Unreached(organisation=TOWN, what="status"), BadAnswer(organisation=TOWN, what="error")]
            kela = Fake()
            place.counter.peers = {**place.counter.peers, KELA: kela}
            await erase.erase(place.counter, place.conversation)
            await asyncio.gather(*place.counter.tasks)
            assert len(town.notices) == 1 and (await place.counter.notices.notices())[0].told is None
            for _ in range(4):
                place.clock.at += upkeep.KEPT_AFTER / 14
                await notices.tell(place.counter)
            assert [shares for _, shares in town.notices] == [(share,)] * 3 and len({id for id, _ in town.notices}) == 1
            assert kela.notices == [], "who got nothing is told nothing"
            [notice] = await place.counter.notices.notices()
            assert notice.told is not None and notice.attempts == 2
            await notices.tell(place.counter)
            assert len(town.notices) == 3, "once it is told it is not told again"

    asyncio.run(story())


@pytest.mark.requirement("R-24")
def test_a_mailbox_gets_one_letter_of_the_erasure_and_late_replies_are_dropped_unread(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            share = (await place.step()).share
            assert share is not None and f"out/{share}.json" in place.lying()
            await erase.erase(place.counter, place.conversation)
            await asyncio.gather(*place.counter.tasks)
            folder = place.counter.settings.mailbox.folder
            [notice] = await place.counter.notices.notices()
            assert place.lying() == sorted([f"out/{notice.id}.html", f"out/{notice.id}.json"]), "the letter itself was taken back"
            told = json.loads((folder / "out" / f"{notice.id}.json").read_text())
            assert told["erased"] == [share] and set(told) == {"luukku", "erased", "organisation", "notice", "language"}
            assert share in (folder / "out" / f"{notice.id}.html").read_text()
            clerk.answer(folder, share, text="Soitan äidille huomenna.")
            await upkeep.go_round(place.counter)
            assert [name for name in place.lying() if share in name] == []
            place.clock.at += notices.REMEMBERED
            await upkeep.go_round(place.counter)
            assert place.lying() == [] and await place.counter.notices.notices() == []

    asyncio.run(story())


def test_what_is_under_way_is_over_before_its_receiver_is_told_of_the_erasure(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:

            async def meanwhile() -> None:
                await erase.erase(place.counter, place.conversation)
                await asyncio.sleep(0.05)
                assert town.notices == []

            town = place.town(Fake([meanwhile]))
            await told_town(place)
            assert len(town.told) == 1
            await notices.tell(place.counter)
            assert [shares for _, shares in town.notices] == [(town.told[0],)]
            assert place.rows("SELECT * FROM sending") == []

    asyncio.run(story())


# Nothing stops it half-way


@pytest.mark.requirement("R-22")
@pytest.mark.parametrize("step", ["key_rounds.shred", "log.forget", "rounds.forget", "rounds.tidy", "log.tidy"])
def test_what_fails_half_way_is_finished_by_the_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            left, number = await traces(place), place.counter.ledger.number((await place.talk()).customer)
            port, name = step.split(".")

            async def fails(*_: object) -> None:
                raise Busy(what="luukku.db", seconds=1) if name == "tidy" else NoRoom(what="disk")

            with monkeypatch.context() as patched:
                patched.setattr(getattr(place.counter, port), name, fails)
                if name == "tidy":
                    assert (await erase.erase(place.counter, place.conversation)).proof == ""
                else:
                    with pytest.raises(NoRoom):
                        await erase.erase(place.counter, place.conversation)
            assert await place.counter.ledger.unfinished() == [number]
            await upkeep.go_round(place.counter)
            assert left.found(place.counter.settings.data) == [] and (await erase.erased(place.counter, number)).proof
            assert len(await place.counter.notices.notices()) == 1

    asyncio.run(story())


@pytest.mark.requirement("R-22")
def test_nothing_is_destroyed_when_the_ledger_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="ledger")

    async def story() -> None:
        async with at_card(tmp_path) as place:
            with monkeypatch.context() as patched:
                patched.setattr(place.counter.ledger, "begin", full)
                with pytest.raises(NoRoom):
                    await erase.erase(place.counter, place.conversation)
            assert (await place.say("kiitos"))["reply"]["text"] and len((await view.known(place.counter, place.conversation)).facts) > 0

    asyncio.run(story())


@pytest.mark.requirement("R-22")
def test_killed_after_any_step_the_next_start_comes_to_the_same_end(tmp_path: Path) -> None:
    """Children that kill themselves, each one step later; `killed_steps` says in which order the steps come."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.stories.killed_steps", str(tmp_path)], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=ROOT,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    ends = [json.loads(line) for line in told.stdout.splitlines()]
    whole = ends[-1]
    assert not whole["killed"] and (whole["states"], whole["left"], whole["notices"]) == (["asked", "erased", "done"], [], 1)
    assert [one["killed"] for one in ends] == [True] * 8 + [False] and all({**one, "killed": False} == whole for one in ends)


def test_erased_twice_at_once_is_erased_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await told_town(place)
            number = place.counter.ledger.number((await place.talk()).customer)
            done = await asyncio.gather(*(erase.erase(place.counter, place.conversation) for _ in range(3)), return_exceptions=True)
            assert [one for one in done if not isinstance(one, NotFound)] and all(isinstance(one, (erase.Erased, NotFound)) for one in done)
            assert [row.state for row in await place.counter.ledger.rows(number)] == ["asked", "erased", "done"]
            assert len(await place.counter.notices.notices()) == 1

    asyncio.run(story())


def test_somebody_else_is_not_touched(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            other = await begin(place.counter, place.clock)
            await other.allow()
            await other.deliver()
            shares: tuple[ShareId, ...] = (await other.step()).shares
            before = await view.known(place.counter, other.conversation)
            await erase.erase(place.counter, place.conversation)
            assert await view.known(place.counter, other.conversation) == before
            assert any(shares[0] in name for name in other.lying()) and (await other.step()).state == "told"

    asyncio.run(story())
