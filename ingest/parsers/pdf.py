"""Read a PDF into blocks and tables, page by page. Knows no catalogue, no index and no model but OCR's."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pypdfium2

from ingest.day_order import day_order
from ingest.errors import Unreadable
from ingest.front_matter import stated_date, stated_revision
from ingest.language import detect_language
from ingest.layout.compose import Composer, TableDraft
from ingest.layout.flow import Flow, flow
from ingest.layout.furniture import frame
from ingest.layout.page import Page
from ingest.limits import LayoutModel
from ingest.parsed import Attachment, Block, ParsedDocument, ParsedTable
from ingest.parsers.pdf_kind import holds_drawings
from ingest.parsers.pdf_open import attachments, bookmarks, opened
from ingest.parsers.pdf_scan import lacks_text, read_scan, with_ink
from ingest.parsers.pdf_tables import finish_table
from ingest.parsers.pdf_text import PageReader
from ingest.parsers.stated import read_stated
from ingest.spool import Spool, with_items

_OPENED_FOR = 200
"""Pages."""
_AHEAD = 4
"""Pages whose style is seen before the first is composed."""
_FRONT = 2
"""Pages that state date and revision."""
_FORM_BLOCKS = 3
_WORDS_OF_A_TITLE = 2
_FEW_BLOCKS = 1500
"""Of which each has a character at least."""
_SAMPLE_BLOCKS = 400
"""Blocks whose dates tell how the others are read."""
_NO_TITLE = re.compile(
    r"^(?:untitled|document\d*|microsoft (?:word|excel|powerpoint)\b.*|"
    r".*\.(?:docx?|xlsx?|pdf|dwg|tex|indd|pptx?|sldprt|slddrw|odt)|\(anonymous\)|unspecified|none|title|[\W\d_]*)$",
    re.IGNORECASE,
)
_WAITING = re.compile(r"please wait|veuillez patienter|bitte warten", re.IGNORECASE)


def parse_pdf(
    path: Path,
    *,
    ocr: bool = True,
    layout: LayoutModel | None = None,
    ahead: Callable[[Sequence[Block]], None] | None = None,
) -> ParsedDocument:
    """Text with line boxes in PDF points, structure, tables, attachments; a drawing goes to its own parser.

    Args:
        ocr: Whether pages without text are read from their picture.
        layout: Another program that says what is a heading and what a table on pages that have text.
        ahead: Called with blocks as soon as they are final, page after page.

    Raises:
        Unreadable: Empty, no PDF, damaged, protected by a password, or a form that one program only shows.
    """
    with opened(path) as document:
        count = len(document)
        if not count:
            raise Unreadable("the PDF has no pages", "export it again")
        drawing = holds_drawings(document)
        if not drawing:
            reading = _Reading(document, path, ocr=ocr, ahead=ahead if layout is None else None)
            own = reading.parsed()
            return own if layout is None else _laid_out(own, path, layout, document, kept=reading.recognised)
    from ingest.parsers.drawing.vector_pdf import parse_drawing_pdf

    return parse_drawing_pdf(path, ocr=ocr)


def _laid_out(
    own: ParsedDocument, path: Path, layout: LayoutModel, document: Any, *, kept: Sequence[int]
) -> ParsedDocument:
    """Our reading with headings, tables and order as the layout model sees them."""
    from ingest.parsers.layout_model.merge import with_layout
    from ingest.parsers.layout_model.reader import read_layout

    sizes = [document.get_page_size(index) for index in range(len(document))]
    return with_layout(own, read_layout(path, layout, sizes=sizes), model=layout.name, kept=kept)


class _Reading:
    """One document being read.

    Attributes:
        recognised: Pages that text recognition read.
    """

    def __init__(
        self, document: Any, path: Path, *, ocr: bool, ahead: Callable[[Sequence[Block]], None] | None
    ) -> None:
        self._document = document
        self._path = path
        self._ocr = ocr
        self._ahead = ahead
        self._blocks: Spool[Block] = Spool()
        self._tables: Spool[ParsedTable] = Spool()
        self._about = ""
        self.recognised: list[int] = []
        self._unread: list[int] = []
        self._failed: list[int] = []
        self._notes: dict[int, tuple[str, ...]] = {}
        self._pinned: list[Attachment] = []
        self._front: list[Page] = []
        self._headline = ""

    def parsed(self) -> ParsedDocument:
        """Everything."""
        composer = Composer(bookmarks=bookmarks(self._document))
        waiting: deque[Flow] = deque()
        for framed in frame(self._pages()):
            ordered = flow(framed)
            composer.style.see(ordered.rows())
            waiting.append(ordered)
            if len(waiting) > _AHEAD:
                self._compose(composer, waiting.popleft())
        for ordered in waiting:
            self._compose(composer, ordered)
        self._finish(composer.finish())
        blocks = _with_notes(self._blocks, self._notes)
        self._refuse_placeholder(blocks)
        found, warnings = attachments(self._document)
        own = self._document_of(blocks, (*found, *self._pinned), warnings)
        return replace(own, figures=composer.figures.parsed(blocks))

    def _pages(self) -> Iterator[Page]:
        """All pages; the file is opened anew now and then: until it is closed PDFium forgets nothing."""
        count = len(self._document)
        for start in range(0, count, _OPENED_FOR):
            with opened(self._path) if start else nullcontext(self._document) as document:
                yield from self._some_pages(document, range(start, min(start + _OPENED_FOR, count)))

    def _some_pages(self, document: Any, indexes: range) -> Iterator[Page]:
        reader = PageReader(document)
        for index in indexes:
            try:
                page = reader.read(index)
                page = self._recognise(document, page) if lacks_text(page) else with_ink(document, page)
            except pypdfium2.PdfiumError:
                self._failed.append(index + 1)
                continue
            page = _with_fields(page)
            if page.notes:
                self._notes[page.number] = page.notes
            if index < _FRONT:
                self._front.append(page)
            yield page
        self._pinned += reader.pinned

    def _recognise(self, document: Any, page: Page) -> Page:
        if not self._ocr:
            self._unread.append(page.number)
            return page
        read = read_scan(document, page)
        if read.read_by_ocr:
            self.recognised.append(page.number)
        return read

    def _compose(self, composer: Composer, ordered: Flow) -> None:
        if not self._headline and ordered.page.number <= _FRONT:
            self._headline = _headline(ordered, composer.style.size)
        composer.add(ordered)
        self._finish(composer.settled())

    def _finish(self, items: Sequence[Block | TableDraft]) -> None:
        """Puts away what is final, tables typed."""
        for item in items:
            if isinstance(item, TableDraft):
                page = item.pieces[0][1].number
                name = self._about or f"{self._path.stem} page {page}"
                block, table = finish_table(item, index=len(self._tables), name=name, title=name)
                if table is not None:
                    self._tables.append(table)
                self._blocks.append(block)
                continue
            if item.kind in ("heading", "clause") and item.level:
                lead = item.text.split("\n")[0][:120]
                self._about = f"{item.label} {lead}".strip() if item.label else lead
            self._blocks.append(item)
        if self._ahead is not None:
            self._ahead([item for item in items if isinstance(item, Block)])

    def _refuse_placeholder(self, blocks: Sequence[Block]) -> None:
        """A dynamic form shows other programs one sentence only."""
        text = " ".join(block.text for block in blocks[:_FEW_BLOCKS])
        few = len(blocks) <= _FEW_BLOCKS and len(text) < 1500
        if few and self._document.get_formtype() and _WAITING.search(text):
            raise Unreadable(
                "the PDF is a dynamic form (XFA): only the program it was made for shows its content",
                "open it in Adobe Reader and print it to a new PDF",
            )

    def _document_of(
        self,
        blocks: Sequence[Block],
        found: Any,
        warnings: tuple[str, ...],
    ) -> ParsedDocument:
        front = _front_text(self._front)
        language = detect_language(_sample(blocks))
        order = day_order("\n".join(block.text for block in blocks[:_SAMPLE_BLOCKS]), language=language)
        stated = read_stated(blocks, day_first=order != "mdy")
        title = self._title(front, blocks)
        return ParsedDocument(
            media="pdf", title=title, language=language, pages=len(self._document), unit="pt",
            page_pictures=True, blocks=_with_title(blocks, title), tables=self._tables, attachments=found,
            printed_revision=stated.revision or stated_revision(front),
            date=stated.date or stated_date(front, order=order),
            equipment=stated.equipment, warnings=(*warnings, *self._warnings(blocks)),
        )  # fmt: skip

    def _title(self, front: str, blocks: Sequence[Block]) -> str:
        """The title in the file's properties where the first page prints it, else the largest line there."""
        try:
            stored = " ".join(str(self._document.get_metadata_dict().get("Title", "")).split())
        except (pypdfium2.PdfiumError, UnicodeDecodeError):
            stored = ""
        if len(stored) > 3 and not _NO_TITLE.match(stored):
            printed = front.casefold()
            words = [word for word in re.findall(r"\w{3,}", stored.casefold()) if word]
            if words and sum(word in printed for word in words) >= 0.6 * len(words):
                return stored[:200]
        if self._headline:
            return self._headline
        heading = next((b.text for b in blocks if b.kind == "heading" and b.page in (1, 2)), "")
        line = _line_over_form(blocks) or (_first_line(blocks) if 1 in self.recognised else "")
        return heading.split("\n")[0][:200] or line or self._path.stem

    def _warnings(self, blocks: Sequence[Block]) -> list[str]:
        found = []
        if self.recognised:
            found.append(f"Read by text recognition, so check what you quote: {_listed(self.recognised)}.")
        if self._unread:
            found.append(f"Without text, and text recognition is switched off: {_listed(self._unread)}.")
        if self._failed:
            found.append(f"Damaged and left out: {_listed(self._failed)}.")
        if not blocks:
            found.append("No text was found in this PDF.")
        return found


