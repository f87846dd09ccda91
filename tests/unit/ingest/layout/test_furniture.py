from __future__ import annotations

from collections.abc import Iterator

from ingest.layout.furniture import frame
from ingest.layout.page import Page

from .lines import page, segment


def _pages(count: int) -> Iterator[Page]:
    for number in range(1, count + 1):
        yield page(
            segment("Rules of the plant 2024", 50, 20),
            segment("a. " + "text of the page "[number:], 50, 60),
            segment("b.", 50, 690),
            segment("x" * number + " body text of its own", 50, 400),
            segment(f"Page {number} of {count}", 400, 770),
            segment(str(number), 300, 780),
            number=number,
        )


def test_heads_feet_and_numbers_repeat() -> None:
    framed = list(frame(_pages(7)))
    assert [f.page.number for f in framed] == list(range(1, 8))
    for found in framed:
        number = found.page.number
        assert {s.text for s in found.furniture} == {
            "Rules of the plant 2024", f"Page {number} of 7", str(number),
        }  # fmt: skip


def test_left_and_right_pages_differ() -> None:
    pages = [page(segment("Left head" if n % 2 else "Right head", 50, 20), number=n) for n in range(1, 9)]
    assert all(len(f.furniture) == 1 for f in frame(iter(pages)))


def test_a_single_page_keeps_its_text_but_not_its_page_count() -> None:
    foot = [segment("19/09/2025 Report", 50, 770), segment("Page 1 of 1", 400, 770)]
    (found,) = frame([page(segment("Report of a visit", 50, 20), *foot)])
    assert found.furniture == tuple(foot)


def test_numbers_in_tables_are_no_page_numbers() -> None:
    pages = [page(segment("12", 300, 750), number=n) for n in range(1, 5)]
    assert not any(f.furniture for f in frame(iter(pages)))


def test_names_of_columns_on_each_page_stay() -> None:
    def sheet(number: int) -> Page:
        names = [segment(name, x, 60) for name, x in (("Order", 50), ("Machine", 200), ("Hours", 350))]
        rows = [segment(f"WO-{number}{i} pump with a number", 50, 74 + 14 * i) for i in range(5)]
        return page(segment("List of work orders", 50, 20), *names, *rows, number=number)

    for found in frame(sheet(n) for n in range(1, 5)):
        assert [s.text for s in found.furniture] == ["List of work orders"]
