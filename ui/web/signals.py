"""The tab for signals: pick a log, see what is not normal and why, ask about a window of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError, Cancelled
from assistant.experts.series.detectors.log import LogRefused, ingested_log
from assistant.experts.series.detectors.picture import page_figure
from assistant.experts.series.detectors.report import DetectionReport, detect_log
from assistant.records import AnswerEvent, SentenceEvent
from assistant.service import MAX_QUESTION
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from ui.web import present, words
from ui.web.chat import scope_of

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

_KEPT_SECONDS = 3600
"""How long what was judged for a visitor is kept."""
_MOST_ROWS = 200
_APART = " · "


class SignalsTab:
    """Builds the tab and answers its events."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def build(self, tab: gr.Tab, i18n: Any) -> None:
        """Lays the tab out; it is filled when it is opened."""
        judged = gr.State(None, time_to_live=_KEPT_SECONDS)
        with gr.Row(equal_height=False):
            with gr.Column(scale=2):
                log = gr.Dropdown(label=i18n("signal_log"), choices=[], elem_id="signal-log")
                until = gr.Textbox(label=i18n("signal_until"), elem_id="signal-until")
                rate = gr.Slider(
                    0.01, 5.0, value=0.1, step=0.01, label=i18n("signal_rate"), elem_id="signal-rate"
                )
                judge = gr.Button(i18n("signal_judge"), variant="primary", elem_id="signal-judge")
                said = gr.Markdown(elem_id="signal-said")
                since = gr.Textbox(label=i18n("signal_since"), elem_id="signal-since")
                end = gr.Textbox(label=i18n("signal_end"), elem_id="signal-end")
                question = gr.Textbox(
                    label=i18n("signal_question"), lines=2, max_length=MAX_QUESTION, elem_id="signal-question"
                )
                ask = gr.Button(i18n("send"), elem_id="signal-ask")
                answer = gr.Markdown(elem_id="signal-answer")
            with gr.Column(scale=5):
                ranges = gr.Dataframe(
                    headers=words.SIGNAL_HEADERS["en"], interactive=False, elem_id="signal-ranges",
                    label=i18n("signal_ranges"), max_height=300, wrap=True,
                    column_widths=["5%", "15%", "15%", "9%", "56%"],
                )  # fmt: skip
                plot = gr.Plot(show_label=False, elem_id="signal-plot")
        shown = [judged, said, ranges, plot]
        judge.click(self.judge, [log, until, rate], shown, concurrency_id="judge", concurrency_limit=1)
        ranges.select(self.pick, [judged], [since, end, plot], show_progress="hidden")
        for trigger in (ask.click, question.submit):
            trigger(self.ask, [log, since, end, question], [answer], show_progress="minimal")
        tab.select(self.logs, None, [log], show_progress="hidden")

    def logs(self) -> Any:
        """The ingested logs."""
        self._rooms.knowledge.refresh()
        refs = self._rooms.knowledge.catalogue.series()
        return gr.update(choices=sorted(f"{ref.source}{_APART}{ref.name}" for ref in refs))

    def judge(self, log: str | None, until: str, rate: float, request: gr.Request) -> tuple[Any, ...]:
        """What is not normal in a log."""
        language = words.language_of(request.headers.get("accept-language"))
        if not log:
            return None, words.CHOOSE_LOG[language], gr.skip(), None
        source, _, name = log.rpartition(_APART)
        try:
            found = detect_log(
                ingested_log(source, self._rooms.knowledge, series=name),
                train_until=until.strip() or None,
                false_alarm_rate=rate / 100.0,
                language="fr" if language == "fr" else "en",
            )
        except (LogRefused, AssistantError, RetrievalError, OSError) as error:
            return None, f"⚠ {present.as_markdown(str(error))}", gr.skip(), None
        told = words.JUDGED[language].format(
            count=len(found.found.episodes),
            rows=found.log.times.size,
            sensors=len(found.log.names),
            detectors=", ".join(found.detectors),
        )
        rows = {"headers": words.SIGNAL_HEADERS[language], "data": range_rows(found)}
        return found, told, rows, page_figure(found)

    def pick(self, judged: DetectionReport | None, event: gr.SelectData) -> tuple[Any, ...]:
        """A click on a range: its window to ask about, marked in the picture."""
        place = int(event.index[0])
        order = by_score(judged) if judged is not None else []
        if judged is None or place >= len(order):
            return gr.skip(), gr.skip(), gr.skip()
        episode = judged.found.episodes[order[place]]
        start, end = judged.log.moment(episode.start_row), judged.log.moment(episode.end_row)
        shown = tuple(moment.isoformat(sep=" ", timespec="seconds") for moment in (start, end))
        return *shown, page_figure(judged, window=(start, end))

    def ask(
        self, log: str | None, since: str, until: str, question: str, request: gr.Request
    ) -> Iterator[str]:
        """Asks the assistant about the window, of this log's source alone."""
        language = words.language_of(request.headers.get("accept-language"))
        if not log or not question.strip():
            yield words.CHOOSE_LOG[language] if not log else ""
            return
        source = log.rpartition(_APART)[0]
        cancel = threading.Event()
        try:
            scope = scope_of(
                equipment="", source=source, since=since.replace(" ", "T"), until=until.replace(" ", "T")
            )
            told = ""
            for event in self._rooms.ask(question.strip(), history=(), scope=scope, cancel=cancel):
                if isinstance(event, SentenceEvent):
                    told += present.as_markdown(event.text)
                    yield told
                elif isinstance(event, AnswerEvent):
                    yield f"{present.as_markdown(event.answer.text)}\n\n{present.footer(event.answer)}"
        except Cancelled:
            yield words.STOPPED[language]
        except (AssistantError, RetrievalError, IngestError, ValueError) as error:
            yield f"⚠ {present.as_markdown(str(error))}"
        finally:
            cancel.set()


def by_score(report: DetectionReport) -> list[int]:
    """Places of the ranges, the strongest first."""
    episodes = report.found.episodes
    return sorted(range(len(episodes)), key=lambda k: -episodes[k].score)[:_MOST_ROWS]


def range_rows(report: DetectionReport) -> Sequence[Sequence[Any]]:
    """Ranges as rows: number, since, until, score, explanation."""
    rows = []
    for number, place in enumerate(by_score(report), start=1):
        episode = report.found.episodes[place]
        start, end = report.log.moment(episode.start_row), report.log.moment(episode.end_row)
        shown = [moment.isoformat(sep=" ", timespec="seconds") for moment in (start, end)]
        rows.append([number, *shown, round(episode.score, 2), report.explanation(place)])
    return rows
