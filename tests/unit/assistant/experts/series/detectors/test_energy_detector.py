"""The energy among the detectors: scores, streams, and certificates that no attack breaks."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest

from assistant.experts.series.detectors import engine
from assistant.experts.series.detectors.certificate import bounds, certify, least, radii, reading_map
from assistant.experts.series.detectors.detection import LogDetection, detect
from assistant.experts.series.detectors.energy import EnergyDetector, EnergyScorer
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.report import DetectionReport
from assistant.experts.series.detectors.stream import Stream
from assistant.experts.series.energy.basis import WindowBasis
from assistant.experts.series.energy.recipe import Recipe

QUICK = EnergyDetector(basis=WindowBasis(width=8, kept=2), recipe=Recipe(hidden=(16, 16), steps=80, batch=64))


@pytest.fixture(name="quick", scope="module")
def quick_fixture():
    """The detector named energy trains a small network."""
    named = engine.detector_named
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "detector_named", lambda name: QUICK if name == "energy" else named(name))
        yield


@pytest.fixture(name="values", scope="module")
def values_fixture(plant) -> np.ndarray:
    values = plant(1500, seed=3)
    values[1000:1200, 1] += 40.0
    values[1300:1340, 0] -= 8.0
    return values


@pytest.fixture(name="found", scope="module")
def found_fixture(quick, values) -> LogDetection:
    return detect(values, train_rows=600, method="energy")


@pytest.fixture(name="strongest", scope="module")
def strongest_fixture(found) -> int:
    """Place of the episode of the shift by eight deviations."""
    return max(range(len(found.episodes)), key=lambda k: found.episodes[k].score)


def test_shifts_are_found_and_normal_rows_raise_little(found, strongest) -> None:
    assert found.alarm[1010:1200].mean() > 0.9
    assert found.alarm[1310:1340].mean() > 0.9
    assert found.alarm[620:1000].mean() < 0.05
    episode = found.episodes[strongest]
    assert 1300 <= episode.start_row <= 1305
    assert episode.sensors[0].place == 0


def test_false_alarms_are_those_asked_for(quick, plant) -> None:
    rates = []
    for seed in range(3):
        rows = plant(4000, seed=seed)[:, :3]
        fitted = engine.fit(rows, [slice(0, 2000)], method="energy", false_alarm_rate=0.02)
        rates.append(fitted.alarms(fitted.log_p(rows))[2000:].mean())
    assert 0.005 <= np.mean(rates) <= 0.04


def test_stream_and_batch_agree(found, values) -> None:
    stream = Stream(found.fitted)
    said = [stream.update(row).p_value for row in values[:700]]
    assert np.allclose(said, found.p_values[:700], rtol=1e-6)


def test_score_never_moves_more_than_the_window(found, values) -> None:
    scorer, rng = found.fitted.members[0].scorer, np.random.default_rng(0)
    rows = found.fitted.preparation.settle(found.fitted.preparation.fill(values))
    for at in rng.integers(20, 1480, 200):
        window = rows[at - 7 : at + 1]
        other = window + rng.normal(size=window.shape) * rng.choice([0.1, 3.0])
        change = abs(scorer.last(window) - scorer.last(other))
        assert change <= np.linalg.norm(window - other) * 1.000001


def _weaker(found: LogDetection, values: np.ndarray, row: int, moves: np.ndarray) -> bool:
    """Whether the row would still be in alarm, whatever came before, with its last rows moved."""
    moved = values[: row + 1].copy()
    moved[row + 1 - moves.shape[0] :] += moves
    return bool(-found.fitted.log_p(moved)[-1] < found.fitted.threshold.highest)


def _attack(found: LogDetection, values: np.ndarray, row: int, rows: int, radius: float) -> np.ndarray:
    """Moves of a row's last readings, each over its scale, that lower its energy within a Euclidean ball."""
    preparation, scorer = found.fitted.preparation, found.fitted.members[0].scorer
    scale = preparation.standardiser.scale

    def energy(moves: np.ndarray) -> float:
        moved = values[row + 1 - rows : row + 1] + moves * scale
        prepared = preparation.settle(preparation.fill(moved))
        return float(scorer.last(prepared[-scorer.memory - 1 :]))

    moves, best = np.zeros((rows, values.shape[1])), np.zeros((rows, values.shape[1]))
    for _ in range(6):
        way = np.zeros(moves.shape)
        for place in np.ndindex(way.shape):
            step = np.zeros(way.shape)
            step[place] = 1e-4
            way[place] = energy(moves - step) - energy(moves + step)
        moves = moves + 0.5 * radius * way / np.linalg.norm(way)
        moves *= min(1.0, radius / np.linalg.norm(moves))
        best = moves if energy(moves) < energy(best) else best
    return best


def test_no_attack_within_the_certificate_ends_the_alarm(found, values, strongest) -> None:
    known = certify(found, values, found.episodes[strongest])
    assert known is not None
    scale = found.fitted.preparation.standardiser.scale
    best = _attack(found, values, known.row, known.rows, known.radius)
    assert not _weaker(found, values, known.row, 0.999 * best * scale)
    assert not _weaker(found, values, known.row, 0.999 * known.together * np.sign(best) * scale)
    for place in range(values.shape[1]):
        alone = np.zeros(best.shape)
        alone[:, place] = np.sign(best[:, place]) * known.alone[place]
        assert not _weaker(found, values, known.row, 0.999 * alone)


