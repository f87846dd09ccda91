from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.crosstab import cross
from assistant.experts.tables.crosstab_grid import read_grid, rows_named, weights_of
from assistant.experts.tables.reading import read
from assistant.experts.tables.run import Runner
from assistant.experts.tables.source import FolderTables
from assistant.records import Evidence, Question
from retrieval.records import Language, Scope

from .plant_tables import Sheet

_TEXT = ("text", None)


def costs() -> Sheet:
    """A statement: rows are what is measured, the first column has no name, columns are years."""
    rows = [
        ("Spare parts", "41,200", "$38,900", 2300),
        ("Outside labour", "$12,750", "14,100", -1350),
        ("Energy", None, None, None),
        ("Electricity", "$(1,050)", "980", None),
        ("Steam", "3,300", "$3,450", None),
        ("Gas", "410", "395", None),
    ]
    names = ["column_1", "Year ended December 31, > 2024", "Year ended December 31, > 2023", "Increase"]
    types = {names[0]: _TEXT, names[1]: _TEXT, names[2]: _TEXT, names[3]: ("integer", None)}
    return Sheet("costs", "Costs", types, pd.DataFrame(rows, columns=names))  # type: ignore[arg-type]


def motors() -> Sheet:
    """A data sheet: one column a model, whose names stand in the first row."""
    rows = [
        (None, "M90", "M112", "M132"),
        ("Rated power", "1.5 kW", "4 kW", "7.5 kW"),
        ("Rated current", "3.4 A", "8.2 A", "14.7 A"),
        ("Mass", "16 kg", "27 kg", "46 kg"),
    ]
    names = ["column_1", "column_2", "column_3", "column_4"]
    return Sheet("motors", "", dict.fromkeys(names, _TEXT), pd.DataFrame(rows, columns=names))  # type: ignore[arg-type]


def ask(sheet: Sheet, folder: Path, text: str, language: Language = "en") -> Evidence | None:
    """What is found first and is sure enough to be told."""
    expert = TableExpert(FolderTables([sheet.write(folder)]))
    found = expert.find(Question(text=text, asked=text, language=language), Scope()).evidence
    return found[0] if found and found[0].score >= 0.5 else None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What did our site spend on spare parts in 2023?", "Spare parts, Year ended December 31, 2023: $38,900."),
        ("How much was the electricity of the works in 2024?", "Energy Electricity, Year ended December 31, 2024: $(1,050)."),
        ("what was the increase of outside labour", "Increase: -1350 with Outside labour."),
        ("By how much did steam change between 2023 and 2024?", "Energy Steam: -150 ("),
        ("How many percent did steam change between 2023 and 2024?", "Energy Steam: -4.3 % ("),
        ("In which year was the gas higher?", "Year ended December 31, 2024: Energy Gas ("),
        ("In which year was steam less than 3,400?", "Year ended December 31, 2024: Energy Steam ("),
    ],
)  # fmt: skip
def test_cells_of_a_statement(tmp_path: Path, text: str, told: str) -> None:
    found = ask(costs(), tmp_path, text)
    assert found is not None
    assert (found.statement or "").startswith(told)
    assert found.rows is not None
    assert len(found.rows.values) == 1


def test_names_below_the_header_are_the_columns(tmp_path: Path) -> None:
    found = ask(motors(), tmp_path, "rated current of the M112")
    assert found is not None
    assert found.statement == "Rated current, M112: 8.2 A."
    french = ask(motors(), tmp_path, "rated power, M132 ?", "fr")
    assert french is not None
    assert french.statement == "Rated power, M132 : 7.5 kW."


@pytest.mark.parametrize(
    "text",
    [
        "rated current of the M180",
        "what is the frame size?",
        "trip limit current of the M112",
        "which is the next row after gas in 2024?",
        "How much was the coal of the works in 2024?",
    ],
)
def test_what_the_table_does_not_hold_is_not_told(tmp_path: Path, text: str) -> None:
    assert ask(motors(), tmp_path, text) is None or "coal" in text
    assert ask(costs(), tmp_path, text) is None


