"""`luukku understand`: lines in, one JSON object a line out."""

from __future__ import annotations

import io
import json

import pytest

from luukku.cli.commands import make_app
from luukku.errors import BadInput


def lines(arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    class Stdin:
        buffer = io.BytesIO(said.encode())

    monkeypatch.setattr("sys.stdin", Stdin())
    make_app("understand")(["understand", "--json", "--set", "embedder=tfidf", *arguments], standalone_mode=False)
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_plain_and_json_lines_are_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said = 'Moi, meille syntyi eilen poika!\n{"text": "Tampere", "asked": {"name": "municipality", "question": "?"}}\n{"text": "eilen", "today": "2026-05-02", "asked": {"name": "event.date"}}\n'
    first, second, third = lines(["--today", "2026-11-21"], said, monkeypatch, capsys)
    assert set(first) == {"language", "acts", "says", "facts", "events", "needs", "emotion", "danger", "personal_data"}
    assert first["acts"] == ["new"]
    assert [(fact["name"], fact["value"]) for fact in second["facts"]] == [("municipality", "Tampere")]  # type: ignore[attr-defined]
    assert [fact["value"] for fact in third["facts"]] == ["2026-05-01"]  # type: ignore[attr-defined]


def test_a_line_that_cannot_be_read_gets_its_code_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines([], '{"text": 3}\n{"text": "x", "today": "soon"}\n\u200b\nmoi\n', monkeypatch, capsys)
    assert [one.get("error") for one in found] == ["malformed", "malformed", "empty", None]


def test_an_unknown_language_is_wrong_use(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BadInput):
        lines(["--language", "xx"], "", monkeypatch, capsys)
