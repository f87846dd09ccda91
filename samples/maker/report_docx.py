"""Maintenance reports set as Word documents: root cause analysis, strainer, seal, and a French instruction."""
# ruff: noqa: E501

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from maker import story
from maker.moments import Moments
from maker.office import add_bullets, add_fields, add_table, new_document, save

Numbers = dict[str, str]


def _day(moment: datetime) -> str:
    return f"{moment:%d/%m/%Y %H:%M}"


def write_root_cause(path: Path, orders: Numbers, m: Moments) -> None:
    """The root cause analysis of 2 October."""
    document = new_document(
        number=story.RCA,
        title="Root cause analysis: NDE bearing failure of P-101A",
        company=story.COMPANY,
        date=datetime(2025, 10, 2),
    )
    add_fields(
        document,
        (
            ("Analysis", story.RCA),
            ("Issued", "02/10/2025"),
            ("Equipment", "P-101A, cooling water pump A"),
            ("Event", f"Trip on {_day(story.TRIP)}"),
            ("Work order", orders["trip"]),
            ("Led by", "Reliability engineer"),
            ("Team", "Shift engineer, mechanical supervisor, instrument supervisor, process engineer"),
            ("Status", "Final"),
        ),
    )
    document.add_heading("1 Summary", 1)
    document.add_paragraph(
        f"On {story.long_en(story.TRIP)} at {story.hm(story.TRIP)} the cooling water pump P-101A tripped when the NDE "
        f"bearing reached {m.temp_trip} °C. The standby pump P-101B started by itself. Header flow was below 700 m3/h "
        f"for {m.flow_low_minutes} minutes, with a minimum of {m.flow_min:.0f} m3/h at {story.hm(m.flow_min_at)}. Reactor "
        f"load was reduced for 2 h 10 min; {story.LOST_TONNES} t of product were lost. P-101A was out of service for "
        f"{story.OUTAGE_H} h."
    )
    document.add_paragraph(
        "The root cause is the choking of the suction strainer S-101A by fragments of cooling tower fill. The pump "
        "cavitated for about two days; axial shuttling of the rotor overloaded the locating bearing. The choking was "
        "not seen because the differential pressure transmitter PDT-104A had been left isolated after calibration."
    )
    document.add_heading("2 Sequence of events", 1)
    add_table(document, ("Time", "Event", "Source"), _events(orders, m), widths=(3.6, 9.6, 3.6))
    _causes(document, m)
    _actions(document, orders)
    save(document, path)


def _events(orders: Numbers, m: Moments) -> list[tuple[str, str, str]]:
    return [
        (
            "27/08/2025 16:30",
            "New fill in CT-101 finished; basin screen refitted with panel 3 bent",
            orders["fill"],
        ),
        ("28/08/2025 06:30", "Cooling tower and P-101A restarted", "CR-2025-0828"),
        (
            _day(story.SEAL_LEAK),
            "Seal leak at P-101B found; no standby until 09/09/2025 15:30",
            orders["seal"],
        ),
        (
            _day(story.FREEZE_START),
            "PDT-104A back from calibration, low-side valve left shut; value frozen at 0.083 bar",
            "RI-2025-0919",
        ),
        (
            "05/09/2025",
            "Strainer cleaning deferred to 12/09, because P-101B is not available",
            orders["strainer_pm"],
        ),
        ("12/09/2025", "Strainer cleaning deferred to 19/09 without risk assessment", orders["strainer_pm"]),
        (_day(m.suction_zero), "Suction pressure PT-102A below 0 barg for the first time", "Historian"),
        (_day(m.suction_low), "Low alarm of PT-102A (−0.20 barg), acknowledged", "Alarm journal"),
        ("15/09/2025 22:30", "Noise like gravel at the suction, noted on the round", "Round sheet"),
        (
            _day(m.vibration_alert),
            "VT-108A reaches 4.5 mm/s; no alert set in the control system",
            "Historian",
        ),
        ("16/09/2025 06:20", "Work order for noise raised with priority 3", orders["noise"]),
        (_day(m.vibration_alarm), "VT-108A reaches 7.1 mm/s, alarm H, acknowledged", "Alarm journal"),
        (_day(m.temp_alert), "TT-106A reaches 75 °C; alarm is set to 82 °C", "Historian"),
        (_day(m.temp_alarm), "TT-106A reaches 82 °C, alarm H; field operator sent", "Alarm journal"),
        (_day(story.TRIP), f"Trip of P-101A at {m.temp_trip} °C; P-101B starts", "Alarm journal"),
        (_day(m.flow_back), "Header flow back above 700 m3/h", "Historian"),
        (
            "18/09/2025 11:15",
            f"Strainer opened: {story.DEBRIS_KG} kg of PVC fragments",
            orders["strainer_cm"],
        ),
        (_day(story.FREEZE_END), "Low-side valve of PDT-104A found shut and opened", "RI-2025-0919"),
        (_day(story.RESTART), "P-101A back in service", "MR-2025-0922"),
    ]


