"""Receipts in the customer's hands: one for each thing they said, which holds without us, and says what the page said."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from luukku import app, explain
from luukku.consent import lifecycle
from luukku.errors import BadSettings, Broken
from luukku.flow import answer, open, receipts, withdraw
from luukku.flow.change import Draft
from luukku.flow.consents import raise_assurance
from luukku.model.receipt import Receipt
from luukku.settings import load
from luukku.web import guard
from luukku.web.server import make_app
from tests.stories.test_ends import EARLY, Clock, Place, at_card, begin, counter_in

TOLD = {
    "fi": ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä"),
    "sv": ("Hej, vi fick en pojke igår!", "ja", "Tammerfors", "anställd"),
    "en": ("We had a baby boy yesterday", "yes", "Tampere", "employed"),
}


def verify_by_hand(jws: str, keys: list[dict[str, str]]) -> dict[str, Any]:
    """Another implementation: RFC 7515 with nothing but base64, JSON and the curve. Raises InvalidSignature."""

    def raw(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    header, payload, signature = jws.split(".")
    kid = json.loads(raw(header))["kid"]
    key = next(one for one in keys if one["kid"] == kid)
    thumbprint = hashlib.sha256(json.dumps({"crv": key["crv"], "kty": key["kty"], "x": key["x"]}, separators=(",", ":")).encode()).digest()
    assert base64.urlsafe_b64encode(thumbprint).rstrip(b"=").decode() == kid  # RFC 7638
    Ed25519PublicKey.from_public_bytes(raw(key["x"])).verify(raw(signature), f"{header}.{payload}".encode())
    claims: dict[str, Any] = json.loads(raw(payload))
    return claims


def notice(claims: Any) -> dict[str, Any]:
    found: dict[str, Any] = claims["dpv:hasRecordOfActivity"]["dpv:hasNotice"]
    return found


async def all_of(place: Place) -> tuple[Receipt, ...]:
    return await receipts.of(place.counter, place.conversation)


@pytest.mark.requirement("R-03")
def test_a_receipt_verifies_with_nothing_but_itself_and_the_key_after_the_folder_is_gone(tmp_path: Path) -> None:
    held: list[str] = []
    keys: list[dict[str, str]] = []

    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            await withdraw.withdraw(place.counter, place.conversation, (await place.case()).id, EARLY)
            held.extend(one.jws for one in await all_of(place))
            keys.extend(dict(one) for one in place.counter.receipts.keys)

    asyncio.run(story())
    shutil.rmtree(tmp_path)
    assert len(held) == 2
    given, withdrawn = (verify_by_hand(jws, keys) for jws in held)
    assert given["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][-1]["@type"][0] == "dpv:ConsentGiven"
    assert withdrawn["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][-1]["@type"] == ["dpv:ConsentWithdrawn"]
    for claims in (given, withdrawn):
        said = notice(claims)
        assert hashlib.sha256(f"{said['dct:language']}\n{said['luukku:text']}".encode()).hexdigest() == said["luukku:sha256"]
        assert claims["dpv:hasRecordOfActivity"]["dpv:hasRight"] and "@context" in claims
    head, payload, signature = held[0].split(".")
    for n in (0, len(payload) // 2, len(payload) - 2):
        other = "A" if payload[n] != "A" else "B"
        with pytest.raises(InvalidSignature):
            verify_by_hand(f"{head}.{payload[:n]}{other}{payload[n + 1 :]}.{signature}", keys)


@pytest.mark.requirement("R-01")
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_receipts_text_is_the_card_as_it_was_shown(tmp_path: Path, language: str) -> None:
    async def story() -> None:
        async with counter_in(tmp_path, Clock()) as counter:
            conversation, token = await open.open_conversation(counter, language)  # type: ignore[arg-type]
            place = Place(counter, Clock(), conversation, token, {})
            said = await place.say(TOLD[language][0])
            for more in TOLD[language][1:]:
                said = said if said["card"] else await place.say(more)
            assert said["card"], said["reply"]["text"]
            row = next(row for row in said["card"]["allow"] if row["id"] == EARLY)
            await answer.answer_card(counter, conversation, said["card"]["id"], {EARLY: "allow"}, [])
            (one,) = await all_of(place)
            told = notice(one.claims)
            assert told["dct:language"] == language
            for line in (row["service"], row["receiver"], *row["what"], row["why"], row["how_long"], row["benefit"], row["without"]):
                assert line in told["luukku:text"]
            assert (told["luukku:price"], told["luukku:benefit"]) == (said["card"]["price"], row["benefit"])
            event = (await place.case()).consents[0]
            assert event.text_sha256 == told["luukku:sha256"] == hashlib.sha256(f"{language}\n{told['luukku:text']}".encode()).hexdigest()
            process = one.claims["dpv:hasRecordOfActivity"]["dpv:hasProcess"]
            assert {held["dct:identifier"] for held in process["dpv:hasPersonalData"]} == set(event.facts)
            purpose = counter.packs.purposes[event.purpose]
            assert (process["dpv:hasPurpose"]["skos:broader"], process["dpv:hasRecipient"]["dct:identifier"]) == (purpose.dpv, event.receiver)

    asyncio.run(story())


@pytest.mark.requirement("R-03")
def test_each_thing_that_was_said_has_its_receipt_at_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            case = await place.case()
            named = (await place.step()).facts
            await withdraw.narrow(place.counter, place.conversation, case.id, EARLY, named[:1])
            await withdraw.withdraw(place.counter, place.conversation, case.id, EARLY)
            found = await all_of(place)
            assert [(one.kind, one.version) for one in found] == [("given", 1), ("narrowed", 2), ("withdrawn", 3)]
            assert [one.event for one in found] == list((await place.case()).consents)
            assert [one.claims["dpv:hasRecordOfActivity"]["luukku:follows"] for one in found] == [event.follows for event in (await place.case()).consents]
            assert len({one.id for one in found}) == 3
            assert (await receipts.one(place.counter, place.conversation, found[1].id)) == found[1]

    asyncio.run(story())


def test_a_denied_permission_has_a_receipt_and_a_request_not_made_has_none(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            rows = [row["id"] for part in ("allow", "request") for row in place.card[part]]
            await answer.answer_card(place.counter, place.conversation, place.card["id"], dict.fromkeys(rows, "deny"), [])
            found = await all_of(place)
            assert [one.event.service for one in found if one.event] == [EARLY]
            assert found[0].claims["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][0]["@type"] == ["dpv:ConsentRefused"]

    asyncio.run(story())


def test_words_are_told_from_a_button(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.say("kyllä, annan luvan")
            found = {one.event.service: one for one in await all_of(place) if one.event}
            assert found and all(one.claims["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][0]["dpv:hasIndicationMethod"] == "luukku:by-words" for one in found.values())

    asyncio.run(story())


@pytest.mark.requirement("R-01")
def test_no_permission_is_kept_without_a_whole_receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            shown_row = explain.shown_row
            monkeypatch.setattr(explain, "shown_row", lambda *given: replace(shown_row(*given), benefit=""))
            before = await place.talk()
            with pytest.raises(Broken):
                await place.allow()
            assert await place.talk() == before
            assert [entry.kind for entry in await place.counter.log.entries(before.customer) if entry.kind == "consent"] == []

    asyncio.run(story())


def test_a_new_key_leaves_the_old_ones_receipts_verifiable(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Clock()
        async with counter_in(tmp_path, clock) as counter:
            place = await begin(counter, clock)
            await place.allow()
            old = (await all_of(place))[0].jws
        (tmp_path / "data" / "secret" / "receipt.key").unlink()
        async with counter_in(tmp_path, clock) as counter:
            keys = [dict(one) for one in counter.receipts.keys]
            assert len(keys) == 2 and keys[-1]["kid"] == counter.receipts.kid
            verify_by_hand(old, keys)
        (tmp_path / "data" / "receipts.jwks").write_text("{}")
        with pytest.raises(Broken):
            async with counter_in(tmp_path, clock):
                pass

    asyncio.run(story())


def test_a_receipt_lies_sealed_and_holds_no_value(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            (one,) = await all_of(place)
            text = json.dumps(one.claims, ensure_ascii=False)
            assert "2026-11-21" not in text.replace(one.claims["dct:created"], "")
            raw = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
            assert one.jws.encode() not in raw and one.jws.split(".")[1].encode() not in raw

    asyncio.run(story())


@pytest.mark.requirement("R-03")
def test_receipts_are_taken_away_from_the_page_and_by_the_api(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await place.allow()
            http = httpx.AsyncClient(transport=httpx.ASGITransport(app=make_app(place.counter)), base_url="http://t", cookies={guard.COOKIE: place.token})
            async with http:
                told = (await http.get(f"/api/v1/conversations/{place.conversation}/receipts")).raise_for_status().json()
                (one,) = told["receipts"]
                assert verify_by_hand(one["jws"], told["keys"]) == one["receipt"]
                assert (await http.get("/receipts.jwks")).json()["keys"] == told["keys"]
                page = (await http.get("/known")).raise_for_status().text
                assert f'/known/receipts/{one["id"]}"' in page and "Kuitit" in page and "Annoit luvan." in page
                taken = (await http.get(f"/known/receipts/{one['id']}")).raise_for_status()
                assert taken.text == one["jws"] and "attachment" in taken.headers["content-disposition"]
                assert (await http.get("/known/receipts/nothing-1")).status_code == 404
                step = await place.step()
                case = (await place.case()).id
                form = guard.form_token(place.token)
                sent = await http.post(f"/steps/{case}/{EARLY}/narrow", data={"form": form, "without": step.facts[0]}, headers={"origin": "http://t"})
                assert sent.status_code == 303, sent.text
                assert set((await place.step()).facts) == set(step.facts[1:])
                after = (await http.get("/known")).text
                assert f'name="without" value="{step.facts[1]}"' not in after, "the last one is not left out, it is withdrawn"
                refused = await http.post(
                    f"/api/v1/conversations/{place.conversation}/steps/{case}/{EARLY}/narrow", json={"without": list(step.facts[1:])},
                    headers={"authorization": f"Bearer {place.token}"},
                )  # fmt: skip
                assert refused.status_code == 422
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=make_app(place.counter)), base_url="http://t") as nobody:
                assert (await nobody.get(f"/known/receipts/{one['id']}")).status_code == 404
                assert (await nobody.get("/receipts.jwks")).status_code == 200

    asyncio.run(story())


def test_a_sign_in_gives_a_new_permission_whose_receipt_names_the_old(tmp_path: Path) -> None:
    async def story() -> None:
        async with at_card(tmp_path) as place:
            await answer.answer_card(place.counter, place.conversation, place.card["id"], {}, [row["id"] for row in place.card["request"]])
            old = next(event for event in (await place.case()).consents if event.kind == "requested")
            draft = Draft(counter=place.counter, talk=await place.talk(), at=place.clock.at)
            gone, _ = await raise_assurance(place.counter, draft, (await place.case()).id, "strong")
            assert gone, "something waited for it"
            await draft.commit()
            given, ended = [one for one in await all_of(place) if one.event and one.event.service == gone[0]][-2:]
            assert (given.kind, given.claims["dpv:hasRecordOfActivity"]["luukku:replaces"]) == ("requested", old.permission)
            assert (ended.kind, ended.permission) == ("withdrawn", old.permission)
            status = given.claims["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][-1]
            assert (status["luukku:assurance"], status["dpv:hasIndicationMethod"]) == ("strong", "luukku:by-sign-in")
            assert lifecycle.replay((await place.case()).consents) == (await place.case()).consents

    asyncio.run(story())


def test_a_counter_without_a_name_cannot_open(tmp_path: Path) -> None:
    async def story() -> None:
        settings = load({"data": str(tmp_path / "data"), "embedder": "tfidf", "organisation.name": " "}, {}, tmp_path)
        with pytest.raises(BadSettings) as bad:
            async with app.opened(settings, work=False):
                pass
        assert bad.value.data["key"] == "organisation.name"

    asyncio.run(story())
