"""The tab for sources: read files in with progress, see what came in and what did not, forget."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.errors import AssistantError
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from ui.web import present, words
from ui.web.errors_french import said_to
from ui.web.visitor import visitor_language

if TYPE_CHECKING:
    from ui.web.rooms import Rooms


FOCUS_JS = "() => {{ setTimeout(() => document.querySelector('#{id}')?.focus(), 150); }}"
"""Moves the keyboard to a button once it is shown."""


class LibraryTab:
    """Builds the tab and answers its events."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    def build(self, page: gr.Blocks, i18n: Any) -> None:
        """Lays the tab out inside the current ``gr.Tab``; ``page`` fills it when it is opened."""
        with gr.Row():
            with gr.Column(scale=2):
                files = gr.File(label=i18n("files"), file_count="multiple", elem_id="upload")
                collection = gr.Textbox(label=i18n("collection"), value="uploads", elem_id="collection")
                ingest = gr.Button(i18n("ingest"), variant="primary", elem_id="ingest")
                said = gr.Markdown(elem_id="ingest-said")
            with gr.Column(scale=5):
                sources = gr.Dataframe(
                    headers=words.SOURCE_HEADERS["en"], label=i18n("sources"), interactive=False,
                    elem_id="sources", max_height=420, show_search="filter", wrap=True,
                    column_widths=["32%", "9%", "25%", "9%", "11%", "14%"],
                )  # fmt: skip
                with gr.Row():
                    which = gr.Dropdown(
                        label=i18n("forget_which"), choices=[], elem_id="forget-which", scale=4
                    )
                    forget = gr.Button(i18n("forget"), variant="stop", elem_id="forget", scale=1, size="sm")
                    refresh = gr.Button(i18n("refresh"), elem_id="refresh", scale=1, size="sm")
                told = gr.Markdown(elem_id="forget-said")
                with gr.Column(visible=False, elem_id="forget-really") as really:
                    asked = gr.HTML(elem_id="forget-asked")
                    with gr.Row():
                        yes = gr.Button(i18n("forget_yes"), variant="stop", elem_id="forget-yes", size="sm")
                        no = gr.Button(i18n("forget_no"), elem_id="forget-no", size="sm")
                quarantine = gr.Dataframe(
                    headers=words.QUARANTINE_HEADERS["en"], label=i18n("quarantine"), interactive=False,
                    elem_id="quarantine", max_height=260, wrap=True, column_widths=["30%", "35%", "35%"],
                )  # fmt: skip
        lists = [sources, quarantine, which]
        ingest.click(_busy, None, [files, ingest], queue=False, show_progress="hidden")
        ingest.click(
            self.ingest,
            [files, collection],
            [said, files, ingest],
            concurrency_id="ingest",
            concurrency_limit=1,
        ).then(self.lists, None, lists)
        forget.click(self.really_forget, [which], [told, really, asked], show_progress="hidden").then(
            None, js=FOCUS_JS.format(id="forget-no")
        )
        yes.click(self.forget, [which], [told, really]).then(self.lists, None, lists).then(
            None, js=FOCUS_JS.format(id="forget")
        )
        no.click(lambda: gr.update(visible=False), None, [really], show_progress="hidden").then(
            None, js=FOCUS_JS.format(id="forget")
        )
        sources.select(self.take, None, [which], show_progress="hidden")
        which.change(lambda: gr.update(visible=False), None, [really], show_progress="hidden")
        refresh.click(self.lists, None, lists)
        page.load(self.lists, None, lists)

    def lists(self, request: gr.Request) -> tuple[Any, ...]:
        """What the catalogue holds now, also when another process wrote to it."""
        knowledge = self._rooms.knowledge
        knowledge.refresh()
        documents = knowledge.catalogue.documents(superseded=True)
        language = visitor_language(request)
        rows = present.document_rows(documents, replaced=words.REPLACED[language], language=language)
        return (
            {"headers": words.SOURCE_HEADERS[language], "data": rows},
            {
                "headers": words.QUARANTINE_HEADERS[language],
                "data": present.quarantine_rows(knowledge.catalogue.quarantined(), language=language),
            },
            gr.update(choices=sorted(document.source for document in documents), value=None),
        )

    def take(self, event: gr.SelectData) -> str:
        """The source of the row that was clicked."""
        return str(event.row_value[0])

    def ingest(
        self,
        files: list[str] | None,
        collection: str,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - Gradio finds it by its default
    ) -> tuple[str, Any, Any]:
        """Reads the uploaded files in; two of one name are two sources."""
        language = visitor_language(request)
        if not files:
            return words.CHOOSE_FILES[language], *_ready()
        try:
            report = self._rooms.ingest(
                [Path(file) for file in files],
                collection.strip() or "uploads",
                lambda done, total: progress((done, total)),
            )
        except (IngestError, AssistantError, RetrievalError, OSError) as error:
            return f"⚠ {present.as_markdown(said_to(error, language))}", *_ready()
        return present.ingest_summary(report, said=words.INGESTED[language], language=language), *_ready(
            value=None
        )

    def really_forget(self, source: str | None, request: gr.Request) -> tuple[Any, ...]:
        """Asks whether a source is to be deleted; deletes nothing."""
        language = visitor_language(request)
        if not source:
            return words.CHOOSE_SOURCE[language], gr.update(visible=False), ""
        question = words.REALLY_FORGET[language].format(source=source)
        return "", gr.update(visible=True), f'<p role="alert">{html.escape(question)}</p>'

    def forget(self, source: str | None, request: gr.Request) -> tuple[Any, ...]:
        """Deletes a source, its index entries and its files."""
        language, closed = visitor_language(request), gr.update(visible=False)
        if not source:
            return words.CHOOSE_SOURCE[language], closed
        try:
            gone = self._rooms.forget(source)
        except (IngestError, RetrievalError) as error:
            return f"⚠ {present.as_markdown(said_to(error, language))}", closed
        said = words.FORGOTTEN if gone else words.NOT_THERE
        return said[language].format(source=present.as_markdown(source)), closed


def _busy() -> tuple[Any, Any]:
    """Takes no files while some are read in: they would be cleared away with those."""
    return gr.update(interactive=False), gr.update(interactive=False)


def _ready(**files: Any) -> tuple[Any, Any]:
    """Takes files again."""
    return gr.update(interactive=True, **files), gr.update(interactive=True)
