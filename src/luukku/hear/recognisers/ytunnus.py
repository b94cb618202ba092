"""Finnish business identity code: seven digits, hyphen, check digit (weights 7 9 10 5 8 4 2, modulo 11).

Source: Finnish Patent and Registration Office and Tax Administration, Business Information System.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w-])(\d{7})[-–](\d)(?![\w-])|(?<!\w)FI(\d{7})(\d)(?!\w)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)


def find_ytunnuses(text: str) -> Iterator[Mark]:
    for hit in _SHAPE.finditer(text):
        digits, check = (hit[1], hit[2]) if hit[1] else (hit[3], hit[4])
        rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
        if rest != 1 and int(check) == (11 - rest if rest else 0):
            yield Mark(start=hit.start(), end=hit.end(), label="YTUNNUS")
