"""`luukku pack`: says what is wrong and where, and ends with the code for it."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from luukku.cli.pack import app
from luukku.model.pack import Story
from luukku.packs import find_packs
from luukku.packs.stories import compare
from tests.stages import small_packs as small


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_check_says_that_nothing_is_wrong_with_the_projects_own_packs() -> None:
    assert run("check", "--today", "2026-11-21") == (0, f"No problems in {find_packs()}\n")


def test_check_lists_problems_by_file_and_line_and_fails(tmp_path: Path) -> None:
    root = copytree(find_packs(), tmp_path / "packs")
    file = root / "service/child/facts.toml"
    file.write_text(file.read_text("utf-8") + '\n[facts."shoe.size"]\ntype = "number"\n', "utf-8")
    code, said = run("check", str(root), "--today", "2026-11-21")
    assert code == 5
    assert f'{file}:{len(file.read_text("utf-8").splitlines())}: "type" is one of bool, enum' in said
    assert "service/child/texts.sv.ftl:0: the text \"fact-shoe-size\" is missing" in said
    assert said.endswith(f" problems in {root}\n")


def test_stale_lists_what_must_be_read_again(tmp_path: Path) -> None:
    small.write_packs(tmp_path)
    assert run("stale", str(tmp_path), "--today", "2027-05-21") == (0, "Every source is fresh.\n")
    code, said = run("stale", str(tmp_path), "--today", "2027-05-22")
    assert code == 5 and "2027-05-21 child/law https://example.fi/law" in said and "allowance" in said


def test_list_names_services_and_organisations(tmp_path: Path) -> None:
    code, said = run("list", str(small.write_packs(tmp_path)))
    assert code == 0
    assert "child 1.0.0" in said and "allowance" in said and "kela-sandbox: kela, a2a; allowance" in said


RIGHT: list[dict[str, object]] = [
    {"event": "child", "facts": {"child.sex": "boy", "event.date": "2026-11-20"}, "asks": "municipality", "card": False},
    {"asks": "mother.work", "services": ["allowance", "day-care"]},
]


def rehearse_as(monkeypatch: pytest.MonkeyPatch, results: list[dict[str, object]]) -> None:
    """The counter's answers to a story, without a counter."""

    def rehearse(path: Path | None, stories: list[Story]) -> list[list[dict[str, object]]]:
        return [results for _ in stories]

    monkeypatch.setattr("luukku.cli.pack._rehearse", rehearse)


def test_test_runs_the_stories_and_tells_those_that_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse_as(monkeypatch, RIGHT)
    code, said = run("test", str(small.write_packs(tmp_path)))
    assert code == 0 and "kept    born (fi, 2 turns)" in said and "1 story, none failed" in said


def test_test_tells_each_difference_with_the_line_of_its_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse_as(monkeypatch, [RIGHT[0], {"asks": "", "services": []}])
    code, said = run("test", str(small.write_packs(tmp_path)))
    turn = [n for n, line in enumerate(small.STORY.splitlines(), 1) if line == "[[turns]]"][1]
    assert code == 5 and "1 story, 1 failed" in said
    assert f"service/child/stories/born.toml:{turn}: “Tampere”: asks: expected 'mother.work', came nothing" in said
    assert "services: day-care is missing; there are none" in said


def test_a_story_that_stops_early_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rehearse_as(monkeypatch, RIGHT[:1])
    code, said = run("test", str(small.write_packs(tmp_path)))
    assert code == 5 and "2 turns were said, 1 were answered" in said


def test_without_stories_nothing_was_tested(tmp_path: Path) -> None:
    assert run("test", str(small.write_packs(tmp_path, born_toml=None)))[0] == 5


@pytest.mark.parametrize(
    ("result", "expect", "problems"),
    [
        ({"event": "child"}, {"event": "child"}, 0),
        ({}, {"event": ""}, 0),
        ({"event": None}, {"event": ""}, 0),
        ({"event": "child"}, {"event": ""}, 1),
        ({"card": False}, {"card": True}, 1),
        ({}, {"card": False}, 1),
        ({"facts": {"a": 1, "b": 2}}, {"facts": {"a": 1}}, 0),
        ({"facts": {"a": True}}, {"facts": {"a": 1}}, 1),
        ({}, {"facts": {"a": 1, "b": 2}}, 2),
        ({"acts": ("answer", "new")}, {"acts": ["new"]}, 0),
        ({"acts": ()}, {"acts": ["new"]}, 1),
        ({"language": "sv", "asks": "x"}, {}, 0),
    ],
)
def test_only_what_is_expected_is_compared(result: dict[str, object], expect: dict[str, object], problems: int) -> None:
    assert len(compare(result, expect)) == problems
