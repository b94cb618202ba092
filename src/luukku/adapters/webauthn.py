"""Passkeys, verified (W3C Web Authentication, level 3, sections 7.1 and 7.2) with py_webauthn.

No attestation is asked for: which maker's device somebody has is not ours to know. The device must verify its user each time
(by a finger, a face or a PIN), for a passkey stands for login and password both.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.cose import COSEAlgorithmIdentifier
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    RegistrationCredential,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from luukku.errors import Refused
from luukku.model.passkey import Place, Shown

ALGORITHMS = [COSEAlgorithmIdentifier.EDDSA, COSEAlgorithmIdentifier.ECDSA_SHA_256, COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256]
NEEDED = UserVerificationRequirement.REQUIRED
MILLISECONDS = 120_000
"""How long a browser may take to ask its person."""


class WebAuthn:
    """`ports.PasskeyCheck`."""

    def ask_new(self, place: Place, us: str, user: bytes, name: str, challenge: bytes) -> Mapping[str, Any]:
        made = generate_registration_options(
            rp_id=place.rp_id, rp_name=us, user_id=user, user_name=name, challenge=challenge, timeout=MILLISECONDS, supported_pub_key_algs=ALGORITHMS,
            authenticator_selection=AuthenticatorSelectionCriteria(resident_key=ResidentKeyRequirement.REQUIRED, require_resident_key=True, user_verification=NEEDED),
        )  # fmt: skip
        return dict(json.loads(options_to_json(made)))

    def ask(self, place: Place, challenge: bytes) -> Mapping[str, Any]:
        made = generate_authentication_options(rp_id=place.rp_id, challenge=challenge, timeout=MILLISECONDS, user_verification=NEEDED)
        return dict(json.loads(options_to_json(made)))

    def read(self, told: str, *, new: bool) -> tuple[bytes, bytes]:
        try:
            credential = _new_of(told) if new else _used_of(told)
            return credential.raw_id, parse_client_data_json(credential.response.client_data_json).challenge
        except Exception as error:  # noqa: BLE001  the library raises what its parsers raise; whatever it was, this is no passkey
            raise Refused(why="passkey") from error

    def check_new(self, place: Place, told: str, challenge: bytes) -> Shown:
        try:
            made = verify_registration_response(
                credential=_new_of(told), expected_challenge=challenge, expected_rp_id=place.rp_id, expected_origin=place.origin,
                require_user_verification=True, supported_pub_key_algs=ALGORITHMS,
            )
        except Exception as error:  # noqa: BLE001  as above
            raise Refused(why="passkey") from error
        return Shown(id=made.credential_id, key=made.credential_public_key, count=made.sign_count)

    def check(self, place: Place, told: str, challenge: bytes, key: bytes, count: int) -> Shown:
        try:
            credential = _used_of(told)
            shown = verify_authentication_response(
                credential=credential, expected_challenge=challenge, expected_rp_id=place.rp_id, expected_origin=place.origin,
                credential_public_key=key, credential_current_sign_count=count, require_user_verification=True,
            )
        except Exception as error:  # noqa: BLE001  as above
            raise Refused(why="passkey") from error
        return Shown(id=shown.credential_id, key=key, count=shown.new_sign_count, user=credential.response.user_handle or b"")


def _new_of(told: str) -> RegistrationCredential:
    return parse_registration_credential_json(told)


def _used_of(told: str) -> AuthenticationCredential:
    return parse_authentication_credential_json(told)
