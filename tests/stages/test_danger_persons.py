"""For whom somebody acts, being under age, a protected address: taken when it is said of oneself."""

from __future__ import annotations

import pytest

from luukku.model.fact import Value, reveal
from luukku.model.ids import Language
from luukku.packs import find_packs
from luukku.packs.load import read_all
from luukku.understand.persons import own_facts


def read(text: str, language: Language) -> dict[str, Value | None]:
    return {one.name: reveal(one.value) for one in own_facts(text, language)}


@pytest.mark.parametrize(
    ("text", "language", "name", "value"),
    [
        ("Lapseni puolesta kyselen", "fi", "acting.for", "child"),
        ("äitini puolesta, minulla on valtuus", "fi", "acting.for", "mandate"),
        ("autan isää hoitamaan pankkiasioita", "fi", "acting.for", "mandate"),
        ("asioin kuolinpesän puolesta", "fi", "acting.for", "estate"),
        ("asioin ihan omasta puolesta", "fi", "acting.for", "self"),
        ("för mitt barns räkning", "sv", "acting.for", "child"),
        ("jag sköter min mammas ärenden", "sv", "acting.for", "mandate"),
        ("jag ringer för dödsboet", "sv", "acting.for", "estate"),
        ("on behalf of my son", "en", "acting.for", "child"),
        ("I have power of attorney for my aunt", "en", "acting.for", "mandate"),
        ("writing on behalf of the estate", "en", "acting.for", "estate"),
        ("oon 15", "fi", "minor", True),
        ("olen 14-vuotias", "fi", "minor", True),
        ("olen kuusitoistavuotias", "fi", "minor", True),
        ("täytän 18 ensi kuussa", "fi", "minor", True),
        ("olen alaikäinen, miten avaan tilin", "fi", "minor", True),
        ("jag är 15 år", "sv", "minor", True),
        ("jag är minderårig", "sv", "minor", True),
        ("I'm 16", "en", "minor", True),
        ("I am a 15-year-old girl", "en", "minor", True),
        ("Minulla on turvakielto, mitä voin tehdä?", "fi", "turvakielto", True),
        ("osoitteeni on salainen", "fi", "turvakielto", True),
        ("minulla ei ole turvakieltoa", "fi", "turvakielto", False),
        ("jag har spärrmarkering", "sv", "turvakielto", True),
        ("jag har skyddade personuppgifter", "sv", "turvakielto", True),
        ("my address is protected", "en", "turvakielto", True),
    ],
)
def test_what_is_said_of_oneself_is_taken(text: str, language: Language, name: str, value: Value) -> None:
    assert read(text, language) == {name: value}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("olen 45-vuotias", "fi"), ("poikani on 15", "fi"), ("olen 15 minuuttia myöhässä", "fi"), ("olen 16.3. lomalla", "fi"), ("velkaa on 15 tonnia", "fi"),
        ("miten haen turvakiellon?", "fi"), ("mikä on turvakielto", "fi"), ("ystävälläni on turvakielto", "fi"), ("äitini kuoli eilen", "fi"),
        ("meille syntyi poika", "fi"), ("jag är 40", "sv"), ("min son är 15 år", "sv"), ("hur ansöker jag om spärrmarkering", "sv"),
        ("I'm 16 weeks pregnant", "en"), ("i am 34 years old", "en"), ("my son is 15", "en"), ("how do I get a non-disclosure order", "en"), ("I'm fine", "en"),
    ],
)  # fmt: skip
def test_other_peoples_ages_numbers_and_questions_are_not(text: str, language: Language) -> None:
    assert read(text, language) == {}


def test_what_is_read_is_about_me_of_no_event_and_hidden() -> None:
    (one,) = own_facts("Hei, olen 15 ja kotona on vaikeaa", "fi")
    assert (one.about, one.event, one.standing) == ("me", "", "known") and "15" not in repr(one)


def test_every_value_is_one_that_the_common_facts_know() -> None:
    specs = {spec.name: spec for pack in read_all([find_packs()]).events.values() for spec in pack.facts}
    assert specs["turvakielto"].type == specs["minor"].type == "bool"
    assert set(specs["acting.for"].values) == {"self", "child", "mandate", "estate"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "ei kun olen 19"), ("fi", "olen täysi-ikäinen"), ("fi", "täytin kahdeksantoista"), ("fi", "Oon 18-vuotias"),
        ("sv", "nej, jag är 18 år"), ("sv", "jag är myndig"), ("sv", "jag har fyllt 18"),
        ("en", "no, I am 21"), ("en", "I'm an adult"), ("en", "I have turned eighteen"),
    ],
)
def test_who_was_taken_for_a_minor_can_say_that_they_are_not(language: Language, text: str) -> None:
    said = {one.name: reveal(one.value) for one in own_facts(text, language, minor=True)}
    assert said == {"minor": False}
    assert own_facts(text, language) == (), "of all others nothing needs to be known"


@pytest.mark.parametrize(("language", "text"), [("fi", "en ole täysi-ikäinen"), ("sv", "jag är inte myndig, jag är minderårig"), ("en", "I'm not 18 yet"), ("fi", "en oo kahdeksantoista vielä")])
def test_a_minor_who_says_so_again_stays_one(language: Language, text: str) -> None:
    assert {one.name: reveal(one.value) for one in own_facts(text, language, minor=True)} == {"minor": True}
