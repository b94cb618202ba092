"""What the story calls and what adapters do. Small Protocols, split by use case rather than grown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from luukku.model.consent import Permission
from luukku.model.conversation import Change, Event, Message, Mode, Sending, Talk, Timer, Turn
from luukku.model.decision import Noted
from luukku.model.device import Device, Holding, Opened, SealedThing, What, Where
from luukku.model.erasure import ChangeKind, ErasureState, Kept, LedgerRow, Notice, Request
from luukku.model.fact import Fact, Facts
from luukku.model.handover import Employee, Handover
from luukku.model.ids import Assurance, CaseId, ConversationId, CustomerId, EmployeeId, EnvelopeId, HandoverId, Language, ShareId, StepId
from luukku.model.incident import Incident
from luukku.model.join import Join, State
from luukku.model.journey import Envelope
from luukku.model.lesson import Lesson
from luukku.model.passkey import Holder, Passkey, Place, Shown
from luukku.model.rule import Asked, Category, Circumstance, Decided, Standing
from luukku.model.use import Entry, EntryKind, Outgoing, PeerAnswer, Release
from luukku.model.wallet import Credential, Issuer

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...


class Embedder(Protocol):
    """Texts into one space. `name`, `version` and `dimension` are stored with every index made from it."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    async def embed(self, texts: Sequence[str], of: str = "") -> Vectors:
        """(len(texts), dimension) float32, unit rows. `of`: whose they are (a conversation); those who wait are served
        in turn, one text each. Raises Busy when its queue is full."""
        ...

    def embed_now(self, texts: Sequence[str]) -> Vectors:
        """The same, blocking: for start-up and tools."""
        ...


class Store(Protocol):
    """Conversations and turns. Writes are group-committed with synchronous=FULL by one writer thread."""

    async def open_conversation(self, talk: Talk, token_hash: bytes) -> None: ...

    async def accept(self, message: Message, at: datetime, text_hash: bytes) -> Turn:
        """Commit 1: durable before it returns. The same id and text again gives the same turn (with its `answer`
        once there is one); the same id with another text raises Clash; an unknown conversation NotFound; a full
        disk NoRoom (nothing is kept then)."""
        ...

    async def talk(self, conversation: ConversationId) -> Talk:
        """Raises NotFound."""
        ...

    async def commit(self, change: Change) -> int:
        """Commit 3: all of `change` or nothing; the last event's seq. Raises Clash when `talk.version` is not the
        stored one + 1, NoRoom on a full disk. Wakes those who wait in `Feed.changed`."""
        ...

    async def waiting(self) -> Sequence[Turn]:
        """Turns that were accepted and not answered (a crash came between), oldest first, opened from their
        waiting envelopes."""
        ...

    async def facts(self, customer: CustomerId, *cases: CaseId) -> Sequence[SealedFact]:
        """Of these cases, in their order."""
        ...


class Envelopes(Protocol):
    """The sealed envelopes of steps that run."""

    async def envelope(self, case: CaseId, step: StepId) -> Envelope | None:
        """The step's envelope as it lies sealed; opened by the gate only."""
        ...


class SealedFact(Protocol):
    """A stored fact: names in plain, the value sealed to the customer."""

    @property
    def case(self) -> CaseId: ...

    @property
    def name(self) -> str: ...

    @property
    def about(self) -> str: ...

    @property
    def version(self) -> int:
        """Counts corrections from 1; bound into the seal."""
        ...

    @property
    def sealed(self) -> bytes:
        """A `Fact` as `adapters.embedded.shapes.fact_to_plain` writes it (`fact_from_plain` reads it), sealed to the customer."""
        ...

    @property
    def what(self) -> Mapping[str, str | int]:
        """To what the seal is bound: hand it to `Seals.open(customer, what, sealed)` as it is."""
        ...


class ReceiptSigner(Protocol):
    """Signs receipts for people to take away."""

    @property
    def kid(self) -> str:
        """Thumbprint of the key that signs now (RFC 7638)."""
        ...

    @property
    def keys(self) -> Sequence[Mapping[str, str]]:
        """Public keys (JWK, RFC 7517) of all that has ever been signed, the newest last."""
        ...

    def sign(self, claims: Mapping[str, Any]) -> str:
        """JWS, compact form. ValueError for what has no canonical form."""
        ...


