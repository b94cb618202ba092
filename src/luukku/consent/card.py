"""Builds the card: what needs permission, what is a request, what happens by law. At most one open card a case."""

from __future__ import annotations

from datetime import date, datetime

from luukku.ground.dates import add
from luukku.model.consent import Card, Row
from luukku.model.conversation import Case
from luukku.model.fact import Facts
from luukku.model.ids import CardId, StepId, new_id
from luukku.model.plan import Plan, Planned

ANSWERED = ("allowed", "denied", "sent", "withdrawn")


def card(plan: Plan, case: Case, facts: Facts, now: datetime, today: date, *, one_receiver: bool = False) -> Card | None:
    """The card that asks what is still to be asked, or None when nothing is.

    A row that was answered stays as it was answered and is never asked again in this case, unless another receiver
    or purpose has come in its place. When nothing has changed
    the case's own card is given back, with its id; when something has, a new one, so that an answer always belongs
    to the exact rows that were shown. `one_receiver`: of what is open only the first receiver's rows (the quiet tone);
    the others follow when these are answered.
    """
    usable = facts.known() - frozenset(case.refused)
    answered = {row.id: row for row in case.card.rows if row.state in ANSWERED} if case.card else {}
    fresh = (_row(item, usable, case, today) for item in plan.live())
    rows = [_kept(answered.pop(row.id, None), row) for row in fresh if row is not None]
    rows += answered.values()
    if one_receiver:
        rows = _of_one(rows)
    if not any(row.state == "open" for row in rows):
        return None
    if case.card is not None and _same(case.card, rows):
        return case.card
    return Card(id=CardId(new_id()), case=case.id, event=plan.event, rows=tuple(rows), at=now)


def _of_one(rows: list[Row]) -> list[Row]:
    first = next((row.receiver for row in rows if row.state == "open"), None)
    return [row for row in rows if row.state != "open" or row.receiver == first]


def _kept(old: Row | None, new: Row) -> Row:
    return old if old is not None and (old.receiver, old.purpose) == (new.receiver, new.purpose) else new


def _same(old: Card, rows: list[Row]) -> bool:
    """Whether the old card shows just this. Its ends may stand: they were counted from the day on which it was made."""
    shown = {row.id: row for row in old.rows}
    return len(shown) == len(rows) and all(row.id in shown and _content(row) == _content(shown[row.id]) for row in rows)


def _content(row: Row) -> tuple[object, ...]:
    return row.part, row.receiver, row.facts, row.may_ask, row.purpose, row.state, row.ask_first


def _row(item: Planned, usable: frozenset[str], case: Case, today: date) -> Row | None:
    service = item.service
    told = tuple(name for name in item.known if name in usable)
    if service.part == "law" and item.truth in ("true", "open"):
        return Row(
            id=service.id, part="law", service=service.id, receiver=service.organisation, facts=(), may_ask=(),
            purpose=service.purpose, ends=today, state="info",
        )  # fmt: skip
    if not item.offered or item.receiver is None or (service.facts and not told) or _is_done_elsewhere(service.id, case):
        return None
    return Row(
        id=service.id,
        part=service.part,
        service=service.id,
        receiver=item.receiver,
        facts=told,
        may_ask=tuple(name for name in item.may_ask if name not in case.refused),
        purpose=service.purpose,
        ends=add(today, service.ends_after),
        effect=service.effect,
        ask_first=item.ask_first,
        special=service.special,
    )


def _is_done_elsewhere(service: str, case: Case) -> bool:
    """Whether the customer brought it along as done, from a counter in which it was: nobody asks for it again."""
    step = case.journey.steps.get(StepId(service)) if case.journey is not None else None
    return step is not None and step.part == "own" and step.state == "done"
