"""A decision in words: every case of every pack that comes along, in three languages, plain and whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from luukku import explain, packs
from luukku.explain.plain import check_plain
from luukku.ground.dates import end_of_day
from luukku.model.conversation import Decided
from luukku.model.ids import LANGUAGES, CaseId, Language
from luukku.model.ruling import DecisionPack
from luukku.model.view import DecisionView
from luukku.packs.decision_cases import DecisionCase
from luukku.packs.decisions import read_decisions
from luukku.packs.problems import Problems
from luukku.plan import as_plain, keep_facts, make_record
from luukku.plan.decide import rule
from tests.stages.rulings import told

PACKS = packs.load(packs.find_packs())
TEXTS = explain.Texts(PACKS)
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
READ = read_decisions([packs.find_packs()], PACKS, Problems())


def shown(pack: DecisionPack, case: DecisionCase, language: Language, review: str = "") -> DecisionView:
    facts = told(case.facts)
    ruling = rule(facts, pack.rules, pack.facts, {spec.name: spec for spec in pack.specs}, case.today)
    if ruling.outcome == "open":
        return explain.open_view(CaseId("c"), pack, ruling, TEXTS, language)
    due = end_of_day(case.today)
    record = as_plain(make_record(pack, ruling, facts, dict.fromkeys(case.facts, 1), id="d", case="c", salt="s", today=case.today, at=AT, review_by=due, program="luukku", model="none"))
    mark = Decided(id="d", pack=pack.id, sha256="", inputs="", at=AT, due=due, review=review)  # type: ignore[arg-type]  # one of its words
    return explain.decision_view(record, ruling.ways, keep_facts(facts, pack), mark, pack, TEXTS, language, review_text="Näin on.", reviewer="Päivi")


def every() -> Iterator[tuple[DecisionPack, DecisionCase, Language]]:
    for pack in READ.packs:
        for case in READ.cases[pack.id]:
            for language in LANGUAGES:
                yield pack, case, language


@pytest.mark.requirement("R-40")
def test_every_reason_way_and_next_step_is_plain_in_three_languages() -> None:
    outcomes = set()
    for pack, case, language in every():
        for review in ("", "asked", "upheld", "changed"):
            one = shown(pack, case, language, review)
            outcomes.add((one.adverse, bool(one.ways), bool(one.no_way), bool(one.open)))
            said = (one.line, one.standing, one.no_way, one.step, one.sure, one.redress, one.deadline, one.draft, one.interest, one.review_line, *(reason.text for reason in one.reasons))
            for text in (*said, *(line for way in one.ways for line in way)):
                assert not check_plain(text, language), (pack.id, language, text)
    assert outcomes >= {(True, True, False, False), (True, False, True, False), (False, False, False, False), (False, False, False, True)}


@pytest.mark.requirement("R-40")
def test_a_no_always_has_a_reason_an_owner_a_way_or_the_truth_that_there_is_none_and_somewhere_to_go() -> None:
    for pack, case, language in every():
        one = shown(pack, case, language)
        if one.adverse:
            assert one.reasons and all(reason.text and reason.owner for reason in one.reasons)
            assert bool(one.ways) != bool(one.no_way)
            assert one.body and one.redress and one.deadline and one.draft and one.can_ask and one.review_line and one.facts
        assert "{" not in repr(one), "no text is left half filled in"


def test_nobody_is_told_to_put_their_home_at_risk_or_to_pay_late() -> None:
    for pack in READ.packs:
        for case in READ.cases[pack.id]:
            one = shown(pack, case, "fi")
            lines = [line for way in one.ways for line in way]
            assert not any("voi olla vaarassa" in line or "maksuja on myöhässä" in line or "loppuneet" in line for line in lines), (pack.id, lines)
