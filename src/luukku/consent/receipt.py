"""The receipt of a permission: self-contained, in terms of the Data Privacy Vocabulary, laid out as ISO/IEC TS 27560:2023 has it.

A request, which rests on no consent, gets one of the same shape that does not call itself a receipt of consent. What stands
in it is what the person was shown: purpose, categories, receiver, end, price, benefit, the exact text with its hash, and where
to take it back. `check` refuses one that lacks anything of it, so that no permission is kept without (GDPR 7(1)).
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from luukku.errors import Broken
from luukku.model.consent import ConsentEvent
from luukku.model.purpose import Purpose
from luukku.model.receipt import Controller, How, Shown

Claims = dict[str, Any]
OWN = "urn:luukku:receipt:"
CONTEXT: Mapping[str, str] = {
    "dct": "http://purl.org/dc/terms/", "dpv": "https://w3id.org/dpv#", "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#", "loc": "https://w3id.org/dpv/loc#",
    "luukku": OWN, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "schema": "https://schema.org/", "skos": "http://www.w3.org/2004/02/skos/core#",
}  # fmt: skip
"""Stands in each receipt: nothing has to be fetched to read it."""
SCHEMA = "https://w3id.org/dpv/schema/dpv-27560"
AUTHORITY = "https://tietosuoja.fi"
"""The supervisory authority of Finland (GDPR 77)."""
STATUS: Mapping[str, tuple[str, ...]] = {
    "given": ("dpv:ConsentGiven",), "narrowed": ("dpv:ConsentGiven", "luukku:ConsentNarrowed"), "withdrawn": ("dpv:ConsentWithdrawn",),
    "denied": ("dpv:ConsentRefused",),
}  # fmt: skip
REQUESTED: Mapping[str, tuple[str, ...]] = {
    "requested": ("dpv:RequestInitiated",), "narrowed": ("dpv:RequestInitiated", "luukku:RequestNarrowed"), "withdrawn": ("luukku:RequestTakenBack",),
    "denied": ("luukku:RequestNotMade",),
}  # fmt: skip
_RECORD = ("dpv:hasRecordOfActivity",)
_PROCESS = (*_RECORD, "dpv:hasProcess")
_NOTICE = (*_RECORD, "dpv:hasNotice")
REQUIRED: tuple[tuple[str, ...], ...] = (
    ("@context",), ("@id",), ("@type",), ("dct:identifier",), ("dct:conformsTo",), ("dct:created",), ("dct:publisher",),
    (*_RECORD, "dct:identifier"), (*_RECORD, "luukku:version"), (*_RECORD, "dpv:hasDataSubject", "dct:identifier"),
    (*_RECORD, "dpv:hasDataController", "dpv:hasName"), (*_RECORD, "dpv:hasDataController", "schema:url"),
    (*_PROCESS, "dpv:hasPurpose", "skos:broader"), (*_PROCESS, "dpv:hasPurpose", "dct:title"), (*_PROCESS, "dpv:hasPersonalData"),
    (*_PROCESS, "dpv:hasRecipient", "dpv:hasName"), (*_PROCESS, "dpv:hasLegalBasis"), (*_PROCESS, "dpv:hasStorageCondition"),
    (*_NOTICE, "dct:identifier"), (*_NOTICE, "dct:language"), (*_NOTICE, "luukku:text"), (*_NOTICE, "luukku:sha256"), (*_NOTICE, "luukku:price"),
    (*_NOTICE, "luukku:benefit"), (*_RECORD, "dpv:hasConsentControl", "dpv:isExercisedAt"), (*_RECORD, "dpv:hasRight"),
    (*_RECORD, "dpv:hasConsentStatus"),
)  # fmt: skip
"""Ways to what no receipt may lack (R-01)."""


def write(event: ConsentEvent, purpose: Purpose, shown: Shown, controller: Controller, subject: str, how: How) -> Claims:
    """The receipt of an answered row. `subject` names the person to this counter only. Raises Broken as `check` does."""
    consent = purpose.can_be_withdrawn
    id = _id(event)
    claims: Claims = {
        "@context": dict(CONTEXT),
        "@id": OWN + id,
        "@type": "dpv:ConsentReceipt" if consent else "luukku:RequestReceipt",
        "dct:identifier": id,
        "dct:conformsTo": f"{SCHEMA}#receipt-eu-gdpr" if consent else f"{OWN}request",
        "dct:created": _time(event.at),
        "dct:publisher": controller.name,
        "schema:recipient": "dpv:DataSubject",
        "dpv:hasRecordOfActivity": {
            "@type": "dpv:ConsentRecord" if consent else "dpv:DataProcessingRecord",
            "dct:identifier": str(event.permission),
            "dct:conformsTo": f"{SCHEMA}#record-eu-gdpr" if consent else f"{OWN}request",
            "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "dct:identifier": subject},
            "dpv:hasDataController": {
                "@type": "dpv:DataController", "dpv:hasName": controller.name, "schema:url": controller.address,
                **({"schema:contactPoint": {"@type": "schema:ContactPoint", "schema:telephone": controller.phone}} if controller.phone else {}),
            },
            "dpv:hasJurisdiction": "loc:FI",
            "dpv:hasApplicableLaw": "eu-gdpr:GDPR",
            "dpv:hasProcess": {
                "@type": "dpv:Process",
                "dpv:hasService": {"@type": "dpv:Service", "dct:identifier": event.service, "dct:title": shown.service},
                "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:identifier": event.purpose, "skos:broader": purpose.dpv, "dct:title": shown.purpose},
                "dpv:hasProcessing": ["dpv:Store", "dpv:Share"],
                "dpv:hasRecipient": {"@type": "dpv:Recipient", "dct:identifier": event.receiver, "dpv:hasName": shown.receiver},
                "dpv:hasLegalBasis": _bases(purpose, explicit=event.explicit),
            },
            "dpv:hasRight": _rights(purpose, controller.address),
            "dpv:hasNotice": {
                "@type": "dpv:ConsentNotice" if consent else "dpv:PrivacyNotice", "dct:identifier": shown.id, "dct:language": shown.language,
                "luukku:text": shown.text, "luukku:sha256": event.text_sha256, "luukku:price": shown.price, "luukku:benefit": shown.benefit,
                **({"luukku:without": shown.without} if shown.without else {}),
            },
            "dpv:hasConsentControl": {"@type": "dpv:WithdrawConsent" if consent else "luukku:TakeBack", "dpv:isExercisedAt": f"{controller.address}/known#permissions"},
            "dpv:hasConsentStatus": [],
        },
    }  # fmt: skip
    record = claims["dpv:hasRecordOfActivity"]
    record["dpv:hasProcess"]["dpv:hasPersonalData"] = [_category(name, words, special=name in shown.special) for name, words in shown.facts.items()]
    record["dpv:hasProcess"]["luukku:retention"] = purpose.retention
    return _with(claims, event, how)


def follow(before: Mapping[str, Any], event: ConsentEvent, how: How) -> Claims:
    """The receipt of what happened to a permission since `before`, which it is linked to by `luukku:follows`. Raises Broken."""
    claims = copy.deepcopy(dict(before))
    record = claims["dpv:hasRecordOfActivity"]
    if record["dct:identifier"] != event.permission:  # given anew under a stronger identity
        record["luukku:replaces"] = record["dct:identifier"]
        record["dct:identifier"] = str(event.permission)
    claims["dct:identifier"], claims["dct:created"] = _id(event), _time(event.at)
    claims["@id"] = OWN + claims["dct:identifier"]
    process = record["dpv:hasProcess"]
    process["dpv:hasPersonalData"] = [one for one in process["dpv:hasPersonalData"] if one["dct:identifier"] in event.facts]
    return _with(claims, event, how)


def _with(claims: Claims, event: ConsentEvent, how: How) -> Claims:
    record = claims["dpv:hasRecordOfActivity"]
    kinds = STATUS if record["@type"] == "dpv:ConsentRecord" else REQUESTED
    expressed = ("dpv:ExplicitlyExpressedConsent" if event.explicit else "dpv:ExpressedConsent",) if kinds is STATUS and event.kind == "given" else ()
    record["luukku:version"] = event.version
    record["luukku:follows"] = event.follows
    record["dpv:hasProcess"]["dpv:hasStorageCondition"] = [
        {"@type": "dpv:StorageDuration", "dpv:hasDuration": {"@type": "dpv:UntilTimeDuration", "rdf:value": _time(event.ends)}},
    ]
    record["dpv:hasConsentStatus"] = [
        *record["dpv:hasConsentStatus"],
        {
            "@type": [*kinds.get(event.kind, ()), *expressed], "dpv:isIndicatedBy": "dpv:DataSubject", "dpv:hasIndicationMethod": f"luukku:by-{how}",
            "dpv:isIndicatedAtTime": _time(event.at), "luukku:assurance": event.assurance,
        },
    ]  # fmt: skip
    check(claims)
    return claims


def check(claims: Mapping[str, Any]) -> None:
    """Raises Broken, with the field, for a receipt that lacks something, or whose text is not the one that was hashed."""
    for way in REQUIRED:
        if not _found(claims, way):
            raise Broken(what="receipt", field="/".join(way))
    notice = claims["dpv:hasRecordOfActivity"]["dpv:hasNotice"]
    if hash_of(notice["dct:language"], notice["luukku:text"]) != notice["luukku:sha256"]:
        raise Broken(what="receipt", field="/".join((*_NOTICE, "luukku:sha256")))
    statuses = claims["dpv:hasRecordOfActivity"]["dpv:hasConsentStatus"]
    if not statuses or not all(status.get("@type") and status.get("dpv:hasIndicationMethod") for status in statuses):
        raise Broken(what="receipt", field="/".join((*_RECORD, "dpv:hasConsentStatus")))


def hash_of(language: str, text: str) -> str:
    """SHA-256 of what was read, with its language in front, in hex."""
    return hashlib.sha256(f"{language}\n{text}".encode()).hexdigest()


def _found(claims: Mapping[str, Any], way: Sequence[str]) -> bool:
    held: Any = claims
    for part in way:
        held = held.get(part) if isinstance(held, Mapping) else None
    return bool(held) or held == []  # a service to which nothing is told has no categories


def _id(event: ConsentEvent) -> str:
    return f"{event.permission}-{event.version}"


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _category(name: str, words: str, *, special: bool) -> Claims:
    return {"@type": "dpv:SpecialCategoryPersonalData" if special else "dpv:PersonalData", "dct:identifier": name, "dct:title": words}


def _bases(purpose: Purpose, *, explicit: bool) -> list[str]:
    """"GDPR 6(1)(a)" → "eu-gdpr:A6-1-a"."""
    named = [purpose.basis, *([purpose.special] if explicit and purpose.special else [])]
    return ["eu-gdpr:A" + one.removeprefix("GDPR ").replace(")(", "-").replace("(", "-").rstrip(")") for one in named]


def _rights(purpose: Purpose, address: str) -> list[Claims]:
    articles = {"A15": "/known", "A16": "/known", "A17": "/erase", "A18": "/known", "A20": "/known"}
    if purpose.can_be_withdrawn:
        articles = {"A7-3": "/known#permissions", **articles}
    if purpose.can_be_objected_to:
        articles["A21"] = "/known"
    at = {article: address + path for article, path in articles.items()} | {"A77": AUTHORITY}
    return [{"@type": ["dpv:DataSubjectRight", f"eu-gdpr:{article}"], "dpv:isExercisedAt": where} for article, where in at.items()]
