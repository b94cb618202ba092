"""The log's formats against vectors that nobody in this project wrote."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from luukku.errors import Broken
from luukku.ground.merkle import check_consistency, check_inclusion, consistency_spans, inclusion_spans, leaf_hash, root_of
from luukku.ground.note import check_note, read_checkpoint, read_vkey, verifier
from luukku.ground.tiles import Edge, TiledTree, read_bundle, tile_path

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors")
pytestmark = [pytest.mark.skipif(not VECTORS.is_dir(), reason=f"no outside vectors at {VECTORS}"), pytest.mark.requirement("R-29")]
MERKLE = VECTORS / "rfc9162-merkle" / "testdata"
TILES = VECTORS / "tlog-tiles" / "testdata" / "log"


def cases(kind: str) -> list[Path]:
    return sorted((MERKLE / kind).rglob("*.json"))


def b64(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def holds(case: dict[str, Any]) -> bool:
    proof = [b64(step) for step in case["proof"] or []]
    try:
        if "leafIdx" in case:
            check_inclusion(case["leafIdx"], case["treeSize"], b64(case["leafHash"]), proof, b64(case["root"]))
        else:
            check_consistency(case["size1"], case["size2"], b64(case["root1"]), b64(case["root2"]), proof)
    except Broken:
        return False
    return True


def test_there_are_196_proofs() -> None:
    assert len(cases("inclusion")) + len(cases("consistency")) == 196


@pytest.mark.requirement("R-29")
@pytest.mark.parametrize("path", [*cases("inclusion"), *cases("consistency")], ids=lambda path: str(path.relative_to(MERKLE)))
def test_proof_is_taken_or_refused_as_rfc_9162_says(path: Path) -> None:
    case = json.loads(path.read_text())
    assert holds(case) is not case["wantErr"], case["desc"]


@pytest.mark.requirement("R-29")
def test_signed_note_of_the_specification_verifies() -> None:
    example = json.loads((VECTORS / "signed-note" / "example.json").read_text())
    assert check_note(example["note"], read_vkey(example["vkey"])) == "This is an example message.\n"


def test_signed_note_of_the_specification_fails_when_any_character_changes() -> None:
    example = json.loads((VECTORS / "signed-note" / "example.json").read_text())
    by, note = read_vkey(example["vkey"]), example["note"]
    for place, sign in enumerate(note):
        other = "x" if sign != "x" else "y"
        with pytest.raises(Broken):
            check_note(note[:place] + other + note[place + 1 :], by)


@pytest.mark.requirement("R-29")
@pytest.mark.parametrize("size", range(1, 16))
def test_root_of_the_tiles_is_that_of_the_checkpoint(size: int) -> None:
    checkpoint = read_checkpoint((TILES / f"checkpoint.{size}").read_text().rpartition("\n\n")[0] + "\n")
    tile = (TILES / "tile" / "0" / "000.p" / str(size)).read_bytes()
    leaves = [tile[at : at + 32] for at in range(0, len(tile), 32)]
    assert (checkpoint.size, checkpoint.root) == (size, root_of(leaves))


@pytest.mark.requirement("R-29")
def test_leaves_of_the_tiles_are_the_hashes_of_their_entries() -> None:
    tile = (TILES / "tile" / "0" / "000.p" / "15").read_bytes()
    bundle = (TILES / "tile" / "entries" / "000.p" / "15").read_bytes()
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2])
        entries.append(bundle[at + 2 : at + 2 + length])
        at += 2 + length
    assert b"".join(leaf_hash(entry) for entry in entries) == tile


@pytest.mark.requirement("R-29")
@pytest.mark.parametrize("size", range(16))
def test_our_own_tiles_of_the_same_entries_are_the_same_bytes(size: int) -> None:
    """Their log, written by our growing edge and read by our tiled tree."""
    entries = read_bundle((TILES / "tile" / "entries" / "000.p" / "15").read_bytes())[:size]
    edge = Edge()
    assert edge.add(entries) == []
    for tile, held in edge.partial():
        assert held == (TILES / tile_path(tile)).read_bytes()
    checkpoint = read_checkpoint((TILES / f"checkpoint.{size}").read_text().rpartition("\n\n")[0] + "\n")
    tree = TiledTree(size, lambda tile: (TILES / tile_path(tile)).read_bytes())
    assert edge.root() == tree.root() == checkpoint.root


@pytest.mark.requirement("R-29")
@pytest.mark.parametrize("size1, size2", [(size1, size2) for size2 in range(1, 16) for size1 in range(1, size2 + 1)])
def test_proofs_from_their_tiles_lead_from_checkpoint_to_checkpoint(size1: int, size2: int) -> None:
    tree = TiledTree(size2, lambda tile: (TILES / tile_path(tile)).read_bytes())
    old, new = (read_checkpoint((TILES / f"checkpoint.{size}").read_text().rpartition("\n\n")[0] + "\n") for size in (size1, size2))
    check_consistency(size1, size2, old.root, new.root, [tree.root(*span) for span in consistency_spans(size1, size2)])
    for index in range(size2):
        check_inclusion(index, size2, tree.leaves(0)[index], [tree.root(*span) for span in inclusion_spans(index, size2)], new.root)


def test_key_id_depends_on_name_and_key() -> None:
    own = read_vkey(json.loads((VECTORS / "signed-note" / "example.json").read_text())["vkey"])
    assert verifier("example.com/bar", own.public).id != own.id
