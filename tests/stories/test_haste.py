"""Too many cards, and cards that are allowed unread: seen in the figures and by the doctor, without anybody's name."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from luukku import app
from luukku.cli.checks import Patient, _cards
from luukku.flow import withdraw
from luukku.model.consent import MANY_ROWS, is_hasty
from luukku.model.conversation import Change, Event
from luukku.model.ids import CardId, new_id
from luukku.web import metrics
from tests.stories.test_ends import Place, at_card


@pytest.mark.parametrize(("rows", "seconds", "hasty"), [(3, 8.9, True), (3, 9, False), (2, 0, False), (10, 29.9, True), (10, 30, False)])
def test_what_is_hasty(rows: int, seconds: float, hasty: bool) -> None:
    assert is_hasty(rows, seconds) is hasty


async def answered(place: Place, states: Mapping[str, str], seconds: int) -> None:
    """A card that was laid and, so much later, answered."""
    talk = await place.talk()
    case, at = talk.cases[0], place.clock.at
    assert case.card is not None
    card = replace(case.card, id=CardId(new_id()), at=at)
    laid = Event(type="card", at=at, data={"card": card.id, "case": case.id})
    given = Event(type="card-answered", at=at + timedelta(seconds=seconds), data={"card": card.id, "rows": dict(states)})
    await place.counter.store.commit(Change(talk=replace(talk, version=talk.version + 1, cases=(replace(case, card=card),)), events=(laid, given)))


def test_hasty_cards_are_counted_and_noted_and_name_nobody(tmp_path: Path) -> None:
    many = {f"row-{n}": "allowed" for n in range(MANY_ROWS)}

    async def story() -> None:
        async with at_card(tmp_path) as place:
            counted = metrics.Metrics()
            counted.install(place.counter)
            settings = place.counter.settings
            for states, seconds in ((many, 2), (many, 4), (many, 60), (many | {"row-0": "denied"}, 1)):
                await answered(place, states, seconds)
            assert (counted.cards, counted.many, counted.hasty) == (4, 3, 2)
            assert [said[0] for said in _cards(Patient(settings))] == ["ok"], "three say nothing yet"
            await answered(place, many, 1)
            seen = app.look_at(settings.data)
            assert (seen.many_allowed, seen.hasty, seen.closed_cases) == (4, 3, 0)
            ((state, what, do),) = _cards(Patient(settings))
            assert state == "note" and what.startswith("3 of 4 cards") and do
            talk = await place.talk()
            await withdraw.close(place.counter, place.conversation, talk.cases[0].id)
            seen = app.look_at(settings.data)
            assert (seen.closed_cases, seen.cards_of_closed, counted.closed) == (1, 6, 1)
            text = await metrics.text(place.counter, counted)
            assert "luukku_hasty_allows_total 3\n" in text and "luukku_cards_total 5\n" in text
            for secret in (talk.customer, talk.conversation, talk.cases[0].id):
                assert secret not in what and secret not in text

    asyncio.run(story())
