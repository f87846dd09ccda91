"""Where the figures of real pages stand: our regions beside two plain ways, by labelled boxes.

Protocol: the PDFs of ``eval.figure_labels`` are read whole by our parser; on each labelled page its figures
are paired with the labelled boxes by intersection over union. *Found*: labelled figures with a partner of
0.5 or more. *Precision*: the share of what was given on these pages that is such a partner (pages without a
figure are among them). *Mean IoU*: over all labelled figures. *Number*: captioned figures that were found and
bear their own number. Baselines: the largest picture of the page; and for each line that begins a caption
the whole area up to the nearest line of running text above it, in the width of the page's text. Development
and test are split by document.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import DataMissing
from eval.figure_labels import LabelledPage, Part, labelled_pages
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.scorers.regions import FROM, RegionScore, iou, score_regions
from ingest.layout.captions import figure_label
from ingest.layout.page import Page
from ingest.parsed import ParsedFigure
from ingest.parsers.pdf import parse_pdf
from ingest.parsers.pdf_open import opened
from ingest.parsers.pdf_text import PageReader
from retrieval.identifiers import figure_number
from retrieval.records import Box

_RUNNING_TEXT = 50
"""Characters of a line that is no lettering."""
_FOLDERS = ("documents", "design_qa")


@dataclass(slots=True)
class _Tally:
    """What was counted for one part."""

    ours: RegionScore = field(default_factory=RegionScore)
    plain: dict[str, RegionScore] = field(default_factory=dict)
    numbered: int = 0
    captioned: int = 0


class FigureRegions:
    """The benchmark ``figure_regions``."""

    name = "figure_regions"

    def run(self, options: RunOptions) -> EvalReport:
        """Reads the documents and compares.

        Raises:
            DataMissing: The folders are not there.
        """
        if options.bench_data is None:
            raise DataMissing(f"{self.name} needs its data: give --bench-data DIR")
        for folder in _FOLDERS:
            local_folder(folder, options.bench_data)
        began = time.perf_counter()
        tallies: dict[Part, _Tally] = {}
        for part in get_args(Part):
            tallies[part] = _Tally()
            files: dict[str, list[LabelledPage]] = {}
            for page in labelled_pages(part):
                files.setdefault(page.file, []).append(page)
            for step, (file, pages) in enumerate(files.items()):
                options.tell(f"{part}: {file}", step, len(files))
                _count(tallies[part], options.bench_data / file, pages)
        report = EvalReport(
            benchmark=self.name,
            n=sum(tally.ours.labelled for tally in tallies.values()),
            errors=0,
            scores={k: v for part, tally in tallies.items() for k, v in _shares(part, tally).items()},
            baselines={
                way: {
                    name: value
                    for part, tally in tallies.items()
                    for name, value in tally.plain.get(way, RegionScore()).shares(f"{part}_").items()
                }
                for way in _PLAIN
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(report.to_json()) + "\n")
        return report


def _shares(part: Part, tally: _Tally) -> dict[str, float]:
    return {
        **tally.ours.shares(f"{part}_"),
        f"{part}_number": tally.numbered / max(tally.captioned, 1),
        f"{part}_figures": float(tally.ours.labelled),
    }


def _count(tally: _Tally, path: Path, pages: Sequence[LabelledPage]) -> None:
    """Reads one document and adds its pages."""
    figures = parse_pdf(path).figures
    with opened(path) as document:
        reader = PageReader(document)
        for page in pages:
            labelled = [box for _, box in page.figures]
            given = [figure for figure in figures if figure.page == page.page]
            tally.ours += score_regions(labelled, [figure.box for figure in given])
            read = reader.read(page.page - 1)
            for way, find in _PLAIN.items():
                found = score_regions(labelled, find(read))
                tally.plain[way] = tally.plain.get(way, RegionScore()) + found
            for label, box in page.figures:
                tally.captioned += bool(label)
                tally.numbered += bool(label) and _bears(label, box, given)


def _bears(label: str, box: Box, given: Sequence[ParsedFigure]) -> bool:
    """True where the figure that stands in a box bears its number."""
    return any(
        iou(figure.box, box) >= FROM and figure_number(figure.label or "") == figure_number(label)
        for figure in given
    )


def largest_picture(page: Page) -> list[Box]:
    """The largest raster of a page."""
    largest = max(page.pictures, key=lambda b: (b[2] - b[0]) * (b[3] - b[1]), default=None)
    return [] if largest is None else [page.shown(largest)]


def caption_to_paragraph(page: Page) -> list[Box]:
    """From each caption's line up to the nearest line of running text, as wide as the page's text."""
    if not page.segments:
        return []
    left, right = min(s.x0 for s in page.segments), max(s.x1 for s in page.segments)
    found = []
    for caption in page.segments:
        if figure_label(caption.text) is None:
            continue
        above = [s.y1 for s in page.segments if s.y1 <= caption.y0 and len(s.text) >= _RUNNING_TEXT]
        top = max(above, default=0.0)
        if caption.y0 - top > 1:
            found.append(page.shown((left, top, right, caption.y0)))
    return found


_PLAIN: dict[str, Callable[[Page], list[Box]]] = {
    "largest_picture": largest_picture,
    "caption_to_paragraph": caption_to_paragraph,
}
