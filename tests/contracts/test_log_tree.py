"""The tree behind the entries: batches shuffled and padded, tiles that can be made again, and logs from before there were batches."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.log_check import verify_folder
from luukku.adapters.embedded.log_leaves import FILL, NOTHING
from luukku.adapters.embedded.log_rows import own_verifier, read_last
from luukku.errors import Broken
from luukku.ground.entry import SALT_BYTES, commit_to, entry_label, event_bytes, leaf_of
from luukku.ground.merkle import check_consistency, consistency_spans, root_of
from luukku.ground.note import Checkpoint, open_checkpoint, sign_note
from luukku.ground.tiles import Tile, TiledTree, read_bundle, tile_path, tiles_of
from luukku.model.ids import CustomerId
from tests.contracts.trust import CUSTOMER, Yard, yard_at

OTHER = CustomerId("c-2")
ROOT = Path(__file__).resolve().parents[2]


async def append(yard: Yard, customer: CustomerId = CUSTOMER, **more: Any) -> str:
    fields: dict[str, Any] = {
        "actor": "counter", "purpose": "serve", "receiver": None, "facts": ["municipality"], "permission": None,
        "basis": "request", "rule": "core/serve@1", "result": "allowed", "about": "t-1",
    }  # fmt: skip
    return await yard.log.append(customer, "serve", **fields | more)


def lay(path: Path, number: int) -> None:
    """One batch of `number` entries."""

    async def all_at_once(yard: Yard) -> None:
        await asyncio.gather(*(append(yard) for _ in range(number)))

    with yard_at(path) as yard:
        if yard.keys.public_or_none(CUSTOMER) is None:
            yard.keys.make(CUSTOMER, "customer")
        asyncio.run(all_at_once(yard))


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path / "log" / "entries.db")) as db:
        return db.execute(sql).fetchall()


def change(path: Path, sql: str, *values: Any) -> None:
    with closing(sqlite3.connect(path / "log" / "entries.db")) as db:
        db.execute(sql, values)
        db.commit()


def checkpoint_of(path: Path) -> Checkpoint:
    folder = Folder(path, create=False)
    found = read_last(folder, own_verifier(folder))
    assert found is not None
    return found


def outsiders_tree(path: Path, size: int) -> TiledTree:
    """Of nothing but the files below log/tile."""
    return TiledTree(size, lambda tile: (path / "log" / tile_path(tile)).read_bytes())


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"


# Tiles


@pytest.mark.requirement("R-29")
@pytest.mark.parametrize("batches", [[1], [16], [40, 3, 1], [200, 60], [300, 300]])
def test_the_root_that_outsiders_compute_from_tiles_is_the_one_signed(path: Path, batches: list[int]) -> None:
    for number in batches:
        lay(path, number)
        checkpoint = checkpoint_of(path)
        assert outsiders_tree(path, checkpoint.size).root() == checkpoint.root
    held = [read for tile in _bundles(checkpoint.size) for read in read_bundle((path / "log" / tile_path(tile)).read_bytes())]
    assert root_of([leaf_of(entry) for entry in held]) == checkpoint.root
    assert {len(entry) for entry in held} == {32}


def _bundles(size: int) -> list[Tile]:
    return [("entries", index, width) for level, index, width in tiles_of(size) if level == 0]


def test_partial_tiles_stay_until_the_full_one_is_there(path: Path) -> None:
    for _ in range(3):
        lay(path, 1)
    parts = path / "log" / "tile" / "0" / "000.p"
    assert sorted(int(part.name) for part in parts.iterdir()) == [16, 32, 48]
    lay(path, 200)
    lay(path, 20)
    assert not parts.exists() and (path / "log" / "tile" / "0" / "000").stat().st_size == 8192


@pytest.mark.parametrize("harm", ["gone", "cut", "flipped", "all-gone"])
def test_tiles_that_are_missing_or_damaged_are_made_again_at_start(path: Path, harm: str) -> None:
    lay(path, 300)
    checkpoint = checkpoint_of(path)
    for tile in tiles_of(checkpoint.size):
        file = path / "log" / tile_path(tile)
        held = file.read_bytes()
        if harm == "gone":
            file.unlink()
        elif harm == "all-gone":
            shutil.rmtree(path / "log" / "tile")
        else:
            file.write_bytes(held[:-1] if harm == "cut" else bytes((held[0] ^ 1,)) + held[1:])
        with yard_at(path):
            pass
        assert file.read_bytes() == held
    assert outsiders_tree(path, checkpoint.size).root() == checkpoint.root


def test_tiles_that_cannot_be_written_stop_no_entry_and_come_later(path: Path) -> None:
    lay(path, 1)
    tiles = path / "log" / "tile"
    shutil.rmtree(tiles)
    tiles.write_text("in the way")
    lay(path, 1)
    assert verify_folder(path)["entries"] == 2
    tiles.unlink()
    lay(path, 1)
    assert outsiders_tree(path, 3 * FILL).root() == checkpoint_of(path).root


# Batches


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(st.integers(0, 40), max_size=4))
def test_every_batch_fills_up_whatever_came_in(tmp_path_factory: pytest.TempPathFactory, batches: list[int]) -> None:
    path = tmp_path_factory.mktemp("batches") / "data"
    expected = 0
    for number in batches:
        lay(path, number)
        expected += -(-number // FILL) * FILL
        found = verify_folder(path) if (path / "log" / "checkpoint").exists() else {"leaves": 0, "checkpoint": 0}
        assert (found["leaves"], found["checkpoint"]) == (expected, expected)


@pytest.mark.requirement("R-34")
def test_tiles_tell_neither_who_nor_how_often_nor_in_which_order(path: Path) -> None:
    """One use or sixteen: the same files of the same sizes. The order of a batch is not that in which it came."""
    one, many = path / "one", path / "many"
    lay(one, 1)
    lay(many, FILL)

    def files(folder: Path) -> dict[str, int]:
        return {str(file.relative_to(folder)): file.stat().st_size for file in (folder / "log" / "tile").rglob("*") if file.is_file()}

    assert files(one) == files(many)
    for _ in range(4):
        lay(many, FILL)
    orders = [[entry for (entry,) in rows(many, f"SELECT entry FROM leaves WHERE position / {FILL} = {batch} ORDER BY position")] for batch in range(5)]
    assert [sorted(order) for order in orders] == [list(range(batch * FILL + 1, (batch + 1) * FILL + 1)) for batch in range(5)]
    assert sum(order == sorted(order) for order in orders) == 0  # by chance once in 20 922 789 888 000 for each


@pytest.mark.requirement("R-34")
def test_a_dummy_looks_like_an_entry_and_can_be_opened_by_the_folders_holder_only(path: Path) -> None:
    lay(path, 3)
    (bundle,) = [(path / "log" / tile_path(tile)).read_bytes() for tile in _bundles(FILL)]
    seen = read_bundle(bundle)
    assert {len(commitment) for commitment in seen} == {32} and len(set(seen)) == FILL
    dummies = rows(path, "SELECT position, salt FROM leaves WHERE entry IS NULL")
    assert len(dummies) == FILL - 3
    for position, salt in dummies:
        assert commit_to(salt, NOTHING) == seen[position]
    raw = b"".join(file.read_bytes() for file in (path / "log" / "tile").rglob("*") if file.is_file())
    assert not any(salt in raw for _, salt in dummies)


@pytest.mark.requirement("R-34")
def test_without_the_salt_no_guess_of_an_event_finds_its_leaf(path: Path) -> None:
    """A hundred thousand guesses, the true event among them, as bare hashes, with no salt, and with an empty one."""
    with yard_at(path) as yard:
        yard.keys.make(CUSTOMER, "customer")
        asyncio.run(append(yard))
        (entry,) = asyncio.run(yard.log.entries(CUSTOMER))
        ((sealed,),) = rows(path, "SELECT sealed FROM entries")
        opened = yard.seals.open(CUSTOMER, entry_label(CUSTOMER, entry.id), sealed)
        yard.keys.destroy([CUSTOMER], "customer")
    leaves = set(outsiders_tree(path, FILL).leaves(0))
    true = event_bytes(entry)
    assert leaf_of(commit_to(opened[:SALT_BYTES], true)) in leaves  # who has the salt finds it at once
    for guess in (true.replace(b'"t-1"', b'"t-%d"' % number) for number in range(100_000)):
        assert leaf_of(commit_to(bytes(SALT_BYTES), guess)) not in leaves
        assert leaf_of(guess) not in leaves


def test_a_crash_between_batch_and_checkpoint_signs_the_same_batch(path: Path) -> None:
    lay(path, 3)
    early = (path / "log" / "checkpoint").read_bytes()
    lay(path, 3)
    order = rows(path, "SELECT * FROM leaves")
    (path / "log" / "checkpoint").write_bytes(early)
    change(path, "UPDATE state SET signed = ?", FILL)
    with yard_at(path):
        pass
    assert rows(path, "SELECT * FROM leaves") == order
    assert verify_folder(path)["checkpoint"] == 2 * FILL


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from luukku.adapters.embedded import log_writer
from luukku.adapters.embedded.log_tiles import TileFiles
from tests.contracts.test_log_tree import append
from tests.contracts.trust import CUSTOMER, Yard

path, step = Path(sys.argv[1]), sys.argv[2]
yard = Yard(path)

def dying(act, before):
    def do(*given, **named):
        if not before:
            act(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)
    return do

if step in ("before-batch", "after-batch"):
    log_writer.place = dying(log_writer.place, step == "before-batch")
elif step in ("before-tiles", "after-tiles"):
    TileFiles.flush = dying(TileFiles.flush, step == "before-tiles")
else:
    log_writer.replace = dying(log_writer.replace, step == "before-checkpoint")

async def use():
    while True:
        print(await append(yard), flush=True)

asyncio.run(use())
"""


