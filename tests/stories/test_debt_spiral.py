"""Story 3, end to end over HTTP: a debt spiral. Nothing is sold, by rule; a decision with its reason, what would change it, where to
take it, a human who looks again; a consent taken back; everything taken along, checked, read elsewhere; and erased."""

from __future__ import annotations

import asyncio
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from luukku.flow import bring
from luukku.flow.open import open_conversation
from tests.contracts.sandboxes import Organisations, organisations, running
from tests.stories.carried import counter_in
from tests.stories.counters import Counter, Customer, counter, customer
from tests.stories.pages import Page
from tests.stories.test_desk_http import Clerk, let_in


@dataclass(slots=True)
class World:
    counter: Counter
    offices: Organisations
    http: httpx.Client
    folder: Path

    def clerk(self, login: str) -> Clerk:
        found = Clerk(self.http)
        assert found.sign_in(login).status_code == 303
        return found


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("spiral")
    data = folder / "data"
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(let_in(data))).result()
    with (
        organisations(folder / "offices") as offices,
        running("identity", "--port", "0") as identity,
        counter(data, {**offices.settings, "identity.issuer": identity.address, "mailbox.folder": str(folder / "box"), "limits.burst": "1000", "desk.hours": "mon-sun 00:00-24:00"}) as opened,
        httpx.Client(base_url=opened.address, timeout=30, trust_env=False) as http,
    ):
        yield World(opened, offices, http, folder)


def command(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "luukku.cli", *words], capture_output=True, text=True, check=False)


@pytest.mark.requirement("R-40", "R-41")
def test_a_debt_spiral_from_the_first_words_to_the_erasure(world: World, tmp_path: Path) -> None:
    with customer(world.counter.address) as person:
        person.open("fi")
        first = person.say("pikavippejä 14 kpl ja perintätoimisto soittelee joka päivä")
        assert first["reply"]["tone"] == "grave" and first["reply"]["decisions"] == []
        person.say("on osa ulosotossa")
        answer = person.say("ei, vuokra on maksettu")
        _nothing_is_sold(person, answer)
        decision = _is_told(person, answer)
        _a_consent_is_taken_back(world, person, answer["card"])
        _a_human_looks_again(world, person, decision)
        again = command("decision", "replay", "--data", str(world.folder / "data"), "--json")
        assert again.returncode == 0 and json.loads(again.stdout) == {"alike": 1, "others": []}, "also while the counter runs"
        taken = _everything_is_taken_along(person, tmp_path)
        _is_read_elsewhere(taken, tmp_path)
        _is_erased(world, person, decision)


def _nothing_is_sold(person: Customer, answer: dict[str, Any]) -> None:
    """By a rule with an owner; the log names it with each use (below, in what is taken along)."""
    assert "Tässä tilanteessa" in str(person.plan()["rule"]) and "Luukku-hanke, raha-asiat" in str(person.plan()["rule"])
    offered = {row["id"] for row in answer["card"]["allow"] + answer["card"]["request"]}
    assert offered == {"creditor-agreement", "debt-counselling", "enforcement-free-months"}


def _is_told(person: Customer, answer: dict[str, Any]) -> dict[str, Any]:
    (said,) = answer["reply"]["decisions"]
    assert said["line"] == "Maksusuunnitelmaa ei tehdä automaattisesti."
    assert [reason["text"] for reason in said["reasons"]] == [
        "Lainoja tai laskuja on kuusi tai enemmän. Silloin ihminen katsoo kokonaisuuden.", "Velkaa on ulosotossa. Siitä sovitaan ulosoton kanssa.",
    ]  # fmt: skip
    page = person.browse(f"/decisions/{said['id']}")
    shown = " ".join(Page(page.text).shown.split())
    for words in (
        said["line"], "Lainoja tai laskuja: enintään 5", "Ulosotto: ei velkaa ulosotossa", "Säännöstä vastaa: Luukku-hanke, raha-asiat", "Kuluttajaneuvonta".casefold(),
        "Määräaikaa ei ole.", "Olen eri mieltä päätöksestä", "Palvelun tarjoajan etu.", "Ihminen tarkistaa", "Tiedot ovat sellaisia kuin kerroit ne.",
    ):  # fmt: skip
        assert words in shown or words in shown.casefold(), words
    talk = person.browse("/conversation").text
    assert f'action="/decisions/{said["id"]}/review"' in talk and said["line"] in talk, "the button stands in the conversation too"
    assert 'href="/decisions"' in person.browse("/plan").text and said["name"] in person.browse("/decisions").text
    assert any(entry["what"].startswith("Luukku päätti säännöillä: Maksusuunnitelma.") for entry in person.get("log")["entries"])
    return dict(said)


def _a_consent_is_taken_back(world: World, person: Customer, card: dict[str, Any]) -> None:
    """The bank is down, so that what was allowed still waits; taken back, the next use is refused, and the log says so."""
    world.offices.behave("bank", "down")
    person.sign_in()
    row = card["allow"][0]["id"]
    person.answer(card["id"], {row: "allow"}, [])
    person.until(lambda states: states[row] in ("sending", "unreached"))
    person.post(f"steps/{person.plan()['case']}/{row}/withdraw", {}).raise_for_status()
    world.offices.behave("bank", "normal")
    person.until(lambda states: states[row] == "ended")
    assert any(entry["result"] == "refused" for entry in person.get("log")["entries"])
    assert not [share for share in world.offices.received("bank").values() if share.get("service") == row], "nothing reached the bank"


