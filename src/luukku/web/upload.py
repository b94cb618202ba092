"""A form with a file in it (RFC 7578), read from memory: nothing of a person's is put down in a folder for temporary files."""

from __future__ import annotations

import re

from starlette.requests import Request

from luukku.errors import Malformed

MOST_PARTS, LONGEST_HEAD = 16, 2_000
_BOUNDARY = re.compile(r'multipart/form-data;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*', re.IGNORECASE)
_NAME = re.compile(rb'(?:^|;)\s*name="([^"\r\n]*)"', re.IGNORECASE)


async def read_upload(request: Request) -> dict[str, bytes]:
    """The form's fields by name, the file among them. Raises TooLong, Malformed (no such form)."""
    body = await request.body()
    found = _BOUNDARY.fullmatch(request.headers.get("content-type", "").strip())
    if found is None:
        raise Malformed(field="content-type")
    return parts_of(body, (found[1] or found[2]).encode("latin-1", "replace"))


def parts_of(body: bytes, boundary: bytes) -> dict[str, bytes]:
    """Each part's content by its name, the last of several. Raises Malformed."""
    mark = b"\r\n--" + boundary
    pieces = (b"\r\n" + body).split(mark, MOST_PARTS + 2)
    if len(pieces) < 3 or len(pieces) > MOST_PARTS + 2 or not pieces[-1].startswith(b"--"):
        raise Malformed(field="form")
    fields: dict[str, bytes] = {}
    for piece in pieces[1:-1]:
        head, gap, held = piece.partition(b"\r\n\r\n")
        name = _name(head) if gap and len(head) <= LONGEST_HEAD else None
        if name is None:
            raise Malformed(field="form")
        fields[name] = held
    return fields


def _name(head: bytes) -> str | None:
    for line in head.split(b"\r\n"):
        kind, _, rest = line.partition(b":")
        if kind.strip().lower() == b"content-disposition":
            found = _NAME.search(rest.partition(b";")[2])
            return None if found is None else found[1].decode("latin-1")
    return None
