"""The alarm journal of September 2025. Knows the moments of the log and the usual nuisance alarms."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from maker import story
from maker.moments import Moments

HEADER = (
    "time",
    "tag",
    "alarm",
    "priority",
    "state",
    "value",
    "unit",
    "acknowledged_after_min",
    "operator_note",
)
NUISANCE = (
    ("LT-101", "L", 3, "%", 34.0),
    ("TT-115", "H", 3, "°C", 31.2),
    ("FAN-102", "VIBRATION SWITCH", 2, "", None),
    ("DP-106", "NO FLOW", 3, "", None),
    ("F-105", "DP HIGH", 3, "bar", 0.61),
    ("LT-101", "H", 3, "%", 91.0),
)

Row = tuple[datetime, str, str, int, str, float | None, str, int | None, str]


def make_alarms(m: Moments) -> list[Row]:
    """Alarms as they came in, in order of time."""
    rng = np.random.default_rng(story.SEED + 5)
    rows: list[Row] = []
    for _ in range(58):
        tag, alarm, priority, unit, value = NUISANCE[
            int(rng.choice(len(NUISANCE), p=(0.12, 0.3, 0.1, 0.26, 0.14, 0.08)))
        ]
        minute = int(rng.integers(0, 30 * 1440))
        shown = None if value is None else round(value * float(rng.uniform(0.985, 1.01)), 2)
        rows.append(
            (
                story.LOG_START + timedelta(minutes=minute),
                tag,
                alarm,
                priority,
                "ALM",
                shown,
                unit,
                int(rng.integers(1, 25)),
                "",
            )
        )
    rows += [
        (
            story.CALIBRATION_START + timedelta(minutes=10),
            "PDT-104A",
            "H",
            2,
            "ALM",
            0.5,
            "bar",
            1,
            "calibration",
        ),
        (
            story.CALIBRATION_START + timedelta(minutes=10),
            "PDT-104A",
            "HH",
            1,
            "ALM",
            0.5,
            "bar",
            1,
            "calibration",
        ),
        (m.suction_low, "PT-102A", "L", 2, "ALM", -0.20, "barg", 66, "DP strainer normal"),
        (
            m.vibration_alarm,
            "VT-108A",
            "H",
            2,
            "ALM",
            7.1,
            "mm/s",
            4,
            "RE informed by mail, check planned 18/09",
        ),
        (m.temp_alarm, "TT-106A", "H", 2, "ALM", 82.0, "°C", 7, "operator sent to pump"),
        (story.TRIP, "TT-106A", "HH", 1, "TRIP", m.temp_trip, "°C", 2, "P-101A tripped"),
        (story.TRIP + timedelta(minutes=1), "FT-110", "L", 1, "ALM", 412.4, "m3/h", 2, ""),
        (story.TRIP + timedelta(minutes=1), "PSL-112", "START P-101B", 1, "EVT", None, "", None, "automatic"),
        (m.flow_back, "FT-110", "L", 1, "RTN", 842.0, "m3/h", None, ""),
    ]
    rows.sort(key=lambda row: row[0])
    return rows


def write_alarms(rows: list[Row], path: Path) -> None:
    """Tab-free CSV with commas, ISO times, decimal points."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in rows:
            writer.writerow([f"{row[0]:%Y-%m-%d %H:%M}", *("" if cell is None else cell for cell in row[1:])])
