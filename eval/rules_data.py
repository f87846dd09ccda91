"""DesignQA's questions over the Formula SAE rules, from a local folder. Knows its CSV files."""

from __future__ import annotations

import csv
from pathlib import Path

from eval.case import Case
from eval.datasets import local_folder

RULES_PDF = "FSAE_Rules_2024_V1.pdf"


def load_rules_cases(bench_data: Path | None, file: str, *, kind: str) -> tuple[tuple[Case, ...], Path]:
    """Cases of one of the set's files, and the PDF.

    The set has no stated licence: it is read from a folder that the user has, for evaluation only.

    Raises:
        DataMissing: The folder or a file is not there.
    """
    folder = local_folder("design_qa", bench_data, needs=(file, RULES_PDF))
    with (folder / file).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    cases = tuple(
        Case(
            id=f"{kind}{number:04d}",
            question=row["question"],
            answer_type="text",
            value=row["ground_truth"],
            reference=row["ground_truth"],
            kind=kind,
        )
        for number, row in enumerate(rows, start=1)
    )
    return cases, folder / RULES_PDF
