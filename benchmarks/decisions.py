"""Decisions by rules: from 30 conditions to outcome, reasons and what would change it; and making a decision again from its record.

Beside them: what one look at the rules costs, and trying every mixture of what could be changed, which finds the same ways.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import product
from math import prod

from benchmarks.measure import Row, p
from luukku.ground.ruling import answers, granted, samples
from luukku.ground.ruling import decide as outcome_of
from luukku.model.fact import Fact, Facts, Personal, Value
from luukku.model.pack import All, Condition, FactSpec, Redress, Test, Where
from luukku.model.ruling import DecisionPack, DecisionRule, FactUse, Kind, Says
from luukku.plan.decide import rule
from luukku.plan.record import as_plain, keep_facts, make_record, record_hash, replay, rules_file

CONDITIONS, FACTS, PACKS, AGAIN = 30, 15, 400, 1_000
TODAY, AT = date(2026, 11, 30), datetime(2026, 11, 30, 9, tzinfo=UTC)
HERE = Where(pack="bench", file="bench", line=1)
KINDS: tuple[Kind, ...] = ("own", "own", "own", "own", "own", "fixed", "protected")
MIXTURES = 20_000
"""Up to so many mixtures are tried in full, for the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    pack: DecisionPack
    facts: Facts
    values: Mapping[str, Value]

    @property
    def specs(self) -> dict[str, FactSpec]:
        return {spec.name: spec for spec in self.pack.specs}


def draw(seed: int) -> Drawn:
    """Thirty comparisons in small rules, over bools and numbers."""
    dice = random.Random(seed)
    specs = [FactSpec(name=f"fact.{n}", type="bool" if n % 2 else "whole", where=HERE) for n in range(FACTS)]
    rules: list[DecisionRule] = []
    left = CONDITIONS
    while left:
        size = min(left, dice.randint(1, 2))
        left -= size
        says: Says = "allow" if len(rules) % 2 == 0 else "deny"
        when: Condition = All(tuple(_test(dice, dice.choice(specs)) for _ in range(size)))
        rules.append(DecisionRule(id=f"rule-{len(rules)}", says=says, when=when, level="organisation", owner="Nobody", author="nobody", source="none", where=HERE))
    uses = {spec.name: FactUse(name=spec.name, kind=dice.choice(KINDS)) for spec in specs}
    values: dict[str, Value] = {spec.name: dice.random() < 0.5 if spec.type == "bool" else dice.randint(0, 20) for spec in specs}
    pack = DecisionPack(
        id="bench", version="1", owner="Nobody", licence="none", event="debt", service="bench", significant=True, ground="contract", interest="provider",
        redress=Redress(body="court", within=None, law="none"), review_within="P3D", facts=uses, specs=tuple(specs), rules=tuple(rules), sha256="a" * 64,
    )  # fmt: skip
    return Drawn(pack=pack, facts=Facts(tuple(Fact(name=name, about="me", value=Personal(value), at=AT) for name, value in values.items())), values=values)


def _test(dice: random.Random, spec: FactSpec) -> Test:
    if spec.type == "bool":
        return Test(fact=spec.name, op="is", value=dice.random() < 0.5)
    return Test(fact=spec.name, op="at_least" if dice.random() < 0.5 else "below", value=dice.randint(1, 20))


def measure() -> list[Row]:
    """Of packs whose outcome is a no, as only these are explained by what would change them."""
    drawn = [one for one in map(draw, range(PACKS * 2)) if outcome_of(one.pack.rules, answers(one.values, frozenset(), TODAY))[0] == "no"][:PACKS]
    took, found, given_up = [], 0, 0
    for one in drawn:
        began = time.perf_counter()
        ruling = rule(one.facts, one.pack.rules, one.pack.facts, one.specs, TODAY)
        took.append((time.perf_counter() - began) * 1000)
        found += bool(ruling.ways)
        given_up += not ruling.all_tried
    look = _look(drawn)
    slow = p(took, 99)
    again = _again([one for one in map(draw, range(AGAIN * 3)) if rule(one.facts, one.pack.rules, one.pack.facts, one.specs, TODAY).outcome != "open"][:AGAIN])
    return [
        Row(
            name=f"explain {CONDITIONS} conditions", value=f"{p(took, 50):.2f} ms, p99 {slow:.2f} ms", baseline=f"one look at the rules {look:.3f} ms; every mixture {_every(drawn):.0f} ms",
            budget="≤ 10 ms", good=slow <= 10,
        ),
        Row(name="ways found", value=f"{found} of {len(drawn)} noes", baseline=f"{given_up} searches given up"),
        Row(name="decision made again", value=f"{again:.2f} ms a record", baseline=f"{AGAIN} records"),
    ]  # fmt: skip


def _look(drawn: list[Drawn]) -> float:
    began = time.perf_counter()
    for one in drawn:
        outcome_of(one.pack.rules, answers(one.values, frozenset(), TODAY))
    return (time.perf_counter() - began) * 1000 / len(drawn)


def _every(drawn: list[Drawn]) -> float:
    """Milliseconds for every mixture of what could be changed in one pack of each ten, reckoned up from the first MIXTURES of it."""
    costs = []
    for one in drawn[::50]:
        whole, specs = granted(one.pack.rules), one.specs
        choices = [[one.values[name], *(samples(name, whole, specs[name], TODAY) if one.pack.facts[name].kind == "own" else ())] for name in specs]
        began, tried = time.perf_counter(), 0
        for values in product(*choices):
            outcome_of(one.pack.rules, answers(dict(zip(specs, values, strict=True)), frozenset(), TODAY))
            tried += 1
            if tried == MIXTURES // 20:
                break
        costs.append((time.perf_counter() - began) * 1000 / tried * prod(map(len, choices)))
    return p(costs, 50)


def _again(drawn: list[Drawn]) -> float:
    records = []
    for one in drawn:
        ruling = rule(one.facts, one.pack.rules, one.pack.facts, one.specs, TODAY)
        record = make_record(
            one.pack, ruling, one.facts, dict.fromkeys(one.values, 1), id="bench", case="bench", salt="salt", today=TODAY, at=AT, review_by=AT, program="bench", model="bench"
        )
        plain = json.loads(json.dumps(as_plain(record)))
        records.append((plain, record_hash(plain), keep_facts(one.facts, one.pack), rules_file(one.pack)))
    began = time.perf_counter()
    for plain, sha256, facts, rules in records:
        replay(plain, sha256, facts, "salt", rules)
    return (time.perf_counter() - began) * 1000 / len(records)


if __name__ == "__main__":
    from benchmarks.measure import show

    show(measure())
