"""Whether a credential was taken back: the list in which its issuer says so (draft-ietf-oauth-status-list, Token Status List)."""

from __future__ import annotations

import zlib
from typing import Literal, cast

from luukku.ground.credential import check_issued
from luukku.ground.jose import decode64, read_token, refuse, time_of
from luukku.ground.sdjwt import LEEWAY
from luukku.model.wallet import Fault, Issuer, StatusList

TYPE = "statuslist+jwt"
MOST_BYTES = 4 * 1024 * 1024
"""Of a list when it is unpacked: some thirty million statuses of one bit."""
SHORTEST, LONGEST, UNSAID = 60, 24 * 3600, 3600
"""Seconds for which a list is kept: at least, whatever it says, so that its issuer is not asked for each person; at most,
so that what is taken back is noticed; and when it does not say."""
VALID = 0
FAULTS: dict[int | None, Fault] = {1: "status-revoked", 2: "status-suspended"}


def read(text: str, uri: str, issuer: Issuer, now: float) -> StatusList:
    """The list that stands at `uri`, signed by that issuer. Raises BadPresentation(status-list, status-old, and as the
    reading and checking of a credential's token does)."""
    token = read_token(text)
    said = token.payload
    made, expires, lasts = (time_of(said, name, "status-list") for name in ("iat", "exp", "ttl"))
    if token.header.get("typ") != TYPE or said.get("sub") != uri or said.get("iss", issuer.id) != issuer.id or made is None or lasts == 0:
        refuse("status-list")
    check_issued(token, issuer, now)
    if (expires is not None and now >= expires + LEEWAY) or now < made - LEEWAY:
        refuse("status-old")
    bits, statuses = _unpacked(said.get("status_list"))
    kept = now + min(max(lasts or UNSAID, SHORTEST), LONGEST)
    return StatusList(uri=uri, bits=bits, statuses=statuses, ends=int(kept if expires is None else min(kept, expires + LEEWAY)))


def check(held: StatusList, index: int) -> None:
    """Raises BadPresentation(status-revoked, status-suspended, status-unknown) unless the status there is "valid"."""
    status = held.status(index)
    if status != VALID:
        refuse(FAULTS.get(status, "status-unknown"))


def _unpacked(named: object) -> tuple[Literal[1, 2, 4, 8], bytes]:
    packed = named.get("lst") if isinstance(named, dict) else None
    bits = named.get("bits") if isinstance(named, dict) else None
    if not isinstance(packed, str) or isinstance(bits, bool) or bits not in (1, 2, 4, 8):
        refuse("status-list")
    unpacking = zlib.decompressobj()
    try:
        statuses = unpacking.decompress(decode64(packed), MOST_BYTES)
    except zlib.error:
        refuse("status-list")
    if not unpacking.eof or unpacking.unused_data:
        refuse("status-list")
    return cast(Literal[1, 2, 4, 8], bits), statuses
