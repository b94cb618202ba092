"""The customer checks the log without trusting the counter: over the API, with what lies in their own hands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from luukku.ground.merkle import check_consistency
from luukku.ground.note import decode, open_checkpoint, read_vkey
from luukku.ground.proof import check_proof
from tests.stories.counters import Customer, customer
from tests.stories.towns import Town


@pytest.fixture
def other(town: Town) -> Iterator[Customer]:
    with customer(town.address) as found:
        told(found.open())
        yield found


def told(who: Customer) -> Customer:
    """Some facts of theirs were used."""
    who.say("Meille syntyi eilen poika")
    who.say("Tampere")
    return who


def listed(who: Customer) -> list[dict[str, Any]]:
    """The proofs of all their entries, once all have their place."""
    entries = ask(who, "").json()["entries"]
    assert entries
    for _ in range(20):
        found: list[dict[str, Any]] = ask(who, "/proofs").json()["proofs"]
        if len(found) == len(entries):
            return found
        time.sleep(0.3)
    raise AssertionError("some entry got no place in the tree")


def ask(who: Customer, path: str, of: Customer | None = None) -> httpx.Response:
    """Asked again while the counter says that it takes a second."""
    for _ in range(20):
        answer = who.http.get(f"/api/v1/conversations/{(of or who).conversation}/log{path}", headers=who.headers)
        if answer.status_code != 429:
            return answer
        time.sleep(0.3)
    return answer


def test_each_entry_can_be_proven_and_the_log_only_grows(someone: Customer, other: Customer) -> None:
    told(someone)
    found = listed(someone)
    first = ask(someone, "/checkpoint").json()
    log = read_vkey(first["vkey"])
    seen = open_checkpoint(first["checkpoint"], log)
    assert [one["n"] for one in found] == list(range(1, len(found) + 1))
    for one in found:
        answer = ask(someone, f"/{one['id']}/proof")
        assert answer.headers["content-type"].startswith("text/plain")
        for proof in (answer.text, one["proof"]):
            event = check_proof(proof, log).event
            assert (event["n"], event["id"]) == (one["n"], one["id"])
    now = seen
    for _ in range(20):
        other.say("palkkatöissä")
        later = ask(someone, f"/checkpoint?since={seen.size}").json()
        now = open_checkpoint(later["checkpoint"], log)
        if now.size > seen.size:
            break
        time.sleep(0.3)
    assert now.size > seen.size
    check_consistency(seen.size, now.size, seen.root, now.root, [decode(step) for step in later["consistency"]])


def test_nobody_gets_a_proof_of_anothers_entry(someone: Customer, other: Customer) -> None:
    id = listed(other)[0]["id"]
    for answer in (ask(someone, f"/{id}/proof"), ask(someone, f"/{id}/proof", other), ask(someone, "/never/proof"), ask(someone, "/proofs", other)):
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert ask(someone, "/checkpoint?since=99999999").status_code == 404
    assert ask(someone, "/checkpoint?since=-1").status_code == 422
