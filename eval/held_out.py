"""People's questions over documents that nothing here was trained on, as files and cases. Asks nothing.

The sets are those of ``qa_train``; the documents are the test split of ``moe_adapters.recipes.plant`` (by
article or table, the seed of the recipe), from which neither an adapter nor the reader has seen a question. A
hash of the document's name parts them once more: mechanisms were built while looking at the ``tuning`` half,
the other reports.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.experts.text.reader.examples import MANUAL, manual_sections, manual_test_questions
from eval.case import Case, ExpectedEvidence
from moe_adapters.recipes.plant.decontaminate import Guard
from moe_adapters.recipes.plant.mixture import MixtureBuilder
from moe_adapters.recipes.plant.natural import Grounded, read_natural
from moe_adapters.recipes.plant.natural_tables import TableQuestion, read_tables

_SHORT = 12
"""Words of an answer that has to stand in ours as it is; of a longer one most words have to."""


def builder(qa_data: Path) -> MixtureBuilder:
    """The recipe's split of the sets."""
    return MixtureBuilder(
        read_natural(qa_data), read_tables(qa_data), (), guard=Guard(iter(())), count=lambda _: 0, seed=0
    )


def in_half(group: str, *, tuning: bool) -> bool:
    """Whether a document belongs to the half."""
    return (int(hashlib.sha256(group.encode()).hexdigest(), 16) % 2 == 0) == tuning


def write_texts(rows: Sequence[Grounded], qa_data: Path, folder: Path, *, tuning: bool) -> list[Case]:
    """One file a document, those of both halves, and the manual; the questions of one half."""
    passages: dict[str, dict[str, str]] = {}
    for row in rows:
        passages.setdefault(row.group, {}).setdefault(row.text, row.title)
    for group, texts in passages.items():
        title = next(iter(texts.values()))
        body = "\n\n".join([title, *texts] if title else texts)
        (folder / f"{file_name(group)}.txt").write_text(body, encoding="utf-8")
    cases = [_text_case(row) for row in rows if in_half(row.group, tuning=tuning)]
    sections = manual_sections(qa_data / MANUAL)
    told = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    (folder / "manual.md").write_text(f"# Manual\n\n{told}\n", encoding="utf-8")
    for question, answer, section in manual_test_questions(qa_data / MANUAL):
        if in_half(section, tuning=tuning):
            cases.append(
                Case(
                    id=f"manual-{len(cases)}", question=question, answer_type="text", value=answer,
                    kind="manual", evidence=(ExpectedEvidence(source="manual.md"),),
                )
            )  # fmt: skip
    return cases


def _text_case(row: Grounded) -> Case:
    return Case(
        id=row.id,
        question=row.question,
        answer_type="text" if row.answer is not None else "abstain",
        value=row.answer,
        kind=row.task,
        language=row.language,
        accept=row.aliases,
        evidence=(ExpectedEvidence(source=f"{file_name(row.group)}.txt"),) if row.answer is not None else (),
    )


def write_tables(items: Sequence[TableQuestion], folder: Path, *, tuning: bool) -> list[Case]:
    """One CSV a table, and the questions of one half, each asked of its own file as a user who chose it."""
    cases: list[Case] = []
    for item in items:
        if item.written or not in_half(item.group, tuning=tuning):
            continue
        name = f"{file_name(item.group + repr(item.rows))}.csv"
        path = folder / name
        if not path.exists():
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(item.rows)
        cases.append(
            Case(
                id=item.id, question=item.question, answer_type="text", value=item.answer, kind=item.task,
                accept=item.aliases, sources=(f"*{name}",),
                evidence=(ExpectedEvidence(source=name, table=True),),
            )
        )  # fmt: skip
    return cases


def file_name(group: str) -> str:
    """A name for a document's file, the same in every run."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", group)[:50].strip("_")
    return f"{words}_{hashlib.sha256(group.encode()).hexdigest()[:8]}"


def is_short(answer: str) -> bool:
    """True where an answer has to be given as it stands."""
    return len(answer.split()) <= _SHORT


def drawn_evenly(cases: Iterable[Case], each: int) -> list[Case]:
    """At most ``each`` cases of every kind, in an order that a hash of their names decides."""
    kept: dict[str, list[Case]] = {}
    for case in sorted(cases, key=lambda c: hashlib.sha256(c.id.encode()).hexdigest()):
        pile = kept.setdefault(case.kind, [])
        if len(pile) < each:
            pile.append(case)
    return [case for kind in sorted(kept) for case in kept[kind]]
