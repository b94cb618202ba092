"""Several events: in one message, in several cases, and whose facts are whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from luukku.model.fact import Fact, Facts, Personal, Value, reveal
from luukku.model.ids import Language
from luukku.model.reading import CaseKnown, Expects, Reading
from luukku.understand import read
from luukku.understand.own import is_own_life
from tests.stages.event_packs import understanding

TODAY = date(2026, 11, 21)
ALL = ("divorce", "moving", "debt", "bankruptcy", "job-loss", "bereavement")
ABOUT = {"child.sex": "child-1", "person.role": "late-1"}


def case(event: str, **values: Value) -> CaseKnown:
    named = {name.replace("_", "."): value for name, value in values.items()}
    about = {"event.date": {"child": "child-1", "bereavement": "late-1"}.get(event, "me")}
    facts = tuple(
        Fact(name=name, about=about.get(name, ABOUT.get(name, "me")), value=Personal(value), at=datetime(2026, 11, 21, tzinfo=UTC)) for name, value in named.items()
    )
    return CaseKnown(event=event, facts=Facts(facts))


def told(text: str, *cases: CaseKnown, language: Language = "fi", asked: str | None = None, of: str = "", events: tuple[str, ...] = ALL) -> Reading:
    return read(understanding(*events), text, None, Expects(name=asked, event=of) if asked else None, cases, Facts(), (), TODAY, language)


def events(reading: Reading) -> list[str]:
    return [one.event for one in reading.events]


def facts(reading: Reading) -> set[tuple[str, str, object]]:
    return {(one.event, one.name, reveal(one.value)) for one in reading.facts}


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fi", "erosin keväällä ja nyt muutan Tampereelle", ["divorce", "moving"]), ("fi", "jäin työttömäksi ja pikavipit painaa", ["job-loss", "debt"]),
        ("fi", "firma meni nurin ja avioero tuli", ["bankruptcy", "divorce"]), ("sv", "vi ska skilja oss och jag flyttar till Åbo", ["divorce", "moving"]),
        ("en", "I got laid off and we are moving to Turku", ["job-loss", "moving"]), ("fi", "Mieheni kuoli viime viikolla. Muutan Turkuun.", ["bereavement", "moving"]),
        ("fi", "siskoni erosi viime vuonna, mutta minä muutan Tampereelle", ["moving"]), ("fi", "en ole eronnut, mutta muutan Tampereelle", ["moving"]),
        ("fi", "jos avioero tulee, muutan Turkuun", []), ("fi", "emme eroamme", []), ("en", "my friend is getting divorced", []), ("en", "what if we get divorced", []),
    ],
)  # fmt: skip
def test_each_event_is_found_by_its_own_clause(language: Language, text: str, found: list[str]) -> None:
    assert events(told(text, language=language)) == found


def test_dates_and_places_go_to_the_event_of_their_clause() -> None:
    reading = told("erosin 3.5., ja nyt muutan 1.12. Turusta Tampereelle")
    assert {("divorce", "event.date", "2026-05-03"), ("moving", "event.date", "2026-12-01"), ("moving", "municipality.from", "Turku"), ("moving", "municipality", "Tampere")} <= facts(reading)
    assert ("divorce", "event.date", "2026-12-01") not in facts(reading) and ("moving", "event.date", "2026-05-03") not in facts(reading)


def test_where_the_customer_lives_is_told_once_and_goes_to_every_event_that_asks() -> None:
    assert {("divorce", "municipality", "Tampere"), ("moving", "municipality", "Tampere")} <= facts(told("erosin keväällä ja nyt muutan Tampereelle"))


def test_of_two_events_on_the_same_word_the_surer_stands() -> None:
    assert events(told("haluan velkajärjestelyyn")) == ["debt"]
    assert events(told("hain konkurssiin ja pikavippejä on 14")) == ["bankruptcy", "debt"]


def test_an_answer_goes_to_the_case_that_asked_and_not_to_the_one_at_hand() -> None:
    cases = (case("moving", municipality="Tampere"), case("divorce"))
    assert facts(told("3.5.", *cases, asked="event.date", of="moving")) == {("moving", "event.date", "2026-05-03")}
    assert facts(told("3.5.", *cases, asked="event.date", of="divorce")) == {("divorce", "event.date", "2026-05-03")}
    assert told("3.5.", *cases, asked="event.date", of="divorce").acts == ("answer",)


def test_a_new_event_keeps_its_date_from_the_question_of_another() -> None:
    reading = told("jäin työttömäksi viime viikolla", case("divorce"), asked="event.date", of="divorce")
    assert events(reading) == ["job-loss"]
    assert {event for event, name, _ in facts(reading) if name == "event.date"} == {"job-loss"}


def test_an_answer_that_is_a_word_of_another_event_opens_no_second_case() -> None:
    reading = told("työtön", case("child", event_date="2026-11-20"), asked="mother.work", of="child")
    assert events(reading) == [] and facts(reading) == {("child", "mother.work", "unemployed")}


def test_another_case_learns_what_its_own_words_say_and_what_sets_it_right() -> None:
    cases = (case("child", child_sex="boy"), case("debt"))
    assert facts(told("ei kun tyttö", *cases)) == {("child", "child.sex", "girl")}
    assert facts(told("lainaa on 20 000 euroa", *cases)) == {("debt", "amount.eur", 2_000_000)}


def test_an_event_under_way_told_again_opens_no_second() -> None:
    reading = told("avioero tuli voimaan 3.5.", case("divorce"))
    assert facts(reading) == {("divorce", "event.date", "2026-05-03")} and "new" not in reading.acts


@pytest.mark.parametrize(
    ("language", "text", "role", "day"),
    [
        ("fi", "Mieheni kuoli viime viikolla, en jaksa näitä papereita.", "late-spouse", "2026-11-09/2026-11-15"), ("fi", "äiti kuoli eilen", "late-mother", "2026-11-20"),
        ("fi", "Isä sairastui ja kuoli eilen", "late-father", "2026-11-20"), ("fi", "mieheni äiti kuoli 3.11. Turussa", "late-mother-in-law", "2026-11-03"),
        ("sv", "min man dog igår", "late-spouse", "2026-11-20"), ("sv", "morfar dog i oktober och vi ska göra bouppteckning", "late-grandfather", "2026-10-01/2026-10-31"),
        ("en", "my husband died yesterday and I can't face the paperwork", "late-spouse", "2026-11-20"), ("en", "My mum passed away yesterday", "late-mother", "2026-11-20"),
    ],
)  # fmt: skip
def test_a_relatives_death_is_an_event_to_act_on_with_whom_and_when(language: Language, text: str, role: str, day: str) -> None:
    reading = told(text, language=language)
    assert [(one.event, one.stance) for one in reading.events] == [("bereavement", "act")]
    assert {("bereavement", "person.role", role), ("bereavement", "event.date", day)} <= facts(reading)
    assert reading.needs == ()


@pytest.mark.parametrize(
    ("language", "text", "needs"),
    [("fi", "meidän koira kuoli", ("grief",)), ("fi", "kaverini isä kuoli", ("grief",)), ("fi", "sain keskenmenon", ("grief",)), ("fi", "menetin työpaikkani", ()),
     ("fi", "äiti kuoli nauruun", ()), ("fi", "isäni ei ole kuollut", ()), ("fi", "jos mieheni kuolee", ()), ("fi", "akku kuoli", ()), ("en", "our cat died", ("grief",)),
     ("en", "my friend's father died", ("grief",)), ("sv", "mamma dog inte", ()), ("fi", "isäni kuoli 1998", ("grief",))],
)  # fmt: skip
def test_other_deaths_are_met_with_grief_or_passed_over(language: Language, text: str, needs: tuple[str, ...]) -> None:
    reading = told(text, language=language)
    assert "bereavement" not in events(reading) and reading.needs == needs


@pytest.mark.parametrize("text", ["vauva kuoli yöllä", "hän kuoli eilen sairaalassa"])
def test_the_childs_death_ends_its_case_and_is_read(text: str) -> None:
    reading = told(text, case("child", event_date="2026-11-15", child_sex="boy"))
    assert reading.needs == ("loss",) and events(reading) == ["bereavement"]
    assert ("bereavement", "person.role", "late-child-1") in facts(reading) and not any(event == "child" for event, _, _ in facts(reading))


def test_a_second_death_is_another() -> None:
    reading = told("nyt äitikin kuoli", case("bereavement", person_role="late-spouse"))
    assert [(one.event, one.another) for one in reading.events] == [("bereavement", True)]


def test_without_a_pack_for_it_a_death_stays_grief() -> None:
    reading = told("mieheni kuoli eilen", events=("divorce",))
    assert (events(reading), facts(reading), reading.needs) == ([], set(), ("grief",))


@pytest.mark.parametrize(
    ("language", "text", "needs"),
    [
        ("fi", "jatketaan myöhemmin", ("later",)), ("fi", "en jaksa nyt", ("later",)), ("fi", "en jaksa näitä papereita", ("later",)), ("sv", "vi tar det senare", ("later",)),
        ("en", "let's continue later", ("later",)), ("fi", "haluan valittaa tästä palvelusta", ("complaint",)), ("sv", "jag vill klaga på servicen", ("complaint",)),
        ("en", "I want to complain about this", ("complaint",)), ("fi", "en halua valittaa", ()), ("fi", "muutan Turkuun, en jaksa tätä rumbaa", ()),
    ],
)  # fmt: skip
def test_a_wish_to_go_on_later_and_a_complaint_are_heard(language: Language, text: str, needs: tuple[str, ...]) -> None:
    assert told(text, case("debt"), language=language).needs == needs


def test_going_on_later_is_no_answer() -> None:
    for asked, of in (("confirm:debt", "debt"), ("consent", ""), ("amount.eur", "debt")):
        reading = told("jatketaan myöhemmin", case("debt"), asked=asked, of=of)
        assert (reading.says, reading.acts, facts(reading), reading.needs) == (None, (), set(), ("later",))


def test_what_is_of_the_event_is_not_the_customers_own_life() -> None:
    assert is_own_life("municipality", "me") and is_own_life("mother.work", "mother")
    assert not any(is_own_life(name, "me") for name in ("event.date", "amount.eur", "count", "person.role", "deadline.date"))
    assert not is_own_life("child.sex", "child-1") and not is_own_life("event.date", "late-1")


def test_more_packs_change_nothing_in_the_reading_of_one() -> None:
    for text in ("Moi, meille syntyi eilen poika Tampereella!", "odotamme lasta", "siskoni sai vauvan"):
        alone, beside = told(text, events=()), told(text)
        assert alone == replace(beside, trace=alone.trace)
