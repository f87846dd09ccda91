from __future__ import annotations

from ingest.layout.outline import Outline


def _accepts(outline: Outline, label: str, **how: object) -> bool:
    usual = {"x": 50.0, "styled": False, "set_off": True, "starts": True, "capital": True} | how
    return outline.accepts(label, **usual)  # type: ignore[arg-type]


def _clause(outline: Outline, label: str, *, heading: bool = False) -> None:
    outline.open_numbered(label, heading=heading, x=50, text_x=100, size=10)


def test_clauses_stand_under_their_parents() -> None:
    outline = Outline()
    _clause(outline, "F", heading=True)
    _clause(outline, "F.3", heading=True)
    _clause(outline, "F.3.1")
    _clause(outline, "F.3.2")
    assert [entry.label for entry in outline.stack] == ["F", "F.3", "F.3.2"]
    assert outline.stack[-1].level == 3


def test_lettered_items_and_what_follows_them() -> None:
    outline = Outline()
    _clause(outline, "4.2")
    first = outline.open_letter("a", x=100, text_x=120, size=10)
    assert first is not None
    assert first.label == "4.2.a"
    assert outline.open_letter("b", x=100, text_x=120, size=10) is not None
    inner = outline.open_letter("i", x=120, text_x=140, size=10)
    assert inner is not None
    assert inner.label == "4.2.b.i"
    assert outline.open_letter("e", x=100, text_x=120, size=10) is None
    last = outline.open_letter("c", x=100, text_x=120, size=10)
    assert last is not None
    assert last.label == "4.2.c"
    assert outline.settle(120, breaks=True) is last
    back = outline.settle(100, breaks=True)
    assert back is not None
    assert back.label == "4.2"


def test_letters_need_a_clause() -> None:
    outline = Outline()
    assert outline.open_letter("a", x=100, text_x=120, size=10) is None
    outline.open_heading(x=50, size=14)
    assert outline.open_letter("a", x=100, text_x=120, size=10) is None


def test_a_reference_at_the_start_of_a_line_is_no_clause() -> None:
    outline = Outline()
    for label in ("F.5.1.1", "F.5.1.2", "F.5.1.3", "F.5.1.4"):
        _clause(outline, label)
    wrapped = {"x": 100.0, "set_off": False, "starts": False}
    assert not _accepts(outline, "F.3.4.1", **wrapped, capital=False)
    assert not _accepts(outline, "T.8.2", **wrapped)
    assert not _accepts(outline, "F.5.1.5", **wrapped, capital=False)
    assert not _accepts(outline, "F.5.1.5", x=50.0, set_off=False, starts=False, refers=True)
    assert _accepts(outline, "F.5.1.5")
    assert _accepts(outline, "F.6")


def test_headings_without_number_nest_by_size() -> None:
    outline = Outline()
    outline.open_heading(x=50, size=20)
    outline.open_heading(x=50, size=14)
    outline.open_heading(x=50, size=14)
    assert [entry.size for entry in outline.stack] == [20, 14]
    outline.open_heading(x=50, size=20)
    assert [entry.level for entry in outline.stack] == [1]


def test_articles_are_siblings() -> None:
    outline = Outline()
    outline.open_named("Article 1", x=50, size=12)
    outline.open_numbered("1.1", heading=False, x=50, text_x=80, size=10)
    outline.open_named("Article 2", x=50, size=12)
    assert [entry.label for entry in outline.stack] == ["Article 2"]


def test_a_number_that_leaps_needs_a_line_of_its_own_at_the_margin() -> None:
    outline = Outline()
    for label in ("4.1", "4.2", "5.1", "5.2"):
        _clause(outline, label)
    assert _accepts(outline, "6.3", set_off=False, alone=True)
    assert not _accepts(outline, "6.3", set_off=False)
    assert not _accepts(outline, "6.3", set_off=False, alone=True, x=90.0)
    assert not _accepts(outline, "6.3", set_off=False, alone=True, capital=False)
