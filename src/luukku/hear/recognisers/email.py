"""E-mail addresses (RFC 5321, as people write them), also spelt out: "aino at posti piste fi"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from luukku.model.reading import Mark

_SHAPE = re.compile(r"(?<![\w.+-])[\w.+-]*\w@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,24}(?![\w-])")
_SPELT = re.compile(
    r"(?<![\w.+-])[\w+-]+(?:(?:\.|\s(?:piste|punkt|dot)\s)[\w+-]+)*\s?[\(\[]?(?:\bat\b|\bät\b|\(at\)|\[at\]|\bmiuku\b|snabel-a)[\)\]]?\s?"
    r"[\w-]+(?:\s?(?:\.|\bpiste\b|\bpunkt\b|\bdot\b)\s?[\w-]+)*\s?(?:\.|\bpiste\b|\bpunkt\b|\bdot\b)\s?(?:fi|se|com|net|org|eu|ax|info)\b",
    re.IGNORECASE,
)


def find_emails(text: str) -> Iterator[Mark]:
    for shape in (_SHAPE, _SPELT):
        for hit in shape.finditer(text):
            yield Mark(start=hit.start(), end=hit.end(), label="EMAIL")
