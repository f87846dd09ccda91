"""The part drawing of the NDE bearing cover, MD-101-07. Knows its dimensions in millimetres."""

from __future__ import annotations

import math
from pathlib import Path

from maker.sheet import Dimension, Sheet
from maker.title_block import Title, draw_frame, draw_title_block

OUTSIDE, PITCH, SPIGOT, BORE, HOLE, HOLES = 190.0, 160.0, 130.0, 61.0, 11.0, 6
FLANGE, SPIGOT_HEIGHT = 18.0, 8.0
DENSITY = 7.2e-6
"""Grey cast iron, kg/mm3."""


def mass() -> float:
    """Mass in kg from the dimensions."""
    ring = math.pi / 4 * (OUTSIDE**2 - BORE**2) * FLANGE + math.pi / 4 * (SPIGOT**2 - BORE**2) * SPIGOT_HEIGHT
    return (ring - HOLES * math.pi / 4 * HOLE**2 * FLANGE) * DENSITY


TITLE = Title(
    number="MD-101-07",
    name="Bearing cover, NDE",
    subtitle="Pump P-101A/B, size SC 300-400",
    revision="C",
    date="14/02/2019",
    scale="1:1",
    size="A3",
    drawn="DO",
    checked="ME",
    approved="RE",
    extra=(
        ("Material", "EN-GJL-250"),
        ("Mass", f"{mass():.2f} kg"),
        ("Tolerances", "ISO 2768-mK"),
        ("Surface", "Ra 3.2"),
        ("Part no.", "40-0152"),
    ),
    revisions=(
        ("A", "02/05/2007", "First issue"),
        ("B", "19/10/2013", "Holes 11 instead of 9, bolts M10"),
        ("C", "14/02/2019", "Spigot 130 f7 instead of 130 g6"),
    ),
)


def draw_part() -> Sheet:
    """Front view and section A-A."""
    sheet = Sheet(420, 297)
    draw_frame(sheet)
    _front(sheet, 125.0, 170.0)
    _section(sheet, 285.0, 170.0)
    _notes(sheet)
    draw_title_block(sheet, TITLE)
    return sheet


def write_part(dxf: Path, pdf: Path) -> None:
    """Both formats of the same sheet."""
    sheet = draw_part()
    sheet.write_dxf(dxf, title="MD-101-07")
    sheet.write_pdf(pdf, title="MD-101-07 Bearing cover, NDE")


def _front(sheet: Sheet, x: float, y: float) -> None:
    for diameter in (OUTSIDE, BORE):
        sheet.circle("OUTLINE", (x, y), diameter / 2)
    sheet.circle("HIDDEN", (x, y), SPIGOT / 2)
    sheet.circle("CENTRE", (x, y), PITCH / 2)
    for index in range(HOLES):
        angle = math.radians(60 * index + 30)
        sheet.circle("OUTLINE", (x + PITCH / 2 * math.cos(angle), y + PITCH / 2 * math.sin(angle)), HOLE / 2)
    reach = OUTSIDE / 2 + 6
    sheet.line("CENTRE", (x - reach, y), (x + reach, y))
    sheet.line("CENTRE", (x, y - reach), (x, y + reach))
    sheet.text("A", x, y + reach + 4, height=4, align="centre", layer="DIMENSIONS", bold=True)
    sheet.text("A", x, y - reach - 4, height=4, align="centre", layer="DIMENSIONS", bold=True)
    sheet.dimensions.append(Dimension((x - OUTSIDE / 2, y), (x + OUTSIDE / 2, y), (x, y - 116), "Ø190"))
    angle = math.radians(30)
    hole = (x + PITCH / 2 * math.cos(angle), y + PITCH / 2 * math.sin(angle))
    sheet.line(
        "DIMENSIONS", (hole[0] + 4, hole[1] + 4), (hole[0] + 26, hole[1] + 32), (hole[0] + 50, hole[1] + 32)
    )
    sheet.text("6 × Ø11", hole[0] + 27, hole[1] + 33.5, height=3.2, layer="DIMENSIONS")
    sheet.text("PCD 160, equally spaced", hole[0] + 27, hole[1] + 27.5, height=2.6, layer="DIMENSIONS")


def _section(sheet: Sheet, x: float, y: float) -> None:
    for sign in (1, -1):
        outer, spigot, bore = sign * OUTSIDE / 2, sign * SPIGOT / 2, sign * BORE / 2
        sheet.line(
            "OUTLINE",
            (x, y + outer),
            (x + FLANGE, y + outer),
            (x + FLANGE, y + spigot),
            (x + FLANGE + SPIGOT_HEIGHT, y + spigot),
            (x + FLANGE + SPIGOT_HEIGHT, y + bore),
            (x, y + bore),
            closed=True,
        )
        low, high = sorted((bore, outer))
        for step in range(int(low) + 4, int(high) - 4, 5):
            if abs(abs(step + 2) - PITCH / 2) > HOLE / 2 + 2:
                sheet.line("HATCH", (x, y + step), (x + FLANGE, y + step + 4))
            if abs(step) < SPIGOT / 2 - 4:
                sheet.line("HATCH", (x + FLANGE, y + step + 4), (x + FLANGE + SPIGOT_HEIGHT, y + step + 5.8))
        for edge in (HOLE / 2, -HOLE / 2):
            sheet.line("OUTLINE", (x, y + sign * PITCH / 2 + edge), (x + FLANGE, y + sign * PITCH / 2 + edge))
        sheet.line("CENTRE", (x - 5, y + sign * PITCH / 2), (x + FLANGE + 5, y + sign * PITCH / 2))
    sheet.line("CENTRE", (x - 8, y), (x + FLANGE + SPIGOT_HEIGHT + 8, y))
    for sign in (1, -1):
        sheet.line("OUTLINE", (x, y + sign * BORE / 2), (x, y - sign * BORE / 2))
    right = x + FLANGE + SPIGOT_HEIGHT
    sheet.dimensions += [
        Dimension((x, y + OUTSIDE / 2), (x + FLANGE, y + OUTSIDE / 2), (x, y + 104), "18"),
        Dimension((x + FLANGE, y - SPIGOT / 2), (right, y - SPIGOT / 2), (x, y - 100), "8"),
        Dimension((right, y - SPIGOT / 2), (right, y + SPIGOT / 2), (right + 30, y), "Ø130 f7", 90),
        Dimension((right, y - BORE / 2), (right, y + BORE / 2), (right + 14, y), "Ø61 +0.1/0", 90),
    ]
    sheet.text(
        "SECTION A-A", x + FLANGE / 2, y + 111, height=3.4, align="centre", layer="DIMENSIONS", bold=True
    )
    sheet.text("Ra 1.6", right + 2, y + SPIGOT / 2 + 2, height=2.6, layer="DIMENSIONS")


def _notes(sheet: Sheet) -> None:
    lines = (
        "NOTES",
        "1. Deburr all edges, chamfer 1 × 45°.",
        "2. Fasten with 6 bolts M10 × 30, class 8.8, 49 N·m.",
        "3. Paint outside RAL 5010, not on the spigot.",
        "4. Fits bearing 3312 A/C3 (outside diameter 130).",
    )
    for index, line in enumerate(lines):
        sheet.text(line, 20, 46 - 5.4 * index, height=2.6, bold=index == 0)
