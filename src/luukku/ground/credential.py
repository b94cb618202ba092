"""A credential that somebody shows: who issued it, whether that issuer counts, and whether it holds (SD-JWT VC).

draft-ietf-oauth-sd-jwt-vc, and what HAIP 1.0 wants of it: type `dc+sd-jwt`, a key of the issuer's that the settings name
(by its JWK, or by a chain of certificates to an anchor), a proof of the holder's key each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from luukku.ground import chain as chains
from luukku.ground import sdjwt as sd
from luukku.ground.jose import Token, check_signature, fits, refuse
from luukku.model.fact import Personal
from luukku.model.wallet import Credential, Issuer, StatusAt

TYPE = "dc+sd-jwt"
NEVER_DISCLOSED = ("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status")
"""Claims that stand in the issuer's token itself, where no holder can leave them out (SD-JWT VC, section 2.2.2.3)."""


def verify(shown: str | Mapping[str, Any], issuers: Sequence[Issuer], expected: sd.Expected, now: float) -> Credential:
    """The credential that was shown to us, for this one question. `now`: seconds since 1970.

    Raises BadPresentation with the fault of the first check that fails. The status is for the caller to look up.
    """
    presentation = sd.parse(shown) if isinstance(shown, str) else sd.from_json(shown)
    issued = presentation.issued
    if issued.header.get("typ") != TYPE:
        refuse("type")
    issuer = issuer_of(issued, issuers)
    check_issued(issued, issuer, now)
    claims, disclosed = sd.process(presentation)
    if any(path[0] in NEVER_DISCLOSED for path in disclosed):
        refuse("claim-reserved")
    type = claims.get("vct")
    if not isinstance(type, str) or type not in issuer.types:
        refuse("credential-type")
    sd.check_times(claims, now)
    sd.check_binding(presentation, claims, expected, now)
    return Credential(issuer=issuer, type=type, claims=Personal(claims), disclosed=disclosed, status=_status(claims))


def issuer_of(token: Token, issuers: Iterable[Issuer]) -> Issuer:
    """Who says that they issued it, if they are one of those that count. Raises BadPresentation(issuer)."""
    named = token.payload.get("iss")
    for issuer in issuers:
        if issuer.id == named:
            return issuer
    refuse("issuer")


def check_issued(token: Token, issuer: Issuer, now: float) -> None:
    """That the issuer signed it. Raises BadPresentation(issuer-key, issuer-chain, issuer-signature, algorithm)."""
    keys = _keys(token, issuer, now)
    if not keys:
        refuse("issuer-key")
    fitting = [key for key in keys if fits(key, token.header.get("alg"))]
    if not fitting:
        refuse("algorithm")
    if not any(check_signature(token, key) for key in fitting):
        refuse("issuer-signature")


def _keys(token: Token, issuer: Issuer, now: float) -> list[Mapping[str, Any]]:
    """The keys that can have signed: that at the end of a chain to an anchor, or the issuer's own, by id where it has one."""
    if "x5c" in token.header and issuer.anchors:
        chain = chains.read_chain(token.header["x5c"])
        chains.check_chain(chain, issuer.anchors, now)
        return [chains.key_of(chain[0])]
    kid = token.header.get("kid")
    return [key for key in issuer.keys if kid is None or key.get("kid", kid) == kid]


def _status(claims: Mapping[str, Any]) -> StatusAt | None:
    """Where its issuer says whether it still holds. A way of saying it that is not known here refuses it."""
    if "status" not in claims:
        return None
    status = claims["status"]
    named = status.get("status_list") if isinstance(status, dict) else None
    if not isinstance(named, dict):
        refuse("status")
    uri, index = named.get("uri"), named.get("idx")
    if not isinstance(uri, str) or not isinstance(index, int) or isinstance(index, bool) or index < 0:
        refuse("status")
    return StatusAt(uri=uri, index=index)
