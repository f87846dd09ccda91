"""The tab for drawings: one of the library is checked, its findings framed on the sheet, with reasons."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
from PIL import Image

from assistant.errors import AssistantError
from assistant.reports.drawing.clauses import clauses_of
from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.picture import mark
from assistant.reports.drawing.sources import ingested_subject
from assistant.reports.drawing_check import DrawingReport, check_drawing
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.records import Document
from ui.web import drawing_words, present, words
from ui.web.errors_french import said_to
from ui.web.viewer import SCALE
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

_ERRORS = (AssistantError, IngestError, RetrievalError, OSError)
_KEPT_SECONDS = 3600
"""How long a check is kept for the visitor who asked for it."""


class DrawingsTab:
    """Builds the tab and answers its events."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def build(self, tab: gr.Tab, i18n: Any) -> None:
        """Lays the tab out; it is filled when it is opened."""
        checked = gr.State(None, time_to_live=_KEPT_SECONDS)
        with gr.Row(equal_height=False):
            with gr.Column(scale=4, min_width=320):
                which = gr.Dropdown(label=i18n("drawing"), choices=[], elem_id="drawing-which")
                clauses = gr.Textbox(label=i18n("drawing_clauses"), elem_id="drawing-clauses")
                check = gr.Button(i18n("drawing_check"), variant="primary", elem_id="drawing-check")
                said = gr.Markdown(elem_id="drawing-said")
                findings = gr.HTML(elem_id="drawing-findings")
            with gr.Column(scale=7, min_width=320):
                sheet = gr.Dropdown(
                    label=i18n("drawing_sheet"), choices=[], visible=False, elem_id="drawing-sheet"
                )
                picture = gr.Image(
                    label=i18n("drawing_picture"), interactive=False, visible=False, format="png",
                    elem_id="drawing-picture", elem_classes=["page-picture"],
                    buttons=["download", "fullscreen"],
                )  # fmt: skip
        shown = [checked, said, findings, sheet, picture]
        tab.select(self.drawings, [which], [which, said], show_progress="hidden")
        for trigger in (check.click, clauses.submit):
            trigger(self.check, [which, clauses], shown, concurrency_id="drawing", concurrency_limit=1)
        sheet.input(self.turn, [checked, sheet], [picture], show_progress="minimal")

    def drawings(self, chosen: str | None, request: gr.Request) -> tuple[Any, Any]:
        """The drawings of the library; the first is chosen where none was."""
        self._rooms.knowledge.refresh()
        catalogue = self._rooms.knowledge.catalogue
        sources = sorted({entity.source for entity in catalogue.entities()})
        if not sources:
            return gr.update(choices=[], value=None), words.NO_DRAWING[visitor_language(request)]
        return gr.update(choices=sources, value=chosen if chosen in sources else sources[0]), gr.skip()

    def check(self, source: str | None, clauses: str, request: gr.Request) -> tuple[Any, ...]:
        """Checks a drawing, as ``assistant drawing`` does: its findings and the first marked sheet."""
        language = visitor_language(request)
        nothing = gr.update(visible=False)
        knowledge = self._rooms.knowledge
        document = knowledge.catalogue.document(source) if source else None
        if document is None:
            return None, words.CHOOSE_DRAWING[language], "", nothing, nothing
        try:
            labels = [label for label in clauses.replace(";", ",").split(",") if label.strip()]
            subject = ingested_subject(document, knowledge, language="fr" if language == "fr" else "en")
            report = check_drawing(subject, clauses_of([label.strip() for label in labels], knowledge))
            first = next((f.page for f in report.findings if f.region is not None and f.page), None) or 1
            shown = self._marked(document, report, first)
        except _ERRORS as error:
            return None, f"⚠ {present.as_markdown(said_to(error, language))}", "", nothing, nothing
        sheets = [str(number) for number in range(1, report.subject.pages + 1)]
        return (
            (document, report),
            present.as_markdown(report.summary),
            finding_cards(report, language=language),
            gr.update(choices=sheets, value=str(first), visible=len(sheets) > 1),
            gr.update(value=shown, visible=True),
        )

    def turn(self, checked: tuple[Document, DrawingReport] | None, sheet: str | None) -> Any:
        """Another sheet of the drawing that was checked."""
        if checked is None or not sheet:
            return gr.skip()
        try:
            return gr.update(value=self._marked(*checked, int(sheet)), visible=True)
        except _ERRORS:
            return gr.update(visible=False)

    def _marked(self, document: Document, report: DrawingReport, sheet: int) -> Image.Image:
        """A sheet with the findings that stand on it."""
        png = self._rooms.pictures.get(document, sheet, boxes=(), scale=SCALE)
        here = [(n, f) for n, f in _placed(report.findings) if (f.page or 1) == sheet]
        return Image.open(io.BytesIO(mark(png, here, unit=report.subject.unit)))


def _placed(findings: Sequence[Finding]) -> list[tuple[int, Finding]]:
    """The findings that have a region, each with its number in the list."""
    return [(number, finding) for number, finding in enumerate(findings, 1) if finding.region is not None]


def finding_cards(report: DrawingReport, *, language: str) -> str:
    """The findings as cards, the gravest first, then what clauses are met or undecided; HTML."""
    named = words.SEVERITIES["fr" if language == "fr" else "en"]
    cards = []
    for number, finding in enumerate(report.findings, 1):
        sheet = report.subject.t("sheet", "feuille")
        where = f" · {sheet} {finding.page}" if finding.page and report.subject.pages > 1 else ""
        rule = drawing_words.rule(finding.rule, language)
        cards.append(
            f'<li class="finding {finding.severity}"><span class="n">{number}</span>'
            f"<span><b>{named[finding.severity]}</b>{where} · {rule}<br>"
            f"{html.escape(finding.reason)}</span></li>"
        )
    for verdict in report.clauses:
        if verdict.verdict != "broken":
            cards.append(
                f'<li class="finding {verdict.verdict}"><span class="n">§</span>'
                f"<span><b>{named[verdict.verdict]}</b><br>{html.escape(verdict.reason)}</span></li>"
            )
    none = words.NO_FINDING["fr" if language == "fr" else "en"]
    return f'<ul class="findings">{"".join(cards)}</ul>' if cards else f"<p>{none}</p>"