class Feed(Protocol):
    """The events of a conversation, for pages and API."""

    async def events(self, conversation: ConversationId, after: int, limit: int = 500, *, bare: bool = False) -> Sequence[Event]:
        """In order of seq, `personal` opened (a customer reading their own is not a use), or left out (`bare`). Raises NotFound,
        Locked, KeyAway."""
        ...

    async def changed(self, conversation: ConversationId, after: int, seconds: float) -> bool:
        """Waits until there is an event after `after`, at most so long; False on time-out."""
        ...

    async def newest(self, conversation: ConversationId) -> int:
        """The conversation's last seq, without opening anything; 0 when there is none."""
        ...


class Outbox(Protocol):
    """What is to be sent, asked or woken. Rows survive a crash; each is worked by one task at a time."""

    async def due(self, now: datetime, limit: int = 50, busy: Collection[str] = ()) -> Sequence[Sending]:
        """Earliest first; none for the receivers in `busy`."""
        ...

    async def later(self, sending: Sending, due: datetime) -> None:
        """Try again then (attempts + 1)."""
        ...

    async def drop(self, share: ShareId, kind: str) -> None: ...

    async def timers(self, today: str) -> Sequence[Timer]:
        """Timers whose day is `today` (ISO) or earlier."""
        ...

    async def next_due(self, busy: Collection[str] = ()) -> datetime | None: ...

    async def shares(self) -> frozenset[ShareId]:
        """Shares that are still to be sent or asked after, and those in somebody's hands: no other can still be carried out."""
        ...


class Doors(Protocol):
    """Who may come in: tokens, resume codes, sign-ins under way. Secrets are kept as keyed hashes only."""

    async def by_token(self, token_hash: bytes) -> ConversationId:
        """Raises NotFound."""
        ...

    async def add_token(self, conversation: ConversationId, token_hash: bytes, *, moves: bool = False) -> None:
        """One more way in. `moves`: it opens this conversation from now on, whatever it opened before; without, a hash
        in use raises Clash. Raises NotFound."""
        ...

    async def renew(self, conversation: ConversationId, token_hash: bytes, kept: bytes) -> None:
        """From now on only this token opens the conversation: all others go, its passkeys, and all its codes but the one
        with the hash `kept`. Again: nothing changes. Raises NotFound."""
        ...

    async def put_code(self, kind: str, code_hash: bytes, conversation: ConversationId, data: Mapping[str, str], ends: datetime) -> None:
        """A code of one use: "resume", "sign-in" (under way) or "signed-in" (come back)."""
        ...

    async def take_code(self, kind: str, code_hash: bytes, now: datetime) -> tuple[ConversationId, Mapping[str, str]]:
        """Once. Raises OutOfDate when unknown, used or ended: the same for all three."""
        ...

    async def put_identity(self, conversation: ConversationId, subject_hash: bytes, assurance: str, at: datetime) -> None:
        """Raises Refused(why="other-person") when another subject has signed in to this conversation."""
        ...


class Rules(Protocol):
    """The rules that every use is put to. Nothing is allowed that no rule permits; one that forbids is enough."""

    def decide(self, asked: Asked, facts: Iterable[tuple[str, str]] = ()) -> Decided:
        """`facts`: (name, about whom). One question for each category among them, so `asked.category` is not looked at; a no
        to any is a no. The same question has the same answer for as long as this lives."""
        ...

    def category(self, name: str, about: str, purpose: str) -> Category:
        """Which sort of fact it is there; one that no pack knows is special."""
        ...


