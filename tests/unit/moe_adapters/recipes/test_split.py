"""Documents are split whole, and what ties two of them keeps them together."""

from __future__ import annotations

from collections import Counter

from moe_adapters.recipes.plant.split import Placed, Quota, components, follow, ngrams, split_groups

QUOTA = Quota(test=20, validation=5)


def _items(task: str, groups: int, each: int) -> list[Placed]:
    return [
        Placed(f"{task}:{group}", task, (f"{task}:{group}:{n}",))
        for group in range(groups)
        for n in range(each)
    ]


def test_documents_that_share_a_key_stay_together_over_others() -> None:
    items = [
        Placed("a", "t", ("x",)),
        Placed("b", "t", ("x", "y")),
        Placed("c", "t", ("y",)),
        Placed("d", "t", ()),
    ]
    found = components(items)
    assert found["a"] == found["b"] == found["c"] != found["d"]


def test_quotas_are_met_with_whole_documents() -> None:
    items = _items("qa", groups=60, each=3)
    where = split_groups(items, {}, seed=0, default=QUOTA)
    sizes = Counter(where[item.group] for item in items)
    assert 20 <= sizes["test"] < 23
    assert 5 <= sizes["validation"] < 8


def test_a_small_task_keeps_most_for_training() -> None:
    items = _items("rare", groups=9, each=1)
    where = split_groups(items, {"rare": Quota(test=100, validation=0, share=1 / 3)}, seed=0, default=QUOTA)
    assert Counter(where.values())["test"] == 3


def test_seeds_differ_and_repeat() -> None:
    items = _items("qa", groups=60, each=3)
    once = split_groups(items, {}, seed=1, default=QUOTA)
    assert split_groups(items, {}, seed=1, default=QUOTA) == once
    assert split_groups(items, {}, seed=2, default=QUOTA) != once


def test_an_item_over_two_splits_fits_in_none() -> None:
    where = {"a": "train", "b": "test"}
    assert follow(["a", "z"], where, seed=0, test=0.5) == "train"
    assert follow(["a", "b"], where, seed=0, test=0.5) is None
    fresh = [follow([str(n)], where, seed=0, test=0.25) for n in range(200)]
    assert 25 < fresh.count("test") < 75


def test_ngrams_see_eight_words_in_a_row_and_no_signs() -> None:
    shared = ngrams("One, two three; four five six seven eight nine") & ngrams(
        "x one two three four five six seven eight"
    )
    assert len(shared) == 1
    assert not ngrams("one two three")
