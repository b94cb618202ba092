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
    },
)
DVV = Office(kind="dvv", port=8202, name="Population register (practice)", services={})
TAX = Office(kind="tax", port=8203, name="Tax Administration (practice)", services={})
BANK = Office(kind="bank", port=8204, name="Bank (practice)", services={})
INSURER = Office(kind="insurer", port=8205, name="Insurance company (practice)", services={})
OPERATOR = Office(kind="operator", port=8206, name="Operator (practice)", services={})
EMPLOYMENT = Office(kind="employment", port=8207, name="Employment services (practice)", services={})
ENFORCEMENT = Office(kind="enforcement", port=8208, name="Enforcement authority (practice)", services={})

OFFICES = (KELA, DVV, TAX, BANK, INSURER, OPERATOR, EMPLOYMENT, ENFORCEMENT)
