"""Trees, notes and entries: only additions are consistent, only the key's holder signs, commitments hide."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import Broken
from luukku.ground.entry import SALT_BYTES, commit_to, event_bytes, leaf_of, new_salt, open_entry, read_event
from luukku.ground.merkle import EMPTY, Range, check_consistency, check_inclusion, leaf_hash, node_hash, prove_consistency, prove_inclusion, root_of
from luukku.ground.note import Checkpoint, check_note, open_checkpoint, public_of, read_checkpoint, read_vkey, sign_note, verifier
from luukku.model.use import Entry

LEAVES = [leaf_hash(str(number).encode()) for number in range(64)]
PRIVATE = hashlib.sha256(b"a key of this test").digest()
NAME = "luukku/test"
ENTRY = Entry(
    id="e-1", n=1, kind="share", at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC), actor="counter", purpose="parental-allowance",
    receiver="kela-sandbox", facts=("event.date", "municipality"), permission="p-1", basis="GDPR 6(1)(c)", rule="child/x@1", result="allowed", about="x",
)


def root_by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(root_by_definition(leaves[:split]), root_by_definition(leaves[split:]))


@pytest.mark.parametrize("size", range(65))
def test_the_root_is_that_of_the_definition_however_it_grew(size: int) -> None:
    expected = root_by_definition(LEAVES[:size])
    assert root_of(LEAVES[:size]) == expected
    for cut in (0, size // 3, size):
        grown = Range().grown(LEAVES[:cut]).grown(LEAVES[cut:size])
        assert (grown.size, grown.root()) == (size, expected)


def test_every_entry_of_every_tree_is_shown_to_be_in_it() -> None:
    for size in range(1, 65):
        for index in range(size):
            check_inclusion(index, size, LEAVES[index], prove_inclusion(LEAVES[:size], index), root_of(LEAVES[:size]))


@pytest.mark.requirement("R-32")
def test_every_tree_is_consistent_with_every_longer_one() -> None:
    roots = [root_of(LEAVES[:size]) for size in range(65)]
    for size2 in range(1, 65):
        for size1 in range(1, size2 + 1):
            check_consistency(size1, size2, roots[size1], roots[size2], prove_consistency(LEAVES[:size2], size1))


@pytest.mark.requirement("R-32")
@settings(max_examples=60, deadline=None)
@given(size1=st.integers(1, 63), more=st.integers(1, 30), changed=st.integers(0, 62))
def test_a_rewritten_old_entry_is_consistent_with_nothing(size1: int, more: int, changed: int) -> None:
    size2, changed = min(64, size1 + more), changed % size1
    forged = [*LEAVES[:changed], leaf_hash(b"forged"), *LEAVES[changed + 1 : size2]]
    with pytest.raises(Broken):
        check_consistency(size1, size2, root_of(LEAVES[:size1]), root_of(forged), prove_consistency(forged, size1))


@settings(max_examples=60, deadline=None)
@given(size=st.integers(2, 64), index=st.integers(0, 63), data=st.data())
def test_a_proof_with_any_change_shows_nothing(size: int, index: int, data: st.DataObject) -> None:
    index %= size
    proof, root = prove_inclusion(LEAVES[:size], index), root_of(LEAVES[:size])
    at = data.draw(st.integers(0, len(proof) - 1))
    for wrong in ([*proof[:at], bytes(32), *proof[at + 1 :]], proof[:-1], [*proof, bytes(32)]):
        with pytest.raises(Broken):
            check_inclusion(index, size, LEAVES[index], wrong, root)
    with pytest.raises(Broken):
        check_inclusion(index, size, leaf_hash(b"other"), proof, root)


@pytest.mark.parametrize("index", [-1, 5])
def test_there_is_no_proof_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        prove_inclusion(LEAVES[:5], index)
    with pytest.raises(Broken):
        check_inclusion(index, 5, LEAVES[0], [], root_of(LEAVES[:5]))
    with pytest.raises(IndexError):
        prove_consistency(LEAVES[:5], 6 if index > 0 else 0)


def test_the_empty_tree_has_the_root_of_nothing() -> None:
    assert Range().root() == EMPTY == hashlib.sha256(b"").digest()


def test_a_note_verifies_under_its_own_key_only() -> None:
    own, note = verifier(NAME, public_of(PRIVATE)), sign_note("a\n\nb\n", NAME, PRIVATE)
    assert check_note(note, own) == "a\n\nb\n"
    with pytest.raises(Broken, match="unsigned"):
        check_note(note, verifier("luukku/other", public_of(PRIVATE)))
    stranger = sign_note("a\n\nb\n", "stranger", bytes(32)).rpartition("\n\n")[2]
    assert check_note(note + stranger, own) == "a\n\nb\n"
    with pytest.raises(Broken, match="unsigned"):
        check_note("a\n\nb\n\n" + stranger, own)


@pytest.mark.parametrize("note", ["", "text", "text\n", "text\n\n", "text\n\nno dash\n", "text\n\n— name\n", "text\n\n— name !!!\n", "te\txt\n\n— n AAAAAAAA\n", "text\n\n— n AAAA\n"])
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(Broken):
        check_note(note, verifier(NAME, public_of(PRIVATE)))


@pytest.mark.parametrize("text", ["no line feed", "tab\there\n", "nul\0\n"])
def test_what_is_no_text_of_a_note_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError):
        sign_note(text, NAME, PRIVATE)


def test_verifier_keys_are_read_back_and_wrong_ones_refused() -> None:
    own = verifier(NAME, public_of(PRIVATE))
    assert read_vkey(own.vkey() + "\n") == own
    name, id, key = own.vkey().split("+", 2)
    for wrong in ("", name, f"{name}+{id}", f"{name}+00000000+{key}", f"other+{id}+{key}", f"{name}+{id}+{key[:-4]}", f"{name}+{id}+Ag{key[2:]}"):
        with pytest.raises(Broken):
            read_vkey(wrong)
    for bad_name in ("", "a b", "a+b"):
        with pytest.raises(ValueError):
            verifier(bad_name, own.public)


def test_a_checkpoint_is_read_back() -> None:
    checkpoint = Checkpoint(origin=NAME, size=3, root=root_of(LEAVES[:3]))
    own = verifier(NAME, public_of(PRIVATE))
    assert open_checkpoint(sign_note(checkpoint.text(), NAME, PRIVATE), own) == checkpoint
    with pytest.raises(Broken, match="origin"):
        open_checkpoint(sign_note(replace(checkpoint, origin="luukku/other").text(), NAME, PRIVATE), own)


@pytest.mark.parametrize("text", ["", "name\n", "name\n1\n", "name\n01\nAAAA\n", "name\n-1\nAAAA\n", "name\n1\nAAAA\n", "\n1\n" + "A" * 43 + "=\n", "name\nx\n" + "A" * 43 + "=\n"])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Broken):
        read_checkpoint(text)


def test_an_entry_is_read_back_of_its_bytes() -> None:
    assert read_event(event_bytes(ENTRY)) == ENTRY


def test_an_entry_opens_against_its_own_commitment_only() -> None:
    salt, event = new_salt(), event_bytes(ENTRY)
    commitment = commit_to(salt, event)
    assert open_entry(salt + event, commitment) == ENTRY
    assert commitment == hashlib.sha256(salt + event).digest() and leaf_of(commitment) == hashlib.sha256(b"\0" + commitment).digest()
    for wrong in (new_salt() + event, salt + event_bytes(replace(ENTRY, n=2)), salt, b""):
        with pytest.raises(Broken):
            open_entry(wrong, commitment)


def test_equal_events_have_commitments_that_nobody_can_tell_apart() -> None:
    event = event_bytes(ENTRY)
    assert len({commit_to(new_salt(), event) for _ in range(50)}) == 50
    with pytest.raises(ValueError):
        commit_to(b"short", event)
    assert len(new_salt()) == SALT_BYTES


@pytest.mark.parametrize("change", [{"kind": "peek"}, {"n": 1.5}, {"at": "soon"}, {"extra": 1}, {"facts": None}])
def test_what_is_no_event_is_refused(change: dict[str, object]) -> None:
    event = json.dumps(json.loads(event_bytes(ENTRY)) | change, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Broken):
        read_event(event)


def test_an_event_in_another_spelling_is_refused() -> None:
    with pytest.raises(Broken):
        read_event(event_bytes(ENTRY).replace(b",", b", ", 1))
