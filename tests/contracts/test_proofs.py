"""Proofs: what a person holds in hand, and the one file that checks it without us."""

from __future__ import annotations

import asyncio
import base64
import runpy
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import luukku
from luukku.adapters.embedded.log_leaves import FILL
from luukku.adapters.embedded.log_proofs import LogProofs
from luukku.adapters.embedded.log_rows import own_verifier
from luukku.errors import Broken, Busy, Locked, NotFound
from luukku.ground.cosign import Cosigned, cosign, cosigned_by, cosigner
from luukku.ground.merkle import check_consistency
from luukku.ground.note import Verifier, decode, open_checkpoint, public_of, read_vkey
from luukku.ground.proof import check_proof, read_proof, write_proof
from luukku.model.ids import CustomerId
from tests.contracts.trust import CUSTOMER, Yard, yard_at

OTHER = CustomerId("c-2")
WITNESS, AT = bytes(range(32)), 1_795_000_000
VERIFY = Path(luukku.__file__).parent / "verify.py"
ROOT = Path(__file__).resolve().parents[2]


async def append(yard: Yard, customer: CustomerId = CUSTOMER, **more: Any) -> str:
    fields: dict[str, Any] = {
        "actor": "counter", "purpose": "serve", "receiver": None, "facts": ["municipality"], "permission": None,
        "basis": "request", "rule": "core/serve@1", "result": "allowed", "about": "t-1",
    }  # fmt: skip
    return await yard.log.append(customer, "serve", **fields | more)


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    """Twenty entries of two customers, signed for."""
    path = tmp_path / "data"

    async def lay(yard: Yard) -> None:
        for number in range(20):
            await append(yard, (CUSTOMER, OTHER)[number % 2], id=f"e-{number}")

    with yard_at(path) as first:
        for customer in (CUSTOMER, OTHER):
            first.keys.make(customer, "customer")
        asyncio.run(lay(first))
    with yard_at(path) as found:
        yield found


def proofs(yard: Yard) -> LogProofs:
    return LogProofs(yard.folder, yard.seals)


def log_of(yard: Yard) -> Verifier:
    return own_verifier(yard.folder)


def cosigned(yard: Yard, name: str = "witness.example/w1") -> Verifier:
    """Puts the newest checkpoint there with a witness's line."""
    note = yard.folder.checkpoint.read_text()
    yard.folder.cosigned.write_text(note + cosign(note, name, WITNESS, AT))
    return cosigner(name, public_of(WITNESS))


@pytest.mark.requirement("R-36")
def test_a_proof_shows_the_event_under_the_logs_signature(yard: Yard) -> None:
    proven = check_proof(proofs(yard).prove_now(CUSTOMER, "e-4"), log_of(yard))
    assert (proven.event["id"], proven.event["n"], proven.event["facts"], proven.checkpoint.size) == ("e-4", 3, ["municipality"], 2 * FILL)


def test_all_entries_of_a_customer_and_nobody_elses_are_proven(yard: Yard) -> None:
    found = proofs(yard).prove_all_now(OTHER)
    assert [entry.n for entry, _ in found] == list(range(1, 11))
    assert {check_proof(proof, log_of(yard)).event["id"] for _, proof in found} == {f"e-{number}" for number in range(1, 20, 2)}


def test_anothers_entry_and_one_that_never_was_are_the_same_answer(yard: Yard) -> None:
    for id in ("e-1", "e-99"):
        with pytest.raises(NotFound) as told:
            proofs(yard).prove_now(CUSTOMER, id)
        assert told.value.data == {"what": "entry"}


def test_an_entry_without_a_place_yet_is_asked_for_again(yard: Yard) -> None:
    asyncio.run(append(yard, id="new"))
    with pytest.raises(Busy):
        proofs(yard).prove_now(CUSTOMER, "new")
    yard.close()
    assert check_proof(proofs(yard).prove_now(CUSTOMER, "new"), log_of(yard)).event["n"] == 11


@pytest.mark.requirement("R-20")
def test_after_shredding_there_is_no_new_proof_and_the_old_one_still_holds(yard: Yard) -> None:
    old = proofs(yard).prove_now(CUSTOMER, "e-0")
    yard.keys.destroy([CUSTOMER], "customer")
    with pytest.raises(Locked):
        proofs(yard).prove_now(CUSTOMER, "e-0")
    asyncio.run(append(yard, OTHER))
    yard.close()
    assert check_proof(old, log_of(yard)).event["n"] == 1
    now = proofs(yard).checkpoint_now(2 * FILL)
    new, was = open_checkpoint(now["checkpoint"], log_of(yard)), open_checkpoint(read_proof(old).checkpoint, log_of(yard))
    check_consistency(was.size, new.size, was.root, new.root, [decode(step) for step in now["consistency"]])
    assert new.size == 3 * FILL


