"""Handover: when a human serves better, until when somebody answers, and what that human may see. Pure."""

from luukku.handover.permission import closed_places, glass_permission, permission, place_names, shut_names
from luukku.handover.promise import has_desk, promise, promise_by, settings_problems
from luukku.handover.triage import LOOKS_AT, triage, wanted

__all__ = [
    "LOOKS_AT", "closed_places", "glass_permission", "has_desk", "permission", "place_names", "promise", "promise_by", "settings_problems", "shut_names",
    "triage", "wanted",
]
