"""The names by which things are known. All random, none tells anything about a person."""

from __future__ import annotations

import secrets
from typing import Literal, NewType

CustomerId = NewType("CustomerId", str)
ConversationId = NewType("ConversationId", str)
TurnId = NewType("TurnId", str)
CaseId = NewType("CaseId", str)
CardId = NewType("CardId", str)
PermissionId = NewType("PermissionId", str)
EnvelopeId = NewType("EnvelopeId", str)
StepId = NewType("StepId", str)
"""`<service id>` within one case: a service stands at most once in a journey."""
HandoverId = NewType("HandoverId", str)
EmployeeId = NewType("EmployeeId", str)
ShareId = NewType("ShareId", str)
"""128 random bits in hex; also the id of the share's log entry and the agent's message id."""

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
Assurance = Literal["nobody", "contact", "strong"]
ASSURANCES: tuple[Assurance, ...] = ("nobody", "contact", "strong")


def new_id() -> str:
    """128 random bits as 32 hex digits."""
    return secrets.token_hex(16)
