"""A goal over a real counter: said alone it starts a plan, beside a turn of life the plan names it, and an unsure one is asked about."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from luukku.errors import NotFound
from luukku.flow import goals, open, view
from luukku.model.ids import Language
from luukku.web.server import make_app
from tests.stories.test_ends import Clock, Place, counter_in


@asynccontextmanager
async def somebody(folder: Path, language: Language = "fi") -> AsyncIterator[Place]:
    clock = Clock()
    async with counter_in(folder, clock) as counter:
        conversation, token = await open.open_conversation(counter, language)
        yield Place(counter, clock, conversation, token, {})


async def said_goals(place: Place) -> list[str]:
    return [one.id for one in await goals.of(place.counter, await place.talk())]


@pytest.mark.parametrize(
    ("language", "words", "yes"),
    [("fi", "että lapset pärjäävät, kävi miten kävi", "kyllä"), ("sv", "det viktigaste är att barnen har det bra", "ja"), ("en", "all that matters is that the kids are okay", "yes")],
)
def test_a_goal_alone_starts_a_plan(tmp_path: Path, language: Language, words: str, yes: str) -> None:
    """Without meaning (the stand-in embedder) it is asked about; then what has happened is asked, and the button is enough."""

    async def story() -> None:
        async with somebody(tmp_path, language) as place:
            asked = await place.say(words)
            assert asked["question"]["name"] == "goal:children-all-right", asked["reply"]["text"]
            said = await place.say(yes)
            assert await said_goals(place) == ["children-all-right"]
            name = place.counter.texts.say(language, "goalpack-children-all-right", "name")
            assert name in said["reply"]["paragraphs"][0]
            assert said["question"]["name"] == "goal-event" and "divorce" in [option["value"] for option in said["question"]["options"]]
            shown = (await goals.shown(place.counter, place.conversation))[0]
            assert len(shown.lines) > 2 and shown.leaves and shown.owner
            button = next(option["text"] for option in said["question"]["options"] if option["value"] == "divorce")
            await place.say(button)
            talk = await place.talk()
            assert [(case.event, case.sure) for case in talk.cases] == [("divorce", True)]
            plan = (await view.plans(place.counter, place.conversation))[0]
            assert plan.goal is not None and name in plan.goal

    asyncio.run(story())


def test_the_plan_names_the_goal_what_serves_it_and_what_it_leaves_open(tmp_path: Path) -> None:
    async def story() -> None:
        async with somebody(tmp_path) as place:
            for text in ("haluan velat hallintaan", "kyllä", "Velat"):
                await place.say(text)
            for _ in range(4):
                said = await place.say("en tiedä")
                if said["card"]:
                    break
            plan = (await view.plans(place.counter, place.conversation))[0]
            assert plan.event == "debt" and plan.goal is not None and "saada velat hallintaan" in plan.goal and "vuosia" in plan.goal
            assert "debt-counselling" in plan.goal_steps and "basic-social-assistance" not in plan.goal_steps

    asyncio.run(story())


def test_a_no_keeps_nothing_and_what_is_kept_is_removed_with_one_button(tmp_path: Path) -> None:
    async def story() -> None:
        async with somebody(tmp_path) as place:
            await place.say("ettei kotia menetetä")
            said = await place.say("ei")
            assert await said_goals(place) == [] and place.counter.texts.say("fi", "goal-declined") in said["reply"]["paragraphs"]
            for text in ("ettei kotia menetetä", "kyllä"):
                await place.say(text)
            assert await said_goals(place) == ["keep-home"]
            transport = httpx.ASGITransport(make_app(place.counter))
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost", cookies={"luukku": place.token}) as http:
                page = (await http.get("/plan")).raise_for_status().text
                assert "Koti säilyy" in page and "Auki jää" in page and "/goals/keep-home/remove" in page
            await goals.take_back(place.counter, place.conversation, "keep-home")
            assert await said_goals(place) == []
            with pytest.raises(NotFound):
                await goals.take_back(place.counter, place.conversation, "keep-home")

    asyncio.run(story())


def test_a_goal_lies_sealed(tmp_path: Path) -> None:
    async def story() -> None:
        async with somebody(tmp_path) as place:
            for text in ("toimeentulo sairauden ajalle", "kyllä"):
                await place.say(text)
            assert await said_goals(place) == ["living-while-ill"]
            stored = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("luukku.db*"))
            rows = place.rows("SELECT name FROM fact")
            assert rows and all("ill" not in name for (name,) in rows) and b'"living-while-ill' not in stored

    asyncio.run(story())
