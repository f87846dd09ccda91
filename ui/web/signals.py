"""The tab for signals: a log, what is not normal, changed or to come, and questions about a window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.service import MAX_QUESTION
from ui.web import signal_words as words
from ui.web.evidence import EvidencePanel
from ui.web.signal_desk import SignalDesk
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

_KEPT_SECONDS = 3600
"""How long what was judged for a visitor is kept."""

WINDOW_JS = """
let heard = null;
setInterval(() => {
  const plot = document.querySelector('#signal-plot .js-plotly-plot');
  if (!plot || !plot._ev || plot._ev === heard) return;
  heard = plot._ev;
  plot.on('plotly_relayout', (change) => {
    const names = Object.keys(change);
    const low = names.find((name) => /^xaxis\\d*\\.range\\[0\\]$/.test(name));
    const short = (time) => String(time).slice(0, 19);
    if (low) {
      trigger('select', {since: short(change[low]), until: short(change[low.replace('[0]', '[1]')])});
    } else if (names.some((name) => /^xaxis\\d*\\.(autorange|showspikes)$/.test(name))) {
      trigger('select', {since: '', until: ''});
    }
  });
}, 400);
"""
"""Tells of a zoom as of a window; a picture drawn anew has a new emitter and is listened to again."""


PICKING_JS = "() => { window.signalPicking = (window.signalPicking ?? 0) + 1; }"
PICKED_JS = "() => { window.signalPicking -= 1; }"
_WAITED_JS = """async (...given) => {
  for (let turns = 0; window.signalPicking > 0 && turns < 200; turns += 1) {
    await new Promise((done) => setTimeout(done, 50));
  }
  const written = (id) => document.querySelector(`#${id} :is(input, textarea)`).value;
  given[%(since)d] = written('signal-since');
  given[%(end)d] = written('signal-end');
  return given;
}"""
"""Whoever clicks on a range and at once on a question means that range: its window is waited for."""


class SignalsTab:
    """Lays the tab out and ties its events to a ``SignalDesk``."""

    def __init__(self, rooms: Rooms) -> None:
        self._desk = SignalDesk(rooms)
        self._evidence = EvidencePanel(rooms, prefix="signal-")

    def build(self, tab: gr.Tab, i18n: Any) -> None:
        """Lays the tab out; it is filled when it is opened."""
        judged = gr.State(None, time_to_live=_KEPT_SECONDS)
        citations = gr.State([])
        with gr.Row(equal_height=False):
            with gr.Column(scale=4, min_width=340):
                log = gr.Dropdown(label=i18n("signal_log"), choices=[], elem_id="signal-log")
                sensors = gr.Dropdown(
                    label=i18n("signal_sensors"), choices=[], multiselect=True, elem_id="signal-sensors"
                )
                asked = self._asked(i18n)
                said = gr.Markdown(elem_id="signal-said")
                window = self._window(i18n)
                answer = gr.Markdown(elem_id="signal-answer")
                cards = self._evidence.cards()
            with gr.Column(scale=9, min_width=420):
                ranges = gr.Dataframe(
                    headers=words.RANGE_HEADERS["en"], interactive=False, elem_id="signal-ranges",
                    label=i18n("signal_ranges"), max_height=260, wrap=True, visible=False,
                    column_widths=["6%", "14%", "14%", "12%", "54%"],
                )  # fmt: skip
                ahead = gr.Dataframe(
                    headers=words.AHEAD_HEADERS["en"], interactive=False, elem_id="signal-ahead",
                    label=i18n("signal_ahead"), max_height=260, wrap=True, visible=False,
                    column_widths=["25%", "22%", "53%"],
                )  # fmt: skip
                close = gr.Button(i18n("signal_close"), visible=False, size="sm", elem_id="signal-close")
                views = self._evidence.views(i18n)
                plot = gr.Plot(show_label=False, elem_id="signal-plot")
                gr.Markdown(i18n("signal_hint"), elem_id="signal-hint")
                watch = gr.HTML("", elem_id="signal-watch", js_on_load=WINDOW_JS)
        opened = [cards, close, *views]
        drawn = [judged, said, ranges, ahead, plot]
        tab.select(self._desk.logs, [log], [log, said], show_progress="hidden").then(
            self._desk.show, [log, sensors], [sensors, *drawn], show_progress="hidden"
        )
        log.input(
            self._desk.choose, [log], [sensors, *drawn, *window[:2], citations], show_progress="minimal"
        )
        sensors.input(self._desk.redraw, [judged, log, sensors], [plot], show_progress="hidden")
        judge, until, rate, changes, forecast, horizon, limit, coverage = asked
        for trigger in (judge.click, changes.click, forecast.click, horizon.submit, limit.submit):
            trigger(lambda: "", None, [said], queue=False, show_progress="hidden")  # progress stands there
        judge.click(
            self._desk.judge, [log, sensors, until, rate], drawn, concurrency_id="judge", concurrency_limit=1,
            show_progress_on=[said],
        )  # fmt: skip
        changes.click(
            self._desk.changes, [log, sensors], drawn, concurrency_id="judge", concurrency_limit=1,
            show_progress_on=[said],
        )  # fmt: skip
        for trigger in (forecast.click, horizon.submit, limit.submit):
            trigger(
                self._desk.forecast, [log, sensors, horizon, limit, coverage], drawn,
                concurrency_id="judge", concurrency_limit=1, show_progress_on=[said],
            )  # fmt: skip
        ranges.select(None, js=PICKING_JS)
        ranges.select(
            self._desk.pick, [judged], [*window[:2]], show_progress="hidden", queue=False
        ).then(None, js=PICKED_JS).then(
            self._desk.mark, [judged, sensors, *window[:2]], [plot], show_progress="hidden"
        )  # fmt: skip
        watch.select(self._desk.take, None, [*window[:2]], show_progress="hidden", queue=False)
        self._ask(log, judged, window, [answer, citations, cards], opened)
        cards.select(self.open, [citations], opened, show_progress="hidden", trigger_mode="multiple")
        close.click(self.close, [citations], opened, queue=False)

    def _asked(self, i18n: Any) -> tuple[Any, ...]:
        """Fields and buttons of what is not normal, of what changed and of the forecast."""
        with gr.Tabs(elem_id="signal-tasks"):
            with gr.Tab(i18n("signal_tab_judge"), id="judge"):
                until = gr.Textbox(label=i18n("signal_until"), elem_id="signal-until")
                rate = gr.Slider(
                    0.01, 5.0, value=0.1, step=0.01, label=i18n("signal_rate"), elem_id="signal-rate"
                )
                judge = gr.Button(i18n("signal_judge"), variant="primary", elem_id="signal-judge")
            with gr.Tab(i18n("signal_tab_changes"), id="changes"):
                gr.Markdown(i18n("signal_changes_hint"))
                changes = gr.Button(i18n("signal_changes"), variant="primary", elem_id="signal-changes")
            with gr.Tab(i18n("signal_tab_ahead"), id="ahead"):
                horizon = gr.Textbox("24h", label=i18n("signal_horizon"), elem_id="signal-horizon")
                limit = gr.Textbox(label=i18n("signal_limit"), elem_id="signal-limit")
                coverage = gr.Slider(
                    50, 99, value=90, step=1, label=i18n("signal_coverage"), elem_id="signal-coverage"
                )
                forecast = gr.Button(i18n("signal_forecast"), variant="primary", elem_id="signal-forecast")
        return judge, until, rate, changes, forecast, horizon, limit, coverage

    def _window(self, i18n: Any) -> tuple[Any, ...]:
        """Fields and buttons of a window."""
        with gr.Row():
            since = gr.Textbox(label=i18n("signal_since"), elem_id="signal-since", min_width=150)
            end = gr.Textbox(label=i18n("signal_end"), elem_id="signal-end", min_width=150)
        question = gr.Textbox(
            label=i18n("signal_question"), lines=2, max_length=MAX_QUESTION, elem_id="signal-question",
            placeholder=i18n("signal_question_hint"),
        )  # fmt: skip
        with gr.Row():
            ask = gr.Button(i18n("send"), variant="primary", elem_id="signal-ask", min_width=120)
            sources = gr.Button(i18n("signal_sources"), elem_id="signal-sources", min_width=180)
        return since, end, question, ask, sources

    def _ask(self, log: Any, judged: Any, window: Any, told: Any, opened: Any) -> None:
        since, end, question, ask, sources = window
        for trigger in (ask.click, question.submit):
            trigger(
                self._desk.ask, [log, since, end, question], told, show_progress="minimal",
                js=_WAITED_JS % {"since": 1, "end": 2},
            ).then(self.close, [told[1]], opened, show_progress="hidden")  # fmt: skip
        sources.click(
            self._desk.sources, [log, judged, since, end], told, show_progress="minimal",
            js=_WAITED_JS % {"since": 2, "end": 3},
        ).then(self.close, [told[1]], opened, show_progress="hidden")  # fmt: skip

    def open(self, citations: list[Any], event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Opens the card that was clicked."""
        cards, *views = self._evidence.open(citations, int(event.n), language=visitor_language(request))
        return cards, gr.update(visible=True), *views

    def close(self, citations: list[Any], request: gr.Request) -> tuple[Any, ...]:
        """Closes what a card opened; the cards stay."""
        cards, *views = self._evidence.open(citations, None, language=visitor_language(request))
        return cards, gr.update(visible=False), *views
