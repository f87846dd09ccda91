"""Tables as documents print them: headers of two levels, a column without a name, parts lists, set points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame


def _limits() -> Sheet:
    air, drain, ground = (f"LIMIT OF DISCHARGE / to {where} kg/year" for where in ("air", "drain", "ground"))
    rows = [
        {"column_1": name, air: a, drain: d, ground: g}
        for name, a, d, g in (
            ("Toluidine", "1 500", "300", "-"),
            ("Ethyl toluidine", "-", "70", "70"),
            ("Xenon (Xe)", "900", "-", "-"),
        )
    ]
    return Sheet("discharge_limits", "Discharge limits", dict.fromkeys(rows[0], ("text", None)), frame(rows))


def _trials() -> Sheet:
    rows = [
        {"Additive / dose (g)": dose, "Film / resistance (Ω)": ohm, "Wear / rate (mm/year)": rate}
        for dose, ohm, rate in ((0, 19.5, 3.1415), (4, 88.75, 1.0625), (12, 301.25, 0.2718))
    ]
    return Sheet(
        "wear_trials",
        "Wear trials",
        {
            "Additive / dose (g)": ("integer", "g"),
            "Film / resistance (Ω)": ("number", "Ω"),
            "Wear / rate (mm/year)": ("number", "mm/year"),
        },
        frame(rows),
    )


def _parts() -> Sheet:
    rows = [
        {"Qty": qty, "Part": part, "Description": text, "Order code": code}
        for qty, part, text, code in (
            (3, "D1, D2, D5", "SMD diode blue 15mA", "Korda 71188"),
            (1, "D3", "SMD diode amber 15mA", "Korda 71189"),
            (6, "R1-R6", "SMD resistor 82Ohm", "Korda 55120"),
            (2, "R7, R8", "Film resistor 470Ohm", "Korda 55121"),
        )
    ]
    types = {"Qty": ("integer", None)} | dict.fromkeys(("Part", "Description", "Order code"), ("text", None))
    return Sheet("parts_list", "Parts list of the lamp board", types, frame(rows))  # type: ignore[arg-type]


def _axes() -> Sheet:
    rows = [
        {"Assembly": place, "Name of the drive": name, "Type": kind, "ID": number}
        for place, name, kind, number in (
            ("Column", "lift y", "QX-70", 61),
            ("Column", "lift z", "QX-30", 62),
            ("Jib", "swing z", "QX-30", 63),
        )
    ]
    types = dict.fromkeys(("Assembly", "Name of the drive", "Type"), ("text", None)) | {
        "ID": ("integer", None)
    }
    return Sheet("drives", "Drives", types, frame(rows))  # type: ignore[arg-type]


def _figures() -> Sheet:
    rows = [
        {"Parameter": name, "Mill 9": value}
        for name, value in (
            ("Cut-in belt speed [m/s]", "2"),
            ("Cut-out belt speed [m/s]", "17"),
            ("Drum", "A"),
        )
    ]
    return Sheet("overview", "Overview", dict.fromkeys(rows[0], ("text", None)), frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    sheets = (_limits(), _trials(), _parts(), _axes(), _figures())
    return asking(sheets, tmp_path_factory.mktemp("printed"))


@pytest.mark.parametrize(
    ("question", "language", "said", "unsaid"),
    [
        # the column is the one that is said by more than the words that all share
        ("What is the limit of discharge of toluidine to air?", "en", ["to air kg/year: 1 500", "Toluidine"],
         ["column_1", "drain", "Ethyl"]),
        ("What is the discharge limit of xenon to drain?", "en", ["to drain kg/year: -"], ["900"]),
        # all columns of a header of two levels where only the upper level is said
        ("What is the discharge limit of xenon?", "en", ["to air", "to drain", "to ground", "900, -, -"], []),
        # the unit says which column a number is of; figures stand as they were written
        ("What is the film resistance at 12 g of additive?", "en", ["301.25 Ω"], ["no rows"]),
        ("What is the wear rate with 12 g of additive?", "en", ["0.2718 mm/year"], ["0.272 "]),
        # pieces of a parts list, not its lines
        ("How many blue SMD diodes are in the parts list of the lamp board?", "en", ["3"], ["1 row w"]),
        ("How many 82 ohm resistors are in the parts list of the lamp board?", "en", ["6"], ["1 row w"]),
        # what a word means in the other language says which column too, across function words
        ("limite de rejet du xenon dans l'air", "fr", ["to air kg/year : 900"], ["drain", "ground"]),
        ("How many lines of the parts list have an SMD resistor?", "en", ["1 "], ["6"]),
        # the key may be what is asked for
        ("What is the ID of the drive lift_z?", "en", ["ID: 62"], ["QX-30"]),
        ("What are the type and the ID of the drive swing_z?", "en", ["QX-30, 63"], ["62"]),
        # particles tell values apart
        ("What is the cut-out belt speed of mill 9?", "en", ["17"], ["Cut-in"]),
    ],
)  # fmt: skip
def test_the_cell_that_is_asked_for(
    ask: Callable[..., str], question: str, language: Language, said: list[str], unsaid: list[str]
) -> None:
    statement = ask(question, language=language)
    assert all(part in statement for part in said), statement
    assert not any(part in statement for part in unsaid), statement
