"""What an authority gets: one signed ZIP, entered in the log, with nobody's name in it; and the same as a steward sees."""

from __future__ import annotations

import asyncio
import hashlib
import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded.log_check import verify_folder
from luukku.errors import BadInput, Broken, NoRoom
from luukku.flow import authority, desk, erase, holds, rights
from luukku.flow.counter import Counter
from luukku.flow.overview import overview
from luukku.ground.dates import end_of_day
from luukku.ground.note import check_note, read_vkey
from tests.stories.desks import AINO, MONDAY, PAIVI, Standing, desk_counter, fact, visitor
from tests.stories.killed_steps import fill
from tests.stories.test_desk_flow import called
from tests.stories.test_rights_commands import luukku

CANARY = ("Kanarianlintu", "Järripeipontie", "Tilhi", "Punatulkku", "Keltasirkku")
SINCE, UNTIL = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)
ASKED = ("Tietosuojavaltuutettu", "GDPR 58(1), asia 123")


async def lived(counter: Counter, clock: Standing) -> None:
    """A counter in which somebody lived: told, was looked at, used rights, was erased; one erasure lies before the time."""
    early = await visitor(counter, fact("name.given", CANARY[2]), words=f"Olen {CANARY[2]}")
    clock.goes(days=-9)
    await erase.erase(counter, early)
    clock.goes(days=9)
    conversation = await visitor(counter, fact("name.given", CANARY[0]), fact("municipality", CANARY[1]), words=f"Olen {CANARY[0]}")
    made = await called(counter, conversation)
    await desk.take(counter, PAIVI, made.id)
    await desk.look(counter, PAIVI, made.id, "look")
    await desk.break_glass(counter, AINO, made.id, "complaint", f"{CANARY[3]} soitti", "opening")
    await holds.add(counter, conversation, "name.given", f"riita, {CANARY[4]}", "Lakimies", end_of_day(datetime(2033, 12, 31)))
    request = await rights.ask(counter, conversation, "export")
    await rights.extend(counter, request.id, f"{CANARY[4]} on lomalla")
    late = await visitor(counter, fact("name.given", CANARY[0]))
    await erase.erase(counter, late)
    counter.incidents.note("log-broken", position=3)


def read(made: authority.Exported) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made.zip)) as zip:
        return {name: zip.read(name) for name in zip.namelist()}


def exported(folder: Path, **more: Any) -> tuple[dict[str, bytes], authority.Exported, list[Any]]:
    async def run() -> tuple[dict[str, bytes], authority.Exported, list[Any]]:
        clock = Standing()
        async with desk_counter(folder / "data", clock) as counter:
            await lived(counter, clock)
            made = await authority.export(counter, more.get("since", SINCE), more.get("until", UNTIL), *ASKED)
            return read(made), made, list(await counter.log.entries(authority.ITSELF))

    return asyncio.run(run())


@pytest.mark.requirement("R-50")
def test_it_holds_what_the_law_asks_for_signed_and_whole(tmp_path: Path) -> None:
    files, made, _ = exported(tmp_path)
    text = check_note(files["manifest.note"].decode(), read_vkey(files["log.vkey"].decode()))
    head, asked, *listed = text.splitlines()
    assert head == authority.MANIFEST and (json.loads(asked)["requester"], json.loads(asked)["reason"]) == ASKED
    assert {name: sha256 for sha256, _, name in (line.partition("  ") for line in listed)} == {name: hashlib.sha256(held).hexdigest() for name, held in files.items() if name != "manifest.note"}
    assert hashlib.sha256(files["manifest.note"]).hexdigest() == made.sha256
    purposes = {one["id"]: one for one in json.loads(files["records.json"])["purposes"]}
    assert purposes["break-glass"]["basis"] == "GDPR 6(1)(f)" and purposes["parental-allowance"]["receivers"] == ["kela-sandbox"]
    assert [one["state"] for one in json.loads(files["erasures.json"])] == ["asked", "erased", "done"]
    assert [one["kind"] for one in json.loads(files["incidents.json"])] == ["log-broken"]
    assert {one["right"]: one["longer"] for one in json.loads(files["requests.json"])} == {"export": True, "erase": False}
    assert [one["fact"] for one in json.loads(files["retention.json"])["kept_by_law"]] == ["name.given"]
    check_note(files["checkpoint"].decode(), read_vkey(files["log.vkey"].decode()))
    with pytest.raises(Broken):
        check_note(files["manifest.note"].decode().replace("asia 123", "asia 124"), read_vkey(files["log.vkey"].decode()))


