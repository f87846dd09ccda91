"""Everyday words ask for kinds of columns, by the book that ships."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.experts.tables.programs.conditions import asked
from assistant.registers import asks
from assistant.registers.asks import Ask, asks_of, read_book
from assistant.registers.column_types import COLUMN_TYPES


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who looks after P-101?", "text.person"),
        ("Qui s'en occupe, de la GMAO ?", "text.person"),
        ("il date de quand le compresseur", "date.installed"),
        ("how beefy is the fan motor", "number.power"),
        ("what did the seal kit set us back", "number.cost"),
        ("orders promised before today that haven't turned up", "date.received"),
        ("c'est rangé où les joints", "text.bin"),
    ],
)
def test_phrases_ask_for_kinds_of_columns(question: str, kind: str) -> None:
    assert kind in {ask.kind for ask in asks_of(asked(question, wide=True).norms)}


def test_an_ask_tells_which_words_it_is_said_by() -> None:
    places = {ask.at for ask in asks_of("and what did it set us back".split()) if ask.kind == "number.cost"}
    assert frozenset((4, 5, 6)) in places


def test_a_star_stands_for_any_ending_and_dots_for_a_few_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "asks.txt"
    book.write_text("[number.cost]\nen: set .. back; cost*\nfr: coute*\n", encoding="utf-8")
    monkeypatch.setattr(asks, "BOOK", book)
    asks._index.cache_clear()
    try:
        assert asks_of("what did the new pump set the plant back".split()) == [
            Ask("number.cost", frozenset(range(5, 9)))
        ]
        assert not asks_of("set it all up again and never go back".split())
        assert [ask.at for ask in asks_of("what costs most".split())] == [frozenset((1,))]
    finally:
        asks._index.cache_clear()


@pytest.mark.parametrize("line", ["en cost", "de: Kosten", "en: cost"])
def test_a_line_that_is_neither_type_nor_phrases_is_told(tmp_path: Path, line: str) -> None:
    book = tmp_path / "asks.txt"
    book.write_text(line if line == "en: cost" else f"[number.cost]\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"asks\.txt"):
        list(read_book(book))


def test_the_book_knows_the_types_of_columns_and_is_read_in_no_time() -> None:
    kinds = {kind for _, kind in read_book(asks.BOOK)}
    assert kinds <= set(COLUMN_TYPES)
    assert len(kinds) >= 65
    asks_of(["warm"])
    began = time.perf_counter()
    for _ in range(100):
        asks_of("orders promised before today that have not turned up from the supplier".split())
    assert time.perf_counter() - began < 1.0
