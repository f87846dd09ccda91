"""Copies and near-duplicates found by digest: precision and recall on edited real texts, time for many.

Protocol: the text PDFs of the local set ``documents/reports`` and DesignQA's rules, where they have 150
pages at most, are cut into parts of about 2,500 characters. Of ``limit`` parts drawn by a fixed seed (150
by default) each gets one edited copy by each kind of edit (``eval.edited_texts``); ten are also written
as DOCX and as PDF and read by our parsers, and four of those PDFs are drawn as pictures and read by OCR.
All parts of all PDFs are in the set, so neighbours of one manual are there to be mistaken. *Recall*:
copies that are paired with their part. *Precision*: pairs whose parts are one. Nothing was fitted on it:
the threshold of 0.5 was set before. Baselines: equal bytes, and equal letters and digits. *Time*: digests
and pairs of 10,000 texts of 2,500 characters, in processor time; the texts are put together of the same
sentences, which is a hard case.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.edited_texts import EDITS
from eval.errors import DataMissing
from eval.provenance import settings_record
from eval.report import EvalReport
from ingest.errors import Unreadable
from ingest.near_duplicates import AlikePair, Fingerprint, alike_pairs
from ingest.parsers.image import parse_image
from ingest.parsers.office import parse_docx
from ingest.parsers.pdf import parse_pdf
from ingest.sketch import text_sketch

PARTS = 150
_FORMATS, _SCANS = 10, 4
_LENGTH = 2500
_SEED = 20251127
_MANY = 10_000
_MOST_PAGES = 150


@dataclass(frozen=True, slots=True)
class Text:
    """A part, or an edited copy of one: ``edit`` is empty for the part itself."""

    part: int
    edit: str
    text: str

    @property
    def name(self) -> str:
        """Unique in the set."""
        return f"{self.part:05}/{self.edit or 'part'}"


class NearDuplicates:
    """The benchmark ``near_duplicates``."""

    name = "near_duplicates"

    def run(self, options: RunOptions) -> EvalReport:
        """Cuts, edits, compares."""
        began = time.perf_counter()
        options.tell("read", 0, 4)
        parts = _parts(_pdfs(options.bench_data))
        options.tell("edit", 1, 4)
        texts = edited(parts, count=options.limit or PARTS)
        options.tell("compare", 2, 4)
        prints = [Fingerprint(source=t.name, sha256=t.name, sketch=text_sketch([t.text])) for t in texts]
        scores = score(texts, alike_pairs(prints))
        options.tell("time", 3, 4)
        scores |= _times([text.text for text in texts])
        report = EvalReport(
            benchmark=self.name,
            n=sum(bool(text.edit) for text in texts),
            errors=0,
            scores={"parts": float(len(parts)), **scores},
            baselines={
                "equal_bytes": score(texts, _equal(texts, lambda text: text)),
                "equal_letters": score(texts, _equal(texts, _letters)),
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def score(texts: Sequence[Text], pairs: Sequence[AlikePair]) -> dict[str, float]:
    """Precision over pairs, and recall of copies: of all, and by edit."""
    known = {text.name: text for text in texts}
    tied = [(known[pair.first], known[pair.second]) for pair in pairs]
    right = sum(one.part == other.part for one, other in tied)
    found = {edit.name for one, other in tied if one.part == other.part for edit in (one, other)
             if edit.edit and not (one.edit and other.edit)}  # fmt: skip
    by_edit: dict[str, list[bool]] = defaultdict(list)
    for text in texts:
        if text.edit:
            by_edit[text.edit].append(text.name in found)
    copies = [hit for hits in by_edit.values() for hit in hits]
    return {
        "pairs": float(len(pairs)),
        "precision": right / len(pairs) if pairs else 0.0,
        "recall": sum(copies) / len(copies) if copies else 0.0,
        **{f"recall_{edit}": sum(hits) / len(hits) for edit, hits in sorted(by_edit.items())},
    }


def edited(parts: Sequence[str], *, count: int) -> list[Text]:
    """All parts, and edited copies of so many of them."""
    dice = random.Random(_SEED)
    texts = [Text(number, "", part) for number, part in enumerate(parts)]
    chosen = sorted(dice.sample(range(len(parts)), min(count, len(parts))))
    for number in chosen:
        others = dice.sample(parts, min(20, len(parts)))
        texts += [Text(number, name, edit(parts[number], others, dice)) for name, edit in EDITS.items()]
    with tempfile.TemporaryDirectory(prefix="assistant-eval-") as folder:
        for place, number in enumerate(chosen[:_FORMATS]):
            texts += _formats(number, parts[number], Path(folder), scan=place < _SCANS)
    return texts


def _formats(number: int, part: str, folder: Path, *, scan: bool) -> Iterator[Text]:
    """The part through files of other formats."""
    import pypdfium2

    try:
        from docx import Document
        from reportlab.pdfgen.canvas import Canvas
    except ImportError as error:
        raise DataMissing("other formats need pip install reportlab python-docx") from error

    plain = re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", part)
    written = [" ".join(line.split()) for line in plain.split("\n") if line.strip()]
    word = Document()
    for line in written:
        word.add_paragraph(line)
    word.save(str(folder / f"{number}.docx"))
    yield Text(number, "docx", _read(parse_docx(folder / f"{number}.docx")))
    canvas, y = Canvas(str(folder / f"{number}.pdf"), pagesize=(595, 842)), 800
    canvas.setFont("Helvetica", 9)
    for line in (piece for text in written for piece in re.findall(r".{1,105}(?:\s|$)", text)):
        canvas.drawString(50, y, line)
        y -= 13
    canvas.save()
    yield Text(number, "pdf", _read(parse_pdf(folder / f"{number}.pdf", ocr=False)))
    if scan:
        with pypdfium2.PdfDocument(folder / f"{number}.pdf") as document:
            document[0].render(scale=150 / 72).to_pil().convert("L").save(folder / f"{number}.png")
        yield Text(number, "scan", _read(parse_image(folder / f"{number}.png")))


def _read(parsed: object) -> str:
    return "\n".join(block.text for block in parsed.blocks)  # type: ignore[attr-defined]


def _pdfs(bench_data: Path | None) -> list[Path]:
    folder = local_folder("documents", bench_data, needs=("reports",))
    found = sorted((folder / "reports").glob("*.pdf"))
    rules = folder.parent / "design_qa" / "FSAE_Rules_2024_V1.pdf"
    return [*found, *([rules] if rules.is_file() else [])]


def _parts(pdfs: Sequence[Path]) -> list[str]:
    """Running text in parts; what repeats within a file (a form on each page) is left as it is."""
    import pypdfium2

    found: list[str] = []
    for pdf in pdfs:
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                if len(document) > _MOST_PAGES:
                    continue
        except pypdfium2.PdfiumError:
            continue
        try:
            blocks = parse_pdf(pdf, ocr=False).blocks
        except Unreadable:
            continue
        part = ""
        for block in blocks:
            part = f"{part}\n{block.text}" if part else block.text
            if len(part) >= _LENGTH:
                found.append(part)
                part = ""
    if not found:
        raise DataMissing("no text PDF was found in documents/reports")
    return found


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _equal(texts: Sequence[Text], key: Callable[[str], str]) -> list[AlikePair]:
    same: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        same[key(text.text)].append(text)
    return [
        AlikePair(first=group[0].name, second=other.name, resemblance=1.0, likeness="copy")
        for group in same.values()
        for other in group[1:]
    ]


def _times(texts: Sequence[str]) -> dict[str, float]:
    """Processor seconds for 10,000 documents put together from the sentences of all."""
    dice = random.Random(_SEED)
    pool = [sentence for text in texts for sentence in re.split(r"(?<=[.!?])\s+", text)]
    many = [" ".join(dice.choices(pool, k=20))[:_LENGTH] for _ in range(_MANY)]
    began = time.process_time()
    prints = [
        Fingerprint(source=str(number), sha256=str(number), sketch=text_sketch([text]))
        for number, text in enumerate(many)
    ]
    made = time.process_time()
    alike_pairs(prints)
    return {"digest_seconds_10000": made - began, "pair_seconds_10000": time.process_time() - made}
