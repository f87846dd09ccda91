"""The P&ID of the cooling water pumps, PID-040-001. Knows the tags and where they stand on the sheet."""

from __future__ import annotations

from pathlib import Path

from maker.sheet import Sheet, Tagged
from maker.title_block import Title, draw_frame, draw_title_block

TITLE = Title(
    number="PID-040-001",
    name="Cooling water pumps",
    subtitle="Piping and instrumentation diagram, unit 040",
    revision="D",
    date="22/06/2023",
    scale="none",
    size="A3",
    drawn="DO",
    checked="PE",
    approved="TM",
    extra=(("Unit", "040"), ("Project", "CW-07"), ("Replaces", "rev. C"), ("File", "PID-040-001.dxf")),
    revisions=(
        ("A", "14/03/2007", "As built"),
        ("B", "30/11/2013", "F-105 added"),
        ("C", "08/09/2018", "VT-108A/B added, NRV-103B replaced"),
        ("D", "22/06/2023", "PSL-112 set to 2.8 barg"),
    ),
)
ROW = {"A": 180.0, "B": 100.0}


def draw_pid() -> Sheet:
    """The whole sheet."""
    sheet = Sheet(420, 297)
    draw_frame(sheet)
    _tower(sheet)
    for train in "AB":
        _train(sheet, train)
    _header(sheet)
    _coolers(sheet)
    _side_stream(sheet)
    _notes(sheet)
    draw_title_block(sheet, TITLE)
    return sheet


def write_pid(dxf: Path, pdf: Path) -> None:
    """Both formats of the same sheet."""
    sheet = draw_pid()
    sheet.write_dxf(dxf, title="PID-040-001")
    sheet.write_pdf(pdf, title="PID-040-001 Cooling water pumps")


def _equipment(
    sheet: Sheet, block: str, tag: str, x: float, y: float, description: str, *, at: tuple[float, float]
) -> None:
    sheet.tagged.append(
        Tagged(
            block, (x, y), (("TAG", tag, at, 2.6), ("DESCRIPTION", description, (at[0], at[1] - 3.8), 1.8))
        )
    )


def _bubble(sheet: Sheet, tag: str, x: float, y: float, *, to: tuple[float, float] | None = None) -> None:
    function, number = tag.split("-")
    sheet.circle("INSTRUMENTS", (x, y), 5.2)
    sheet.line("INSTRUMENTS", (x - 5.2, y), (x + 5.2, y))
    sheet.tagged.append(
        Tagged(
            "INSTRUMENT",
            (x, y),
            (
                ("FUNCTION", function, (x, y + 2.1), 2.0),
                ("NUMBER", number, (x, y - 2.2), 2.0),
                ("TAG", tag, (x, y), 0.0),
            ),
        )
    )
    if to is not None:
        reach = 5.2 / max(1e-6, ((to[0] - x) ** 2 + (to[1] - y) ** 2) ** 0.5)
        sheet.line("SIGNAL", (x + (to[0] - x) * reach, y + (to[1] - y) * reach), to)


def _valve(sheet: Sheet, x: float, y: float, *, check: bool = False) -> None:
    sheet.line(
        "EQUIPMENT",
        (x - 3.5, y - 2.5),
        (x + 3.5, y + 2.5),
        (x + 3.5, y - 2.5),
        (x - 3.5, y + 2.5),
        closed=True,
    )
    if check:
        sheet.line("EQUIPMENT", (x - 3.5, y + 4.2), (x + 3.5, y + 4.2), (x + 1.8, y + 5.2))


def _tower(sheet: Sheet) -> None:
    sheet.box("EQUIPMENT", 38, 216, 64, 40)
    sheet.line("EQUIPMENT", (34, 216), (34, 202), (106, 202), (106, 216), closed=True)
    sheet.line("EQUIPMENT", (70, 216), (70, 243))
    for x, tag in ((54, "FAN-101"), (86, "FAN-102")):
        sheet.line("EQUIPMENT", (x - 9, 260), (x, 257.5), (x + 9, 260))
        _equipment(sheet, "FAN", tag, x, 260, "37 kW", at=(x, 266))
    for y in (222, 228, 234, 240):
        sheet.line("HIDDEN", (40, y), (68, y))
        sheet.line("HIDDEN", (72, y), (100, y))
    _equipment(sheet, "TOWER", "CT-101", 70, 236, "Cooling tower", at=(70, 250))
    sheet.line("HIDDEN", (97, 203), (97, 215))
    _equipment(sheet, "SCREEN", "BS-101", 97, 209, "10 mm", at=(88, 210))
    _bubble(sheet, "LT-101", 22, 190, to=(34, 206))
    sheet.line("PIPING", (16, 222), (34, 222), (34, 214))
    _valve(sheet, 25, 222)
    _equipment(sheet, "VALVE", "LV-101", 25, 222, "Make-up", at=(24, 230.5))
    sheet.line("PIPING", (46, 202), (46, 178))
    _valve(sheet, 46, 184)
    _equipment(sheet, "VALVE", "HV-120", 46, 184, "Blowdown DN50", at=(46, 176))
    sheet.line("PIPING", (74, 186), (74, 202))
    sheet.circle("EQUIPMENT", (74, 182), 4)
    _equipment(sheet, "PUMP", "DP-106", 74, 182, "Inhibitor", at=(74, 175))


