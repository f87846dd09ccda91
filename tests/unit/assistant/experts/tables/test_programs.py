from __future__ import annotations

from datetime import date

import duckdb
import numpy as np
import pandas as pd
import pytest

from assistant.experts.tables.programs.choose import TOLD, Choice, choose
from assistant.experts.tables.programs.conditions import asked, conditions
from assistant.experts.tables.programs.confidence import Confidence
from assistant.experts.tables.programs.enumerate import candidates
from assistant.experts.tables.programs.features import FITS, PARTS, describe, words_of
from assistant.experts.tables.programs.guard import leaves_out
from assistant.experts.tables.programs.rank import Weights, load
from assistant.experts.tables.programs.say import tell
from assistant.experts.tables.programs.sheet import Sheet, day_of, number_of, sheet
from assistant.experts.tables.programs.sql import query
from retrieval.records import Language

NAMES = ("Pump", "Site", "Power (kW)", "Year", "Supplier", "Failures")
ROWS = (
    ("P-101", "Lyon", 15, 2004, "Grundval", 3),
    ("P-102", "Lyon", 22, 2009, "Aquatec", 7),
    ("P-201", "Porto", 11, 2012, "Grundval", 1),
    ("P-202", "Porto", 45, 2016, "Norsk Pump", 0),
    ("P-203", "Porto", 30, 2018, "Aquatec", 2),
    ("P-301", "Gent", 90, 2021, "Norsk Pump", 5),
)


@pytest.fixture(scope="module")
def pumps() -> Sheet:
    return sheet(NAMES, ROWS, range(1, len(ROWS) + 1))


def chosen(question: str, table: Sheet, language: Language = "en") -> Choice:
    choice = choose(question, table, language)
    assert choice is not None
    return choice


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("which supplier delivered P-202?", ("Norsk Pump",)),
        ("which pump has the most power?", ("P-301",)),
        ("which pump in Porto had the fewest failures?", ("P-202",)),
        ("how many pumps are in Porto?", ("3",)),
        ("how many pumps have more than 20 kW of power?", ("4",)),
        ("which pump is listed after P-201?", ("P-202",)),
        ("what is the difference in power between P-101 and P-102?", ("7",)),
        ("which had more failures, P-201 or P-203?", ("P-203",)),
        ("how many different suppliers are there?", ("3",)),
        ("which site has the most pumps?", ("Porto",)),
        ("what is the first pump listed?", ("P-101",)),
    ],
)
def test_the_likeliest_program_answers_what_is_asked(
    question: str, values: tuple[str, ...], pumps: Sheet
) -> None:
    assert chosen(question, pumps).candidate.outcome.values == values


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Combien de pompes à Porto ?", ("3",)),
        ("Quelle pompe a la plus grande puissance (power) ?", ("P-301",)),
        ("Quel est le fournisseur (supplier) de P-202 ?", ("Norsk Pump",)),
        ("Quelle est la power de P-203 ?", ("30",)),
    ],
)
def test_operations_carry_over_to_french(question: str, values: tuple[str, ...], pumps: Sheet) -> None:
    assert chosen(question, pumps, "fr").candidate.outcome.values == values


@pytest.mark.parametrize(
    "question",
    [
        "which supplier delivered P-999?",
        "how many pumps are in Berlin?",
        "what colour is P-202?",
        "who paints it?",
    ],
)
def test_what_the_table_does_not_hold_is_not_likely_enough(question: str, pumps: Sheet) -> None:
    choice = choose(question, pumps, "en")

    assert choice is None or choice.likely < TOLD
    assert chosen("which supplier delivered P-202?", pumps).likely > TOLD


def test_each_query_gives_what_its_program_gives(pumps: Sheet) -> None:
    frame = pd.DataFrame(ROWS, columns=list(NAMES))
    frame.insert(0, "_row", range(1, len(ROWS) + 1))
    connection = duckdb.connect(":memory:")
    connection.register("pumps", frame)
    checked = 0
    for question in (
        "how many failures had P-102 after 2008 in Lyon?",
        "power of P-101 or P-301",
        "Porto, 2 to 30",
    ):
        read = asked(question)
        for candidate in candidates(read, pumps):
            text = query(candidate.program, read, pumps, "pumps")
            ties = candidate.program.pick in ("highest", "lowest") or candidate.program.tell in (
                "commonest",
                "rarest",
            )
            if text is None or (ties and len(candidate.outcome.values) != 1):
                continue
            found = {str(row[0]) for row in connection.execute(text).fetchall() if row[0] is not None}
            if candidate.outcome.number is not None:
                assert float(next(iter(found))) == pytest.approx(candidate.outcome.number, abs=1e-3), text
            elif not ties:
                assert found == set(candidate.outcome.values), text
            checked += 1
    assert checked > 300


