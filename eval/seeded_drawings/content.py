"""Sheets without errors: parts, P&IDs and layouts in English and French, drawn by lot. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from eval.seeded_drawings.sheet import (
    Chain,
    Format,
    RevisionRow,
    SheetDraft,
    SheetKind,
    SheetLanguage,
    Style,
    SymbolMark,
)

TEST_STYLES: tuple[Style, ...] = ("cells", "inline", "table", "strip", "symbol", "centred", "split")
"""Two styles of title block are in the test set alone."""

_PARTS = (
    ("BEARING SLEEVE", "DOUILLE DE PALIER"),
    ("PUMP SHAFT", "ARBRE DE POMPE"),
    ("SEAL COVER", "COUVERCLE DE GARNITURE"),
    ("COUPLING HUB", "MOYEU D'ACCOUPLEMENT"),
    ("SPACER RING", "BAGUE ENTRETOISE"),
    ("GUIDE BUSH", "BAGUE DE GUIDAGE"),
)
_DIAGRAMS = (
    ("P&ID COOLING WATER", "SCHÉMA TI EAU DE REFROIDISSEMENT"),
    ("P&ID CONDENSATE RETURN", "SCHÉMA TI RETOUR CONDENSATS"),
    ("P&ID AMMONIA FEED", "SCHÉMA TI ALIMENTATION AMMONIAC"),
    ("P&ID FUEL OIL", "SCHÉMA TI FIOUL"),
)
_LAYOUTS = (
    ("PUMP ROOM LAYOUT", "IMPLANTATION SALLE DES POMPES"),
    ("BOILER HOUSE LAYOUT", "IMPLANTATION CHAUFFERIE"),
    ("COMPRESSOR STATION LAYOUT", "IMPLANTATION STATION COMPRESSEURS"),
)
_PEOPLE = (
    "A. Blanc",
    "R. Hart",
    "S. Okafor",
    "L. Meunier",
    "J. Novak",
    "C. Faure",
    "T. Lindqvist",
    "M. Rossi",
)
_MATERIALS = (("S355J2", "S355J2"), ("EN AW-6082", "EN AW-6082"), ("Stainless steel 316L", "Acier inox 316L"))
_CHANGES = (
    ("Issued for construction", "Émis pour exécution"),
    ("Bore enlarged", "Alésage agrandi"),
    ("Supports added", "Supports ajoutés"),
    ("As built", "Tel que construit"),
    ("Issued for review", "Émis pour avis"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What sheet is wanted."""

    format: Format
    kind: SheetKind
    language: SheetLanguage
    style: Style
    number: str


def clean_sheet(order: Order, random: Random) -> SheetDraft:
    """A sheet without errors."""
    sheet = SheetDraft(
        file="", format=order.format, kind=order.kind, language=order.language, style=order.style, fields={}
    )
    titles = {"part": _PARTS, "diagram": _DIAGRAMS, "layout": _LAYOUTS}[order.kind]
    drawn, checked, approved = random.sample(_PEOPLE, 3)
    last = random.randint(1, 3)
    year = random.randint(2019, 2024)
    for place in range(last + 1):
        day = f"{year + place // 3}-{2 + 3 * (place % 3):02d}-{random.randint(10, 28)}"
        what = sheet.t(*random.choice(_CHANGES))
        sheet.revisions.append(
            RevisionRow("ABCDEF"[place], what, day, drawn.split()[0] + drawn.split()[1][0])
        )
    scale = {"part": "1:1", "layout": "1:100", "diagram": sheet.t("NTS", "Sans")}[order.kind]
    sheet.fields = {
        "company": random.choice(("North Basin Water", "Usines du Rhin", "Kestrel Chemicals")),
        "title": sheet.t(*random.choice(titles)),
        "drawing number": order.number,
        "revision": sheet.revisions[-1].index,
        "scale": scale,
        "sheet": sheet.t("1 of 1", "1/1"),
        "drawn by": drawn,
        "checked by": checked,
        "approved by": approved,
        "date": sheet.revisions[0].day,
    }
    if order.kind == "part":
        sheet.fields["material"] = sheet.t(*random.choice(_MATERIALS))
    {"part": _part, "diagram": _diagram, "layout": _layout}[order.kind](sheet, random)
    suffix = {"dxf": "dxf", "pdf": "pdf", "scan": "png"}[order.format]
    sheet.file = f"{order.number}_rev{sheet.fields['revision']}.{suffix}"
    return sheet


