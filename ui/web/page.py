"""The page: its tabs and what they need from the rest. Knows how to lay out, not how to answer or serve."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import gradio as gr

from ui.web import words
from ui.web.chat import ChatTab
from ui.web.library import LibraryTab

if TYPE_CHECKING:
    import threading

    from assistant.records import Event, Message
    from retrieval.knowledge import Knowledge
    from retrieval.records import Scope


class Ask(Protocol):
    """``Assistant.ask``, one caller at a time."""

    def __call__(
        self, text: str, *, history: Sequence[Message], scope: Scope, cancel: threading.Event
    ) -> Iterator[Event]:
        """Streams the events of one answer."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """What the page needs.

    Attributes:
        ask: Streams the events of one answer.
        ready: False while the model is being converted or loaded.
        ingest: Reads folders in under a collection; the callback hears (done, total); gives the
            record of ``ingest --json``.
    """

    knowledge: Knowledge
    ask: Ask
    ready: Callable[[], bool]
    ingest: Callable[[Sequence[Path], str, Callable[[int, int], None]], Mapping[str, Any]]


def build_page(rooms: Rooms) -> gr.Blocks:
    """The Gradio page; mount it with ``page_options()``."""
    i18n = translations()
    with gr.Blocks(title="Plant assistant", analytics_enabled=False, fill_width=True) as page:
        gr.HTML(
            "<h1>Plant assistant</h1><p>Answers from the plant's own documents, tables, drawings and "
            "sensors, each with its evidence.</p>",
            elem_id="title",
        )
        with gr.Tab(i18n("tab_ask"), id="ask"):
            ChatTab(rooms).build(page, i18n)
        with gr.Tab(i18n("tab_library"), id="library"):
            LibraryTab(rooms).build(page, i18n)
    page.queue(max_size=64, api_open=False)
    return page


def translations() -> Any:
    """The page's words by the browser's language."""
    return gr.I18n(en=words.ENGLISH, fr=words.FRENCH)


def page_options() -> dict[str, Any]:
    """Keyword arguments for ``gradio.mount_gradio_app``."""
    return {
        "css": resources.files("ui.web").joinpath("page.css").read_text(encoding="utf-8"),
        "theme": gr.themes.Default(
            primary_hue="blue", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
        ),
        "i18n": translations(),
        "footer_links": [],
        "show_error": False,
        "pwa": False,
        "ssr_mode": False,
        "max_file_size": "1gb",
    }
