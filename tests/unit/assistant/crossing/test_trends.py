"""The course of a reading is told from its stretches, beside the limits of its register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from assistant.crossing.trends import Trends
from assistant.experts.series.moved import Moved
from assistant.experts.series.names import describe
from assistant.experts.series.trend import Stretch
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope, Sensor, SeriesRef

from .mill import Sheet

_MAY = datetime(2031, 5, 1)
_DAY = timedelta(days=1)


def _moved(*stretches: Stretch, stops: Sequence[tuple[datetime, datetime]] = ()) -> Moved:
    log = describe(
        SeriesRef(
            id="1", source="plant/log.csv", name="log", sensors=(Sensor(name="VT-108 vibration", unit="mm/s"),),
            start=_MAY, end=_MAY + 30 * _DAY, row_count=2000, step_seconds=600.0, parquet="",
        )
    )  # fmt: skip
    return Moved(
        log=log, sensor=log.measures[0], unit="mm/s", stretches=stretches, stops=tuple(stops),
        lowest=1.0, highest=9.0, sql="SELECT 1",
    )  # fmt: skip


LEVEL = Stretch(_MAY, _MAY + 10 * _DAY, 2.0, 2.0, "level")
RISE = Stretch(_MAY + 10 * _DAY, _MAY + 16 * _DAY, 2.0, 5.0, "up")
AFTER = Stretch(_MAY + 20 * _DAY, _MAY + 30 * _DAY, 1.7, 1.7, "level")
RISING = _moved(LEVEL, RISE)
STOPPED = _moved(LEVEL, RISE, AFTER, stops=[(RISE.end + timedelta(minutes=10), AFTER.start)])


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    sheet = Sheet(
        "instruments", "Instruments",
        {"Tag": ("text", None), "Service": ("text", None), "H": ("number", "mm/s"), "HH": ("number", "mm/s")},
        [
            {"Tag": "VT-108", "Service": "vibration P-7", "H": 7.0, "HH": 11.0},
            {"Tag": "VT-109", "Service": "vibration P-9", "H": 4.5, "HH": 7.0},
        ],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("plant"))]))


def _told(tables: TableExpert, one: Moved, text: str, language: Language = "en") -> str:
    trends = Trends(
        moved=lambda *_: [one],
        moved_of=lambda *_: [one],
        rows_named=tables.rows_named,
    )
    bridge = trends.cross(Question(text=text, asked=text, language=language), Scope())
    assert bridge is not None
    return " ".join(reason.statement or "" for reason in bridge.reasons)


def test_since_when(tables: TableExpert) -> None:
    assert _told(tables, RISING, "Since when has VT-108 been rising?") == (
        "VT-108 vibration began to rise on 11 May 2031 at about 00:00: from 2 to 5 mm/s, "
        "still on 17 May 2031 at 00:00, by 0.5 mm/s a day."
    )
    assert _told(tables, STOPPED, "Quand VT-108 a-t-elle commencé à monter ?", "fr") == (
        "VT-108 vibration a commencé à augmenter le 11 mai 2031 vers 00:00 : de 2 à 5 mm/s le 17 mai 2031 à 00:00, "
        "quand la machine s'est arrêtée. Stable à environ 1,7 mm/s depuis le 21 mai 2031 à 00:00 "
        "(fin de l'enregistrement : 31 mai 2031)."
    )
    assert "no lasting fall" in _told(tables, RISING, "When did VT-108 start to fall?")


def test_whether_it_still_does(tables: TableExpert) -> None:
    assert _told(tables, RISING, "Is VT-108 still rising?").startswith(
        "Yes. VT-108 vibration has been rising by 0.5"
    )
    told = _told(tables, STOPPED, "Is VT-108 still rising?")
    assert told.startswith("No. VT-108 vibration has been steady at about 1.7 mm/s since 21 May 2031")
    assert (
        "It rose from 11 May 2031 00:00 to 17 May 2031 00:00: from 2 to 5 mm/s, then the machine stopped."
        in told
    )
    assert _told(tables, STOPPED, "VT-108 est-il stable ?", "fr").startswith("Oui.")
    assert _told(tables, STOPPED, "Has VT-108 stopped rising?").startswith("Yes.")


def test_how_fast(tables: TableExpert) -> None:
    assert _told(tables, RISING, "How fast is VT-108 rising?").startswith(
        "0.5 mm/s a day: VT-108 vibration has been rising"
    )
    told = _told(tables, STOPPED, "How fast is VT-108 rising?")
    assert told.startswith("VT-108 vibration has been steady")
    assert "It rose by 0.5 mm/s a day" in told


def test_when_it_meets_its_limit(tables: TableExpert) -> None:
    """5 mm/s on the 17th, 0.5 a day: 7 four days later; the trip would be twelve days off, as far as is told."""
    assert _told(tables, RISING, "When will VT-108 reach its alarm limit?") == (
        "About 21 May 2031 at about 00:00: at 0.5 mm/s a day (since 11 May 2031 at 00:00) VT-108 vibration reaches H 7 mm/s."
    )
    assert "HH 11" in _told(tables, RISING, "When will VT-108 reach its trip limit?")
    assert _told(tables, STOPPED, "When will P-7 reach its alarm limit?").startswith(
        "Not at its present course"
    )
    high = _moved(LEVEL, Stretch(RISE.start, RISE.end, 2.0, 7.5, "up"))
    assert "HH 11" in _told(tables, high, "When will VT-108 reach its HH limit?")


def test_what_it_did_before_the_stop(tables: TableExpert) -> None:
    told = _told(tables, STOPPED, "Was VT-108 rising before the trip?")
    assert told.startswith(
        "Yes. VT-108 vibration rose from 11 May 2031 at about 00:00 until the machine stopped"
    )
    assert "rose from" in _told(tables, STOPPED, "What changed before P-7 stopped?")
    assert (
        Trends(moved=lambda *_: [RISING], moved_of=lambda *_: [RISING], rows_named=tables.rows_named).cross(
            Question(text="Was VT-108 rising before the trip?", asked="", language="en"), Scope()
        )
        is None
    )


def test_a_machine_is_told_by_its_readings(tables: TableExpert) -> None:
    def told(one: Moved, text: str) -> str:
        trends = Trends(moved=lambda *_: [], moved_of=lambda *_: [one], rows_named=tables.rows_named)
        bridge = trends.cross(Question(text=text, asked=text, language="en"), Scope())
        return "" if bridge is None else bridge.reasons[0].statement or ""

    assert told(RISING, "Is pump P-7 getting worse?").startswith(
        "VT-108 vibration has been rising by 0.5 mm/s a day"
    )
    assert told(STOPPED, "Is P-7 stable now?") == (
        "None of its readings has been rising or falling since 21 May 2031 at 00:00 (the log ends on 31 May 2031): "
        "VT-108 vibration 1.7 mm/s."
    )
    assert told(RISING, "Is the price of the seal of P-7 rising?") == ""


def test_a_start_of_the_machine_is_no_rise() -> None:
    warm = Stretch(AFTER.start, AFTER.start + _DAY, 1.0, 8.0, "up")
    one = _moved(LEVEL, warm, AFTER, stops=[(LEVEL.end, AFTER.start - timedelta(minutes=10))])
    assert one.largest("up") is None
