"""Made-up identifiers with right check digits, for the labelled texts and for comparisons: nobody's, and the same at every run.

Identity codes have individual numbers from 900 to 999, which no person in Finland gets. Cards are the networks' published
test numbers. `spoilt` breaks a checksum.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

CHECKS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
SIGNS = {18: "+", 19: "-YXWVU", 20: "ABCDEF"}
ACCOUNTS = {
    "FI": "nnnnnnnnnnnnnn", "SE": "nnnnnnnnnnnnnnnnnnnn", "EE": "nnnnnnnnnnnnnnnn", "DE": "nnnnnnnnnnnnnnnnnn", "NO": "nnnnnnnnnnn", "DK": "nnnnnnnnnnnnnn",
    "GB": "AAAAnnnnnnnnnnnnnn", "NL": "AAAAnnnnnnnnnn", "FR": "nnnnnnnnnncccccccccccnn", "ES": "nnnnnnnnnnnnnnnnnnnn", "IT": "Annnnnnnnnncccccccccccc",
    "PL": "nnnnnnnnnnnnnnnnnnnnnnnn", "LT": "nnnnnnnnnnnnnnnn", "LV": "AAAAccccccccccccc", "BE": "nnnnnnnnnnnn", "AT": "nnnnnnnnnnnnnnnn",
    "CH": "nnnnncccccccccccc", "IE": "AAAAnnnnnnnnnnnnnn", "MT": "AAAAnnnnncccccccccccccccccc", "UA": "nnnnnnccccccccccccccccccc",
}
"""Country → its account: n a digit, A a letter, c either."""
CARDS = (
    "4111 1111 1111 1111", "4012888888881881", "5555 5555 5555 4444", "5105-1051-0510-5100", "378282246310005", "3714 496353 98431", "6011 1111 1111 1117",
    "6011000990139424", "3530111333300000", "3566 0020 2036 0505", "30569309025904", "3852 000002 3237", "4242424242424242", "2223 0031 2200 3222", "4222222222222",
)
MOBILES = ("040", "041", "044", "045", "046", "050", "0400", "0440", "0456")


def hetu(dice: random.Random, sign: str | None = None) -> str:
    """A code of somebody born between 1900 and 2025; `sign`: the century's."""
    born = date(1900, 1, 1) + timedelta(days=dice.randrange(46_000))
    digits, number = f"{born:%d%m%y}", f"{dice.randrange(900, 1000)}"
    return f"{digits}{sign or dice.choice(SIGNS[born.year // 100])}{number}{CHECKS[int(digits + number) % 31]}"


def luhn_digit(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 if place % 2 else 2)
        total += doubled // 10 + doubled % 10
    return str(-total % 10)


def personnummer(dice: random.Random, *, coordination: bool = False) -> str:
    """"YYYYMMDD-98NC": serial numbers from 980 on are the tax agency's for tests."""
    born = date(1930, 1, 1) + timedelta(days=dice.randrange(34_000))
    day = born.day + (60 if coordination else 0)
    digits = f"{born:%y%m}{day:02}{dice.randrange(980, 1000)}"
    return f"{born.year // 100}{digits[:6]}-{digits[6:]}{luhn_digit(digits)}"


def iban(dice: random.Random, country: str) -> str:
    kinds = {"n": "0123456789", "A": "ABCDEFGHJKLMNPRSTUVWXYZ", "c": "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"}
    account = "".join(dice.choice(kinds[kind]) for kind in ACCOUNTS[country])
    return f"{country}{98 - _remainder(account + country + '00'):02}{account}"


def reference(dice: random.Random) -> str:
    """An RF creditor reference (ISO 11649): it has the checksum of an account and is none."""
    body = "".join(dice.choice("0123456789") for _ in range(dice.choice((6, 10, 14))))
    return f"RF{98 - _remainder(body + 'RF00'):02}{body}"


def ytunnus(dice: random.Random) -> str:
    while True:
        digits = f"{dice.randrange(1_000_000, 4_000_000)}"
        rest = sum(weight * int(digit) for weight, digit in zip((7, 9, 10, 5, 8, 4, 2), digits, strict=True)) % 11
        if rest != 1:
            return f"{digits}-{11 - rest if rest else 0}"


def mobile(dice: random.Random) -> str:
    """A Finnish mobile number without blanks."""
    prefix = dice.choice(MOBILES)
    return prefix + "".join(dice.choice("0123456789") for _ in range(10 - len(prefix)))


def spoilt(text: str) -> str:
    """The same with its last digit one higher."""
    place = max(place for place, sign in enumerate(text) if sign.isdigit())
    return f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1:]}"


def grouped(text: str, size: int = 4, by: str = " ") -> str:
    return by.join(text[place : place + size] for place in range(0, len(text), size))


def mobiles(dice: random.Random) -> Iterator[str]:
    """One number after another, each in another writing."""
    while True:
        number = mobile(dice)
        head, tail = number[:3], number[3:]
        yield f"{head} {tail[:3]} {tail[3:]}"
        yield number
        yield f"+358 {head[1:]} {tail[:3]} {tail[3:]}"
        yield f"{head}-{tail}"
        yield f"+358{number[1:]}"
        yield f"00358 {head[1:]} {tail}"
        yield f"{head} {tail}"
        yield f"({head}) {tail[:3]} {tail[3:]}"
        yield f"+358 (0){head[1:]} {tail[:3]} {tail[3:]}"
        yield f"{head} {tail[:3]} {tail[3:5]} {tail[5:]}"
        yield f"{head}/{tail}"
        yield f"+358-{head[1:]}-{tail}"
        yield f"{head}.{tail[:3]}.{tail[3:]}"


def _remainder(account: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in account)) % 97
