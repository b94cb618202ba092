"""A whole turn against its floor: the embedding of its text and three bare durable commits.

A and B alternate, in an order that changes, with the same embedder object in the same process.
"""

from __future__ import annotations

import asyncio
import cProfile
import gc
import io
import pstats
import random
import sqlite3
import time
import uuid
from collections import defaultdict
from pathlib import Path

from benchmarks.measure import Row, p
from luukku import app, understand
from luukku import settings as settings_of
from luukku.flow import open as opening
from luukku.flow import serve
from luukku.flow.counter import Counter
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import ConversationId

PAIRS = 240
WARM = 12
BUDGET = 1.3
STORY = ("Moi, meille syntyi eilen poika!", "Tampere", "ei kun tyttö", "palkkatöissä")


async def measure(folder: Path, pairs: int = PAIRS) -> tuple[list[Row], str]:
    """The rows, and the profile when the budget was missed ("" otherwise)."""
    settings = settings_of.load({"data": str(folder / "turns"), "mailbox.folder": str(folder / "box")}, {}, folder)
    async with app.opened(settings, work=False) as counter:
        gc.collect()
        gc.freeze()  # as the server does once it is open
        bare = _Bare(folder / "bare.db")
        whole, floor, ratios = await _alternate(counter, bare, pairs)
        ratio = p(whole, 50) / p(floor, 50)
        good = ratio <= BUDGET
        profile = "" if good else await _profile(counter)
        bare.close()
    rows = [
        Row(name="turn, p50", value=f"{p(whole, 50):.1f} ms", baseline=f"{p(floor, 50):.1f} ms (embedding + 3 commits)"),
        Row(name="turn, p95", value=f"{p(whole, 95):.1f} ms", baseline=f"{p(floor, 95):.1f} ms"),
        Row(name="turn ÷ floor at p50", value=f"{ratio:.2f} ({pairs} pairs)", budget=f"≤ {BUDGET}", good=good),
        Row(name="pair by pair, p50", value=f"{p(ratios, 50):.2f}"),
        Row(name="embedder", value=f"{counter.embedder.name} {counter.embedder.version}"),
    ]
    return rows, profile


async def _alternate(counter: Counter, bare: _Bare, pairs: int) -> tuple[list[float], list[float], list[float]]:
    chance = random.Random(1)
    whole: list[float] = []
    floor: list[float] = []
    conversation = ConversationId("")
    for number in range(-WARM, pairs):
        text = STORY[number % len(STORY)]
        if number % len(STORY) == 0 or not conversation:
            conversation, _ = await opening.open_conversation(counter, "fi")
        first = chance.random() < 0.5
        b = await _floor(counter, bare, text) if first else 0.0
        a = await _turn(counter, conversation, text)
        b = b if first else await _floor(counter, bare, text)
        if number >= 0:
            whole.append(a)
            floor.append(b)
    return whole, floor, [a / b for a, b in zip(whole, floor, strict=True)]


async def _turn(counter: Counter, conversation: ConversationId, text: str) -> float:
    """Milliseconds of one turn, from the words to the durable answer."""
    message = Message(conversation=conversation, id=str(uuid.uuid4()), text=Personal(text))
    began = time.perf_counter()
    await serve.serve(counter, message)
    return (time.perf_counter() - began) * 1000


async def _floor(counter: Counter, bare: _Bare, text: str) -> float:
    views = understand.views(counter.understanding, text)
    began = time.perf_counter()
    await counter.embedder.embed(views)
    await asyncio.to_thread(bare.commits, 3)
    return (time.perf_counter() - began) * 1000


class _Bare:
    """A bare database on the same disk: WAL, synchronous=FULL, one row a commit."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, data BLOB)")

    def commits(self, number: int) -> None:
        for _ in range(number):
            self._db.execute("INSERT INTO row (data) VALUES (zeroblob(500))")

    def close(self) -> None:
        self._db.close()


async def _profile(counter: Counter, turns: int = 40) -> str:
    """Where the time goes: the stages' means, and the functions of the event loop's thread."""
    stages: dict[str, list[float]] = defaultdict(list)
    counter.stages = lambda stage, ms: stages[stage].append(ms)
    profile = cProfile.Profile()
    conversation = ConversationId("")
    for number in range(turns):
        if number % len(STORY) == 0:
            conversation, _ = await opening.open_conversation(counter, "fi")
        profile.enable()
        await _turn(counter, conversation, STORY[number % len(STORY)])
        profile.disable()
    counter.stages = None
    text = io.StringIO()
    pstats.Stats(profile, stream=text).strip_dirs().sort_stats("tottime").print_stats(25)
    means = "\n".join(f"    {name:<12} {sum(ms) / turns:6.2f} ms a turn" for name, ms in stages.items())
    return f"  stages, mean over {turns} turns:\n{means}\n{text.getvalue()}"
