"""Proofs of the log for those who do not trust the counter: that an entry is in it, and that it only grew."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

from luukku.adapters.embedded.folder import Folder
from luukku.adapters.embedded.keys import Keys
from luukku.adapters.embedded.log_check import customer_of
from luukku.adapters.embedded.log_rows import connect_reading, outside_verifier, own_verifier, read_note
from luukku.adapters.embedded.log_tiles import tree_of_rows, tree_of_tiles
from luukku.adapters.embedded.seals import Seals
from luukku.errors import Broken, Busy, NotFound
from luukku.ground.entry import entry_label, leaf_of, open_entry
from luukku.ground.merkle import check_consistency, check_inclusion, consistency_spans, inclusion_spans
from luukku.ground.note import Checkpoint, encode, open_checkpoint, sign_note
from luukku.ground.proof import Proof, write_proof
from luukku.ground.tiles import TiledTree
from luukku.model.ids import CustomerId
from luukku.model.use import Entry

_ROWS = "SELECT seq, id, commitment, sealed, position FROM entries LEFT JOIN leaves ON entry = seq WHERE customer = ?"


@dataclass(slots=True, kw_only=True)
class Signed:
    """A signed checkpoint, its tree once it is needed, and the nodes that were made of it: many proofs share them."""

    note: str
    checkpoint: Checkpoint
    tree: TiledTree | None = None
    nodes: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def node(self, tree: TiledTree, span: tuple[int, int]) -> bytes:
        if span not in self.nodes:
            self.nodes[span] = tree.root(*span)
        return self.nodes[span]


class LogProofs:
    """`ports.Proofs` over a data folder; reads only, also while a server writes."""

    def __init__(self, folder: Folder, seals: Seals) -> None:
        self._folder, self._seals = folder, seals
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="log-proofs")

    async def prove(self, customer: CustomerId, id: str) -> str:
        """See `ports.Proofs`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.prove_now, customer, id)

    async def prove_all(self, customer: CustomerId) -> Sequence[tuple[Entry, str]]:
        """See `ports.Proofs`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.prove_all_now, customer)

    async def check(self, customer: CustomerId, since: int) -> Mapping[str, Any]:
        """See `ports.Proofs`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.check_now, customer, since)

    async def sign(self, text: str) -> str:
        """See `ports.Proofs`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.sign_now, text)

    def sign_now(self, text: str) -> str:
        """A checkpoint begins with the log's name, and only the log's writer signs one."""
        own = own_verifier(self._folder)
        if text.startswith(own.name) or not text.startswith("luukku "):
            raise ValueError("what is signed beside checkpoints begins with \"luukku \" and what it is")
        return sign_note(text, own.name, self._folder.read_secret(self._folder.log_key))

    async def checkpoint(self, since: int) -> Mapping[str, Any]:
        """See `ports.Proofs`."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.checkpoint_now, since)

    def close(self) -> None:
        self._pool.shutdown()

    def prove_now(self, customer: str, id: str) -> str:
        with closing(connect_reading(self._folder)) as db:
            rows = db.execute(f"{_ROWS} AND id = ?", (customer, id)).fetchall()
            if not rows:
                raise NotFound(what="entry")
            for _, proof in self._proven(db, customer, rows, self._signed()):
                return proof
        raise Busy(what="log", seconds=1)

    def prove_all_now(self, customer: str) -> list[tuple[Entry, str]]:
        with closing(connect_reading(self._folder)) as db:
            return self._proven(db, customer, db.execute(f"{_ROWS} ORDER BY n", (customer,)).fetchall(), self._signed())

    def check_now(self, customer: str, since: int) -> dict[str, Any]:
        newest = self._signed()[-1]
        with closing(connect_reading(self._folder)) as db:
            proven = self._proven(db, customer, db.execute(f"{_ROWS} ORDER BY n", (customer,)).fetchall(), [newest])
        proofs = [{"n": entry.n, "id": entry.id, "proof": proof} for entry, proof in proven]
        return self.checkpoint_now(since, newest.note) | {"proofs": proofs}

    def checkpoint_now(self, since: int, note: str | None = None) -> dict[str, Any]:
        note = note or self._signed()[-1].note
        path = self.consistency_now(note, since)
        return {"vkey": outside_verifier(self._folder).vkey(), "checkpoint": note, "consistency": [encode(step) for step in path]}

    async def consistency(self, note: str, since: int) -> list[bytes]:
        """That the tree of `since` leaves begins the one of this checkpoint, which the log signed. Raises NotFound, Broken."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.consistency_now, note, since)

    async def root(self, size: int) -> bytes:
        """What the root was at this size. Raises NotFound when the log never was so long, Broken."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, copy_context().run, self.root_now, size)

    def consistency_now(self, note: str, since: int) -> list[bytes]:
        signed = Signed(note=note, checkpoint=open_checkpoint(note, outside_verifier(self._folder)))
        if not 0 <= since <= signed.checkpoint.size:
            raise NotFound(what="checkpoint")
        if since in (0, signed.checkpoint.size):
            return []
        with closing(connect_reading(self._folder)) as db:
            return self._consistency(db, signed, since)

    def root_now(self, size: int) -> bytes:
        last = self._signed()[-1]
        if not 0 <= size <= last.checkpoint.size:
            raise NotFound(what="checkpoint")
        with closing(connect_reading(self._folder)) as db:
            return tree_of_rows(db, last.checkpoint).root(0, size)

    def _signed(self) -> list[Signed]:
        """The checkpoints that lie in the folder, the cosigned one first. Raises Broken when one does not verify."""
        by = outside_verifier(self._folder)
        notes = [read_note(path) for path in (self._folder.cosigned, self._folder.checkpoint)]
        found = [Signed(note=note, checkpoint=open_checkpoint(note, by)) for note in notes if note is not None]
        if not found:
            raise Broken(what="checkpoint", why="gone")
        return found

    def _proven(self, db: sqlite3.Connection, customer: str, rows: Sequence[tuple[Any, ...]], signed: Sequence[Signed]) -> list[tuple[Entry, str]]:
        """Each row's proof under the first of these checkpoints that covers it; rows under none are left out."""
        proven = list[tuple[Entry, str]]()
        for seq, id, commitment, sealed, position in rows:
            under = next((one for one in signed if position is not None and position < one.checkpoint.size), None)
            if under is None:
                continue
            opened = self._seals.open(customer, entry_label(customer, id), sealed)
            try:
                entry = open_entry(opened, commitment)
            except Broken as error:
                raise Broken(what="entry", why=str(error.data.get("what", "")), position=seq - 1) from error
            path = self._inclusion(db, under, position, leaf_of(commitment))
            proven.append((entry, write_proof(Proof(extra=opened, index=position, path=tuple(path), checkpoint=under.note))))
        return proven

    def _inclusion(self, db: sqlite3.Connection, under: Signed, position: int, leaf: bytes) -> list[bytes]:
        size, root = under.checkpoint.size, under.checkpoint.root

        def path_in(tree: TiledTree) -> list[bytes]:
            path = [under.node(tree, span) for span in inclusion_spans(position, size)]
            check_inclusion(position, size, leaf, path, root)
            return path

        return self._from(db, under, path_in)

    def _consistency(self, db: sqlite3.Connection, last: Signed, since: int) -> list[bytes]:
        size, root = last.checkpoint.size, last.checkpoint.root

        def path_in(tree: TiledTree) -> list[bytes]:
            path = [tree.root(*span) for span in consistency_spans(since, size)]
            check_consistency(since, size, tree.root(0, since), root, path)
            return path

        return self._from(db, last, path_in)

    def _from(self, db: sqlite3.Connection, signed: Signed, path_in: Callable[[TiledTree], list[bytes]]) -> list[bytes]:
        """A path from the tiles; from the rows where the tiles are damaged. Raises Broken when it holds in neither."""
        try:
            signed.tree = signed.tree or tree_of_tiles(self._folder.log, signed.checkpoint)
            return path_in(signed.tree)
        except Broken:
            signed.tree, signed.nodes = tree_of_rows(db, signed.checkpoint), {}
            return path_in(signed.tree)


def proofs_of(path: str | os.PathLike[str], conversation: str) -> tuple[str, list[tuple[Entry, str]]]:
    """The log's key and the proofs of a conversation's customer. Raises NotFound, Locked, Broken."""
    folder, customer = customer_of(path, conversation)
    return outside_verifier(folder).vkey(), LogProofs(folder, Seals(Keys(folder, read_only=True))).prove_all_now(customer)


def proof_of(path: str | os.PathLike[str], entry: str) -> str:
    """The proof of one entry of a data folder. Raises NotFound, Locked, Busy, Broken."""
    folder = Folder(path, create=False)
    if not folder.keys.exists():
        raise NotFound(what="log", path=str(folder.path))
    with closing(connect_reading(folder)) as db:
        found = db.execute("SELECT customer FROM entries WHERE id = ?", (entry,)).fetchone()
    if found is None:
        raise NotFound(what="entry")
    return LogProofs(folder, Seals(Keys(folder, read_only=True))).prove_now(str(found[0]), entry)
