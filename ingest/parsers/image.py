"""Read a picture (PNG, JPEG, TIFF of several pages, BMP …) by text recognition. Knows no PDF, no index."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ingest.day_order import day_order
from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.layout.compose import Composer, TableDraft
from ingest.layout.flow import flow
from ingest.layout.furniture import frame
from ingest.layout.page import Page
from ingest.ocr import page_of, recognise
from ingest.parsed import Block, ParsedDocument, ParsedTable
from ingest.parsers.pdf_kind import is_drawing_scan
from ingest.parsers.pdf_scan import has_caption, printed
from ingest.parsers.pdf_tables import finish_table
from ingest.parsers.stated import read_stated

MOST_PIXELS = 120_000_000
"""A picture of more is refused before it is unpacked."""
MOST_PAGES = 500
_LONGEST_SIDE = 8000


def parse_image(path: Path, *, ocr: bool = True, drawing: bool = False) -> ParsedDocument:
    """The words of a picture with boxes in pixels of the picture as it is shown.

    Args:
        ocr: Whether text may be recognised; nothing else can be had from a picture.
        drawing: True where the caller knows that it is a drawing.

    Raises:
        Unreadable: No picture, damaged, too large to be unpacked safely, or recognition is switched off.
    """
    if not ocr:
        raise Unreadable(
            "a picture can only be read by text recognition, which is switched off",
            "switch it on (ocr = auto)",
        )
    with opened(path) as image:
        count = int(getattr(image, "n_frames", 1))
        pages = list(_pages(image, min(count, MOST_PAGES)))
    found = any(page.segments for page in pages)
    notes = ["Read by text recognition, so check what you quote." if found else "No text was found."]
    if count > MOST_PAGES:
        notes.append(f"Only the first {MOST_PAGES} pages were read.")
    if pages and (drawing or is_drawing_scan(pages[0])):
        return _drawing(pages, path, notes)
    return _document(pages, path, notes)


def _drawing(pages: list[Page], path: Path, notes: list[str]) -> ParsedDocument:
    """The sheets of a drawing."""
    from ingest.parsers.drawing.sheet import describe, drawing_document
    from ingest.parsers.drawing.vector_pdf import sheet_of_page

    sheets = [describe(sheet_of_page(page), page=page.number, unit="px", place=page.shown) for page in pages]
    return drawing_document(sheets, path=path, media="image", unit="px", notes=notes)


def _document(pages: list[Page], path: Path, notes: list[str]) -> ParsedDocument:
    """Running text, forms and tables."""
    composer = Composer()
    flows = [flow(framed) for framed in frame(pages)]
    for ordered in flows:
        composer.style.see(ordered.rows())
    for ordered in flows:
        composer.add(ordered)
    blocks, tables = _finished(composer.finish(), path)
    language = detect_language("\n".join(block.text for block in blocks))
    order = day_order("\n".join(block.text for block in blocks), language=language)
    stated = read_stated(blocks, day_first=order != "mdy")
    heading = next((b.text for b in blocks if b.kind in ("title", "heading")), "")
    return ParsedDocument(
        media="image", title=heading.split("\n")[0][:200] or path.stem, language=language,
        pages=len(pages), unit="px", page_pictures=True, blocks=blocks, tables=tables,
        printed_revision=stated.revision, date=stated.date, equipment=stated.equipment, warnings=tuple(notes),
        figures=composer.figures.parsed(blocks),
    )  # fmt: skip


@contextmanager
def opened(path: Path) -> Iterator[Image.Image]:
    """The open picture, not yet unpacked.

    Raises:
        Unreadable: No picture, damaged, or of more than ``MOST_PIXELS``.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(path)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise Unreadable("the file is no picture that can be read", "save it as PNG, JPEG or TIFF") from error
    except (OSError, ValueError, SyntaxError, struct.error) as error:
        raise _damaged() from error
    with image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_large()
        yield image


def pixels_of(image: Image.Image, *, longest: int | None = None) -> Image.Image:
    """The current frame as it is shown: turned as its tag says, on white, in colour.

    Args:
        longest: Longer sides are reduced to so many pixels.

    Raises:
        Unreadable: The frame is damaged or too large.
    """
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if longest is not None and image.format == "JPEG":
                image.draft("RGB", (longest, longest))
            shown = ImageOps.exif_transpose(image)
            if longest is not None and max(shown.size) > longest:
                shown.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            return _on_white(shown)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, ValueError, SyntaxError, struct.error, EOFError) as error:
        raise _damaged() from error


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        values = np.asarray(image, dtype=np.float32)
        top = float(values.max()) or 1.0
        return Image.fromarray((values * (255.0 / top)).astype(np.uint8)).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        white = Image.new("RGBA", layer.size, "white")
        white.alpha_composite(layer)
        return white.convert("RGB")
    return image.convert("RGB")


def _pages(image: Image.Image, count: int) -> Iterator[Page]:
    for index in range(count):
        try:
            image.seek(index)
        except (EOFError, OSError, ValueError):
            return
        width = shown_width(image)
        shown = pixels_of(image, longest=_LONGEST_SIDE)
        scale = shown.width / width
        pixels = np.ascontiguousarray(np.asarray(shown))
        page = page_of(recognise(pixels), number=index + 1, scale=scale)
        yield replace(page, ink=printed(pixels, page)) if has_caption(page) else page


def shown_width(image: Image.Image) -> int:
    """Width of the current frame once it is turned as its tag says.

    Raises:
        Unreadable: The frame is damaged.
    """
    try:
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    except (OSError, ValueError, SyntaxError, struct.error, EOFError) as error:
        raise _damaged() from error
    return image.height if turned else image.width


def _finished(
    items: list[Block | TableDraft], path: Path
) -> tuple[tuple[Block, ...], tuple[ParsedTable, ...]]:
    blocks: list[Block] = []
    tables: list[ParsedTable] = []
    for item in items:
        if isinstance(item, Block):
            blocks.append(item)
            continue
        name = f"{path.stem} page {item.pieces[0][1].number}"
        block, table = finish_table(item, index=len(tables), name=name, title=name)
        if table is not None:
            tables.append(table)
        blocks.append(block)
    first = next(
        (i for i, block in enumerate(blocks[:6]) if block.kind == "heading" and not block.label), None
    )
    if first is not None:
        blocks[first] = replace(blocks[first], kind="title", level=0)
    return tuple(blocks), tuple(tables)


def _too_large() -> Unreadable:
    return Unreadable(
        f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels",
        "reduce its size and ingest it again",
    )


def _damaged() -> Unreadable:
    return Unreadable("the picture is damaged and cannot be unpacked", "export or copy it again")
