"""The door for chat programs: the whole service by texts and buttons, one sender one conversation, and nothing without the secret."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from luukku.errors import NotFound
from luukku.interop import rest
from tests.contracts.sandboxes import until
from tests.stories.counters import Customer, customer, letters
from tests.stories.towns import Chat, Town, chat, clerk, payload, payloads, texts

MACHINE = "Vastaaja on kone."
CODE = re.compile(r"[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}")


@pytest.fixture
def writer(town: Town) -> Iterator[Chat]:
    with chat(town.address) as writing:
        yield writing


def card_of(writer: Chat) -> list[dict[str, object]]:
    """A birth, told until the card lies there."""
    for text in ("Moi, meille syntyi eilen poika!", "Tampere"):
        writer.say(text)
    return writer.say("palkkatöissä")


def code_in(found: list[dict[str, object]]) -> str:
    code = CODE.search(texts(found))
    assert code is not None, texts(found)
    return code[0]


def test_the_door_is_not_there_without_a_secret_in_the_settings() -> None:
    app = FastAPI()
    app.include_router(rest.routes())
    app.state.counter = SimpleNamespace(settings=SimpleNamespace(rest_token=""))

    async def knock() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://counter") as http:
            for asking in (
                http.get("/webhooks/rest/"), http.get("/webhooks/rest/messages", params={"sender": "a"}),
                http.post("/webhooks/rest/webhook", json={"sender": "a", "message": "moi"}, headers={"authorization": "Bearer "}),
            ):
                with pytest.raises(NotFound):
                    await asking

    asyncio.run(knock())


def test_nobody_is_heard_without_the_secret_and_the_health_tells_nothing_more(writer: Chat) -> None:
    assert writer.http.get("/webhooks/rest/").json() == {"status": "ok"}
    for secret in ("x", writer.secret + "x", writer.secret[:-1]):
        headers = {"authorization": f"Bearer {secret}"}
        for answer in (
            writer.http.post("/webhooks/rest/webhook", json={"sender": "a", "message": "moi"}, headers=headers),
            writer.http.get("/webhooks/rest/messages", params={"sender": "a", "token": writer.secret}, headers=headers),
        ):
            assert answer.status_code == 403 and answer.json()["code"] == "forbidden"


def test_a_sender_is_told_once_that_a_machine_answers_and_is_known_again(writer: Chat, town: Town) -> None:
    first = writer.say("Moi, meille syntyi eilen poika!")
    assert first[0]["text"].startswith(MACHINE) and "Onnea" in texts(first)
    assert "buttons" in first[-1] and first[-1]["text"].endswith("?")
    second = writer.say("Tampere")
    assert MACHINE not in texts(second) and "palkkatyössä" in payloads(second), "it goes on where it was"
    with chat(town.address) as other:
        assert "Kotikunta" not in texts(other.say("Meille syntyi eilen tyttö"))
    for path in town.data.rglob("*"):
        if path.is_file():
            assert writer.sender.encode() not in path.read_bytes(), f"the sender lies in plain in {path.name}"


def test_a_button_of_a_question_answers_it(writer: Chat) -> None:
    writer.say("Moi, meille syntyi eilen poika!")
    asked = writer.say("Tampere")
    assert "Tässä on, mitä voin hoitaa" in texts(writer.say(payload(asked, "palkka")))


def test_the_same_message_id_is_the_same_message(writer: Chat) -> None:
    once = writer.say("Moi, meille syntyi eilen poika!", metadata={"message_id": "m-1"})
    assert writer.say("Moi, meille syntyi eilen poika!", metadata={"message_id": "m-1"}) == once
    other = writer.post("Moi, meille syntyi eilen tyttö!", metadata={"message_id": "m-1"})
    assert other.status_code == 409 and other.json()["code"] == "clash"
    assert texts(writer.say("tietoni")).count("Lapsi: ") == 1


def test_a_card_is_answered_row_by_row_and_only_what_was_allowed_is_told(writer: Chat, town: Town) -> None:
    before = len(letters(town.mailbox))
    shown = card_of(writer)
    allow = payload(shown, "/allow:early-education:")
    assert payload(shown, "/deny:early-education:") and payload(shown, "/send:child-benefit:")
    said = writer.say(allow)
    assert "Lähetän tiedot" in texts(said) and allow not in payloads(said)
    assert writer.post(allow).status_code == 200, "the same answer again changes nothing"
    assert "vanhentunut" in texts(writer.say(allow.replace("/allow", "/deny")))
    until(lambda: "Kerrottu" in texts(writer.poll()))
    found = writer.poll()
    assert writer.poll(max(one["seq"] for one in found)) == [], "what was polled comes once"
    letter = letters(town.mailbox)[before:][0]
    assert set(letter["facts"]) == {"event.date", "municipality"}
    plan = writer.say("suunnitelma")
    assert "Kerrottu" in texts(plan)
    assert "Peruttu" in texts(writer.say(payload(plan, "/withdraw:")))
    assert "/again:" in payload(writer.say("/plan"), "/again:")


def test_a_button_of_a_card_that_was_laid_anew_is_out_of_date(writer: Chat) -> None:
    old = payload(card_of(writer), "/send:parental-allowance:")
    new = payload(writer.say("ei kun Turku"), "/send:parental-allowance:")
    assert new != old
    assert "vanhentunut" in texts(writer.say(old)), "what was shown then is not what lies there now"
    assert "Tunnistaudu" in texts(writer.say(new))


def test_a_code_goes_on_with_the_conversation_in_which_it_was_made(writer: Chat, someone: Customer, town: Town) -> None:
    someone.say("Moi, meille syntyi eilen poika!")
    someone.say("Tampere")
    code = someone.post("resume-code", {}).json()["code"]
    writer.say("Moi, täällä ollaan")
    for _ in range(2):  # the same message again: the answer may have been lost
        joined = writer.say(f"koodi {code}")
        assert "Jatketaan siitä" in texts(joined) and "palkkatyössä" in payloads(joined), "with what was asked last"
    writer.say("palkkatöissä")
    assert "employed" in str(someone.events()), "the same conversation"
    with chat(town.address) as thief:
        assert "vanhentunut" in texts(thief.say(f"koodi {code}"))
        assert "poika" not in texts(thief.say("tietoni"))
    with customer(town.address) as device:
        body = device.http.post("/api/v1/resume", json={"code": code_in(writer.say("koodi"))}).json()
        assert body["conversation"] == someone.conversation, "and the other way round"


def test_a_human_is_called_in_words_and_their_words_come_with_the_next_poll(writer: Chat, town: Town) -> None:
    with clerk(town.address) as paivi:
        before = set(re.findall(r'href="/desk/([0-9a-f]{32})"', paivi.look()))
        assert "Ihminen vastaa" in texts(writer.say("Haluan puhua ihmisen kanssa"))
        id = (set(re.findall(r'href="/desk/([0-9a-f]{32})"', paivi.look())) - before).pop()
        assert paivi.post(f"/desk/{id}/take").status_code == 303
        assert writer.say("Oletko siellä?") == []
        in_danger = writer.say("En jaksa enää elää")
        assert "112" in texts(in_danger) and all(re.match(r"[0-9 ]+ – ", one["text"]) for one in in_danger), "numbers, and no other word"
        paivi.post(f"/desk/{id}/say", id="00000000000000000000000000000001", text="Hei, täällä Päivi.")
        heard = writer.poll()
        assert "Päivi Lehto: Hei, täällä Päivi." in texts(heard)
        paivi.post(f"/desk/{id}/hand-back", text="")
        after = writer.poll(max(one["seq"] for one in heard))
        assert "Kone" in texts(after)
        assert writer.say("Meille syntyi eilen tyttö")


def test_in_danger_the_number_stands_first_and_a_safe_place_is_named(writer: Chat, town: Town) -> None:
    found = writer.say("Mieheni hakkaa minua")
    assert found[0]["text"].startswith("112") and MACHINE in texts(found)
    assert f"{town.address}/safe" in texts(found)


def test_signing_in_leads_through_a_browser_and_back_by_a_code(writer: Chat, town: Town) -> None:
    shown = card_of(writer)
    asked = writer.say(payload(shown, "/send:parental-allowance:"))
    assert f"{town.address}/resume" in texts(asked)
    with customer(town.address) as browser:
        body = browser.http.post("/api/v1/resume", json={"code": code_in(asked)}).json()
        browser.conversation, browser.token = body["conversation"], body["token"]
        browser.sign_in()
        assert MACHINE in texts(writer.say("Moi")), "whoever signed in has it to themselves: the sender is a stranger"
        code = browser.post("resume-code", {}).json()["code"]
        writer.say(code)
        assert browser.until(lambda states: states["parental-allowance"] in ("told", "acknowledged", "done", "asks"))
        assert "Vanhempainraha" in texts(writer.say("suunnitelma"))


@pytest.mark.parametrize(("plan", "known", "says"), [("Planen", "mina uppgifter", "En maskin"), ("plan", "My data", "A machine")])
def test_words_do_what_buttons_do_in_swedish_and_english(writer: Chat, plan: str, known: str, says: str) -> None:
    language = "sv" if says == "En maskin" else "en"
    writer.say(f"/language:{language}")
    assert says in texts(writer.say("Hej" if language == "sv" else "Hello"))
    assert len(writer.say(plan)) == 1 and len(writer.say(known)) == 3


def test_what_cannot_be_done_is_said_and_what_cannot_be_read_is_a_problem(writer: Chat) -> None:
    for wrong in ("/allow:nothing", "/done:00000000:x", "/close:", "/language:xx", "/case:00000000", "koodi AAAA-BBBB-CCCC-DDDD"):
        found = writer.say(wrong)
        assert len(found) == 1 and "Mitään ei muutettu" in found[0]["text"], wrong
    for text, status in (("", 422), ("​", 422), ("a" * 10_001, 413)):
        answer = writer.post(text)
        assert answer.status_code == status and answer.json()["title"]
    assert writer.http.post("/webhooks/rest/webhook", json={"message": "moi"}, headers=writer.headers).status_code == 422
    assert writer.http.post("/webhooks/rest/messages", json={"sender": writer.sender}, headers=writer.headers).json() == writer.poll()
