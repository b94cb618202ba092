"""Witnesses: they sign only what adds to what they signed, and so notice what no folder can tell by itself."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.adapters import witnesses
from luukku.adapters.embedded import log_writer
from luukku.adapters.embedded.log_check import verify_folder
from luukku.adapters.embedded.log_leaves import FILL
from luukku.adapters.embedded.log_proofs import LogProofs
from luukku.adapters.embedded.log_rows import own_verifier, read_cosigned
from luukku.adapters.witness import Witness
from luukku.adapters.witnesses import Caught, Witnesses, read_witnesses
from luukku.errors import BadSettings, Broken, Taken
from luukku.ground.cosign import cosigned_by
from luukku.ground.merkle import leaf_hash, prove_consistency, root_of
from luukku.ground.note import Checkpoint, open_checkpoint, public_of, sign_note, verifier
from luukku.ground.proof import check_proof
from luukku.ground.witnessing import NOTHING, Declined, Request, judge, origin_hash, read_request, write_request
from luukku.web.witness import make_app
from tests.contracts.test_log_tree import append, lay
from tests.contracts.trust import CUSTOMER, Yard, yard_at

PRIVATE = hashlib.sha256(b"the log of this test").digest()
LOG = verifier("log.example/one", public_of(PRIVATE))
LEAVES = [leaf_hash(str(number).encode()) for number in range(64)]
NOW = datetime(2026, 11, 29, tzinfo=UTC)


def signed(size: int, leaves: list[bytes] = LEAVES, private: bytes = PRIVATE, origin: str = LOG.name) -> str:
    return sign_note(Checkpoint(origin=origin, size=size, root=root_of(leaves[:size])).text(), LOG.name, private)


def asking(old: int, size: int, leaves: list[bytes] = LEAVES) -> bytes:
    path = prove_consistency(leaves[:size], old) if 0 < old <= size else []
    return write_request(old, path, signed(size, leaves)).encode()


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    found = at(tmp_path)
    yield found
    found.close()


def at(path: Path, *logs: str) -> Witness:
    return Witness(path / "witness", path / "witness" / "key", "witness.example/w1", [LOG], lambda: NOW)


# The protocol


def test_a_request_is_read_as_the_specification_writes_it() -> None:
    body = (
        "old 20852014\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\njrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\n"
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    )
    request = read_request(body)
    assert (request.old, len(request.path), request.note.split("\n")[1]) == (20852014, 2, "20852163")
    assert write_request(request.old, request.path, request.note) == body


@pytest.mark.requirement("R-33")
def test_a_witness_signs_what_adds_to_what_it_signed_and_says_when(witness: Witness) -> None:
    for old, size in ((0, 5), (5, 5), (5, 16), (16, 64)):
        status, kind, line = witness.add(asking(old, size))
        assert (status, kind) == (200, "text/plain; charset=utf-8")
        assert cosigned_by(signed(size) + line, witness.verifier).at == int(NOW.timestamp())
        newest = witness.newest(origin_hash(LOG.name)) or ""
        assert open_checkpoint(newest, LOG).size == size and cosigned_by(newest, witness.verifier)


@pytest.mark.requirement("R-33")
@pytest.mark.parametrize("body, status", [
    (asking(0, 20), 409),
    (asking(5, 20), 409),
    (asking(10, 20), 200),
    (asking(10, 10), 200),
    (asking(10, 5), 400),
    (asking(10, 10, [*LEAVES[:3], leaf_hash(b"other"), *LEAVES[4:]]), 422),
    (asking(10, 20, [*LEAVES[:3], leaf_hash(b"other"), *LEAVES[4:]]), 422),
    (write_request(10, [], signed(20)).encode(), 422),
    (write_request(10, [bytes(32)] * 5, signed(20)).encode(), 422),
    (write_request(10, prove_consistency(LEAVES[:20], 10), signed(20, private=bytes(32))).encode(), 403),
    (write_request(10, prove_consistency(LEAVES[:20], 10), signed(20).rpartition("— ")[0] + "— other.example AAAAAAAA\n").encode(), 403),
    (write_request(10, [], sign_note(Checkpoint(origin="log.example/two", size=20, root=bytes(32)).text(), "log.example/two", PRIVATE)).encode(), 404),
    (b"", 400), (b"\xff", 400), (b"old 1\n\n", 400), (b"old 01\n\n" + signed(20).encode(), 400), (b"new 1\n\n" + signed(20).encode(), 400),
    (write_request(10, [bytes(32)] * 64, signed(20)).encode(), 400), (b"old 10\nAAAA\n\n" + signed(20).encode(), 400),
])  # fmt: skip
def test_each_refusal_has_the_status_of_the_specification(witness: Witness, body: bytes, status: int) -> None:
    assert witness.add(asking(0, 10))[0] == 200
    found, kind, text = witness.add(body)
    assert found == status
    if status == 409:
        assert (kind, text) == ("text/x.tlog.size", "10\n")
    if status != 200:
        assert open_checkpoint(witness.newest(origin_hash(LOG.name)) or "", LOG).size == 10


def test_the_first_request_brings_no_proof_and_an_empty_log_has_its_root(witness: Witness) -> None:
    assert witness.newest(origin_hash(LOG.name)) is None and witness.newest("0" * 64) is None
    assert witness.add(write_request(0, [bytes(32)], signed(5)).encode())[0] == 422
    forged = sign_note(Checkpoint(origin=LOG.name, size=0, root=bytes(32)).text(), LOG.name, PRIVATE)
    assert witness.add(write_request(0, [], forged).encode())[0] == 422
    assert witness.add(asking(0, 0))[0] == 200
    assert witness.add(asking(0, 5))[0] == 200


@settings(max_examples=60, deadline=None)
@given(asked=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), st.booleans()), max_size=12))
def test_whatever_is_asked_all_that_is_signed_is_one_log(asked: list[tuple[int, int, bool]]) -> None:
    other = [*LEAVES[:7], leaf_hash(b"other"), *LEAVES[8:]]
    last, roots = NOTHING, []
    for old, size, forked in asked:
        leaves = other if forked else LEAVES
        path = tuple(prove_consistency(leaves[:size], old)) if 0 < old <= size else ()
        try:
            now = judge(Request(old=old, path=path, note=signed(size, leaves)), {LOG.name: LOG}, last)
        except Declined:
            continue
        assert now.size >= last.size
        last = now
        roots.append((now.size, now.root))
    assert any(all(root == root_of(leaves[:size]) for size, root in roots) for leaves in (LEAVES, other))


def test_two_who_ask_at_once_never_make_it_go_back(witness: Witness) -> None:
    answers: list[int] = []
    threads = [threading.Thread(target=lambda size=size: answers.append(witness.add(asking(0, size))[0])) for size in range(1, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + [409] * 28


def test_what_it_signed_is_remembered_over_a_restart(tmp_path: Path) -> None:
    first = at(tmp_path)
    first.add(asking(0, 10))
    with pytest.raises(Taken):
        at(tmp_path)
    first.close()
    again = at(tmp_path)
    assert again.verifier == first.verifier
    assert again.add(asking(0, 20))[2] == "10\n" and again.add(asking(10, 20))[0] == 200
    again.close()


def test_a_witness_whose_memory_is_damaged_does_not_start(tmp_path: Path) -> None:
    first = at(tmp_path)
    first.add(asking(0, 10))
    first.close()
    (file,) = (tmp_path / "witness").glob("*.checkpoint")
    held = file.read_bytes()
    for damaged in (held[:-5], held.replace(b"\n10\n", b"\n12\n"), b"\xff", b""):
        file.write_bytes(damaged)
        with pytest.raises(Broken):
            at(tmp_path)
    (tmp_path / "witness" / "key").write_bytes(b"short")
    with pytest.raises(BadSettings):
        at(tmp_path)


def test_it_signs_nothing_that_it_cannot_keep(witness: Witness, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("luukku.adapters.witness.replace", full)
        assert witness.add(asking(0, 10))[0] == 507
    assert witness.add(asking(0, 10))[0] == 200


# The counter and its witnesses


class Pair:
    """A counter's folder and a witness that knows its log."""

    def __init__(self, path: Path) -> None:
        self.path = path / "data"
        self.stopped: list[Broken] = []
        lay(self.path, 3)
        with yard_at(self.path) as yard:
            self.log = own_verifier(yard.folder)
        self.witness = Witness(path / "witness", path / "key", "witness.example/w1", [self.log], lambda: NOW)
        self.vkey = self.witness.verifier.vkey()

    def ask(self, yard: Yard, transport: httpx.AsyncBaseTransport | None = None, times: int = 1) -> tuple[int, bool]:
        async def go() -> tuple[int, bool]:
            through = transport or httpx.ASGITransport(make_app(self.witness, self.vkey))
            asked = read_witnesses(f"{self.vkey} https://witness.example")
            proofs = LogProofs(yard.folder, yard.seals)
            client = Witnesses(yard.folder, proofs, asked, cosigned=yard.log.cosigned, stop=yard.log.stop, transport=through)
            try:
                for _ in range(times):
                    found = await client.ask()
                return found
            finally:
                await client.aclose()
                proofs.close()

        return asyncio.run(go())


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    found = Pair(tmp_path)
    yield found
    found.witness.close()


