"""Where the packs lie: the folder that the settings name, the checkout's, or the one shipped in the wheel."""

from __future__ import annotations

from pathlib import Path

from luukku.errors import BadPack

_PACKAGE = Path(__file__).resolve().parents[1]


def find_packs(given: Path | str | None = None) -> Path:
    """The packs' root folder. Raises BadPack when there is none: without packs nothing can be understood."""
    places = [Path(given)] if given else [_PACKAGE / "_packs", _PACKAGE.parents[1] / "packs"]
    for place in places:
        if (place / "service").is_dir() or (place / "language").is_dir():
            return place
    raise BadPack(file=str(places[-1]), line=0, problem="no packs here: a packs folder holds service/ and language/")
