"""The signals tab's events: drawing, judging, forecasting, windows, questions and what the papers say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.citations import Place
from assistant.experts.series.changes.report import ChangeReport
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.experts.series.forecast.members import forecaster_named
from assistant.experts.series.forecast.report import ForecastReport
from assistant.records import Answer, AnswerEvent, Citation, Evidence, SentenceEvent
from retrieval.records import Scope, SeriesRef
from ui.web import signal_desk
from ui.web.signal_desk import SignalDesk
from ui.web.signal_present import by_score, range_rows

PUMP = "logs/pump.csv · pump"


def log(sensors: int = 2) -> SensorLog:
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(5.0, 50.0, *(20.0,) * (sensors - 2)), size=(1_200, sensors))
    values[700:720, 0] += 3.0
    values[900:1_000, 1] += 6.0
    start = 1_709_251_200_000_000
    return SensorLog(
        name="pump.csv",
        times=start + 60_000_000 * np.arange(1_200),
        row=np.arange(1_200),
        values=values,
        names=("Flow", "Pressure", *(f"T{k}" for k in range(sensors - 2))),
    )


def request(language: str = "en"):
    return SimpleNamespace(headers={"accept-language": language})


def ref(source: str, name: str, end: int) -> SeriesRef:
    return SeriesRef(
        id=source + name, source=source, name=name, sensors=(), start=datetime(2024, 1, 1),
        end=datetime(2024, 3, end), row_count=9, step_seconds=60.0, parquet="p",
    )  # fmt: skip


REFS = (ref("logs/pump.csv", "pump", 2), ref("fan.xlsx", "a", 9), ref("fan.xlsx", "b", 4))


def rooms(ask=None, refs=REFS):
    catalogue = SimpleNamespace(series=lambda: list(refs))
    return SimpleNamespace(
        knowledge=SimpleNamespace(refresh=lambda: None, catalogue=catalogue),
        ask=ask,
        forecasters=lambda: [forecaster_named("naive")],
        locate=lambda evidence, quote: Place(evidence.page, ()),
    )


@pytest.fixture
def desk(monkeypatch) -> SignalDesk:
    monkeypatch.setattr(signal_desk, "ingested_log", lambda source, knowledge, *, series: log())
    return SignalDesk(rooms())


def test_logs_are_offered_by_their_source_and_the_latest_is_chosen() -> None:
    update, said = SignalDesk(rooms()).logs(None, request())
    assert update["choices"] == [
        ("fan.xlsx · a", "fan.xlsx · a"), ("fan.xlsx · b", "fan.xlsx · b"), ("logs/pump.csv", PUMP),
    ]  # fmt: skip
    assert update["value"] == "fan.xlsx · a"
    assert said == ""
    assert SignalDesk(rooms()).logs(PUMP, request())[0]["value"] == PUMP


def test_without_a_log_the_visitor_is_told_what_to_do() -> None:
    assert "Documents" in SignalDesk(rooms(refs=())).logs(None, request("fr"))[1]


def test_a_log_is_drawn_whole_before_anything_is_judged(desk) -> None:
    picked, report, said, _, _, figure = desk.show(PUMP, [], request())
    assert picked["choices"] == ["Flow", "Pressure"]
    assert report is None
    assert "1200 rows" in said
    assert "every 1 min" in said
    assert [trace.name for trace in figure.data] == ["Flow", "Pressure"]
    *_, since, until, citations = desk.choose(PUMP, request())
    assert (since, until, citations) == ("", "", [])


def test_of_many_sensors_some_are_drawn_and_any_can_be_chosen(monkeypatch) -> None:
    monkeypatch.setattr(signal_desk, "ingested_log", lambda *_, **__: log(20))
    desk = SignalDesk(rooms())
    _, _, said, _, _, figure = desk.show(PUMP, [], request("fr"))
    assert len(figure.data) == 12
    assert "12 tracés" in said
    assert [trace.name for trace in desk.redraw(None, PUMP, ["T17"], request("fr")).data] == ["T17"]


def test_a_log_is_judged_strongest_first_in_the_visitors_language(desk) -> None:
    report, said, ranges, _, figure = desk.judge(PUMP, [], "600", 0.1, request("fr-FR"))
    assert "plages" in said
    assert ranges["visible"]
    assert ranges["value"]["headers"][1] == "Depuis"
    first = ranges["value"]["data"][0]
    assert first[0] == 1
    assert first[4].startswith("Pressure au-dessus de son niveau habituel")
    scores = [row[3] for row in ranges["value"]["data"]]
    assert scores == sorted(scores, reverse=True)
    assert len(figure.data) == 3
    assert report.found.trained_on[2] == 600
    assert desk.redraw(report, PUMP, ["Flow"], request("fr")).data[0].name == "Flow"


def test_a_slow_change_that_was_learnt_is_told_with_what_to_write_into_which_field(monkeypatch) -> None:
    crept = log()
    crept.values[300:900, 0] += np.linspace(0, 40, 600)
    crept.values[900:, 0] += 40
    monkeypatch.setattr(signal_desk, "ingested_log", lambda *_, **__: crept)
    _, said, *_ = SignalDesk(rooms()).judge(PUMP, [], "", 0.1, request("fr-FR"))
    assert "Flow est passé de" in said
    until = re.search(r"« Normal jusqu'à » (\d\d/\d\d/\d{4} \d\d:\d\d)\\?\.", said)
    assert until is not None
    again, told, *_ = SignalDesk(rooms()).judge(PUMP, [], until[1], 0.1, request("fr-FR"))
    assert "est passé" not in told
    assert any(again.found.alarm[600:800])


def test_what_changed_is_listed_strongest_first_and_a_click_takes_its_time(desk) -> None:
    report, said, ranges, ahead, figure = desk.changes(PUMP, [], request("fr"))
    assert isinstance(report, ChangeReport)
    assert said.startswith(f"**{len(report.changes)} changements**")
    assert not ahead["visible"]
    assert ranges["value"]["headers"][4] == "Ce qui a changé"
    strengths = [row[3] for row in ranges["value"]["data"]]
    assert strengths == sorted(strengths, reverse=True)
    first = ranges["value"]["data"][0]
    assert "Pressure : le niveau est passé" in first[4]
    assert len([shape for shape in figure.layout.shapes if shape.type == "line"]) >= len(report.changes)
    since, until = desk.pick(report, SimpleNamespace(index=[0, 2]))
    marked = desk.mark(report, [], since, until, request())
    assert since == first[1]
    assert until == first[2] or first[2] == "fin"
    assert any(shape.type == "rect" for shape in marked.layout.shapes)
    assert desk.redraw(report, PUMP, ["Flow"], request("fr")).data[0].name == "Flow"


def test_a_log_is_forecast_with_its_interval_and_limit(desk) -> None:
    report, said, _, table, figure = desk.forecast(PUMP, [], "2 h", "Pressure=51,5", 90, request("fr"))
    assert isinstance(report, ForecastReport)
    assert "120 pas" in said
    (row,) = table["value"]["data"]
    assert row[0] == "Pressure"
    assert " à " in row[1]
    assert "51,5" in row[2].split(".")[0]
    assert len(figure.data) == 3
    assert any(shape.type == "line" for shape in figure.layout.shapes)


@pytest.mark.parametrize(
    ("horizon", "limit", "language", "told"),
    [
        ("soon", "", "en", "'soon' is no horizon"),
        ("bientôt", "", "fr", "n'est pas un horizon"),
        ("3 days", "", "en", "a quarter of the log at most, 5 h here"),
        ("2h", "hot", "fr", "n'est pas une limite"),
        ("2h", "Boiler=3", "en", "no sensor"),
    ],
)
def test_forecasts_are_refused_in_words(desk, horizon, limit, language, told) -> None:
    report, said, *_ = desk.forecast(PUMP, [], horizon, limit, 90, request(language))
    assert told in said
    assert not isinstance(report, ForecastReport)


def test_no_log_and_refused_ones_are_told(desk, monkeypatch) -> None:
    assert desk.judge(None, [], "", 0.1, request())[1] == "Choose a log first."
    assert desk.forecast(None, [], "24h", "", 90, request("fr"))[1] == "Choisissez d'abord un enregistrement."
    assert "moins de 40 lignes" in desk.judge(PUMP, [], "3", 0.1, request("fr"))[1]
    assert "is no number of rows" in desk.judge(PUMP, [], "yesterday", 0.1, request())[1]

    def refuse(*_, **__):
        raise LogRefused("it holds no reading")

    monkeypatch.setattr(signal_desk, "ingested_log", refuse)
    assert "it holds no reading" in desk.judge(PUMP, [], "", 0.1, request())[1]
    assert "it holds no reading" in desk.show(PUMP, [], request())[2]


def test_a_click_takes_the_window_of_the_range_in_its_row(desk) -> None:
    report = detect_log(log(), train_until="600", false_alarm_rate=0.001)
    assert isinstance(report, DetectionReport)
    episode = report.found.episodes[by_score(report)[0]]
    since, until = desk.pick(report, SimpleNamespace(index=[0, 2]))
    figure = desk.mark(report, [], since, until, request())
    assert since == range_rows(report)[0][1]
    assert datetime.fromisoformat(since) == report.log.moment(episode.start_row)
    assert datetime.fromisoformat(until) == report.log.moment(episode.end_row)
    assert figure.layout.shapes


def test_a_drag_takes_its_window_and_a_double_click_gives_it_back(desk) -> None:
    assert desk.take(SimpleNamespace(since="2024-03-01T10:00:00", until="2024-03-01 12:00")) == (
        "2024-03-01 10:00:00", "2024-03-01 12:00",
    )  # fmt: skip
    assert desk.take(SimpleNamespace(since="", until="")) == ("", "")


def test_a_question_is_asked_within_the_window_of_this_source() -> None:
    heard: list[tuple[str, Scope]] = []
    cited = Citation(n=1, source="logs/pump.csv", kind="series", quote="high", score=0.9, sensor="Flow")

    def ask(text, *, history, scope, cancel):
        heard.append((text, scope))
        yield SentenceEvent(text="It was high.", citations=(cited,))
        yield AnswerEvent(
            answer=Answer(text="It was high. [1]", abstained=False, language="en", citations=(cited,))
        )

    desk = SignalDesk(rooms(ask))
    told = list(desk.ask(PUMP, "2024-03-01 15:00:00", "2024-03-01", "why?", request()))
    assert told[1][0] == "It was high."
    text, citations, cards = told[-1]
    assert "\\[1\\]" in text
    assert citations == [cited]
    assert 'data-n="1"' in cards
    assert heard[0][0] == "why?"
    scope = heard[0][1]
    assert scope.sources == ("logs/pump.csv",)
    assert scope.since == datetime(2024, 3, 1, 15)
    assert scope.until == datetime(2024, 3, 1, 23, 59, 59, 999_999)
    list(desk.ask(PUMP, "", "", " ", request("fr")))
    assert heard[1][0] == "Qu'est-ce qui n'est pas normal ici ?"


def test_windows_that_cannot_be_read_are_told(desk) -> None:
    assert "is no time" in next(desk.ask(PUMP, "yesterday", "", "why?", request()))[0]
    assert "avant de commencer" in next(desk.ask(PUMP, "2024-03-02", "2024-03-01", "?", request("fr")))[0]
    assert "Take a window first" in desk.sources(PUMP, None, "", "", request())[0]


def test_what_the_papers_say_of_a_window_is_told_with_cards(desk, monkeypatch) -> None:
    asked = []

    def find(known, parts, language, *, window):
        asked.append((parts, language, window))
        return (
            Evidence(kind="text", source="rca.docx", quote="The strainer was choked.", score=0.8, page=2),
        )

    monkeypatch.setattr(desk._papers, "find", find)
    monkeypatch.setattr(desk, "_ref", lambda chosen: REFS[0])
    text, cited, cards = desk.sources(PUMP, None, "2024-03-01 15:00", "2024-03-01 16:39", request("fr"))
    assert "Pressure haut (moyenne 56" in text
    assert "0 modes de défaillance et 1 passages" in text
    assert cited[0].page == 2
    assert "strainer was choked" in cards
    (parts, language, _) = asked[0]
    assert (parts[0].name, parts[0].direction, language) == ("Pressure", "high", "fr")
    assert parts[0].share > 0.9


def test_a_judged_range_is_looked_up_by_what_its_detectors_saw(desk, monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(
        desk._papers, "find", lambda ref, parts, language, *, window: asked.append(parts) or ()
    )
    monkeypatch.setattr(desk, "_ref", lambda chosen: REFS[0])
    report = detect_log(log(), train_until="600", false_alarm_rate=0.001)
    row = range_rows(report)[0]
    text, cited, _ = desk.sources(PUMP, report, row[1], row[2], request())
    episode = report.found.episodes[by_score(report)[0]]
    assert [part.share for part in asked[0]] == [part.share for part in episode.sensors]
    assert cited == []
    assert "No failure mode and no passage" in text


def test_files_of_one_log_are_offered_as_one_too(monkeypatch) -> None:
    days = [
        replace(ref(f"logs/M-77_2025010{day}.csv", f"M-77_2025010{day}", 1), start=start, end=start + timedelta(hours=23))
        for day in (1, 2)
        for start in [datetime(2025, 1, day)]
    ]  # fmt: skip
    asked: list[tuple[str, str | None]] = []
    monkeypatch.setattr(
        signal_desk, "ingested_log", lambda source, _, *, series: asked.append((source, series)) or log()
    )
    desk = SignalDesk(rooms(refs=days))
    update, _ = desk.logs(None, request())
    assert [label for label, _ in update["choices"]] == [
        "logs/M-77_*.csv", "logs/M-77_20250101.csv", "logs/M-77_20250102.csv",
    ]  # fmt: skip
    desk.show(update["choices"][0][1], [], request())
    desk.show(update["choices"][1][1], [], request())
    assert asked == [("logs/M-77_*.csv", None), ("logs/M-77_20250101.csv", "M-77_20250101")]