@pytest.mark.requirement("R-33")
def test_the_counter_gets_its_checkpoints_cosigned_and_proofs_bear_the_witness(pair: Pair) -> None:
    for more in range(3):
        lay(pair.path, 2)
        with yard_at(pair.path) as yard:
            assert pair.ask(yard, times=2) == ((more + 2) * FILL, True)
            (entry, *_) = asyncio.run(yard.log.entries(CUSTOMER))
            proof = LogProofs(yard.folder, yard.seals).prove_now(CUSTOMER, entry.id)
            assert [one.name for one in check_proof(proof, pair.log, [pair.witness.verifier]).witnesses] == ["witness.example/w1"]


@pytest.mark.requirement("R-33")
def test_an_older_copy_of_the_whole_folder_is_noticed_and_stops(pair: Pair, tmp_path: Path) -> None:
    with yard_at(pair.path) as yard:
        pair.ask(yard)
    shutil.copytree(pair.path, tmp_path / "older")
    lay(pair.path, 2)
    with yard_at(pair.path) as yard:
        pair.ask(yard)
    shutil.rmtree(pair.path)
    shutil.copytree(tmp_path / "older", pair.path)
    with yard_at(pair.path) as yard:  # in itself the folder is whole
        with pytest.raises(Caught) as told:
            pair.ask(yard)
        assert told.value.broken.data == {"what": "log", "why": "rolled back", "position": FILL, "witness": "witness.example/w1"}


