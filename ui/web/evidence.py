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
from ui.web.dates import in_cells
from ui.web.saving import save_links
from ui.web.viewer import view

if TYPE_CHECKING:
    from ui.web.rooms import Rooms

CARDS_JS = """
element.addEventListener('click', (event) => {
  const card = event.target.closest('[data-n]');
  if (card) {
    const turn = Number(card.closest('.cards').dataset.turn ?? -1);
    trigger('select', {n: Number(card.dataset.n), turn});
  }
});
"""

MARKS_JS = """
const numbered = (mark) => /^\\[(\\d+)\\]$/.exec(mark.textContent.trim());
const chosen = (event) => {
  const answer = event.target.closest('%(chat)s [data-testid="bot"]');
  const mark = answer && event.target.closest('strong');
  const n = mark && numbered(mark);
  if (!n) { return; }
  event.preventDefault();
  const answers = [...document.querySelectorAll('%(chat)s [data-testid="bot"]')];
  trigger('select', {n: Number(n[1]), turn: answers.indexOf(answer)});
  element.scrollIntoView({block: 'nearest', behavior: 'smooth'});
};
document.addEventListener('click', chosen);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') { chosen(event); }
});
const reachable = () => {
  for (const mark of document.querySelectorAll('%(chat)s [data-testid="bot"] strong:not([tabindex])')) {
    if (numbered(mark)) { mark.tabIndex = 0; mark.setAttribute('role', 'button'); }
  }
};
// the chat itself may be drawn anew, so what holds it is watched
new MutationObserver(reachable).observe(document.body, {childList: true, subtree: true});
reachable();
"""
"""A click or the keyboard on a marker opens what it stands for, in the last answer and in those before it."""


class EvidencePanel:
    """Cards, and the views that show one of them.

    Args:
        prefix: Put before the names of the elements, so that two panels can stand on a page.
    """

    def __init__(self, rooms: Rooms, *, prefix: str = "") -> None:
        self._rooms = rooms
        self._prefix = prefix

    def cards(self, *, marks_of: str | None = None) -> Any:
        """The component of the cards, empty.

        Args:
            marks_of: Selects the conversation whose markers open them.
        """
        script = CARDS_JS + (MARKS_JS % {"chat": marks_of} if marks_of else "")
        return gr.HTML(present.evidence_cards(()), elem_id=f"{self._prefix}cards", js_on_load=script)

    def views(self, i18n: Any) -> tuple[Any, ...]:
        """Page, figure cut out, passage, signal, rows, their files, query; unseen before a card opens."""
        name = self._prefix
        return (
            gr.Image(
                show_label=False, visible=False, elem_id=f"{name}page-picture", buttons=["fullscreen"],
                elem_classes=["page-picture"],
            ),
            gr.Image(
                label=i18n("cut_out"), visible=False, elem_id=f"{name}cut-out", format="png",
                buttons=["download", "fullscreen"], elem_classes=["page-picture", "cut-out"],
            ),
            gr.HTML(visible=False, elem_id=f"{name}passage"),
            gr.Plot(show_label=False, visible=False, elem_id=f"{name}signal"),
            gr.Dataframe(
                label=i18n("rows"), visible=False, elem_id=f"{name}rows", wrap=True, max_height=320
            ),
            gr.HTML(visible=False, elem_id=f"{name}save"),
            gr.Code(
                label=i18n("query"), language="sql", wrap_lines=True, max_lines=12, visible=False,
                elem_id=f"{name}sql",
            ),
        )  # fmt: skip

    def open(
        self, citations: Sequence[Citation], n: int | None, *, language: str, turn: int | None = None
    ) -> tuple[Any, ...]:
        """Cards with the chosen one marked, and its views; ``turn`` says of which answer they are."""
        chosen = next((citation for citation in citations if citation.n == n), None)
        if chosen is None:
            return present.evidence_cards(citations, language=language, turn=turn), *nothing()
        seen = view(chosen, self._rooms.knowledge, self._rooms.pictures, language=language)
        cells = [
            [in_cells(one, language) if isinstance(one, str) else one for one in row] for row in seen.rows
        ]
        frame = pd.DataFrame(cells, columns=list(seen.columns))
        picture = Image.open(io.BytesIO(seen.picture)) if seen.picture else None
        cut_out = Image.open(io.BytesIO(seen.cut_out)) if seen.cut_out else None
        links = save_links(chosen, self._rooms.knowledge, language=language)
        return (
            present.evidence_cards(citations, selected=n, language=language, turn=turn),
            gr.update(value=picture, visible=picture is not None),
            gr.update(value=cut_out, visible=cut_out is not None),
            gr.update(value=seen.passage or "", visible=seen.passage is not None),
            gr.update(value=seen.figure, visible=seen.figure is not None),
            gr.update(value=frame, visible=bool(seen.columns)),
            gr.update(value=links, visible=bool(links)),
            gr.update(value=seen.sql or "", visible=bool(seen.sql)),
        )


def nothing() -> tuple[Any, ...]:
    """Views closed."""
    return tuple(gr.update(visible=False) for _ in range(7))
