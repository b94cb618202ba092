"""One pure function says whether a permission allows a use: each condition counts, and each refusal says which."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.ground.permits import Use, refusal
from luukku.model.consent import Permission
from luukku.model.ids import CaseId, PermissionId

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
END = NOW + timedelta(days=30)
PERMISSION = Permission(
    id=PermissionId("p-1"), purpose="parental-allowance", receiver="kela-sandbox", facts=frozenset({"event.date", "municipality"}),
    assurance="contact", basis="GDPR 6(1)(a)", given=NOW, ends=END, case=CaseId("case-1"), service="parental-allowance",
)
USE = Use(
    case=CaseId("case-1"), service="parental-allowance", receiver="kela-sandbox", purpose="parental-allowance",
    facts=frozenset({"municipality"}), assurance="contact",
)


def test_what_it_names_is_allowed() -> None:
    assert refusal(PERMISSION, USE, NOW) is None
    assert refusal(PERMISSION, replace(USE, facts=PERMISSION.facts), NOW) is None


def test_without_a_permission_nothing_is_allowed() -> None:
    assert refusal(None, USE, NOW) == "no-permission"


@pytest.mark.parametrize("change, why", [
    ({"case": "case-2"}, "case"), ({"service": "early-education"}, "service"), ({"receiver": "insurer"}, "receiver"),
    ({"purpose": "marketing"}, "purpose"), ({"assurance": "strong"}, "assurance"), ({"facts": frozenset({"municipality", "mother.work"})}, "fact"),
])
def test_each_condition_counts_by_itself(change: dict[str, Any], why: str) -> None:
    assert refusal(PERMISSION, replace(USE, **change), NOW) == why


@pytest.mark.requirement("R-07")
@pytest.mark.parametrize("at, why", [
    (NOW - timedelta(seconds=1), "not-yet"), (NOW, None), (END - timedelta(seconds=1), None), (END, "ended"), (END + timedelta(seconds=1), "ended"),
])
def test_it_lasts_from_its_giving_until_its_end(at: datetime, why: str | None) -> None:
    assert refusal(PERMISSION, USE, at) == why


@pytest.mark.requirement("R-04")
@given(
    held=st.frozensets(st.sampled_from("abcde")), wanted=st.frozensets(st.sampled_from("abcde")), narrowed=st.frozensets(st.sampled_from("abcde")),
    seconds=st.integers(-2, 2 + 30 * 86_400),
)
def test_a_narrowed_permission_allows_nothing_that_the_old_one_did_not(held: frozenset[str], wanted: frozenset[str], narrowed: frozenset[str], seconds: int) -> None:
    old, use, at = replace(PERMISSION, facts=held), replace(USE, facts=wanted), NOW + timedelta(seconds=seconds)
    new = replace(old, facts=held & narrowed)
    if refusal(new, use, at) is None:
        assert refusal(old, use, at) is None and wanted <= held & narrowed
