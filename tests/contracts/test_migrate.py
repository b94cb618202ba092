"""A folder that an older Luukku filled opens with all that was in it; a crash meanwhile changes nothing."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded import migrate, schema
from luukku.adapters.embedded.writer import Database, connect
from luukku.errors import BadSettings, Broken
from luukku.model.fact import Personal, reveal
from luukku.model.handover import Handover
from luukku.model.ids import HandoverId
from tests.contracts.embedded import CASE, CUSTOMER, NOW, STEP, TALK, Opened, accept, change, envelope, fact, open_now, opened, replied, sending, timer

VERSION_1 = (Path(__file__).parent / "store_v1.sql").read_text(encoding="utf-8")
NEW_IN_TALK = ("at_hand", "missed", "handover", "held_by", "safe", "teaching", "unread")
"""What version 1 did not remember of a conversation."""


async def fill(luukku: Opened) -> None:
    """One of everything: an answered turn, a waiting one, and what runs meanwhile."""
    turn = await accept(luukku)
    await luukku.store.commit(change(
        turn=turn.id, answer=Personal({"reply": "Onnea!"}), events=(replied(turn),), facts=((CASE, fact()),), sendings=(sending(),),
        timers=(timer(),), envelopes=(envelope(),),
    ))
    await accept(luukku, "m2", "Tampere")
    await luukku.doors.put_code("resume", b"code", TALK, {}, NOW.replace(year=2027))


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of version 1: its tables, filled with rows as they were then."""
    folder = tmp_path_factory.mktemp("old")

    async def story() -> None:
        async with opened(folder) as luukku:
            await fill(luukku)

    asyncio.run(story())
    (folder / "luukku.db").rename(folder / "filled.db")
    for left in folder.glob("luukku.db-*"):
        left.unlink()
    with closing(connect(folder / "luukku.db")) as made:
        made.executescript(VERSION_1)
        made.execute("ATTACH ? AS filled", (str(folder / "filled.db"),))
        made.execute("PRAGMA foreign_keys=OFF")
        for table in (*tables(made), "sqlite_sequence"):
            then = ", ".join(f'"{row[1]}"' for row in made.execute(f'PRAGMA main.table_info("{table}")'))
            made.execute(f'INSERT INTO main."{table}" ({then}) SELECT {then} FROM filled."{table}"')
        for id, talk in made.execute("SELECT id, talk FROM conversation").fetchall():
            remembered = {name: value for name, value in json.loads(talk).items() if name not in NEW_IN_TALK}
            made.execute("UPDATE conversation SET talk = ? WHERE id = ?", (json.dumps(remembered), id))
    for left in folder.glob("filled.db*"):
        left.unlink()
    return folder


@pytest.fixture
def folder(old: Path, tmp_path: Path) -> Path:
    shutil.copytree(old, tmp_path / "data")
    return tmp_path / "data"


def tables(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]


