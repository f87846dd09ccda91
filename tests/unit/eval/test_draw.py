from __future__ import annotations

from eval.case import Case
from eval.draw import draw


def cases() -> list[Case]:
    kinds = ["text"] * 20 + ["table"] * 6 + ["sensor"] * 2
    return [
        Case(id=f"c{i}", question="q", answer_type="text", value="v", kind=k) for i, k in enumerate(kinds)
    ]


def test_all_kinds_are_in_a_small_part() -> None:
    drawn = draw(cases(), 5)
    assert len(drawn) == 5
    assert {case.kind for case in drawn} == {"text", "table", "sensor"}


def test_a_larger_part_holds_the_smaller_one_in_the_order_of_the_set() -> None:
    small, large = draw(cases(), 6), draw(cases(), 12)
    assert set(small) <= set(large)
    order = [case.id for case in cases()]
    assert [case.id for case in large] == sorted((c.id for c in large), key=order.index)


def test_no_limit_is_all() -> None:
    assert len(draw(cases(), None)) == len(draw(cases(), 99)) == 28
