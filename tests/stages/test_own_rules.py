"""Rules of the customer's own in words: what makes one, what takes one back, and what only speaks of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.errors import BadPack
from luukku.model.ids import LANGUAGES, Language
from luukku.model.own_rule import KINDS, OwnRule, rule_or_none
from luukku.packs import find_packs, load
from luukku.understand.own_rules import OwnRuleWords, read_own
from luukku.understand.tables import strings, table_of
from luukku.understand.text import phrases_to

HERE = Path(__file__).parent


@cache
def words() -> dict[Language, OwnRuleWords]:
    packs, found = load(find_packs()), dict[Language, OwnRuleWords]()
    for language in LANGUAGES:
        tables = packs.language[language]
        kin = table_of(table_of(tables, "kin"), "roles")
        found[language] = OwnRuleWords(table_of(tables, "own_rules"), phrases_to({role: strings(kin, role) for role in kin}))
    return found


def said(text: str, language: Language, *, card: bool = False) -> list[str]:
    """As the texts are labelled: "never-tell/bank", "back:/", "-"."""
    order = [words()[language], *(one for code, one in words().items() if code != language)]
    rules = read_own(order, text, card=card).rules
    return sorted(f"{'back:' if one.back else ''}{one.kind or ''}/{one.of}" for one in rules) or ["-"]


def labelled(name: str) -> list[tuple[Language, list[str], str]]:
    lines = (line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [(code, sorted(want.split(" ")), text) for language, want, text in lines for code in LANGUAGES if code == language]


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize(("language", "want", "text"), labelled("own_rules_dev.tsv"))
def test_a_rule_is_read_from_its_words(language: Language, want: list[str], text: str) -> None:
    assert said(text, language) == want


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_held_texts_most_rules_are_read_and_no_other_is_made(language: str) -> None:
    """What only speaks of a rule makes none: a wrong rule is worse than one that is said again. Held texts: at least 40 a language."""
    held = [(want, said(text, language), text) for code, want, text in labelled("own_rules_held.tsv") if code == language]
    rules, others = [one for one in held if one[0] != ["-"]], [one for one in held if one[0] == ["-"]]
    assert len(held) >= 40 and len(others) >= 15
    assert [text for _, got, text in others if got != ["-"]] == []
    assert sum(want == got for want, got, _ in rules) / len(rules) >= 0.8


def test_what_stands_beside_a_rule_is_left_to_be_read() -> None:
    own = read_own([words()["fi"]], "Meille syntyi poika eilen. Älä kerro exälle mitään!")
    assert [one.of for one in own.rules] == ["ex-spouse"] and own.rest.strip(" !") == "Meille syntyi poika eilen."
    assert read_own([words()["fi"]], "Älä kerro exälle mitään!").rest == ""


def test_a_no_to_all_of_an_open_card_is_no_rule() -> None:
    assert said("älä kerro kenellekään", "fi") == ["never-tell/"]
    assert said("älä kerro kenellekään", "fi", card=True) == ["-"]
    assert said("älä kerro pankille", "fi", card=True) == ["never-tell/bank"]


@given(st.text(max_size=80))
def test_any_text_at_all_is_read_without_harm(text: str) -> None:
    own = read_own(list(words().values()), text)
    assert len(own.rest) in (0, len(text))


@given(st.sampled_from(KINDS), st.text("abcdefghij-", max_size=12))
def test_a_kept_rule_is_read_back_as_it_was_or_not_at_all(kind: str, of: str) -> None:
    rule = rule_or_none(f"{kind}/{of}")
    assert rule is None or rule == OwnRule(kind=rule.kind, of=of) and rule.value == f"{kind}/{of}"


@pytest.mark.parametrize("value", ["", "never-tell", "sell/bank", "never-tell/" + "x" * 41, "never-tell/a b", "quiet/someday", "contact-by/pigeon", 7, None])
def test_what_is_no_rule_makes_none(value: object) -> None:
    assert rule_or_none(value) is None


def test_a_wrong_pattern_is_named_with_its_file() -> None:
    with pytest.raises(BadPack, match="own_rules.toml"):
        OwnRuleWords({"never_tell": ["{nobody} x"]}, phrases_to({}))
