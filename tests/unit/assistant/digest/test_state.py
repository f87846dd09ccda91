"""How a machine stands: sensors against their limits, open work, what happened last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from crossing.mill import FolderTables, MillLibrary, Sheet, question

from assistant.digest.digests import Digests
from assistant.digest.document import DocumentDigest
from assistant.digest.equipment import EquipmentDigest
from assistant.digest.target import Targets
from assistant.experts.series.last import LastReading
from assistant.experts.series.names import describe
from assistant.experts.tables.expert import TableExpert
from assistant.experts.text.named import DocumentNames
from retrieval.records import Language, Scope, Sensor, SeriesRef

_END = datetime(2031, 5, 1, 3, 19)
_ORDERS = [
    ("WO-700001", datetime(2031, 3, 2), "Change belt", "CLOSED", datetime(2031, 3, 9)),
    ("WO-700002", datetime(2031, 4, 2), "Tooth broken", "WAITING PARTS", datetime(2031, 4, 20)),
    ("WO-700003", datetime(2031, 4, 8), "Clean the guard", "OPEN", datetime(2031, 6, 1)),
    ("WO-700004", datetime(2031, 4, 9), "Paint", "CANCELLED", datetime(2031, 6, 2)),
]


def _tables(folder: Path) -> TableExpert:
    orders = Sheet(
        "orders", "Orders",
        {"Order": ("text", None), "Raised": ("datetime", None), "Machine": ("text", None), "What": ("text", None),
         "Status": ("text", None), "Due date": ("datetime", None)},
        [
            {"Order": number, "Raised": raised, "Machine": machine, "What": what, "Status": status, "Due date": due}
            for machine, rows in (("SW-12", _ORDERS), ("CV-30", [("WO-700009", *_ORDERS[0][1:])]))
            for number, raised, what, status, due in rows
        ],
    )  # fmt: skip
    sensors = Sheet(
        "sensors", "Sensors",
        {"Tag": ("text", None), "Machine": ("text", None), "L": ("number", None), "H": ("number", None),
         "HH": ("number", None)},
        [
            {"Tag": "VB-12", "Machine": "SW-12", "L": None, "H": 6.0, "HH": 9.0},
            {"Tag": "TT-12", "Machine": "SW-12", "L": 5.0, "H": 80.0, "HH": 90.0},
        ],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(folder) for sheet in (orders, sensors)]))


def _readings(values: dict[str, float]) -> Callable[[str, Scope], Sequence[LastReading]]:
    sensors = tuple(Sensor(name=f"{tag} value", unit="u") for tag in values)
    log = describe(
        SeriesRef(
            id="1", source="site/log.csv", name="log", sensors=sensors, start=datetime(2031, 5, 1), end=_END,
            row_count=200, step_seconds=60.0, parquet="",
        )
    )  # fmt: skip
    found = [
        LastReading(log=log, sensor=sensor, tag=tag, moment=_END, value=value, sql="SELECT 1")
        for sensor, (tag, value) in zip(log.measures, values.items(), strict=True)
    ]
    return lambda tag, scope: found if tag == "SW-12" else []


def _told(folder: Path, text: str, values: dict[str, float], language: Language = "en") -> list[str]:
    library, expert = MillLibrary(), _tables(folder)
    documents = DocumentDigest(library=library, profiles_of=expert.profiles, embed=None)
    digests = Digests(
        targets=Targets(
            names_in=DocumentNames(library).find, library=library, search=lambda words, scope, top: ()
        ),
        documents=documents,
        equipment=EquipmentDigest(
            library=library, about=expert.about, readings=_readings(values), documents=documents,
            today=lambda: date(2031, 5, 2),
        ),
    )  # fmt: skip
    bridge = digests.cross(question(text, language), Scope())
    return [] if bridge is None else [reason.statement or "" for reason in bridge.reasons]


def test_sensors_within_their_limits_and_work_that_is_open(tmp_path: Path) -> None:
    told = _told(tmp_path, "How is SW-12 doing?", {"VB-12": 2.0, "TT-12": 40.0, "IT-12": 7.0})
    assert told[0] == (
        "Within their limits when last read, on 1 May 2031 at 03:19: VB-12 value 2 u (H 6, HH 9); "
        "TT-12 value 40 u (L 5, H 80, HH 90) (log.csv)."
    )
    assert told[1] == "With no known limit when last read, on 1 May 2031 at 03:19: IT-12 value 7 u (log.csv)."
    assert told[2].startswith("orders.csv: 2 rows open on SW-12: WO-700003")
    assert "WO-700001," not in told[2]
    assert "WO-700004" not in told[2]
    assert "WAITING PARTS, was due on 20 April 2031, overdue by 12 days on 2 May 2031" in told[2]
    assert "(due on 1 June 2031)" in told[2]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"VB-12": 6.0}, "VB-12 value 6 u when last read, on 1 May 2031 at 03:19: at or above the limit H 6 (log.csv)."),
        ({"VB-12": 9.5}, "VB-12 value 9.5 u when last read, on 1 May 2031 at 03:19: at or above the limit HH 9 (log.csv)."),
        ({"TT-12": 4.0}, "TT-12 value 4 u when last read, on 1 May 2031 at 03:19: at or below the limit L 5 (log.csv)."),
    ],
)  # fmt: skip
def test_the_gravest_limit_that_is_passed_comes_first(
    tmp_path: Path, values: dict[str, float], said: str
) -> None:
    assert _told(tmp_path, "status of SW-12", values)[0] == said


def test_that_nothing_is_open_is_said(tmp_path: Path) -> None:
    assert _told(tmp_path, "is CV-30 ok?", {})[0] == "orders.csv: its one row on CV-30 is not open."


def test_in_french(tmp_path: Path) -> None:
    told = _told(tmp_path, "quel est l'état de SW-12 ?", {"VB-12": 7.5}, "fr")
    assert told[0] == (
        "VB-12 value 7,5 u à la dernière mesure, le 1er mai 2031 à 03:19 : atteint ou dépasse la limite H 6 (log.csv)."
    )
    assert told[1].startswith("orders.csv : 2 lignes ouvertes sur SW-12 : WO-")


@pytest.mark.parametrize("text", ["how is ZZ-9 doing?", "state of the art", "status of WO-700002"])
def test_what_no_machine_is_stays_with_the_others(tmp_path: Path, text: str) -> None:
    assert _told(tmp_path, text, {"VB-12": 2.0}) == []
