"""Words said to an open card: what allows, what sends, what refuses, and all that does nothing of the kind."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.embedding import best_embedder
from luukku.hear import mark
from luukku.model.fact import Fact, Facts, Personal, reveal
from luukku.model.ids import LANGUAGES, Language
from luukku.model.reading import Expects, Reading
from luukku.packs import find_packs, load
from luukku.understand import Understanding, prepare, read
from luukku.understand.text import fold
from luukku.understand.yes_no import says
from tests.stages.reading import known_to

ABOUT = {"event.date": "child-1", "child.sex": "child-1", "municipality": "me", "mother.work": "mother"}
KNOWN = Facts(
    tuple(
        Fact(name=name, about=about, value=Personal(value), at=datetime(2026, 11, 21, tzinfo=UTC))
        for (name, about), value in zip(ABOUT.items(), ("2026-11-20", "boy", "Tampere", "employed"), strict=True)
    )
)
SAYS = {"allow": ("yes", {"allow"}), "send": ("yes", {"send"}), "both": ("yes", {"allow", "send"}), "deny": ("no", set())}
FACTS = {"girl": {"child.sex": "girl"}, "oulu": {"municipality": "Oulu"}}


def rows() -> list[tuple[Language, str, str]]:
    with Path(__file__).with_name("consent_words.tsv").open(encoding="utf-8") as file:
        found = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(language, row["reply"], row["must"]) for row in found for language in LANGUAGES if language == row["language"]]


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return prepare(load(find_packs()), best_embedder("tfidf")[0], find_packs())


def at_the_card(understanding: Understanding, text: str, language: Language) -> Reading:
    expects = Expects(name="consent", values=("yes", "no", "partly"))
    return read(understanding, text, None, expects, *known_to(KNOWN, "consent"), mark(text, KNOWN), date(2026, 11, 21), language)


@pytest.mark.parametrize(("language", "reply", "must"), rows(), ids=lambda value: str(value))
def test_a_reply_to_the_card_does_what_it_says_and_nothing_else(understanding: Understanding, language: Language, reply: str, must: str) -> None:
    reading = at_the_card(understanding, reply, language)
    if must in SAYS:
        assert (reading.says, set(reading.consents)) == SAYS[must]
    else:
        assert reading.says in (None, "partly") and reading.consents == ()
        assert {fact.name: reveal(fact.value) for fact in reading.facts} == FACTS.get(must, {})
    assert reading.language == language or must == "nothing", "an answer never changes the language"


def test_the_table_holds_enough_of_each_language_and_kind() -> None:
    for language in LANGUAGES:
        mine = [must for of, _, must in rows() if of == language]
        assert len(mine) >= 60 and {"allow", "send", "both", "deny", "nothing", "girl", "oulu"} == set(mine)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_word_more_than_yes_or_no_leaves_the_rows_open(understanding: Understanding, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    plain = data.draw(st.sampled_from([reply.rstrip(".!") for of, reply, must in rows() if of == language and must in SAYS]))
    foreign = data.draw(st.text(alphabet="bdfgjklmprtvxz", min_size=4, max_size=9))
    said = f"{plain} {foreign}" if data.draw(st.booleans()) else f"{foreign}, {plain}"
    assert at_the_card(understanding, said, language).says in (None, "partly")


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_yes_and_no_together_are_neither(understanding: Understanding, data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    yes = data.draw(st.sampled_from([reply for of, reply, must in rows() if of == language and must in ("allow", "send", "both")]))
    no = data.draw(st.sampled_from([reply for of, reply, must in rows() if of == language and must == "deny"]))
    said = f"{yes} {no}" if data.draw(st.booleans()) else f"{no} {yes}"
    reading = at_the_card(understanding, said, language)
    assert reading.says != "yes", said


def test_a_yes_beside_a_fact_is_about_the_fact(understanding: Understanding) -> None:
    for text, language in (("kyllä, tyttö", "fi"), ("ja, en flicka", "sv"), ("yes, a girl", "en")):
        for tongue in LANGUAGES:
            if tongue == language:
                reading = at_the_card(understanding, text, tongue)
                assert reading.says is None and [fact.name for fact in reading.facts] == ["child.sex"]


@pytest.mark.parametrize(
    ("language", "reply", "said"),
    [("fi", "minä olen ainoa lapsi", None), ("fi", "hän on leski", None), ("fi", "on meillä", "yes"), ("fi", "joo ollaan", "yes"), ("fi", "me ollaan", "yes"),
     ("fi", "ei olla", "no"), ("sv", "jo det har vi", "yes"), ("en", "yes we are", "yes"), ("en", "well I do", "yes")],
)  # fmt: skip
def test_a_verb_says_yes_again_only_where_it_opens_or_is_the_whole_answer(understanding: Understanding, language: Language, reply: str, said: str | None) -> None:
    assert says(fold(reply), understanding.tongues[language]) == said