def shape(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table and index, by what it says and not by how it is laid out."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: "".join(sql.split()).replace('"', "") for name, sql in rows}


def contents(file: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(file)) as opened:
        return {table: opened.execute(f'SELECT * FROM "{table}" ORDER BY 1, 2').fetchall() for table in (*tables(opened), "sqlite_sequence")}


def version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as opened:
        return int(opened.execute("PRAGMA user_version").fetchone()[0])


def test_what_lies_in_the_old_file_is_all_there_after_opening(folder: Path) -> None:
    before = contents(folder / "luukku.db")
    luukku = open_now(folder)

    async def story() -> None:
        talk = await luukku.store.talk(TALK)
        assert (talk.version, talk.customer, talk.case(CASE) is not None) == (1, CUSTOMER, True)
        assert (talk.at_hand, talk.handover, talk.held_by, talk.safe) == (None, None, None, False)
        assert [reveal(turn.text) for turn in await luukku.store.waiting()] == ["Tampere"]
        again = await accept(luukku)
        assert again.answer is not None and reveal(again.answer) == {"reply": "Onnea!"}
        assert [event.type for event in await luukku.feed.events(TALK, 0)] == ["opened", "accepted", "replied", "accepted"]
        assert [stored.name for stored in await luukku.store.facts(CUSTOMER, CASE)] == ["child.sex"]
        assert await luukku.store.envelope(CASE, STEP) == envelope()
        assert await luukku.outbox.due(NOW) == [sending()] and await luukku.outbox.timers("2027-02-20") == [timer()]
        assert (await luukku.doors.take_code("resume", b"code", NOW))[0] == TALK

    after = contents(folder / "luukku.db")
    assert {table: after[table] for table in before} == before and version(folder / "luukku.db") == schema.VERSION
    asyncio.run(story())
    luukku.database.close()


def test_the_migrated_file_works_as_a_new_one_does(folder: Path) -> None:
    async def story() -> None:
        luukku = open_now(folder)
        waits = Handover(id=HandoverId("h"), number="K7QM", conversation=TALK, customer=CUSTOMER, reason="asked", language="fi", at=NOW, promised=NOW)
        told = change(2, handovers=(waits,))
        await luukku.store.commit(replace(told, talk=replace(told.talk, handover=waits.id)))
        assert await luukku.desk.queue() == [waits]
        await luukku.rounds.forget(CUSTOMER)
        assert await luukku.desk.queue() == []
        luukku.database.close()

    asyncio.run(story())


def test_a_migrated_file_has_the_tables_that_a_new_one_has(folder: Path, tmp_path: Path) -> None:
    Database(folder / "luukku.db").close()
    Database(tmp_path / "new.db").close()
    with closing(sqlite3.connect(folder / "luukku.db")) as old, closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert shape(old) == shape(new)


def test_every_version_after_the_first_has_its_steps() -> None:
    assert list(migrate.STEPS) == list(range(2, schema.VERSION + 1))


def test_opening_again_migrates_nothing_more(folder: Path) -> None:
    Database(folder / "luukku.db").close()
    before = contents(folder / "luukku.db")
    Database(folder / "luukku.db").close()
    assert contents(folder / "luukku.db") == before


def test_a_step_that_fails_leaves_the_old_file_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(folder / "luukku.db")
    monkeypatch.setattr(migrate, "STEPS", {**migrate.STEPS, 3: (*migrate.STEPS[3], "INSERT INTO nowhere VALUES (1)")})
    with pytest.raises(Exception, match="failed"):
        Database(folder / "luukku.db")
    assert contents(folder / "luukku.db") == before and version(folder / "luukku.db") == 1
    monkeypatch.undo()
    Database(folder / "luukku.db").close()
    assert version(folder / "luukku.db") == schema.VERSION


def test_a_newer_file_is_refused_and_not_touched(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "luukku.db")) as newer:
        newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = contents(folder / "luukku.db")
    with pytest.raises(BadSettings):
        Database(folder / "luukku.db")
    assert contents(folder / "luukku.db") == before


def test_a_damaged_old_file_is_broken_and_not_made_anew(folder: Path) -> None:
    file = folder / "luukku.db"
    held = bytearray(file.read_bytes())
    held[100:4000] = b"\xff" * 3900
    file.write_bytes(held)
    with pytest.raises(Broken):
        Database(file)
    assert file.stat().st_size == len(held)


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from luukku.adapters.embedded import schema, writer

old, place, number = Path(sys.argv[1]), Path(sys.argv[2]), 0
while True:
    file = place / f"{number}.db"
    shutil.copy(old, file)
    child = os.fork()
    if not child:
        connection, left = writer.connect(file), number
        def count(statement):
            global left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        connection.set_trace_callback(count)
        schema.prepare(connection)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(number, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)
    if not os.WIFSIGNALED(status):
        break
    number += 1
"""


def test_a_kill_at_any_statement_leaves_the_old_file_whole_and_the_next_start_migrates_it(folder: Path, tmp_path: Path) -> None:
    before = contents(folder / "luukku.db")
    told = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder / "luukku.db"), str(tmp_path)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=Path(__file__).parents[2],
    ).stdout
    ends = {int(number): int(end) for number, end in (line.split() for line in told.splitlines())}
    assert len(ends) > sum(map(len, migrate.STEPS.values())) + 3 and list(ends.values()) == [signal.SIGKILL] * (len(ends) - 1) + [0]
    for number, end in ends.items():
        file = tmp_path / f"{number}.db"
        assert version(file) == (schema.VERSION if end == 0 else 1)
        if end:
            assert contents(file) == before
        Database(file).close()
        after = contents(file)
        assert version(file) == schema.VERSION and {table: after[table] for table in before} == before
