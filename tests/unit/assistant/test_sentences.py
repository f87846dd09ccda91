from __future__ import annotations

import pytest

from assistant.sentences import SentenceStream, passage_spans, split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("Owner: Planner with No. = 4.", ["Owner: Planner with No. = 4."]),
        ("Use bolt No. 4 and approx. 3 mm. Then stop.", ["Use bolt No. 4 and approx. 3 mm.", "Then stop."]),
        ("Rule T.2.4.3.a holds. See fig. 3.", ["Rule T.2.4.3.a holds.", "See fig. 3."]),
        ("The limit is 2.4 mm. No. It is 3.", ["The limit is 2.4 mm.", "No.", "It is 3."]),
        ("Le débit est de 2,5 m3/h. Réf. 12 du plan.", ["Le débit est de 2,5 m3/h.", "Réf. 12 du plan."]),
        ("Is it on? Yes! It is.", ["Is it on?", "Yes!", "It is."]),
        ("Checks:\na. the seal\nb. the oil", ["Checks:", "a. the seal", "b. the oil"]),
        ("- first\n- second", ["- first", "- second"]),
        ("Fluids, e.g. oil, leak. Stop.", ["Fluids, e.g. oil, leak.", "Stop."]),
        ("Torque 40 N.m. Then turn.", ["Torque 40 N.m.", "Then turn."]),
        ("Head one\n\nBody text", ["Head one", "Body text"]),
        ("It said “stop.” Then it ran.", ["It said “stop.”", "Then it ran."]),
        ("Serial no. : 61-20417 avec Tag M-7. Fin.", ["Serial no. : 61-20417 avec Tag M-7.", "Fin."]),
        ("", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_rows_of_a_table_are_quoted_alone() -> None:
    text = "Limits. See below.\nPart | Limit\nSeal | 3 mm\nAfter the table. End."
    assert [text[a:b] for a, b in passage_spans(text)] == [
        "Limits.",
        "See below.",
        "Part | Limit",
        "Seal | 3 mm",
        "After the table.",
        "End.",
    ]


def test_stream_gives_a_sentence_once_the_next_begins() -> None:
    stream = SentenceStream()
    given: list[str] = []
    for piece in ("The limit", " is 2.", "4 mm. The", " pump No.", " 4 runs.", " End"):
        given += stream.feed(piece)
    assert given == ["The limit is 2.4 mm.", "The pump No. 4 runs."]
    assert stream.close() == ["End"]
    assert stream.close() == []


def test_a_name_in_small_letters_with_its_value_is_no_wrapped_line() -> None:
    text = "title: Bearing cover\ndrawing number: MD-1\nmass: 3.8 kg"
    assert [text[a:b] for a, b in passage_spans(text)] == text.split("\n")
    wrapped = "The cover is\nfixed by: six bolts"
    assert [wrapped[a:b] for a, b in passage_spans(wrapped)] == [wrapped]


def test_a_row_that_begins_small_is_a_row_of_its_own() -> None:
    table = "Speed, rpm | Offset, mm per 100 mm\nup to 1 000 | 0.09\n1 001 to 1 800 | 0.06"
    assert [table[a:b] for a, b in passage_spans(table)] == table.split("\n")
    wrapped = "Speed | Offset of the\ncoupling"
    assert [wrapped[a:b] for a, b in passage_spans(wrapped)] == [wrapped]


def test_items_that_end_in_semicolons_stand_alone() -> None:
    text = "On lift B2:\nthe drive is old;\nthe door is worn;\nquote 6 250 EUR."
    assert [text[a:b] for a, b in passage_spans(text)] == text.split("\n")
    wrapped = "The drive is old;\nso it stops."
    assert [wrapped[a:b] for a, b in passage_spans(wrapped)] == [wrapped]
