"""Builds src/luukku/verify.py, the verifier that stands alone, from the very functions of `ground` that the counter uses.

    python tools/build_verify.py            writes it
    python tools/build_verify.py --check    ends with 1 when it is not what would be written
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUND, MAIN, BUILT = ROOT / "src/luukku/ground", ROOT / "tools/verify_main.py", ROOT / "src/luukku/verify.py"
PARTS = {
    "merkle": ("leaf_hash", "node_hash", "check_inclusion"),
    "note": (
        "ED25519", "_DASH", "_CONTROL", "_SIZE", "Verifier", "Checkpoint", "verifier", "read_vkey", "check_note", "check_signature", "split_note", "signatures_of",
        "read_number", "read_checkpoint", "open_checkpoint", "_signature", "encode", "decode",
    ),
    "cosign": ("Cosigned", "cosigned_by", "_message"),
    "proof": ("HEADER", "Proof", "Proven", "read_proof", "check_proof", "_event_of"),
}  # fmt: skip
IMPORTS = """
import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
""".strip()
BROKEN = """
class Broken(Exception):
    def __init__(self, **data: str | int) -> None:
        super().__init__(" ".join(f"{name}={value}" for name, value in data.items()))
""".strip()


def build() -> str:
    """The file's text. Raises KeyError when a part is not there any more."""
    ground = [_part(source, name) for source, names in PARTS.items() for name in names]
    constants = [part for part in ground if not part.startswith(("def ", "@", "class "))]
    parts = ["\n".join([BROKEN, *constants]), *(part for part in ground if part not in constants)]
    main = MAIN.read_text(encoding="utf-8")
    head, body = main[: main.index("import argparse")], main[main.index("LARGEST, ") :]
    return f"{head}{IMPORTS}\n\n\n" + "\n\n".join(parts) + f"\n\n{body}"


def _part(source: str, name: str) -> str:
    """The lines of one constant, function or class of a file of `ground`: what a function is for stands there, methods too."""
    text = (GROUND / f"{source}.py").read_text(encoding="utf-8")
    lines: list[str | None] = list(text.splitlines())
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            for inner in node.body:
                said = inner is node.body[0] and isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant)
                if said or isinstance(inner, ast.FunctionDef):
                    lines[inner.lineno - 1 : inner.end_lineno] = [None] * ((inner.end_lineno or 0) - inner.lineno + 1)
        elif isinstance(node, ast.Assign) and name in {sub.id for target in node.targets for sub in ast.walk(target) if isinstance(sub, ast.Name)}:
            first = node.lineno
        else:
            continue
        kept = [line for line in lines[first - 1 : node.end_lineno] if line]
        return "\n".join(kept).replace("len(EMPTY)", "32")
    raise KeyError(f"{source}.{name}")


if __name__ == "__main__":
    built = build()
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if BUILT.exists() and BUILT.read_text(encoding="utf-8") == built else 1)
    BUILT.write_text(built, encoding="utf-8")
