"""What a request tells of the visitor. Knows headers, no page."""

from __future__ import annotations

import gradio as gr

from ui.web.words import language_of


def visitor_language(request: gr.Request) -> str:
    """``fr`` or ``en``, as the visitor's browser prefers."""
    return language_of(request.headers.get("accept-language"))
