"""What the signals tab answers: draws, judges and forecasts logs, asks about windows. Lays nothing out."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.citations import CitationList
from assistant.errors import AssistantError, Cancelled
from assistant.experts.series.changes.picture import page_figure as changes_figure
from assistant.experts.series.changes.report import ChangeReport, changes_of
from assistant.experts.series.detectors.episodes import Episode
from assistant.experts.series.detectors.log import LogRefused, SensorLog, ingested_log
from assistant.experts.series.detectors.picture import log_frame
from assistant.experts.series.detectors.picture import page_figure as judged_figure
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.experts.series.forecast.picture import page_figure as forecast_figure
from assistant.experts.series.forecast.report import ForecastReport, forecast_log
from assistant.experts.series.forecast.sentences import model_words
from assistant.experts.series.joined import with_joined
from assistant.experts.series.names import LogNames
from assistant.experts.series.pattern_sources import Part, PatternSources
from assistant.experts.series.plot import series_figure
from assistant.experts.series.window_pattern import outstanding, standings
from assistant.experts.series.wording import stamp
from assistant.records import AnswerEvent, SentenceEvent
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.records import Language, Scope, SeriesRef
from ui.web import present, signal_present
from ui.web import signal_words as words
from ui.web.errors_french import said_to
from ui.web.signal_fields import (
    FieldRefused,
    WindowFields,
    read_horizon,
    read_limits,
    read_normal,
    read_window,
)
from ui.web.visitor import visitor_language
from ui.web.words import STOPPED

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

MOST_DRAWN = 12
"""Sensors of a picture where none is chosen."""
_APART = " · "
_ERRORS = (AssistantError, RetrievalError, IngestError, OSError)
_Report = DetectionReport | ForecastReport | ChangeReport


class SignalDesk:
    """The tab's events. One instance a page; what belongs to one visitor comes in and goes out."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._papers = PatternSources(rooms.knowledge)

    def logs(self, chosen: str | None, request: gr.Request) -> tuple[Any, str]:
        """The ingested logs; the one with the latest readings is chosen where none was."""
        self._rooms.knowledge.refresh()
        refs = [log.ref for log in with_joined(self._rooms.knowledge.catalogue.series())]
        if not refs:
            return gr.update(choices=[], value=None), words.NO_LOG[visitor_language(request)]
        sources = [ref.source for ref in refs]
        names = {_name(ref): ref.source if sources.count(ref.source) == 1 else _name(ref) for ref in refs}
        latest = _name(max(refs, key=lambda ref: (ref.end, ref.row_count)))
        choices = sorted((label, name) for name, label in names.items())
        return gr.update(choices=choices, value=chosen if chosen in names else latest), ""

    def choose(self, chosen: str | None, request: gr.Request) -> tuple[Any, ...]:
        """Another log: its sensors and its picture; nothing stays of the one before."""
        return *self.show(chosen, [], request), "", "", []

    def show(self, chosen: str | None, sensors: list[str], request: gr.Request) -> tuple[Any, ...]:
        """The sensors of a log and their picture, before anything is judged."""
        language = visitor_language(request)
        closed = gr.update(visible=False)
        if not chosen:
            return gr.skip(), None, gr.skip(), closed, closed, None
        try:
            log = self._log(chosen)
        except _ERRORS as error:
            return gr.update(choices=[], value=[]), None, _refused(error, language), closed, closed, None
        kept = [name for name in sensors if name in log.names]
        names = kept or list(log.names[:MOST_DRAWN])
        told = signal_present.shown(log, len(names), language)
        picked = gr.update(choices=list(log.names), value=kept)
        return (
            picked,
            None,
            told,
            closed,
            closed,
            series_figure(log_frame(log, names), names, language=language),
        )

    def redraw(
        self, report: _Report | None, chosen: str | None, sensors: list[str], request: gr.Request
    ) -> Any:
        """The picture with the sensors that are chosen now."""
        if isinstance(report, ForecastReport):
            return forecast_figure(report, sensors=sensors)
        if isinstance(report, DetectionReport):
            return judged_figure(report, sensors=sensors)
        if isinstance(report, ChangeReport):
            return changes_figure(report, sensors=sensors)
        if not chosen:
            return gr.skip()
        try:
            log = self._log(chosen)
        except _ERRORS:
            return gr.skip()
        names = [name for name in sensors if name in log.names] or list(log.names[:MOST_DRAWN])
        return series_figure(log_frame(log, names), names, language=visitor_language(request))

    def judge(
        self, chosen: str | None, sensors: list[str], until: str, rate: float, request: gr.Request
    ) -> tuple[Any, ...]:
        """What is not normal in a log; all its sensors are judged, those chosen are drawn."""
        language = visitor_language(request)
        if not chosen:
            return _nothing(words.CHOOSE_LOG[language])
        try:
            log = self._log(chosen)
            report = detect_log(
                log,
                train_until=read_normal(until, log, language),
                false_alarm_rate=rate / 100.0,
                language="fr" if language == "fr" else "en",
            )
        except (FieldRefused, *_ERRORS) as error:
            return _nothing(_refused(error, language))
        rows = signal_present.range_rows(report)
        table = gr.update(value={"headers": words.RANGE_HEADERS[language], "data": rows}, visible=bool(rows))
        told = signal_present.judged(report, language)
        return report, told, table, gr.update(visible=False), judged_figure(report, sensors=sensors)

    def changes(self, chosen: str | None, sensors: list[str], request: gr.Request) -> tuple[Any, ...]:
        """What changed for good in a log; all its sensors are looked at, those chosen are drawn."""
        language = visitor_language(request)
        if not chosen:
            return _nothing(words.CHOOSE_LOG[language])
        try:
            report = changes_of(self._log(chosen), language="fr" if language == "fr" else "en")
        except _ERRORS as error:
            return _nothing(_refused(error, language))
        rows = signal_present.change_rows(report)
        table = gr.update(value={"headers": words.CHANGE_HEADERS[language], "data": rows}, visible=bool(rows))
        told = signal_present.changed(report, language)
        return report, told, table, gr.update(visible=False), changes_figure(report, sensors=sensors)

    def forecast(
        self, chosen: str | None, sensors: list[str], horizon: str, limit: str, coverage: float,
        request: gr.Request, progress: gr.Progress = gr.Progress(),  # noqa: B008 - Gradio finds it by its default
    ) -> tuple[Any, ...]:  # fmt: skip
        """What the chosen sensors will do, with intervals, and when they reach a limit."""
        language = visitor_language(request)
        if not chosen:
            return _nothing(words.CHOOSE_LOG[language])
        try:
            log, limits = self._log(chosen), read_limits(limit, language)
            named = sensors or ([one.sensor for one in limits if one.sensor] or list(log.names[:MOST_DRAWN]))
            report = forecast_log(
                log,
                read_horizon(horizon, log, language),
                self._rooms.forecasters(),
                sensors=named,
                coverage=coverage / 100.0,
                limits=limits,
                language="fr" if language == "fr" else "en",
                tell=lambda name, done, total: progress((done, total), desc=model_words(name, language)),
            )
        except (FieldRefused, *_ERRORS) as error:
            return _nothing(_refused(error, language))
        rows = {"headers": words.AHEAD_HEADERS[language], "data": signal_present.ahead_rows(report)}
        table = gr.update(value=rows, visible=True)
        told = signal_present.forecast(report, language)
        return report, told, gr.update(visible=False), table, forecast_figure(report, sensors=sensors)

    def pick(self, report: _Report | None, event: gr.SelectData) -> tuple[Any, Any]:
        """A click on a range or a change: its window to ask about."""
        picked = _window_of(report, int(event.index[0]))
        if report is None or picked is None:
            return gr.skip(), gr.skip()
        start, end = (stamp(at, report.language) for at in picked)
        return start, end

    def mark(
        self, report: _Report | None, sensors: list[str], since: str, until: str, request: gr.Request
    ) -> Any:
        """The picture with a window that was picked; drawn apart from the window, which is there at once."""
        try:
            window = read_window(since, until, visitor_language(request))
        except FieldRefused:
            return gr.skip()
        if window.start is None or window.end is None:
            return gr.skip()
        if isinstance(report, DetectionReport):
            return judged_figure(report, window=(window.start, window.end), sensors=sensors)
        if isinstance(report, ChangeReport):
            return changes_figure(report, window=(window.start, window.end), sensors=sensors)
        return gr.skip()

    def take(self, event: gr.EventData) -> tuple[str, str]:
        """A window dragged over the picture; empty where all is shown again."""
        return str(event.since).replace("T", " "), str(event.until).replace("T", " ")

    def ask(
        self, chosen: str | None, since: str, until: str, question: str, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Asks the assistant about the window, of this log's source alone."""
        language = visitor_language(request)
        nothing = present.evidence_cards(())
        if not chosen:
            yield words.CHOOSE_LOG[language], [], nothing
            return
        asked = (
            question.strip() or (words.FRENCH if language == "fr" else words.ENGLISH)["signal_question_hint"]
        )
        cancel = threading.Event()
        try:
            window = read_window(since, until, language)
            scope = Scope(sources=(chosen.rpartition(_APART)[0],), since=window.start, until=window.end)
            yield "…", [], nothing
            told = ""
            for event in self._rooms.ask(asked, history=(), scope=scope, cancel=cancel):
                if isinstance(event, SentenceEvent):
                    told += event.text
                    yield present.as_markdown(told), gr.skip(), gr.skip()
                elif isinstance(event, AnswerEvent):
                    found = list(event.answer.citations)
                    text = f"{present.as_markdown(event.answer.text)}\n\n{present.footer(event.answer)}"
                    yield text, found, present.evidence_cards(found, language=language)
        except Cancelled:
            yield STOPPED[language], [], nothing
        except (FieldRefused, *_ERRORS) as error:
            yield _refused(error, language), [], nothing
        finally:
            cancel.set()

    def sources(
        self, chosen: str | None, report: _Report | None, since: str, until: str, request: gr.Request
    ) -> tuple[Any, ...]:
        """How the sensors stand in the window, and what failure modes and documents say of it."""
        language = visitor_language(request)
        nothing = present.evidence_cards(())
        if not chosen:
            return words.CHOOSE_LOG[language], [], nothing
        try:
            window = read_window(since, until, language)
            if window.is_open:
                return words.CHOOSE_WINDOW[language], [], nothing
            log = self._log(chosen)
            ends = (window.start or log.moment(0), window.end or log.moment(-1))
            found = standings(log, *ends)
            parts = _episode_parts(report, window) or [
                Part(name=one.name, share=one.share, direction=one.direction) for one in outstanding(found)
            ]
            said: Language = "fr" if language == "fr" else "en"
            told = self._papers.find(self._ref(chosen), parts, said, window=ends)
        except (FieldRefused, *_ERRORS) as error:
            return _refused(error, language), [], nothing
        numbered = CitationList(self._rooms.locate)
        for one in told:
            numbered.cite(one)
        cited = list(numbered.all())
        text = signal_present.pattern(outstanding(found), cited, language)
        return text, cited, present.evidence_cards(cited, language=language)

    def _log(self, chosen: str) -> SensorLog:
        source, _, name = chosen.rpartition(_APART)
        series = None if self._named(chosen).parts else name
        return ingested_log(source, self._rooms.knowledge, series=series)

    def _ref(self, chosen: str) -> SeriesRef:
        return self._named(chosen).ref

    def _named(self, chosen: str) -> LogNames:
        logs = with_joined(self._rooms.knowledge.catalogue.series())
        found = next((log for log in logs if _name(log.ref) == chosen), None)
        if found is None:
            raise LogRefused(f"no ingested log {chosen!r}")
        return found


def _name(ref: SeriesRef) -> str:
    return f"{ref.source}{_APART}{ref.name}"


def _nothing(said: str) -> tuple[Any, ...]:
    """A refusal; what is drawn and listed stays."""
    return gr.skip(), said, gr.skip(), gr.skip(), gr.skip()


def _refused(error: Exception, language: str) -> str:
    if isinstance(error, FieldRefused):
        return f"⚠ {present.as_markdown(str(error))}"
    return words.REFUSED[language].format(why=present.as_markdown(said_to(error, language)))


def _ends(report: DetectionReport, episode: Episode) -> tuple[datetime, datetime]:
    return report.log.moment(episode.start_row), report.log.moment(episode.end_row)


def _window_of(report: _Report | None, place: int) -> tuple[datetime, datetime] | None:
    """The window of a row: a range, or the time of a change's new state, to the log's end where it lasts."""
    if isinstance(report, ChangeReport):
        changes = signal_present.by_strength(report)
        if place >= len(changes):
            return None
        change = changes[place]
        last = report.log.moment(-1) if change.until is None else report.moment(change.until)
        return report.moment(change.row), last
    order = signal_present.by_score(report) if isinstance(report, DetectionReport) else []
    if not isinstance(report, DetectionReport) or place >= len(order):
        return None
    return _ends(report, report.found.episodes[order[place]])


def _episode_parts(report: _Report | None, window: WindowFields) -> Sequence[Part]:
    """The sensors of the range that the window is, where it is one; what detectors saw goes before levels."""
    if not isinstance(report, DetectionReport):
        return ()
    for episode in report.found.episodes:
        start, end = (one.replace(microsecond=0) for one in _ends(report, episode))
        if (window.start, window.end) == (start, end):
            return [
                Part(name=report.log.names[part.place], share=part.share, direction=part.direction)
                for part in episode.sensors
            ]
    return ()
