"""A look at a data folder from outside, for `luukku doctor`: nothing is written, no key is used, a server may run meanwhile."""

from __future__ import annotations

import fcntl
import json
import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.folder import SECRET_BYTES, Folder
from luukku.adapters.embedded.schema import VERSION
from luukku.errors import Broken
from luukku.model.consent import MANY_ROWS, is_hasty


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a folder is like. Counts and names of files only."""

    folder_open: bool
    """Others than its owner can look into the folder itself."""
    open_to_others: tuple[str, ...]
    """Secrets and keys that others can read, and the folder of secrets."""
    foreign: tuple[str, ...]
    """Those of another user."""
    secrets_wrong: tuple[str, ...]
    """Secrets that are gone or have another length although something needs them."""
    held: bool
    """A process has the folder's lock."""
    left: bool
    """Nobody has it, and the last one did not give it back."""
    schema: int | None
    """Version of luukku.db; None: there is none."""
    understood: int
    unkeyed: int
    """Customers in luukku.db without a key."""
    unanswered: int
    """Turns that were accepted and not answered."""
    staff: int
    """People who may come in at the desk."""
    ledger: str
    """What is wrong with the ledger of erasures: "", "gone", "damaged", "chain", "another key"…"""
    due: tuple[datetime, ...] = ()
    """When requests by right are due that wait for an answer."""
    unfinished: int = 0
    """Erasures that were asked for and are not done."""
    closed_cases: int = 0
    cards_of_closed: int = 0
    """Cards that were laid in cases that are closed."""
    many_allowed: int = 0
    """Cards of which many rows were allowed at once."""
    hasty: int = 0
    """Those of them that were allowed sooner than they can be read."""
    untold: int = 0
    """Notices to organisations that did not get through yet."""


def look_at(path: Path) -> Seen:
    """Raises Broken when a file is no database, LuukkuError when one cannot be read."""
    folder = Folder(path, create=False)
    held = _held(folder.lock_file)
    schema, unanswered, staff, customers = _store(folder)
    unkeyed = customers - _keys(folder)  # customers first: a new one's key is made before the row
    if unkeyed:
        unkeyed &= _store(folder)[3] - _keys(folder)  # an ended one's key goes first, then the rows
    return Seen(
        folder_open=_is_open(path),
        open_to_others=tuple(_named(path, one) for one in _kept_close(folder) if one != path and _is_open(one)),
        foreign=tuple(_named(path, one) for one in _kept_close(folder) if one.stat().st_uid != os.getuid()),
        secrets_wrong=_secrets_wrong(folder),
        held=held,
        left=not held and bool(folder.holder()),
        schema=schema, understood=VERSION, unkeyed=len(unkeyed), unanswered=unanswered, staff=staff, **_cards(folder, schema), **_ledger(folder),
    )  # fmt: skip


def _kept_close(folder: Folder) -> list[Path]:
    """The folder itself and all secrets; and keys.db, which is nothing without them and still nobody's business."""
    inside = sorted(folder.secret.iterdir()) if folder.secret.is_dir() and os.access(folder.secret, os.R_OK | os.X_OK) else []
    return [one for one in (folder.path, folder.secret, folder.keys, *inside) if one.exists()]


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _named(path: Path, one: Path) -> str:
    return "the folder itself" if one == path else one.relative_to(path).as_posix()


def _secrets_wrong(folder: Folder) -> tuple[str, ...]:
    needs = ((folder.kek, folder.keys), (folder.log_key, folder.entries), (folder.hash_key, folder.store))
    return tuple(f"secret/{one.name}" for one, needed_by in needs if needed_by.exists() and not (one.is_file() and one.stat().st_size == SECRET_BYTES))


