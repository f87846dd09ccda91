"""Twenty drawings with forty planted errors, from a seed: files, truth, and what is known besides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from eval.seeded_drawings.canvas import Canvas, DxfCanvas, PdfCanvas
from eval.seeded_drawings.content import Order, clean_sheet
from eval.seeded_drawings.errors import KINDS, ErrorKind, fits
from eval.seeded_drawings.render import render
from eval.seeded_drawings.sheet import Format, Planted, SheetDraft, SheetKind, SheetLanguage, Style

DRAWINGS, ERRORS = 20, 40
SCAN_DPI = 200
_FORMATS: tuple[Format, ...] = ("dxf",) * 8 + ("pdf",) * 7 + ("scan",) * 5
_KINDS: tuple[SheetKind, ...] = ("part", "diagram", "layout", "part", "diagram")
_LANGUAGES: tuple[SheetLanguage, ...] = ("en", "fr")
_COUNTS = (0, 0, 1, 1, *(2,) * 10, *(3,) * 6)
"""Errors a drawing: some have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededDrawing:
    """A drawing with its truth."""

    path: Path
    format: Format
    kind: SheetKind
    language: SheetLanguage
    style: Style
    planted: tuple[Planted, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeededSet:
    """The drawings, and what a plant would know besides.

    Attributes:
        tags: The equipment register's tags.
        numbers: Numbers of all drawings of the series.
        standard: What the plant's standard says.
    """

    drawings: tuple[SeededDrawing, ...]
    tags: tuple[str, ...]
    numbers: tuple[str, ...]
    standard: str


STANDARD = (
    "The vibration of pump bearings shall not exceed 4.5 mm/s.\n"
    "The free passage around machines shall be at least 800 mm.\n"
    "La vibration des paliers de pompe ne doit pas dépasser 4,5 mm/s.\n"
    "Le passage libre autour des machines est d'au moins 800 mm."
)


def build(folder: Path, *, seed: int, styles: tuple[Style, ...]) -> SeededSet:
    """Draws the set into a folder, the same for the same seed."""
    random = Random(seed)
    formats = list(_FORMATS)
    random.shuffle(formats)
    numbers = [f"{random.choice(('MD', 'PX', 'KD'))}-{random.randint(100, 899)}-{n:03d}" for n in (1,)]
    head = numbers[0].rsplit("-", 1)[0]
    orders = [
        Order(
            format=formats[n],
            kind=_KINDS[n % len(_KINDS)],
            language=random.choice(_LANGUAGES),
            style=_style(formats[n], styles, n, random),
            number=f"{head}-{n + 1:03d}",
        )
        for n in range(DRAWINGS)
    ]
    sheets = [clean_sheet(order, random) for order in orders]
    tags = sorted({symbol.tag for sheet in sheets for symbol in sheet.symbols})
    names = _plant(sheets, random)
    drawings = tuple(
        SeededDrawing(
            path=_write(sheet, folder, random), format=sheet.format, kind=sheet.kind,
            language=sheet.language, style=sheet.style, planted=tuple(sheet.planted), names=tuple(told),
        )
        for sheet, told in zip(sheets, names, strict=True)
    )  # fmt: skip
    return SeededSet(
        drawings=drawings,
        tags=tuple(tags),
        numbers=tuple(order.number for order in orders),
        standard=STANDARD,
    )


def _style(format_: Format, styles: tuple[Style, ...], n: int, random: Random) -> Style:
    """Styles in turn; a symbol with attributes only where the format has some."""
    chosen = styles[(n + random.randint(0, 1)) % len(styles)]
    return "cells" if chosen == "symbol" and format_ != "dxf" else chosen


def _plant(sheets: list[SheetDraft], random: Random) -> list[list[str]]:
    """Plants the errors, the kinds as evenly as the sheets allow; gives their names by sheet."""
    counts = list(_COUNTS)
    random.shuffle(counts)
    used = dict.fromkeys((kind.name for kind in KINDS), 0)
    names: list[list[str]] = []
    for sheet, count in zip(sheets, counts, strict=True):
        touched: frozenset[str] = frozenset()
        told: list[str] = []
        for _ in range(count):
            possible = [kind for kind in KINDS if fits(kind, sheet, touched)]
            kind: ErrorKind = min(possible, key=lambda item: (used[item.name], random.random()))
            used[kind.name] += 1
            touched |= kind.touches
            sheet.planted.append(kind.plant(sheet, random))
            told.append(kind.name)
        names.append(told)
    return names


def _write(sheet: SheetDraft, folder: Path, random: Random) -> Path:
    path = folder / sheet.file
    if sheet.format == "dxf":
        drawing: Canvas = DxfCanvas()
        render(sheet, drawing)
        drawing.save(path)
        return path
    pdf = path.with_suffix(".pdf")
    canvas: Canvas = PdfCanvas(pdf)
    render(sheet, canvas)
    canvas.save(pdf)
    if sheet.format == "scan":
        _scan(pdf, path, random)
        pdf.unlink()
    return path


def _scan(pdf: Path, path: Path, random: Random) -> None:
    """The sheet as a scanner gives it: grey, a little crooked, a little blurred, with noise."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=SCAN_DPI / 72).to_pil().convert("L")
    angle = random.choice((-1, 1)) * random.uniform(0.3, 1.2)
    image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(0.7))
    noise = np.random.default_rng(random.randrange(2**32)).normal(0.0, 9.0, (image.height, image.width))
    pixels = np.clip(np.asarray(image, dtype=np.float32) * 0.93 + noise, 0, 255).astype(np.uint8)
    Image.fromarray(pixels).save(path, dpi=(SCAN_DPI, SCAN_DPI))
