"""Reads the packs by which an organisation lets its Luukku decide, `packs/decisions/<name>/`. None with a problem is ever loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import get_args

from luukku.ground.conditions import from_json, tests
from luukku.ground.note import Verifier
from luukku.model.ids import LANGUAGES
from luukku.model.pack import SPECIAL, All, Condition, FactSpec, Interest, Packs, Redress, SourceOf
from luukku.model.rule import RulePack
from luukku.model.ruling import DecisionPack, DecisionRule, DecisionSet, FactUse, Ground, Kind, Level, Moves, Says
from luukku.packs.decision_cases import DecisionCase, check_cases, read_cases
from luukku.packs.event import FACT_NAME, check_id
from luukku.packs.folder import place, read_texts
from luukku.packs.problems import Problems, nearest
from luukku.packs.rules import read_rule_head
from luukku.packs.services import condition_problems
from luukku.packs.signatures import FILE, check_signature, refuse_bad, verifiers
from luukku.packs.tables import Table, read_toml
from luukku.packs.texts import collect_ids

FILES = ("pack.toml", "decision.toml", "cases.toml", FILE, *(f"texts.{language}.ftl" for language in LANGUAGES))
PROTECTED = frozenset((
    "age", "minor", "sex", "gender", "orientation", "language", "nationality", "citizenship", "origin", "ethnicity", "religion", "belief",
    "opinion", "health", "disability", "illness", "pregnancy", "family", "union",
))  # fmt: skip
"""Words of a fact's name that make it protected (Non-discrimination Act 1325/2014, section 8; GDPR 9): the pack cannot say otherwise."""
_LEVELS: tuple[Level, ...] = ("law", "organisation")
"""Whose rules stand in packs: the customer's own are theirs to write."""
_SAYS: tuple[Says, ...] = get_args(Says)
_KINDS: tuple[Kind, ...] = get_args(Kind)
_MOVES: tuple[Moves, ...] = get_args(Moves)
_GROUNDS: tuple[Ground, ...] = get_args(Ground)
_INTERESTS: tuple[Interest, ...] = get_args(Interest)


@dataclass(slots=True)
class Read:
    """What was read of all decision packs."""

    packs: list[DecisionPack] = field(default_factory=list)
    cases: dict[str, list[DecisionCase]] = field(default_factory=dict)
    wrongly_signed: list[tuple[str, str]] = field(default_factory=list)

    def set(self) -> DecisionSet:
        whole = hashlib.sha256("".join(f"{pack.id}\n{pack.sha256}\n" for pack in self.packs).encode()).hexdigest()
        return DecisionSet(packs=tuple(self.packs), sha256=whole)


def load_decisions(packs: Packs, root: Path, extra: Sequence[Path] = (), *, keys: str | None = "", unsigned: bool = False) -> DecisionSet:
    """The decision packs under the roots, each case kept, without conflict, and signed as rule packs are. There may be none: then
    nothing is decided by rules.

    Raises BadPack(file, line, problem) with the first problem, BadSettings for a key that is none.
    """
    problems = Problems()
    read = read_decisions([root, *extra], packs, problems, keys=keys)
    refuse_bad("decisions", read.packs, problems, unsigned=unsigned)
    return read.set()


def read_decisions(roots: Sequence[Path], packs: Packs, problems: Problems, *, keys: str | None = None) -> Read:
    """All of them, every problem noted."""
    known = None if keys is None else verifiers(keys)
    read = Read()
    for root in roots:
        for folder in sorted((root / "decisions").glob("*")):
            if folder.is_dir() and not folder.name.startswith((".", "__")):
                _read_pack(read, root, folder, packs, problems, known)
    for file, why in read.wrongly_signed:
        problems.add(file, 0, why)
    return read


