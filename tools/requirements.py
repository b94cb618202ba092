"""Builds docs/requirements.md: each requirement of the trust design with its law and the tests that carry its mark.

    python tools/requirements.py            writes it
    python tools/requirements.py --check    ends with 1 when it is not what would be written

Names, laws and what is left out stand in tools/requirements.toml; the marks are read from the tests' source.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE, PAGE, TESTS = ROOT / "tools/requirements.toml", ROOT / "docs/requirements.md", ROOT / "tests"
HEAD = """# Requirements, their tests and their law

What the trust of Luukku rests on, and which tests hold it. Made by `tools/requirements.py` from the marks in the tests
(`@pytest.mark.requirement`); `make requirements` writes it anew. The laws are what we build by, not legal advice.

GDPR is regulation (EU) 2016/679, eIDAS regulation (EU) 910/2014 as amended in 2024, AI Act regulation (EU) 2024/1689.

| | What | Law and standards | Tests |
|---|---|---|---|
"""
LEFT = "\n## What is left out\n\nA requirement without a test, or of which its tests show a part only.\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One line of the table. `left`: what of it no test shows, and why; needed where there is no test."""

    id: str
    name: str
    law: str
    left: str = ""


def requirements() -> list[Requirement]:
    """In their order. Raises TypeError for a key that is none, KeyError where `name` or `law` is missing."""
    held = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return [Requirement(id=id, **one) for id, one in held.items()]


def marks() -> list[tuple[str, str, str]]:
    """(requirement, file under tests/, test) for each mark of a function, a class or a whole file, by file and line."""
    return [mark for path in sorted(TESTS.rglob("test_*.py")) for mark in _marks_of(path)]


def build() -> str:
    """The page. Raises ValueError for a mark that names no requirement, and for a requirement without test and reason."""
    wanted, found = requirements(), marks()
    unknown = {id for id, _, _ in found} - {one.id for one in wanted}
    bare = [one.id for one in wanted if not one.left and all(one.id != id for id, _, _ in found)]
    if unknown or bare:
        raise ValueError(f"marks that name no requirement: {sorted(unknown)}; neither test nor reason: {bare}")
    rows = [f"| {one.id} | {one.name} | {one.law} | {_cell(one.id, found)} |" for one in wanted]
    left = [f"- **{one.id} {one.name}.** {one.left}" for one in wanted if one.left]
    return HEAD + "\n".join(rows) + "\n" + LEFT + "\n".join(left) + "\n"


def _cell(id: str, found: list[tuple[str, str, str]]) -> str:
    """The tests of one requirement, by file: a whole file by its name alone."""
    files: dict[str, list[str]] = {}
    for which, file, test in found:
        if which == id and test not in files.setdefault(file, []):
            files[file].append(test)
    cells = [f"`{file}`" + (": " + ", ".join(_said(test) for test in tests if test) if any(tests) else "") for file, tests in files.items()]
    return "<br>".join(cells) or "–"


def _said(test: str) -> str:
    return test.removeprefix("test_").replace("_", " ")


def _marks_of(path: Path) -> Iterator[tuple[str, str, str]]:
    file = path.relative_to(TESTS).as_posix()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets):
            yield from ((id, file, "") for id in _ids(node.value))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from ((id, file, node.name) for decorator in node.decorator_list for id in _ids(decorator))


def _ids(node: ast.AST) -> Iterator[str]:
    """What `mark.requirement("R-…")` names, anywhere in the expression."""
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute) and one.func.attr == "requirement":
            yield from (str(given.value) for given in one.args if isinstance(given, ast.Constant))


def main() -> int:
    page = build()
    if sys.argv[1:] == ["--check"]:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page else 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
