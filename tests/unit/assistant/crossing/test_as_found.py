"""Calibrations as found and as left, what comes from today on, who did it, points of a round."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.crossing.planned_work import PlannedWork
from assistant.experts.text.named import Named

from .registers import Ask, asking, tables_of

_REGISTER = (
    ("Repère", "Désignation", "EMT (±)", "Périodicité (mois)", "Dernier étalonnage", "Prochain étalonnage",
     "Erreur avant réglage", "Erreur après réglage", "Verdict", "Réalisé par"),
    ("PT-1", "Pression A", 0.5, 12, date(2030, 6, 1), date(2031, 6, 1), 0.1, 0.1, "Conforme", "Labo X"),
    ("PT-2", "Pression B", 0.5, 12, date(2030, 3, 1), date(2031, 3, 1), -0.8, 0.2, "Conforme après réglage",
     "Labo Y"),
    ("PT-3", "Pression C", 0.5, 12, date(2030, 9, 1), date(2031, 9, 1), 0.9, 0.7, "Non conforme", "Labo X"),
)  # fmt: skip
_JUDGED = (
    ("Tag", "Interval (months)", "Last calibration", "Result"),
    ("LT-1", 12, date(2030, 6, 1), "Pass"),
    ("LT-2", 12, date(2030, 6, 1), "Fail"),
)
_ROUND = (
    ("Point", "Équipement", "Organe", "Fréquence (sem.)", "Dernier passage"),
    ("GP-01", "Moteur A", "Palier avant", 4, date(2031, 3, 20)),
    ("GP-02", "Moteur A", "Palier arrière", 8, date(2031, 3, 20)),
)


def _ask(folder: Path, **tables: object) -> Ask:
    held = tables_of(folder, tables, {"Fréquence (sem.)": "sem"})  # type: ignore[arg-type]
    crossing = PlannedWork(rows_of=held.rows_of, names_in=lambda *_: Named(), today=lambda: date(2031, 4, 10))
    return asking(crossing)


@pytest.fixture
def register(tmp_path: Path) -> Ask:
    return _ask(tmp_path, etalonnages=_REGISTER)


@pytest.mark.parametrize(
    ("text", "language", "head", "names"),
    [
        ("quels instruments étaient hors tolérance avant réglage ?", "fr",
         "2 sur 3 hors tolérance avant réglage", ("PT-2", "PT-3")),
        ("which instruments were out of tolerance as found?", "en",
         "2 of 3 were out of tolerance as found", ("PT-2", "PT-3")),
        ("instruments out of tolerance before adjustment", "en", "2 of 3", ("PT-2", "PT-3")),
        ("quel instrument est resté non conforme meme apres reglage ?", "fr", "1 sur 3", ("PT-3",)),
        ("which instruments were still out of tolerance after adjustment?", "en", "1 of 3", ("PT-3",)),
        ("quels instruments sont non conformes ?", "fr", "1 sur 3 non conformes", ("PT-3",)),
    ],
)  # fmt: skip
def test_the_state_that_is_asked_for(
    register: Ask, text: str, language: str, head: str, names: tuple[str, ...]
) -> None:
    told = register(text, language)
    assert told is not None
    assert told[0].startswith(head)
    assert tuple(name for name in ("PT-1", "PT-2", "PT-3") if name in told[0]) == names


def test_failures_are_of_the_days_that_are_asked_for(register: Ask) -> None:
    spring = register("which instruments were out of tolerance as found in March 2030?")
    assert spring is not None
    assert spring[0].startswith("1 of 1")
    assert "PT-2" in spring[0]
    assert "PT-3" not in spring[0]
    assert register("which instruments failed their calibration in 2028?") is None


def test_without_errors_nothing_is_told_of_before_adjustment(tmp_path: Path) -> None:
    ask = _ask(tmp_path, calibrations=_JUDGED)
    assert ask("which instruments were out of tolerance before adjustment?") is None
    assert ask("which instruments failed their calibration?") is not None


def test_none_of_no_rows_is_never_said(tmp_path: Path) -> None:
    rows = (*_JUDGED, ("FT-9", 12, date(2030, 6, 1), "to be repeated"))
    told = _ask(tmp_path, calibrations=rows)("did FT-9 fail its calibration?")
    assert told is None or "of 0" not in " ".join(told)


@pytest.mark.parametrize(
    "text",
    [
        "à partir d'aujourd'hui, c'est quoi le prochain instrument qui arrive à échéance d'étalonnage",
        "prochain étalonnage à partir de maintenant ?",
    ],
)
def test_from_today_on_is_no_day(register: Ask, text: str) -> None:
    told = register(text, "fr")
    assert told is not None
    assert told[0].startswith("PT-1")


def test_who_did_it_last(register: Ask, tmp_path: Path) -> None:
    told = register("qui a étalonné PT-2 la dernière fois ?", "fr")
    assert told is not None
    assert "Labo Y" in told[0]
    english = register("who last calibrated PT-2?")
    assert english is not None
    assert "Labo Y" in english[0]
    assert _ask(tmp_path, calibrations=_JUDGED)("who last calibrated LT-2?") is None


def test_a_point_of_a_round_and_work_done_again(tmp_path: Path) -> None:
    told = _ask(tmp_path, ronde_graissage=_ROUND)("quand faut-il regraisser le point GP-02 ?", "fr")
    assert told is not None
    assert len(told) == 1
    assert told[0].startswith("Moteur A (GP-02), Palier arrière : prochaine échéance le 15 mai 2031")
