"""The rules that every use of facts is put to: who made them, what they ask, what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from luukku.model.ids import Assurance
from luukku.model.pack import Interest, SourceOf, Where
from luukku.model.purpose import Role

Action = Literal["serve", "look", "share", "learn", "own", "propose", "break-glass"]
"""serve: the machine reads to answer. look: an employee reads. break-glass: one reads who does not have the case. share: facts go to an organisation. learn: corrections are
compared. own: people read their own. propose: something is offered in a plan."""
Category = Literal["ordinary", "special", "protected", "other-person"]
"""special: GDPR 9 (`sensitivity` 3). protected: tells where somebody can be found (`place`). other-person: about a stranger."""
Circumstance = Literal["turvakielto", "minor", "for-another", "nothing-sold"]
"""What is true of the customer's situation: a non-disclosure order; alone and under age; acting for somebody whose mandate
nobody has looked at; a case in which nothing is sold."""
Standing = Literal[
    "request", "own", "live", "no-permission", "not-yet", "ended", "case", "service", "receiver", "purpose", "assurance", "fact", "not-in-envelope",
    "another-share", "objected", "restricted", "not-approved",
]
"""How the permission stands: "live", or why it does not allow this use (`ground.permits`, and the gate's own two). "request": no
permission is needed to answer the customer who asks; "own": nor to show people their own. "objected", "restricted": the customer
has stopped this use, and it waits for a human who weighs it: no rule permits it. "not-approved": something would be done
or bind, and just this was not approved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One policy of a rule pack. Text: `rule-<id>`."""

    id: str
    effect: Literal["permit", "forbid"]
    owner: str
    reason: str
    source: str
    """Id of a source in the pack."""
    pack: str
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """A folder `rules/<name>`: who answers for it, and which exact version it is."""

    id: str
    version: str
    owner: str
    licence: str
    sha256: str
    signed_by: str = ""
    """Name of the key that signed it; "" for an unsigned one that the settings allow."""
    interest: Interest = "customer"
    """Whose interest its rules serve."""
    sources: tuple[SourceOf, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """All rule packs together, checked and compiled: what decides."""

    policies: str
    """Cedar's JSON form, each policy under its rule's own id."""
    rules: tuple[Rule, ...]
    packs: tuple[RulePack, ...]
    sha256: str
    """Over the packs' hashes: names this exact set in entries and records."""

    def rule(self, id: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.id == id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question to the rules. Nothing in it is of a person: no value, no name, no id."""

    role: Role
    action: Action
    purpose: str
    category: Category = "ordinary"
    standing: Standing = "live"
    explicit: bool = False
    """The permission was given for special categories by themselves."""
    receiver: str = ""
    """Organisation id, "desk" or "counter"; "": nobody else."""
    assurance: Assurance = "nobody"
    """Of the person who gave the permission."""
    circumstances: frozenset[Circumstance] = frozenset()
    gain: bool = False
    """Somebody other than the customer or the law gains from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the rules answered, and which of them: those that allow, or those that forbid. `sha256` is the set's."""

    allowed: bool
    rules: tuple[str, ...]
    sha256: str

    def named(self) -> str:
        """"share-permitted@3f9a…", several with "+": as entries of the log name it."""
        return f"{'+'.join(self.rules)}@{self.sha256[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChange:
    """One change of the set: when, from which to which (SHA-256; "" before the first), and which rules came and went."""

    at: datetime
    was: str
    sha256: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Packs that are there before and after and say something else."""
