"""Signed notes and checkpoints: how the log says, under its name and signature, how long it is and what it holds.

Formats: c2sp.org/signed-note and c2sp.org/tlog-checkpoint, with Ed25519 keys (algorithm byte 0x01).
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from luukku.errors import Broken

ED25519, COSIGNER = b"\x01", b"\x04"
"""Algorithm bytes: a log's signature over the note; a witness's cosignature with the time."""
_DASH = "\u2014 "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """A key name, its 4-byte id, the public key (32 bytes) and what it signs (ED25519 or COSIGNER)."""

    name: str
    id: bytes
    public: bytes
    algorithm: bytes = ED25519

    def vkey(self) -> str:
        """`name+id+key`, as outsiders' tools take it."""
        return f"{self.name}+{self.id.hex()}+{encode(self.algorithm + self.public)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """A log's name, its number of entries and their root (32 bytes)."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"


def verifier(name: str, public: bytes, algorithm: bytes = ED25519) -> Verifier:
    """The verifier of an Ed25519 key; the id is SHA-256(name ‖ LF ‖ algorithm ‖ key)[:4]. Raises ValueError for a bad name."""
    if not name or "+" in name or any(sign.isspace() for sign in name):
        raise ValueError("a key's name has no spaces and no plus")
    id = hashlib.sha256(name.encode() + b"\n" + algorithm + public).digest()[:4]
    return Verifier(name=name, id=id, public=public, algorithm=algorithm)


def read_vkey(vkey: str) -> Verifier:
    """A verifier of its text. Raises Broken when it is malformed, of another algorithm, or its id is not its key's."""
    name, _, rest = vkey.strip("\n").partition("+")
    id, _, key = rest.partition("+")
    held = decode(key)
    if held[:1] not in (ED25519, COSIGNER) or len(held) != 33:
        raise Broken(what="vkey", why="algorithm")
    try:
        found = verifier(name, held[1:], held[:1])
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
    return f"{text}\n{signature_line(own, signature)}"


def check_note(note: str, by: Verifier) -> str:
    """The text, once a signature of `by` on it verifies. Raises Broken when there is none, or one of theirs does not verify.

    Signatures under other keys are passed over, as the format asks.
    """
    text, signed = split_note(note)[0], signatures_of(note, by)
    if not signed:
        raise Broken(what="note", why="unsigned")
    for held in signed:
        check_signature(by, held, text)
    return text


def check_signature(by: Verifier, signature: bytes, text: str) -> None:
    """Raises Broken when the Ed25519 signature is not over this text."""
    try:
        Ed25519PublicKey.from_public_bytes(by.public).verify(signature, text.encode())
    except InvalidSignature as error:
        raise Broken(what="note", why="signature", by=by.name) from error


def split_note(note: str) -> tuple[str, list[str]]:
    """The text and the signature lines. Raises Broken when it is no note."""
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or _CONTROL.search(note):
        raise Broken(what="note", why="format")
    return text + "\n", tail[:-1].split("\n")


def signatures_of(note: str, by: Verifier) -> list[bytes]:
    """What stands after the key's id in each line of `by`; signatures under other keys are passed over. Raises Broken."""
    signed = [_signature(line) for line in split_note(note)[1]]
    return [held[4:] for name, held in signed if name == by.name and held[:4] == by.id]


def signature_line(by: Verifier, signature: bytes) -> str:
    """One line of a note's end."""
    return f"{_DASH}{by.name} {encode(by.id + signature)}\n"


def read_number(text: str) -> int:
    """A size or position. Raises Broken when it is no plain number."""
    if not _SIZE.fullmatch(text):
        raise Broken(what="number", why="format")
    return int(text)


def read_checkpoint(text: str) -> Checkpoint:
    """A checkpoint of a note's text (extension lines are passed over). Raises Broken when it is none."""
    lines = text.split("\n")
    if len(lines) < 4 or not lines[0] or lines[-1] or not _SIZE.fullmatch(lines[1]) or "" in lines[:-1]:
        raise Broken(what="checkpoint", why="format")
    if len(root := decode(lines[2])) != 32:
        raise Broken(what="checkpoint", why="root")
    return Checkpoint(origin=lines[0], size=int(lines[1]), root=root)


def open_checkpoint(note: str, by: Verifier) -> Checkpoint:
    """A signed checkpoint of the log that `by` names (its origin is the key's name). Raises Broken."""
    found = read_checkpoint(check_note(note, by))
    if found.origin != by.name or by.algorithm != ED25519:
        raise Broken(what="checkpoint", why="origin")
    return found


def _signature(line: str) -> tuple[str, bytes]:
    name, _, held = line.removeprefix(_DASH).partition(" ")
    signature = decode(held)
    if not line.startswith(_DASH) or not name or "+" in name or len(signature) < 5:
        raise Broken(what="note", why="signature line")
    return name, signature


def encode(held: bytes) -> str:
    """Base64 with its padding (RFC 4648, 4)."""
    return base64.b64encode(held).decode()


def decode(text: str) -> bytes:
    """The bytes again. Raises Broken for another spelling than `encode` has."""
    try:
        held = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Broken(what="note", why="base64") from error
    if encode(held) != text:
        raise Broken(what="note", why="base64")
    return held
