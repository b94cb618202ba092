"""Lines of TOML: whatever `tomllib` reads, each of its keys is found on the line where it stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.packs.lines import index_lines, line_of

ODD = '''\
# a comment with [header] and key = 1
top = """
[not.a.header]
key = "no"
"""  # after
"quoted key" = 'literal # no comment'
'also.quoted' = "a \\" b # c"
a.b . "c.d" = 1
when = 2026-11-21 10:00:00
clipped = [ 1, [2, 3], # one
  { x = 1, y = { z = "}" } },
  "]",
]
empty = {}
lines = \'\'\'
x = 1
it's \'\'\'

[table]
key = 1.5e3 # [[x]]
[table."sub key".'two']
key = true
[[list]]
n = 1
[[list]]
n = 2
[list.inner]
deep = 3
[[list.more]]
m = 4
[[list.more]]
m = 5
  [ spaced . name ]
  k = "\\u00e4"
[late.inner]
[late]
key = 1
'''


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        (("top",), 'top = """'),
        (("quoted key",), '"quoted key"'),
        (("also.quoted",), "'also.quoted'"),
        (("a", "b", "c.d"), "a.b"),
        (("clipped", 1, 0), "clipped"),
        (("clipped", 2), "  { x"),
        (("clipped", 2, "y", "z"), "  { x"),
        (("clipped", 3), '  "]"'),
        (("empty",), "empty"),
        (("lines",), "lines"),
        (("table",), "[table]"),
        (("table", "key"), "key = 1.5e3"),
        (("table", "sub key", "two"), '[table."sub key"'),
        (("table", "sub key", "two", "key"), "key = true"),
        (("list", 1), "[[list]]"),
        (("list", 1, "n"), "n = 2"),
        (("list", 1, "inner", "deep"), "deep = 3"),
        (("list", 1, "more", 1, "m"), "m = 5"),
        (("spaced", "name", "k"), "  k ="),
        (("late",), "[late]"),
        (("late", "inner"), "[late.inner]"),
        (("table", "key", "no", "such"), "key = 1.5e3"),
    ],
)
def test_a_key_is_found_on_its_line(path: tuple[str | int, ...], starts: str) -> None:
    assert ODD.splitlines()[line_of(index_lines(ODD), path) - 1].startswith(starts)


def _paths(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _paths(value, (*path, n))


def test_nothing_that_is_read_lacks_a_line_and_nothing_else_has_one() -> None:
    for text in (ODD, ODD.replace("\n", "\r\n")):
        assert set(_paths(tomllib.loads(text))) == set(index_lines(text))


KEYS = st.text("abc", min_size=1, max_size=2)
SCALARS = st.sampled_from(['1', "true", '"x"', '"# ["', "'\"'", '"""a\n]b"""', "2026-11-21", "1.5", '"\\\\"', "'''q\n'''"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "[" + ",\n ".join(parts) + "]"),
        st.dictionaries(KEYS, inner, max_size=2).map(lambda parts: "{ " + ", ".join(f"{key} = {value}" for key, value in parts.items()) + " }"),
    ),
    max_leaves=4,
)
TABLES = st.lists(st.tuples(st.sampled_from(["[{}]", "[[{}]]"]), KEYS, st.dictionaries(KEYS, VALUES, max_size=3)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=3), TABLES)
def test_any_document_has_a_line_for_each_of_its_keys(top: dict[str, str], tables: list[tuple[str, str, dict[str, str]]]) -> None:
    blocks = ["\n".join(f"{key} = {value}" for key, value in top.items())]
    blocks += [header.format(name) + "\n" + "\n".join(f"{key} = {value}" for key, value in body.items()) for header, name, body in tables]
    text = "\n# between\n".join(blocks)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(_paths(data)) == set(index_lines(text))
