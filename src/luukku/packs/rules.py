"""Reads the rule packs, `packs/rules/<name>/`: policies, sources, cases. What has a problem is never loaded, not even in part."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from luukku.errors import BadPack
from luukku.ground.judge import Judge
from luukku.ground.note import Verifier
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Packs, SourceOf
from luukku.model.purpose import Purpose
from luukku.model.rule import Rule, RulePack, RuleSet
from luukku.packs.event import check_id, read_sources
from luukku.packs.find import find_packs
from luukku.packs.folder import hash_folder, place
from luukku.packs.policies import Policy, read_policies
from luukku.packs.problems import Problems, nearest
from luukku.packs.rule_cases import RuleCase, check_cases, failures, read_cases
from luukku.packs.services import INTERESTS
from luukku.packs.signatures import FILE, check_signature, refuse_bad, verifiers
from luukku.packs.tables import Table, read_text, read_toml
from luukku.packs.texts import collect_ids

FILES = ("pack.toml", "rules.cedar", "cases.toml", FILE, *(f"texts.{language}.ftl" for language in LANGUAGES))


@dataclass(slots=True)
class Read:
    """What was read of all rule packs."""

    known: list[Verifier] | None
    """Whose signatures count; None: nobody asks."""
    packs: list[RulePack] = field(default_factory=list)
    policies: list[Policy] = field(default_factory=list)
    sources: dict[str, dict[str, SourceOf]] = field(default_factory=dict)
    """By pack."""
    cases: list[tuple[list[RuleCase], list[Purpose]]] = field(default_factory=list)
    """By pack, with the purposes that they are about."""
    wrongly_signed: list[tuple[str, str]] = field(default_factory=list)
    """(file, why): told last, so that they do not hide what is wrong with the rules themselves."""

    def set(self) -> RuleSet:
        whole = hashlib.sha256("".join(f"{pack.id}\n{pack.sha256}\n" for pack in self.packs).encode()).hexdigest()
        policies = {policy.rule.id: policy.body for policy in self.policies}
        held = json.dumps({"templates": {}, "staticPolicies": policies, "templateLinks": []}, sort_keys=True)
        return RuleSet(policies=held, rules=tuple(policy.rule for policy in self.policies), packs=tuple(self.packs), sha256=whole)


def rule_roots(root: Path, extra: Sequence[Path] = ()) -> list[Path]:
    """Where rule packs are looked for: a root without `rules/` goes by those that came with Luukku."""
    return [root if (root / "rules").is_dir() else find_packs(), *extra]


def load_rules(packs: Packs, root: Path, extra: Sequence[Path] = (), *, keys: str | None = "", unsigned: bool = False) -> RuleSet:
    """The rules under the roots, with every case kept, and signed: by the project or one of `keys` (the setting `rules.keys`).

    `keys` None: whoever signed, for lists and checks that decide nothing. `unsigned`: packs without a signature are taken too; never one with a signature that does not fit. Raises BadPack(file, line,
    problem) with the first problem, BadSettings for a key that is none.
    """
    problems = Problems()
    read = read_rules(rule_roots(root, extra), packs, problems, keys=keys)
    refuse_bad("rules", read.packs, problems, unsigned=unsigned)
    return read.set()


def read_rules(roots: Sequence[Path], packs: Packs, problems: Problems, *, keys: str | None = None) -> Read:
    """All rule packs, every problem noted; cases are put to the rules only once these have none."""
    read = Read(known=None if keys is None else verifiers(keys))
    before = len(problems.found)
    folders = [(root, path) for root in roots for path in sorted((root / "rules").glob("*")) if path.is_dir() and not path.name.startswith((".", "__"))]
    for root, folder in folders:
        _read_pack(read, root, folder, problems)
    if not folders:
        problems.add("rules", 0, "no rule pack here: without rules nothing is allowed")
    _check_ids(read.policies, problems)
    if len(problems.found) == before:
        _check_named(read.policies, packs, problems)
        _run_cases(read, problems)
    for file, why in read.wrongly_signed:
        problems.add(file, 0, why)
    return read


def _read_pack(read: Read, root: Path, folder: Path, problems: Problems) -> None:
    def file(name: str) -> str:
        return place(root, folder / name)

    head = read_toml(folder / "pack.toml", file("pack.toml"), folder.name, problems)
    table = read_toml(folder / "cases.toml", file("cases.toml"), folder.name, problems)
    path = folder / "rules.cedar"
    text = read_text(path, file("rules.cedar"), problems) if path.is_file() else None
    if text is None:
        problems.add(file("rules.cedar"), 0, "is missing")
    _check_files(root, folder, problems)
    if head is None or table is None or text is None:
        return
    pack, sources = read_rule_head(head, folder)
    before = len(problems.found)
    policies = read_policies(text, file("rules.cedar"), pack.id, sources, problems)
    if len(problems.found) > before:
        return  # cases and texts of rules that cannot be read would only hide why
    rules = [policy.rule for policy in policies]
    cases, purposes = read_cases(table, [rule.id for rule in rules])
    check_cases(rules, cases, file("cases.toml"), problems)
    _check_texts(root, folder, rules, problems)
    signed_by, why = check_signature(folder, pack, read.known)
    if why:
        read.wrongly_signed.append((file(FILE), why))
    read.packs.append(replace(pack, signed_by=signed_by))
    read.sources[pack.id] = sources
    read.policies += policies
    read.cases.append((cases, purposes))


def read_rule_head(head: Table, folder: Path) -> tuple[RulePack, dict[str, SourceOf]]:
    """`pack.toml` of a rule pack or a decision pack: who it is, and its sources."""
    pack = RulePack(
        id=head.text("id"), version=head.text("version"), owner=head.text("owner"), licence=head.text("licence"), sha256=hash_folder(folder, FILE),
        interest=head.choice("interest", INTERESTS, "customer"),
    )  # fmt: skip
    check_id(head, pack.id, "id")
    if pack.id and pack.id != folder.name:
        head.problem(f'the id "{pack.id}" must be the folder\'s name, "{folder.name}"', "id")
    sources = read_sources(head)
    head.finish()
    return replace(pack, sources=tuple(sources.values())), sources


def _check_files(root: Path, folder: Path, problems: Problems) -> None:
    """A file that nobody reads is most often one misspelt."""
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and path.suffix != ".md" and path.name not in FILES:
            problems.add(place(root, path), 0, f"nobody reads this{nearest(path.name, FILES)}")


def _check_texts(root: Path, folder: Path, rules: Iterable[Rule], problems: Problems) -> None:
    """Each rule in a sentence, in every language."""
    for language in LANGUAGES:
        path = folder / f"texts.{language}.ftl"
        text = read_text(path, place(root, path), problems) if path.is_file() else None
        if text is None:
            problems.add(place(root, path), 0, "is missing")
            continue
        there = collect_ids(text).attributes
        for rule in rules:
            if "" not in there.get(f"rule-{rule.id}", ()):
                problems.add(place(root, path), 0, f'the text "rule-{rule.id}" is missing')


def _check_ids(policies: Sequence[Policy], problems: Problems) -> None:
    first: dict[str, Rule] = {}
    for policy in policies:
        there = first.setdefault(policy.rule.id, policy.rule)
        if there is not policy.rule:
            problems.add(policy.rule.where.file, policy.rule.where.line, f'rule "{there.id}" stands in {there.where.file}:{there.where.line} already')


def _check_named(policies: Sequence[Policy], packs: Packs, problems: Problems) -> None:
    """What service packs lean on by name is there."""
    ids = {policy.rule.id for policy in policies}
    for pack in packs.events.values():
        sold = pack.nothing_sold
        if sold is not None and sold.id not in ids:
            problems.add(sold.where.file, sold.where.line, f'no rule "{sold.id}" in any rule pack')


def _run_cases(read: Read, problems: Problems) -> None:
    """Each pack's cases against all rules together: a rule of one pack that spoils another's case is told too."""
    policies = read.set().policies
    for cases, purposes in read.cases:
        for case, what in failures(cases, Judge(policies, purposes, "")):
            problems.add(case.where.file, case.where.line, what)


def read_head(folder: Path) -> RulePack:
    """Who a rule pack is, for signing it. Raises BadPack when its pack.toml cannot be read."""
    problems = Problems()
    head = read_toml(folder / "pack.toml", "pack.toml", folder.name, problems)
    pack = read_rule_head(head, folder)[0] if head is not None else None
    if pack is None or problems.found:
        first = problems.sorted()[0]
        raise BadPack(file=str(folder / first.file), line=first.line, problem=first.what)
    return pack


def check_rules(roots: Sequence[Path], packs: Packs, today: date | None, problems: Problems) -> None:
    """All that keeps rules from being loaded, sources that no rule names and, with `today`, those to be read again."""
    read = read_rules(roots, packs, problems)
    used = {(policy.rule.pack, policy.rule.source) for policy in read.policies}
    for pack, sources in read.sources.items():
        for source in sources.values():
            if (pack, source.id) not in used:
                problems.add(f"rules/{pack}/pack.toml", 0, f'source "{source.id}" is used by no rule')
            if today is not None and source.review_by < today:
                problems.add(f"rules/{pack}/pack.toml", 0, f'source "{source.id}" was to be read again by {source.review_by}')


def cases_of(packs: Packs, root: Path) -> list[RuleCase]:
    """The cases of all rule packs under the root, for whoever shows them; those of a pack with problems too."""
    read = read_rules(rule_roots(root), packs, Problems())
    return [case for cases, _ in read.cases for case in cases]
