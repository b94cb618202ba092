"""What a person holds in hand to show that their entry is in the log: one text file, checked without us.

Format: c2sp.org/tlog-proof@v1. The extra data is salt ‖ event, so the leaf can be recomputed:
SHA-256(0x00 ‖ SHA-256(salt ‖ event)). It opens the entry: whoever is given the file can read what was used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from luukku.errors import Broken
from luukku.ground.cosign import Cosigned, cosigned_by
from luukku.ground.merkle import check_inclusion, leaf_hash
from luukku.ground.note import Checkpoint, Verifier, decode, encode, open_checkpoint, read_number

HEADER = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`index` from 0; `path` from the leaf's sibling up; `checkpoint` is a signed note, cosignatures among its lines."""

    extra: bytes
    index: int
    path: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What a proof showed: the event, where it stands under which checkpoint, and which witnesses have seen that one."""

    event: dict[str, Any]
    index: int
    checkpoint: Checkpoint
    witnesses: tuple[Cosigned, ...]


def write_proof(proof: Proof) -> str:
    """As `read_proof` takes it."""
    lines = [HEADER, f"extra {encode(proof.extra)}", f"index {proof.index}", *map(encode, proof.path)]
    return "\n".join(lines) + f"\n\n{proof.checkpoint}"


def read_proof(text: str) -> Proof:
    """Raises Broken when it is no proof, or not spelt as it must be."""
    head, gap, checkpoint = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != HEADER or not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        raise Broken(what="proof", why="format")
    path = tuple(decode(line) for line in lines[3:])
    if len(path) > 64 or any(len(step) != 32 for step in path):
        raise Broken(what="proof", why="path")
    index = read_number(lines[2].removeprefix("index "))
    return Proof(extra=decode(lines[1].removeprefix("extra ")), index=index, path=path, checkpoint=checkpoint)


def check_proof(text: str, log: Verifier, witnesses: Sequence[Verifier] = ()) -> Proven:
    """Raises Broken unless the log signed a tree with this event in it, and each of these witnesses cosigned that tree."""
    proof = read_proof(text)
    checkpoint = open_checkpoint(proof.checkpoint, log)
    leaf = leaf_hash(hashlib.sha256(proof.extra).digest())
    check_inclusion(proof.index, checkpoint.size, leaf, proof.path, checkpoint.root)
    seen = tuple(cosigned_by(proof.checkpoint, one) for one in witnesses)
    return Proven(event=_event_of(proof.extra[32:]), index=proof.index, checkpoint=checkpoint, witnesses=seen)


def _event_of(held: bytes) -> dict[str, Any]:
    try:
        event = json.loads(held)
        if type(event["n"]) is int:
            return dict(event)
    except (ValueError, TypeError, KeyError):
        pass
    raise Broken(what="event", why="format")
