"""Signing in over HTTP: only the one who began it, only one person, only strong; and whoever was inside before is out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.contracts.sandboxes import Running, running
from tests.stories.counters import Counter, Customer, chosen, counter, customer

WORDS = ("Moi, meille syntyi eilen poika!", "Tampere", "palkkatöissä")
BENEFIT = "parental-allowance"
WAITS, GOES = "needs-sign-in", ("sending", "unreached")
"""The agent of these tests is not there: what may go is on its way."""
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def identity() -> Iterator[Running]:
    with running("identity", "--port", "0") as identity:
        yield identity


@contextmanager
def opened(data: Path, identity: Running, **more: str) -> Iterator[Counter]:
    flags = {"identity.issuer": identity.address, "organisations.kela-sandbox.origin": NOBODY, "limits.burst": "1000", "language": "en"}
    with counter(data, flags | {name.replace("__", "."): value for name, value in more.items()}) as running:
        yield running


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, identity: Running) -> Iterator[Counter]:
    with opened(tmp_path_factory.mktemp("sign-in") / "data", identity) as running:
        yield running


@pytest.fixture
def person(place: Counter) -> Iterator[Customer]:
    """Who has sent a request that waits for a sign-in."""
    with customer(place.address) as person:
        send_request(person.open("fi"))
        assert person.states()[BENEFIT] == WAITS
        yield person


def send_request(person: Customer) -> None:
    for words in WORDS:
        card = person.say(words)["card"]
    person.answer(card["id"], {}, [BENEFIT])


def begin(person: Customer, who: str = "aino") -> str:
    """The address to which the provider sends `who` back."""
    there = person.browse("/sign-in")
    assert there.status_code == 303, there.text
    return chosen(there.headers["location"], who)


def parts(back: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}


def check_untouched(person: Customer) -> None:
    """Nothing went and nothing is said to have gone, and the token is still good."""
    assert person.states()[BENEFIT] == WAITS
    assert "signed-in" not in [event["type"] for event in person.events()]


def resumes(person: Customer, code: str) -> httpx.Response:
    return person.http.post("/api/v1/resume", json={"code": code})


def test_who_signs_in_goes_on_with_a_new_cookie_and_older_tokens_and_codes_end(person: Customer) -> None:
    old = person.token
    join = person.post("resume-code", {}).json()["code"]
    elsewhere = resumes(person, join).json()["token"]
    left = person.post("resume-code", {}).json()["code"]
    other_tab = begin(person)

    person.sign_in()
    assert person.token not in (old, elsewhere) and person.states()[BENEFIT] in GOES
    assert person.browse("/plan").status_code == 200
    for token in (old, elsewhere):
        gone = Customer(person.http, person.conversation, token)
        assert gone.browse("/plan").status_code == gone.post("resume-code", {}).status_code == 404
        assert gone.browse(other_tab).status_code == 410
    assert resumes(person, left).status_code == 410
    fresh = resumes(person, person.post("resume-code", {}).json()["code"])
    assert Customer(person.http, person.conversation, fresh.json()["token"]).states()[BENEFIT] in GOES, "a code made afterwards is good"


def test_the_cookie_is_for_pages_only_and_the_same_return_brings_it_again(person: Customer) -> None:
    back = begin(person)
    first, second = person.browse(back), person.browse(back)
    assert first.headers["location"] == second.headers["location"] == "/plan"
    assert "HttpOnly" in first.headers["set-cookie"] and "samesite=lax" in first.headers["set-cookie"].lower()
    assert first.cookies["luukku"] == second.cookies["luukku"], "the answer that brought it may have been lost"
    person.token = first.cookies["luukku"]
    assert [event["type"] for event in person.events()].count("signed-in") == 1
    assert person.states()[BENEFIT] in GOES


def test_a_second_person_is_told_kindly_that_somebody_else_is_here_and_nothing_is_sent(place: Counter) -> None:
    with customer(place.address) as person:
        person.open("fi")
        person.sign_in("aino")
        before = person.token
        refused = person.browse(begin(person, "matti"))
        assert refused.status_code == 403 and "set-cookie" not in refused.headers
        assert "toinen henkilö" in refused.text and "Lupa puuttuu" not in refused.text
        assert person.token == before and person.browse("/").status_code == 200
        person.sign_in("aino")
        assert person.token != before, "the first person still may"


def test_a_request_that_waits_stays_when_a_second_person_comes(tmp_path: Path, identity: Running) -> None:
    data = tmp_path / "data"
    with opened(data, identity) as first, customer(first.address) as person:
        person.open("fi")
        person.sign_in("aino")
        kept = (person.conversation, person.token)
        send_request(person)
        assert person.states()[BENEFIT] in GOES
        sent = len(person.get("log")["entries"])
        assert person.browse(begin(person, "matti")).status_code == 403
        assert len(person.get("log")["entries"]) == sent
    with opened(data, identity, identity__strong_acr="urn:another:strong") as second, customer(second.address) as person:
        person.conversation, person.token = kept
        weak = person.browse(begin(person, "aino"))
        assert weak.status_code == 403 and "tarpeeksi vahva" in weak.text and "set-cookie" not in weak.headers
        assert person.states()[BENEFIT] in GOES
        assert [event["type"] for event in person.events()].count("signed-in") == 1


def test_a_weak_sign_in_says_no_success_and_a_strong_one_is_not_lowered_by_it(tmp_path: Path, identity: Running) -> None:
    data = tmp_path / "data"
    with opened(data, identity) as first, customer(first.address) as strong:
        strong.open("fi")
        strong.sign_in()
        kept = (strong.conversation, strong.token)
    with opened(data, identity, identity__strong_acr="urn:another:strong") as second:
        with customer(second.address) as person:
            send_request(person.open("fi"))
            weak = person.browse(begin(person))
            assert weak.status_code == 403 and "tarpeeksi vahva" in weak.text and "set-cookie" not in weak.headers
            check_untouched(person)
            assert "onnistui" not in person.browse("/conversation").text
        with customer(second.address) as strong:
            strong.conversation, strong.token = kept
            assert strong.browse(begin(strong)).status_code == 403
            send_request(strong)
            assert strong.states()[BENEFIT] in GOES


def test_a_foreign_browser_cannot_finish_it_and_the_right_one_still_can(person: Customer, place: Counter) -> None:
    back = begin(person)
    assert httpx.get(back, trust_env=False).status_code == 404, "no cookie"
    with customer(place.address) as other:
        other.open("fi")
        refused = other.browse(back)
        assert refused.status_code == 410 and "set-cookie" not in refused.headers
    joined = resumes(person, person.post("resume-code", {}).json()["code"]).json()["token"]
    assert Customer(person.http, person.conversation, joined).browse(back).status_code == 410, "another device of the same conversation"
    check_untouched(person)
    home = person.browse(back)
    assert home.status_code == 303
    person.token = home.cookies["luukku"]
    assert person.states()[BENEFIT] in GOES


def test_a_code_that_the_provider_does_not_know_and_a_made_up_state_change_nothing(person: Customer) -> None:
    back = begin(person)
    turned = person.browse(back.replace(parts(back)["code"], "made-up"))
    assert turned.status_code == 403 and "Tunnistautuminen ei onnistunut" in turned.text
    assert person.browse("/sign-in/back?state=made-up&code=x").status_code == 410
    assert person.browse("/sign-in/back?code=x").status_code == 410
    turned_round = person.browse("/sign-in/back?error=access_denied&state=x")
    assert (turned_round.status_code, turned_round.headers["location"]) == (303, "/plan?note=sign-in")
    check_untouched(person)
    person.sign_in()
    assert person.states()[BENEFIT] in GOES


def test_api_and_pages_send_people_back_to_the_same_address(person: Customer, place: Counter) -> None:
    def back(address: str) -> str:
        return parse_qs(urlsplit(address).query)["redirect_uri"][0]

    by_page = back(person.browse("/sign-in").headers["location"])
    by_api = back(person.post("sign-in", {}).json()["address"])
    assert by_page == by_api == f"{place.address}/sign-in/back"


def test_the_address_of_the_settings_goes_before_the_host_that_a_request_names(tmp_path: Path, identity: Running) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with opened(tmp_path / "data", identity, address=f"http://localhost:{port}/", port=str(port)) as place, customer(place.address) as person:
        person.open("fi")
        there = person.browse("/sign-in", host="evil.example").headers["location"]
        assert parts(there)["redirect_uri"] == f"http://localhost:{port}/sign-in/back"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8100", "127.0.0.1.evil.example", "localhost@evil.example", "127.0.0.1:80/evil", ""])
def test_a_host_that_is_not_this_machine_begins_no_sign_in(person: Customer, host: str) -> None:
    page = person.browse("/sign-in", host=host)
    assert page.status_code in (400, 403) and "location" not in page.headers
    problem = person.http.post(f"/api/v1/conversations/{person.conversation}/sign-in", headers=person.headers | {"host": host})
    assert problem.status_code in (400, 403) and "evil" not in problem.text
    check_untouched(person)


def test_a_client_that_catches_the_return_itself_gets_its_new_token_as_json(person: Customer) -> None:
    old = person.headers
    back = chosen(person.post("sign-in", {}).json()["address"], "aino")
    body = {name: parts(back)[name] for name in ("state", "code")}
    assert person.http.post("/api/v1/sign-in", json=body).status_code == 404, "without a token"
    given: dict[str, Any] = person.http.post("/api/v1/sign-in", json=body, headers=old).raise_for_status().json()
    assert given["conversation"] == person.conversation
    assert person.http.post("/api/v1/sign-in", json=body, headers=old).json() == given, "sent again because the answer was lost"
    assert person.http.get(f"/api/v1/conversations/{person.conversation}/plan", headers=old).status_code == 404
    person.token = given["token"]
    assert person.states()[BENEFIT] in GOES


def test_by_the_api_a_second_person_is_refused_with_the_reason(place: Counter) -> None:
    with customer(place.address) as person:
        person.open("fi").sign_in("aino")
        back = chosen(person.post("sign-in", {}).json()["address"], "matti")
        body = {name: parts(back)[name] for name in ("state", "code")}
        problem = person.http.post("/api/v1/sign-in", json=body, headers=person.headers)
        assert (problem.status_code, problem.json()["code"], problem.json()["why"]) == (403, "refused", "other-person")


@pytest.mark.parametrize("path", ["/api/v1/conversations/{}/events", "/live?after=0"])
def test_a_stream_that_somebody_else_has_open_ends_with_the_sign_in(person: Customer, path: str) -> None:
    elsewhere = Customer(person.http, person.conversation, resumes(person, person.post("resume-code", {}).json()["code"]).json()["token"])
    address = str(person.http.base_url).rstrip("/") + path.format(person.conversation)
    headers = {"cookie": f"luukku={elsewhere.token}", "accept": "text/event-stream"}
    with httpx.stream("GET", address, headers=headers, timeout=30, trust_env=False) as stream:
        lines = stream.iter_lines()
        assert any(line.startswith("data:") and "toisella laitteella" in line or "resumed" in line for line in lines)
        person.sign_in()
        assert not any("signed-in" in line or "Tunnistauduit" in line for line in lines), "it ends, and tells nothing of what comes after"


def test_by_the_api_too_one_address_opens_only_so_many_conversations_a_minute(tmp_path: Path) -> None:
    with counter(tmp_path / "data", {"limits.openings": "2"}) as place, customer(place.address) as person:
        for _ in range(2):
            person.open()
        busy = person.http.post("/api/v1/conversations", json={})
        assert (busy.status_code, busy.json()["code"]) == (429, "busy") and int(busy.headers["retry-after"]) > 0


def test_a_card_that_another_has_replaced_is_out_of_date_and_names_the_new_one(place: Counter) -> None:
    with customer(place.address) as person:
        person.open("fi")
        for words in WORDS:
            old = person.say(words)["card"]
        new = person.say("ei vaan Espoo")["card"]
        assert new["id"] != old["id"]
        answer = person.post(f"cards/{old['id']}", {"answers": {}, "send": [BENEFIT]})
        assert (answer.status_code, answer.json()["code"], answer.json()["now"]) == (410, "out-of-date", new["id"])
        assert person.post("cards/0123456789", {"answers": {}, "send": [BENEFIT]}).status_code == 404
        assert all(row["state"] == "open" for row in new["request"]) and person.states()[BENEFIT] != WAITS