class Gate(Protocol):
    """The one door to plaintext. No use without permission (or the law's basis) and a durable entry first (I1)."""

    async def new_customer(self, customer: CustomerId, mode: Mode) -> None:
        """Makes the key pair; the private half wrapped under the key-encryption key in keys.db."""
        ...

    async def holds(self, customer: CustomerId) -> bool:
        """Whether the customer's key is there and has not ended: without it nothing of theirs can be opened."""
        ...

    async def end_customer(self, customer: CustomerId, at: datetime | None) -> None:
        """The customer's key is destroyed at that time, and with it all that is sealed to it; None: not any more."""
        ...

    async def serve(self, customer: CustomerId, sealed: Sequence[SealedFact], purpose: str, rule: str, turn: str) -> Mapping[CaseId, Facts]:
        """One entry a turn for all cases, then the plaintext by case. Without facts: neither. Raises Locked, Refused."""
        ...

    async def look(self, look: str, customer: CustomerId, sealed: Sequence[SealedFact], permission: Permission | None, actor: str, rule: str, now: datetime, circumstances: frozenset[Circumstance] = frozenset()) -> Mapping[CaseId, Facts]:
        """An employee's look, one entry for each opening (`look` is its id; the same id again writes none), then the
        plaintext by case. `actor` is "person:<name>". The permission's receiver is "desk", its purpose "handover", its
        service the handover's id, and it names every fact and "conversation". Raises Refused (and leaves a "refused"
        entry) when it is missing, over, or does not name a fact; Locked. Without facts the entry is written all the same:
        the conversation itself is looked at."""
        ...

    async def break_glass(self, look: str, customer: CustomerId, sealed: Sequence[SealedFact], permission: Permission | None, why: str, actor: str, rule: str, now: datetime, circumstances: frozenset[Circumstance] = frozenset()) -> Mapping[CaseId, Facts]:
        """The look of an employee who does not have the case: as `look`, with purpose "break-glass", and `why` (reason and
        words, not "") as the entry's basis, which the customer reads."""
        ...

    async def wrap(self, envelope: Envelope, facts: Sequence[Fact]) -> Envelope:
        """Seals the named facts under a new key of the envelope's own; gives it back with `sealed` filled."""
        ...

    async def share(self, share: ShareId, envelope: Envelope, customer: CustomerId, permission: Permission | None, names: Sequence[str], rule: str, now: datetime, needs: Assurance = "nobody", circumstances: frozenset[Circumstance] = frozenset(), gain: bool = False, stopped: Standing | None = None, own: str | None = None, approved: str | None = None) -> Release:
        """Entry durable, then the values. The same share again: no second entry, permission checked anew.
        Raises Refused (and leaves a "refused" entry) when the permission is missing, over, for another receiver or
        purpose, does not name a fact, when a rule forbids it, when the customer has `stopped` it or a rule of their `own` forbids it, or when what would
        go is not what they `approved` ("": nothing; None: nothing is done, only told); Locked when the envelope's
        key is gone."""
        ...

    async def close(self, envelopes: Sequence[EnvelopeId]) -> None:
        """Destroys their keys: what is sealed under them cannot be opened again."""
        ...

    async def own(self, customer: CustomerId, sealed: Sequence[SealedFact]) -> Mapping[CaseId, Facts]:
        """The customer reading their own: no use, no entry."""
        ...

    async def own_kept(self, customer: CustomerId, record: Kept) -> Fact:
        """The customer reading what a law keeps of theirs: no use, no entry. Raises Locked when its key has gone."""
        ...

    async def keep(self, record: Kept, customer: CustomerId, sealed: SealedFact) -> Kept:
        """Entry durable, then the fact is sealed anew under a key of the record's own, which ends with it; gives it back
        with `sealed`. Nobody is shown it."""
        ...

    async def release(self, record: str) -> None:
        """Destroys the key of a kept record."""
        ...

    async def learn(self, customer: CustomerId, sealed: Sequence[SealedLesson], permission: Permission | None, rule: str, now: datetime) -> Sequence[Lesson]:
        """One entry, then the lessons. The permission's purpose is "learning", its receiver "counter", and it names
        "correction". Raises Refused (and leaves a "refused" entry) when it is missing or over; Locked."""
        ...


