"""The peer that reaches an agent, against the practice benefit institution in its own process."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Coroutine, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest

from luukku.adapters.peers.a2a import A2APeer
from luukku.errors import BadAnswer, BadSettings, Unreached
from luukku.model.ids import ShareId, new_id
from luukku.model.use import Outgoing, PeerAnswer
from luukku.ports import Peer
from tests.contracts.sandboxes import Running, benefit, outgoing, received

T = TypeVar("T")
BORN = {"event.date": "2026-11-20", "municipality": "Tampere"}
SERVICES = ("parental-allowance", "child-benefit")


def peer_of(address: str, may_ask: tuple[str, ...] = ("mother.work",)) -> A2APeer:
    return A2APeer("kela-sandbox", address, SERVICES, may_ask)


async def until_done(peer: Peer, task: str, share: ShareId) -> PeerAnswer:
    for _ in range(1_200):
        answer = await peer.look(task, share)
        if answer.state != "acknowledged":
            return answer
        await asyncio.sleep(0.05)
    raise AssertionError("never done")


def run(address: str, work: Any, **words: Any) -> Any:
    """`work(peer)` with a peer that is closed afterwards."""

    async def go() -> Any:
        peer = peer_of(address, **words)
        try:
            return await work(peer)
        finally:
            await peer.aclose()

    job: Coroutine[Any, Any, Any] = go()
    return asyncio.run(job)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benefit")


@pytest.fixture(scope="module")
def agent(data: Path) -> Iterator[Running]:
    with benefit(data, "--finish-after", "0.2") as running:
        yield running


def test_child_benefit_is_done_without_asking_back(agent: Running, data: Path) -> None:
    message = outgoing("child-benefit", BORN)
    answer: PeerAnswer = run(agent.address, lambda peer: peer.tell(message))
    assert answer.state == "done"
    assert answer.result is not None and str(answer.result["reference"]).startswith("H-")
    assert [line["facts"] for line in received(data) if line["share"] == message.share] == [BORN]


def test_parental_allowance_asks_for_the_mothers_work_and_finishes_later(agent: Running, data: Path) -> None:
    first = outgoing("parental-allowance", BORN)

    async def story(peer: A2APeer) -> tuple[PeerAnswer, PeerAnswer, PeerAnswer, Outgoing]:
        asked = await peer.tell(first)
        second = outgoing("parental-allowance", {"mother.work": "employed"}, task=asked.task)
        taken = await peer.tell(second)
        return asked, taken, await until_done(peer, taken.task or "", second.share), second

    asked, taken, done, second = run(agent.address, story)
    assert (asked.state, asked.needs) == ("asks", ("mother.work",))
    assert (taken.state, taken.task) == ("acknowledged", asked.task)
    assert (done.state, done.task) == ("done", asked.task)
    got = {line["share"]: line["facts"] for line in received(data)}
    assert got[first.share] == BORN
    assert got[second.share] == {"mother.work": "employed"}


def test_below_strong_the_agent_refuses_with_its_reason(agent: Running) -> None:
    answer: PeerAnswer = run(agent.address, lambda peer: peer.tell(outgoing("parental-allowance", BORN, assurance="contact")))
    assert (answer.state, answer.reason) == ("refused", "assurance-too-low")


def test_the_same_share_again_gives_the_same_matter_and_is_received_once(agent: Running, data: Path) -> None:
    message = outgoing("parental-allowance", BORN)

    async def story(peer: A2APeer) -> list[PeerAnswer]:
        return [await peer.tell(message), *await asyncio.gather(*(peer.tell(message) for _ in range(8)))]

    answers: list[PeerAnswer] = run(agent.address, story)
    assert len(set(map(repr, answers))) == 1
    assert len([line for line in received(data) if line["share"] == message.share]) == 1


def test_a_fact_that_the_agent_does_not_know_cannot_be_read(agent: Running, data: Path) -> None:
    message = outgoing("child-benefit", {**BORN, "religion": "none"})
    answer: PeerAnswer = run(agent.address, lambda peer: peer.tell(message))
    assert (answer.state, answer.reason) == ("refused", "cannot-read")
    assert not [line for line in received(data) if line["share"] == message.share]


def test_an_ask_back_outside_the_register_is_no_answer(agent: Running) -> None:
    with pytest.raises(BadAnswer, match="needs-undeclared"):
        run(agent.address, lambda peer: peer.tell(outgoing("parental-allowance", BORN)), may_ask=("event.date",))


def test_an_unknown_task_and_an_unregistered_service_are_no_answers(agent: Running) -> None:
    with pytest.raises(BadAnswer, match="error"):
        run(agent.address, lambda peer: peer.look("no-such-task", ShareId(new_id())))
    with pytest.raises(BadAnswer, match="service-not-registered"):
        run(agent.address, lambda peer: peer.tell(outgoing("study-grant", BORN)))


def test_a_killed_agent_is_unreached_then_comes_back_with_everything(tmp_path: Path) -> None:
    first = outgoing("parental-allowance", BORN)
    with benefit(tmp_path, "--finish-after", "0") as running:
        port = running.port
        asked: PeerAnswer = run(running.address, lambda peer: peer.tell(first))
        running.process.kill()
        running.process.wait(60)
        second = outgoing("parental-allowance", {"mother.work": "student"}, task=asked.task)
        with pytest.raises(Unreached):
            run(running.address, lambda peer: peer.tell(second))
    with benefit(tmp_path, "--finish-after", "0", port=port) as running:

        async def story(peer: A2APeer) -> list[PeerAnswer]:
            again = await peer.tell(first)
            await peer.tell(second)
            await peer.tell(second)
            return [again, await until_done(peer, asked.task or "", second.share)]

        again, done = run(running.address, story)
        assert again == asked
        assert (done.state, done.task) == ("done", asked.task)
    assert [line["share"] for line in received(tmp_path)] == [first.share, second.share]


def test_a_peer_that_lost_its_agent_finds_it_again_without_being_made_anew(tmp_path: Path) -> None:
    down = tmp_path / "down"
    with benefit(tmp_path / "data", "--down-file", str(down)) as running:

        async def story(peer: A2APeer) -> PeerAnswer:
            message = outgoing("child-benefit", BORN)
            down.touch()
            with pytest.raises(Unreached):
                await peer.tell(message)
            down.unlink()
            answer = await peer.tell(message)
            down.touch()
            with pytest.raises(Unreached):
                await peer.look(answer.task or "", message.share)
            down.unlink()
            return await peer.look(answer.task or "", message.share)

        answer: PeerAnswer = run(running.address, story)
        assert answer.state == "done"
        assert running.stop() == 0


@pytest.mark.parametrize("origin", ["", "ftp://example.org", "example.org", "http://user@127.0.0.1:1", "http://127.0.0.1:x", "http://127.0.0.1:1\n"])
def test_what_is_no_origin_is_refused_when_the_peer_is_made(origin: str) -> None:
    with pytest.raises(BadSettings):
        peer_of(origin)


@pytest.mark.parametrize("origin", ["http://127.0.0.1:1/agents", "http://127.0.0.1:1?a=b", "http://127.0.0.1:1#a"])
def test_an_origin_has_no_path(origin: str) -> None:
    with pytest.raises(BadSettings):
        peer_of(origin)


@pytest.mark.requirement("R-24")
def test_a_change_of_facts_arrives_once_however_often_it_is_told(agent: Running, data: Path) -> None:
    share, notice = ShareId(new_id()), new_id()

    async def story(peer: Peer) -> None:
        for _ in range(2):
            await peer.changed(notice, "restricted", (share,), ("event.date",))
        await peer.changed(new_id(), "corrected", (share,), ("event.date", "municipality"))

    run(agent.address, story)
    (memory,) = data.glob("*.db")
    with closing(sqlite3.connect(memory)) as db:
        told = [json.loads(line) for (line,) in db.execute("SELECT line FROM changes ORDER BY rowid")]
    assert told == [
        {"kind": "restricted", "shares": [share], "facts": ["event.date"]},
        {"kind": "corrected", "shares": [share], "facts": ["event.date", "municipality"]},
    ]


def test_what_is_undone_is_told_and_its_matter_is_closed(agent: Running) -> None:
    first = outgoing("parental-allowance", BORN)

    async def story(peer: A2APeer) -> tuple[PeerAnswer, PeerAnswer]:
        asked = await peer.tell(first)
        notice = new_id()
        await peer.undone(notice, first.share)
        await peer.undone(notice, first.share)  # again: answered alike
        return asked, await peer.look(asked.task or "", first.share)

    asked, after = run(agent.address, story)
    assert asked.state == "asks" and (after.state, after.reason) == ("refused", "closed")
