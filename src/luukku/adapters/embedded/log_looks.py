"""Which cases employees opened lately, read from the log's end backwards."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from luukku.adapters.embedded.log_check import open_row
from luukku.adapters.embedded.log_rows import NOBODY
from luukku.adapters.embedded.seals import Seals
from luukku.errors import Locked
from luukku.model.ids import CustomerId
from luukku.model.use import Entry

LOOKS = ("look", "break-glass")
SLACK = timedelta(minutes=10)
"""By so much a clock may have been put back between two entries."""
_BACKWARDS = "SELECT seq, id, customer, commitment, sealed FROM entries WHERE customer <> ? ORDER BY seq DESC"


def looks_since(db: sqlite3.Connection, seals: Seals, since: datetime) -> tuple[tuple[CustomerId, Entry], ...]:
    """Newest first. Entries of customers whose key is gone are passed over. Raises Broken with the position."""
    found: list[tuple[CustomerId, Entry]] = []
    for seq, id, customer, commitment, sealed in db.execute(_BACKWARDS, (NOBODY,)):
        try:
            entry = open_row(seals, seq, customer, id, commitment, sealed)
        except Locked:
            continue
        if entry.at < since - SLACK:
            break
        if entry.at >= since and entry.kind in LOOKS:
            found.append((CustomerId(customer), entry))
    return tuple(found)
