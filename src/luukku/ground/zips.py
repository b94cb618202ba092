"""ZIP files as they are given out and taken in: the same files give the same bytes, and nothing that is read can be larger than it may."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from luukku.errors import BadFile

DATE = (1980, 1, 1, 0, 0, 0)
"""Of every file: when they were made stands in them."""
CHUNK = 64 * 1024


class _Out:
    """What zipfile writes to: holds only what nobody has taken yet."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken, self.waiting = bytes(self.waiting), bytearray()
        return taken


def write_zip(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """A ZIP of these files, in their order, in pieces of 64 KiB or one file: no more than that is held at once."""
    out = _Out()
    with zipfile.ZipFile(cast("io.BytesIO", out), "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, held in files:
            zipped.writestr(zipfile.ZipInfo(name, DATE), held, zipfile.ZIP_DEFLATED)
            if len(out.waiting) >= CHUNK:
                yield out.take()
    yield out.take()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Of a ZIP that is read: bytes of one file once unpacked, of all together, and how many files."""

    file: int
    whole: int
    files: int


def read_zip(held: bytes, limits: Limits) -> dict[str, bytes]:
    """Its files by name. What a header says of a size is not believed. Raises BadFile naming the file and what is wrong with it."""
    found: dict[str, bytes] = {}
    left = limits.whole
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as zipped:
            entries = zipped.infolist()
            if len(entries) > limits.files:
                raise BadFile(file="zip", why="too-many", limit=limits.files)
            for entry in entries:
                _check_name(entry, found)
                with zipped.open(entry) as file:
                    text = file.read(min(limits.file, left) + 1)
                if len(text) > min(limits.file, left):
                    raise BadFile(file=_shown(entry.filename), why="too-large", limit=limits.file if len(text) > limits.file else limits.whole)
                left -= len(text)
                found[entry.filename] = text
    # NotImplementedError, RuntimeError: zipfile's words for a compression or an encryption that it does not know
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError, LookupError) as error:
        raise BadFile(file="zip", why="damaged") from error
    return found


def _check_name(entry: zipfile.ZipInfo, found: dict[str, bytes]) -> None:
    """A plain path below the ZIP's own root, once. Nothing is ever written under it, but whoever unpacks it elsewhere might."""
    name = entry.filename
    parts = name.split("/")
    if not name.isprintable() or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in parts) or (entry.external_attr >> 28) == 0xA:
        raise BadFile(file=_shown(name), why="path")
    if name in found:
        raise BadFile(file=_shown(name), why="twice")
    if entry.flag_bits & 1:
        raise BadFile(file=_shown(name), why="encrypted")


def _shown(name: str) -> str:
    """A file's name as an error may say it."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:100])
