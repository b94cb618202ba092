"""Special categories of data: a permission for them is explicit, given by itself, and needs a condition that its purpose names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from luukku import consent, packs
from luukku.consent.answers import by_words
from luukku.model.consent import Card, ConsentEvent, Row
from luukku.model.ids import CardId, CaseId, PermissionId
from tests.contracts.trust import PACKS
from tests.stages.small_packs import FACTS, PURPOSES, write_packs

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ROW = Row(id="a", part="allow", service="a", receiver="r", facts=("x",), may_ask=(), purpose="p", ends=date(2027, 1, 1))
SPECIAL = replace(ROW, id="b", service="b", special=True)


def card(*rows: Row) -> Card:
    return Card(id=CardId("c"), case=CaseId("case"), event="child", rows=rows, at=NOW)


@pytest.mark.requirement("R-11")
def test_a_yes_for_several_rows_is_no_yes_for_a_special_category() -> None:
    assert by_words(card(ROW, SPECIAL), "yes") == ({"a": "allow"}, ())
    assert by_words(card(SPECIAL), "yes") == ({"b": "allow"}, ())
    assert by_words(card(ROW, SPECIAL), "no") == ({"a": "deny", "b": "deny"}, ())


def recorded(row: Row) -> ConsentEvent:
    return consent.record(
        replace(row, state="allowed"), permission=PermissionId("p"), case=CaseId("case"), basis="GDPR 6(1)(a)", assurance="nobody", at=NOW, language="fi", text="t",
    )  # fmt: skip


@pytest.mark.requirement("R-11")
@pytest.mark.parametrize(("row", "explicit"), [(ROW, False), (SPECIAL, True)])
def test_the_permission_says_whether_it_was_given_by_itself(row: Row, explicit: bool) -> None:
    (permission,) = consent.fold([recorded(row)], NOW).values()
    assert permission.explicit is explicit


def test_of_two_events_of_one_permission_the_lesser_holds() -> None:
    plain = replace(recorded(SPECIAL), explicit=False, at=NOW - timedelta(days=1))
    (permission,) = consent.fold([recorded(SPECIAL), plain], NOW).values()
    assert not permission.explicit


@pytest.mark.requirement("R-09")
@pytest.mark.parametrize(("condition", "told"), [("", True), ('special = "GDPR 9(2)(a)"\n', False)])
def test_a_service_that_tells_a_special_category_needs_a_condition(tmp_path: Path, condition: str, told: bool) -> None:
    facts = FACTS.replace('[facts."municipality"]\ntype = "municipality"', '[facts."municipality"]\ntype = "municipality"\nsensitivity = 3')
    purposes = PURPOSES
    for id in ("day-care", "allowance"):
        purposes = purposes.replace(f"[purposes.{id}]\n", f"[purposes.{id}]\n{condition}")
    problems = [str(problem) for problem in packs.check(write_packs(tmp_path, facts_toml=facts, all_toml=purposes))]
    assert [problem for problem in problems if "special category" in problem] == problems and bool(problems) == told


def test_the_day_from_which_somebody_is_ill_is_special_and_goes_by_the_law_on_social_security() -> None:
    loaded = packs.load(PACKS)
    service = loaded.events["illness"].service("sickness-allowance")
    assert service is not None and service.special and loaded.purposes[service.purpose].special == "GDPR 9(2)(b)"
    assert [one.id for pack in loaded.events.values() for one in pack.services if one.special] == ["sickness-allowance"]
