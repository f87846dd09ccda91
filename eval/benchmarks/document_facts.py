"""Facts of real documents that ingestion keeps: the printed strings of a fact, on the right page.

Protocol: each file of ``facts.jsonl`` is read as ``assistant ingest`` reads it, in a worker under its limits.
A fact counts where all its needles stand in what is kept of its page (passages, rows of tables, entities of
drawings). Facts in the text layer and facts that OCR alone can see are scored apart. Beside it: pypdf's text,
the cells of workbooks and the bytes of text files. ``limit`` is the number of facts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.baselines.plain_text import plain_pages
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.errors import DataMissing
from eval.extraction import Extracted, extract
from eval.product import ingest_options
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.scorers.needles import Needle, holds_all
from eval.statistics import bootstrap_interval, mean

FACTS = "facts.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A checked fact of a document.

    Attributes:
        file: Path below the data set's folder.
        page: Page of the file, from 1; None where the format has no pages.
        needles: Strings as printed, all of which must be on that page.
        text_layer: True where they stand in the file's own text; False where only OCR can see them.
    """

    file: str
    page: int | None
    question: str
    needles: tuple[Needle, ...]
    text_layer: bool


def load_facts(path: Path) -> tuple[Fact, ...]:
    """The facts of a JSON-lines file.

    Raises:
        DataMissing: A line is no fact.
    """
    try:
        return tuple(_fact(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip())
    except (ValueError, KeyError, TypeError) as error:
        raise DataMissing(f"{path.name} holds a line that is no fact: {error}") from error


def _fact(record: Mapping[str, object]) -> Fact:
    needles, page = record["needles"], record["page"]
    if not isinstance(needles, list) or not needles:
        raise ValueError("a fact without needles")
    return Fact(
        file=str(record["file"]),
        page=page if isinstance(page, int) else None,
        question=str(record["question"]),
        needles=tuple(tuple(map(str, n)) if isinstance(n, list) else str(n) for n in needles),
        text_layer=bool(record["text_layer"]),
    )


def spread(facts: Sequence[Fact], limit: int | None) -> tuple[Fact, ...]:
    """At most ``limit`` facts, evenly over the list; all of them where it is None."""
    if limit is None or limit >= len(facts):
        return tuple(facts)
    return tuple(facts[index * len(facts) // limit] for index in range(limit))


class DocumentFacts:
    """The benchmark ``document_facts``."""

    name = "document_facts"

    def run(self, options: RunOptions) -> EvalReport:
        """Reads the files and looks for the facts."""
        began = time.perf_counter()
        folder = local_folder("documents", options.bench_data, needs=(FACTS,))
        facts = spread(load_facts(folder / FACTS), options.limit)
        paths = [folder / name for name in dict.fromkeys(fact.file for fact in facts)]
        limits = ingest_options(options.settings).limits
        read: dict[Path, Extracted] = {}
        for done in extract(paths, limits=limits):
            read[done.path] = done
            options.tell("read", len(read), len(paths))
        found = [_kept(fact, read[folder / fact.file].text) for fact in facts]
        plain = {
            path: Extracted(path=path, pages=plain_pages(path), error=None, seconds=0.0) for path in paths
        }
        baseline = [_kept(fact, plain[folder / fact.file].text) for fact in facts]
        _keep(options.results, facts, found, baseline)
        values = by_group(facts, found)
        return EvalReport(
            benchmark=self.name,
            n=len(facts),
            errors=sum(one.error is not None for one in read.values()),
            scores={name: mean(oks) for name, oks in values.items()},
            intervals={name: bootstrap_interval(oks) for name, oks in values.items()},
            baselines={"plain_text": {name: mean(oks) for name, oks in by_group(facts, baseline).items()}},
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=tuple(f"refused: {one.path.name}: {one.error}" for one in read.values() if one.error),
        )


def _kept(fact: Fact, text_of: Callable[[int | None], str]) -> bool:
    return holds_all(text_of(fact.page), fact.needles)


def by_group(facts: Sequence[Fact], found: Sequence[bool]) -> dict[str, list[float]]:
    """The verdicts as numbers: of all facts, of those in the text layer, and of those that OCR alone sees."""
    groups: dict[str, list[float]] = {"facts": [], "facts_text_layer": [], "facts_ocr": []}
    for fact, ok in zip(facts, found, strict=True):
        groups["facts"].append(float(ok))
        groups["facts_text_layer" if fact.text_layer else "facts_ocr"].append(float(ok))
    return {name: oks for name, oks in groups.items() if oks}


def _keep(path: Path, facts: Sequence[Fact], found: Sequence[bool], baseline: Sequence[bool]) -> None:
    """Writes every fact with both verdicts, anew with each run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for fact, ok, plain in zip(facts, found, baseline, strict=True):
            record = {
                "file": fact.file, "page": fact.page, "question": fact.question,
                "text_layer": fact.text_layer, "product": ok, "plain_text": plain,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
