"""The counter: everything the story calls, handed in by the composition root (`luukku.app`)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from weakref import WeakValueDictionary

from luukku.explain.texts import Texts
from luukku.flow.lines import Lines
from luukku.flow.order import Order
from luukku.ground.dates import helsinki
from luukku.model.conversation import Talk
from luukku.model.fact import Facts
from luukku.model.handover import Employee
from luukku.model.ids import CaseId, ConversationId, CustomerId
from luukku.model.pack import Packs
from luukku.model.rule import Asked, RulesChange, RuleSet
from luukku.model.ruling import DecisionSet
from luukku.ports import (
    Clock,
    Desk,
    Devices,
    Doors,
    Embedder,
    Envelopes,
    Feed,
    Gate,
    Incidents,
    Joins,
    KeptRecords,
    KeyRounds,
    Ledger,
    Lending,
    Lessons,
    Log,
    Moves,
    Notices,
    Outbox,
    PasskeyCheck,
    Passkeys,
    Peer,
    Proofs,
    ReceiptSigner,
    Register,
    RightsClock,
    Rounds,
    SignIn,
    Staff,
    Store,
    Wallets,
)
from luukku.settings import Settings
from luukku.understand import Search, Understanding
from luukku.understand.danger import Dangers


@dataclass(slots=True, kw_only=True, weakref_slot=True)
class Counter:
    """Ports, packs and texts of one running counter. One process holds it; its tasks share it."""

    settings: Settings
    packs: Packs
    texts: Texts
    understanding: Understanding
    search: Search
    """Passages that questions are answered with."""
    clock: Clock
    embedder: Embedder
    embedder_note: str | None
    store: Store
    envelopes: Envelopes
    feed: Feed
    outbox: Outbox
    doors: Doors
    gate: Gate
    log: Log
    proofs: Proofs
    receipts: ReceiptSigner
    incidents: Incidents
    lessons: Lessons
    rounds: Rounds
    key_rounds: KeyRounds
    devices: Devices
    lending: Lending
    moves: Moves
    ledger: Ledger
    notices: Notices
    kept: KeptRecords
    rights: RightsClock
    peers: Mapping[str, Peer]
    sign_in: SignIn | None
    wallets: Wallets | None
    """None where nothing can be shown from a wallet."""
    desk: Desk
    staff: Staff
    check_password: Callable[[str, str], Awaitable[Employee | None]]
    """(login, password) → who it is, or None; takes the same time either way."""
    joins: Joins
    passkeys: Passkeys
    passkey_check: PasskeyCheck
    dangers: Dangers
    keyed_hash: Callable[[str], bytes]
    register: Register
    decisions: DecisionSet = DecisionSet()
    """By whose rules the counter decides; none: it decides nothing."""
    decisions_note: str | None = None
    """Why another set of them than the packs' decides, or that nobody has signed it."""
    rules: RuleSet | None = None
    """What decides: for those who show it."""
    rules_note: str | None = None
    """Why another set than the packs' decides, or that nobody has signed it."""
    rules_kept: bool = False
    """The last good set decides, as the packs' own could not be loaded."""
    rules_changes: Callable[[], Sequence[RulesChange]] = tuple
    """Every change of the set that this counter has ever seen, oldest first."""
    rule_cases: Mapping[str, Sequence[tuple[Asked, bool, bool]]] | None = None
    """The rules' cases once somebody asked for them: by rule, what is asked, whether it applies, whether it is allowed."""
    plan_date: date | None = None
    """`--today`: changes reading and plan date only, never ends, retries or tokens."""
    stages: Callable[[str, float], None] | None = None
    """Told (stage, milliseconds) for `--trace` and the benchmarks."""
    looked: dict[str, dict[CustomerId, datetime]] = field(default_factory=dict)
    """Whose cases each employee ("person:<name>") opened in the last hour, and when last."""
    log_checked: tuple[datetime, bool] | None = None
    """When the whole log was verified last, and whether it was whole."""
    untold: set[ConversationId] = field(default_factory=set)
    """Conversations in which something waits for organisations to be told."""
    spent: dict[bytes, float] = field(default_factory=dict)
    """Challenges of passkeys that were used, until they end by themselves."""
    unreadable: dict[str, int] = field(default_factory=dict)
    """How often an answer to a share could not be read, in this run."""
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when there is something new in the outbox."""
    inflight: dict[tuple[str, str], asyncio.Future[None]] = field(default_factory=dict)
    later: set[tuple[str, str]] = field(default_factory=set)
    """Messages that were accepted and are tried again."""
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    order: Order = field(default_factory=Order)
    """Which turns are answered now."""
    lines: Lines = field(default_factory=Lines)
    """What is in hand for each organisation."""
    _locks: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    @asynccontextmanager
    async def one_at_a_time(self, conversation: ConversationId) -> AsyncIterator[None]:
        """Only one change of a conversation at once; in order of arrival."""
        lock = self._locks.get(conversation)
        if lock is None:
            lock = asyncio.Lock()
            self._locks[conversation] = lock
        async with lock:
            yield

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if self.stages is None:
            yield
            return
        began = time.perf_counter()
        try:
            yield
        finally:
            self.stages(name, (time.perf_counter() - began) * 1000)

    def today(self) -> date:
        """The Helsinki date, or the plan date that was handed in."""
        return self.plan_date or helsinki(self.clock.now())

    def background(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Runs beside the answer; kept until done so that a stop can wait for it."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task


async def own_facts(counter: Counter, talk: Talk, case: CaseId) -> Facts:
    """What one case holds, for the customer's own doing: no use, no entry."""
    held = await counter.gate.own(talk.customer, await counter.store.facts(talk.customer, case))
    return held.get(case, Facts())


async def check_opens(counter: Counter, talk: Talk) -> None:
    """Before something that is done only once: what the open cases hold can be opened for it. Raises Locked, KeyAway."""
    held = await counter.store.facts(talk.customer, *(case.id for case in talk.open_cases()))
    if held:
        await counter.gate.own(talk.customer, held)