def _headline(ordered: Flow, body: float) -> str:
    """The largest lines of a page, where they are clearly larger than the body."""
    rows = list(ordered.rows())
    named = [i for i, row in enumerate(rows) if sum(c.isalpha() for c in row.text) >= 3]
    size = max((rows[i].size for i in named), default=0.0)
    if size < 1.15 * body or not named:
        return ""
    first = next(i for i in named if rows[i].size > 0.93 * size)
    title = rows[first].text
    for above, row in zip(rows[first:], rows[first + 1 :], strict=False):
        if not 0.93 * size <= row.size < 1.1 * size or row.y0 - above.y1 > 1.2 * size or len(title) > 160:
            break
        title = f"{title} {row.text}"
    return title[:200]


def _line_over_form(blocks: Sequence[Block]) -> str:
    """The one short line over a sheet of fields or a table, which sets no body type to be larger than."""
    if not 2 <= len(blocks) <= _FORM_BLOCKS:
        return ""
    form = blocks[1].kind == "table" or blocks[1].text.count("\n") >= 2
    return _first_line(blocks) if form else ""


def _first_line(blocks: Sequence[Block]) -> str:
    """The short line that opens a document, where one does: text recognition tells no sizes."""
    if not blocks or blocks[0].kind != "paragraph":
        return ""
    line = blocks[0].text
    alone = "\n" not in line and 3 < len(line) <= 80 and line[-1] not in ".,;:"
    return line if alone and len(re.findall(r"[^\W\d_]{3,}", line)) >= _WORDS_OF_A_TITLE else ""


