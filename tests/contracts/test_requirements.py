"""The page of requirements is what the marks in the tests make of it."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "requirements.py"


def tool(tests: Path | None = None) -> dict[str, Any]:
    """The tool's names; its functions read the tests of that folder."""
    found = runpy.run_path(str(TOOL))
    if tests is not None:
        found["build"].__globals__["TESTS"] = tests
    return found


def test_the_page_is_what_the_tool_makes() -> None:
    done = subprocess.run([sys.executable, str(TOOL), "--check"], check=False)
    assert done.returncode == 0, "run `make requirements`"


def test_every_requirement_of_the_design_has_a_test_or_a_reason() -> None:
    found = tool()
    held = {one.id: one for one in found["requirements"]()}
    tested = {id for id, _, _ in found["marks"]()}
    wanted = {f"R-{number:02}" for number in (*range(1, 37), *range(50, 54))}
    assert wanted <= set(held)
    assert [id for id in wanted if id not in tested and not held[id].left] == []
    assert all(one.law and one.name for one in held.values())


def test_marks_of_functions_classes_and_whole_files_are_found(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(
        "import pytest\npytestmark = [pytest.mark.thorough, pytest.mark.requirement('R-01')]\n"
        "@pytest.mark.parametrize('x', [1])\n@pytest.mark.requirement('R-02')\nasync def test_a(x): ...\n"
        "@pytest.mark.requirement('R-03')\nclass TestB: ...\n# @pytest.mark.requirement('R-04')\ndef test_c(): ...\n"
    )
    file = "test_some.py"
    assert tool(tmp_path)["marks"]() == [("R-01", file, ""), ("R-02", file, "test_a"), ("R-03", file, "TestB")]


def test_a_mark_that_names_nothing_and_a_requirement_without_anything_are_refused(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text("import pytest\n@pytest.mark.requirement('R-99')\ndef test_a(): ...\n")
    with pytest.raises(ValueError, match=r"R-99.*R-02"):
        tool(tmp_path)["build"]()
