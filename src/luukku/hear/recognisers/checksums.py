"""Checksums that several identifiers share."""

from __future__ import annotations


def luhn_holds(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B: doubling every second digit from the right, the sum ends in 0."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