@pytest.mark.requirement("R-50")
def test_nobody_is_named_in_it_and_what_lies_outside_the_time_is_not_there(tmp_path: Path) -> None:
    files, made, _ = exported(tmp_path)
    everything = b"\n".join([made.zip, *files.values()])
    assert [word for word in CANARY if word.encode() in everything or json.dumps(word)[1:-1].encode() in everything] == []
    assert all(row["at"] >= SINCE.isoformat() for row in json.loads(files["erasures.json"]))
    assert json.loads(exported(tmp_path / "later", since=UNTIL, until=UNTIL + timedelta(days=1))[0]["erasures.json"]) == []


@pytest.mark.requirement("R-50")
def test_the_export_itself_stands_in_the_log_with_who_asked_and_why(tmp_path: Path) -> None:
    _, made, entries = exported(tmp_path)
    (entry,) = entries
    assert (entry.id, entry.kind, entry.receiver, entry.basis, entry.about) == (made.entry, "authority", *ASKED, made.sha256)
    assert verify_folder(tmp_path / "data")["ok"]


@pytest.mark.requirement("R-50")
def test_what_cannot_be_entered_is_not_exported_and_a_bad_request_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with desk_counter(tmp_path / "data", Standing()) as counter:
            for bad in (("", "law"), ("DPA", " "), ("DPA", "x" * 301), ("DPA\nfake", "law")):
                with pytest.raises(BadInput):
                    await authority.export(counter, SINCE, UNTIL, *bad)
            with pytest.raises(BadInput):
                await authority.export(counter, UNTIL, SINCE, *ASKED)

            async def full(*_: object, **__: object) -> str:
                raise NoRoom(what="log")

            monkeypatch.setattr(counter.log, "append", full)
            with pytest.raises(NoRoom):
                await authority.export(counter, SINCE, UNTIL, *ASKED)

    asyncio.run(run())


def test_nothing_but_the_logs_writer_signs_a_checkpoint(tmp_path: Path) -> None:
    async def run() -> None:
        async with desk_counter(tmp_path / "data", Standing()) as counter:
            origin = (await overview(counter)).log.origin
            for text in (f"{origin}\n1\nAAAA\n", "anything\n"):
                with pytest.raises(ValueError):
                    await counter.proofs.sign(text)

    asyncio.run(run())


@pytest.mark.requirement("R-50")
def test_by_command_the_file_is_written_once_and_not_at_all_when_it_is_refused(tmp_path: Path) -> None:
    data, out = tmp_path / "data", tmp_path / "export.zip"
    asyncio.run(fill(data))
    asked = ("authority", "export", "--from", "2026-01-01", "--out", str(out), "--requester", ASKED[0], "--reason", ASKED[1])
    code, _, err = luukku(data, *asked, "--to", "soon")
    assert code == 2 and not out.exists(), err
    code, sha256, err = luukku(data, *asked, "--to", "2090-12-31")
    assert code == 0, err
    with zipfile.ZipFile(out) as zip:
        assert hashlib.sha256(zip.read("manifest.note")).hexdigest() == sha256.strip()
    assert luukku(data, *asked, "--to", "2090-12-31")[0] != 0 and zipfile.is_zipfile(out)
    code, _, err = luukku(data, "incident", "list")
    assert code == 0 and "No incident." in err
    assert luukku(data, "incident", "affected", "nothing")[0] == 2
    code, told, _ = luukku(data, "log", "verify")
    assert code == 0 and "log verified" in told
