"""What customers' corrections add to `luukku learn events`: asked of the running server, or of the folder itself when none runs."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luukku.cli.say import _checked, _running
from luukku.errors import BadInput, NotFound, Refused
from luukku.model.ids import Language
from luukku.settings import Settings

if TYPE_CHECKING:
    from luukku.learning import Agreed
    from luukku.ports import Embedder

NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """How many corrections of how many customers wait, and the groups among them that are agreed on."""

    waiting: int
    customers: int
    groups: tuple[Agreed, ...]


def take_corrections(settings: Settings) -> Corrections:
    """Each customer whose corrections are looked at has an entry in their log. Raises BadInput while the counter collects
    none, NotFound, Taken."""
    import numpy as np

    from luukku.learning import Agreed

    try:
        told = _ask(settings, {"do": "agree"})
    except Refused:
        raise BadInput(option="--with-corrections", problem="learning.collect is off: nothing is collected, and nothing may be learnt", do="set it to signed-in or all (docs/learning.md), or leave the option out") from None
    groups = tuple(
        Agreed(
            id=one["id"], language=one["language"], shown=one["shown"], right=one["right"], customers=one["customers"], maker=one["maker"],
            centroid=np.frombuffer(base64.b64decode(one["centroid"]), "<f2").astype(np.float32), lessons=tuple(one["lessons"]),
        )
        for one in told["groups"]
    )  # fmt: skip
    return Corrections(waiting=told["waiting"], customers=told["customers"], groups=groups)


def end_corrections(settings: Settings, groups: Sequence[Agreed]) -> None:
    """They were learnt from: what was kept of them goes."""
    if groups:
        _ask(settings, {"do": "learnt", "lessons": sorted({id for group in groups for id in group.lessons})})


def lines(found: Corrections) -> list[str]:
    """What was found, for the terminal."""
    from luukku.learning import FEWEST

    if not found.waiting:
        return ["no corrections wait: nothing is learnt from any"]
    head = f"corrections that wait: {found.waiting}, of {found.customers} customers"
    if not found.groups:
        return [f"{head}; no {FEWEST} customers agree on one yet: nothing is learnt from them, and they go on waiting"]
    return [head, *(f"  {one.language}: read as {one.shown or NONE}, right is {one.right or NONE}: {one.customers} customers" for one in found.groups)]


def beside(heads: Path) -> Path:
    """Where the groups lie that heads were taught by."""
    return heads.with_name("corrections.json")


def of_language(groups: Sequence[Agreed], language: Language) -> list[Agreed]:
    return [group for group in groups if group.language == language]


def maker_of(embedder: Embedder) -> str:
    """As lessons name it."""
    return f"{embedder.name} {embedder.version} {embedder.dimension}"


def _ask(settings: Settings, asked: Mapping[str, Any]) -> dict[str, Any]:
    control = _running(settings.data)
    if control is None and not settings.data.exists():
        raise NotFound(what="folder", path=str(settings.data))
    return asyncio.run(_ask_here(settings, asked)) if control is None else _ask_there(control, asked)


async def _ask_here(settings: Settings, asked: Mapping[str, Any]) -> dict[str, Any]:
    from luukku import app as composed
    from luukku.web.lessons import keep_lessons

    async with composed.opened(settings, work=False) as counter:
        return await keep_lessons(counter, asked)


def _ask_there(control: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    import httpx

    from luukku.web.lessons import LESSONS

    with httpx.Client(transport=httpx.HTTPTransport(uds=control), base_url="http://localhost", timeout=600) as client:
        return _checked(client.post(LESSONS, json=asked))
