"""The one prompt format that the plant adapter is trained on and is used with. Knows words, no data set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from moe_adapters.example import Language, Turn

NOT_FOUND = "NOT FOUND"
"""What the model writes where the sources do not hold the answer, in every language."""

Style = Literal["span", "sentence", "describe", "sql"]

_SYSTEM: dict[tuple[Style, Language], str] = {
    ("span", "en"): "Answer in a few words of the sources and cite [n], or write NOT FOUND.",
    ("sentence", "en"): "Answer in one sentence from the sources and cite [n], or write NOT FOUND.",
    ("describe", "en"): "Write what is asked from the sources only and cite [n].",
    ("sql", "en"): "Write one SQL query over the table that answers.",
    ("sql", "fr"): "Écris une requête SQL sur la table qui répond.",
    ("span", "fr"): "Réponds en quelques mots des sources et cite [n], ou écris NOT FOUND.",
    ("sentence", "fr"): "Réponds en une phrase d'après les sources et cite [n], ou écris NOT FOUND.",
    ("describe", "fr"): "Écris ce qui est demandé d'après les sources seules et cite [n].",
}
_MARKER = re.compile(r"\s*\[(\d+)\]")


def build_turns(
    question: str, sources: Sequence[str], *, style: Style = "span", language: Language = "en"
) -> tuple[Turn, ...]:
    """System and user turn: numbered sources, then the question.

    Args:
        question: As the user put it.
        sources: Texts or tables, the first is ``[1]``.
        style: ``span`` for the shortest answer, ``sentence`` for one sentence, ``describe`` for longer text,
            ``sql`` for a query.
        language: Of the instruction.
    """
    numbered = "\n".join(f"[{number}] {source}" for number, source in enumerate(sources, 1))
    return (
        Turn("system", _SYSTEM[style, language]),
        Turn("user", f"{numbered}\nQuestion: {question}"),
    )


def table_source(title: str, rows: Sequence[Sequence[str]]) -> str:
    """A table as text: its title, then a line a row with cells between bars; the first row is the header."""
    lines = [" | ".join(" ".join(cell.replace("|", "/").split()) for cell in row) for row in rows]
    return "\n".join(([title] if title else []) + lines)


def cite(answer: str, numbers: Sequence[int]) -> str:
    """The answer followed by the markers of its sources: ``40 mm [2]``."""
    return " ".join([answer, *(f"[{number}]" for number in numbers)])


def split_markers(text: str) -> tuple[str, tuple[int, ...]]:
    """What the model wrote without its citation markers, and the numbers in them."""
    return _MARKER.sub("", text).strip(), tuple(int(number) for number in _MARKER.findall(text))
