"""Keys and folder: destroyed means gone from the raw files, waiting hours cost one commit, one server holds the folder."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.seals import GRACE, Seals
from luukku.errors import Broken, Clash, Locked, NoRoom, Taken
from luukku.ground.seal import label
from tests.contracts.trust import NOW, FixedClock

WHAT = label("text", customer="", id="t-1")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def keys(tmp_path: Path, clock: FixedClock) -> Iterator[Keys]:
    yield Keys(Folder(tmp_path / "data"), clock)


def rows(keys: Keys) -> list[tuple[str, bytes, bytes]]:
    with closing(sqlite3.connect(keys._file)) as db:  # noqa: SLF001  the raw rows are what is tested
        return db.execute("SELECT id, public, wrapped FROM keys ORDER BY id").fetchall()


def raw(folder: Path) -> bytes:
    """Every byte under the name of keys.db: the file, a journal, whatever else SQLite leaves."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("keys.db*")))


@pytest.mark.requirement("R-20")
def test_destroyed_keys_are_in_no_raw_file_even_beside_an_open_reader(keys: Keys, tmp_path: Path) -> None:
    for number in range(60):
        keys.make(f"e-{number}", "envelope")
    before = rows(keys)
    assert all(wrapped in raw(tmp_path / "data") for _, _, wrapped in before)
    with closing(sqlite3.connect(tmp_path / "data" / "keys.db")) as reader:
        assert reader.execute("SELECT COUNT(*) FROM keys").fetchone() == (60,)
        assert keys.destroy([id for id, _, _ in before if id != "e-7"], "envelope") == 59
        left = raw(tmp_path / "data")
    for id, public, wrapped in before:
        assert (wrapped in left, public in left) == ((True, True) if id == "e-7" else (False, False))
    assert [path.name for path in (tmp_path / "data").glob("keys.db*")] == ["keys.db"]


@pytest.mark.requirement("R-20")
def test_what_was_sealed_under_a_destroyed_key_stays_shut_also_in_this_process(keys: Keys) -> None:
    seals = Seals(keys)
    keys.make("c-1", "customer")
    sealed = seals.to_customer("c-1", WHAT, b"text")
    assert seals.open("c-1", WHAT, sealed) == b"text"
    keys.destroy(["c-1"], "customer")
    with pytest.raises(Locked):
        seals.open("c-1", WHAT, sealed)
    keys.make("c-1", "customer")
    with pytest.raises(Broken):
        seals.open("c-1", WHAT, sealed)


@pytest.mark.requirement("R-52")
def test_private_halves_lie_wrapped(keys: Keys, tmp_path: Path) -> None:
    keys.make("c-1", "customer")
    assert keys.private("c-1") not in raw(tmp_path / "data")


@pytest.mark.requirement("R-52")
def test_keys_do_not_open_under_another_key_encryption_key(keys: Keys, tmp_path: Path, clock: FixedClock) -> None:
    keys.make("c-1", "customer")
    kek = tmp_path / "data" / "secret" / "kek"
    kek.write_bytes(bytes(32))
    with pytest.raises(Broken):
        Keys(Folder(tmp_path / "data"), clock).private("c-1")


def test_an_id_is_used_once(keys: Keys) -> None:
    public = keys.make("c-1", "customer")
    with pytest.raises(Clash):
        keys.make("c-1", "envelope")
    assert keys.public("c-1") == public


def test_destroying_one_kind_leaves_the_others(keys: Keys) -> None:
    keys.make("c-1", "customer")
    assert keys.destroy(["c-1", "unknown"], "envelope") == 0
    assert keys.public("c-1")


@pytest.mark.parametrize("seconds, open", [(-1, True), (0, False), (1, False)])
def test_a_key_ends_at_its_time_without_any_task(keys: Keys, clock: FixedClock, seconds: int, open: bool) -> None:
    end = NOW + timedelta(days=14)
    keys.make("c-1", "customer", end)
    sealed = Seals(keys).to_customer("c-1", WHAT, b"text")
    clock.at = end + timedelta(seconds=seconds)
    if open:
        assert Seals(keys).open("c-1", WHAT, sealed) == b"text"
        assert keys.destroy_ended() == 0
    else:
        with pytest.raises(Locked):
            Seals(keys).open("c-1", WHAT, sealed)
        assert keys.destroy_ended() == 1
        assert rows(keys) == []


def test_the_ends_of_one_kind_of_keys_can_be_listed_to_the_microsecond(keys: Keys) -> None:
    end = NOW + timedelta(days=14, microseconds=123457)
    keys.make("c-1", "customer", end)
    keys.make("c-2", "customer")
    keys.make("e-1", "envelope", end)
    assert keys.ends("customer") == {"c-1": end}
    keys.end_at("c-1", None)
    assert keys.ends("customer") == {}


