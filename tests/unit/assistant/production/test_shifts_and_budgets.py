"""Labels in other words and languages, shifts without stops, availability, costs beside their budget."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from .works import parsed, telling

Tell = Callable[[str], str | None]


def _journal() -> str:
    """Three shifts a day in May 2031: every morning but the first five days loses 48 min for one of two causes."""
    lines = ["Date;Poste;Sorte;Bonnes (t);Rebut (t);Arrêt (min);Cause d'arrêt"]
    for at in range(31):
        day = (date(2031, 5, 1) + timedelta(at)).strftime("%d/%m/%Y")
        for shift in ("Matin", "Après-midi", "Nuit"):
            stop = shift == "Matin" and at >= 5
            cause = ("Manque vapeur", "Casse feuille")[at % 2] if stop else ""
            good = 30 if at == 20 and shift != "Nuit" else 20
            kind = "Kraft 80" if shift == "Nuit" else "Kraft 120"
            lines.append(f"{day};{shift};{kind};{good};1,5;{48 if stop else 0};{cause}")
    return "\n".join(lines)


_STOPS = """Stop no,Equipment,Start,End,Cause class,Cause
S1,Mill CM2,2031-04-01 00:00,2031-04-01 06:00,MECH,Belt drift
S2,Kiln K1,2031-04-10 00:00,2031-04-10 12:00,PROC,Blocked cyclone
S3,Mill CM2,2031-04-20 00:00,2031-04-20 02:00,MECH,Girth gear
S4,Mill CM2,2031-04-30 20:00,2031-04-30 22:00,ELEC,Belt drift
"""
_BUDGET = """Month,Account,Account name,Budget EUR,Actual EUR
2031-01,6155,Repairs,1000,1500
2031-01,6063,Spare parts,2000,1000
2031-02,6155,Repairs,1000,1200
2031-02,6063,Spare parts,2000,2600
"""
_OPEX = """Department,Account,Budget 2031,Actual YTD,Forecast
Quality,Labour,1000,1200,1100
Quality,Materials,500,400,500
Stores,Labour,800,700,800
"""


def _hall() -> str:
    lines = ["Date,Shift,Line,Product,Good (pcs),Scrap (pcs),Planned time (min),Downtime (min),Stop reason"]
    for at in range(10):
        day = date(2031, 5, 1) + timedelta(at)
        for line in ("L1", "L2"):
            stop = at == 3 or line == "L1"
            lines.append(
                f"{day},Early,{line},Cola,{1000 - at},5,480,{24 if stop else ''},{'Jam' if stop else ''}"
            )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return telling(parsed(tmp_path_factory.mktemp("paper"), {"journal_2031.csv": _journal()}))


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    return telling(parsed(tmp_path_factory.mktemp("hall"), {"packing_log.csv": _hall()}))


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files: dict[str, str | bytes] = {"stoppage_register.csv": _STOPS, "budget_2031.csv": _BUDGET}
    return telling(parsed(tmp_path_factory.mktemp("others"), files))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("quelle sorte a fait le plus de rebut en mai 2031 ?", "le plus Kraft 120, 93 t"),
        ("nb de postes sans aucun arrêt en mai 2031 ?", "67 sur 93 (Poste)"),
        ("combien de jours sans arrêt en mai 2031 ?", "5 sur 31 (jour) : 1er mai 2031"),
        ("how many shifts had at least one stop in May 2031?", "26 of 93 (Poste)"),
        (
            "un manque vapeur dure combien de minutes en moyenne ?",
            "48 min en moyenne (624 min sur 13 lignes)",
        ),
        ("how long does a lack of steam last on average?", "48 min on average"),
        ("how many hours did we lose to lack of steam in May 2031?", "Manque vapeur, May 2031: 10.4 h"),
        ("meilleure journée en tonnes bonnes (les 3 postes) c'était quand ?", "21 mai 2031, 80 t (sur 31)"),
        ("disponibilité en mai 2031 ?", "1 − Arrêt (min) / 8 h/shift, mai 2031 : 97,2 % (1248 min / 744 h"),
    ],
)
def test_a_journal_of_shifts(paper: Tell, asked: str, told: str) -> None:
    assert told in (paper(asked) or "")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("availability of line 1 in May 2031", "Planned time (min), L1, May 2031: 95 % (240 min / 4800 min"),
        ("availability by line in May 2031", "most L2, 99.5 %. Then L1 95 %."),
        ("how many shifts without downtime on line 2 in May 2031?", "L2, May 2031: 9 of 10 (Shift)"),
        ("what was our best day for good pieces?", "1 May 2031, 2000 pcs"),
    ],
)
def test_a_log_of_lines(hall: Tell, asked: str, told: str) -> None:
    assert told in (hall(asked) or "")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("availability of the kiln in April 2031?", "24 h/d, Kiln K1, April 2031: 98.33 % (12 h / 720 h"),
        ("which cause stopped the mill most in April 2031?", "Mill CM2, April 2031: most Belt drift, 8 h"),
        (
            "which account is over budget in 2031?",
            "1 of 2 above Budget EUR. Repairs 2700 / 2000 EUR (+700 EUR, +35 %)",
        ),
        (
            "budget vs actual by month",
            "January 2031 2500 / 3000 EUR (−500 EUR, −16.7 %); February 2031 3800 / 3000",
        ),
        ("actual against budget for spare parts in 2031", "Spare parts, 2031: 3600 EUR, Budget EUR 4000 EUR"),
        (
            "écart budget réel par poste",
            "Repairs 2700 / 2000 EUR (+700 EUR, +35 %); Spare parts 3600 / 4000 EUR",
        ),
        ("quel mois a dépassé le budget ?", "1 sur 2 au-dessus de Budget EUR. février 2031"),
    ],
)
def test_stops_and_budgets(others: Tell, asked: str, told: str) -> None:
    assert told in (others(asked) or "")


@pytest.mark.parametrize(
    "asked",
    [
        "how many hours did we lose to lack of compressed air in May 2031?",
        "how long does a bearing failure last on average?",
        "combien de postes sans casse de toile ?",
        "quand a eu lieu la meilleure réunion ?",
        "availability of the turbine in May 2031",
        "how many days without an accident?",
        "combien de jours sans accident ?",
    ],
)
def test_what_no_label_holds_is_left(paper: Tell, asked: str) -> None:
    assert paper(asked) is None


def test_a_log_of_stops_alone_tells_no_shifts_without(others: Tell) -> None:
    assert others("how many days without a stop in April 2031?") is None


def test_budgets_without_a_unit(tmp_path_factory: pytest.TempPathFactory) -> None:
    tell = telling(parsed(tmp_path_factory.mktemp("opex"), {"opex.csv": _OPEX}))
    told = tell("which department is over budget?") or ""
    assert "1 of 2 above Budget 2031. Quality 1600 / 1500 (+100, +6.7 %)" in told
    assert (tell("is Stores over budget?") or "").startswith("No: ")


def test_a_cause_that_no_label_holds_is_not_passed_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hours lost to glass breaks are not all hours lost in a log that is called after the glass."""
    log = "Date,Line,Downtime (h),Cause\n2031-05-01,1,2,Jam\n2031-05-02,1,3,Cleaning\n2031-05-03,1,0,\n"
    tell = telling(parsed(tmp_path_factory.mktemp("glass"), {"glass_line_downtime.csv": log}))
    assert tell("how many hours lost to glass breaks in May 2031?") is None
    assert "5 h" in (tell("how many hours lost in May 2031?") or "")
