"""Machines of a register as sentences, English and French. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.crossing.say import file_name
from assistant.records import Evidence, Rows
from retrieval.records import Language

_MOST = 25


def counted(named: Sequence[tuple[str, str]], said: str, source: str, language: Language) -> str:
    """``5 pumps in register.xlsx: P-7 (Cooling water pump), …``

    Args:
        named: Tag and description.
        said: The words for the kind.
    """
    where = f"dans {file_name(source)}" if language == "fr" else f"in {file_name(source)}"
    kind = said.removesuffix("s") if len(named) == 1 else said
    return f"{len(named)} {kind} {where}{' :' if language == 'fr' else ':'} {_listed(named, language)}."


def gravest(
    named: Sequence[tuple[str, str]],
    column: str,
    value: str,
    seen: Sequence[str],
    source: str,
    language: Language,
) -> str:
    """``Criticality A (of A, B, C in register.xlsx): P-7 (Cooling water pump), …``"""
    grades = ", ".join(seen)
    if language == "fr":
        return f"{column} {value} (parmi {grades} dans {file_name(source)}) : {_listed(named, language)}."
    return f"{column} {value} (of {grades} in {file_name(source)}): {_listed(named, language)}."


def with_rows(evidence: Evidence, rows: Rows, *, also: tuple[str, ...]) -> Evidence:
    """The evidence of one row as that of several."""
    cells = "; ".join(" · ".join(str(cell) for cell in row if cell is not None) for row in rows.values)
    numbers = ", ".join(map(str, rows.row_numbers))
    sql = re.sub(r"_row = \d+$", f"_row IN ({numbers})", evidence.sql or "")
    told = tuple(str(row[0]) for row in rows.values)
    return replace(evidence, rows=rows, also=also, quote=cells, values=told, sql=sql or None)


def _listed(named: Sequence[tuple[str, str]], language: Language) -> str:
    told = [f"{tag} ({what})" if what else tag for tag, what in named[:_MOST]]
    rest = len(named) - len(told)
    if rest:
        told.append(f"et {rest} autres" if language == "fr" else f"and {rest} more")
    return ", ".join(told)
