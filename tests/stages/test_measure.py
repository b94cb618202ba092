"""Figures of a head, on cases that can be reckoned by hand."""

from __future__ import annotations

import numpy as np

from luukku.learning import in_words, measure
from luukku.learning.curve import reliability_svg

LABELS = ("a", "b", "c")
RIGHT = np.array([0, 0, 1, 2])
SCORES = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0], [0.1, 0.6, 0.3], [0.0, 0.0, 1.0]], np.float32)


def test_accuracy_and_the_table_of_labels() -> None:
    rows = {row.label: row for row in measure.by_label(LABELS, RIGHT, SCORES)}
    assert measure.accuracy(RIGHT, SCORES) == 0.75
    assert (rows["a"].precision, rows["a"].recall, round(rows["a"].f1, 4)) == (1.0, 0.5, 0.6667)
    assert (rows["b"].precision, rows["b"].recall) == (0.5, 1.0)
    assert round(measure.macro_f1(tuple(rows.values())), 4) == round((2 / 3 + 2 / 3 + 1) / 3, 4)
    assert measure.confusions(LABELS, RIGHT, SCORES) == (measure.Confused(label="a", said="b", times=1),)


def test_a_label_that_the_model_has_not_counts_as_wrong_and_as_no_confusion() -> None:
    right = np.array([0, -1, 1, 2])
    assert measure.accuracy(right, SCORES) == 0.75 and measure.confusions(LABELS, right, SCORES) == ()


def test_calibration_error_is_the_gap_between_confidence_and_being_right() -> None:
    sure = np.array([[1.0, 0.0]] * 4, np.float32)
    assert measure.calibration_error(measure.reliability(np.array([0, 0, 0, 0]), sure)) == 0
    assert measure.calibration_error(measure.reliability(np.array([0, 0, 1, 1]), sure)) == 0.5


def test_coverage_counts_what_is_sure_enough() -> None:
    low, high = measure.coverage(RIGHT, SCORES, (0.5, 0.85))
    assert (low.coverage, low.accuracy) == (1.0, 0.75) and (high.coverage, high.accuracy) == (0.5, 1.0)


def test_the_area_under_the_curve_counts_pairs_and_halves_ties() -> None:
    assert measure.auroc(np.array([2.0, 3.0], np.float32), np.array([0.0, 1.0], np.float32)) == 1
    assert measure.auroc(np.array([1.0, 1.0], np.float32), np.array([1.0], np.float32)) == 0.5
    assert measure.auroc(np.array([0.0, 2.0], np.float32), np.array([1.0], np.float32)) == 0.5


def test_scope_takes_what_lies_at_or_above_the_threshold() -> None:
    found = measure.scope(RIGHT, SCORES, np.array([1.0, 1.0, 0.2, 0.5], np.float32), np.array([0.1, 0.6], np.float32), 0.5)
    assert (found.kept, found.accuracy, found.recall) == (0.75, 0.5, 0.5)


def test_the_picture_names_its_figures_and_escapes_its_title() -> None:
    bins = measure.reliability(RIGHT, SCORES)
    picture = reliability_svg(bins, 0.1, "<a> & b")
    assert "&lt;a&gt; &amp; b" in picture and "confidence 0.90: 1.00 right of 1" in picture and picture.count("<circle") == len(bins)


def test_a_label_in_words() -> None:
    assert [in_words(label) for label in ("card_arrival", "cardNotWorking", "reverted_card_payment?", "7", "!")] == ["card arrival", "card not working", "reverted card payment", "7", "!"]
