"""Which facts the practice organisations can read, each by name: what else comes is refused with `cannot-read`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeGuard

Value = bool | int | str
Check = Callable[[object], bool]
WORD = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
DURATION = re.compile(r"P(?=.)([0-9]{1,3}Y)?([0-9]{1,3}M)?([0-9]{1,3}W)?([0-9]{1,4}D)?", re.ASCII)


def is_date(value: object) -> bool:
    """An ISO date, or a span of two."""
    if not isinstance(value, str) or value.count("/") > 1:
        return False
    try:
        days = [date.fromisoformat(day) for day in value.split("/")]
    except ValueError:
        return False
    return days == sorted(days)


def is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= 200


def is_word(value: object) -> bool:
    """An id: one of a pack's values."""
    return isinstance(value, str) and WORD.fullmatch(value) is not None


def is_bool(value: object) -> bool:
    return isinstance(value, bool)


def is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12


def is_count(value: object) -> bool:
    return is_whole(value) and value != 0 and isinstance(value, int) and value < 100


def is_duration(value: object) -> bool:
    return isinstance(value, str) and DURATION.fullmatch(value) is not None


def one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


FACTS: Mapping[str, Check] = {
    "event.date": is_date,
    "deadline.date": is_date,
    "municipality": is_text,
    "municipality.from": is_text,
    "person.role": is_text,
    "name.given": is_text,
    "amount.eur": is_whole,
    "count": is_count,
    "duration": is_duration,
    "employer.kind": is_word,
    "organisation.kind": is_word,
    "child.sex": one_of("boy", "girl"),
    "child.count": is_count,
    "child.age": is_text,
    "mother.work": one_of("employed", "entrepreneur", "unemployed", "student", "at-home"),
    "parents.married": is_bool,
    "child.under-age": is_bool,
    "deceased.employed": is_bool,
    "bank.joint": is_bool,
    "divorce.stage": one_of("planning", "filed", "decided"),
    "work.status": one_of("employed", "entrepreneur", "unemployed", "student", "at-home", "retired"),
    "leave.paid": is_bool,
    "company.form": one_of("limited-company", "sole-trader", "partnership"),
    "guarantee.own": is_bool,
    "business.started": is_bool,
    "job.ended": is_word,
    "pension.stage": is_word,
    "studies.level": is_word,
    "housing.allowance": is_bool,
    "housing.at-risk": is_bool,
    "income.ended": is_bool,
    "debt.enforcement": is_bool,
    "debt.overdue": is_bool,
}
