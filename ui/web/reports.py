"""The tab for reports: choose a machine and a period, read the report, open its evidence, take its file."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from assistant.errors import AssistantError
from assistant.experts.tables.expert import TableExpert
from assistant.reports.make import ReportAsked, make_report
from assistant.reports.render.formats import FORMATS, write_report
from assistant.reports.render.html import STYLE, html_body
from assistant.reports.render.typeset import typeset_report
from assistant.scope import parse_scope
from retrieval.errors import RetrievalError
from retrieval.identifiers import find_tags
from ui.web import report_words as words
from ui.web.dates import as_iso
from ui.web.errors_french import said_to
from ui.web.evidence import EvidencePanel, nothing
from ui.web.present import as_markdown
from ui.web.report_feedback import FeedbackBox, Shown
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from assistant.reports.records import Report, ReportKind, ReportLanguage
    from ui.web.rooms import Rooms

_KEPT_SECONDS = 3600
_CHOICES = 2_000
MARKS_JS = """
element.addEventListener('click', (event) => {
  const about = event.target.closest('[data-target]');
  const mark = event.target.closest('a.n');
  if (!about && !mark) { return; }
  event.preventDefault();
  window.reportGoTo = about ? '#report-feedback' : '#report-close';
  const n = mark && Number(mark.textContent.replace(/\\D/g, ''));
  trigger('select', about ? {about: about.dataset.target} : {n});
});
"""


_TO_SIDE = (
    "() => document.querySelector(window.reportGoTo || '#report-close')"
    ".scrollIntoView({block: 'start', behavior: 'smooth'})"
)


class ReportsTab:
    """Builds the tab and answers its events."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._tables = TableExpert(rooms.knowledge)
        self._evidence = EvidencePanel(rooms, prefix="report-")
        self._feedback = FeedbackBox(rooms)

    def build(self, tab: gr.Tab, i18n: Any) -> None:
        """Lays the tab out; the equipment is listed when it is opened."""
        citations = gr.State([], time_to_live=_KEPT_SECONDS)
        shown = gr.State(Shown(), time_to_live=_KEPT_SECONDS)
        with gr.Row(equal_height=False):
            with gr.Column(scale=4, min_width=320, elem_id="report-side"):
                equipment = gr.Dropdown(
                    label=i18n("report_equipment"), choices=[], value=None, allow_custom_value=True,
                    elem_id="report-equipment",
                )  # fmt: skip
                kind = gr.Radio(
                    label=i18n("report_kind"), value="diagnostic", elem_id="report-kind",
                    choices=[
                        (i18n("report_diagnostic"), "diagnostic"), (i18n("report_scenario"), "scenario"),
                    ],
                )  # fmt: skip
                with gr.Row():
                    since = gr.Textbox(label=i18n("report_since"), elem_id="report-since", min_width=150)
                    until = gr.Textbox(label=i18n("report_until"), elem_id="report-until", min_width=150)
                write = gr.Button(i18n("report_write"), variant="primary", elem_id="report-write")
                said = gr.Markdown(elem_id="report-said")
                files = gr.File(
                    label=i18n("report_files"), file_count="multiple", interactive=False, visible=False,
                    elem_id="report-files",
                )  # fmt: skip
                box, about = self._feedback.build(i18n, shown)
                close = gr.Button(i18n("report_close"), visible=False, size="sm", elem_id="report-close")
                views = self._evidence.views(i18n)
                gr.Markdown(i18n("report_hint"), elem_id="report-hint")
            with gr.Column(scale=9, min_width=420):
                page = gr.HTML("", elem_id="report-page", js_on_load=MARKS_JS)
        tab.select(self.equipment, None, [equipment], show_progress="hidden")
        write.click(
            self.write, [equipment, kind, since, until], [said, page, files, citations, shown, box, about],
            concurrency_id="report", concurrency_limit=1,
        ).then(self.close, None, [close, *views], show_progress="hidden")  # fmt: skip
        page.select(self.open, [citations], [about, close, *views], show_progress="hidden").then(
            None, js=_TO_SIDE
        )
        close.click(self.close, None, [close, *views], queue=False)

    def equipment(self) -> Any:
        """Tags to choose from: what documents are about first, then all that passages name."""
        catalogue = self._rooms.knowledge.catalogue
        self._rooms.knowledge.refresh()
        about = sorted({tag for document in catalogue.documents() for tag in document.equipment})
        named = sorted(one for one in catalogue.identifiers() if find_tags(one) == (one,))
        return gr.update(choices=list(dict.fromkeys((*about, *named)))[:_CHOICES])

    def write(
        self,
        equipment: str | None,
        kind: str,
        since: str,
        until: str,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - Gradio finds it by its default
    ) -> tuple[Any, ...]:
        """Writes the report in the visitor's language; its files lie in a folder of their own."""
        language = cast("ReportLanguage", visitor_language(request))
        unchanged = (gr.skip(),) * 6
        if not (equipment or "").strip():
            return words.CHOOSE_EQUIPMENT[language], *unchanged
        try:
            scope = parse_scope(since=as_iso(since), until=as_iso(until))
            asked = ReportAsked(
                kind=cast("ReportKind", kind), equipment=str(equipment), since=scope.since, until=scope.until,
                language=language,
            )  # fmt: skip
            report = make_report(asked, self._rooms.knowledge, tables=self._tables, told_share=progress)
        except (AssistantError, RetrievalError) as error:
            return f"⚠ {as_markdown(said_to(error, language))}", *unchanged
        shown = html_body(typeset_report(report), editable=True)
        body = f'<style>{STYLE}</style><div class="report">{shown}</div>'
        return (
            "",
            body,
            gr.update(value=_files(report), visible=True),
            list(report.citations),
            Shown(equipment=report.equipment, targets=report.targets),
            *self._feedback.opened(report),
        )

    def open(self, citations: list[Any], event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Shows the evidence whose number was clicked, or chooses what feedback is given on."""
        about = getattr(event, "about", None)
        if about:
            return gr.update(value=str(about)), gr.skip(), *(gr.skip() for _ in nothing())
        _, *views = self._evidence.open(citations, int(event.n), language=visitor_language(request))
        return gr.skip(), gr.update(visible=True), *views

    def close(self) -> tuple[Any, ...]:
        """Closes the evidence."""
        return gr.update(visible=False), *nothing()


def _files(report: Report) -> list[str]:
    """The report in every format but that of programs, under a name that tells what it is."""
    folder = Path(tempfile.mkdtemp(prefix="report-"))
    name = re.sub(r"[^\w-]+", "-", f"{report.kind}-{report.equipment}-{report.until:%Y-%m-%d}")
    paths = [folder / f"{name}.{format_}" for format_ in FORMATS if format_ != "json"]
    for path in paths:
        write_report(report, path)
    return [str(path) for path in paths]
