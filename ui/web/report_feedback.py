"""The box of the reports tab in which an engineer accepts, rejects or corrects what a report says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.reports.feedback.book import FeedbackBook
from assistant.reports.feedback.records import LONGEST_NOTE, VERDICTS, BadFeedback, Target, Verdict
from ui.web import report_words as words
from ui.web.errors_french import said_to
from ui.web.present import as_markdown
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from assistant.reports.records import Report
    from ui.web.rooms import Rooms

_TITLE = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The report that is on the page: its equipment, and what feedback may be given on."""

    equipment: str = ""
    targets: tuple[Target, ...] = ()


class FeedbackBox:
    """Builds the box and keeps what is given in it."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def build(self, i18n: Any, shown: gr.State) -> tuple[Any, Any]:
        """Lays it out, hidden until a report is there; gives the box and its choice of what it is about."""
        with gr.Group(visible=False, elem_id="report-feedback") as box:
            about = gr.Dropdown(label=i18n("report_about"), choices=[], value=None, elem_id="report-about")
            note = gr.Textbox(
                label=i18n("report_note"), lines=2, max_length=LONGEST_NOTE, elem_id="report-note"
            )
            with gr.Row():
                hours = gr.Textbox(label=i18n("report_hours"), min_width=90, elem_id="report-hours")
                cost = gr.Textbox(label=i18n("report_cost"), min_width=90, elem_id="report-cost")
            with gr.Row():
                buttons = {
                    verdict: gr.Button(
                        i18n(f"report_{verdict}"), size="sm", min_width=80, elem_id=f"report-{verdict}"
                    )
                    for verdict in VERDICTS
                }
            kept = gr.Markdown(elem_id="report-kept")
        for verdict, button in buttons.items():
            button.click(
                self.give, [gr.State(verdict), shown, about, note, hours, cost], [kept, note, hours, cost]
            )
        return box, about

    def opened(self, report: Report) -> tuple[Any, Any]:
        """The box with the targets of a report to choose from."""
        choices = [(_short(one.title), one.id) for one in report.targets]
        return gr.update(visible=bool(choices)), gr.update(choices=choices, value=None)

    def give(
        self,
        verdict: Verdict,
        shown: Shown,
        about: str | None,
        note: str,
        hours: str,
        cost: str,
        request: gr.Request,
    ) -> tuple[Any, ...]:
        """Keeps the feedback and empties the fields; says what is wrong where it cannot."""
        language = visitor_language(request)
        if not about:
            return words.CHOOSE_TARGET[language], gr.skip(), gr.skip(), gr.skip()
        try:
            FeedbackBook(self._rooms.knowledge.folder).give(
                shown.equipment, about, verdict=verdict, note=note or "",
                hours=_figure(hours), cost=_figure(cost), targets=shown.targets,
            )  # fmt: skip
        except BadFeedback as error:
            return f"⚠ {as_markdown(said_to(error, language))}", gr.skip(), gr.skip(), gr.skip()
        return words.KEPT[language], "", "", ""


def _figure(written: str) -> float | None:
    """A number as an engineer writes it, with point or comma; None where the field is empty.

    Raises:
        BadFeedback: It is no number.
    """
    text = (written or "").strip().replace(" ", "").replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise BadFeedback(f"{written.strip()[:40]!r} is no number") from error


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[:_TITLE].rsplit(' ', 1)[0]} …"
