"""Read messages in Outlook's own format (MSG): fields, body, attachments. Opens none of them."""

from __future__ import annotations

import logging
import struct
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.parsed import Attachment, ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.compound import check_streams
from ingest.parsers.html import write_html
from ingest.parsers.mail import safe_name
from ingest.parsers.text import write_text

_MOST_BYTES = 256 << 20
_MOST_ATTACHMENTS = 500
_READING = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    AssertionError,
    struct.error,
)


def parse_msg(path: Path) -> ParsedDocument:
    """Reads a message; each attachment is handed on as a file of its own.

    Raises:
        Unreadable: The file is damaged, no message, or larger than 256 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the message is larger than 256 MiB", "save its attachments and ingest them")
    import olefile
    from oxmsg import Message

    logging.getLogger("olefile").setLevel(logging.CRITICAL)
    try:
        with olefile.OleFileIO(str(path)) as ole:
            check_streams(ole, path)
        message = Message.load(str(path))
        fields = _fields(message)
        plain, markup = message.body or "", message.html_body or ""
        sent = _sent(message)
        attachments, notes = _attachments(message)
    except _READING as error:
        raise _damaged() from error
    if not (fields or plain.strip() or markup.strip() or attachments):
        raise _damaged()
    writer = BlockWriter()
    title = fields.get("Subject") or path.stem
    writer.title(title)
    writer.paragraph("\n".join(f"{name}: {text}" for name, text in fields.items()))
    if plain.strip():
        write_text(writer, plain)
    elif markup.strip():
        write_html(writer, markup, name=path.stem)
    return writer.parsed(media="mail", title=title, sent=sent, attachments=attachments, notes=notes)


def _damaged() -> Unreadable:
    return Unreadable("the message (MSG) is damaged", "open it in Outlook and save it again, or as EML")


def _sent(message: Any) -> date | None:
    """The day in the message's own header; else when Outlook says that it was sent."""
    printed = {name.lower(): value for name, value in message.message_headers.items()}.get("date", "")
    try:
        return parsedate_to_datetime(str(printed)).date()
    except (ValueError, TypeError, IndexError):
        sent = message.sent_date
        return None if sent is None else date(sent.year, sent.month, sent.day)


def _fields(message: Any) -> dict[str, str]:
    headers = {name.lower(): value for name, value in message.message_headers.items()}
    people = "; ".join(f"{one.name} <{one.email_address}>" for one in message.recipients)
    sent = message.sent_date
    found = {
        "From": message.sender or headers.get("from", ""),
        "To": headers.get("to", "") or people,
        "Cc": headers.get("cc", ""),
        "Date": headers.get("date", "") or (f"{sent:%Y-%m-%d %H:%M %Z}" if sent else ""),
        "Subject": message.subject or headers.get("subject", ""),
    }
    return {name: " ".join(str(text).split()) for name, text in found.items() if text}


def _attachments(message: Any) -> tuple[list[Attachment], list[str]]:
    found: list[Attachment] = []
    notes: list[str] = []
    for number, item in enumerate(message.attachments, start=1):
        if len(found) == _MOST_ATTACHMENTS:
            notes.append(f"Only the first {_MOST_ATTACHMENTS} attachments were taken.")
            break
        name = safe_name(item.file_name or "", number, item.mime_type or "")
        content = item.file_bytes if item.attached_by_value else None
        if content:
            found.append(Attachment(name=name, content=bytes(content)))
        else:
            notes.append(f"Attachment {name} is a message or a link inside the message; save it as a file.")
    return found, notes