class Devices(Protocol):
    """Customers' own devices, and what they open for a request. Customers whose key is gone: Locked."""

    async def holding(self, customer: CustomerId) -> Holding:
        """Where the customer's key is, and their devices, oldest first."""
        ...

    async def put(self, customer: CustomerId, device: Device) -> None:
        """One more, or one that is let in. Raises Clash when the id is there with another key, Malformed for a key that is none."""
        ...

    async def drop(self, customer: CustomerId, id: str) -> None:
        """What was sealed to that device is gone. Again: nothing changes."""
        ...

    async def sealed(self, customer: CustomerId, what: Collection[What]) -> Sequence[SealedThing]:
        """All of these kinds that only a device of the customer can open."""
        ...

    def hand_over(self, customer: CustomerId, opened: Opened) -> str:
        """Holds it in memory for one request, at most a minute, and gives its ticket. Raises Busy, Malformed."""
        ...

    def handed(self, ticket: str) -> AbstractContextManager[None]:
        """Within, what was handed over under that ticket opens, once; an unknown one opens nothing. Afterwards it is forgotten."""
        ...


class Lending(Protocol):
    """What customers' devices handed over for the human whom they called, or for what a wallet shows: in memory only, until it is over."""

    def lend(self, customer: CustomerId, until: datetime | None = None) -> None:
        """What the request that is served has of the customer's stays, beside what stayed before, and what is sealed to them meanwhile;
        at least `until`. Of customers whose key is here: nothing."""
        ...

    def lent(self, customer: CustomerId) -> AbstractContextManager[bool]:
        """Within, what was lent opens; whether anything was."""
        ...

    def lending(self, now: datetime | None = None) -> Sequence[CustomerId]:
        """Of whom something is lent; with `now`, only those whose time is over or who have none."""
        ...

    def end_lending(self, customer: CustomerId) -> None:
        """It is forgotten. Again: nothing changes."""
        ...


class Moves(Protocol):
    """Moving a customer's key to their device and back, in steps that can each be done again. Raises Locked when the key is gone."""

    async def begin_out(self, customer: CustomerId, public: bytes, device: Device) -> None:
        """From now on all is sealed to `public`; the old private half is still here. The same again changes nothing. Raises Clash when it is
        on a device already, or is still coming back from one; Malformed for a key that is none."""
        ...

    async def reseal(self, customer: CustomerId, where: Where) -> int:
        """What lies there is sealed to where the key is now; how much could not be opened for it."""
        ...

    async def let_go(self, customer: CustomerId) -> None:
        """The private half that was here is destroyed."""
        ...

    async def begin_back(self, customer: CustomerId) -> None:
        """From now on all is sealed to a new pair that is kept here; the devices stay. Where it is kept already: nothing changes.
        Raises KeyAway unless all that a device must open was handed over."""
        ...

    async def end_back(self, customer: CustomerId) -> None:
        """No device has the key any more."""
        ...

    async def moving(self) -> Sequence[CustomerId]:
        """Whose move to a device was begun and not ended."""
        ...


class SealedLesson(Protocol):
    """A stored lesson, sealed to its customer."""

    @property
    def id(self) -> str: ...

    @property
    def customer(self) -> CustomerId: ...

    @property
    def person(self) -> str: ...

    @property
    def sealed(self) -> bytes: ...


class Lessons(Protocol):
    """What corrections teach, until it was learnt from. Written by `Store.commit` (`Change.lessons`, `Change.unlearn`)."""

    async def waiting(self) -> Sequence[SealedLesson]:
        """All that nobody has learnt from yet, by customer."""
        ...

    async def has(self, id: str) -> bool:
        """Whether it is kept, or was."""
        ...

    async def count(self, customer: CustomerId) -> int:
        """How many of the customer's wait."""
        ...

    async def used(self, ids: Collection[str]) -> None:
        """They were learnt from: what was sealed goes. Unknown ids are passed over."""
        ...


