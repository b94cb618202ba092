"""The library that decides, against Cedar's own integration tests."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cedarpy
import pytest

VECTORS = Path(os.environ.get("LUUKKU_VECTORS") or Path(__file__).resolve().parents[3] / "shared" / "vectors")
FOLDER = VECTORS / "cedar"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no outside vectors at {FOLDER}")


def requests() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted((FOLDER / "tests").rglob("*.json")):
        held = json.loads(path.read_text(encoding="utf-8"))
        for number, request in enumerate(held["requests"]):
            yield f"{path.parent.name}/{path.stem}/{number}", held, request


def renamed(text: str) -> cedarpy.PolicySet:
    """The policies under ids of our own, as rule packs are compiled."""
    held = json.loads(cedarpy.policies_to_json_str(text))
    held["staticPolicies"] = {f"own-{id}": policy for id, policy in held["staticPolicies"].items()}
    return cedarpy.PolicySet.from_json_str(json.dumps(held))


@pytest.mark.requirement("R-10")
def test_every_request_is_decided_as_cedar_decides_it_and_for_the_same_reasons() -> None:
    agreed = 0
    for name, held, asked in requests():
        schema = (FOLDER / held["schema"]).read_text(encoding="utf-8")
        entities = (FOLDER / held["entities"]).read_text(encoding="utf-8")
        policies = renamed((FOLDER / held["policies"]).read_text(encoding="utf-8"))
        request = {key: asked[key] for key in ("principal", "action", "resource", "context")}
        answer = cedarpy.is_authorized(request, policies, entities, schema)
        assert answer.decision.value.lower() == asked["decision"].lower(), name
        assert sorted(answer.diagnostics.reasons) == sorted(f"own-{reason}" for reason in asked["reason"]), name
        agreed += 1
    assert agreed == 74
