"""What is taken along, as JSON-LD: people and programs read plain JSON, and what a word means stands in the context beside it.

Words are those of schema.org where it has them, those of the Data Privacy Vocabulary for purposes and permissions, and
Luukku's own for the rest. Nothing of it must be fetched: the context is a file of the same ZIP.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from luukku.model.consent import ConsentEvent, Permission
from luukku.model.conversation import Case
from luukku.model.fact import Fact, reveal
from luukku.model.journey import Step
from luukku.model.use import Entry

FORMAT = 1
CONTEXT_FILE, GRAPH_FILE = "context.jsonld", "luukku.jsonld"
OWN = "urn:luukku:v1:"
Json = dict[str, Any]
_TIME: Mapping[str, str] = {"@type": "xsd:dateTime"}


def _of(term: str, **more: str) -> Json:
    return {"@id": term, **more}


CONTEXT: Mapping[str, Any] = {
    "@context": {
        "@version": 1.1,
        "schema": "https://schema.org/",
        "dpv": "https://w3id.org/dpv#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "luukku": OWN,
        "@vocab": OWN,
        "Export": "schema:Dataset",
        "Fact": "dpv:PersonalData",
        "Case": "schema:Project",
        "Step": "schema:Action",
        "Permission": "dpv:Permission",
        "ConsentEvent": "dpv:ConsentRecord",
        "Entry": "luukku:Entry",
        "Message": "schema:Message",
        "made": _of("schema:dateCreated", **_TIME),
        "name": "schema:name",
        "value": "schema:value",
        "words": "luukku:words",
        "text": "schema:text",
        "who": "schema:sender",
        "at": _of("schema:dateCreated", **_TIME),
        "closed": _of("schema:endDate", **_TIME),
        "given": _of("schema:validFrom", **_TIME),
        "ends": _of("schema:validThrough", **_TIME),
        "since": _of("schema:startTime", **_TIME),
        "deadline": _of("luukku:deadline", **{"@type": "xsd:date"}),
        "purpose_dpv": _of("dpv:hasPurpose", **{"@type": "@id"}),
        "receiver": "dpv:hasRecipient",
        "basis": "dpv:hasLegalBasis",
        "case": _of("luukku:case", **{"@type": "@id"}),
        "steps": _of("luukku:step", **{"@container": "@set"}),
    }
}
"""The product's terms over schema.org and DPV; whatever is not named falls to `urn:luukku:v1:`."""


def case_id(id: str) -> str:
    return f"urn:luukku:case:{id}"


def fact(case: str, event: str, one: Fact) -> Json:
    """A fact, all of it. `value` is null when it is refused or not known."""
    return {
        "@type": "Fact", "case": case_id(case), "event": event, "name": one.name, "about": one.about, "value": reveal(one.value),
        "standing": one.standing, "source": one.source, "by": one.by, "at": _time(one.at), "evidence": reveal(one.evidence),
        "approx": one.approx, "confirmed": one.confirmed,
    }  # fmt: skip


def case(conversation: str, one: Case, purposes: Mapping[str, str]) -> Json:
    """A case with its steps. `purposes`: purpose → DPV IRI."""
    steps = sorted(one.journey.steps.values(), key=lambda step: step.id) if one.journey is not None else []
    return {
        "@id": case_id(one.id), "@type": "Case", "id": one.id, "conversation": conversation, "event": one.event, "sure": one.sure,
        "confirmed": one.confirmed, "closed": _time(one.closed), "names": list(one.names), "refused": list(one.refused), "asked": list(one.asked),
        "steps": [step_of(one.id, step, purposes) for step in steps],
    }  # fmt: skip


def step_of(case: str, one: Step, purposes: Mapping[str, str]) -> Json:
    return {
        "@id": f"urn:luukku:step:{case}:{one.id}", "@type": "Step", "case": case_id(case), "id": one.id, "service": one.service, "part": one.part,
        "state": one.state, "receiver": one.receiver, "purpose": one.purpose, "purpose_dpv": purposes.get(one.purpose), "facts": list(one.facts),
        "permission": one.permission, "ends": _time(one.ends), "deadline": _day(one.deadline), "since": _time(one.since), "reason": one.reason,
        "shares": list(one.shares), "outdated": list(one.outdated),
    }  # fmt: skip


def permission(one: Permission, state: str, purposes: Mapping[str, str]) -> Json:
    return {
        "@id": f"urn:luukku:permission:{one.id}", "@type": "Permission", "id": one.id, "state": state, "purpose": one.purpose,
        "purpose_dpv": purposes.get(one.purpose), "receiver": one.receiver, "case": case_id(one.case) if one.case else None, "service": one.service,
        "facts": sorted(one.facts), "assurance": one.assurance, "basis": one.basis, "explicit": one.explicit, "given": _time(one.given), "ends": _time(one.ends),
    }  # fmt: skip


def consent(one: ConsentEvent, purposes: Mapping[str, str]) -> Json:
    return {
        "@type": "ConsentEvent", "permission": one.permission, "kind": one.kind, "at": _time(one.at), "purpose": one.purpose,
        "purpose_dpv": purposes.get(one.purpose), "receiver": one.receiver, "case": case_id(one.case), "service": one.service, "facts": list(one.facts),
        "assurance": one.assurance, "basis": one.basis, "explicit": one.explicit, "ends": _time(one.ends), "text_sha256": one.text_sha256,
    }  # fmt: skip


def entry(one: Entry) -> Json:
    return {
        "@id": f"urn:luukku:entry:{one.id}", "@type": "Entry", "n": one.n, "id": one.id, "at": _time(one.at), "kind": one.kind, "result": one.result,
        "actor": one.actor, "purpose": one.purpose, "receiver": one.receiver, "facts": list(one.facts), "permission": one.permission,
        "basis": one.basis, "rule": one.rule, "about": one.about,
    }  # fmt: skip


def as_file(value: Any) -> bytes:
    """JSON for people too: indented by one, ends with a line's end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
