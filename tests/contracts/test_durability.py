"""What is acknowledged is on the disk: every crash, every order of accepting and answering, every sync before its word."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from luukku.adapters.embedded import writer
from luukku.errors import Clash
from luukku.model.conversation import Turn
from luukku.model.fact import Personal, reveal
from luukku.model.ids import ConversationId
from tests.contracts.embedded import NOW, TALK, Opened, begin, change, message, open_now, opened, replied

ROOT = Path(__file__).parents[2]


# Every order of accepting, repeating, answering and crashing


@dataclass
class Said:
    turn: Turn
    text: str
    answer: str | None = None


class Conversations(RuleBasedStateMachine):
    """Two conversations side by side; a crash leaves what the disk holds at that moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.runner = asyncio.Runner()
        self.said: dict[tuple[str, str], Said] = {}
        self.version: dict[str, int] = {}
        self.luukku: Opened

    @initialize()
    def begin(self) -> None:
        self.luukku = open_now(self.folder)
        for conversation in (TALK, "conversation-2"):
            self.runner.run(begin(self.luukku, conversation))
            self.version[conversation] = 0

    def teardown(self) -> None:
        if hasattr(self, "luukku"):
            self.luukku.database.close()
        self.runner.close()
        shutil.rmtree(self.folder)

    def accept(self, conversation: str, id: str, text: str) -> Turn:
        told = self.luukku.store.accept(message(id, text, conversation), NOW, self.luukku.folder.keyed_hash(text))
        return self.runner.run(told)

    @rule(conversation=st.sampled_from([TALK, "conversation-2"]), n=st.integers(0, 6), text=st.sampled_from(["Moi", "Tampere", "ei kun tyttö"]))
    def say(self, conversation: str, n: int, text: str) -> None:
        key = (conversation, f"m{n}")
        before = self.said.get(key)
        if before is not None and before.text != text:
            with pytest.raises(Clash):
                self.accept(conversation, key[1], text)
            return
        turn = self.accept(conversation, key[1], text)
        if before is None:
            self.said[key] = Said(turn, text)
        else:
            assert turn.id == before.turn.id and turn.seq == before.turn.seq
            assert (None if turn.answer is None else reveal(turn.answer)) == (None if before.answer is None else {"reply": before.answer})

    @rule(ids=st.lists(st.integers(10, 16), min_size=2, max_size=5))
    def say_several_at_once(self, ids: list[int]) -> None:
        async def together() -> Sequence[Turn]:
            return await asyncio.gather(*(self.luukku.store.accept(message(f"m{n}", "yhtä aikaa"), NOW, b"h") for n in ids))

        for n, turn in zip(ids, self.runner.run(together()), strict=True):
            known = self.said.setdefault((TALK, f"m{n}"), Said(turn, "yhtä aikaa"))
            assert known.turn.id == turn.id

    @precondition(lambda self: any(said.answer is None for said in self.said.values()))
    @rule(data=st.data(), lost=st.booleans())
    def answer(self, data: st.DataObject, lost: bool) -> None:
        key = data.draw(st.sampled_from(sorted(key for key, said in self.said.items() if said.answer is None)))
        said = self.said[key]
        version = self.version[key[0]] + (5 if lost else 1)
        made = change(turn=said.turn.id, answer=Personal({"reply": f"vastaus {key}"}), events=(replied(said.turn),))
        whose = replace(made.talk, conversation=ConversationId(key[0]), customer=said.turn.customer, cases=(), version=version)
        committing = self.luukku.store.commit(replace(made, talk=whose))
        if lost:
            with pytest.raises(Clash):
                self.runner.run(committing)
            return
        self.runner.run(committing)
        self.version[key[0]] = version
        said.answer = f"vastaus {key}"

    @precondition(lambda self: any(said.answer is not None for said in self.said.values()))
    @rule(data=st.data())
    def answer_again(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(key for key, said in self.said.items() if said.answer is not None)))
        turn = self.said[key].turn
        made = change(turn=turn.id, answer=Personal({"reply": "toinen"}), events=(replied(turn),))
        whose = replace(made.talk, conversation=ConversationId(key[0]), customer=turn.customer, cases=(), version=self.version[key[0]] + 1)
        with pytest.raises(Clash):
            self.runner.run(self.luukku.store.commit(replace(made, talk=whose)))

    @rule()
    def crash(self) -> None:
        """The files as they lie there now, without what a clean end would still do."""
        left = Path(tempfile.mkdtemp())
        shutil.rmtree(left)
        shutil.copytree(self.folder, left)
        self.luukku.database.close()
        shutil.rmtree(self.folder)
        self.folder, self.luukku = left, open_now(left)

    @invariant()
    def all_that_was_accepted_waits_or_is_answered_in_order(self) -> None:
        if not hasattr(self, "luukku"):
            return
        waiting = self.runner.run(self.luukku.store.waiting())
        expected = sorted((said for said in self.said.values() if said.answer is None), key=lambda said: said.turn.seq)
        assert [(turn.id, reveal(turn.text)) for turn in waiting] == [(said.turn.id, said.text) for said in expected]
        for conversation, version in self.version.items():
            self.check_conversation(ConversationId(conversation), version)

    def check_conversation(self, conversation: ConversationId, version: int) -> None:
        assert self.runner.run(self.luukku.store.talk(conversation)).version == version
        mine = sorted((said for key, said in self.said.items() if key[0] == conversation), key=lambda said: said.turn.seq)
        events = self.runner.run(self.luukku.feed.events(conversation, 0))
        assert [event.data["turn"] for event in events if event.type == "accepted"] == [said.turn.id for said in mine]
        answered = [event.data["turn"] for event in events if event.type == "replied"]
        assert sorted(answered) == sorted(said.turn.id for said in mine if said.answer is not None)


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))


