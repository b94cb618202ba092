"""Amounts, counts, ages, durations, deadlines and places as facts of any event."""

from __future__ import annotations

import pytest

from luukku.model.ids import Language
from luukku.understand.amounts import find_amounts
from luukku.understand.counts import find_ages
from luukku.understand.durations import find_durations
from luukku.understand.text import Clause, fold
from tests.stages.event_packs import understanding
from tests.stages.test_understand_several import case, facts, told


@pytest.mark.parametrize(
    ("language", "text", "cents", "approx"),
    [
        ("fi", "velkaa 50 000 euroa", 5_000_000, False), ("fi", "pari tonnia", 200_000, True), ("fi", "14 t€", 1_400_000, False), ("fi", "20k", 2_000_000, False),
        ("fi", "2,5 miljoonaa", 250_000_000, False), ("fi", "500e", 50_000, False), ("fi", "noin 3000 €", 300_000, True), ("fi", "€1 234,56", 123_456, False),
        ("fi", "viisi tonnia", 500_000, False), ("fi", "kaksisataa euroa", 20_000, False), ("fi", "tuhat euroa", 100_000, False), ("fi", "12.500 euroa", 1_250_000, False),
        ("sv", "ungefär 20 000 euro", 2_000_000, True), ("sv", "femtusen euro", 500_000, False), ("sv", "två miljoner", 200_000_000, False),
        ("en", "five thousand euros", 500_000, False), ("en", "about 2k", 200_000, True), ("en", "a couple of thousand", 200_000, True), ("en", "12 grand", 1_200_000, False),
        ("sv", "500 kr", None, False), ("fi", "14 kpl", None, False), ("fi", "klo 12.30", None, False), ("fi", "3.11.2026", None, False), ("fi", "kolme lainaa", None, False),
    ],
)  # fmt: skip
def test_money_is_read_in_cents(language: Language, text: str, cents: int | None, approx: bool) -> None:
    found = list(find_amounts(fold(text), Clause(0, len(text)), understanding("debt").tongues[language].numbers))
    assert [(one.cents, one.approx) for one in found] == ([(cents, approx)] if cents else [])


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fi", "kolme vuotta", "P3Y"), ("fi", "2 kk", "P2M"), ("fi", "puolitoista vuotta", "P18M"), ("fi", "pari viikkoa", "P2W"), ("fi", "3 vuotta sitten", None),
        ("fi", "7-vuotias", None), ("sv", "två månader", "P2M"), ("sv", "för tre år sedan", None), ("en", "ten years", "P10Y"), ("en", "six months ago", None),
        ("en", "7 years old", None), ("en", "half a year", "P6M"), ("fi", "14 kpl", None),
    ],
)  # fmt: skip
def test_how_long_is_told_from_how_long_ago_and_how_old(language: Language, text: str, value: str | None) -> None:
    found = list(find_durations(fold(text), Clause(0, len(text)), understanding("debt").tongues[language].numbers))
    assert [one.value for one in found] == ([value] if value else [])


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [("fi", "7-vuotias", "7"), ("fi", "kolmevuotias", "3"), ("fi", "7 kk ikäinen", "7mo"), ("sv", "sjuåring", "7"), ("sv", "7 år gammal", "7"), ("en", "7-year-old", "7"),
     ("en", "7 months old", "7mo"), ("en", "seven years old", "7"), ("fi", "7 euroa", None)],
)  # fmt: skip
def test_ages_are_in_years_or_months(language: Language, text: str, value: str | None) -> None:
    found = list(find_ages(fold(text), Clause(0, len(text)), understanding("debt").tongues[language].numbers))
    assert [one.value for one in found] == ([value] if value else [])


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fi", "pikavippejä 14 kpl ja perintätoimisto soittelee", {("debt", "count", 14)}), ("fi", "mulla on kolme lainaa, yhteensä 20k", {("debt", "count", 3), ("debt", "amount.eur", 2_000_000)}),
        ("fi", "pikavippejä on 14", {("debt", "count", 14)}), ("en", "I have five payday loans", {("debt", "count", 5)}), ("sv", "jag har tre snabblån", {("debt", "count", 3)}),
        ("fi", "velkaa on 8000 euroa, eräpäivä 1.12.", {("debt", "amount.eur", 800_000), ("debt", "deadline.date", "2026-12-01")}),
        ("fi", "velkaa on ollut kolme vuotta", {("debt", "duration", "P3Y")}),
        ("fi", "avioero, kaksi lasta", {("divorce", "child.count", 2)}), ("fi", "avioero, poika on 7-vuotias", {("divorce", "child.age", "7")}),
        ("en", "we are getting divorced, three small kids", {("divorce", "child.count", 3)}),
        ("fi", "muutan 1.12. Turusta Tampereelle", {("moving", "event.date", "2026-12-01"), ("moving", "municipality", "Tampere"), ("moving", "municipality.from", "Turku")}),
        ("fi", "muutin 1.10. Ouluun", {("moving", "event.date", "2026-10-01"), ("moving", "municipality", "Oulu")}),
        ("sv", "vi flyttar den 1 mars från Åbo till Vasa", {("moving", "event.date", "2027-03-01"), ("moving", "municipality", "Vaasa"), ("moving", "municipality.from", "Turku")}),
        ("en", "we are moving from Turku to Tampere on 1 March", {("moving", "event.date", "2027-03-01"), ("moving", "municipality", "Tampere"), ("moving", "municipality.from", "Turku")}),
        ("fi", "mieheni haki avioeroa", {("divorce", "person.role", "spouse")}),
    ],
)  # fmt: skip
def test_facts_of_the_shared_catalogue_are_taken_for_any_event(language: Language, text: str, wanted: set[tuple[str, str, object]]) -> None:
    assert facts(told(text, language=language)) == wanted


@pytest.mark.parametrize(
    ("asked", "event", "text", "value"),
    [("amount.eur", "debt", "20 000", 2_000_000), ("count", "debt", "kolme", 3), ("count", "debt", "3", 3), ("child.count", "divorce", "kaksi", 2), ("child.age", "divorce", "7", "7"),
     ("municipality.from", "moving", "Turusta", "Turku"), ("municipality", "moving", "Turusta Tampereelle", "Tampere"), ("deadline.date", "debt", "1.12.2026", "2026-12-01"),
     ("duration", "debt", "kaksi vuotta", "P2Y")],
)  # fmt: skip
def test_short_answers_are_read_by_what_was_asked(asked: str, event: str, text: str, value: object) -> None:
    reading = told(text, case(event), asked=asked, of=event)
    assert (event, asked, value) in facts(reading) and reading.acts == ("answer",)
