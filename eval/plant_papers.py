"""Write the documents of the two plants of ``two_plants``, logs of sensors among them. Knows no questions."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from eval.written_papers import write_paper

PLANTS = ("station", "sawmill")
_STEP = timedelta(minutes=5)
_STEPS = 576
"""Two days."""
_SEED = 20251013


def write_plants(papers: Path, folder: Path) -> None:
    """Writes the papers of each plant below ``folder``, and its log."""
    for plant in PLANTS:
        place = folder / plant
        place.mkdir()
        for source in sorted((papers / plant).glob("*.txt")):
            write_paper(source, place)
    _write_log(
        folder / "station" / "capteurs_2025-10.csv",
        ("Horodatage", "O2_BA1 (mg/L)", "Pression SU-101 (mbar)", "Débit entrée (m3/h)"),
        datetime(2025, 10, 13),
        _station_row,
        french=True,
    )
    _write_log(
        folder / "sawmill" / "kiln2_log.csv",
        ("Time", "Dry bulb (F)", "Wet bulb (F)", "Fan current (A)", "Vent (%)"),
        datetime(2025, 10, 8),
        _kiln_row,
        french=False,
    )


def _station_row(step: int, noise: Callable[[], float]) -> Sequence[float]:
    """The blower trips on the first day at 14:05 for ten readings; oxygen reads too high and higher."""
    is_off = 169 <= step < 179
    drift = max(0.0, (step - 240) / 336 * 0.6)
    oxygen = 0.4 if is_off else 2.0 + 0.1 * noise() + drift
    pressure = 0.0 if is_off else 566.0 if step == 168 else 512 + 4 * noise()
    flow = 604.0 if step == 492 else 330 + 90 * math.sin(step / 288 * 2 * math.pi) + 8 * noise()
    return round(oxygen, 2), round(pressure, 1), round(flow, 1)


def _kiln_row(step: int, noise: Callable[[], float]) -> Sequence[float]:
    """A fan of six trips on the first day at 22:35; the wick dries and the wet bulb reads higher."""
    dry = 168.4 if step == 424 else 164 + 0.8 * noise()
    wet = 141 + 0.5 * noise() + max(0.0, (step - 300) / 276 * 6)
    current = (118.0 if step >= 271 else 142.0) + noise()
    return round(dry, 1), round(wet, 1), round(current, 1), round(35 + 3 * noise())


def _write_log(
    target: Path,
    columns: Sequence[str],
    start: datetime,
    row: Callable[[int, Callable[[], float]], Sequence[float]],
    *,
    french: bool,
) -> None:
    """A reading each five minutes, as a French or an American logger writes it."""
    random_ = random.Random(_SEED)
    separator, form = (";", "%d/%m/%Y %H:%M") if french else (",", "%Y-%m-%d %H:%M")
    lines = [separator.join(columns)]
    for step in range(_STEPS):
        values = [f"{value:g}" for value in row(step, lambda: random_.uniform(-1, 1))]
        told = [value.replace(".", ",") for value in values] if french else values
        lines.append(separator.join(((start + step * _STEP).strftime(form), *told)))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
