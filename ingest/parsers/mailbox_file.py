"""Read mailboxes of one file (mbox): each message becomes a source of its own. Knows subjects only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.parser import BytesHeaderParser

from ingest.names import file_name
from ingest.parsed import Attachment

_BEGINS = re.compile(rb"(?:\A|\r?\n\r?\n)From \S+[^\n]*\d{4}\s*\r?\n(?=[A-Za-z-]+:)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_FEWEST = 2


def is_mailbox(content: bytes) -> bool:
    """True where a file begins as a mailbox does and holds two messages or more."""
    if not content.startswith(b"From "):
        return False
    found = _BEGINS.finditer(content)
    return sum(1 for _, _ in zip(range(_FEWEST), found, strict=False)) == _FEWEST


def messages_of(content: bytes) -> list[Attachment]:
    """Its messages, each under its subject."""
    return [
        Attachment(name=_name(number, message), content=message)
        for number, message in enumerate(_split(content), start=1)
    ]


def _split(content: bytes) -> Iterator[bytes]:
    places = [match.span() for match in _BEGINS.finditer(content)]
    ends = [start for start, _ in places[1:]] + [len(content)]
    for (_, begin), end in zip(places, ends, strict=True):
        message = content[begin:end].strip(b"\r\n")
        if message:
            yield _QUOTED.sub(rb"\1", message) + b"\n"


def _name(number: int, message: bytes) -> str:
    try:
        subject = str(BytesHeaderParser(policy=policy.default).parsebytes(message).get("Subject") or "")
    except (ValueError, IndexError, TypeError, AttributeError, KeyError):
        subject = ""
    subject = " ".join(re.sub(r"[/\\:]", "-", subject).split())[:80]
    return file_name(f"{number:04d} {subject}".strip() + ".eml")
