"""Puts a question to rules written in Cedar: nothing is allowed that no rule permits, and one that forbids is enough.

Source: the Cedar policy language (docs.cedarpolicy.com). `SCHEMA` says what a rule may ask about; the request that is made of
`Asked` has just that shape. Policies come under their rules' own ids, so that a decision names a rule and not its place in a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import cedarpy

from luukku.model.purpose import Purpose
from luukku.model.rule import Asked, Decided

NO_RULE = "nothing-permits"
"""Named when no rule forbids and none permits."""
FAILED = "rule-failed"
"""Named when a rule could not be evaluated: then the answer is no, whatever the others say."""
SCHEMA = """\
entity Role;
entity Purpose = {
    listed: Bool,       // false: in no catalogue
    basis: String,      // "GDPR 6(1)(a)" and so on
    special: String,    // "GDPR 9(2)(a)" and so on, "" for none
    roles: Set<Role>,   // who may
};
action serve, look, share, learn, own, propose, "break-glass" appliesTo {
    principal: Role,    // counter, employee, customer
    resource: Purpose,
    context: {
        category: String,       // ordinary, special, protected, other-person
        permission: String,     // live, request, own, or why it does not hold
        explicit: Bool,         // given for special categories by themselves
        receiver: String,       // an organisation, desk, counter, or ""
        assurance: String,      // nobody, contact, strong: of whoever gave it
        turvakielto: Bool,
        minor: Bool,
        for_another: Bool,
        nothing_sold: Bool,
        gain: Bool,             // somebody other than the customer or the law gains
    },
};
"""


class Judge:
    """Policies and purposes, parsed once. `decide` is pure: the same question has the same answer."""

    def __init__(self, policies: str, purposes: Iterable[Purpose], sha256: str) -> None:
        """`policies`: Cedar's JSON form under own ids. Raises ValueError when it cannot be parsed."""
        self._schema = cedarpy.Schema.from_str(SCHEMA)
        self._policies = cedarpy.PolicySet.from_json_str(policies)
        found = {purpose.id: purpose for purpose in purposes}
        self._entities = cedarpy.Entities.from_json_str(json.dumps([_entity(id, one) for id, one in ({"": None} | found).items()]), self._schema)
        self._known = frozenset(found)
        self._sha256 = sha256

    def decide(self, asked: Asked) -> Decided:
        """Allowed only when a rule permits, none forbids, and none failed."""
        answer = cedarpy.is_authorized(self._request(asked), self._policies, self._entities, self._schema)
        told = answer.diagnostics
        if told.errors:
            return Decided(allowed=False, rules=(FAILED,), sha256=self._sha256)
        return Decided(allowed=answer.allowed, rules=tuple(sorted(told.reasons)) or (NO_RULE,), sha256=self._sha256)

    def _request(self, asked: Asked) -> dict[str, object]:
        true = asked.circumstances
        return {
            "principal": {"type": "Role", "id": asked.role},
            "action": {"type": "Action", "id": asked.action},
            "resource": {"type": "Purpose", "id": asked.purpose if asked.purpose in self._known else ""},
            "context": {
                "category": asked.category, "permission": asked.standing, "explicit": asked.explicit, "receiver": asked.receiver, "assurance": asked.assurance,
                "turvakielto": "turvakielto" in true, "minor": "minor" in true, "for_another": "for-another" in true, "nothing_sold": "nothing-sold" in true,
                "gain": asked.gain,
            },
        }  # fmt: skip


def _entity(id: str, purpose: Purpose | None) -> dict[str, object]:
    """A purpose as Cedar knows it; None: the one that stands for all that are in no catalogue."""
    attributes: dict[str, object] = {"listed": False, "basis": "", "special": "", "roles": []}
    if purpose is not None:
        roles = [{"__entity": {"type": "Role", "id": role}} for role in purpose.who]
        attributes = {"listed": True, "basis": purpose.basis, "special": purpose.special, "roles": roles}
    return {"uid": {"type": "Purpose", "id": id}, "attrs": attributes, "parents": []}
