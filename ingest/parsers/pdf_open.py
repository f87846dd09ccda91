"""Open a PDF, or say in a person's words why it cannot be opened. Knows no content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pypdfium2

from ingest.errors import Unreadable
from ingest.parsed import Attachment

_HEAD_BYTES = 1024
_TAIL_BYTES = 2048
_MOST_ATTACHMENT_BYTES = 100 << 20
_MOST_ATTACHMENTS = 200


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The open ``pypdfium2.PdfDocument``.

    Raises:
        Unreadable: The file is empty, no PDF, damaged, or asks for a password.
    """
    _look(path)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _refusal(path, str(error)) from error
    with suppress(pypdfium2.PdfiumError):
        if document.get_formtype():
            document.init_forms()
    try:
        yield document
    finally:
        document.close()


def _look(path: Path) -> None:
    """Refuse what is no PDF before PDFium sees it."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise Unreadable("the file cannot be read", f"check its permissions: {error.strerror}") from error
    if not head:
        raise Unreadable("the file is empty (0 bytes)", "copy or export it again")
    if b"%PDF-" not in head:
        raise Unreadable(
            "the file is no PDF, although it is called one", "rename it, or export it as PDF again"
        )


def _refusal(path: Path, message: str) -> Unreadable:
    if "password" in message.lower() and _is_encrypted(path):
        return Unreadable(
            "the PDF is protected by a password", "save a copy without a password and ingest that"
        )
    if "security" in message.lower():
        return Unreadable(
            "the PDF is encrypted in a way that cannot be read",
            "save a copy without protection and ingest that",
        )
    if not _has_end(path):
        return Unreadable("the PDF is cut off: its end is missing", "copy or download the file again")
    return Unreadable(
        "the PDF is damaged and cannot be opened", "open it in a viewer and save or print it as PDF again"
    )


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if b"/Encrypt" in block:
                return True
    return False


def _has_end(path: Path) -> bool:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        return b"%%EOF" in file.read()


def attachments(document: Any) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """The files inside a PDF, and a warning for each that was left out."""
    found: list[Attachment] = []
    warnings: list[str] = []
    total = 0
    for index in range(min(document.count_attachments(), _MOST_ATTACHMENTS)):
        item = document.get_attachment(index)
        name = Path(item.get_name().replace("\\", "/")).name or f"attachment-{index + 1}"
        try:
            content = bytes(item.get_data())
        except pypdfium2.PdfiumError:
            warnings.append(f"The attached file {name} is damaged and was left out.")
            continue
        total += len(content)
        if total > _MOST_ATTACHMENT_BYTES:
            warnings.append(f"The attached file {name} is too large and was left out.")
            break
        found.append(Attachment(name=name, content=content))
    return tuple(found), tuple(warnings)


def bookmarks(document: Any, *, most: int = 5000) -> frozenset[str]:
    """Titles of the PDF's own outline, case-folded; empty where it has none or a broken one."""
    titles: set[str] = set()
    try:
        for number, entry in enumerate(document.get_toc(max_depth=8)):
            if number >= most:
                break
            titles.add(" ".join((entry.get_title() or "").split()).casefold())
    except (pypdfium2.PdfiumError, ValueError, UnicodeDecodeError):
        return frozenset()
    return frozenset(title for title in titles if len(title) > 3)
