"""Pictures of what changed: each change drawn in its sensor's panel, levels as steps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.experts.series.changes.picture import page_figure, shown_sensors, write_picture
from assistant.experts.series.changes.report import ChangeReport, changes_of
from assistant.experts.series.detectors.log import LogRefused, SensorLog


@pytest.fixture(scope="module")
def report() -> ChangeReport:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(1_000, 3))
    values[400:, 1] += 6.0
    values[700:, 1] -= 4.0
    return changes_of(
        SensorLog(
            name="pump.csv",
            times=1_709_251_200_000_000 + 60_000_000 * np.arange(1_000),
            row=np.arange(1_000),
            values=values,
            names=("Flow", "Pressure", "Level"),
        )
    )


def test_the_sensor_that_changed_stands_first_with_its_lines_and_levels(report: ChangeReport) -> None:
    assert [change.kind for change in report.changes] == ["level", "level"]
    assert shown_sensors(report)[0] == "Pressure"
    figure = page_figure(report)
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert {shape.x0[:16] for shape in lines} == {
        report.moment(change.row).isoformat()[:16] for change in report.changes
    }
    steps = [trace for trace in figure.data if trace.hoverinfo == "skip"]
    assert [round(float(trace.y[0])) for trace in steps] == [0, 6, 2]
    told = [note.text for note in figure.layout.annotations]
    assert told.count("level") == 2


def test_sensors_that_are_chosen_are_drawn_in_their_order(report: ChangeReport) -> None:
    figure = page_figure(report, sensors=["Level", "Flow"])
    assert [trace.name for trace in figure.data] == ["Level", "Flow"]
    assert not figure.layout.shapes


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.html", b"<!doctype html")])
def test_the_ending_tells_the_format(report: ChangeReport, tmp_path: Path, name: str, begins: bytes) -> None:
    write_picture(report, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_other_endings_are_refused(report: ChangeReport, tmp_path: Path) -> None:
    with pytest.raises(LogRefused, match=r"\.png or an \.html"):
        write_picture(report, tmp_path / "a.jpg")
