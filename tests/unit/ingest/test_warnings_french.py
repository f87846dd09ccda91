"""Whoever reads French gets every remark on a file in French; none may be missing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import ingest
from ingest.warnings_french import TABLE, warning_in_french

_ROOT = Path(ingest.__file__).parent
_NO_REMARKS = {"cards.py"}
"""Text for the index, which nobody reads as a remark."""
_PUT_IN = {"number", "date", "datetime", "day/month", "month/day", "highest", "lowest"}


def _sentences() -> dict[str, str]:
    """Every sentence in the code that is no docstring, with ``{}`` for what is put in, and where it stands."""
    found: dict[str, str] = {}
    for path in sorted(_ROOT.rglob("*.py")):
        if path.name in _NO_REMARKS:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        apart = {id(node) for node in _docstrings_and_parts(module)}
        for node in ast.walk(module):
            text = _text(node) if id(node) not in apart else ""
            if text.endswith(".") and len(text.split()) >= 3 and not set(text) & set("\\^|"):
                found[text] = f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]
    return found


def _docstrings_and_parts(module: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(module):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield from node.values


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""


def test_every_remark_in_the_code_has_its_french() -> None:
    said = _sentences()
    assert len(said) > 55, "the search for remarks finds too few"
    missing = [f"{place}: {text}" for text, place in said.items() if text not in TABLE.sentences]
    assert not missing, "add them to ingest/warnings_french.txt:\n" + "\n".join(missing)


def test_every_sentence_of_the_table_is_said_somewhere() -> None:
    said = set(_sentences())
    unused = [text for text in TABLE.sentences if text[-1] == "." and text not in said]
    assert unused == []
    words = {text for text in TABLE.sentences if text[-1] != "."}
    code = "\n".join(path.read_text(encoding="utf-8") for path in _ROOT.rglob("*.py"))
    assert [word for word in words - _PUT_IN if f'"{word}"' not in code] == []


def test_both_languages_hold_the_same_number_of_places() -> None:
    uneven = [text for text, french in TABLE.sentences.items() if text.count("{}") != french.count("{}")]
    assert uneven == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Pumps: The last row (Total) sums up the others: it is text, and no row of the table.",
         "Pumps : La dernière ligne (Total) totalise les autres : elle reste dans le texte, sans être une ligne du "
         "tableau."),
        ("Read by text recognition, so check what you quote: pages 1-3, 7.",
         "Lu par reconnaissance de texte, vérifiez ce que vous citez : pages 1-3, 7."),
        ("The file is called .xls but its content is a workbook (XLSX); it was read as such.",
         "Le fichier s'appelle .xls, mais son contenu est un classeur (XLSX) ; il a été lu comme tel."),
        ("2 gaps, about 12 readings missing: 2024-01-01 00:00:00 to 2024-01-01 01:00:00; 2024-01-02 00:00:00 to "
         "2024-01-02 01:00:00.",
         "2 trous, environ 12 mesures manquantes : 2024-01-01 00:00:00 à 2024-01-01 01:00:00 ; 2024-01-02 00:00:00 à "
         "2024-01-02 01:00:00."),
        ("unit 4: TT-1 is stuck at 12.5 for 1,200 readings, from 2024-01-01 00:00:00 to 2024-01-02 00:00:00.",
         "unit 4 : TT-1 est figé à 12,5 pendant 1\u202f200 mesures, de 2024-01-01 00:00:00 à 2024-01-02 00:00:00."),
        ("orders: the columns Component (derived) are not in the file; a model read them out of Text.",
         "orders : les colonnes Component (derived) ne sont pas dans le fichier ; un modèle les a tirées de Text."),
        ("Column Cost: 2 cells are no number and read as empty: TBD.",
         "Colonne Cost : 2 cellules ne sont pas de type nombre et sont lues comme vides : TBD."),
        ("a remark of another program", "a remark of another program"),
    ],
)  # fmt: skip
def test_what_is_put_in_stays_what_it_is(english: str, french: str) -> None:
    assert warning_in_french(english) == french