def test_a_row_of_one_name_heads_those_below_and_totals_are_no_members() -> None:
    table = sheet(
        ("", "2023", "2024"),
        [("Labour", None, None), ("Mechanics", 120, 90), ("Electricians", 80, 85), ("Total", 200, 175)],
        [1, 2, 3, 4],
    )

    assert [row[0].text for row in table.rows] == ["Mechanics", "Electricians", "Total"]
    assert table.rows[0][0].above == ("labour",)
    assert chosen("in which year were the mechanics highest?", table).candidate.outcome.values == ("2023",)
    assert all(
        2 not in candidate.outcome.rows
        for candidate in candidates(asked("which has the highest 2023?"), table)
        if candidate.program.pick == "highest" and not candidate.program.where
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,200 (est.)", 1200.0),
        ("(3.1)", -3.1),
        ("1:23.4", 83.4),
        ("45 km", 45.0),
        ("km 45", None),
        ("-7", -7.0),
    ],
)
def test_the_number_that_a_cell_begins_with(text: str, number: float | None) -> None:
    assert number_of(text) == (None if number is None else pytest.approx(number))


def test_dates_in_words_and_figures() -> None:
    assert day_of("12 mars 2021") == day_of("March 12, 2021") == day_of("2021-03-12") == 20210312
    assert day_of("May 2004") == 20040500
    assert day_of("pump of 2004 and its spares") is None


def test_words_that_a_column_shares_with_the_question_are_a_condition(pumps: Sheet) -> None:
    found = conditions(asked("the Norsk pump with 90 kW"), pumps)

    supplier = next(c for c in found if c.column == 4)
    assert supplier.rows == {3, 5}
    assert any(c.column == 2 and c.test == "is" and c.rows == {5} for c in found)


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("how many in Porto?", "en", "Number of rows: 3 (Site: Porto)."),
        ("Combien de pompes à Porto ?", "fr", "Nombre de lignes : 3 (Site : Porto)."),
        ("which pump has the most power?", "en", "Pump: P-301 (highest Power (kW))."),
        ("which pump is listed after P-201?", "en", "Pump: P-202 (row after Pump: P-201)."),
    ],
)
def test_the_sentence_says_how_the_question_was_read(
    question: str, language: Language, said: str, pumps: Sheet
) -> None:
    assert tell(chosen(question, pumps, language), pumps, language) == said


def test_weights_of_another_version_are_refused(tmp_path: pytest.TempPathFactory) -> None:
    weights = load()
    assert weights.table.shape == (len(weights.words), len(PARTS))
    path = tmp_path / "programs.safetensors"  # type: ignore[operator]
    weights.save(path)
    assert np.allclose(load(path).fits, weights.fits)
    rounded = np.abs(load(path).table - weights.table).max(axis=1)
    assert (rounded <= np.abs(weights.table).max(axis=1) / 254 + 1e-6).all()
    from safetensors.numpy import load_file, save_file

    save_file(load_file(path), path, metadata={"words": "[]", "parts": "[]", "fits": "[]"})
    load.cache_clear()
    with pytest.raises(ValueError, match="train it again"):
        load(path)


def test_without_anything_learnt_all_programs_are_alike(pumps: Sheet) -> None:
    read = asked("who supplied P-202?")
    found = candidates(read, pumps)
    described = describe(read, pumps, found)
    parts, fits, units = len(PARTS), len(FITS), 2
    shapes = ((0, parts), (parts,), (fits,), (units, parts + fits), (units,), (units,))
    unsure = Confidence(*(np.zeros(shape, np.float32) for shape in ((1,), (1,), (1, 1), (1,), (2,))))
    nothing = Weights((), *[np.zeros(shape, np.float32) for shape in shapes], unsure)  # type: ignore[call-arg, arg-type]

    likely = nothing.likely(words_of(read), described)

    assert described.fits.shape == (len(found), len(FITS))
    assert likely == pytest.approx(np.full(len(found), 1 / len(found)))


@pytest.mark.parametrize(
    ("question", "language"), [("how many in November?", "en"), ("combien en novembre ?", "fr")]
)
def test_a_month_is_said_of_dates_in_figures(question: str, language: Language) -> None:
    days = [date(2024, 10, 3), date(2024, 11, 4), date(2024, 11, 9), date(2025, 1, 2)]
    stops = sheet(("Day", "Hours"), [(day, 2) for day in days], range(4))

    assert [set(c.rows) for c in conditions(asked(question, language), stops)] == [{1, 2}]


def test_no_is_a_number(pumps: Sheet) -> None:
    found = conditions(asked("how many pumps had no failures?"), pumps)

    assert [set(c.rows) for c in found if c.test == "equal"] == [{3}]


def test_a_percent_sign_is_read_as_a_word() -> None:
    table = sheet(("Item", "Change", "% Change"), [("Oil", 4, 2.5)], [1])

    assert ["percentage" in frozenset().union(*words) for words in table.heads] == [False, False, True]


@pytest.mark.parametrize(("question", "left_out"), [("who came first?", False), ("who paints it?", True)])
def test_a_place_in_the_order_says_which_row(question: str, left_out: bool, pumps: Sheet) -> None:
    read = asked(question)
    first = next(c.program for c in candidates(read, pumps) if c.program.pick == "first")

    assert leaves_out(read, first, pumps) is left_out
