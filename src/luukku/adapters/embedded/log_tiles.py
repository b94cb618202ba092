"""The log's tiles on disk, log/tile/…: made from the rows, and made again where they are missing or damaged.

They are for outsiders and for proofs. Nothing rests on them: what they say is held against the signed root, and the rows remain.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

from luukku.adapters.embedded.log_leaves import Leaf, in_chunks, leaves_after
from luukku.errors import Broken
from luukku.ground.entry import leaf_of
from luukku.ground.note import Checkpoint
from luukku.ground.tiles import HASH, WIDTH, Edge, Tile, TiledTree, tile_path


class TileFiles:
    """Grows the tree by entries and writes what becomes of it. What could not be written (OSError) is written at the next `flush`."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._edge = Edge()
        self._waiting: dict[Tile, bytes] = {}

    @property
    def size(self) -> int:
        return self._edge.size

    def root(self) -> bytes:
        return self._edge.root()

    def add(self, leaves: Iterable[Leaf]) -> None:
        """Takes leaves and writes the tiles that become full. Raises OSError; what was added stays added."""
        failed: OSError | None = None
        for some in in_chunks(leaves):
            self._waiting |= self._edge.add([commitment for _, commitment in some])
            try:
                self._write()
            except OSError as error:
                failed = error
        if failed is not None:
            raise failed

    def flush(self) -> None:
        """Writes the tiles at the right edge too: all that a checkpoint of this size needs. Raises OSError."""
        self._waiting |= self._edge.partial()
        self._write()

    def _write(self) -> None:
        for tile in list(self._waiting):
            _put(self._log / tile_path(tile), self._waiting[tile])
            if tile[2] == WIDTH:  # outsiders take the full one instead of its beginnings
                shutil.rmtree(self._log / f"{tile_path(tile)}.p", ignore_errors=True)
            del self._waiting[tile]


def read_tile(log: Path, tile: Tile) -> bytes:
    """A tile's bytes; of one that became full meanwhile its beginning. Raises Broken when it is not there."""
    level, index, width = tile
    for name in (tile_path(tile), tile_path((level, index, WIDTH))):
        with suppress(OSError):
            return (log / name).read_bytes()[: width * HASH]
    raise Broken(what="tile", why="gone", path=tile_path(tile))


def tree_of_tiles(log: Path, checkpoint: Checkpoint) -> TiledTree:
    """The checkpoint's tree from the files. Raises Broken when they do not fit it; a damaged one may show only when it is used."""
    tree = TiledTree(checkpoint.size, lambda tile: read_tile(log, tile))
    if tree.root() != checkpoint.root:
        raise Broken(what="tile", why="root", position=checkpoint.size)
    return tree


def tree_of_rows(db: sqlite3.Connection, checkpoint: Checkpoint) -> TiledTree:
    """The same from the rows, which takes long in a long log. Raises Broken when they do not fit it."""
    held, edge = dict[Tile, bytes](), Edge()
    for some in in_chunks(islice(leaves_after(db, 0), checkpoint.size)):
        held |= edge.add([commitment for _, commitment in some])
    if edge.size != checkpoint.size or edge.root() != checkpoint.root:
        raise Broken(what="log", why="root", position=checkpoint.size)
    held |= edge.partial()
    return TiledTree(checkpoint.size, held.__getitem__)


def differing(log: Path, checkpoint: Checkpoint, leaves: Iterable[Leaf]) -> Broken:
    """What to say of rows that are not what the checkpoint was signed for: the first that differs from the tiles, when those are."""
    tree = TiledTree(checkpoint.size, lambda tile: read_tile(log, tile))
    try:
        if tree.root() == checkpoint.root:
            for position, (entry, commitment) in enumerate(leaves):
                if position < checkpoint.size and tree.leaves(position // WIDTH)[position % WIDTH] != leaf_of(commitment):
                    return Broken(what="leaf", why="root", position=position) if entry is None else Broken(what="entry", why="root", position=entry - 1)
    except Broken:
        pass  # the tiles are no help
    return Broken(what="log", why="root", position=checkpoint.size)


def _put(path: Path, held: bytes) -> None:
    """Whole or not at all; not at once durable, since it can be made again. Nothing is written where it stands already."""
    with suppress(OSError):
        if path.read_bytes() == held:
            return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        half.write_bytes(held)
        os.replace(half, path)
    except OSError:
        half.unlink(missing_ok=True)
        raise


