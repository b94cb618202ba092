"""What is proposed and in whose interest: the insurer's offer labelled as such, "not again", and a plan that no tone of voice changes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from luukku import app
from luukku.errors import Clash, NotFound
from luukku.flow import answer, own_rules, proposals, uses, view, withdraw
from luukku.flow.counter import Counter
from luukku.flow.open import open_conversation
from luukku.flow.serve import serve
from luukku.model.conversation import Message
from luukku.model.fact import Personal
from luukku.model.ids import CardId, ConversationId, Language, new_id
from luukku.model.view import PlanView
from luukku.settings import load


@dataclass(slots=True)
class Person:
    counter: Counter
    conversation: ConversationId

    async def say(self, *texts: str) -> dict[str, Any]:
        said: Any = None
        for text in texts:
            said = await serve(self.counter, Message(conversation=self.conversation, id=new_id(), text=Personal(text)))
        return dict(said)

    async def refuse(self, card: Any) -> None:
        await answer.answer_card(self.counter, self.conversation, CardId(card["id"]), {row["id"]: "deny" for row in (*card["allow"], *card["request"])}, [])

    async def plan(self) -> PlanView:
        return (await view.plans(self.counter, self.conversation))[0]


Told = Callable[[Callable[[Person], Awaitable[None]], Language], None]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("counter")
    settings = load({"data": str(folder / "data"), "organisation.phone": "010 123 4567"}, {}, folder)
    with asyncio.Runner() as runner:
        opening = app.opened(settings, plan_date=date(2026, 11, 22), work=False)
        counter = runner.run(opening.__aenter__())

        async def play(story: Callable[[Person], Awaitable[None]], language: Language) -> None:
            conversation, _ = await open_conversation(counter, language)
            await story(Person(counter, conversation))

        yield lambda story, language: runner.run(play(story, language))
        runner.run(opening.__aexit__(None, None, None))


BORN = ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä")


async def settled(person: Person, *texts: str) -> None:
    """The case asks nothing any more: its card is answered."""
    said = await person.say(*(texts or BORN))
    assert said["card"] is not None
    assert (await person.plan()).offers == (), "not while something waits for the customer"
    await person.refuse(said["card"])


@pytest.mark.requirement("R-37")
@pytest.mark.parametrize(
    ("language", "texts", "tag", "interest", "otherwise"),
    [
        ("fi", BORN, "Mainos: ei kuulu suunnitelmaan", "Myyjän etu. Meille maksetaan 12 €, jos ostat.", "Voit jättää ostamatta."),
        ("sv", ("Hej, vi fick en pojke igår!", "Tammerfors", "anställd"), "Reklam: hör inte till planen", "Säljarens intresse. Vi får 12 € om du köper.", "Du kan låta bli att köpa."),
        ("en", ("Our son was born yesterday", "Tampere", "she has a job"), "Advertisement: no part of your plan", "The seller’s interest. We are paid €12 if you buy.", "You can leave it."),
    ],
)  # fmt: skip
def test_the_insurers_offer_is_labelled_with_seller_price_and_what_we_are_paid(told: Told, language: Language, texts: tuple[str, ...], tag: str, interest: str, otherwise: str) -> None:
    async def story(person: Person) -> None:
        await settled(person, *texts)
        plan = await person.plan()
        (offer,) = plan.offers
        assert offer.tag == tag and "8" in offer.price and "90" in offer.price and offer.seller and offer.benefit
        assert offer.why.interest.startswith(interest) and offer.why.otherwise.startswith(otherwise)
        assert offer.id not in [step.id for step in (*plan.told, *plan.own, *plan.law)] and (plan.next is None or plan.next.id != offer.id)

    told(story, language)


@pytest.mark.requirement("R-37")
def test_every_step_of_a_plan_says_why_and_whose_interest_it_is(told: Told) -> None:
    async def story(person: Person) -> None:
        await settled(person)
        plan = await person.plan()
        for step in (*plan.told, *plan.own, *plan.law):
            assert step.why.whose in ("Kenen etu: sinun", "Kenen etu: laki määrää")
        name = next(step for step in plan.own if step.id == "name-notice")
        assert "syntymäpäivä" in name.why.basis and "kotikunta" not in name.why.basis
        assert plan.general[0] == "Vanhempainraha" and len(plan.general) >= len((*plan.told, *plan.own, *plan.law))

    told(story, "fi")


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize(
    "texts",
    [
        ("Mieheni kuoli viime viikolla",), ("olen ylivelkaantunut ja perintätoimisto soittelee",), ("firmani meni konkurssiin",), ("me erotaan, haimme avioeroa",),
        ("olen pitkällä sairauslomalla",), (*BORN, "mieheni kuoli eilen"), ("olen 15-vuotias", *BORN), (*BORN, "minulla on turvakielto"), (*BORN, "mieheni hakkaa minua"),
    ],
)  # fmt: skip
def test_nothing_is_offered_in_grief_debt_bankruptcy_divorce_illness_danger_nor_to_the_young(told: Told, texts: tuple[str, ...]) -> None:
    async def story(person: Person) -> None:
        for text in texts:
            said = await person.say(text)
            if said["card"] is not None:
                await person.refuse(said["card"])
        for plan in await view.plans(person.counter, person.conversation):
            assert plan.offers == ()

    told(story, "fi")


@pytest.mark.requirement("R-46")
def test_not_again_by_button_ends_the_kind_and_it_can_be_had_back(told: Told) -> None:
    async def story(person: Person) -> None:
        await settled(person)
        (offer,) = (await person.plan()).offers
        await proposals.end(person.counter, person.conversation, offer.kind)
        await proposals.end(person.counter, person.conversation, offer.kind)
        plan = await person.plan()
        assert plan.offers == () and [one.kind for one in plan.ended] == [offer.kind]
        await person.say("mitä nyt tapahtuu?")
        assert (await person.plan()).offers == ()
        await proposals.again(person.counter, person.conversation, offer.kind)
        assert [one.id for one in (await person.plan()).offers] == [offer.id]
        with pytest.raises(NotFound):
            await proposals.again(person.counter, person.conversation, offer.kind)

    told(story, "fi")


@pytest.mark.requirement("R-46")
def test_not_again_ends_a_step_of_ones_own_but_not_what_a_law_sets_a_day_for(told: Told) -> None:
    async def story(person: Person) -> None:
        await settled(person)
        assert next(step for step in (await person.plan()).own if step.id == "tax-card").can_end
        await proposals.end(person.counter, person.conversation, "tax-card")
        await person.say("mitä nyt tapahtuu?")
        plan = await person.plan()
        assert "tax-card" not in [step.id for step in plan.own] and [one.name for one in plan.ended] == ["Verokortti Kelan tukea varten"]
        for kind in ("name-notice", "birth-registration", "offer:nothing", "", "no-such-service"):
            with pytest.raises(NotFound):
                await proposals.end(person.counter, person.conversation, kind)
        await proposals.again(person.counter, person.conversation, "tax-card")
        assert "tax-card" in [step.id for step in (await person.plan()).own]

    told(story, "fi")


@pytest.mark.requirement("R-46")
@pytest.mark.parametrize(
    ("language", "words", "act"),
    [
        ("fi", "Ei tätä enää", "not-again"), ("fi", "ei mainoksia kiitos", "own-rule"), ("fi", "ei vakuutustarjouksia", "own-rule"), ("sv", "Inte det här mer", "not-again"),
        ("sv", "Ingen reklam, tack", "own-rule"), ("en", "Don't show this again", "not-again"), ("en", "no ads please", "own-rule"),
    ],
)  # fmt: skip
def test_what_is_not_wanted_is_said_in_a_phrase(told: Told, language: Language, words: str, act: str) -> None:
    texts = {"fi": BORN, "sv": ("Hej, vi fick en pojke igår!", "Tammerfors", "anställd"), "en": ("Our son was born yesterday", "Tampere", "she has a job")}

    async def story(person: Person) -> None:
        await settled(person, *texts[language])
        said = await person.say(words)
        talk = await person.counter.store.talk(person.conversation)
        assert (await person.plan()).offers == () and said["reading"]["acts"] == [act]
        assert talk.unwanted == (("offer:insurance",) if act == "not-again" else ()) and len(said["reply"]["paragraphs"]) >= 1
        assert bool(await own_rules.of(person.counter, talk)) == (act == "own-rule")

    told(story, language)


@pytest.mark.parametrize("words", ["en jaksa tätä enää", "ei tätä enää voi kestää mitenkään", "miksi ei mainoksia?", "no voi ei, ei tätä enää: taas sama jono ja sama lappu"])
def test_what_only_sounds_like_it_ends_nothing(told: Told, words: str) -> None:
    async def story(person: Person) -> None:
        await settled(person)
        await person.say(words)
        assert (await person.counter.store.talk(person.conversation)).unwanted == ()

    told(story, "fi")


def test_a_card_that_waits_is_not_answered_by_it(told: Told) -> None:
    async def story(person: Person) -> None:
        card = (await person.say(*BORN))["card"]
        said = await person.say("ei mainoksia")
        assert [row["state"] for row in said["card"]["allow"]] == [row["state"] for row in card["allow"]] == ["open"]

    told(story, "fi")


@pytest.mark.requirement("R-38")
@pytest.mark.parametrize(
    ("calm", "angry"),
    [
        ("Moi, meille syntyi eilen poika!", "Meille syntyi eilen poika!!! Olen ihan raivona teidän typeriin lomakkeisiin, TAAS sama rumba!!!"),
        ("Firmani meni konkurssiin.", "Firmani meni konkurssiin!!! Olen ihan raivona tästä saatanan touhusta."),
        ("Muutan Tampereelle 1.12.2026.", "Muutan Tampereelle 1.12.2026. Hermot menee, jos minua taas pompotellaan!!!"),
    ],
)  # fmt: skip
def test_angry_and_calm_words_get_the_same_plan(told: Told, calm: str, angry: str) -> None:
    seen: list[Any] = []

    def of(text: str) -> Callable[[Person], Awaitable[None]]:
        async def story(person: Person) -> None:
            said = await person.say(text)
            if said["question"] and said["question"]["name"].startswith("confirm:"):
                said = await person.say("kyllä")  # how surely the words were read is another matter
            plan = await person.plan()
            steps = [(step.id, step.state, step.deadline, step.why.whose, step.why.basis) for step in (*plan.told, *plan.own, *plan.law)]
            seen.append((plan.event, steps, plan.general, said["question"] and said["question"]["name"], said["card"] and said["card"]["price"]))

        return story

    told(of(calm), "fi")
    told(of(angry), "fi")
    assert seen[0] == seen[1]


@pytest.mark.requirement("R-38")
def test_the_three_languages_get_the_same_plan(told: Told) -> None:
    seen: list[Any] = []
    for language, texts in (("fi", BORN), ("sv", ("Hej, vi fick en pojke igår!", "Tammerfors", "anställd")), ("en", ("Our son was born yesterday", "Tampere", "she has a job"))):

        async def story(person: Person, texts: tuple[str, ...] = texts) -> None:
            said = await person.say(*texts)
            plan = await person.plan()
            seen.append(([(step.id, step.state, step.deadline) for step in (*plan.told, *plan.own, *plan.law)], [row["id"] for row in said["card"]["allow"]]))

        told(story, language)  # type: ignore[arg-type]  # one of three
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.requirement("R-37")
def test_the_price_stands_on_one_line_and_the_cheaper_version_is_one_click(told: Told) -> None:
    async def story(person: Person) -> None:
        card = (await person.say(*BORN))["card"]
        price = (await person.plan()).price
        assert price is not None and price.cheaper is not None and price.card == card["id"]
        assert "2 saajaa" in price.line and "Tampere" in price.line and "Lapsilisä" in price.line
        await answer.answer_card(person.counter, person.conversation, CardId(card["id"]), dict.fromkeys(price.cheaper.rows, "deny"), [])
        less = (await person.plan()).price
        assert less is not None and "yksi saaja" in less.line and "Tampere" not in less.line
        states = {str(step.id): step.state for step in (await person.plan()).told}
        assert states["early-education"] == "denied" and states["child-benefit"] == "offered", "choosing less allows nothing"

    told(story, "fi")


@pytest.mark.requirement("R-37")
def test_a_case_that_is_done_says_what_each_fact_was_good_for_and_gives_up_what_was_not(told: Told) -> None:
    async def story(person: Person) -> None:
        said = await person.say(*BORN)
        await answer.answer_card(person.counter, person.conversation, CardId(said["card"]["id"]), {"early-education": "allow"}, [])
        case = (await person.plan()).case
        with pytest.raises(Clash):
            await uses.forget(person.counter, person.conversation, case, "child.sex")
        assert (await person.plan()).uses == (), "not while it goes on"
        await withdraw.close(person.counter, person.conversation, case)
        found = {use.name: use for use in (await person.plan()).uses}
        assert found["child.sex"].useless and not found["mother.work"].useless and not found["event.date"].useless
        await uses.forget(person.counter, person.conversation, case, "child.sex")
        talk = await person.counter.store.talk(person.conversation)
        kept = await person.counter.store.facts(talk.customer, case)
        assert "child.sex" not in [fact.name for fact in kept] and "child.sex" not in [use.name for use in (await person.plan()).uses]
        with pytest.raises(NotFound):
            await uses.forget(person.counter, person.conversation, case, "child.sex")

    told(story, "fi")
