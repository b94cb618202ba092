"""Before anything opens: whoever was erased and is there again (an older copy was put back, or a crash came between) goes once more.

What is done here is what `flow.erase` does through the ports, on the files themselves, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.ledger_file import LedgerFile, append
from luukku.adapters.embedded.log_rows import connect_writing, empty_rows
from luukku.adapters.embedded.writer import connect, empty_wal
from luukku.errors import Broken, Busy


def check_mark(keys: Keys, ledger: LedgerFile) -> None:
    """Raises Broken when keys.db knows of erasures that the ledger does not: an older ledger was put back."""
    mark = keys.mark()
    if mark is not None and not ledger.holds(mark):
        raise Broken(what="ledger", why="rolled back", position=mark[0])


def replay(folder: Folder, keys: Keys, ledger: LedgerFile, now: datetime) -> int:
    """Erases again who was erased and has a key, a row or an entry here; how many they were.

    The folder is locked and nothing else of it is open. Raises Broken as `check_mark`, and what the files raise.
    """
    check_mark(keys, ledger)
    rows = ledger.rows()
    if not rows:
        return 0
    mark, numbers = (rows[-1].seq, rows[-1].hash), {row.number for row in rows}
    found = [customer for customer in customers_in(folder) | set(keys.ids("customer")) if ledger.number(customer) in numbers]
    for customer in found:
        keys.shred(customer, envelopes_of(folder, customer), mark)
        forget_rows(folder, [customer])
    finished = {row.number for row in rows if row.state == "done"}
    with ledger.write() as db:
        for customer in found:
            if (number := ledger.number(customer)) in finished:
                append(db, number, "again", now, {})
    return len(found)


def forget_rows(folder: Folder, customers: Iterable[str]) -> None:
    """Deletes their rows in the store and empties those of the log, in all files as far as nobody reads on."""
    gone = list(customers)
    if folder.entries.exists():
        with closing(connect_writing(folder)) as db:
            db.execute("BEGIN IMMEDIATE")
            for customer in gone:
                empty_rows(db, customer)
            db.execute("COMMIT")
    if folder.store.exists():
        with closing(connect(folder.store)) as db:
            schema.prepare(db)
            db.execute("BEGIN IMMEDIATE")
            for customer in gone:
                for statement in schema.FORGET:
                    db.execute(statement, {"customer": customer})
            db.execute("COMMIT")
    for file in (folder.store, folder.entries):
        with suppress(Busy):  # the round tries again
            if file.exists():
                empty_wal(file)


def envelopes_of(folder: Folder, customer: str) -> list[str]:
    """Ids of the customer's envelopes."""
    if not folder.store.exists():
        return []
    with closing(connect(folder.store)) as db:
        schema.prepare(db)
        return [str(id) for (id,) in db.execute(schema.ENVELOPES_OF, {"customer": customer})]


def customers_in(folder: Folder) -> set[str]:
    """Everybody of whom store or log holds anything."""
    found: set[str] = set()
    if folder.store.exists():
        with closing(connect(folder.store)) as db:
            schema.prepare(db)
            found |= {str(id) for (id,) in db.execute(schema.ALL_CUSTOMERS)}
    if folder.entries.exists():
        with closing(connect_writing(folder)) as db:
            found |= {str(id) for (id,) in db.execute("SELECT DISTINCT customer FROM entries")}
    return found
