"""Pieces of evidence as cards, and what a click on one opens. Knows components and the store, no question."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr
import pandas as pd
from PIL import Image

from assistant.records import Citation
from ui.web import present
from ui.web.viewer import view

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

CARDS_JS = """
element.addEventListener('click', (event) => {
  const card = event.target.closest('[data-n]');
  if (card) { trigger('select', {n: Number(card.dataset.n)}); }
});
"""


class EvidencePanel:
    """Cards, and the views that show one of them.

    Args:
        prefix: Put before the names of the elements, so that two panels can stand on a page.
    """

    def __init__(self, rooms: Rooms, *, prefix: str = "") -> None:
        self._rooms = rooms
        self._prefix = prefix

    def cards(self) -> Any:
        """The component of the cards, empty."""
        return gr.HTML(present.evidence_cards(()), elem_id=f"{self._prefix}cards", js_on_load=CARDS_JS)

    def views(self, i18n: Any) -> tuple[Any, ...]:
        """Picture of a page, passage, signal, rows and query; none is seen before a card is opened."""
        name = self._prefix
        return (
            gr.Image(
                show_label=False, visible=False, elem_id=f"{name}page-picture", buttons=["fullscreen"],
                height=620,
            ),
            gr.HTML(visible=False, elem_id=f"{name}passage"),
            gr.Plot(show_label=False, visible=False, elem_id=f"{name}signal"),
            gr.Dataframe(
                label=i18n("rows"), visible=False, elem_id=f"{name}rows", wrap=True, max_height=320
            ),
            gr.Code(
                label=i18n("query"), language="sql", wrap_lines=True, max_lines=12, visible=False,
                elem_id=f"{name}sql",
            ),
        )  # fmt: skip

    def open(self, citations: Sequence[Citation], n: int | None, *, language: str) -> tuple[Any, ...]:
        """Cards with the chosen one marked, and its views."""
        chosen = next((citation for citation in citations if citation.n == n), None)
        if chosen is None:
            return present.evidence_cards(citations, language=language), *nothing()
        seen = view(chosen, self._rooms.knowledge, self._rooms.pictures)
        frame = pd.DataFrame([list(row) for row in seen.rows], columns=list(seen.columns))
        picture = Image.open(io.BytesIO(seen.picture)) if seen.picture else None
        return (
            present.evidence_cards(citations, selected=n, language=language),
            gr.update(value=picture, visible=picture is not None),
            gr.update(value=seen.passage or "", visible=seen.passage is not None),
            gr.update(value=seen.figure, visible=seen.figure is not None),
            gr.update(value=frame, visible=bool(seen.columns)),
            gr.update(value=seen.sql or "", visible=bool(seen.sql)),
        )


def nothing() -> tuple[Any, ...]:
    """Views closed."""
    return tuple(gr.update(visible=False) for _ in range(5))
