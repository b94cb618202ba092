"""A data folder with keys, seals, log and gate, for the tests of trust."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from luukku import packs
from luukku.adapters.embedded.cedar import CedarRules
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.gate import EmbeddedGate
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.log import EmbeddedLog
from luukku.adapters.embedded.seals import Seals
from luukku.adapters.embedded.shapes import fact_to_plain, fact_what
from luukku.model.consent import Permission
from luukku.model.fact import Fact, Personal, Value
from luukku.model.ids import CaseId, CustomerId, EnvelopeId, PermissionId, ShareId, StepId, new_id
from luukku.model.journey import Envelope

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
CUSTOMER = CustomerId("c-1")
CASE = CaseId("case-1")
STEP = StepId("parental-allowance")
PACKS = Path(__file__).resolve().parents[2] / "packs"


@cache
def rules() -> CedarRules:
    """The rules that come with Luukku."""
    loaded = packs.load(PACKS)
    return CedarRules(packs.load_rules(loaded, PACKS), loaded)


@dataclass(slots=True)
class FixedClock:
    """Says what it is told."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    case: CaseId = CASE
    name: str
    about: str = "me"
    version: int = 1
    sealed: bytes
    what: dict[str, str | int] = field(default_factory=dict)
    """The gate works it out for itself."""


@dataclass(slots=True)
class Yard:
    """What one test works with."""

    path: Path
    clock: FixedClock = field(default_factory=FixedClock)
    folder: Folder = field(init=False)
    keys: Keys = field(init=False)
    seals: Seals = field(init=False)
    log: EmbeddedLog = field(init=False)
    gate: EmbeddedGate = field(init=False)

    def __post_init__(self) -> None:
        self.folder = Folder(self.path)
        self.keys = Keys(self.folder, self.clock)
        self.seals = Seals(self.keys)
        self.log = EmbeddedLog(self.folder, self.seals)
        self.gate = EmbeddedGate(self.keys, self.seals, self.log, rules())

    def close(self) -> None:
        self.log.close()
        self.gate.shut()

    def fact(self, name: str, value: Value, customer: CustomerId = CUSTOMER, case: CaseId = CASE) -> Sealed:
        """As the store keeps it."""
        what = fact_what(customer, case, "me", name, 1)
        return Sealed(case=case, name=name, sealed=self.seals.to_customer(customer, what, fact_to_plain(said(name, value))))


@contextmanager
def yard_at(path: Path) -> Iterator[Yard]:
    yard = Yard(path)
    try:
        yield yard
    finally:
        yard.close()


def said(name: str, value: Value) -> Fact:
    return Fact(name=name, about="me", value=Personal(value), at=NOW)


def envelope(*names: str, receiver: str = "kela-sandbox", purpose: str = "parental-allowance", ends: datetime = LATER) -> Envelope:
    return Envelope(
        id=EnvelopeId(new_id()), case=CASE, step=STEP, purpose=purpose, receiver=receiver, names=names, ends=ends, sealed=b"",
    )


def permission(*names: str, receiver: str = "kela-sandbox", purpose: str = "parental-allowance", ends: datetime = LATER) -> Permission:
    return Permission(
        id=PermissionId("p-1"), purpose=purpose, receiver=receiver, facts=frozenset(names), assurance="strong",
        basis="GDPR 6(1)(c)", given=NOW - timedelta(days=1), ends=ends, case=CASE, service=STEP,
    )


def new_share() -> ShareId:
    return ShareId(new_id())
