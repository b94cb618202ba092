"""An organisation without an agent: a letter and a JSON file in a folder, and a human clerk's reply file.

    <folder>/out/<share>.html, .json    what is told; gone when the step closes or the permission is over
    <folder>/out/<notice>.html, .json   that the sender of some shares was erased, or what is to know of facts; gone after ninety days
    <folder>/in/<share>.json            {"share", "status": "done"|"refused"|"asks", "needs"?, "reason"?, "text"? ≤ 500}
    <folder>/in/done/                   replies that were taken, each once; gone with their letter
    <folder>/in/put-aside/              what could not be taken, each with a .reason file; gone with their letter, or when
                                        a clerk has had fourteen days to look at them

What lies in out/ counts as delivered. A reply that was taken stays in in/done/, so that a crash just after taking it
loses nothing: looking again gives the same answer.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from luukku.adapters.line import MOST_BYTES, bad, read_json
from luukku.adapters.peers import wire
from luukku.adapters.peers.files import UNFINISHED, make_folder, move, read_small, write_whole
from luukku.adapters.peers.letter import LANGUAGE, Label, changed_letter, erased_letter, letter, undone_letter
from luukku.errors import BadAnswer, Unreached
from luukku.model.erasure import ChangeKind
from luukku.model.ids import ShareId
from luukku.model.pack import Organisation
from luukku.model.use import Outgoing, PeerAnswer

PATIENCE = 5.0
"""Seconds that a file may stay unreadable: somebody may still be writing it."""
UNREADABLE = ("json", "not-permitted")
KEPT_ASIDE = 14 * 24 * 3600.0
"""Seconds that what was put aside lies for a clerk to look at, once its letter is over."""
OURS = re.compile(r"\.?([A-Za-z0-9_-]{1,64})(?:\.[0-9]+)?\.(?:json|html)(?:\.reason)?(?:\.part)?", re.ASCII)
"""A letter, a reply or what was put aside, whole or still being written; its share."""
SHARE = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)


class MailboxPeer:
    """One organisation's mailbox. Several organisations may have the same folder."""

    def __init__(self, organisation: Organisation, folder: Path, label: Label) -> None:
        """`label`: see luukku.adapters.peers.letter. The folders are made at the first use."""
        self._id = organisation.id
        self._may_ask = frozenset(organisation.may_ask)
        self._label = label
        self._out = folder / "out"
        self._in = folder / "in"
        self._done = self._in / "done"
        self._aside = self._in / "put-aside"

    async def aclose(self) -> None:
        """Nothing is held open."""

    async def tell(self, message: Outgoing) -> PeerAnswer:
        """Writes the letter, once a share: "told". Raises Unreached when the folder cannot be written."""
        self._check(message.share)
        with self._reached():
            return await asyncio.to_thread(self._tell, message)

    async def look(self, task: str, share: ShareId) -> PeerAnswer:
        """Takes the clerk's reply when there is one; else "told". Raises Unreached when the folder is away."""
        self._check(share)
        with self._reached():
            return await asyncio.to_thread(self._look, task, share)

    async def close(self, share: ShareId) -> None:
        """Removes the letter and the reply that was taken; one that comes later is put aside. Raises Unreached when the folder is away."""
        self._check(share)
        with self._reached():
            await asyncio.to_thread(self._close, share)

    async def left(self) -> frozenset[ShareId]:
        """Shares of letters and replies that lie here, whoever wrote them. Raises Unreached when the folder cannot be read."""
        with self._reached():
            return await asyncio.to_thread(self._left)

    async def erased(self, notice: str, shares: Sequence[ShareId]) -> None:
        """Writes that the sender of these shares has deleted theirs. It lies until `forget`. Raises Unreached."""
        for one in (notice, *shares):
            self._check(one)
        with self._reached():
            await asyncio.to_thread(self._note, notice, wire.erased_body(shares), erased_letter(self._id, shares, self._label))

    async def changed(self, notice: str, kind: ChangeKind, shares: Sequence[ShareId], facts: Sequence[str]) -> None:
        """Writes what is to know of these facts. It lies until `forget`. Raises Unreached."""
        for one in (notice, *shares):
            self._check(one)
        with self._reached():
            await asyncio.to_thread(self._note, notice, wire.changed_body(kind, shares, facts), changed_letter(self._id, kind, shares, facts, self._label))

    async def undone(self, notice: str, share: ShareId) -> None:
        """Writes that what this letter asked for is undone. It lies until `forget`. Raises Unreached."""
        for one in (notice, share):
            self._check(one)
        with self._reached():
            await asyncio.to_thread(self._note, notice, wire.undone_body(share), undone_letter(self._id, share, self._label))

    async def forget(self, shares: Collection[str]) -> None:
        """As `close`, of several shares or notices, and replies that came later go too, unread. Raises Unreached."""
        with self._reached():
            await asyncio.to_thread(self._forget, frozenset(shares))

    def _check(self, share: str) -> None:
        if SHARE.fullmatch(share) is None:
            bad(self._id, "share")

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Unreached(organisation=self._id, what="mailbox", errno=error.errno or 0) from error

    def _tell(self, message: Outgoing) -> PeerAnswer:
        task = message.task or message.share
        for folder in (self._out, self._in, self._done, self._aside):
            make_folder(folder)
        told = self._taken(task, message.share)
        if told is not None:
            return told
        out = self._out / f"{message.share}.json"
        if not out.exists():
            content = {**wire.body(message), "organisation": self._id, "task": task, "language": LANGUAGE}
            page = letter(self._id, message.service, message.share, task, content["facts"], sorted(self._may_ask), self._label)
            write_whole(out.with_suffix(".html"), page.encode())
            write_whole(out, json.dumps(content, ensure_ascii=False, indent=1).encode())  # last: it says that the letter is whole
        return PeerAnswer(state="told", task=task)

    def _look(self, task: str, share: str) -> PeerAnswer:
        if not self._in.is_dir():
            raise FileNotFoundError(self._in.name)
        taken = self._taken(task, share)
        self._put_strays_aside(share if taken is None else None)
        reply = self._in / f"{share}.json"
        if taken is not None or not _there(reply):
            return taken or PeerAnswer(state="told", task=task)
        try:
            answer = self._read(reply, task, share)
        except BadAnswer as error:
            if error.data["what"] not in UNREADABLE or _age(reply) >= PATIENCE:
                self._put_aside(reply, str(error.data["what"]))
            return PeerAnswer(state="told", task=task)
        move(reply, self._done)
        return answer

    def _taken(self, task: str, share: str) -> PeerAnswer | None:
        """The answer of a reply that was taken before."""
        reply = self._done / f"{share}.json"
        return self._read(reply, task, share) if _there(reply) else None

    def _close(self, share: str) -> None:
        for ending in ("json", "html"):
            (self._out / f"{share}.{ending}").unlink(missing_ok=True)
            (self._out / f".{share}.{ending}.part").unlink(missing_ok=True)
        (self._done / f"{share}.json").unlink(missing_ok=True)
        for mine, path in _lying(self._aside, KEPT_ASIDE):
            if mine == share:
                path.unlink(missing_ok=True)

    def _note(self, notice: str, body: Mapping[str, Any], page: str) -> None:
        make_folder(self._out)
        out = self._out / f"{notice}.json"
        if not out.exists():
            content = {**body, "organisation": self._id, "notice": notice, "language": LANGUAGE}
            write_whole(out.with_suffix(".html"), page.encode())
            write_whole(out, json.dumps(content, ensure_ascii=False, indent=1).encode())

    def _forget(self, shares: frozenset[str]) -> None:
        for folder in (self._out, self._in, self._done, self._aside):
            for share, path in _lying(folder):
                if share in shares:
                    path.unlink(missing_ok=True)

    def _left(self) -> frozenset[ShareId]:
        lying = (*_lying(self._out), *_lying(self._done), *_lying(self._aside, KEPT_ASIDE))
        return frozenset(ShareId(share) for share, _ in lying)

    def _read(self, path: Path, task: str, share: str) -> PeerAnswer:
        """Raises BadAnswer; one of UNREADABLE may mean that it is still being written."""
        try:
            raw = read_small(path, MOST_BYTES)
        except PermissionError:
            bad(self._id, "not-permitted")
        if raw is None:
            bad(self._id, "no-ordinary-file")
        return read_reply(self._id, read_json(self._id, raw), task, share, self._may_ask)

    def _put_strays_aside(self, awaited: str | None) -> None:
        """What nobody waits for would lie unseen: replies to closed or unknown letters, and second replies."""
        for path in sorted(self._in.iterdir()):
            hidden = path.name.startswith(".") or path.name.endswith(UNFINISHED)
            if path in (self._done, self._aside) or hidden or path.name == f"{awaited}.json":
                continue
            answered = _there(self._done / path.name)
            if (answered or not _there(self._out / path.name)) and _age(path) >= PATIENCE:
                self._put_aside(path, "already-answered" if answered else "no-such-letter")

    def _put_aside(self, path: Path, why: str) -> None:
        lies = move(path, self._aside)
        write_whole(lies.with_name(f"{lies.name}.reason"), f"{why}\n".encode())


