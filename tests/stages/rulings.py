"""Random rule packs, facts and values: the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.pack import All, Any, Condition, FactSpec, Not, Test, Where
from luukku.model.ruling import DecisionRule, FactUse, Kind, Level, Moves, Says

TODAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 8, tzinfo=UTC)
HERE = Where(pack="drawn", file="decisions/drawn/rules.toml", line=1)
KINDS: tuple[Kind, ...] = ("own", "own", "own", "fixed", "protected")
MOVES: tuple[Moves, ...] = ("any", "any", "up", "down")
LEVELS: tuple[Level, ...] = ("organisation", "organisation", "organisation", "law", "customer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A pack's rules and facts, and somebody's values."""

    rules: tuple[DecisionRule, ...]
    uses: Mapping[str, FactUse]
    specs: Mapping[str, FactSpec]
    values: Mapping[str, Value]

    @property
    def facts(self) -> Facts:
        return told(self.values)


def told(values: Mapping[str, Value | None]) -> Facts:
    """Facts with these values."""
    return Facts(tuple(Fact(name=name, about="me", value=Personal(value), at=AT) for name, value in values.items() if value is not None))


def a_rule(id: str, says: Says, when: Condition, level: Level = "organisation", over: tuple[str, ...] = ()) -> DecisionRule:
    return DecisionRule(id=id, says=says, when=when, level=level, owner="Nobody", author="liisa", source="law", over=over, where=HERE)


def draw(seed: int, most_facts: int = 6, most_rules: int = 6) -> Drawn:
    """Anything that a pack may say: nested conditions, all types, facts that nobody can change, facts that are not known."""
    dice = random.Random(seed)
    specs = {spec.name: spec for spec in (_spec(f"fact.{n}", dice) for n in range(dice.randint(1, most_facts)))}
    uses = {name: FactUse(name=name, kind=dice.choice(KINDS), moves=dice.choice(MOVES)) for name in specs}
    rules = []
    for n in range(dice.randint(1, most_rules)):
        says: Says = "allow" if n == 0 or dice.random() < 0.3 else "deny"
        rules.append(a_rule(f"rule-{n}", says, _condition(dice, list(specs.values()), 2), dice.choice(LEVELS)))
    values = {name: _value(spec, dice) for name, spec in specs.items() if dice.random() < 0.85}
    return Drawn(rules=tuple(rules), uses=uses, specs=specs, values=values)


def _spec(name: str, dice: random.Random) -> FactSpec:
    kind = dice.choice(("bool", "bool", "enum", "whole", "cents", "date", "municipality"))
    values = ("red", "green", "blue") if kind == "enum" else ()
    return FactSpec(name=name, type=kind, values=values, where=HERE)  # type: ignore[arg-type]  # drawn from the type's own words


def _value(spec: FactSpec, dice: random.Random) -> Value:
    if spec.type == "bool":
        return dice.random() < 0.5
    if spec.type == "enum":
        return dice.choice(spec.values)
    if spec.type in ("whole", "cents"):
        return dice.randint(0, 12)
    if spec.type == "municipality":
        return dice.choice(("Tampere", "Turku", "Oulu"))
    return _day(dice)


def _day(dice: random.Random) -> str:
    return (TODAY + timedelta(days=dice.randint(-12, 12))).isoformat()


def _condition(dice: random.Random, specs: list[FactSpec], deep: int) -> Condition:
    roll = dice.random() if deep else 1.0
    if roll < 0.2:
        return All(tuple(_condition(dice, specs, deep - 1) for _ in range(dice.randint(1, 3))))
    if roll < 0.4:
        return Any(tuple(_condition(dice, specs, deep - 1) for _ in range(dice.randint(1, 3))))
    if roll < 0.5:
        return Not(_condition(dice, specs, deep - 1))
    return _test(dice, dice.choice(specs))


def _test(dice: random.Random, spec: FactSpec) -> Test:
    if spec.type in ("whole", "cents"):
        op, value = dice.choice(("at_least", "below", "is")), dice.randint(0, 12)
        return Test(fact=spec.name, op=op, value=value)  # type: ignore[arg-type]  # drawn from the type's own words
    if spec.type == "date":
        if dice.random() < 0.3:
            return Test(fact=spec.name, op="within", value=f"P{dice.randint(0, 9)}D")
        return Test(fact=spec.name, op=dice.choice(("at_least", "below", "before")), value=_day(dice))
    if spec.type == "enum" and dice.random() < 0.4:
        return Test(fact=spec.name, op="in", value=tuple(dice.sample(spec.values, 2)))
    return Test(fact=spec.name, op="is", value=_value(spec, dice))
