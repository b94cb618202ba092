"""The practice organisations: who they are, and how each of their services is handled. Data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from luukku.sandbox.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One organisation. `kind` is what the counter's packs call it, `port` where it stands by default."""

    kind: str
    port: int
    name: str
    services: Mapping[str, Rule]

    @property
    def id(self) -> str:
        return f"{self.kind}-sandbox"


KELA = Office(
    kind="kela",
    port=8201,
    name="Benefit institution (practice)",
    services={
        "parental-allowance": Rule(needs=("event.date", "mother.work"), assurance="strong"),
        "child-benefit": Rule(needs=("event.date",), assurance="strong", at_once=True),
        "survivors-pension": Rule(needs=("event.date", "person.role", "child.under-age"), assurance="strong", looks=1),
        "kela-death-notice": Rule(needs=("event.date",), assurance="strong", at_once=True),
        "child-maintenance-support": Rule(needs=("child.count",), assurance="strong"),
        "single-parent-supplement": Rule(needs=("child.count",), assurance="strong", at_once=True),
        "moving-housing-allowance": Rule(needs=("event.date",), assurance="strong", refuses={"housing.allowance": (False, "not-entitled")}),
        "basic-social-assistance": Rule(needs=("income.ended",), assurance="strong", looks=1),
        "general-support": Rule(assurance="strong"),
        "student-aid": Rule(needs=("event.date",), assurance="strong", looks=1),
        "sickness-allowance": Rule(needs=("event.date", "work.status"), assurance="strong", looks=1),
    },
)
DVV = Office(kind="dvv", port=8202, name="Population register (practice)", services={"name-notice": Rule()})
TAX = Office(kind="tax", port=8203, name="Tax Administration (practice)", services={"tax-card": Rule()})
BANK = Office(
    kind="bank",
    port=8204,
    name="Bank (practice)",
    services={
        "bank-death-notice": Rule(needs=("event.date",), assurance="strong", looks=1),
        "joint-account": Rule(assurance="strong", refuses={"bank.joint": (False, "not-ours")}, looks=1),
        "account-mandates": Rule(assurance="strong", at_once=True),
        "guarantee-talk": Rule(assurance="strong", refuses={"guarantee.own": (False, "not-ours")}),
        "creditor-agreement": Rule(needs=("debt.overdue", "income.ended"), assurance="strong", looks=1),
    },
)
INSURER = Office(
    kind="insurer",
    port=8205,
    name="Insurance company (practice)",
    services={
        "insurer-death-notice": Rule(needs=("event.date",), assurance="strong"),
        "insurance-beneficiary": Rule(),
        "home-insurance-move": Rule(needs=("event.date",), assurance="contact"),
    },
)
OPERATOR = Office(
    kind="operator",
    port=8206,
    name="Operator (practice)",
    services={
        "operator-contract-end": Rule(needs=("event.date",), assurance="strong", at_once=True),
        "broadband-move": Rule(needs=("event.date",), assurance="contact"),
    },
)
EMPLOYMENT = Office(kind="employment", port=8207, name="Employment services (practice)", services={"job-seeker-registration": Rule(assurance="strong", at_once=True), "start-up-grant": Rule(assurance="strong", looks=1, refuses={"business.started": (True, "not-entitled")})})
ENFORCEMENT = Office(kind="enforcement", port=8208, name="Enforcement authority (practice)", services={"enforcement-free-months": Rule(needs=("debt.enforcement", "income.ended"), assurance="strong", looks=1)})

OFFICES = (KELA, DVV, TAX, BANK, INSURER, OPERATOR, EMPLOYMENT, ENFORCEMENT)
