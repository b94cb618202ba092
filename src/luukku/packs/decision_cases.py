"""Reads `cases.toml` of a decision pack and puts its cases to the rules; finds rules that contradict each other in one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from luukku.ground.ruling import answers, conflict, decide
from luukku.model.fact import Value
from luukku.model.pack import FactSpec, Where
from luukku.model.ruling import DecisionPack, Outcome
from luukku.packs.problems import Problems, nearest
from luukku.packs.services import value_problems
from luukku.packs.tables import Table

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
CASE_DAY = date(2026, 11, 29)
"""The day of a case that names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCase:
    """Somebody's facts, whether this rule is among those that decide, and what comes of it."""

    rule: str
    applies: bool
    outcome: Outcome
    facts: Mapping[str, Value]
    today: date
    where: Where


def read_cases(table: Table, pack: DecisionPack, specs: Mapping[str, FactSpec]) -> list[DecisionCase]:
    """[[cases]] in order; facts that a case does not name are not known in it."""
    found = [_read_case(one, pack, specs) for one in table.listed("cases")]
    table.finish()
    return found


def _read_case(one: Table, pack: DecisionPack, specs: Mapping[str, FactSpec]) -> DecisionCase:
    rules = [rule.id for rule in pack.rules]
    rule = one.text("rule")
    if rule and rule not in rules:
        one.problem(f'no rule "{rule}" in this pack{nearest(rule, rules)}', "rule")
    if not one.has("applies"):
        one.problem('"applies" is missing: true where the rule decides, else false')
    case = DecisionCase(
        rule=rule, applies=one.flag("applies"), outcome=one.choice("outcome", OUTCOMES), facts=_read_values(one, pack, specs),
        today=one.day("today") if one.has("today") else CASE_DAY, where=one.where(),
    )  # fmt: skip
    one.finish()
    return case


def _read_values(one: Table, pack: DecisionPack, specs: Mapping[str, FactSpec]) -> dict[str, Value]:
    inner = one.table_or_none("facts")
    found: dict[str, Value] = {}
    for name in inner.data if inner is not None else ():
        assert inner is not None
        value = inner.raw(name)
        value = value.isoformat() if isinstance(value, date) else value
        if name not in pack.facts:
            inner.problem(f'no rule looks at "{name}"{nearest(name, pack.facts)}', name)
        elif not isinstance(value, bool | int | str) or (what := value_problems(specs[name], value)):
            inner.problem(what[0] if isinstance(value, bool | int | str) else f'"{name}" is a bool, a whole number, a text or a date', name)
        else:
            found[name] = value
    return found


def check_cases(pack: DecisionPack, specs: Mapping[str, FactSpec], cases: Sequence[DecisionCase], file: str, problems: Problems) -> None:
    """Each rule has a case of each sort, each case comes out as it says, and no two rules contradict each other in one case."""
    for rule in pack.rules:
        for applies, sort in ((True, "in which it applies"), (False, "in which it does not")):
            if not any(case.rule == rule.id and case.applies == applies for case in cases):
                problems.add(rule.where.file, rule.where.line, f'rule "{rule.id}" has no case {sort} ({file})')
    for case in cases:
        outcome, reasons = decide(pack.rules, answers(case.facts, frozenset(), case.today))
        if (outcome, case.rule in reasons) != (case.outcome, case.applies):
            problems.add(case.where.file, case.where.line, f'case of "{case.rule}": {outcome} by {", ".join(reasons) or "nobody"}')
    for allow in (rule for rule in pack.rules if rule.says == "allow"):
        for deny in (rule for rule in pack.rules if rule.says == "deny"):
            found = conflict(allow, deny, specs, CASE_DAY)
            if found is not None:
                told = ", ".join(f"{name} = {str(value).lower() if isinstance(value, bool) else value}" for name, value in found.items())
                problems.add(deny.where.file, deny.where.line, f'"{deny.id}" denies and "{allow.id}" allows in one case, and nothing says which goes first: {told}')
