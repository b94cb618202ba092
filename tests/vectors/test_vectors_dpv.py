"""Receipts against the Data Privacy Vocabulary, and its guide for ISO/IEC TS 27560."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luukku import packs
from luukku.consent import lifecycle, receipt
from tests.stages.test_receipt import EVENT, NOW, PURPOSE, made, record_of

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors") / "dpv"
pytestmark = pytest.mark.skipif(not VECTORS.is_dir(), reason=f"no outside vectors at {VECTORS}")


def _terms(held: Any) -> set[str]:
    """Every term of the vocabulary that is used, as key or as value."""
    if isinstance(held, dict):
        return {key for key in held if key.startswith("dpv:")} | set().union(*map(_terms, held.values()))
    if isinstance(held, list):
        return set().union(*map(_terms, held)) if held else set()
    return {held} if isinstance(held, str) and held.startswith("dpv:") else set()


def _all_kinds() -> list[dict[str, Any]]:
    task = replace(PURPOSE, basis="GDPR 6(1)(e)", special="")
    given, asked = made(), made(replace(EVENT, kind="requested", explicit=False), task)
    more = [receipt.follow(one, lifecycle.withdraw((EVENT,), NOW), "words") for one in (given, asked)]
    narrowed = [receipt.follow(one, lifecycle.narrow((EVENT,), ("health",), NOW), "button") for one in (given, asked)]
    return [given, asked, *more, *narrowed, made(replace(EVENT, kind="denied"))]


@pytest.mark.requirement("R-01")
def test_every_term_stands_in_the_vocabulary() -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(VECTORS / "2.3" / "dpv" / "dpv.ttl")
    known = {str(subject) for subject in graph.subjects()}
    used = set().union(*(_terms(one) for one in _all_kinds()))
    assert len(used) > 30
    assert {term for term in used if f"https://w3id.org/dpv#{term.removeprefix('dpv:')}" not in known} == set()


@pytest.mark.requirement("R-01")
def test_what_the_guides_whole_receipt_says_ours_says_too() -> None:
    """The one whole receipt of the guide for ISO/IEC TS 27560: each of its properties stands in ours, at the same place."""
    examples = json.loads((VECTORS / "iso27560-examples.json").read_text())
    whole = max((one for one in examples if one["@type"] == "dpv:ConsentReceipt"), key=lambda one: len(json.dumps(one)))
    ours = made()
    assert set(whole) <= set(ours)
    optional = {"@id", "dpv:hasDataProcessor"}  # ours has no processor, and its record is named by its identifier
    assert set(whole["dpv:hasRecordOfActivity"]) - optional <= set(record_of(ours))
    assert set(whole["dpv:hasRecordOfActivity"]["dpv:hasProcess"]) <= set(record_of(ours)["dpv:hasProcess"])
    status = whole["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"][0]
    assert set(status) <= set(record_of(ours)["dpv:hasConsentStatus"][0])
    assert receipt.SCHEMA in whole["dct:conformsTo"]


@pytest.mark.requirement("R-01")
def test_every_purpose_of_the_catalogue_stands_in_the_vocabulary() -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(VECTORS / "2.3" / "dpv" / "dpv.ttl")
    known = {str(subject) for subject in graph.subjects()}
    loaded = packs.load(packs.find_packs())
    assert {one.dpv for one in loaded.purposes.values()} <= known
