from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from eval.fuzz.compound_file import compound_file
from eval.fuzz.old_office_seeds import msg_streams
from ingest.errors import Unreadable
from ingest.parsers.mail import parse_mail
from ingest.parsers.outlook import _attachments, _fields, _sent, parse_msg


@dataclass
class Item:
    file_name: str | None
    file_bytes: bytes | None
    mime_type: str | None = None
    attached_by_value: bool = True


@dataclass
class Person:
    name: str
    email_address: str


@dataclass
class Message:
    sender: str | None = "Ann <a@b.c>"
    subject: str | None = "P-101"
    sent_date: datetime | None = datetime(2024, 5, 2, 8, 30, tzinfo=UTC)
    message_headers: dict[str, str] = field(default_factory=dict)
    recipients: tuple[Person, ...] = (Person("Bob", "b@b.c"),)
    attachments: tuple[Item, ...] = ()


def test_fields_with_and_without_headers() -> None:
    assert _fields(Message()) == {
        "From": "Ann <a@b.c>", "To": "Bob <b@b.c>", "Date": "2024-05-02 08:30 UTC", "Subject": "P-101",
    }  # fmt: skip
    headers = {"Date": "Fri, 16 Dec 2022 17:04:16 -0500", "To": "Cy <c@b.c>"}
    assert _fields(Message(message_headers=headers))["To"] == "Cy <c@b.c>"
    assert _sent(Message(message_headers=headers)) == date(2022, 12, 16)
    assert _sent(Message()) == date(2024, 5, 2)
    assert _sent(Message(sent_date=None)) is None


def test_attachments_get_safe_names_and_links_are_told() -> None:
    items = (Item("..\\..\\x.csv", b"1"), Item(None, b"2", "text/plain"), Item("m.msg", None, None, False))
    found, notes = _attachments(items, [None] * len(items))
    assert [one.name for one in found] == ["x.csv", "attachment-2.txt"]
    assert "m.msg" in notes[0]


def test_damage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.msg"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000))
    with pytest.raises(Unreadable, match="damaged"):
        parse_msg(path)


def test_a_message_inside_a_message_is_an_attachment_with_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "a.msg"
    path.write_bytes(compound_file(msg_streams()))
    document = parse_msg(path)
    assert [one.name for one in document.attachments] == ["readings.csv", "FW - limit.eml"]
    inner = tmp_path / "FW - limit.eml"
    inner.write_bytes(document.attachments[1].content)
    read = parse_mail(inner)
    assert read.title == "FW: limit"
    assert any("The old limit was 7 bar." in block.text for block in read.blocks)
    assert not document.warnings
