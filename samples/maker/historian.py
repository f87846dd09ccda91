"""Writes the historian's export: semicolons, decimal commas, gaps, bad values. Knows the signals only."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from maker import story


def with_faults(signals: pd.DataFrame) -> pd.DataFrame:
    """The signals as the historian has them: rows lost in gaps, values lost one by one (NaN)."""
    rng = np.random.default_rng(story.SEED + 1)
    log = signals.copy()
    log.loc[story.DISCONNECTED[0] : story.DISCONNECTED[1], "TT-105A"] = np.nan
    quiet = np.asarray(
        (log.index < story.TRIP - pd.Timedelta("12h")) | (log.index > story.TRIP + pd.Timedelta("2h"))
    )
    candidates = np.flatnonzero(quiet)
    for row in rng.choice(candidates, size=70, replace=False):
        tag = log.columns[rng.integers(len(log.columns))]
        log.iloc[row, log.columns.get_loc(tag)] = np.nan
    lost = np.zeros(len(log), dtype=bool)
    lost[rng.choice(candidates, size=24, replace=False)] = True
    for start, end in story.GAPS:
        lost |= np.asarray((log.index >= start) & (log.index <= end))
    return log.loc[~lost]


def write_log(log: pd.DataFrame, path: Path) -> None:
    """One row a minute; ``Bad`` while a transmitter was disconnected, an empty cell for a lost value."""
    names = ";".join(f"{tag} {label} [{unit}]" for tag, label, unit, _ in story.CHANNELS)
    formats = [(tag, f"{{:.{decimals}f}}") for tag, _, _, decimals in story.CHANNELS]
    columns = []
    for tag, form in formats:
        bad = (log.index >= story.DISCONNECTED[0]) & (log.index <= story.DISCONNECTED[1]) & (tag == "TT-105A")
        columns.append(
            [
                ("Bad" if is_bad else "") if np.isnan(value) else form.format(value).replace(".", ",")
                for value, is_bad in zip(log[tag].to_numpy(), bad, strict=True)
            ]
        )
    stamps = log.index.strftime("%Y-%m-%d %H:%M")
    lines = [f"Timestamp;{names}"]
    lines += [";".join(row) for row in zip(stamps, *columns, strict=True)]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode("utf-8"))
