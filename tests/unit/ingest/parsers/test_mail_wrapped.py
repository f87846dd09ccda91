"""Mail inside signatures and ``winmail.dat``, pictures in the page, invitations."""

from __future__ import annotations

import struct
from email.message import EmailMessage
from pathlib import Path

import pytest

from eval.fuzz.compound_file import compound_file
from eval.fuzz.old_office_seeds import _properties
from ingest.parsed import ParsedDocument
from ingest.parsers.mail import parse_mail
from ingest.parsers.mail_wrapped import signed_content, tnef_files
from ingest.parsers.outlook import parse_msg

_DATA, _SIGNED = bytes.fromhex("2a864886f70d010701"), bytes.fromhex("2a864886f70d010702")
_ENVELOPED = bytes.fromhex("2a864886f70d010703")
_INNER = b"Content-Type: text/plain; charset=utf-8\r\n\r\nThe valve opens at 21.5 bar.\r\n"


def _der(tag: int, *parts: bytes) -> bytes:
    held = b"".join(parts)
    length = bytes((len(held),)) if len(held) < 128 else b"\x82" + len(held).to_bytes(2)
    return bytes((tag,)) + length + held


def _ber(tag: int, *parts: bytes) -> bytes:
    return bytes((tag, 0x80)) + b"".join(parts) + b"\0\0"


def _signed(message: bytes, *, kind: bytes = _SIGNED) -> bytes:
    wrapped = _der(0x30, _der(6, _DATA), _der(0xA0, _der(4, message)))
    return _der(
        0x30, _der(6, kind), _der(0xA0, _der(0x30, _der(2, b"\x01"), _der(0x31), wrapped, _der(0x31)))
    )


def _streamed(message: bytes) -> bytes:
    """The same without lengths, the message in two pieces."""
    octets = _ber(0x24, _der(4, message[:20]), _der(4, message[20:]))
    wrapped = _ber(0x30, _der(6, _DATA), _ber(0xA0, octets))
    return _ber(0x30, _der(6, _SIGNED), _ber(0xA0, _ber(0x30, _der(2, b"\x01"), _der(0x31), wrapped)))


def _winmail(name: str, content: bytes, *, long_name: str = "") -> bytes:
    def attribute(code: int, data: bytes) -> bytes:
        return struct.pack("<BHHI", 2, code, 6, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    held = long_name.encode("utf-16-le") + b"\0\0"
    properties = struct.pack("<IIII", 1, 0x3707001F, 1, len(held)) + held if long_name else b""
    found = struct.pack("<IH", 0x223E9F78, 1) + attribute(0x9002, bytes(14))
    found += attribute(0x8010, name.encode("cp1252") + b"\0") + attribute(0x800F, content)
    return found + (attribute(0x9005, properties) if long_name else b"")


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.c", "d@e.f", "Test"
    return message


def _parse(tmp_path: Path, message: EmailMessage) -> ParsedDocument:
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    return parse_mail(path)


@pytest.mark.parametrize("wrapped", [_signed(_INNER), _streamed(_INNER)])
def test_a_signed_message_is_read(tmp_path: Path, wrapped: bytes) -> None:
    assert signed_content(wrapped) == _INNER
    message = _message()
    message.set_content(wrapped, maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    document = _parse(tmp_path, message)
    assert document.blocks[-1].text == "The valve opens at 21.5 bar."
    assert not document.attachments
    assert not document.warnings


@pytest.mark.parametrize("wrapped", [_signed(b"", kind=_ENVELOPED), b"0\x80" * 50, b"0\x84\xff", b""])
def test_what_is_encrypted_or_damaged_is_said(tmp_path: Path, wrapped: bytes) -> None:
    assert signed_content(wrapped) is None
    message = _message()
    message.set_content(wrapped, maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    document = _parse(tmp_path, message)
    assert document.warnings == (
        "The e-mail is encrypted: only its head was read. Save it without encryption.",
    )


def test_the_signature_beside_a_text_is_no_attachment(tmp_path: Path) -> None:
    message = _message()
    message.set_content("words")
    message.add_attachment(b"0\x80", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    assert not _parse(tmp_path, message).attachments


@pytest.mark.parametrize(
    ("content", "name"),
    [(_winmail("MESURE~1.CSV", b"a;b\n1;2\n", long_name="mesures été.csv"), "mesures été.csv"),
     (_winmail("mesures.csv", b"a;b\n1;2\n"), "mesures.csv")],
)  # fmt: skip
def test_files_in_a_winmail_are_attachments(tmp_path: Path, content: bytes, name: str) -> None:
    message = _message()
    message.set_content("see below")
    message.add_attachment(content, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    (attachment,) = _parse(tmp_path, message).attachments
    assert (attachment.name, attachment.content) == (name, b"a;b\n1;2\n")


def test_a_damaged_winmail_stays_a_file(tmp_path: Path) -> None:
    content = _winmail("a.csv", b"x" * 50)[:60]
    assert tnef_files(content) == []
    message = _message()
    message.set_content("see below")
    message.add_attachment(content, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    assert [one.name for one in _parse(tmp_path, message).attachments] == ["winmail.dat"]


def test_a_picture_in_the_page_and_an_invitation_are_attachments(tmp_path: Path) -> None:
    message = _message()
    message.set_content("words")
    message.add_alternative('<p>words</p><img src="cid:p">', subtype="html")
    message.get_payload()[1].add_related(bytes(5000), "image", "png", cid="<p>", filename="photo.png")
    message.add_alternative("BEGIN:VCALENDAR", subtype="calendar")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="b.pdf")
    document = _parse(tmp_path, message)
    assert [one.name for one in document.attachments] == ["photo.png", "attachment-2.ics", "b.pdf"]
    assert [block.text for block in document.blocks[2:]] == ["words"]


def test_a_message_that_is_one_file_alone_hands_it_on(tmp_path: Path) -> None:
    message = _message()
    message.set_content(b"%PDF-", maintype="application", subtype="pdf", filename="b.pdf")
    assert [one.name for one in _parse(tmp_path, message).attachments] == ["b.pdf"]


@pytest.mark.parametrize("held", [_signed(_INNER), _INNER])
def test_a_signed_message_of_outlook_is_read(tmp_path: Path, held: bytes) -> None:
    streams = _properties({0x0037: "valve", 0x001A: "IPM.Note.SMIME"}, {}, head=32)
    head = struct.pack("<8xIIII8x", 0, 1, 0, 1)
    streams["__properties_version1.0"] = head + streams["__properties_version1.0"][32:]
    file = _properties({0x3707: "smime.p7m", 0x370E: "multipart/signed"}, {0x3701: held}, head=8)
    streams |= {f"__attach_version1.0_#00000000/{name}": data for name, data in file.items()}
    path = tmp_path / "a.msg"
    path.write_bytes(compound_file(streams))
    document = parse_msg(path)
    assert document.blocks[-1].text == "The valve opens at 21.5 bar."
    assert not document.attachments
