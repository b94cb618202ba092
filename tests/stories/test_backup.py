"""Backups: an older copy that is put back brings nobody back who was erased, and nothing opens without the ledger."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.adapters.embedded import backup, migrate
from luukku.adapters.embedded.backup import BackedUp, back_up, restore
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.log_leaves import read_state
from luukku.adapters.embedded.log_rows import connect_reading, outside_verifier, own_verifier, read_cosigned, read_last
from luukku.adapters.embedded.writer import copy_database
from luukku.errors import Broken, NotFound, Taken
from luukku.flow import erase
from tests.stories.desks import Standing, small_counter
from tests.stories.killed_steps import fill, marks

ROOT = Path(__file__).parents[2]
WEEK = timedelta(days=7)


class Yard:
    """A data folder with two people, and a place for backups."""

    def __init__(self, tmp_path: Path) -> None:
        self.data, self.place, self.keys = tmp_path / "data", tmp_path / "backups", tmp_path / "keys"
        self.clock = Standing()
        self.conversation, self.customer = asyncio.run(fill(self.data))
        self.held = marks(self.data, self.customer)

    def back_up(self) -> BackedUp:
        self.clock.at += timedelta(hours=1)
        return back_up(self.data, self.place, self.keys, self.clock.at, WEEK)

    def erase(self) -> str:
        async def story() -> str:
            async with small_counter(self.data, self.clock) as counter:
                return (await erase.erase(counter, self.conversation)).number

        return asyncio.run(story())

    def look(self) -> tuple[int, list[str], bool]:
        """After a start: how many people there are, states of the ledger, whether the log verifies."""
        async def story() -> tuple[int, list[str], bool]:
            async with small_counter(self.data, self.clock) as counter:
                rows = await counter.ledger.rows(counter.ledger.number(self.customer))
                with pytest.raises(NotFound):
                    await counter.store.talk(self.conversation)
                people = len(await counter.rounds.customers())
                assert self.customer not in await counter.key_rounds.customers()
                return people, [row.state for row in rows], bool((await counter.log.verify())["ok"])

        return asyncio.run(story())

    def left(self, *places: Path) -> list[str]:
        """Files in which anything of the erased person lies."""
        files = [path for place in places for path in sorted(place.rglob("*")) if path.is_file()]
        return [str(path.name) for path in files if any(mark in path.read_bytes() for mark in self.held)]


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    return Yard(tmp_path)


@pytest.mark.requirement("R-21")
def test_a_backup_from_before_the_erasure_brings_nobody_back(yard: Yard) -> None:
    copied = yard.back_up()
    yard.erase()
    assert yard.left(yard.data) == [] and len(yard.left(yard.place, yard.keys)) == 3
    done = restore(yard.data, copied.data, yard.clock, keys=yard.keys)
    assert done.erased_again == 1 and done.keys == copied.keys / "keys.db"
    assert yard.left(yard.data) == []
    assert yard.look() == (1, ["asked", "erased", "done", "again"], True)


@pytest.mark.requirement("R-21")
def test_a_copy_that_was_put_back_by_hand_brings_nobody_back_either(yard: Yard) -> None:
    kept = yard.data.with_name("kept")
    shutil.copytree(yard.data, kept)
    yard.erase()
    for name in ("luukku.db", "keys.db", "log/entries.db"):
        for beside in ("-wal", "-shm"):
            (yard.data / (name + beside)).unlink(missing_ok=True)
        shutil.copy(kept / name, yard.data / name)
    shutil.copy(kept / "log" / "checkpoint", yard.data / "log" / "checkpoint")
    assert yard.look() == (1, ["asked", "erased", "done", "again"], True) and yard.left(yard.data) == []


@pytest.mark.requirement("R-21")
def test_nothing_starts_without_the_ledger(yard: Yard) -> None:
    (yard.data / "ledger.db").unlink()
    with pytest.raises(Broken) as gone:
        yard.look()
    assert gone.value.data["what"] == "ledger" and not (yard.data / "ledger.db").exists(), "none is made where anything lies"
    for name in ("luukku.db", "keys.db", "log/entries.db"):
        fewer = yard.data.with_name(f"only-{Path(name).name}")
        (fewer / "log").mkdir(parents=True)
        shutil.copytree(yard.data / "secret", fewer / "secret")
        shutil.copy(yard.data / name, fewer / name)
        yard.data = fewer
        with pytest.raises(Broken):
            yard.look()
        yard.data = fewer.with_name("data")


@pytest.mark.requirement("R-21")
@pytest.mark.parametrize("how", ["empty", "damaged", "another", "older"])
def test_a_ledger_that_is_not_the_right_one_is_refused(yard: Yard, tmp_path: Path, how: str) -> None:
    ledger, before = yard.data / "ledger.db", (yard.data / "ledger.db").read_bytes()
    yard.erase()
    if how == "empty":
        ledger.write_bytes(b"")
    elif how == "damaged":
        held = bytearray(ledger.read_bytes())
        held[held.index(b'"receivers":1')] ^= 1
        ledger.write_bytes(held)
    elif how == "another":
        (tmp_path / "other").mkdir()
        asyncio.run(fill(tmp_path / "other" / "data"))
        shutil.copy(tmp_path / "other" / "data" / "ledger.db", ledger)
    else:
        ledger.write_bytes(before)
    with pytest.raises(Broken) as refused:
        yard.look()
    assert refused.value.data["what"] == "ledger"


@pytest.mark.requirement("R-21")
def test_a_restore_without_a_ledger_is_refused_and_with_its_copy_it_is_not(yard: Yard) -> None:
    first = yard.back_up()
    yard.erase()
    second = yard.back_up()
    lost = yard.data.with_name("lost")
    yard.data.rename(lost)
    (yard.data / "log").mkdir(parents=True)
    shutil.copytree(lost / "secret", yard.data / "secret")
    with pytest.raises(Broken):
        restore(yard.data, first.data, yard.clock, keys=first.keys)
    assert not (yard.data / "luukku.db").exists(), "nothing was put there"
    done = restore(yard.data, first.data, yard.clock, keys=second.keys, ledger=yard.place / "ledger.db")
    assert done.erased_again == 0 and yard.look()[0] == 1, "the second backup had taken them out of the first"


@pytest.mark.requirement("R-20")
def test_the_next_backup_takes_the_erased_out_of_the_older_ones(yard: Yard) -> None:
    first = yard.back_up()
    yard.erase()
    done = yard.back_up()
    assert done.erased == 1 and yard.left(yard.data, yard.place, yard.keys) == []
    assert yard.back_up().erased == 0
    restore(yard.data, first.data, yard.clock, keys=first.keys)
    assert yard.look()[0] == 1


def test_copies_of_keys_are_kept_for_a_week_and_the_newest_always(yard: Yard) -> None:
    first = yard.back_up()
    yard.clock.at += WEEK + timedelta(hours=2)
    second = yard.back_up()
    assert second.dropped == 1 and not first.keys.exists() and first.data.exists()
    yard.clock.at += WEEK + WEEK
    assert yard.back_up().dropped == 1
    assert all(path.stat().st_mode & 0o077 == 0 for place in (yard.place, yard.keys) for path in place.rglob("*"))
    assert not list(yard.place.rglob("kek")) and not list(yard.place.rglob("keys.db"))


def test_a_backup_while_people_are_served_opens_again_whole(yard: Yard) -> None:
    async def story() -> BackedUp:
        async with small_counter(yard.data, yard.clock) as counter:
            copied: list[BackedUp] = []

            async def entry(n: int) -> None:
                await counter.log.append(
                    yard.customer, "serve", actor="counter", purpose="serve", receiver=None, facts=("municipality",), permission=None,
                    basis="request", rule="child@0", result="allowed", about=str(n),
                )  # fmt: skip

            async def copy() -> None:
                copied.append(await asyncio.to_thread(yard.back_up))

            await asyncio.gather(*(entry(n) for n in range(200)), copy(), *(entry(n) for n in range(200)))
            with pytest.raises(Taken):
                restore(yard.data, copied[0].data, yard.clock)
            return copied[0]

    copied = asyncio.run(story())
    restore(yard.data, copied.data, yard.clock, keys=copied.keys)

    async def look() -> None:
        async with small_counter(yard.data, yard.clock) as counter:
            assert (await counter.log.verify())["ok"] and len(await counter.rounds.customers()) == 2
            assert await counter.store.facts(yard.customer, *[case.id for case in (await counter.store.talk(yard.conversation)).cases])

    asyncio.run(look())


def test_a_longer_log_stays_and_a_lost_one_comes_from_the_copy(yard: Yard) -> None:
    copied = yard.back_up()

    def entries() -> int:
        with closing(sqlite3.connect(yard.data / "log" / "entries.db")) as db:
            return int(db.execute("SELECT COUNT(*) FROM entries").fetchone()[0])

    async def more() -> None:
        async with small_counter(yard.data, yard.clock) as counter:
            await counter.log.append(
                yard.customer, "serve", actor="counter", purpose="serve", receiver=None, facts=("municipality",), permission=None,
                basis="request", rule="child@0", result="allowed", about="later",
            )  # fmt: skip

    before = entries()
    asyncio.run(more())
    restore(yard.data, copied.data, yard.clock)
    assert entries() == before + 1, "what others have seen signed is not taken back"
    shutil.rmtree(yard.data / "log")
    restore(yard.data, copied.data, yard.clock)
    assert entries() == before

    async def look() -> None:
        async with small_counter(yard.data, yard.clock) as counter:
            assert (await counter.log.verify())["ok"]

    asyncio.run(look())


KILLED = """
import os, signal, sys
from pathlib import Path
from luukku.adapters.embedded import backup
from luukku.errors import Broken
from tests.stories.desks import Standing

