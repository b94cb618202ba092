"""A customer's own devices, which hold the private half of their key in *on my device*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Custody = Literal["kept", "moving-out", "on-device", "moving-back"]
"""Where the customer's private half is: wrapped on the server, or on their devices. While it moves both can open what is theirs:
the server goes on with moving out by itself, moving back needs the device."""
What = Literal["facts", "events", "log", "rest"]
"""Kinds of sealed things. rest: answers to messages, and what corrections teach."""
Where = Literal["store", "log"]
"""Where sealed things lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """`public`: the device's own public half (P-256, 65 bytes), whose private half never leaves it. `sealed`: the customer's private
    half, sealed to it; b"" while it waits to be let in by another."""

    id: str
    public: bytes
    sealed: bytes
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Where a customer's key is. `public`: its public half."""

    custody: Custody
    public: bytes
    devices: tuple[Device, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedThing:
    """What a device is given to open: `info` is what HPKE binds the seal to, `id` the hash of the seal by which it is handed over."""

    id: str
    info: bytes
    sealed: bytes


Opened = Mapping[str, bytes]
"""Id of a sealed thing → what the device found in it."""
