"""What `luukku doctor` asks of the machine: room, ports, sockets, the ages of files. Nothing is written, nothing is sent."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NEEDED_MEGABYTES, ENOUGH_MEGABYTES = 100, 1024
CLOCK_SECONDS = 300.0
"""So much may clocks differ."""
WITHIN_SECONDS = 2.0
MEGABYTE = 1024 * 1024


def nearest(path: Path) -> Path:
    """The path, or the nearest folder above that is there."""
    return next(one for one in (path, *path.parents) if one.exists())


def can_write(path: Path) -> bool:
    return os.access(path, os.W_OK | os.X_OK)


def free_megabytes(path: Path) -> int:
    return shutil.disk_usage(path).free // MEGABYTE


def newest(folder: Path) -> float:
    """When anything in the folder was changed last, in seconds since 1970; 0 when there is nothing."""
    files = (one for one in folder.rglob("*") if one.is_file()) if folder.is_dir() else ()
    return max((one.stat().st_mtime for one in files), default=0.0)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether something listens there; an address that means all is asked on this machine."""
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  only compared
    try:
        socket.create_connection((here, port), WITHIN_SECONDS).close()
    except OSError:
        return False
    return True


def is_here(origin: str) -> bool:
    """Whether an origin names this machine."""
    host = urlsplit(origin).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def ask_ready(control: str) -> Mapping[str, Any]:
    """What /readyz of the running server says, over its local socket."""
    import httpx

    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:  # the client would leave its own open when this fails
            knock.settimeout(WITHIN_SECONDS)
            knock.connect(control)
        with httpx.Client(transport=httpx.HTTPTransport(uds=control), base_url="http://localhost", timeout=5 * WITHIN_SECONDS) as client:
            found: dict[str, Any] = client.get("/readyz").json()
    except (httpx.HTTPError, OSError, ValueError) as error:
        return {"ready": False, "checks": {"server": {"ok": False, "reason": f"does not answer: {type(error).__name__}"}}}
    return found


def silent(origins: Mapping[str, str]) -> frozenset[str]:
    """Those at whose origin nothing listens; asked side by side."""

    async def ask(origin: str) -> bool:
        parts = urlsplit(origin)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(parts.hostname, port), WITHIN_SECONDS)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    async def ask_all() -> frozenset[str]:
        heard = await asyncio.gather(*(ask(origin) for origin in origins.values()))
        return frozenset(id for id, well in zip(origins, heard, strict=True) if not well)

    return asyncio.run(ask_all())
