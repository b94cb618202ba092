"""The desk over HTTP: who gets in, what a form must carry, and that each opening stands in the customer's log."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from luukku import app
from luukku.model.handover import Employee, Role
from luukku.model.ids import EmployeeId, new_id
from luukku.settings import load
from tests.stories.counters import Customer, counter, customer
from tests.stories.pages import Page

PASSWORD = "riittävän pitkä sana"
PEOPLE: tuple[tuple[str, str, Role], ...] = (("paivi", "Päivi Lehto", "employee"), ("aino", "Aino Salo", "employee"), ("sirkka", "Sirkka Virta", "steward"))


@dataclass(slots=True)
class Clerk:
    """An employee's browser without scripts."""

    http: httpx.Client
    cookie: str = ""

    def headers(self, **more: str) -> dict[str, str]:
        return {"cookie": f"luukku-desk={self.cookie}", "accept-language": "fi", **more}

    def sign_in(self, login: str, password: str = PASSWORD) -> httpx.Response:
        origin = str(self.http.base_url).rstrip("/")
        answer = self.http.post("/desk/sign-in", data={"login": login, "password": password}, headers={"origin": origin, "accept-language": "fi"})
        self.cookie = answer.cookies.get("luukku-desk") or ""
        self.http.cookies.clear()
        return answer

    def look(self, path: str = "/desk") -> httpx.Response:
        return self.http.get(path, headers=self.headers())

    def post(self, path: str, form: str | None = None, **fields: str) -> httpx.Response:
        if form is None:
            form = Page(self.look().text).hidden["form"]
        return self.http.post(path, data={"form": form, **fields}, headers=self.headers())


async def let_in(data: Path) -> None:
    hashed = app.hash_password(PASSWORD)
    async with app.staff_of(load({"data": str(data)}, {}, data.parent)) as staff:
        for login, name, role in PEOPLE:
            await staff.add(Employee(id=EmployeeId(new_id()), login=login, name=name, role=role), hashed)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("desk") / "data"
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(let_in(data))).result()
    with counter(data, {"desk.hours": "mon-sun 00:00-24:00"}) as running:
        yield running.address


@pytest.fixture(scope="module")
def signed_in(address: str) -> Iterator[dict[str, Clerk]]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        clerks = {}
        for login, _, _ in PEOPLE:
            clerks[login] = Clerk(http)
            assert clerks[login].sign_in(login).status_code == 303
        yield clerks


@pytest.fixture
def person(address: str) -> Iterator[Customer]:
    with customer(address) as talking:
        yield talking.open("fi")


def waiting(person: Customer, clerk: Clerk, words: str = "Haluan puhua ihmisen kanssa") -> str:
    """The person asks for a human; the handover's id as the queue's last row links to it."""
    before = set(re.findall(r'href="/desk/([0-9a-f]{32})"', clerk.look().text))
    person.say(words)
    after: set[str] = set(re.findall(r'href="/desk/([0-9a-f]{32})"', clerk.look().text))
    return next(iter(after - before))


def looks(person: Customer) -> list[str]:
    return [entry["what"] for entry in person.get("log")["entries"] if "Päivi" in entry["who"] + entry["what"]]


