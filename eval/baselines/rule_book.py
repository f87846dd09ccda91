"""Plain searches of a rule book's text: exact look-up of a number, grep for a term. No index, no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from assistant.engines import Engine
from eval.case import Case

_NUMBER = re.compile(r"^\s*([A-Z]{1,2}\.\d+(?:\.\d+)*)(?=\s|$)")


def read_lines(path: Path) -> list[str]:
    """The printed lines of a PDF, in PDFium's order."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]
    finally:
        document.close()


def rules_of(lines: Sequence[str]) -> dict[str, str]:
    """Rule number to its text; the longest where a number begins several lines (contents, then the rule)."""
    rules: dict[str, str] = {}
    for number, text in _passages(lines):
        if len(text) > len(rules.get(number, "")):
            rules[number] = text
    return rules


def _passages(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A number and the lines from it to the next number."""
    number, parts = "", list[str]()
    for line in lines:
        match = _NUMBER.match(line)
        if match is None:
            parts.append(line)
            continue
        if number:
            yield number, "\n".join(parts)
        number, parts = match[1], [line[match.end() :].strip()]
    if number:
        yield number, "\n".join(parts)


class RuleBookBaseline:
    """Reads the PDF once and answers by a function of the question and the rules."""

    slow = False

    def __init__(self, name: str, find: Callable[[str, dict[str, str]], str]) -> None:
        self.name = name
        self._find = find
        self._rules: dict[str, str] = {}

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:  # noqa: ARG002
        """Reads the lines of all PDF files."""
        lines = [line for path in paths if path.suffix.lower() == ".pdf" for line in read_lines(path)]
        self._rules = rules_of(lines)

    def answer(self, case: Case) -> str:
        """The text or the numbers that the search gives."""
        return self._find(case.question, self._rules)


def look_up(question: str, rules: dict[str, str]) -> str:
    """The text of the rule whose number stands in the question."""
    match = re.search(r"\b[A-Z]{1,2}\.\d+(?:\.\d+)*(?:\.[a-z])?\b", question)
    return rules.get(match[0], "") if match else ""


def grep(question: str, rules: dict[str, str]) -> str:
    """Numbers of the rules that hold the quoted term, or one of its forms between slashes."""
    match = re.search(r"`([^`]+)`", question)
    if match is None:
        return ""
    forms = [form.strip().lower() for form in match[1].split("/")]
    hits = [number for number, text in rules.items() if any(form in text.lower() for form in forms)]
    return ", ".join(hits)