def _causes(document: object, m: Moments) -> None:
    document.add_heading("3 Causes", 1)  # type: ignore[attr-defined]
    document.add_heading("3.1 Chain", 2)  # type: ignore[attr-defined]
    add_bullets(
        document,
        (  # type: ignore[arg-type]
            "Why did the pump trip? The NDE bearing 3312 A/C3 overheated.",
            "Why did it overheat? The rotor shuttled axially under cavitation and the grease was worked out.",
            f"Why did the pump cavitate? Suction pressure fell to {m.suction_min:.2f} barg; the available NPSH was 5.4 m, "
            "against 5.6 m required.".replace("-", "−"),
            "Why did suction pressure fall? The basket of S-101A was choked over 85 % of its area.",
            "Why was it choked? Fragments of old fill passed the gap of 60 mm at panel 3 of the basin screen.",
        ),
        numbered=True,
    )
    document.add_heading("3.2 Why nobody saw it", 2)  # type: ignore[attr-defined]
    add_bullets(
        document,
        (  # type: ignore[arg-type]
            "PDT-104A showed 0.083 bar for 17 days. The check by a second person (SV-STD-017, 10.4) was left out.",
            "The cleaning of S-101A was deferred twice; the second deferral broke clause 12.2 of SV-STD-017.",
            "VT-108A had its first alarm at 7.1 mm/s instead of 4.5 mm/s (Table 1, group 3); TT-106A at 82 °C instead of "
            "75 °C.",
            "The strainers were not opened 48 h and 7 days after the work on the tower (clause 8.2 a).",
            "Standby P-101B was available from 09/09/2025 15:30, but no change-over was ordered on 16/09.",
        ),
    )
    document.add_heading("3.3 Causes ruled out", 2)  # type: ignore[attr-defined]
    add_bullets(
        document,
        (  # type: ignore[arg-type]
            "Lubrication: greased on 28/08/2025 with 24 g at the NDE, right grease.",
            "Misalignment: 0.14 mm vertical as found, too small for the damage, and at the wrong end.",
            "Motor: insulation 1.8 GOhm, bearings good.",
            "Bearing age: fitted on 13/06/2023, about 17,000 h, calculated life 42,000 h.",
        ),
    )


def _actions(document: object, orders: Numbers) -> None:
    document.add_heading("4 Actions", 1)  # type: ignore[attr-defined]
    add_table(
        document,
        ("No.", "Action", "Owner", "Due", "Status"),
        (  # type: ignore[arg-type]
            (
                "1",
                f"Alert of VT-108A at 4.5 mm/s and of TT-106A at 75 °C ({orders['alarm']})",
                "Instrument supervisor",
                "17/10/2025",
                "open",
            ),
            (
                "2",
                "Frozen-value alarm for PDT-104A and PDT-104B",
                "Instrument supervisor",
                "31/10/2025",
                "open",
            ),
            (
                "3",
                f"New panel 3 in basin screen BS-101 ({orders['screen_fix']})",
                "Mechanical supervisor",
                "26/09/2025",
                "done",
            ),
            (
                "4",
                "Block a second deferral of strainer cleaning in the CMMS",
                "Planner",
                "14/11/2025",
                "open",
            ),
            (
                "5",
                "Hold point for basin screens in contractors' work packages",
                "Technical manager",
                "12/12/2025",
                "open",
            ),
            (
                "6",
                "Display PDT-104 and PT-102 side by side with a cross-check",
                "Process engineer",
                "28/11/2025",
                "open",
            ),
            ("7", "Inspect impeller of P-101B by endoscope", "Reliability engineer", "24/10/2025", "open"),
        ),
        widths=(1.0, 8.4, 3.4, 2.4, 1.6),
    )
    document.add_heading("5 Cost", 1)  # type: ignore[attr-defined]
    add_table(
        document,
        ("Item", "EUR"),
        (  # type: ignore[arg-type]
            (f"Repair of P-101A ({orders['trip']})", "11,870"),
            (f"Strainer ({orders['strainer_cm']})", "1,162"),
            (f"Basin screen ({orders['screen_fix']})", "2,130"),
            ("Lost product, 6.4 t at 2,450 EUR/t", "15,680"),
            ("Total", "30,842"),
        ),
        widths=(11.0, 3.0),
    )


