"""I3: a proposal or a decision cannot be constructed without its label, and an adverse one not without a way out."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any

import pytest

from luukku.model.decision import DO_NOTHING, Decision, Label, Proposal

WHOLE: dict[str, Any] = {
    "basis": ("event.date", "child/child-benefit"),
    "rule": "child/child-benefit",
    "owner": "Family services",
    "interest": "customer",
    "paid": False,
    "alternatives": (DO_NOTHING, "do-it-yourself"),
}
ADVERSE: dict[str, Any] = {
    "outcome": "payment-plan: not automatic",
    "adverse": True,
    "label": Label(**WHOLE),
    "counterfactual": ("income known",),
    "redress": "debt-counselling",
    "ground": "contract",
}


@pytest.mark.parametrize("missing", ["basis", "rule", "owner", "interest", "alternatives"])
def test_a_label_without_any_of_its_parts_cannot_be_made(missing: str) -> None:
    with pytest.raises(ValueError, match=missing):
        Label(**WHOLE | {missing: () if missing in ("basis", "alternatives") else ""})
    with pytest.raises(TypeError):
        Label(**{name: value for name, value in WHOLE.items() if name != missing})


def test_doing_nothing_is_always_among_the_alternatives() -> None:
    with pytest.raises(ValueError, match="doing nothing"):
        Label(**WHOLE | {"alternatives": ("do-it-yourself",)})


def test_an_interest_outside_the_list_is_none() -> None:
    with pytest.raises(ValueError, match="interest"):
        Label(**WHOLE | {"interest": "everybody"})


def test_a_proposal_without_a_label_cannot_be_made() -> None:
    bare: Any = None
    with pytest.raises(ValueError, match="label"):
        Proposal(service="child-benefit", label=bare)
    with pytest.raises(TypeError):
        Proposal(service="child-benefit")  # type: ignore[call-arg]  # that it cannot be left out is the point
    assert Proposal(service="child-benefit", label=Label(**WHOLE)).label.owner == "Family services"


def test_a_label_cannot_be_taken_off_again() -> None:
    proposal = Proposal(service="child-benefit", label=Label(**WHOLE))
    with pytest.raises(FrozenInstanceError):
        proposal.label = None  # type: ignore[misc, assignment]  # that it cannot be set is the point


@pytest.mark.parametrize("missing", ["redress", "counterfactual", "label"])
def test_an_adverse_decision_has_a_way_out_and_says_what_would_have_changed_it(missing: str) -> None:
    assert Decision(**ADVERSE).redress
    with pytest.raises(ValueError):
        Decision(**ADVERSE | {missing: None})


def test_a_good_decision_needs_no_redress_but_its_label() -> None:
    assert not Decision(**ADVERSE | {"adverse": False, "redress": None, "counterfactual": ()}).adverse
