"""Read presentations of the old binary format (PPT, PowerPoint 97 to 2003): slides and notes. Draws nothing.

The stream is a log of edits: a directory tells where the latest form of each slide lies ([MS-PPT] 2.1.2).
Texts of placeholders stand in an outline beside the slides, others in the slides' shapes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.compound import check_streams

_MOST_BYTES = 256 << 20
_DOCUMENT, _LIST, _PERSIST = 1000, 4080, 1011
_NOTES_ATOM = 1009
_HEADER, _CHARACTERS, _BYTES, _OUTLINE_REF = 3999, 4000, 4008, 3998
_TEXTBOX = 0xF00D
_USER_EDIT, _DIRECTORY = 4085, 6002
_ENCRYPTED = 0xF3D1C4DF
_TITLES = (0, 6)
_SLIDES, _NOTES = 0, 2
_DEEPEST, _MOST_EDITS = 40, 10_000

_Text = tuple[int, str]
"""Kind of a text (a title is 0 or 6) and its words."""


@dataclass(slots=True)
class _Entry:
    """A slide or a page of notes: where it is kept, its number, its texts of the outline."""

    kept: int
    number: int
    outline: list[_Text] = field(default_factory=list)


def parse_ppt(path: Path) -> ParsedDocument:
    """Reads a PPT file; a slide counts as a page.

    Raises:
        Unreadable: Damaged, protected by a password, older than PowerPoint 97, or without text.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the presentation is larger than 256 MiB", "save it as PPTX or PDF")
    stream, edit, token = _streams(path)
    if token == _ENCRYPTED:
        raise Unreadable("the presentation is protected by a password", "save it without a password")
    writer = BlockWriter()
    try:
        number = _write(writer, stream, edit)
    except (struct.error, IndexError, ValueError, KeyError) as error:
        raise _damaged() from error
    if not writer.blocks:
        raise Unreadable("the presentation holds no text", "export it as PDF")
    title = next((block.text for block in writer.blocks if block.kind == "heading"), path.stem)
    return writer.parsed(media="ppt", title=title, pages=number)


def _damaged() -> Unreadable:
    return Unreadable(
        "the presentation (PPT) is damaged or older than PowerPoint 97",
        "save it as PPTX or PDF",
    )


