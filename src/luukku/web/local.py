"""The local socket of a running counter: who comes over it, and what they ask."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Request
from starlette.types import Scope

from luukku.errors import Malformed, NotFound

Json = dict[str, Any]


def check_local(scope: Scope) -> None:
    """Raises NotFound unless the request came over the local socket: there neither side has a port, whatever headers say."""
    server = scope.get("server")
    if scope.get("client") is not None or server is None or server[1] is not None:
        raise NotFound()


async def asked_of(request: Request) -> Json:
    try:
        asked = json.loads(await request.body())
    except ValueError:
        raise Malformed(where="body") from None
    if not isinstance(asked, dict):
        raise Malformed(where="body")
    return asked
