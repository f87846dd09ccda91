"""Patterns are looked up: failure modes of the sensors' equipment, passages that name sensors and days."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.experts.series.pattern_sources import Part, PatternSources, day_spellings
from retrieval.records import Chunk, Column, Hit, Sensor, SeriesRef, Table

LOG = SeriesRef(
    id="log", source="logs/pump.csv", name="pump",
    sensors=(Sensor(name="PT-102A suction pressure [bar]"), Sensor(name="VT-108A vibration [mm/s]")),
    start=datetime(2025, 9, 1), end=datetime(2025, 9, 30), row_count=1000, step_seconds=60.0, parquet="log",
)  # fmt: skip


def passage(number: int, source: str, text: str, **more) -> Hit:
    chunk = Chunk(id=f"c{number}", source=source, kind=more.pop("kind", "text"), ordinal=number, text=text)
    return Hit(chunk=chunk, score=1.0 - 0.01 * number)


PASSAGES = (
    passage(0, "logs/pump.csv", "PT-102A suction pressure low low low", kind="series"),
    passage(1, "drawing.pdf", "PT-102A suction pressure", kind="drawing"),
    passage(2, "mail.eml", "The seal was changed.\nPT-102A fell to -0.2 bar on Monday. The screen was torn."),
    passage(3, "report.pdf", "The tank of the fire brigade was painted in a red that nobody liked."),
    passage(
        4, "rca.docx", "17/09/2025 03:42 | P-101A | tripped\n18/09/2025 08:00 | FAN-7 | greased", kind="table"
    ),
)


class Plant:
    def __init__(self, folder, tables) -> None:
        self.catalogue, self.objects, self.asked = self, self, []
        self.folder, self.held = folder, []
        for name, columns in tables.items():
            rows = {"_row": list(range(len(next(iter(columns.values()))))), **columns}
            pq.write_table(pa.table(rows), folder / name)
            self.held.append(
                Table(
                    id=name, source=f"{name}.xlsx", name=name, title="", parquet=name,
                    columns=tuple(Column(name=column, type="text") for column in columns),
                    row_count=len(rows["_row"]),
                )
            )  # fmt: skip

    def path(self, key):
        return self.folder / key

    def generation(self):
        return 1

    def tables(self, scope=None):
        return self.held

    def series(self, scope=None):
        return [LOG]

    def search(self, query, *, top_k=8):
        self.asked.append(query)
        return list(PASSAGES)


@pytest.fixture
def plant(tmp_path) -> Plant:
    return Plant(
        tmp_path,
        {
            "instruments": {"Tag": ["PT-102A", "VT-108A"], "Equipment": ["P-101A", "P-101A"]},
            "fmea": {
                "Equipment": ["P-101A", "FAN-7"],
                "Failure mode": ["Cavitation", "Imbalance"],
                "Cause": ["Low PT-102A, choked strainer", "PT-102A"],
                "Effect": ["erosion", "noise"],
            },
            "orders": {"Equipment": ["P-101A"], "Failure mode": ["NOI PT-102A"], "Status": ["closed"]},
        },
    )


LOW = Part(name="PT-102A suction pressure [bar]", share=0.9, direction="low")


def test_failure_modes_of_the_equipment_come_first_and_lists_of_work_are_none(plant) -> None:
    found = PatternSources(plant).find(LOG, [LOW], "en")
    assert found[0].kind == "table"
    assert found[0].quote.startswith("Cavitation, cause: Low PT-102A, choked strainer")
    assert [one.rows is not None for one in found] == [True, False]


def test_passages_name_the_sensor_and_neither_logs_nor_drawings_are_quoted(plant) -> None:
    found = PatternSources(plant).find(LOG, [LOW], "en")
    assert [one.source for one in found[1:]] == ["mail.eml"]
    assert found[1].quote == "PT-102A fell to -0.2 bar on Monday. The screen was torn."
    assert plant.asked == ["PT-102A suction pressure low falling P-101A"]


def test_what_names_the_equipment_on_a_day_of_the_window_is_found(plant) -> None:
    window = (datetime(2025, 9, 17, 3), datetime(2025, 9, 18, 9))
    found = PatternSources(plant).find(LOG, [LOW], "fr", window=window)
    by_source = {one.source: one.quote for one in found}
    assert by_source["rca.docx"] == "17/09/2025 03:42 | P-101A | tripped"
    assert "cause : Low PT-102A" in found[0].quote


def test_a_sensor_that_the_log_does_not_have_has_no_sources(plant) -> None:
    assert PatternSources(plant).find(LOG, [Part(name="X", share=1.0, direction="high")], "en") == ()
    assert plant.asked == []


def test_days_are_spelt_as_documents_write_them() -> None:
    spelt = day_spellings((datetime(2025, 8, 3, 4), datetime(2025, 8, 3, 9)))
    assert {"2025-08-03", "03/08/2025", "3 august 2025", "3 aout 2025", "3 aug 2025"} <= spelt
