"""Write the documents of ``two_plants``, ``more_plants``, ``hospital``, with logs. Knows no questions."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from eval.written_papers import write_paper

_SEED = 20251013
Noise = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Log:
    """A log of sensors; ``row`` gives the readings of a step, ``french`` writes them with a comma."""

    name: str
    columns: Sequence[str]
    start: datetime
    row: Callable[[int, Noise], Sequence[float]]
    minutes: int = 5
    steps: int = 576
    french: bool = False


def write_plants(papers: Path, folder: Path) -> None:
    """Writes the papers of each plant that ``papers`` holds below ``folder``, and its log."""
    for source in sorted(place for place in papers.iterdir() if place.is_dir()):
        place = folder / source.name
        place.mkdir()
        for paper in sorted(source.glob("*.txt")):
            write_paper(paper, place)
        _write_log(place, _LOGS[source.name])


def _station_row(step: int, noise: Noise) -> Sequence[float]:
    """The blower trips on the first day at 14:05 for ten readings; oxygen reads too high and higher."""
    is_off = 169 <= step < 179
    drift = max(0.0, (step - 240) / 336 * 0.6)
    oxygen = 0.4 if is_off else 2.0 + 0.1 * noise() + drift
    pressure = 0.0 if is_off else 566.0 if step == 168 else 512 + 4 * noise()
    flow = 604.0 if step == 492 else 330 + 90 * math.sin(step / 288 * 2 * math.pi) + 8 * noise()
    return round(oxygen, 2), round(pressure, 1), round(flow, 1)


def _kiln_row(step: int, noise: Noise) -> Sequence[float]:
    """A fan of six trips on the first day at 22:35; the wick dries and the wet bulb reads higher."""
    dry = 168.4 if step == 424 else 164 + 0.8 * noise()
    wet = 141 + 0.5 * noise() + max(0.0, (step - 300) / 276 * 6)
    current = (118.0 if step >= 271 else 142.0) + noise()
    return round(dry, 1), round(wet, 1), round(current, 1), round(35 + 3 * noise())


def _dairy_row(step: int, noise: Noise) -> Sequence[float]:
    """Milk is too cold on the second day from 07:50 for four readings; the pressure margin shrinks."""
    is_diverted = 382 <= step < 386
    warm = (71.9, 71.3, 71.6, 72.2)[step - 382] if is_diverted else 74.1 + 0.2 * noise()
    flow = 12420.0 if step == 200 else 12000 + 60 * noise()
    margin = 0.9 + 0.03 * noise() - max(0.0, (step - 330) / 246 * 0.3)
    return round(warm, 1), round(flow), round(margin, 2), round(76.4 + 0.3 * noise() - 3 * is_diverted, 1)


def _hydro_row(step: int, noise: Noise) -> Sequence[float]:
    """The set is off on the second day from 03:20 to 09:40; its bearing warms on the third."""
    is_off = 164 <= step < 203
    power = 0.0 if is_off else 842.0 if step == 95 else 780 + 15 * noise()
    bearing = 58 + 0.4 * noise() + max(0.0, (step - 250) / 180 * 6) - 12 * is_off
    river = 31 + 4 * math.sin(step / 140) + 0.4 * noise()
    level = 212.27 if step == 260 else 212.42 + 0.03 * noise() + 0.08 * is_off
    return round(power, 1), 65.2 if step == 430 else round(bearing, 1), round(river, 1), round(level, 2)


def _hospital_row(step: int, noise: Noise) -> Sequence[float]:
    """The chiller is off on the second day from 04:30 to 06:10 and its water gets warm."""
    since = step - 171
    is_off = 0 <= since < 10
    risen = min(6.5 + 1.4 * since, 10.9 + 0.1 * since) if is_off else 11.8 - 0.85 * (since - 9)
    supply = risen if 0 <= since < 15 else 6.5 + 0.2 * noise()
    back = (14.3 if is_off else 11.8) + 0.3 * noise()
    flow = 236.0 if step == 95 else 205 + 6 * noise()
    return round(supply, 1), round(back, 1), round(flow, 1), 0.0 if is_off else round(148 + 5 * noise(), 1)


_LOGS = {
    "station": _Log(
        name="capteurs_2025-10.csv",
        columns=("Horodatage", "O2_BA1 (mg/L)", "Pression SU-101 (mbar)", "Débit entrée (m3/h)"),
        start=datetime(2025, 10, 13),
        row=_station_row,
        french=True,
    ),
    "sawmill": _Log(
        name="kiln2_log.csv",
        columns=("Time", "Dry bulb (F)", "Wet bulb (F)", "Fan current (A)", "Vent (%)"),
        start=datetime(2025, 10, 8),
        row=_kiln_row,
    ),
    "dairy": _Log(
        name="pasteuriser_log.csv",
        columns=("Time", "TT-21 (degC)", "FT-20 (l/h)", "PDT-20 (bar)", "TT-22 (degC)"),
        start=datetime(2025, 11, 10),
        row=_dairy_row,
    ),
    "hydro": _Log(
        name="capteurs_G1.csv",
        columns=(
            "Horodatage", "Puissance G1 (kW)", "Palier turbine G1 (°C)", "Débit rivière (m3/s)",
            "Niveau retenue (m)",
        ),
        start=datetime(2025, 11, 8),
        row=_hydro_row,
        minutes=10,
        steps=432,
        french=True,
    ),
    "site": _Log(
        name="eau_glacee_2026-02.csv",
        columns=(
            "Horodatage", "Départ EG TT-01 (°C)", "Retour EG TT-02 (°C)", "Débit FT-03 (m3/h)",
            "Puissance GF2 (kW)",
        ),
        start=datetime(2026, 2, 9),
        row=_hospital_row,
        minutes=10,
        steps=288,
        french=True,
    ),
}  # fmt: skip


def _write_log(folder: Path, log: _Log) -> None:
    """A reading each few minutes, as a French or an English-speaking logger writes it."""
    random_ = random.Random(_SEED)
    separator, form = (";", "%d/%m/%Y %H:%M") if log.french else (",", "%Y-%m-%d %H:%M")
    lines = [separator.join(log.columns)]
    for step in range(log.steps):
        values = [f"{value:g}" for value in log.row(step, lambda: random_.uniform(-1, 1))]
        told = [value.replace(".", ",") for value in values] if log.french else values
        moment = log.start + step * timedelta(minutes=log.minutes)
        lines.append(separator.join((moment.strftime(form), *told)))
    (folder / log.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
