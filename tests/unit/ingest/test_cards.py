from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from ingest.cards import entity_groups, series_card, table_pieces
from ingest.parsed import Block, ParsedDocument, ParsedEntity, ParsedSeries
from ingest.passage import Passage
from retrieval.records import Sensor


def test_a_table_without_columns_is_cut_without_a_header() -> None:
    text = "\n".join(f"row {i} of a list that has no header" for i in range(60))
    pieces = table_pieces(Passage(text), None)
    assert len(pieces) > 1
    assert "\n".join(piece.text for piece in pieces) == text


def test_an_empty_log_has_a_card() -> None:
    rows = pa.table({"_row": pa.array([], pa.int64()), "time": pa.array([], pa.timestamp("us"))})
    series = ParsedSeries(name="log", sensors=(Sensor(name="T1"),), rows=rows, step_seconds=0.0)
    assert series_card(series).text == "Sensor log log: 0 rows.\nSensors: T1."


def test_a_unit_that_a_sensor_bears_in_its_name_is_said_once() -> None:
    rows = pa.table({"_row": pa.array([], pa.int64()), "time": pa.array([], pa.timestamp("us"))})
    sensors = (
        Sensor(name="Flow [m3/h]", unit="m3/h"),
        Sensor(name="T (°C)", unit="°C"),
        Sensor(name="p", unit="bar"),
    )
    series = ParsedSeries(name="log", sensors=sensors, rows=rows, step_seconds=0.0)
    assert series_card(series).text.splitlines()[1] == "Sensors: Flow [m3/h], T (°C), p [bar]."


def test_steps_are_said_in_the_unit_that_fits() -> None:
    times = pa.array([datetime(2024, 5, 1), datetime(2024, 5, 2)], pa.timestamp("us"))
    rows = pa.table({"_row": [0, 1], "time": times})
    said = {
        step: series_card(ParsedSeries(name="a", sensors=(), rows=rows, step_seconds=step)).text
        for step in (900.0, 3600.0, 0.5, 90.0)
    }
    assert [text.split("every ")[1] for text in said.values()] == [
        "15 minutes.",
        "1 hour.",
        "0.5 s.",
        "90 s.",
    ]


def test_words_on_a_drawing_are_said_once() -> None:
    parsed = ParsedDocument(
        media="pdf",
        title="Cover",
        blocks=(Block(kind="paragraph", text="NOTES\n1. Deburr", page=1),),
        entities=(
            ParsedEntity(kind="note", text="NOTES 1. Deburr", page=1),
            ParsedEntity(kind="dimension", text="Ø 130", page=1, box=(1, 1, 2, 2)),
            ParsedEntity(kind="text", text="Ø130", page=1),
            ParsedEntity(kind="text", text="DETAIL A", page=1),
            ParsedEntity(kind="tag", name="P-101", text="P-101", page=1),
        ),
    )
    groups = entity_groups(parsed)
    assert [(group.passage.text, group.index) for group in groups] == [
        ("Tags:\nP-101", 4), ("Dimensions:\nØ 130", 1), ("Texts:\nDETAIL A", 3),
    ]  # fmt: skip
