"""A machine whose log mixes its own name with instruments' tags: what its name means, when it ran, what it used."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.read import read
from assistant.records import Question
from ingest.parsers.units import unit_of_header
from retrieval.records import Scope, Sensor, SeriesRef

from .conftest import FakeKnowledge, Folder

COLUMNS = (
    "C-210 Charge (%)",
    "PT-210 Pression refoulement (bar)",
    "VT-210 Vibration palier (mm/s)",
    "JT-210 Puissance (kW)",
)


def _log(source: str, *columns: str, equipment: tuple[str, ...] = ()) -> LogNames:
    return describe(
        SeriesRef(
            id=source, name=source, source=source,
            sensors=tuple(Sensor(name=name, unit=unit_of_header(name)) for name in columns),
            start=datetime(2025, 10, 1), end=datetime(2025, 10, 31), row_count=8_640, step_seconds=300.0,
            parquet="0", equipment=equipment,
        )
    )  # fmt: skip


COMPRESSOR = _log("air/C-210_compresseur.csv", *COLUMNS, equipment=("C-210",))
TWINS = _log("air/pumps.csv", "P-101A Current (A)", "P-101B Current (A)", equipment=("P-101A", "P-101B"))


@pytest.mark.parametrize(
    ("text", "log", "sensors"),
    [
        ("mean vibration of C-210 on 12 October 2025", COMPRESSOR, ["VT-210 Vibration palier (mm/s)"]),
        ("puissance maximale de C-210", COMPRESSOR, ["JT-210 Puissance (kW)"]),
        ("charge moyenne de C-210", COMPRESSOR, ["C-210 Charge (%)"]),
        ("mean current of P-101B", TWINS, ["P-101B Current (A)"]),
    ],
)
def test_the_name_of_the_one_machine_names_no_sensor(text: str, log: LogNames, sensors: list[str]) -> None:
    plan = read(text, (log,)).reading.plan
    assert plan is not None
    assert [s.sensor.name for o in plan.operands for s in o.sensors] == sensors


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("mean power on the night shift of 12 October 2025", (12, 22), (13, 5)),
        ("puissance moyenne pendant le poste de nuit du 12 octobre 2025", (12, 22), (13, 5)),
        ("puissance moyenne du poste du matin du 12 octobre 2025", (12, 6), (12, 13)),
        ("mean power of the late shift on 12 October 2025", (12, 14), (12, 21)),
    ],
)
def test_a_shift_is_its_hours(text: str, start: tuple[int, int], end: tuple[int, int]) -> None:
    plan = read(text, (COMPRESSOR,)).reading.plan
    assert plan is not None
    assert plan.operation == "mean"
    window = plan.operand.window
    assert (window.start.day, window.start.hour) == start
    assert (window.end.day, window.end.hour) == end


def _asked(expert: SeriesExpert, text: str) -> str:
    finding = expert.find(Question(text=text, asked=text, language="en"), Scope())
    return str(finding.evidence[0].statement) if finding.evidence else str(finding.refusal)


def test_a_drive_that_idles_does_not_run(tmp_path) -> None:
    times = pd.date_range("2025-10-01", periods=2_000, freq="5min")
    power = 180 + np.random.default_rng(0).normal(0, 5, times.size)
    power[1_000:1_072] = 0.4
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("air/C-210.csv", pd.DataFrame({"JT-210 power [kW]": power}, index=times))
    told = _asked(SeriesExpert(known), "when did the machine stop?")
    assert "4 October 2025 at 11:20" in told


def test_what_a_chiller_takes_is_not_the_cooling_that_it_gives(tmp_path) -> None:
    times = pd.date_range("2026-03-01", periods=24 * 60, freq="1min")
    frame = pd.DataFrame({"CH-4_cool_kW": 500.0, "CH-4_power_kW": 100.0}, index=times)
    known = FakeKnowledge(Folder(tmp_path))
    known.add_log("ch4.csv", frame, units={"CH-4_cool_kW": "kW", "CH-4_power_kW": "kW"}, equipment=("CH-4",))
    told = _asked(SeriesExpert(known), "how many kWh did CH-4 consume on 1 March 2026?")
    assert told.startswith("2400 kWh")
    assert "CH-4_power_kW" in told
