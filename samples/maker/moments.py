"""What can be read off the log: first crossings, minima, means. Knows the signals, no document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from maker import story


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Times and values that documents quote, as the log has them (gaps left out)."""

    suction_zero: datetime
    suction_low: datetime
    suction_min: float
    suction_min_at: datetime
    vibration_alert: datetime
    vibration_alarm: datetime
    vibration_max: float
    vibration_max_at: datetime
    temp_alert: datetime
    temp_alarm: datetime
    temp_trip: float
    flow_min: float
    flow_min_at: datetime
    flow_low_minutes: int
    flow_back: datetime
    run_in_max: float
    run_in_max_at: datetime
    vibration_after: float


def find_moments(log: pd.DataFrame) -> Moments:
    """Reads the moments off the log (index ``time``, one column a tag, missing values NaN)."""
    running = log.loc[: story.TRIP]
    suction, vibration, temp = running["PT-102A"], running["VT-108A"], running["TT-106A"]
    takeover = log.loc[story.TRIP : story.TRIP + timedelta(minutes=15), "FT-110"]
    low = takeover[takeover < 700]
    back = log.loc[story.RESTART :]
    run_in = back.loc[: story.RESTART + timedelta(hours=12), "TT-106A"]
    return Moments(
        suction_zero=suction[suction < 0].index[0].to_pydatetime(),
        suction_low=suction[suction <= -0.20].index[0].to_pydatetime(),
        suction_min=float(suction.min()),
        suction_min_at=suction.idxmin().to_pydatetime(),
        vibration_alert=vibration[vibration >= 4.5].index[0].to_pydatetime(),
        vibration_alarm=vibration[vibration >= 7.1].index[0].to_pydatetime(),
        vibration_max=float(vibration.max()),
        vibration_max_at=vibration.idxmax().to_pydatetime(),
        temp_alert=temp[temp >= 75].index[0].to_pydatetime(),
        temp_alarm=temp[temp >= 82].index[0].to_pydatetime(),
        temp_trip=float(temp[story.TRIP]),
        flow_min=float(takeover.min()),
        flow_min_at=takeover.idxmin().to_pydatetime(),
        flow_low_minutes=len(low),
        flow_back=takeover[takeover.index > low.index[-1]].index[0].to_pydatetime(),
        run_in_max=float(run_in.max()),
        run_in_max_at=run_in.idxmax().to_pydatetime(),
        vibration_after=round(float(back["VT-108A"].mean()), 2),
    )
