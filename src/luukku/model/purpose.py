"""What facts are used for: the catalogue that every use, permission and envelope must name a purpose of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from luukku.model.pack import Where

Role = Literal["counter", "employee", "customer"]
"""Who uses facts: the machine, a human at the desk, the customer their own. Organisations are receivers."""
ROLES: tuple[Role, ...] = ("counter", "employee", "customer")
Article6 = Literal["GDPR 6(1)(a)", "GDPR 6(1)(b)", "GDPR 6(1)(c)", "GDPR 6(1)(d)", "GDPR 6(1)(e)", "GDPR 6(1)(f)"]
"""consent, contract, legal obligation, vital interests, public task, legitimate interests."""
Article9 = Literal[
    "", "GDPR 9(2)(a)", "GDPR 9(2)(b)", "GDPR 9(2)(c)", "GDPR 9(2)(d)", "GDPR 9(2)(e)", "GDPR 9(2)(f)", "GDPR 9(2)(g)", "GDPR 9(2)(h)",
    "GDPR 9(2)(i)", "GDPR 9(2)(j)",
]
"""Why special categories may be used; "": they may not."""
BASES: tuple[Article6, ...] = get_args(Article6)
CONDITIONS: tuple[Article9, ...] = tuple(one for one in get_args(Article9) if one)
CONSENT: Article6 = "GDPR 6(1)(a)"
EXPLICIT: Article9 = "GDPR 9(2)(a)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One purpose. Texts: `purpose-<id>` says it in a few words; `.sentence`, where there is one, in a whole sentence."""

    id: str
    dpv: str
    """IRI of the Data Privacy Vocabulary, e.g. "https://w3id.org/dpv#ServiceProvision"."""
    basis: Article6
    special: Article9 = ""
    owner: str
    retention: str
    """ISO 8601 duration: how long facts are kept for it once the case is closed, or the permission over."""
    who: tuple[Role, ...]
    where: Where

    @property
    def can_be_withdrawn(self) -> bool:
        """Only what rests on consent (GDPR 7(3))."""
        return self.basis == CONSENT

    @property
    def can_be_objected_to(self) -> bool:
        """What rests on a public task or on legitimate interests (GDPR 21(1))."""
        return self.basis in ("GDPR 6(1)(e)", "GDPR 6(1)(f)")
