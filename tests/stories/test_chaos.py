"""A crash at any point loses nothing and doubles nothing (few persons here; fifty, and twenty kills: make chaos)."""

from __future__ import annotations

import pytest

from tests.stories import chaos


def test_killed_at_a_random_moment_the_counter_answers_each_message_once_and_does_nothing_twice() -> None:
    found = chaos.run(7, kills=1, persons=3)
    assert found.wrong == []
    assert (found.kills, found.shares, found.humans) == (1, chaos.SHARES, 1)
    assert found.acknowledged == 12


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1917, 4711])
def test_killed_again_and_again_too(seed: int) -> None:
    found = chaos.run(seed, kills=6, persons=12)
    assert found.wrong == []
    assert found.kills == 6
