"""Ten different people, or nothing is learnt; and never one person's vector."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.errors import BadModel
from luukku.learning import FEWEST, Agreed, Plan, agreed, learn_heads, load_groups, save, save_groups, taught, with_new
from luukku.learning.agree import NEAR
from luukku.model.fact import Personal, reveal
from luukku.model.ids import CustomerId
from luukku.model.lesson import Lesson
from tests.stages.learnt import DIMENSION, table

Floats = npt.NDArray[np.float32]
MAKER = f"points 1 {DIMENSION}"
MEANS = {"fi": np.full(DIMENSION, 0.1, np.float32)}
TOPICS = np.eye(DIMENSION, dtype=np.float32)
BETWEEN = 7
"""As near to the card's texts as to the loan's."""
TOPICS[BETWEEN] = (TOPICS[0] + TOPICS[1]) / np.sqrt(2)


def lesson(name: str, shown: str = "child", right: str = "", topic: int = 0, seed: int = 0, **more: object) -> Lesson:
    row = TOPICS[topic] + np.random.default_rng(seed).normal(0, 0.08, DIMENSION).astype(np.float32)
    held: dict[str, object] = {
        "id": f"{name}-{shown}-{right}-{seed}", "customer": CustomerId(name), "person": name, "language": "fi", "shown": shown, "right": right, "maker": MAKER,
        "vector": Personal((row / np.linalg.norm(row)).astype("<f2").tobytes()), "day": date(2026, 11, 29),
    }  # fmt: skip
    return Lesson(**{**held, **more})  # type: ignore[arg-type]


def of_people(count: int, start: int = 0, **more: object) -> list[Lesson]:
    return [lesson(f"p{start + n}", seed=start + n, **more) for n in range(count)]  # type: ignore[arg-type]


def found(lessons: Sequence[Lesson]) -> list[Agreed]:
    return agreed(lessons, MEANS, MAKER)  # type: ignore[arg-type]


LESSONS = st.lists(
    st.builds(
        lesson, st.sampled_from([f"p{n}" for n in range(14)]), st.sampled_from(["child", "debt", ""]), st.sampled_from(["child", ""]), st.integers(0, 1), st.integers(0, 500)
    ),
    max_size=120,
)


@settings(max_examples=150, deadline=None)
@given(LESSONS, st.randoms())
def test_whatever_is_learnt_was_set_right_alike_by_ten_different_people_and_each_counts_once(lessons: list[Lesson], random: object) -> None:
    groups = found(lessons)
    by_id = {one.id: one for one in lessons}
    for group in groups:
        people = [by_id[id].person for id in group.lessons]
        assert len(set(people)) == len(people) == group.customers >= FEWEST
        assert {(by_id[id].shown, by_id[id].right) for id in group.lessons} == {(group.shown, group.right)}
    once: dict[tuple[str, str, str], set[str]] = {}
    for group in groups:
        for id in group.lessons:
            once.setdefault((by_id[id].person, group.shown, group.right), set()).add(group.id)
    assert all(len(ids) == 1 for ids in once.values()), "nobody counts in two groups of the same correction"
    random.shuffle(lessons)  # type: ignore[attr-defined]
    assert [(one.id, one.centroid.tobytes()) for one in found(lessons)] == [(one.id, one.centroid.tobytes()) for one in groups]


def test_nine_people_teach_nothing_ten_do() -> None:
    assert found(of_people(9)) == []
    (group,) = found(of_people(10))
    assert (group.shown, group.right, group.customers) == ("child", "", 10)


def test_one_person_with_ten_customers_or_ten_messages_is_one_person() -> None:
    same_login = [lesson(f"p{n}", seed=n, person="hash-of-one-subject") for n in range(10)]
    assert found(same_login) == [] and found([lesson("p", seed=n) for n in range(30)]) == []
    assert found([*of_people(9), *same_login, *[lesson("p0", seed=n) for n in range(50, 60)]])[0].customers == 10


def test_messages_that_are_far_from_one_another_are_not_added_up() -> None:
    assert found([*of_people(9), *of_people(9, start=20, topic=1)]) == []
    assert len(found([*of_people(10), *of_people(10, start=20, topic=1)])) == 2


def test_what_many_say_otherwise_of_like_messages_is_not_learnt() -> None:
    greeting_then_child, then_debt = of_people(12, shown="", right="child"), of_people(4, start=20, shown="", right="debt")
    assert found([*greeting_then_child, *then_debt]) == []
    assert len(found([*greeting_then_child, *then_debt[:3]])) == 1, "four agree for each who does not"


def test_lessons_of_another_embedder_or_language_do_not_count() -> None:
    assert found([*of_people(9), *of_people(5, start=20, maker="other 1 8")]) == []
    assert found([*of_people(9), *of_people(5, start=20, language="sv")]) == []
    assert found(of_people(12, maker="points 1 9")) == []


def test_what_is_kept_is_nobodys_vector_and_names_nobody(tmp_path: Path) -> None:
    lessons = of_people(11)
    groups = with_new([], found(lessons))
    save_groups(tmp_path / "corrections.json", groups, "fi")
    text = (tmp_path / "corrections.json").read_text()
    assert not any(one.id in text or one.person in text.split('"') for one in lessons)
    (again,) = load_groups(tmp_path / "corrections.json", "fi")
    vectors = [np.frombuffer(reveal(one.vector), "<f2").astype(np.float32) for one in lessons]
    assert max(float(again.centroid @ one) for one in vectors) < 0.9999
    assert np.allclose(again.centroid, groups[0].centroid, atol=1e-3) and (again.id, again.customers, again.lessons) == (groups[0].id, 11, ())
    assert float((again.centroid - MEANS["fi"]) @ (vectors[0] - MEANS["fi"])) > NEAR
    assert with_new([again], found(lessons)) == [again], "the same lessons teach once"


@pytest.mark.parametrize("change", [('"customers": 11', '"customers": 9'), ("luukku-corrections-1", "other-1"), ('"fi"', '"sv"'), ('"maker": "points 1 8"', '"maker": "points 1 9"'), ("{", "[")])
def test_a_file_that_is_broken_or_has_a_smaller_group_is_refused(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "corrections.json"
    save_groups(path, found(of_people(11)), "fi")
    path.write_text(path.read_text().replace(*change, 1))
    with pytest.raises(BadModel, match="corrections"):
        load_groups(path, "fi")
    assert load_groups(tmp_path / "none.json", "fi") == []


def heads_of(groups: Sequence[Agreed]) -> tuple[Floats, bytes]:
    """(scores for card, hours, loan of words that no text has, with a meaning between card and loan; the weights)."""
    pytest.importorskip("sklearn", reason="scikit-learn is not installed (pip install luukku[learn])")
    texts, labels, vectors = table()
    plan = Plan(taught=taught(groups, ("card", "hours", "loan"), MAKER))
    heads = learn_heads(texts, [frozenset([label]) for label in labels], vectors, kind="any-of", purpose="events", plan=plan)
    assert heads.meaning is not None
    return heads.scores("ζζζ", TOPICS[BETWEEN]), heads.meaning.weights.tobytes()


def test_what_ten_agree_on_is_read_so() -> None:
    before, _ = heads_of([])
    card, _ = heads_of(found(of_people(12, shown="loan", right="card", topic=BETWEEN)))
    assert card[0] > before[0] + 0.05 and card[2] < before[2] - 0.1, "what was right gains, what was shown loses"
    loan, _ = heads_of(found(of_people(12, shown="", right="loan", topic=BETWEEN)))
    assert loan[2] > before[2] + 0.1
    assert heads_of(found(of_people(9, shown="loan", right="card", topic=BETWEEN)))[1] == heads_of([])[1], "nine change no byte"


def test_learning_with_corrections_is_the_same_to_the_byte(tmp_path: Path) -> None:
    groups = found(of_people(12, shown="", right="loan", topic=BETWEEN))
    assert heads_of(groups)[1] == heads_of(found(list(reversed(of_people(12, shown="", right="loan", topic=BETWEEN)))))[1]
    texts, labels, vectors = table()
    for name in ("one", "two"):
        plan = Plan(taught=taught(groups, ("card", "hours", "loan"), MAKER))
        save(learn_heads(texts, [frozenset([label]) for label in labels], vectors, kind="any-of", purpose="events", plan=plan), tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
