"""`luukku doctor`: finds what is wrong, names it and what helps, changes nothing, and lets a counter that is well alone."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.incidents import Incidents
from luukku.cli import checks, commands, machine
from luukku.cli.doctor import Finding, examine
from luukku.errors import NotFound
from luukku.settings import Settings, load
from tests.contracts import embedded
from tests.contracts.trust import CUSTOMER, yard_at
from tests.stories.counters import Customer
from tests.stories.towns import Town, free_port

ROOT = Path(__file__).resolve().parents[2]


def settings_of(data: Path, **more: str) -> Settings:
    flags = {"data": str(data), "embedder": "tfidf", "port": "0", **{name.replace("__", "."): value for name, value in more.items()}}
    return load(flags, {}, data.parent)


def look(data: Path, quick: bool = True, **more: str) -> list[Finding]:
    return list(examine(settings_of(data, **more), quick=quick))


def wrong(found: list[Finding]) -> list[str]:
    return [one.check for one in found if one.state == "wrong"]


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands.make_app("doctor"), ["doctor", *words])


async def _begin(path: Path) -> None:
    async with embedded.opened(path) as here:
        await embedded.accept(here)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a customer, an unanswered turn and a log of three entries."""
    path = tmp_path_factory.mktemp("whole") / "data"
    asyncio.run(_begin(path))
    with yard_at(path) as yard:
        yard.keys.make(CUSTOMER, "customer")

        async def append() -> None:
            for _ in range(3):
                await yard.log.append(
                    CUSTOMER, "serve", actor="counter", purpose="serve", receiver=None, facts=["municipality"], permission=None, basis="request",
                    rule="core/serve@1", result="allowed", about="t-1",
                )  # fmt: skip

        asyncio.run(append())
    return path


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "data"
    shutil.copytree(whole, path)
    return path


def listing(path: Path) -> dict[str, tuple[float, bytes]]:
    return {one.relative_to(path).as_posix(): (one.stat().st_mtime, one.read_bytes() if one.is_file() else b"") for one in path.rglob("*")}


def test_a_counter_that_serves_is_found_well_while_it_serves(town: Town, someone: Customer) -> None:
    someone.say("Moi, meille syntyi eilen poika!")
    origins = {f"organisations__{kind}-sandbox__origin": origin for kind, origin in town.around.origins.items()}
    found = look(town.data, False, desk__hours="mon-sun 00:00-24:00", metrics__port=town.figures.rpartition(":")[2], mailbox__folder=str(town.mailbox), **origins)
    assert wrong(found) == []
    told = {one.check: one.what for one in found if one.state == "ok"}
    assert town.address in told["server"] and "is ready" in told["server"] and told["log"].startswith("verifies: ") and told["keys"]
    assert sum(one.check == "organisations" and one.state == "ok" for one in found) == 6


def test_a_folder_at_rest_is_found_well_and_nothing_in_it_changes(data: Path) -> None:
    before = listing(data)
    assert wrong(look(data)) == [] and listing(data) == before
    found = look(data, quick=False)  # reading the log leaves its two helper files, as `luukku log verify` does
    assert wrong(found) == []
    assert [one.what for one in found if one.check == "schema" and one.state == "note"] == ["1 accepted messages wait for an answer"]
    after = listing(data)
    assert {name: after[name] for name in before if name != "log"} == {name: held for name, held in before.items() if name != "log"}


def test_a_folder_that_is_not_there_yet_is_no_fault_and_is_not_made(tmp_path: Path) -> None:
    found = look(tmp_path / "none")
    assert wrong(found) == [] and found[0].do == "`luukku serve` makes it"
    assert not (tmp_path / "none").exists()


def open_secret(data: Path) -> None:
    (data / "secret" / "kek").chmod(0o644)


def lose_secret(data: Path) -> None:
    (data / "secret" / "log.key").unlink()


def cut_secret(data: Path) -> None:
    (data / "secret" / "hash.key").write_bytes(b"short")


def lose_key(data: Path) -> None:
    with closing(sqlite3.connect(data / "keys.db")) as keys, keys:
        keys.execute("DELETE FROM keys WHERE kind = 'customer'")


