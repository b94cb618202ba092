"""Knowledge articles: read with file and line of what is wrong, the same in three languages, shown with whose words they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from luukku import explain
from luukku.explain.check import check_texts
from luukku.model.ids import LANGUAGES
from luukku.packs import check, find_packs, load, stale
from luukku.packs.folder import place
from tests.stages import small_packs as small
from tests.stages.told import packs, texts

HEAD = """\
+++
owner = "Those who wrote it"
licence = "CC-BY-4.0"
interest = "law"

[sources.page]
title = "A page"
address = "https://example.fi/page"
read_on = 2026-11-21
review_by = 2027-05-21
+++
"""
BODY = """\
# Name of a child

## When to tell it

Tell the name within three months of the birth.
It costs nothing.
"""


def with_articles(root: Path, **changed: str) -> Path:
    """Small packs with one article in three languages; `changed`: another text for one language."""
    small.write_packs(root)
    (root / "knowledge").mkdir()
    for language in LANGUAGES:
        (root / f"knowledge/name-of-child.{language}.md").write_text(changed.get(language, HEAD + BODY), encoding="utf-8")
    return root


def said(root: Path, today: date | None = None) -> list[str]:
    return [f"{one.file}:{one.line}: {one.what}" for one in check(root, today=today) if one.file.startswith("knowledge")]


def test_an_article_is_read_with_its_owner_its_source_and_its_lines(tmp_path: Path) -> None:
    root = with_articles(tmp_path)
    assert said(root) == []
    article = load(root).knowledge[0]
    assert (article.id, article.language, article.title, article.owner, article.interest, article.paid) == ("name-of-child", "fi", "Name of a child", "Those who wrote it", "law", False)
    (section,) = article.sections
    assert section.text == "Tell the name within three months of the birth. It costs nothing."
    assert section.source == "page" and article.sources["page"].read_on == date(2026, 11, 21)
    lines = (root / section.where.file).read_text("utf-8").splitlines()
    assert lines[section.where.line - 1] == "## When to tell it"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('interest = "law"', 'interest = "lawyer"', '4: "interest" is one of customer, provider, third-party, law, not "lawyer"'),
        ('owner = "Those who wrote it"\n', "", '"owner" is missing'),
        ("read_on = 2026-11-21", "read_on = yesterday", "9: the head is not TOML"),
        ("https://example.fi/page", "http://example.fi/page", '8: "address" begins with https://'),
        ('licence = "CC-BY-4.0"', 'licence = "CC-BY-4.0"\nlicense = "x"', '4: unknown key "license" (did you mean "licence"?)'),
        ("## When to tell it", "## When to tell it {pgae}", '14: no source "pgae" (did you mean "page"?)'),
        ("It costs nothing.", "See https://example.fi/more.", "17: plain sentences only"),
        ("It costs nothing.", "<script>alert(1)</script>", "17: plain sentences only"),
        ("It costs nothing.", "- a list", "17: plain sentences only"),
        ("Tell the name within three months of the birth.\nIt costs nothing.", "Short.", "14: a section of 6 characters: from 20 to 500"),
        ("It costs nothing.", "It costs nothing. " * 40, "14: a section of 767 characters: from 20 to 500"),
        ("# Name of a child\n", "", 'the title is missing: "# …"'),
        ("## When to tell it\n", "", 'sentences stand under a "## heading"'),
        ("+++\n# Name", "# Name", 'begins with a head of TOML between two lines "+++"'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in HEAD + BODY
    root = with_articles(tmp_path, fi=(HEAD + BODY).replace(old, new))
    assert any(line.startswith("knowledge/name-of-child.fi.md:") and problem in line for line in said(root)), said(root)


def test_with_two_sources_each_heading_names_its_own_and_none_is_idle(tmp_path: Path) -> None:
    more = HEAD.replace("+++\n", "", 1).replace("+++\n", '[sources.law]\ntitle = "A law"\naddress = "https://example.fi/law"\nread_on = 2026-11-21\nreview_by = 2027-05-21\n+++\n')
    whole = dict.fromkeys(LANGUAGES, f"+++\n{more}{BODY}")
    found = said(with_articles(tmp_path, **whole))
    assert 'knowledge/name-of-child.fi.md:19: which source: "## heading {source}"' in found
    (tmp_path / "named").mkdir()
    found = said(with_articles(tmp_path / "named", **{language: text.replace("tell it", "tell it {law}") for language, text in whole.items()}))
    assert found == [f'knowledge/name-of-child.{language}.md:1: source "page" is used by no section' for language in ("en", "fi", "sv")]


def test_what_one_language_has_the_others_have_too_on_the_same_sources(tmp_path: Path) -> None:
    root = with_articles(tmp_path, sv=(HEAD + BODY).replace("/page", "/other"), en=HEAD + BODY + "\n## More\n\nAnother thing that is said here.\n")
    assert "knowledge/name-of-child.sv.md:1: its sources are others than in knowledge/name-of-child.fi.md" in said(root)
    assert "knowledge/name-of-child.en.md:12: 2 sections, knowledge/name-of-child.fi.md has 1" in said(root)
    (root / "knowledge/name-of-child.sv.md").unlink()
    assert "knowledge/name-of-child.sv.md:0: is missing, another language has it" in said(root)


def test_a_file_that_is_named_otherwise_and_an_events_id_are_told(tmp_path: Path) -> None:
    root = with_articles(tmp_path)
    (root / "knowledge/name.de.md").write_text(HEAD + BODY, encoding="utf-8")
    for language in LANGUAGES:
        (root / f"knowledge/child.{language}.md").write_text(HEAD + BODY, encoding="utf-8")
    found = said(root)
    assert any(line.startswith('knowledge/name.de.md:0: an article is named "<id>.<language>.md"') for line in found)
    assert sum("is a life event's id" in line for line in found) == 3


def test_a_source_past_its_day_is_told_and_stands_in_the_label(tmp_path: Path) -> None:
    root = with_articles(tmp_path)
    late = date(2027, 5, 22)
    assert 'knowledge/name-of-child.fi.md:1: source "page" was to be read again by 2027-05-21' in said(root, late)
    assert [one.services for one in stale(load(root), late) if one.pack == "knowledge"] == [("name-of-child",)]
    passage = next(one for one in explain.passages(packs(), texts()) if one.id == "child-name/1" and one.language == "fi")
    fresh, past = explain.passage_view(passage, texts(), date(2026, 11, 22)), explain.passage_view(passage, texts(), late)
    assert len(past.label) == len(fresh.label) + 1 and "vanhentunut" in past.label[-1]


def test_the_sentences_are_held_plain(tmp_path: Path) -> None:
    loaded = packs()
    article = loaded.knowledge[0]
    (first, *rest) = article.sections
    bent = replace(article, sections=(replace(first, text="Sinulle kuuluu tämä tuki varmasti, ja saat sen aina."), *rest))
    found = check_texts(replace(loaded, knowledge=(bent, *loaded.knowledge[1:])))
    assert [(one.file, one.line) for one in found] == [(first.where.file, first.where.line)] * len(found) and found


def test_the_projects_own_articles_are_twelve_at_least_in_three_languages() -> None:
    ids = {article.id for article in packs().knowledge}
    assert len(ids) >= 12 and len(packs().knowledge) == 3 * len(ids)
    assert all((find_packs() / place(find_packs(), find_packs() / article.where.file)).is_file() for article in packs().knowledge)


def test_every_passage_says_whose_text_it_is_in_whose_interest_and_on_which_source() -> None:
    for passage in explain.passages(packs(), texts()):
        view = explain.passage_view(passage, texts(), date(2026, 11, 22))
        assert explain.facts.owner_text(texts(), passage.language, passage.owner) in view.label[0] and view.text and view.title
        assert passage.sources and all(any(source.address in line for line in view.label) for source in passage.sources), passage.id


def test_a_services_texts_are_read_off_as_they_would_be_said() -> None:
    said_ = {(one.language, one.id): one for one in explain.passages(packs(), texts())}
    for pack in packs().events.values():
        own = texts().of(pack.id)
        for service in pack.services:
            for language in LANGUAGES:
                one = said_[language, f"{pack.id}/{service.id}"]
                parts = [own.say(language, f"service-{service.id}", part) for part in ("benefit", "do", "without") if own.has(language, f"service-{service.id}", part)]
                assert (one.title, one.text) == (own.say(language, f"service-{service.id}", "name"), " ".join(parts))