@pytest.mark.parametrize("harm", ["flipped", "gone"])
def test_damaged_tiles_are_passed_over(yard: Yard, harm: str) -> None:
    for file in [file for file in (yard.folder.log / "tile").rglob("*") if file.is_file()]:
        held = file.read_bytes()
        file.unlink()
        if harm == "flipped":
            file.write_bytes(bytes((held[0] ^ 1,)) + held[1:])
    for number in range(0, 20, 2):
        check_proof(proofs(yard).prove_now(CUSTOMER, f"e-{number}"), log_of(yard))


def test_what_a_client_saw_earlier_is_shown_to_begin_the_log(yard: Yard) -> None:
    assert proofs(yard).checkpoint_now(0)["consistency"] == proofs(yard).checkpoint_now(2 * FILL)["consistency"] == []
    with pytest.raises(NotFound):
        proofs(yard).checkpoint_now(2 * FILL + 1)
    assert read_vkey(proofs(yard).checkpoint_now(0)["vkey"]) == log_of(yard)


def test_a_witnessed_checkpoint_is_taken_and_the_witness_named(yard: Yard) -> None:
    witness = cosigned(yard)
    proof = proofs(yard).prove_now(CUSTOMER, "e-4")
    assert check_proof(proof, log_of(yard), [witness]).witnesses == (Cosigned(name="witness.example/w1", at=AT),)
    with pytest.raises(Broken):
        check_proof(proof, log_of(yard), [witness, cosigner("witness.example/w2", witness.public)])


def test_a_cosignature_is_none_of_the_logs(yard: Yard) -> None:
    """The same key under both algorithm bytes: neither stands for the other."""
    note = yard.folder.checkpoint.read_text()
    own = log_of(yard)
    with pytest.raises(Broken):
        cosigned_by(note, own)
    private = yard.folder.read_secret(yard.folder.log_key)
    text = note.rpartition("\n\n")[0]
    with pytest.raises(Broken):
        open_checkpoint(f"{text}\n\n{cosign(note, own.name, private, AT)}", cosigner(own.name, own.public))


@pytest.mark.requirement("R-36")
@pytest.mark.parametrize("witnessed", [False, True])
def test_a_proof_with_any_byte_changed_does_not_hold(yard: Yard, witnessed: bool) -> None:
    witnesses = [cosigned(yard)] if witnessed else []
    proof = proofs(yard).prove_now(CUSTOMER, "e-4").encode()
    check_proof(proof.decode(), log_of(yard), witnesses)
    log = log_of(yard)
    for at, byte in enumerate(proof):
        for other in {byte ^ 1, byte ^ 0x20, 10, 48} - {byte}:
            changed = (proof[:at] + bytes((other,)) + proof[at + 1 :]).decode(errors="replace")
            with pytest.raises(Broken):
                check_proof(changed, log, witnesses)


@pytest.mark.requirement("R-36")
def test_the_verifier_finds_any_changed_byte_of_a_proof_too(yard: Yard) -> None:
    """The functions of verify.py itself, as they stand in that file."""
    alone = runpy.run_path(str(VERIFY))
    witness = cosigned(yard)
    log, witnesses = alone["read_vkey"](log_of(yard).vkey()), [alone["read_vkey"](witness.vkey())]
    proof = proofs(yard).prove_now(CUSTOMER, "e-4").encode()
    assert alone["check_proof"](proof.decode(), log, witnesses).event["id"] == "e-4"
    for at, byte in enumerate(proof):
        with pytest.raises(alone["Broken"]):
            alone["check_proof"]((proof[:at] + bytes((byte ^ 1,)) + proof[at + 1 :]).decode(errors="replace"), log, witnesses)


def test_a_proof_cut_anywhere_or_with_more_behind_does_not_hold(yard: Yard) -> None:
    proof, log = proofs(yard).prove_now(CUSTOMER, "e-4"), log_of(yard)
    for at in range(len(proof)):
        with pytest.raises(Broken):
            check_proof(proof[:at], log)
    for more in ("\n", "x", "— x\n", "\n\n"):
        with pytest.raises(Broken):
            check_proof(proof + more, log)
    assert write_proof(read_proof(proof)) == proof


def test_a_proof_of_another_log_does_not_hold(yard: Yard, tmp_path: Path) -> None:
    with yard_at(tmp_path / "other") as other, pytest.raises(Broken):
        check_proof(proofs(yard).prove_now(CUSTOMER, "e-4"), log_of(other))


# verify.py


