"""The catalogue of purposes: nothing is used for anything that does not stand in it."""

from __future__ import annotations

import ast
import os
import re
from functools import cache
from pathlib import Path

import pytest

import luukku
from luukku import explain, packs
from luukku.model.ids import LANGUAGES
from luukku.model.pack import Packs
from luukku.model.purpose import CONSENT
from tests.stages.small_packs import PURPOSES, SERVICES, write_packs

SOURCE = Path(luukku.__file__).parent
ROOT = Path(__file__).resolve().parents[2]
VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or ROOT.parent / "shared" / "vectors")
NOT_OF_FACTS = ("label", "learn_heads", "Heads")
"""Calls whose `purpose` is no use of facts: to what a seal is bound, what heads were learnt for."""


@cache
def shipped() -> Packs:
    return packs.load(packs.find_packs(ROOT / "packs"))


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in packs.check(root)]


@pytest.mark.requirement("R-09")
def test_every_purpose_has_basis_owner_retention_and_somebody_who_may() -> None:
    for purpose in shipped().purposes.values():
        assert purpose.basis and purpose.owner and purpose.retention and purpose.who, purpose.id
        assert purpose.can_be_withdrawn == (purpose.basis == CONSENT)
        assert not (purpose.can_be_withdrawn and purpose.can_be_objected_to)


@pytest.mark.requirement("R-09")
def test_only_what_rests_on_consent_is_asked_as_a_permission_and_all_that_does_is() -> None:
    services = [service for pack in shipped().events.values() for service in pack.services]
    for service in services:
        assert shipped().purposes[service.purpose].can_be_withdrawn == (service.part == "allow"), service.id
    assert {service.part for service in services} == {"allow", "request", "law", "own"}


@pytest.mark.requirement("R-10")
def test_every_purpose_that_the_code_names_is_in_the_catalogue() -> None:
    named: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (getattr(node.func, "attr", None) or getattr(node.func, "id", "")) not in NOT_OF_FACTS:
                named |= {word.value.value: path.name for word in node.keywords if word.arg == "purpose" and isinstance(word.value, ast.Constant) and isinstance(word.value.value, str)}
    assert {"handover", "learning"} <= set(named)
    assert {purpose: file for purpose, file in named.items() if purpose not in shipped().purposes} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_purpose_is_said_in_whole_sentences(language: str) -> None:
    texts = explain.Texts(shipped())
    code = next(one for one in LANGUAGES if one == language)
    for purpose in shipped().purposes.values():
        said = explain.purpose_sentences(texts, code, purpose)
        assert re.fullmatch(r"[A-ZÅÄÖ][^{}]+\. [A-ZÅÄÖ][^{}]+\. [A-ZÅÄÖ][^{}]+14[^{}]+\.", said.replace("365", "14")), said
        assert purpose.id not in said.split() or "-" not in purpose.id


def test_every_dpv_iri_is_a_purpose_of_the_vocabulary() -> None:
    file = VECTORS / "dpv" / "2.3" / "dpv" / "dpv.ttl"
    if not file.exists():
        pytest.skip("the Data Privacy Vocabulary is not here (../shared/vectors)")
    blocks = file.read_text(encoding="utf-8").split("\n\n")
    known = {f"https://w3id.org/dpv#{block[4 : block.index(' ')]}" for block in blocks if re.match(r"dpv:\w+ a [^;]*\bdpv:Purpose\b", block)}
    assert len(known) > 100
    assert {purpose.dpv for purpose in shipped().purposes.values()} <= known


def test_a_service_with_a_purpose_that_is_in_no_catalogue_is_told_with_its_line(tmp_path: Path) -> None:
    root = write_packs(tmp_path, services_toml=SERVICES.replace('purpose = "day-care"', 'purpose = "day-cars"'))
    (problem,) = [one for one in problems_of(root) if "catalogue" in one]
    line = SERVICES[: SERVICES.index("[services.day-care]")].count("\n") + 1
    assert problem.startswith(f"service/child/services.toml:{line}:") and 'did you mean "day-care"' in problem


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('[purposes.day-care]\ndpv = "https://w3id.org/dpv#CustomerCare"\nbasis = "GDPR 6(1)(a)"', '[purposes.day-care]\ndpv = "https://w3id.org/dpv#CustomerCare"\nbasis = "GDPR 6(1)(c)"', "its basis is"),
        ('owner = "Owner of the purposes"\n', "", '"owner" is missing'),
        ('retention = "P14D"\n', "", '"retention" is missing'),
        ('who = ["counter"]\n', 'who = ["robot"]\n', '"robot" is none of'),
        ("#CustomerCare", "/CustomerCare", "is an IRI of the Data Privacy Vocabulary"),
        ("[purposes.serve]", "[purposes.served]", 'the purpose "serve" is missing'),
    ],
)  # fmt: skip
@pytest.mark.requirement("R-09")
def test_a_catalogue_that_lacks_something_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in PURPOSES
    root = write_packs(tmp_path, all_toml=PURPOSES.replace(old, new, 1))
    assert any(told in problem for problem in problems_of(root)), problems_of(root)


@pytest.mark.requirement("R-09")
def test_a_permission_that_does_not_rest_on_consent_is_refused(tmp_path: Path) -> None:
    services = SERVICES.replace('basis = "GDPR 6(1)(a)"', 'basis = "GDPR 6(1)(f)"')
    root = write_packs(tmp_path, services_toml=services, all_toml=PURPOSES.replace("6(1)(a)", "6(1)(f)"))
    assert any("rests on consent" in problem for problem in problems_of(root))


def test_the_same_purpose_twice_is_refused(tmp_path: Path) -> None:
    root = write_packs(tmp_path)
    (root / "purposes" / "more.toml").write_text(PURPOSES, encoding="utf-8")
    assert any("stands in purposes/all.toml" in problem for problem in problems_of(root))
