"""Files that others read and write too: written whole under another name, read with care, moved without overwriting."""

from __future__ import annotations

import os
import stat
from pathlib import Path

UNFINISHED = (".part", ".tmp", ".swp", "~")
"""Endings of files that somebody still writes."""


def make_folder(path: Path) -> None:
    """For the counter and the clerks' group (as far as the umask lets it); for nobody else."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(mode=0o770, exist_ok=True)
        sync_folder(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Durable, and never seen half written. Raises OSError."""
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o660)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.rename(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def read_small(path: Path, most: int) -> bytes | None:
    """An ordinary file's content; None for links, pipes, folders and what is larger than `most`. Raises OSError."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as source:
        content = source.read(most + 1)
    return content if len(content) <= most else None


def move(path: Path, folder: Path) -> Path:
    """Into `folder` under its own name, or with a number when that is taken; durable. Gives back where it lies."""
    make_folder(folder)
    target, n = folder / path.name, 0
    while target.exists() or target.is_symlink():
        n += 1
        target = folder / f"{path.stem}.{n}{path.suffix}"
    path.rename(target)
    sync_folder(folder)
    sync_folder(path.parent)
    return target


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