def _part(sheet: SheetDraft, random: Random) -> None:
    """A stepped, round part with a chain of lengths, an end view and a detail."""
    links = random.randint(3, 4)
    lengths = [float(random.choice((12, 15, 18, 22.5, 25, 30, 36))) for _ in range(links)]
    shown = [_number(length, sheet) for length in lengths]
    sheet.chains.append(Chain(lengths, shown, _number(sum(lengths), sheet), start=60, at=170, scale=1.0))
    x, middle = 60.0, 215.0
    diameters = [random.choice((24, 30, 35, 40, 45, 52)) for _ in lengths]
    for length, diameter in zip(lengths, diameters, strict=True):
        sheet.boxes.append((x, middle - diameter / 2, x + length, middle + diameter / 2))
        x += length
    fits = random.sample(("h7", "k6", "g6", "f7"), 2)
    for place, (fit, at) in enumerate(zip(fits, (50.0, 40.0), strict=True)):
        half = diameters[place] / 2
        sheet.dimensions.append((middle - half, middle + half, at, f"Ø{diameters[place]} {fit}", True))
    sheet.dimensions.append(
        (
            middle - diameters[-1] / 2,
            middle + diameters[-1] / 2,
            x + 12,
            f"Ø{diameters[-1]} +0.02/-0.01",
            True,
        )
    )
    sheet.circles += [(280.0, middle, 26.0), (280.0, middle, 12.0)]
    sheet.texts += [
        (
            300,
            middle + 24,
            f"{random.choice((4, 6, 8))} x Ø{random.choice((6.6, 9, 11))}".replace(".", _point(sheet)),
        ),
        (310, middle - 20, f"M{random.choice((6, 8, 10, 12))}"),
        (250, 150, sheet.t("DETAIL A (2:1)", "DÉTAIL A (2:1)")),
        (312, middle + 12, f"R{random.choice((1, 2, 3))}"),
    ]
    sheet.notes += [
        "NOTES",
        sheet.t("1. ALL DIMENSIONS IN mm", "1. TOUTES LES COTES EN mm"),
        sheet.t("2. GENERAL TOLERANCES ISO 2768-mK", "2. TOLÉRANCES GÉNÉRALES ISO 2768-mK"),
        sheet.t("3. FOR CHAMFER SEE DETAIL A", "3. POUR LE CHANFREIN VOIR DÉTAIL A"),
    ]


def _diagram(sheet: SheetDraft, random: Random) -> None:
    """A vessel, two pumps, an exchanger, valves and instruments with their pipes."""
    base = random.choice((100, 200, 300, 400)) + random.randint(1, 8) * 10
    vessel = SymbolMark("vessel", f"V-{base + 1}", 60, 205)
    first, second = (
        SymbolMark("pump", f"P-{base + 1}A", 130, 195),
        SymbolMark("pump", f"P-{base + 1}B", 130, 155),
    )
    exchanger = SymbolMark("exchanger", f"E-{base + 1}", 215, 195)
    valves = [
        SymbolMark("valve", f"HV-{base + n}", x, y)
        for n, (x, y) in enumerate(((95, 195), (170, 195), (170, 155)), 1)
    ]
    bubbles = [
        SymbolMark("bubble", f"{function}-{base + n}", x, y)
        for n, (function, x, y) in enumerate((("FT", 170, 225), ("TI", 245, 225), ("LT", 95, 235)), 1)
    ]
    sheet.symbols += [vessel, first, second, exchanger, *valves, *bubbles]
    sheet.lines += [
        [(69, 195), (91, 195)], [(99, 195), (123, 195)], [(137, 195), (166, 195)], [(174, 195), (207, 195)],
        [(110, 195), (110, 155), (123, 155)], [(137, 155), (166, 155)], [(174, 155), (190, 155), (190, 195)],
        [(223, 195), (285, 195)], [(170, 218), (170, 197.5)], [(245, 218), (245, 195)],
        [(88, 235), (69, 215)],
    ]  # fmt: skip
    sheet.texts += [
        (183, 198, f"{random.choice((80, 100, 150))}-CW-{base + 901}-A1"),
        (262, 198, sheet.t(f"TO P&ID {_neighbour(sheet)}", f"VERS PLAN {_neighbour(sheet)}")),
    ]
    sheet.notes += [
        "NOTES",
        sheet.t("1. VALVES ARE SHOWN IN NORMAL OPERATION", "1. VANNES REPRÉSENTÉES EN MARCHE NORMALE"),
        sheet.t(
            "2. PUMP BEARING VIBRATION SHALL NOT EXCEED 4.5 mm/s",
            "2. LA VIBRATION DES PALIERS DE POMPE NE DOIT PAS DÉPASSER 4,5 mm/s",
        ),
    ]
    sheet.equipment_list = random.random() < 0.6


def _layout(sheet: SheetDraft, random: Random) -> None:
    """A room with machines in a row, the distances of their axes in a chain."""
    base = random.choice((100, 200, 300)) + random.randint(1, 8) * 10
    steps = [float(random.choice((2500, 3000, 3600, 4200))) for _ in range(3)]
    start = 60.0
    sheet.boxes.append((40, 165, 60 + sum(steps) / 100 + 40, 255))
    x = start
    for number in range(4):
        sheet.symbols.append(SymbolMark("machine", f"P-{base + number}", x, 225))
        x += steps[number] / 100 if number < 3 else 0
    shown = [_number(step, sheet) for step in steps]
    sheet.chains.append(Chain(steps, shown, _number(sum(steps), sheet), start=start, at=185, scale=0.01))
    sheet.notes += [
        "NOTES",
        sheet.t("1. ALL DIMENSIONS IN mm", "1. TOUTES LES COTES EN mm"),
        sheet.t(
            "2. FREE PASSAGE AROUND MACHINES AT LEAST 900 mm",
            "2. PASSAGE LIBRE AUTOUR DES MACHINES AU MOINS 900 mm",
        ),
        sheet.t(
            f"3. FOR PIPING SEE DRAWING {_neighbour(sheet)}", f"3. TUYAUTERIE : VOIR PLAN {_neighbour(sheet)}"
        ),
    ]


def _neighbour(sheet: SheetDraft) -> str:
    """A drawing of the same series that exists: the next number, the first after the twentieth."""
    head, number = sheet.fields["drawing number"].rsplit("-", 1)
    return f"{head}-{int(number) % 20 + 1:03d}"


def _point(sheet: SheetDraft) -> str:
    return "," if sheet.language == "fr" else "."


def _number(value: float, sheet: SheetDraft) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", _point(sheet))
