from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.pictures import cut, drawn_share, find_boxes, highlight, page_picture

HEIGHT = A4[1]


def _pdf(path: Path, *lines: tuple[float, float, str]) -> Path:
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 12)
    for x, y, text in lines:
        canvas.drawString(x, HEIGHT - y, text)
    canvas.save()
    return path


def _pixels(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGB")).astype(int)


def test_a_page_is_drawn_at_the_scale_asked_for(tmp_path: Path) -> None:
    png = page_picture(_pdf(tmp_path / "a", (100, 200, "Words")), 1, scale=1.5)
    pixels = _pixels(png)
    assert pixels.shape[:2] == pytest.approx((HEIGHT * 1.5, A4[0] * 1.5), abs=2)
    assert pixels[280:305, 150:220].min() < 60
    assert pixels[400:, :].min() == 255


def test_marked_words_stay_readable(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a", (100, 200, "Words that are quoted"))
    png = page_picture(path, 1)
    boxes = find_boxes(path, 1, "that are")
    before, after = _pixels(png), _pixels(highlight(png, boxes, unit="pt"))
    ((x0, y0, x1, y1),) = boxes
    inside = (slice(int(2 * y0) + 2, int(2 * y1) - 2), slice(int(2 * x0) + 2, int(2 * x1) - 2))
    assert (before[inside].min(axis=2) > 240).any()
    assert after[inside][..., 2].max() < 120
    assert after[inside][..., 0].max() > 240
    assert after[inside].min() < 60
    outside = (slice(0, int(2 * y0) - 8), slice(None))
    assert (before[outside] == after[outside]).all()


def test_quotes_are_found_over_lines_hyphens_and_blanks(tmp_path: Path) -> None:
    path = _pdf(
        tmp_path / "a",
        (100, 100, "The limit of 12.0 mm holds for the temper-"),
        (100, 116, "ature of the “inner” bearing   housing."),
        (100, 160, "Minimum 2.0 mm"), (300, 160, "Welded 3.0 mm"),
    )  # fmt: skip
    two = find_boxes(path, 1, 'the temperature of the "inner" bearing housing')
    assert len(two) == 2
    assert two[0][1] < 100 < two[0][3]
    assert two[1][1] < 116 < two[1][3]
    assert two[1][0] == pytest.approx(100, abs=1)
    (short,) = find_boxes(path, 1, "2.0 mm")
    assert short[1] > 140
    assert len(find_boxes(path, 1, "Welded | 3.0 mm\nMinimum | 2.0 mm")) >= 2
    assert find_boxes(path, 1, "words that are not there") == ()
    assert find_boxes(path, 2, "limit") == ()
    assert find_boxes(path, 1, " – ") == ()


def test_of_several_places_the_nearest(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "a", (100, 100, "Requirements"), (100, 300, "Requirements"))
    (first,) = find_boxes(path, 1, "requirements")
    (second,) = find_boxes(path, 1, "requirements", near=(100, 290, 200, 302))
    assert first[1] < 100 < first[3]
    assert second[1] < 300 < second[3]


def test_pictures_are_shown_in_their_own_pixels(tmp_path: Path) -> None:
    image = Image.new("RGBA", (6400, 400), (255, 255, 255, 0))
    ImageDraw.Draw(image).rectangle((3000, 100, 3400, 200), fill=(0, 0, 0, 255))
    path = tmp_path / "picture"
    image.save(path, format="PNG")
    png = page_picture(path, 1)
    pixels = _pixels(png)
    assert pixels.shape[:2] == (200, 3200)
    assert pixels[10, 10].tolist() == [255, 255, 255]
    marked = _pixels(highlight(png, [(600, 100, 1000, 200)], unit="px"))
    assert marked[75, 400].tolist() == [255, 232, 92]
    assert marked[75, 900].tolist() == [255, 255, 255]
    assert find_boxes(path, 1, "anything") == ()


def test_missing_pages_and_broken_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no page 2"):
        page_picture(_pdf(tmp_path / "a", (100, 200, "Words")), 2)
    broken = tmp_path / "b"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n broken")
    with pytest.raises(Unreadable):
        page_picture(broken, 1)


def test_a_figure_is_framed_and_not_coloured(tmp_path: Path) -> None:
    png = page_picture(_pdf(tmp_path / "a", (100, 200, "Words")), 1)
    before, after = _pixels(png), _pixels(highlight(png, [(80, 150, 300, 300)], unit="pt"))
    inside = (slice(320, 580), slice(180, 580))
    assert (before[inside] == after[inside]).all()
    assert (before != after).any()


def test_the_share_of_a_page_that_a_box_takes(tmp_path: Path) -> None:
    png = page_picture(_pdf(tmp_path / "a", (100, 200, "Words")), 1, scale=2)
    assert drawn_share(png, (0, 0, A4[0] / 4, HEIGHT / 8)) == pytest.approx(0.25, abs=0.01)
    assert drawn_share(png, (0, 0, A4[0] / 4, HEIGHT / 2)) == pytest.approx(0.5, abs=0.01)


def test_a_figure_is_cut_out(tmp_path: Path) -> None:
    png = page_picture(_pdf(tmp_path / "a", (100, 200, "Words")), 1, scale=2)
    part = _pixels(cut(png, (90, 180, 190, 230), unit="pt"))
    assert part.shape[:2] == (112, 212)
    assert part.min() < 60
    with pytest.raises(Unreadable):
        cut(png, (2000, 2000, 2100, 2100), unit="pt")
