"""Read e-mails (EML): who wrote to whom and when, the body, the attachments. Opens no attachment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from email import policy
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsed import Attachment, ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.encoding import decode
from ingest.parsers.html import decode_html, write_html
from ingest.parsers.mail_wrapped import TNEF_MARK, signed_content, tnef_files
from ingest.parsers.mailbox_file import is_mailbox, messages_of
from ingest.parsers.text import write_text

_MOST_BYTES = 256 << 20
_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_MOST_ATTACHMENTS = 500
_LOCATION = "Content-Location"
_DRESS = frozenset({"text/css", "text/javascript", "application/javascript", "application/x-javascript"})
ENCRYPTED = "The e-mail is encrypted: only its head was read. Save it without encryption."
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURES = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)
_MOST_SEALS = 4
_DEEPEST = 40
"""Containers in containers; what lies deeper is no mail that a person wrote."""
_CALENDAR = "text/calendar"
_SMALLEST_PICTURE = 4_096
"""Bytes; less is a line, an icon or a counter."""
_BAD_HEADER = (HeaderParseError, ValueError, IndexError, TypeError, AttributeError, OverflowError)


def parse_mail(path: Path) -> ParsedDocument:
    """Reads an e-mail; each attachment is handed on as a file of its own.

    Raises:
        Unreadable: The file is no e-mail, or larger than 256 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the e-mail is larger than 256 MiB", "save its attachments and ingest them")
    content = path.read_bytes()
    if is_mailbox(content):
        return _mailbox(path, content)
    message = mail_of(content)
    fields = {name: text for name in _FIELDS if (text := _field(message, name))}
    if not fields:
        raise Unreadable("this is no e-mail", "save the message again as EML")
    writer = BlockWriter()
    writer.title(fields.get("Subject", path.stem))
    writer.paragraph("\n".join(f"{name}: {text}" for name, text in fields.items()))
    attachments, notes = write_message(writer, message, path.stem)
    return writer.parsed(
        media="mail",
        title=fields.get("Subject", path.stem),
        sent=_sent(message),
        attachments=attachments,
        notes=notes,
    )


def _mailbox(path: Path, content: bytes) -> ParsedDocument:
    found = messages_of(content)
    writer = BlockWriter()
    writer.title(path.stem)
    writer.paragraph("\n".join(message.name for message in found)[:20_000])
    return writer.parsed(media="mailbox", title=path.stem, attachments=found)


def _field(message: EmailMessage, name: str) -> str:
    try:
        value = message.get(name)
    except _BAD_HEADER:
        return ""
    return " ".join(str(value).split()) if value is not None else ""


def _sent(message: EmailMessage) -> date | None:
    try:
        sent = getattr(message.get("Date"), "datetime", None)
    except _BAD_HEADER:
        return None
    return sent.date() if sent is not None else None


def write_message(
    writer: BlockWriter, message: EmailMessage, name: str
) -> tuple[list[Attachment], list[str]]:
    """Writes the body, from inside its signatures where it is signed; gives back attachments and notes."""
    for _ in range(_MOST_SEALS):
        if message.get_content_type() not in _SEALED:
            break
        inner = signed_content(_content(message))
        if inner is None:
            return [], [ENCRYPTED]
        message = mail_of(inner)
    bodies = _body(writer, message, name)
    return _attachments(message, bodies)


def mail_of(content: bytes) -> EmailMessage:
    """A message out of its bytes."""
    return BytesParser(policy=policy.default).parsebytes(content)


def _body(writer: BlockWriter, message: EmailMessage, name: str) -> tuple[EmailMessage, ...]:
    """Writes the plain text, or the HTML where there is none or it says much more; gives back both parts."""
    plain, markup = message.get_body(("plain",)), message.get_body(("html",))
    bodies = tuple(part for part in (plain, markup) if isinstance(part, EmailMessage))
    text = decode(_content(plain)) if plain is not None and _charset(plain) is None else _text(plain)
    if markup is not None:
        page = BlockWriter()
        write_html(page, _text(markup) or decode_html(_content(markup)), name=name)
        length = sum(len(block.text) for block in page.blocks)
        if not text.strip() or length > 3 * len(text) + 400 or page.tables:
            writer.blocks += page.blocks
            writer.tables += page.tables
            writer.series += page.series
            writer.notes += page.notes
            return bodies
    write_text(writer, text)
    return bodies


