"""Learns what hints at a danger without saying it, from the language packs' own texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from luukku.learning.feelings import Lines, joined
from luukku.learning.learn import learn_heads, out_of_fold
from luukku.learning.plan import Plan, Told, quiet
from luukku.understand.heads import Heads, Maker
from luukku.understand.hints import NEAR, OTHER, danger_of

if TYPE_CHECKING:
    from luukku.ports import Vectors

DANGER = Plan(near=True, folds=3)
"""By nearness to each text: of the hints in texts by another hand .96 were heard at 2 % of false alarms, and .88 by one matrix."""
MOST_HARMLESS = 5_000
"""Texts of the packs beside those of dangers; a sample of more."""
FALSE_ALARMS, ALONE = 0.025, 0.003
"""Of harmless texts, with the meaning and by spelling alone: in the alarm before any limit nothing but words and spelling is there."""


def learn_danger(lines: Lines, vectors: Vectors | None, maker: Maker | None, told: Told = quiet) -> Heads:
    """One head of all languages, with the thresholds at which so many of the `OTHER` texts, left out, would be false alarms.

    `lines`: kinds of danger, `NEAR` (harmless, in words near a danger) and `OTHER` (harmless).
    """
    heads = learn_heads(lines.texts, lines.labels, vectors, kind="one-of", purpose="danger", maker=maker, plan=DANGER, told=lambda doing, share: told(doing, share / 2))
    unseen = out_of_fold(lines.texts, lines.labels, vectors, kind="one-of", plan=DANGER, told=lambda doing, share: told(doing, 0.5 + share / 2))
    harmless = np.array([label == OTHER for label in lines.labels])
    with_vector, alone = (_cut(scores[harmless], unseen.labels, share) for scores, share in ((unseen.scores, FALSE_ALARMS), (unseen.alone, ALONE)))
    return replace(heads, threshold=with_vector, spelling=replace(heads.spelling, alone_threshold=alone))


def _cut(scores: Vectors, labels: Sequence[str], share: float) -> float:
    """The danger from which this share of the harmless texts lies above."""
    dangers = np.array([danger_of(dict(zip(labels, row.tolist(), strict=True))) for row in scores])
    return round(float(np.quantile(dangers, 1 - share)), 3)


def danger_lines(labelled: Sequence[tuple[str, str]], harmless: Sequence[str]) -> Lines:
    """From (kind or "-", text) of the packs' dangers, and other harmless texts, of many a sample that is the same each time."""
    harmless = random.Random(1).sample(list(harmless), min(MOST_HARMLESS, len(harmless)))
    return joined([*((NEAR if kind == "-" else kind, text) for kind, text in labelled), *((OTHER, text) for text in harmless)])
