"""Which facts that are not known yet can still change what a condition says: only these are worth asking for.

Where a condition asks after each open fact once, its parts know nothing of one another: then it is enough to know of each part what it can
come to, and between which answers each fact alone can swing it. Else every completion is tried. Sets of answers are bits of a whole number
here, as this is asked a hundred times for each question.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import product
from math import prod

from luukku.ground.conditions import OF_ALL, OF_ANY, OF_NOT, Atom, answer, evaluate, tests
from luukku.ground.dates import add, span_or_none
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.pack import All, Any, Condition, FactSpec, Not, Test
from luukku.model.plan import Truth

_OTHER = "some other value"
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_LIMIT = 4096
"""Completions that are tried out to see which facts matter; above it every undecided fact counts."""
_PLACE: Mapping[Truth, int] = {truth: n for n, truth in enumerate(OF_ALL)}
_N = range(len(OF_ALL))
_BOTH = {order: tuple(tuple(_PLACE[min(OF_ALL[one], OF_ALL[other], key=order.index)] for other in _N) for one in _N) for order in (OF_ALL, OF_ANY)}
"""What two answers come to together, by their places."""
_NOT = tuple(_PLACE[OF_NOT[OF_ALL[one]]] for one in _N)
Answers = int
"""A bit for each answer."""
Swings = dict[str, int]
"""Open fact → a bit for each pair of different answers between which it alone can swing the condition: 4 × one + other."""


def open_facts(condition: Condition, facts: Facts, today: date, specs: Mapping[str, FactSpec] | None = None) -> tuple[str, ...]:
    """Facts not known (nor refused) that can still change the outcome, in the condition's order.

    A fact whose every possible value leaves the outcome the same, whatever the other open facts turn out to be,
    does not matter and is not listed. Values tried: those of an enum (`specs`; without it those mentioned and one
    other), both bools, and for dates and numbers one on each side of every boundary; where the condition asks
    whether a fact is known, having no value is tried too.
    A known span is not listed: it was told, and is not asked again.
    """
    if evaluate(condition, facts, today) != "open":
        return ()
    asked = [test.fact for test in tests(condition)]
    names = tuple(name for name in dict.fromkeys(asked) if _is_open(facts.get(name)))
    if all(asked.count(name) == 1 for name in names):
        return tuple(_swings(condition, facts, today, names, specs or {})[1])
    choices = [_samples(name, condition, today, (specs or {}).get(name)) for name in names]
    if prod(len(values) for values in choices) > _LIMIT:
        return names
    told = Facts(tuple(fact for fact in facts if fact.name not in names))
    outcomes = {
        places: evaluate(condition, Facts((*told, *(_trial(names[n], choices[n][place]) for n, place in enumerate(places)))), today)
        for places in product(*(range(len(values)) for values in choices))
    }
    return tuple(name for n, name in enumerate(names) if _decides(n, outcomes))


def _swings(condition: Condition, facts: Facts, today: date, names: tuple[str, ...], specs: Mapping[str, FactSpec]) -> tuple[Answers, Swings]:
    """Every answer that the condition can come to, and which open fact swings it."""
    match condition:
        case All(of=parts) | Any(of=parts):
            order = OF_ALL if isinstance(condition, All) else OF_ANY
            answers, swings = 1 << _PLACE[order[-1]], Swings()
            for part in parts:
                others, more = _swings(part, facts, today, names, specs)
                swings = {name: left for all_, beside in ((swings, others), (more, answers)) for name, pairs in all_.items() if (left := _left(pairs, beside, order))}
                answers = _together(answers, others, order)
            return answers, swings
        case Not(of=part):
            answers, swings = _swings(part, facts, today, names, specs)
            return _turned(answers), {name: _turned_pairs(pairs) for name, pairs in swings.items()}
        case Test(fact=name):
            if name not in names:
                return 1 << _PLACE[answer(condition, facts.get(name), today)], {}
            spec = specs.get(name)
            answers = _answers(condition, today, spec.type if spec else "", spec.values if spec else ())
            pairs = _pairs(answers)
            return answers, {name: pairs} if pairs else {}


@lru_cache(maxsize=4096)
def _answers(test: Test, today: date, kind: str, values: tuple[str, ...]) -> Answers:
    """The answers that the comparison can give, over all values of its fact."""
    return sum({1 << _PLACE[answer(test, _trial(test.fact, value), today)] for value in _values((test,), today, kind, values)})


@lru_cache(maxsize=4096)
def _left(pairs: int, others: Answers, order: tuple[Truth, ...]) -> int:
    """What is left of the pairs where another part may give any of these answers."""
    both, left = _BOTH[order], 0
    for one, other, beside in product(_N, _N, _N):
        if pairs >> (4 * one + other) & 1 and others >> beside & 1 and both[one][beside] != both[other][beside]:
            left |= 1 << (4 * both[one][beside] + both[other][beside])
    return left


@lru_cache(maxsize=1024)
def _together(answers: Answers, others: Answers, order: tuple[Truth, ...]) -> Answers:
    return sum({1 << _BOTH[order][one][other] for one in _N for other in _N if answers >> one & 1 and others >> other & 1})


@lru_cache(maxsize=16)
def _turned(answers: Answers) -> Answers:
    return sum(1 << _NOT[one] for one in _N if answers >> one & 1)


@lru_cache(maxsize=1024)
def _turned_pairs(pairs: int) -> int:
    return sum(1 << (4 * _NOT[one] + _NOT[other]) for one in _N for other in _N if pairs >> (4 * one + other) & 1)


@lru_cache(maxsize=16)
def _pairs(answers: Answers) -> int:
    return sum(1 << (4 * one + other) for one in _N for other in _N if one != other and answers >> one & 1 and answers >> other & 1)


def _decides(n: int, outcomes: Mapping[tuple[int, ...], Truth]) -> bool:
    """Whether two values of the n-th fact give two outcomes while all the others stay the same."""
    seen: dict[tuple[int, ...], Truth] = {}
    return any(seen.setdefault(places[:n] + places[n + 1 :], outcome) != outcome for places, outcome in outcomes.items())


def _is_open(fact: Fact | None) -> bool:
    return fact is None or fact.standing == "unknown" or (fact.standing == "known" and fact.value == Personal(None))


def _trial(name: str, value: Value | None) -> Fact:
    return Fact(name=name, about="me", value=Personal(value), standing="refused" if value is None else "known", at=_NEVER)


def _samples(name: str, condition: Condition, today: date, spec: FactSpec | None) -> tuple[Value | None, ...]:
    """Values enough to see everything that the condition can say about the fact; None stands for having no value."""
    of_it = tuple(test for test in tests(condition) if test.fact == name)
    return _values(of_it, today, spec.type if spec else "", spec.values if spec else ())


def _values(of_it: tuple[Test, ...], today: date, kind: str, listed: tuple[str, ...]) -> tuple[Value | None, ...]:
    values: list[Value | None] = []
    if kind == "enum":
        values.extend(listed)
    elif kind == "bool":
        values.extend((True, False))
    for test in () if values else of_it:
        for wanted in test.value if isinstance(test.value, tuple) else (test.value,):
            values.extend(_around(test, wanted, today))
    if any(test.op == "known" for test in of_it):
        values.append(None)
    return tuple({(type(value), value): value for value in values}.values())


def _around(test: Test, wanted: Atom, today: date) -> tuple[Value, ...]:
    if test.op == "known":
        return (_OTHER,)
    if isinstance(wanted, bool):
        return (True, False)
    if isinstance(wanted, int):
        return (wanted - 1, wanted, wanted + 1)
    days = (add(today, wanted),) * 2 if test.op == "within" else span_or_none(wanted)
    if days is None:
        return (wanted, _OTHER)
    return tuple((day + timedelta(days=step)).isoformat() for day in days for step in (-1, 0, 1))
