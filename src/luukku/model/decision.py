"""Proposals and decisions: neither exists without its label (I3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from luukku.model.pack import Interest

DO_NOTHING = "do-nothing"


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
    alternatives: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in ("basis", "rule", "owner", "interest", "alternatives"):
            if not getattr(self, name):
                raise ValueError(f"a label needs its {name}")
        if DO_NOTHING not in self.alternatives:
            raise ValueError("a label names doing nothing among the alternatives")
        if self.interest not in ("customer", "provider", "third-party", "law"):
            raise ValueError("unknown interest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something recommended. `service` is the service's id."""

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
    ground: Literal["contract", "law", "explicit-consent", "proposal-to-a-human"]

    def __post_init__(self) -> None:
        if not isinstance(self.label, Label):
            raise ValueError("a decision needs its label")
        if self.adverse and not (self.redress and self.counterfactual):
            raise ValueError("an adverse decision needs redress and what would have changed it")
