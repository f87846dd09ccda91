"""The headings and clauses that are open at a point of the text. Knows numbers and indents, no words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ingest.layout.numbering import follows, leaps, letter_follows, parts_of

_INDENT = 4.0
"""Tolerance of indents, in points."""


@dataclass(slots=True)
class Open:
    """A heading, clause or lettered item whose text may go on.

    Attributes:
        label: Full printed label; None for a heading without a number.
        item: The component of a lettered item, else "".
        label_x, text_x: Left edges of the label and of the text after it.
    """

    kind: Literal["heading", "clause", "letter"]
    label: str | None
    level: int
    label_x: float
    text_x: float | None
    size: float
    item: str = ""


class Outline:
    """A stack of what is open, outermost first."""

    def __init__(self) -> None:
        self.stack: list[Open] = []
        self._last: str | None = None
        self._seen = 0
        self._margins: list[float] = []

    @property
    def label(self) -> str | None:
        """Label that text belongs to now."""
        return self.stack[-1].label if self.stack else None

    @property
    def numbered(self) -> Open | None:
        """The innermost numbered heading or clause, lettered items left out."""
        return next((o for o in reversed(self.stack) if o.label and o.kind != "letter"), None)

    def continues(self, label: str) -> bool:
        """True where a number comes next by counting."""
        return follows(label, self._last)

    def accepts(
        self,
        label: str,
        *,
        x: float,
        styled: bool,
        set_off: bool,
        starts: bool,
        capital: bool,
        refers: bool = False,
        alone: bool = False,
    ) -> bool:
        """Whether a number at the start of a line is a label and not a reference that fell there.

        Args:
            x: Left edge of the line.
            styled: The line is set as a heading.
            set_off: A wide gap follows the number.
            starts: The line begins a paragraph.
            capital: What follows the number begins with no small letter.
            refers: The line before ends with words that a number follows ("see", "clause").
            alone: The line before ends a sentence, and a word that is no unit follows the number.
        """
        plausible = follows(label, self._last)
        at_margin = any(abs(x - margin) < _INDENT for margin in self._margins)
        text_x = self.numbered.text_x if self.numbered else None
        hangs = text_x is None or x < text_x - _INDENT
        if styled and (plausible or at_margin or self._seen == 0):
            return True
        if not plausible and alone and at_margin and capital and self._seen > 3 and leaps(label, self._last):
            return True
        if not plausible:
            return self._is_prefixed(label) and at_margin and hangs and (set_off or starts) and self._seen > 3
        if at_margin and capital and not refers:
            return True
        return (set_off and (hangs or starts)) or (starts and (capital or hangs))

    def _is_prefixed(self, label: str) -> bool:
        """True for a label with as many components as labels here have: not a stray decimal."""
        return len(parts_of(label)) >= 3

    def open_numbered(
        self, label: str, *, heading: bool, x: float, text_x: float | None, size: float
    ) -> Open:
        """Close what does not contain ``label`` and open it."""
        parts = parts_of(label)
        keep = 0
        first_labelled = len(self.stack)
        for i, entry in enumerate(self.stack):
            if entry.label is None:
                continue
            first_labelled = min(first_labelled, i)
            own = parts_of(entry.label)
            if entry.kind != "letter" and len(own) < len(parts) and own == parts[: len(own)]:
                keep = i + 1
        del self.stack[keep or self._outer(first_labelled, size, heading=heading) :]
        entry = Open("heading" if heading else "clause", label, len(self.stack) + 1, x, text_x, size)
        self.stack.append(entry)
        self._last = label
        self._seen += 1
        if not any(abs(x - margin) < _INDENT for margin in self._margins):
            self._margins.append(x)
        return entry

    def _outer(self, first_labelled: int, size: float, *, heading: bool) -> int:
        """How many headings without number, outside all numbered ones, stay open around a new one."""
        keep = first_labelled
        while heading and keep and self.stack[keep - 1].size <= size + 0.2:
            keep -= 1
        return keep

    def open_named(self, label: str, *, x: float, size: float) -> Open:
        """Open ``Article 5``, ``Annex B``: a sibling of what bears the same word."""
        word = label.split()[0].rstrip(".").casefold()
        for i, entry in enumerate(self.stack):
            if entry.label and entry.label.split()[0].rstrip(".").casefold() == word:
                del self.stack[i:]
                break
        else:
            while self.stack and (self.stack[-1].label or self.stack[-1].size <= size + 0.2):
                self.stack.pop()
        entry = Open("heading", label, len(self.stack) + 1, x, None, size)
        self.stack.append(entry)
        self._last = None
        return entry

    def open_letter(self, item: str, *, x: float, text_x: float | None, size: float) -> Open | None:
        """Open a lettered item of the clause that is open; None where it cannot be one."""
        for i in range(len(self.stack) - 1, -1, -1):
            entry = self.stack[i]
            if entry.kind != "letter":
                if entry.label is None or not letter_follows(item, None):
                    return None
                return self._push_letter(i, entry.label, item, x, text_x, size)
            if abs(entry.label_x - x) < 2 * _INDENT and letter_follows(item, entry.item):
                parent = self.stack[i - 1].label
                return self._push_letter(i - 1, parent or "", item, x, text_x, size)
            if x > entry.label_x + _INDENT and letter_follows(item, None):
                return self._push_letter(i, entry.label or "", item, x, text_x, size)
        return None

    def _push_letter(
        self, parent: int, label: str, item: str, x: float, text_x: float | None, size: float
    ) -> Open:
        del self.stack[parent + 1 :]
        entry = Open("letter", f"{label}.{item}", len(self.stack) + 1, x, text_x, size, item)
        self.stack.append(entry)
        return entry

    def open_heading(self, *, x: float, size: float) -> Open:
        """Open a heading without number: it closes clauses, and headings that are set no larger."""
        while self.stack:
            top = self.stack[-1]
            if top.kind == "heading" and (top.size > size + 0.2 or (top.label and top.size >= size - 0.2)):
                break
            self.stack.pop()
        entry = Open("heading", None, len(self.stack) + 1, x, None, size)
        self.stack.append(entry)
        return entry

    def settle(self, x: float, *, breaks: bool) -> Open | None:
        """The entry that text at ``x`` belongs to; lettered items it is not indented for are closed.

        Args:
            breaks: The text begins a paragraph; a line that goes on tells the item's own indent.
        """
        while self.stack and self.stack[-1].kind == "letter":
            top = self.stack[-1]
            if top.text_x is None or not breaks:
                top.text_x = x if top.text_x is None else min(top.text_x, x)
                return top
            if x >= top.text_x - _INDENT:
                return top
            self.stack.pop()
        return self.stack[-1] if self.stack else None
