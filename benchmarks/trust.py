"""Entries of the log and uses of ten facts a second, in groups; beside them bare commits of the same groups. What a use costs the
processor, what one question to the rules does when no answer is remembered, a presentation from a wallet, and erasing one person."""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import time
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.measure import Row, p
from luukku import app, packs
from luukku import settings as settings_of
from luukku.flow import erase
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.ground.credential import verify
from luukku.ground.jose import check_signature, read_token
from luukku.ground.judge import Judge
from luukku.ground.sdjwt import Expected
from luukku.model.consent import Permission
from luukku.model.fact import Fact, Personal
from luukku.model.ids import CaseId, CustomerId, EnvelopeId, PermissionId, ShareId, StepId, new_id
from luukku.model.journey import Envelope
from luukku.model.rule import Asked
from luukku.model.wallet import Issuer
from luukku.sandbox import credentials
from luukku.sandbox.holder import Holder

ERASED, OWN_ENTRIES = 40, 20
"""So many people are erased, one after the other, each with so many entries."""
ENTRIES, USES, TOGETHER, SHOWN = 8_000, 1_200, 256, 400
NAMES = (
    "event.date", "municipality", "mother.work", "child.sex", "child.count", "child.adopted", "name.given", "parents.married", "person.role", "acting.for",
)  # fmt: skip
"""Of two categories, so that the rules are asked twice."""
QUESTIONS = 2_000
CUSTOMER, CASE = CustomerId("c" * 32), CaseId("d" * 32)


async def measure(folder: Path) -> list[Row]:
    settings = settings_of.load({"data": str(folder / "trust"), "mailbox.folder": str(folder / "box"), "embedder": "tfidf"}, {}, folder)
    async with app.opened(settings, work=False) as counter:
        await counter.gate.new_customer(CUSTOMER, "kept")
        entries = await _each_second(ENTRIES, lambda _: _entry(counter))
        envelopes = [await _envelope(counter) for _ in range(USES)]
        began = time.process_time()
        uses = await _each_second(USES, lambda number: _use(counter, *envelopes[number]))
        processor = (time.process_time() - began) / USES * 1000
        question = _question(counter)
        erased = [await _erase(counter) for _ in range(ERASED)]
    bare = await asyncio.to_thread(_bare, folder / "groups.db")
    commit = await asyncio.to_thread(_commit, folder / "commits.db")
    took = p(erased, 50)
    return [
        Row(name="log entries a second", value=f"{entries:,.0f}", baseline=f"{bare:,.0f} bare rows, {TOGETHER} a commit", budget="≥ 4,000", good=entries >= 4_000),
        await asyncio.to_thread(_presentation),
        Row(name="uses of ten facts a second", value=f"{uses:,.0f}", budget="≥ 600", good=uses >= 600),
        Row(name="a use of ten facts, processor", value=f"{processor:.2f} ms", baseline=f"one question to the rules {question:.2f} ms", budget="≤ 2.0 ms", good=processor <= 2.0),
        Row(
            name="erasing a person, p50", value=f"{took:.1f} ms, {took / commit:.1f} commits", baseline=f"{commit:.1f} ms a bare commit",
            budget="≤ 50 ms", good=took <= 50,
        ),
    ]


async def _each_second(number: int, act: Callable[[int], Coroutine[Any, Any, Any]]) -> float:
    """How many a second, `TOGETHER` at once."""
    began = time.perf_counter()
    for start in range(0, number, TOGETHER):
        await asyncio.gather(*(act(one) for one in range(start, min(start + TOGETHER, number))))
    return number / (time.perf_counter() - began)


def _question(counter: Counter) -> float:
    """Milliseconds of the processor for one question, each of them new."""
    rules = packs.load_rules(counter.packs, packs.find_packs())
    judge = Judge(rules.policies, counter.packs.purposes.values(), rules.sha256)
    asked = Asked(role="counter", action="share", purpose="early-education", receiver="tampere-mailbox")
    began = time.process_time()
    for _ in range(QUESTIONS):
        judge.decide(asked)
    return (time.process_time() - began) / QUESTIONS * 1000


