"""Faults of a log from few labels: told, explained, corrected; and what cannot be used is refused."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from assistant.experts.series.concepts.corrections import parse_corrections, read_corrections
from assistant.experts.series.concepts.diagnosis import MOST_LABELLED, _thinned
from assistant.experts.series.concepts.labels import LabelledRange, place_labels, read_labels
from assistant.experts.series.concepts.novelty import UNLIKE
from assistant.experts.series.concepts.report import diagnose_log
from assistant.experts.series.detectors.log import LogRefused

LABELS = (
    LabelledRange(first=1060, last=1100, label="leak"),
    LabelledRange(first=1260, last=1300, label="hunting"),
    LabelledRange(first=1460, last=1500, label="heating"),
)


@pytest.fixture(scope="module")
def report(plant_log):
    return diagnose_log(plant_log, LABELS, width=40, train_until="800")


def rows_told(report, size: int) -> np.ndarray:
    told = np.empty(size, dtype=object)
    for one in report.episodes:
        told[one.first : one.last + 1] = one.fault
    return told


def test_one_short_label_a_fault_tells_the_rest_of_the_log(report, truth) -> None:
    told = rows_told(report, truth.size)
    assert (told == truth).mean() > 0.9
    assert report.found.labelled_share == pytest.approx(123 / 3200)


def test_episodes_cover_the_log_without_gap_or_overlap(report, truth) -> None:
    assert report.episodes[0].first == 0
    assert report.episodes[-1].last == truth.size - 1
    for before, after in zip(report.episodes, report.episodes[1:], strict=False):
        assert after.first == before.last + 1
        assert after.fault != before.fault


def test_the_concepts_are_those_of_the_fault(report) -> None:
    first = {e.fault: e for e in reversed(report.episodes)}
    leak = [r.concept.name for r in first["leak"].reasons]
    assert any("Pressure" in name for name in leak)
    assert not any(name.endswith(":Bearing temperature") for name in leak)
    heating = first["heating"]
    assert heating.reasons[0].concept.x == "Bearing temperature"
    assert "OHE" in {mode.code for mode in heating.modes}
    hunting = " ".join(r.said for r in first["hunting"].reasons)
    assert "Flow" in hunting


def test_a_fault_that_nobody_labelled_is_like_nothing_labelled(plant_log, truth) -> None:
    told = diagnose_log(plant_log, LABELS[:1], width=40, train_until="800")
    states = truth[told.found.judged.starts + 20]
    likeness = told.found.likeness
    assert np.median(likeness[states == "leak"]) > 0.8
    assert np.median(likeness[states == "heating"]) < UNLIKE
    whole = truth[told.found.judged.starts] == truth[told.found.judged.starts + 39]
    assert (likeness[(states == "normal") & whole] < UNLIKE).mean() < 0.1
    hot = next(e for e in told.episodes if states[e.windows[len(e.windows) // 2]] == "heating")
    assert hot.likeness < UNLIKE
    assert "like nothing labelled: perhaps another fault" in told.explanation(hot)


def test_a_stuck_sensor_is_called_stuck_and_not_calm(plant_log) -> None:
    values = plant_log.values.copy()
    values[1640:1760, 0] = values[1640, 0]
    stuck = dataclasses.replace(plant_log, values=values)
    frozen = LabelledRange(first=1670, last=1730, label="frozen")
    told = diagnose_log(stuck, [frozen], width=40, train_until="800")
    episode = next(e for e in told.episodes if e.first <= 1700 <= e.last)
    assert episode.fault == "frozen"
    names = [r.concept.name for r in episode.reasons]
    assert "stuck:Flow" in names
    assert not {"spread_narrower:Flow", "noise_less:Flow", "calm_fast:Flow"} & set(names)


def test_an_oscillation_is_told_with_its_frequency(report) -> None:
    hunting = next(one for one in report.episodes if one.fault == "hunting")
    assert "oscillation on Flow at about 0.1 Hz" in {reason.said for reason in hunting.reasons}


@pytest.fixture(scope="module")
def spoilt(plant_log):
    """A log with shocks on one sensor and another that is stuck, and a label of each."""
    rng = np.random.default_rng(8)
    values = plant_log.values.copy()
    for first in (1000, 2000):
        values[first + rng.choice(200, 16, replace=False), 2] += 6.0
    for first in (1200, 2200):
        values[first : first + 200, 0] = values[first, 0]
    log = dataclasses.replace(plant_log, values=values)
    for first in (1400, 1600, 1800, 2400, 2600, 2800, 3000):
        values[first : first + 200] = values[:200]
    labels = (
        LabelledRange(first=1000, last=1199, label="shocks"),
        LabelledRange(first=1200, last=1399, label="stuck"),
    )
    return log, labels


def test_shocks_and_a_stuck_sensor_are_told_as_what_they_are(spoilt) -> None:
    log, labels = spoilt
    told = diagnose_log(log, labels, width=50, train_until="800").episodes
    shocks = [r.said for one in told if one.fault == "shocks" for r in one.reasons]
    assert any("Bearing temperature varies more than usual" in said for said in shocks)
    assert not any("oscillation" in said for said in shocks)
    stuck = [r.said for one in told if one.fault == "stuck" for r in one.reasons]
    assert "Flow stuck at one value" in stuck
    assert not any("ahead" in said or "lags" in said for said in stuck)
    for one in told:
        parts = [reason.contribution for reason in one.reasons]
        assert all(part >= 0.05 * max(parts) for part in parts), "what adds next to nothing is no reason"


def test_a_concept_taken_from_a_fault_is_no_reason_for_it(spoilt) -> None:
    log, labels = spoilt
    corrections = parse_corrections([{"concept": "stuck:Flow", "factor": 0, "fault": "stuck"}])
    report = diagnose_log(log, labels, width=50, train_until="800", corrections=corrections)
    again = [one for one in report.episodes if one.fault == "stuck"]
    assert again
    assert "stuck:Flow" not in {reason.concept.name for one in again for reason in one.reasons}


def test_french_speaks_french(plant_log) -> None:
    told = diagnose_log(plant_log, LABELS, width=40, train_until="800", language="fr")
    heating = next(e for e in told.episodes if e.fault == "heating")
    text = told.explanation(heating)
    assert text.startswith("Du 01/01/1970")
    assert "au-dessus de son niveau habituel" in text or "plus haut que" in text or "reste au-dessus" in text
    assert "surchauffe (OHE)" in text


def test_a_removed_sensor_no_longer_speaks_and_the_change_is_told(plant_log, truth) -> None:
    corrections = parse_corrections([{"concept": "*:*temperature*", "action": "remove"}])
    told = diagnose_log(plant_log, LABELS, width=40, train_until="800", corrections=corrections)
    assert all("temperature" not in r.concept.x for e in told.episodes for r in e.reasons)
    assert told.changed
    changes = told.to_json()["corrections"]["changed"]
    assert {c["before"] for c in changes} & {"heating"}
    heating = truth[told.found.judged.starts + 20] == "heating"
    right = np.array(told.found.model.faults)[told.found.probabilities.argmax(axis=1)] == "heating"
    assert right[heating].mean() < 0.7


def test_a_weight_for_one_fault_multiplies_its_contributions(plant_log, report) -> None:
    corrections = parse_corrections([{"concept": "level_high:bearing*", "factor": 3, "fault": "heating"}])
    told = diagnose_log(plant_log, LABELS, width=40, train_until="800", corrections=corrections)
    column = [c.name for c in told.found.concepts].index("level_high:Bearing temperature")
    row = told.found.model.faults.index("heating")
    assert told.found.model.weights[row, column] == pytest.approx(3 * report.found.model.weights[row, column])
    assert report.found.model.weights[row, column] > 0


def test_many_labels_are_thinned_evenly() -> None:
    fault = np.repeat([0, 1], [5 * MOST_LABELLED, 3])
    kept = _thinned(fault)
    assert np.bincount(fault[kept]).tolist() == [MOST_LABELLED, 3]
    assert kept[0] == 0
    assert np.diff(kept[:MOST_LABELLED]).max() <= 6


def test_labels_are_checked_where_a_fault_has_two_ranges(plant_log, report) -> None:
    assert report.found.check is None
    more = (*LABELS, LabelledRange(first=1860, last=1920, label="leak"))
    check = diagnose_log(plant_log, more, width=40, train_until="800").found.check
    assert check is not None
    assert check.windows == 3
    assert check.right == 3


def test_rows_labelled_normal_stand_for_train_until(plant_log, truth) -> None:
    labels = (LabelledRange(first=0, last=600, label="ok"), *LABELS)
    told = diagnose_log(plant_log, labels, width=40, normal="ok")
    assert told.found.normal_rows == 601
    states = np.where(truth == "normal", "ok", truth)
    assert (rows_told(told, truth.size) == states).mean() > 0.9


def test_missing_readings_are_borne(plant_log, truth) -> None:
    values = plant_log.values.copy()
    values[np.random.default_rng(0).random(values.shape) < 0.05] = np.nan
    holed = dataclasses.replace(plant_log, values=values)
    told = diagnose_log(holed, LABELS, width=40, train_until="800")
    assert (rows_told(told, truth.size) == truth).mean() > 0.85


def test_the_object_is_plain_json(report) -> None:
    body = json.loads(json.dumps(report.to_json(), allow_nan=False))
    assert body["faults"] == ["normal", "heating", "hunting", "leak"]
    assert body["check"] is None
    assert body["grounding"]["tested"] > 0
    assert body["corrections"] == {"given": 0, "changed": []}
    line = body["model"]["heating"][0]
    assert set(line) == {"concept", "said", "weight", "failure_modes", "auc", "grounded"}


@pytest.mark.parametrize(
    ("labels", "options", "said"),
    [
        (LABELS, {}, "label such rows 'normal'"),
        (LABELS[:0], {"train_until": "800"}, "no fault beside"),
        (LABELS, {"train_until": "1100"}, "leak is labelled from row 1060"),
        (LABELS, {"train_until": "100"}, "120 are needed"),
        (LABELS, {"train_until": "800", "width": 2000}, "does not suit"),
        (
            LABELS,
            {"train_until": "800", "corrections": [{"concept": "x:y", "action": "remove"}]},
            "no concept",
        ),
        (
            LABELS,
            {"train_until": "800", "corrections": [{"concept": "*", "factor": 2, "fault": "fire"}]},
            "no fault 'fire'",
        ),
    ],
)
def test_what_cannot_be_learnt_from_is_refused(plant_log, labels, options, said) -> None:
    options = {"width": 40} | options
    options["corrections"] = parse_corrections(options.get("corrections", []))
    with pytest.raises(LogRefused, match=said):
        diagnose_log(plant_log, labels, **options)


def test_a_sensor_without_normal_readings_is_named(plant_log) -> None:
    values = plant_log.values.copy()
    values[:900, 1] = np.nan
    with pytest.raises(LogRefused, match="no readings in the normal rows: Pressure"):
        diagnose_log(dataclasses.replace(plant_log, values=values), LABELS, width=40, train_until="800")


def test_labels_by_time_and_by_row_in_csv_and_json_are_the_same(plant_log, tmp_path) -> None:
    by_row, by_time, as_json = tmp_path / "r.csv", tmp_path / "t.csv", tmp_path / "l.json"
    by_row.write_text("Start,End,Label\n1060,1100,leak\n1500,,heating\n", encoding="utf-8")
    by_time.write_text(
        "start;end;label\n1970-01-01T00:25:00;;heating\n1970-01-01T00:17:40;1970-01-01 00:18:20;leak\n",
        encoding="utf-8-sig",
    )
    as_json.write_text(
        json.dumps([{"start": 1060, "end": 1100, "label": "leak"}, {"start": 1500, "label": "heating"}]),
        encoding="utf-8",
    )
    wanted = (
        LabelledRange(first=1060, last=1100, label="leak"),
        LabelledRange(first=1500, last=1500, label="heating"),
    )
    for path in (by_row, by_time, as_json):
        assert read_labels(path, plant_log) == wanted


def test_labels_as_a_french_spreadsheet_writes_them(plant_log, tmp_path) -> None:
    shift = (np.datetime64("2025-03-04", "us") - np.datetime64("1970-01-01", "us")).astype(np.int64)
    log = dataclasses.replace(plant_log, times=plant_log.times + int(shift))
    path = tmp_path / "fr.csv"
    path.write_text(
        "Début;Fin;Défaut\n04/03/2025 00:17:40;04/03/2025 00:18:20;fuite\n04/03/2025 00:25;;échauffement\n",
        encoding="cp1252",
    )
    assert read_labels(path, log) == (
        LabelledRange(first=1060, last=1100, label="fuite"),
        LabelledRange(first=1500, last=1500, label="échauffement"),
    )
    month_first = [{"start": "03/04/2025 00:17:40", "label": "leak"}]
    assert place_labels(month_first, log)[0].first == 1060


def test_a_date_that_may_be_two_days_is_refused(plant_log) -> None:
    rows = plant_log.times.size
    log = dataclasses.replace(plant_log, times=np.arange(rows) * np.int64(86_400_000_000 // 2))
    with pytest.raises(LogRefused, match="may be 1970-04-03 or 1970-03-04: write it as 1970-04-03"):
        place_labels([{"start": "03/04/1970", "label": "leak"}], log)
    assert place_labels([{"start": "13/04/1970", "label": "leak"}], log)[0].label == "leak"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "time,what\n1,leak\n", "has the columns time, what"),
        ("a.csv", "", "has the columns none"),
        ("a.csv", "start,end,label\n", "holds no label"),
        ("a.csv", "start,end,label\n10,20,\n", "has no label"),
        ("a.csv", "start,end,label\n,20,leak\n", "has no start"),
        ("a.csv", "start,end,label\n30,20,leak\n", "ends \\(20\\) before it starts"),
        ("a.csv", "start,end,label\n10,99999,leak\n", "has no row 99999"),
        ("a.csv", "start,end,label\n2031-01-01,2031-01-02,leak\n", "is outside"),
        ("a.csv", "start,end,label\nsoon,later,leak\n", "is no date"),
        ("a.csv", "start,end,label\n10,30,leak\n20,40,heating\n", "both leak and heating"),
        ("a.json", "{", "is no JSON"),
        ("a.json", '{"a": 1}', "wanted is a list"),
    ],
)
def test_labels_that_cannot_be_used_say_what_mends_them(plant_log, tmp_path, name, text, said) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LogRefused, match=said):
        read_labels(path, plant_log)


def test_a_missing_file_and_one_that_is_no_text_are_refused(plant_log, tmp_path) -> None:
    with pytest.raises(LogRefused, match="no file of labels"):
        read_labels(tmp_path / "none.csv", plant_log)
    (tmp_path / "b.csv").write_bytes(b"PK\x03\x04\0\xff\xfe,x\n")
    with pytest.raises(LogRefused, match="UTF-8"):
        read_labels(tmp_path / "b.csv", plant_log)
    with pytest.raises(LogRefused, match="holds no label"):
        place_labels([], plant_log)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "wanted is a list"),
        ([{"action": "remove"}], "correction 1"),
        ([{"concept": "a:b", "action": "burn"}], "no action 'burn'"),
        ([{"concept": "a:b", "factor": -1}], "a factor is a number"),
        ([{"concept": "a:b", "factor": True}], "a factor is a number"),
        ([{"concept": "a:b", "fault": 3}], "one of the labels"),
        ([{"concept": "a:b", "colour": "red"}], "correction 1"),
    ],
)
def test_corrections_that_cannot_be_used_are_refused(tmp_path, body, said) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    with pytest.raises(LogRefused, match=said):
        read_corrections(path)


def test_a_pattern_means_what_it_says_and_brackets_are_letters(plant_log) -> None:
    named = parse_corrections([{"concept": "level_high:X[1]", "action": "remove"}])[0]
    renamed = dataclasses.replace(plant_log, names=("X[1]", "X1", "Z"))
    told = diagnose_log(renamed, LABELS, width=40, train_until="800")
    assert [told.found.concepts[k].name for k in named.columns(told.found.concepts)] == ["level_high:X[1]"]
