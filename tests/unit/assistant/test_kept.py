"""What is kept is bounded, and goes in the order in which it was last asked for."""

from __future__ import annotations

from assistant.kept import Kept


def test_the_one_not_asked_for_longest_makes_room() -> None:
    kept: Kept[str, str] = Kept(most=8)
    for key in "abcd":
        kept.put(key, key.upper(), weight=2)
    assert kept.get("a") == "A"
    kept.put("e", "E", weight=2)
    assert kept.get("b") is None
    assert [kept.get(key) for key in "acde"] == ["A", "C", "D", "E"]


def test_a_result_put_again_is_the_new_one_and_counts_once() -> None:
    kept: Kept[str, int] = Kept(most=8)
    for number in range(10):
        kept.put("same", number, weight=2)
    kept.put("other", 1, weight=2)
    assert kept.get("same") == 9
    assert kept.get("other") == 1


def test_what_is_too_heavy_drives_nothing_out() -> None:
    kept: Kept[str, int] = Kept(most=8)
    kept.put("small", 1, weight=1)
    kept.put("heavy", 2, weight=3)
    assert kept.get("heavy") is None
    assert kept.get("small") == 1
