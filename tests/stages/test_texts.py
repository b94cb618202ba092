"""Texts: nothing missing in any language, the same variables everywhere, plain words, and never silence about a gap."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast

from luukku.errors import BadPack, LuukkuError
from luukku.explain import Texts, check_texts
from luukku.explain.check import error_codes, needed_common
from luukku.explain.plain import WORDS_A_SENTENCE, check_plain, count_words, sentences
from luukku.explain.words import clip, day_text, days_left, list_text, span_text, when_text
from luukku.model.ids import LANGUAGES, Language
from luukku.model.journey import REASONS, StepState
from luukku.model.pack import Packs
from luukku.model.use import EntryKind
from tests.stages.told import NOW, TODAY, packs, texts


def changed(language: Language, old: str, new: str, *, pack: bool = False) -> Packs:
    """The real packs with one line of one language's texts changed."""
    real = packs()
    if pack:
        child = real.events["child"]
        assert old in child.texts[language]
        child = replace(child, texts={**child.texts, language: child.texts[language].replace(old, new)})
        return replace(real, events={**real.events, "child": child})
    assert old in real.texts[language]
    return replace(real, texts={**real.texts, language: real.texts[language].replace(old, new)})


def whats(found: Packs) -> list[str]:
    return [problem.what for problem in check_texts(found)]


