"""Whether what something else found says what a reading of a register gives. Reads no question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.tables.words import fold
from assistant.records import Evidence
from assistant.registers.choose import Meaning

_ALIKE = 5e-3
_JOINED = re.compile(r"(?<=\d)\s(?=\d{3}\b)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def agreed(evidence: Evidence, meanings: Sequence[Meaning]) -> float:
    """Probability of the meanings that give what the evidence says."""
    return sum(meant.mass for meant in meanings if says(evidence, meant))


def says(evidence: Evidence, meant: Meaning) -> bool:
    """True where a statement holds every value of a meaning."""
    return all_said(meant.choice.candidate.outcome.values, evidence.statement or "")


def narrows(evidence: Evidence, meant: Meaning) -> bool:
    """True where the evidence is of some of the rows that a meaning reads: it holds one condition more."""
    own = set(evidence.rows.row_numbers) if evidence.rows is not None else set()
    table = meant.register.table
    read = {table.numbers[row] for row in meant.choice.candidate.outcome.rows}
    return evidence.source == meant.register.schema.table.source and bool(own) and own < read


def all_said(values: Sequence[str], statement: str) -> bool:
    """True where a statement holds every value, numbers and days in any spelling."""
    said = _JOINED.sub("", fold(statement)).replace(",", ".")
    numbers = [float(number) for number in _NUMBER.findall(said)]
    return all(_is_said(value, said, numbers) for value in values)


def _is_said(value: str, said: str, numbers: Sequence[float]) -> bool:
    text = _JOINED.sub("", fold(value)).replace(",", ".")
    if _NUMBER.fullmatch(text):
        return any(abs(number - float(text)) <= _ALIKE * max(abs(float(text)), _ALIKE) for number in numbers)
    day = _DAY.fullmatch(text)
    return text in said or (day is not None and "/".join(day.groups()[::-1]) in said)
