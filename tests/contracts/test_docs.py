"""The references say what the code says: no more, no less."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from fastapi.routing import APIRoute

from luukku import errors, settings
from luukku.cli import commands, trouble
from luukku.model import pack
from luukku.model.conversation import Event
from luukku.web import api

ROOT = Path(__file__).resolve().parents[2]
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.LuukkuError)]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def rows(name: str) -> dict[str, list[str]]:
    """First cell (without backticks) → the cells of its row, over all tables of a page."""
    found = [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in read(name).splitlines() if line.startswith("| `")]
    return {cells[0].strip("`"): cells for cells in found}


def test_every_setting_stands_in_the_reference_with_default_environment_and_meaning() -> None:
    table = rows("docs/settings.md")
    assert list(table) == [key.name for key in settings.KEYS]
    for key in settings.KEYS:
        _, _, default, environment, meaning = table[key.name]
        assert default == (f"`{key.default}`" if key.default != "" else "–")
        assert environment == f"`{settings.environment_name(key.name).replace('<ID>', 'ID')}`"
        assert meaning.rstrip(" |") == key.meaning


def test_every_setting_is_read_somewhere() -> None:
    files = [path for path in (ROOT / "src").rglob("*") if path.suffix in (".py", ".html") and path.name != "settings.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    unread = [key.name for key in settings.KEYS if "<id>" not in key.name and not re.search(rf"\.{key.name.rpartition('.')[2]}\b", code)]
    assert unread == []


def test_every_error_stands_in_the_reference_with_its_numbers() -> None:
    table = rows("docs/errors.md")
    assert set(table) == {kind.code for kind in KINDS}
    for kind in KINDS:
        assert table[kind.code][1:4] == [f"`{kind.__name__}`", str(kind.status), str(kind.exit)]


def test_every_error_is_drawn_in_the_tree_and_has_words_for_the_terminal() -> None:
    for kind in KINDS:
        assert kind.__name__ in (errors.__doc__ or "")
        assert trouble.SAYINGS[kind.code][0]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_error_has_its_sentence_in_the_language_packs(language: str) -> None:
    texts = read(f"packs/language/{language}/common.ftl")
    missing = [kind.code for kind in KINDS if not re.search(rf"^error-{kind.code} *=", texts, re.MULTILINE)]
    assert missing == []


def test_every_event_type_stands_in_the_reference() -> None:
    assert set(rows("docs/events.md")) == set(get_args(get_type_hints(Event)["type"]))


@pytest.mark.parametrize("kind", [pack.FactSpec, pack.Service, pack.Deadline, pack.Redress, pack.SourceOf, pack.Organisation, pack.Stem, pack.Example])
def test_every_pack_key_stands_in_the_reference(kind: type) -> None:
    page = read("docs/packs.md")
    laid_apart = {"where", "id", "name", "names"}
    missing = [field.name for field in fields(kind) if field.name not in laid_apart and not re.search(rf"\b{field.name}\b", page)]
    assert missing == []


@pytest.mark.parametrize("alias", [pack.FactType, pack.Effect, pack.Part, pack.Interest, pack.Ask])
def test_every_choice_of_a_pack_key_stands_in_the_reference(alias: object) -> None:
    page = read("docs/packs.md")
    assert [choice for choice in get_args(alias) if f"`{choice}`" not in page] == []


def test_every_dependency_has_a_line_and_every_line_a_dependency() -> None:
    named = {re.split(r"[\[<>=]", line)[0] for line in tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]}
    for lock in ("run", "dev"):
        wanted = [line.strip() for line in read(f"locks/{lock}.in").splitlines() if line.strip() and not line.startswith(("#", "-r"))]
        names = {re.split(r"[\[<>=]", line)[0] for line in wanted}
        assert names <= set(rows("docs/dependencies.md"))
        named |= names
    assert set(rows("docs/dependencies.md")) == named


def test_every_command_of_make_and_luukku_that_the_readme_names_is_there() -> None:
    words = read("README.md") + read("CONTRIBUTING.md") + read("SECURITY.md")
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)\b", words)) - {"demo"} <= targets and "demo" in targets
    assert set(re.findall(r"\bluukku ([a-z]+)\b", words)) <= set(commands.COMMANDS)


def test_links_between_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_every_file_that_the_pages_name_is_there() -> None:
    named = {
        name
        for page in (read("ARCHITECTURE.md"), read("SECURITY.md"), read("README.md"))
        for name in re.findall(r"`((?:src|packs|tests|docs|locks)/[\w./-]+)`", page)
    }
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_request_of_the_api_stands_in_the_reference() -> None:
    text = (ROOT / "docs/api.md").read_text()
    for route in api.router.routes:
        assert isinstance(route, APIRoute)
        for method in route.methods or ():
            assert f"`{method} {route.path}" in text, f"{method} {route.path} stands nowhere in docs/api.md"
