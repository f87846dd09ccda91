"""Where a store keeps a part: its shelf, whatever else names the machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.records import ColumnType

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
WHOLE: tuple[ColumnType, str | None] = ("integer", None)


def _store() -> Sheet:
    rows = [
        {"Part": part, "What": what, "Fits": fits, "Stock": stock, "Bin": place}
        for part, what, fits, stock, place in (
            ("R-11", "Mechanical seal kit 40 mm", "MX-41A/B", 2, "K-2"),
            ("R-12", "Cutter knife 300 mm", "HK-3", 8, "K-9"),
            ("R-13", "Rotor, cast", "MX-41A/B", 1, "-"),
            ("R-14", "V-belt SPB", "MX-41A", 4, "L-1"),
        )
    ]
    types = {"Part": TEXT, "What": TEXT, "Fits": TEXT, "Stock": WHOLE, "Bin": TEXT}
    return Sheet("store", "Store", types, frame(rows))


def _visits() -> Sheet:
    rows = [
        {"Visit": f"V-{n}", "Area": area, "Found": "Seal weeps", "Machine": tag}
        for n, (area, tag) in enumerate((("Cutter", "HK-3"), ("Mixer", "MX-41A"), ("Cutter", "HK-3")))
    ]
    return Sheet("visits", "Visits", dict.fromkeys(rows[0], TEXT), frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking((_store(), _visits()), tmp_path_factory.mktemp("kept"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("where is the spare mechanical seal of MX-41A stored?", "K-2"),
        ("where are the cutter knives kept?", "K-9"),
        ("in which bin are the belts for MX-41A?", "L-1"),
    ],
)
def test_the_shelf_of_the_part_is_told(ask: Callable[..., str], text: str, place: str) -> None:
    assert ask(text).startswith(f"{place} (Bin")


def test_french_words_name_an_english_part(ask: Callable[..., str]) -> None:
    told = ask("dans quel casier se trouve le jeu de garniture mécanique de MX-41B ?", language="fr")
    assert told.startswith("K-2 (Bin")


@pytest.mark.parametrize(
    "text",
    [
        "where is the rotor of MX-41A kept?",
        "where is the seal of ZZ-9 kept?",
        "where are the cutter oil filters kept?",
    ],
)
def test_no_place_is_made_up(ask: Callable[..., str], text: str) -> None:
    assert "(Bin" not in ask(text)


@pytest.mark.parametrize(
    "text",
    [
        "which shelf is the moisture sensor head on?",
        "which drawer has the moisture sensor head in it?",
        "sur quelle étagère est le moisture sensor head ?",
        "which shelf is the mechanical seal 65 mm for the stock pump on?",
    ],
)
def test_a_list_without_places_tells_no_shelf(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    rows = [
        {"Part number": number, "Description": what, "Used on": used, "In stock": 2, "Supplier": by}
        for number, what, used, by in (
            ("SEN-1", "Moisture sensor head", "Scanner", "Scano"),
            ("WIR-2", "Forming wire", "Wire section", "Feltro"),
            ("SEA-4", "Mechanical seal 65 mm", "Stock pump P-61", "Sealo"),
        )
    ]
    types = {"Part number": TEXT, "Description": TEXT, "Used on": TEXT, "In stock": WHOLE, "Supplier": TEXT}
    store = asking([Sheet("stock", "Stock", types, frame(rows))], tmp_path_factory.mktemp("no_places"))
    assert store(text, language="fr" if "quelle" in text else "en") == ""
    assert "Scanner" in store("which machine is the moisture sensor head used on?")


def _orders() -> Sheet:
    rows = [
        {"Order": f"O-{n}", "Raised by": by, "Machine": tag, "Work": work, "Crew": crew}
        for n, (by, tag, work, crew) in enumerate(
            (
                ("Control room", "HK-3", "Knife broken", "Fitters"),
                ("Planner", "MX-41A", "Seal weeps", "Contractor"),
                ("Night shift", "MX-41B", "Fuse blown", "Electricians"),
            )
        )
    ]
    return Sheet("orders", "Orders", dict.fromkeys(rows[0], TEXT), frame(rows))


@pytest.mark.parametrize(
    ("text", "who"), [("who repaired HK-3?", "Fitters"), ("who raised the order on HK-3?", "Control room")]
)
def test_who_did_the_work_is_not_who_asked_for_it(tmp_path: Path, text: str, who: str) -> None:
    assert who in asking((_orders(),), tmp_path)(text)