def run(*arguments: str | Path) -> tuple[int, str]:
    """In an interpreter of its own that cannot import luukku, with nothing of the environment."""
    bare = f"import sys, runpy; sys.modules['luukku'] = None; sys.argv = {['verify.py', *map(str, arguments)]!r}; runpy.run_path({str(VERIFY)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-I", "-c", bare], capture_output=True, text=True, env={}, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def export(yard: Yard, tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    for entry, proof in proofs(yard).prove_all_now(CUSTOMER):
        (folder / f"{entry.n:06}.tlog-proof").write_text(proof)
    (folder / "log.vkey").write_text(log_of(yard).vkey() + "\n")
    shutil.copy(yard.folder.checkpoint, folder / "checkpoint")
    return folder


def zipped(folder: Path) -> Path:
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as held:
        for file in sorted(folder.iterdir()):
            held.write(file, f"log/{file.name}")
    return path


@pytest.mark.requirement("R-36")
def test_the_verifier_is_what_is_built_from_ground_and_can_be_read_in_one_sitting() -> None:
    done = subprocess.run([sys.executable, str(ROOT / "tools" / "build_verify.py"), "--check"], check=False)
    assert done.returncode == 0, "run `make verify`"
    assert len(VERIFY.read_text().splitlines()) <= 300


@pytest.mark.requirement("R-29")
@pytest.mark.requirement("R-36")
def test_the_verifier_checks_folders_zips_and_single_proofs_without_us(yard: Yard, export: Path) -> None:
    for path in (export, zipped(export)):
        assert run(path) == (0, f"{path}: holds; 10 entries proven\n")
    one = export / "000003.tlog-proof"
    assert run(one, "--log", log_of(yard).vkey()) == (0, f"{one}: holds; 1 entries proven\n")
    assert run(one, "--log", export / "log.vkey")[0] == 0
    code, said = run(one)
    assert code == 5 and "--log" in said


@pytest.mark.requirement("R-33")
def test_the_verifier_asks_for_the_witnesses_that_are_named(yard: Yard, export: Path) -> None:
    witness = cosigned(yard)
    code, said = run(export, "--witness", witness.vkey())
    assert code == 5 and said.count("unsigned") == 10
    for entry, proof in proofs(yard).prove_all_now(CUSTOMER):
        (export / f"{entry.n:06}.tlog-proof").write_text(proof)
    assert run(export, "--witness", witness.vkey())[0] == 0


@pytest.mark.requirement("R-31")
@pytest.mark.parametrize("harm, said", [
    ("gap", ["entry 4 is missing"]),
    ("repeat", ["entry 4 stands twice, at place 5"]),
    ("reorder", ["entry 4 stands out of order, at place 5"]),
    ("first", ["entry 1 is missing"]),
])  # fmt: skip
def test_the_verifier_names_the_place_of_a_gap_a_repeat_and_a_wrong_order(export: Path, harm: str, said: list[str]) -> None:
    def file(n: int) -> Path:
        return export / f"{n:06}.tlog-proof"

    if harm == "gap":
        file(4).unlink()
    elif harm == "first":
        file(1).unlink()
    elif harm == "repeat":
        (export / "000004b.tlog-proof").write_text(file(4).read_text())
    else:
        four, five = file(4).read_text(), file(5).read_text()
        file(4).write_text(five)
        file(5).write_text(four)
    for path in (export, zipped(export)):
        code, told = run(path)
        assert code == 5 and [line.strip() for line in told.splitlines()[1:]] == said


@pytest.mark.requirement("R-36")
def test_the_verifier_says_which_file_of_an_export_was_changed(export: Path) -> None:
    file = export / "000007.tlog-proof"
    lines = file.read_text().split("\n")
    opened = base64.b64decode(lines[1].removeprefix("extra "))
    lines[1] = "extra " + base64.b64encode(opened.replace(b"municipality", b"municipalitx")).decode()
    file.write_text("\n".join(lines))
    code, said = run(zipped(export))
    assert code == 5 and "log/000007.tlog-proof: " in said and "entry 7 is missing" in said


@pytest.mark.parametrize("held", [b"", b"PK", b"\xff\xfe\x00", b"c2sp.org/tlog-proof@v1\n\n", b"x" * 3_000_000])
def test_the_verifier_says_of_what_is_no_proof_that_it_does_not_hold(export: Path, tmp_path: Path, held: bytes) -> None:
    for name in ("odd.tlog-proof", "odd.zip", "odd"):
        (tmp_path / name).write_bytes(held)
        code, said = run(tmp_path / name, "--log", export / "log.vkey")
        assert code == 5 and "Traceback" not in said
    code, said = run(tmp_path / "nowhere", "--log", export / "log.vkey")
    assert code == 5 and "Traceback" not in said
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "--log", export / "log.vkey")[0] == 5


def test_the_verifier_says_of_a_damaged_zip_that_it_does_not_hold(export: Path) -> None:
    path = zipped(export)
    held = path.read_bytes()
    for at in range(40, len(held), len(held) // 25):
        path.write_bytes(held[:at] + bytes((held[at] ^ 0xFF,)) + held[at + 1 :])
        code, said = run(path)
        assert "Traceback" not in said
        assert code == 5 or "holds; 10 entries" in said  # a byte that no file is read from, such as a date