class Rounds(Protocol):
    """What the hourly round looks through and puts in order in the store."""

    async def customers(self) -> frozenset[CustomerId]: ...

    async def talks_of(self, customer: CustomerId) -> Sequence[Talk]: ...

    async def fact_times(self, customer: CustomerId) -> Mapping[tuple[CaseId, str], datetime]:
        """(case, name) → when the newest fact of that name was said."""
        ...

    async def with_untold(self) -> frozenset[ConversationId]:
        """Conversations in which something waits for organisations to be told."""
        ...

    async def with_closed(self) -> frozenset[CustomerId]:
        """Customers of whose cases some was closed."""
        ...

    async def idle(self, before: datetime) -> frozenset[CustomerId]:
        """Customers in whose conversations nothing has happened since."""
        ...

    async def talk_of(self, share: ShareId) -> Talk | None:
        """The conversation that a share belongs to; None for shares that are not ours."""
        ...

    async def envelopes(self, customer: CustomerId | None = None) -> frozenset[EnvelopeId]:
        """Those of a customer, or all."""
        ...

    async def forget(self, customer: CustomerId) -> int:
        """Deletes every row of the customer's conversations, in every table; how many conversations there were."""
        ...

    async def tidy(self) -> None:
        """What was deleted is in no file of the store any more. Raises Busy while somebody reads on."""
        ...

    async def sweep_waiting(self) -> int:
        """Destroys the waiting keys of hours that are over and under which no turn waits; how many."""
        ...


class KeyRounds(Protocol):
    """The same for the keys."""

    async def customers(self) -> frozenset[CustomerId]: ...

    async def ends(self) -> Mapping[CustomerId, datetime]:
        """When customers' keys end; those without an end are not in it."""
        ...

    async def envelopes(self) -> frozenset[EnvelopeId]: ...

    async def destroy_ended(self) -> int: ...

    async def shred(self, customer: CustomerId, envelopes: Collection[EnvelopeId], mark: Mark) -> bool:
        """The customer's key and those of their envelopes are gone for good, at once; whether the customer's was there.
        `mark`: how far the ledger is."""
        ...


Mark = tuple[int, bytes]
"""(seq, hash) of the ledger's last row."""


class Ledger(Protocol):
    """Who was erased, append-only, naming nobody. It is durable before anything is destroyed."""

    def number(self, customer: CustomerId) -> str:
        """A keyed hash of the id, 32 hex digits: under it all that is kept here about a customer."""
        ...

    async def begin(self, number: str, at: datetime, due: datetime, notices: Sequence[Notice], told: Mapping[str, Any]) -> Mark:
        """The row `asked`, the notices and the request with its due day, durable together. Again: nothing changes, the same mark."""
        ...

    async def note(self, number: str, state: ErasureState, at: datetime, told: Mapping[str, Any]) -> None:
        """One more row. `erased` and `done` once each; with `done` the request is settled."""
        ...

    async def rows(self, number: str | None = None) -> Sequence[LedgerRow]:
        """Of one number, or all, oldest first."""
        ...

    async def unfinished(self) -> Sequence[str]:
        """Numbers that were asked for and are not done."""
        ...

    async def proof(self, number: str) -> str:
        """A signed note of what was erased and when. Raises NotFound until it is done."""
        ...


class Notices(Protocol):
    """What organisations must be told after an erasure or about facts that they got, by shares. Kept for a while after it was told."""

    async def notices(self) -> Sequence[Notice]:
        """All, by when they are due."""
        ...

    async def add(self, notices: Sequence[Notice]) -> None:
        """Beside those of erasures, which come with the ledger's row. Again: nothing changes."""
        ...

    async def later(self, id: str, due: datetime) -> None: ...

    async def told(self, id: str, at: datetime) -> None: ...

    async def drop_notices(self, ids: Collection[str]) -> None: ...


class KeptRecords(Protocol):
    """Single records that a law or a dispute keeps, under keys of their own class: erasing goes on around them."""

    async def keep(self, record: Kept) -> None: ...

    async def kept(self, number: str | None = None) -> Sequence[Kept]:
        """Of one number, or all, by when they end."""
        ...

    async def end_kept(self, id: str, ends: datetime) -> None:
        """Raises NotFound."""
        ...

    async def release(self, id: str, at: datetime) -> None:
        """It goes, and the ledger says so where its customer was erased before. After its key."""
        ...


