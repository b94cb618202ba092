"""Luukku: one counter, told once. What others may import stands here and is loaded when it is asked for."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# Before anybody imports numpy: our products are so small that threads of BLAS, which spin while they wait, cost more than they save.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

if TYPE_CHECKING:
    from luukku.errors import LuukkuError as LuukkuError
    from luukku.settings import Settings as Settings

_WHERE = {"Settings": "luukku.settings", "LuukkuError": "luukku.errors"}
__version__ = "0.1.0"
__all__ = ["LuukkuError", "Settings", "__version__"]


def __getattr__(name: str) -> Any:
    """`luukku.Settings` imports luukku.settings then, and not before: `import luukku.model` loads no numpy."""
    if name not in _WHERE:
        raise AttributeError(f"module 'luukku' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
