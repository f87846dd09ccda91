"""Read messages in Outlook's own format (MSG): fields, body, attachments, messages inside. Opens no file."""

from __future__ import annotations

import logging
import re
import struct
from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.parsed import Attachment, ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.compound import check_streams
from ingest.parsers.html import write_html
from ingest.parsers.mail import ENCRYPTED, mail_of, safe_name, unpacked, write_message
from ingest.parsers.mail_wrapped import signed_content
from ingest.parsers.text import write_text

_MOST_BYTES = 256 << 20
_MOST_ATTACHMENTS = 500
_MOST_NESTED = 4
_INNER_HEAD = 24
"""Bytes before the properties of a message inside a message."""
_INNER = "__substg1.0_3701000D"
_MIME = re.compile(rb"\s*(?:content-type|mime-version):", re.IGNORECASE)
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
    """Reads a message; each attachment is handed on as a file of its own, a message inside it as an e-mail.

    Raises:
        Unreadable: The file is damaged, no message, or larger than 256 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the message is larger than 256 MiB", "save its attachments and ingest them")
    import olefile
    from oxmsg import Message
    from oxmsg.storage import Storage

    logging.getLogger("olefile").setLevel(logging.CRITICAL)
    try:
        with olefile.OleFileIO(str(path)) as ole:
            check_streams(ole, path)
            storage = Storage.from_ole(ole)
        message = Message(storage)
        fields = _fields(message)
        plain, markup = message.body or "", message.html_body or ""
        sent = _sent(message)
        attachments, notes = _attachments(message.attachments, _inner_messages(storage))
    except _READING as error:
        raise _damaged() from error
    if not (fields or plain.strip() or markup.strip() or attachments):
        raise _damaged()
    writer = BlockWriter()
    title = fields.get("Subject") or path.stem
    writer.title(title)
    writer.paragraph("\n".join(f"{name}: {text}" for name, text in fields.items()))
    sealed = next((one for one in attachments if one.name.lower().endswith(".p7m")), None)
    if sealed is not None and len(attachments) == 1:
        content = sealed.content
        signed = content if _MIME.match(content) else signed_content(content)
        if signed is None:
            attachments, notes = [], [ENCRYPTED]
        else:
            attachments, notes = write_message(writer, mail_of(signed), path.stem)
    elif plain.strip():
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


def _attachments(items: Sequence[Any], inner: Sequence[Any]) -> tuple[list[Attachment], list[str]]:
    """Files and messages that are attached.

    Args:
        inner: What each item holds where it is a message, else None.
    """
    found: list[Attachment] = []
    notes: list[str] = []
    for number, (item, message) in enumerate(zip(items, inner, strict=True), start=1):
        if len(found) == _MOST_ATTACHMENTS:
            notes.append(f"Only the first {_MOST_ATTACHMENTS} attachments were taken.")
            break
        if message is not None:
            content = _as_mail(message, depth=1).as_bytes()
            named = re.sub(r"\s*[/\\:]\s*", " - ", _name(message) or item.file_name or "")
            found.append(Attachment(name=safe_name(named, number, "message/rfc822"), content=content))
            continue
        name = safe_name(item.file_name or "", number, item.mime_type or "")
        held = item.file_bytes if item.attached_by_value else None
        if held:
            found += unpacked(name, bytes(held))
        else:
            notes.append(f"Attachment {name} is a link, not a file; save it as a file.")
    return found, notes


def _name(storage: Any) -> str:
    """The subject of a message inside a message."""
    return str(_inner(storage).subject or "")[:100]


def _inner_messages(storage: Any) -> list[Any]:
    """The storage of the message that each attachment is; None where it is a file or a link."""
    return [
        next((part for part in attached.storages if part.name == _INNER and _is_message(part)), None)
        for attached in storage.iter_attachment_storages()
    ]


def _is_message(storage: Any) -> bool:
    return any(stream.name == "__properties_version1.0" for stream in storage.streams)


def _inner(storage: Any) -> Any:
    """A message inside a message: the same properties behind a shorter head."""
    from oxmsg import Message
    from oxmsg.properties import Properties

    class Inner(Message):  # type: ignore[misc]
        @cached_property
        def _properties(self) -> Any:
            return Properties(storage, properties_header_offset=_INNER_HEAD)

    return Inner(storage)


def _as_mail(storage: Any, *, depth: int) -> EmailMessage:
    """A message inside a message as an e-mail with its own attachments, messages four deep among them."""
    message = _inner(storage)
    mail = EmailMessage()
    for name, text in _fields(message).items():
        try:
            mail[name] = text
        except (ValueError, IndexError, AttributeError):
            mail[f"X-{name}"] = re.sub(r"[^\x20-\x7e]", "?", text)
    mail.set_content(str(message.body or ""))
    if message.html_body:
        mail.add_alternative(str(message.html_body), subtype="html")
    for item, inner in zip(message.attachments, _inner_messages(storage), strict=True):
        if inner is not None and depth < _MOST_NESTED:
            mail.add_attachment(_as_mail(inner, depth=depth + 1))
        elif inner is None and item.attached_by_value and item.file_bytes:
            mail.add_attachment(
                bytes(item.file_bytes), maintype="application", subtype="octet-stream",
                filename=safe_name(item.file_name or "", 1, item.mime_type or ""),
            )  # fmt: skip
    return mail
