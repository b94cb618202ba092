"""The coarsest form of a fact that a service needs: a month instead of a day, of age instead of a birthday (GDPR 5(1)(c))."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from luukku.ground.dates import add, span_or_none
from luukku.model.fact import Value
from luukku.model.pack import FactType, Form

OF_TYPE: Mapping[Form, FactType] = {"year": "date", "month": "date", "over-18": "date", "area": "text"}
"""Which facts have the form."""
_POSTCODE = re.compile(r"(?:FI-)?([0-9]{2})[0-9]{3}")


def coarsen(value: Value, form: Form, today: date) -> Value | None:
    """The value in that form; None when it cannot be put so: then it is not told at all, and never as it is.

    year "2026" and month "2026-11", of a span both ends when they differ ("2026-11/2026-12"); over-18 whether somebody born then
    (the last day of a span) is of age `today`; area the first two digits of a Finnish postcode.
    """
    return _FORMS[form](value, today)


def _cut(signs: int) -> Callable[[Value, date], Value | None]:
    def cut(value: Value, _: date) -> Value | None:
        span = span_or_none(value)
        return None if span is None else "/".join(dict.fromkeys(day.isoformat()[:signs] for day in span))

    return cut


def _of_age(value: Value, today: date) -> Value | None:
    span = span_or_none(value)
    try:
        return None if span is None else add(span[1], "P18Y") <= today
    except ValueError:  # a day at the calendar's very end
        return None


def _area(value: Value, _: date) -> Value | None:
    match = _POSTCODE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match.group(1) if match else None


_FORMS: Mapping[Form, Callable[[Value, date], Value | None]] = {"year": _cut(4), "month": _cut(7), "over-18": _of_age, "area": _area}
