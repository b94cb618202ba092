"""*On my device*, over HTTP with a device that is a program: the same service, and nothing of it without the device."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku.adapters.embedded.backup import back_up, restore
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.errors import Broken, KeyAway
from luukku.flow.device import end_lending
from luukku.ground.seal import open_sealed
from luukku.model.ids import CustomerId
from tests.stories import killed_moves, killed_steps
from tests.stories.counters import Customer, chosen, customer
from tests.stories.desks import Standing, fact, small_counter, visitor
from tests.stories.devices import ALL, Device, point, text
from tests.stories.towns import Town, clerk

ROOT = Path(__file__).parents[2]
FIRST = "Moi, meille syntyi eilen poika!"


@pytest.fixture
def mine(someone: Customer) -> Device:
    """Somebody who has told something, and whose key is on their device since."""
    someone.say(FIRST)
    device = Device(someone)
    assert device.move_out()["custody"] == "on-device"
    return device


def rows(folder: Path, name: str, sql: str, *values: str) -> list[Any]:
    with closing(sqlite3.connect(f"{(folder / name).as_uri()}?mode=ro", uri=True, timeout=10)) as db:
        return db.execute(sql, values).fetchall()


def customer_of(town: Town, who: Customer) -> str:
    [(found,)] = rows(town.data, "luukku.db", "SELECT customer FROM conversation WHERE id = ?", who.conversation)
    return str(found)


@pytest.mark.requirement("R-52")
def test_the_same_service_goes_on_with_the_key_on_ones_own_device(town: Town, mine: Device) -> None:
    asked = mine.say("Tampere")
    assert asked["reply"]["question"]["name"] == "mother.work"
    card = mine.say("palkkatöissä")["card"]
    done = mine.post(f"cards/{card['id']}", {"answers": {"early-education": "allow"}, "send": []}).raise_for_status().json()
    assert done["reply"]["text"]
    shown = mine.get("plan").raise_for_status().json()["plans"][0]
    assert any(step["id"] == "early-education" for step in shown["told"])
    log = mine.get("log", *ALL).raise_for_status().json()
    assert {fact["name"] for fact in log["facts"]} >= {"municipality", "mother.work"} and log["entries"]
    events = mine.get("events").raise_for_status().json()["events"]
    assert [event["data"]["text"] for event in events if event["type"] == "accepted"] == [FIRST, "Tampere", "palkkatöissä"]


@pytest.mark.requirement("R-52")
def test_without_the_device_a_read_gives_locked_and_is_logged_as_refused(mine: Device) -> None:
    who = mine.who
    for path in ("plan", "log", "events"):
        answer = who.http.get(f"/api/v1/conversations/{who.conversation}/{path}", headers=who.headers)
        assert (answer.status_code, answer.json()["code"]) == (423, "key-away"), path
        assert answer.headers["content-type"] == "application/problem+json"
    waits = who.post("messages", {"id": "while-away", "text": "Tampere"})
    assert waits.status_code == 202 and "reply" not in waits.json(), "it is accepted and waits"
    entries = mine.get("log", *ALL).json()["entries"]
    [refused] = [one for one in entries if one["result"] == "refused"]
    assert "Ei avattu, koska avain on laitteellasi" in refused["what"]
    again = mine.post("messages", {"id": "while-away", "text": "Tampere"}).raise_for_status().json()
    assert again["turn"] == waits.json()["turn"] and again["reply"]["question"]["name"] == "mother.work"


@pytest.mark.requirement("R-52", "R-20")
def test_after_the_move_nothing_here_opens_what_is_theirs(town: Town, someone: Customer) -> None:
    someone.say(FIRST)
    someone.say("Tampere")
    id = customer_of(town, someone)
    [(wrapped, public)] = rows(town.data, "keys.db", "SELECT wrapped, public FROM keys WHERE id = ?", id)
    device = Device(someone)
    device.move_out()
    device.say("palkkatöissä")
    left = [path.name for path in town.data.rglob("*") if path.is_file() and wrapped in path.read_bytes()]
    assert left == [], "the wrapped private half is in no file"
    assert not any(public in path.read_bytes() for path in town.data.rglob("*") if path.is_file())
    keys = Keys(Folder(town.data, create=False), read_only=True)
    privates = []
    for kind in ("customer", "envelope", "waiting", "kept"):
        for one in keys.ids(kind):
            try:
                privates.append(keys.private(one))
            except KeyAway:
                pass
    sealed = [*device.sealed(*ALL)]
    assert len(sealed) > 8 and len(privates) > 1
    for thing in sealed:
        for private in privates:
            with pytest.raises(Broken):
                open_sealed(private, json.loads(base64.b64decode(thing["info"])), base64.b64decode(thing["sealed"]))
    raw = b"".join(path.read_bytes() for path in town.data.rglob("*") if path.is_file())
    assert "palkkatöissä".encode() not in raw and b"Tampere" not in raw.replace(b"tampere-mailbox", b"")
    kept = rows(town.data, "luukku.db", "SELECT sealed FROM fact WHERE customer = ?", id)
    kept += rows(town.data, "luukku.db", "SELECT personal FROM event WHERE personal IS NOT NULL AND conversation = ?", someone.conversation)
    kept += rows(town.data, "log/entries.db", "SELECT sealed FROM entries WHERE customer = ?", id)
    assert {bytes(one)[:2] for (one,) in kept} == {b"\x01\x02"}


def test_what_was_handed_over_serves_one_request_of_its_own_customer(town: Town, mine: Device) -> None:
    ticket = mine.ticket("facts", "events")
    with customer(town.address) as other:
        other.open("fi").say(FIRST)
        foreign = Device(other)
        foreign.move_out()
        stolen = other.http.get(f"/api/v1/conversations/{other.conversation}/plan", headers={**other.headers, "luukku-opened": ticket})
        assert stolen.status_code == 423
    assert mine.post("messages", {"id": "after", "text": "Tampere"}, ticket=ticket).status_code == 202, "a ticket goes once, whoever brings it"
    ticket = mine.ticket("facts", "events")
    assert mine.post("messages", {"id": "then", "text": "Turku"}, ticket=ticket).status_code == 200
    assert mine.post("messages", {"id": "then", "text": "Turku"}, ticket=ticket).status_code == 423


def test_a_device_hands_over_what_was_sealed_or_nothing(mine: Device) -> None:
    mine.say("Tampere")
    things = mine.sealed("facts")
    opened = mine.open(things)
    id, plain = next((one["id"], opened[one["id"]]) for one in things if b'"Tampere"' in opened[one["id"]])
    for forged in (plain.replace(b"Tampere", b"Helsinki"), b"\0" * 32 + plain[32:], plain[:20], b""):
        answer = mine.post("messages", {"id": f"forged-{len(forged)}-{forged[:1].hex()}", "text": "palkkatöissä"}, ticket=mine.hand(opened | {id: forged}))
        assert answer.status_code == 422 and answer.json()["field"] == "opened", forged
    swapped = mine.hand({**opened, **{id: next(held for other, held in opened.items() if other != id)}})
    assert mine.post("messages", {"id": "swapped", "text": "palkkatöissä"}, ticket=swapped).status_code == 422
    assert mine.say("palkkatöissä")["card"]


@pytest.mark.requirement("R-52")
def test_what_was_allowed_goes_on_without_the_device(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    card = mine.say("palkkatöissä")["card"]
    before = len(list((town.mailbox / "out").glob("*.json")))
    mine.post(f"cards/{card['id']}", {"answers": {"early-education": "allow"}, "send": []}).raise_for_status()
    for _ in range(100):
        if len(list((town.mailbox / "out").glob("*.json"))) > before:
            break
        time.sleep(0.1)
    assert len(list((town.mailbox / "out").glob("*.json"))) == before + 1, "the letter lies there although nobody has handed anything over since"


@pytest.mark.requirement("R-52")
def test_the_key_comes_back_to_the_counter_and_the_device_has_it_no_more(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    some = mine.sealed(*ALL)
    assert mine.post("device/back", {}, ticket=mine.hand(mine.open(some[:-1]))).status_code == 423
    assert mine.who.get("device")["custody"] == "on-device", "nothing begins unless everything is there"
    mine.say("palkkatöissä")
    assert mine.post("device/back", {}, *ALL).raise_for_status().json() == {"left": 0}
    held = mine.who.get("device")
    assert (held["custody"], held["devices"]) == ("kept", []) and mine.sealed(*ALL) == []
    facts = mine.who.get("log")["facts"]
    assert {fact["name"] for fact in facts} >= {"municipality", "mother.work"}
    assert mine.who.say("kiitos")["reply"]["text"]
    another = Device(mine.who)
    assert another.move_out()["custody"] == "on-device" and another.get("plan").status_code == 200, "and out again, to another key"


def test_another_device_is_let_in_and_a_lost_one_put_out(town: Town, mine: Device) -> None:
    code = mine.who.post("resume-code", {}).raise_for_status().json()["code"]
    with customer(town.address) as second:
        came = second.http.post("/api/v1/resume", json={"code": code}).raise_for_status().json()
        second.conversation, second.token = came["conversation"], came["token"]
        other = Device(second)
        asked = second.post("device/joining", {"device": other.id, "own": text(point(other.own))}).raise_for_status().json()
        assert [bool(one["sealed"]) for one in asked["devices"]] == [True, False]
        assert second.http.get(f"/api/v1/conversations/{second.conversation}/plan", headers=second.headers).status_code == 423
        [waiting] = [one for one in mine.who.get("device")["devices"] if not one["sealed"]]
        assert mine.key is not None
        sealed = mine.seal_key(mine.key, waiting["id"], base64.b64decode(waiting["own"]))
        mine.who.post(f"device/joining/{waiting['id']}", {"sealed": text(sealed)}).raise_for_status()
        other.fetch_key()
        assert other.say("Tampere")["reply"]["question"]["name"] == "mother.work"
        assert mine.say("palkkatöissä")["card"], "both have it"
        left = mine.who.post(f"device/gone/{other.id}", {}).raise_for_status().json()
        assert [one["id"] for one in left["devices"]] == [mine.id]
        assert second.http.get(f"/api/v1/conversations/{second.conversation}/device", headers=second.headers).status_code == 404
        assert mine.get("plan").status_code == 200
    last = mine.who.post(f"device/gone/{mine.id}", {})
    assert last.status_code == 409, "the last one stays: else nobody could open anything"


def test_bad_input_of_a_device_is_refused_and_changes_nothing(mine: Device, someone: Customer) -> None:
    own, key = text(point(mine.own)), text(b"\4" + b"\0" * 64)
    wrong: list[tuple[str, Any]] = [
        ("device", {"public": key, "device": "another-one", "own": own, "sealed": text(b"x" * 100)}),
        ("device", {"public": own, "device": "another-one", "own": own, "sealed": ""}),
        ("device/joining", {"device": "x", "own": own}), ("device/joining", {"device": "some-device", "own": key}),
        ("device/joining/nobody-there", {"sealed": text(b"x" * 200)}), ("device/opened", {"opened": {"zz": ""}}), ("device/opened", {"opened": {"0" * 64: "?"}}),
        ("device/gone/nobody-there", {}),
    ]  # fmt: skip
    before = mine.who.get("device")
    for path, body in wrong:
        assert mine.who.post(path, body).status_code in (404, 422), (path, body)
    second = Device(mine.who)
    with pytest.raises(httpx.HTTPStatusError, match="409"):
        second.move_out()
    assert mine.who.post(f"device/joining/{mine.id}", {"sealed": text(b"x" * 200)}).status_code == 409, "nobody takes a key away by giving another"
    assert mine.who.get("device") == before


@pytest.mark.requirement("R-26", "R-20")
def test_export_proofs_and_erasing_with_the_key_on_the_device(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    who = mine.who
    assert who.http.get(f"/api/v1/conversations/{who.conversation}/export", headers=who.headers).status_code == 423
    taken = mine.get("export", *ALL).raise_for_status()
    with zipfile.ZipFile(io.BytesIO(taken.content)) as held:
        assert any(b"Tampere" in held.read(name) for name in held.namelist())
    for _ in range(20):
        proofs = mine.get("log/proofs", "log").raise_for_status().json()["proofs"]
        if proofs:
            break
        time.sleep(0.3)
    assert proofs
    id = customer_of(town, who)
    marks = [bytes(sealed) for (sealed,) in rows(town.data, "keys.db", "SELECT sealed FROM device WHERE customer = ?", id)]
    assert len(marks) == 1
    done = who.post("erase", {}).raise_for_status().json()
    assert done["number"], "erasing needs no key"
    assert rows(town.data, "keys.db", "SELECT * FROM device WHERE customer = ?", id) == []
    for path in town.data.rglob("*"):
        assert not path.is_file() or marks[0] not in path.read_bytes()


@pytest.mark.requirement("R-22", "R-52")
def test_killed_after_any_step_of_a_move_the_same_end_is_reached(tmp_path: Path) -> None:
    """Children that kill themselves, each one step later, moving out and moving back (`killed_moves`)."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.stories.killed_moves", str(tmp_path)], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(["src", "."])}, cwd=ROOT,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    ends = [json.loads(line) for line in told.stdout.splitlines()]
    outs, backs = ([one for one in ends if one["move"] == name] for name in ("out", "back"))
    assert [one["killed"] for one in outs] == [True] * 4 + [False] == [one["killed"] for one in backs]
    for some, custody, devices in ((outs, "on-device", 1), (backs, "kept", 0)):
        same = {(one["custody"], one["devices"], json.dumps(one["facts"]), one["entries"], one["whole"], one["sealed"], tuple(one["left"])) for one in some}
        [(where, count, facts, entries, whole, _, left)] = same
        assert (where, count, json.loads(facts), entries, whole, left) == (custody, devices, {"municipality": "Tampere", "child.sex": "boy"}, 1, True, ())
    assert {one["after_start"] for one in outs} == {"on-device"}, "moving out needs nobody"
    assert [one["after_start"] for one in backs] == ["moving-back"] * 3 + ["kept"] * 2
    assert outs[0]["sealed"] > 3 and backs[0]["sealed"] == 0


