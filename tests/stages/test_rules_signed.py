"""Rule packs are signed: who has signed which exact version, and what is changed afterwards decides nothing."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from luukku import packs
from luukku.cli.pack import app as command
from luukku.errors import BadInput, BadPack, BadSettings
from luukku.ground.note import read_vkey, sign_note
from luukku.packs.signatures import FILE, PROJECT_KEY, signed_text
from tests.contracts.trust import PACKS

GATE = PACKS / "rules" / "gate"
LOADED = packs.load(PACKS)


def copied(tmp_path: Path, *, signature: bool = True) -> Path:
    shutil.copytree(GATE, tmp_path / "rules" / "gate")
    if not signature:
        (tmp_path / "rules" / "gate" / FILE).unlink()
    return tmp_path


def refusal(root: Path, **how: object) -> str:
    keys, unsigned = str(how.get("keys", "")), bool(how.get("unsigned", False))
    with pytest.raises(BadPack) as told:
        packs.load_rules(LOADED, root, keys=keys, unsigned=unsigned)
    assert told.value.data["file"] == f"rules/gate/{FILE}"
    return str(told.value.data["problem"])


@pytest.mark.requirement("R-45")
def test_the_rules_that_come_with_luukku_are_signed_by_the_project() -> None:
    rules = packs.load_rules(LOADED, PACKS)
    assert [pack.signed_by for pack in rules.packs] == [read_vkey(PROJECT_KEY).name]


@pytest.mark.requirement("R-45")
def test_an_unsigned_pack_is_refused_unless_the_settings_allow_it_for_trying(tmp_path: Path) -> None:
    root = copied(tmp_path, signature=False)
    assert "is missing" in refusal(root)
    rules = packs.load_rules(LOADED, root, unsigned=True)
    assert [pack.signed_by for pack in rules.packs] == [""]
    assert rules.sha256 == packs.load_rules(LOADED, PACKS).sha256, "a signature is no part of what is signed"


@pytest.mark.requirement("R-45")
@pytest.mark.parametrize("name", ["rules.cedar", "cases.toml", "pack.toml", "texts.fi.ftl"])
@pytest.mark.parametrize("unsigned", [False, True])
def test_a_pack_that_was_changed_after_it_was_signed_is_refused(tmp_path: Path, name: str, unsigned: bool) -> None:
    root = copied(tmp_path)
    path = root / "rules" / "gate" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "sign it again" in refusal(root, unsigned=unsigned)
    assert any("sign it again" in problem.what for problem in packs.check(_with_services(root)))


def _with_services(root: Path) -> Path:
    (root / "service").mkdir()
    return root


@pytest.mark.parametrize("unsigned", [False, True])
def test_a_signature_of_which_one_byte_is_wrong_does_not_count(tmp_path: Path, unsigned: bool) -> None:
    path = copied(tmp_path) / "rules" / "gate" / FILE
    note = path.read_text(encoding="utf-8")
    at = note.rindex("= ") if "= " in note else len(note) - 10
    path.write_text(note[:at] + ("A" if note[at] != "A" else "B") + note[at + 1 :], encoding="utf-8")
    assert "verify" in refusal(tmp_path, unsigned=unsigned)


@pytest.mark.requirement("R-45")
def test_somebody_signs_with_a_key_of_their_own_and_whoever_names_it_takes_the_pack(tmp_path: Path) -> None:
    root, secret = copied(tmp_path, signature=False), tmp_path / "secret.key"
    made = CliRunner().invoke(command, ["key", "city-of-tampere", str(secret)])
    assert made.exit_code == 0 and secret.stat().st_mode & 0o077 == 0
    public = made.output.strip()
    folder = root / "rules" / "gate"
    text = (folder / "rules.cedar").read_text(encoding="utf-8")
    (folder / "rules.cedar").write_text(text + "// of our own\n", encoding="utf-8")
    assert CliRunner().invoke(command, ["sign", str(folder), "--key", str(secret)]).exit_code == 0
    assert "no key that is known" in refusal(root)
    assert packs.load_rules(LOADED, root, keys=None).packs[0].signed_by == "city-of-tampere", "a list says who says they signed"
    rules = packs.load_rules(LOADED, root, keys=f"{PROJECT_KEY} {public}")
    assert [pack.signed_by for pack in rules.packs] == ["city-of-tampere"]


def test_a_signature_of_another_pack_or_version_does_not_count(tmp_path: Path) -> None:
    secret, public = packs.new_key("somebody")
    key = tmp_path / "key"
    key.write_text(secret, encoding="utf-8")
    root = copied(tmp_path)
    folder = root / "rules" / "gate"
    pack = packs.read_head(folder)
    for wrong in (signed_text(pack).replace("gate", "other"), signed_text(pack).replace(pack.version, "0.9.0")):
        private = base64.b64decode(secret.split("\n")[1])
        (folder / FILE).write_text(sign_note(wrong, "somebody", private), encoding="utf-8")
        assert "sign it again" in refusal(root, keys=public)


@pytest.mark.parametrize("held", [b"", b"\xff\xfe", b"luukku rules\n", b"\n\n"])
def test_a_signature_that_is_none_is_told_and_nothing_breaks(tmp_path: Path, held: bytes) -> None:
    root = copied(tmp_path)
    (root / "rules" / "gate" / FILE).write_bytes(held)
    assert refusal(root, unsigned=True)


def test_keys_that_are_none_and_names_that_cannot_be_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        packs.load_rules(LOADED, PACKS, keys="no key")
    with pytest.raises(BadInput):
        packs.new_key("two words")
    broken = tmp_path / "key"
    for held in ("", "name\nnot base64!\n", "name\nAAAA\n"):
        broken.write_text(held, encoding="utf-8")
        with pytest.raises(BadInput):
            packs.sign(packs.read_head(GATE), broken)
    there = CliRunner().invoke(command, ["key", "name", str(broken)])
    assert there.exit_code != 0 and broken.read_text(encoding="utf-8") == "name\nAAAA\n", "a key is never written over"
