"""Sets the site standard as PDF. Knows the words' structure, not their meaning."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from maker import standard_text as text
from maker import story
from maker.paper import Head, Styles, build, contents, fields, ruled

HEAD = Head(
    number=story.STANDARD,
    title="Pumps and fans: operation and condition monitoring",
    revision="Rev. 5",
    date="15/05/2024",
    company=story.COMPANY,
    footer="Uncontrolled when printed",
)


def write_standard(path: Path) -> None:
    """Cover, contents, 14 sections, two annexes."""
    styles = Styles("Sans", size=9.9)
    flow: list[Flowable] = [*_cover(styles), PageBreak()]
    for section in (*text.SECTIONS_1, *text.SECTIONS_2):
        flow += _section(styles, section)
    flow += [PageBreak(), *_annex_a(styles), PageBreak(), *_annex_b(styles)]
    build(path, HEAD, flow)


def _cover(styles: Styles) -> list[Flowable]:
    return [
        Spacer(1, 14 * mm),
        Paragraph("SITE STANDARD", styles.h2),
        Paragraph("Pumps and fans:<br/>operation and condition monitoring", styles.title),
        fields(
            styles,
            (
                ("Number", story.STANDARD),
                ("Revision", "5"),
                ("Date", "15/05/2024"),
                ("Site", story.SITE),
                ("Prepared by", "Reliability engineer"),
                ("Checked by", "Maintenance supervisor"),
                ("Approved by", "Technical manager"),
                ("Next review", "05/2027"),
            ),
        ),
        Spacer(1, 4 * mm),
        Paragraph("Contents", styles.h2),
        contents(styles),
        PageBreak(),
        Paragraph("Revisions", styles.h2),
        ruled(styles, ("Rev.", "Date", "What changed"), text.REVISIONS, widths=(16, 28, 110)),
        Paragraph("Tables", styles.h2),
        *[Paragraph(table.title, styles.body) for table in text.TABLES.values()],
    ]


def _section(styles: Styles, section: text.Section) -> list[Flowable]:
    flow: list[Flowable] = [Paragraph(f"{section.number} {section.title}", styles.h1)]
    for clause in section.clauses:
        flow.append(
            Paragraph(f"<b>{clause.title}.</b> {clause.text}", styles.clause, bulletText=clause.number)
        )
        for letter, item in zip("abcdefgh", clause.items, strict=False):
            flow.append(Paragraph(item, styles.item, bulletText=f"{letter})"))
        if clause.table:
            flow.append(_limits(styles, text.TABLES[clause.table]))
    return flow


def _limits(styles: Styles, table: text.LimitTable) -> Flowable:
    parts: list[Flowable] = [
        Paragraph(table.title, styles.caption),
        ruled(styles, table.header, table.rows, widths=table.widths),
    ]
    if table.note:
        parts.append(Paragraph(f"Note: {table.note}", styles.note))
    return KeepTogether(parts)


def _annex_a(styles: Styles) -> list[Flowable]:
    rows = [(number, check, who, "") for number, check, who in text.CHECKLIST]
    return [
        Paragraph("Annex A Checklist for restart", styles.h1),
        Paragraph(
            "To be signed and kept with the work order. Order of the checks is free, A9 is the last but one.",
            styles.body,
        ),
        ruled(styles, ("No.", "Check", "Discipline", "Signed"), rows, widths=(14, 96, 32, 28)),
    ]


def _annex_b(styles: Styles) -> list[Flowable]:
    formula = Paragraph(
        "NPSHa = (p<sub>atm</sub> + p<sub>s</sub> − p<sub>v</sub>) / (ρ g) + v² / (2 g)", styles.centre
    )
    return [
        Paragraph("Annex B Example: NPSH margin of P-101A", styles.h1),
        Paragraph("The available NPSH is found from the suction pressure at the pump:", styles.body),
        formula,
        Spacer(1, 3 * mm),
        Paragraph(
            "with p<sub>atm</sub> = 1.013 bar, vapour pressure p<sub>v</sub> = 0.040 bar at 29 °C, "
            "ρ = 996 kg/m³ "
            "and a velocity head of 0.4 m. The required NPSH of P-101A and P-101B at 850 m³/h is 5.6 m.",
            styles.body,
        ),
        ruled(
            styles,
            ("Suction pressure, barg", "NPSHa, m", "Margin, m", "NPSHa / NPSHr", "Verdict"),
            [_npsh_row(p) for p in (0.42, 0.10, -0.10, -0.20, -0.30, -0.45)],
            widths=(42, 26, 26, 32, 44),
        ),
        Paragraph(
            "The ratio of 1.3 of Table 5 asks for 7.3 m, the margin of 1.0 m for 6.6 m: the larger, "
            "7.3 m, is required. It is reached at a suction pressure of about −0.30 barg. "
            "Damage builds up long before "
            "the head drops; clause 8.4 therefore acts at 0.10 barg.",
            styles.body,
        ),
        Spacer(1, 4 * mm),
        Paragraph("End of the standard", ParagraphStyle("end", parent=styles.centre, textColor=colors.grey)),
    ]


def _npsh_row(suction: float) -> tuple[str, ...]:
    available = (1.013 + suction - 0.040) * 1e5 / (996 * 9.81) + 0.4
    verdict = "good" if available >= 5.6 * 1.3 else "change over" if available >= 5.6 else "cavitation"
    return (
        f"{suction:.2f}".replace("-", "−"),
        f"{available:.1f}",
        f"{available - 5.6:.1f}".replace("-", "−"),
        f"{available / 5.6:.2f}",
        verdict,
    )
