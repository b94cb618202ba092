"""From an older `luukku.db` to today's tables, on opening: all of it or nothing, and no copy of anybody's words beside it.

What a step says is never changed again once it was released: it is what old files are met with, and `schema` says only what
tables are today. A test holds the two together.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

STEPS: Mapping[int, tuple[str, ...]] = {
    2: (
        """
        CREATE TABLE handover (
            seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, conversation TEXT NOT NULL, version INTEGER NOT NULL,
            number TEXT NOT NULL, level TEXT NOT NULL, promised TEXT NOT NULL, state TEXT NOT NULL, employee TEXT, kept TEXT NOT NULL,
            UNIQUE (id), FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX handover_conversation ON handover (conversation)",
        "CREATE INDEX handover_state ON handover (state)",
        """
        CREATE TABLE employee (
            id TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL, password TEXT NOT NULL,
            PRIMARY KEY (id), UNIQUE (login)
        ) STRICT
        """,
        """
        CREATE TABLE desk_session (
            hash BLOB NOT NULL, employee TEXT NOT NULL, seen TEXT NOT NULL, ends TEXT NOT NULL,
            PRIMARY KEY (hash), FOREIGN KEY(employee) REFERENCES employee (id) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX desk_session_employee ON desk_session (employee)",
    ),
    3: (
        """
        CREATE TABLE lesson (
            id TEXT NOT NULL, conversation TEXT NOT NULL, customer TEXT NOT NULL, used INTEGER NOT NULL, sealed BLOB NOT NULL,
            PRIMARY KEY (id), FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX lesson_customer ON lesson (customer)",
    ),
    4: (
        """
        CREATE TABLE fact_time (
            customer TEXT NOT NULL, "case" TEXT NOT NULL, name TEXT NOT NULL, about TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (customer, "case", name, about),
            FOREIGN KEY(customer, "case", name, about) REFERENCES fact (customer, "case", name, about) ON DELETE CASCADE
        ) STRICT
        """,
        # When it was said is sealed with the fact: the last thing that happened to its customer is never earlier.
        """
        INSERT INTO fact_time SELECT customer, "case", name, about, COALESCE((
            SELECT MAX(event.at) FROM event JOIN conversation ON conversation.id = event.conversation WHERE conversation.customer = fact.customer
        ), '') FROM fact
        """,
    ),
    5: (
        """
        CREATE TABLE passkey (
            hash BLOB NOT NULL, employee TEXT, conversation TEXT, "key" BLOB NOT NULL, count INTEGER NOT NULL, at TEXT NOT NULL, used TEXT,
            PRIMARY KEY (hash), FOREIGN KEY(employee) REFERENCES employee (id) ON DELETE CASCADE,
            FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX passkey_employee ON passkey (employee)",
        "CREATE INDEX passkey_conversation ON passkey (conversation)",
    ),
    6: (
        """
        CREATE TABLE joined (
            id TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, at TEXT NOT NULL, ends TEXT NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY (id), FOREIGN KEY(one) REFERENCES conversation (id) ON DELETE CASCADE,
            FOREIGN KEY(other) REFERENCES conversation (id) ON DELETE CASCADE
        ) STRICT
        """,
        "CREATE INDEX joined_one ON joined (one)",
        "CREATE INDEX joined_other ON joined (other)",
    ),
}
"""version → the statements that lead to it from the one before."""


def migrate(connection: sqlite3.Connection, wanted: int) -> None:
    """Brings the file from its version to `wanted`, in one transaction. Raises what SQLite raises; the file is then as it was.

    No copy is kept as a way back: it would hold what its customers may have erased tomorrow, where no round looks. The way back
    is the transaction.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(_version(connection) + 1, wanted + 1):
            for statement in STEPS[version]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {wanted}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
