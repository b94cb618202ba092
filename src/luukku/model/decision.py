"""Proposals and decisions: neither exists without its label (I3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from luukku.model.pack import Interest, Redress
from luukku.model.ruling import Outcome, Ruling

DO_NOTHING = "do-nothing"
ASK_A_HUMAN = "ask-a-human"
NOT_MINE = "nothing-own-would-change-it"
"""What a decision says would have changed it, where nothing that the customer can change would."""
DecidedOn = Literal["contract", "law", "explicit-consent", "not-significant", "proposal-to-a-human"]
"""The ground of GDPR 22(2); not-significant: none is needed; else a human decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """On what it rests, whose rule, whose interest, what else there is ("do-nothing" included).

    Raises ValueError when any of it is missing: an unlabelled recommendation cannot be constructed.
    """

    basis: tuple[str, ...]
    """Names of facts and ids of pack lines."""
    rule: str
    owner: str
    interest: Interest
    paid: bool
    """Whether somebody pays the organisation that runs the counter for it."""
    paid_cents: int | None = None
    """How much, where it is known."""
    alternatives: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in ("basis", "rule", "owner", "interest", "alternatives"):
            if not getattr(self, name):
                raise ValueError(f"a label needs its {name}")
        if DO_NOTHING not in self.alternatives:
            raise ValueError("a label names doing nothing among the alternatives")
        if self.interest not in ("customer", "provider", "third-party", "law"):
            raise ValueError("unknown interest")
        if self.paid_cents is not None and not self.paid:
            raise ValueError("a sum that nobody pays")

    @property
    def facts(self) -> tuple[str, ...]:
        """Of `basis` the names of facts."""
        return tuple(name for name in self.basis if "/" not in name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something recommended. `service` is the id of a service, or of an offer."""

    service: str
    label: Label

    def __post_init__(self) -> None:
        if not isinstance(self.label, Label):
            raise ValueError("a proposal needs its label")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """An outcome about the customer. Adverse ones always have redress (I4)."""

    outcome: str
    adverse: bool
    label: Label
    counterfactual: tuple[str, ...]
    redress: str | None
    ground: DecidedOn

    def __post_init__(self) -> None:
        if not isinstance(self.label, Label):
            raise ValueError("a decision needs its label")
        if self.adverse and not (self.redress and self.counterfactual):
            raise ValueError("an adverse decision needs redress and what would have changed it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A fact as it was used: where it lies in the vault ("<case>/<about>/<name>"), which version, and a salted hash of what it said."""

    ref: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """A decision that was issued, with all that is needed to make it again and to contest it. Sealed to whoever it is about.

    Raises ValueError when any of it is missing: what cannot be recorded whole is not issued (Regulation (EU) 2024/1689, article 12;
    GDPR 5(2), 22).
    """

    format: str = "luukku decision 1"
    id: str
    case: str
    event: str
    service: str
    pack: str
    pack_version: str
    pack_sha256: str
    """Of the signed pack."""
    rules_sha256: str
    """Of the rules as the engine read them (`plan.record.rules_file`): with them it can be made again."""
    engine: str
    program: str
    """Luukku and its version."""
    model: str
    """What read the words that the facts were said in: name and version."""
    inputs: tuple[Input, ...]
    today: date
    at: datetime
    ruling: Ruling
    decision: Decision
    significant: bool
    final: bool
    """False: a proposal to a human, who decides (GDPR 22(1) without a ground of 22(2))."""
    redress: Redress
    owners: tuple[str, ...]
    """Who answers for the rules that decided."""
    review_by: datetime
    """Until when a human answers who is asked at once."""

    def __post_init__(self) -> None:
        for name in ("format", "id", "case", "event", "service", "pack", "pack_version", "engine", "program", "model", "inputs", "owners"):
            if not getattr(self, name):
                raise ValueError(f"a decision's record needs its {name}")
        for name in ("pack_sha256", "rules_sha256"):
            if len(getattr(self, name)) != 64:
                raise ValueError(f"a decision's record needs its {name}")
        if not (isinstance(self.at, datetime) and isinstance(self.today, date) and isinstance(self.review_by, datetime)):
            raise ValueError("a decision's record needs its times")
        if not (isinstance(self.ruling, Ruling) and isinstance(self.decision, Decision) and isinstance(self.redress, Redress) and self.redress.body):
            raise ValueError("a decision's record needs what was decided and who it can be taken to")
        if self.ruling.outcome == "open":
            raise ValueError("what is open is not decided")
        if self.final == (self.decision.ground == "proposal-to-a-human"):
            raise ValueError("a proposal to a human is not final, and nothing else is none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A row of the register of decisions: what was decided by which rules, and whether a human changed it. About nobody: `sha256` is
    the record's, which only whoever has the record can know."""

    kind: Literal["issued", "reviewed"]
    sha256: str
    pack: str
    pack_version: str
    pack_sha256: str
    day: date
    outcome: Outcome
    reasons: tuple[str, ...]
    significant: bool
    final: bool
    changed: bool = False
    """Of a review: the human decided otherwise."""
