"""Reads `cases.toml` of a rule pack and puts its cases to the rules: each rule shows where it applies, and where it does not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from luukku.ground.judge import Judge
from luukku.model.ids import ASSURANCES
from luukku.model.pack import Where
from luukku.model.purpose import BASES, CONDITIONS, ROLES, Purpose, Role
from luukku.model.rule import Action, Asked, Category, Circumstance, Rule, Standing
from luukku.packs.problems import Problems, nearest
from luukku.packs.tables import Table

ACTIONS: tuple[Action, ...] = get_args(Action)
CATEGORIES: tuple[Category, ...] = get_args(Category)
STANDINGS: tuple[Standing, ...] = get_args(Standing)
CIRCUMSTANCES: tuple[Circumstance, ...] = get_args(Circumstance)
_DECISIONS: tuple[Literal["allow", "deny"], ...] = ("allow", "deny")


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a case is asked with unless it says otherwise: [usual]."""

    role: Role
    action: Action
    purpose: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """One question, whether this rule is among those that decide it, and what comes of it."""

    rule: str
    applies: bool
    decision: Literal["allow", "deny"]
    asked: Asked
    where: Where


def read_cases(table: Table, rules: Collection[str]) -> tuple[list[RuleCase], list[Purpose]]:
    """The cases of one pack, and the purposes of [purposes.<id>] that they are about: a pack's cases need no catalogue."""
    purposes = [_read_purpose(name, one) for name, one in table.named("purposes")]
    inner = table.table_or_none("usual") or Table({}, table.source, ("usual",))
    usual = Usual(
        role=inner.choice("role", ROLES, "counter"), action=inner.choice("action", ACTIONS, "share"), purpose=inner.text("purpose", "serve"),
        standing=inner.choice("permission", STANDINGS, "live"),
    )  # fmt: skip
    inner.finish()
    found = [_read_case(one, usual, rules) for one in table.listed("cases")]
    table.finish()
    return found, purposes


def _read_purpose(name: str, one: Table) -> Purpose:
    who = one.texts("who")
    purpose = Purpose(
        id=name, dpv="", basis=one.choice("basis", BASES), special=one.choice("special", CONDITIONS) if one.has("special") else "", owner="", retention="P0D",
        who=tuple(role for role in ROLES if role in who), where=one.where(),
    )  # fmt: skip
    one.finish()
    return purpose


def _read_case(one: Table, usual: Usual, rules: Collection[str]) -> RuleCase:
    rule = one.text("rule")
    if rule and rule not in rules:
        one.problem(f'no rule "{rule}" in this pack{nearest(rule, rules)}', "rule")
    if not one.has("applies"):
        one.problem('"applies" is missing: true where the rule decides, else false')
    said = one.texts("circumstances")
    for n, name in enumerate(said):
        if name not in CIRCUMSTANCES:
            one.problem(f'"{name}" is none of {", ".join(CIRCUMSTANCES)}{nearest(name, CIRCUMSTANCES)}', "circumstances", n)
    asked = Asked(
        role=one.choice("role", ROLES, usual.role), action=one.choice("action", ACTIONS, usual.action), purpose=one.text("purpose", usual.purpose),
        category=one.choice("category", CATEGORIES, "ordinary"), standing=one.choice("permission", STANDINGS, usual.standing), explicit=one.flag("explicit"),
        receiver=one.text("receiver") if one.has("receiver") else "", assurance=one.choice("assurance", ASSURANCES, "nobody"),
        circumstances=frozenset(name for name in CIRCUMSTANCES if name in said), gain=one.flag("gain"),
    )  # fmt: skip
    case = RuleCase(rule=rule, applies=one.flag("applies"), decision=one.choice("decision", _DECISIONS), asked=asked, where=one.where())
    one.finish()
    return case


def check_cases(rules: Sequence[Rule], cases: Sequence[RuleCase], file: str, problems: Problems) -> None:
    """At least one case of each sort for every rule."""
    for rule in rules:
        for applies, sort in ((True, "in which it applies"), (False, "in which it does not")):
            if not any(case.rule == rule.id and case.applies == applies for case in cases):
                problems.add(rule.where.file, rule.where.line, f'rule "{rule.id}" has no case {sort} ({file})')


def failures(cases: Sequence[RuleCase], judge: Judge) -> list[tuple[RuleCase, str]]:
    """The cases that come out otherwise than they say, each with what came out."""
    found: list[tuple[RuleCase, str]] = []
    for case in cases:
        decided = judge.decide(case.asked)
        decision, applies = "allow" if decided.allowed else "deny", case.rule in decided.rules
        if (decision, applies) != (case.decision, case.applies):
            found.append((case, f'case of "{case.rule}": {decision} by {", ".join(decided.rules)}'))
    return found
