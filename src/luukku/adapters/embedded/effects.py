"""The effects of a change beside its talk, facts and events: envelopes, the outbox's rows and timers, in the same transaction."""

from __future__ import annotations

import sqlite3

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import instant, plain_json
from luukku.model.conversation import Change, Sending, Timer
from luukku.model.ids import ConversationId
from luukku.model.journey import Envelope


def keep_effects(connection: sqlite3.Connection, change: Change) -> None:
    """First what goes, then what comes: a step may be closed and begun anew in one change."""
    for share, kind in change.sent:
        connection.execute(schema.DROP_SENDING, {"share": share, "kind": kind})
    for timer in change.fired:
        connection.execute(schema.DROP_TIMER, {"case": timer.case, "step": timer.step, "day": timer.day.isoformat()})
    for case, step in change.closed_steps:
        for statement in schema.CLOSE_STEP:
            connection.execute(statement, {"case": case, "step": step})
    for sending in change.sendings:
        connection.execute(schema.PUT_SENDING, _sending_row(sending))
        connection.execute(schema.PUT_SHARE, {"share": sending.share, "conversation": sending.conversation})
    for timer in change.timers:
        connection.execute(schema.PUT_TIMER, _timer_row(timer))
    for envelope in change.envelopes:
        connection.execute(schema.PUT_ENVELOPE, _envelope_row(envelope, change.talk.conversation))


def _sending_row(sending: Sending) -> dict[str, str | int | None]:
    return {
        "share": sending.share, "kind": sending.kind, "conversation": sending.conversation, "customer": sending.customer,
        "case": sending.case, "step": sending.step, "receiver": sending.receiver, "names": plain_json(sending.names),
        "permission": sending.permission, "envelope": sending.envelope, "task": sending.task, "due": instant(sending.due),
        "ends": instant(sending.ends), "attempts": sending.attempts,
    }


def _timer_row(timer: Timer) -> dict[str, str]:
    return {"case": timer.case, "step": timer.step, "day": timer.day.isoformat(), "conversation": timer.conversation}


def _envelope_row(envelope: Envelope, conversation: ConversationId) -> dict[str, str | bytes]:
    return {
        "case": envelope.case, "step": envelope.step, "id": envelope.id, "conversation": conversation, "purpose": envelope.purpose,
        "receiver": envelope.receiver, "names": plain_json(envelope.names), "ends": instant(envelope.ends), "sealed": envelope.sealed,
    }
