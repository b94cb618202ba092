"""Shown from a wallet instead of told, over HTTP: only what is asked, once, by who began it; and the plan goes on from there."""

from __future__ import annotations

import html
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku.sandbox import credentials
from luukku.sandbox.credentials import PERSONS
from luukku.sandbox.holder import Path as ClaimPath
from tests.contracts.sandboxes import running
from tests.stories.counters import Counter, Customer, counter, customer
from tests.stories.devices import ALL, Device
from tests.stories.wallets import Purse, purse

pytestmark = pytest.mark.requirement("R-17")
BORN = "Moi, meille syntyi eilen poika!"
CANARY = "Kanarialintu"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Purse, Path]]:
    with purse(tmp_path_factory.mktemp("purse")) as held:
        yield held


@pytest.fixture(scope="module")
def wallet(held: tuple[Purse, Path]) -> Purse:
    return held[0]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("wallet") / "data"


@pytest.fixture(scope="module")
def place(held: tuple[Purse, Path], data: Path) -> Iterator[Counter]:
    flags = {"wallet.enabled": "on", "wallet.issuers": str(held[1]), "limits.burst": "1000", "embedder": "tfidf"}
    with counter(data, flags) as running:
        yield running


@pytest.fixture
def person(place: Counter) -> Iterator[Customer]:
    """Who has told of a birth and is asked where they live."""
    with customer(place.address) as person:
        question = person.open("fi").say(BORN)["question"]
        assert question["name"] == "municipality" and question["wallet"] is True
        yield person


def ask(person: Customer) -> dict[str, Any]:
    answer: dict[str, Any] = person.post("wallet", {}).raise_for_status().json()
    return answer


def last(person: Customer) -> dict[str, Any]:
    found: dict[str, Any] = [event["data"] for event in person.events() if event["type"] == "replied"][-1]
    return found


def results(person: Customer) -> list[tuple[str, str]]:
    return [(event["data"]["result"], event["data"].get("fault", "")) for event in person.events() if event["type"] == "shown"]


def home_of(person: Customer) -> list[tuple[str, str]]:
    return [(fact["value"], fact["source"].partition(" ")[0]) for fact in person.get("log")["facts"] if fact["name"] == "municipality"]


def untouched(person: Customer) -> bool:
    return home_of(person) == [] and last(person)["question"]["name"] == "municipality"


def test_a_fact_is_shown_instead_of_told_and_the_plan_goes_on(person: Customer, wallet: Purse) -> None:
    asking = ask(person)
    assert asking["facts"] == ["municipality"] and asking["words"] == ["Kotikunta"]
    answer = wallet.show(asking["other"])
    assert answer.status_code == 200 and answer.json() == {}
    said = last(person)
    assert "Tampere" in said["reply"]["paragraphs"][0] and said["question"]["name"] == "mother.work"
    assert home_of(person) == [("Tampere", "Näytit")]
    assert "Harjoitusrekisteri" in json.dumps(person.get("log"), ensure_ascii=False)
    assert "Näytit lompakosta: kotikunta. Myöntäjä: Harjoitusrekisteri." in [entry["what"] for entry in person.get("log")["entries"]]
    card = person.say("palkkatöissä")["card"]
    row = next(row for row in card["allow"] if "Tampere" in row["receiver"])
    person.answer(card["id"], {row["id"]: "allow"})
    assert person.until(lambda states: states[row["id"]] in ("told", "acknowledged", "done"))


@pytest.mark.requirement("R-14")
def test_only_what_the_plan_needs_is_asked(person: Customer, wallet: Purse) -> None:
    for link in (ask(person)["same"], ask(person)["other"]):
        asked = wallet.asked(link)
        (query,) = asked["dcql_query"]["credentials"]
        assert query["meta"] == {"vct_values": ["urn:eudi:pid:1"]} and query["claims"] == [{"path": ["address", "locality"]}]
        assert set(asked["dcql_query"]) == {"credentials"} and "scope" not in asked
    person.say("Tampere")
    assert ask(person)["facts"] == ["municipality"], "told, and not shown yet"
    assert wallet.show(ask(person)["other"]).status_code == 200
    assert person.post("wallet", {}).status_code == 404, "shown: nothing more is needed"
    assert home_of(person) == [("Tampere", "Näytit")]


