"""What is told of a range is true of it: which way, compared with what, like which other."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.picture import kept_places, line, page_figure
from assistant.experts.series.detectors.report import detect_log

STEP = 60_000_000


def wave(rows: int, *, seed: int) -> np.ndarray:
    """One sensor that goes up and down slowly."""
    rng = np.random.default_rng(seed)
    return (5 + 0.5 * np.sin(np.arange(rows) / 76) + 0.05 * rng.normal(size=rows))[:, None]


def log(values: np.ndarray, times: np.ndarray | None = None) -> SensorLog:
    rows = values.shape[0]
    return SensorLog(
        name="made",
        times=STEP * np.arange(rows) if times is None else times,
        row=np.arange(rows),
        values=values,
        names=tuple("ABCDE"[: values.shape[1]]),
    )


def test_a_sensor_that_comes_back_is_compared_with_where_it_stood_before() -> None:
    values = wave(2_000, seed=0)
    values[1_300:1_400] -= 0.9
    report = detect_log(log(values), train_until="1000")
    back = next(n for n, e in enumerate(report.found.episodes) if 1_395 <= e.start_row <= 1_410)
    part = report.found.episodes[back].sensors[0]
    assert part.direction == "high"
    assert part.mean < part.usual
    assert part.before is not None
    assert part.before < part.mean
    assert "above where it stood just before (mean" in report.explanation(back)
    assert "usually" not in report.explanation(back)
    told = report.to_json()["anomalies"][back]["sensors"][0]
    assert told["compared_with"] == "before"
    assert told["compared_value"] < told["mean"]
    french = detect_log(log(values), train_until="1000", language="fr").explanation(back)
    assert "au-dessus de son niveau juste avant (moyenne" in french


def test_the_mean_told_is_that_of_the_readings() -> None:
    rng = np.random.default_rng(3)
    values = 9.0 + 0.02 * rng.normal(size=(9_000, 2))
    values[2_000:, 0] -= 8.0
    values[2_500:2_600, 0] = np.nan
    episode = max(detect(values, train_rows=1_000).episodes, key=lambda e: e.end_row - e.start_row)
    part = next(part for part in episode.sensors if part.place == 0)
    read = values[episode.start_row : episode.end_row + 1, 0]
    assert read.size > 6_000
    assert part.mean == pytest.approx(np.nanmean(read)), "not held within the scale, no estimate"
    assert part.direction == "low"


def test_high_is_above_what_it_is_compared_with_and_low_below() -> None:
    for seed in range(4):
        values = wave(2_000, seed=seed)
        values[1_200:1_230] += 0.7
        values[1_500:1_600] -= 1.1
        for episode in detect(values, train_rows=1_000).episodes:
            for part in episode.sensors:
                if part.direction in ("high", "low"):
                    assert (part.mean > part.compared[1]) == (part.direction == "high")


def test_ranges_that_depart_in_other_ways_are_not_alike() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(2_400, 1))
    values[1_200:1_240] += 5
    values[1_500:1_540] = values[1_500] + 0.001 * rng.normal(size=(40, 1))
    values[1_800:1_840] += 5
    found = detect(values, train_rows=1_000)
    by_start = {e.start_row // 100: e for e in found.episodes}
    ways = {k: e.sensors[0].direction for k, e in by_start.items()}
    assert (ways[12], ways[15], ways[18]) == ("high", "still", "high")
    places = {k: found.episodes.index(e) for k, e in by_start.items()}
    assert places[12] in by_start[18].like
    assert places[15] not in by_start[18].like
    assert not {places[12], places[15]} & set(by_start[15].like)


def test_a_single_sensor_is_never_out_of_step_with_others() -> None:
    for seed in range(6):
        values = wave(3_000, seed=seed)
        values[2_000:2_030, 0] += 0.12 * np.where(np.arange(30) % 2 == 0, 1, -1)
        report = detect_log(log(values), train_until="1000")
        for number, episode in enumerate(report.found.episodes):
            assert episode.sensors[0].direction != "decorrelated"
            assert "other sensors" not in report.explanation(number)


def test_a_sensor_that_repeats_one_reading_stands_still() -> None:
    rng = np.random.default_rng(5)
    load = 60 + 10 * np.sin(np.arange(2_000) / 76) + rng.normal(size=2_000)
    values = np.column_stack(
        (load, 0.8 * load + 0.8 * rng.normal(size=2_000), 0.6 * load + rng.normal(size=2_000))
    )
    values[1_500:1_600, 2] = values[1_500, 2]
    found = detect(values, train_rows=1_000)
    stuck = max(found.episodes, key=lambda e: e.score * (1_400 < e.start_row < 1_650))
    assert (stuck.sensors[0].place, stuck.sensors[0].direction) == (2, "still")


def interrupted() -> tuple[np.ndarray, np.ndarray]:
    """A log with two hours missing among its normal rows, and a fault of 20 rows later."""
    rng = np.random.default_rng(7)
    at = np.delete(np.arange(2_000), np.arange(500, 620))
    values = np.column_stack(
        [5 + 0.5 * np.sin(at / 76 + k) + 0.05 * rng.normal(size=at.size) for k in (0, 2)]
    )
    values[(at >= 1_700) & (at < 1_720), 1] -= 0.5
    return values, STEP * at


def test_a_gap_in_time_is_no_anomaly_and_hides_none() -> None:
    values, times = interrupted()
    fault = (times // STEP >= 1_702) & (times // STEP < 1_720)
    report = detect_log(log(values, times), train_until="700")
    assert not report.found.alarm[500:540].any()
    assert report.found.alarm[fault].all()
    as_if_unbroken = detect_log(log(values), train_until="700").found.scores[fault].max()
    assert as_if_unbroken < report.found.scores[fault].max() / 3


def test_a_log_that_is_always_interrupted_is_taken_as_it_is() -> None:
    values, times = interrupted()
    assert log(values, times).interruptions() == (500,)
    often = np.cumsum(np.where(np.arange(values.shape[0]) % 20 == 0, 50 * STEP, STEP))
    assert log(values, often).interruptions() == ()
    assert log(values[:1], times[:1]).interruptions() == ()


def test_no_line_is_drawn_over_a_gap_in_time() -> None:
    values, times = interrupted()
    page = page_figure(detect_log(log(values, times), train_until="700"))
    for trace in page.data:
        over = [k for k in range(1, len(trace.x)) if trace.x[k] - trace.x[k - 1] > np.timedelta64(1, "h")]
        assert over
        assert all(np.isnan(trace.y[k]) or np.isnan(trace.y[k - 1]) for k in over)
    drawn, readings = line(log(values, times), values[:, 0])
    assert np.isnan(readings[500])
    assert np.isnat(drawn[500])
    assert np.isfinite(readings).sum() == values.shape[0]


def test_a_sensor_that_is_estimated_or_lost_is_told() -> None:
    rng = np.random.default_rng(8)
    values = rng.normal(size=(1_000, 3))
    values[:, 2] = values[:, 0] + 0.3 * rng.normal(size=1_000)
    values[600:, 1] = np.nan
    values[100:200, 2] = np.nan
    made = SensorLog(
        name="made", times=STEP * np.arange(1_000), row=np.arange(1_000), values=values, names=("A", "B", "C"),
        silent=("D",),
    )  # fmt: skip
    report = detect_log(made, train_until="500")
    told = " ".join(report.notes)
    assert (
        "B: 40 % of the rows have no reading, estimated from the others; none after 1970-01-01 09:59" in told
    )
    assert "C: 10 % of the rows have no reading, estimated from the others." in told
    assert "A:" not in told
    assert report.left_out == ("D",)
    french = " ".join(detect_log(made, train_until="500", language="fr").notes)
    assert (
        "B : 40 % des lignes sans mesure, estimées par les autres capteurs ; plus aucune après le" in french
    )
    assert detect_log(made, train_until="500", sensors=["A"]).left_out == ()


def test_a_log_without_times_is_told_by_its_rows() -> None:
    values = np.random.default_rng(9).normal(size=(600, 2))
    values[400:450, 1] += 6
    report = detect_log(log(values, 1_000_000 * np.arange(600)), train_until="300")
    place = next(n for n, e in enumerate(report.found.episodes) if 395 < e.start_row < 410)
    told = report.explanation(place)
    assert told.startswith(f"From row {report.found.episodes[place].start_row} to ")
    assert told.split(". ")[-1].startswith(("Compared with the normal rows 0 to 299.", "Like the"))
    french = detect_log(log(values, 1_000_000 * np.arange(600)), train_until="300", language="fr")
    assert french.explanation(place).startswith("De la ligne ")
    assert "1970" not in told + french.explanation(place)
    assert "1970" in detect_log(log(values), train_until="300").explanation(place)


def test_the_end_of_a_long_log_is_drawn_as_closely_as_its_begin() -> None:
    values = np.random.default_rng(0).normal(size=5_999)
    values[5_500] = 9.0
    kept = kept_places(values)
    assert 5_500 in kept
    assert np.diff(kept).max() <= 6
    assert kept[-1] == 5_998
