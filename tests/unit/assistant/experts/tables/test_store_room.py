"""Everyday questions of a store room and a work list: kinds by their noun, shared tags, stock, what is overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame


def _machines() -> Sheet:
    names = (
        ("B-310A", "Ash blower A", "Roots, two lobes", "Ventex", 18.5),
        ("B-310B", "Ash blower B", "Roots, two lobes", "Ventex", 22.0),
        ("K-320", "Dust filter of B-310A", "Bag filter", "Manche et Fils", None),
        ("V-330", "Bleed valve of K-320", "Butterfly DN80", "Corvalve", None),
        ("B-340", "Seal air blower", "Radial", "Ventex", 4.0),
    )
    rows = [
        {"Tag": tag, "Description": name, "Type": kind, "Manufacturer": maker, "Power": power}
        for tag, name, kind, maker, power in names
    ]
    text: dict[str, tuple[str, str | None]] = dict.fromkeys(
        ("Tag", "Description", "Type", "Manufacturer"), ("text", None)
    )
    return Sheet("machine_list", "Machine list", {**text, "Power": ("number", "kW")}, frame(rows))  # type: ignore[arg-type]


def _store() -> Sheet:
    rows = [
        {
            "Part no.": number,
            "Designation": name,
            "Fits": fits,
            "In stock": stock,
            "Minimum": least,
            "Price": price,
        }
        for number, name, fits, stock, least, price in (
            ("77-10", "Rotor shaft 90 mm", "B-310A/B", 1, 2, 830.0),
            ("77-11", "V-belt set", "B-310A/B", 6, 4, 41.5),
            ("77-12", "Filter bag", "K-320", 0, 12, 18.0),
            ("77-13", "Silencer wool", "all blowers", 3, 1, 7.0),
        )
    ]
    return Sheet(
        "spare_parts",
        "Spare parts",
        {
            "Part no.": ("text", None), "Designation": ("text", None), "Fits": ("text", None),
            "In stock": ("integer", "pcs"), "Minimum": ("integer", "pcs"), "Price": ("number", "EUR"),
        },
        frame(rows),
    )  # fmt: skip


def _jobs() -> Sheet:
    rows = [
        {"Job": job, "Tag": tag, "Reported by": who, "Status": status, "Due date": due, "Finished": done}
        for job, tag, who, status, due, done in (
            ("J-901", "B-310A", "Shift 2", "DONE", date(2023, 3, 1), date(2023, 2, 20)),
            ("J-902", "B-310A", "Shift 1", "OPEN", date(2023, 4, 9), None),
            ("J-903", "K-320", "Shift 2", "CANCELLED", date(2023, 5, 2), None),
            ("J-904", "B-340", "Shift 3", "OPEN", date(2923, 5, 2), None),
        )
    ]
    return Sheet(
        "jobs",
        "Jobs",
        {
            "Job": ("text", None), "Tag": ("text", None), "Reported by": ("text", None),
            "Status": ("text", None), "Due date": ("date", None), "Finished": ("date", None),
        },
        frame(rows),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("store")
    return asking((_machines(), _store(), _jobs()), folder)


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        ("How many blowers are there?", "en", ("3 ",), ("part",)),
        ("Which blowers do we have?", "en", ("B-310A", "B-310B", "B-340"), ("V-330", "K-320")),
        ("Which blower has the highest power?", "en", ("22", "B-310B"), ("B-340",)),
        ("Who is the manufacturer of B-310A?", "en", ("Ventex",), ("Shift",)),
        ("Who made B-310A?", "en", ("Ventex",), ("Shift",)),
        ("Who repaired B-310A?", "en", (), ("Reported by: ",)),
        ("colour of the ash blower B-310A", "en", (), ("Ash",)),
        ("Who reported J-902?", "en", ("Shift 1",), ("Ventex",)),
        ("Which spare parts fit B-310B?", "en", ("77-10", "77-11"), ("77-12",)),
        ("Which parts are below the minimum stock?", "en", ("77-10", "77-12"), ("77-11", "77-13")),
        ("Quelles pièces sont sous le stock minimum ?", "fr", ("77-10", "77-12"), ("77-11", "77-13")),
        ("How many rotor shafts are in stock?", "en", ("1 pcs",), ()),
        ("How much does the rotor shaft cost?", "en", ("830 EUR",), ()),
        ("priciest part for B-310A?", "en", ("830", "77-10"), ("77-11",)),
        ("cheapest part for B-310A?", "en", ("41.5", "77-11"), ("77-10",)),
        ("Which jobs are overdue?", "en", ("J-902",), ("J-901", "J-903", "J-904")),
        ("Quels jobs sont en retard ?", "fr", ("J-902",), ("J-901", "J-903", "J-904")),
        ("How many rotor shafts do we have?", "en", ("1 pcs",), ()),
        ("Combien de V-belt set avons-nous ?", "fr", ("6 pcs",), ()),
        ("What is the power of the blower B-310B?", "en", ("22 kW",), ("Ash blower A",)),
    ],
)  # fmt: skip
def test_everyday_questions(
    ask: Callable[..., str], text: str, language: Language, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in held if word not in said] == []
    assert [word for word in not_held if word in said] == []
