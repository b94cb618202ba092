"""A divorce, and both write: two customers, and nothing of the one is anywhere in what the other sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from tests.stories.counters import Customer, customer
from tests.stories.test_safe import ids, rows
from tests.stories.towns import Town, clerk

HERS = ("Olen eroamassa miehestäni, hakemus on tehty", "että lapset pärjäävät", "meillä on 2 lasta", "asun Rovaniemellä")
HIS = ("Vaimoni haluaa eron", "Eroamme, muutan Kuopioon", "haluan että asunto saadaan myytyä")
ONLY_HERS = ("Rovaniem", "pärjäävät", "children-all-right")
ONLY_HIS = ("Kuopio", "Vaimoni", "myytyä")


@pytest.fixture(scope="module")
def spouses(town: Town) -> Iterator[tuple[Customer, Customer]]:
    """(she, he): their messages come in turns, as when both sit at home with a phone."""
    with customer(town.address) as she, customer(town.address) as he:
        she.open("fi")
        he.open("fi")
        for n in range(4):
            for who, said in ((she, HERS), (he, HIS)):
                if n < len(said):
                    who.say(said[n])
        yield she, he


def all_that_is_shown(who: Customer) -> str:
    """Pages, plan, log, events and the stream, all of it."""
    pages = [who.browse(path).text for path in ("/", "/conversation", "/plan", "/known", "/known?show=places", "/person", "/resume")]
    doors = [json.dumps(who.get(door), ensure_ascii=False) for door in ("events?show=places", "log?show=places", "plan", "human")]
    return "\n".join(pages + doors)


def test_each_sees_all_of_their_own_and_nothing_of_the_other(spouses: tuple[Customer, Customer]) -> None:
    she, he = spouses
    shown = {"she": all_that_is_shown(she), "he": all_that_is_shown(he)}
    assert [word for word in ONLY_HERS if word not in shown["she"]] == [] == [word for word in ONLY_HIS if word not in shown["he"]]
    assert [word for word in ONLY_HERS if word in shown["he"]] == [] == [word for word in ONLY_HIS if word in shown["she"]]


def test_what_one_tells_of_the_other_is_nobodys_fact_but_their_own(spouses: tuple[Customer, Customer]) -> None:
    she, he = spouses
    for who in (she, he):
        assert all(entry["who"] == "Luukku" for entry in who.get("log")["entries"]), "only the counter has read anything"
    assert {fact["name"] for fact in he.get("log")["facts"]}.isdisjoint({"child.count", "goal"})


def test_neither_opens_anything_of_the_others(spouses: tuple[Customer, Customer]) -> None:
    she, he = spouses
    card_or_case = she.get("plan")["plans"][0]["case"]
    for path in ("log", "plan", "events", "human"):
        assert she.http.get(f"/api/v1/conversations/{she.conversation}/{path}", headers=he.headers).status_code == 404
    for path in ("messages", "resume-code", "branch-code", f"cases/{card_or_case}/close", f"cases/{card_or_case}/at-hand"):
        body = {"id": "x", "text": "moi"} if path == "messages" else {}
        assert she.http.post(f"/api/v1/conversations/{she.conversation}/{path}", json=body, headers=he.headers).status_code == 404
    assert he.post(f"cases/{card_or_case}/close", {}).status_code == 404, "not under one's own address either"


def test_no_row_of_any_file_names_both(town: Town, spouses: tuple[Customer, Customer]) -> None:
    hers, his = (ids(town, who) for who in spouses)
    assert hers.isdisjoint(his)
    for place, row in rows(town):
        whole = " ".join(value for value in row if isinstance(value, str))
        assert not (any(id in whole for id in hers) and any(id in whole for id in his)), f"a row of {place} names both"


def test_a_human_who_helps_both_is_told_of_each_apart(town: Town, spouses: tuple[Customer, Customer]) -> None:
    with clerk(town.address) as paivi:
        for who, own, other in (*((*spouses[:1], ONLY_HERS, ONLY_HIS),), (spouses[1], ONLY_HIS, ONLY_HERS)):
            before = set(re.findall(r'href="/desk/([0-9a-f]{32})"', paivi.look()))
            who.post("human", {}).raise_for_status()
            (id,) = set(re.findall(r'href="/desk/([0-9a-f]{32})"', paivi.look())) - before
            paivi.post(f"/desk/{id}/take")
            page = paivi.look(f"/desk/{id}")
            assert own[0] in page and not any(word in page for word in other)
            paivi.post(f"/desk/{id}/hand-back", text="")
        assert all("Päivi Lehto" in str(who.get("log")["entries"]) for who in spouses), "each look stands in the log of whose it was"