def _front_text(pages: Sequence[Page]) -> str:
    return "\n".join(segment.text for page in pages for segment in page.segments)[:8000]


def _sample(blocks: Sequence[Block]) -> str:
    """Running text from the whole document, for telling the language."""
    kinds = ("paragraph", "clause", "list_item")
    count = sum(block.kind in kinds for block in blocks)
    step = max(1, (count or len(blocks)) // 200)
    prose = (block.text[:400] for block in blocks if not count or block.kind in kinds)
    return "\n".join(islice(prose, 0, None, step))


def _with_title(blocks: Sequence[Block], title: str) -> Sequence[Block]:
    """The heading that prints the title is the title."""
    for i, block in enumerate(blocks[:6]):
        if block.kind == "heading" and block.label is None and block.text and block.text in title:
            return with_items(blocks, {i: replace(block, kind="title", level=0)})
    return blocks


def _with_fields(page: Page) -> Page:
    """The page with the values of its form where the form shows them."""
    if not page.fields:
        return page
    return replace(page, segments=(*page.segments, *page.fields), fields=())


def _with_notes(blocks: Sequence[Block], notes: Mapping[int, Sequence[str]]) -> Sequence[Block]:
    """People's notes behind what stands on their page."""
    if not notes:
        return blocks
    ends: dict[int, int] = {}
    for place, block in enumerate(blocks, start=1):
        ends[block.page or 0] = place
    behind: dict[int, list[Block]] = {}
    for number in sorted(notes):
        at = max((end for page, end in ends.items() if page <= number), default=0)
        said = (Block(kind="footnote", text=note, page=number) for note in notes[number])
        behind.setdefault(at, []).extend(said)
    found: Spool[Block] = Spool(behind.get(0, ()))
    for place, block in enumerate(blocks, start=1):
        found.append(block)
        found.extend(behind.get(place, ()))
    return found


def _listed(pages: Sequence[int]) -> str:
    """``page 4`` or ``pages 1-3, 7``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    text = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"{'page' if len(pages) == 1 else 'pages'} {text}"