# The disk


def test_every_connection_that_writes_syncs_each_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []
    connect = writer.connect

    def noted(path: Path) -> sqlite3.Connection:
        made.append(connect(path))
        for pragma, value in (("synchronous", 2), ("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1)):
            assert made[-1].execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma
        return made[-1]

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            assert await luukku.database.write(lambda db: db.execute("PRAGMA synchronous").fetchone()) == (2,)
            with pytest.raises(Exception, match="READONLY"):
                await luukku.database.read(lambda db: db.execute("DELETE FROM turn"))

    monkeypatch.setattr(writer, "connect", noted)
    asyncio.run(story())
    assert len(made) >= 3


def test_no_file_of_the_store_is_opened_elsewhere() -> None:
    places = [path for path in (ROOT / "src" / "luukku").rglob("*.py") if re.search(r"sqlite3\.connect\(", path.read_text())]
    assert [path.name for path in places if path.name == "writer.py"] == ["writer.py"]
    for path in places:
        read_only = path.name == "examine.py" and "mode=ro" in path.read_text()  # the doctor looks, and writes nothing
        assert path.name == "writer.py" or read_only or "luukku.db" not in path.read_text(), path


def test_what_was_forgotten_stays_forgotten_in_what_a_crash_leaves(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path / "data", "conversation-2") as luukku:
            turn = await luukku.store.accept(message(), NOW, b"h")
            await luukku.rounds.forget(turn.customer)
            shutil.copytree(tmp_path / "data", tmp_path / "left")
        luukku = open_now(tmp_path / "left")
        try:
            assert await luukku.rounds.customers() == {"customer-2"} and await luukku.store.waiting() == []
        finally:
            luukku.database.close()

    asyncio.run(story())


def _child(folder: Path, *arguments: object, before: Sequence[str] = ()) -> list[str]:
    return [*before, sys.executable, "-m", "tests.contracts.accepting", str(folder), *map(str, arguments)]


@pytest.mark.parametrize("together", [1, 8])
def test_no_acknowledgement_comes_before_its_sync(tmp_path: Path, together: int) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    trace = tmp_path / "trace"
    traced = (strace, "-f", "-qq", "-y", "-e", "trace=fdatasync,fsync,write", "-o", str(trace))
    done = subprocess.run(_child(tmp_path / "data", "a", 100, together, before=traced), cwd=ROOT, env=_env(), capture_output=True, timeout=600)
    if b"ptrace" in done.stderr and done.returncode:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr.decode()
    assert len(set(done.stdout.split())) == 100
    synced = acknowledged = groups = 0
    begun: set[str] = set()
    for line in trace.read_text().splitlines():
        thread = line.split()[0]
        if "sync(" in line and "luukku.db-wal" in line and "unfinished" in line:
            begun.add(thread)
        elif ("sync(" in line and "luukku.db-wal" in line) or ("sync resumed" in line and thread in begun):
            begun.discard(thread)
            groups += 1
            synced = acknowledged + together  # at most so many were under way
        elif re.search(r'write\(1<[^>]*>, "a-', line):
            acknowledged += 1
            assert acknowledged <= synced, f"acknowledgement {acknowledged} came before its sync"
    assert acknowledged == 100 and groups >= 100 // together


@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.5])
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path, seconds: float) -> None:
    told: list[str] = []
    for life in range(2):
        child = subprocess.Popen(_child(tmp_path, f"life{life}", 0, 4), cwd=ROOT, env=_env(), stdout=subprocess.PIPE)
        assert child.stdout is not None
        first = child.stdout.readline()
        assert first, "the child accepted nothing"
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            pass  # as it should be: it would go on for ever
        child.send_signal(signal.SIGKILL)
        rest = child.stdout.read()
        child.stdout.close()
        child.wait()
        told += [line.decode() for line in (first + rest).split(b"\n")[:-1]]

    async def story() -> None:
        async with opened(tmp_path) as luukku:
            waiting = await luukku.store.waiting()
            kept = [turn.message for turn in waiting]
            assert set(told) <= set(kept) and len(kept) == len(set(kept))
            assert [turn.seq for turn in waiting] == sorted(turn.seq for turn in waiting)
            assert all(reveal(turn.text) == f"viesti {turn.message.replace('-', ' ')}" for turn in waiting)
            assert await luukku.database.read(lambda db: db.execute("PRAGMA integrity_check").fetchone()) == ("ok",)

    asyncio.run(story())


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "PYTHONUNBUFFERED": "1"}