def test_undoing_the_fault_ends_the_alarm_and_is_little_more_than_certified(found, values, strongest) -> None:
    known = certify(found, values, found.episodes[strongest])
    assert known is not None
    undone = np.zeros((known.rows, values.shape[1]))
    undone[max(known.rows - (known.row - 1299), 0) :, 0] = 8.0
    assert _weaker(found, values, known.row, undone)
    assert 8.0 / 3.0 < known.alone[0] < 8.0


def test_random_moves_within_the_certificate_change_nothing(found, values) -> None:
    rng = np.random.default_rng(1)
    scale = found.fitted.preparation.standardiser.scale
    for episode in found.episodes:
        known = certify(found, values, episode)
        if known is None:
            continue
        for _ in range(40):
            signs = rng.choice([-1.0, 1.0], size=(known.rows, 1)) * np.ones(values.shape[1])
            assert not _weaker(found, values, known.row, 0.999 * known.together * signs * scale)


def test_radii_hold_against_random_moves_of_either_verdict(found, values) -> None:
    rng = np.random.default_rng(4)
    scale = found.fitted.preparation.standardiser.scale
    sizes, rows = radii(found, values), found.fitted.memory + 1
    quiet = found.fitted.threshold.lowest
    assert 0.2 < np.mean(sizes > 0) < 1.0
    assert np.all(sizes[: rows - 1] == 0.0)
    assert sizes[1100] > 2 * np.median(sizes[700:1000])
    for row in rng.choice(np.flatnonzero(sizes > 0), 150):
        moves = rng.normal(size=(rows, values.shape[1]))
        moves *= 0.999 * sizes[row] / np.linalg.norm(moves)
        moved = values[: row + 1].copy()
        moved[row + 1 - rows :] += moves * scale
        evidence = -found.fitted.log_p(moved)[-1]
        certain = evidence >= found.fitted.threshold.highest
        assert certain if -np.log(found.p_values[row]) > quiet else evidence < quiet


def test_radii_are_those_of_the_certificate_and_none_where_a_reading_was_estimated(
    found, values, strongest
) -> None:
    known = certify(found, values, found.episodes[strongest])
    assert known is not None
    assert radii(found, values)[known.row] == pytest.approx(known.radius, rel=1e-6)
    holed = values.copy()
    holed[900, 2] = np.nan
    sizes = radii(found, holed)
    rows = found.fitted.memory + 1
    assert np.all(sizes[900 : 900 + rows] == 0.0)
    assert np.array_equal(sizes[900 + rows :], radii(found, values)[900 + rows :])


def test_a_row_with_an_estimate_is_not_certified(found, values, strongest) -> None:
    known = certify(found, values, found.episodes[strongest])
    holed = values.copy()
    holed[known.row - 3, 0] = np.nan
    assert certify(found, holed, found.episodes[strongest]) is None


def test_other_detectors_give_no_certificate(values) -> None:
    found = detect(values, train_rows=600, method="level")
    assert found.episodes
    assert all(certify(found, values, episode) is None for episode in found.episodes)


def test_a_threshold_without_an_upper_end_certifies_nothing(values, found, strongest) -> None:
    threshold = replace(found.fitted.threshold, regime="free")
    free = replace(found, fitted=replace(found.fitted, threshold=threshold))
    assert certify(free, values, free.episodes[strongest]) is None


def test_maps_of_readings_are_what_the_preparation_does(found, values, strongest) -> None:
    preparation, basis = found.fitted.preparation, QUICK.basis
    assert preparation.drifting[3]
    assert not preparation.drifting[0]
    standard = preparation.standardiser.apply(values)
    settled = preparation.settle(preparation.fill(values))
    for place in (0, 3):
        turned = reading_map(preparation, basis.matrix(), place)
        readings = standard[900 - turned.shape[1] : 900, place]
        assert np.allclose(turned @ readings, basis.matrix() @ settled[892:900, place])


def test_bounds_grow_with_the_margin_and_with_the_sensor_s_scale(found) -> None:
    scorer = found.fitted.members[0].scorer
    assert isinstance(scorer, EnergyScorer)
    one, two = (bounds(found.fitted.preparation, scorer, m, row=9) for m in (1.0, 2.0))
    assert two.radius == pytest.approx(2 * one.radius)
    assert 0.5 < one.constant <= 1.001
    assert np.allclose(two.alone, 2 * one.alone)
    assert np.all(one.alone >= one.together * found.fitted.preparation.standardiser.scale)


def test_least_finds_where_a_statement_begins_to_hold() -> None:
    assert least(lambda x: x >= 37.25, -3.0) == pytest.approx(37.25)
    assert least(lambda x: False, 0.0) == float("inf")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Certified: the row of"), ("fr", "Certifié : la ligne du")]
)
def test_the_report_tells_the_certificate(found, values, strongest, language, words) -> None:
    rows = values.shape[0]
    log = SensorLog(
        name="log.csv",
        times=np.arange(rows, dtype=np.int64) * 1_000_000,
        row=np.arange(rows),
        values=values,
        names=("A", "B", "C", "D"),
    )
    report = DetectionReport(log=log, method="energy", found=found, left_out=(), language=language)
    told = report.to_json()["anomalies"][strongest]
    assert words in told["explanation"]
    known = certify(found, values, found.episodes[strongest])
    assert told["certificate"]["row"] == known.row
    file = io.StringIO()
    report.write_scores(file)
    lines = file.getvalue().splitlines()
    assert lines[0] == "timestamp,score,is_anomaly,certified_radius"
    assert float(lines[1 + known.row].split(",")[3]) == pytest.approx(known.radius, abs=1e-5)
    assert told["certificate"]["alone"]["A"] == pytest.approx(known.alone[0], rel=1e-3)