def lose_ledger(data: Path) -> None:
    (data / "ledger.db").unlink()


def newer_schema(data: Path) -> None:
    with closing(sqlite3.connect(data / "luukku.db")) as store:
        store.execute("PRAGMA user_version = 99")


def no_database(data: Path) -> None:
    for beside in ("-wal", "-shm"):
        (data / f"luukku.db{beside}").unlink(missing_ok=True)
    (data / "luukku.db").write_bytes(b"no database at all, only words " * 99)


def flip_log(data: Path) -> None:
    with closing(sqlite3.connect(data / "log" / "entries.db")) as log, log:
        log.execute("UPDATE entries SET commitment = zeroblob(32) WHERE seq = 2")


def clock_behind(data: Path) -> None:
    later = (data / "luukku.db").stat().st_mtime + 86_400
    os.utime(data / "luukku.db", (later, later))


@pytest.mark.parametrize(
    ("damage", "checks_wrong", "named"),
    [
        (open_secret, {"folder"}, "secret/kek"),
        (lose_secret, {"folder"}, "secret/log.key"),
        (cut_secret, {"folder"}, "secret/hash.key"),
        (lose_key, {"keys"}, "1 customers"),
        (newer_schema, {"schema"}, "version 99"),
        (no_database, {"folder", "server", "schema", "keys", "rights", "cards"}, "luukku.db"),
        (lose_ledger, {"rights"}, "the ledger of erasures is gone"),
        (clock_behind, {"clock"}, "minutes behind"),
    ],
)
def test_what_is_wrong_with_the_folder_is_named_with_what_helps(data: Path, damage: Callable[[Path], None], checks_wrong: set[str], named: str) -> None:
    damage(data)
    found = [one for one in look(data) if one.state == "wrong"]
    assert {one.check for one in found} == checks_wrong
    assert any(named in one.what for one in found) and all(one.do for one in found)


def test_a_log_that_was_changed_is_found_with_its_position(data: Path) -> None:
    flip_log(data)
    found = [one for one in examine(settings_of(data)) if one.state == "wrong"]
    assert [one.check for one in found] == ["log"] and "position 1" in found[0].what


def test_a_pack_with_a_problem_is_found_with_its_line(data: Path) -> None:
    packs = data.parent / "packs"
    shutil.copytree(ROOT / "packs", packs)
    file = packs / "service" / "child" / "services.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("effect = ", "efect = ", 1), encoding="utf-8")
    found = [one for one in look(data, quick=False, packs=str(packs)) if one.state == "wrong"]
    assert {one.check for one in found} == {"packs", "rules", "decisions", "organisations"} and "services.toml:" in found[0].what


