"""What a practice organisation decides about a message: pure, without memory or clock.

It is no model of any real rules; it shows how organisations answer: they accept, ask back, refuse, take their time.
Who takes what stands in `offices`, which facts can be read in `known`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from luukku.sandbox.known import FACTS, Value, is_text

State = Literal["working", "asks", "rejected", "done"]
Assurance = Literal["nobody", "contact", "strong"]
ASSURANCES: tuple[Assurance, ...] = ("nobody", "contact", "strong")
MOST_DATA = 16 * 1024
"""Bytes of one data part as JSON; more cannot be read."""
KEYS = {"luukku", "service", "share", "assurance", "facts"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one service is handled."""

    needs: tuple[str, ...] = ()
    """Facts without which nothing is done: what is missing is asked back."""
    assurance: Assurance = "nobody"
    """Below it: refused with `assurance-too-low`."""
    at_once: bool = False
    """Over as soon as everything is there; else somebody works at it for a while."""
    looks: int = 0
    """So often at least the counter asks how it stands before it is over."""
    refuses: Mapping[str, tuple[Value, str]] = field(default_factory=dict)
    """Fact → (value, reason): refused at once when the fact has that value."""
    ends: str = "done"
    """`done`, or the reason with which it is refused in the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message's data part, read and checked."""

    service: str
    share: str
    assurance: Assurance
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    state: State
    needs: tuple[str, ...] = ()
    reason: str | None = None


CANNOT_READ = Outcome(state="rejected", reason="cannot-read")
CHANGES = ("restricted", "lifted", "corrected")
NOT_OURS = Outcome(state="rejected", reason="not-ours")


def read_erased(data: object) -> tuple[str, ...] | None:
    """The shares of {"luukku": 1, "erased": [share]}, or None when it is no such notice."""
    data = whole(data)
    if not isinstance(data, dict) or set(data) != {"luukku", "erased"} or data["luukku"] is True or data["luukku"] != 1:
        return None
    shares = data["erased"]
    return tuple(shares) if isinstance(shares, list) and shares and all(is_text(share) for share in shares) else None


def read_change(data: object) -> dict[str, object] | None:
    """{"kind", "shares", "facts"} of {"luukku": 1, "restricted" | "lifted" | "corrected": [share], "facts": [name]}, or None when it is none such."""
    data = whole(data)
    if not isinstance(data, dict) or data.get("luukku") is True or data.get("luukku") != 1:
        return None
    kind = next((one for one in CHANGES if set(data) == {"luukku", one, "facts"}), None)
    lists = [data[kind], data["facts"]] if kind is not None else []
    good = all(isinstance(held, list) and held and all(is_text(one) for one in held) for held in lists)
    return {"kind": kind, "shares": data[kind], "facts": data["facts"]} if kind is not None and good else None


def read_undone(data: object) -> str | None:
    """The share of {"luukku": 1, "undone": share}, or None when it is no such notice."""
    data = whole(data)
    if not isinstance(data, dict) or set(data) != {"luukku", "undone"} or data["luukku"] is True or data["luukku"] != 1:
        return None
    return str(data["undone"]) if is_text(data["undone"]) else None


def read_request(data: object) -> Request | None:
    """The data part {"luukku": 1, "service", "share", "assurance", "facts"}, or None when it cannot be read."""
    data = whole(data)
    if not isinstance(data, dict) or set(data) != KEYS or data["luukku"] is True or data["luukku"] != 1:
        return None
    service, share, facts = data["service"], data["share"], data["facts"]
    assurance = next((known for known in ASSURANCES if known == data["assurance"]), None)
    if assurance is None or not is_text(service) or not is_text(share) or len(json.dumps(data).encode()) > MOST_DATA:
        return None
    if not isinstance(facts, dict) or not all(name in FACTS and FACTS[name](value) for name, value in facts.items()):
        return None
    return Request(service=service, share=share, assurance=assurance, facts=facts)


def whole(value: object) -> object:
    """Numbers travel as doubles in A2A's data parts (protobuf Value): whole ones become int again."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: whole(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [whole(inner) for inner in value]
    return value


def decide(request: Request | None, known: Mapping[str, Value], services: Mapping[str, Rule]) -> Outcome:
    """`known` are the facts of earlier messages in the same matter; None is a message that could not be read."""
    if request is None:
        return CANNOT_READ
    rule = services.get(request.service)
    if rule is None:
        return NOT_OURS
    if ASSURANCES.index(request.assurance) < ASSURANCES.index(rule.assurance):
        return Outcome(state="rejected", reason="assurance-too-low")
    held = {**known, **request.facts}
    for name, (value, reason) in rule.refuses.items():
        if name in held and held[name] == value:
            return Outcome(state="rejected", reason=reason)
    missing = tuple(name for name in rule.needs if name not in held)
    if missing:
        return Outcome(state="asks", needs=missing)
    return finish(rule) if rule.at_once else Outcome(state="working")


def finish(rule: Rule) -> Outcome:
    """How it ends."""
    return Outcome(state="done") if rule.ends == "done" else Outcome(state="rejected", reason=rule.ends)
