"""Figures for those who run the counter, as Prometheus reads them (text format 0.0.4), on a port of its own.

Labels are stages, reasons, organisations and outcomes from closed lists: never a person, never an id. What is counted is
counted at the ports (store, embedder, peers), by wrapping them once; the story knows nothing of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Tally
from collections.abc import Awaitable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from luukku import __version__
from luukku.errors import BadAnswer, Busy, Unreached
from luukku.flow import rights
from luukku.flow.counter import Counter
from luukku.model.consent import MANY_ROWS, is_hasty
from luukku.model.conversation import Change, Event, Message, Talk, Turn
from luukku.model.erasure import ChangeKind
from luukku.model.handover import BREAK_REASONS, REASONS
from luukku.model.ids import CaseId, ConversationId, CustomerId, ShareId
from luukku.model.use import Outgoing, PeerAnswer
from luukku.ports import Embedder, Peer, SealedFact, Store
from luukku.web.health import outbox_lag

if TYPE_CHECKING:
    from luukku.ports import Vectors

KIND = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds."""
STAGES = ("hear", "accept", "embed", "gate", "understand", "plan", "consent", "explain", "record")
"""As `flow/` names them; `embed` runs beside `accept`."""
OUTCOMES = ("told", "acknowledged", "asks", "refused", "done", "unreached", "bad-answer", "failed")
Labels = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Histogram:
    """Seconds, counted by bucket."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        self.counts[bisect_left(BUCKETS, seconds)] += 1
        self.total += seconds


@dataclass(slots=True)
class Metrics:
    """What was counted since this process opened the counter."""

    stages: dict[str, Histogram] = field(default_factory=lambda: {stage: Histogram() for stage in STAGES})
    handovers: Tally[str] = field(default_factory=Tally)
    glass: Tally[str] = field(default_factory=Tally)
    calls: Tally[tuple[str, str]] = field(default_factory=Tally)
    accepted: int = 0
    answered: int = 0
    embedding: int = 0
    """Texts that were handed to the embedder and are not back."""
    cards: int = 0
    closed: int = 0
    many: int = 0
    """Cards of which many rows were allowed at once."""
    hasty: int = 0
    """Those of them that were allowed sooner than they can be read."""
    degraded: int = 0
    """Readings that did without it, as it had too much to do."""

    def stage(self, name: str, milliseconds: float) -> None:
        """For `Counter.stages`."""
        self.stages.setdefault(name, Histogram()).add(milliseconds / 1000)

    def install(self, counter: Counter) -> None:
        """From now on everything is counted. Once for a counter."""
        before = counter.stages

        def told(name: str, milliseconds: float) -> None:
            self.stage(name, milliseconds)
            if before is not None:
                before(name, milliseconds)

        counter.stages = told
        counter.store = CountedStore(counter.store, self)
        counter.embedder = CountedEmbedder(counter.embedder, self)
        counter.peers = {id: CountedPeer(id, peer, self) for id, peer in counter.peers.items()}


@dataclass(frozen=True, slots=True)
class CountedStore:
    """`Store`: what is accepted, answered, and handed to a human."""

    inner: Store
    metrics: Metrics

    async def open_conversation(self, talk: Talk, token_hash: bytes) -> None:
        await self.inner.open_conversation(talk, token_hash)

    async def accept(self, message: Message, at: datetime, text_hash: bytes) -> Turn:
        turn = await self.inner.accept(message, at, text_hash)
        self.metrics.accepted += turn.answer is None and turn.at == at  # the same again gives back the first one's time
        return turn

    async def talk(self, conversation: ConversationId) -> Talk:
        return await self.inner.talk(conversation)

    async def commit(self, change: Change) -> int:
        seq = await self.inner.commit(change)
        self.metrics.answered += change.turn is not None
        for event in change.events:
            if event.type == "queued" and not event.data.get("again") and not event.data.get("raised"):
                self.metrics.handovers[str(event.data["reason"])] += 1
            elif event.type == "looked-in":
                self.metrics.glass[str(event.data["reason"])] += 1
            self._count_card(change, event)
        return seq

    def _count_card(self, change: Change, event: Event) -> None:
        self.metrics.cards += event.type == "card"
        self.metrics.closed += event.type == "closed"
        card = next((case.card for case in change.talk.cases if case.card is not None and case.card.id == event.data.get("card")), None)
        if event.type == "card-answered" and card is not None:
            allowed = sum(state in ("allowed", "sent") for state in event.data["rows"].values())
            self.metrics.many += allowed >= MANY_ROWS
            self.metrics.hasty += is_hasty(allowed, (event.at - card.at).total_seconds())

    async def waiting(self) -> Sequence[Turn]:
        return await self.inner.waiting()

    async def facts(self, customer: CustomerId, *cases: CaseId) -> Sequence[SealedFact]:
        return await self.inner.facts(customer, *cases)


@dataclass(frozen=True, slots=True)
class CountedEmbedder:
    """`Embedder`: how much waits, and how often it was too much."""

    inner: Embedder
    metrics: Metrics

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def version(self) -> str:
        return self.inner.version

    @property
    def dimension(self) -> int:
        return self.inner.dimension

    async def embed(self, texts: Sequence[str], of: str = "") -> Vectors:
        self.metrics.embedding += len(texts)
        try:
            return await self.inner.embed(texts, of)
        except Busy:
            self.metrics.degraded += 1
            raise
        finally:
            self.metrics.embedding -= len(texts)

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        return self.inner.embed_now(texts)


@dataclass(frozen=True, slots=True)
class CountedPeer:
    """`Peer`: what came of each call. Looks through mailboxes and clearings are no calls."""

    id: str
    inner: Peer
    metrics: Metrics

    async def tell(self, message: Outgoing) -> PeerAnswer:
        return await self._counted(self.inner.tell(message))

    async def look(self, task: str, share: ShareId) -> PeerAnswer:
        return await self._counted(self.inner.look(task, share))

    async def close(self, share: ShareId) -> None:
        await self.inner.close(share)

    async def left(self) -> frozenset[ShareId]:
        return await self.inner.left()

    async def erased(self, notice: str, shares: Sequence[ShareId]) -> None:
        await self.inner.erased(notice, shares)

    async def changed(self, notice: str, kind: ChangeKind, shares: Sequence[ShareId], facts: Sequence[str]) -> None:
        await self.inner.changed(notice, kind, shares, facts)

    async def undone(self, notice: str, share: ShareId) -> None:
        await self.inner.undone(notice, share)

    async def forget(self, shares: Collection[str]) -> None:
        await self.inner.forget(shares)

    async def _counted(self, call: Awaitable[PeerAnswer]) -> PeerAnswer:
        outcome = "failed"
        try:
            answer = await call
            outcome = answer.state
        except Unreached:
            outcome = "unreached"
            raise
        except BadAnswer:
            outcome = "bad-answer"
            raise
        finally:
            self.metrics.calls[self.id, outcome] += 1
        return answer


# As text


async def text(counter: Counter, metrics: Metrics) -> str:
    """All figures as they stand now."""
    return "".join(f"{line}\n" for line in [*_counted(counter, metrics), *await _now(counter, metrics)])


def _counted(counter: Counter, metrics: Metrics) -> Iterator[str]:
    yield from _head("luukku_turn_seconds", "histogram", "Seconds that a stage of a turn took.")
    for stage, held in metrics.stages.items():
        yield from _histogram("luukku_turn_seconds", (("stage", stage),), held)
    yield from _family("luukku_turns_accepted_total", "counter", "Messages that were accepted.", {(): metrics.accepted})
    yield from _family("luukku_turns_answered_total", "counter", "Messages that were answered.", {(): metrics.answered})
    handovers: dict[Labels, float] = {(("reason", reason),): metrics.handovers[reason] for reason in REASONS}
    yield from _family("luukku_handover_total", "counter", "Conversations for which a human was called, by reason.", handovers)
    glass: dict[Labels, float] = {(("reason", reason),): metrics.glass[reason] for reason in BREAK_REASONS}
    yield from _family("luukku_break_glass_total", "counter", "Looks into cases that somebody else had, by reason.", glass)
    calls: dict[Labels, float] = {
        (("provider", id), ("outcome", outcome)): metrics.calls[id, outcome] for id in sorted(counter.peers) for outcome in OUTCOMES if metrics.calls[id, outcome]
    }
    yield from _family("luukku_provider_calls_total", "counter", "Calls to organisations, by what came of them.", calls)
    yield from _family("luukku_cards_total", "counter", "Permission cards that were laid.", {(): metrics.cards})
    yield from _family("luukku_cases_closed_total", "counter", "Cases that were finished.", {(): metrics.closed})
    yield from _family("luukku_many_rows_allowed_total", "counter", "Cards of which many rows were allowed at once.", {(): metrics.many})
    yield from _family("luukku_hasty_allows_total", "counter", "Those of them that were allowed sooner than they can be read.", {(): metrics.hasty})
    yield from _family("luukku_degraded_readings_total", "counter", "Readings without vectors, as the embedder had too much to do.", {(): metrics.degraded})


async def _now(counter: Counter, metrics: Metrics) -> list[str]:
    now = counter.clock.now()
    queue = await counter.desk.queue()
    oldest = max(((now - one.at).total_seconds() for one in queue if one.state == "waiting"), default=0.0)
    states: dict[Labels, float] = {(("state", state),): sum(one.state == state for one in queue) for state in ("waiting", "held")}
    late = sum(one.state == "waiting" and one.promised < now for one in queue)
    verified, whole = (counter.log_checked[0].timestamp(), counter.log_checked[1]) if counter.log_checked else (0.0, True)
    running: dict[Labels, float] = {(("version", __version__), ("embedder", counter.embedder.name)): 1.0}
    clock = await rights.standing(counter)
    return [
        *_family("luukku_rights_open", "gauge", "Requests by right that wait for an answer.", {(): len(clock.open)}),
        *_family("luukku_rights_soon", "gauge", "Those of them that are due within a week.", {(): len(clock.soon)}),
        *_family("luukku_rights_late", "gauge", "Those of them whose day is over.", {(): len(clock.late)}),
        *_family("luukku_erasures_unfinished", "gauge", "Erasures that were asked for and are not done.", {(): len(await counter.ledger.unfinished())}),
        *_family("luukku_queue_oldest_seconds", "gauge", "How long whoever has waited longest for a human has waited.", {(): oldest}),
        *_family("luukku_queue_length", "gauge", "Conversations that wait for a human, or that one has.", states),
        *_family("luukku_queue_late", "gauge", "Those of them whose promised time is over.", {(): late}),
        *_family("luukku_outbox_lag_seconds", "gauge", "By how much the earliest sending that nobody holds is late.", {(): await outbox_lag(counter)}),
        *_family("luukku_turns_later", "gauge", "Accepted messages that are answered later.", {(): len(counter.later)}),
        *_family("luukku_embed_waiting", "gauge", "Texts that wait for the embedder or are in it.", {(): metrics.embedding}),
        *_family("luukku_log_verified_timestamp", "gauge", "When the log was verified last (seconds since 1970; 0: not yet).", {(): verified}),
        *_family("luukku_log_whole", "gauge", "0 when the log did not verify then.", {(): float(whole)}),
        *_family("luukku_info", "gauge", "What runs.", running),
    ]


def _head(name: str, kind: str, what: str) -> Iterator[str]:
    yield f"# HELP {name} {what}"
    yield f"# TYPE {name} {kind}"


def _family(name: str, kind: str, what: str, values: Mapping[Labels, float]) -> Iterator[str]:
    yield from _head(name, kind, what)
    for labels, value in values.items():
        yield _sample(name, labels, value)


def _histogram(name: str, labels: Labels, held: Histogram) -> Iterator[str]:
    below = 0
    for bound, count in zip([*(f"{one:g}" for one in BUCKETS), "+Inf"], held.counts, strict=True):
        below += count
        yield _sample(f"{name}_bucket", (*labels, ("le", bound)), below)
    yield _sample(f"{name}_sum", labels, round(held.total, 6))
    yield _sample(f"{name}_count", labels, below)


def _sample(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{_escaped(held)}"' for label, held in labels)
    return f"{name}{{{shown}}} {value:.10g}" if shown else f"{name} {value:.10g}"


def _escaped(held: str) -> str:
    return held.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


# Served


def make_app(counter: Counter, metrics: Metrics) -> Starlette:
    """GET /metrics, and nothing else."""

    async def show(_: Request) -> PlainTextResponse:
        return PlainTextResponse(await text(counter, metrics), headers={"content-type": KIND, "cache-control": "no-store"})

    return Starlette(routes=[Route("/metrics", show)])


class OnItsPort:
    """Sends what comes to one port to an application of its own, and everything else on."""

    def __init__(self, app: ASGIApp, apart: ASGIApp, port: int) -> None:
        self.app, self.apart, self.port = app, apart, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        server: Any = scope.get("server")
        mine = server is not None and server[1] == self.port
        await (self.apart if mine else self.app)(scope, receive, send)
