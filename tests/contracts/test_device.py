"""A customer's key on their own device, at the doors themselves: what opens, what is logged, and what is in no file any more."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from luukku.adapters.embedded.devices import EmbeddedDevices
from luukku.adapters.embedded.keys import DeviceRow
from luukku.adapters.embedded.keys_copies import shred_in
from luukku.adapters.embedded.seals import HANDED, Handed
from luukku.adapters.embedded.shapes import fact_what
from luukku.adapters.embedded.writer import Database
from luukku.errors import Broken, Busy, Clash, KeyAway, Locked, Malformed
from luukku.ground.seal import P256_BYTES, new_p256_pair, open_sealed, seal
from luukku.model.device import Device
from luukku.model.fact import reveal
from luukku.model.ids import CustomerId
from luukku.model.use import Entry
from tests.contracts.test_gate import NAMES, serve, share, wrapped
from tests.contracts.trust import CUSTOMER, NOW, Sealed, Yard, permission, yard_at

PRIVATE, PUBLIC = new_p256_pair()
_, OWN = new_p256_pair()
ROW: DeviceRow = ("device-1", OWN, b"the private half, sealed to the device", 0.0)


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with yard_at(tmp_path / "data") as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        yield found


def move_out(yard: Yard) -> None:
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    assert asyncio.run(yard.log.reseal(CUSTOMER)) == 0
    yard.keys.let_go(CUSTOMER)


@contextmanager
def handed(*things: tuple[dict[str, str | int], bytes]) -> Iterator[None]:
    """As a request that the device has handed these over for."""
    opened = {sha256(sealed).digest(): open_sealed(PRIVATE, what, sealed) for what, sealed in things}
    before = HANDED.set(Handed(CUSTOMER, opened))
    yield
    HANDED.reset(before)


def thing(fact: Sealed) -> tuple[dict[str, str | int], bytes]:
    return fact_what(CUSTOMER, fact.case, fact.about, fact.name, fact.version), fact.sealed


def entries(yard: Yard) -> list[Entry]:
    rows = asyncio.run(yard.log.sealed(CUSTOMER))
    with handed(*((dict(what), sealed) for what, sealed in rows)):
        return list(asyncio.run(yard.log.entries(CUSTOMER)))


@pytest.mark.requirement("R-52", "R-10")
def test_with_the_key_away_a_read_gives_key_away_and_leaves_one_refused_entry(yard: Yard) -> None:
    serve(yard, "t-0", yard.fact("municipality", "Turku"))
    move_out(yard)
    town = yard.fact("municipality", "Tampere")
    for _ in range(2):
        with pytest.raises(KeyAway):
            serve(yard, "t-1", town)
    allowed = permission("municipality", "conversation", receiver="desk", purpose="handover")
    with pytest.raises(Locked):
        asyncio.run(yard.gate.look("look-1", CUSTOMER, [town], allowed, "person:Päivi", "handover", NOW))
    with pytest.raises(KeyAway):
        asyncio.run(yard.gate.own(CUSTOMER, [town]))
    with handed(thing(town)):
        assert reveal(serve(yard, "t-2", town).get("municipality").value) == "Tampere"  # type: ignore[union-attr]
    with pytest.raises(KeyAway):
        serve(yard, "t-3", town)
    found = [(one.kind, one.actor, one.basis, one.facts, one.about) for one in entries(yard)]
    assert [one[0] for one in found] == ["serve", "refused", "refused", "serve", "refused"]
    assert found[1] == ("refused", "counter", "none:key-away", ("municipality",), "t-1") and found[2][1:3] == ("person:Päivi", "none:key-away")
    assert (asyncio.run(yard.log.verify()))["ok"]


@pytest.mark.requirement("R-30", "R-52")
def test_what_lies_in_an_envelope_goes_out_and_a_repeat_leaves_an_entry_of_its_own(yard: Yard) -> None:
    move_out(yard)
    kuori, allowed = wrapped(yard), permission(*NAMES)
    first = share(yard, kuori, allowed, *NAMES, id="share-1")
    again = [share(yard, kuori, allowed, *names, id="share-1") for names in (NAMES, NAMES, NAMES[:1])]
    assert first.first and not any(one.first for one in again)
    assert reveal(again[2].facts) == {"event.date": "2026-11-20"}
    found = [(one.kind, one.facts, one.about) for one in entries(yard)]
    assert found == [
        ("share", tuple(sorted(NAMES)), "parental-allowance"), ("again", tuple(sorted(NAMES)), "share-1"), ("again", ("event.date",), "share-1"),
    ]
    assert asyncio.run(yard.log.unfinished()) == ((CUSTOMER, "share-1"),)


def test_a_device_hands_over_for_its_customer_what_was_sealed_and_nothing_else(yard: Yard) -> None:
    move_out(yard)
    town, work = yard.fact("municipality", "Tampere"), yard.fact("mother.work", "employed")
    what, sealed = thing(town)
    forged = seal(PUBLIC, what, b"\0" * 32 + b'{"value":"Helsinki"}')
    with handed((what, forged)), pytest.raises(Malformed):
        yard.seals.open(CUSTOMER, what, forged)
    with handed(thing(town)):
        assert yard.seals.open(CUSTOMER, what, sealed)
        with pytest.raises(KeyAway):
            yard.seals.open(CUSTOMER, *thing(work))
        asyncio.run(yard.gate.new_customer(CustomerId("c-2"), "kept"))
        with pytest.raises(KeyAway):
            yard.seals.open("c-2", what, sealed)
        made = yard.seals.to_customer(CUSTOMER, what, b"made meanwhile")
        assert yard.seals.open(CUSTOMER, what, made) == b"made meanwhile", "what is sealed within a request opens in it"
        with pytest.raises(Malformed):
            yard.seals.open(CUSTOMER, what | {"version": 2}, made)
    with pytest.raises(KeyAway):
        yard.seals.open(CUSTOMER, what, made)


@pytest.mark.requirement("R-20")
def test_the_private_half_is_in_no_file_once_it_was_let_go(yard: Yard) -> None:
    private, wrapped_half = yard.keys.private(CUSTOMER), yard.keys._read(CUSTOMER).wrapped
    before = yard.keys.public(CUSTOMER)
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    assert yard.keys.private(CUSTOMER) == private, "until the end both open"
    yard.keys.let_go(CUSTOMER)
    yard.keys.let_go(CUSTOMER)
    held = b"".join(path.read_bytes() for path in yard.path.rglob("*") if path.is_file())
    assert wrapped_half not in held and before not in held and private not in held and PUBLIC in held
    with pytest.raises(KeyAway):
        yard.keys.private(CUSTOMER)
    assert len(yard.keys.public(CUSTOMER)) == P256_BYTES and CUSTOMER in yard.keys.ids("customer")


def test_a_key_moves_to_one_device_at_a_time_and_not_while_it_comes_back(yard: Yard) -> None:
    with pytest.raises(Clash):
        yard.keys.let_go(CUSTOMER)
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    _, other = new_p256_pair()
    with pytest.raises(Clash):
        yard.keys.move_out(CUSTOMER, other, ("device-2", OWN, b"x", 0.0))
    yard.keys.let_go(CUSTOMER)
    with pytest.raises(Clash):
        yard.keys.put_device(CUSTOMER, ("device-1", other, b"x", 0.0))
    yard.keys.put_device(CUSTOMER, ("device-2", other, b"", 1.0))
    yard.keys.move_back(CUSTOMER)
    public = yard.keys.public(CUSTOMER)
    yard.keys.move_back(CUSTOMER)
    assert yard.keys.public(CUSTOMER) == public and [id for id, *_ in yard.keys.devices(CUSTOMER)] == ["device-1", "device-2"]
    with pytest.raises(Clash):
        yard.keys.move_out(CUSTOMER, other, ("device-3", OWN, b"x", 0.0))
    yard.keys.drop_devices(CUSTOMER, "device-1")
    yard.keys.drop_devices(CUSTOMER)
    assert yard.keys.devices(CUSTOMER) == [] and yard.keys.with_devices() == []


@pytest.mark.requirement("R-20", "R-21")
def test_with_the_customers_key_their_devices_are_shredded_also_in_copies(yard: Yard, tmp_path: Path) -> None:
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    copy = tmp_path / "keys-copy.db"
    shutil.copy(yard.folder.keys, copy)
    yard.keys.shred(CUSTOMER, (), (1, b"hash"))
    assert shred_in(copy, lambda id: id == CUSTOMER) == 1
    for file in (yard.folder.keys, copy):
        assert ROW[2] not in file.read_bytes() and OWN not in file.read_bytes()
    with pytest.raises(Locked):
        yard.keys.move_out(CUSTOMER, PUBLIC, ROW)


def test_what_was_handed_over_is_there_once_and_not_for_long(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    move_out(yard)
    town = yard.fact("municipality", "Tampere")
    what, sealed = thing(town)
    id, opened = sha256(sealed).hexdigest(), open_sealed(PRIVATE, what, sealed)
    with closing(Database(yard.folder.store)) as database:
        devices = EmbeddedDevices(yard.keys, yard.seals, database, yard.log)
        ticket = devices.hand_over(CUSTOMER, {id: opened})
        with devices.handed(ticket):
            held = HANDED.get()
            assert yard.seals.open(CUSTOMER, what, sealed)
        assert held is not None and held.find(CUSTOMER, sealed) is None, "also for what still holds it"
        for used in (ticket, "unknown", ""):
            with devices.handed(used), pytest.raises(KeyAway):
                yard.seals.open(CUSTOMER, what, sealed)
        late = devices.hand_over(CUSTOMER, {id: opened})
        monkeypatch.setattr("luukku.adapters.embedded.devices.time.monotonic", lambda: 1e12)
        with devices.handed(late), pytest.raises(KeyAway):
            yard.seals.open(CUSTOMER, what, sealed)
        with pytest.raises(Malformed):
            devices.hand_over(CUSTOMER, {"no hash": b""})
        monkeypatch.setattr("luukku.adapters.embedded.devices.MOST", 1000)
        with pytest.raises(Busy):
            devices.hand_over(CUSTOMER, {id: b"x" * 1000})


def test_a_damaged_seal_stops_the_move_and_the_old_key_stays(yard: Yard) -> None:
    serve(yard, "t-1", yard.fact("municipality", "Turku"))
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    with closing(sqlite3.connect(yard.folder.entries)) as db:
        [(sealed,)] = db.execute("SELECT sealed FROM entries").fetchall()
        db.execute("UPDATE entries SET sealed = ?", (sealed[:-1] + bytes([sealed[-1] ^ 1]),))
        db.commit()
    with closing(Database(yard.folder.store)) as database:
        devices = EmbeddedDevices(yard.keys, yard.seals, database, yard.log)
        with pytest.raises(Broken):
            asyncio.run(devices.reseal(CUSTOMER, "log"))
        assert asyncio.run(devices.moving()) == [CUSTOMER] and yard.keys.holds_private(CUSTOMER)
        with pytest.raises(Malformed):
            asyncio.run(devices.begin_out(CUSTOMER, OWN, Device(id="device-1", public=b"no point", sealed=b"x", at=NOW)))


def test_of_one_customer_not_more_waits_than_one_may_hand_over(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luukku.adapters.embedded.devices.MOST_EACH", 1000)
    with closing(Database(yard.folder.store)) as database:
        devices = EmbeddedDevices(yard.keys, yard.seals, database, yard.log)
        first, second, other = (devices.hand_over(CustomerId(who), {"0" * 64: b"x" * 600}) for who in (CUSTOMER, CUSTOMER, "c-2"))
        found = []
        for ticket in (first, second, other):
            with devices.handed(ticket):
                found.append(HANDED.get() is not None)
        assert found == [False, True, True]


def test_much_is_sealed_anew_piece_by_piece(yard: Yard, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(5):
        serve(yard, f"t-{n}", yard.fact("municipality", "Turku"))
    monkeypatch.setattr("luukku.adapters.embedded.log_rows.RESEALED_AT_ONCE", 2)
    yard.keys.move_out(CUSTOMER, PUBLIC, ROW)
    assert asyncio.run(yard.log.reseal(CUSTOMER)) == 3
    with closing(Database(yard.folder.store)) as database:
        assert asyncio.run(EmbeddedDevices(yard.keys, yard.seals, database, yard.log).reseal(CUSTOMER, "log")) == 0
    yard.keys.let_go(CUSTOMER)
    assert [one.about for one in entries(yard)] == [f"t-{n}" for n in range(5)] and asyncio.run(yard.log.verify())["ok"]
