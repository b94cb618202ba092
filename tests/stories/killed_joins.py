"""For the tests of joining: children that kill themselves after the nth step of joining and of undoing; what the next start makes of it.

`python -m tests.stories.killed_joins FOLDER` prints one JSON line a child, the last of each doing of one that was not killed.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import Any

from luukku.flow import join, resume, upkeep
from tests.stories.desks import Standing, loaded, small_counter, visitor
from tests.stories.killed_steps import apart, dying

STEPS = (("joins", ("add", "turn")), ("log", ("append",)), ("store", ("commit",)))


async def fill(folder: Path, *, joined: bool) -> tuple[str, str, str]:
    """(token, one, other) with the other's proof shown; `joined` already when asked."""
    async with small_counter(folder, Standing()) as counter:
        one, other = await visitor(counter), await visitor(counter)
        _, token = await resume.use_code(counter, await resume.make_code(counter, one))
        await join.prove_by_code(counter, token, await resume.make_code(counter, other))
        if joined:
            await join.join(counter, token)
        return token, one, other


async def do_or_die(folder: Path, token: str, one: str, joined: bool, after: int) -> None:
    async with small_counter(folder, Standing()) as counter:
        left = [after]
        for name, steps in STEPS:
            port: Any = getattr(counter, name)
            for step in steps:
                setattr(port, step, dying(left, getattr(port, step)))
        if joined:
            (found,) = await counter.joins.of(one)  # type: ignore[arg-type]
            await join.part(counter, found.one, found.id)
        else:
            await join.join(counter, token)


async def look_after(folder: Path, token: str, *both: Any) -> dict[str, Any]:
    async with small_counter(folder, Standing()) as counter:
        await upkeep.at_start(counter)
        talks = [await counter.store.talk(id) for id in both]
        entries = [[entry.kind for entry in await counter.log.entries(talk.customer)] for talk in talks]
        told = [[event.type for event in await counter.feed.events(id, 0) if event.type in ("linked", "parted")] for id in both]
        return {"told": told, "open": bool(await join.beside(counter, token, "fi")), "entries": entries, "left": len(await counter.joins.unfinished())}


def main(place: Path) -> None:
    loaded()
    told = place / "told.json"
    for doing in ("join", "part"):
        whole = place / doing
        apart(partial(_run, partial(fill, whole, joined=doing == "part")), told)
        token, one, other = json.loads(told.read_text())
        for after in range(50):
            folder = place / f"{doing}-{after}"
            shutil.copytree(whole, folder)
            killed = apart(partial(_run, partial(do_or_die, folder, token, one, doing == "part", after)), told)
            apart(partial(_run, partial(look_after, folder, token, one, other)), told)
            end = json.loads(told.read_text())
            assert end.pop("left") == 0
            print(json.dumps({"doing": doing, "killed": killed, **end}), flush=True)
            if not killed:
                break


def _run(do: Any) -> Any:
    return asyncio.run(do())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