@pytest.mark.requirement("R-33")
def test_of_two_counters_that_go_on_from_one_folder_the_second_is_refused(pair: Pair, tmp_path: Path) -> None:
    shutil.copytree(pair.path, tmp_path / "twin")
    lay(pair.path, 2)
    with yard_at(pair.path) as yard:
        pair.ask(yard)
    for _ in range(2):
        lay(tmp_path / "twin", 2)
    with yard_at(tmp_path / "twin") as yard, pytest.raises(Caught) as told:
        pair.ask(yard)
    assert told.value.broken.data["why"] == "forked"


@pytest.mark.requirement("R-33")
def test_behind_the_running_counter_each_new_checkpoint_is_cosigned_until_it_is_caught(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witnesses, "EVERY_SECONDS", 0.02)
    transport = httpx.ASGITransport(make_app(pair.witness, pair.vkey))

    async def behind(yard: Yard, until: Callable[[], bool]) -> None:
        proofs = LogProofs(yard.folder, yard.seals)
        asked = read_witnesses(f"{pair.vkey} https://witness.example")
        client = Witnesses(yard.folder, proofs, asked, cosigned=yard.log.cosigned, stop=yard.log.stop, transport=transport)
        task = asyncio.create_task(client.run())
        for _ in range(1_000):
            if until():
                break
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await client.aclose()
        await asyncio.to_thread(proofs.close)

    def cosigned(yard: Yard) -> int:
        found = read_cosigned(yard.folder, pair.log)
        return 0 if found is None else found.size

    shutil.copytree(pair.path, tmp_path / "older")
    with yard_at(pair.path) as yard:
        asyncio.run(behind(yard, lambda: cosigned(yard) == FILL))

        async def use_it() -> None:
            await append(yard)
            await behind(yard, lambda: cosigned(yard) == 2 * FILL)

        asyncio.run(use_it())
        assert cosigned(yard) == 2 * FILL
    with yard_at(tmp_path / "older") as yard:
        asyncio.run(behind(yard, lambda: bool(yard.log.incidents.all())))
        assert [one.data["why"] for one in yard.log.incidents.all()] == ["rolled back"]
        with pytest.raises(Broken):
            asyncio.run(append(yard))


@pytest.mark.requirement("R-51")
def test_a_log_that_a_witness_has_caught_takes_no_entry_any_more_and_it_is_an_incident(pair: Pair) -> None:
    with yard_at(pair.path) as yard:
        yard.log.stop(Broken(what="log", why="rolled back", position=16))
        with pytest.raises(Broken):
            asyncio.run(append(yard))
        assert [one.data["why"] for one in yard.log.incidents.all()] == ["rolled back"]


@pytest.mark.parametrize("answer", [
    httpx.Response(500), httpx.Response(200, text="nonsense"), httpx.Response(200, text="— witness.example/w1 AAAAAAAA\n"), httpx.Response(409, text="999999\n"),
    httpx.Response(409, text="soon\n"), httpx.Response(422), httpx.Response(302, headers={"location": "http://elsewhere"}), httpx.Response(200, content=b"\xff\xfe"), httpx.Response(200, content=b"x" * 100_000),
], ids=str)  # fmt: skip
def test_a_witness_that_lies_or_fails_stops_nothing(pair: Pair, answer: httpx.Response) -> None:
    with yard_at(pair.path) as yard:
        assert pair.ask(yard, httpx.MockTransport(lambda _: answer)) == (FILL, False)
        asyncio.run(append(yard))
        assert not yard.folder.cosigned.exists()


