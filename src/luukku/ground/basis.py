"""On which facts an answer rests: those without which it could be another one, and no others.

A fact is stated when its value could make the condition answer otherwise while all other stated facts stay as they are; whatever is
known besides may change and the answer stays. Found by leaving facts out one after the other: for a fact that is left out every answer
of its comparisons is tried, in the logic of `conditions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from luukku.ground.conditions import OF_ALL, OF_ANY, OF_NOT, evaluate, fact_names
from luukku.model.fact import Facts
from luukku.model.pack import All, Any, Condition, Not, Test
from luukku.model.plan import Truth

Answers = frozenset[Truth]
_ANYTHING: Answers = frozenset(("true", "false", "open"))


def rests_on(condition: Condition, facts: Facts, today: date) -> tuple[str, ...]:
    """The known facts on which the condition's answer of today rests, in the condition's order."""
    known = facts.known()
    names = [name for name in fact_names(condition) if name in known]
    stated, answer = list(names), evaluate(condition, facts, today)
    for name in reversed(names):
        free = frozenset(names) - (frozenset(stated) - {name})
        if possible(condition, facts, free, today) == {answer}:
            stated.remove(name)
    return tuple(stated)


def possible(condition: Condition, facts: Facts, free: Collection[str], today: date) -> Answers:
    """Every answer that there can be while the facts named in `free` may have any value, or none. Never too few, perhaps too many."""
    match condition:
        case All(of=parts):
            return _together(OF_ALL, (possible(part, facts, free, today) for part in parts))
        case Any(of=parts):
            return _together(OF_ANY, (possible(part, facts, free, today) for part in parts))
        case Not(of=part):
            return frozenset(OF_NOT[one] for one in possible(part, facts, free, today))
        case Test(fact=name):
            return _ANYTHING if name in free else frozenset((evaluate(condition, facts, today),))


def _together(order: tuple[Truth, ...], parts: Iterable[Answers]) -> Answers:
    """What parts with these answers give together; `order`: the strongest first."""
    found: Answers = frozenset(order[-1:])
    for part in parts:
        found = frozenset(min(one, other, key=order.index) for one in found for other in part)
    return found
