"""Maintenance reports set as PDF: contractor, vibration route, overhaul, and one in French. No product code."""
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

from reportlab.graphics.charts.lineplots import LinePlot
from reportlab.graphics.shapes import Drawing, Line, String
from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from maker import story
from maker.moments import Moments
from maker.paper import Head, Styles, build, bullets, fields, ruled

Numbers = dict[str, str]
"""Work order numbers by the story's keys."""


def _head(number: str, title: str, date: str, **words: str) -> Head:
    return Head(
        number=number,
        title=title,
        revision="Rev. 0",
        date=date,
        company=story.COMPANY,
        footer=words.pop("footer", "Maintenance report"),
        **words,
    )


FILL_HOURS = (
    ("18/08/2025", "4", "30", "Access, basin drained, screen BS-101 lifted out"),
    ("19/08/2025", "4", "32", "Old fill removed"),
    ("20/08/2025", "4", "32", "Old fill removed"),
    ("21/08/2025", "4", "30", "Supports checked, 2 beams replaced"),
    ("25/08/2025", "4", "34", "New fill"),
    ("26/08/2025", "4", "32", "New fill, drift eliminators"),
    ("27/08/2025", "4", "22", "Basin swept, screen refitted, filling"),
)


def write_fill_report(path: Path, orders: Numbers) -> None:
    """The contractor's completion report of the tower's new fill."""
    s = Styles("Serif", size=11)
    flow: list[Flowable] = [
        Paragraph("Completion report: fill and drift eliminators, CT-101 cell 2", s.title),
        fields(
            s,
            (
                ("Report", "CR-2025-0828"),
                ("Work order", orders["fill"]),
                ("Equipment", "CT-101, BS-101"),
                ("Period", "18/08/2025 to 27/08/2025"),
                ("Contractor", "Ventoral Services"),
                ("Written by", "Site foreman"),
            ),
        ),
        Paragraph("1 Work done", s.h1),
        Paragraph(
            "The PVC fill of cell 2, installed in 2006, and the drift eliminators were taken out and replaced. "
            "The old fill was brittle and broke up while it was lifted. Cell 1 was not touched.",
            s.body,
        ),
        *bullets(
            s,
            (
                "146 m³ of fill replaced, type cross-fluted, sheet spacing 19 mm;",
                "92 m² of drift eliminators replaced;",
                "38 spray nozzles cleaned, 6 replaced.",
            ),
        ),
        Paragraph("2 Hours", s.h1),
        ruled(
            s,
            ("Date", "Crew", "Hours", "Work"),
            FILL_HOURS,
            widths=(28, 16, 18, 100),
        ),
        Paragraph("3 Remarks", s.h1),
        Paragraph(
            "The basin was swept by hand. An industrial vacuum cleaner was ordered but did not arrive. Small "
            "fragments, 10 mm to 40 mm, may remain in the corners and in the suction pit.",
            s.body,
        ),
        Paragraph(
            "Panel 3 of the basin screen was bent when it was lifted out. It was refitted as it was, with the "
            "agreement of the area technician, because no spare panel was in stock. The gap at the frame was "
            "not measured.",
            s.body,
        ),
        Paragraph("4 Recommendation", s.h1),
        Paragraph(
            "We recommend that the suction strainers of both pumps be opened within 48 hours after restart and "
            "again after one week.",
            s.body,
        ),
        Spacer(1, 6 * mm),
        Paragraph("Restart of the cooling tower: 28/08/2025, 06:30.", s.body),
    ]
    build(
        path,
        _head("CR-2025-0828", "Completion report CT-101", "28/08/2025", footer="Contractor's report"),
        flow,
    )


ROUTE = (
    ("1H", "Motor NDE, horizontal", 1.1, 1.2, 1.2),
    ("2H", "Motor DE, horizontal", 1.3, 1.3, 1.4),
    ("2V", "Motor DE, vertical", 0.9, 0.9, 1.0),
    ("3H", "Pump DE, horizontal", 1.8, 1.8, 1.9),
    ("3V", "Pump DE, vertical", 1.4, 1.5, 1.5),
    ("4H", "Pump NDE, horizontal", 1.9, 2.0, 2.0),
    ("4V", "Pump NDE, vertical", 1.5, 1.6, 1.6),
    ("4A", "Pump NDE, axial", 1.2, 1.2, 1.4),
)
TREND = (1.6, 1.6, 1.7, 1.7, 1.8, 1.8, 1.9, 1.9, 2.0, 2.0)
TREND_MONTHS = ("11/24", "12/24", "01/25", "02/25", "03/25", "04/25", "05/25", "06/25", "07/25", "08/25")


