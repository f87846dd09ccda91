"""A journal in a file a week is one journal; single comings are told with their acknowledgement and return."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from assistant.crossing.alarms import AlarmJournals
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.experts.text.named import Named
from assistant.records import Question
from retrieval.records import Language, Scope

from .kiln import DAY, NAMES, Came, _sheet
from .mill import Sheet

_TYPES = {"Time": "datetime", "Tag": "text", "Alarm": "text", "State": "text", "Message": "text"}


def _names_none(text: str, language: Language, scope: Scope) -> Named:
    return Named()


def _journal(name: str, alarms: Sequence[Came], level: str = "HI") -> Sheet:
    rows: list[list[object]] = sorted(
        [at, tag, "HIHI" if "HH" in tag else level, state, NAMES[tag][0]]
        for tag, came, acked, ended in alarms
        for at, state in ((came, "ALM"), (acked, "ACK"), (ended, "RTN"))
        if at is not None
    )
    return _sheet(name, _TYPES, rows)  # type: ignore[arg-type]


def _week(first: datetime, comings: int) -> list[Came]:
    found: list[Came] = []
    for n in range(comings):
        at = first + timedelta(hours=9 * n)
        tag = "PAL-3" if n % 3 else "TAH-7"
        found.append((tag, at, at + timedelta(seconds=30 + n), at + timedelta(minutes=20)))
    return found


_MONDAY = DAY - timedelta(days=1)
_ONE = _week(_MONDAY + timedelta(hours=3), 18)
_TWO = _week(_MONDAY + timedelta(days=7, hours=1), 12)


def _crossing(folder: Path, *sheets: Sheet) -> AlarmJournals:
    tables = TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))
    return AlarmJournals(
        schemas=tables.schemas,
        cells_of=partial(tables.cells_of, most=10_000),
        names_in=_names_none,
        today=lambda: (DAY + timedelta(days=30)).date(),
        hours=lambda scope: {},
    )


def _told(crossing: AlarmJournals, text: str, language: Language = "en") -> str:
    bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
    if bridge is None:
        return ""
    return bridge.refusal or "\n".join(e.statement or "" for e in bridge.reasons)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how many alarms in total?", "30 alarms"),
        ("alarm count for both weeks", "30 alarms"),
        ("combien d'alarmes sur les deux semaines ?", "30 alarm"),
        ("how many alarms in the week of 10 March?", "12 alarms"),
        ("how many alarms in week 10?", "18 alarms"),
        ("how many alarms on monday 10 march?", "3 alarms came on 10 March 2031"),
        ("how many alarms on 4 March?", "2 alarms"),
        ("alarms mon 10 march how many", "3 alarms came on 10 March 2031"),
        ("which day of week 10 was busiest for alarms?", "Busiest day: on 3 March 2031"),
        ("quelle journée la plus chargée en alarmes en semaine 10 ?", "3 March 2031"),
    ],
)
def test_files_of_one_journal_are_added(question: str, wanted: str, tmp_path: Path) -> None:
    crossing = _crossing(tmp_path, _journal("alarms_w10", _ONE), _journal("alarms_w11", _TWO))
    assert wanted in _told(crossing, question)


def test_both_files_are_cited_and_rows_that_stand_in_both_count_once(tmp_path: Path) -> None:
    first = [*_ONE, *_TWO[:1]]
    crossing = _crossing(tmp_path, _journal("alarms_w10", first), _journal("alarms_w11", _TWO))
    text = "how many alarms in total?"
    bridge = crossing.cross(Question(text=text, asked=text, language="en"), Scope())
    assert bridge is not None
    assert "30 alarms" in (bridge.reasons[0].statement or "")
    assert len(bridge.reasons[0].also) == 1
    assert any("count once" in note for note in bridge.reasons[0].caveats)


def test_files_of_other_alarms_or_of_a_later_month_are_not_added(tmp_path: Path) -> None:
    later = [(tag, *(at + timedelta(days=40) if at else None for at in rest)) for tag, *rest in _TWO]
    crossing = _crossing(tmp_path, _journal("alarms_a", _ONE), _journal("alarms_b", later))  # type: ignore[arg-type]
    assert "18 alarms" in _told(crossing, "how many alarms in total?")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("how many seconds till TAH-7 was acknowleged on 4 march?", ["TAH-7", "after 33 s"]),
        ("first PAL-3 alarm on 4 march, how long to ack?", ["came on 4 March", "after 34 s"]),
        ("TAH-7 alarm on 4 march, how long till normal", ["returned to normal at", "after 20 min"]),
        ("when did the last TAH-7 alarm go back to normal", ["TAH-7", "returned to normal at"]),
        ("quand la dernière alarme TAH-7 est-elle revenue à la normale ?", ["revenue à la normale à"]),
    ],
)
def test_one_coming(question: str, wanted: list[str], tmp_path: Path) -> None:
    crossing = _crossing(tmp_path, _journal("alarms_w10", _ONE))
    told = _told(crossing, question, "fr" if question.startswith("quand") else "en")
    assert [part for part in wanted if part not in told] == [], told


def test_the_level_that_is_named_is_the_one_that_counts(tmp_path: Path) -> None:
    both = [
        (tag, came + timedelta(minutes=n), came + timedelta(minutes=n, seconds=9), came + timedelta(hours=1))
        for n, came in enumerate(_MONDAY + timedelta(hours=h) for h in range(5, 100, 10))
        for tag in ("TAH-7",)
    ]
    types = dict(_TYPES)
    rows: list[list[object]] = []
    for tag, came, acked, ended in both:
        for n, level in enumerate(("HI", "HIHI")):
            lag = timedelta(seconds=100 * n)
            rows += [
                [came + lag, tag, level, "ALM", "Kiln shell temperature"],
                [acked + 2 * lag, tag, level, "ACK", "Kiln shell temperature"],
                [ended + lag, tag, level, "RTN", "Kiln shell temperature"],
            ]
    crossing = _crossing(tmp_path, _sheet("alarms_w10", types, sorted(rows)))  # type: ignore[arg-type]
    told = _told(crossing, "first TAH-7 very high, how many seconds till it was acknowledged?")
    assert "1 min 49 s (109 s)" in told, told
