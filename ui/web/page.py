"""The page: its tabs and what they need from the rest. Knows how to lay out, not how to answer or serve."""

from __future__ import annotations

from importlib import resources
from typing import Any

import gradio as gr

from ui.web import copying, gradio_french, report_words, signal_words, words
from ui.web.chat import ChatTab
from ui.web.drawings import DrawingsTab
from ui.web.library import LibraryTab
from ui.web.reports import ReportsTab
from ui.web.rooms import Rooms
from ui.web.signals import SignalsTab


def build_page(rooms: Rooms) -> gr.Blocks:
    """The Gradio page; mount it with ``page_options()``."""
    i18n = translations()
    with gr.Blocks(title="Plant assistant", analytics_enabled=False, fill_width=True) as page:
        gr.Markdown(i18n("title"), elem_id="title")
        with gr.Tab(i18n("tab_ask"), id="ask") as ask:
            ChatTab(rooms).build(page, ask, i18n)
        with gr.Tab(i18n("tab_signals"), id="signals") as signals:
            SignalsTab(rooms).build(signals, i18n)
        with gr.Tab(i18n("tab_reports"), id="reports") as reports:
            ReportsTab(rooms).build(reports, i18n)
        with gr.Tab(i18n("tab_drawings"), id="drawings") as drawings:
            DrawingsTab(rooms).build(drawings, i18n)
        with gr.Tab(i18n("tab_library"), id="library"):
            LibraryTab(rooms).build(page, i18n)
    page.queue(max_size=64, api_open=False)
    return page


def translations() -> Any:
    """The page's words by the browser's language."""
    parts = (words, signal_words, report_words)
    english = {key: said for part in parts for key, said in part.ENGLISH.items()}
    french = {key: said for part in parts for key, said in part.FRENCH.items()}
    return gr.I18n(en=english, fr=french | gradio_french.LOOKED_UP)


def page_options() -> dict[str, Any]:
    """Keyword arguments for ``gradio.mount_gradio_app``."""
    return {
        "css": resources.files("ui.web").joinpath("page.css").read_text(encoding="utf-8"),
        "theme": gr.themes.Default(
            primary_hue="blue", font=["system-ui", "sans-serif"], font_mono=["ui-monospace", "monospace"]
        ),
        "i18n": translations(),
        "head": gradio_french.SCRIPT + copying.SCRIPT,
        "footer_links": [],
        "show_error": False,
        "pwa": False,
        "run_history": False,
        "ssr_mode": False,
        "max_file_size": "1gb",
    }
