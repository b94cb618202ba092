"""Goals from words: most of the held texts are read as what they tell, none of what tells no goal is taken for one; and what packs must hold."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from luukku import understand
from luukku.adapters.embedded.embedding import best_embedder
from luukku.model.ids import LANGUAGES, Language
from luukku.packs import check, find_packs, load
from luukku.understand.goals import answers_goal, read_goals

HELD = Path(__file__).parent / "goals_held.tsv"


@cache
def ready() -> tuple[understand.Understanding, bool]:
    """What reads, and whether it sees meaning on this machine."""
    embedder, note = best_embedder("auto")
    return understand.prepare(load(find_packs()), embedder, find_packs()), note is None


def held(language: Language) -> list[tuple[str, str]]:
    rows = (line.split("\t") for line in HELD.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return [(goal, text) for code, goal, text in rows if code == language]


@cache
def read(language: Language) -> list[tuple[str, str, str, str]]:
    """(right, read or "-", stance, text)."""
    ready_, sees = ready()
    embedder, _ = best_embedder("auto")
    found: list[tuple[str, str, str, str]] = []
    for goal, text in held(language):
        vectors = embedder.embed_now(understand.views(ready_, text)) if sees else None
        goals = read_goals(ready_, text, language, vectors)
        found.append((goal, goals[0].goal if goals else "-", goals[0].stance if goals else "", text))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_held_texts_most_goals_are_read_and_nothing_else_is_taken_for_one(language: Language) -> None:
    if not ready()[1]:
        pytest.skip("no embedder that sees meaning runs here")
    told, others = [one for one in read(language) if one[0] != "-"], [one for one in read(language) if one[0] == "-"]
    assert len(told) >= 30 and len(others) >= 12
    right = [one for one in told if one[0] == one[1]]
    assert len(right) / len(told) >= 0.75, [one for one in told if one[0] != one[1]]
    assert [one for one in told if one[1] not in ("-", one[0]) and one[2] == "act"] == [], "another goal is never taken"
    assert [one for one in others if one[2] == "act"] == [], "what tells none is at most asked about"


def test_without_meaning_words_alone_ask() -> None:
    goals = read_goals(ready()[0], "haluan velat hallintaan", "fi", None)
    assert [(one.goal, one.stance) for one in goals] == [("debts-in-hand", "ask")]
    assert read_goals(ready()[0], "velat hallintaan?", "fi", None) == (), "a question is no goal"


@pytest.mark.parametrize(("text", "said"), [("kyllä", "yes"), ("ei", "no"), ("joo on", "yes"), ("nej", "no"), ("yes", "yes"), ("isäni kuoli eilen ja en tiedä mitä pitää tehdä", None)])
def test_a_yes_or_no_answers_the_question_about_a_goal(text: str, said: str | None) -> None:
    assert answers_goal(ready()[0], text, ("fi", "sv", "en")) == said


@pytest.mark.parametrize(
    ("file", "was", "becomes", "problem"),
    [
        ("pack.toml", '"child-agreement"', '"child-agrement"', 'has no service "child-agrement"'),
        ("pack.toml", "[serves.divorce]", "[serves.divorc]", 'no event "divorc"'),
        ("pack.toml", 'id = "children-all-right"', 'id = "kids"', "must be the folder's name"),
        ("texts.sv.ftl", "goalpack-children-all-right", "goalpack-else", '"goalpack-children-all-right" is missing'),
        ("examples.tsv", "fi\tdirect\tlapset edellä, muut asiat sitten\n", "", ""),
        ("examples.tsv", "fi\tother\tmeillä on kaksi lasta\n", "fi\tother\tlapset edellä, muut asiat sitten\n", "stands on line"),
    ],
)
def test_the_check_finds_what_a_goal_pack_lacks(tmp_path: Path, file: str, was: str, becomes: str, problem: str) -> None:
    root = tmp_path / "packs"
    shutil.copytree(find_packs(), root, ignore=shutil.ignore_patterns("*.npz"))
    path = root / "goals" / "children-all-right" / file
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), "utf-8")
    found = [one for one in check(root) if one.file.startswith("goals/children-all-right")]
    assert any(problem in one.what for one in found) if problem else found == [], found