def test_nobody_comes_in_without_signing_in(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        for path in ("/desk", "/desk/people", "/desk/mask", "/desk/join", "/desk/" + "0" * 32):
            answer = http.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/desk/sign-in")
        assert http.get("/desk/live").status_code == 401
        ended = http.get("/desk", headers={"cookie": "luukku-desk=never-was"})
        assert ended.headers["location"] == "/desk/sign-in?ended=1" and "Max-Age=0" in ended.headers["set-cookie"]


def test_the_sixth_try_of_a_login_in_a_minute_waits_even_with_the_right_password(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        clerk = Clerk(http)
        answers = [clerk.sign_in("somebody", f"wrong {n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert all("luukku-desk" not in answer.headers.get("set-cookie", "") for answer in answers)


def test_a_sign_in_form_from_another_site_is_refused(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        for headers in ({}, {"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
            answer = http.post("/desk/sign-in", data={"login": "aino", "password": PASSWORD}, headers=headers)
            assert answer.status_code == 403 and "set-cookie" not in answer.headers


def test_a_form_without_the_desks_own_token_changes_nothing(person: Customer, signed_in: dict[str, Clerk]) -> None:
    clerk = signed_in["paivi"]
    id = waiting(person, clerk)
    for form in ("", "0" * 64, Page(person.browse("/conversation").text).hidden["form"]):
        assert clerk.post(f"/desk/{id}/take", form=form).status_code == 403
    assert "data-take" in clerk.look(f"/desk/{id}").text


def test_each_opening_is_one_entry_in_the_customers_log(person: Customer, signed_in: dict[str, Clerk]) -> None:
    clerk = signed_in["paivi"]
    id = waiting(person, clerk, "Meille syntyi eilen poika, haluan puhua ihmisen kanssa")
    assert "poika" not in clerk.look(f"/desk/{id}").text and looks(person) == []
    assert clerk.post(f"/desk/{id}/take").status_code == 303
    assert "poika" in clerk.look(f"/desk/{id}").text
    first = len(looks(person))
    assert first >= 1
    clerk.look(f"/desk/{id}/turns?after=0")
    assert len(looks(person)) == first
    clerk.look(f"/desk/{id}")
    assert len(looks(person)) == 2 * first


def test_who_does_not_hold_it_sees_and_does_nothing(person: Customer, signed_in: dict[str, Clerk]) -> None:
    holder, other, steward = signed_in["paivi"], signed_in["aino"], signed_in["sirkka"]
    id = waiting(person, holder, "Meille syntyi eilen tyttö, haluan puhua ihmisen kanssa")
    assert steward.post(f"/desk/{id}/take").status_code == 403
    assert holder.post(f"/desk/{id}/take").status_code == 303
    late = other.post(f"/desk/{id}/take")
    assert late.status_code == 409 and "Päivi Lehto ehti" in late.text
    for one in (other, steward):
        assert "tyttö" not in one.look(f"/desk/{id}").text
        assert one.look(f"/desk/{id}/turns").status_code == 403
        sent = one.post(f"/desk/{id}/say", id=new_id(), text="minä vastaan")
        assert sent.status_code == 403 and "minä vastaan" not in str(person.events())


def test_a_steward_puts_back_what_somebody_holds(person: Customer, signed_in: dict[str, Clerk]) -> None:
    holder, other, steward = signed_in["paivi"], signed_in["aino"], signed_in["sirkka"]
    id = waiting(person, holder, "Meille syntyi eilen tyttö, haluan puhua ihmisen kanssa")
    assert holder.post(f"/desk/{id}/take").status_code == 303
    button = f'action="/desk/{id}/let-go"'
    assert button in steward.look(f"/desk/{id}").text and button not in other.look(f"/desk/{id}").text
    assert other.post(f"/desk/{id}/let-go").status_code == 403
    assert steward.post(f"/desk/{id}/let-go").status_code == 303
    assert "data-take" in other.look(f"/desk/{id}").text and "tyttö" not in holder.look(f"/desk/{id}").text
    assert "Odotat taas ihmistä" in person.browse("/conversation").text


def test_a_sign_out_is_not_undone_by_a_request_under_way(address: str) -> None:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        clerk = Clerk(http)
        assert clerk.sign_in("aino").status_code == 303
        form, host = "form=" + "0" * 64, httpx.URL(address)
        head = [
            f"POST /desk/{'0' * 32}/take HTTP/1.1", f"host: {host.host}:{host.port}", f"cookie: luukku-desk={clerk.cookie}",
            "content-type: application/x-www-form-urlencoded", f"content-length: {len(form)}", "expect: 100-continue", "connection: close",
        ]  # fmt: skip
        with socket.create_connection((host.host, host.port or 80), timeout=30) as line:
            line.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
            assert b" 100 " in line.recv(1000), "who comes is known by now, and the form is waited for"
            own = hmac.new(clerk.cookie.encode(), b"luukku-desk form 1", hashlib.sha256).hexdigest()
            assert clerk.post("/desk/sign-out", form=own).headers["location"] == "/desk/sign-in"
            line.sendall(form.encode())
            answer = b"".join(iter(lambda: line.recv(65536), b"")).lower()
        assert answer.startswith(b"http/1.1 403") and b"set-cookie" not in answer
        assert clerk.look().headers["location"] == "/desk/sign-in?ended=1"


def test_what_an_employee_says_is_said_once_and_a_note_never(person: Customer, signed_in: dict[str, Clerk]) -> None:
    clerk = signed_in["paivi"]
    id = waiting(person, clerk)
    clerk.post(f"/desk/{id}/take")
    message = new_id()
    for _ in range(2):
        assert clerk.post(f"/desk/{id}/say", id=message, text="Hei, olen Päivi.").status_code == 303
    assert clerk.post(f"/desk/{id}/note", id=new_id(), text="soitan huomenna").status_code == 303
    page = person.browse("/conversation").text
    assert page.count("Hei, olen Päivi.") == 1 and "soitan huomenna" not in page and "Päivi Lehto vastaa" in page
    assert clerk.post(f"/desk/{id}/hand-back", text="").status_code == 303
    assert "Vastaaja on kone" in person.browse("/conversation").text


def test_leaving_ends_only_the_cookie_of_a_safe_conversation(address: str, person: Customer) -> None:
    person.say("Meille syntyi eilen poika")
    left = person.browse("/leave")
    assert left.status_code == 303 and left.headers["location"].startswith("https://") and "set-cookie" not in left.headers
    form = Page(person.browse("/safe").text).hidden
    sent = person.http.post(
        "/messages", data={**form, "text": "Mies lyö mua"}, headers={"cookie": f"luukku={person.token}", "origin": address}
    )
    safe = sent.cookies["luukku"]
    assert sent.status_code == 303 and safe != person.token and "Max-Age" not in sent.headers["set-cookie"]
    person.http.cookies.clear()
    foreign = httpx.get(address + "/leave", headers={"cookie": f"luukku={safe}", "sec-fetch-site": "cross-site"}, trust_env=False)
    assert "set-cookie" not in foreign.headers
    gone = httpx.get(address + "/leave", headers={"cookie": f"luukku={safe}"}, trust_env=False)
    assert "Max-Age=0" in gone.headers["set-cookie"]
    assert "syntyi eilen poika" in person.browse("/conversation").text


def test_a_steward_tries_the_masking_and_nothing_of_the_text_is_left_anywhere(signed_in: dict[str, Clerk], tmp_path_factory: pytest.TempPathFactory) -> None:
    steward, text = signed_in["sirkka"], "Nimeni on Kanarialintu Koetinen, hetu 010190-900P"
    assert Page(steward.look("/desk/mask").text).box == ""
    shown = steward.post("/desk/mask", text=text)
    assert shown.status_code == 200 and shown.headers["cache-control"] == "no-store"
    page = Page(shown.text)
    assert page.box == text and "Nimeni on [nimi 1], hetu [henkilötunnus 1]" in page.shown
    assert "henkilötunnus · tunnistin: hetu" in page.shown and "nimi · tunnistin: name" in page.shown
    files = [path for folder in tmp_path_factory.getbasetemp().glob("desk*") for path in folder.rglob("*") if path.is_file()]
    assert files and not [path for path in files if b"Kanarialintu" in path.read_bytes() or b"010190-900P" in path.read_bytes()]


def test_a_text_without_personal_data_and_an_empty_one_are_answered_in_words(signed_in: dict[str, Clerk]) -> None:
    steward = signed_in["sirkka"]
    assert "Lue se silti itse" in Page(steward.post("/desk/mask", text="Muutan ensi viikolla <b>").text).shown
    empty = steward.post("/desk/mask", text="  ")
    assert empty.status_code == 422 and "Laatikko oli tyhjä" in Page(empty.text).fault


def test_only_a_steward_tries_the_masking_and_only_by_the_desks_own_form(signed_in: dict[str, Clerk]) -> None:
    for login, shown in (("aino", 404), ("sirkka", 200)):
        clerk = signed_in[login]
        assert clerk.look("/desk/mask").status_code == shown
        assert clerk.post("/desk/mask", text="Matti").status_code == shown
        assert clerk.post("/desk/mask", form="0" * 64, text="Matti").status_code == 403
        assert ('href="/desk/mask"' in clerk.look().text) is (login == "sirkka")


def test_a_case_of_somebody_else_opens_for_a_reason_that_the_customer_reads(person: Customer, signed_in: dict[str, Clerk]) -> None:
    paivi, aino, steward = signed_in["paivi"], signed_in["aino"], signed_in["sirkka"]
    id = waiting(person, paivi)
    paivi.post(f"/desk/{id}/take")
    before = aino.look(f"/desk/{id}").text
    assert 'id="glass"' in before and 'id="turns"' not in before
    fields = {"id": Page(before).hidden["id"], "reason": "absent", "text": "Päivi sairastui"}
    for missing in ("reason", "text"):
        answer = aino.post(f"/desk/{id}/open", **{**fields, missing: ""})
        assert answer.status_code in (400, 422) and "Mitään ei avattu" in answer.text and 'id="turns"' not in answer.text
    assert "looked-in" not in [event["type"] for event in person.events()]
    for _ in range(2):
        opened = aino.post(f"/desk/{id}/open", **fields)
        assert opened.status_code == 200 and 'id="looking-in"' in opened.text and 'id="turns"' in opened.text and "data-reply" not in opened.text
    assert [event["type"] for event in person.events()].count("looked-in") == 1
    assert "Aino Salo katsoi keskusteluasi" in person.browse("/conversation").text
    sentences = [entry["what"] for entry in person.get("log")["entries"] if "Aino Salo" in entry["what"]]
    assert len(sentences) == 1 and "Päivi sairastui" in sentences[0]
    assert 'id="glass"' not in steward.look(f"/desk/{id}").text and steward.post(f"/desk/{id}/open", **fields).status_code == 403


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_steward_sees_what_they_answer_for_and_nobody_else_does(address: str, person: Customer, signed_in: dict[str, Clerk], language: str) -> None:
    person.say("Nimeni on Kanarianlintu Harjoitus, haluan puhua ihmisen kanssa")
    http, steward = signed_in["sirkka"].http, signed_in["sirkka"]
    answer = http.get("/desk/overview", headers={**steward.headers(), "accept-language": language})
    assert answer.status_code == 200 and f'<html lang="{language}">' in answer.text
    for words in ("kela-sandbox", "http://", "GDPR 6(1)(f)", "break-glass-told", "employee · break-glass · by-a-human"):
        assert (words in answer.text) == (words != "kela-sandbox"), words
    assert "Kanarianlintu" not in answer.text and "<script" not in answer.text.partition("</head>")[2]
    assert signed_in["paivi"].look("/desk/overview").status_code == 404
    assert 'href="/desk/overview"' in steward.look().text and 'href="/desk/overview"' not in signed_in["paivi"].look().text