@pytest.mark.requirement("R-30")
@pytest.mark.parametrize("step", ["before-batch", "after-batch", "before-tiles", "after-tiles", "before-checkpoint", "after-checkpoint"])
def test_a_kill_between_any_two_steps_behind_an_entry_loses_and_doubles_none(path: Path, step: str) -> None:
    lay(path, 3)
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), step], capture_output=True, text=True, timeout=120, cwd=ROOT, check=False)
    assert done.returncode == -9, done.stderr
    acknowledged = done.stdout.split()
    with yard_at(path) as yard:
        ids = [entry.id for entry in asyncio.run(yard.log.entries(CUSTOMER))]
        assert set(acknowledged) <= set(ids) and len(ids) == len(set(ids))
    found = verify_folder(path)
    assert found["entries"] == len(ids) and found["checkpoint"] == found["leaves"] == -(-found["leaves"] // FILL) * FILL
    assert outsiders_tree(path, found["checkpoint"]).root() == checkpoint_of(path).root


@pytest.mark.parametrize("sql, what", [
    ("DELETE FROM leaves WHERE position = 3", "leaf"),
    ("UPDATE leaves SET salt = zeroblob(32) WHERE position = (SELECT MIN(position) FROM leaves WHERE entry IS NULL)", "leaf"),
    ("UPDATE leaves SET position = 99 WHERE position = 15", "leaf"),
    ("UPDATE leaves SET entry = NULL, salt = zeroblob(32) WHERE entry = 2", "leaf"),
    ("DELETE FROM leaves", "log"),
])  # fmt: skip
def test_a_changed_place_in_the_tree_is_noticed(path: Path, sql: str, what: str) -> None:
    lay(path, 5)
    change(path, sql)
    with pytest.raises(Broken) as told:
        verify_folder(path)
    assert told.value.data["what"] == what
    with pytest.raises(Broken):
        Yard(path)


# Append-only


@pytest.mark.requirement("R-32")
def test_every_checkpoint_is_consistent_with_all_before(path: Path) -> None:
    checkpoints = []
    for number in (1, 20, 3, 17):
        lay(path, number)
        checkpoints.append(checkpoint_of(path))
    last = checkpoints[-1]
    tree = outsiders_tree(path, last.size)
    for early in checkpoints:
        proof = [tree.root(*span) for span in consistency_spans(early.size, last.size)]
        check_consistency(early.size, last.size, early.root, last.root, proof)


@pytest.mark.requirement("R-32")
@pytest.mark.parametrize("name", ["entries.db", "checkpoint"])
def test_any_one_file_of_the_log_that_was_put_back_is_noticed_at_start(path: Path, tmp_path: Path, name: str) -> None:
    lay(path, 3)
    shutil.copy(path / "log" / name, tmp_path / name)
    lay(path, 3)
    shutil.copy(tmp_path / name, path / "log" / name)
    with pytest.raises(Broken) as told:
        Yard(path)
    assert told.value.data["why"] == "rolled back"


@pytest.mark.requirement("R-32")
def test_tiles_that_were_put_back_are_brought_up_again(path: Path, tmp_path: Path) -> None:
    lay(path, 3)
    shutil.copytree(path / "log" / "tile", tmp_path / "tile")
    lay(path, 300)
    shutil.rmtree(path / "log" / "tile")
    shutil.copytree(tmp_path / "tile", path / "log" / "tile")
    with yard_at(path):
        pass
    checkpoint = checkpoint_of(path)
    assert outsiders_tree(path, checkpoint.size).root() == checkpoint.root


# Logs from before there were batches


def as_version_1(path: Path) -> str:
    """Puts a log back to how the version before wrote it: the tree is the entries in their order. Its checkpoint."""
    folder = Folder(path, create=False)
    leaves = [leaf_of(commitment) for (commitment,) in rows(path, "SELECT commitment FROM entries ORDER BY seq")]
    change(path, "DROP TABLE leaves")
    change(path, "DROP TABLE state")
    change(path, "PRAGMA user_version = 1")
    shutil.rmtree(path / "log" / "tile")
    by = own_verifier(folder)
    note = sign_note(Checkpoint(origin=by.name, size=len(leaves), root=root_of(leaves)).text(), by.name, folder.read_secret(folder.log_key))
    folder.checkpoint.write_text(note)
    return note


def test_a_log_from_before_there_were_batches_verifies_as_it_is(path: Path) -> None:
    lay(path, 5)
    as_version_1(path)
    found = verify_folder(path)
    assert (found["entries"], found["leaves"], found["checkpoint"], found["opened"]) == (5, 5, 5, 5)


@pytest.mark.requirement("R-32")
def test_a_log_from_before_there_were_batches_goes_on_without_rewriting_what_was_signed(path: Path) -> None:
    lay(path, 5)
    old = open_checkpoint(as_version_1(path), own_verifier(Folder(path, create=False)))
    lay(path, 2)
    new = checkpoint_of(path)
    assert (old.size, new.size) == (5, FILL)
    tree = outsiders_tree(path, new.size)
    check_consistency(old.size, new.size, old.root, new.root, [tree.root(*span) for span in consistency_spans(old.size, new.size)])
    assert [entry for (entry,) in rows(path, "SELECT entry FROM leaves ORDER BY position LIMIT 5")] == [1, 2, 3, 4, 5]
    assert verify_folder(path)["opened"] == 7


def test_entries_of_an_old_log_that_were_not_signed_yet_get_their_place_in_a_batch(path: Path) -> None:
    lay(path, 3)
    early = as_version_1(path)
    lay(path, 2)
    as_version_1(path)
    (path / "log" / "checkpoint").write_text(early)
    with yard_at(path):
        pass
    assert verify_folder(path)["checkpoint"] == FILL


def test_a_changed_old_log_is_not_taken_over(path: Path) -> None:
    lay(path, 5)
    as_version_1(path)
    change(path, "UPDATE entries SET commitment = zeroblob(32) WHERE seq = 2")
    with pytest.raises(Broken):
        Yard(path)
