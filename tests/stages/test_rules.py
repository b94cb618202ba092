"""Rule packs: what is wrong with one is told with its line and nothing of it is loaded; what is right decides as ten plain lines say."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku import packs
from luukku.errors import BadPack
from luukku.ground.judge import FAILED, NO_RULE, Judge
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Packs
from luukku.model.purpose import EXPLICIT, ROLES, Purpose
from luukku.model.rule import Asked, Decided, RuleSet
from luukku.packs.policies import pieces
from luukku.packs.problems import Problems
from luukku.packs.rule_cases import ACTIONS, CATEGORIES, CIRCUMSTANCES, STANDINGS, failures
from luukku.packs.rules import Read, read_rules

PACKS = Path(__file__).resolve().parents[2] / "packs"
SOURCE = (PACKS / "rules" / "gate" / "rules.cedar").read_text(encoding="utf-8")
CASES = (PACKS / "rules" / "gate" / "cases.toml").read_text(encoding="utf-8")
OURS = Asked(role="counter", action="share", purpose="early-education")


@cache
def shipped() -> tuple[Packs, RuleSet, Judge]:
    loaded = packs.load(PACKS)
    rules = packs.load_rules(loaded, PACKS)
    return loaded, rules, Judge(rules.policies, loaded.purposes.values(), rules.sha256)


def read(root: Path) -> tuple[Read, list[str]]:
    problems = Problems()
    found = read_rules([root], shipped()[0], problems)
    return found, [str(problem) for problem in problems.sorted()]


def bent(tmp_path: Path, *, rules: str = SOURCE, cases: str = CASES) -> Path:
    """A copy of the pack, written otherwise."""
    folder = tmp_path / "rules" / "gate"
    shutil.copytree(PACKS / "rules" / "gate", folder)
    (folder / "signature").unlink()
    (folder / "rules.cedar").write_text(rules, encoding="utf-8")
    (folder / "cases.toml").write_text(cases, encoding="utf-8")
    return tmp_path


def line_of(text: str, part: str) -> int:
    return text.count("\n", 0, text.index(part)) + 1


@pytest.mark.requirement("R-45")
def test_every_rule_that_comes_with_luukku_has_owner_reason_source_cases_and_words() -> None:
    found, problems = read(PACKS)
    assert problems == []
    texts = shipped()[0].texts
    for policy in found.policies:
        rule = policy.rule
        assert rule.owner and rule.reason.endswith(".") and rule.source
        assert all(f"\nrule-{rule.id} = " in texts[language] for language in LANGUAGES)
        cases = [case for cases, _ in found.cases for case in cases if case.rule == rule.id]
        assert {case.applies for case in cases} == {True, False}


@pytest.mark.requirement("R-12")
def test_a_misspelt_name_is_refused_with_file_and_line_before_anything_is_loaded(tmp_path: Path) -> None:
    wrong = SOURCE.replace('context.permission == "ended"', 'context.permision == "ended"')
    root = bent(tmp_path, rules=wrong)
    _, problems = read(root)
    line = line_of(wrong, "context.permision")
    assert any(problem.startswith(f"rules/gate/rules.cedar:{line}: ") and "permision" in problem for problem in problems), problems
    with pytest.raises(BadPack) as told:
        packs.load_rules(shipped()[0], root, unsigned=True)
    assert (told.value.data["file"], told.value.data["line"]) == ("rules/gate/rules.cedar", line)


@pytest.mark.requirement("R-12")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("context.permission == ", "context.purpos == ", "purpos"),
        ('Action::"look"', 'Action::"lok"', "lok"),
        ('Role::"counter"', 'Rolle::"counter"', "Rolle"),
        ("context.minor }", 'context.minor == "yes" }', 'rule "minor-alone"'),
        ("when { context.minor };", "whn { context.minor };", "not Cedar"),
        ("when { context.minor };", "when { context.minor }", "not Cedar"),
        ("forbid (principal, action == Action::\"share\", resource)\nwhen { context.minor }", "forbid (principal == ?principal, action == Action::\"share\", resource)\nwhen { context.minor }", "without slots"),
        ('@owner("Luukku project, people in danger")\n', "", "has no @owner"),
        ('@reason("For a minor', '@reson("For a minor', "unknown annotation @reson"),
        ('@reason("For a minor alone nothing is sent: a human helps.")', '@reason("  ")', "has no @reason"),
        ('@source("minor")', '@source("miner")', 'did you mean "minor"'),
        ('@id("minor-alone")', '@id("Minor alone")', "is no id"),
        ('@id("minor-alone")', '@id("turvakielto")', "already"),
    ],
)  # fmt: skip
def test_a_rule_with_something_wrong_is_refused_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in SOURCE
    found, problems = read(bent(tmp_path, rules=SOURCE.replace(old, new, 1)))
    right = [problem for problem in problems if told in problem]
    assert right and all(int(problem.split(":")[1]) > 1 for problem in right), problems


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("applies", [True, False])
def test_a_rule_without_a_case_of_each_sort_is_refused(tmp_path: Path, applies: bool) -> None:
    blocks = CASES.split("\n[[cases]]\n")
    word = f"applies = {str(applies).lower()}"
    kept = [block for block in blocks if not ('rule = "minor-alone"' in block and word in block)]
    assert len(kept) < len(blocks)
    _, problems = read(bent(tmp_path, cases="\n[[cases]]\n".join(kept)))
    assert any('rule "minor-alone" has no case' in problem for problem in problems), problems


def test_a_case_that_comes_out_otherwise_is_told_with_its_line_and_what_came(tmp_path: Path) -> None:
    old = 'rule = "minor-alone"\napplies = true\ndecision = "deny"'
    wrong = CASES.replace(old, old.replace("deny", "allow"))
    _, problems = read(bent(tmp_path, cases=wrong))
    line = line_of(wrong, old.replace("deny", "allow")) - 1
    assert problems == [f'rules/gate/cases.toml:{line}: case of "minor-alone": deny by minor-alone']


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('rule = "minor-alone"', 'rule = "minor-alon"', 'did you mean "minor-alone"'),
        ('circumstances = ["minor"]', 'circumstances = ["miner"]', 'did you mean "minor"'),
        ("applies = true\n", "", '"applies" is missing'),
        ('permission = "ended"', 'permission = "endd"', 'did you mean "ended"'),
        ("[usual]\n", "[usual]\nrule = 1\n", 'unknown key "rule"'),
        ('who = ["customer"]', 'whom = ["customer"]', "unknown key"),
    ],
)  # fmt: skip
def test_a_case_with_something_wrong_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in CASES
    _, problems = read(bent(tmp_path, cases=CASES.replace(old, new, 1)))
    assert any(told in problem for problem in problems), problems


def test_a_pack_that_lacks_a_file_or_has_one_that_nobody_reads_is_told(tmp_path: Path) -> None:
    root = bent(tmp_path)
    folder = root / "rules" / "gate"
    (folder / "texts.sv.ftl").unlink()
    assert read(root)[1] == ["rules/gate/texts.sv.ftl:0: is missing"]
    (folder / "rules.cedar").rename(folder / "rules.ceder")
    assert read(root)[1] == ["rules/gate/rules.cedar:0: is missing", 'rules/gate/rules.ceder:0: nobody reads this (did you mean "rules.cedar"?)']


def test_without_any_rule_pack_nothing_starts(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    with pytest.raises(BadPack, match="no rule pack"):
        packs.load_rules(shipped()[0], tmp_path)


def test_rules_are_told_apart_by_their_semicolons_not_by_those_in_words() -> None:
    text = '// a; b\n@id("x;y") permit (principal, action, resource);\n\n  // "c\n@id("z") forbid (principal, action, resource)'
    assert [(line, piece[:8]) for line, piece in pieces(text)] == [(2, '@id("x;y'), (5, '@id("z")')]


@pytest.mark.requirement("R-45")
def test_a_pack_that_spoils_what_another_allows_is_told_and_by_which_rule(tmp_path: Path) -> None:
    """Deny wins; that two packs are at odds is seen before anything is loaded."""
    root = bent(tmp_path)
    city = root / "rules" / "city"
    city.mkdir()
    notes = '@id("nothing-out")\n@owner("City")\n@reason("None.")\n@source("own")\n'
    (city / "rules.cedar").write_text(notes + 'forbid (principal, action == Action::"share", resource)\nwhen { context.category == "protected" };\n', encoding="utf-8")
    (city / "pack.toml").write_text(
        'id = "city"\nversion = "1"\nowner = "City"\nlicence = "CC0-1.0"\n\n[sources.own]\ntitle = "T"\naddress = "https://example.fi"\nread_on = 2026-11-29\nreview_by = 2027-11-29\n',
        encoding="utf-8",
    )  # fmt: skip
    usual = '[usual]\npurpose = "p"\n\n[purposes.p]\nbasis = "GDPR 6(1)(a)"\nwho = ["counter"]\n'
    applies = '\n[[cases]]\nrule = "nothing-out"\napplies = true\ndecision = "deny"\ncategory = "protected"\n'
    (city / "cases.toml").write_text(usual + applies + '\n[[cases]]\nrule = "nothing-out"\napplies = false\ndecision = "allow"\n', encoding="utf-8")
    for language in LANGUAGES:
        (city / f"texts.{language}.ftl").write_text("rule-nothing-out = x\n", encoding="utf-8")
    _, problems = read(root)
    assert problems and all(problem.startswith("rules/gate/cases.toml:") and "by nothing-out" in problem for problem in problems), problems


@pytest.mark.requirement("R-13")
def test_a_rule_put_in_at_the_top_changes_no_other_rules_name(tmp_path: Path) -> None:
    dummy = '@id("dummy")\n@owner("Somebody")\n@reason("None.")\n@source("gdpr-6")\nforbid (principal, action, resource)\nwhen { context.receiver == "nobody" };\n\n'
    cases = CASES + '\n[[cases]]\nrule = "dummy"\napplies = true\ndecision = "deny"\nreceiver = "nobody"\n\n[[cases]]\nrule = "dummy"\napplies = false\ndecision = "allow"\n'
    root = bent(tmp_path, rules=dummy + SOURCE, cases=cases)
    for language in LANGUAGES:
        path = root / "rules" / "gate" / f"texts.{language}.ftl"
        path.write_text(path.read_text(encoding="utf-8") + "rule-dummy = x\n", encoding="utf-8")
    found, problems = read(root)
    assert problems == []
    loaded, before, judge = shipped()
    after = found.set()
    assert after.sha256 != before.sha256
    other = Judge(after.policies, loaded.purposes.values(), after.sha256)
    for cases_of, _ in found.cases:
        for case in cases_of:
            asked = replace(case.asked, purpose="early-education", receiver="")
            assert other.decide(asked).rules == judge.decide(asked).rules
    rule = after.rule("minor-alone")
    assert rule is not None and rule.owner == "Luukku project, people in danger"


@pytest.mark.requirement("R-13")
def test_a_decision_names_rule_owner_and_the_exact_set() -> None:
    _, rules, judge = shipped()
    decided = judge.decide(replace(OURS, circumstances=frozenset({"minor"})))
    assert decided == Decided(allowed=False, rules=("minor-alone",), sha256=rules.sha256)
    assert decided.named() == f"minor-alone@{rules.sha256[:16]}"
    rule = rules.rule(decided.rules[0])
    assert rule is not None and (rule.owner, rule.effect) == ("Luukku project, people in danger", "forbid")
    assert rule.where.line == line_of(SOURCE, '@id("minor-alone")')


@pytest.mark.requirement("R-10")
def test_what_no_rule_permits_is_denied_and_a_rule_that_fails_is_a_no() -> None:
    loaded, rules, _ = shipped()
    held = json.loads(rules.policies)
    none = Judge(json.dumps(held | {"staticPolicies": {}}), loaded.purposes.values(), "0")
    assert none.decide(OURS) == Decided(allowed=False, rules=(NO_RULE,), sha256="0")
    failing = {"effect": "forbid", "principal": {"op": "All"}, "action": {"op": "All"}, "resource": {"op": "All"}, "annotations": {}, "conditions": [
        {"kind": "when", "body": {"<": {"left": {"Value": 1}, "right": {"+": {"left": {"Value": 2**63 - 1}, "right": {"Value": 1}}}}}}]}  # fmt: skip
    broken = Judge(json.dumps(held | {"staticPolicies": held["staticPolicies"] | {"failing": failing}}), loaded.purposes.values(), "0")
    assert broken.decide(OURS) == Decided(allowed=False, rules=(FAILED,), sha256="0")


# Against an oracle

ACTOR = {"serve": "counter", "share": "counter", "learn": "counter", "propose": "counter", "look": "employee", "break-glass": "employee", "own": "customer"}
STATE = {"serve": "request", "propose": "request", "own": "own"}


def oracle(asked: Asked, purpose: Purpose | None) -> bool:
    """What the rules mean, in ten plain lines."""
    out = asked.action in ("look", "share", "learn", "break-glass")
    if purpose is None or asked.role not in purpose.who or asked.role != ACTOR[asked.action]:
        return False
    if asked.standing != STATE.get(asked.action, "live"):
        return False
    if asked.category == "special" and (not purpose.special or (out and purpose.special == EXPLICIT and not asked.explicit)):
        return False
    if asked.category == "other-person" and asked.action in ("share", "learn"):
        return False
    if asked.category == "protected" and out and "turvakielto" in asked.circumstances:
        return False
    if asked.action == "share" and asked.circumstances & {"minor", "for-another"}:
        return False
    return not ("nothing-sold" in asked.circumstances and asked.gain and asked.action in ("propose", "share"))


def kinds() -> list[str]:
    """One purpose of each kind (basis, condition, who) of the catalogue, and one that is in none."""
    by_kind = {(one.basis, one.special, one.who): one.id for one in shipped()[0].purposes.values()}
    return [*by_kind.values(), "anything-else"]


def agrees(asked: Asked) -> bool:
    """Whether the rules allow it, as the oracle says, by rules that say so."""
    loaded, rules, judge = shipped()
    decided = judge.decide(asked)
    assert decided.allowed == oracle(asked, loaded.purposes.get(asked.purpose)), (asked, decided)
    known = [rule for id in decided.rules if (rule := rules.rule(id))]
    assert all(rule.effect == ("permit" if decided.allowed else "forbid") for rule in known)
    assert known or decided.rules == (NO_RULE,)
    return decided.allowed


@pytest.mark.requirement("R-11")
def test_every_purpose_category_role_and_state_of_consent_is_decided_as_the_oracle_says() -> None:
    seen = 0
    for purpose, category, role, standing, explicit, action in product(kinds(), CATEGORIES, ROLES, STANDINGS, (False, True), ACTIONS):
        agrees(Asked(role=role, action=action, purpose=purpose, category=category, standing=standing, explicit=explicit))
        seen += 1
    assert seen > 10_000


@pytest.mark.requirement("R-11")
def test_every_circumstance_is_decided_as_the_oracle_says() -> None:
    subsets = list(chain.from_iterable(combinations(CIRCUMSTANCES, n) for n in range(len(CIRCUMSTANCES) + 1)))
    allowed: set[bool] = set()
    for action, category, gain, true in product(ACTIONS, CATEGORIES, (False, True), subsets):
        role = next(role for role in ROLES if role == ACTOR[action])
        standing = next(one for one in STANDINGS if one == STATE.get(action, "live"))
        for purpose in ("early-education", "handover", "own", "serve", "sickness-allowance"):
            allowed.add(agrees(Asked(role=role, action=action, purpose=purpose, category=category, standing=standing, explicit=True, circumstances=frozenset(true), gain=gain)))
    assert allowed == {True, False}, "both are asked for"


asks = st.builds(
    Asked, role=st.sampled_from(ROLES), action=st.sampled_from(ACTIONS), purpose=st.sampled_from([*shipped()[0].purposes, "", "anything-else"]),
    category=st.sampled_from(CATEGORIES), standing=st.sampled_from(STANDINGS), explicit=st.booleans(), receiver=st.text(max_size=8),
    assurance=st.sampled_from(["nobody", "contact", "strong"]), circumstances=st.frozensets(st.sampled_from(CIRCUMSTANCES)), gain=st.booleans(),
)  # fmt: skip


@pytest.mark.requirement("R-11")
@settings(max_examples=300, deadline=None)
@given(asks)
def test_any_question_at_all_is_decided_as_the_oracle_says(asked: Asked) -> None:
    assert agrees(asked) in (True, False)


# Mutants: whoever changes a rule hears of it

Mutant = tuple[str, dict[str, Any]]


def mutants(policy: dict[str, Any]) -> Iterator[Mutant]:
    """The policy with its effect turned, each condition turned or left out, each part of one turned, each action left out."""
    yield "effect", policy | {"effect": "permit" if policy["effect"] == "forbid" else "forbid"}
    for n, condition in enumerate(policy["conditions"]):
        turned = copy.deepcopy(policy)
        turned["conditions"][n]["kind"] = "unless" if condition["kind"] == "when" else "when"
        yield f"condition {n} turned", turned
        yield f"condition {n} left out", policy | {"conditions": [one for k, one in enumerate(policy["conditions"]) if k != n]}
        for path in parts(condition["body"], ()):
            for what in ("turned", "left out"):
                changed = copy.deepcopy(policy)
                put(changed["conditions"][n]["body"], path, what)
                yield f"part {path} {what}", changed
    for n, entity in enumerate(policy["action"].get("entities", [])):
        rest = [one for k, one in enumerate(policy["action"]["entities"]) if k != n]
        yield f"without {entity['id']}", policy | {"action": {"op": "in", "entities": rest}}
    if policy["effect"] == "forbid" and policy["action"]["op"] != "All":
        yield "for all actions", policy | {"action": {"op": "All"}}


def parts(body: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    (op, inner), *_ = body.items()
    if op in ("&&", "||"):
        for side in ("left", "right"):
            below = list(parts(inner[side], (*path, op, side)))
            yield from below or [(*path, op, side)]


def put(body: dict[str, Any], path: tuple[str, ...], what: str) -> None:
    for step in path[:-1]:
        body = body[step]
    old = body[path[-1]]
    body[path[-1]] = {"!": {"arg": old}} if what == "turned" else {"Value": True}


@pytest.mark.requirement("R-11")
@pytest.mark.parametrize("id", [rule.id for rule in shipped()[1].rules])
def test_changing_anything_of_a_rule_fails_one_of_its_packs_cases(id: str) -> None:
    found, _ = read(PACKS)
    held = json.loads(found.set().policies)
    survived = []
    for name, mutant in mutants(held["staticPolicies"][id]):
        policies = json.dumps(held | {"staticPolicies": held["staticPolicies"] | {id: mutant}})
        if not any(failures(cases, Judge(policies, purposes, "")) for cases, purposes in found.cases):
            survived.append(name)
    assert survived == []


def test_taking_a_rule_out_fails_one_of_its_packs_cases() -> None:
    found, _ = read(PACKS)
    held = json.loads(found.set().policies)
    for id in held["staticPolicies"]:
        rest = {name: policy for name, policy in held["staticPolicies"].items() if name != id}
        policies = json.dumps(held | {"staticPolicies": rest})
        assert any(failures(cases, Judge(policies, purposes, "")) for cases, purposes in found.cases), id
