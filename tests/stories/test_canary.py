"""A canary: what a person says and is, is found nowhere but sealed, in letters to the clerk, and with its receivers (I7, R-15)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.contracts.sandboxes import benefit, received, running
from tests.stories.counters import counter, customer, letters
from tests.stories.test_desk_http import Clerk, let_in

SAID = ("Meille syntyi tyttö 3.5.2026, vaimoni on palkkatöissä", "Tampere", "Lapsen nimi on Kanarianlintu", "HETU on 030526A9042")
HARD = (
    ("Mieheni Keltasirkku kuoli 4.9.2026", "haluan puhua ihmisen kanssa"),
    ("Haen eroa, asun Kannonkoskella ja minulla on turvakielto", "pelkään miestäni Viherpeippoa, hän löi minua"),
    ("pikavippejä 17 kpl ja perintätoimisto soittelee, velkaa 54 321 euroa",),
    ("Firma meni nurin, takasin lainan itse ja vaimokin on mukana siinä. Firman nimi on Punatulkku",),
    ("Olen 15 ja äitini Tilhi kuoli eilen",),
    ("Muutan Savukoskelle 6.12.2026, osoite on Järripeipontie 9",),
)
"""The hard events: people, places and sums that are found nowhere but sealed."""
CANARIES = (
    "2026-05-03", "3.5.2026", "palkkatöissä", "employed", "Kanarianlintu", "030526A9042", "Aino Harjoitus", "Vauva on kuulemma",
    "Keltasirkku", "2026-09-04", "Kannonkoski", "Kannonkoskella", "Viherpeip", "54 321", "5432100", "Punatulk", "Tilhi", "Savukosk", "Järripeip",
    "2026-12-06", "late-spouse", "late-mother", "Virkailijan peukaloinen", "Muistiinpanon västäräkki",
)
"""Texts, values and names. Receivers, states and due times lie in plain by decision (ARCHITECTURE, State)."""


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folders as they lie after the whole story, the counter killed in the middle of nothing."""
    folder = tmp_path_factory.mktemp("canary")
    mailbox = folder / "mailbox"
    with benefit(folder / "agent", "--finish-after", "0.2") as kela, running("identity", "--port", "0") as identity:
        flags = {
            "organisations.kela-sandbox.origin": kela.address,
            "identity.issuer": identity.address,
            "mailbox.folder": str(mailbox),
            "limits.burst": "1000",
            "desk.hours": "mon-sun 00:00-24:00",
        }
        with ThreadPoolExecutor(1) as apart:
            apart.submit(lambda: asyncio.run(let_in(folder / "data"))).result()
        with counter(folder / "data", flags) as opened, customer(opened.address) as person:
            person.open("fi")
            card = next(answer["card"] for text in SAID if (answer := person.say(text))["card"])
            person.sign_in()
            person.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [row["id"] for row in card["request"]])
            person.until(lambda states: states["parental-allowance"] == "done" and states["early-education"] == "told")
            assert person.get("log")["facts"] and letters(mailbox) and received(folder / "agent"), "the story was really told"
            person.say("Vauva on kuulemma terve")
            for words in HARD:
                with customer(opened.address) as other:
                    other.open("fi")
                    for text in words:
                        other.say(text)
                    assert other.get("log")["facts"]
            with httpx.Client(base_url=opened.address, timeout=30, trust_env=False) as http:
                _serve_at_the_desk(http)
            opened.kill()
        yield folder


def _serve_at_the_desk(http: httpx.Client) -> None:
    """An employee takes one who waits, answers and notes."""
    clerk = Clerk(http)
    assert clerk.sign_in("paivi").status_code == 303
    id = re.findall(r'href="/desk/([0-9a-f]{32})"', clerk.look().text)[0]
    assert clerk.post(f"/desk/{id}/take").status_code == 303
    assert "Viherpeip" in clerk.look(f"/desk/{id}").text, "danger stands first, and the employee sees what was said"
    assert clerk.post(f"/desk/{id}/say", id="c" * 32, text="Virkailijan peukaloinen").status_code == 303
    assert clerk.post(f"/desk/{id}/note", id="d" * 32, text="Muistiinpanon västäräkki").status_code == 303


@pytest.mark.requirement("R-34")
@pytest.mark.requirement("R-15")
def test_nothing_of_a_person_lies_in_plain_in_the_data_folder(left: Path) -> None:
    files = [path for path in (left / "data").rglob("*") if path.is_file()]
    assert {"luukku.db", "keys.db", "entries.db"} <= {path.name for path in files}
    for path in files:
        held = path.read_bytes()
        for canary in CANARIES:
            assert canary.encode() not in held, f"{canary} lies in plain in {path.relative_to(left)}"


@pytest.mark.requirement("R-15")
def test_nothing_of_a_person_stands_in_what_the_server_said(left: Path) -> None:
    said = (left / "data.log").read_text()
    assert not [canary for canary in CANARIES if canary in said]


def test_each_receiver_got_only_what_it_may_know(left: Path) -> None:
    told = {name for share in received(left / "agent") for name in share["facts"]}
    assert told == {"event.date", "municipality", "mother.work"}
    (letter,) = letters(left / "mailbox")
    assert set(letter["facts"]) == {"event.date", "municipality"}
    assert "Kanarianlintu" not in (left / "mailbox" / "out" / f"{letter['share']}.html").read_text()