def _streams(path: Path) -> tuple[bytes, int, int]:
    """The document's stream, the place of its latest edit, and the mark of encryption."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            check_streams(ole, path)
            stream: bytes = ole.openstream("PowerPoint Document").read()
            user: bytes = ole.openstream("Current User").read()
        token, edit = struct.unpack_from("<II", user, 12)
    except (OSError, struct.error, IndexError, ValueError, TypeError, KeyError) as error:
        raise _damaged() from error
    return stream, edit, token


def _write(writer: BlockWriter, stream: bytes, edit: int) -> int:
    """Writes all slides with their notes; gives back how many there are."""
    places, document = _latest(stream, edit)
    lists: dict[int, list[_Entry]] = {_SLIDES: [], _NOTES: []}
    for kind, instance, start, end in _records(stream, *_body(stream, places[document], _DOCUMENT)):
        if kind == _LIST and instance in lists:
            lists[instance] += _entries(stream, start, end)
    spoken: dict[int, list[_Text]] = {}
    for entry in lists[_NOTES]:
        if (found := _page(stream, places, entry)) is not None:
            texts, slide = found
            spoken.setdefault(slide, []).extend(text for text in texts if text[0] not in _TITLES)
    for number, entry in enumerate(lists[_SLIDES], start=1):
        writer.page(number)
        texts, _ = _page(stream, places, entry) or ([], 0)
        for kind, text in sorted(texts, key=lambda one: one[0] not in _TITLES):
            for line in filter(str.strip, text.split("\r")):
                writer.heading(line, 1) if kind in _TITLES else writer.list_item(line)
        words = "\n".join(text.replace("\r", "\n") for _, text in spoken.get(entry.number, ()))
        if words.strip():
            writer.paragraph(words, kind="footnote")
    return len(lists[_SLIDES])


def _latest(stream: bytes, edit: int) -> tuple[Mapping[int, int], int]:
    """Where each part of the presentation lies now, and which one is the document."""
    places: dict[int, int] = {}
    document = 0
    for _ in range(_MOST_EDITS):
        kind, _, start, _ = _record(stream, edit)
        if kind != _USER_EDIT:
            raise ValueError("no edit where one should be")
        before, directory, whole = struct.unpack_from("<III", stream, start + 8)
        document = document or whole
        for part, place in _directory(stream, directory):
            places.setdefault(part, place)
        if not before or before >= edit:
            return places, document
        edit = before
    raise ValueError("too many edits")


def _directory(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    kind, _, start, end = _record(stream, at)
    if kind != _DIRECTORY:
        raise ValueError("no directory where one should be")
    while start + 4 <= end:
        (head,) = struct.unpack_from("<I", stream, start)
        first, number = head & 0xFFFFF, head >> 20
        for index, place in enumerate(struct.unpack_from(f"<{number}I", stream, start + 4)):
            yield first + index, place
        start += 4 + 4 * number


def _entries(stream: bytes, start: int, end: int) -> list[_Entry]:
    """The entries of a list, a part that is listed again passed over: it would be read as often."""
    found: list[_Entry] = []
    kept: set[int] = set()
    style = 1
    for kind, _, at, stop in _records(stream, start, end):
        if kind == _PERSIST:
            entry = _Entry(*struct.unpack_from("<I8xI", stream, at))
            if entry.kept not in kept:
                kept.add(entry.kept)
                found.append(entry)
        elif kind == _HEADER:
            (style,) = struct.unpack_from("<I", stream, at)
        elif kind in (_CHARACTERS, _BYTES) and found:
            found[-1].outline.append((style, _words(stream, kind, at, stop)))
    return found


def _page(stream: bytes, places: Mapping[int, int], entry: _Entry) -> tuple[list[_Text], int] | None:
    """Texts of a slide or of notes, and the number of the slide that notes belong to."""
    if entry.kept not in places:
        return None
    _, _, start, end = _record(stream, places[entry.kept])
    texts: list[_Text] = []
    slide, style = 0, 1
    outline = list(entry.outline)
    for kind, at, stop in _atoms(stream, start, end, _DEEPEST):
        if kind == _NOTES_ATOM:
            (slide,) = struct.unpack_from("<I", stream, at)
        elif kind == _HEADER:
            (style,) = struct.unpack_from("<I", stream, at)
        elif kind == _OUTLINE_REF:
            (index,) = struct.unpack_from("<I", stream, at)
            texts += entry.outline[index : index + 1]
            outline = [one for one in outline if one is not entry.outline[min(index, len(entry.outline) - 1)]]
        elif kind in (_CHARACTERS, _BYTES) and (words := _words(stream, kind, at, stop)).strip(" *\r"):
            texts.append((style, words))
    return [*texts, *outline], slide


def _atoms(stream: bytes, start: int, end: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """Records that hold no others, in order."""
    for kind, instance, at, stop in _records(stream, start, end):
        del instance
        if stream[at - 8] & 0x0F == 0x0F or kind == _TEXTBOX:
            if depth:
                yield from _atoms(stream, at, stop, depth - 1)
        else:
            yield kind, at, stop


def _words(stream: bytes, kind: int, start: int, end: int) -> str:
    held = stream[start:end]
    text = held.decode("utf-16-le", "replace") if kind == _CHARACTERS else held.decode("latin-1")
    return text.replace("\x0b", "\n").replace("\0", "")


def _body(stream: bytes, at: int, kind: int) -> tuple[int, int]:
    found, _, start, end = _record(stream, at)
    if found != kind:
        raise ValueError("another record than the directory says")
    return start, end


def _records(stream: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Kind, instance, start and end of the records that stand side by side."""
    while start + 8 <= end:
        kind, instance, at, stop = _record(stream, start)
        yield kind, instance, at, min(stop, end)
        start = stop


def _record(stream: bytes, at: int) -> tuple[int, int, int, int]:
    head, kind, length = struct.unpack_from("<HHI", stream, at)
    if at + 8 + length > len(stream):
        raise ValueError("a record is longer than its stream")
    return kind, head >> 4, at + 8, at + 8 + length