async def _entry(counter: Counter, customer: CustomerId = CUSTOMER) -> None:
    await counter.log.append(
        customer, "serve", actor="counter", purpose="serve", receiver=None, facts=NAMES, permission=None,
        basis="GDPR 6(1)(b)", rule="child@0", result="allowed", about=None,
    )  # fmt: skip


async def _envelope(counter: Counter) -> tuple[Envelope, Permission]:
    now = counter.clock.now()
    facts = [Fact(name=name, about="me", value=Personal("Tampere"), at=now) for name in NAMES]
    ends = now + timedelta(days=1)
    blank = Envelope(
        id=EnvelopeId(new_id()), case=CASE, step=StepId("step"), purpose="early-education", receiver="tampere-mailbox", names=NAMES, ends=ends, sealed=b"",
    )  # fmt: skip
    permission = Permission(
        id=PermissionId(new_id()), purpose="early-education", receiver="tampere-mailbox", facts=frozenset(NAMES), assurance="nobody",
        basis="GDPR 6(1)(a)", given=now, ends=ends, case=CASE, service="step",
    )  # fmt: skip
    return await counter.gate.wrap(blank, facts), permission


async def _use(counter: Counter, envelope: Envelope, permission: Permission) -> None:
    await counter.gate.share(ShareId(new_id()), envelope, CUSTOMER, permission, NAMES, "child/early-education@0", counter.clock.now())


async def _erase(counter: Counter) -> float:
    """Milliseconds from the word to the end of the last destructive step: the files are tidied after it, when nobody reads."""
    conversation, _ = await open_conversation(counter)
    customer = (await counter.store.talk(conversation)).customer
    await asyncio.gather(*(_entry(counter, customer) for _ in range(OWN_ENTRIES)))
    number, ended = counter.ledger.number(customer), 0.0
    forget = counter.rounds.forget

    async def timed(customer: CustomerId) -> int:
        nonlocal ended
        gone = await forget(customer)
        ended = time.perf_counter()
        return gone

    counter.rounds.forget = timed  # type: ignore[method-assign]
    began = time.perf_counter()
    try:
        done = await erase.erase(counter, conversation)
    finally:
        counter.rounds.forget = forget  # type: ignore[method-assign]
    assert done.number == number
    return (ended - began) * 1000


def _commit(path: Path) -> float:
    """Milliseconds of one durable commit of one row, p50: what the disk allows."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, data BLOB)")
    took = []
    for _ in range(200):
        began = time.perf_counter()
        db.execute("INSERT INTO row (data) VALUES (?)", (bytes(700),))
        took.append((time.perf_counter() - began) * 1000)
    db.close()
    return p(took, 50)


def _presentation() -> Row:
    """One presentation from a wallet, verified whole (two signatures, disclosures, times); beside it one bare ES256 signature."""
    now = int(time.time())
    issuer, holder = credentials.Issuer("https://status.example/1"), Holder()
    credential = issuer.issue(credentials.PERSONS["aino"], holder.public(), now)
    shown = holder.present(credential, [("address", "locality")], nonce="nonce", audience="counter", now=now)
    trusted = (Issuer(id=credentials.ISSUER, names={}, types=frozenset({credentials.TYPE}), keys=(issuer.public(),)),)
    expected, token = Expected(nonce="nonce", audience="counter"), read_token(shown.partition("~")[0])
    ours, bare = [], []
    for _ in range(SHOWN):  # in turn, so that a busy neighbour slows both
        ours.append(_microseconds(lambda: verify(shown, trusted, expected, now)))
        bare.append(_microseconds(lambda: check_signature(token, trusted[0].keys[0])))
    whole, alone = statistics.median(ours), statistics.median(bare)
    return Row(name="a presentation verified", value=f"{whole:,.0f} µs", baseline=f"{alone:,.0f} µs one ES256 signature")


def _microseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1e6


def _bare(path: Path) -> float:
    """Bare rows a second in one thread, `TOGETHER` rows a durable commit: what the disk allows."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, data BLOB)")
    began = time.perf_counter()
    for _ in range(ENTRIES // TOGETHER):
        db.execute("BEGIN")
        db.executemany("INSERT INTO row (data) VALUES (?)", [(bytes(700),)] * TOGETHER)
        db.execute("COMMIT")
    rate = ENTRIES / (time.perf_counter() - began)
    db.close()
    return rate
