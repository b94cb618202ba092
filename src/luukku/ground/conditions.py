"""Conditions of packs: what is worth asking for, given what is known.

Four answers: true, false, open (something is not known yet) and refused (the customer will not say, so it stays
open for good). They combine as in Kleene's strong logic (S. C. Kleene, Introduction to Metamathematics, 1952, § 64),
where refused is an open that nobody can close:

    all    the first of false, open, refused that one part has; else true        all()  = true
    any    the first of true, open, refused that one part has; else false        any()  = false
    not    true ↔ false; open and refused stay

So a condition is *refused* when what is undecided in it hangs on refused facts alone. As the tables look at answers
and not at why they came, `any(x, not x)` is open while x is; that asking for x is of no use, `open_facts` sees.
One comparison is

    refused   when its fact was refused
    open      when its fact is not known, or the customer does not know it
    open      when the fact is a span of days whose two ends disagree
    open      when fact and value cannot be compared (a text against a number): it decides nothing
    true or false otherwise; `known` is true as soon as there is a value

A known answer never changes to its opposite when more becomes known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal, get_args

from luukku.ground.dates import add, parse_duration, span_or_none
from luukku.model.fact import Fact, Facts, Value, reveal
from luukku.model.pack import All, Any, Condition, Not, Test
from luukku.model.plan import Truth

Atom = bool | int | str
Op = Literal["is", "in", "at_least", "below", "before", "within", "known"]
OPS: tuple[Op, ...] = get_args(Op)
OF_ALL: tuple[Truth, ...] = ("false", "open", "refused", "true")
OF_ANY: tuple[Truth, ...] = ("true", "open", "refused", "false")
OF_NOT: Mapping[Truth, Truth] = {"true": "false", "false": "true", "open": "open", "refused": "refused"}


def evaluate(condition: Condition, facts: Facts, today: date) -> Truth:
    """What the condition says now. Pure; `today` is the Helsinki date. Says *worth asking*, never *entitled*."""
    return evaluate_by(condition, lambda test: answer(test, facts.get(test.fact), today))


def evaluate_by(condition: Condition, answers: Callable[[Test], Truth]) -> Truth:
    """The same, with each comparison answered by `answers`."""
    match condition:
        case All(of=parts):
            return _strongest(OF_ALL, (evaluate_by(part, answers) for part in parts))
        case Any(of=parts):
            return _strongest(OF_ANY, (evaluate_by(part, answers) for part in parts))
        case Not(of=part):
            return OF_NOT[evaluate_by(part, answers)]
        case Test():
            return answers(condition)


def _strongest(order: tuple[Truth, ...], answers: Iterator[Truth]) -> Truth:
    found = set(answers)
    for answer in order:
        if answer in found:
            return answer
    return order[-1]


def answer(test: Test, fact: Fact | None, today: date) -> Truth:
    if fact is None or fact.standing == "unknown":
        return "open"
    if fact.standing == "refused":
        return "refused"
    value = reveal(fact.value)
    if value is None:
        return "open"
    return compare(test, value, today)


def compare(test: Test, value: Value, today: date) -> Truth:
    """One comparison with one known value."""
    if test.op == "known":
        return "true" if test.value is True else "false"
    if test.op == "in":
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        return _strongest(OF_ANY, (_same(value, one) for one in wanted))
    if isinstance(test.value, tuple):
        return "open"
    if test.op == "is":
        return _same(value, test.value)
    return _ordered(test.op, value, test.value, today)


def _same(value: Value, wanted: Atom) -> Truth:
    held, asked = span_or_none(value), span_or_none(wanted)
    if held and asked:
        if held == asked:
            return "true"
        return "false" if held[1] < asked[0] or asked[1] < held[0] else "open"
    return "true" if type(value) is type(wanted) and value == wanted else "false"


def _ordered(op: str, value: Value, wanted: Atom, today: date) -> Truth:
    """at_least, below: numbers or dates; before: dates; within: a date no later than today + a duration."""
    if op == "within":
        return _span(value, lambda day: day <= add(today, str(wanted)))
    if isinstance(wanted, str):
        limit = span_or_none(wanted)
        if limit is None:
            return "open"
        return _span(value, (lambda day: day >= limit[0]) if op == "at_least" else (lambda day: day < limit[0]))
    if isinstance(value, str | bool) or isinstance(wanted, bool) or op == "before":
        return "open"
    return "true" if (value >= wanted if op == "at_least" else value < wanted) else "false"


def _span(value: Value, holds: Callable[[date], bool]) -> Truth:
    """Decided only when the first and the last day agree."""
    ends = span_or_none(value)
    if ends is None:
        return "open"
    answers = {holds(ends[0]), holds(ends[1])}
    return "open" if len(answers) == 2 else ("true" if answers.pop() else "false")


def tests(condition: Condition) -> Iterator[Test]:
    """Every comparison of the condition, in order."""
    match condition:
        case All(of=parts) | Any(of=parts):
            for part in parts:
                yield from tests(part)
        case Not(of=part):
            yield from tests(part)
        case Test():
            yield condition


def fact_names(condition: Condition) -> tuple[str, ...]:
    """The facts on which the condition may hang, once each, in order."""
    return tuple(dict.fromkeys(test.fact for test in tests(condition)))


# The JSON form, which is also the form in services.toml


def to_json(condition: Condition) -> dict[str, object]:
    """{"all": […]}, {"any": […]}, {"not": {…}} or {"fact": name, op: value}; dates and durations are texts."""
    match condition:
        case All(of=parts):
            return {"all": [to_json(part) for part in parts]}
        case Any(of=parts):
            return {"any": [to_json(part) for part in parts]}
        case Not(of=part):
            return {"not": to_json(part)}
        case Test(fact=fact, op=op, value=value):
            return {"fact": fact, op: list(value) if isinstance(value, tuple) else value}


def from_json(data: object) -> Condition:
    """The condition of its JSON (or TOML) form. Raises ValueError saying what is wrong."""
    if not isinstance(data, Mapping):
        raise ValueError("a condition is a table: all, any, not, or fact with one comparison")
    keys = tuple(str(key) for key in data)
    if "fact" in keys:
        return _test_from(data, keys)
    if len(keys) != 1 or keys[0] not in ("all", "any", "not"):
        raise ValueError(f"a condition has one of all, any, not, or fact with one comparison; here: {', '.join(keys) or 'nothing'}")
    inner = data[keys[0]]
    if keys[0] == "not":
        return Not(from_json(inner))
    if not isinstance(inner, list | tuple):
        raise ValueError(f"{keys[0]} needs a list of conditions")
    parts = tuple(from_json(part) for part in inner)
    return All(parts) if keys[0] == "all" else Any(parts)


def _test_from(data: Mapping[str, object], keys: tuple[str, ...]) -> Test:
    fact, ops = data["fact"], [key for key in keys if key != "fact"]
    if not isinstance(fact, str) or not fact:
        raise ValueError("fact needs the name of a fact")
    if len(ops) != 1 or ops[0] not in OPS:
        raise ValueError(f"{fact}: one comparison of {', '.join(OPS)} is needed; here: {', '.join(ops) or 'none'}")
    op: Op = ops[0]
    return Test(fact=fact, op=op, value=_checked(fact, op, data[op]))


def _checked(fact: str, op: Op, value: object) -> Atom | tuple[str, ...]:
    """The value to compare with. A list only for `in`, and of texts; TOML's dates become texts."""
    if op == "in":
        if not isinstance(value, list | tuple) or not value or not all(isinstance(one, str | date) for one in value):
            raise ValueError(f"{fact}: in needs a list of texts")
        return tuple(one.isoformat() if isinstance(one, date) else str(one) for one in value)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = value.isoformat()
    if not isinstance(value, bool | int | str):
        raise ValueError(f"{fact}: {op} compares with a bool, a whole number, a text or a date")
    if op == "known" and not isinstance(value, bool):
        raise ValueError(f"{fact}: known takes true or false")
    if op in ("at_least", "below") and (isinstance(value, bool) or (isinstance(value, str) and span_or_none(value) is None)):
        raise ValueError(f"{fact}: {op} compares with a whole number or a date")
    if op == "before" and span_or_none(value) is None:
        raise ValueError(f"{fact}: before compares with a date")
    if op == "within":
        try:
            parse_duration(str(value))
        except ValueError as bad:
            raise ValueError(f"{fact}: within takes an ISO 8601 duration: {bad}") from None
    return value
