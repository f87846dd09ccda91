"""F1 of lists of rule numbers, as DesignQA scores rule compilation. Knows the shape of its numbers only."""

from __future__ import annotations

import ast
import re

from eval.scorers.words import overlap_f1

_NUMBER = re.compile(r"\b[A-Z]{1,3}\.\d+(?:\.\d+)*(?:\.?[a-z]\b)?")


def listed_rules(reference: str) -> tuple[str, ...]:
    """The reference of the data set, written as a Python list of strings.

    Raises:
        ValueError: It is no list of strings.
    """
    try:
        parsed = ast.literal_eval(reference)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"no list of rule numbers: {reference[:60]!r}") from error
    if not isinstance(parsed, list) or not all(isinstance(item, str) for item in parsed):
        raise ValueError(f"no list of rule numbers: {reference[:60]!r}")
    return tuple(parsed)


def official_f1(answer: str, reference: tuple[str, ...]) -> float:
    """Tokens between commas and spaces against the reference, as the data set's own script does it."""
    found = [token for part in answer.split(",") for token in part.split()]
    return overlap_f1(found, [token for rule in reference for token in rule.split()])


def number_f1(answer: str, reference: tuple[str, ...]) -> float:
    """The same over the rule numbers that can be recognised in the answer, whatever stands between them."""
    return overlap_f1(list(dict.fromkeys(_NUMBER.findall(answer))), reference)