def _a_human_looks_again(world: World, person: Customer, decision: dict[str, Any]) -> None:
    form = Page(person.browse(f"/decisions/{decision['id']}").text).hidden["form"]
    asked = httpx.post(
        person.http.base_url.join(f"/decisions/{decision['id']}/review"), data={"form": form}, headers={"cookie": f"luukku={person.token}"}, timeout=30, trust_env=False
    )
    assert asked.status_code == 303
    (waiting,) = [one for one in person.get("decisions")["decisions"] if one["id"] == decision["id"]]
    assert waiting["review"] == "asked" and "viimeistään" in waiting["review_line"], "by when"
    clerk = world.clerk("paivi")
    queue = clerk.look().text
    assert "Koneen päätös halutaan ihmisen tarkistettavaksi." in queue
    handover = next(id for id in _handovers(queue) if "Koneen päätös" in clerk.look(f"/desk/{id}").text)
    assert clerk.post(f"/desk/{handover}/take").status_code == 303
    page = clerk.look(f"/desk/{handover}").text
    assert "Tarkistettavat päätökset" in page and "velkaa on ulosotossa" in page and ">14<" in page, "all that it rests on"
    why = "Ulosoton kanssa on jo sovittu. Teemme muista suunnitelman yhdessä."
    assert clerk.post(f"/desk/{handover}/review", decision=decision["id"], outcome="changed", text=why).status_code == 303
    (done,) = [one for one in person.get("decisions")["decisions"] if one["id"] == decision["id"]]
    assert done["review"] == "changed" and done["review_line"] == f"Päivi Lehto tarkisti päätöksen ja muutti sen. ”{why}”"
    assert why in person.browse("/conversation").text
    log = [entry["what"] for entry in person.get("log")["entries"]]
    assert any("Päivi Lehto tarkisti säännöillä tehdyn päätöksen." in line for line in log) and any("Päivi Lehto luki keskustelun" in line for line in log)
    assert clerk.post(f"/desk/{handover}/hand-back", text="").status_code == 303
    steward = world.clerk("sirkka").look("/desk/overview").text
    assert "Päätöksiä 1, tarkistettu 1, muutettu 1." in steward and person.conversation not in steward


def _handovers(page: str) -> list[str]:
    return re.findall(r'href="/desk/([0-9a-f]{32})"', page)


def _everything_is_taken_along(person: Customer, tmp_path: Path) -> Path:
    held = httpx.get(person.http.base_url.join(f"/api/v1/conversations/{person.conversation}/export"), headers=person.headers, timeout=60, trust_env=False).raise_for_status()
    file = tmp_path / "mine.zip"
    file.write_bytes(held.content)
    with zipfile.ZipFile(io.BytesIO(held.content)) as zipped:
        names = zipped.namelist()
        (tmp_path / "verify.py").write_bytes(zipped.read("verify.py"))
        log = json.loads(zipped.read("luukku.jsonld"))["log"]
        records = [json.loads(zipped.read(name)) for name in names if name.startswith("decisions/") and "rules-" not in name]
    assert all("nothing-sold" in row["rule"] for row in log if row["kind"] == "serve" and row["n"] > 1), "that nothing is sold stands with each use"
    assert any(one["review"] and one["review"]["state"] == "changed" for one in records)
    checked = subprocess.run([sys.executable, str(tmp_path / "verify.py"), str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    again = command("decision", "replay", str(file))
    assert again.returncode == 0 and f"{len(records)} decisions come out alike, none do not" in again.stdout, again.stdout + again.stderr
    broken = tmp_path / "broken.zip"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(broken, "w") as new:
        for name in names:
            text = old.read(name)
            new.writestr(name, text.replace(b'"outcome": "no"', b'"outcome": "yo"') if name.startswith("decisions/") and "rules-" not in name else text)
    assert command("decision", "replay", str(broken)).returncode == 5
    return file


def _is_read_elsewhere(file: Path, tmp_path: Path) -> None:
    """Another organisation's Luukku takes the facts in; no decision travels: there nobody has decided anything."""

    held = file.read_bytes()

    async def story() -> None:
        (tmp_path / "elsewhere").mkdir()
        async with counter_in(tmp_path / "elsewhere") as other:
            conversation, _ = await open_conversation(other, "fi")
            shown = await bring.preview(other, held, "fi")
            assert shown.view.faults == (), "the other counter finds it whole"
            await bring.bring(other, conversation, shown.own)
            talk = await other.store.talk(conversation)
            assert [case.event for case in talk.cases] == ["debt"] and "count" in talk.cases[0].names
            assert not talk.cases[0].decided

    asyncio.run(story())


def _is_erased(world: World, person: Customer, decision: dict[str, Any]) -> None:
    gone = person.post("erase", {}).raise_for_status().json()
    assert gone["number"], "the statement is found again by its number"
    assert person.http.get(f"/api/v1/conversations/{person.conversation}/decisions", headers=person.headers).status_code in (401, 404)
    data = world.folder / "data"
    left = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    assert decision["id"].encode() not in left, "not even the decision's id"
    assert b'"pack":"payment-plan"' in (data / "rules" / "decided.jsonl").read_bytes(), "a row about nobody stays"