def _read_pack(read: Read, root: Path, folder: Path, packs: Packs, problems: Problems, known: list[Verifier] | None) -> None:
    def file(name: str) -> str:
        return place(root, folder / name)

    head, table, cases = (read_toml(folder / name, file(name), folder.name, problems) for name in ("pack.toml", "decision.toml", "cases.toml"))
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and path.suffix != ".md" and path.name not in FILES:
            problems.add(place(root, path), 0, f"nobody reads this{nearest(path.name, FILES)}")
    if head is None or table is None or cases is None:
        return
    about, sources = read_rule_head(head, folder)
    before = len(problems.found)
    pack = _read_decision(table, about, sources, packs)
    if pack is None or len(problems.found) > before:
        return  # cases and texts of rules that cannot be read would only hide why
    pack = replace(pack, texts={str(code): text for code, text in read_texts(root, folder, "texts.{}.ftl", problems).items()})
    specs = {spec.name: spec for spec in packs.events[pack.event].facts}
    read.cases[pack.id] = read_cases(cases, pack, specs)
    check_cases(pack, specs, read.cases[pack.id], file("cases.toml"), problems)
    _check_texts(root, folder, pack, problems)
    signed_by, why = check_signature(folder, about, known)
    if why:
        read.wrongly_signed.append((file(FILE), why))
    if any(there.id == pack.id for there in read.packs):
        head.problem(f'there is a decision pack "{pack.id}" already', "id")
    read.packs.append(replace(pack, signed_by=signed_by))


def _read_decision(table: Table, about: RulePack, sources: Mapping[str, SourceOf], packs: Packs) -> DecisionPack | None:
    event = packs.events.get(table.text("event"))
    if event is None:
        table.problem(f'no life event "{table.text("event")}"{nearest(table.text("event"), packs.events)}', "event")
        return None
    service = table.text("service")
    if event.service(service) is None:
        table.problem(f'no service "{service}" in "{event.id}"{nearest(service, [one.id for one in event.services])}', "service")
    specs = {spec.name: spec for spec in event.facts}
    uses = _read_uses(table, specs)
    author = table.text("author")
    found = DecisionPack(
        id=about.id, version=about.version, owner=about.owner, licence=about.licence, sha256=about.sha256, event=event.id, service=service,
        significant=table.flag("significant"), ground=table.choice("ground", _GROUNDS) if table.has("ground") else "",
        interest=table.choice("interest", _INTERESTS), redress=_read_redress(table),
        told=table.choice("told", ("reply", "page"), "reply"), gives=table.choice("gives", ("same-day",)) if table.has("gives") else "", review_within=table.duration("review_within"), facts=uses, specs=tuple(specs[name] for name in uses if name in specs),
        rules=tuple(_read_rule(name, one, specs, uses, sources, about.owner, author) for name, one in table.named("rules")), sources=sources,
    )  # fmt: skip
    _check_rules(table, found)
    table.finish()
    return found


def _read_uses(table: Table, specs: Mapping[str, FactSpec]) -> dict[str, FactUse]:
    found: dict[str, FactUse] = {}
    for name, one in table.named("facts"):
        use = FactUse(name=name, kind=one.choice("kind", _KINDS), moves=one.choice("moves", _MOVES, "any"))
        spec = specs.get(name)
        if FACT_NAME.fullmatch(name) is None or spec is None:
            one.problem(f'fact "{name}" is not declared in facts.toml{nearest(name, specs)}')
        elif use.kind != "protected" and is_protected(spec):
            one.problem(f'"{name}" is protected: kind = "protected"', "kind")
        one.finish()
        found[name] = use
    return found


def is_protected(spec: FactSpec) -> bool:
    """Whether a fact is a protected attribute, whatever a pack says of it."""
    return spec.sensitivity >= SPECIAL or not PROTECTED.isdisjoint(part for word in spec.name.split(".") for part in word.split("-"))


