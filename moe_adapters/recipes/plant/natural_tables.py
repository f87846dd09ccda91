"""Read the natural table sets into one record. Knows their file formats, nothing of prompts or splits."""

from __future__ import annotations

import csv
import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moe_adapters.recipes.plant.natural import article, json_lines, open_text

_MAX_MEMBER_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question over one table.

    Attributes:
        id: Unique over all sets.
        task: Name of the set.
        question: As it was asked.
        title: Of the table; may be empty.
        rows: Header first; cells are text.
        needed: Rows that hold the answer, counted in ``rows``; empty where it is not known.
        answer: A value, or a sentence where ``written``.
        aliases: Other right answers.
        written: The answer is a sentence.
        group: Table, or the article or report it stands in.
        source: Name of the data set.
        licence: Of the data set.
    """

    id: str
    task: str
    question: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    needed: tuple[int, ...]
    answer: str
    aliases: tuple[str, ...]
    written: bool
    group: str
    source: str
    licence: str


def _clean(cell: object) -> str:
    return " ".join(str(cell).split())


def wiki_table_questions(folder: Path) -> Iterator[TableQuestion]:
    """WikiTableQuestions with its tables; several values of one answer are joined by a comma."""
    tables: dict[str, tuple[tuple[str, ...], ...]] = {}
    with tarfile.open(folder / "tables.tar.gz", "r:gz") as archive:
        for member in archive:
            if not member.isfile() or member.size > _MAX_MEMBER_BYTES:
                continue
            stream = archive.extractfile(member)
            if stream is None:
                continue
            text = io.StringIO(stream.read().decode("utf-8"))
            found = csv.reader(text, doublequote=False, escapechar="\\")
            tables[member.name] = tuple(tuple(_clean(cell) for cell in row) for row in found if row)
    lines = open_text(folder / "training.tsv.gz").splitlines()[1:]
    for line in lines:
        key, question, context, target = line.split("\t")[:4]
        if context not in tables:
            continue
        values = [_clean(value.replace("\\p", "|").replace("\\n", " ")) for value in target.split("|")]
        yield TableQuestion(
            id=f"wtq-{key}",
            task="wikitablequestions",
            question=question,
            title="",
            rows=tables[context],
            needed=(),
            answer=", ".join(values),
            aliases=(),
            written=False,
            group=f"wtq:{context}",
            source="wikitablequestions",
            licence="CC BY-SA 4.0",
        )


def fetaqa(folder: Path) -> Iterator[TableQuestion]:
    """FeTaQA: sentence answers with the cells that support them."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        for row in json_lines(path):
            cells = row["highlighted_cell_ids"]
            yield TableQuestion(
                id=f"fetaqa-{row['feta_id']}",
                task="fetaqa",
                question=row["question"],
                title=f"{row['table_page_title']}, {row['table_section_title']}".strip(", "),
                rows=tuple(tuple(_clean(cell) for cell in line) for line in row["table_array"]),
                needed=tuple(sorted({int(cell[0]) for cell in cells} - {0})),
                answer=_clean(row["answer"]),
                aliases=(),
                written=True,
                group=article(row["table_page_title"]),
                source="fetaqa",
                licence="CC BY-SA 4.0",
            )


def aitqa(folder: Path) -> Iterator[TableQuestion]:
    """AIT-QA: tables of airlines with nested row and column headings, joined by ``>``."""
    tables = {row["id"]: _ait_rows(row) for row in json_lines(folder / "aitqa_tables.jsonl")}
    for row in json_lines(folder / "aitqa_questions.jsonl"):
        if not row["answers"]:
            continue
        rows = tables[row["table_id"]]
        answer = _clean(row["answers"][0])
        yield TableQuestion(
            id=f"aitqa-{row['id']}",
            task="aitqa",
            question=_clean(row["question"]),
            title="",
            rows=rows,
            needed=tuple(n for n, line in enumerate(rows) if n and answer in line),
            answer=answer,
            aliases=tuple(_clean(other) for other in row["answers"][1:]),
            written=False,
            group=f"aitqa:{row['table_id']}",
            source="aitqa",
            licence="CDLA-Sharing-1.0",
        )


def _ait_rows(table: Any) -> tuple[tuple[str, ...], ...]:
    def path(parts: list[str]) -> str:
        return " > ".join(dict.fromkeys(_clean(part) for part in parts if _clean(part)))

    header = [path(parts) for parts in table["column_header"]]
    left = [path(parts) for parts in table["row_header"]]
    body = [[_clean(cell) for cell in line] for line in table["data"]]
    if left:
        header = ["", *header]
        body = [[name, *line] for name, line in zip(left, body, strict=False)]
    return tuple(tuple(line) for line in [header, *body])


def tatqa(folder: Path) -> Iterator[TableQuestion]:
    """TAT-QA: single values that stand in a table of a financial report."""
    for path in sorted(folder.glob("*.json*")):
        for number, document in enumerate(json.loads(open_text(path))):
            rows = tuple(tuple(_clean(cell) for cell in line) for line in document["table"]["table"])
            for qa in document["questions"]:
                if qa["answer_type"] != "span" or qa["answer_from"] not in ("table", "table-text"):
                    continue
                answer = _clean(qa["answer"][0] if isinstance(qa["answer"], list) else qa["answer"])
                needed = tuple(n for n, line in enumerate(rows) if any(answer in cell for cell in line))
                if not answer or not needed:
                    continue
                yield TableQuestion(
                    id=f"tatqa-{qa['uid']}",
                    task="tatqa",
                    question=_clean(qa["question"]),
                    title="",
                    rows=rows,
                    needed=needed,
                    answer=answer,
                    aliases=(),
                    written=False,
                    group=f"tatqa:{document['table'].get('uid', number)}",
                    source="tatqa",
                    licence="CC BY 4.0",
                )


def read_tables(folder: Path) -> list[TableQuestion]:
    """All table sets of the folder, in a fixed order."""
    rows = [
        *wiki_table_questions(folder / "wikitablequestions"),
        *fetaqa(folder / "fetaqa"),
        *aitqa(folder / "aitqa"),
        *tatqa(folder / "tatqa"),
    ]
    return list({row.id: row for row in rows}.values())
