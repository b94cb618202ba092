"""A customer's own rules over a real counter: said or switched on, shown back, undone with one button, and in force at every door."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku import consent
from luukku.errors import Malformed, NotFound
from luukku.flow import advance, answer, erase, mandate, own_rules, view
from luukku.flow.change import Draft
from luukku.model.own_rule import OwnRule
from luukku.model.use import PeerAnswer
from luukku.web.server import make_app
from tests.stories.test_ends import EARLY, Fake, Place, at_card

ASKS = PeerAnswer(state="asks", task="task-1", needs=("municipality",))


def shown(said: Any) -> list[str]:
    """The rules that a reply shows back."""
    return [rule["text"] for rule in said["reply"]["own_rules"]]


async def states(place: Place) -> dict[str, str]:
    journey = (await place.case()).journey
    assert journey is not None
    return {step.id: step.state for step in journey.steps.values()}


@pytest.mark.requirement("R-45")
def test_a_rule_is_shown_back_acts_at_once_and_is_undone_with_one_button(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            said = await place.say("älä kerro kunnalle mitään")
            assert shown(said) == ["Älä kerro kunnalle mitään."]
            rows = [row["id"] for row in said["card"]["allow"]]
            assert EARLY not in rows, "nothing is asked that may not go"
            assert (await states(place))[EARLY] == "own", "it falls to nobody: the customer does it"
            lines = " ".join(said["reply"]["paragraphs"])
            assert "Sinun sääntösi: Älä kerro kunnalle mitään." in lines
            plan = (await view.plans(place.counter, place.conversation))[0]
            assert any("Sinun sääntösi" in line for line in plan.own_rules)
            again = await place.say("Älkää kertoko kunnalle!")
            assert shown(again) == shown(said) and len(await own_rules.of(place.counter, await place.talk())) == 1
            name = said["reply"]["own_rules"][0]["name"]
            await own_rules.take_back(place.counter, place.conversation, name)
            assert (await states(place))[EARLY] == "offered"
            card = (await place.case()).card
            assert card is not None and EARLY in [row.id for row in card.rows if row.state == "open"]
            with pytest.raises(NotFound):
                await own_rules.take_back(place.counter, place.conversation, name)

    asyncio.run(story())


@pytest.mark.requirement("R-45")
def test_what_was_allowed_before_the_rule_does_not_go_after_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = place.town(Fake())
            await place.allow()
            await place.say("kunnalle ei saa kertoa mitään")
            await place.deliver()
            assert town.told == [] and (await place.step()).state == "ended"
            case = await place.case()
            assert case.card is not None and not consent.fold(case.consents, place.clock.at), "no permission stays behind that nobody sees"
            assert [row.state for row in case.card.rows if row.id == "early-education"] == ["withdrawn"]

    asyncio.run(story())


@pytest.mark.requirement("R-45")
def test_what_is_asked_back_later_is_refused_at_the_door_by_the_rules_name(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = place.town(Fake([ASKS]))
            await place.allow()
            await own_rules.make(place.counter, place.conversation, "never-tell/bank")  # another's: it acts on nothing here
            await place.deliver()
            assert len(town.told) == 1 and (await place.step()).state == "sending", "the answer is on its way"
            await own_rules.make(place.counter, place.conversation, "no-offers/")  # it is no offer
            row = next(iter(await place.counter.outbox.due(place.clock.at.replace(year=2027))))
            # a rule that comes between the journey and the door, as after a crash: the door alone must hold
            talk = await place.talk()
            draft = Draft(counter=place.counter, talk=talk, at=place.clock.at)
            await own_rules._make(draft, OwnRule(kind="never-tell", of="municipality"), "")
            await draft.commit()
            place.counter.lines.take(row)
            await advance._one(place.counter, row)
            assert len(town.told) == 1
            entry = (await place.counter.log.entries(talk.customer))[-1]
            assert (entry.kind, entry.basis, entry.result) == ("refused", "none:own-never-tell", "refused") and entry.rule.split(" ")[-1].startswith("own-never-tell@")
            told = (await view.known(place.counter, place.conversation)).entries[0].what
            assert "Sinun sääntösi" in told

    asyncio.run(story())


@pytest.mark.requirement("R-45")
def test_asking_first_uses_no_permission_that_stands(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            town = place.town(Fake([ASKS]))
            said = await place.say("kysy aina ensin ennen kuin kerrot kunnalle mitään")
            assert shown(said) == ["Kysy aina ensin, ennen kuin kerrot kunnalle mitään."]
            row = next(one for one in said["card"]["allow"] if one["id"] == EARLY)
            assert row["binds"], "it is answered by itself"
            card = (await place.case()).card
            assert card is not None
            await answer.answer_card(place.counter, place.conversation, card.id, {EARLY: "allow"}, [])
            await place.deliver()
            assert len(town.told) == 1
            step = await place.step()
            assert (step.state, step.asks) == ("needs-approval", ("municipality",)), "what is asked back is not answered by itself"
            await place.deliver()
            assert len(town.told) == 1
            content = await mandate.shown(place.counter, place.conversation, (await place.case()).id, EARLY)
            assert any("Tampere" in value for _, value in content.lines)
            await mandate.approve(place.counter, place.conversation, (await place.case()).id, EARLY, content.content)
            await place.deliver()
            assert len(town.told) == 2 and (await place.step()).state == "acknowledged"

    asyncio.run(story())


def test_a_rule_beside_news_leaves_the_news_to_be_read(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            said = await place.say("Muutamme kesällä Turkuun. Älä kerro pankille mitään!")
            assert shown(said) == ["Älä kerro pankille mitään."]
            assert "moving" in [case.event for case in (await place.talk()).cases]

    asyncio.run(story())


def test_of_several_it_is_asked_which_and_words_take_one_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await own_rules.make(place.counter, place.conversation, "never-tell/bank")
            await own_rules.make(place.counter, place.conversation, "no-offers/insurer")
            said = await place.say("poista sääntö")
            assert len(shown(said)) == 2 and place.counter.texts.say("fi", "reply-own-which") in said["reply"]["paragraphs"]
            said = await place.say("pankille saa taas kertoa")
            assert [one["gone"] for one in said["reply"]["own_rules"]] == [True]
            assert [rule.value for rule in await own_rules.of(place.counter, await place.talk())] == ["no-offers/insurer"]
            none = await place.say("pankille saa taas kertoa")
            assert place.counter.texts.say("fi", "reply-own-none") in none["reply"]["paragraphs"]
            with pytest.raises(Malformed):
                await own_rules.make(place.counter, place.conversation, "never-tell")

    asyncio.run(story())


@pytest.mark.requirement("R-45")
def test_rules_lie_sealed_and_go_with_an_erasure(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.say("älä kerro exälle mitään")
            stored = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("luukku.db*"))
            assert b"ex-spouse" not in stored
            await erase.erase(place.counter, place.conversation)
            assert place.rows("SELECT * FROM fact") == []

    asyncio.run(story())


def test_the_page_shows_makes_and_removes_rules(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            transport = httpx.ASGITransport(make_app(place.counter))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": place.token}) as http:
                bearer = {"authorization": f"Bearer {place.token}"}
                api = f"/api/v1/conversations/{place.conversation}"
                made = (await http.post(f"{api}/own-rules", json={"rule": "never-tell/kela"}, headers=bearer)).raise_for_status().json()
                page = (await http.get("/own-rules")).raise_for_status().text
                assert "Älä kerro Kelalle mitään." in page and made["name"] in page
                assert (await http.post(f"{api}/own-rules", json={"rule": "x"}, headers=bearer)).status_code == 422
                (await http.post(f"{api}/own-rules/{made['name']}/remove", headers=bearer)).raise_for_status()
                assert (await http.get(f"{api}/own-rules", headers=bearer)).json()["rules"] == []
                assert (await http.post(f"{api}/own-rules/{made['name']}/remove", headers=bearer)).status_code == 404

    asyncio.run(story())

