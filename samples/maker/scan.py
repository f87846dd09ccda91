"""The operator's round sheet as a scanner gives it: one skewed, noisy picture and no text. Knows the log."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from maker import story

ROUNDS = (
    datetime(2025, 9, 15, 18, 30),
    datetime(2025, 9, 15, 22, 30),
    datetime(2025, 9, 16, 2, 30),
    datetime(2025, 9, 16, 6, 0),
)
ROWS = (
    ("Header flow", "FT-110", "m3/h", "{:.0f}"),
    ("Suction pressure", "PT-102A", "barg", "{:.2f}"),
    ("Discharge pressure", "PT-103A", "barg", "{:.2f}"),
    ("Strainer DP", "PDT-104A", "bar", "{:.3f}"),
    ("DE bearing", "TT-105A", "°C", "{:.0f}"),
    ("NDE bearing", "TT-106A", "°C", "{:.0f}"),
    ("NDE vibration", "VT-108A", "mm/s", "{:.1f}"),
    ("Motor current", "IT-109A", "A", "{:.0f}"),
)
LEVELS = ("72", "71", "71", "70")
REMARKS = (
    "22:30  Noise like gravel at suction of P-101A.",
    "22:40  PT-102A low alarm acknowledged. Strainer DP normal.",
    "02:30  Noise louder. Vibration going up, no alarm.",
    "06:00  Day shift informed. Work order raised, prio 3.",
)
PEN = colors.HexColor("#1B2F7A")


def _table(canvas: Canvas, log: pd.DataFrame, rng: np.random.Generator, top: float) -> float:
    lefts = [20, 66, 90, 108, 128, 148, 168]
    right, height = 190, 9.5
    canvas.setLineWidth(0.9)
    rows = len(ROWS) + 2
    for i in range(rows + 1):
        canvas.line(20 * mm, top - i * height * mm, right * mm, top - i * height * mm)
    for x in (*lefts, right):
        canvas.line(x * mm, top, x * mm, top - rows * height * mm)
    canvas.setFont("Sans-Bold", 10)
    heads = ("Reading", "Tag", "Unit", *(story.hm(moment) for moment in ROUNDS))
    for x, head in zip(lefts, heads, strict=True):
        canvas.drawString((x + 1.5) * mm, top - 6.5 * mm, head)
    lines = [
        (name, tag, unit, [form.format(log.loc[moment, tag]) for moment in ROUNDS])
        for name, tag, unit, form in ROWS
    ]
    lines.append(("Basin level", "LT-101", "%", list(LEVELS)))
    for index, (name, tag, unit, values) in enumerate(lines, start=1):
        y = top - (index * height + 6.5) * mm
        canvas.setFillColor(colors.black)
        canvas.setFont("Sans", 10)
        for x, text in zip(lefts, (name, tag, unit), strict=False):
            canvas.drawString((x + 1.5) * mm, y, text)
        for x, text in zip(lefts[3:], values, strict=True):
            _write(canvas, (x + 3 + rng.uniform(-0.8, 0.8)) * mm, y + rng.uniform(-0.6, 0.6) * mm, text, rng)
    return top - rows * height * mm


def _write(canvas: Canvas, x: float, y: float, text: str, rng: np.random.Generator) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(float(rng.uniform(-1.2, 1.8)))
    canvas.setFillColor(PEN)
    canvas.setFont("Serif-Italic", 14)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


def _page(log: pd.DataFrame) -> bytes:
    rng = np.random.default_rng(story.SEED + 3)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    width, height = A4
    canvas.setFont("Sans-Bold", 16)
    canvas.drawString(20 * mm, height - 26 * mm, "Round sheet – Unit 040")
    canvas.setFont("Sans", 10)
    canvas.drawString(
        20 * mm, height - 34 * mm, "Cooling water pumps, duty pump: P-101A    Standby: P-101B (available)"
    )
    canvas.drawString(20 * mm, height - 41 * mm, "Form F-040-11    Night shift 15/09/2025 to 16/09/2025")
    canvas.drawRightString(width - 20 * mm, height - 26 * mm, "Sorval Chemicals")
    bottom = _table(canvas, log, rng, height - 50 * mm)
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans-Bold", 11)
    canvas.drawString(20 * mm, bottom - 12 * mm, "Remarks")
    for index, remark in enumerate(REMARKS):
        _write(canvas, 22 * mm, bottom - (22 + 10 * index) * mm, remark, rng)
        canvas.setStrokeColor(colors.HexColor("#999999"))
        canvas.line(20 * mm, bottom - (24.5 + 10 * index) * mm, 190 * mm, bottom - (24.5 + 10 * index) * mm)
    canvas.setFillColor(colors.black)
    canvas.setFont("Sans", 10)
    canvas.drawString(20 * mm, 30 * mm, "Signed (function):")
    _write(canvas, 62 * mm, 30 * mm, "Field operator, shift C", rng)
    canvas.drawString(130 * mm, 30 * mm, "Seen:")
    _write(canvas, 144 * mm, 30 * mm, "Shift engineer", rng)
    canvas.save()
    return buffer.getvalue()


def write_scan(path: Path, log: pd.DataFrame) -> None:
    """A PDF of one picture: 150 dpi, turned by 1.1 degrees, uneven light and grain."""
    rng = np.random.default_rng(story.SEED + 4)
    page = pypdfium2.PdfDocument(_page(log))[0]
    picture = page.render(scale=150 / 72).to_pil().convert("L")
    picture = picture.rotate(1.1, resample=Image.Resampling.BICUBIC, fillcolor=250)
    picture = picture.filter(ImageFilter.GaussianBlur(0.55))
    pixels = np.asarray(picture).astype(float)
    rows, columns = np.indices(pixels.shape)
    light = 1.0 - 0.07 * (columns / pixels.shape[1]) - 0.05 * ((rows / pixels.shape[0]) - 0.4) ** 2
    shadow = 0.25 * np.exp(-columns / 14.0)
    grain = rng.normal(0, 4.0, pixels.shape)
    pixels = np.clip(pixels * (light - shadow) + grain, 0, 255)
    specks = rng.random(pixels.shape) < 0.00012
    pixels[specks] = 60
    jpeg = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(jpeg, "JPEG", quality=52, optimize=True)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("SCAN_20250916_0712")
    canvas.drawImage(ImageReader(io.BytesIO(jpeg.getvalue())), 0, 0, *A4)
    canvas.save()
