"""The coarsest form: a service that needs a month is told a month, and nobody downstream can tell the day."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku import explain, packs
from luukku.ground.forms import OF_TYPE, coarsen
from luukku.model.fact import Value
from luukku.model.pack import Form
from luukku.packs.services import FORMS
from tests.stages.small_packs import SERVICES, write_packs

TODAY = date(2026, 11, 29)


@pytest.mark.requirement("R-14")
@pytest.mark.parametrize(
    ("value", "form", "told"),
    [
        ("2026-11-20", "year", "2026"), ("2026-11-20", "month", "2026-11"), ("2026-11-30/2026-12-02", "month", "2026-11/2026-12"),
        ("2026-11-16/2026-11-22", "month", "2026-11"), ("2025-12-31/2026-01-02", "year", "2025/2026"),
        ("2008-11-29", "over-18", True), ("2008-11-30", "over-18", False), ("2008-11-01/2008-12-01", "over-18", False), ("2008-02-29", "over-18", True),
        ("9999-12-31", "over-18", None), ("33100", "area", "33"), (" FI-00100 ", "area", "00"),
        ("Kotikatu 1", "area", None), ("3310", "area", None), (33100, "area", None), ("spring", "month", None), ("", "year", None), (True, "over-18", None),
    ],
)  # fmt: skip
def test_each_form_says_just_that_and_what_cannot_be_put_so_is_not_told(value: Value, form: Form, told: Value | None) -> None:
    assert coarsen(value, form, TODAY) == told


@pytest.mark.requirement("R-14")
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 27), st.sampled_from(["year", "month"]))
def test_two_days_of_a_month_cannot_be_told_apart(day: date, days: int, form: Form) -> None:
    first = day.replace(day=1)
    other = first + timedelta(days=days)
    assert coarsen(first.isoformat(), form, TODAY) == coarsen(other.isoformat(), form, TODAY)


@pytest.mark.requirement("R-14")
@pytest.mark.parametrize(
    ("forms", "told"),
    [
        ('{ "event.date" = "month" }', ""),
        ('{ "event.date" = "mont" }', 'did you mean "month"'),
        ('{ "municipality" = "area" }', "is a form of text"),
        ('{ "child.sex" = "year" }', 'stands neither in "facts" nor in "may_ask"'),
    ],
)
def test_a_form_that_the_fact_does_not_have_is_told(tmp_path: Path, forms: str, told: str) -> None:
    services = SERVICES.replace('basis = "GDPR 6(1)(a)"', f'basis = "GDPR 6(1)(a)"\nforms = {forms}')
    problems = [str(problem) for problem in packs.check(write_packs(tmp_path, services_toml=services))]
    assert any(told in problem for problem in problems) if told else problems == []
    assert not told or all(problem.startswith("service/child/services.toml:") for problem in problems)


def test_every_form_has_its_type_and_its_words_on_the_card() -> None:
    assert set(OF_TYPE) == set(FORMS)
    texts = explain.Texts(packs.load(packs.find_packs()))
    assert texts.say("fi", "card-form-month", name="syntymäpäivä") == "syntymäpäivä (vain kuukausi)"


@pytest.mark.parametrize(
    ("value", "words"), [("2026-11", "marraskuu 2026"), ("2026-11/2026-12", "marraskuu 2026 – joulukuu 2026"), ("2026", "2026"), ("2026-11-20", "pe 20.11.2026")]
)
def test_a_coarse_date_reads_as_people_say_it_in_a_letter(value: str, words: str) -> None:
    texts = explain.Texts(packs.load(packs.find_packs()))
    assert explain.label(texts, "value", f"early-education/event.date={value}") == words


def test_whether_somebody_is_of_age_reads_as_yes_or_no_in_a_letter() -> None:
    loaded = packs.load(packs.find_packs())
    texts = explain.Texts(loaded)
    assert explain.label(texts, "value", "early-education/event.date=true") == texts.say("fi", "value-yes")