@pytest.mark.requirement("R-14")
@pytest.mark.parametrize("more", [("given_name",), ("personal_administrative_number",), ("address", "street_address"), ("nationalities", None)])
def test_what_nobody_asked_for_refuses_the_whole_and_nothing_of_it_is_kept(person: Customer, wallet: Purse, data: Path, more: ClaimPath) -> None:
    canary = {**PERSONS["aino"], "given_name": CANARY, "personal_administrative_number": "010190-9996", "address": {**PERSONS["aino"]["address"], "street_address": CANARY}, "nationalities": [CANARY]}
    credential = wallet.issuer.issue(canary, wallet.holder.public(), wallet_now())
    for device in ("same", "other"):
        answer = wallet.show(ask(person)[device], more, credential=credential)
        assert answer.status_code == 422 and answer.json()["fault"] == "claim-undeclared"
    assert untouched(person) and results(person) == [("refused", "claim-undeclared")] * 2
    files = [path for path in (data, data.with_name("data.log")) for path in (path.rglob("*") if path.is_dir() else [path]) if path.is_file()]
    for path in files:
        held = path.read_bytes()
        assert CANARY.encode() not in held and b"010190-9996" not in held, path


def wallet_now() -> int:
    return int(time.time())


def test_the_same_answer_is_taken_once(person: Customer, wallet: Purse) -> None:
    asked = wallet.asked(ask(person)["other"])
    form = wallet.form(asked)
    assert wallet.send(asked, form).status_code == 200
    again = wallet.send(asked, form)
    assert again.status_code == 410 and again.json()["code"] == "out-of-date"
    assert results(person) == [("taken", "")]


def test_an_answer_to_another_question_is_no_answer_to_this_one(person: Customer, wallet: Purse) -> None:
    first, second = wallet.asked(ask(person)["other"]), wallet.asked(ask(person)["other"])
    assert first["nonce"] != second["nonce"] and len(first["nonce"]) >= 22
    replayed = wallet.holder.present(wallet.credential, [("address", "locality")], nonce=first["nonce"], audience=first["client_id"], now=wallet_now())
    answer = wallet.send(second, wallet.seal(second, {"shown": [replayed]}))
    assert answer.status_code == 422 and answer.json()["fault"] == "nonce" and untouched(person)
    third = wallet.asked(ask(person)["other"])
    assert wallet.send(third, wallet.form(first)).json()["fault"] == "answer", "encrypted to another key"
    assert wallet.send(third, wallet.form(third)).status_code == 410, "and an answer is taken once, whatever it was"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"nonce": "another"}, "nonce"),
        ({"audience": "x509_hash:another"}, "audience"),
        ({"audience": "https://counter.example"}, "audience"),
        ({"now": 1_600_000_000}, "binding-old"),
        ({"now": 4_000_000_000}, "binding-ahead"),
    ],
)
def test_a_proof_for_somebody_else_or_of_another_time(person: Customer, wallet: Purse, said: dict[str, Any], fault: str) -> None:
    answer = wallet.show(ask(person)["other"], **said)
    assert answer.status_code == 422 and answer.json() == {**answer.json(), "code": "bad-presentation", "fault": fault}
    assert untouched(person) and results(person) == [("refused", fault)]


def test_credentials_that_do_not_count(person: Customer, wallet: Purse) -> None:
    holder, now = wallet.holder.public(), wallet_now()
    forged = credentials.Issuer(wallet.issuer.status_at).issue(PERSONS["aino"], holder, now)
    expired = wallet.issuer.issue(PERSONS["aino"], holder, now - 100, exp=now - 60)
    other = wallet.issuer.issue(PERSONS["aino"], holder, now, vct="urn:eudi:pid:2")
    nowhere = wallet.issuer.issue({**PERSONS["aino"], "address": {"locality": "Atlantis"}}, holder, now)
    elsewhere = wallet.issuer.issue(PERSONS["aino"], holder, now, status={"status_list": {"idx": 1, "uri": "http://127.0.0.1:9/status"}})
    faults = []
    for credential in (forged, expired, other, nowhere, elsewhere):
        faults.append(wallet.show(ask(person)["other"], credential=credential).json()["fault"])
    assert faults == ["issuer-key", "expired", "credential-type", "claim-value", "status-list"]
    assert untouched(person)
    assert wallet.show(ask(person)["other"]).status_code == 200
    assert wallet.fetched == 1, "a list is kept as long as it says"


