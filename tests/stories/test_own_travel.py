"""A customer's rules and goals go along with them: in the export in words, into another counter under a name of there, and in force there."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from luukku.flow import bring, goals, own_rules, view
from luukku.flow.change import Draft
from luukku.flow.open import open_conversation
from tests.stories.carried import counter_in, files_of, somebody, taken_along


@pytest.mark.requirement("R-45")
def test_rules_and_goals_go_along_and_hold_in_the_other_counter(tmp_path: Path) -> None:
    async def story() -> None:
        async with counter_in(tmp_path / "old") as old:
            conversation, _ = await somebody(old, "Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä", "Älä kerro kunnalle mitään!", "ettei kotia menetetä")
            await own_rules.make(old, conversation, "no-offers/insurer")
            talk = await old.store.talk(conversation)
            if not await goals.of(old, talk):
                draft = Draft(counter=old, talk=talk, at=old.clock.now())
                await goals._make(draft, "keep-home", "")
                await draft.commit()
            held = await taken_along(old, conversation)
            graph = json.loads(files_of(held)["luukku.jsonld"])
            values = {row["value"] for row in graph["facts"]}
            assert {"never-tell/municipality", "no-offers/insurer", "keep-home"} <= values
            assert "Älä kerro kunnalle mitään." in files_of(held)["facts.csv"].decode()
        async with counter_in(tmp_path / "new") as new:
            there, _ = await open_conversation(new, "fi")
            shown = await bring.preview(new, held, "fi")
            assert any("Älä kerro kunnalle mitään." in value for _, value in shown.view.loose) and not shown.view.left
            await bring.bring(new, there, shown.own)
            talk = await new.store.talk(there)
            assert {rule.value for rule in await own_rules.of(new, talk)} == {"never-tell/municipality", "no-offers/insurer"}
            assert [one.id for one in await goals.of(new, talk)] == ["keep-home"]
            journey = talk.cases[0].journey
            assert journey is None or journey.steps["early-education"].state != "offered"  # type: ignore[index]  # StepId is a str
            await bring.bring(new, there, shown.own)
            assert len(await own_rules.of(new, await new.store.talk(there))) == 2, "the same again changes nothing"
            assert [plan.event for plan in await view.plans(new, there)] == ["child"]

    asyncio.run(story())
