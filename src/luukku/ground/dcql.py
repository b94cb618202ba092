"""What is asked of a wallet, and whether what it showed is that and no more (DCQL: OpenID4VP 1.0, sections 6 and 7).

Only claims that the plan needs are asked (eIDAS 5b(3): no "data other than that indicated"). What the holder could have
left out and was not asked for refuses the whole; what the issuer binds together with it is passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luukku.ground.jose import refuse
from luukku.model.wallet import Credential, Path

ID = "shown"
"""The one credential that is asked for."""
FORMAT = "dc+sd-jwt"


def query(type: str, paths: Sequence[Path]) -> dict[str, Any]:
    """One credential of one type with just these claims; its holder proves their key."""
    claims = [{"path": list(path)} for path in paths]
    return {"credentials": [{"id": ID, "format": FORMAT, "meta": {"vct_values": [type]}, "claims": claims}]}


def presentation(answer: Mapping[str, Any]) -> str | Mapping[str, Any]:
    """The one presentation of a `vp_token`. Raises BadPresentation(answer)."""
    token = answer.get("vp_token")
    if not isinstance(token, dict) or set(token) != {ID} or not isinstance(token[ID], list) or len(token[ID]) != 1:
        refuse("answer")
    shown = token[ID][0]
    if not isinstance(shown, str | dict):
        refuse("answer")
    return shown


def answers(credential: Credential, claims: Mapping[str, Any], type: str, paths: Sequence[Path]) -> dict[Path, Any]:
    """The value of each claim that was asked for; `claims` are the credential's, opened. Raises BadPresentation(credential-type, claim-undeclared, claim-missing)."""
    if credential.type != type:
        refuse("credential-type")
    if not all(any(_meets(shown, path) for path in paths) for shown in credential.disclosed):
        refuse("claim-undeclared")
    return {path: _at(claims, path) for path in paths}


def _meets(shown: Path, asked: Path) -> bool:
    """Whether a disclosed claim lies on the way to what was asked, or within it."""
    return all(one == other for one, other in zip(shown, asked, strict=False))


def _at(value: Any, path: Path) -> Any:
    for key in path:
        if not isinstance(value, dict) or key not in value:
            refuse("claim-missing")
        value = value[key]
    return value