def _read_rule(
    name: str, one: Table, specs: Mapping[str, FactSpec], uses: Mapping[str, FactUse], sources: Mapping[str, SourceOf], owner: str, author: str
) -> DecisionRule:
    check_id(one, name)
    rule = DecisionRule(
        id=name, says=one.choice("says", _SAYS), when=_read_when(one, specs, uses), level=one.choice("level", _LEVELS, "organisation"),
        owner=one.text("owner", owner), author=one.text("author", author), source=one.text("source"), over=one.texts("over"), where=one.where(),
    )  # fmt: skip
    if rule.source and rule.source not in sources:
        one.problem(f'source "{rule.source}" does not stand in pack.toml{nearest(rule.source, sources)}', "source")
    for test in tests(rule.when):
        if rule.level != "law" and test.fact in uses and uses[test.fact].kind == "protected":
            one.problem(f'only a law may lean on "{test.fact}", which is protected', "when")
    one.finish()
    return rule


def _read_when(one: Table, specs: Mapping[str, FactSpec], uses: Mapping[str, FactUse]) -> Condition:
    try:
        condition = from_json(one.raw("when"))
    except ValueError as bad:
        one.problem(f'"when": {bad}', "when")
        return All(())
    for what in condition_problems(condition, specs):
        one.problem(f'"when": {what}', "when")
    for test in tests(condition):
        if test.op == "known":
            one.problem(f'"when": {test.fact}: a rule decides by what was told, never by whether it was told', "when")
        if test.fact in specs and test.fact not in uses:
            one.problem(f'[facts."{test.fact}"] is missing: it says whether the customer can change it', "when")
    return condition


def _check_rules(table: Table, pack: DecisionPack) -> None:
    allows = [rule.id for rule in pack.rules if rule.says == "allow"]
    if not allows:
        table.problem('no rule allows it: says = "allow"', "rules")
    for rule in pack.rules:
        for n, name in enumerate(rule.over):
            if rule.says == "allow" or name not in allows:
                table.problem(f'"over" names rules that allow, in one that denies: "{name}"{nearest(name, allows)}', "rules", rule.id, "over", n)
    named = {test.fact for rule in pack.rules for test in tests(rule.when)}
    for name in pack.facts:
        if name not in named:
            table.problem(f'no rule looks at "{name}"', "facts", name)


def _read_redress(table: Table) -> Redress:
    inner = table.table_or_none("redress")
    if inner is None:
        table.problem('"redress" is missing: who a no can be taken to')
        return Redress(body="", within=None, law="")
    redress = Redress(body=inner.text("body"), within=inner.duration_or_none("within"), law=inner.text("law"))
    inner.finish()
    return redress


def _check_texts(root: Path, folder: Path, pack: DecisionPack, problems: Problems) -> None:
    """The decision in words, and each rule in a sentence, in every language."""
    needed = [(f"decision-{pack.id}", ("name", "yes", "no", "open", "step", "redress", "draft")), *((f"rule-{pack.id}-{rule.id}", ("",)) for rule in pack.rules)]
    for language in LANGUAGES:
        file = place(root, folder / f"texts.{language}.ftl")
        if not pack.texts.get(language):
            problems.add(file, 0, "is missing")
            continue
        there = collect_ids(pack.texts[language]).attributes
        for id, attributes in needed:
            for attribute in attributes:
                if attribute not in there.get(id, ()):
                    problems.add(file, 0, f'the text "{id}{f".{attribute}" if attribute else ""}" is missing')


def check_decisions(roots: Sequence[Path], packs: Packs, today: date | None, problems: Problems) -> None:
    """All that keeps them from being loaded, sources that no rule names and, with `today`, those to be read again."""
    for pack in read_decisions(roots, packs, problems).packs:
        file = f"decisions/{pack.id}/pack.toml"
        for source in pack.sources.values():
            if source.id not in {rule.source for rule in pack.rules}:
                problems.add(file, 0, f'source "{source.id}" is used by no rule')
            if today is not None and source.review_by < today:
                problems.add(file, 0, f'source "{source.id}" was to be read again by {source.review_by}')
