"""Cut a parsed document into passages that can be found, quoted and cited. Knows no format and no index."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ingest.cards import entity_groups, series_card, table_pieces
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument
from ingest.passage import Passage, divided, joined
from ingest.spool import Spool
from retrieval.identifiers import find, names_of, normalise, numbers_of, tags_of
from retrieval.records import Chunk, Kind, Language, Span

TARGET = 720
"""Characters, about 180 tokens: short paragraphs of one heading are packed up to it."""
LONGEST = 900
"""Longer passages are cut at sentences."""

_LONGEST_TITLE = 110
_FEWEST_WORDS = 8
"""Passages of fewer words are taken to be in the document's language."""
_NUMBERED = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,}\s(?:n[°o.]{1,2}\s?|#)?(?:\d{1,4}|[A-Z])\b")
"""A noun with a number: what equipment may be called (``Pump 2``)."""
_PROSE = frozenset({"paragraph", "list_item", "clause"})


def chunk(
    parsed: ParsedDocument,
    *,
    source: str,
    sha256: str,
    revision: int = 1,
    table_ids: Sequence[str] = (),
    series_ids: Sequence[str] = (),
    entity_ids: Sequence[str] = (),
    figure_ids: Sequence[str] = (),
    into: Path | None = None,
) -> Spool[Chunk]:
    """All passages of a document, in reading order; cards of logs and drawings come last.

    A numbered clause is a passage of its own with exactly its words; its lettered items are passages with
    their own labels. What stands between two items of one clause bears the clause's label again.

    Args:
        sha256: Hash of the original; ids depend on source, hash and position only.
        table_ids, series_ids, entity_ids, figure_ids: Ids of ``parsed.tables`` and so on, for ``Chunk.ref``.
        into: A file for those that are too many for the memory; it stays.
    """
    cutter = Cutter(
        parsed, source, sha256, revision, tuple(table_ids), tuple(figure_ids), chunks=Spool(path=into)
    )
    for block in parsed.blocks:
        cutter.take(block)
    cutter.finish()
    for index, series in enumerate(parsed.series):
        ref = series_ids[index] if index < len(series_ids) else None
        cutter.emit(series_card(series), kind="series", headings=(), ref=ref, tags=series.equipment)
    for group in entity_groups(parsed):
        ref = entity_ids[group.index] if group.index is not None and group.index < len(entity_ids) else None
        cutter.emit(group.passage, kind="drawing", headings=(parsed.title,), ref=ref, page=group.page)
    return cutter.chunks


def chunk_id(source: str, sha256: str, ordinal: int) -> str:
    """The id of a passage: the same file under the same source gives the same ids."""
    return blake2b(f"{source}\0{sha256}\0{ordinal}".encode(), digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading or clause that is open, as it is shown above what it contains."""

    level: int
    label: str | None
    title: str


@dataclass
class Cutter:
    """Walks over blocks, taken one by one, and emits passages."""

    parsed: ParsedDocument
    source: str
    sha256: str
    revision: int
    table_ids: tuple[str, ...]
    figure_ids: tuple[str, ...] = ()
    chunks: Spool[Chunk] = field(default_factory=Spool)
    _stack: list[_Heading] = field(default_factory=list)
    _pending: list[Passage] = field(default_factory=list)
    _label: str | None = None
    _above: tuple[str, ...] = ()
    _silent: Block | None = None
    _caption: Block | None = None
    _front: Spool[Passage] = field(default_factory=Spool)

    @property
    def _kind(self) -> Kind:
        """What prose is evidence of: words on a drawing are the drawing's."""
        return "drawing" if self.parsed.entities else "text"

    def take(self, block: Block) -> None:
        """Take in the next block."""
        if self._caption is not None and block.kind != "table":
            self._flush_caption()
        if block.kind in ("title", "footnote"):
            self._front.append(_passage(block))
        elif block.kind == "heading" or (block.kind == "clause" and block.level):
            self._open(block)
        elif block.kind == "table":
            self._table(block)
        elif block.kind == "caption":
            self._flush()
            self._caption = block
        elif block.kind == "figure":
            self._flush()
            self._speak()
            self._emit_divided(_passage(block), label=None, page=block.page, ref=self._figure(block))
        else:
            self._prose(block)

    def finish(self) -> None:
        """Emit what waited for the end."""
        self._flush_caption()
        self._flush()
        self._say_silent()
        for piece in _packed(self._front):
            self.emit(piece, kind=self._kind, headings=())

    def _open(self, block: Block) -> None:
        """A heading or numbered clause begins."""
        self._flush()
        if self._silent is not None and block.level <= self._silent.level:
            self._say_silent()
        self._silent = None
        while self._stack and self._stack[-1].level >= block.level:
            self._stack.pop()
        self._above = self._titles()
        self._stack.append(_Heading(block.level, block.label, _title(block)))
        if block.label:
            self._label = block.label
            self._pending = [_passage(block)]
        else:
            self._silent = block

    def _prose(self, block: Block) -> None:
        self._speak()
        label = self._label_of(block)
        if label != self._label or not self._pending:
            self._flush()
            if block.kind != "list_item" or block.label is None:  # "3." of a list is not the section "3"
                self._settle(label)
            else:
                self._above = self._titles()
            self._label = label
            if block.label is None:  # it goes on below its heading, behind a table or a picture
                self._above = self._titles()
        passage = _passage(block)
        if (
            label is None
            and self._pending
            and sum(len(p.text) for p in self._pending) + len(block.text) > TARGET
        ):
            self._flush()
            self._settle(label)
        self._pending.append(passage)

    def _settle(self, label: str | None) -> None:
        """Headings of what follows: those around the entry that bears its label."""
        if label is None:
            self._above = self._titles()
            return
        for i in range(len(self._stack) - 1, -1, -1):
            if self._stack[i].label == label:
                del self._stack[i + 1 :]
                self._above = tuple(heading.title for heading in self._stack[:i])
                return
        self._above = self._titles()

    def _label_of(self, block: Block) -> str | None:
        """The block's label, or that of the numbered heading or clause right above it."""
        if block.label or block.kind not in (*_PROSE, "table"):
            return block.label
        return self._stack[-1].label if self._stack else None

    def _table(self, block: Block) -> None:
        self._flush()
        self._speak()
        label = self._label_of(block)
        caption = self._caption
        self._caption = None
        self._settle(label)
        inside = self._above if label is None else self._titles()
        table = self.parsed.tables[block.table] if block.table is not None else None
        ref = (
            self.table_ids[block.table]
            if block.table is not None and block.table < len(self.table_ids)
            else None
        )
        above = Passage(caption.text, caption.spans) if caption is not None else None
        number = _caption_number(caption)
        for piece in table_pieces(_passage(block), table, caption=above):
            self.emit(piece, kind="table", headings=inside, label=label or number, ref=ref, page=block.page)

    def _flush_caption(self) -> None:
        if self._caption is not None:
            block, self._caption = self._caption, None
            self._speak()
            self._emit_divided(
                _passage(block), label=_caption_number(block), page=block.page,
                ref=self._figure(block),
            )  # fmt: skip

    def _figure(self, block: Block) -> str | None:
        """Id of the figure that a block captions or letters."""
        known = block.figure is not None and block.figure < len(self.figure_ids)
        return self.figure_ids[block.figure] if known and block.figure is not None else None

    def _flush(self) -> None:
        pending, self._pending = self._pending, []
        if pending:
            self._emit_divided(joined(pending), label=self._label, headings=self._above)
        self._label = None

    def _emit_divided(
        self,
        passage: Passage,
        *,
        label: str | None,
        headings: tuple[str, ...] | None = None,
        page: int | None = None,
        ref: str | None = None,
    ) -> None:
        for piece in divided(passage, LONGEST):
            self.emit(
                piece,
                kind=self._kind,
                headings=self._titles() if headings is None else headings,
                label=label,
                page=page,
                ref=ref,
            )

    def _speak(self) -> None:
        """Something stands under the last heading: it need not be a passage of its own."""
        self._silent = None

    def _say_silent(self) -> None:
        """A heading under which nothing stands is a passage, so that nothing is lost."""
        block, self._silent = self._silent, None
        if block is not None:
            passage = _passage(block)
            self.emit(passage, kind=self._kind, headings=self._titles()[:-1], page=block.page)

    def _titles(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self._stack)

    def emit(
        self,
        passage: Passage,
        *,
        kind: Kind,
        headings: tuple[str, ...],
        label: str | None = None,
        ref: str | None = None,
        page: int | None = None,
        tags: Sequence[str] = (),
    ) -> None:
        """Append a passage."""
        if not passage.text.strip():
            return
        ordinal = len(self.chunks)
        found = find(passage.text)
        identifiers = numbers_of(found)
        equipment = [normalise(tag) for tag in (*self.parsed.equipment, *tags)]
        if any("-" in identifier for identifier in identifiers):
            equipment += tags_of(found)
        if _NUMBERED.search(passage.text):
            equipment += names_of(found)
        self.chunks.append(
            Chunk(
                id=chunk_id(self.source, self.sha256, ordinal), source=self.source, kind=kind,
                ordinal=ordinal, text=passage.text, headings=headings, label=label,
                page=passage.page or page, spans=passage.spans, unit=self.parsed.unit,
                language=self._language(passage.text), identifiers=identifiers,
                equipment=tuple(dict.fromkeys(equipment)), date=self.parsed.date,
                revision=self.revision, ref=ref,
            )
        )  # fmt: skip

    def _language(self, text: str) -> Language:
        if text.count(" ") + 1 < _FEWEST_WORDS:
            return self.parsed.language
        found = detect_language(text)
        return self.parsed.language if found == "und" else found


def _passage(block: Block) -> Passage:
    """A block's text; where its lines have no boxes (a slide), with the page that it stands on."""
    if block.spans or block.page is None:
        return Passage(block.text, block.spans)
    return Passage(block.text, (Span(start=0, end=len(block.text), page=block.page),))


def _title(block: Block) -> str:
    """The first line of a heading or clause, with its number, cut where it is long."""
    line = block.text.split("\n", 1)[0].strip()
    if len(line) > _LONGEST_TITLE:
        line = line[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    return f"{block.label} {line}".strip() if block.label else line


def _caption_number(block: Block | None) -> str | None:
    return block.label.rstrip(".:") if block is not None and block.label else None


def _packed(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Small passages joined up to the target length."""
    group: list[Passage] = []
    size = 0
    for passage in passages:
        if group and size + len(passage.text) > TARGET:
            yield from divided(joined(group), LONGEST)
            group, size = [], 0
        group.append(passage)
        size += len(passage.text) + 1
    if group:
        yield from divided(joined(group), LONGEST)
