"""E-mails made by the test."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.mail import parse_mail


def _message(body: str = "Hello,\n\nthe pump is noisy.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Équipe <shift@plant.example>"
    message["To"] = "reliability@plant.example"
    message["Date"] = "Tue, 16 Sep 2025 08:52:00 +0200"
    message["Subject"] = "P-101A: bruit à l'aspiration"
    message.set_content(body)
    return message


def _parse(tmp_path: Path, message: EmailMessage) -> ParsedDocument:
    path = tmp_path / "a.eml"
    path.write_bytes(message.as_bytes())
    return parse_mail(path)


def test_fields_body_and_date(tmp_path: Path) -> None:
    document = _parse(tmp_path, _message())
    assert document.title == "P-101A: bruit à l'aspiration"
    assert document.date == date(2025, 9, 16)
    assert "From: Équipe <shift@plant.example>" in document.blocks[1].text
    assert [block.text for block in document.blocks[2:]] == ["Hello,", "the pump is noisy."]


def test_attachments_have_safe_names(tmp_path: Path) -> None:
    message = _message()
    message.add_attachment(b"time,v\n", maintype="text", subtype="csv", filename="../../etc/spectrum.csv")
    message.add_attachment(
        b"\x00\x01", maintype="application", subtype="octet-stream", filename="C:\\x\\a.bin"
    )
    inner = _message("inner")
    message.add_attachment(inner)
    document = _parse(tmp_path, message)
    assert [a.name for a in document.attachments] == ["spectrum.csv", "a.bin", "attachment-3.eml"]
    assert document.attachments[0].content == b"time,v\n"
    assert b"inner" in document.attachments[2].content


def test_html_where_there_is_no_plain_text(tmp_path: Path) -> None:
    message = _message()
    message.set_content("<p>Only <b>HTML</b></p><script>x</script>", subtype="html")
    assert _parse(tmp_path, message).blocks[-1].text == "Only HTML"


def test_plain_text_is_preferred(tmp_path: Path) -> None:
    message = _message("plain words\n")
    message.add_alternative("<p>marked-up words</p>", subtype="html")
    assert [b.text for b in _parse(tmp_path, message).blocks[2:]] == ["plain words"]


def test_a_table_in_the_html_part_is_kept(tmp_path: Path) -> None:
    message = _message("see table\n")
    rows = "".join(f"<tr><td>P-{i}</td><td>{i}.5</td></tr>" for i in range(4))
    message.add_alternative(f"<table><tr><th>tag</th><th>mm/s</th></tr>{rows}</table>", subtype="html")
    assert _parse(tmp_path, message).tables[0].rows.num_rows == 4


def test_no_mail(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_text("just words\n")
    with pytest.raises(Unreadable, match="no e-mail"):
        parse_mail(path)
