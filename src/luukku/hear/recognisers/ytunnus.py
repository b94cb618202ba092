"""Finnish business identity code: seven digits, hyphen, check digit (weights 7 9 10 5 8 4 2, modulo 11).

Source: Finnish Patent and Registration Office and Tax Administration, Business Information System.
The VAT number is the same with FI and without a hyphen. Older codes have six digits: with a word that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.hear.recognisers.context import is_other_number
from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w-])(?:FI[ -]?)?(\d{6,7}) ?[-–‐‑−] ?(\d)(?![\w-]|[.,]\d)|(?<!\w)FI[ -]?(\d{7})(\d)(?!\w)|(?<![\w-])(\d{7})(\d)(?![\w-]|[.,]\d)", re.IGNORECASE)
_CONTEXT = re.compile(r"y-?\s?tunnu|ly-tunnu|fo-?num|fo-?nr|business\s?id|company\s?id|alv|vat\b|moms", re.IGNORECASE)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_REACH = 30


def find_ytunnuses(text: str) -> Iterator[Mark]:
    for hit in _SHAPE.finditer(text):
        digits, check = next((hit[at], hit[at + 1]) for at in (1, 3, 5) if hit[at])
        named = _CONTEXT.search(text, max(0, hit.start() - _REACH), hit.start()) is not None
        if (hit[5] or len(digits) == 6) and not named:
            continue
        if _checks(digits.zfill(7), int(check)) and (named or hit[3] or not is_other_number(text, hit.start())):
            yield Mark(start=hit.start(), end=hit.end(), label="YTUNNUS")


def _checks(digits: str, check: int) -> bool:
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11
    return rest != 1 and check == (11 - rest if rest else 0)
