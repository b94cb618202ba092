"""The effects of a change beside its talk, facts and events: envelopes, the outbox's rows, timers, handovers, in the same transaction."""

from __future__ import annotations

import sqlite3

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import instant, plain_json, to_json
from luukku.errors import Clash
from luukku.model.conversation import Change, Sending, Timer
from luukku.model.handover import Handover
from luukku.model.ids import ConversationId
from luukku.model.journey import Envelope


def keep_effects(connection: sqlite3.Connection, change: Change) -> None:
    """First what goes, then what comes: a step may be closed and begun anew in one change.

    Raises Clash when a handover is not the successor of the stored one: of two who take it at once, one has it.
    """
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
    for handover in change.handovers:
        _keep_handover(connection, handover)


def _keep_handover(connection: sqlite3.Connection, handover: Handover) -> None:
    """Put in anew at each change: its new `seq` is the queue's new number."""
    stored = connection.execute(schema.HANDOVER_VERSION, {"id": handover.id}).fetchone()
    if handover.version not in ((0, 1) if stored is None else (stored[0] + 1,)):
        raise Clash(what="handover")
    connection.execute(schema.DROP_HANDOVER, {"id": handover.id})
    connection.execute(schema.ADD_HANDOVER, _handover_row(handover))


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


def _handover_row(handover: Handover) -> dict[str, str | int | None]:
    return {
        "id": handover.id, "conversation": handover.conversation, "version": handover.version, "number": handover.number,
        "level": handover.level, "promised": instant(handover.promised), "state": handover.state, "employee": handover.employee,
        "kept": to_json(Handover, handover),
    }
