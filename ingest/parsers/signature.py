"""Tell what a file is from its first bytes and its container's directory. Knows no suffix, parses nothing."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from ingest.errors import Unreadable
from ingest.parsers.encoding import decode, encoding_of
from ingest.parsers.packed import is_tar
from ingest.parsers.rdf.syntax import is_rdf_text, is_rdf_xml

Signature = Literal[
    "pdf",
    "image",
    "xlsx",
    "docx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "xls",
    "doc",
    "ppt",
    "msg",
    "encrypted",
    "zip",
    "dxf",
    "dwg",
    "html",
    "xml",
    "rdf",
    "json",
    "mail",
    "calendar",
    "rtf",
    "text",
    "packed",
    "parquet",
    "archive",
    "heic",
    "media",
    "database",
    "visio",
    "odg",
    "model",
    "mailbox_store",
    "program",
    "binary",
]

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"\x00\x00\x00\x0cjP  ")
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREAD: tuple[tuple[int, bytes, Signature], ...] = (
    *((4, b"ftyp" + brand, "heic") for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")),
    (4, b"ftyp", "media"),
    (0, b"ID3", "media"),
    (0, b"OggS", "media"),
    (0, b"fLaC", "media"),
    (0, b"\x1aE\xdf\xa3", "media"),
    (8, b"AVI LIST", "media"),
    (8, b"WAVEfmt ", "media"),
    (4, b"Standard ACE DB", "database"),
    (4, b"Standard Jet DB", "database"),
    (0, b"SQLite format 3\x00", "database"),
    (0, b"!BDN", "mailbox_store"),
    (0, b"ISO-10303-21;", "model"),
    (0, b"\x7fELF", "program"),
    (0, b"MZ", "program"),
)
"""Where the mark of a kind that no parser reads stands; the first that fits counts. All but models hold
zero bytes, so that a text which begins with the same letters stays a text."""
_OLE_STREAMS: tuple[tuple[str, Signature], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
    ("VisioDocument", "visio"),
)
_OPEN_DOCUMENT: dict[bytes, Signature] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError)
_OPEN_DRAWING = b"application/vnd.oasis.opendocument.graphics"
_MAIL_FIELD = re.compile(
    r"^(?:from|to|cc|bcc|subject|date|received|return-path|message-id|mime-version|delivered-to|reply-to|sender|"
    r"content-type|x-[\w-]+|dkim-signature|thread-topic):[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_DXF = re.compile(r"^\s*(?:999\s*\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\s*\r?\n")
_SCAN_BYTES = 16 << 20
_BLOCK_BYTES = 1 << 20


def signature_of(path: Path, head: bytes) -> Signature:
    """The kind of a file by its content.

    Args:
        head: Its first bytes, some thousands of them.

    Raises:
        Unreadable: The file is empty or its container is damaged.
    """
    if not head.strip(b"\x00 \t\r\n"):
        raise Unreadable(
            "the file is empty" if not head else "the file holds only blanks", "export or copy it again"
        )
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(b"PK\x03\x04"):
        return _zip_signature(path)
    if head.startswith(_OLE):
        return _ole_signature(path)
    if head.startswith(b"AutoCAD Binary DXF"):
        return "dxf"
    if re.match(rb"AC10\d\d\x00", head):
        return "dwg"
    if head.startswith(rb"{\rtf"):
        return "rtf"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_PACKED) or is_tar(head):
        return "packed"
    if head.startswith(_ARCHIVES):
        return "archive"
    for place, mark, kind in _UNREAD:
        if head.startswith(mark, place) and (b"\x00" in head or kind == "model"):
            return kind
    return _text_signature(_without_padding(path, head))


def _without_padding(path: Path, head: bytes) -> bytes:
    """The head of a text without the zero bytes behind it, which a logger that lost its power leaves."""
    written = head.rstrip(b"\x00")
    if len(written) == len(head) or b"\x00" in written:
        return head
    with path.open("rb") as file:
        file.seek(len(head))
        while block := file.read(_BLOCK_BYTES):
            if block.strip(b"\x00"):
                return head
    return written


def _text_signature(head: bytes) -> Signature:
    if encoding_of(head) is None and (b"\x00" in head or _control_share(head) > 0.02):
        return "binary"
    text = decode(head).lstrip("\ufeff").lstrip()
    start = text[:2000].lower()
    if _DXF.match(text):
        return "dxf"
    if re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body)\b",
        start,
        re.DOTALL,
    ):
        return "html"
    if start.startswith("begin:vcalendar"):
        return "calendar"
    if is_rdf_xml(text) or is_rdf_text(text):
        return "rdf"
    if start.startswith("<?xml") or re.match(r"<[a-z_][\w:.-]*(?:\s[^<>]*)?/?>", start):
        return (
            "html"
            if re.search(r"<(?:table|div|p|span|meta|title)\b", start) and "<?xml" not in start
            else "xml"
        )
    if re.match(r"(?:\{\s*[\"}]|\[\s*[\[{\"\d\]-]|\[\s*(?:true|false|null)\b)", text) and not re.match(
        r"\[[^\]\n]*\]\s*\w", text
    ):
        return "json"
    header = re.split(r"\n\s*\n", text[:4000].replace("\r\n", "\n"), maxsplit=1)[0]
    if len(_MAIL_FIELD.findall(header)) >= 3 and re.match(r"[A-Za-z-]+:[ \t]|From ", text):
        return "mail"
    return "text"


def _control_share(head: bytes) -> float:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b\x1a" for byte in head)
    return controls / len(head)


def _zip_signature(path: Path) -> Signature:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                named = archive.read("mimetype").strip()
                other: Signature = "odg" if named == _OPEN_DRAWING else "zip"
                return _OPEN_DOCUMENT.get(named, other)
    except (*_BROKEN, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Unreadable("the file is cut off or damaged", "copy or export it again") from error
    folders = {name.split("/")[0] for name in names}
    for folder, kind in (("xl", "xlsx"), ("word", "docx"), ("ppt", "pptx"), ("visio", "visio")):
        if folder in folders and "[Content_Types].xml" in names:
            return kind  # type: ignore[return-value]
    return "zip"


def _ole_signature(path: Path) -> Signature:
    with path.open("rb") as file:
        content = file.read(_SCAN_BYTES)
    for name, kind in _OLE_STREAMS:
        if name.encode("utf-16-le") in content:
            return kind
    return "binary"
