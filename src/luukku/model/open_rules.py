"""By whose rules: all rules in words, for anybody who asks, without signing in. Names no customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from luukku.model.pack import Interest


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A page or an act on which a rule rests."""

    title: str
    address: str
    read: str
    """"luettu 29.11.2026"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case of a rule: what is asked, whether the rule applies to it, and what comes of it."""

    asked: str
    applies: bool
    allowed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule. `words` is the sentence that the customer reads in the log where it said no; `reason` as its author wrote it."""

    id: str
    effect: Literal["permit", "forbid"]
    words: str
    reason: str
    owner: str
    source: SourceView | None
    cases: tuple[CaseView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetView:
    """A rule pack, and who answers for it. `version` and `sha256` name this exact one; `signed` says who signed it, or that nobody did."""

    id: str
    version: str
    sha256: str
    owner: str
    interest: Interest
    interest_words: str
    signed: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRule:
    """When something is put into a plan: a service of a service pack. `hangs` names the facts on which it hangs, in words."""

    id: str
    name: str
    owner: str
    interest: Interest
    interest_words: str
    paid: bool
    hangs: str
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePackView:
    """A service pack's rules of what is put into a plan, and whether anything may be sold there."""

    id: str
    name: str
    version: str
    sha256: str
    owner: str
    sold: str
    """"Tässä tilanteessa sinulle ei myydä mitään …", or ""."""
    rules: tuple[OfferRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdView:
    """An advertisement that may be shown beside plans: whose, for how much, in which situations, and what is paid to us."""

    id: str
    name: str
    price: str
    seller: str
    shown: str
    interest_words: str
    owner: str
    paid_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change of the rules, in one sentence each: which came, which went, which packs say something else now."""

    at: datetime
    when: str
    lines: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """Everything. `order`: which rule goes before which, one sentence each. `contact`: whom to write to, one sentence each."""

    sha256: str
    note: str
    """Why another set than the packs' decides; "" where theirs does."""
    order: tuple[str, ...]
    sets: tuple[RuleSetView, ...]
    packs: tuple[ServicePackView, ...]
    ads: tuple[AdView, ...]
    changes: tuple[ChangeView, ...]
    contact: tuple[str, ...]
