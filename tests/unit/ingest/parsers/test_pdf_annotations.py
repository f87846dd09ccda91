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
    assert found.text == "Permit no: HW-0932", "each field is a block of its own"
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


def test_a_form_between_rulings_is_fields_and_bears_the_line_over_it(tmp_path: Path) -> None:
    rows = [
        ("Équipement", "P-1103 Pompe", "Demandeur", "L. Moreau"), ("Date demande", "11/03/2025", "Priorité", "2"),
        ("Temps passé", "3,5 h", "Coût pièces", "412,00 €"),
    ]  # fmt: skip

    def form(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.grid([60, 160, 300, 400, 540], [HEIGHT - 120 - 24 * i for i in range(4)])
        for i, row in enumerate(rows):
            for x, text in zip((65, 165, 305, 405), row, strict=True):
                canvas.drawString(x, HEIGHT - 136 - 24 * i, text)

    head = lines((60, 80, "Bon de travail 2025-0413"), size=18, font="Helvetica-Bold")
    document = parse_pdf(write_pdf(tmp_path / "scan0007.pdf", both(head, form)), ocr=False)
    assert document.title == "Bon de travail 2025-0413"
    assert not document.tables
    fields = document.blocks[-1]
    assert fields.text == (
        "Équipement: P-1103 Pompe\nDemandeur: L. Moreau\nDate demande: 11/03/2025\nPriorité: 2\n"
        "Temps passé: 3,5 h\nCoût pièces: 412,00 €"
    )
    assert [fields.text[span.start : span.end] for span in fields.spans][2] == "Date demande: 11/03/2025"
    assert document.equipment == ("P-1103 Pompe",)


def test_files_pinned_to_a_page_become_attachments(tmp_path: Path) -> None:
    plain = write_pdf(tmp_path / "plain.pdf", lines((60, 80, "See the list that is pinned here.")))

    def pin(writer: pypdf.PdfWriter) -> None:
        stream = pypdf.generic.DecodedStreamObject()
        stream.set_data(b"tag;flow\nP-1;5\n")
        name = pypdf.generic.NameObject
        file = pypdf.generic.DictionaryObject({
            name("/Type"): name("/Filespec"), name("/F"): pypdf.generic.TextStringObject("../list.csv"),
            name("/EF"): pypdf.generic.DictionaryObject({name("/F"): writer._add_object(stream)}),
        })  # fmt: skip
        pinned = Text(text="", rect=(300, 700, 320, 720))
        pinned[name("/Subtype")] = name("/FileAttachment")
        pinned[name("/FS")] = writer._add_object(file)
        writer.add_annotation(0, pinned)

    document = parse_pdf(changed(plain, tmp_path / "pinned.pdf", pin), ocr=False)
    assert [(a.name, a.content) for a in document.attachments] == [("list.csv", b"tag;flow\nP-1;5\n")]
