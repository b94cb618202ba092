"""What the practice benefit institution decides about a message: pure, without memory or clock.

It is no model of a real benefit's rules; it shows how an organisation answers: accepts, asks back, refuses.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["working", "asks", "rejected", "done"]
Value = bool | int | str
MOST_DATA = 16 * 1024
"""Bytes of one data part as JSON; more cannot be read."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "parental-allowance": ("event.date", "mother.work"),
    "child-benefit": ("event.date",),
}
AT_ONCE = ("child-benefit",)
"""Services that are done as soon as everything is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A message's data part, read and checked."""

    service: str
    share: str
    assurance: str
    facts: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    state: State
    needs: tuple[str, ...] = ()
    reason: str | None = None


CANNOT_READ = Outcome(state="rejected", reason="cannot-read")


def _is_date(value: object) -> bool:
    """An ISO date, or a span of two."""
    if not isinstance(value, str) or value.count("/") > 1:
        return False
    try:
        days = [date.fromisoformat(day) for day in value.split("/")]
    except ValueError:
        return False
    return days == sorted(days)


def _is_one_of(*values: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in values


def _is_text(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 20


FACTS: Mapping[str, Callable[[object], bool]] = {
    "event.date": _is_date,
    "child.sex": _is_one_of("boy", "girl"),
    "child.count": _is_count,
    "municipality": _is_text,
    "mother.work": _is_one_of("employed", "entrepreneur", "unemployed", "student", "at-home"),
    "parents.married": _is_bool,
    "name.given": _is_text,
}


def read_request(data: object) -> Request | None:
    """The data part {"luukku": 1, "service", "share", "assurance", "facts"}, or None when it cannot be read."""
    data = _whole(data)
    if not isinstance(data, dict) or set(data) != {"luukku", "service", "share", "assurance", "facts"}:
        return None
    if data["luukku"] is True or data["luukku"] != 1 or len(json.dumps(data).encode()) > MOST_DATA:
        return None
    service, share, assurance, facts = data["service"], data["share"], data["assurance"], data["facts"]
    if service not in NEEDS or not _is_text(share) or assurance not in ("nobody", "contact", "strong"):
        return None
    if not isinstance(facts, dict) or not all(name in FACTS and FACTS[name](value) for name, value in facts.items()):
        return None
    return Request(service=service, share=share, assurance=assurance, facts=facts)


def _whole(value: object) -> object:
    """Numbers travel as doubles in A2A's data parts (protobuf Value): whole ones become int again."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return value


def decide(request: Request, known: Mapping[str, Value]) -> Outcome:
    """`known` are the facts of earlier messages in the same matter."""
    if request.assurance != "strong":
        return Outcome(state="rejected", reason="assurance-too-low")
    held = {**known, **request.facts}
    missing = tuple(name for name in NEEDS[request.service] if name not in held)
    if missing:
        return Outcome(state="asks", needs=missing)
    return Outcome(state="done" if request.service in AT_ONCE else "working")
