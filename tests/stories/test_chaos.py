"""A crash at any point loses nothing and doubles nothing (three fixed seeds; more: make chaos)."""

from __future__ import annotations

import pytest

from tests.stories import chaos


@pytest.mark.parametrize("seed", [7, 1917, 4711])
def test_killed_at_random_moments_the_counter_answers_each_message_once_and_does_no_step_twice(seed: int) -> None:
    found = chaos.run(seed, kills=2)
    assert found.wrong == []
    assert found.kills == 2
    assert found.acknowledged == 4 * chaos.PERSONS
    assert found.steps == 3 * chaos.PERSONS
