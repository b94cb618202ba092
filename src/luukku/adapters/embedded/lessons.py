"""What corrections teach, in luukku.db: sealed to the customer, without the hour, and gone with the customer."""

from __future__ import annotations

import base64
import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from luukku.adapters.embedded import schema
from luukku.adapters.embedded.shapes import plain_json
from luukku.errors import Broken
from luukku.model.fact import Personal, reveal
from luukku.model.ids import CustomerId
from luukku.model.lesson import Lesson

if TYPE_CHECKING:
    from luukku.adapters.embedded.writer import Database
    from luukku.model.conversation import Change
    from luukku.ports import SealedLesson


class Seals(Protocol):
    def to_customer(self, customer: str, what: Mapping[str, str | int], plain: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLesson:
    """`ports.SealedLesson`."""

    id: str
    customer: CustomerId
    person: str
    sealed: bytes


class SqliteLessons:
    """`ports.Lessons` over luukku.db."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self) -> Sequence[StoredLesson]:
        def work(connection: sqlite3.Connection) -> Sequence[StoredLesson]:
            rows = connection.execute(schema.WAITING_LESSONS).fetchall()
            return [StoredLesson(id=id, customer=CustomerId(customer), sealed=sealed, person=subject or customer) for id, customer, sealed, subject in rows]

        return await self._database.read(work)

    async def has(self, id: str) -> bool:
        return await self._database.read(lambda connection: connection.execute(schema.HAS_LESSON, {"id": id}).fetchone() is not None)

    async def count(self, customer: CustomerId) -> int:
        return await self._database.read(lambda connection: int(connection.execute(schema.COUNT_LESSONS, {"customer": customer}).fetchone()[0]))

    async def used(self, ids: Collection[str]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            for id in ids:
                connection.execute(schema.USE_LESSON, {"of": id, "empty": b""})

        await self._database.write(work)


def keep_lessons(connection: sqlite3.Connection, seals: Seals, change: Change) -> None:
    """In the writer's thread: first what goes, then what comes."""
    customer, conversation = change.talk.customer, change.talk.conversation
    if change.unlearn:
        connection.execute(schema.DROP_LESSONS, {"customer": customer})
    for lesson in change.lessons:
        if lesson.customer != customer:
            raise ValueError("a lesson belongs to its customer")
        sealed = seals.to_customer(customer, lesson_what(customer, lesson.id), lesson_to_plain(lesson))
        connection.execute(schema.ADD_LESSON, {"id": lesson.id, "conversation": conversation, "customer": customer, "used": 0, "sealed": sealed})


def lesson_what(customer: str, id: str) -> dict[str, str | int]:
    """To what the seal of a lesson is bound."""
    return {"what": "lesson", "customer": customer, "id": id, "version": 1, "purpose": "learning"}


def lesson_to_plain(lesson: Lesson) -> bytes:
    """All of a lesson as UTF-8 JSON: only to be sealed at once."""
    return plain_json({
        "language": lesson.language, "shown": lesson.shown, "right": lesson.right, "maker": lesson.maker, "day": lesson.day.isoformat(),
        "vector": base64.b64encode(reveal(lesson.vector)).decode(),
    }).encode()


def lesson_from_plain(stored: SealedLesson, plain: bytes) -> Lesson:
    """The lesson that `lesson_to_plain` wrote. Raises Broken when it is no such thing."""
    try:
        kept = json.loads(plain)
        vector, day = base64.b64decode(kept.pop("vector"), validate=True), date.fromisoformat(kept.pop("day"))
        return Lesson(id=stored.id, customer=stored.customer, person=stored.person, vector=Personal(vector), day=day, **kept)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Broken(what="shape", kind="Lesson") from error
