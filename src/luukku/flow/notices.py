"""Organisations are told that somebody was erased, or that facts were contested or corrected, by the shares that they got: each once,
as often as it takes (GDPR 17(2), 19)."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import timedelta

from luukku import act
from luukku.errors import LuukkuError
from luukku.flow.counter import Counter
from luukku.model.erasure import Notice
from luukku.model.ids import ConversationId

logger = logging.getLogger("luukku.flow")
REMEMBERED = timedelta(days=90)
"""So long after it was told a notice is kept: answers that come late are known by its shares, and dropped."""


async def tell(counter: Counter) -> None:
    """All that are due now, by one task at a time. One that fails keeps no other from being told."""
    async with counter.one_at_a_time(ConversationId("notices")):
        now = counter.clock.now()
        waiting = [one for one in await counter.notices.notices() if one.told is None and one.due <= now]
        under_way = await counter.outbox.shares() if waiting else frozenset()
        for notice in waiting:
            if notice.kind != "erased" or under_way.isdisjoint(notice.shares):  # else it could come before what it is about
                await _tell(counter, notice)


async def _tell(counter: Counter, notice: Notice) -> None:
    peer = counter.peers.get(notice.receiver)
    now = counter.clock.now()
    try:
        if peer is None:
            raise LuukkuError(what="organisation")
        if notice.kind == "erased":
            await peer.forget(notice.shares)
            await peer.erased(notice.id, notice.shares)
        else:
            await peer.changed(notice.id, notice.kind, notice.shares, notice.facts)
        await counter.notices.told(notice.id, now)
    except LuukkuError as failure:
        logger.warning("a notice was not told", extra={"organisation": notice.receiver, "error": failure.code})
        with suppress(LuukkuError):  # it is due all the same
            await counter.notices.later(notice.id, now + act.wait(notice.attempts))


async def drop_late(counter: Counter) -> None:
    """For the round: what organisations still answer about erased shares goes unread, and notices go once that is over."""
    now = counter.clock.now()
    told = [one for one in await counter.notices.notices() if one.told is not None]
    over = [one for one in told if one.told is not None and one.told + REMEMBERED <= now]
    for id, peer in counter.peers.items():
        shares = [share for one in told if one.receiver == id and one.kind == "erased" for share in one.shares]
        gone = [one.id for one in over if one.receiver == id]
        if shares or gone:
            try:
                await peer.forget([*shares, *gone])
            except LuukkuError as failure:
                logger.warning("not looked through", extra={"organisation": id, "error": failure.code})
                continue
        await counter.notices.drop_notices(gone)
