"""The counter asks witnesses to cosign its newest checkpoint: behind, so that no use of facts ever waits for them.

A witness remembers what it signed. So it is the one who notices when the whole data folder is an older copy, or when two
counters go on from one: it then holds a checkpoint that this log signed and that this log does not contain.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from luukku.adapters.embedded.folder import Folder, replace
from luukku.adapters.embedded.log_proofs import LogProofs
from luukku.adapters.embedded.log_rows import outside_verifier
from luukku.errors import BadSettings, Broken, LuukkuError
from luukku.ground.cosign import cosigned_by
from luukku.ground.note import COSIGNER, Checkpoint, Verifier, open_checkpoint, read_number, read_vkey, signature_line, signatures_of
from luukku.ground.witnessing import origin_hash, write_request

EVERY_SECONDS = 10.0
WITHIN_SECONDS = 5.0
LARGEST = 64 * 1024
"""Bytes of an answer."""
_logger = logging.getLogger(__name__)


class Caught(Exception):
    """A witness has proven that this log is not the one it was: `broken` says how."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(str(broken))
        self.broken = broken


@dataclass(slots=True, kw_only=True)
class Asked:
    """A witness, and where it stands."""

    verifier: Verifier
    address: str
    size: int = 0
    """What it signed last, as far as we know."""
    well: bool = field(default=True)


def read_witnesses(text: str) -> list[Asked]:
    """Of the setting `log.witnesses`: "VKEY ADDRESS, VKEY ADDRESS". Raises BadSettings."""
    found = []
    for one in filter(None, (part.strip() for part in text.split(","))):
        vkey, _, address = one.partition(" ")
        parts = urlsplit(address.strip())
        try:
            verifier = read_vkey(vkey)
            good = verifier.algorithm == COSIGNER and parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query
        except Broken:
            good = False
        if not good:
            raise BadSettings(key="log.witnesses", where=one, expected="a witness's key and address: name+id+key https://host")
        found.append(Asked(verifier=verifier, address=address.strip().rstrip("/")))
    return found


class Witnesses:
    """Keeps log/cosigned. `stop` is told when a witness proves that this log is not the one it was; `cosigned` each new size."""

    def __init__(
        self, folder: Folder, proofs: LogProofs, asked: Sequence[Asked], *, cosigned: Callable[[int], None], stop: Callable[[Broken], None],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:  # fmt: skip
        self._folder, self._proofs, self._asked = folder, proofs, asked
        self._cosigned, self._stop = cosigned, stop
        self._http = httpx.AsyncClient(timeout=WITHIN_SECONDS, transport=transport, trust_env=False)

    async def run(self) -> None:
        """Asks for each new checkpoint, until cancelled or stopped."""
        done = -1
        while True:
            try:
                size, all_signed = await self.ask()
                done = size if all_signed else -1
                while done == size and await self._size() == done:
                    await asyncio.sleep(EVERY_SECONDS)
            except Caught as caught:
                await asyncio.to_thread(self._stop, caught.broken)
                return
            except (LuukkuError, OSError) as error:
                done = -1
                _logger.error("witnesses cannot be asked: %s", type(error).__name__)
            if done == -1:
                await asyncio.sleep(EVERY_SECONDS)

    async def ask(self) -> tuple[int, bool]:
        """Asks all of them once for the newest checkpoint: its size, and whether all signed. Raises Caught; Broken when the log itself does not hold."""
        log = outside_verifier(self._folder)
        note = str((await self._proofs.checkpoint(0))["checkpoint"])
        checkpoint = open_checkpoint(note, log)
        lines = await asyncio.gather(*(self._ask(one, log, note, checkpoint) for one in self._asked))
        if any(lines):
            await asyncio.to_thread(replace, self._folder.cosigned, (note + "".join(lines)).encode())
            self._cosigned(checkpoint.size)
        return checkpoint.size, all(lines)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def _size(self) -> int:
        return open_checkpoint(str((await self._proofs.checkpoint(0))["checkpoint"]), outside_verifier(self._folder)).size

    async def _ask(self, one: Asked, log: Verifier, note: str, checkpoint: Checkpoint) -> str:
        """Its line; empty when it gives none."""
        try:
            for _ in range(2):  # the second time with the size that it names
                old = min(one.size, checkpoint.size)
                body = write_request(old, await self._proofs.consistency(note, old), note)
                status, text = await self._send("POST", f"{one.address}/add-checkpoint", body.encode())
                if status == 200 and (line := _line_of(note + text, one.verifier)):
                    one.size = checkpoint.size
                    self._say(one, "")
                    return line
                if status in (409, 422):
                    await self._compare(one, log, checkpoint)
                if status != 409:
                    break
                one.size = read_number(text.strip())
            self._say(one, f"answered {status}, without a cosignature that verifies")
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, Broken) as error:
            self._say(one, f"does not answer as it should: {type(error).__name__}")
        return ""

    async def _send(self, method: str, address: str, body: bytes = b"") -> tuple[int, str]:
        """(status, text). Of a longer answer only the beginning is read."""
        async with self._http.stream(method, address, content=body) as answer:
            held = b""
            async for some in answer.aiter_bytes():
                held += some
                if len(held) > LARGEST:
                    raise ValueError("the answer is too long")
            return answer.status_code, held.decode("utf-8")

    async def _compare(self, one: Asked, log: Verifier, checkpoint: Checkpoint) -> None:
        """Raises Caught when the witness shows a checkpoint under this log's own signature that this log does not contain."""
        status, text = await self._send("GET", f"{one.address}/{origin_hash(log.name)}/checkpoint")
        if status != 200:
            return
        try:
            theirs = open_checkpoint(text, log)
        except Broken:
            return  # whatever it shows, we did not sign it
        if theirs.size > checkpoint.size and theirs.size > await self._size():
            raise Caught(Broken(what="log", why="rolled back", position=checkpoint.size, witness=one.verifier.name))
        if theirs.size <= checkpoint.size and await self._proofs.root(theirs.size) != theirs.root:
            raise Caught(Broken(what="log", why="forked", position=theirs.size, witness=one.verifier.name))

    def _say(self, one: Asked, why: str) -> None:
        """Once when it fails, once when it is well again."""
        if one.well != (not why):
            one.well = not why
            _logger.warning("witness %s %s", one.verifier.name, why or "signs again")


def _line_of(note: str, by: Verifier) -> str:
    """The witness's own lines of its answer; empty when they do not verify."""
    try:
        cosigned_by(note, by)
    except Broken:
        return ""
    return "".join(signature_line(by, held) for held in signatures_of(note, by))
