"""The quick way of reading TOML: whatever it reads, the whole language reads to the same; all else it leaves."""

from __future__ import annotations

import random
import tomllib

import pytest

from luukku.packs import find_packs
from luukku.packs.lines import index_lines
from luukku.packs.plain import read_plain

SOURCES = {path.relative_to(find_packs()).as_posix(): path.read_text("utf-8") for path in sorted(find_packs().rglob("*.toml"))}
SMALL = [source for source in SOURCES.values() if len(source) < 3_000]
SIGNS = ["\"", "'", "[", "]", "[[", "]]", "{", "}", "=", ",", ".", "#", "\n", "\\", " ", "\t", "0", "1_0", "-", "1.5", "true", "2026-02-30", "x", "\"\"\"", "\r\n", "é", "\x01"]


def same(text: str) -> bool:
    """True when it was read the quick way, and then as `tomllib` reads it."""
    plain = read_plain(text)
    if plain is None:
        return False
    data, lines = plain
    assert repr(data) == repr(tomllib.loads(text))
    known = index_lines(text)
    assert {path: known[path] for path in lines} == lines
    return True


def test_most_of_what_packs_hold_is_read_the_quick_way_and_to_the_same() -> None:
    quick = {name for name, text in SOURCES.items() if same(text)}
    assert {name for name in SOURCES if name.endswith("/lexicon.toml")} <= quick


@pytest.mark.parametrize(
    "text",
    [
        'a = "\\u00e4"', "a = 'x'", 'a = """x"""', "a.b = 1", "a = [[1]]", "a = { b = { c = 1 } }", "a = 1e3", "a = 0x1f", "a = inf", "a = 1_000",
        "a = 2026-01-01T10:00:00", "a = 07:30:00", "a = [\n1,\n]", "[a.b.c]", "[[a.b]]", " [a]", "a = +1", "a = [1,]",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_whole_language(text: str) -> None:
    assert read_plain(text) is None
    tomllib.loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\na = 2", "[a]\n[a]", "[[a]]\n[a]", "[a]\n[[a]]", "a = 1\n[a]", "a = []\n[[a]]", "a = {}\n[a.b]", "[a.b]\n[a.b]", "a", "a =", "a = yes",
        "a = 2026-02-30", "a = 01", "a = \"\x01\"", "# \x01", "a = { b = 1, b = 2 }", "a = { b = 1, }", "[a]x", "a = 1 b = 2", "[[a]]\n[[a.b]]\n[a.b]",
    ],
)  # fmt: skip
def test_what_is_wrong_is_left_to_the_whole_language_which_says_so(text: str) -> None:
    assert read_plain(text) is None
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(text)


def test_changed_at_random_it_is_still_read_to_the_same_or_left() -> None:
    chance = random.Random(11)
    read = 0
    for _ in range(1_500):
        text = chance.choice(SMALL)[: chance.randrange(200, 1_200)]
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(SIGNS) + text[at + chance.choice((0, 0, 1, 8)) :]
        read += same(text)
    assert read > 100
