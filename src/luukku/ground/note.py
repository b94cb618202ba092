"""Signed notes and checkpoints: how the log says, under its name and signature, how long it is and what it holds.

Formats: c2sp.org/signed-note and c2sp.org/tlog-checkpoint, with Ed25519 keys (algorithm byte 0x01).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from luukku.errors import Broken

ED25519 = b"\x01"
_DASH = "\u2014 "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A key name, its 4-byte id and the public key (32 bytes)."""

    name: str
    id: bytes
    public: bytes

    def vkey(self) -> str:
        """`name+id+key`, as outsiders' tools take it."""
        return f"{self.name}+{self.id.hex()}+{_b64(ED25519 + self.public)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log's name, its number of entries and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_b64(self.root)}\n"


def verifier(name: str, public: bytes) -> Verifier:
    """The verifier of an Ed25519 key; the id is SHA-256(name ‖ LF ‖ 0x01 ‖ key)[:4]. Raises ValueError for a bad name."""
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise ValueError("a key's name has no spaces and no plus")
    id = hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]
    return Verifier(name=name, id=id, public=public)


def read_vkey(vkey: str) -> Verifier:
    """A verifier of its text. Raises Broken when it is malformed, of another algorithm, or its id is not its key's."""
    name, _, rest = vkey.strip("\n").partition("+")
    id, _, key = rest.partition("+")
    held = _unb64(key)
    if held[:1] != ED25519 or len(held) != 33:
        raise Broken(what="vkey", why="algorithm")
    try:
        found = verifier(name, held[1:])
    except ValueError as error:
        raise Broken(what="vkey", why="name") from error
    if found.id.hex() != id:
        raise Broken(what="vkey", why="id")
    return found


def public_of(private: bytes) -> bytes:
    """The public half (32 bytes) of a raw Ed25519 key."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign_note(text: str, name: str, private: bytes) -> str:
    """The note: text, empty line, one signature line. Raises ValueError when the text does not end with a line feed."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise ValueError("a note's text ends with a line feed and has no control characters")
    own = verifier(name, public_of(private))
    signature = Ed25519PrivateKey.from_private_bytes(private).sign(text.encode())
    return f"{text}\n{_DASH}{name} {_b64(own.id + signature)}\n"


def check_note(note: str, by: Verifier) -> str:
    """The text, once a signature of `by` on it verifies. Raises Broken when there is none, or one of theirs does not verify.

    Signatures under other keys are passed over, as the format asks.
    """
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _CONTROL.search(note):
        raise Broken(what="note", why="format")
    text += "\n"
    found = False
    for line in tail[:-1].split("\n"):
        name, held = _signature(line)
        if name == by.name and held[:4] == by.id:
            try:
                Ed25519PublicKey.from_public_bytes(by.public).verify(held[4:], text.encode())
            except InvalidSignature as error:
                raise Broken(what="note", why="signature") from error
            found = True
    if not found:
        raise Broken(what="note", why="unsigned")
    return text


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint of a note's text (extension lines are passed over). Raises Broken when it is none."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or lines[-1] or not _SIZE.fullmatch(lines[1]) or "" in lines[:-1]:
        raise Broken(what="checkpoint", why="format")
    root = _unb64(lines[2])
    if len(root) != 32:
        raise Broken(what="checkpoint", why="root")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def open_checkpoint(note: str, by: Verifier) -> Checkpoint:
    """A signed checkpoint of the log that `by` names (its origin is the key's name). Raises Broken."""
    found = read_checkpoint(check_note(note, by))
    if found.origin != by.name:
        raise Broken(what="checkpoint", why="origin")
    return found


def _signature(line: str) -> tuple[str, bytes]:
    name, _, held = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not name or "+" in name:
        raise Broken(what="note", why="signature line")
    signature = _unb64(held)
    if len(signature) < 5:
        raise Broken(what="note", why="signature line")
    return name, signature


def _b64(held: bytes) -> str:
    return base64.b64encode(held).decode()


def _unb64(text: str) -> bytes:
    try:
        held = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Broken(what="note", why="base64") from error
    if _b64(held) != text:
        raise Broken(what="note", why="base64")
    return held