def _trend_plot() -> Drawing:
    drawing = Drawing(170 * mm, 66 * mm)
    plot = LinePlot()
    plot.x, plot.y, plot.width, plot.height = 14 * mm, 12 * mm, 150 * mm, 46 * mm
    plot.data = [list(enumerate(TREND)), [(0, 4.5), (len(TREND) - 1, 4.5)]]
    plot.lines[0].strokeColor, plot.lines[0].strokeWidth = colors.HexColor("#1F3A5F"), 1.6
    plot.lines[1].strokeColor, plot.lines[1].strokeDashArray = colors.HexColor("#B3261E"), (4, 3)
    plot.yValueAxis.valueMin, plot.yValueAxis.valueMax, plot.yValueAxis.valueStep = 0, 6, 1
    plot.xValueAxis.valueMin, plot.xValueAxis.valueMax, plot.xValueAxis.valueStep = 0, len(TREND) - 1, 1
    plot.xValueAxis.labelTextFormat = lambda value: TREND_MONTHS[round(value)]
    for axis in (plot.xValueAxis, plot.yValueAxis):
        axis.labels.fontName, axis.labels.fontSize = "Sans", 7
    drawing.add(plot)
    drawing.add(String(2 * mm, 60 * mm, "mm/s RMS, point 4H", fontName="Sans", fontSize=7.5))
    drawing.add(
        Line(
            118 * mm,
            61 * mm,
            126 * mm,
            61 * mm,
            strokeColor=colors.HexColor("#B3261E"),
            strokeDashArray=(4, 3),
        )
    )
    drawing.add(String(128 * mm, 60 * mm, "alert, SV-STD-017", fontName="Sans", fontSize=7.5))
    return drawing


ENVELOPE = (
    ("3H", "0.5", "0.5", "0.6"),
    ("4H", "0.7", "0.7", "0.8"),
    ("4A", "0.6", "0.6", "0.7"),
)


def write_route_report(path: Path, orders: Numbers) -> None:
    """The vibration route of 29 August, the last one before the incident."""
    s = Styles("Sans", size=9.6)
    rows = [
        (point, place, f"{june:.1f}", f"{july:.1f}", f"{august:.1f}")
        for point, place, june, july, august in ROUTE
    ]
    flow: list[Flowable] = [
        Paragraph("Vibration route, August 2025: P-101A", s.title),
        fields(
            s,
            (
                ("Report", "VIB-2025-08"),
                ("Work order", orders["route"]),
                ("Equipment", "P-101A, M-101A"),
                ("Measured", "29/08/2025, 09:30 to 10:15"),
                ("Instrument", "Portable analyser, 100 mV/g"),
                ("Written by", "Vibration analyst"),
            ),
        ),
        Paragraph("1 Conditions", s.h1),
        Paragraph(
            "Pump on duty since the restart of the tower on 28/08/2025. Header flow 851 m³/h, motor current "
            "213 A, suction pressure 0.44 barg, strainer differential pressure 0.06 bar.",
            s.body,
        ),
        Paragraph("2 Results", s.h1),
        Paragraph("Table 1 – Velocity, mm/s RMS, 10 Hz to 1 000 Hz", s.caption),
        ruled(
            s, ("Point", "Place", "26/06/2025", "28/07/2025", "29/08/2025"), rows, widths=(16, 62, 28, 28, 28)
        ),
        Paragraph(
            "All points are below the alert of SV-STD-017, Table 1, group 3 (4.5 mm/s). The highest reading is "
            "2.0 mm/s at point 4H.",
            s.body,
        ),
        KeepTogether([Paragraph("Figure 1 – Trend of point 4H over ten months", s.caption), _trend_plot()]),
        Paragraph("3 Spectra", s.h1),
        Paragraph(
            "The running speed is 24.7 Hz. Peaks are at 1× (1.3 mm/s) and at the vane passing frequency of "
            "148.2 Hz (0.9 mm/s), as on earlier routes. There is no sign of bearing defect frequencies: the "
            "outer race frequency of the 3312 bearing, 101.5 Hz, is not visible. The envelope level of point 4H "
            "is 0.8 gE.",
            s.body,
        ),
        Paragraph("Table 2 – Envelope acceleration, gE", s.caption),
        ruled(
            s,
            ("Point", "26/06/2025", "28/07/2025", "29/08/2025"),
            ENVELOPE,
            widths=(24, 34, 34, 34),
        ),
        Paragraph("4 Not measured", s.h1),
        Paragraph(
            "P-101B was on standby and was not measured. Its last route is of 28/07/2025 (1.7 mm/s at most). "
            "FAN-101 and FAN-102 follow in October.",
            s.body,
        ),
        Paragraph("5 Conclusion", s.h1),
        Paragraph(
            "P-101A is fit for service. Next route: 26/09/2025. The axial reading at the NDE (4A) is to be "
            "watched, it rose from 1.2 mm/s to 1.4 mm/s.",
            s.body,
        ),
    ]
    build(path, _head("VIB-2025-08", "Vibration route P-101A", "29/08/2025"), flow)


