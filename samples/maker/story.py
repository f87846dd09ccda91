"""The story of the sample plant: what happened, when, and the numbers that every file repeats.

The chain, in engineering terms. The fill of cooling tower CT-101 is replaced in August 2025 and the basin
screen BS-101 goes back with a bent panel, so fragments of the old fill reach the suction strainer S-101A of
pump P-101A. On 2 September the strainer's differential pressure transmitter PDT-104A is left with its
low-side valve shut and freezes at a good-looking value. The monthly cleaning is deferred twice. The strainer
chokes, suction pressure falls, the pump cavitates, the locating (NDE) bearing is overloaded by axial
shuttling and overheats, and the pump trips on 18 September at 03:42 on bearing temperature.

Everything that can be read off the log (first crossings, minima) is computed from it in ``moments.py``.
"""

from __future__ import annotations

from datetime import datetime, timedelta

SEED = 20250918

SITE = "Sorval site"
COMPANY = "Sorval Chemicals"
UNIT = "Unit 040 – Cooling water"
STANDARD = "SV-STD-017"
RCA = "RCA-2025-014"
EXPORTED = datetime(2025, 10, 6, 8, 15)

LOG_START = datetime(2025, 9, 1, 0, 0)
LOG_END = datetime(2025, 9, 30, 23, 59)

CALIBRATION_START = datetime(2025, 9, 2, 9, 40)
FREEZE_START = datetime(2025, 9, 2, 10, 12)
FREEZE_END = datetime(2025, 9, 19, 11, 26)
FROZEN_VALUE = 0.083

SEAL_LEAK = datetime(2025, 9, 1, 7, 20)
SEAL_START = datetime(2025, 9, 3, 8, 0)
SEAL_END = datetime(2025, 9, 9, 15, 30)

TRIP = datetime(2025, 9, 18, 3, 42)
DRAINED_FROM = datetime(2025, 9, 18, 10, 30)
DRAINED_TO = datetime(2025, 9, 22, 17, 0)
RESTART = datetime(2025, 9, 23, 14, 5)
STANDBY_STOP = datetime(2025, 9, 23, 14, 10)
OUTAGE_H = round((RESTART - TRIP) / timedelta(hours=1), 1)

FILL_START = datetime(2025, 8, 18, 7, 0)
FILL_END = datetime(2025, 8, 27, 16, 30)

# Gaps of the historian, both ends missing, and the spell in which TT-105A was disconnected.
GAPS = (
    (datetime(2025, 9, 7, 13, 20), datetime(2025, 9, 7, 15, 47)),
    (datetime(2025, 9, 13, 2, 5), datetime(2025, 9, 13, 2, 14)),
    (datetime(2025, 9, 26, 22, 0), datetime(2025, 9, 26, 23, 29)),
)
DISCONNECTED = (datetime(2025, 9, 11, 6, 30), datetime(2025, 9, 11, 7, 14))
FLOW_SPIKE = datetime(2025, 9, 5, 16, 22)

# Channel, label in the log, unit, decimals.
CHANNELS = (
    ("FT-110", "header flow", "m3/h", 1),
    ("PT-102A", "suction pressure", "barg", 3),
    ("PT-103A", "discharge pressure", "barg", 3),
    ("PDT-104A", "strainer DP", "bar", 3),
    ("TT-105A", "DE bearing temp", "°C", 1),
    ("TT-106A", "NDE bearing temp", "°C", 1),
    ("VT-108A", "NDE vibration", "mm/s", 2),
    ("IT-109A", "motor current", "A", 1),
)

# The overhaul of September 2025.
BEARING_DE = "6312/C3"
BEARING_NDE = "3312 A/C3"
DEBRIS_KG = 11.3
BLOCKED_PERCENT = 85
REPAIR_HOURS = 64.5
REPAIR_COST = 11870
SEAL_HOURS = 26.0
SEAL_COST = 5240
LOST_TONNES = 6.4


def hm(moment: datetime) -> str:
    """``03:42``."""
    return f"{moment:%H:%M}"


def iso(moment: datetime) -> str:
    """``2025-09-18 03:42``."""
    return f"{moment:%Y-%m-%d %H:%M}"


MOIS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre")  # fmt: skip


def long_en(moment: datetime) -> str:
    """``18 September 2025``."""
    return f"{moment.day} {moment:%B} {moment.year}"


def long_fr(moment: datetime) -> str:
    """``18 septembre 2025``."""
    day = "1er" if moment.day == 1 else str(moment.day)
    return f"{day} {MOIS[moment.month - 1]} {moment.year}"
