"""What an entry of the log commits to, and how it hides it.

commitment = SHA-256(salt ‖ JCS(event)), salt = 32 random bytes; leaf = SHA-256(0x00 ‖ commitment). Salt and event lie
sealed to the customer: once that key is destroyed the leaf is noise that tells nothing, and every old proof still holds.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import get_args

from luukku.errors import Broken
from luukku.ground.jcs import jcs
from luukku.ground.merkle import leaf_hash
from luukku.ground.seal import label
from luukku.model.use import Entry, EntryKind

SALT_BYTES = 32
_NAMES = tuple(sorted(field.name for field in fields(Entry)))
_values = attrgetter(*_NAMES)


def new_salt() -> bytes:
    """32 random bytes: without them nobody can guess an event and recognise its commitment."""
    return secrets.token_bytes(SALT_BYTES)


def event_bytes(entry: Entry) -> bytes:
    """The event as RFC 8785 JSON: all that `Entry` holds, time in ISO 8601."""
    event = dict(zip(_NAMES, _values(entry), strict=True))
    event["at"] = entry.at.isoformat()
    return jcs(event)


def read_event(event: bytes) -> Entry:
    """The entry again. Raises Broken when the bytes are no event, or not in their canonical form."""
    try:
        held = json.loads(event)
        entry = Entry(**held | {"at": datetime.fromisoformat(held["at"]), "facts": tuple(held["facts"])})
        right = entry.kind in get_args(EntryKind) and event_bytes(entry) == event
    except (ValueError, TypeError, KeyError) as error:
        raise Broken(what="event", why="format") from error
    if not right:
        raise Broken(what="event", why="form")
    return entry


def commit_to(salt: bytes, event: bytes) -> bytes:
    """SHA-256(salt ‖ event), 32 bytes. Raises ValueError unless the salt has 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError("the salt has 32 bytes")
    return hashlib.sha256(salt + event).digest()


def leaf_of(commitment: bytes) -> bytes:
    """SHA-256(0x00 ‖ commitment): what stands in the tree."""
    return leaf_hash(commitment)


def entry_label(customer: str, id: str) -> dict[str, str | int]:
    """To what the seal of an entry's salt and event is bound."""
    return label("entry", customer=customer, id=id, purpose="log")


def open_entry(opened: bytes, commitment: bytes) -> Entry:
    """The entry of its opened seal (salt ‖ event). Raises Broken when the commitment is not to it."""
    salt, event = opened[:SALT_BYTES], opened[SALT_BYTES:]
    if len(salt) != SALT_BYTES or commit_to(salt, event) != commitment:
        raise Broken(what="entry", why="commitment")
    return read_event(event)
