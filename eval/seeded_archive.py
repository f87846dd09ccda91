"""An archive of small files of many kinds, each with a word of its own. Knows formats, no product.

Written by a fixed seed. What must come in, with how many rows, and what must not is given back, so that a
loss or a doubling can be counted.
"""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from eval.errors import DataMissing

_SEED = 20251127
_WORDS = """pump bearing seal shaft valve pressure vibration oil level coupling motor flange gasket strainer
impeller casing alarm limit inspection temperature replaced cleaned aligned tightened within before after
start stop shift crew report condition normal minor wear leak found none next visit roulement joint pompe
vanne fuite palier contrôle arrêt niveau huile serrage moteur""".split()
_FOLDERS = ("reports", "orders", "mail", "standards/2024", "old stuff/à trier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A file of the archive, or one that a file carries.

    Attributes:
        source: As the catalogue must name it, below the collection.
        mark: The word that stands nowhere else; empty in a log of numbers and in what cannot be read.
        rows: Rows of its table or log.
        readable: False where it must go to quarantine.
    """

    source: str
    mark: str
    rows: int = 0
    readable: bool = True


def write_archive(folder: Path, *, files: int) -> list[Planted]:
    """Writes so many files and says what they hold."""
    random_ = random.Random(_SEED)
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    planted: list[Planted] = []
    for number in range(files):
        writer = _WRITERS[number % len(_WRITERS)]
        planted += writer(folder, random_.choice(_FOLDERS), number, random_)
    return planted


def _prose(mark: str, random_: random.Random, *, sentences: int = 14) -> str:
    said = [" ".join(random_.choices(_WORDS, k=11)).capitalize() + "." for _ in range(sentences)]
    said[random_.randrange(sentences)] = f"The crew noted {mark} on pump P-{random_.randrange(100, 999)}."
    return " ".join(said)


def _mark(number: int, part: int = 0) -> str:
    return f"qx{number:06}{'abc'[part]}"


def _text(suffix: str, pattern: str) -> Callable[[Path, str, int, random.Random], list[Planted]]:
    def write(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
        mark, source = _mark(number), f"{place}/report {number}{suffix}"
        words = pattern.format(number=number, text=_prose(mark, random_))
        (folder / source).write_text(words, encoding="utf-8")
        return [Planted(source=source, mark=mark)]

    return write


def _register(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    mark, source, count = _mark(number), f"{place}/orders {number}.csv", random_.randrange(5, 12)
    rows = [f"WO-{number:06}{n:02};P-{100 + n};{random_.random():.2f};{n}" for n in range(count)]
    rows.append(f"WO-{number:06}99;P-100;1,5;{mark}".replace("1,5", "1.50"))
    (folder / source).write_text("Order;Equipment;Hours;Note\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return [Planted(source=source, mark=mark, rows=count + 1)]


def _log(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    source, count = f"{place}/log {number}.csv", random_.randrange(60, 200)
    lines = [f"2025-03-{1 + n // 60:02} 10:{n % 60:02}:00,{random_.gauss(5, 1):.3f}" for n in range(count)]
    (folder / source).write_text("time,pressure_bar\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return [Planted(source=source, mark="", rows=count)]


def _records(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    mark, source = _mark(number), f"{place}/export {number}.json"
    hours = [round(random_.uniform(0, 9), 2) for _ in range(6)]
    rows: list[dict[str, object]] = [{"order": f"WO-{number:06}{n}", "hours": h} for n, h in enumerate(hours)]
    rows.append({"order": mark, "hours": 9.0})
    (folder / source).write_text(json.dumps(rows), encoding="utf-8")
    return [Planted(source=source, mark=mark, rows=7)]


def _mail(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    """A message that carries a note."""
    mark, inner, source = _mark(number), _mark(number, 1), f"{place}/message {number}.eml"
    message = EmailMessage()
    message["Subject"], message["Date"] = f"Visit {number}", "Mon, 03 Mar 2025 10:00:00 +0100"
    message["From"], message["To"] = "shift@plant.example", "office@plant.example"
    message.set_content(_prose(mark, random_))
    note = _prose(inner, random_).encode()
    message.add_attachment(note, maintype="text", subtype="plain", filename="note.txt")
    (folder / source).write_bytes(message.as_bytes())
    return [
        Planted(source=source, mark=mark),
        Planted(source=f"{source}/attachments/note.txt", mark=inner),
    ]


def _word(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    """The smallest DOCX that programs open."""
    mark, source = _mark(number), f"{place}/note {number}.docx"
    paragraph = f"<w:p><w:r><w:t>{_prose(mark, random_)}</w:t></w:r></w:p>"
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{main}"><w:body>{paragraph}</w:body></w:document>',
    }
    with zipfile.ZipFile(folder / source, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return [Planted(source=source, mark=mark)]


def _pdf(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise DataMissing("the archive needs ReportLab: pip install reportlab") from error
    mark, source = _mark(number), f"{place}/report {number}.pdf"
    canvas = Canvas(str(folder / source))
    for line, sentence in enumerate(_prose(mark, random_).split(". ")):
        canvas.drawString(60, 780 - 16 * line, sentence)
    canvas.save()
    return [Planted(source=source, mark=mark)]


def _folder(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    """A ZIP of two notes."""
    source = f"{place}/bundle {number}.zip"
    inside = [
        Planted(source=f"{source}/attachments/part{part}.txt", mark=_mark(number, part)) for part in (0, 1)
    ]
    with zipfile.ZipFile(folder / source, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in (0, 1):
            archive.writestr(f"part{part}.txt", _prose(_mark(number, part), random_))
    return [Planted(source=source, mark=""), *inside]


def _broken(folder: Path, place: str, number: int, random_: random.Random) -> list[Planted]:
    """Cut off, or empty."""
    torn = random_.random() < 0.5
    source = f"{place}/scan {number}.pdf" if torn else f"{place}/empty {number}.txt"
    (folder / source).write_bytes(b"%PDF-1.7\n1 0 obj" if torn else b"")
    return [Planted(source=source, mark="", readable=False)]


_WRITERS = (
    _text(".txt", "Report {number}\n\n{text}\n"),
    _register,
    _text(".md", "# Report {number}\n\n{text}\n"),
    _pdf,
    _text(".html", "<html><body><h1>Report {number}</h1><p>{text}</p></body></html>"),
    _log,
    _word,
    _text(".txt", "{number}. Rapport\r\n\r\n{text}\r\n"),
    _mail,
    _records,
    _text(".txt", "4.{number} Limits\n\n{text}\n"),
    _folder,
    _register,
    _text(".xml", "<report><no>{number}</no><text>{text}</text></report>"),
    _pdf,
    _broken,
)