@pytest.mark.parametrize("token", [None, {}, [], "x", {"shown": []}, {"shown": ["a", "b"]}, {"other": ["a"]}, {"shown": [5]}, {"shown": "a"}])
def test_what_is_no_answer(person: Customer, wallet: Purse, token: Any) -> None:
    asked = wallet.asked(ask(person)["other"])
    answer = wallet.send(asked, wallet.seal(asked, token))
    assert answer.status_code == 422 and answer.json()["fault"] == "answer" and untouched(person)


@pytest.mark.parametrize("response", ["", "x", "a.b.c.d.e", "e30.e30.e30.e30.e30", "ä", "a" * 3000])
def test_what_cannot_be_opened(person: Customer, wallet: Purse, response: str) -> None:
    asked = wallet.asked(ask(person)["other"])
    answer = wallet.send(asked, {"response": response})
    assert answer.status_code == 422 and answer.json()["fault"] == "answer" and untouched(person)


def test_what_is_no_form_uses_nothing_up(person: Customer, wallet: Purse) -> None:
    asked = wallet.asked(ask(person)["other"])
    for odd in ({"json": {"response": "x"}}, {"data": {"vp_token": "x"}}, {"content": b"\xff", "headers": {"content-type": "application/x-www-form-urlencoded"}}):
        answer = httpx.post(asked["response_uri"], trust_env=False, timeout=30, **odd)
        assert answer.status_code == 422 and answer.json()["code"] == "malformed"
    assert wallet.send(asked, wallet.form(asked)).status_code == 200


def test_a_state_of_another_request(person: Customer, wallet: Purse) -> None:
    asked = wallet.asked(ask(person)["other"])
    shown = wallet.holder.present(wallet.credential, [("address", "locality")], nonce=asked["nonce"], audience=asked["client_id"], now=wallet_now())
    assert wallet.send(asked, wallet.seal(asked, {"shown": [shown]}, state="another")).json()["fault"] == "answer"


def test_who_shows_nothing_loses_nothing(person: Customer, wallet: Purse) -> None:
    asked = wallet.asked(ask(person)["same"])
    answer = wallet.send(asked, {"error": "access_denied", "state": asked["state"]})
    assert answer.status_code == 200 and answer.json() == {}
    assert untouched(person) and results(person) == [("declined", "declined")]
    assert person.say("Tampere")["question"]["name"] == "mother.work"


def test_on_the_same_device_only_who_began_it_brings_it_back(place: Counter, person: Customer, wallet: Purse) -> None:
    answer = wallet.show(ask(person)["same"])
    assert answer.status_code == 200 and untouched(person), "nothing before the person comes back"
    back = answer.json()["redirect_uri"]
    with customer(place.address) as other:
        other.open("fi").say(BORN)
        assert other.browse(back).status_code == 410 and untouched(other)
    assert httpx.get(back, trust_env=False).status_code == 404
    assert untouched(person)
    there = person.browse(back)
    assert there.status_code == 303 and there.headers["location"] == "/conversation#latest"
    assert home_of(person) == [("Tampere", "Näytit")]
    assert person.browse(back).status_code == 410


def test_what_was_told_otherwise_is_asked_about_and_not_replaced(person: Customer, wallet: Purse) -> None:
    person.say("Turku")
    assert wallet.show(ask(person)["other"]).status_code == 200
    said = last(person)
    assert said["question"]["name"] == "municipality" and [one["text"] for one in said["question"]["options"]] == ["Tampere", "Turku"]
    assert "Tampere" in said["reply"]["paragraphs"][0] and "Turku" in said["reply"]["paragraphs"][0] and said["card"] is None
    assert home_of(person) == [("Turku", "Sanoit")], "until they say"
    assert person.say("Tampere")["question"]["name"] == "mother.work"
    assert home_of(person) == [("Tampere", "Näytit")]


def test_who_keeps_to_what_they_told_keeps_it(person: Customer, wallet: Purse) -> None:
    person.say("Turku")
    assert wallet.show(ask(person)["other"]).status_code == 200
    assert person.say("Turku")["question"]["name"] == "mother.work"
    assert home_of(person) == [("Turku", "Sanoit")]


def test_with_a_turvakielto_nobody_is_asked_where_they_live(place: Counter) -> None:
    with customer(place.address) as person:
        person.open("fi").say(BORN)
        person.say("Minulla on turvakielto")
        assert person.post("wallet", {}).status_code == 404