FITS = (
    ("Shaft journal DE, diameter", "60.002 to 60.015", "60.009", "good"),
    ("Shaft journal NDE, diameter", "60.002 to 60.015", "60.004", "good, polished"),
    ("Housing bore NDE, diameter", "130.000 to 130.025", "130.018", "good"),
    ("Shaft run-out at seal", "max. 0.05", "0.03", "good"),
    ("Wear ring clearance, old", "max. 0.90", "1.05", "replaced"),
    ("Wear ring clearance, new", "0.40 to 0.50", "0.44", "good"),
    ("Axial play of rotor", "0.05 to 0.15", "0.09", "good"),
)
ALIGNMENT = (
    ("Parallel offset, vertical", "0.06", "0.14", "0.03"),
    ("Parallel offset, horizontal", "0.06", "0.08", "0.02"),
    ("Angularity, vertical", "0.05", "0.06", "0.02"),
    ("Angularity, horizontal", "0.05", "0.04", "0.01"),
)


PARTS = (
    ("40-0117", "Bearing 3312 A/C3", "1", "stock, now zero"),
    ("40-0118", "Bearing 6312/C3", "1", "stock"),
    ("40-0124", "Impeller, bronze, dia. 398", "1", "express order, 4 days"),
    ("40-0125", "Wear ring set", "1", "stock"),
    ("40-0140", "Coupling element, size 140", "1", "stock"),
    ("40-0170", "Grease GR-P2, 400 g", "1", "stock"),
)


def write_overhaul_report(path: Path, orders: Numbers, m: Moments) -> None:
    """The overhaul after the failure: findings, measured fits, alignment, test run."""
    s = Styles("Serif", size=10.8)
    flow: list[Flowable] = [
        Paragraph("Overhaul of P-101A after bearing failure", s.title),
        fields(
            s,
            (
                ("Report", "MR-2025-0922"),
                ("Work order", orders["trip"]),
                ("Equipment", "P-101A, M-101A"),
                ("Tripped", f"{story.TRIP:%d/%m/%Y, %H:%M}"),
                ("Back in service", f"{story.RESTART:%d/%m/%Y, %H:%M}"),
                ("Outage", f"{story.OUTAGE_H} h"),
                ("Labour", f"{story.REPAIR_HOURS} h"),
                ("Cost", f"{story.REPAIR_COST:,} EUR".replace(",", " ")),
            ),
        ),
        Paragraph("1 Findings", s.h1),
        Paragraph(
            "<b>1.1 Bearings.</b> The NDE bearing (3312 A/C3) has spalling over one third of the outer raceway of "
            "the inboard row, blue tint on the balls and a broken polyamide cage. The grease is black and dry. "
            "The DE bearing (6312/C3) turns roughly but has no spalling; it was replaced as a precaution.",
            s.body,
        ),
        Paragraph(
            "<b>1.2 Impeller.</b> Pitting up to 4 mm deep on the suction side of five of the six vanes, close to "
            "the inlet edge, typical of cavitation. Eleven PVC fragments were found between the vanes. The "
            "impeller (diameter 398 mm) was replaced.",
            s.body,
        ),
        Paragraph(
            "<b>1.3 Mechanical seals.</b> Faces are clean. Both seals were refitted with new O-rings.", s.body
        ),
        Paragraph(
            "<b>1.4 Bearing cover.</b> The NDE cover (drawing MD-101-07) is marked by heat but in tolerance and was "
            "used again. Its six M10 bolts were tightened to 49 N·m.",
            s.body,
        ),
        Paragraph("2 Measured dimensions", s.h1),
        Paragraph("Table 1 – Fits and clearances, mm", s.caption),
        ruled(s, ("Dimension", "Required", "Measured", "Verdict"), FITS, widths=(60, 42, 32, 34)),
        Paragraph("3 Parts", s.h1),
        ruled(
            s,
            ("Part no.", "Part", "Quantity", "From"),
            PARTS,
            widths=(28, 62, 24, 54),
        ),
        Paragraph("4 Alignment", s.h1),
        Paragraph("Table 2 – Laser alignment, cold (mm, mm per 100 mm)", s.caption),
        ruled(s, ("Reading", "Tolerance", "As found", "As left"), ALIGNMENT, widths=(62, 34, 34, 34)),
        Paragraph(
            "Soft foot 0.02 mm at most. The vertical offset as found, 0.14 mm, is out of tolerance but not "
            "enough to explain the damage at the NDE.",
            s.body,
        ),
        Paragraph("5 Test run", s.h1),
        Paragraph(
            f"Started at {story.hm(story.RESTART)} on 23/09/2025, P-101B stopped at {story.hm(story.STANDBY_STOP)}. "
            f"After two hours at rated flow vibration at the NDE was {m.vibration_after:.1f} mm/s (acceptance 2.8 "
            f"mm/s). The NDE bearing reached {m.run_in_max:.1f} °C at {story.hm(m.run_in_max_at)} and then fell. "
            "Seal leakage: 2 drops per minute. Pump released at 16:30.",
            s.body,
        ),
        Paragraph("6 Open points", s.h1),
        *bullets(
            s,
            (
                "Vibration to be measured again on 26/09/2025;",
                "spare NDE bearing and strainer basket to be ordered;",
                "old impeller kept for the root cause analysis RCA-2025-014.",
            ),
        ),
    ]
    build(path, _head("MR-2025-0922", "Overhaul of P-101A", "24/09/2025"), flow)
