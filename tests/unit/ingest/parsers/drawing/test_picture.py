"""The picture of a DXF and where drawing units are on it."""

from __future__ import annotations

import io
from pathlib import Path

import ezdxf
import pytest
from PIL import Image

from ingest.errors import Unreadable
from ingest.parsers.drawing.picture import dxf_picture


def test_a_line_is_where_the_transform_says(tmp_path: Path) -> None:
    drawing = ezdxf.new("R2010")
    drawing.modelspace().add_lwpolyline([(100, 50), (300, 50), (300, 150), (100, 150)], close=True)
    path = tmp_path / "a.dxf"
    drawing.saveas(path)
    png, transform = dxf_picture(path, max_pixels=200_000)
    picture = Image.open(io.BytesIO(png)).convert("L")
    assert picture.width * picture.height <= 210_000
    x0, y0, x1, y1 = transform.pixels((100, 50, 300, 150))
    assert 0 < x0 < x1 < picture.width
    assert 0 < y0 < y1 < picture.height
    dark = Image.eval(picture, lambda value: 255 - value).getbbox()
    assert dark == pytest.approx((x0, y0, x1, y1), abs=3)


def test_no_such_page_and_nothing_to_draw(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    ezdxf.new("R2010").saveas(path)
    with pytest.raises(Unreadable, match="no page 7"):
        dxf_picture(path, page=7)
    with pytest.raises(Unreadable, match="shows nothing"):
        dxf_picture(path)


def test_both_halves_of_a_diameter_sign_are_open(tmp_path: Path) -> None:
    drawing = ezdxf.new("R2010", setup=True)
    drawing.modelspace().add_text("\u00d8", height=100, dxfattribs={"style": "OpenSans"}).set_placement(
        (0, 0)
    )
    path = tmp_path / "a.dxf"
    drawing.saveas(path)
    png, _ = dxf_picture(path, max_pixels=400_000)
    sign = Image.open(io.BytesIO(png)).convert("L")
    sign = sign.crop(Image.eval(sign, lambda value: 255 - value).getbbox())
    wide, high = sign.size
    upper, lower = (
        sign.getpixel((round(x * wide), round(y * high))) for x, y in ((0.38, 0.35), (0.62, 0.65))
    )
    assert (upper, lower) == (255, 255)
