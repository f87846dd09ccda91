"""The signals tab's events: judging a log, refusing, taking a range's window, asking within it."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.detectors.report import detect_log
from assistant.records import SentenceEvent
from retrieval.records import Scope
from ui.web import signals
from ui.web.signals import SignalsTab, by_score, range_rows


def log() -> SensorLog:
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(5.0, 50.0), size=(1_200, 2))
    values[700:720, 0] += 3.0
    values[900:1_000, 1] += 6.0
    start = 1_709_251_200_000_000
    return SensorLog(
        name="pump.csv",
        times=start + 60_000_000 * np.arange(1_200),
        row=np.arange(1_200),
        values=values,
        names=("Flow", "Pressure"),
    )


def request(language: str = "en"):
    return SimpleNamespace(headers={"accept-language": language})


def rooms(ask=None):
    series = [SimpleNamespace(source="logs/pump.csv", name="pump")]
    catalogue = SimpleNamespace(series=lambda: series)
    return SimpleNamespace(knowledge=SimpleNamespace(refresh=lambda: None, catalogue=catalogue), ask=ask)


@pytest.fixture
def ingested(monkeypatch):
    asked = []

    def find(source, knowledge, *, series):
        asked.append((source, series))
        return log()

    monkeypatch.setattr(signals, "ingested_log", find)
    return asked


def test_the_logs_of_the_catalogue_are_offered() -> None:
    assert SignalsTab(rooms()).logs()["choices"] == ["logs/pump.csv · pump"]


def test_a_log_is_judged_strongest_first_in_the_visitors_language(ingested) -> None:
    report, said, ranges, figure = SignalsTab(rooms()).judge(
        "logs/pump.csv · pump", "600", 0.1, request("fr-FR")
    )
    assert ingested == [("logs/pump.csv", "pump")]
    assert "plages" in said
    assert ranges["headers"][1] == "Depuis"
    first = ranges["data"][0]
    assert first[0] == 1
    assert "Pressure au-dessus de son niveau habituel" in first[4]
    scores = [row[3] for row in ranges["data"]]
    assert scores == sorted(scores, reverse=True)
    assert len(figure.data) == 3
    assert report.found.trained_on[2] == 600


def test_no_log_and_a_refused_one_are_told(monkeypatch) -> None:
    tab = SignalsTab(rooms())
    assert tab.judge(None, "", 0.1, request())[1] == "Choose a log first."

    def refuse(*_, **__):
        raise LogRefused("it holds no reading")

    monkeypatch.setattr(signals, "ingested_log", refuse)
    assert "it holds no reading" in tab.judge("a · b", "", 0.1, request())[1]


def test_a_click_takes_the_window_of_the_range_in_its_row() -> None:
    report = detect_log(log(), train_until="600", false_alarm_rate=0.001)
    episode = report.found.episodes[by_score(report)[0]]
    since, until, figure = SignalsTab(rooms()).pick(report, SimpleNamespace(index=[0, 2]))
    assert since == range_rows(report)[0][1]
    assert datetime.fromisoformat(since) == report.log.moment(episode.start_row)
    assert datetime.fromisoformat(until) == report.log.moment(episode.end_row)
    assert figure.layout.shapes


def test_a_question_is_asked_within_the_window_of_this_source() -> None:
    heard: list[tuple[str, Scope]] = []

    def ask(text, *, history, scope, cancel):
        heard.append((text, scope))
        yield SentenceEvent(text="It was high.", citations=())

    tab = SignalsTab(rooms(ask))
    told = list(tab.ask("logs/pump.csv · pump", "2024-03-01 15:00:00", "2024-03-01", "why?", request()))
    assert told == ["It was high."]
    text, scope = heard[0]
    assert text == "why?"
    assert scope.sources == ("logs/pump.csv",)
    assert scope.since == datetime(2024, 3, 1, 15)
    assert scope.until == datetime(2024, 3, 1, 23, 59, 59)
    assert "is not a date" in next(tab.ask("a · b", "yesterday", "", "why?", request()))