def test_nothing_is_asked_without_a_matter_and_ids_that_never_were_are_all_alike(place: Counter) -> None:
    with customer(place.address) as person:
        assert person.open("fi").post("wallet", {}).status_code == 404
        for id in ("x", "A" * 43, "A" * 400, "..", "%00"):
            assert person.http.get(f"/api/v1/wallet/request/{id}").status_code in (404, 410)
            assert person.http.post(f"/api/v1/wallet/response/{id}", data={"response": "x"}).status_code in (404, 410)


def test_the_page_shows_what_is_asked_with_a_link_and_a_code_and_needs_no_script(person: Customer, wallet: Purse) -> None:
    talk = person.browse("/conversation").text
    assert 'href="/wallet"' in talk
    page = person.browse("/wallet")
    assert page.status_code == 200 and "Kotikunta" in page.text and "<svg" in page.text and "style=" not in page.text
    link = html.unescape(page.text.partition('<a class="btn main" href="')[2].partition('"')[0])
    assert link.startswith("openid4vp://?client_id=x509_hash")
    back = wallet.show(link).json()["redirect_uri"]
    assert person.browse(back).status_code == 303 and home_of(person) == [("Tampere", "Näytit")]
    assert person.browse("/wallet").status_code == 404


def test_where_no_wallet_is_wanted_there_is_none(tmp_path: Path) -> None:
    with counter(tmp_path / "data", {"embedder": "tfidf"}) as place, customer(place.address) as person:
        assert person.open("fi").say(BORN)["question"]["wallet"] is False
        assert person.post("wallet", {}).status_code == person.browse("/wallet").status_code == 404
        assert 'href="/wallet"' not in person.browse("/conversation").text


def test_the_practice_wallet_walks_the_whole_way(tmp_path: Path) -> None:
    with running("wallet", "--port", "0", "--data", str(tmp_path / "purse")) as held:
        flags = {"wallet.enabled": "on", "wallet.issuers": str(tmp_path / "purse" / "issuers.toml"), "wallet.link": f"{held.address}/show", "embedder": "tfidf"}
        with counter(tmp_path / "data", flags) as place, customer(place.address) as person:
            person.open("fi").say(BORN)
            link = ask(person)["same"]
            shown = httpx.get(link, trust_env=False)
            assert shown.status_code == 200 and "address.locality" in shown.text and "Aino Harjoitus" in shown.text
            back = httpx.post(link, data={"person": "aino"}, trust_env=False)
            assert back.status_code == 303
            assert person.browse(back.headers["location"]).status_code == 303 and home_of(person) == [("Tampere", "Näytit")]
        with customer_of(tmp_path / "again", flags) as person:
            httpx.post(f"{held.address}/take-back", json={"person": "matti"}, trust_env=False).raise_for_status()
            answer = httpx.post(f"{held.address}/answer", json={"link": ask(person)["other"], "person": "matti"}, trust_env=False).json()
            assert answer["status"] == 422 and answer["body"]["fault"] == "status-revoked"


@contextmanager
def customer_of(data: Path, flags: dict[str, str]) -> Iterator[Customer]:
    with counter(data, flags) as place, customer(place.address) as person:
        person.open("fi").say(BORN)
        yield person


@pytest.mark.requirement("R-52")
@pytest.mark.parametrize("link", ["other", "same"])
def test_a_wallet_shows_to_somebody_whose_key_is_on_their_own_device(person: Customer, wallet: Purse, link: str) -> None:
    device = Device(person)
    device.move_out()
    assert person.post("wallet", {}).status_code == 423
    asking = device.post("wallet", {}).raise_for_status().json()
    answer = wallet.show(asking[link])
    assert answer.status_code == 200
    if link == "same":
        code = answer.json()["redirect_uri"].rpartition("code=")[2]
        shut = person.http.post("/api/v1/wallet/back", json={"code": code}, headers=person.headers)
        assert shut.status_code == 423, "and the code still holds"
        came = person.http.post("/api/v1/wallet/back", json={"code": code}, headers={**person.headers, "luukku-opened": device.ticket()})
        assert came.status_code == 200, came.text
    facts = device.get("log", *ALL).raise_for_status().json()["facts"]
    assert [(fact["value"], fact["source"].partition(" ")[0]) for fact in facts if fact["name"] == "municipality"] == [("Tampere", "Näytit")]
