"""A safe conversation: another customer, linked to nothing, with no code into it, and gone from the device when one leaves."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.stories.counters import Customer, chosen, customer
from tests.stories.pages import Page
from tests.stories.towns import Town, clerk

OPEN_WORDS = 20
"""Shorter values (states, days, kinds) are everybody's; ids, hashes and seals are longer."""
STAMP = re.compile(r"\d{4}-\d\d-\d\dT")


@pytest.fixture
def pair(town: Town, someone: Customer) -> Iterator[tuple[Customer, Customer]]:
    """(a customer, the same person in a safe conversation that they began from the first one's page)."""
    someone.say("Meille syntyi eilen poika")
    with customer(town.address) as safe:
        sent = send_safely(safe.http, someone.token, "Mies lyö mua, haluan eron")
        safe.token = sent.cookies["luukku"]
        safe.conversation = newest(town)
        yield someone, safe


def send_safely(http: httpx.Client, token: str, text: str) -> httpx.Response:
    cookie = {"cookie": f"luukku={token}"}
    form = Page(http.get("/safe", headers=cookie).raise_for_status().text).hidden
    assert form["safe"] == "1"
    sent = http.post("/messages", data={**form, "text": text}, headers={**cookie, "origin": str(http.base_url).rstrip("/")})
    http.cookies.clear()
    assert sent.status_code == 303
    return sent


def newest(town: Town) -> str:
    """The newest conversation, which is that of the one who has just come."""
    with closing(opened(town.data / "luukku.db")) as store:
        return str(store.execute("SELECT conversation FROM event ORDER BY seq DESC LIMIT 1").fetchone()[0])


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def rows(town: Town) -> list[tuple[str, tuple[Any, ...]]]:
    """Every row of every table of every file, with the table's name."""
    found = []
    for path in (town.data / "luukku.db", town.data / "keys.db", *town.data.glob("log/*.db")):
        with closing(opened(path)) as file:
            tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            found += [(f"{path.name}/{table}", row) for table in tables for row in file.execute(f'SELECT * FROM "{table}"')]
    return found


def ids(town: Town, who: Customer) -> set[str]:
    with closing(opened(town.data / "luukku.db")) as store:
        (own,) = store.execute("SELECT customer FROM conversation WHERE id = ?", (who.conversation,)).fetchone()
    return {who.conversation, own}


def traces(town: Town, who: Customer) -> set[str | bytes]:
    """Everything longer than a word that stands in a row together with one of this customer's ids."""
    mine = ids(town, who)
    found: set[str | bytes] = set()
    for _, row in rows(town):
        if any(isinstance(value, str) and any(id in value for id in mine) for value in row):
            for value in row:
                if isinstance(value, bytes) and len(value) >= OPEN_WORDS:
                    found.add(value)
                elif isinstance(value, str):
                    found |= set(re.findall(r"[A-Za-z0-9_-]{20,}", value))
    return {one for one in found if not (isinstance(one, str) and STAMP.match(one))}


def test_nothing_that_is_kept_links_it_to_the_conversation_before(town: Town, pair: tuple[Customer, Customer]) -> None:
    before, safe = pair
    for one in pair:
        one.sign_in("maija")
    assert ids(town, before).isdisjoint(ids(town, safe))
    for place, row in rows(town):
        whole = " ".join(value for value in row if isinstance(value, str))
        assert not all(any(id in whole for id in ids(town, one)) for one in pair), f"a row of {place} names both"
    assert traces(town, before) and traces(town, before) & traces(town, safe) == set(), "the same seal, hash or id on both sides"
    said = (town.folder / "data.log").read_text()
    assert not any(id in said for one in pair for id in ids(town, one))


def test_each_sees_only_its_own(pair: tuple[Customer, Customer]) -> None:
    before, safe = pair
    assert "lyö" not in str((before.events(), before.get("log"), before.get("plan"))) + before.browse("/conversation").text
    assert "poika" not in str((safe.events(), safe.get("log"), safe.get("plan"))) + safe.browse("/conversation").text
    crossed = before.http.get(f"/api/v1/conversations/{safe.conversation}/log", headers=before.headers)
    assert crossed.status_code == 404


def test_no_code_leads_into_it_from_page_or_api(pair: tuple[Customer, Customer]) -> None:
    before, safe = pair
    for door in ("resume-code", "branch-code"):
        refused = safe.post(door, {})
        assert (refused.status_code, refused.json()["why"]) == (409, "safe")
        assert "Turvalliseen keskusteluun ei anneta koodia" in refused.json()["title"]
        form = Page(safe.browse("/conversation").text).hidden["form"]
        page = safe.http.post(f"/{door}", data={"form": form}, headers={"cookie": f"luukku={safe.token}"})
        assert page.status_code == 409 and "Turvalliseen keskusteluun ei anneta koodia" in page.text
        assert before.post(door, {}).status_code == 200
    assert "/resume-code" not in safe.browse("/plan").text and "/branch-code" not in safe.browse("/resume").text


def test_its_cookie_ends_with_the_browser_also_after_signing_in_and_leaving_drops_it(pair: tuple[Customer, Customer]) -> None:
    _, safe = pair
    there = safe.browse("/sign-in")
    assert there.status_code == 303
    home = safe.browse(chosen(there.headers["location"], "matti"))
    assert "Max-Age" not in home.headers["set-cookie"], "a cookie of the session, as before"
    safe.token = home.cookies["luukku"]
    page = safe.browse("/conversation").text
    assert 'id="exit"' in page and "turvallinen keskustelu" in page.casefold()
    titles = {found for path in ("/conversation", "/plan", "/known") if (found := re.findall(r"<title>(.*?)</title>", safe.browse(path).text)[0])}
    assert not any(word in title.casefold() for title in titles for word in ("ero", "turva", "lyö"))
    gone = safe.browse("/leave")
    assert gone.headers["location"].startswith("https://www.ilmatieteenlaitos.fi") and "Max-Age=0" in gone.headers["set-cookie"]
    assert not re.search(safe.conversation, gone.headers["location"])


def test_a_program_can_open_one_too(town: Town, someone: Customer) -> None:
    body = someone.http.post("/api/v1/conversations", json={"language": "en", "safe": True}).raise_for_status().json()
    someone.conversation, someone.token = body["conversation"], body["token"]
    assert someone.post("resume-code", {}).status_code == 409
    assert someone.say("We are getting divorced")["reply"]["understood"]


def test_the_desk_is_told_that_it_is_one(town: Town, pair: tuple[Customer, Customer]) -> None:
    _, safe = pair
    number = re.findall(r"Tunnuksesi on ([A-Z2-9]{4})", safe.get("human")["human"]["line"])[0]
    with clerk(town.address) as paivi:
        waiting = re.findall(r'href="/desk/([0-9a-f]{32})"', paivi.look())
        id = next(id for id in waiting if number in paivi.look(f"/desk/{id}").partition('id="talk"')[2])
        assert paivi.post(f"/desk/{id}/take").status_code == 303
        assert "Turvallinen keskustelu: vastaa vain tässä" in paivi.look(f"/desk/{id}")
        assert safe.post("human/cancel", {}).status_code == 200
