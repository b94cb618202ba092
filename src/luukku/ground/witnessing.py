"""What a log says to a witness, and when a witness signs: only what adds to the last that it signed.

Format and answers: c2sp.org/tlog-witness, `add-checkpoint`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from luukku.errors import Broken
from luukku.ground.merkle import EMPTY, check_consistency
from luukku.ground.note import Checkpoint, Verifier, decode, encode, open_checkpoint, read_checkpoint, read_number, signature_line, signatures_of, split_note

MOST_STEPS = 63
NOTHING = Checkpoint(origin="", size=0, root=EMPTY)
"""What a witness has seen of a log that it has seen nothing of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`old`: the size that the witness signed last, as far as the log knows; `path`: the consistency proof from there."""

    old: int
    path: tuple[bytes, ...]
    note: str


class Declined(Exception):
    """No cosignature: the http status that says why; with 409 the size that was signed last."""

    def __init__(self, status: int, size: int | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.size = size


def origin_hash(origin: str) -> str:
    """Under which name a witness shows the newest checkpoint of a log."""
    return hashlib.sha256(origin.encode()).hexdigest()


def write_request(old: int, path: Sequence[bytes], note: str) -> str:
    """The body of add-checkpoint."""
    return "".join(f"{line}\n" for line in (f"old {old}", *map(encode, path), "")) + note


def read_request(body: str) -> Request:
    """Raises Broken when it is malformed."""
    head, gap, note = body.partition("\n\n")
    first, *lines = head.split("\n")
    if not gap or not first.startswith("old ") or len(lines) > MOST_STEPS:
        raise Broken(what="request", why="format")
    path = tuple(decode(line) for line in lines)
    if any(len(step) != 32 for step in path):
        raise Broken(what="request", why="path")
    return Request(old=read_number(first.removeprefix("old ")), path=path, note=note)


def origin_of(note: str) -> str:
    """Of which log it says that it is; nothing is verified. Raises Broken when it is no checkpoint."""
    return read_checkpoint(split_note(note)[0]).origin


def judge(request: Request, logs: Mapping[str, Verifier], last: Checkpoint) -> Checkpoint:
    """The checkpoint, when it may be cosigned: signed by a known log, and adding to `last`. Raises Declined."""
    try:
        origin = origin_of(request.note)
    except Broken as error:
        raise Declined(400) from error
    if origin not in logs:
        raise Declined(404)
    try:
        found = open_checkpoint(request.note, logs[origin])
    except Broken as error:
        raise Declined(403) from error
    if request.old > found.size:
        raise Declined(400)
    if request.old != last.size:
        raise Declined(409, last.size)
    if (found.size == 0 and found.root != EMPTY) or (request.old == 0 and request.path):
        raise Declined(422)
    try:
        if request.old or found.size == 0:
            check_consistency(request.old, found.size, last.root, found.root, request.path)
    except Broken as error:
        raise Declined(422) from error
    return found


def only_signed_by(note: str, by: Verifier) -> str:
    """The note with the signature lines of one signer alone."""
    return f"{split_note(note)[0]}\n" + "".join(signature_line(by, held) for held in signatures_of(note, by))
