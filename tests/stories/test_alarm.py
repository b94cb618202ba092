"""Whoever is in danger gets the number, whatever else is in the way: too fast, too long, too full, locked, unreadable."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from typing import Any, Protocol

import httpx
import pytest

from luukku import app as composition
from luukku import settings as settings_of
from luukku.errors import Locked, NoRoom
from luukku.flow import alarm, serve
from luukku.flow.counter import Counter
from luukku.interop import rest
from luukku.web import guard
from luukku.web.server import make_app
from tests.stories.pages import Page

OURS = "http://luukku.example"
SECRET = "a-secret-for-tests-only"
WORDS = {"fi": "Mä en jaksa enää elää", "sv": "Jag orkar inte leva längre", "en": "I want to kill myself tonight"}
HELP = {"fi": "Hyvä, että kerroit.", "sv": "Bra att du berättade.", "en": "I am glad you told me."}
MORE = {"fi": "ja sitten vielä ", "sv": "och så var det ", "en": "and then there was "}
HARMLESS = "Meille syntyi eilen poika"
CARES = WORDS["fi"]
Story = Callable[["Here"], Coroutine[Any, Any, None]]


class Play(Protocol):
    def __call__(self, story: Story, burst: int = ..., openings: int = ...) -> None: ...


class Here:
    """A counter and its whole application in this process, so that what stands in the way can be put there."""

    def __init__(self, counter: Counter, http: httpx.AsyncClient) -> None:
        self.counter, self.http = counter, http
        self.path, self.token = "", ""
        self.headers: dict[str, str] = {}

    async def open(self, language: str = "fi") -> Here:
        made = (await self.http.post("/api/v1/conversations", json={"language": language})).json()
        self.path, self.token = f"/api/v1/conversations/{made['conversation']}", made["token"]
        self.headers = {"authorization": f"Bearer {self.token}"}
        return self

    async def say(self, text: str, **headers: str) -> httpx.Response:
        return await self.http.post(f"{self.path}/messages", json={"id": str(uuid.uuid4()), "text": text}, headers=self.headers | headers)

    async def send(self, text: str | bytes, *, script: bool = False, **fields: str) -> httpx.Response:
        """The page's form: with `open` as that conversation's, else as somebody new."""
        cookie = {"cookie": f"luukku={self.token}"} if self.path else {}
        accept = {"accept": "application/json"} if script else {}
        form = {"id": str(uuid.uuid4()), "form": guard.form_token(self.token) if self.path else "", "text": text, **fields}
        sent = await self.http.post("/messages", data=form, headers={"origin": OURS, "accept-language": "fi", **cookie, **accept})
        self.http.cookies.clear()
        return sent

    async def chat(self, text: str, sender: str = "a") -> httpx.Response:
        return await self.http.post("/webhooks/rest/webhook", json={"sender": sender, "message": text}, headers={"authorization": f"Bearer {SECRET}"})

    async def look(self, path: str = "/conversation") -> str:
        return (await self.http.get(path, headers={"cookie": f"luukku={self.token}", "accept-language": "fi"})).text

    async def allow_pages(self, most: int | None) -> None:
        """So many pages in the database; None: as many as there are now."""
        database: Any = self.counter.store._database  # type: ignore[attr-defined]
        if most is None:
            most = await database.write(lambda db: int(db.execute("PRAGMA page_count").fetchone()[0]))
        await database.write(lambda db: db.execute(f"PRAGMA max_page_count = {most}").fetchone())


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, Counter]]:
    """One counter for all of these stories, and the loop in which it lives."""
    folder = tmp_path_factory.mktemp("alarm")
    flags = {"data": str(folder / "data"), "embedder": "tfidf", "limits.burst": "1000", "rest.token": SECRET}
    with asyncio.Runner() as runner:
        opened = composition.opened(settings_of.load(flags, {}, folder), work=False)
        counter = runner.run(opened.__aenter__())
        yield runner, counter
        runner.run(opened.__aexit__(None, None, None))


@pytest.fixture
def play(house: tuple[asyncio.Runner, Counter]) -> Play:
    """Plays a story with limits of its own."""
    runner, counter = house

    async def told(story: Story, burst: int, openings: int) -> None:
        app = make_app(counter, rest.routes())
        app.state.burst, app.state.openings = (guard.Limit(times, 600, time.monotonic) for times in (burst, openings))
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=OURS) as http:
            await story(Here(counter, http))

    return lambda story, burst=1000, openings=1000: runner.run(told(story, burst, openings))


def rings(answer: dict[str, Any], language: str = "fi") -> bool:
    """The number first, and words."""
    return bool(answer["numbers"][0]["first"]) and "112" in {one["call"] for one in answer["numbers"]} and answer["text"].startswith(HELP[language])


def shows(page: str, language: str = "fi") -> bool:
    return 'href="tel:112"' in page and HELP[language] in Page(page).shown


def test_a_danger_counts_against_no_limit_and_all_else_does(play: Play) -> None:
    async def story(here: Here) -> None:
        await here.open()
        for _ in range(3):
            assert (await here.say(CARES)).status_code == 200
        assert (await here.say(HARMLESS)).status_code == 200, "the first that counts"
        busy = await here.say(HARMLESS)
        assert busy.status_code == 429 and "numbers" not in busy.json() and "text" not in busy.json()
        assert (await here.say(CARES)).json()["reply"]["numbers"]
        assert (await here.send(CARES)).status_code == 303
        assert (await here.send(HARMLESS)).status_code == 429

    play(story, burst=1)


def test_where_no_conversation_may_be_opened_any_more_the_page_shows_the_number(play: Play) -> None:
    async def story(here: Here) -> None:
        assert (await here.send(HARMLESS)).status_code == 303
        for language, words in WORDS.items():
            page = await here.send(words)
            assert page.status_code == 429 and shows(page.text, language), "in the language of the words"
            assert Page(page.text).box == words and f'<div class="said" lang="{language}">' in page.text
            assert "set-cookie" not in page.headers
        harmless = await here.send(HARMLESS)
        assert harmless.status_code == 429 and "tel:" not in harmless.text
        for script in (await here.send("Mies lyö minua", script=True), await here.send("Mies lyö minua", script=True, safe="1")):
            told = script.json()
            assert script.status_code == 429 and told["leaves"] and 'href="tel:112"' in told["alarm"]["html"] and 'href="/leave"' in told["alarm"]["html"]

    play(story, openings=1)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_too_long_or_too_large_is_no_reason_for_silence(play: Play, language: str) -> None:
    async def story(here: Here) -> None:
        await here.open(language)
        for much in (800, 8_000):
            text = f"{WORDS[language]}. " + MORE[language] * much
            told = await here.say(text)
            assert told.status_code == 413 and rings(told.json(), language), much
            assert MORE[language] * 2 not in told.text
        chatted = await here.chat(f"{WORDS[language]}. " + MORE[language] * 800)
        assert chatted.status_code == 200 and HELP[language] in chatted.text, "a program shows texts, not problems"
        page = await here.send(f"{WORDS[language]}. " + MORE[language] * 800)
        assert page.status_code == 413 and shows(page.text, language)

    play(story)


def test_a_full_disk_takes_nothing_and_says_the_number_on_every_face(play: Play) -> None:
    story_long = f"{CARES}. " + "pitkä juttu " * 790

    async def story(here: Here) -> None:
        await here.open()
        await here.chat(HARMLESS)
        await here.allow_pages(None)
        try:
            told = await here.say(story_long)
            assert told.status_code == 507 and rings(told.json())
            page = await here.send(story_long)
            assert page.status_code == 507 and shows(page.text) and Page(page.text).box == story_long
            chatted = await here.chat(story_long)
            assert chatted.status_code == 200 and "112" in chatted.json()[1]["text"] and "levy on täynnä" in chatted.text
            assert (await here.chat("pitkä juttu " * 800)).status_code == 507, "of nothing else a text is made"
        finally:
            await here.allow_pages(1_000_000)

    play(story)


def test_what_is_accepted_and_waits_for_its_answer_does_not_wait_for_the_number(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: object) -> None:
        raise NoRoom(what="luukku.db")

    async def story(here: Here) -> None:
        await here.open()
        await here.chat("Moi")
        monkeypatch.setattr(serve, "answer_later", lambda *_, **__: None)
        assert rings((await here.say(CARES, prefer="respond-async")).json()), "at once, though the answer comes as an event"
        monkeypatch.setattr(type(here.counter.store), "commit", full)
        kept = await here.say(CARES)
        assert kept.status_code == 202 and kept.json()["turn"] and rings(kept.json())
        assert set((await here.say(HARMLESS)).json()) == {"turn"}
        chatted = await here.chat(CARES)
        assert chatted.status_code == 202 and "112" in chatted.text and "Viesti on tallessa" in chatted.text
        assert "112" not in (await here.chat(HARMLESS)).text
        assert (await here.send(CARES)).status_code == 303
        assert shows(await here.look()), "the conversation shows it until there is an answer"
        frame = (await here.send(CARES, script=True)).json()
        assert any(piece["id"] == "alarm" and "tel:112" in piece["html"] for piece in frame["pieces"])

    play(story)


def test_a_key_that_is_gone_and_a_fault_nobody_expected_leave_the_number(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(here: Here) -> None:
        await here.open()
        for error, status in ((Locked(), 403), (RuntimeError(CARES), 500)):

            async def breaks(*_: object, error: Exception = error) -> None:
                raise error

            monkeypatch.setattr(type(here.counter.store), "accept", breaks)
            told = await here.say(CARES)
            assert told.status_code == status and rings(told.json()) and "jaksa" not in told.text
            page = await here.send(CARES)
            assert page.status_code == status and shows(page.text)
            chatted = await here.chat(CARES)
            assert "112" in chatted.text and chatted.status_code == (200 if status == 403 else 500)

    play(story)


def test_a_message_that_nobody_can_take_as_it_is_was_read_all_the_same(play: Play) -> None:
    async def story(here: Here) -> None:
        await here.open("sv")
        where, mine = f"{here.path}/messages", here.headers
        sent = {"id": "1", "text": WORDS["sv"]}
        stranger = await here.http.post(where, json=sent)
        unknown = await here.http.post("/api/v1/conversations/x/messages", json=sent, headers=mine)
        for odd in (stranger, unknown):
            assert odd.status_code == 404 and rings(odd.json(), "sv")
        for broken in (b'{"text": "%s' % WORDS["sv"].encode(), b'{"text": "%s"}' % WORDS["sv"].encode(), json.dumps(sent).encode("latin-1") + b"\xff"):
            told = await here.http.post(where, content=broken, headers=mine | {"content-type": "application/json"})
            assert told.status_code == 422 and rings(told.json(), "sv"), broken
        half = json.dumps({"id": "1", "text": WORDS["sv"] + " \ud83d"}).encode()  # a program that cuts a picture in two
        surrogate = await here.http.post(where, content=half, headers=mine | {"content-type": "application/json"})
        assert surrogate.status_code == 422 and rings(surrogate.json(), "sv")
        for page in (await here.send(CARES, form="x"), await here.send(CARES, id="no id")):
            assert page.status_code in (403, 422) and shows(page.text)
        western = await here.http.post(
            "/messages", content="text=Mä en jaksa enää elää&id=1".encode("latin-1"), headers={"origin": OURS, "content-type": "application/x-www-form-urlencoded"}
        )
        assert western.status_code == 422 and shows(western.text), "in the old code page"

    play(story)


def test_one_chat_program_stands_for_many_people_and_each_sender_is_counted_alone(play: Play) -> None:
    async def senders(here: Here) -> None:
        for sender in ("d", "e", "f"):
            assert (await here.chat(HARMLESS, sender)).status_code == 200

    async def one(here: Here) -> None:
        assert (await here.chat(HARMLESS, "g")).status_code == 200
        assert (await here.chat("Tampere", "g")).status_code == 429
        for _ in range(3):
            first = (await here.chat(CARES, "g")).json()
            assert "112" in str(first) and "ruuhkaa" not in str(first), "taken as it is"

    play(senders, openings=1)
    play(one, burst=1)


def test_a_door_that_is_not_there_stays_unseen(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(here: Here) -> None:
        monkeypatch.setattr(here.counter, "settings", replace(here.counter.settings, rest_token=""))
        closed = await here.chat(CARES)
        assert closed.status_code == 404 and "numbers" not in closed.json()

    play(story)


@pytest.fixture
def counter(house: tuple[asyncio.Runner, Counter]) -> Counter:
    return house[1]


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\0" * 50, "\ud800", "\U0001d15e" * 10_000, "a" * 200_000, "👨‍👩‍👧", "\u202e" + "x", HARMLESS])
def test_no_text_is_too_odd_to_be_looked_through(counter: Counter, text: str) -> None:
    assert alarm.alarm(counter, text, "fi") is None


@pytest.mark.parametrize("around", ["{}", "\0{}\u200b", "\ud800 {}", "{} " + "x " * 50_000, "\u202e{}\u202c", "\n\n{}\n"])
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_words_between_odd_signs_are_heard_and_answered_in_their_own_language(counter: Counter, around: str, language: str) -> None:
    found = alarm.alarm(counter, around.format(WORDS[language]), "fi")
    assert found is not None and found.language == language and found.numbers[0].first and found.lines[0].startswith(HELP[language])
    assert not found.leaves


def test_long_texts_are_read_beside_the_loop_with_the_same_result(counter: Counter) -> None:
    text = f"{CARES}. " + "pitkä juttu " * 500
    assert len(text) > alarm.LONG
    assert asyncio.run(alarm.sound(counter, text, "fi")) == alarm.alarm(counter, text, "fi")
    assert asyncio.run(alarm.in_danger(counter, text)) and not asyncio.run(alarm.in_danger(counter, HARMLESS))
