"""A card answered in words, and what is said before, beside and instead of an answer: through the whole counter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from luukku.app import opened
from luukku.flow.answer import correct
from luukku.flow.counter import Counter, own_facts
from luukku.flow.open import open_conversation
from luukku.flow.serve import serve
from luukku.flow.take import loose
from luukku.model.conversation import Case, Message, Talk
from luukku.model.fact import Personal, reveal
from luukku.model.ids import ConversationId, new_id
from luukku.settings import load

TO_THE_CARD = {
    "fi": ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä"),
    "sv": ("Hej, vi fick en pojke igår!", "Tammerfors", "anställd"),
    "en": ("Hi, our baby boy was born yesterday!", "Tampere", "she has a job"),
}


@dataclass(slots=True)
class Person:
    """Talks to a counter in this process; nobody is told anything, since no worker runs."""

    counter: Counter
    conversation: ConversationId

    async def say(self, *texts: str) -> dict[str, Any]:
        answer: Any = None
        for text in texts:
            answer = await serve(self.counter, Message(conversation=self.conversation, id=new_id(), text=Personal(text)))
        return dict(answer)

    async def talk(self) -> Talk:
        return await self.counter.store.talk(self.conversation)

    async def case(self) -> Case:
        return next(case for case in reversed((await self.talk()).cases) if case.event == "child")

    async def rows(self) -> dict[str, set[str]]:
        """Part of the card → states of its rows."""
        card = (await self.case()).card
        assert card is not None
        return {part: {row.state for row in card.rows if row.part == part} for part in ("allow", "request")}

    async def facts(self, case: Case | None = None) -> dict[str, object]:
        talk = await self.talk()
        holder = case.id if case else loose(talk)
        kept = await own_facts(self.counter, talk, holder)
        return {fact.name: reveal(fact.value) for fact in kept}


Story = Callable[[Person], Awaitable[None]]
Telling = Callable[[Story], None]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Telling]:
    """Plays a story in a fresh conversation with one counter that stays open for all of them."""
    folder = tmp_path_factory.mktemp("counter")
    settings = load({"data": str(folder / "data"), "embedder": "tfidf"}, {}, folder)
    with asyncio.Runner() as runner:
        opening = opened(settings, plan_date=date(2026, 11, 21), work=False)
        counter = runner.run(opening.__aenter__())

        async def play(story: Story) -> None:
            conversation, _ = await open_conversation(counter)
            await story(Person(counter, conversation))

        yield lambda story: runner.run(play(story))
        runner.run(opening.__aexit__(None, None, None))


async def another(person: Person) -> Person:
    conversation, _ = await open_conversation(person.counter)
    return Person(person.counter, conversation)


async def at_the_card(person: Person, language: str) -> Person:
    """A fresh conversation, as far as the open card."""
    fresh = await another(person)
    answer = await fresh.say(TO_THE_CARD[language][0])
    if answer["question"] and answer["question"]["name"].startswith("confirm"):
        await fresh.say({"fi": "kyllä", "sv": "ja", "en": "yes"}[language])
    answer = await fresh.say(*TO_THE_CARD[language][1:])
    assert answer["card"]["open"] and await fresh.rows() == OPEN
    return fresh


OPEN = {"allow": {"open"}, "request": {"open"}}
ALLOWED, SENT = {"allow": {"allowed"}, "request": {"open"}}, {"allow": {"open"}, "request": {"sent"}}
BOTH, DENIED = {"allow": {"allowed"}, "request": {"sent"}}, {"allow": {"denied"}, "request": {"denied"}}


@pytest.mark.parametrize(
    ("language", "replies"),
    [
        ("fi", {"kyllä": ALLOWED, "lähetä": SENT, "kyllä, lähetä kaikki": BOTH, "ei kiitos": DENIED}),
        ("sv", {"ja tack": ALLOWED, "ansök": SENT, "ja, skicka allt": BOTH, "nej": DENIED}),
        ("en", {"yes please": ALLOWED, "send everything": SENT, "yes, send everything": BOTH, "no, thanks": DENIED}),
    ],
)
def test_a_yes_allows_words_of_sending_send_and_a_no_denies(told: Telling, language: str, replies: dict[str, dict[str, set[str]]]) -> None:
    async def story(person: Person) -> None:
        for reply, rows in replies.items():
            fresh = await at_the_card(person, language)
            await fresh.say(reply)
            assert await fresh.rows() == rows, reply
            gone = {event.service for event in (await fresh.case()).consents if event.kind != "denied"}
            assert bool(gone) == (rows != DENIED)

    told(story)


@pytest.mark.parametrize(
    ("language", "replies"),
    [
        ("fi", ("ja", "ja sitten", "aha ok", "selvä", "ok, kiitos tiedosta", "no", "no niin", "joo odota", "en nyt", "joo paitsi kunnalle", "nej")),
        ("sv", ("ok", "jaha", "en stund", "inte nu", "ja, men inte till FPA", "tack", "kyllä")),
        ("en", ("fine, thanks for asking", "ok wait", "no worries, thanks", "later", "yes but not Kela", "ja")),
    ],
)
def test_what_is_neither_leaves_every_row_open_and_points_to_the_card(told: Telling, language: str, replies: tuple[str, ...]) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, language)
        texts = fresh.counter.texts
        for reply in replies:
            answer = await fresh.say(reply)
            assert await fresh.rows() == OPEN and (await fresh.case()).consents == (), reply
            now = (await fresh.talk()).language
            assert {texts.say(now, f"reply-{end}") for end in ("partly", "beside", "card-waits")} & set(answer["reply"]["paragraphs"]), reply
            assert answer["card"]["open"]

    told(story)


@pytest.mark.parametrize(
    ("language", "reply"),
    [("fi", "kunnalle ei, Kelalle kyllä"), ("fi", "joo Kelalle mutta ei kunnalle"), ("sv", "FPA ja, kommunen nej"), ("en", "yes to Kela, no to the municipality")],
)
def test_a_yes_and_a_no_by_name_go_to_the_rows_of_those_organisations_alone(told: Telling, language: str, reply: str) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, language)
        await fresh.say(reply)
        case = await fresh.case()
        assert case.card is not None
        kinds = {id: one.kind for id, one in fresh.counter.packs.organisations.items()}
        states = {(kinds.get(row.receiver, ""), row.part): row.state for row in case.card.rows}
        for (kind, part), state in states.items():
            if part in ("allow", "request"):
                assert state == {"municipality": "denied", "kela": "allowed" if part == "allow" else "open"}.get(kind, "open"), (reply, kind, part)
        assert "denied" in states.values(), states

    told(story)


@pytest.mark.parametrize(("language", "reply"), [("fi", "Kelalle ehkä, kunnalle ei"), ("fi", "vain Kelalle"), ("sv", "FPA kanske, kommunen nej"), ("en", "Kela yes, the rest later")])
def test_names_beside_anything_else_than_a_yes_or_no_answer_nothing(told: Telling, language: str, reply: str) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, language)
        await fresh.say(reply)
        assert await fresh.rows() == OPEN and (await fresh.case()).consents == ()

    told(story)


@pytest.mark.parametrize(
    ("language", "said", "kept"),
    [
        ("fi", "joo ja muuten muutettiin Turkuun", {"municipality": "Turku"}), ("fi", "Maskussa, lähellä Turkua", {"municipality": "Masku"}),
        ("sv", "förr i Björneborg, numera i Ulvsby", {"municipality": "Ulvila"}), ("en", "used to be Vantaa, now Kerava", {"municipality": "Kerava"}),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_question_is_read_as_the_command_reads_it(told: Telling, language: str, said: str, kept: dict[str, object]) -> None:
    async def story(person: Person) -> None:
        answer = await person.say(TO_THE_CARD[language][0])
        if answer["question"] and answer["question"]["name"].startswith("confirm"):
            answer = await person.say({"fi": "kyllä", "sv": "ja", "en": "yes"}[language])
        assert answer["question"]["name"] == "municipality"
        answer = await person.say(said)
        facts = await person.facts(await person.case())
        assert {name: facts.get(name) for name in kept} == kept
        declared = {spec.name for spec in person.counter.packs.events["child"].facts}
        assert {fact["name"] for fact in answer["reading"]["facts"]} <= declared, "what no pack declares is neither kept nor shown"

    told(story)


@pytest.mark.parametrize(
    ("language", "girl", "oulu"),
    [("fi", "ei kun tyttö", "ei, asumme Oulussa"), ("sv", "nej, det var en flicka", "nej, vi bor i Uleåborg"), ("en", "no, it was a girl", "no, we live in Oulu")],
)
def test_a_correction_at_the_open_card_is_taken_refuses_nothing_and_the_card_is_built_anew(told: Telling, language: str, girl: str, oulu: str) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, language)
        before = (await fresh.case()).card
        answer = await fresh.say(girl)
        assert (await fresh.facts(await fresh.case()))["child.sex"] == "girl"
        assert answer["card"]["open"] and await fresh.rows() == OPEN
        answer = await fresh.say(oulu)
        assert (await fresh.facts(await fresh.case()))["municipality"] == "Oulu"
        after = (await fresh.case()).card
        assert before is not None and after is not None and answer["card"]["id"] == after.id != before.id
        assert "early-education" not in {row.id for row in after.rows}, "Oulu has no one who takes it: nobody in Tampere is told"
        assert all(row.state in ("open", "info") for row in after.rows) and (await fresh.case()).consents == ()

    told(story)


def test_a_yes_in_the_box_of_one_fact_is_no_yes_to_the_card(told: Telling) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, "fi")
        for said in ("kyllä", "ei"):
            await correct(fresh.counter, Message(conversation=fresh.conversation, id=new_id(), text=Personal(said)), "parents.married")
            assert (await fresh.facts(await fresh.case()))["parents.married"] is (said == "kyllä")
            assert await fresh.rows() == OPEN and (await fresh.case()).consents == ()

    told(story)


@pytest.mark.parametrize(
    ("language", "home", "born", "day"),
    [("fi", "Asun Tampereella", "meille syntyi poika", "eilen"), ("sv", "Vi bor i Tammerfors", "vi har fått en pojke", "igår"), ("en", "We live in Tampere", "our son was born", "yesterday")],
)
def test_what_was_said_before_the_event_is_not_asked_again(told: Telling, language: str, home: str, born: str, day: str) -> None:
    async def story(person: Person) -> None:
        first = await person.say(home)
        assert first["reading"]["events"] == [] and first["reading"]["acts"] == []
        assert await person.facts() == {"municipality": "Tampere"}
        answer = await person.say(born)
        assert answer["reading"]["acts"] == ["new"] and answer["reading"]["events"], "a new event, though something is known"
        if answer["question"]["name"].startswith("confirm"):
            answer = await person.say({"fi": "kyllä", "sv": "ja", "en": "yes"}[language])
        asked = [answer["question"]["name"]]
        if asked == ["event.date"]:
            asked.append((await person.say(day))["question"]["name"])
        assert "municipality" not in asked and asked[-1] == "mother.work"
        assert (await person.facts(await person.case()))["municipality"] == "Tampere"

    told(story)


@pytest.mark.parametrize("said", ["Siskoni asuu Tampereella", "Asunko Tampereella?", "Jos asun Tampereella", "En asu Tampereella", "Tampereella sataa", "Äitini on yrittäjä", "Poikani täyttää vuosia eilen"])
def test_nothing_is_kept_of_what_is_not_the_speakers_own(told: Telling, said: str) -> None:
    async def story(person: Person) -> None:
        await person.say(said)
        assert await person.facts() == {}

    told(story)


def test_a_declined_event_leaves_the_customers_own_life_and_nothing_else(told: Telling) -> None:
    async def story(person: Person) -> None:
        answer = await person.say("Olemme raskaana, asumme Tampereella ja laskettu aika on 3.5.")
        assert answer["question"]["name"].startswith("confirm:")
        await person.say("asumme Tampereella")
        declined = await person.case()
        assert (await person.facts(declined))["municipality"] == "Tampere"
        answer = await person.say("ei")
        assert (await person.talk()).cases == () and answer["card"] is None
        assert await person.facts() == {"municipality": "Tampere"}
        assert set((await person.facts(declined)).values()) == {None}, "what was taken for it is emptied"

    told(story)


@pytest.mark.parametrize("said", ["Tampereella asuu anoppi", "anoppi asuu Tampereella", "siskoni asuu Turussa", "kaverini on Oulusta"])
def test_where_somebody_else_lives_is_no_answer(told: Telling, said: str) -> None:
    async def story(person: Person) -> None:
        answer = await person.say("Moi, meille syntyi eilen poika!")
        if answer["question"]["name"].startswith("confirm"):
            answer = await person.say("kyllä")
        assert answer["question"]["name"] == "municipality"
        answer = await person.say(said)
        assert answer["reading"]["facts"] == [] and answer["question"]["name"] == "municipality"
        assert (await person.say("asumme anopin luona Tampereella"))["question"]["name"] == "mother.work"

    told(story)


@pytest.mark.parametrize("said", ["meille syntyi toinenkin lapsi tänään", "meille syntyi tänään tyttö", "meille syntyi tänään vielä yksi tyttö"])
def test_another_child_is_asked_about_and_corrects_nothing(told: Telling, said: str) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, "fi")
        first = await fresh.case()
        kept = await fresh.facts(first)
        answer = await fresh.say(said)
        assert answer["question"]["name"] == "confirm:child" and "correct" not in answer["reading"]["acts"]
        assert await fresh.facts(first) == kept, "the first child keeps its day"
        answer = await fresh.say("ei")
        assert [case.id for case in (await fresh.talk()).cases] == [first.id]
        answer = await fresh.say("mitä nyt?")
        assert answer["card"]["open"] and await fresh.facts(await fresh.case()) == kept
        await fresh.say(said)
        await fresh.say("kyllä")
        second = await fresh.case()
        assert second.id != first.id and second.sure and (await fresh.facts(second))["event.date"] == "2026-11-21"

    told(story)


@pytest.mark.parametrize(("said", "ends"), [("Meidän koira kuoli", False), ("Kissa kuoli eilen", False), ("Auton akku kuoli", False), ("Mieheni kuoli", False), ("Isoisä kuoli", False),
                                            ("Hän kuoli yöllä", True), ("Vauva kuoli", True), ("Poikamme menehtyi", True)])  # fmt: skip
def test_only_the_childs_own_death_ends_what_is_done_for_it(told: Telling, said: str, ends: bool) -> None:
    async def story(person: Person) -> None:
        fresh = await at_the_card(person, "fi")
        await fresh.say(said)
        assert ((await fresh.case()).closed is not None) is ends

    told(story)
