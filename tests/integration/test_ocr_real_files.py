"""Recognition with the real models: accents, turned pages, pictures, and nothing fetched."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from ingest.errors import Unreadable
from ingest.ocr import recognise
from ingest.parsers import image as image_module
from ingest.parsers.image import parse_image
from ingest.parsers.pdf import parse_pdf


def _sheet(angle: int = 0) -> Image.Image:
    image = Image.new("RGB", (900, 500), "white")
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=30)
    for i, line in enumerate(
        ("Round sheet of the night shift", "Header flow 804 m3/h", "P-101A noise like gravel")
    ):
        draw.text((60, 60 + 90 * i), line, fill="black", font=font)
    return image.rotate(angle, expand=True)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_picture_is_read_whichever_way_up(tmp_path: Path, angle: int) -> None:
    path = tmp_path / "sheet.png"
    sheet = _sheet(angle)
    sheet.save(path)
    document = parse_image(path)
    text = " ".join(block.text for block in document.blocks)
    assert text.index("Round sheet") < text.index("804") < text.index("P-101A")
    assert (document.unit, document.pages, document.language) == ("px", 1, "en")
    width, height = sheet.size
    for block in document.blocks:
        for span in block.spans:
            assert span.box is not None
            x0, y0, x1, y1 = span.box
            assert -5 < x0 < x1 < width + 5
            assert -5 < y0 < y1 < height + 5
    if angle == 90:
        first = document.blocks[0].spans[0].box
        assert first is not None
        assert first[3] - first[1] > first[2] - first[0]


def test_long_lines_that_stand_upside_down_are_read_too() -> None:
    lines = (
        "RAPPORT D'INTERVENTION N° 2025-0417",
        "Équipement : Centrifugeuse CF-401",
        "Constat : jeu radial du palier avant 0,32 mm, limite constructeur 0,20 mm.",
        "Travaux : remplacement des deux roulements 22218, équilibrage sur site.",
        "Vibration après travaux : 1,9 mm/s (avant : 8,4 mm/s).",
    )
    image = Image.new("RGB", (1654, 900), "white")
    draw = ImageDraw.Draw(image)
    for i, line in enumerate(lines):
        draw.text((140, 120 + 60 * i), line, fill=(30, 30, 30), font=ImageFont.load_default(size=26))
    result = recognise(np.asarray(image.rotate(180)))
    text = " ".join(line.text for line in result.lines)
    assert result.turn == 180
    assert [word for word in ("0417", "CF-401", "0,32 mm", "22218", "8,4 mm/s") if word not in text] == []


def test_several_pages(tmp_path: Path) -> None:
    path = tmp_path / "pages.tiff"
    _sheet().save(path, save_all=True, append_images=[Image.new("RGB", (900, 500), "white"), _sheet()])
    document = parse_image(path)
    assert document.pages == 3
    assert {block.page for block in document.blocks} == {1, 3}


def test_a_page_without_lettering() -> None:
    assert recognise(np.full((300, 400, 3), 255, dtype=np.uint8)).lines == ()


def test_pictures_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = tmp_path / "good.png"
    _sheet().save(good)
    broken = tmp_path / "broken.png"
    broken.write_bytes(good.read_bytes()[:400])
    text = tmp_path / "text.png"
    text.write_text("no picture")
    for path, words in ((broken, "damaged"), (text, "no picture")):
        with pytest.raises(Unreadable, match=words):
            parse_image(path)
    with pytest.raises(Unreadable, match="switched off"):
        parse_image(good, ocr=False)
    monkeypatch.setattr(image_module, "MOST_PIXELS", 1000)
    with pytest.raises(Unreadable, match="million pixels"):
        parse_image(good)


@pytest.mark.slow
def test_a_french_scan(bench_data: Path) -> None:
    document = parse_pdf(bench_data / "documents" / "robustness" / "francais.pdf")
    text = document.blocks[0].text
    assert document.language == "fr"
    assert "à côté de l'alcôve ovoïde" in text
    assert document.warnings == ("Read by text recognition, so check what you quote: page 1.",)
    box = document.blocks[0].spans[0].box
    assert box is not None
    assert box[2] < 216