def test_the_end_of_a_key_can_be_set_and_lifted(keys: Keys, clock: FixedClock) -> None:
    keys.make("c-1", "customer")
    keys.end_at("c-1", NOW + timedelta(days=14))
    keys.end_at("c-1", None)
    clock.at = NOW + timedelta(days=15)
    assert keys.public("c-1")
    with pytest.raises(Locked):
        keys.end_at("c-2", NOW)


def test_turns_of_one_hour_wait_under_one_key(keys: Keys, clock: FixedClock) -> None:
    seals = Seals(keys)
    first, sealed = seals.to_waiting(WHAT, b"one")
    second, _ = seals.to_waiting(WHAT, b"two")
    assert first == second == "waiting-2026112112"
    clock.at = NOW + timedelta(hours=1)
    assert seals.to_waiting(WHAT, b"three")[0] == "waiting-2026112113"
    assert seals.open(first, WHAT, sealed) == b"one"


def test_the_key_of_an_hour_goes_when_it_is_over_and_nothing_waits(keys: Keys, clock: FixedClock) -> None:
    seals = Seals(keys)
    id, sealed = seals.to_waiting(WHAT, b"one")
    clock.at = NOW.replace(minute=0) + timedelta(hours=1) + GRACE
    assert seals.sweep_waiting({id}) == 0
    assert seals.open(id, WHAT, sealed) == b"one"
    assert seals.sweep_waiting(set()) == 1
    with pytest.raises(Locked):
        seals.open(id, WHAT, sealed)


def test_the_key_of_this_hour_and_of_one_just_over_is_never_swept(keys: Keys, clock: FixedClock) -> None:
    seals = Seals(keys)
    id, sealed = seals.to_waiting(WHAT, b"one")
    for at in (NOW, NOW.replace(minute=0) + timedelta(hours=1) + GRACE - timedelta(seconds=1)):
        clock.at = at
        assert seals.sweep_waiting(set()) == 0
    assert seals.open(id, WHAT, sealed) == b"one"


def test_a_full_disk_is_said_and_leaves_what_was_there(keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    keys.make("c-1", "customer")
    connect = sqlite3.connect

    class Full(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
            if sql.startswith("BEGIN"):
                super().execute("PRAGMA max_page_count = 1")
            return super().execute(sql, *given)

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named | ({} if named.get("uri") else {"factory": Full})))
        with pytest.raises(NoRoom):
            for number in range(100):
                keys.make(f"e-{number}", "envelope")
    assert keys.public("c-1")
    assert len(keys.make("e-later", "envelope")) == 32


# The folder


def test_secrets_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    Keys(folder)
    for path in (folder.kek, folder.log_key, folder.hash_key, folder.keys):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    for path in (folder.path, folder.secret, folder.log):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700, path.name


def test_secrets_stay_what_they_were(tmp_path: Path) -> None:
    first, again = Folder(tmp_path / "data"), Folder(tmp_path / "data")
    assert first.keyed_hash("token") == again.keyed_hash("token") != first.keyed_hash("tokem")
    assert first.keyed_hash("token") != Folder(tmp_path / "other").keyed_hash("token")
    assert first.read_secret(first.kek) != first.read_secret(first.log_key)


@pytest.mark.requirement("R-52")
def test_a_lost_key_encryption_key_is_never_replaced(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    Keys(folder)
    folder.kek.unlink()
    with pytest.raises(Broken):
        Folder(tmp_path / "data")
    assert not folder.kek.exists()


def test_a_second_server_is_told_who_has_the_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "data")
    folder.lock()
    folder.tell_holder(address="http://127.0.0.1:8100", socket="/run/l.sock")
    with pytest.raises(Taken) as told:
        Folder(tmp_path / "data").lock()
    assert told.value.data == {"what": "folder", "pid": os.getpid(), "path": str(tmp_path / "data")}
    assert json.loads(folder.lock_file.read_text()) == {"pid": os.getpid(), "address": "http://127.0.0.1:8100", "socket": "/run/l.sock"}
    folder.unlock()
    Folder(tmp_path / "data").lock()


def test_the_lock_of_a_killed_server_is_free(tmp_path: Path) -> None:
    code = "import os, signal, sys; from luukku.adapters.embedded.folder import Folder; Folder(sys.argv[1]).lock(); os.kill(os.getpid(), signal.SIGKILL)"
    source = Path(__file__).resolve().parents[2] / "src"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "data")], env={**os.environ, "PYTHONPATH": str(source)}, timeout=240, check=False)
    folder = Folder(tmp_path / "data")
    assert folder.holder()["pid"] != os.getpid()
    folder.lock()
    assert folder.holder() == {"pid": os.getpid()}
    folder.unlock()


def test_a_folder_that_is_only_read_is_not_made(tmp_path: Path) -> None:
    Folder(tmp_path / "data", create=False)
    assert not (tmp_path / "data").exists()
