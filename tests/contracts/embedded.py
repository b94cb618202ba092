"""For the contract tests of the store: a data folder opened whole, and small words to fill it with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.desk import SqliteDesk
from luukku.adapters.embedded.doors import SqliteDoors
from luukku.adapters.embedded.feed import Bells, SqliteFeed
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.outbox import SqliteOutbox
from luukku.adapters.embedded.rounds import SqliteRounds
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.staff import SqliteStaff
from luukku.adapters.embedded.store import SqliteStore
from luukku.adapters.embedded.writer import Database
from luukku.model.conversation import Case, Change, Event, Message, Sending, Talk, Timer, Turn
from luukku.model.fact import Fact, Personal
from luukku.model.ids import CaseId, ConversationId, CustomerId, EnvelopeId, ShareId, StepId
from luukku.model.journey import Envelope

NOW = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
SOON = NOW + timedelta(minutes=5)
CUSTOMER = CustomerId("customer-1")
TALK = ConversationId("conversation-1")
CASE = CaseId("case-1")
STEP = StepId("parental-allowance")


class StillClock:
    def now(self) -> datetime:
        return NOW


@dataclass(frozen=True)
class Opened:
    folder: Folder
    database: Database
    keys: Keys
    seals: Seals
    store: SqliteStore
    feed: SqliteFeed
    outbox: SqliteOutbox
    doors: SqliteDoors
    rounds: SqliteRounds
    desk: SqliteDesk
    staff: SqliteStaff


def open_now(path: Path) -> Opened:
    """Everything over one folder; close it with `.database.close()`."""
    folder = Folder(path)
    keys = Keys(folder, StillClock())
    seals, database, bells = Seals(keys), Database(folder.store), Bells()
    outbox = SqliteOutbox(database, bells)
    store = SqliteStore(database, seals, bells, outbox)
    return Opened(
        folder, database, keys, seals, store, SqliteFeed(database, seals, bells), outbox, SqliteDoors(database), SqliteRounds(database, store),
        SqliteDesk(database, bells), SqliteStaff(database),
    )


@asynccontextmanager
async def opened(path: Path, *conversations: str) -> AsyncIterator[Opened]:
    """Open over `path`; with `TALK` begun in it, and the others named."""
    luukku = open_now(path)
    try:
        for conversation in (TALK, *conversations):
            await begin(luukku, conversation)
        yield luukku
    finally:
        luukku.database.close()


async def begin(luukku: Opened, conversation: str = TALK) -> Talk:
    """A conversation of a customer of its own, with its keys."""
    customer = conversation.replace("conversation", "customer")
    begun = replace(talk(version=0), conversation=ConversationId(conversation), customer=CustomerId(customer), cases=())
    if luukku.keys.public_or_none(customer) is None:
        luukku.keys.make(customer, "customer")
        await luukku.store.open_conversation(begun, token_hash=f"token of {conversation}".encode())
    return begun


def talk(version: int = 1, **changed: Any) -> Talk:
    kept = Talk(conversation=TALK, customer=CUSTOMER, language="fi", opened=NOW, cases=(Case(id=CASE, event="child"),), version=version)
    return replace(kept, **changed)


def message(id: str = "m1", text: str = "Moi, meille syntyi eilen poika!", conversation: str = TALK) -> Message:
    return Message(conversation=ConversationId(conversation), id=id, text=Personal(text))


async def accept(luukku: Opened, id: str = "m1", text: str = "Moi, meille syntyi eilen poika!", at: datetime = NOW) -> Turn:
    return await luukku.store.accept(message(id, text), at, luukku.folder.keyed_hash(text))


def fact(value: str | int | bool | None = "boy", name: str = "child.sex", about: str = "child-1") -> Fact:
    return Fact(name=name, about=about, value=Personal(value), at=NOW, evidence=Personal("poika"))


def replied(turn: Turn, **more: Any) -> Event:
    return Event(type="replied", at=NOW, data={"turn": turn.id}, personal=Personal({"reply": "Onnea!", **more}))


def sending(share: str = "share-1", kind: Any = "tell", due: datetime = NOW, **changed: Any) -> Sending:
    made = Sending(
        share=ShareId(share), kind=kind, conversation=TALK, customer=CUSTOMER, case=CASE, step=STEP, receiver="kela-sandbox",
        names=("event.date", "municipality"), permission="permission-1", envelope=EnvelopeId("envelope-1"), due=due, ends=SOON,
    )
    return replace(made, **changed)


def timer(day: str = "2027-02-20", step: str = STEP) -> Timer:
    return Timer(conversation=TALK, case=CASE, step=StepId(step), day=datetime.fromisoformat(day).date())


def envelope(id: str = "envelope-1", step: str = STEP) -> Envelope:
    return Envelope(
        id=EnvelopeId(id), case=CASE, step=StepId(step), purpose="parental-allowance", receiver="kela-sandbox",
        names=("mother.work",), ends=SOON, sealed=b"\x01\x01sealed",
    )


def change(version: int = 1, **parts: Any) -> Change:
    return Change(talk=talk(version), events=parts.pop("events", ()), **parts)
