"""Made logs as CSV files of historians: English with commas, French with semicolons. Knows no question."""

from __future__ import annotations

import csv
from pathlib import Path

from eval.series_questions.signals import MadeLog, MadeSensor


def write_log(log: MadeLog, folder: Path) -> Path:
    """Writes ``MACHINE.csv``; French ones have semicolons and decimal commas."""
    french = log.french
    path = folder / f"{log.machine}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if french else ",")
        writer.writerow(["Horodatage" if french else "Timestamp", *(header(log, s) for s in log.sensors)])
        for row in range(log.rows):
            if not log.kept[row]:
                continue
            readings = [f"{sensor.values[row]:.3f}" for sensor in log.sensors]
            if french:
                readings = [reading.replace(".", ",") for reading in readings]
            writer.writerow([f"{log.at(row):%Y-%m-%d %H:%M:%S}", *readings])
    return path


def header(log: MadeLog, sensor: MadeSensor) -> str:
    """The column's name: by tag with the quantity behind it, or by quantity alone."""
    name = sensor.quantity[1 if log.french else 0]
    lead = f"{sensor.tag} {name}" if log.tagged else name[0].upper() + name[1:]
    return f"{lead} [{sensor.unit}]"