def _held(lock: Path) -> bool:
    """Asks for a shared lock and lets it go at once; a server holds it alone."""
    try:
        handle = os.open(lock, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _store(folder: Folder) -> tuple[int | None, int, int, frozenset[str]]:
    """(version, unanswered turns, active staff, customers)."""
    if not folder.store.exists():
        return None, 0, 0, frozenset()
    try:
        with closing(_reading(folder.store)) as db:
            version = int(db.execute("PRAGMA user_version").fetchone()[0])
            if version == 0 or version > VERSION:
                return version, 0, 0, frozenset()
            customers = frozenset(str(one) for (one,) in db.execute("SELECT DISTINCT customer FROM conversation"))
            unanswered = int(db.execute("SELECT COUNT(*) FROM turn WHERE answered = 0").fetchone()[0])
            staff = int(db.execute("SELECT COUNT(*) FROM employee WHERE active = 1").fetchone()[0]) if version > 1 else 0
            return version, unanswered, staff, customers
    except sqlite3.DatabaseError as error:
        raise Broken(what="luukku.db", why=getattr(error, "sqlite_errorname", type(error).__name__)) from error


_CARDS_OF_CLOSED = """
    SELECT (SELECT COUNT(DISTINCT json_extract(data, '$.case')) FROM event WHERE type = 'closed'),
           (SELECT COUNT(*) FROM event WHERE type = 'card' AND json_extract(data, '$.case') IN (SELECT json_extract(data, '$.case') FROM event WHERE type = 'closed'))
"""
_ANSWERED = """
    SELECT json_extract(answered.data, '$.rows'), answered.at, MIN(laid.at) FROM event AS answered
    JOIN event AS laid ON laid.conversation = answered.conversation AND laid.type = 'card' AND json_extract(laid.data, '$.card') = json_extract(answered.data, '$.card')
    WHERE answered.type = 'card-answered' GROUP BY answered.seq
"""


def _cards(folder: Folder, schema: int | None) -> dict[str, Any]:
    """How often people are asked, and how hastily they answer: counted over everybody, by the plain events."""
    if not schema or schema > VERSION:
        return {}
    try:
        with closing(_reading(folder.store)) as db:
            closed, cards = db.execute(_CARDS_OF_CLOSED).fetchone()
            answered = db.execute(_ANSWERED).fetchall()
    except sqlite3.DatabaseError as error:
        raise Broken(what="luukku.db", why=getattr(error, "sqlite_errorname", type(error).__name__)) from error
    many = hasty = 0
    for rows, at, laid in answered:
        allowed = sum(state in ("allowed", "sent") for state in json.loads(rows).values())
        many += allowed >= MANY_ROWS
        hasty += is_hasty(allowed, (datetime.fromisoformat(at) - datetime.fromisoformat(laid)).total_seconds())
    return {"closed_cases": int(closed), "cards_of_closed": int(cards), "many_allowed": many, "hasty": hasty}


def _ledger(folder: Folder) -> dict[str, Any]:
    if not folder.ledger.exists() and not folder.store.exists():
        return {"ledger": ""}
    try:
        with folder.open_ledger().read() as db:
            asked = db.execute("SELECT COUNT(*) FROM ledger WHERE state = 'asked' AND number NOT IN (SELECT number FROM ledger WHERE state = 'done')").fetchone()[0]
            due = tuple(datetime.fromisoformat(one) for (one,) in db.execute("SELECT due FROM request WHERE done IS NULL ORDER BY due"))
            untold = db.execute("SELECT COUNT(*) FROM notice WHERE told IS NULL").fetchone()[0]
    except Broken as broken:
        return {"ledger": str(broken.data["why"]) if broken.data["what"] == "ledger" else ""}  # of a secret it is said elsewhere
    return {"ledger": "", "due": due, "unfinished": int(asked), "untold": int(untold)}


def _keys(folder: Folder) -> frozenset[str]:
    if not folder.keys.exists():
        return frozenset()
    try:
        with closing(_reading(folder.keys)) as db:
            return frozenset(str(one) for (one,) in db.execute("SELECT id FROM keys WHERE kind = 'customer'"))
    except sqlite3.DatabaseError as error:
        raise Broken(what="keys.db", why=getattr(error, "sqlite_errorname", type(error).__name__)) from error


def _reading(path: Path) -> sqlite3.Connection:
    """Read-only; where nobody has the file open and nothing waits beside it, without making the files that go with a use."""
    alone = "" if path.with_name(path.name + "-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.as_uri()}?mode=ro{alone}", uri=True, timeout=10)
