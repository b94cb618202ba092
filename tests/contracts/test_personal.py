"""`Personal` shows nothing by accident, and the list of those who may open it, or a seal, is short and held here."""

from __future__ import annotations

import ast
import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import pytest

import luukku
from luukku.model.fact import HIDDEN, Personal, reveal
from tests.contracts.trust import said

SOURCE = Path(luukku.__file__).parent
CANARY = "Kanarialintu"

MAY_REVEAL = (
    "adapters/embedded/gate.py", "adapters/embedded/store.py", "adapters/embedded/feed.py", "adapters/embedded/shapes.py",
    "adapters/embedded/effects.py", "adapters/peers/", "ground/conditions.py", "plan/", "hear/", "understand/", "explain/", "web/", "cli/",
    "flow/", "adapters/embedded/lessons.py", "learning/agree.py",
)
"""The gate and those who seal (adapters), who send what the gate released (peers), who evaluate (ground, plan), who read the
words (hear, understand), who render (explain, web, cli), and the story that hands them on (flow). Lessons: who seals them, and who finds what ten people agree on."""
MAY_OPEN_SEALS = ("adapters/embedded/gate.py", "adapters/embedded/store.py", "adapters/embedded/feed.py", "adapters/embedded/log_check.py", "adapters/embedded/log_proofs.py")
"""`Seals.open`: uses (gate), the customer's own words and answers (store, feed), the customer's own entries and their check (log)."""
MAY_DECIDE = ("ground/judge.py", "packs/policies.py")
"""Cedar: the one place that puts a question to rules, and the one that reads and checks them."""
MAY_UNSEAL = ("adapters/embedded/seals.py",)
"""`ground.seal.open_sealed`, and the private half of a key."""


@cache
def files() -> tuple[tuple[str, tuple[ast.AST, ...]], ...]:
    """Every file of the source and all that stands in it."""
    return tuple(
        (path.relative_to(SOURCE).as_posix(), tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))
        for path in sorted(SOURCE.rglob("*.py"))
    )


def name_of(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def places(matches: Callable[[ast.AST], bool], allowed: tuple[str, ...]) -> list[str]:
    """Where it happens and may not. An allowed path that ends with "/" is a folder."""
    return [
        f"{file}:{getattr(node, 'lineno', 0)}"
        for file, nodes in files() for node in nodes
        if matches(node) and not any(file.startswith(path) if path.endswith("/") else file == path for path in allowed)
    ]


def imports(name: str) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names)


def mentions(name: str) -> Callable[[ast.AST], bool]:
    return lambda node: isinstance(node, ast.Name | ast.Attribute) and name_of(node) == name


def reaches_in(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "_held" and name_of(node.value) != "self"


def opens_a_seal(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "open" and name_of(node.value).lower().endswith("seals")


def test_only_those_on_the_list_reveal() -> None:
    wrong = [*places(mentions("reveal"), (*MAY_REVEAL, "model/fact.py")), *places(imports("reveal"), MAY_REVEAL)]
    assert wrong == []


def test_nobody_reaches_around_reveal() -> None:
    """Somebody's own `self._held` is another matter."""
    assert places(reaches_in, ("model/fact.py",)) == []


@pytest.mark.requirement("R-10")
def test_only_those_on_the_list_open_seals() -> None:
    assert places(opens_a_seal, MAY_OPEN_SEALS) == []


@pytest.mark.requirement("R-10")
def test_one_place_unseals() -> None:
    assert places(imports("open_sealed"), MAY_UNSEAL) == []
    assert places(mentions("open_sealed"), (*MAY_UNSEAL, "ground/seal.py")) == []
    private = places(lambda node: isinstance(node, ast.Attribute) and node.attr == "private" and name_of(node.value) == "keys", MAY_UNSEAL)
    assert private == []


@pytest.mark.requirement("R-10")
def test_rules_are_read_and_asked_in_one_place_each() -> None:
    def takes_cedar(node: ast.AST) -> bool:
        return (isinstance(node, ast.Import) and any(alias.name.startswith("cedarpy") for alias in node.names)) or (
            isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cedarpy")
        )

    assert places(takes_cedar, MAY_DECIDE) == []
    assert len(places(takes_cedar, ())) == len(MAY_DECIDE)


def test_the_lists_name_only_what_is_there() -> None:
    found = [file for file, _ in files()]
    for path in (*MAY_REVEAL, *MAY_OPEN_SEALS, *MAY_UNSEAL, *MAY_DECIDE):
        assert any(file.startswith(path) for file in found), path


def test_the_search_finds_what_it_looks_for() -> None:
    assert any(place.startswith("adapters/embedded/gate.py") for place in places(opens_a_seal, ()))
    assert any(place.startswith("model/fact.py") for place in places(reaches_in, ()))
    assert any(place.startswith("adapters/embedded/seals.py") for place in places(imports("open_sealed"), ()))


SHOWINGS: dict[str, Callable[[Personal[str]], str]] = {
    "repr": repr,
    "str": str,
    "format": lambda held: format(held, ">20"),
    "f-string": lambda held: f"{held} {held!r} {held!s} {held!a} {held:x}",
    "percent": lambda held: "%s %r" % (held, held),  # noqa: UP031  old spellings leak no more than new ones
    "in a list": lambda held: repr([held, {"name": held}]),
    "json with default": lambda held: json.dumps({"value": held}, default=str),
    "in a fact": lambda held: repr(replace(said("name.given", CANARY), evidence=held)),
    "dir": lambda held: repr({name: getattr(held, name) for name in dir(held) if name != "_held"}),
}


@pytest.mark.requirement("R-15")
@pytest.mark.parametrize("show", SHOWINGS.values(), ids=SHOWINGS.keys())
def test_no_way_of_showing_it_shows_it(show: Callable[[Personal[str]], str]) -> None:
    assert CANARY not in show(Personal(CANARY))


def test_it_prints_as_dots() -> None:
    held = Personal(CANARY)
    assert (repr(held), str(held), f"{held:>9}", reveal(held)) == (HIDDEN, HIDDEN, HIDDEN, CANARY)


@pytest.mark.requirement("R-15")
@pytest.mark.parametrize("take", [json.dumps, pickle.dumps, copy.deepcopy, copy.copy, vars])
def test_what_would_take_it_along_fails_and_says_nothing(take: Callable[[object], object]) -> None:
    with pytest.raises(TypeError) as told:
        take(Personal(CANARY))
    assert CANARY not in "".join(traceback.format_exception(told.value))


def test_a_fact_made_a_dictionary_does_not_carry_it() -> None:
    with pytest.raises(TypeError):
        asdict(said("name.given", CANARY))


@pytest.mark.requirement("R-15")
def test_an_error_and_a_log_line_about_it_do_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("test").error("wrong: %s %r", Personal(CANARY), said("name.given", CANARY))
    assert HIDDEN in caplog.text and CANARY not in caplog.text


def test_equal_holdings_are_equal_and_changes_are_seen() -> None:
    fact = said("name.given", CANARY)
    assert Personal(CANARY) == Personal(CANARY) != Personal("x")
    assert Personal(CANARY) != CANARY
    assert fact == replace(fact, value=Personal(CANARY)) != replace(fact, value=Personal("x"))
