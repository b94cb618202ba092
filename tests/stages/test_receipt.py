"""The receipt of a permission lacks nothing, says what was read, and is linked to the one before."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from luukku.consent import lifecycle, receipt
from luukku.errors import Broken
from luukku.ground.jcs import jcs
from luukku.model.consent import ConsentEvent
from luukku.model.ids import CaseId, PermissionId
from luukku.model.pack import Where
from luukku.model.purpose import Purpose
from luukku.model.receipt import Controller, Shown

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
TEXT = "Varhaiskasvatus\nTampereen kaupunki\nLupa on voimassa 20.1.2027 asti."
SHOWN = Shown(
    id="service-early@0", language="fi", text=TEXT, price="2 tietoa, 1 saaja", benefit="Paikka löytyy", without="Haet itse", service="Varhaiskasvatus", purpose="hakemus",
    receiver="Tampereen kaupunki", facts={"event.date": "Syntymäpäivä", "health": "Terveys"}, special=frozenset({"health"}),
)  # fmt: skip
COUNTER = Controller(name="Tampereen palvelutiski", phone="03 000 000", address="https://luukku.example")
PURPOSE = Purpose(
    id="early", dpv="https://w3id.org/dpv#RequestedServiceProvision", basis="GDPR 6(1)(a)", special="GDPR 9(2)(a)", owner="x", retention="P14D", who=("counter",),
    where=Where(pack="p", file="f", line=1),
)  # fmt: skip
EVENT = ConsentEvent(
    kind="given", permission=PermissionId("p1"), case=CaseId("c1"), service="early", purpose="early", receiver="tampere", facts=("event.date", "health"), assurance="strong",
    basis="GDPR 6(1)(a)", at=NOW, ends=NOW + timedelta(days=60), text_sha256=receipt.hash_of("fi", TEXT), explicit=True,
)  # fmt: skip


def made(event: ConsentEvent = EVENT, purpose: Purpose = PURPOSE) -> dict[str, Any]:
    return receipt.write(event, purpose, SHOWN, COUNTER, "subject-1", "button")


def record_of(claims: dict[str, Any]) -> dict[str, Any]:
    held: dict[str, Any] = claims["dpv:hasRecordOfActivity"]
    return held


@pytest.mark.requirement("R-01")
@pytest.mark.parametrize("way", receipt.REQUIRED, ids="/".join)
@pytest.mark.parametrize("how", ["dropped", "empty"])
def test_a_receipt_that_lacks_anything_is_refused(way: tuple[str, ...], how: str) -> None:
    claims = made()
    receipt.check(claims)
    held: Any = claims
    for part in way[:-1]:
        held = held[part]
    if how == "dropped":
        del held[way[-1]]
    else:
        held[way[-1]] = ""
    with pytest.raises(Broken) as refused:
        receipt.check(claims)
    assert refused.value.data["field"] == "/".join(way)


@pytest.mark.requirement("R-01")
def test_how_it_was_given_may_not_be_missing() -> None:
    for field in ("@type", "dpv:hasIndicationMethod"):
        claims = made()
        del record_of(claims)["dpv:hasConsentStatus"][0][field]
        with pytest.raises(Broken):
            receipt.check(claims)


@pytest.mark.requirement("R-01")
@pytest.mark.parametrize("empty", ["benefit", "price", "text", "receiver", "purpose", "id"])
def test_without_a_whole_notice_there_is_no_receipt(empty: str) -> None:
    with pytest.raises(Broken):
        receipt.write(EVENT, PURPOSE, replace(SHOWN, **{empty: ""}), COUNTER, "s", "button")  # type: ignore[arg-type]


@pytest.mark.requirement("R-01")
def test_another_text_than_the_one_that_was_hashed_is_refused() -> None:
    with pytest.raises(Broken):
        receipt.write(EVENT, PURPOSE, replace(SHOWN, text=TEXT + "."), COUNTER, "s", "button")
    with pytest.raises(Broken):
        receipt.write(EVENT, PURPOSE, replace(SHOWN, language="sv"), COUNTER, "s", "button")


def test_a_receipt_names_categories_and_bases() -> None:
    process = record_of(made())["dpv:hasProcess"]
    assert [(one["@type"], one["dct:identifier"]) for one in process["dpv:hasPersonalData"]] == [
        ("dpv:PersonalData", "event.date"), ("dpv:SpecialCategoryPersonalData", "health"),
    ]  # fmt: skip
    assert process["dpv:hasLegalBasis"] == ["eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"]
    assert record_of(made())["dpv:hasConsentStatus"][0]["@type"] == ["dpv:ConsentGiven", "dpv:ExplicitlyExpressedConsent"]


@pytest.mark.requirement("R-09")
def test_a_request_gets_no_receipt_of_consent() -> None:
    task = replace(PURPOSE, basis="GDPR 6(1)(e)", special="")
    claims = made(replace(EVENT, kind="requested", explicit=False), task)
    assert claims["@type"] == "luukku:RequestReceipt" and "ConsentRe" not in json.dumps({**claims, "@context": {}})
    rights = [one["@type"][1] for one in record_of(claims)["dpv:hasRight"]]
    assert "eu-gdpr:A21" in rights and "eu-gdpr:A7-3" not in rights


@pytest.mark.requirement("R-04")
def test_a_later_receipt_goes_on_from_the_one_before() -> None:
    narrowed = lifecycle.narrow((EVENT,), ("health",), NOW + timedelta(hours=1))
    before = made()
    kept = copy.deepcopy(before)
    second = receipt.follow(before, narrowed, "button")
    assert before == kept, "what was handed over does not change"
    held = record_of(second)
    assert (held["luukku:version"], held["luukku:follows"]) == (2, lifecycle.hash_of(EVENT))
    assert [one["dct:identifier"] for one in held["dpv:hasProcess"]["dpv:hasPersonalData"]] == ["event.date"]
    assert held["dpv:hasNotice"] == record_of(before)["dpv:hasNotice"]
    third = receipt.follow(second, lifecycle.withdraw((EVENT, narrowed), NOW + timedelta(hours=2)), "words")
    assert [one["@type"][0] for one in record_of(third)["dpv:hasConsentStatus"]] == ["dpv:ConsentGiven", "dpv:ConsentGiven", "dpv:ConsentWithdrawn"]
    assert third["dct:identifier"] == "p1-3" != second["dct:identifier"]


def test_the_bytes_are_the_same_however_it_was_built() -> None:
    claims = made()
    assert jcs(claims) == jcs(json.loads(json.dumps(dict(reversed(claims.items())))))
