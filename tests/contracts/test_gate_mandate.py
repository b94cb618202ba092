"""The gate lets out of what does or binds just what was approved: it makes the content's hash again of what lies in the envelope."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.errors import Refused
from luukku.ground.content import content_text, plain_hash
from luukku.model.fact import Value, reveal
from luukku.model.journey import Envelope
from luukku.model.use import Release
from tests.contracts.trust import CUSTOMER, NOW, Yard, envelope, new_share, permission, said, yard_at

VALUES: Mapping[str, Value] = {"event.date": "2026-12-01", "municipality": "Tampere"}
RULE = "moving/electricity-move@3f9a"


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Yard]:
    place: Path = tmp_path_factory.mktemp("gate") / "data"
    with yard_at(place) as found:
        asyncio.run(found.gate.new_customer(CUSTOMER, "kept"))
        yield found


def wrapped(yard: Yard, values: Mapping[str, Value] = VALUES) -> Envelope:
    return asyncio.run(yard.gate.wrap(envelope(*values), [said(name, value) for name, value in values.items()]))


def hash_of(kuori: Envelope, values: Mapping[str, Value] = VALUES, rule: str = RULE) -> str:
    return plain_hash(content_text(rule, kuori.case, kuori.step, kuori.receiver, kuori.purpose, values)).hex()


def share(yard: Yard, kuori: Envelope, approved: str | None) -> Release:
    return asyncio.run(yard.gate.share(new_share(), kuori, CUSTOMER, permission(*VALUES), ("event.date",), RULE, NOW, approved=approved))


def test_just_what_was_approved_goes_and_of_it_only_what_is_told(yard: Yard) -> None:
    kuori = wrapped(yard)
    assert reveal(share(yard, kuori, hash_of(kuori)).facts) == {"event.date": "2026-12-01"}
    assert reveal(share(yard, kuori, None).facts) == {"event.date": "2026-12-01"}, "what only asks needs no mandate"


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.just(""), st.sampled_from(["value", "more", "fewer", "rule", "receiver"]), st.binary(min_size=32, max_size=32).map(bytes.hex)))
def test_anything_else_is_refused_and_the_log_names_why(yard: Yard, what: str) -> None:
    kuori = wrapped(yard)
    others: Mapping[str, Mapping[str, Value]] = {"value": {**VALUES, "municipality": "Turku"}, "more": {**VALUES, "x": 1}, "fewer": {"event.date": "2026-12-01"}}
    if what in others:
        approved = hash_of(kuori, others[what])
    elif what == "rule":
        approved = hash_of(kuori, rule="moving/electricity-move@0000")
    else:
        approved = hash_of(replace(kuori, receiver="bank-sandbox")) if what == "receiver" else what
    with pytest.raises(Refused) as refused:
        share(yard, kuori, approved)
    assert refused.value.data["rule"] == "approval-missing"
    entry = list(asyncio.run(yard.log.entries(CUSTOMER)))[-1]
    assert (entry.kind, entry.basis) == ("refused", "none:not-approved") and "approval-missing@" in entry.rule


@pytest.mark.requirement("R-45")
def test_a_rule_of_the_customers_own_is_named_after_the_laws(yard: Yard) -> None:
    kuori = wrapped(yard)

    def refused(**more: object) -> str:
        with pytest.raises(Refused) as error:
            asyncio.run(yard.gate.share(new_share(), kuori, CUSTOMER, permission(*VALUES), ("event.date",), RULE, NOW, own="own-never-tell", **more))  # type: ignore[arg-type]  # of share
        return str(error.value.data["rule"])

    assert refused() == "own-never-tell"
    assert refused(circumstances=frozenset({"minor"})) == "minor-alone", "whoever says no is enough, and the law is named first"
