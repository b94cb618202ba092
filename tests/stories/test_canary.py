"""A canary: what a person says and is, is found nowhere but sealed, in letters to the clerk, and with its receivers (I7, R-15)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.sandboxes import benefit, received, running
from tests.stories.counters import counter, customer, letters

SAID = ("Meille syntyi tyttö 3.5.2026, vaimoni on palkkatöissä", "Tampere", "Lapsen nimi on Kanarianlintu", "HETU on 030526A9042")
CANARIES = ("2026-05-03", "3.5.2026", "palkkatöissä", "employed", "Kanarianlintu", "030526A9042", "Aino Harjoitus", "Vauva on kuulemma")
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
        }
        with counter(folder / "data", flags) as opened, customer(opened.address) as person:
            person.open("fi")
            card = next(answer["card"] for text in SAID if (answer := person.say(text))["card"])
            person.sign_in()
            person.answer(card["id"], {row["id"]: "allow" for row in card["allow"]}, [row["id"] for row in card["request"]])
            person.until(lambda states: states["parental-allowance"] == "done" and states["early-education"] == "told")
            assert person.get("log")["facts"] and letters(mailbox) and received(folder / "agent"), "the story was really told"
            person.say("Vauva on kuulemma terve")
            opened.kill()
        yield folder


def test_nothing_of_a_person_lies_in_plain_in_the_data_folder(left: Path) -> None:
    files = [path for path in (left / "data").rglob("*") if path.is_file()]
    assert {"luukku.db", "keys.db", "entries.db"} <= {path.name for path in files}
    for path in files:
        held = path.read_bytes()
        for canary in CANARIES:
            assert canary.encode() not in held, f"{canary} lies in plain in {path.relative_to(left)}"


def test_nothing_of_a_person_stands_in_what_the_server_said(left: Path) -> None:
    said = (left / "data.log").read_text()
    assert not [canary for canary in CANARIES if canary in said]


def test_each_receiver_got_only_what_it_may_know(left: Path) -> None:
    told = {name for share in received(left / "agent") for name in share["facts"]}
    assert told == {"event.date", "municipality", "mother.work"}
    (letter,) = letters(left / "mailbox")
    assert set(letter["facts"]) == {"event.date", "municipality"}
    assert "Kanarianlintu" not in (left / "mailbox" / "out" / f"{letter['share']}.html").read_text()