def test_the_shipped_texts_have_no_problem() -> None:
    assert check_texts(packs()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_a_sentence_that_says_what_happened_what_became_of_it_and_what_now(language: Language) -> None:
    for code in error_codes():
        assert len(sentences(texts().say(language, f"error-{code}"))) == 3, code


def test_the_list_of_errors_is_the_whole_tree() -> None:
    assert {LuukkuError.code, "empty", "too-long", "not-text", "not-found", "no-room", "broken", "taken"} <= error_codes()


@pytest.mark.requirement("R-35")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_reason_entry_and_organisation_has_words(language: Language) -> None:
    for state in get_args(StepState):
        assert texts().has(language, f"state-{state}") and texts().has(language, f"line-{state}")
    for reason in REASONS:
        assert texts().has(language, f"reason-{reason}")
    for kind in get_args(EntryKind):
        assert texts().has(language, f"entry-{kind}") or (kind == "consent" and texts().has(language, "entry-consent-given"))
    for service in packs().events["child"].services:
        assert texts().has(language, f"org-{service.organisation}")
        assert texts().has(language, f"purpose-{service.purpose}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_and_every_value_has_words(language: Language) -> None:
    for pack in packs().events.values():
        own = texts().of(pack.id)
        for spec in pack.facts:
            id = f"fact-{spec.name.replace('.', '-')}"
            for attribute in ("name", *(("ask", "why") if spec.ask != "never" else ()), *spec.values):
                assert own.has(language, id, attribute), f"{pack.id}: {id}.{attribute}"


def test_a_text_missing_in_one_language_is_found_with_its_file() -> None:
    found = check_texts(changed("sv", "reply-thanks = Varsågod.\n", ""))
    assert [(problem.file, problem.what) for problem in found] == [
        ("language/sv/common.ftl", 'the text "reply-thanks" is missing, other languages have it')
    ]


def test_an_attribute_missing_in_one_language_is_found() -> None:
    assert 'the text "service-tax-card.do" is missing, other languages have it' in whats(
        changed("en", "    .do = Check the income limit in MyTax. If your income changes, order a new tax card for Kela’s benefit there.\n", "", pack=True)
    )


def test_a_variable_that_one_language_forgets_is_found_with_its_line() -> None:
    found = check_texts(changed("fi", "reply-noted = Selvä: { $values }.", "reply-noted = Selvä."))
    source = packs().texts["fi"]
    line = source[: source.index("reply-noted")].count("\n") + 1
    assert [(problem.line, problem.what) for problem in found] == [(line, '"reply-noted" does not say $values, which another language says')]


def test_a_text_that_leans_on_a_missing_one_is_found() -> None:
    assert '"reply-thanks" leans on "no-such", which is missing' in whats(changed("en", "reply-thanks = You’re welcome.", "reply-thanks = { no-such }"))


def test_an_id_that_the_code_needs_is_found_when_all_languages_lack_it() -> None:
    lacking = packs()
    for language in LANGUAGES:
        lines = [line for line in lacking.texts[language].splitlines(keepends=True) if not line.startswith("error-busy")]
        lacking = replace(lacking, texts={**lacking.texts, language: "".join(lines)})
    assert {problem.what for problem in check_texts(lacking)} == {'the text "error-busy" is missing'}
    assert "error-busy" in set(needed_common(packs()))


def test_officialese_is_found_in_a_pack() -> None:
    assert any("officialese" in what for what in whats(changed("fi", ".without = Korttia ei tarvitse hakea.", ".without = Mikäli kortti puuttuu, kysy Kelasta.", pack=True)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_text_raises_and_never_shows_its_id(language: Language) -> None:
    with pytest.raises(BadPack):
        texts().say(language, "no-such-text")
    with pytest.raises(BadPack):
        texts().say(language, "service-child-benefit", "no-such-attribute")


def test_a_missing_variable_raises() -> None:
    with pytest.raises(BadPack):
        texts().say("fi", "reply-noted")


def test_an_event_says_its_own_text_before_the_common_one() -> None:
    real = packs()
    child = replace(real.events["child"], texts={**real.events["child"].texts, "fi": "reply-thanks = Ilo on minun."})
    said = Texts(replace(real, events={"child": child}))
    assert said.say("fi", "reply-thanks") == "Ole hyvä."
    assert said.of("child").say("fi", "reply-thanks") == "Ilo on minun."


def test_no_bidi_isolates_stand_around_variables() -> None:
    assert texts().say("fi", "reply-noted", values="Tampere") == "Selvä: Tampere."


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_before_the_first_message_that_a_machine_answers(language: Language) -> None:
    machine = {"fi": "kone", "sv": "maskin", "en": "machine"}[language]
    assert machine in texts().say(language, "page-disclosure") and machine in texts().say(language, "page-answers-machine")


def test_every_text_that_the_templates_use_is_there() -> None:
    templates = Path(__file__).parents[2] / "src" / "luukku" / "web" / "templates"
    if not templates.is_dir():
        pytest.skip("no templates yet")
    used = {id for file in templates.glob("*.html") for id in re.findall(r"""say\(\s*['"]([a-z0-9-]+)['"]""", file.read_text("utf-8"))}
    assert used
    for language in LANGUAGES:
        # an id that ends with a hyphen is put together in the template
        assert [id for id in sorted(used) if not id.endswith("-") and not texts().has(language, id)] == []


def test_numbers_choose_their_words_and_are_written_as_the_language_writes_them() -> None:
    assert [texts().say("fi", "plan-days", n=n) for n in (0, 1, 2, 91)] == ["tänään", "yksi päivä", "2 päivää", "91 päivää"]
    assert [texts().say("sv", "plan-summary", waits=n) for n in (0, 1, 3)] == [
        "Ingenting väntar på dig just nu.", "En sak väntar på dig.", "3 saker väntar på dig.",
    ]  # fmt: skip


def test_sources_parse_without_junk() -> None:
    for language in LANGUAGES:
        for source in (packs().texts[language], packs().events["child"].texts[language]):
            assert not [entry for entry in FluentParser().parse(source).body if isinstance(entry, ast.Junk)]


# Words


def test_days_are_written_as_each_language_writes_them() -> None:
    born = date(2026, 11, 20)
    assert [day_text(born, language) for language in LANGUAGES] == ["pe 20.11.2026", "fre 20.11.2026", "Fri 20 Nov 2026"]


def test_a_moment_is_said_in_helsinki_time() -> None:
    assert [when_text(NOW, language) for language in LANGUAGES] == ["la 21.11.2026 klo 2.05", "lör 21.11.2026 kl. 2.05", "Sat 21 Nov 2026, 2:05"]


def test_spans_and_lists() -> None:
    assert span_text("2026-11-16/2026-11-22", "fi") == "16.11.2026 – 22.11.2026"
    assert span_text("2026-11-20", "sv") == "fre 20.11.2026"
    assert span_text("Tampere", "fi") == "Tampere"
    assert [list_text(["a", "b", "c"], language) for language in LANGUAGES] == ["a, b ja c", "a, b och c", "a, b and c"]
    assert list_text([], "fi") == ""


def test_days_left_count_from_today_and_go_below_zero() -> None:
    assert days_left(TODAY, date(2027, 2, 20)) == 91
    assert days_left(TODAY, date(2026, 11, 20)) == -1


def test_a_quote_is_one_line_and_is_cut_at_its_end() -> None:
    assert clip(" eilen\n illalla ") == "eilen illalla"
    assert clip("a" * 100) == "a" * 79 + "…"


# Plain language


def test_words_are_counted_as_people_count_them() -> None:
    assert count_words("viimeistään la 20.2.2027, 91 päivää!") == 5
    assert count_words("you don’t need to") == 4


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("fi", "Olet oikeutettu lapsilisään.", "promise"),
        ("sv", "Du har rätt till barnbidrag.", "promise"),
        ("en", "You are entitled to child benefit.", "promise"),
        ("fi", "Hakemus toimitetaan äidin toimesta.", "officialese"),
        ("sv", "Barnet går i förskola.", "officialese"),
        ("en", "Apply prior to the leave.", "officialese"),
        ("fi", "Onnea! Hienoa!", "exclamation"),
        ("en", "word " * (WORDS_A_SENTENCE["en"] + 1), "sentence"),
        ("fi", "a" * 40, "letters"),
    ],
)
def test_what_is_not_plain_is_named(language: Language, text: str, what: str) -> None:
    assert any(what in unplain.what for unplain in check_plain(text, language))


def test_plain_words_pass() -> None:
    assert check_plain("Kysy luvan kestosta. Kannattaa kysyä ennen vapaan alkua.", "fi") == []