def write_strainer_report(path: Path, orders: Numbers) -> None:
    """The inspection of the choked strainer."""
    document = new_document(
        number="MR-2025-0918",
        title="Inspection of suction strainer S-101A",
        company=story.COMPANY,
        date=datetime(2025, 9, 18),
    )
    add_fields(
        document,
        (
            ("Report", "MR-2025-0918"),
            ("Work order", orders["strainer_cm"]),
            ("Equipment", "S-101A"),
            ("Opened", "18/09/2025 11:15"),
            ("Closed", "18/09/2025 15:40"),
            ("Written by", "Mechanical technician"),
        ),
    )
    document.add_heading("1 As found", 1)
    document.add_paragraph(
        f"The basket was choked over about {story.BLOCKED_PERCENT} % of its area. {story.DEBRIS_KG} kg of PVC fragments "
        "were taken out, 10 mm to 60 mm long, with some algae. The mesh (3 mm) is pushed in by 25 mm over a length of "
        "180 mm on the inlet side. The seat shows no wear. The cover gasket was hard."
    )
    document.add_heading("2 Readings", 1)
    add_table(
        document,
        ("Reading", "Value", "Remark"),
        (
            (
                "PDT-104A on the local display",
                "0.083 bar",
                "pump stopped, should be 0: reported to instrument team",
            ),
            ("Suction pressure PT-102A, pump stopped", "0.51 barg", "normal with full basin"),
            ("Basin level LT-101", "71 %", "normal"),
            ("Weight of debris", "11.3 kg", "weighed wet"),
            ("Seat gap", "0.2 mm", "limit 0.5 mm"),
        ),
        widths=(6.4, 3.2, 7.0),
    )
    document.add_heading("3 Work done", 1)
    add_bullets(
        document,
        (
            "New basket fitted (part 40-0130, the last one in stock).",
            "Cover gasket replaced (part 40-0131).",
            "Cover bolts M20 tightened to 425 N·m.",
            "Leak test at 2.0 bar, 10 minutes, no leak.",
        ),
        numbered=True,
    )
    document.add_heading("4 Remarks", 1)
    document.add_paragraph(
        "The fragments are pieces of cooling tower fill. The basket has seen more than 0.8 bar and must not be used "
        "again (SV-STD-017, 8.6). S-101B was not opened, because P-101B is the only pump in service."
    )
    save(document, path)


def write_seal_report(path: Path, orders: Numbers) -> None:
    """The seal repair of the standby pump at the beginning of the month."""
    document = new_document(
        number="MR-2025-0909",
        title="Mechanical seal replacement, P-101B",
        company=story.COMPANY,
        date=datetime(2025, 9, 9),
    )
    add_fields(
        document,
        (
            ("Report", "MR-2025-0909"),
            ("Work order", orders["seal"]),
            ("Equipment", "P-101B"),
            ("Start", _day(story.SEAL_START)),
            ("Back to standby", _day(story.SEAL_END)),
            ("Written by", "Mechanical technician"),
        ),
    )
    document.add_heading("1 Reason", 1)
    document.add_paragraph(
        "Leak at the NDE seal, about 40 drops per minute, found on the morning round of 01/09/2025."
    )
    document.add_heading("2 Findings", 1)
    document.add_paragraph(
        "Carbon face cracked in three places, silicon carbide face with heat checks. The O-ring of the sleeve is hard "
        "(92 Shore A instead of 75). The pump had been started on 28/08/2025 without venting the seal chamber."
    )
    document.add_heading("3 Work done", 1)
    add_bullets(
        document,
        (
            "Both seals replaced with kit 40-0121 (75 mm), one kit left in stock.",
            "Shaft sleeve polished, 74.98 mm.",
            "Seal chamber vented; vent valve tagged.",
            "Test run of 45 minutes, leakage below 1 drop per minute.",
        ),
        numbered=True,
    )
    document.add_heading("4 Hours and waiting", 1)
    add_table(
        document,
        ("Date", "Hours", "What"),
        (
            ("03/09/2025", "8.0", "Isolated, drained, seal taken out"),
            ("04/09/2025", "2.0", "Sleeve measured"),
            ("05/09 to 07/09/2025", "0.0", "Waiting for seal kit"),
            ("08/09/2025", "9.0", "Seals fitted, pump closed"),
            ("09/09/2025", "7.0", "Alignment checked, test run, back to standby"),
        ),
        widths=(4.5, 2.5, 9.6),
    )
    document.add_heading("5 Recommendation", 1)
    document.add_paragraph(
        "Keep two seal kits in stock. Add the venting of the seal chamber to instruction CE-040-03."
    )
    save(document, path)
