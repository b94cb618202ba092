"""The log: counters without a gap, durable before acknowledged, and no byte can change unseen."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.log_check import verify_folder
from luukku.adapters.embedded.log_leaves import FILL
from luukku.adapters.embedded.log_rows import own_verifier, read_last, row_hash
from luukku.errors import BadSettings, Broken, Clash, Locked, NotFound
from luukku.ground.merkle import root_of
from luukku.ground.note import Checkpoint, sign_note
from luukku.model.ids import CustomerId
from luukku.model.use import EntryKind
from tests.contracts.trust import CUSTOMER, Yard, yard_at

OTHER = CustomerId("c-2")


async def append(yard: Yard, customer: CustomerId = CUSTOMER, kind: EntryKind = "serve", **more: Any) -> str:
    fields: dict[str, Any] = {
        "actor": "counter", "purpose": "serve", "receiver": None, "facts": ["municipality"], "permission": None,
        "basis": "request", "rule": "core/serve@1", "result": "allowed", "about": "t-1",
    }
    return await yard.log.append(customer, kind, **fields | more)


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        for customer in (CUSTOMER, OTHER):
            found.keys.make(customer, "customer")
        yield found


@pytest.mark.requirement("R-31")
def test_200_at_once_leave_counters_without_a_gap(yard: Yard) -> None:
    async def all_at_once() -> None:
        await asyncio.gather(*(append(yard, CUSTOMER if number % 3 else OTHER) for number in range(200)))

    asyncio.run(all_at_once())
    counted = {customer: [entry.n for entry in asyncio.run(yard.log.entries(customer))] for customer in (CUSTOMER, OTHER)}
    assert counted == {CUSTOMER: list(range(1, 134)), OTHER: list(range(1, 68))}
    assert asyncio.run(yard.log.verify())["entries"] == 200


def test_an_entry_that_fails_leaves_no_gap_beside_those_that_do_not(yard: Yard) -> None:
    async def some_fail() -> list[str | BaseException]:
        nobody = CustomerId("c-nobody")
        customers = [CUSTOMER, nobody, CUSTOMER, nobody, CUSTOMER]
        return await asyncio.gather(*(append(yard, customer) for customer in customers), return_exceptions=True)

    outcomes = asyncio.run(some_fail())
    assert [isinstance(outcome, Locked) for outcome in outcomes] == [False, True, False, True, False]
    assert [entry.n for entry in asyncio.run(yard.log.entries(CUSTOMER))] == [1, 2, 3]


def test_the_same_id_again_changes_nothing(yard: Yard) -> None:
    async def thrice() -> list[str]:
        return await asyncio.gather(*(append(yard, id="share-1", about=f"t-{number}") for number in range(3)))

    assert asyncio.run(thrice()) == ["share-1"] * 3
    assert [entry.about for entry in asyncio.run(yard.log.entries(CUSTOMER))] == ["t-0"]


def test_the_same_id_for_another_customer_is_a_clash(yard: Yard) -> None:
    asyncio.run(append(yard, id="share-1"))
    with pytest.raises(Clash):
        asyncio.run(append(yard, OTHER, id="share-1"))


def test_an_entry_comes_back_as_it_was_given(yard: Yard) -> None:
    asyncio.run(append(yard, facts=["b", "a", "b"], receiver="kela-sandbox", permission="p-1"))
    (entry,) = asyncio.run(yard.log.entries(CUSTOMER))
    assert (entry.facts, entry.receiver, entry.permission, entry.at) == (("a", "b"), "kela-sandbox", "p-1", yard.clock.at)


@pytest.mark.parametrize("field", [{"kind": "peek"}, {"result": "maybe"}])
def test_kinds_and_results_are_closed_lists(yard: Yard, field: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        asyncio.run(append(yard, **field))


def test_unfinished_are_the_shares_that_nothing_finished(yard: Yard) -> None:
    async def lay() -> None:
        for share in ("s-1", "s-2", "s-3", "s-4"):
            await append(yard, kind="share", id=share)
        await append(yard, kind="serve")
        await append(yard, kind="done", about="s-1", result="done")
        await append(yard, kind="not-carried-out", about="s-2", result="not-carried-out")
        await append(yard, kind="refused", about="s-3", result="refused")

    asyncio.run(lay())
    assert list(asyncio.run(yard.log.unfinished())) == [(CUSTOMER, "s-4")]


@pytest.mark.requirement("R-34")
def test_nothing_of_an_entry_stands_in_plain(yard: Yard) -> None:
    asyncio.run(append(yard, purpose="canary-purpose", facts=["canary-fact"], receiver="canary-receiver"))
    yard.close()
    raw = b"".join(path.read_bytes() for path in yard.folder.log.rglob("*") if path.is_file())
    assert b"canary" not in raw


@pytest.mark.requirement("R-30")
def test_every_writing_connection_waits_for_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, int, str]] = []

    class Watched(sqlite3.Connection):
        def close(self) -> None:
            mode = str(self.execute("PRAGMA journal_mode").fetchone()[0])
            name = Path(str(self.execute("PRAGMA database_list").fetchone()[2])).name
            seen.append((name, int(self.execute("PRAGMA synchronous").fetchone()[0]), mode))
            super().close()

    connect = sqlite3.connect

    def watched(database: Any, *given: Any, **named: Any) -> sqlite3.Connection:
        return connect(database, *given, **named) if named.get("uri") else connect(database, *given, factory=Watched, **named)

    monkeypatch.setattr(sqlite3, "connect", watched)
    with yard_at(tmp_path / "data") as yard:
        yard.keys.make(CUSTOMER, "customer")
        asyncio.run(append(yard))
        yard.keys.destroy([CUSTOMER], "customer")
    assert set(seen) == {("keys.db", 2, "delete"), ("entries.db", 2, "wal")}


def test_the_checkpoint_is_signed_over_all_entries(yard: Yard) -> None:
    for _ in range(5):
        asyncio.run(append(yard))
    yard.close()
    found = verify_folder(yard.path)
    checkpoint = read_last(yard.folder, own_verifier(yard.folder))
    assert checkpoint is not None
    assert (checkpoint.size, checkpoint.root.hex(), found["checkpoint"]) == (FILL, found["root"], FILL)
    assert (found["entries"], found["leaves"], found["opened"]) == (5, FILL, 5)


def test_a_log_can_be_verified_while_it_is_written(yard: Yard) -> None:
    async def both() -> list[int]:
        async def write() -> None:
            for _ in range(40):
                await append(yard)

        writing, sizes = asyncio.create_task(write()), []
        while not writing.done():
            sizes.append((await asyncio.to_thread(verify_folder, yard.path))["entries"])
        await writing
        return sizes

    sizes = asyncio.run(both())
    assert sizes == sorted(sizes)


def test_pages_go_on_from_what_was_checked_and_agree_with_the_whole(yard: Yard) -> None:
    for _ in range(4):
        asyncio.run(append(yard))
        asyncio.run(append(yard, OTHER))
        assert asyncio.run(yard.log.checked())["root"] == asyncio.run(yard.log.verify())["root"]
    yard.keys.destroy([OTHER], "customer")
    found = asyncio.run(yard.log.checked())
    assert (found["entries"], found["customers"], found["ok"]) == (8, 2, True)


def test_a_change_after_what_was_checked_is_found_by_pages_too(yard: Yard) -> None:
    asyncio.run(append(yard))
    asyncio.run(yard.log.checked())
    asyncio.run(append(yard))
    change(yard.path, "UPDATE entries SET commitment = ? WHERE seq = 2", bytes(32))
    with pytest.raises(Broken) as told:
        asyncio.run(yard.log.checked())
    assert told.value.data["position"] == 1


def test_a_log_that_was_cut_after_it_was_checked_is_found_by_pages_too(yard: Yard) -> None:
    for _ in range(3):
        asyncio.run(append(yard))
    yard.close()
    with yard_at(yard.path) as again:
        asyncio.run(again.log.checked())
        change(again.path, "DELETE FROM entries WHERE seq = 3")
        with pytest.raises(Broken):
            asyncio.run(again.log.checked())


def test_a_change_before_what_was_checked_is_found_by_the_whole(yard: Yard) -> None:
    for _ in range(3):
        asyncio.run(append(yard))
    yard.close()
    with yard_at(yard.path) as again:
        asyncio.run(again.log.checked())
        change(again.path, "UPDATE entries SET commitment = ? WHERE seq = 2", bytes(32))
        assert asyncio.run(again.log.checked())["entries"] == 3
        with pytest.raises(Broken):
            asyncio.run(again.log.verify())


def test_entries_that_a_crash_left_without_checkpoint_are_signed_at_start(yard: Yard, tmp_path: Path) -> None:
    asyncio.run(append(yard))
    yard.close()
    early = yard.folder.checkpoint.read_bytes()
    with yard_at(yard.path) as again:
        asyncio.run(append(again))
    yard.folder.checkpoint.write_bytes(early)
    change(yard.path, "UPDATE state SET signed = ?", FILL)
    with yard_at(yard.path) as last:
        assert asyncio.run(last.log.verify())["checkpoint"] == 2 * FILL


@pytest.mark.requirement("R-32")
def test_an_older_checkpoint_that_was_put_back_is_noticed_at_start(yard: Yard) -> None:
    asyncio.run(append(yard))
    yard.close()
    early = yard.folder.checkpoint.read_bytes()
    with yard_at(yard.path) as again:
        asyncio.run(append(again))
    yard.folder.checkpoint.write_bytes(early)
    with pytest.raises(Broken) as told:
        Yard(yard.path)
    assert told.value.data == {"what": "checkpoint", "why": "rolled back", "position": FILL}


@pytest.mark.requirement("R-32")
def test_an_older_entries_file_is_noticed_at_start(yard: Yard, tmp_path: Path) -> None:
    asyncio.run(append(yard))
    yard.close()
    shutil.copy(yard.folder.entries, tmp_path / "older.db")
    with yard_at(yard.path) as again:
        asyncio.run(append(again))
    shutil.copy(tmp_path / "older.db", yard.folder.entries)
    with pytest.raises(Broken) as told:
        Yard(yard.path)
    assert told.value.data == {"what": "log", "why": "rolled back", "position": FILL}


def test_a_lost_checkpoint_is_noticed_at_start(yard: Yard) -> None:
    asyncio.run(append(yard))
    yard.close()
    yard.folder.checkpoint.unlink()
    with pytest.raises(Broken):
        Yard(yard.path)


def test_a_lost_entries_file_is_noticed_at_start(yard: Yard) -> None:
    asyncio.run(append(yard))
    yard.close()
    yard.folder.entries.unlink()
    with pytest.raises(Broken):
        Yard(yard.path)


def test_a_lost_log_key_is_noticed_at_start(yard: Yard) -> None:
    yard.close()
    yard.folder.log_key.unlink()
    with pytest.raises(Broken):
        Yard(yard.path)


@pytest.mark.requirement("R-32")
def test_a_checkpoint_that_contradicts_the_last_is_never_signed(yard: Yard) -> None:
    asyncio.run(append(yard))
    yard.close()
    with yard_at(yard.path) as again:
        by = own_verifier(again.folder)
        fork = Checkpoint(origin=by.name, size=1, root=bytes(32))
        note = sign_note(fork.text(), by.name, again.folder.read_secret(again.folder.log_key)).encode()
        again.folder.checkpoint.write_bytes(note)
        asyncio.run(append(again))
    assert yard.folder.checkpoint.read_bytes() == note
    with pytest.raises(Broken):
        Yard(yard.path)


def test_a_log_of_a_newer_version_is_not_opened(yard: Yard) -> None:
    yard.close()
    with closing(sqlite3.connect(yard.folder.entries)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(BadSettings):
        Yard(yard.path)


def test_where_there_is_no_log_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        verify_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


# What a change of the file does. One log is made once; each test works on a copy.


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    path: Path
    size: int


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    path = tmp_path_factory.mktemp("kept") / "data"
    with yard_at(path) as yard:
        for customer in (CUSTOMER, OTHER, CustomerId("c-3")):
            yard.keys.make(customer, "customer")
        for number in range(9):
            asyncio.run(append(yard, (CUSTOMER, OTHER, CustomerId("c-3"))[number % 3], about=f"t-{number}", kind="share", id=f"s-{number}"))
        asyncio.run(append(yard, kind="done", about="s-0", result="done"))
        yard.keys.destroy(["c-3"], "customer")
    return Kept(path=path, size=10)


@pytest.fixture
def copy(kept: Kept, tmp_path: Path) -> Path:
    return Path(shutil.copytree(kept.path, tmp_path / "copy"))


def change(path: Path, sql: str, *values: Any) -> None:
    with closing(sqlite3.connect(path / "log" / "entries.db")) as db:
        db.execute(sql, values)
        db.commit()


def rehash(path: Path) -> None:
    """What somebody who changes rows on purpose would do too."""
    with closing(sqlite3.connect(path / "log" / "entries.db")) as db:
        for row in db.execute("SELECT seq, id, customer, n, commitment, sealed, opens, finishes FROM entries").fetchall():
            db.execute("UPDATE entries SET row_hash = ? WHERE seq = ?", (row_hash(*row), row[0]))
        db.commit()


def position_of(path: Path) -> int:
    with pytest.raises(Broken) as told:
        verify_folder(path)
    return int(told.value.data["position"])


def test_the_untouched_copy_verifies_and_erased_entries_are_not_opened(copy: Path, kept: Kept) -> None:
    found = verify_folder(copy)
    assert (found["entries"], found["opened"], found["customers"]) == (kept.size, 7, 3)


def test_the_copy_verifies_without_its_secrets(copy: Path, kept: Kept) -> None:
    shutil.rmtree(copy / "secret")
    found = verify_folder(copy)
    assert (found["entries"], found["opened"]) == (kept.size, 0)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 9), column=st.sampled_from(["commitment", "row_hash", "sealed", "id", "customer"]), data=st.data())
def test_a_flipped_byte_of_an_entry_is_named_by_its_position(copy: Path, place: int, column: str, data: st.DataObject) -> None:
    with closing(sqlite3.connect(copy / "log" / "entries.db")) as db:
        (held,) = db.execute(f"SELECT {column} FROM entries WHERE seq = ?", (place + 1,)).fetchone()
    raw = held.encode() if isinstance(held, str) else held
    at, bit = data.draw(st.integers(0, len(raw) - 1)), data.draw(st.integers(0, 6))
    flipped = raw[:at] + bytes((raw[at] ^ (1 << bit),)) + raw[at + 1 :]
    try:
        change(copy, f"UPDATE entries SET {column} = ? WHERE seq = ?", flipped.decode() if isinstance(held, str) else flipped, place + 1)
    except sqlite3.IntegrityError:
        return  # the file itself says no: two rows of one id or counter
    assert position_of(copy) == place
    change(copy, f"UPDATE entries SET {column} = ? WHERE seq = ?", held, place + 1)
    assert verify_folder(copy)["ok"]


@pytest.mark.parametrize("again", [False, True], ids=["damaged", "rehashed"])
@pytest.mark.parametrize("sql, position", [
    ("DELETE FROM entries WHERE seq = 5", 4),
    ("DELETE FROM entries WHERE seq = 10", 9),
    ("DELETE FROM entries WHERE seq = 1", 0),
    ("UPDATE entries SET n = 7 WHERE seq = 4", 3),
    ("UPDATE entries SET n = 7 WHERE seq = 3", 2),
    ("UPDATE entries SET opens = 0 WHERE seq = 4", 3),
    ("UPDATE entries SET finishes = 's-3' WHERE seq = 10", 9),
    ("UPDATE entries SET finishes = NULL WHERE seq = 10", 9),
    ("UPDATE entries SET seq = 11 WHERE seq = 10", 9),
])
def test_a_removed_moved_or_changed_row_is_named_by_its_position(copy: Path, sql: str, position: int, again: bool) -> None:
    change(copy, sql)
    if again:
        rehash(copy)
    assert position_of(copy) == position


@pytest.mark.requirement("R-31")
def test_two_swapped_entries_are_noticed(copy: Path) -> None:
    for old, new in ((4, 99), (7, 4), (99, 7)):
        change(copy, "UPDATE entries SET seq = ? WHERE seq = ?", new, old)
    rehash(copy)
    assert position_of(copy) == 3


@pytest.mark.requirement("R-31")
def test_a_repeated_entry_is_noticed(copy: Path) -> None:
    change(copy, "INSERT INTO entries SELECT 11, id || 'x', customer, n + 3, commitment, sealed, opens, finishes, row_hash FROM entries WHERE seq = 7")
    rehash(copy)
    assert position_of(copy) == 10


@pytest.mark.requirement("R-32")
def test_a_rewritten_erased_entry_is_noticed_by_the_checkpoint(copy: Path) -> None:
    """Nobody can open it any more: only the signed root tells."""
    change(copy, "UPDATE entries SET commitment = ? WHERE seq = 3", bytes(32))
    rehash(copy)
    assert position_of(copy) == 2
    shutil.rmtree(copy / "log" / "tile")  # without the tiles nobody can say which it was, only that it was one
    assert position_of(copy) == FILL
    with pytest.raises(Broken):
        Yard(copy)


def test_a_flipped_byte_of_the_checkpoint_is_noticed(copy: Path) -> None:
    note = (copy / "log" / "checkpoint").read_bytes()
    for at in range(len(note)):
        (copy / "log" / "checkpoint").write_bytes(note[:at] + bytes((note[at] ^ 1,)) + note[at + 1 :])
        with pytest.raises(Broken):
            verify_folder(copy)


def test_a_checkpoint_under_another_key_is_noticed(copy: Path, tmp_path: Path) -> None:
    stranger = Folder(tmp_path / "stranger")
    by = own_verifier(stranger)
    fork = Checkpoint(origin=by.name, size=0, root=root_of([]))
    (copy / "log" / "checkpoint").write_text(sign_note(fork.text(), by.name, stranger.read_secret(stranger.log_key)))
    (copy / "log" / "log.vkey").write_text(by.vkey() + "\n")
    with pytest.raises(Broken):
        verify_folder(copy)


def test_a_flipped_byte_of_the_raw_file_is_noticed_where_an_entry_lies(copy: Path, kept: Kept) -> None:
    file = copy / "log" / "entries.db"
    raw = file.read_bytes()
    with closing(sqlite3.connect(file)) as db:
        rows = db.execute("SELECT seq, commitment, sealed, row_hash FROM entries").fetchall()
    found: Counter[int] = Counter()
    for seq, *columns in rows:
        for held in columns:
            at = raw.index(held) + 16
            file.write_bytes(raw[:at] + bytes((raw[at] ^ 0x80,)) + raw[at + 1 :])
            assert position_of(copy) == seq - 1
            found[seq] += 1
    assert found == Counter({seq: 3 for seq in range(1, kept.size + 1)})