data, copied, keys, left = *map(Path, sys.argv[1:4]), int(sys.argv[4])
def dying(do):
    def step(*given, **named):
        global left
        done = do(*given, **named)
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    return step
for name in ("_put", "replay", "sync_folder"):
    setattr(backup, name, dying(getattr(backup, name)))
backup.restore(data, copied, Standing(), keys=keys)
"""


@pytest.mark.requirement("R-21")
def test_killed_at_any_step_of_a_restore_nothing_opens_before_it_is_run_again(yard: Yard, tmp_path: Path) -> None:
    copied = yard.back_up()
    yard.erase()
    shutil.rmtree(yard.data / "log")  # lost: so the copy's log is put there too
    whole, kills = yard.data, 0
    for after in range(40):
        yard.data = tmp_path / str(after)
        shutil.copytree(whole, yard.data)
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(yard.data), str(copied.data), str(copied.keys), str(after)], capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=ROOT,
        )  # fmt: skip
        assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
        if (yard.data / "restoring").exists():
            with pytest.raises(Broken):
                yard.look()
            kills += 1
        if ended.returncode:
            restore(yard.data, copied.data, yard.clock, keys=copied.keys)
        assert yard.left(yard.data) == [] and yard.look()[::2] == (1, True)
        if not ended.returncode:
            break
    assert kills >= 7 and after < 39


def test_what_is_no_backup_is_not_put_anywhere(yard: Yard, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(NotFound):
        restore(yard.data, tmp_path / "nothing", yard.clock)
    with closing(sqlite3.connect(yard.data / "luukku.db")) as db:
        assert db.execute("SELECT COUNT(*) FROM conversation").fetchone() == (2,)


def test_an_older_folder_without_a_ledger_gets_one(yard: Yard) -> None:
    """What a version wrote that had none opens, once; afterwards it is missed like any other."""
    (yard.data / "ledger.db").unlink()
    for name, version in (("luukku.db", 3), ("keys.db", 0)):
        with closing(sqlite3.connect(yard.data / name)) as db:
            db.execute(f"PRAGMA user_version = {version}")
            later = [made for since, steps in migrate.STEPS.items() if since > version for step in steps for made in re.findall(r"CREATE TABLE (\w+)", step)]
            for made in later if name == "luukku.db" else ():
                db.execute(f"DROP TABLE {made}")

    async def story() -> int:
        async with small_counter(yard.data, yard.clock) as counter:
            return len(await counter.rounds.customers())

    assert asyncio.run(story()) == 2 and (yard.data / "ledger.db").exists()
    (yard.data / "ledger.db").unlink()
    with pytest.raises(Broken):
        asyncio.run(story())


def test_what_is_signed_and_cosigned_while_it_is_copied_is_copied_again(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the copy of the checkpoints and that of the entries the log goes on: a copy of both would look rolled back."""
    tries: list[int] = []

    async def story() -> BackedUp:
        async with small_counter(yard.data, yard.clock) as counter:
            loop, log = asyncio.get_running_loop(), Folder(yard.data, create=False)

            async def go_on() -> None:
                """One more entry, signed; the state knows of it, and of a cosigned checkpoint."""
                for note in ("first", "second"):
                    size = (await asyncio.to_thread(read_last, log, own_verifier(log))).size  # type: ignore[union-attr]
                    await counter.log.append(
                        yard.customer, "serve", actor="counter", purpose="serve", receiver=None, facts=("municipality",), permission=None,
                        basis="request", rule="child@0", result="allowed", about=note,
                    )  # fmt: skip
                    while (last := await asyncio.to_thread(read_last, log, own_verifier(log))) is None or last.size == size:
                        await asyncio.sleep(0.01)
                    await asyncio.to_thread(shutil.copyfile, log.checkpoint, log.cosigned)
                    counter.log.cosigned(last.size)  # type: ignore[attr-defined]

            def copying(source: Path, target: Path) -> None:
                if source == log.entries:
                    tries.append(1)
                    if len(tries) == 1:
                        asyncio.run_coroutine_threadsafe(go_on(), loop).result(60)
                copy_database(source, target)

            monkeypatch.setattr(backup, "copy_database", copying)
            shutil.copyfile(log.checkpoint, log.cosigned)
            return await asyncio.to_thread(yard.back_up)

    copied = asyncio.run(story())
    monkeypatch.undo()
    assert len(tries) == 2
    log = Folder(copied.data, create=False)
    last, cosigned = read_last(log, outside_verifier(log)), read_cosigned(log, outside_verifier(log))
    with closing(connect_reading(log)) as db:
        signed, noted = read_state(db)
    assert last is not None and cosigned is not None and 0 < signed <= last.size and 0 < noted <= cosigned.size
    shutil.rmtree(yard.data / "log")
    restore(yard.data, copied.data, yard.clock, keys=copied.keys)

    async def look() -> None:
        async with small_counter(yard.data, yard.clock) as counter:
            assert (await counter.log.verify())["ok"]

    asyncio.run(look())
