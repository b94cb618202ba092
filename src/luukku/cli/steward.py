"""How `luukku hold`, `luukku rights` and `luukku person` reach the counter: the running one, or one that they open over the folder."""

from __future__ import annotations

import asyncio
from typing import Any

from luukku.cli.say import _checked, _running
from luukku.errors import NotFound
from luukku.settings import Settings

Json = dict[str, Any]


def ask(settings: Settings, asked: Json) -> Json:
    """See `web.steward.keep_rights`. Raises what it raises, and Taken, Broken when the folder does not open."""
    control = _running(settings.data)
    if control is None and not settings.data.exists():
        raise NotFound(what="folder", path=str(settings.data))
    return asyncio.run(_ask_here(settings, asked)) if control is None else _ask_there(control, asked)


async def _ask_here(settings: Settings, asked: Json) -> Json:
    from luukku import app
    from luukku.web.steward import keep_rights

    async with app.opened(settings, work=False) as counter:
        return await keep_rights(counter, asked)


def _ask_there(control: str, asked: Json) -> Json:
    import httpx

    from luukku.web.steward import RIGHTS

    with httpx.Client(transport=httpx.HTTPTransport(uds=control), base_url="http://localhost", timeout=120) as client:
        return _checked(client.post(RIGHTS, json=asked))
