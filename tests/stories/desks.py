"""For tests: a counter with a real store, gate and desk, and a clock that stands until it is told to go on. It reads no words
but the names of municipalities."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from luukku import explain, packs
from luukku.adapters.embedded.desk import SqliteDesk
from luukku.adapters.embedded.devices import EmbeddedDevices
from luukku.adapters.embedded.doors import SqliteDoors
from luukku.adapters.embedded.feed import Bells, SqliteFeed
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.gate import EmbeddedGate
from luukku.adapters.embedded.joins import SqliteJoins
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.ledger import EmbeddedLedger
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.log_proofs import LogProofs
from luukku.adapters.embedded.outbox import SqliteOutbox
from luukku.adapters.embedded.passkeys import SqlitePasskeys
from luukku.adapters.embedded.receipts import ReceiptKey
from luukku.adapters.embedded.register import DecisionRegister
from luukku.adapters.embedded.replay import replay
from luukku.adapters.embedded.rounds import SqliteRounds
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.staff import SqliteStaff
from luukku.adapters.embedded.store import SqliteStore
from luukku.adapters.embedded.writer import Database
from luukku.adapters.webauthn import WebAuthn
from luukku.flow.change import Draft
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.model.conversation import Case, Event, Message
from luukku.model.fact import Fact, Personal, Value, reveal
from luukku.model.handover import Employee, Role
from luukku.model.ids import LANGUAGES, CaseId, ConversationId, EmployeeId, Language, new_id
from luukku.model.pack import Packs
from luukku.model.ruling import DecisionSet
from luukku.plan import rules_file
from luukku.ports import Clock
from luukku.settings import DeskSettings, load
from luukku.understand.municipality import Municipalities
from luukku.understand.tables import table_of
from tests.contracts.trust import rules

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
"""Ten in the morning in Helsinki."""
OFFICE = "mon-fri 08:00-16:00"
PAIVI = Employee(id=EmployeeId("e-paivi"), login="paivi", name="Päivi Lehto", role="employee")
AINO = Employee(id=EmployeeId("e-aino"), login="aino", name="Aino Salo", role="employee")
STEWARD: Role = "steward"


class Standing:
    """A clock that goes on only when it is told to."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def goes(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


@cache
def loaded() -> tuple[Packs, explain.Texts]:
    """The packs of the checkout, read once."""
    found = packs.load(packs.find_packs())
    return found, explain.Texts(found)


@cache
def decisions() -> DecisionSet:
    """The decision packs of the checkout, read once."""
    return packs.load_decisions(loaded()[0], packs.find_packs())


@cache
def towns() -> Municipalities:
    """The municipalities of the checkout's language packs, read once."""
    return Municipalities({language: table_of(loaded()[0].language[language], "municipalities") for language in LANGUAGES})


@asynccontextmanager
async def desk_counter(folder: Path, clock: Standing, hours: str = OFFICE, phone: str = "", on_duty: bool = True, people: bool = True) -> AsyncIterator[Counter]:
    """A counter with two employees, at the desk when `on_duty`; not `people`: they are there already."""
    async with small_counter(folder, clock, hours, phone) as counter:
        for employee in (PAIVI, AINO) if people else ():
            await counter.staff.add(employee, "no password")
            if on_duty:
                await counter.staff.put_session(employee.id.encode(), employee.id, clock.now(), clock.now() + timedelta(days=365))
        yield counter


@asynccontextmanager
async def small_counter(folder: Path, clock: Clock, hours: str = "", phone: str = "") -> AsyncIterator[Counter]:
    """A counter that reads no words: everything that lies in files is there, and whoever was erased is erased first."""
    found, texts = loaded()
    settings = load({"data": str(folder)}, {}, folder.parent)
    own = replace(settings.organisation, phone=phone)
    settings = replace(settings, desk=DeskSettings(hours=hours, holidays="", answer_within="PT30M"), organisation=own)
    async with AsyncExitStack() as stack:
        data = Folder(settings.data)
        data.lock()
        stack.callback(data.unlock)
        ledger_file, keys = data.open_ledger(), Keys(data, clock)
        replay(data, keys, ledger_file, clock.now())
        seals = Seals(keys)
        log = EmbeddedLog(data, seals)
        stack.callback(log.close)
        proofs = LogProofs(data, seals)
        stack.callback(proofs.close)
        database = Database(data.store)
        stack.callback(database.close)
        bells = Bells()
        outbox = SqliteOutbox(database, bells)
        store = SqliteStore(database, seals, bells, outbox)
        devices = EmbeddedDevices(keys, seals, database, log)
        gate, ledger = EmbeddedGate(keys, seals, log, rules(), data.keyed_hash), EmbeddedLedger(data, ledger_file)
        stack.callback(gate.shut)
        staff = SqliteStaff(database)
        nothing = cast(Any, None)
        register = DecisionRegister(data.path)
        for pack in decisions().packs:
            register.keep_rules(rules_file(pack))
        yield Counter(
            settings=settings, packs=found, texts=texts, understanding=cast(Any, SimpleNamespace(municipalities=towns())), clock=clock, embedder=cast(Any, SimpleNamespace(name="reads-nothing", version="0")), embedder_note=None, store=store,
            envelopes=store, feed=SqliteFeed(database, seals, bells), outbox=outbox, doors=SqliteDoors(database), gate=gate, log=log,
            rounds=SqliteRounds(database, store), key_rounds=gate, devices=devices, moves=devices, ledger=ledger, notices=ledger, kept=ledger, rights=ledger, peers={}, sign_in=None, lending=devices,
            desk=SqliteDesk(database, bells), staff=staff, check_password=staff.check, dangers=nothing, search=nothing, lessons=nothing, proofs=proofs, receipts=ReceiptKey(data), incidents=log.incidents, wallets=None, keyed_hash=data.keyed_hash, passkeys=SqlitePasskeys(database), passkey_check=WebAuthn(), joins=SqliteJoins(database), register=register, decisions=decisions(),
        )  # fmt: skip


async def seen(counter: Counter, *employees: Employee) -> None:
    """Their page was open just now."""
    for employee in employees:
        await counter.staff.by_session(employee.id.encode(), counter.clock.now())


async def wrote(counter: Counter, conversation: ConversationId, words: str) -> None:
    """The customer's next message; nobody answers it."""
    await counter.store.accept(Message(conversation=conversation, id=new_id(), text=Personal(words)), counter.clock.now(), words.encode())


async def visitor(counter: Counter, *facts: Fact, event: str = "child", language: Language = "fi", words: str = "Meille syntyi poika.") -> ConversationId:
    """Somebody who has said something, of which a case and facts were made."""
    conversation, _ = await open_conversation(counter, language)
    await counter.store.accept(Message(conversation=conversation, id=new_id(), text=Personal(words)), counter.clock.now(), b"text")
    draft = Draft(counter=counter, talk=await counter.store.talk(conversation), at=counter.clock.now())
    case = Case(id=CaseId(new_id()), event=event, confirmed=True, names=tuple(sorted(fact.name for fact in facts)))
    draft.put(case)
    draft.facts += [(case.id, fact) for fact in facts]
    await draft.commit()
    return conversation


def fact(name: str, value: Value, about: str = "me", said: str = "") -> Fact:
    return Fact(name=name, about=about, value=Personal(value), at=MONDAY, evidence=Personal(said))


async def events(counter: Counter, conversation: ConversationId) -> Sequence[Event]:
    return await counter.feed.events(conversation, 0)


def held(event: Event) -> Mapping[str, Any]:
    return reveal(event.personal) if event.personal is not None else {}
