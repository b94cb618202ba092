"""Settings say where they came from, and refuse what they do not know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from luukku import settings
from luukku.errors import BadSettings


def load(folder: Path, file: str | None = None, env: dict[str, str] | None = None, **flags: str) -> settings.Settings:
    if file is not None:
        (folder / "luukku.toml").write_text(file, encoding="utf-8")
    return settings.load(flags, env or {}, folder)


def trouble(folder: Path, file: str | None = None, env: dict[str, str] | None = None, flags: Mapping[str, str] | None = None) -> dict[str, str | int]:
    with pytest.raises(BadSettings) as caught:
        load(folder, file, env, **(flags or {}))
    assert caught.value.exit == 3
    return caught.value.data


def test_without_anything_the_defaults_hold_and_say_so(tmp_path: Path) -> None:
    made = load(tmp_path)
    assert (made.host, made.port, made.language, made.embedder) == ("127.0.0.1", 8100, "fi", "auto")
    assert made.data == tmp_path / "luukku-data"
    assert set(made.came_from.values()) == {"default"}


def test_the_mailbox_lies_beside_the_data_folder_and_not_in_it(tmp_path: Path) -> None:
    made = load(tmp_path, data="somewhere/counter")
    assert made.mailbox.folder == tmp_path / "somewhere" / "counter-mailbox"
    assert made.data not in made.mailbox.folder.parents


def test_each_source_wins_over_the_one_before_it(tmp_path: Path) -> None:
    file = "host = '127.0.0.2'\nport = 1\nlanguage = 'sv'\n[organisation]\nname = 'From the file'\n"
    made = load(tmp_path, file, {"LUUKKU_PORT": "2", "LUUKKU_LANGUAGE": "en"}, port="3")
    assert (made.host, made.port, made.language, made.organisation.name) == ("127.0.0.2", 3, "en", "From the file")
    assert made.came_from["host"] == "luukku.toml:1"
    assert made.came_from["language"] == "LUUKKU_LANGUAGE"
    assert made.came_from["port"] == "--port"
    assert made.came_from["organisation.name"] == "luukku.toml:5"
    assert made.came_from["embedder"] == "default"


def test_an_unknown_key_is_refused_with_file_line_and_the_nearest_name(tmp_path: Path) -> None:
    assert trouble(tmp_path, "port = 1\n\n[organisation]\nfone = '1'\n") == {
        "key": "organisation.fone", "where": "luukku.toml:4", "nearest": "organisation.phone",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "nearest"), [("LUUKKU_PROT", "port"), ("LUUKKU_ORGANISATION__FONE", "organisation.phone"), ("LUUKKU_TODAY", ""), ("LUUKKU_NOW", "")]
)
def test_an_unknown_name_in_the_environment_is_refused(tmp_path: Path, name: str, nearest: str) -> None:
    data = trouble(tmp_path, env={name: "x"})
    assert data["where"] == name
    if nearest:
        assert data["nearest"] == nearest


def test_names_that_belong_to_others_are_left_alone(tmp_path: Path) -> None:
    found = load(tmp_path, env={"LUUKKU_VECTORS": "x", "LUUKKU_TEST_NO_SKIPS": "1", "PORT": "x", "luukku_port": "x"})
    assert found.port == 8100


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("port", "65536"), ("port", "-1"), ("port", "1.0"), ("port", "eighty"), ("port", ""), ("language", "de"), ("embedder", "e5"), ("data", ""),
        ("identity.issuer", "http://issuer.example"), ("identity.issuer", "issuer"), ("identity.issuer", "https://x/?q=1"), ("identity.issuer", "https://u:p@x"),
        ("organisations.kela-sandbox.origin", "http://127.0.0.1:1/path"), ("organisations.kela-sandbox.origin", "ftp://x"),
        ("organisations.kela-sandbox.origin", "http://127.0.0.1:99999"), ("organisations.kela-sandbox.origin", ""), ("limits.text_characters", "0"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_right_is_refused_and_says_what_is_expected(tmp_path: Path, key: str, value: str) -> None:
    data = trouble(tmp_path, flags={key: value})
    assert data["key"] == key and data["expected"]


@pytest.mark.parametrize("line", ["port = true", "port = '80 '", "port = 1.5", "host = 1", "organisation = 'x'", "port = [1]", "packs = 1979-05-27"])
def test_a_wrong_type_in_the_file_is_refused(tmp_path: Path, line: str) -> None:
    assert trouble(tmp_path, line)["where"] == "luukku.toml:1"


def test_a_broken_file_is_refused_by_its_name(tmp_path: Path) -> None:
    assert "TOML" in str(trouble(tmp_path, "port = = 1")["expected"])


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert trouble(tmp_path, flags={"config": "other.toml"})["key"] == "config"


@pytest.mark.parametrize("where", ["file", "environment", "flag"])
def test_an_organisations_origin_can_be_set_everywhere(tmp_path: Path, where: str) -> None:
    origin, key = "http://127.0.0.1:8299", "organisations.kela-sandbox.origin"
    file = f'[organisations."kela-sandbox"]\norigin = "{origin}"\n' if where == "file" else None
    env = {settings.environment_name(key): origin} if where == "environment" else None
    made = settings.load({key: origin}, {}, tmp_path) if where == "flag" else load(tmp_path, file, env)
    assert made.origins == {"kela-sandbox": origin}
    assert made.came_from[key] != "default"
    assert (key, origin, made.came_from[key]) in settings.explain(made)


def test_explain_lists_every_key_once_in_the_order_of_the_reference(tmp_path: Path) -> None:
    named = [name for name, _, _ in settings.explain(load(tmp_path))]
    assert named == [key.name for key in settings.KEYS if "<id>" not in key.name]


def test_every_key_has_an_environment_name_that_is_read_back(tmp_path: Path) -> None:
    for key in settings.KEYS:
        name = key.name.replace("<id>", "an-agent")
        good = {"whole": str(max(key.least, 1)), "choice": "x", "origin": "https://a.example", "address": "https://a.example"}.get(key.type, "some")
        good = key.choices[-1] if key.choices else str(key.most) if key.type == "whole" else good
        made = load(tmp_path, env={settings.environment_name(name): good})
        assert made.came_from[name] == settings.environment_name(name)


def test_no_key_stands_for_the_time() -> None:
    assert not [key.name for key in settings.KEYS if {"today", "now", "time", "clock"} & set(key.name.replace(".", "_").split("_"))]


def test_settings_cannot_be_changed_afterwards(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        load(tmp_path).port = 1  # type: ignore[misc]  # what the test is about