class RightsClock(Protocol):
    """Who used which right, and until when it must be answered."""

    async def ask(self, request: Request) -> None:
        """Again: nothing changes."""
        ...

    async def requests(self) -> Sequence[Request]:
        """All, by when they are due."""
        ...

    async def extend(self, id: str, due: datetime, reason: str) -> None:
        """Raises NotFound for one that is not there, or answered."""
        ...

    async def settle(self, id: str, at: datetime) -> None:
        """It was answered. Raises NotFound as `extend`."""
        ...


class Desk(Protocol):
    """The queue of those who wait for a human, and who has them. Rows are written by `Store.commit` (`Change.handovers`)."""

    async def queue(self) -> Sequence[Handover]:
        """All that wait or are held: by level, then the oldest promise first."""
        ...

    async def handover(self, id: HandoverId) -> Handover:
        """Raises NotFound."""
        ...

    async def changed(self, after: int, seconds: float) -> int:
        """Waits until the queue has changed since the number `after`, at most so long; the number as it is now."""
        ...

    async def late(self, now: datetime) -> Sequence[Handover]:
        """Those that wait although their promise is over."""
        ...


class Staff(Protocol):
    """Employees and stewards, and who of them is at the desk. Passwords and tokens lie there as hashes only."""

    async def add(self, employee: Employee, password_hash: str) -> None:
        """Raises Clash when the login is in use."""
        ...

    async def by_login(self, login: str) -> tuple[Employee, str]:
        """(employee, password hash). Raises NotFound."""
        ...

    async def employee(self, id: EmployeeId) -> Employee:
        """Raises NotFound."""
        ...

    async def everyone(self) -> Sequence[Employee]:
        """All there ever were, by login."""
        ...

    async def switch_off(self, login: str) -> Employee:
        """They may not come in any more, and their sessions end now. Raises NotFound."""
        ...

    async def put_session(self, token_hash: bytes, employee: EmployeeId, at: datetime, ends: datetime) -> None: ...

    async def renew_session(self, token_hash: bytes, at: datetime, ends: datetime) -> bool:
        """A session that still holds at `at` lasts until `ends`. False: there is none, and none is made."""
        ...

    async def by_session(self, token_hash: bytes, now: datetime) -> Employee:
        """Whose session it is; it was seen `now`. Raises NotFound: unknown, ended, or of somebody who may not come in any more."""
        ...

    async def end_session(self, token_hash: bytes) -> None: ...

    async def end_sessions(self) -> None:
        """Everybody's: they sign in again."""
        ...

    async def on_duty(self, since: datetime) -> int:
        """How many different active people's sessions have been seen since."""
        ...

    async def seen(self, employee: EmployeeId) -> datetime | None:
        """When any session of theirs was seen last. None: they have none, signed out, or may not come in any more."""
        ...


class Passkeys(Protocol):
    """Passkeys that are kept, each known by a keyed hash that the caller makes."""

    async def add(self, passkey: Passkey, most: int) -> None:
        """Raises Clash when it is known, or the holder has `most` already; NotFound for an unknown holder."""
        ...

    async def passkey(self, hash: bytes) -> Passkey:
        """Raises NotFound."""
        ...

    async def of(self, holder: Holder) -> Sequence[Passkey]:
        """Oldest first."""
        ...

    async def use(self, hash: bytes, count: int, at: datetime) -> None:
        """It was used. Raises NotFound also when a device that counts does not count on: then there are two of it."""
        ...

    async def remove(self, holder: Holder, hash: bytes) -> bool:
        """False: the holder has none such."""
        ...


class Joins(Protocol):
    """Which conversations were joined."""

    async def add(self, join: Join) -> None:
        """Raises Clash when the two are joined, or about to be; NotFound for an unknown conversation."""
        ...

    async def of(self, conversation: ConversationId) -> Sequence[Join]:
        """All in which it is one of the two, in whatever state."""
        ...

    async def unfinished(self) -> Sequence[Join]:
        """Those that are about to begin or to end."""
        ...

    async def turn(self, id: str, state: State) -> None: ...

    async def same_person(self, here: ConversationId, there: ConversationId) -> bool:
        """Whether everybody who signed in strongly there has done so here too."""
        ...


