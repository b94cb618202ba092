"""Signatures of rule packs: who signed which exact version. A pack that nobody known has signed decides nothing.

`rules/<name>/signature` is a signed note (c2sp.org/signed-note, Ed25519) over the pack's id, version and hash.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path

from luukku.errors import BadInput, BadPack, BadSettings, Broken
from luukku.ground.note import Verifier, check_note, public_of, read_vkey, sign_note, verifier
from luukku.model.rule import RulePack
from luukku.model.ruling import DecisionPack
from luukku.packs.problems import Problems

FILE = "signature"
PROJECT_KEY = "luukku-rules+6cdd9c36+Af6bXDjo3qjINdK1jPp4uMKhbRdCqySTOs6RYOFQEdLu"
"""The key of the packs that come with Luukku. Its private half is with the project's owner, in no repository."""
_FIRST = "luukku rules"


def signed_text(pack: RulePack) -> str:
    """What is signed: id, version and hash of everything in the folder but the signature itself."""
    return f"{_FIRST}\n{pack.id}\n{pack.version}\n{pack.sha256}\n"


def verifiers(keys: str) -> list[Verifier]:
    """The project's key, and those of the setting `rules.keys`, parted by blanks. Raises BadSettings for one that is none."""
    try:
        return [read_vkey(key) for key in (PROJECT_KEY, *keys.split())]
    except Broken as error:
        raise BadSettings(key="rules.keys", where="settings", expected="verifier keys, name+id+key, with blanks between them") from error


def check_signature(folder: Path, pack: RulePack, known: Sequence[Verifier] | None) -> tuple[str, str]:
    """(name of the key that signed it, ""), or ("", why it does not count). ("", "") when there is no signature at all.

    `known` None: only whether it is for what lies here; whose it is was not looked at, and the name is what it says of itself.
    """
    try:
        note = (folder / FILE).read_bytes().decode("utf-8")
    except FileNotFoundError:
        return "", ""
    except (OSError, UnicodeDecodeError):
        return "", "cannot be read"
    if note.rpartition("\n\n")[0] + "\n" != signed_text(pack):
        return "", f"is not for what lies here ({pack.id} {pack.version}, {pack.sha256[:16]}): sign it again"
    if known is None:
        return note.rpartition("\u2014 ")[2].partition(" ")[0], ""
    for key in known:
        try:
            check_note(note, key)
        except Broken as broken:
            if broken.data.get("why") != "unsigned":
                return "", f"does not verify ({broken.data.get('why')})"
        else:
            return key.name, ""
    return "", "is by no key that is known here (rules.keys)"


def sign(pack: RulePack, key: Path) -> str:
    """The signature's text. `key` is a file that `new_key` wrote. Raises BadInput when it is none."""
    try:
        name, held, *_ = key.read_text(encoding="utf-8").split("\n")
        return sign_note(signed_text(pack), name, base64.b64decode(held, validate=True))
    except (OSError, ValueError, binascii.Error) as error:
        raise BadInput(option="--key", file=str(key), why="no key that `luukku pack key` made") from error


def new_key(name: str) -> tuple[str, str]:
    """(what the secret file holds, the verifier key that others are given). Raises BadInput for a name with blanks or a plus."""
    private = secrets.token_bytes(32)
    try:
        public = verifier(name, public_of(private)).vkey()
    except ValueError as error:
        raise BadInput(option="NAME", why=str(error)) from error
    return f"{name}\n{base64.b64encode(private).decode()}\n", public


def refuse_bad(kind: str, packs: Iterable[RulePack | DecisionPack], problems: Problems, *, unsigned: bool) -> None:
    """Of packs under `kind`/: raises BadPack with their first problem. Where they have none, one that nobody signed is one, unless `unsigned` are taken."""
    for pack in packs:
        if not pack.signed_by and not unsigned and not problems.found:
            problems.add(f"{kind}/{pack.id}/{FILE}", 0, "is missing: rules that nobody has signed decide nothing (`luukku pack sign`)")
    if problems.found:
        first, *more = problems.sorted()
        raise BadPack(file=first.file, line=first.line, problem=first.what, more=len(more))