def _charset(part: object) -> str | None:
    return part.get_content_charset() if isinstance(part, EmailMessage) else None


def _text(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, MessageError, AssertionError, ValueError):
        return decode(_content(part))


def _content(part: object) -> bytes:
    payload = part.get_payload(decode=True) if isinstance(part, EmailMessage) else b""
    return payload if isinstance(payload, bytes) else b""


def _attachments(message: EmailMessage, bodies: Sequence[EmailMessage]) -> tuple[list[Attachment], list[str]]:
    found: list[Attachment] = []
    notes: list[str] = []
    parts = [
        part
        for part in _leaves(message, _DEEPEST)
        if not any(part is body for body in bodies) and not _is_decoration(part)
    ]
    for number, part in enumerate(parts, start=1):
        if len(found) == _MOST_ATTACHMENTS:
            notes.append(f"Only the first {_MOST_ATTACHMENTS} attachments were taken.")
            break
        name = safe_name(_name_of(part), number, part.get_content_type())
        content = _forwarded(part) if part.get_content_type() == "message/rfc822" else _content(part)
        if content:
            found += unpacked(name, content)
        else:
            notes.append(f"Attachment {name} is empty or cannot be decoded.")
    return found, notes


def unpacked(name: str, content: bytes) -> list[Attachment]:
    """An attachment, or the files that a ``winmail.dat`` holds."""
    if content.startswith(TNEF_MARK) and (files := tnef_files(content)):
        return [
            Attachment(name=safe_name(inner, number, ""), content=data)
            for number, (inner, data) in enumerate(files[:_MOST_ATTACHMENTS], start=1)
        ]
    return [Attachment(name=name, content=content)]


def _is_decoration(part: EmailMessage) -> bool:
    """True for what only dresses a page (styles, fonts, scripts, tiny pictures), and for signatures."""
    kind = part.get_content_type()
    if kind in _SIGNATURES:
        return True
    if part.get_content_disposition() == "attachment" or not (part.get("Content-ID") or part.get(_LOCATION)):
        return False
    if kind in _DRESS or kind.startswith("font/"):
        return True
    return kind.startswith("image/") and len(_content(part)) < _SMALLEST_PICTURE


def _name_of(part: EmailMessage) -> str:
    """Its own name, that of the page's part, or the subject of a message that was forwarded."""
    if name := part.get_filename() or "":
        return name
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
        return re.sub(r"\s*[/\\:]\s*", " - ", _field(inner[0], "Subject"))[:100]
    return _field(part, _LOCATION).rsplit("?", 1)[0].rsplit("/", 1)[-1]


def _forwarded(part: EmailMessage) -> bytes:
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    return first.as_bytes() if isinstance(first, EmailMessage) else b""


def _leaves(part: EmailMessage, depth: int, *, alternative: bool = False) -> Iterator[EmailMessage]:
    """Parts that are no container, pictures in the page included, other forms of the same text not."""
    held = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(held, list):
        inner = part.get_content_subtype() == "alternative"
        for one in held if depth else ():
            if isinstance(one, EmailMessage):
                yield from _leaves(one, depth - 1, alternative=inner)
    elif not alternative or part.get_content_maintype() != "text" or part.get_content_type() == _CALENDAR:
        yield part


def safe_name(name: str, number: int, kind: str) -> str:
    """A plain file name: without folders, drive letters and control characters."""
    base = re.split(r"[/\\:]", name)[-1]
    base = re.sub(r"[\x00-\x1f<>\"|?*]", "_", base).strip(". ")[:150]
    suffix = {
        "message/rfc822": ".eml",
        "text/plain": ".txt",
        "text/html": ".html",
        "text/csv": ".csv",
        _CALENDAR: ".ics",
    }.get(kind, "")
    if not base:
        return f"attachment-{number}{suffix}"
    return (
        base
        if not suffix or base.lower().endswith(suffix) or ("." in base and suffix != ".eml")
        else base + suffix
    )
