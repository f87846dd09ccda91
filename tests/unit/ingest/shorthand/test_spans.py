from __future__ import annotations

from ingest.shorthand.spans import Entity, entities_of, tags_of


def test_nested_spans_that_end_together_survive() -> None:
    spans = (
        Entity(0, 1, "Activity"),
        Entity(1, 4, "PhysicalObject"),
        Entity(2, 4, "PhysicalObject"),
        Entity(3, 4, "PhysicalObject"),
        Entity(4, 5, "PhysicalObject"),
    )
    tags = tags_of(spans, 6)
    assert tags == [
        "B-Activity", "B-PhysicalObject", "N-PhysicalObject", "N-PhysicalObject", "B-PhysicalObject", "O",
    ]  # fmt: skip
    assert set(entities_of(tags)) == set(spans)


def test_a_span_inside_that_ends_before_is_dropped_and_nothing_else() -> None:
    outer, inner = Entity(0, 3, "State"), Entity(0, 2, "State")
    assert entities_of(tags_of((inner, outer), 3)) == (outer,)


def test_stray_tags_open_spans_of_their_own_class() -> None:
    assert entities_of(["I-State", "I-Process", "O", "N-State"]) == (
        Entity(0, 1, "State"),
        Entity(1, 2, "Process"),
        Entity(3, 4, "State"),
    )
    assert entities_of([]) == ()
