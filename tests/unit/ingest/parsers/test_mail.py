"""E-mails made by the test."""

from __future__ import annotations

import base64
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
    assert [a.name for a in document.attachments] == [
        "spectrum.csv",
        "a.bin",
        "P-101A - bruit à l'aspiration.eml",
    ]
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


def test_a_mailbox_gives_each_message_under_its_subject(tmp_path: Path) -> None:
    one, two = _message("First.\n\n>From the start it leaked.\n"), _message("Second.\n")
    del two["Subject"]
    two["Subject"] = "Quote 7799 / été"
    content = b"From a@b.c Tue Feb  4 07:12:00 2025\n" + bytes(one) + b"\n\n"
    content += b"From d@e.f Wed Feb  5 07:12:00 2025\n" + bytes(two) + b"\n"
    path = tmp_path / "box.mbox"
    path.write_bytes(content)
    document = parse_mail(path)
    assert document.media == "mailbox"
    assert len(document.attachments) == 2
    assert document.attachments[1].name.endswith(".eml")
    assert "7799" in document.attachments[1].name
    for number, words in enumerate(("From the start it leaked.", "Second.")):
        inner = tmp_path / f"{number}.eml"
        inner.write_bytes(document.attachments[number].content)
        text = "\n".join(block.text for block in parse_mail(inner).blocks)
        assert words in text
        assert parse_mail(inner).printed_revision is None, "MIME-Version is no revision"


def test_what_only_dresses_a_page_is_no_attachment(tmp_path: Path) -> None:
    path = tmp_path / "page.mht"
    picture = base64.b64encode(bytes(6000)).decode()
    parts = [
        ("text/html", "http://intranet/fire", "<html><body><h1>Fire</h1><p>Meet at P3.</p></body></html>"),
        ("text/css", "http://intranet/a.css", "p {}"),
        ("image/png", "http://intranet/dot.png", "iVBORw0KGgo="),
        ("image/png", "http://intranet/plan.png?x=1", picture),
    ]
    body = "".join(
        f"--B\nContent-Type: {kind}\nContent-Location: {place}\n"
        f"{'Content-Transfer-Encoding: base64' if kind[0] == 'i' else ''}\n\n{text}\n".replace(
            "\n\n\n", "\n\n"
        )
        for kind, place, text in parts
    )
    head = "From: <Saved by Blink>\nSubject: Fire\nDate: Mon, 3 Feb 2025 08:00:00 -0000\nMIME-Version: 1.0\n"
    path.write_text(
        f'{head}Content-Type: multipart/related; type="text/html"; boundary="B"\n\n{body}--B--\n', "utf-8"
    )
    document = parse_mail(path)
    assert document.blocks[-1].text == "Meet at P3."
    assert [attachment.name for attachment in document.attachments] == ["plan.png"]


def test_a_forwarded_message_bears_its_subject(tmp_path: Path) -> None:
    message, inner = _message("see below\n"), _message("inner\n")
    del inner["Subject"]
    inner["Subject"] = "Quote 7781.2"
    message.add_attachment(inner)
    assert [a.name for a in _parse(tmp_path, message).attachments] == ["Quote 7781.2.eml"]
