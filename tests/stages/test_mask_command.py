"""`luukku mask`: lines in, the same lines without what is personal out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import luukku

SOURCE = Path(luukku.__file__).parents[1]


def run(*arguments: str, said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "luukku.cli", "mask", *arguments]
    return subprocess.run(command, input=said, capture_output=True, timeout=240, env={**os.environ, "PYTHONPATH": str(SOURCE)}, check=False)


def test_lines_come_out_masked_in_their_order_and_an_unreadable_one_is_named() -> None:
    done = run(said=b"Nimeni on Aino Virtanen\n\nhetu 010190-900P\r\n" + b"\xff\xfe\n" + "\u200b\nsoita 040 123 4567".encode())
    assert done.returncode == 0 and done.stderr == b""
    assert done.stdout.decode().splitlines() == ["Nimeni on [nimi 1]", "hetu [henkilötunnus 1]", "not read: not-text", "not read: empty", "soita [puhelin 1]"]


def test_json_tells_what_was_marked_where_and_by_whom_but_not_what_it_was() -> None:
    done = run("--json", "--language", "sv", "Jag heter Anna Berg", "x\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape"))
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert first == {"text": "Jag heter [namn 1]", "personal_data": [{"start": 10, "end": 19, "label": "NAME", "by": "name"}]}
    assert second == {"error": "not-text"}


def test_a_line_is_answered_before_the_next_is_sent() -> None:
    command = [sys.executable, "-m", "luukku.cli", "mask"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(SOURCE)}) as going:
        assert going.stdin is not None and going.stdout is not None
        for number in ("040 123 4567", "050 7654321"):
            going.stdin.write(f"soita {number}\n".encode())
            going.stdin.flush()
            assert going.stdout.readline() == b"soita [puhelin 1]\n"
        going.stdin.close()
        assert going.wait(30) == 0


def test_an_unknown_language_is_wrong_use() -> None:
    done = run("--language", "xx", "moi")
    assert done.returncode == 2 and b"fi, sv, en" in done.stderr and done.stdout == b""


def test_a_recogniser_that_fails_ends_the_command_without_the_text(tmp_path: Path) -> None:
    spoil = "import luukku.hear.recognisers as all_, importlib\nmark = importlib.import_module('luukku.hear.mark')\ndef bad(text): raise ValueError(text)\nmark.RECOGNISERS = {**all_.RECOGNISERS, 'iban': bad}\n"
    script = tmp_path / "spoilt.py"
    script.write_text(spoil + "from luukku.cli.commands import run\nrun(['mask', 'Kanarialintu'])\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, timeout=240, env={**os.environ, "PYTHONPATH": str(SOURCE)}, check=False)
    assert done.returncode == 1 and b"not-masked" in done.stderr and b"Kanarialintu" not in done.stdout + done.stderr