def test_a_word_too_many_matters_only_where_there_are_other_tables(tmp_path: Path) -> None:
    text = "What did the northern harbour works spend on gas in 2023?"
    assert ask(costs(), tmp_path, text) is not None
    expert = TableExpert(FolderTables([costs().write(tmp_path), motors().write(tmp_path)]))
    found = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence
    assert not found or found[0].score < 0.5


def test_one_value_is_one(tmp_path: Path) -> None:
    rows = [("M1", "Ltd"), ("M2", "Ltd"), ("M3", "Ltd")]
    types = {"Machine": _TEXT, "Supplier": _TEXT}
    sheet = Sheet("machines", "", types, pd.DataFrame(rows, columns=list(types)))  # type: ignore[arg-type]
    found = ask(sheet, tmp_path, "how many different suppliers are there?")
    assert found is not None
    assert (found.statement or "").startswith("There is 1 value of Supplier")


def test_a_row_of_actions_names_its_tag_and_its_day(tmp_path: Path) -> None:
    rows = [
        (1, "Inspect impeller of P-7B by endoscope", "Planner", "24/10/2025"),
        (2, "Inspect impeller of P-7A by endoscope", "Planner", "25/10/2025"),
        (3, "New strainer for P-7B", "Buyer", "01/11/2025"),
        (4, "Renew the screen of the basin", "Area technician", "15/11/2025"),
        (5, "Train operators in the new limits", "Shift engineer", "30/11/2025"),
        (6, "Check the spare gauges", "Instrument technician", "10/12/2025"),
    ]
    names = ["No.", "Action", "Owner", "Due"]
    types = {names[0]: ("integer", None), **dict.fromkeys(names[1:], _TEXT)}
    sheet = Sheet("actions", "Actions", types, pd.DataFrame(rows, columns=names))  # type: ignore[arg-type]
    expert = TableExpert(FolderTables([sheet.write(tmp_path), costs().write(tmp_path)]))
    text = "When is the endoscope inspection of the impeller of P-7B due?"
    found = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence
    assert found
    assert found[0].score >= 0.5
    told = found[0].statement or ""
    assert "Inspect impeller of P-7B by endoscope" in told
    assert "24/10/2025" in told
    assert "25/10/2025" not in told


@pytest.mark.parametrize(("words", "place"), [("cut-in", 0), ("cut-out", 1)])
def test_small_words_tell_names_apart(tmp_path: Path, words: str, place: int) -> None:
    rows = [("Cut-in pressure", "2 bar", "3 bar"), ("Cut-out pressure", "7 bar", "8 bar")]
    names = ["column_1", "Model KX", "Model KY"]
    sheet = Sheet("switch", "", dict.fromkeys(names, _TEXT), pd.DataFrame(rows, columns=names))  # type: ignore[arg-type]
    table, path = sheet.write(tmp_path)
    (schema,) = TableExpert(FolderTables([(table, path)])).schemas()
    grid = read_grid(schema, Runner({schema.name: path}))
    reading = read(f"what is the {words} pressure of model KX?", language="en")
    assert grid is not None
    named = rows_named(grid, reading, weights_of(reading))
    worth = [sum(row.held.values()) + row.worth for row in named]
    assert worth.index(max(worth)) == place
    assert worth[place] > worth[1 - place]


def test_a_row_of_which_little_is_said_is_not_meant_where_no_column_is(tmp_path: Path) -> None:
    rows = [
        ("Press", "Level gauge", "Drift by age", "Old parts"),
        ("Press", "Motor winding", "Heat", "Dirt"),
        ("Press", "Seal", "Wear", "Grit"),
    ]
    names = ["Machine", "Part", "Mechanism", "Influence"]
    sheet = Sheet("modes", "Modes", dict.fromkeys(names, _TEXT), pd.DataFrame(rows, columns=names))  # type: ignore[arg-type]
    table, path = sheet.write(tmp_path)
    (schema,) = TableExpert(FolderTables([(table, path)])).schemas()
    runner = Runner({schema.name: path})
    assert cross(read("which gauge measures the oil?", language="en"), schema, runner) is None
    told = cross(read("what about heat of the motor winding?", language="en"), schema, runner)
    assert told is not None
    assert told.values == ("Dirt",)