def test_a_witness_that_shows_what_we_did_not_sign_is_not_believed(pair: Pair) -> None:
    def lying(request: httpx.Request) -> httpx.Response:
        forged = sign_note(Checkpoint(origin=pair.log.name, size=999, root=bytes(32)).text(), pair.log.name, bytes(32))
        return httpx.Response(200, text=forged) if request.method == "GET" else httpx.Response(409, text="999\n")

    with yard_at(pair.path) as yard:
        assert pair.ask(yard, httpx.MockTransport(lying)) == (FILL, False)


def test_a_witness_that_is_away_stops_nothing(pair: Pair) -> None:
    def away(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("away", request=request)

    with yard_at(pair.path) as yard:
        assert pair.ask(yard, httpx.MockTransport(away)) == (FILL, False)
        asyncio.run(append(yard))


@pytest.mark.requirement("R-32")
def test_an_older_cosigned_checkpoint_that_was_put_back_is_noticed_at_start(pair: Pair) -> None:
    with yard_at(pair.path) as yard:
        pair.ask(yard)
        early = yard.folder.cosigned.read_bytes()
    lay(pair.path, 2)
    with yard_at(pair.path) as yard:
        pair.ask(yard)
        later = read_cosigned(yard.folder, pair.log)
        assert later is not None and later.size == 2 * FILL
    yard.folder.cosigned.write_bytes(early)
    with pytest.raises(Broken) as told:
        Yard(pair.path)
    assert told.value.data["what"] == "cosigned"
    yard.folder.cosigned.unlink()
    with pytest.raises(Broken):
        Yard(pair.path)


def test_a_changed_cosigned_checkpoint_is_noticed_by_the_check_and_at_start(pair: Pair) -> None:
    with yard_at(pair.path) as yard:
        pair.ask(yard)
        private = yard.folder.read_secret(yard.folder.log_key)
        held = yard.folder.cosigned.read_text()
    lay(pair.path, 1)
    assert verify_folder(pair.path)["ok"]
    forked = sign_note(Checkpoint(origin=pair.log.name, size=FILL, root=bytes(32)).text(), pair.log.name, private)
    for wrong in (held.replace(f"\n{FILL}\n", "\n17\n"), held[:100], forked, sign_note(Checkpoint(origin=pair.log.name, size=999, root=bytes(32)).text(), pair.log.name, private)):
        (pair.path / "log" / "cosigned").write_text(wrong)
        with pytest.raises(Broken):
            verify_folder(pair.path)
        with pytest.raises(Broken):
            Yard(pair.path)


@pytest.mark.parametrize("text", ["x", "name+1+AA https://w", "{log} https://w.example", "{witness}", "{witness} ftp://w", "{witness} https://w?q", "{witness} https://"])
def test_what_is_no_witness_in_the_settings_is_refused(pair: Pair, text: str) -> None:
    with pytest.raises(BadSettings):
        read_witnesses(text.format(log=pair.log.vkey(), witness=pair.vkey))


def test_the_settings_name_several_witnesses(pair: Pair) -> None:
    found = read_witnesses(f"{pair.vkey} https://w.example/a/, {pair.vkey} http://127.0.0.1:8110")
    assert [one.address for one in found] == ["https://w.example/a", "http://127.0.0.1:8110"] and read_witnesses("") == []


def test_the_command_serves_the_protocol(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "luukku.cli", "witness", "--log", LOG.vkey(), "--name", "witness.example/w1", "--data", str(tmp_path / "w"), "--port", "0"]
    with (tmp_path / "said").open("w") as said:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said, text=True)
    try:
        assert process.stdout is not None
        vkey = process.stdout.readline().strip()
        for _ in range(600):
            if "http://" in (told := (tmp_path / "said").read_text()):
                break
            process.poll() is None or pytest.fail(told)
            threading.Event().wait(0.1)
        address = told[told.index("http://") :].split()[0]
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            assert client.get("/").text == vkey + "\n"
            answer = client.post("/add-checkpoint", content=asking(0, 10))
            assert answer.status_code == 200 and answer.text.startswith("— witness.example/w1 ")
            assert client.post("/add-checkpoint", content=asking(0, 12)).status_code == 409
            assert client.get(f"/{origin_hash(LOG.name)}/checkpoint").text == signed(10) + answer.text
            assert client.get(f"/{'0' * 64}/checkpoint").status_code == 404
            assert client.post("/add-checkpoint", content=b"x" * 70_000).status_code == 413
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def test_entries_come_faster_than_the_first_batch_is_placed() -> None:
    """The time between entry and checkpoint is what batches are made of: it must not shrink to nothing unnoticed."""
    assert 0.1 <= log_writer.BEHIND <= 1