class PasskeyCheck(Protocol):
    """The ceremonies of Web Authentication; keeps nothing. `told` is the browser's JSON."""

    def ask_new(self, place: Place, us: str, user: bytes, name: str, challenge: bytes) -> Mapping[str, Any]:
        """What `navigator.credentials.create` takes, as JSON has it. `us`: our name; `user`: by what the device keeps it."""
        ...

    def ask(self, place: Place, challenge: bytes) -> Mapping[str, Any]:
        """What `navigator.credentials.get` takes."""
        ...

    def read(self, told: str, *, new: bool) -> tuple[bytes, bytes]:
        """(credential's id, challenge), nothing verified yet. Raises Refused(why="passkey")."""
        ...

    def check_new(self, place: Place, told: str, challenge: bytes) -> Shown:
        """Raises Refused(why="passkey") when anything does not hold."""
        ...

    def check(self, place: Place, told: str, challenge: bytes, key: bytes, count: int) -> Shown:
        """Raises Refused(why="passkey") when anything does not hold, a count that does not go on included."""
        ...


class Log(Protocol):
    """The append-only Merkle log."""

    async def append(self, customer: CustomerId, kind: EntryKind, *, actor: str, purpose: str, receiver: str | None, facts: Sequence[str], permission: str | None, basis: str, rule: str, result: str, about: str | None, id: str | None = None) -> str:
        """Durable when it returns; the entry's id. The same id again changes nothing."""
        ...

    async def entries(self, customer: CustomerId, after: int = 0) -> Sequence[Entry]:
        """The customer's own behind their `after`th, opened with their key, in order of `n`."""
        ...

    async def looks(self, since: datetime) -> Sequence[tuple[CustomerId, Entry]]:
        """Looks of employees, with glass broken or not, from `since` on, newest first; of customers who are still there."""
        ...

    async def forget(self, customer: CustomerId) -> int:
        """Of the customer's entries only place and commitment stay; how many there were. After the key is gone."""
        ...

    async def tidy(self) -> None:
        """What was taken out is in no file of the log any more. Raises Busy while somebody reads on."""
        ...

    async def unfinished(self) -> Sequence[tuple[CustomerId, ShareId]]:
        """Authorised shares without a done, refused or not-carried-out entry."""
        ...

    async def verify(self) -> Mapping[str, Any]:
        """{"entries": n, "root": hex, "checkpoint": size, "ok": True}; raises Broken with the position."""
        ...

    async def checked(self) -> Mapping[str, Any]:
        """As `verify`, for pages: what this process has checked under an earlier checkpoint is not read again."""
        ...


class Proofs(Protocol):
    """What a customer, or whoever they show it to, checks the log with, without the counter."""

    async def prove(self, customer: CustomerId, id: str) -> str:
        """A c2sp.org/tlog-proof@v1 of one of the customer's entries, opened in it. Raises NotFound (also for others'),
        Locked, Busy (it has no place in the tree yet: in a second it has)."""
        ...

    async def prove_all(self, customer: CustomerId) -> Sequence[tuple[Entry, str]]:
        """All of the customer's entries that have a place in the tree, with their proofs, in order of `n`. Raises Locked, Broken."""
        ...

    async def check(self, customer: CustomerId, since: int) -> Mapping[str, Any]:
        """What a client checks in one go: as `checkpoint`, with "proofs": [{"n", "id", "proof"}] of the customer's entries under
        that very checkpoint. Raises NotFound, Locked, Broken."""
        ...

    async def sign(self, text: str) -> str:
        """A signed note of a text of ours under the log's key. ValueError for what could be taken for a checkpoint."""
        ...

    async def checkpoint(self, since: int) -> Mapping[str, Any]:
        """{"vkey": the log's key, "checkpoint": the newest signed note, "consistency": hashes (base64) that show that the tree of
        `since` leaves begins it}. Raises NotFound when the log never was of that size."""
        ...


