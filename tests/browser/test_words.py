"""Every text that a page names stands in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src/luukku/web"
NAMED = re.compile(r"[\"']((?:page|desk|cases|human)-[a-z0-9-]*[a-z0-9]|person-none)[\"']")


def named() -> set[str]:
    files = [*WEB.glob("templates/*.html"), *WEB.glob("*.py")]
    return {id for file in files for id in NAMED.findall(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_text_that_a_page_names_is_there(language: str) -> None:
    told = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / f"packs/language/{language}").glob("*.ftl")))
    there = set(re.findall(r"^([a-z0-9-]+) =", told, re.M))
    assert len(named()) > 80
    assert named() - there == set()


def test_templates_hold_no_words_of_their_own() -> None:
    for file in WEB.glob("templates/*.html"):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<svg.*?>|<[^>]*>|\s[a-z-]+=\"[^\"]*\"", " ", file.read_text(encoding="utf-8"), flags=re.S)
        assert re.findall(r"[A-Za-zÀ-ÿ]{3,}", text) == [], file.name


def test_pages_carry_no_inline_style_and_no_inline_script() -> None:
    for file in WEB.glob("templates/*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:|https?://", text), file.name
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), file.name
