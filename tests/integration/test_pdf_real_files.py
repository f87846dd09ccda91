"""Real PDFs: the rule book clause by clause, checked facts on their pages, hard and broken files."""

from __future__ import annotations

import csv
import importlib.util
import re
import string
from collections import Counter
from pathlib import Path
from types import ModuleType

import pypdfium2
import pytest

from assistant.experts.text.clauses import compile_clauses
from ingest.chunk import chunk
from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.pdf import parse_pdf
from ingest.pictures import find_boxes
from retrieval.identifiers import label_key
from retrieval.records import Chunk

_LABEL = re.compile(r"([A-Z]{1,2}\.\d+(?:\.\d+)*)\s")


@pytest.fixture(scope="module")
def rules_path(bench_data: Path) -> Path:
    return bench_data / "design_qa" / "FSAE_Rules_2024_V1.pdf"


@pytest.fixture(scope="module")
def rules(rules_path: Path) -> ParsedDocument:
    return parse_pdf(rules_path)


@pytest.fixture(scope="module")
def passages(rules: ParsedDocument) -> list[Chunk]:
    return chunk(rules, source="rules/rules.pdf", sha256="0" * 64)


def _words(text: str) -> Counter[str]:
    plain = "".join(c for c in text.lower() if c not in string.punctuation)
    return Counter(re.sub(r"\b(?:a|an|the)\b", " ", plain).split())


def _f1(found: str, truth: str) -> float:
    one, other = _words(found), _words(truth)
    common = sum((one & other).values())
    return 2 * common / (sum(one.values()) + sum(other.values())) if common else 0.0


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_numbered_rule_is_one_clause(rules: ParsedDocument, rules_path: Path) -> None:
    printed: set[str] = set()
    with pypdfium2.PdfDocument(rules_path) as document:
        for index in range(4, len(document)):
            lines = document[index].get_textpage().get_text_range().split("\r\n")
            printed |= {match[1] for line in lines if (match := _LABEL.match(line + " "))}
    numbered = [
        b.label for b in rules.blocks if b.level and b.label and re.fullmatch(_LABEL.pattern[:-2], b.label)
    ]
    assert len(printed) > 1700
    assert set(numbered) == printed
    assert len(numbered) == len(printed)


def test_rules_are_given_word_for_word(passages: list[Chunk], bench_data: Path) -> None:
    by_clause: dict[str, list[str]] = {}
    for passage in passages:
        if passage.label is None:
            continue
        numbered = re.sub(r"(?:\.[a-z])+$", "", passage.label)
        letter = "" if numbered == passage.label else passage.label.rsplit(".", 1)[1] + ". "
        by_clause.setdefault(label_key(numbered), []).append(letter + passage.text)
    scores = []
    for row in _rows(bench_data / "design_qa" / "rule_retrieval_qa.csv"):
        match = re.search(r"rule (\S+) state", row["question"])
        assert match is not None
        scores.append(_f1("\n".join(by_clause.get(label_key(match[1]), [])), row["ground_truth"]))
    assert sum(scores) / len(scores) > 0.995


def test_clauses_that_concern_a_term(passages: list[Chunk], bench_data: Path) -> None:
    scores = []
    for row in _rows(bench_data / "design_qa" / "rule_compilation_qa.csv"):
        term = re.search(r"relevant to `(.*?)`", row["question"])
        assert term is not None
        truth = set(re.findall(r"[A-Z]{1,2}(?:\.\d+)+", row["ground_truth"]))
        found = set(compile_clauses(passages, term[1], wide=True).labels["rules/rules.pdf"])
        scores.append(2 * len(found & truth) / (len(found) + len(truth)))
    assert sum(scores) / len(scores) > 0.9


def test_quotes_have_boxes_on_their_page(passages: list[Chunk], rules_path: Path) -> None:
    for passage in passages[400:2400:250]:
        line = passage.spans[0]
        assert line.page is not None
        assert line.box is not None
        boxes = find_boxes(rules_path, line.page, passage.text[line.start : line.end], near=line.box)
        assert boxes
        assert abs(boxes[0][1] - line.box[1]) < 6


@pytest.fixture(scope="module")
def score_facts(bench_data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_facts", bench_data / "documents" / "score_facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_checked_facts_stand_on_their_pages(bench_data: Path, score_facts: ModuleType) -> None:
    import json

    lines = (bench_data / "documents" / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    facts = [json.loads(line) for line in lines if line.strip()]
    wanted = [f for f in facts if f["file"].startswith("reports/") and f["file"].endswith(".pdf")]
    assert len(wanted) >= 10
    documents = {name: parse_pdf(bench_data / "documents" / name) for name in {f["file"] for f in wanted}}
    for fact in wanted:
        text = "\n".join(
            block.text[span.start : span.end]
            for block in documents[fact["file"]].blocks
            for span in block.spans
            if span.page == fact["page"]
        )
        assert score_facts.score(fact, text), fact["question"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("2206.01062_pg3.pdf", "password"),
        ("health_protected.pdf", "password"),
        ("libreoffice-writer-password.pdf", "password"),
        ("empty.pdf", "empty"),
        ("invalid.pdf", "damaged"),
        ("bug1020226.pdf", "cut off"),
        ("poppler-395-0-fuzzed.pdf", "damaged"),
        ("REDHAT-1531897-0.pdf", "damaged"),
        ("xfa_filled_imm1344e.pdf", "dynamic form"),
    ],
)
def test_what_cannot_be_read_says_why(bench_data: Path, name: str, reason: str) -> None:
    with pytest.raises(Unreadable) as raised:
        parse_pdf(bench_data / "documents" / "robustness" / name)
    assert reason in raised.value.reason


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("multicolumn.pdf", "Two-Column Document with Lorem Ipsum"),
        ("anticlockwise_table_1.pdf", "STATE WISE COVERAGE PARTICULARS"),
        ("nics-background-checks-2015-11-rotated.pdf", "NICS Firearm Background Checks"),
        ("invalid-pdf-structure-pdfminer-one-page.pdf", "National Cybersecurity Strategy"),
        ("with-attachment.pdf", ""),
        ("bug1978317.pdf", ""),
    ],
)
def test_hard_files_are_read(bench_data: Path, name: str, words: str) -> None:
    document = parse_pdf(bench_data / "documents" / "robustness" / name, ocr=False)
    text = "\n".join(block.text for block in document.blocks)
    assert words in text
    for block in document.blocks:
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)


def test_a_sideways_table_has_its_columns(bench_data: Path) -> None:
    document = parse_pdf(bench_data / "documents" / "robustness" / "anticlockwise_table_1.pdf")
    (table,) = document.tables
    assert len(table.columns) >= 8
    assert table.rows.num_rows >= 8
    x0, y0, x1, y1 = table.boxes[0]
    assert y1 - y0 > x1 - x0