class Register(Protocol):
    """What was decided by rules, about nobody in particular, and the rules by which. Kept for good."""

    def keep_rules(self, held: bytes) -> str:
        """Durable when it returns; their SHA-256, under which they are found again."""
        ...

    def rules(self, sha256: str) -> bytes:
        """Raises NotFound, Broken when the file is not what its name says."""
        ...

    def note(self, row: Noted) -> None:
        """Durable when it returns; one row of each kind for a record."""
        ...

    def rows(self) -> Sequence[Noted]:
        """Oldest first."""
        ...


class Incidents(Protocol):
    """What went wrong with the trust itself. Kept for good."""

    def note(self, kind: str, **data: str | int) -> Incident:
        """Durable when it returns; the same kind and data again is the same incident while it is open."""
        ...

    def close(self, id: str, by: str, note: str) -> Incident:
        """Who answers for it has looked into it. Raises NotFound: unknown, or closed before."""
        ...

    def all(self) -> Sequence[Incident]:
        """Oldest first."""
        ...


class Peer(Protocol):
    """One organisation's way of being told. Raises Unreached (try later) and BadAnswer (a typed answer it is not)."""

    async def tell(self, message: Outgoing) -> PeerAnswer:
        """Tells, or answers an ask-back when `message.task` is set. Repeats with the same share are answered alike."""
        ...

    async def look(self, task: str, share: ShareId) -> PeerAnswer:
        """How the matter stands."""
        ...

    async def close(self, share: ShareId) -> None:
        """Nothing more will be asked about this share: clear what lies outside (a mailbox letter)."""
        ...

    async def left(self) -> frozenset[ShareId]:
        """Shares of which something still lies outside (others' among them). Raises Unreached."""
        ...

    async def erased(self, notice: str, shares: Sequence[ShareId]) -> None:
        """Tells that the sender of these shares has deleted theirs. The same notice again is answered alike."""
        ...

    async def changed(self, notice: str, kind: ChangeKind, shares: Sequence[ShareId], facts: Sequence[str]) -> None:
        """Tells what is to know of these facts (names), which the organisation got by these shares. The same notice again is answered alike."""
    async def undone(self, notice: str, share: ShareId) -> None:
        """Tells that what was done by this share is undone. The same notice again is answered alike. Raises Unreached, BadAnswer."""
        ...

    async def forget(self, shares: Collection[str]) -> None:
        """All that lies outside for these shares or notices goes, late answers too, unread. Raises Unreached."""
        ...


class SignIn(Protocol):
    """OpenID Connect: authorisation code with PKCE, state, nonce."""

    async def start(self, state: str, language: Language, back: str) -> tuple[str, Mapping[str, str]]:
        """(address to go to, what must be kept until the person comes back: nonce, verifier). Raises Unreached."""
        ...

    async def finish(self, code: str, kept: Mapping[str, str], back: str) -> tuple[str, str]:
        """(issuer + subject, acr). Raises Refused when anything does not verify, Unreached."""
        ...


class Wallets(Protocol):
    """How wallets know the counter, and whose credentials count (OpenID4VP 1.0)."""

    @property
    def client_id(self) -> str:
        """The counter's name, with its prefix: what a holder's proof must name as its audience."""
        ...

    @property
    def issuers(self) -> Sequence[Issuer]: ...

    def sign(self, request: Mapping[str, Any]) -> str:
        """A signed request object."""
        ...

    async def check_status(self, credential: Credential, now: float) -> None:
        """Raises BadPresentation when the credential was taken back, or nobody can say whether it was."""
        ...


__all__ = ["Clock", "Desk", "Devices", "Doors", "Embedder", "Envelopes", "Feed", "Gate", "Incidents", "Joins", "KeptRecords", "KeyRounds", "Ledger", "Lending", "Lessons", "Log", "Mark", "Moves", "Notices", "Opened", "Outbox", "PasskeyCheck", "Passkeys", "Peer", "Proofs", "Register", "RightsClock", "Rounds", "Rules", "SealedFact", "SealedLesson", "SignIn", "Staff", "Store", "Wallets"]
