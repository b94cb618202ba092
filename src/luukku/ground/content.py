"""What exactly is approved before something is done in the customer's name: one text of it, the same for whoever shows it and whoever lets it out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from luukku.ground.jcs import jcs
from luukku.model.fact import Value


def content_text(rule: str, case: str, step: str, receiver: str, purpose: str, held: Mapping[str, Value]) -> str:
    """In canonical form (RFC 8785). `rule`: the pack's rule with its hash, so that changed terms are another content; `held`: all values that
    may go out, in the form in which they go."""
    return jcs({"rule": rule, "case": case, "step": step, "receiver": receiver, "purpose": purpose, "facts": dict(held)}).decode()


def plain_hash(text: str) -> bytes:
    """SHA-256."""
    return hashlib.sha256(text.encode()).digest()
