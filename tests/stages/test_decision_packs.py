"""Decision packs: what is wrong with one is told with file and line, and none of it is ever loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from luukku import packs
from luukku.adapters.embedded.last_rules import LastDecisions
from luukku.errors import BadPack
from luukku.explain.plain import check_plain
from luukku.model.ids import LANGUAGES
from luukku.packs.decisions import is_protected, read_decisions
from luukku.packs.problems import Problems
from luukku.packs.signatures import new_key, sign
from tests.stages.rulings import AT

PACKS = packs.find_packs()
LOADED = packs.load(PACKS)
PLAN = "decisions/payment-plan/decision.toml"


def problems(root: Path) -> list[str]:
    found = Problems()
    read_decisions([root], LOADED, found)
    return [f"{one.file}:{one.line}: {one.what}" for one in found.sorted() if "signature" not in one.file]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PACKS / "decisions", tmp_path / "decisions")
    return tmp_path


def change(root: Path, old: str, new: str, file: str = PLAN) -> list[str]:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return problems(root)


def test_the_packs_that_come_along_are_signed_and_without_a_problem() -> None:
    found = packs.load_decisions(LOADED, PACKS)
    assert {pack.id for pack in found.packs} >= {"payment-plan", "fee-waiver", "same-day-human"}
    assert all(pack.signed_by == "luukku-rules" for pack in found.packs)
    assert all(rule.owner and rule.author and rule.source in pack.sources for pack in found.packs for rule in pack.rules)


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("says = \"deny\"\nwhen = { fact = \"debt.enforcement\"", "says = \"deny\"\nwhen = { fact = \"debt.inforcement\"", 'fact "debt.inforcement" is not declared in facts.toml (did you mean "debt.enforcement"?)'),
        ('over = ["few-debts"]\n\n[rules.home', '\n[rules.home', '"in-enforcement" denies and "few-debts" allows in one case, and nothing says which goes first: count = 5, debt.enforcement = true'),
        ('over = ["few-debts"]', 'over = ["few-dets"]', '"over" names rules that allow, in one that denies: "few-dets" (did you mean "few-debts"?)'),
        ("{ fact = \"debt.enforcement\", is = true }", "{ fact = \"debt.enforcement\", known = true }", "a rule decides by what was told, never by whether it was told"),
        ("[facts.count]\nkind = \"own\"\nmoves = \"down\"\n", "", '[facts."count"] is missing'),
        ('source = "housing-advice"', 'source = "housing"', 'source "housing" does not stand in pack.toml'),
        ('service = "payment-plans"', 'service = "payment-plan"', 'no service "payment-plan" in "debt" (did you mean "payment-plans"?)'),
        ('author = "luukku-project"\n', "", '"author" is missing'),
        ('redress = { body = "consumer-advice", law = "KSL 38/1978; GDPR 22(3)" }\n', "", '"redress" is missing'),
        ('ground = "contract"', 'ground = "because"', '"ground" is one of'),
        ("says = \"allow\"", "says = \"allow\"\nlevel = \"customer\"", '"level" is one of law, organisation'),
        ("kind = \"own\"\nmoves", "kind = \"owned\"\nmoves", '"kind" is one of own, fixed, protected'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(root: Path, old: str, new: str, what: str) -> None:
    found = change(root, old, new)
    assert any(what in one and one.startswith(f"{PLAN}:") and ":0:" not in one for one in found), found
    with pytest.raises(BadPack):
        packs.load_decisions(LOADED, root, unsigned=True)


@pytest.mark.requirement("R-45")
def test_a_rule_without_a_case_of_each_sort_is_refused(root: Path) -> None:
    found = change(root, 'rule = "home-first"\napplies = false', 'rule = "many-debts"\napplies = false', "decisions/payment-plan/cases.toml")
    assert any('rule "home-first" has no case in which it does not' in one for one in found)
    found = change(root, "facts = { count = 6 }", "facts = { count = 5 }", "decisions/payment-plan/cases.toml")
    assert any('case of "many-debts": open by nobody' in one for one in found)


def test_a_protected_fact_is_for_the_law_only_whatever_the_pack_says(root: Path) -> None:
    found = change(root, "[facts.count]", "[facts.gambling]\nkind = \"own\"\n\n[facts.count]")
    assert any('"gambling" is protected: kind = "protected"' in one for one in found)
    path = root / PLAN
    text = path.read_text(encoding="utf-8").replace('kind = "own"', 'kind = "protected"', 1) + '\n[rules.no-gambling]\nsays = "deny"\nwhen = { fact = "gambling", is = true }\nsource = "good-lending"\nover = ["few-debts"]\n'
    path.write_text(text, encoding="utf-8")
    assert any('only a law may lean on "gambling"' in one for one in problems(root))
    path.write_text(text.replace('[rules.no-gambling]\n', '[rules.no-gambling]\nlevel = "law"\n'), encoding="utf-8")
    assert not any("gambling" in one and "case" not in one and "text" not in one for one in problems(root))


def test_age_sex_language_and_health_are_protected_by_their_names() -> None:
    protected = {spec.name for pack in LOADED.events.values() for spec in pack.facts if is_protected(spec)}
    assert {"minor", "gambling"} <= protected
    assert not {"count", "debt.enforcement", "housing.at-risk", "income.ended"} & protected


@pytest.mark.requirement("R-45")
def test_unsigned_changed_and_strangers_packs_decide_nothing(root: Path, tmp_path: Path) -> None:
    change(root, 'review_within = "P3D"', 'review_within = "P4D"')
    with pytest.raises(BadPack) as changed:
        packs.load_decisions(LOADED, root, unsigned=True)
    assert "sign it again" in str(changed.value.data["problem"])
    (root / "decisions/payment-plan/signature").unlink()
    with pytest.raises(BadPack) as unsigned:
        packs.load_decisions(LOADED, root)
    assert "nobody has signed" in str(unsigned.value.data["problem"])
    assert packs.load_decisions(LOADED, root, unsigned=True).packs
    secret, public = new_key("city")
    (tmp_path / "key").write_text(secret, encoding="utf-8")
    folder = root / "decisions/payment-plan"
    (folder / "signature").write_text(sign(packs.read_head(folder), tmp_path / "key"), encoding="utf-8")
    with pytest.raises(BadPack) as stranger:
        packs.load_decisions(LOADED, root)
    assert "no key that is known here" in str(stranger.value.data["problem"])
    assert {pack.signed_by for pack in packs.load_decisions(LOADED, root, keys=public).packs} == {"city", "luukku-rules"}


@pytest.mark.requirement("R-45")
def test_a_pack_that_goes_leaves_a_line(root: Path, tmp_path: Path) -> None:
    last, whole = LastDecisions(tmp_path), packs.load_decisions(LOADED, root)
    last.keep(whole, AT)
    assert last.read() == whole, "all of it comes back from the file"
    shutil.rmtree(root / "decisions/fee-waiver")
    change_ = last.keep(packs.load_decisions(LOADED, root), AT)
    assert change_ is not None and change_.removed == ("fee-waiver/home-at-risk", "fee-waiver/income-gone", "fee-waiver/nothing-late")


def test_a_root_without_decision_packs_decides_nothing(tmp_path: Path) -> None:
    assert packs.load_decisions(LOADED, tmp_path).packs == ()


def test_every_word_of_a_decision_is_plain_in_three_languages() -> None:
    for language in LANGUAGES:
        for path in sorted((PACKS / "decisions").glob(f"*/texts.{language}.ftl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                words = line.partition("=")[2].strip()
                assert line.startswith("#") or not check_plain(words, language), (path, words)
