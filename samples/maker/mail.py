"""The e-mail on the noise at P-101A, with hand readings attached. Knows the moments of the log only."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path

from maker.moments import Moments

READINGS = (
    "time;point;velocity_mm_s;remark\r\n"
    "2025-09-16 05:40;3H;3,1;DE horizontal\r\n"
    "2025-09-16 05:43;4H;4,7;NDE horizontal\r\n"
    "2025-09-16 05:46;4V;3,6;NDE vertical\r\n"
    "2025-09-16 05:49;4A;4,2;NDE axial, was 1,4 in August\r\n"
)


def _body(m: Moments, order: str, vibration: float) -> str:
    return f"""Hello,

thanks. Strainer DP is steady at 0.083 bar, so I would not look for the strainer first. My guess is air
at the suction or wear of the bearing. I will take spectra on Thursday 18 September in the morning.
Please keep P-101A running until then and write down VT-108A every 2 h. P-101B stays on standby.

Reliability engineer

---- Original message ----
From: Shift engineer, unit 040
To: Reliability engineer
Date: Tue, 16 Sep 2025 06:05
Subject: P-101A: noise like gravel, vib going up

Hello,

since 22:30 yesterday P-101A makes a noise like gravel at the suction side. PT-102A came in low
at {m.suction_low:%H:%M} (15 Sept.), alarm acknowledged. VT-108A is at {vibration:.1f} mm/s, it was about 2.3
last week. No vibration alarm so far, the first one is set to 7.1. By hand I read 4.2 mm/s axial
at the NDE, see the attached readings.
Work order {order} is raised, prio 3. P-101B is available since 9 September: shall I change over?

Shift engineer, unit 040
"""


def write_mail(path: Path, m: Moments, orders: dict[str, str], *, vibration: float) -> None:
    """One message (answer and quoted question) with a small CSV attached; ``vibration`` in mm/s at 06:05."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Reliability engineer <reliability@sorval.example>"
    message["To"] = '"Shift engineer, unit 040" <shift040@sorval.example>'
    message["Cc"] = "Mechanical supervisor <mechanical@sorval.example>"
    message["Date"] = format_datetime(datetime(2025, 9, 16, 8, 52, tzinfo=timezone(timedelta(hours=2))))
    message["Subject"] = "RE: P-101A: noise like gravel, vib going up"
    message["Message-ID"] = "<20250916085200.040@sorval.example>"
    message.set_content(_body(m, orders["noise"], vibration), charset="utf-8", cte="quoted-printable")
    message.add_attachment(
        READINGS.encode("utf-8"), maintype="text", subtype="csv", filename="hand_readings_P-101A.csv"
    )
    message.set_boundary("=_sorval_040_20250916")
    path.write_bytes(message.as_bytes())
