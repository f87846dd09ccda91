"""Tables and journals in plain text become tables; prose, addresses and listings stay text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers import HEAD_BYTES, parser_for

_SAP = """14.02.2025          Dynamic list          1
-----------------------------------------
|Order  |Type|Text              |Cost   |
-----------------------------------------
|4001234|PM01|Bearing replaced  |1.250,7|
|4001235|PM02|-                 |   85,0|
|4001240|PM01|Seal leaks        |  640,1|
-----------------------------------------
"""
_WALL = """THICKNESS REPORT - LINE 6"-PW-1024
Inspector: A. Lemaire          Date: 22/09/2024

 Point    Nominal    Measured    Loss
          (mm)       (mm)        (%)
 -----    -------    --------    ----
 1        7.11       6.92        2.7
 2        7.11       6.40        10.0
 3        7.11       5.05        29.0

Conclusion: point 3 is below the retirement thickness of 5.30 mm.
"""


def _read(tmp_path: Path, text: str, name: str = "a.txt") -> ParsedDocument:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return parser_for(path, path.read_bytes()[:HEAD_BYTES])(path)


def test_a_list_between_bars(tmp_path: Path) -> None:
    document = _read(tmp_path, _SAP)
    table = document.tables[0]
    assert [column.name for column in table.columns] == ["Order", "Type", "Text", "Cost"]
    assert table.rows["Cost"].to_pylist() == [1250.7, 85.0, 640.1]
    assert table.rows.num_rows == 3, "rules are no rows"


def test_a_list_between_bars_inside_a_text(tmp_path: Path) -> None:
    prose = "The list below was printed on the shop floor, after the shift had ended and all were gone.\n\n"
    document = _read(tmp_path, prose * 4 + _SAP + "\n" + prose)
    assert document.tables[0].rows["Order"].to_pylist() == [4001234, 4001235, 4001240]


def test_columns_under_each_other_with_a_row_of_units(tmp_path: Path) -> None:
    document = _read(tmp_path, _WALL)
    table = document.tables[0]
    assert [(c.name, c.unit) for c in table.columns] == [
        ("Point", None), ("Nominal", "mm"), ("Measured", "mm"), ("Loss", "%"),
    ]  # fmt: skip
    assert table.rows["Measured"].to_pylist() == [6.92, 6.40, 5.05]
    assert "retirement thickness" in document.blocks[-1].text


@pytest.mark.parametrize(
    "text",
    [
        "IF Start THEN\n    Run := 1;\n    Stop := 0;\n    Rate := 12;\nEND_IF;\n",
        "Valmont Works     North gate\n12 Mill Road      Hall 4\nDover             Unit 9\nKent              No 3\n",
        "The pump  runs. It was  stopped and\nthen  started again by  the shift which\nhad  come in at 6 and  left\nat  14.\n",
    ],
    ids=["listing", "addresses", "prose with wide gaps"],
)  # fmt: skip
def test_what_is_no_table_stays_text(tmp_path: Path, text: str) -> None:
    assert not _read(tmp_path, text).tables


def test_a_divider_of_markdown_may_have_one_dash(tmp_path: Path) -> None:
    document = _read(
        tmp_path, "# Line\n\n| Motor | Fuse |\n|:--|:-:|\n| M-21 | 16 A |\n| M-22 | 32 A |\n", "a.md"
    )
    assert document.tables[0].rows["Fuse"].to_pylist() == [16, 32]


def test_a_journal_of_alarms_is_a_table_of_events(tmp_path: Path) -> None:
    lines = [
        f"2025-01-06 06:{n:02d}:13,037 [{'ALARM' if n % 3 == 0 else 'INFO'}] PLC{n % 2} LAL-{n} level low\n"
        for n in range(12)
    ]
    lines.insert(3, "    second line of the third event\n")
    table = _read(tmp_path, "".join(lines), "alarms.log").tables[0]
    assert [column.name for column in table.columns] == ["time", "level", "text"]
    assert table.rows["time"][0].as_py() == datetime(2025, 1, 6, 6, 0, 13, 37000)
    assert table.rows["level"].to_pylist().count("ALARM") == 4
    assert table.rows["text"][2].as_py() == "PLC0 LAL-2 level low second line of the third event"


def test_prose_with_dates_is_no_journal(tmp_path: Path) -> None:
    text = "".join(f"On 2025-01-{n:02d} 06:00 the pump was stopped and looked at.\n\n" for n in range(1, 15))
    assert not _read(tmp_path, text, "a.log").tables


def test_a_rule_under_the_header_makes_a_list_of_words_a_table(tmp_path: Path) -> None:
    text = (
        "TAG        SERVICE            SIZE  RATING\n---------- ------------------ ----- ------\n"
        "XV-101     Feed isolation     DN80  PN16\nXV-102     Drain              DN25  PN16\n"
        "PSV-103    Relief to flare    DN50  PN40\n"
    )
    table = _read(tmp_path, text, "list.prn").tables[0]
    assert table.rows["SERVICE"].to_pylist() == ["Feed isolation", "Drain", "Relief to flare"]
    assert not _read(tmp_path, text.replace("-", " "), "list.prn").tables, "without the rule it stays text"