@pytest.mark.requirement("R-52")
def test_a_step_that_rests_on_what_the_device_holds_waits_and_goes_on_when_it_is_opened(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    mine.say("Minulla ei ole turvakieltoa")
    assert "turvakielto" in {fact["name"] for fact in mine.get("log", *ALL).json()["facts"]}, "so it is looked at before anything goes"
    card = mine.say("palkkatöissä")["card"]
    before = len(list((town.mailbox / "out").glob("*.json")))
    mine.post(f"cards/{card['id']}", {"answers": {"early-education": "allow"}, "send": []}).raise_for_status()

    def step() -> dict[str, Any]:
        plan = mine.get("plan").raise_for_status().json()["plans"][0]
        found: dict[str, Any] = next(one for one in plan["told"] if one["id"] == "early-education")
        return found

    for _ in range(100):
        if step()["state"] == "unreached":
            break
        time.sleep(0.1)
    assert step()["word"] == "Odottaa sinua" and "Odottaa, että avaat Luukun omalla laitteellasi" in step()["line"]
    assert len(list((town.mailbox / "out").glob("*.json"))) == before
    assert mine.who.post("device/here", {}).raise_for_status() and step()["state"] == "unreached", "without what it holds nothing goes on"
    mine.post("device/here", {}).raise_for_status()
    assert step()["state"] != "unreached"


@pytest.mark.requirement("R-52", "R-21")
def test_the_next_backup_takes_a_key_that_moved_out_of_the_older_ones(tmp_path: Path) -> None:
    data, place, keys = tmp_path / "data", tmp_path / "backups", tmp_path / "keys"
    conversation, customer = asyncio.run(killed_moves.fill(data))
    wrapped = killed_steps.marks(data, customer)[1:2]
    killed_moves.keep_key(tmp_path)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    back_up(data, place, keys, now, timedelta(days=7))
    assert killed_steps.left_in(keys, wrapped) == ["keys.db"]
    asyncio.run(killed_moves.move_or_die(data, tmp_path, conversation, killed_moves.out, 100))
    back_up(data, place, keys, now + timedelta(days=1), timedelta(days=7))
    assert killed_steps.left_in(keys, wrapped) == [] == killed_steps.left_in(data, wrapped)
    assert len(list(keys.glob("*/keys.db"))) == 2


@pytest.mark.requirement("R-52", "R-21")
def test_a_backup_is_put_back_and_the_device_opens_it(tmp_path: Path) -> None:
    data, place, keys = tmp_path / "data", tmp_path / "backups", tmp_path / "keys"
    conversation, _ = asyncio.run(killed_moves.fill(data))
    killed_moves.keep_key(tmp_path)
    asyncio.run(killed_moves.move_or_die(data, tmp_path, conversation, killed_moves.out, 100))
    made = back_up(data, place, keys, datetime(2026, 11, 23, tzinfo=UTC), timedelta(days=7))
    (data / "keys.db").unlink()
    restore(data, made.data, Standing(), keys=keys)
    found = asyncio.run(killed_moves.look_after(data, tmp_path, conversation, killed_moves.out, []))
    assert (found["custody"], found["facts"], found["whole"]) == ("on-device", {"municipality": "Tampere", "child.sex": "boy"}, True)


@pytest.mark.requirement("R-52")
def test_a_human_sees_the_conversation_once_the_device_is_there(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    human = mine.post("human", {}).raise_for_status().json()["human"]
    assert human["state"] == "waiting"
    with clerk(town.address) as paivi:
        [id] = [row[0] for row in rows(town.data, "luukku.db", "SELECT id FROM handover WHERE conversation = ?", mine.who.conversation)]
        away = paivi.post(f"/desk/{id}/take")
        assert away.status_code == 303
        page = paivi.http.get(f"/desk/{id}", headers={"cookie": f"luukku-desk={paivi.cookie}", "accept-language": "fi"})
        assert page.status_code == 423 and "Asiakkaan avain on hänen omalla laitteellaan" in page.text and "Tampere" not in page.text
        paivi.post(f"/desk/{id}/say", text="Hei, avaisitko Luukun?", id="0" * 32)
        mine.post("device/here", {}).raise_for_status()
        seen = paivi.look(f"/desk/{id}")
        assert "Tampere" in seen and FIRST in seen and "Hei, avaisitko Luukun?" in seen
        mine.say("kiitos, olen täällä")
        assert "kiitos, olen täällä" in paivi.look(f"/desk/{id}"), "what is said meanwhile is seen too"
        assert paivi.post(f"/desk/{id}/hand-back").status_code == 303
    entries = mine.get("log", *ALL).json()["entries"]
    assert [one["result"] for one in entries if "Päivi Lehto" in one["what"]].count("refused") >= 1
    assert any("Päivi Lehto luki keskustelun" in one["what"] for one in entries)


def test_what_was_lent_to_a_human_is_forgotten_when_nobody_waits_for_one(tmp_path: Path) -> None:
    async def story() -> None:
        async with small_counter(tmp_path / "data", Standing()) as counter:
            conversation = await visitor(counter, fact("municipality", "Tampere"))
            talk = await counter.store.talk(conversation)
            killed_moves.keep_key(tmp_path)
            await killed_moves.out(counter, conversation, tmp_path)
            with await killed_moves.opened(counter, conversation, tmp_path):
                counter.lending.lend(talk.customer)
            with counter.lending.lent(talk.customer) as something:
                assert something and (await killed_moves.read(counter, talk))["municipality"] == "Tampere"
            with counter.lending.lent(CustomerId("another")) as something, pytest.raises(KeyAway):
                assert not something
                await killed_moves.read(counter, talk)
            await end_lending(counter)
            with counter.lending.lent(talk.customer), pytest.raises(KeyAway):
                await killed_moves.read(counter, talk)

    asyncio.run(story())


@pytest.mark.requirement("R-52")
def test_story_1_to_its_end_with_a_sign_in_and_an_ask_back_from_the_envelope(town: Town, mine: Device) -> None:
    mine.say("Tampere")
    card = mine.say("palkkatöissä")["card"]
    before = set(town.received())
    answers = {row["id"]: "allow" for row in card["allow"]}
    mine.post(f"cards/{card['id']}", {"answers": answers, "send": [row["id"] for row in card["request"]]}).raise_for_status()
    there = mine.who.browse("/sign-in")
    home = chosen(there.headers["location"], "aino")
    shut = mine.who.browse(home)
    assert shut.status_code == 423 and 'id="shut"' in shut.text and "luukku" not in shut.cookies, "the old token still opens the way"
    back = mine.who.browse(f"{home}&opened={mine.ticket()}")
    assert back.status_code == 303, back.text
    mine.who.token = back.cookies["luukku"]

    def states() -> dict[str, str]:
        plan = mine.get("plan").raise_for_status().json()["plans"][0]
        return {step["id"]: step["state"] for part in ("told", "own", "law") for step in plan[part]}

    for _ in range(300):
        if states()["parental-allowance"] == "done":
            break
        time.sleep(0.2)
    assert states()["parental-allowance"] == "done", states()
    facts = [share["facts"] for id, share in town.received().items() if id not in before and share["service"] == "parental-allowance"]
    assert any("mother.work" in one for one in facts), "what it asked back came out of the envelope"
    log = mine.get("log", *ALL).json()
    assert not [one for one in log["entries"] if "avain on laitteellasi" in one["what"]], "with the device there nothing was refused for its key"


def test_the_stream_says_that_there_is_something_to_open(mine: Device) -> None:
    headers = {**mine.who.headers, "accept": "text/event-stream"}
    with mine.who.http.stream("GET", f"/api/v1/conversations/{mine.who.conversation}/events", headers=headers) as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line) == "event: shut"
        mine.say("Tampere")
        assert next(line for line in lines if line.startswith("event:")) == "event: shut"
