"""`luukku log rebuild`: a new checkpoint over the rows, when the one that lay in the folder is lost and nothing else is.

A checkpoint that is gone may have been of a longer log: nobody can tell from the folder any more. So whoever runs this says
how many entries there must be, and everything that still is signed (by us or a witness) must agree with the rows.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from typing import Any

from luukku.adapters.embedded.folder import Folder, replace, sync_folder
from luukku.adapters.embedded.incidents import Incidents
from luukku.adapters.embedded.keys import Keys, SystemClock
from luukku.adapters.embedded.log_check import Seen, check_rows
from luukku.adapters.embedded.log_leaves import count_leaves, in_chunks, leaves_after, place, to_version_2
from luukku.adapters.embedded.log_rows import connect_writing, own_verifier, read_cosigned, read_last, version_of
from luukku.adapters.embedded.log_writer import LogWriter
from luukku.adapters.embedded.seals import Seals
from luukku.errors import BadInput, Broken, NotFound
from luukku.ground.entry import leaf_of
from luukku.ground.merkle import Range
from luukku.ground.note import Checkpoint, sign_note


def rebuild(path: str | os.PathLike[str], entries: int | None) -> dict[str, Any]:
    """{"rebuilt": whether anything had to be, "entries": n, "leaves": n}. No server may run on the folder.

    Raises NotFound (no log), Taken, Broken (rows are changed or missing: only a backup helps), BadInput when there is
    something to rebuild and `entries` is not the number that there is.
    """
    folder = Folder(Path(path), create=False)
    if not folder.entries.exists():
        raise NotFound(what="log", path=str(folder.path))
    folder.lock()
    try:
        clock = SystemClock()
        seals = Seals(Keys(folder, clock))
        if _is_sound(folder, seals):
            with closing(connect_writing(folder)) as db:
                return {"rebuilt": False, "entries": _length(db), "leaves": count_leaves(db)}
        with closing(connect_writing(folder)) as db:
            tree = _check(folder, seals, db)
            length = _length(db)
            if entries != length:
                raise BadInput(option="--entries", expected=f"{length}, if that is how many entries there were; if there were more, put back a backup")
            Incidents(folder.path, clock).note("log-rebuilt", entries=length, leaves=tree.size)
            _sign(folder, db, tree)
        LogWriter(folder, seals).close()  # places what has no place yet, makes the tiles
        with closing(connect_writing(folder)) as db:
            return {"rebuilt": True, "entries": length, "leaves": count_leaves(db)}
    finally:
        folder.unlock()


def _is_sound(folder: Folder, seals: Seals) -> bool:
    """Whether the log opens as it is."""
    if not folder.checkpoint.exists():
        return False
    with suppress(Broken):
        LogWriter(folder, seals).close()
        return True
    return False


def _length(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT COALESCE(MAX(seq), 0) FROM entries").fetchone()[0])


def _check(folder: Folder, seals: Seals, db: sqlite3.Connection) -> Range:
    """The tree of the rows, once every row was held against its hash, counter and commitment, and the tree against all that is still signed."""
    try:
        check_rows(db, Seen(), seals, 0)
        if version_of(db) == 1:
            to_version_2(db, _length(db))
        tree, left = Range(), leaves_after(db, 0)
        for checkpoint in _still_signed(folder):
            tree = _grown(tree, islice(left, checkpoint.size - tree.size))
            if tree.size < checkpoint.size:
                raise Broken(what="log", why="rolled back", position=tree.size)
            if tree.root() != checkpoint.root:
                raise Broken(what="log", why="root", position=checkpoint.size)
        return _grown(tree, left)
    except sqlite3.DatabaseError as error:
        raise Broken(what="file", why="unreadable", position=0) from error


def _grown(tree: Range, leaves: Any) -> Range:
    for some in in_chunks(leaves):
        tree = tree.grown([leaf_of(commitment) for _, commitment in some])
    return tree


def _still_signed(folder: Folder) -> list[Checkpoint]:
    """Checkpoints in the folder that verify, the shorter first."""
    by, found = own_verifier(folder), list[Checkpoint]()
    for read in (read_last, read_cosigned):
        with suppress(Broken):
            checkpoint = read(folder, by)
            if checkpoint is not None:
                found.append(checkpoint)
    return sorted(found, key=lambda one: one.size)


def _sign(folder: Folder, db: sqlite3.Connection, tree: Range) -> None:
    """What lay there is put aside, never deleted; the new checkpoint and the key take its place."""
    by = own_verifier(folder)
    for path in (folder.checkpoint, folder.cosigned, folder.verifier_key):
        if path.exists():
            os.replace(path, path.with_name(f"{path.name}.before-{secrets.token_hex(4)}"))
    sync_folder(folder.log)
    place(db, range(0), 0, 0)
    replace(folder.verifier_key, f"{by.vkey()}\n".encode())
    checkpoint = Checkpoint(origin=by.name, size=tree.size, root=tree.root())
    replace(folder.checkpoint, sign_note(checkpoint.text(), by.name, folder.read_secret(folder.log_key)).encode())
