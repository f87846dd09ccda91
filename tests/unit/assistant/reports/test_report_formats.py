"""A report in every format: its words are there, whole and harmless, and it is written at once or not at all."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from PIL import Image

from assistant.records import Citation, Rows
from assistant.reports.records import Figure, Grid, Part, Point, Report, ReportLanguage, Section
from assistant.reports.render.formats import FORMATS, UnknownFormat, format_of, rendered, write_report
from assistant.reports.render.html import html_body, html_page
from assistant.reports.render.words import cited

HOSTILE = "<img src=x onerror=alert(1)> | **x** \x07 https://example.org"


def png() -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (40, 900), "white").save(body, "PNG")
    return body.getvalue()


@pytest.fixture
def report() -> Report:
    return Report(
        kind="diagnostic",
        title="Diagnostic report: P-101A",
        equipment="P-101A",
        language="en",
        since=datetime(2025, 7, 4),
        until=datetime(2025, 10, 2, 23, 59),
        made_at=datetime(2025, 10, 3, 8, 0),
        summary=(Point(text="TT-106A was ≥ 95 °C.", citations=(1, 2)),),
        sections=(
            Section(
                key="signals",
                title="What the sensors show",
                points=(Point(text=HOSTILE, citations=(1,)),),
                figures=(Figure(png=png(), caption="Signals"),),
            ),
            Section(
                key="history",
                title="What happened",
                grid=Grid(
                    headers=("When", "What", "Source"),
                    rows=(("2025-09-18 03:42", "P-101A tripped", "alarms.csv"),),
                    citations=((2,),),
                    total=9,
                ),
            ),
            Section(key="findings", title="What documents found", empty="Nothing was found."),
        ),
        citations=(
            Citation(n=1, source="logs/a.csv", kind="series", quote="ours", score=1.0, sensor="TT-106A"),
            Citation(
                n=2, source="alarms.csv", kind="table", quote="HH <b>", score=1.0,
                rows=Rows(columns=("tag",), values=(("TT-106A",),), total=1, row_numbers=(4,)),
            ),
        ),
    )  # fmt: skip


def test_html_has_no_markup_of_sources_and_fetches_nothing(report: Report) -> None:
    page = html_page(report)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert 'href="#s2">[2]</a>' in page
    assert '<li id="s2">alarms.csv, row 5 <q>HH &lt;b&gt;</q></li>' in page
    assert "The last 1 of 9 rows." in page
    assert "Nothing was found." in page


def test_markdown_keeps_words_of_sources_as_words(report: Report) -> None:
    text = rendered(report, "md").decode()
    assert "&lt;img" in text
    assert "\\*\\*x\\*\\*" in text
    assert "| 2025-09-18 03:42 | P-101A tripped | alarms.csv \\[2\\] |" in text


def test_word_opens_with_text_table_and_picture(report: Report) -> None:
    document = docx.Document(io.BytesIO(rendered(report, "docx")))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "TT-106A was ≥ 95 °C.\u00a0[1] [2]" in said
    assert "\x07" not in said
    assert document.tables[0].cell(1, 1).text == "P-101A tripped"
    assert len(document.inline_shapes) == 1


def test_pdf_prints_engineers_signs_and_a_picture_that_is_higher_than_a_page(report: Report) -> None:
    document = pdfium.PdfDocument(rendered(report, "pdf"))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "≥ 95 °C" in text
    assert "2025-09-18 03:42" in text


def test_json_names_sections_and_what_was_looked_for(report: Report) -> None:
    body = json.loads(rendered(report, "json"))
    assert [section["key"] for section in body["sections"]] == ["signals", "history", "findings"]
    assert body["sections"][1]["table"]["total"] == 9
    assert body["sections"][2]["empty"] == "Nothing was found."
    assert body["citations"][1]["rows"]["row_numbers"] == [4]


def test_the_frame_is_french_in_a_french_report(report: Report) -> None:
    text = rendered(replace(report, language="fr"), "md").decode()
    assert "## En bref" in text
    assert "du 4 juillet 2025 au 2 octobre 2025" in text


def test_the_ending_of_a_file_tells_its_format() -> None:
    assert [format_of(Path(f"x.{one}")) for one in FORMATS] == list(FORMATS)
    assert format_of(Path("x.HTM")) == "html"
    with pytest.raises(UnknownFormat, match=r"\.xlsx.*\.docx"):
        format_of(Path("x.xlsx"))


def test_a_file_that_cannot_be_written_whole_is_not_touched(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "r.md"
    write_report(report, path)
    before = path.read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        write_report(replace(report, title="Other"), path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["r.md"]


def test_parts_of_a_section_are_in_every_format(report: Report) -> None:
    part = Part(
        key="steps", title="What is done", points=(Point(text="Drain it", citations=(1,), target="step-1"),)
    )
    whole = replace(report, sections=(Section(key="course_mend", title="Mend", parts=(part,)),))
    for format_ in FORMATS:
        body = rendered(whole, format_)
        if format_ == "pdf":
            text = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(body))
        elif format_ == "docx":
            text = "\n".join(one.text for one in docx.Document(io.BytesIO(body)).paragraphs)
        else:
            text = body.decode()
        assert "What is done" in text, format_
        assert "Drain it" in text, format_


def test_buttons_for_feedback_stand_in_the_page_alone(report: Report) -> None:
    point = Point(text=HOSTILE, target='step-1" onclick="x')
    whole = replace(report, sections=(Section(key="a", title="A", points=(point,), target="course-1"),))
    assert "<button" not in html_page(whole)
    body = html_body(whole, editable=True)
    assert body.count("<button") == 2
    assert 'data-target="course-1"' in body
    assert 'onclick="x' not in body
    assert "<img src=x" not in body


def test_french_signs_stay_on_the_line_of_their_word(report: Report) -> None:
    french = replace(
        report, language="fr", title="Rapport : P-101A", summary=(Point(text="Cause : « filtre » ; 52 %"),)
    )
    page = rendered(french, "html").decode()
    assert "Cause\u00a0: «\u00a0filtre\u00a0»\u00a0; 52\u00a0%" in page
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(rendered(french, "docx"))).paragraphs)
    assert "Cause\u00a0: «\u00a0filtre\u00a0»\u00a0; 52\u00a0%" in text
    assert "Rapport\u00a0: P-101A" in text


def test_a_source_is_quoted_as_its_reader_writes_and_says_nothing_twice(report: Report) -> None:
    row = replace(report.citations[1], quote="time 2025-09-18 03:42:00 · time: 2025-09-18 03:42; alarm: HH")
    moment = datetime(2025, 9, 18, 3, 42)
    once = replace(report.citations[0], start=moment, end=moment)
    hours = replace(report.citations[0], start=moment, end=datetime(2025, 9, 18, 9, 0))
    french = replace(report, language="fr")
    assert cited(row, french) == "alarms.csv, ligne 5 — «\u00a0time: 18/09/2025 03:42; alarm: HH\u00a0»"
    assert cited(row, report) == "alarms.csv, row 5 — “time: 2025-09-18 03:42; alarm: HH”"
    assert cited(once, french).endswith("TT-106A, 18/09/2025 03:42")
    assert cited(hours, french).endswith("TT-106A, 18/09/2025 03:42 – 09:00")


@pytest.mark.parametrize(("language", "spoken"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_word_prints_on_a4_and_checks_the_spelling_of_the_reports_language(
    report: Report, language: ReportLanguage, spoken: str
) -> None:
    document = docx.Document(io.BytesIO(rendered(replace(report, language=language), "docx")))
    page = document.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)
    assert document.styles.element.xpath(".//w:lang/@w:val") == [spoken]
