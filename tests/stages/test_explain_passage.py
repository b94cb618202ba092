"""A found passage in the reply: quoted with its label where a question is answered, and nowhere else."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from luukku import explain
from luukku.explain.plain import WORDS_A_TURN, check_plain, count_words
from luukku.flow import shapes
from luukku.model.fact import Facts
from luukku.model.ids import LANGUAGES, Language
from luukku.model.knowledge import Passage
from luukku.model.pack import SourceOf
from luukku.model.reading import Reading
from luukku.settings import load
from tests.stages.told import TODAY, case, fact, packs, planned, reading, say, texts

SOURCE = SourceOf(id="page", title="A page", address="https://example.fi/page", read_on=date(2026, 11, 21), review_by=date(2027, 5, 21))
BOY = Facts((fact("child.sex", "boy", "poika"), fact("event.date", "2026-11-20", "eilen")))


def passage(language: Language, **changes: Any) -> Passage:
    given: dict[str, Any] = {"title": "Heading", "text": "What it says.", "owner": "Its owner", "interest": "provider", "paid": True, "sources": (SOURCE,)}
    return Passage(id="an-article/1", language=language, **{**given, **changes})


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_quoted_with_owner_interest_payment_source_and_day(language: Language) -> None:
    reply = say(language, reading=reading(language, "question"), words="?", passage=passage(language))
    assert reply.paragraphs == (texts().say(language, "reply-found"),)
    assert reply.passage is not None and (reply.passage.title, reply.passage.text) == ("Heading", "What it says.")
    owner, interest, paid, source = reply.passage.label
    assert "Its owner" in owner and interest == texts().say(language, "passage-interest-provider")
    assert paid == texts().say(language, "passage-paid") and "https://example.fi/page" in source and "2026" in source
    assert check_plain(" ".join(reply.paragraphs), language) == []


def test_the_text_for_channels_holds_it_with_its_label() -> None:
    reply = say("en", reading=reading("en", "question"), words="?", passage=passage("en"))
    spoken = shapes.spoken(reply)
    assert "”Heading: What it says.”" in spoken and spoken.index("What it says.") < spoken.index("Its owner")
    assert shapes.reply_from(shapes.plain(reply)).passage == reply.passage


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_one_it_is_said_that_there_is_no_good_answer_and_how_to_reach_a_human(language: Language) -> None:
    for given in ({}, {"case": case(), "facts": BOY, "plan": planned(BOY), "question": "municipality"}):
        reply = say(language, reading=reading(language, "question"), words="?", **given)
        assert reply.passage is None and reply.person is not None
        assert count_words(" ".join(reply.paragraphs)) + (count_words(reply.question.text) if reply.question else 0) <= WORDS_A_TURN
        assert check_plain(" ".join(reply.paragraphs), language) == []


def test_where_no_human_can_be_reached_none_is_promised() -> None:
    alone = load({}, {}, Path("/nowhere"))
    reply = explain.reply(explain.Said(language="en", today=TODAY, reading=reading("en", "question"), words="?"), packs(), texts(), alone)
    assert reply.paragraphs == (texts().say("en", "reply-question-no-case"),) and reply.person is None


@pytest.mark.parametrize(
    "read",
    [
        Reading(language="fi", acts=()),
        Reading(language="fi", acts=("question", "wants-person")),
        Reading(language="fi", acts=("question",), needs=("later",)),
        Reading(language="fi", acts=("question",), needs=("complaint",)),
        Reading(language="fi", acts=("question",), needs=("grief",)),
        Reading(language="fi", acts=("question",), needs=("loss",)),
    ],
)
def test_it_is_not_shown_where_nothing_is_asked_or_something_else_comes_first(read: Reading) -> None:
    assert say("fi", reading=read, words="?", passage=passage("fi")).passage is None


def test_it_is_not_shown_while_a_human_has_the_conversation() -> None:
    assert say("fi", reading=reading("fi", "question"), words="?", passage=passage("fi"), silent=True).passage is None


def test_it_is_not_shown_in_the_turn_in_which_a_death_is_told_or_confirmed() -> None:
    for given in ({"new_event": True}, {"event_confirmed": True}):
        reply = say("fi", reading=reading("fi", "question"), case=case(event="bereavement"), words="?", passage=passage("fi"), **given)
        assert reply.passage is None


def test_the_plans_own_words_go_first() -> None:
    asked = "Miten ilmoitan lapsen nimen ja äidinkielen?"
    reply = say("fi", reading=reading("fi", "question"), case=case(), facts=BOY, plan=planned(BOY), words=asked, passage=passage("fi"))
    assert reply.passage is None and reply.paragraphs[0].startswith("Lapsen nimi ja äidinkieli:")