def _train(sheet: Sheet, train: str) -> None:
    y = ROW[train]
    sheet.line("PIPING", (120, y), (200, y))
    _valve(sheet, 131, y)
    _equipment(sheet, "VALVE", f"HV-101{train}", 131, y, "DN400", at=(131, y - 6.5))
    sheet.line("EQUIPMENT", (146, y - 5), (146, y + 5), (158, y + 5), (158, y - 5), closed=True)
    sheet.line("HIDDEN", (146, y - 5), (158, y + 5))
    _equipment(sheet, "STRAINER", f"S-101{train}", 152, y, "3 mm basket", at=(152, y - 8.5))
    _bubble(sheet, f"PDT-104{train}", 152, y + 21)
    sheet.line("SIGNAL", (147.5, y + 18.2), (143, y + 18.2), (143, y))
    sheet.line("SIGNAL", (156.5, y + 18.2), (161, y + 18.2), (161, y))
    _bubble(sheet, f"PT-102{train}", 175, y + 15, to=(175, y))
    _pump(sheet, train, y)
    sheet.line("PIPING", (212, y), (286, y))
    _bubble(sheet, f"PT-103{train}", 232, y + 15, to=(232, y))
    _valve(sheet, 246, y, check=True)
    _equipment(sheet, "CHECK_VALVE", f"NRV-103{train}", 246, y, "DN300", at=(246, y - 6.5))
    _valve(sheet, 268, y)
    _equipment(sheet, "VALVE", f"HV-104{train}", 268, y, "DN300", at=(268, y - 6.5))
    sheet.text(f"400-CW-100{'12'['AB'.index(train)]}-A1", 122, y + 4.2, height=1.8, layer="PIPING")
    sheet.text(f"300-CW-101{'12'['AB'.index(train)]}-A1", 252, y + 6.5, height=1.8, layer="PIPING")


def _pump(sheet: Sheet, train: str, y: float) -> None:
    sheet.circle("EQUIPMENT", (206, y), 6)
    sheet.line("EQUIPMENT", (201.5, y + 4), (212, y), (201.5, y - 4))
    _equipment(sheet, "PUMP", f"P-101{train}", 206, y, "850 m3/h, 42 m", at=(206, y - 10))
    sheet.circle("EQUIPMENT", (206, y - 24), 5)
    sheet.text("M", 206, y - 24, height=3, align="centre", layer="EQUIPMENT")
    sheet.line("EQUIPMENT", (206, y - 19), (206, y - 16))
    _equipment(sheet, "MOTOR", f"M-101{train}", 206, y - 24, "132 kW, 1485 rpm", at=(206, y - 31.5))
    _bubble(sheet, f"TT-105{train}", 194, y + 25, to=(203, y + 5.2))
    _bubble(sheet, f"TT-106{train}", 206, y + 31, to=(206, y + 6))
    _bubble(sheet, f"VT-108{train}", 218, y + 25, to=(209, y + 5.2))
    _bubble(sheet, f"IT-109{train}", 188, y - 24, to=(201, y - 24))


def _header(sheet: Sheet) -> None:
    sheet.line("PIPING", (106, 206), (120, 206), (120, ROW["B"]))
    sheet.line("PIPING", (286, ROW["B"]), (286, 246), (318, 246))
    sheet.text("500-CW-1000-A1", 117.5, 128, height=1.8, layer="PIPING", angle=90)
    sheet.text("500-CW-1010-A1", 289, 212, height=1.8, layer="PIPING", angle=90)
    _bubble(sheet, "PI-111", 300, 152, to=(286, 152))
    _bubble(sheet, "PSL-112", 300, 190, to=(286, 190))
    _bubble(sheet, "FT-110", 296, 257, to=(296, 246))
    _bubble(sheet, "TT-115", 310, 257, to=(310, 246))


def _coolers(sheet: Sheet) -> None:
    sheet.line("PIPING", (318, 214), (318, 246))
    for tag, y, text in (("E-201", 246, "Reactor jacket cooler"), ("E-202", 214, "Condenser trim cooler")):
        sheet.line("PIPING", (318, y), (340, y))
        sheet.box("EQUIPMENT", 340, y - 7, 16, 14)
        sheet.line("EQUIPMENT", (340, y - 7), (356, y + 7))
        sheet.line("PIPING", (356, y), (384, y))
        _equipment(sheet, "EXCHANGER", tag, 348, y, text, at=(348, y - 10.5))
    sheet.line("PIPING", (384, 214), (384, 278), (70, 278), (70, 256))
    sheet.text("450-CW-1020-A1", 200, 279.5, height=1.8, layer="PIPING")


def _side_stream(sheet: Sheet) -> None:
    sheet.line("PIPING", (286, 230), (180, 230))
    sheet.box("EQUIPMENT", 160, 223, 20, 14)
    _equipment(sheet, "FILTER", "F-105", 170, 230, "Side-stream filter, 45 m3/h", at=(170, 244))
    sheet.line("PIPING", (160, 230), (112, 230), (112, 213), (106, 213))
    sheet.text("80-CW-1030-A1", 120, 231.5, height=1.8, layer="PIPING")


def _notes(sheet: Sheet) -> None:
    lines = (
        "NOTES",
        "1. Standby pump starts on PSL-112 at 2.8 barg after 45 s.",
        "2. Trip of pump: TT-105/106 at 95 °C, VT-108A at 11.0 mm/s.",
        "3. S-101A/B: baskets 3 mm, collapse pressure 1.0 bar.",
        "4. Minimum straight length upstream of FT-110: 5 m.",
        "5. PI-111 is a local gauge, no. in equipment register pending.",
        "6. Dimensions of pipes are DN in mm.",
    )
    for index, line in enumerate(lines):
        sheet.text(line, 20, 62 - 5.2 * index, height=2.4, bold=index == 0)