def read_reply(organisation: str, reply: Any, task: str, share: str, may_ask: frozenset[str]) -> PeerAnswer:
    """A clerk's reply file as one typed answer. Raises BadAnswer."""
    if not isinstance(reply, dict) or not set(reply) <= {"share", "status", "needs", "reason", "text"}:
        bad(organisation, "keys")
    if reply.get("share") != share:
        bad(organisation, "share")
    text = wire.read_text(organisation, reply.get("text"))
    match reply.get("status"):
        case "done":
            return PeerAnswer(state="done", task=task, text=text)
        case "refused":
            reason = wire.read_reason(organisation, reply["reason"]) if "reason" in reply else None
            return PeerAnswer(state="refused", task=task, reason=reason, text=text)
        case "asks":
            return PeerAnswer(state="asks", task=task, needs=wire.read_needs(organisation, reply.get("needs"), may_ask), text=text)
        case _:
            bad(organisation, "status")


def _lying(folder: Path, age: float = 0) -> Iterator[tuple[str, Path]]:
    """(share, path) of what lies in a folder for at least so many seconds; nothing when there is no such folder."""
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return
    for path in paths:
        ours = OURS.fullmatch(path.name)
        with suppress(FileNotFoundError):  # somebody else was quicker
            if ours is not None and (not age or _age(path) >= age):
                yield ours[1], path


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _age(path: Path) -> float:
    """Seconds since it was last written; a time stamp from the future counts by its distance too."""
    return abs(time.time() - path.lstat().st_mtime)
