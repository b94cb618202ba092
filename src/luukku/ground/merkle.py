"""The tree over all entries: its root says in 32 bytes what the log held, and proofs show it (RFC 9162, 2.1).

Leaves come in as *hashes* (`leaf_hash` of what is committed to). Sizes and positions count from 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from luukku.errors import Broken

EMPTY = hashlib.sha256(b"").digest()
"""The root of a tree without leaves."""


def leaf_hash(held: bytes) -> bytes:
    """SHA-256(0x00 ‖ held)."""
    return hashlib.sha256(b"\x00" + held).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Range:
    """A compact range: the roots of the full subtrees that `size` leaves make, largest first. Enough to go on growing."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> Range:
        """The range with these leaf hashes after it; a hash and a half a leaf on average."""
        size, roots = self.size, list(self.roots)
        for leaf in leaves:
            position, node = size, leaf
            while position & 1:
                node, position = node_hash(roots.pop(), node), position >> 1
            roots.append(node)
            size += 1
        return Range(size, tuple(roots))

    def root(self) -> bytes:
        """The root of the tree."""
        if not self.roots:
            return EMPTY
        node = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            node = node_hash(left, node)
        return node


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    return Range().grown(leaves).root()


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The path from leaf `index` to the root over all `leaves` (2.1.3.1). Raises IndexError when there is no such leaf."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*prove_inclusion(leaves[:split], index), root_of(leaves[split:])]
    return [*prove_inclusion(leaves[split:], index - split), root_of(leaves[:split])]


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Raises Broken unless `proof` shows that `leaf` stands at `index` of the tree of `size` leaves with this root (2.1.3.2)."""
    if not 0 <= index < size or len(leaf) != len(EMPTY):
        raise Broken(what="inclusion", why="position", position=index)
    place, last, node = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise Broken(what="inclusion", why="too long", position=index)
        if place & 1 or place == last:
            node = node_hash(step, node)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, step)
        place, last = place >> 1, last >> 1
    if last != 0 or node != root:
        raise Broken(what="inclusion", why="root", position=index)


def prove_consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """That the tree over the first `size` leaves (1 or more) begins the tree over all (2.1.4.1). Raises IndexError."""
    if not 0 < size <= len(leaves):
        raise IndexError(size)
    return _subproof(leaves, size, whole=True)


def check_consistency(size1: int, size2: int, root1: bytes, root2: bytes, proof: Sequence[bytes]) -> None:
    """Raises Broken unless `proof` shows that tree 2 only added to tree 1 (2.1.4.2).

    Equal sizes need equal roots and an empty proof. Nothing is proved of an empty tree, which begins every tree.
    """
    if size1 == size2 and not proof and root1 == root2 and (size1 or root1 == EMPTY):
        return
    if not 0 < size1 < size2:
        raise Broken(what="consistency", why="size", position=size1)
    path = [root1, *proof] if size1 & (size1 - 1) == 0 else list(proof)
    if not path:
        raise Broken(what="consistency", why="too short", position=size1)
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            raise Broken(what="consistency", why="too long", position=size1)
        if place & 1 or place == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, step)
        place, last = place >> 1, last >> 1
    if last != 0 or old != root1 or new != root2:
        raise Broken(what="consistency", why="root", position=size1)


def _subproof(leaves: Sequence[bytes], size: int, *, whole: bool) -> list[bytes]:
    if size == len(leaves):
        return [] if whole else [root_of(leaves)]
    split = _split(len(leaves))
    if size <= split:
        return [*_subproof(leaves[:split], size, whole=whole), root_of(leaves[split:])]
    return [*_subproof(leaves[split:], size - split, whole=False), root_of(leaves[:split])]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
