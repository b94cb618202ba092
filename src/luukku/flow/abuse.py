"""Who reads too many cases: one employee who opens more customers' in an hour than the settings allow is an incident (GDPR 33, 34)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from luukku.errors import NotFound
from luukku.flow.counter import Counter
from luukku.model.handover import Employee
from luukku.model.ids import CustomerId, EmployeeId
from luukku.model.incident import Incident

logger = logging.getLogger("luukku.flow")
HOUR = timedelta(hours=1)
KIND = "many-cases"


async def looked(counter: Counter, employee: Employee, customer: CustomerId) -> None:
    """One employee has opened one customer's case just now. One incident an hour at most; nobody is kept from working."""
    now = counter.clock.now()
    opened = counter.looked.setdefault(_actor(employee), {})
    opened[customer] = now
    for old in [one for one, at in opened.items() if now - at >= HOUR]:
        del opened[old]
    if len(opened) > counter.settings.desk.most_cases_an_hour:
        await _raise(counter, employee, len(opened), now)


async def remember(counter: Counter) -> None:
    """At start: what was opened in the last hour counts, whoever stopped the counter meanwhile."""
    for customer, entry in await counter.log.looks(counter.clock.now() - HOUR):
        if entry.result == "allowed":
            opened = counter.looked.setdefault(entry.actor, {})
            opened[customer] = max(entry.at, opened.get(customer, entry.at))


async def affected(counter: Counter, incident: Incident) -> Sequence[CustomerId]:
    """Whose cases that employee opened around an incident, from an hour before it until an hour after, by the log; those who were
    erased since are not among them. Raises NotFound for another kind of incident."""
    if incident.kind != KIND:
        raise NotFound(what="incident")
    employee = await counter.staff.employee(EmployeeId(str(incident.data["employee"])))
    return await _customers(counter, _actor(employee), incident.at - HOUR, incident.at + HOUR)


async def _raise(counter: Counter, employee: Employee, cases: int, now: datetime) -> None:
    there = await asyncio.to_thread(counter.incidents.all)
    if any(one.kind == KIND and one.data.get("employee") == employee.id and now - one.at < HOUR for one in there):
        return
    customers = await _customers(counter, _actor(employee), now - HOUR, now)
    data: Mapping[str, str | int] = {"employee": employee.id, "cases": cases, "customers": len(customers), "at": now.isoformat(timespec="seconds")}
    logger.error("one employee opened many cases")
    try:
        await asyncio.to_thread(lambda: counter.incidents.note(KIND, **data))
    except OSError as error:
        logger.error("an incident cannot be written down: %s", type(error).__name__)


async def _customers(counter: Counter, actor: str, since: datetime, until: datetime) -> Sequence[CustomerId]:
    found = await counter.log.looks(since)
    return tuple(sorted({customer for customer, entry in found if entry.actor == actor and entry.at <= until and entry.result == "allowed"}))


def _actor(employee: Employee) -> str:
    """As the log names them."""
    return f"person:{employee.name}"
