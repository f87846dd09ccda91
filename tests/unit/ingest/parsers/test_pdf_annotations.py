"""What lies over a page is read: filled-in forms, people's notes; a watermark is no title."""

from __future__ import annotations

from pathlib import Path

import pypdf
from pypdf.annotations import FreeText, Text
from reportlab.pdfgen.canvas import Canvas

from ingest.parsers.pdf import parse_pdf

from .pdfs import HEIGHT, both, changed, lines, write_pdf


def _form(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 10)
    for row, (name, value) in enumerate([("Permit no", "HW-0932"), ("Fire watch", "S. Okafor")]):
        canvas.drawString(60, HEIGHT - 120 - 40 * row, f"{name}:")
        canvas.acroForm.textfield(
            name=name, x=160, y=HEIGHT - 125 - 40 * row, width=250, height=18, value=value
        )
    canvas.drawString(60, HEIGHT - 200, "Gas test done")
    canvas.acroForm.checkbox(name="gas", x=160, y=HEIGHT - 205, checked=True, size=14)
    canvas.drawString(60, HEIGHT - 240, "Guard removed")
    canvas.acroForm.checkbox(name="guard", x=160, y=HEIGHT - 245, checked=False, size=14)
    canvas.drawString(60, HEIGHT - 280, "Extinguisher:")
    canvas.acroForm.choice(
        name="kind", x=160, y=HEIGHT - 285, width=100, height=18, value="CO2", options=["CO2", "Foam"]
    )


def test_values_of_a_form_stand_beside_their_labels(tmp_path: Path) -> None:
    head = lines((60, 60, "Hot work permit"), size=16, font="Helvetica-Bold")
    document = parse_pdf(write_pdf(tmp_path / "permit.pdf", both(head, _form)), ocr=False)
    text = "\n".join(block.text for block in document.blocks)
    for said in (
        "Permit no: HW-0932", "Fire watch: S. Okafor", "Gas test done ☑", "Guard removed ☐", "Extinguisher: CO2"
    ):  # fmt: skip
        assert said in text
    found = next(b for b in document.blocks if "HW-0932" in b.text)
    assert any(span.box and 150 < span.box[2] < 420 and 100 < span.box[1] < 130 for span in found.spans)


def test_what_people_wrote_on_a_page_is_said_with_their_name(tmp_path: Path) -> None:
    plain = write_pdf(
        tmp_path / "plain.pdf", lines((60, 80, "Rated flow 3,200 m3/h.")), lines((60, 80, "End."))
    )

    def annotate(writer: pypdf.PdfWriter) -> None:
        text = FreeText(text="Flow corrected to 3,050 m3/h", rect=(60, 600, 360, 640))
        note = Text(text="Ask vendor about noise", rect=(400, 600, 420, 620))
        note[pypdf.generic.NameObject("/T")] = pypdf.generic.TextStringObject("K. Ito")
        hidden = Text(text="not shown", rect=(10, 10, 20, 20))
        hidden[pypdf.generic.NameObject("/F")] = pypdf.generic.NumberObject(2)
        for annotation in (text, note, hidden):
            writer.add_annotation(0, annotation)

    document = parse_pdf(changed(plain, tmp_path / "notes.pdf", annotate), ocr=False)
    assert [(b.page, b.kind, b.text) for b in document.blocks] == [
        (1, "paragraph", "Rated flow 3,200 m3/h."),
        (1, "footnote", "Note: Flow corrected to 3,050 m3/h"),
        (1, "footnote", "Note by K. Ito: Ask vendor about noise"),
        (2, "paragraph", "End."),
    ]


def test_a_watermark_is_no_title(tmp_path: Path) -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 70)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    head = lines((60, 60, "Blower datasheet"), size=16, font="Helvetica-Bold")
    body = lines((60, 100, "Rated flow of the blower is 3,200 m3/h at 350 mbar."))
    document = parse_pdf(write_pdf(tmp_path / "sheet.pdf", both(head, body, watermark)), ocr=False)
    assert document.title == "Blower datasheet"
    assert any("DRAFT" in block.text for block in document.blocks), "it is kept, apart from the text"
