"""The reply: story 1 word for word in three languages, and what is said when things go otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luukku import explain
from luukku.errors import BadPack
from luukku.explain import Chosen
from luukku.explain.plain import WORDS_A_TURN, check_plain, count_words
from luukku.model.fact import Facts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.view import Reply
from luukku.settings import load
from tests.stages.told import TODAY, Story, case, fact, packs, planned, reading, say, settings, texts

PARAGRAPHS: dict[Language, list[tuple[str, ...]]] = {
    "fi": [
        ("Onnea teille pojasta!", "Sairaala ilmoittaa syntymästä väestötietoihin, joten sinun ei tarvitse."),
        ("Selvä: Tampere.",),
        ("Kiitos, korjasin. Lapsi: tyttö.",),
        ("Selvä: palkkatyössä.", "Tässä on, mitä voin hoitaa puolestasi. Mitään ei lähde ilman lupaasi."),
    ],
    "sv": [
        ("Grattis till pojken!", "Sjukhuset anmäler födelsen till befolkningsregistret, så du behöver inte göra det."),
        ("Jag antecknar: Tammerfors.",),
        ("Tack, jag rättade det. Barnet: flicka.",),
        ("Jag antecknar: anställd.", "Det här kan jag sköta åt dig. Ingenting skickas utan din tillåtelse."),
    ],
    "en": [
        ("Congratulations on your baby boy!", "The hospital reports the birth to the population register, so you don’t need to."),
        ("Got it: Tampere.",),
        ("Thank you, I have corrected it. Child: girl.",),
        ("Got it: employed.", "Here is what I can take care of for you. Nothing is sent without your permission."),
    ],
}
QUESTIONS: dict[Language, tuple[str, str]] = {
    "fi": ("Missä kunnassa asut?", "Mikä on äidin työtilanne?"),
    "sv": ("I vilken kommun bor du?", "Vilken är mammans arbetssituation?"),
    "en": ("Which municipality do you live in?", "What is the mother’s work situation?"),
}
BOY = (fact("child.sex", "boy", "poika"), fact("event.date", "2026-11-20", "eilen"))


def spoken_words(reply: Reply) -> int:
    return count_words(" ".join(reply.paragraphs)) + (count_words(reply.question.text) if reply.question else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_story_1_is_told_in_these_words(language: Language) -> None:
    replies = Story(language).all_turns()
    assert [reply.paragraphs for reply in replies] == PARAGRAPHS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_story_1_asks_two_things_and_after_a_correction_the_same_again(language: Language) -> None:
    first, second = QUESTIONS[language]
    asked = [reply.question.text if reply.question else None for reply in Story(language).all_turns()]
    assert asked == [first, second, second, None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_turn_of_the_story_says_more_than_forty_words_and_all_of_it_is_plain(language: Language) -> None:
    for reply in Story(language).all_turns():
        assert spoken_words(reply) <= WORDS_A_TURN
        assert check_plain(" ".join(reply.paragraphs), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_congratulation_and_no_more(language: Language) -> None:
    marks = [" ".join(reply.paragraphs).count("!") for reply in Story(language).all_turns()]
    assert marks == [1, 0, 0, 0]


def test_the_understood_card_shows_values_with_the_customers_own_words() -> None:
    (understood,) = Story("fi").all_turns()[0].understood
    assert understood.title == "Teille on syntynyt lapsi" and not understood.confirmed
    assert [(line.label, line.value, line.said) for line in understood.lines] == [
        ("Syntymäpäivä", "pe 20.11.2026", "eilen"),
        ("Lapsi", "poika", "poika"),
    ]


def test_the_understood_card_is_confirmed_by_the_next_turn_and_stays_correctable() -> None:
    (understood,) = Story("fi").all_turns()[2].understood
    assert understood.confirmed
    assert ("child.sex", "tyttö") in [(line.fact, line.value) for line in understood.lines]


def test_a_municipality_is_named_in_the_readers_language() -> None:
    values = {line.fact: line.value for line in Story("sv").all_turns()[1].understood[0].lines}
    assert values["municipality"] == "Tammerfors"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_a_reason_and_dont_know_among_its_answers(language: Language) -> None:
    for reply in Story(language).all_turns()[:3]:
        assert reply.question is not None and reply.why is not None
        assert reply.question.options[-1].value == "dont-know"
        assert reply.question.why in reply.why.basis
        assert reply.why.rule and reply.why.interest and reply.why.otherwise


def test_the_card_comes_without_a_question() -> None:
    last = Story("fi").all_turns()[-1]
    assert last.card is not None and last.card.open and last.question is None


def test_without_the_sex_the_greeting_says_baby() -> None:
    facts = Facts((BOY[1],))
    reply = say("en", reading=reading("en", "new"), case=case(), facts=facts, plan=planned(facts), question="municipality", new_event=True, taken=("event.date",))
    assert reply.paragraphs[0] == "Congratulations on your baby!"


def test_what_the_plan_does_not_hold_is_not_told() -> None:
    """An adopted child: the hospital tells nobody, and the reply does not say that it does."""
    facts = Facts((*BOY, fact("child.adopted", True, "adoptoimme")))
    reply = say("fi", reading=reading("fi", "new"), case=case(), facts=facts, plan=planned(facts), question="municipality", new_event=True)
    assert reply.paragraphs == ("Onnea teille pojasta!",)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unsure_event_is_asked_about_and_not_greeted(language: Language) -> None:
    reply = say(language, reading=reading(language, "new"), case=case(sure=False), facts=Facts(BOY), new_event=True, taken=("child.sex",))
    assert reply.question is not None and reply.question.name == "confirm:child"
    assert [option.value for option in reply.question.options] == ["yes", "no"]
    assert reply.paragraphs == () and reply.tone == "everyday"
    assert reply.understood[0].sure is False


def test_an_event_that_was_asked_about_is_greeted_when_it_is_confirmed() -> None:
    facts = Facts(BOY)
    yes: dict[str, Any] = {"reading": reading("fi", "answer", says="yes"), "case": case(confirmed=True), "facts": facts, "plan": planned(facts), "question": "municipality"}
    assert say("fi", confirmed_now=True, event_confirmed=True, **yes).paragraphs[0] == "Onnea teille pojasta!"
    assert "Onnea teille pojasta!" not in say("fi", confirmed_now=True, **yes).paragraphs


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_understood_asks_openly_with_an_example_and_says_what_can_be_done(language: Language) -> None:
    reply = say(language, reading=reading(language), first_turn=True)
    example, event = texts().say(language, "event-child", "example"), texts().say(language, "event-child")
    assert example in reply.paragraphs[0] and event in reply.paragraphs[1]
    assert reply.question is None and reply.understood == () and spoken_words(reply) <= WORDS_A_TURN


@pytest.mark.parametrize(
    ("standing", "words"), [("refused", "Selvä, sitä ei tarvitse kertoa."), ("unknown", "Ei haittaa, jatketaan ilman sitä.")]
)
def test_refusing_and_not_knowing_are_taken_kindly(standing: str, words: str) -> None:
    facts = Facts((*BOY, fact("municipality", None, standing=standing)))
    reply = say("fi", reading=reading("fi", "refuse"), case=case(), facts=facts, plan=planned(facts), question="mother.work", taken=("municipality",))
    assert reply.paragraphs == (words,)
    assert "municipality" not in [line.fact for line in reply.understood[0].lines]


def test_an_answer_that_was_not_understood_is_said_to_be_so_and_asked_again() -> None:
    facts = Facts(BOY)
    reply = say("fi", reading=reading("fi"), case=case(), facts=facts, plan=planned(facts), question="municipality")
    assert reply.paragraphs == ("En ymmärtänyt vastausta. Voit kertoa toisin sanoin tai valita napeista.",)
    assert reply.question is not None and reply.understood == ()


def test_a_declined_event_is_let_go_with_an_open_question() -> None:
    assert say("en", reading=reading("en", "answer", says="no"), declined_event=True).paragraphs == (
        "Thank you, so I got it wrong. Could you tell me in your own words what has happened?",
    )


def test_thanks_are_answered_and_the_open_question_stays() -> None:
    facts = Facts(BOY)
    reply = say("sv", reading=reading("sv", "thanks"), case=case(), facts=facts, plan=planned(facts), question="municipality")
    assert reply.paragraphs == ("Varsågod.",) and reply.question is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_to_the_counter_is_pointed_to_why(language: Language) -> None:
    facts = Facts(BOY)
    asked = say(language, reading=reading(language, "question"), case=case(), facts=facts, plan=planned(facts), question="municipality")
    assert asked.paragraphs == (texts().say(language, "reply-question"), texts().say(language, "reply-ask-person"))
    assert say(language, reading=reading(language, "question")).paragraphs == (texts().say(language, "reply-question-no-case"), texts().say(language, "reply-ask-person"))


def test_who_wants_a_person_is_told_number_and_hours_and_nothing_more() -> None:
    reply = say("fi", reading=reading("fi", "wants-person"))
    assert reply.paragraphs == ("Ymmärrän, haluat puhua ihmisen kanssa.",)
    assert reply.person == "Ihmisen tavoitat näin: Esimerkkikaupunki, puhelin 010 123 4567. Avoinna ma–pe 8–16."


def test_without_a_number_it_is_said_that_there_is_none_and_what_to_do_in_need() -> None:
    plain = load({}, {}, Path("/nowhere"))
    said = explain.Said(language="en", today=TODAY, reading=reading("en", "wants-person"))
    assert explain.reply(said, packs(), texts(), plain).person == (
        "Sorry, the service Luukku has no phone number. If you need help right away, call 112."
    )


def test_a_change_of_language_is_said_once_but_not_in_the_first_turn() -> None:
    facts = Facts(BOY)
    said: dict[str, Any] = {"reading": reading("sv", "answer"), "case": case(), "facts": facts, "plan": planned(facts), "question": "municipality", "language_changed": True}
    assert say("sv", **said).paragraphs[0] == "Vi fortsätter på svenska."
    assert "Vi fortsätter på svenska." not in say("sv", first_turn=True, **said).paragraphs


def test_what_was_removed_and_a_lighter_reading_are_notes_not_speech() -> None:
    reply = say("fi", reading=reading("fi", degraded=True), removed=("nul", "bidi", "invisible"))
    assert len(reply.notes) == 4 and not set(reply.notes) & set(reply.paragraphs)


# Answers to the card


def after(language: Language, chosen: Chosen, *, open_rows: bool = False, **said: Any) -> tuple[str, ...]:
    story = Story(language)
    story.all_turns()
    assert story.case.card is not None
    card = story.case.card
    if not open_rows:
        card = replace(card, rows=tuple(replace(row, state="info" if row.part == "law" else "allowed") for row in card.rows))
    return say(language, case=story.case, facts=story.facts, card=card, chosen=chosen, **said).paragraphs


def test_allowed_sent_denied_and_waiting_are_each_said() -> None:
    chosen = Chosen(allowed=("early-education",), sent=("parental-allowance",), needs_sign_in=True, waiting=("parental-allowance",))
    assert after("fi", chosen) == (
        "Kiitos. Lähetän tiedot: Kunnan varhaiskasvatusneuvonta.",
        "Tunnistaudu vielä. Vasta sitten voin lähettää pyyntösi: Vanhempainraha.",
    )
    assert after("en", Chosen(denied=("early-education",)), open_rows=True) == (
        "All right, I will not send: Municipal advice on early childhood education. You can change your mind in the plan.",
    )


def test_a_request_that_waits_for_a_sign_in_is_not_said_to_be_sent() -> None:
    said = " ".join(after("fi", Chosen(sent=("child-benefit",), needs_sign_in=True)))
    assert "Lähetän pyyntösi" not in said and "Tunnistaudu" in said


def test_when_all_is_answered_the_own_steps_are_counted() -> None:
    assert after("fi", Chosen(allowed=("early-education",)))[-1] == "Suunnitelma on valmis. Siinä on 7 asiaa, jotka hoidat itse."


def test_partly_touches_nothing_and_points_to_the_buttons() -> None:
    assert after("sv", Chosen(partly=True), open_rows=True) == ("Svara med knapparna, en rad i taget, så skickas ingenting av misstag.",)


def test_after_the_sign_in_it_is_said_what_goes_now() -> None:
    assert after("en", Chosen(sent=("parental-allowance", "child-benefit")), signed_in=True)[0] == (
        "Thank you, you are signed in. I am sending your request: Parental allowance and Child benefit."
    )
    assert after("en", Chosen(), signed_in=True) == ("Thank you, you are signed in.",)


def test_a_card_that_was_shown_before_is_not_announced_anew() -> None:
    story = Story("fi")
    story.all_turns()
    reply = say("fi", reading=reading("fi", "thanks"), case=story.case, facts=story.facts, card=story.case.card)
    assert reply.paragraphs == ("Ole hyvä.", "Lupakortti odottaa sinua. Valitse rivi kerrallaan.")


def test_a_pack_without_a_text_stops_the_reply_instead_of_showing_an_id() -> None:
    child = packs().events["child"]
    cut = replace(child, texts={**child.texts, "fi": "event-child = x\n"})
    broken = replace(packs(), events={"child": cut})
    said = explain.Said(language="fi", today=TODAY, reading=reading("fi", "new"), case=case(), facts=Facts(BOY), new_event=True)
    with pytest.raises(BadPack):
        explain.reply(said, broken, explain.Texts(broken), settings())
