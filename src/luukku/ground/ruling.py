"""What rules of decisions say: a no of anybody's is a no, what nobody allows is a no, the rest is open until more is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from luukku.ground.conditions import compare, evaluate_by, tests
from luukku.ground.dates import add, span_or_none
from luukku.model.fact import Value
from luukku.model.pack import All, Any, Condition, FactSpec, Not, Test
from luukku.model.plan import Truth
from luukku.model.ruling import LEVELS, NO_RULE, DecisionRule, Outcome

Held = Value | None
"""A fact's value; None: not known."""
NODES = 4000
"""Steps after which a search gives up."""
_ELSEWHERE = "some other value"
_DECIDED = ("true", "false")


def answers(values: Mapping[str, Held], refused: frozenset[str], today: date) -> Callable[[Test], Truth]:
    """How each comparison comes out on these values."""

    def answer(test: Test) -> Truth:
        if test.fact in refused:
            return "refused"
        value = values.get(test.fact)
        return "open" if value is None else compare(test, value, today)

    return answer


def decide(rules: Sequence[DecisionRule], answer: Callable[[Test], Truth]) -> tuple[Outcome, tuple[str, ...]]:
    """(outcome, the rules that decided it; NO_RULE where nothing allows it; () while it is open)."""
    truths = [(rule, evaluate_by(rule.when, answer)) for rule in in_order(rules)]
    denies = tuple(rule.id for rule, truth in truths if rule.says == "deny" and truth == "true")
    if denies:
        return "no", denies
    allowing = [(rule, truth) for rule, truth in truths if rule.says == "allow"]
    if all(truth == "false" for _, truth in allowing):
        return "no", (NO_RULE,)
    if any(rule.says == "deny" and truth not in _DECIDED for rule, truth in truths):
        return "open", ()
    allows = tuple(rule.id for rule, truth in allowing if truth == "true")
    return ("yes", allows) if allows else ("open", ())


def in_order(rules: Sequence[DecisionRule]) -> list[DecisionRule]:
    """The law's before the customer's before the organisation's; else as they stand."""
    return sorted(rules, key=lambda rule: LEVELS.index(rule.level))


def granted(rules: Sequence[DecisionRule]) -> Condition:
    """All of the rules as one condition: true where it is a yes."""
    return All((*(Not(rule.when) for rule in rules if rule.says == "deny"), Any(tuple(rule.when for rule in rules if rule.says == "allow"))))


def can_matter(condition: Condition, open_: Sequence[str], values: Mapping[str, Held], specs: Mapping[str, FactSpec], refused: frozenset[str], today: date) -> tuple[str, ...]:
    """The facts among `open_` of which two values can give two outcomes while all the others stay the same.

    Where that takes more than NODES steps to see, the fact counts.
    """
    known = {name: value for name, value in values.items() if value is not None}
    return tuple(name for name in open_ if _matters(name, condition, [one for one in open_ if one != name], known, specs, refused, today))


def _matters(name: str, condition: Condition, others: list[str], known: dict[str, Value], specs: Mapping[str, FactSpec], refused: frozenset[str], today: date) -> bool:
    mine, left = samples(name, condition, specs.get(name), today), NODES

    def differs(values: dict[str, Value], rest: list[str]) -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            return True
        outcomes = {evaluate_by(condition, answers(values | {name: value}, refused, today)) for value in mine}
        if {"true", "false"} <= outcomes:
            return True
        if len(outcomes) == 1 and outcomes <= set(_DECIDED):
            return False
        return bool(rest) and any(differs(values | {rest[0]: value}, rest[1:]) for value in samples(rest[0], condition, specs.get(rest[0]), today))

    return differs(known, others)


def conflict(allow: DecisionRule, deny: DecisionRule, specs: Mapping[str, FactSpec], today: date) -> dict[str, Value] | None:
    """A case in which both hold and nothing says which goes first; None when there is none.

    The law goes before the customer and both before the organisation: a deny from further up needs no word. Beside or below the
    rule that allows, it names it in `over`; an organisation's no against what the law gives is a conflict, whatever it names.
    """
    above, beside = LEVELS.index(deny.level) < LEVELS.index(allow.level), deny.level == allow.level
    if above or (beside and allow.id in deny.over):
        return None
    return find_case(All((allow.when, deny.when)), specs, today)


def find_case(condition: Condition, specs: Mapping[str, FactSpec], today: date) -> dict[str, Value] | None:
    """Values for which the condition is true; None when there are none (or none was found in a hundred times NODES steps)."""
    names, left = list(dict.fromkeys(test.fact for test in tests(condition))), NODES * 100

    def go(values: dict[str, Value], rest: list[str]) -> dict[str, Value] | None:
        nonlocal left
        left -= 1
        truth = evaluate_by(condition, answers(values, frozenset(), today))
        if truth == "true":
            return values
        if truth == "false" or not rest or left < 0:
            return None
        found = (go(values | {rest[0]: value}, rest[1:]) for value in samples(rest[0], condition, specs.get(rest[0]), today))
        return next((one for one in found if one is not None), None)

    return go({}, names)


def samples(name: str, condition: Condition, spec: FactSpec | None, today: date) -> tuple[Value, ...]:
    """Values enough to see everything that the condition can say of a fact: all of a bool or an enum; of numbers and dates those at
    and beside every bound; else those that are named, and one other."""
    if spec is not None and spec.type == "bool":
        return (True, False)
    if spec is not None and spec.type == "enum":
        return spec.values
    return tuple(dict.fromkeys(value for test in tests(condition) if test.fact == name for value in _around(test, today)))


def _around(test: Test, today: date) -> Iterator[Value]:
    for wanted in test.value if isinstance(test.value, tuple) else (test.value,):
        if test.op == "within":
            yield from _days_around(add(today, str(wanted)))
        elif isinstance(wanted, bool):
            yield from (True, False)
        elif isinstance(wanted, int):
            yield from (one for one in (wanted - 1, wanted, wanted + 1) if one >= 0)
        elif (span := span_or_none(wanted)) is not None:
            for end in span:
                yield from _days_around(end)
        else:
            yield from (wanted, _ELSEWHERE)


def _days_around(day: date) -> Iterator[Value]:
    for step in (-1, 0, 1):
        yield (day + timedelta(days=step)).isoformat()
