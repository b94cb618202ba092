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
Span = tuple[int, int]
"""Leaves from the first number up to, not with, the second."""
_sha256 = hashlib.sha256


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
        """The range with these leaf hashes after it; one hash a leaf on average."""
        held = list(leaves)
        size, roots, at = self.size, list(self.roots), 0
        while at < len(held):
            width = 1 << (len(held) - at).bit_length() - 1
            if size:
                width = min(width, size & -size)  # the largest full subtree that begins here
            node, place = _full(held[at : at + width]), size // width
            while place & 1:
                node, place = node_hash(roots.pop(), node), place >> 1
            roots.append(node)
            size, at = size + width, at + width
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


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Whose roots show leaf `index` in a tree of `size`, from the leaf up (2.1.3.1). Raises IndexError when there is no such leaf."""
    if not 0 <= index < size:
        raise IndexError(index)
    start, end, spans = 0, size, list[Span]()
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The path from leaf `index` to the root over all `leaves`. Raises IndexError when there is no such leaf."""
    return [root_of(leaves[start:end]) for start, end in inclusion_spans(index, len(leaves))]


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


def consistency_spans(size1: int, size2: int) -> list[Span]:
    """Whose roots show that the tree of `size1` (1 or more) begins that of `size2` (2.1.4.1). Raises IndexError."""
    if not 0 < size1 <= size2:
        raise IndexError(size1)
    start, end, spans = 0, size2, list[Span]()
    while end != size1:
        middle = start + _split(end - start)
        if size1 <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def prove_consistency(leaves: Sequence[bytes], size: int) -> list[bytes]:
    """That the tree over the first `size` leaves begins the tree over all. Raises IndexError."""
    return [root_of(leaves[start:end]) for start, end in consistency_spans(size, len(leaves))]


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


def _full(nodes: list[bytes]) -> bytes:
    """The root over a power of two of nodes, level by level."""
    while len(nodes) > 1:
        nodes = [_sha256(b"\x01" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=True)]
    return nodes[0]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1
