"""Tiles: the files that make up the tree, and roots and proofs read from them alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import Broken
from luukku.ground.merkle import (
    EMPTY,
    check_consistency,
    check_inclusion,
    consistency_spans,
    inclusion_spans,
    leaf_hash,
    prove_consistency,
    prove_inclusion,
    root_of,
)
from luukku.ground.tiles import HASH, WIDTH, Edge, Tile, TiledTree, read_bundle, tile_path, tiles_of, write_bundle

LEAVES = [leaf_hash(str(number).encode()) for number in range(700)]


def hashes(tile: Tile) -> bytes:
    """A tile by its definition."""
    level, index, width = tile
    assert isinstance(level, int)
    span = WIDTH**level
    return b"".join(root_of(LEAVES[(index * WIDTH + at) * span : (index * WIDTH + at + 1) * span]) for at in range(width))


@pytest.mark.parametrize("index, path", [(0, "tile/0/000"), (999, "tile/0/999"), (1000, "tile/0/x001/000"), (1234067, "tile/0/x001/x234/067")])
def test_a_tile_lies_where_the_specification_says(index: int, path: str) -> None:
    assert tile_path((0, index, WIDTH)) == path
    assert tile_path((0, index, 7)) == path + ".p/7"
    assert tile_path(("entries", index, 7)) == path.replace("/0/", "/entries/", 1) + ".p/7"


def test_a_tree_of_70_000_has_the_tiles_of_the_specification() -> None:
    found = list(tiles_of(70_000))
    assert [tile for tile in found if tile[0] == 0] == [*((0, index, 256) for index in range(273)), (0, 273, 112)]
    assert [tile for tile in found if tile[0] != 0] == [(1, 0, 256), (1, 1, 17), (2, 0, 1)]
    assert list(tiles_of(256)) == [(0, 0, 256), (1, 0, 1)]
    assert list(tiles_of(0)) == []


@settings(max_examples=80, deadline=None)
@given(size1=st.integers(0, 70_000), more=st.integers(0, 70_000))
def test_a_tree_that_grows_gets_every_tile_that_it_lacked(size1: int, more: int) -> None:
    before, after = set(tiles_of(size1)), set(tiles_of(size1 + more))
    assert set(tiles_of(size1 + more, size1)) == after - before


@settings(max_examples=60, deadline=None)
@given(size=st.integers(1, 700), data=st.data())
def test_roots_and_proofs_from_tiles_are_those_from_leaves(size: int, data: st.DataObject) -> None:
    tree = TiledTree(size, hashes)
    index, size1 = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    assert tree.root() == root_of(LEAVES[:size]) and tree.root(0, size1) == root_of(LEAVES[:size1])
    path = [tree.root(*span) for span in inclusion_spans(index, size)]
    assert path == prove_inclusion(LEAVES[:size], index)
    check_inclusion(index, size, LEAVES[index], path, tree.root())
    path = [tree.root(*span) for span in consistency_spans(size1, size)]
    assert path == prove_consistency(LEAVES[:size], size1)
    check_consistency(size1, size, root_of(LEAVES[:size1]), tree.root(), path)


def test_an_empty_tree_reads_no_tile() -> None:
    def nothing(tile: Tile) -> bytes:
        raise AssertionError(tile)

    assert TiledTree(0, nothing).root() == EMPTY


@pytest.mark.parametrize("cut", [0, 1, HASH, -1])
def test_a_tile_of_a_wrong_length_is_refused(cut: int) -> None:
    with pytest.raises(Broken):
        TiledTree(5, lambda tile: hashes(tile)[:cut]).root()


@settings(max_examples=60, deadline=None)
@given(cuts=st.lists(st.integers(0, 300), max_size=5))
def test_a_growing_edge_writes_the_tiles_of_the_definition(cuts: list[int]) -> None:
    edge, written, bundles, at = Edge(), dict[Tile, bytes](), dict[int, bytes](), 0
    for cut in cuts:
        entries = [str(number).encode() for number in range(at, min(at + cut, len(LEAVES)))]
        at += len(entries)
        for tile, held in [*edge.add(entries), *edge.partial()]:
            if tile[0] == "entries":
                bundles[tile[1]] = held
            else:
                written[tile] = held
        assert (edge.size, edge.root()) == (at, root_of(LEAVES[:at]))
        assert all(written[tile] == hashes(tile) for tile in tiles_of(at))
    assert [entry for _, held in sorted(bundles.items()) for entry in read_bundle(held)] == [str(number).encode() for number in range(at)]


@given(entries=st.lists(st.binary(max_size=70), max_size=10))
def test_a_bundle_is_read_back(entries: list[bytes]) -> None:
    assert read_bundle(write_bundle(entries)) == entries


@given(bundle=st.binary(max_size=64))
def test_any_bytes_are_a_bundle_or_refused(bundle: bytes) -> None:
    try:
        assert write_bundle(read_bundle(bundle)) == bundle
    except Broken:
        pass