def test_sources_that_should_have_been_read_again_are_noted(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later(date):
        @classmethod
        def today(cls) -> Later:
            return cls(2099, 1, 1)

    monkeypatch.setattr(checks, "date", Later)
    (note,) = [said for said in checks.THOROUGH["packs"](checks.Patient(settings_of(data))) if said[0] == "note"]
    assert "must be read again" in note[1]


def test_an_organisation_that_does_not_answer_at_its_registered_address_is_wrong_and_a_practice_one_is_not(data: Path) -> None:
    origin = f"http://127.0.0.1:{free_port()}"
    patient = checks.Patient(settings_of(data, **{"organisations__kela-sandbox__origin": origin}))
    said = list(checks.THOROUGH["organisations"](patient))
    assert [what for state, what, _ in said if state == "wrong"] == [f"kela-sandbox does not answer at {origin}"]


def test_ports_that_something_else_has_are_wrong_while_no_server_runs(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert wrong(look(data, port=port, metrics__port=port)) == ["server", "server"]


def test_a_lock_that_was_left_is_noted_and_a_command_that_has_the_folder_too(data: Path) -> None:
    (data / "lock").write_text('{"pid": 999999999}')
    assert [one.state for one in look(data) if one.check == "server"] == ["note"]
    folder = Folder(data)
    folder.lock()
    try:
        (said,) = [one for one in look(data) if one.check == "server"]
    finally:
        folder.unlock()
    assert said.state == "note" and "has the folder" in said.what


def test_a_server_that_is_not_ready_or_does_not_answer_is_wrong(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(data)
    folder.lock(socket=str(data / "nothing"), address="http://127.0.0.1:1")
    try:
        (said,) = [one for one in look(data) if one.check == "server"]
        assert said.state == "wrong" and "does not answer" in said.what
        monkeypatch.setattr(machine, "ask_ready", lambda _: {"ready": False, "checks": {"log": {"ok": False, "reason": "broken"}, "store": {"ok": True}}})
        (said,) = [one for one in look(data) if one.check == "server"]
        assert said.state == "wrong" and "log: broken" in said.what and "store" not in said.what
    finally:
        folder.unlock()


def test_a_desk_whose_hours_cannot_be_read_is_wrong_and_one_without_people_is_noted(data: Path) -> None:
    assert wrong(look(data, desk__hours="sometimes")) == ["desk"]
    assert [one.do for one in look(data, desk__hours="mon-fri 08:00-16:00") if one.check == "desk"] == ["luukku user add LOGIN --name NAME"]


def test_a_disk_that_is_nearly_full_is_wrong(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "free_megabytes", lambda _: 20)
    assert wrong(look(data)) == ["disk", "disk"]


def test_it_ends_with_0_5_or_3_and_speaks_json_and_tabs(data: Path) -> None:
    well = typed("--quick", "--json", "--data", str(data), "--set", "port=0")
    assert well.exit_code == 0 and json.loads(well.stdout)["ok"] is True
    open_secret(data)
    ill = typed("--quick", "--data", str(data), "--set", "port=0")
    rows = [line.split("\t") for line in ill.stdout.splitlines()]
    assert ill.exit_code == 5 and ["wrong", "folder"] in [row[:2] for row in rows] and {len(row) for row in rows} == {4}
    told = typed("--quick", "--json", "--data", str(data), "--set", "port=0")
    assert told.exit_code == 5 and {"check", "state", "what", "do"} == set(json.loads(told.stdout)["checks"][0])
    assert getattr(typed("--set", "prot=1").exception, "exit", None) == 3


def test_it_names_nobody(data: Path) -> None:
    lose_key(data)
    said = "\n".join(one.what + one.do for one in look(data, quick=False))
    assert embedded.CUSTOMER not in said and embedded.TALK not in said and CUSTOMER not in said


def test_open_incidents_are_named_until_somebody_closes_them_and_wrong_after_their_72_hours(tmp_path: Path) -> None:
    class Then:
        def __init__(self, ago: timedelta) -> None:
            self.at = datetime.now(UTC) - ago

        def now(self) -> datetime:
            return self.at

    asyncio.run(_begin(tmp_path / "data"))
    data = tmp_path / "data"
    said = [one.what for one in look(data) if one.check == "incidents"]
    assert said == ["no incident is open"]
    late, soon = Incidents(data, Then(timedelta(hours=80))), Incidents(data, Then(timedelta(hours=1)))
    old, new = late.note("log-broken", position=4), soon.note("many-cases", customers=31)
    assert late.note("log-broken", position=4) == old
    found = [one for one in look(data) if one.check == "incidents"]
    assert [(one.state, old.id in one.what or new.id in one.what) for one in found] == [("wrong", True), ("note", True)]
    soon.close(old.id, "Sirkka Virta", "Levy oli täynnä, ketään ei koskenut.")
    with pytest.raises(NotFound):
        soon.close(old.id, "Sirkka Virta", "uudelleen")
    assert [one.state for one in look(data) if one.check == "incidents"] == ["note"]
    assert [(one.id, one.by) for one in soon.all()] == [(old.id, "Sirkka Virta"), (new.id, "")], "closed, and still there"
    assert soon.note("log-broken", position=4).id != old.id, "what happens again after it was closed is another one"
    with (data / "incidents.jsonl").open("a") as torn:
        torn.write('{"closes": "nobody", "at": "2026-11-29T10:00:00+00:00", "by": "x", "note": ""}\n{"closes": "')
    assert len(soon.all()) == 3
