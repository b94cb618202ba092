"""A lost checkpoint can be signed anew, but only over rows that are whole and agree with all that is still signed; incidents are kept."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from luukku.adapters.embedded.incidents import Incidents
from luukku.adapters.embedded.log_check import verify_folder
from luukku.adapters.embedded.log_leaves import FILL
from luukku.adapters.embedded.log_rebuild import rebuild
from luukku.errors import BadInput, Broken, NotFound, Taken
from luukku.ground.cosign import cosign
from tests.contracts.test_log_tree import append, as_version_1, change, lay, rows
from tests.contracts.trust import CUSTOMER, NOW, FixedClock, Yard, yard_at


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    lay(tmp_path / "data", 5)
    yield tmp_path / "data"


def kinds(path: Path) -> list[str]:
    return [one.kind for one in Incidents(path, FixedClock()).all()]


def test_a_lost_checkpoint_is_signed_anew_when_the_number_of_entries_is_said(path: Path) -> None:
    (path / "log" / "checkpoint").unlink()
    for said in (None, 4, 6):
        with pytest.raises(BadInput) as told:
            rebuild(path, said)
        assert str(told.value.data["expected"]).startswith("5, ")
        assert not (path / "log" / "checkpoint").exists()
    assert rebuild(path, 5) == {"rebuilt": True, "entries": 5, "leaves": FILL}
    assert verify_folder(path)["opened"] == 5
    assert kinds(path) == ["log-rebuilt"]
    lay(path, 1)
    assert verify_folder(path)["entries"] == 6


@pytest.mark.parametrize("name, held", [("checkpoint", b"x"), ("checkpoint", b""), ("cosigned", b"\xff"), ("log.vkey", b"x")])
def test_what_is_damaged_is_put_aside_and_not_deleted(path: Path, name: str, held: bytes) -> None:
    (path / "log" / name).write_bytes(held)
    if name == "log.vkey":
        (path / "log" / "checkpoint").unlink()
    rebuild(path, 5)
    (aside,) = path.glob(f"log/{name}.before-*")
    assert aside.read_bytes() == held and verify_folder(path)["ok"]


def test_nothing_is_rebuilt_where_nothing_is_lost(path: Path) -> None:
    before = (path / "log" / "checkpoint").read_bytes()
    assert rebuild(path, 5) == {"rebuilt": False, "entries": 5, "leaves": FILL}
    assert (path / "log" / "checkpoint").read_bytes() == before and kinds(path) == []


@pytest.mark.parametrize("sql", [
    "DELETE FROM entries WHERE seq = 2",
    "DELETE FROM entries WHERE seq = 5",
    "UPDATE entries SET commitment = zeroblob(32) WHERE seq = 2",
    "UPDATE entries SET n = 9 WHERE seq = 5",
    "DELETE FROM leaves WHERE position = 3",
])  # fmt: skip
def test_changed_rows_are_never_signed_for(path: Path, sql: str) -> None:
    (path / "log" / "checkpoint").unlink()
    change(path, sql)
    for said in (4, 5):
        with pytest.raises(Broken):
            rebuild(path, said)
    assert not (path / "log" / "checkpoint").exists()


def test_rows_that_a_signed_checkpoint_contradicts_are_not_signed_for(path: Path, tmp_path: Path) -> None:
    """The rows are whole in themselves, but older than what was signed: only a backup helps."""
    shutil.copy(path / "log" / "entries.db", tmp_path / "older.db")
    lay(path, 2)
    shutil.copy(tmp_path / "older.db", path / "log" / "entries.db")
    with pytest.raises(Broken) as told:
        rebuild(path, 5)
    assert told.value.data["why"] == "rolled back"


def test_rows_that_a_witness_contradicts_are_not_signed_for(path: Path, tmp_path: Path) -> None:
    shutil.copy(path / "log" / "entries.db", tmp_path / "older.db")
    lay(path, 2)
    note = (path / "log" / "checkpoint").read_text()
    (path / "log" / "cosigned").write_text(note + cosign(note, "witness.example", bytes(32), 1))
    (path / "log" / "checkpoint").unlink()
    shutil.copy(tmp_path / "older.db", path / "log" / "entries.db")
    with pytest.raises(Broken):
        rebuild(path, 5)


def test_a_log_from_before_there_were_batches_is_rebuilt_in_its_order(path: Path) -> None:
    as_version_1(path)
    (path / "log" / "checkpoint").unlink()
    assert rebuild(path, 5)["rebuilt"]
    assert [entry for (entry,) in rows(path, "SELECT entry FROM leaves ORDER BY position")] == [1, 2, 3, 4, 5]


def test_a_folder_that_a_server_holds_or_without_a_log_is_left_alone(path: Path, tmp_path: Path) -> None:
    with yard_at(path) as yard:
        yard.folder.lock()
        with pytest.raises(Taken):
            rebuild(path, 5)
        yard.folder.unlock()
    with pytest.raises(NotFound):
        rebuild(tmp_path / "nowhere", 0)


# Incidents


@pytest.mark.requirement("R-51")
def test_a_log_that_does_not_verify_is_an_incident_with_its_clock(path: Path) -> None:
    change(path, "UPDATE entries SET commitment = zeroblob(32) WHERE seq = 3")
    with pytest.raises(Broken):
        Yard(path)
    with pytest.raises(Broken):
        Yard(path)
    (found,) = Incidents(path, FixedClock()).all()
    assert (found.kind, found.at, found.due) == ("log-broken", NOW, NOW + timedelta(hours=72))
    assert (found.data["what"], found.data["position"], found.data["customers"]) == ("entry", 2, 1)


@pytest.mark.requirement("R-51")
@pytest.mark.parametrize("look", ["verify", "checked"])
def test_a_change_while_the_counter_runs_is_an_incident_once(path: Path, look: str) -> None:
    with yard_at(path) as yard:
        change(path, "UPDATE entries SET commitment = zeroblob(32) WHERE seq = 3")
        for _ in range(3):
            with pytest.raises(Broken):
                asyncio.run(getattr(yard.log, look)())
        assert [one.data["position"] for one in yard.log.incidents.all()] == [2]


@pytest.mark.requirement("R-51")
def test_a_checkpoint_that_was_changed_under_the_counter_stops_it_and_is_an_incident(path: Path) -> None:
    early = (path / "log" / "checkpoint").read_bytes()
    lay(path, 1)
    with yard_at(path) as yard:
        (path / "log" / "checkpoint").write_bytes(early)
        asyncio.run(append(yard))
    assert kinds(path) == ["log-broken"]


def test_an_incident_that_a_crash_cut_off_hides_no_other(tmp_path: Path) -> None:
    incidents = Incidents(tmp_path, FixedClock())
    first = incidents.note("log-broken", what="log")
    file = tmp_path / "incidents.jsonl"
    file.write_bytes(file.read_bytes() + b'{"id": "half')
    second = incidents.note("log-broken", what="leaf", position=3)
    assert incidents.all() == [first, second] and incidents.note("log-broken", what="log") == first
    assert CUSTOMER.encode() not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
