"""What lies in `luukku.db`: the tables, and the hot statements compiled once from them.

Plain are ids, types of events, names of facts, receivers, states and due times. Columns called `sealed` or `personal` or
`answer` hold sealed bytes; nobody else's value stands anywhere. Times are UTC texts whose order is the order of the times.
"""

from __future__ import annotations

import sqlite3

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, Text, bindparam, delete, insert, literal_column, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.schema import SchemaItem

from luukku.adapters.embedded.migrate import migrate
from luukku.errors import BadSettings

VERSION = 6
"""`PRAGMA user_version`: grows with each change of the tables; a file with a newer one is not opened, an older one is migrated."""

metadata = sa.MetaData()


def _table(name: str, *parts: SchemaItem, counted: bool = False) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_autoincrement=counted)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _talk() -> Column[str]:
    """Goes with its conversation."""
    return Column("conversation", Text, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)


conversation = _table(
    "conversation", _text("id", key=True), _text("customer"), Column("version", Integer, nullable=False), _text("talk"),
    Index("conversation_customer", "customer"),
)
case = _table("case", _text("id", key=True), _talk())
turn = _table(
    "turn", Column("seq", Integer, primary_key=True), _text("id"), _talk(), _text("message"),
    Column("text_hash", LargeBinary, nullable=False), _text("at"), _text("today"),
    Column("answered", Integer, nullable=False, default=0), Column("answer", LargeBinary),
    sa.UniqueConstraint("id"), sa.UniqueConstraint("conversation", "message"), counted=True,
)
waiting = _table(
    "waiting", Column("turn", Text, ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True), _text("key"),
    Column("sealed", LargeBinary, nullable=False),
)
event = _table(
    "event", Column("seq", Integer, primary_key=True), _talk(), _text("type"), _text("at"), _text("data"),
    Column("personal", LargeBinary), Index("event_conversation", "conversation", "seq"), counted=True,
)
fact = _table(
    "fact", _text("customer", key=True), _text("case", key=True), _text("name", key=True), _text("about", key=True),
    Column("version", Integer, nullable=False), Column("sealed", LargeBinary, nullable=False),
)
_FACT = ("customer", "case", "name", "about")
fact_time = _table(
    "fact_time", *(_text(name, key=True) for name in _FACT), _text("at"),
    sa.ForeignKeyConstraint(_FACT, [f"fact.{name}" for name in _FACT], ondelete="CASCADE"),
)
"""When each fact was said, by which the round knows how long it may be kept; goes with its fact."""
envelope = _table(
    "envelope", _text("case", key=True), _text("step", key=True), _text("id"), _talk(), _text("purpose"), _text("receiver"),
    _text("names"), _text("ends"), Column("sealed", LargeBinary, nullable=False),
)
sending = _table(
    "sending", _text("share", key=True), _text("kind", key=True), _talk(), _text("customer"), _text("case"), _text("step"),
    _text("receiver"), _text("names"), _text("permission"), Column("envelope", Text), Column("task", Text), _text("due"),
    _text("ends"), Column("attempts", Integer, nullable=False),
    Index("sending_due", "due"), Index("sending_step", "case", "step"),
)
share = _table("share", _text("share", key=True), _talk())
timer = _table(
    "timer", _text("case", key=True), _text("step", key=True), _text("day", key=True), _talk(), Index("timer_day", "day"),
)
token = _table("token", Column("hash", LargeBinary, primary_key=True, nullable=False), _talk())
code = _table(
    "code", _text("kind", key=True), Column("hash", LargeBinary, primary_key=True, nullable=False), _talk(), _text("data"), _text("ends"),
)
identity = _table(
    "identity", Column("conversation", Text, ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("subject", LargeBinary, primary_key=True, nullable=False), _text("assurance"), _text("at"),
)
handover = _table(
    "handover", Column("seq", Integer, primary_key=True), _text("id"), _talk(), Column("version", Integer, nullable=False), _text("number"),
    _text("level"), _text("promised"), _text("state"), Column("employee", Text), _text("kept"),
    sa.UniqueConstraint("id"), Index("handover_conversation", "conversation"), Index("handover_state", "state"), counted=True,
)
"""`kept` is the whole handover, the others what it is found by; `seq` grows with each change, so that the newest numbers the queue."""
employee = _table(
    "employee", _text("id", key=True), _text("login"), _text("name"), _text("role"), Column("active", Integer, nullable=False), _text("password"),
    sa.UniqueConstraint("login"),
)
desk_session = _table(
    "desk_session", Column("hash", LargeBinary, primary_key=True, nullable=False),
    Column("employee", Text, ForeignKey("employee.id", ondelete="CASCADE"), nullable=False), _text("seen"), _text("ends"),
    Index("desk_session_employee", "employee"),
)

passkey = _table(
    "passkey", Column("hash", LargeBinary, primary_key=True, nullable=False),
    Column("employee", Text, ForeignKey("employee.id", ondelete="CASCADE")), Column("conversation", Text, ForeignKey("conversation.id", ondelete="CASCADE")),
    Column("key", LargeBinary, nullable=False), Column("count", Integer, nullable=False), _text("at"), Column("used", Text),
    Index("passkey_employee", "employee"), Index("passkey_conversation", "conversation"),
)
"""Either an employee's or a conversation's. `key`: the public half."""
joined = _table(
    "joined", _text("id", key=True), *(Column(side, Text, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False) for side in ("one", "other")),
    _text("at"), _text("ends"), _text("state"), Index("joined_one", "one"), Index("joined_other", "other"),
)

lesson = _table(
    "lesson", _text("id", key=True), _talk(), _text("customer"), Column("used", Integer, nullable=False), Column("sealed", LargeBinary, nullable=False),
    Index("lesson_customer", "customer"),
)
"""`used`: it was learnt from, and `sealed` is empty; the row stays so that its customer does not teach the same twice."""

_ZERO, _ONE = literal_column("0", Integer), literal_column("1", Integer)
_LIMIT = "\nLIMIT :limit"
_DIALECT = sqlite.dialect(paramstyle="named")


def _sql(statement: ClauseElement) -> str:
    """The statement as text with named parameters: SQLAlchemy writes it once, sqlite3 runs it."""
    return str(statement.compile(dialect=_DIALECT))


def _put(table: Table) -> str:
    """Insert the row, or replace the one with the same key."""
    keys = [column.name for column in table.primary_key]
    adding = upsert(table).values({column.name: bindparam(column.name) for column in table.columns})
    fresh = {column.name: adding.excluded[column.name] for column in table.columns if column.name not in keys}
    return _sql(adding.on_conflict_do_update(index_elements=keys, set_=fresh) if fresh else adding.on_conflict_do_nothing())


def _add(table: Table, *without: str) -> str:
    return _sql(insert(table).values({column.name: bindparam(column.name) for column in table.columns if column.name not in without}))


# Conversations and turns
ADD_CONVERSATION = _add(conversation)
GET_TALK = _sql(select(conversation.c.talk).where(conversation.c.id == bindparam("conversation")))
GET_CUSTOMER = _sql(select(conversation.c.customer).where(conversation.c.id == bindparam("conversation")))
SET_TALK = _sql(
    update(conversation).values(talk=bindparam("talk"), version=bindparam("version")).where(
        conversation.c.id == bindparam("conversation"), conversation.c.customer == bindparam("customer"),
        conversation.c.version == bindparam("version") - _ONE,
    )
)
PUT_CASE = _sql(upsert(case).values(id=bindparam("id"), conversation=bindparam("conversation")).on_conflict_do_nothing())
GET_CASE = _sql(select(case.c.conversation).where(case.c.id == bindparam("case")))
ADD_TURN = _add(turn, "seq", "answer")
GET_TURN = _sql(
    select(turn.c.seq, turn.c.id, turn.c.text_hash, turn.c.at, turn.c.today, turn.c.answered, turn.c.answer).where(
        turn.c.conversation == bindparam("conversation"), turn.c.message == bindparam("message")
    )
)
ANSWER_TURN = _sql(
    update(turn).values(answered=_ONE, answer=bindparam("sealed")).where(
        turn.c.id == bindparam("turn"), turn.c.conversation == bindparam("conversation"), turn.c.answered == _ZERO
    )
)
ADD_WAITING = _add(waiting)
DROP_WAITING = _sql(delete(waiting).where(waiting.c.turn == bindparam("turn")))
ALL_WAITING = _sql(
    select(
        turn.c.seq, turn.c.id, turn.c.conversation, conversation.c.customer, turn.c.message, turn.c.at, turn.c.today,
        waiting.c.key, waiting.c.sealed,
    ).join_from(turn, waiting, waiting.c.turn == turn.c.id).join(conversation, conversation.c.id == turn.c.conversation).order_by(turn.c.seq)
)
WAITING_KEYS = _sql(select(waiting.c.key).distinct())

# Events and facts
LAST_SEQ = "SELECT seq FROM sqlite_sequence WHERE name = 'event'"
ADD_EVENT = _add(event)
EVENTS_AFTER = _sql(
    select(event.c.seq, event.c.type, event.c.at, event.c.data, event.c.personal).where(
        event.c.conversation == bindparam("conversation"), event.c.seq > bindparam("after")
    ).order_by(event.c.seq)
) + _LIMIT
REPLY_TO = _sql(
    select(event.c.seq, event.c.personal).where(
        event.c.conversation == bindparam("conversation"), event.c.type == literal_column("'replied'"),
        literal_column("json_extract(event.data, '$.turn')") == bindparam("turn")
    ).order_by(event.c.seq)
)
NEWEST_EVENT = _sql(select(sa.func.max(event.c.seq)).where(event.c.conversation == bindparam("conversation")))
PUT_FACT = _put(fact)
PUT_FACT_TIME = _put(fact_time)
DROP_FACT = _sql(delete(fact).where(fact.c.customer == bindparam("customer"), fact.c.case == bindparam("case"), fact.c.name == bindparam("name")))
FACT_TIMES = _sql(select(fact_time.c.case, fact_time.c.name, sa.func.max(fact_time.c.at)).where(fact_time.c.customer == bindparam("customer")).group_by(fact_time.c.case, fact_time.c.name))
FACT_VERSION = _sql(
    select(fact.c.version).where(
        fact.c.customer == bindparam("customer"), fact.c.case == bindparam("case"), fact.c.name == bindparam("name"),
        fact.c.about == bindparam("about"),
    )
)
FACTS = _sql(
    select(fact.c.name, fact.c.about, fact.c.version, fact.c.sealed).where(
        fact.c.customer == bindparam("customer"), fact.c.case == bindparam("case")
    )
)

# Envelopes, outbox, timers
PUT_ENVELOPE = _put(envelope)
GET_ENVELOPE = _sql(select(envelope).where(envelope.c.case == bindparam("case"), envelope.c.step == bindparam("step")))
ALL_ENVELOPES = _sql(select(envelope.c.id))
ENVELOPES_OF = _sql(select(envelope.c.id).join(conversation, conversation.c.id == envelope.c.conversation).where(conversation.c.customer == bindparam("customer")))
PUT_SENDING = _put(sending)
_NOT_BUSY = text("sending.receiver NOT IN (SELECT value FROM json_each(:busy))")
DUE_SENDINGS = _sql(select(sending).where(sending.c.due <= bindparam("now"), _NOT_BUSY).order_by(sending.c.due, sending.c.share)) + _LIMIT
NEXT_SENDINGS = _sql(select(sending.c.share, sending.c.kind, sending.c.due).where(_NOT_BUSY).order_by(sending.c.due)) + _LIMIT
LATER_SENDING = _sql(
    update(sending).values(due=bindparam("new_due"), attempts=sending.c.attempts + _ONE).where(
        sending.c.share == bindparam("of_share"), sending.c.kind == bindparam("of_kind")
    )
)
DROP_SENDING = _sql(delete(sending).where(sending.c.share == bindparam("share"), sending.c.kind == bindparam("kind")))
PUT_SHARE = _sql(upsert(share).values(share=bindparam("share"), conversation=bindparam("conversation")).on_conflict_do_nothing())
OPEN_SHARES = _sql(select(sending.c.share).distinct())
SHARE_TALK = _sql(
    select(conversation.c.talk).join_from(share, conversation, share.c.conversation == conversation.c.id).where(share.c.share == bindparam("share"))
)
PUT_TIMER = _put(timer)
DUE_TIMERS = _sql(select(timer).where(timer.c.day <= bindparam("today")).order_by(timer.c.day, timer.c.case, timer.c.step))
DROP_TIMER = _sql(
    delete(timer).where(timer.c.case == bindparam("case"), timer.c.step == bindparam("step"), timer.c.day == bindparam("day"))
)
CLOSE_STEP = tuple(
    _sql(delete(table).where(table.c.case == bindparam("case"), table.c.step == bindparam("step"))) for table in (envelope, sending, timer)
)

# What corrections teach
ADD_LESSON = _sql(upsert(lesson).values({column.name: bindparam(column.name) for column in lesson.columns}).on_conflict_do_nothing())
HAS_LESSON = _sql(select(lesson.c.used).where(lesson.c.id == bindparam("id")))
_SUBJECT = select(sa.func.min(sa.func.hex(identity.c.subject))).where(identity.c.conversation == lesson.c.conversation).scalar_subquery()
WAITING_LESSONS = _sql(select(lesson.c.id, lesson.c.customer, lesson.c.sealed, _SUBJECT).where(lesson.c.used == _ZERO).order_by(lesson.c.customer, lesson.c.id))
COUNT_LESSONS = _sql(select(sa.func.count(lesson.c.id)).where(lesson.c.customer == bindparam("customer"), lesson.c.used == _ZERO))
USE_LESSON = _sql(update(lesson).values(used=_ONE, sealed=bindparam("empty")).where(lesson.c.id == bindparam("of")))
DROP_LESSONS = _sql(delete(lesson).where(lesson.c.customer == bindparam("customer"), lesson.c.used == _ZERO))

# What ends: rows of a customer whose key is gone, in every table (the others go with their conversation)
ALL_CUSTOMERS = _sql(select(conversation.c.customer).distinct())
OF_CUSTOMER = _sql(select(conversation.c.id, conversation.c.talk).where(conversation.c.customer == bindparam("customer")))
CASES_OF = _sql(select(case.c.id).where(case.c.conversation == bindparam("conversation")))
WITH_CLOSED = _sql(select(conversation.c.customer).where(sa.func.instr(conversation.c.talk, literal_column("""'"closed":"'""")) > literal_column("0", Integer)))
"""Customers of whose cases some was closed: `Case.closed` as `shapes.to_json` writes a time."""
WITH_UNTOLD = _sql(select(conversation.c.id).where(sa.func.instr(conversation.c.talk, literal_column("""'"untold":[{'""")) > literal_column("0", Integer)))
IDLE = _sql(
    select(conversation.c.customer)
    .join(event, event.c.conversation == conversation.c.id)
    .group_by(conversation.c.customer)
    .having(sa.func.max(event.c.at) < bindparam("before"))
)
QUEUE_MOVES = (
    "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'handover' AND EXISTS "
    "(SELECT 1 FROM handover JOIN conversation ON conversation.id = handover.conversation WHERE conversation.customer = :customer)"
)
"""The queue's number grows also when somebody goes from it."""
FORGET = (QUEUE_MOVES, *(_sql(delete(table).where(table.c.customer == bindparam("customer"))) for table in (fact, conversation)))

# Where a customer's key moves to: all that is sealed to them, and each with another seal
_OF = "conversation IN (SELECT id FROM conversation WHERE customer = :customer)"
SEALED_FACTS = 'SELECT "case", name, about, version, sealed FROM fact WHERE customer = :customer'
RESEAL_FACT = 'UPDATE fact SET sealed = ? WHERE customer = ? AND "case" = ? AND name = ? AND about = ?'
SEALED_EVENTS = f"SELECT seq, personal FROM event WHERE personal IS NOT NULL AND {_OF} ORDER BY seq"
RESEAL_EVENT = "UPDATE event SET personal = ? WHERE seq = ?"
SEALED_ANSWERS = f"SELECT id, answer FROM turn WHERE answer IS NOT NULL AND {_OF}"
RESEAL_ANSWER = "UPDATE turn SET answer = ? WHERE id = ?"
SEALED_LESSONS = "SELECT id, sealed FROM lesson WHERE customer = :customer AND used = 0"
RESEAL_LESSON = "UPDATE lesson SET sealed = ? WHERE id = ?"

# Doors
ADD_TOKEN = _add(token)
MOVE_TOKEN = _put(token)
BY_TOKEN = _sql(select(token.c.conversation).where(token.c.hash == bindparam("hash")))
DROP_PASSKEYS = _sql(delete(passkey).where(passkey.c.conversation == bindparam("conversation")))
DROP_TOKENS = _sql(delete(token).where(token.c.conversation == bindparam("conversation")))
PUT_CODE = _put(code)
TAKE_CODE = _sql(
    delete(code).where(code.c.kind == bindparam("kind"), code.c.hash == bindparam("hash")).returning(code.c.conversation, code.c.data, code.c.ends)
)
DROP_ENDED_CODES = _sql(delete(code).where(code.c.ends <= bindparam("now")))
DROP_CODES = _sql(delete(code).where(code.c.conversation == bindparam("conversation"), code.c.hash != bindparam("kept")))
ADD_PASSKEY = _add(passkey)
GET_PASSKEY = _sql(select(passkey).where(passkey.c.hash == bindparam("hash")))
_OWNER = (passkey.c.employee.is_not_distinct_from(bindparam("employee")), passkey.c.conversation.is_not_distinct_from(bindparam("conversation")))
PASSKEYS_OF = _sql(select(passkey).where(*_OWNER).order_by(passkey.c.at, passkey.c.hash))
USE_PASSKEY = _sql(
    update(passkey).values(count=bindparam("new"), used=bindparam("now")).where(
        passkey.c.hash == bindparam("of"), sa.or_(passkey.c.count < bindparam("new"), sa.and_(passkey.c.count == _ZERO, bindparam("new") == _ZERO))
    )
)
DROP_PASSKEY = _sql(delete(passkey).where(passkey.c.hash == bindparam("hash"), *_OWNER))
SUBJECTS = _sql(select(identity.c.subject).where(identity.c.conversation == bindparam("conversation")))
ADD_JOIN = _add(joined)
JOINS_OF = _sql(
    select(joined).where(sa.or_(joined.c.one == bindparam("conversation"), joined.c.other == bindparam("conversation"))).order_by(joined.c.at, joined.c.id)
)
UNFINISHED_JOINS = _sql(select(joined).where(joined.c.state.in_([literal_column("'asked'"), literal_column("'parting'")])).order_by(joined.c.at, joined.c.id))
TURN_JOIN = _sql(update(joined).values(state=bindparam("new")).where(joined.c.id == bindparam("of")))
PUT_IDENTITY = _put(identity)
OTHER_IDENTITY = _sql(
    select(identity.c.subject).where(identity.c.conversation == bindparam("conversation"), identity.c.subject != bindparam("subject"))
)

# The desk: who waits for a human, who works there
HANDOVER_VERSION = _sql(select(handover.c.version).where(handover.c.id == bindparam("id")))
DROP_HANDOVER = _sql(delete(handover).where(handover.c.id == bindparam("id")))
ADD_HANDOVER = _add(handover, "seq")
GET_HANDOVER = _sql(select(handover.c.kept).where(handover.c.id == bindparam("id")))
_IN_QUEUE_ORDER = "\nORDER BY CASE handover.level WHEN 'now' THEN 0 WHEN 'today' THEN 1 ELSE 2 END, handover.promised, json_extract(handover.kept, '$.at'), handover.id"
QUEUE = _sql(select(handover.c.kept).where(handover.c.state != literal_column("'over'"))) + _IN_QUEUE_ORDER
LATE = _sql(select(handover.c.kept).where(handover.c.state == literal_column("'waiting'"), handover.c.promised < bindparam("now"))) + _IN_QUEUE_ORDER
QUEUE_NUMBER = "SELECT seq FROM sqlite_sequence WHERE name = 'handover'"
ADD_EMPLOYEE = _add(employee)
BY_LOGIN = _sql(select(employee).where(employee.c.login == bindparam("login")))
GET_EMPLOYEE = _sql(select(employee).where(employee.c.id == bindparam("id")))
ALL_EMPLOYEES = _sql(select(employee).order_by(employee.c.login))
SWITCH_OFF = _sql(update(employee).values(active=_ZERO).where(employee.c.id == bindparam("of")))
PUT_SESSION = _put(desk_session)
BY_SESSION = _sql(
    select(employee, desk_session.c.seen).join_from(desk_session, employee, employee.c.id == desk_session.c.employee).where(
        desk_session.c.hash == bindparam("hash"), desk_session.c.ends > bindparam("now"), employee.c.active == _ONE
    )
)
SEEN_SESSION = _sql(update(desk_session).values(seen=bindparam("now")).where(desk_session.c.hash == bindparam("of")))
RENEW_SESSION = _sql(
    update(desk_session).values(ends=bindparam("new_ends"), seen=sa.func.max(desk_session.c.seen, bindparam("now"))).where(
        desk_session.c.hash == bindparam("of"), desk_session.c.ends > bindparam("now")
    )
)
END_SESSION = _sql(delete(desk_session).where(desk_session.c.hash == bindparam("hash")))
END_ALL_SESSIONS = _sql(delete(desk_session))
END_SESSIONS = _sql(delete(desk_session).where(desk_session.c.employee == bindparam("employee")))
DROP_ENDED_SESSIONS = _sql(delete(desk_session).where(desk_session.c.ends <= bindparam("now")))
ON_DUTY = _sql(
    select(sa.func.count(sa.distinct(desk_session.c.employee)))
    .join_from(desk_session, employee, employee.c.id == desk_session.c.employee)
    .where(desk_session.c.seen >= bindparam("since"), employee.c.active == _ONE)
)
LAST_SEEN = _sql(
    select(sa.func.max(desk_session.c.seen))
    .join_from(desk_session, employee, employee.c.id == desk_session.c.employee)
    .where(desk_session.c.employee == bindparam("id"), employee.c.active == _ONE)
)


def prepare(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file, brings those of an older one up to date. Raises BadSettings when a newer Luukku has written it."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise BadSettings(what="luukku.db", version=version, understood=VERSION)
    if version == VERSION:
        return
    if version:
        migrate(connection, VERSION)
        return
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.begin() as opened:
        metadata.create_all(opened)
        opened.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
