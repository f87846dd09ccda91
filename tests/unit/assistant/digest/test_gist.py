"""The chosen sentences stand in the source, whole, and come from the parts that tell most."""

from __future__ import annotations

from dataclasses import replace

from crossing.mill import chunk

from assistant.digest.gist import gist, lines_of
from assistant.digest.section_worth import worth_of
from retrieval.records import Chunk

SOURCE = "mill/report.pdf"


def _texts(chunks: list[Chunk], count: int) -> list[str]:
    return [point.text for point in gist(chunks, count=count, embed=None)]


def test_findings_come_before_references_and_in_the_order_of_the_document() -> None:
    chunks = [
        chunk(SOURCE, 0, "The saw was built in the north of the country long ago.", "1", ("1 History",)),
        chunk(SOURCE, 1, "The blade was cracked over 40 mm of its length.", "2", ("2 Findings",)),
        chunk(SOURCE, 2, "We recommend that the blade be changed every month.", "3", ("3 Recommendation",)),
        chunk(SOURCE, 3, "The rules of the mill are kept in the office.", "4", ("4 References",)),
    ]
    assert _texts(chunks, 2) == [
        "The blade was cracked over 40 mm of its length.",
        "We recommend that the blade be changed every month.",
    ]


def test_fields_greetings_and_rows_are_no_sentences() -> None:
    text = "Report: SR-44\nDear colleagues of the mill,\n12 | 14 | 16\nThe carriage stalled because the belt was slack."
    assert _texts([chunk(SOURCE, 0, text)], 4) == ["The carriage stalled because the belt was slack."]


def test_no_two_points_say_the_same() -> None:
    said = "The carriage stalled because the belt was slack"
    chunks = [chunk(SOURCE, 0, f"{said} today."), chunk(SOURCE, 1, f"{said} today again.")]
    assert len(_texts(chunks, 4)) == 1


def test_rows_of_actions_are_points_with_their_header() -> None:
    rows = "No. | Action | Owner\n1 | Tension the belt of the carriage every month | Fitter\n2 | Buy a new blade for the saw now | Buyer"
    table = replace(chunk(SOURCE, 0, rows, "4", ("4 Actions",)), kind="table")
    points = gist([chunk(SOURCE, 1, "The belt was slack on the whole day."), table], count=3, embed=None)
    assert {point.lead for point in points} == {"", "No. | Action | Owner"}


def test_a_document_without_a_sentence_gives_its_lines() -> None:
    chunks = [chunk(SOURCE, 0, "0 1 2\n3\nloading of the radome\nstrain in kip")]
    assert gist(chunks, count=3, embed=None) == []
    assert [point.text for point in lines_of(chunks, 3)] == ["loading of the radome", "strain in kip"]


def test_a_title_tells_what_its_section_is_worth() -> None:
    assert worth_of("3 Causes") > worth_of("5 Weather") > worth_of("2 References")
