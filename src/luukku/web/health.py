"""Whether the counter lives and can serve, for those who watch over it: /livez and /readyz. Reasons, never persons."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from luukku.errors import Broken, LuukkuError, OutOfDate
from luukku.flow.counter import Counter

logger = logging.getLogger("luukku.web")
WITHIN_SECONDS = 2.0
"""So long the store may take to answer."""
LAG_SECONDS = 60.0
"""What is due to be sent for longer than this, and in nobody's hands, shows that the worker stands."""
FIRST_SECONDS, EVERY_SECONDS = 60.0, 3600.0
"""After opening, and from then on: when the log is checked by itself."""
KEPT_SECONDS = 1.0
"""An answer is good for so long: whoever asks more often costs nothing."""
Json = dict[str, Any]
Check = Callable[[Counter], Awaitable[Json]]


def routes() -> APIRouter:
    """GET /livez: 200 as long as the loop turns. GET /readyz: 200 or 503, with what is well and what is not."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/livez", _livez, methods=["GET", "HEAD"])
    router.add_api_route("/readyz", _readyz, methods=["GET", "HEAD"])
    return router


async def _livez() -> JSONResponse:
    return JSONResponse({"live": True})


async def _readyz(request: Request) -> JSONResponse:
    state = request.app.state
    if state.stopping.is_set():
        return JSONResponse({"ready": False, "checks": {"server": {"ok": False, "reason": "stopping"}}}, 503)
    if not hasattr(state, "readiness"):
        state.readiness = Readiness(state.counter, asyncio.get_running_loop().time)
    found = await state.readiness.look()
    return JSONResponse(found, 200 if found["ready"] else 503)


class Readiness:
    """Looks once for all who ask at the same time, and at most once a second."""

    def __init__(self, counter: Counter, now: Callable[[], float]) -> None:
        self._counter, self._now = counter, now
        self._one_looks = asyncio.Lock()
        self._found: Json = {}
        self._until = -1.0

    async def look(self) -> Json:
        async with self._one_looks:
            if self._now() >= self._until:
                self._found = await ready(self._counter)
                self._until = self._now() + KEPT_SECONDS
            return self._found


async def ready(counter: Counter) -> Json:
    """{"ready": bool, "checks": {name: {"ok": bool, "reason"?: why not (or what is less good), …}}}."""
    checks = {name: await _looked(check, counter) for name, check in CHECKS.items()}
    return {"ready": all(one["ok"] for one in checks.values()), "checks": checks}


async def _looked(check: Check, counter: Counter) -> Json:
    try:
        return await asyncio.wait_for(check(counter), WITHIN_SECONDS)
    except TimeoutError:
        return {"ok": False, "reason": f"does not answer within {WITHIN_SECONDS:.0f} s"}
    except LuukkuError as error:
        return {"ok": False, "reason": error.code}
    except Exception as error:  # noqa: BLE001  said as a reason
        return {"ok": False, "reason": type(error).__name__}


async def _store(counter: Counter) -> Json:
    """Its writer answers: a code that nobody ever made is taken, and is not there."""
    try:
        await counter.doors.take_code("health", b"", counter.clock.now())
    except OutOfDate:
        return {"ok": True}
    return {"ok": False, "reason": "answers what was not asked"}


async def _packs(counter: Counter) -> Json:
    events = len(counter.packs.events)
    return {"ok": True, "events": events} if events else {"ok": False, "reason": "no pack is loaded"}


async def _rules(counter: Counter) -> Json:
    """The last good set serves too, and says so."""
    held: Json = {"ok": True, "set": counter.rules.sha256[:16] if counter.rules else ""}
    return held | ({"reason": counter.rules_note} if counter.rules_note else {})


async def _embedder(counter: Counter) -> Json:
    """One that stands in reads less and asks more, but it serves."""
    held: Json = {"ok": True, "name": counter.embedder.name}
    return held | ({"reason": counter.embedder_note} if counter.embedder_note else {})


async def _queue(counter: Counter) -> Json:
    lag = await outbox_lag(counter, counter.lines.busy)  # what waits behind a slow organisation is no fault of ours
    held: Json = {"ok": lag <= LAG_SECONDS, "lag_seconds": round(lag, 1), "answered_later": len(counter.later)}
    return held if held["ok"] else held | {"reason": "what is due is not sent"}


async def _log(counter: Counter) -> Json:
    """What the last check of the whole log found; before the first there is nothing against it."""
    if counter.log_checked is None:
        return {"ok": True}
    at, whole = counter.log_checked
    held: Json = {"ok": whole, "verified": at.isoformat()}
    return held if whole else held | {"reason": "broken"}


async def keep_verified(counter: Counter) -> None:
    """Each hour what was added to the log is checked, the whole of it first; until cancelled."""
    while True:
        await asyncio.sleep(EVERY_SECONDS if counter.log_checked else FIRST_SECONDS)
        try:
            whole = bool((await counter.log.checked())["ok"])
        except Broken as broken:
            whole = False
            logger.critical("the log does not verify", extra={"error": broken.code})
        except LuukkuError as error:
            logger.error("the log could not be checked", extra={"error": error.code})
            continue
        counter.log_checked = (counter.clock.now(), whole)


async def outbox_lag(counter: Counter, but: Collection[str] = ()) -> float:
    """Seconds by which the earliest row that nobody holds is late; 0 when none is. `but`: receivers left out."""
    due = await counter.outbox.next_due(but)
    return 0.0 if due is None else max(0.0, (counter.clock.now() - due).total_seconds())


CHECKS: dict[str, Check] = {"store": _store, "packs": _packs, "rules": _rules, "embedder": _embedder, "queue": _queue, "log": _log}
