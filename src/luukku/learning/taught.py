"""What was learnt from corrections, kept beside the heads so that learning anew does not forget it: centres of ten people or more."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np

from luukku.errors import BadModel
from luukku.learning.agree import FEWEST, Agreed
from luukku.model.ids import Language

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

FORMAT = "luukku-corrections-1"
MOST = 30.0
"""So many examples one group counts at most, however many agree: no group outweighs what the packs say."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taught:
    """k vectors (k, d) of meaning, without any spelling; `right` (k, L), and how many examples each counts for each label (k, L): none for
    labels of which the correction says nothing."""

    vectors: Floats
    right: npt.NDArray[np.bool_]
    counts: Floats


def taught(groups: Sequence[Agreed], labels: Sequence[str], maker: str) -> Taught | None:
    """Groups of this embedder as examples of `labels`; None when there is nothing to learn."""
    rows = []
    for group in groups:
        says = {group.shown: group.shown == group.right, group.right: True}
        known = {label: right for label, right in says.items() if label in labels}
        if group.maker == maker and known:
            rows.append((group, known))
    if not rows:
        return None
    right = np.array([[known.get(label, False) for label in labels] for _, known in rows], np.bool_)
    counts = np.array([[min(MOST, group.customers) * (label in known) for label in labels] for group, known in rows], np.float32)
    return Taught(vectors=np.stack([group.centroid for group, _ in rows]), right=right, counts=counts)


def with_new(kept: Sequence[Agreed], new: Sequence[Agreed]) -> list[Agreed]:
    """Both, each once, without saying whose they were."""
    there = {group.id for group in kept}
    return [*kept, *(replace(group, lessons=()) for group in new if group.id not in there)]


def load_groups(path: Path, language: Language) -> list[Agreed]:
    """What `save_groups` wrote; none where there is no file. Raises BadModel for one that is broken, or has a group of fewer than ten."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        if held["format"] != FORMAT or held["language"] != language:
            raise ValueError("another format or language")
        return [_group(one, language) for one in held["groups"]]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadModel(file=str(path), problem=f"it holds no corrections of {FORMAT}, or is damaged", do="bring it back from a copy, or remove it: what it taught is then forgotten") from error


def save_groups(path: Path, groups: Sequence[Agreed], language: Language) -> None:
    """Under another name, then renamed. Raises OSError."""
    assert language in get_args(Language) and all(group.customers >= FEWEST for group in groups)
    told = [
        {
            "id": group.id, "shown": group.shown, "right": group.right, "customers": group.customers, "maker": group.maker,
            "centroid": base64.b64encode(group.centroid.astype("<f2").tobytes()).decode(),
        }
        for group in groups
    ]  # fmt: skip
    new = path.with_name(f"{path.name}.new")
    new.write_text(json.dumps({"format": FORMAT, "language": language, "groups": told}, indent=1) + "\n", encoding="utf-8")
    new.replace(path)


def _group(one: dict[str, object], language: Language) -> Agreed:
    customers, texts = one["customers"], [one[name] for name in ("id", "shown", "right", "maker", "centroid")]
    if not isinstance(customers, int) or customers < FEWEST or not all(isinstance(text, str) for text in texts):
        raise ValueError("no group of ten")
    id, shown, right, maker, packed = map(str, texts)
    centroid = np.frombuffer(base64.b64decode(packed, validate=True), "<f2").astype(np.float32)
    if str(len(centroid)) != maker.rpartition(" ")[2] or not np.isfinite(centroid).all():
        raise ValueError("another dimension")
    return Agreed(id=id, language=language, shown=shown, right=right, customers=customers, maker=maker, centroid=centroid)
