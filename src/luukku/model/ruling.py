"""Rules by which an organisation lets its Luukku decide, and what the engine makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from luukku.model.fact import Value
from luukku.model.pack import Condition, FactSpec, Interest, Redress, SourceOf, Where

Level = Literal["law", "customer", "organisation"]
LEVELS: tuple[Level, ...] = ("law", "customer", "organisation")
"""Whose rule it is; who stands first goes before the others, and a no of anybody's is a no."""
Says = Literal["allow", "deny"]
Kind = Literal["own", "fixed", "protected"]
"""own: the customer can change it. fixed: nobody can. protected: age, sex, language, health and the like: only a law may lean on it,
and it is never named as something to change."""
Moves = Literal["any", "up", "down"]
"""Which way the customer can move a number or a date."""
Outcome = Literal["yes", "no", "open"]
"""open: not decided, because something is not known (or will not be told)."""
Ground = Literal["", "contract", "law", "explicit-consent"]
"""What lets a significant decision be made by a machine alone (GDPR 22(2)(a), (b), (c)); "": nothing does."""
Confidence = Literal["shown", "said", "about"]
"""How the least sure of the facts is known on which the outcome rests: shown or verified, said, said roughly."""
NO_RULE = "nothing-allows"
"""The reason of a no for which no rule stands: none allows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule:
    """One reason. Text: `rule-<id>`, as the customer reads it."""

    id: str
    says: Says
    when: Condition
    level: Level
    owner: str
    author: str
    """Login of whoever wrote it: they review nothing that it decided."""
    source: str
    over: tuple[str, ...] = ()
    """A deny's: the rules that allow, and that it goes before where both hold. Without it that is a conflict."""
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class FactUse:
    """A fact on which a pack decides, and whether the customer can change it."""

    name: str
    kind: Kind
    moves: Moves = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPack:
    """A folder `decisions/<name>`: one decision, its rules, and what it owes to whoever it is about."""

    id: str
    version: str
    owner: str
    licence: str
    event: str
    """The life event whose facts it decides on."""
    service: str
    """The service of that event for which it decides."""
    significant: bool
    """It has legal effect for the customer or affects them as much (GDPR 22(1))."""
    ground: Ground
    interest: Interest
    redress: Redress
    told: Literal["reply", "page"] = "reply"
    """Where the customer first meets it: in the answer, or on its page only."""
    gives: Literal["", "same-day"] = ""
    """What a yes gives besides: a human on the same working day, when one is asked for."""
    review_within: str
    """ISO 8601 duration within which a human answers who was asked to look again."""
    facts: Mapping[str, FactUse]
    specs: tuple[FactSpec, ...]
    """The facts as the event's pack declares them."""
    rules: tuple[DecisionRule, ...]
    sources: Mapping[str, SourceOf] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """Fluent source by language."""
    sha256: str
    signed_by: str = ""

    def rule(self, id: str) -> DecisionRule | None:
        return next((rule for rule in self.rules if rule.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSet:
    """All decision packs together. `sha256` is over the packs' hashes."""

    packs: tuple[DecisionPack, ...] = ()
    sha256: str = ""

    def of(self, event: str) -> tuple[DecisionPack, ...]:
        return tuple(pack for pack in self.packs if pack.event == event)

    def pack(self, id: str) -> DecisionPack | None:
        return next((pack for pack in self.packs if pack.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One fact that would have to be otherwise. `was` None: it is not known now.

    `bound`: whether less or more than `now` would do as well.
    """

    fact: str
    was: Value | None
    now: Value
    bound: Literal["is", "at-most", "at-least"] = "is"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What the rules say of the facts."""

    outcome: Outcome
    reasons: tuple[str, ...]
    """Ids of the rules that decided, the law's first; NO_RULE where none allows it; () while it is open."""
    basis: tuple[str, ...]
    """Known facts on which it rests."""
    open: tuple[str, ...]
    """Facts that are not known and can still change it."""
    ways: tuple[tuple[Change, ...], ...] = ()
    """Of a no: sets of changes, each of which would make it a yes, and of which nothing can be left out."""
    all_tried: bool = True
    """False: the search was given up before it had seen everything."""
    confidence: Confidence
