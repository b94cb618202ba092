"""The tree in pieces that never change: tiles of 256 hashes, as files that witnesses and holders of a proof can read.

Format: c2sp.org/tlog-tiles. Level 0 holds leaf hashes; a hash of level n + 1 is the root over one full tile of level n.
Entry bundles hold what the leaves are hashes of: the commitments, which tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from luukku.errors import Broken
from luukku.ground.merkle import Range, leaf_hash, root_of

WIDTH, HASH = 256, 32
"""Hashes in a full tile, bytes in a hash."""
Level = int | Literal["entries"]
Tile = tuple[Level, int, int]
"""Level, index, and how many hashes (or entries): 256 when full."""


def tile_path(tile: Tile) -> str:
    """Where a tile lies below the log's folder: 273 full ones are `tile/0/000` … `tile/0/272`, then `tile/0/273.p/112`."""
    level, index, width = tile
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < WIDTH else "")


def tiles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """The tiles of a tree of `size` that a tree of `since` has not: hashes by level, from the lowest, without the bundles."""
    level = 0
    while size:
        for index in range(since // WIDTH, -(-size // WIDTH)):
            width = min(WIDTH, size - index * WIDTH)
            if since < index * WIDTH + width:
                yield level, index, width
        size, since, level = size // WIDTH, since // WIDTH, level + 1


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """An entry bundle: each entry after its length (2 bytes, big-endian)."""
    return b"".join(len(entry).to_bytes(2) + entry for entry in entries)


def read_bundle(bundle: bytes) -> list[bytes]:
    """The entries again. Raises Broken when the lengths do not fill the bundle."""
    entries, at = list[bytes](), 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2])
        entries.append(bundle[at + 2 : end])
        at = end
    if at != len(bundle):
        raise Broken(what="tile", why="length")
    return entries


class TiledTree:
    """A tree of `size` leaves read from its tiles. `read` gives a tile's bytes; what it cannot give it raises."""

    def __init__(self, size: int, read: Callable[[Tile], bytes]) -> None:
        self.size = size
        self._read = read
        self._seen: dict[tuple[int, int], list[bytes]] = {}

    def root(self, start: int = 0, end: int | None = None) -> bytes:
        """The root over the leaves from `start` to `end`, as a proof's spans name them. Raises Broken for a tile of a wrong length."""
        end = self.size if end is None else end
        if not start:
            return self._from_start(end)
        return self._span(start, end)

    def leaves(self, index: int) -> list[bytes]:
        """The leaf hashes of the tile `index`."""
        return self._tile(0, index)

    def _from_start(self, end: int) -> bytes:
        """Full subtrees, largest first: what a compact range holds."""
        roots, at = list[bytes](), 0
        while at < end:
            width = 1 << (end - at).bit_length() - 1
            roots.append(self._span(at, at + width))
            at += width
        return Range(end, tuple(roots)).root()

    def _span(self, start: int, end: int) -> bytes:
        width = end - start
        if width & (width - 1):  # not full: it lies at the right edge
            middle = start + (1 << (width - 1).bit_length() - 1)
            return Range(width, (self._span(start, middle), self._span(middle, end))).root()
        level, height = divmod(width.bit_length() - 1, 8)
        first = start >> 8 * level
        nodes = self._tile(level, first // WIDTH)
        return root_of(nodes[first % WIDTH : first % WIDTH + (1 << height)])

    def _tile(self, level: int, index: int) -> list[bytes]:
        if (level, index) not in self._seen:
            width = min(WIDTH, (self.size >> 8 * level) - index * WIDTH)
            held = self._read((level, index, width))
            if len(held) != width * HASH:
                raise Broken(what="tile", why="length", path=tile_path((level, index, width)))
            self._seen[level, index] = [held[at : at + HASH] for at in range(0, len(held), HASH)]
        return self._seen[level, index]


class Edge:
    """A tree that grows: of each level the tile that is not full yet. Enough to go on, to name the root, and to write tiles."""

    def __init__(self) -> None:
        self.size = 0
        self._levels: list[list[bytes]] = [[]]
        self._entries: list[bytes] = []

    def add(self, entries: Sequence[bytes]) -> list[tuple[Tile, bytes]]:
        """Takes entries (leaves are their `leaf_hash`); the tiles and bundles that became full by it, with their bytes."""
        full, at = list[tuple[Tile, bytes]](), 0
        while at < len(entries):
            some = entries[at : at + WIDTH - len(self._entries)]
            self._entries += some
            self._levels[0] += [leaf_hash(entry) for entry in some]
            self.size, at = self.size + len(some), at + len(some)
            if len(self._entries) == WIDTH:
                full.append((("entries", self.size // WIDTH - 1, WIDTH), write_bundle(self._entries)))
                self._entries = []
                full += self._carry()
        return full

    def partial(self) -> list[tuple[Tile, bytes]]:
        """The tiles and the bundle at the right edge that are not full."""
        if not self._entries:
            found = list[tuple[Tile, bytes]]()
        else:
            found = [(("entries", self.size // WIDTH, len(self._entries)), write_bundle(self._entries))]
        for level, nodes in enumerate(self._levels):
            if nodes:
                found.append(((level, self.size >> 8 * (level + 1), len(nodes)), b"".join(nodes)))
        return found

    def root(self) -> bytes:
        """The root over all entries."""
        roots = list[bytes]()
        for nodes in reversed(self._levels):
            roots += Range().grown(nodes).roots
        return Range(self.size, tuple(roots)).root()

    def _carry(self) -> list[tuple[Tile, bytes]]:
        """Full levels become one hash of the next."""
        full, level = list[tuple[Tile, bytes]](), 0
        while len(nodes := self._levels[level]) == WIDTH:
            full.append(((level, (self.size >> 8 * (level + 1)) - 1, WIDTH), b"".join(nodes)))
            if level + 1 == len(self._levels):
                self._levels.append([])
            self._levels[level + 1].append(root_of(nodes))
            self._levels[level] = []
            level += 1
        return full
