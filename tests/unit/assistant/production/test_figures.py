"""Totals, comparisons, ratios and rankings by period, over tables of every layout; near misses are left alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from .works import parsed, telling

Tell = Callable[[str], str | None]


def _daily() -> str:
    """A row a day and line: line A makes 10 t a day in 2030, 12 t in 2031, line B 5 t; the last is 15 June."""
    lines = ["Date,Line,Target (t),Produced (t),Rejects (t),Downtime (h)"]
    day = date(2030, 1, 1)
    while day <= date(2031, 6, 15):
        a = 12 if day.year == 2031 else 10
        lines.append(f"{day},Line 1,11,{a},{0.5 if day.month == 3 else 0.2},2")
        lines.append(f"{day},Line 2,6,5,0.1,1")
        day += timedelta(1)
    return "\n".join(lines)


_STOPS = """Date;Ligne;Cause d'arrêt;Durée (h)
03/03/2031;Ligne 1;Bourrage;1,5
04/03/2031;Ligne 2;Panne moteur;4,25
05/03/2031;Ligne 1;Bourrage;2
07/04/2031;Ligne 1;Attente matière;0,75
08/04/2031;Ligne 2;Bourrage;1
"""
_ENERGY = """Month,Electricity (kWh),Gas (kWh),Electricity cost (EUR)
2030-01,9300,100,930
2030-02,8400,90,840
2030-03,9300,80,930
2031-01,10540,120,1200
2031-02,9520,110,1100
2031-03,10540,100,1300
"""
_KINDS = """Énergie;Janv.;Févr.;Mars;Total
Électricité (MWh);10,5;11;9,5;31
Gaz naturel (MWh PCS);4;5;6;15
Eau (m³);100;120;90;310
"""


def _shifts() -> bytes:
    """A sheet a year, names over two rows, a total behind each month."""
    book = Workbook()
    book.remove(book.active)
    for year, good in ((2030, 100), (2031, 110)):
        sheet = book.create_sheet(str(year))
        sheet.append([f"Suivi {year}", None, None, None, None, None])
        sheet.append(["Date", "Poste", "Ligne 1", None, "Ligne 2", None])
        sheet.append([None, None, "Bon (kg)", "Rebut (kg)", "Bon (kg)", "Rebut (kg)"])
        sheet.merge_cells("C2:D2")
        sheet.merge_cells("E2:F2")
        for month, name in ((1, "janvier"), (2, "février")):
            for day in range(1, 21):
                for shift in ("Matin", "Nuit"):
                    sheet.append([f"{day:02d}/{month:02d}/{year}", shift, good, 5, 50, 10])
            sheet.append([f"Total {name}", None, good * 40, 200, 2000, 400])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files: dict[str, str | bytes] = {
        "daily_production.csv": _daily(),
        "arrets_2031.csv": _STOPS,
        "energy.csv": _ENERGY,
    }
    return telling(parsed(tmp_path_factory.mktemp("works"), files))


@pytest.fixture(scope="module")
def dairy(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files: dict[str, str | bytes] = {
        "suivi.xlsx": _shifts(),
        "energie_2030.csv": _KINDS,
        "energie_2031.csv": _KINDS.replace("10,5", "20,5").replace(";31", ";41"),
    }
    return telling(parsed(tmp_path_factory.mktemp("dairy"), files))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how much did we produce in May 2031?", "May 2031: 527 t (sum of 62 rows"),
        ("output of line 1 in May 2031", "Line 1, May 2031: 372 t"),
        ("how much did we make last month?", "May 2031: 527 t"),
        ("how much did we produce in May?", "May 2030: 465 t"),
        ("production de la ligne 2 en mai 2031", "Line 2, mai 2031 : 155 t"),
        ("average produced per day on line 1 in May 2031", "12 t per day on average (372 t over 31 days"),
        (
            "mean daily output by month in 2031",
            "mean per day with a value: January 2031 17 t; February 2031 17 t",
        ),
        ("reject rate of line 2 in May 2031", "Rejects (t) / Produced (t), Line 2, May 2031: 2 %"),
        ("which month was the worst for production in 2031?", "lowest in February 2031, 476 t (of 5)"),
        ("output line 1 may 2031 vs may 2030", "May 2031 372 t, May 2030 310 t; difference +62 t (+20 %)"),
        ("did we produce more in May 2031 than in May 2030?", "Yes: Produced (t): May 2031 527 t"),
        ("did we produce less in May 2031 than in May 2030?", "No: Produced (t)"),
        ("output last month vs the month before", "May 2031 527 t, April 2031 510 t"),
        ("May 2031 production compared with last year", "May 2031 527 t, May 2030 465 t"),
        (
            "output of line 1 from January to March 2031 against the same months of 2030",
            "Q1 2031 1080 t, Q1 2030 900 t; difference +180 t (+20 %)",
        ),
        ("production de mars 2031 par rapport à 2030", "mars 2031 527 t, mars 2030 465 t"),
        ("how many days was line 1 below target in 2030?", "365 of 365 rows"),
        (
            "did line 1 reach its target in May 2031?",
            "Yes: Produced (t), Line 1, May 2031: 372 t, Target (t) 341 t; ",
        ),
        ("line 2 production vs target May 2031", "155 t, Target (t) 186 t; difference −31 t (−16.7 %)"),
        ("production on Sunday 15 June 2031", "15 June 2031: 17 t"),
        ("which line produced the most in 2031?", "most Line 1, 1992 t, 70.6 % of all. Then Line 2 830 t"),
        ("lines 1 and 2 output in May 2031", "Line 1, 372 t. Then Line 2 155 t"),
        (
            "kWh per tonne by month in 2031",
            "January 2031 20 kWh/t; February 2031 20 kWh/t; March 2031 20 kWh/t",
        ),
        ("consommation spécifique d'électricité en mars 2031", "mars 2031 : 20 kWh/t"),
        ("electricity cost in 2031", "Electricity cost (EUR), 2031: 3600 EUR"),
        ("which month had the highest electricity consumption?", "highest in January 2031, 10540 kWh (of 6)"),
        ("quelle cause d'arrêt coûte le plus d'heures ?", "le plus Bourrage, 4,5 h, 47,4 % du total"),
        ("which stop reason cost the most hours?", "most Bourrage, 4.5 h"),
    ],
)
def test_a_row_a_day_or_month(works: Tell, question: str, told: str) -> None:
    assert told in (works(question) or "")


def test_a_year_that_is_not_over_is_compared_to_the_same_day(works: Tell) -> None:
    told = works("this year's production compared with last year") or ""
    assert "1 January 2031 to 15 June 2031 2822 t, 1 January 2030 to 15 June 2030 2490 t" in told
    assert "(+13.3 %)" in told
    assert "2030 5475 t" in told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("production de la ligne 1 en janvier 2031", "Ligne 1 Bon (kg), janvier 2031 : 4400 kg (somme de 40 lignes"),
        ("combien avons-nous produit en janvier 2031 ?", "Ligne 1 Bon (kg) + Ligne 2 Bon (kg), janvier 2031 : 6400 kg"),
        ("production du poste de nuit ligne 1 en 2031", "Nuit, 2031 : 4400 kg"),
        ("taux de rebut ligne 2 en 2031", "Ligne 2 Rebut (kg) / (Ligne 2 Bon (kg) + Ligne 2 Rebut (kg)), 2031 : 16,67 %"),
        ("production 2031 par rapport à 2030 ligne 1", "écart +800 kg (+10 %)"),
        ("consommation d'électricité en janvier 2031", "janvier 2031 : 20,5 MWh"),
        ("électricité 2031 contre 2030 en %", "écart +10 MWh (+32,3 %)"),
        ("quel mois avons-nous consommé le plus de gaz en 2031 ?", "le plus haut : mars 2031, 6 MWh PCS (sur 3)"),
    ],
)  # fmt: skip
def test_months_in_columns_years_in_sheets_and_totals_among_rows(
    dairy: Tell, question: str, told: str
) -> None:
    assert told in (dairy(question) or "")


@pytest.mark.parametrize(
    "question",
    [
        "production of line 3 in May 2031",
        "how much cement did we produce in May 2031?",
        "how much did P-7 produce in May 2031?",
        "production in 2024",
        "how many stops in March 2031?",
        "combien d'arrêts en mars 2031 ?",
        "average production per shift",
        "did rejects go down in 2031?",
        "why did production drop in May 2031?",
        "how many work orders in May 2031?",
        "when did line 1 stop?",
        "production of the night shift in May 2031",
        "how much did that one cost?",
        "OEE of line 1 last week",
        "production forecast for July",
        "what is the limit of rejects?",
        "who produced the report of May 2031?",
    ],
)
def test_what_no_column_tells_is_left_to_others(works: Tell, question: str) -> None:
    assert works(question) is None


def test_a_part_of_another_line_is_not_told_of_all(dairy: Tell) -> None:
    assert dairy("production de la ligne 4 en janvier 2031") is None


_WEEKS = """Week,Line,OEE (%),Bottles produced
2031-W22,L1,71.5,1000
2031-W22,L2,60,900
2031-W23,L1,75.5,1100
2031-W23,L2,62,950
2031-W24,L1,70.5,1050
2031-W24,L2,58,980
"""
_COSTS = """Cost centre,Category,Budget 2031 (k€),Actual YTD (k€)
Packing,Labour,820,702
Packing,Spare parts,210,244
Utilities,Electricity,1250,1192
Utilities,Labour,310,268
Total,,2590,2406
"""
_COUNTER = "Date,Meter energy (kWh)\n" + "\n".join(
    f"{date(2031, 1, 1) + timedelta(n)},{1000 + 7 * n}" for n in range(60)
)
_GREASE = "Machine,Point,Grease,Quantity [g]\nM1,DE,EP2,20\nM2,NDE,EP2,30\nM3,DE,EP1,25\n"


@pytest.fixture(scope="module")
def others(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files: dict[str, str | bytes] = {
        "oee.csv": _WEEKS, "costs.csv": _COSTS, "meter.csv": _COUNTER, "grease.csv": _GREASE,
    }  # fmt: skip
    return telling(parsed(tmp_path_factory.mktemp("others"), files))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("OEE of line 1 last week", "OEE (%), L1, week 24 of 2031: 70.5 %"),
        ("TRS de L2 en semaine 23", "OEE (%), L2, semaine 23 de 2031 : 62 %"),
        ("which line has the worst OEE?", "least L2, 60 %"),
        ("best OEE week of line 1", "highest in week 23 of 2031, 75.5 % (of 3)"),
        ("how many bottles were produced in week 23?", "2050 (sum of 2 rows"),
        (
            "biggest cost driver",
            "Actual YTD (k€): most Electricity, 1192 k€, 49.5 % of all. Then Labour 970 k€",
        ),
        ("which cost centre spends the most?", "most Utilities, 1460 k€"),
    ],
)
def test_weeks_and_costs_by_category(others: Tell, question: str, told: str) -> None:
    assert told in (others(question) or "")


@pytest.mark.parametrize(
    "question",
    [
        "how much energy in January 2031?",
        "how many kg did we produce?",
        "OEE in May 2031",
        "OEE of L1 per day",
    ],
)
def test_a_counter_is_not_added_up_and_grease_is_no_production(others: Tell, question: str) -> None:
    found = others(question) or ""
    assert "sum" not in found
    assert " g" not in found


_YEARS = "Month,2029,2030,2031\n" + "\n".join(
    f"{month},{300 + n},{310 + n},{320 + n if n < 5 else ''}"
    for n, month in enumerate(
        "January February March April May June July August September October November December".split()
    )
)
_LASTED = """Start,End,Machine,Reason
2031-05-02 06:00,2031-05-02 07:30,Press 1,Jam
2031-05-03 22:00,2031-05-04 00:30,Press 2,Die change
2031-05-09 10:00,2031-05-09 10:45,Press 1,Jam
2031-06-01 10:00,2031-06-01 11:00,Press 1,Jam
"""
_MEMBERS = "Date,Line 1 (t),Line 2 (t),Total (t)\n" + "\n".join(
    f"{date(2031, 1, 1) + timedelta(n)},{20 + n % 3},5,{25 + n % 3}" for n in range(161)
)


@pytest.fixture(scope="module")
def presses(tmp_path_factory: pytest.TempPathFactory) -> Tell:
    files: dict[str, str | bytes] = {
        "electricity_by_year.csv": _YEARS, "machine_stops.csv": _LASTED, "production_2031.csv": _MEMBERS,
    }  # fmt: skip
    return telling(parsed(tmp_path_factory.mktemp("presses"), files))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("electricity in May 2031", "May 2031: 324"),
        (
            "electricity in 2031 against 2030",
            "January to May 2031 1610, January to May 2030 1560; difference +50",
        ),
        ("which month of 2030 used the most electricity?", "2030: highest in December 2030, 321 (of 12)"),
        ("which stop reason cost the most hours?", "most Jam, 3.25 h"),
        ("downtime by reason in May 2031", "May 2031: most Die change, 2.5 h"),
        ("how many hours was Press 1 stopped in May 2031?", "Press 1, May 2031: 2.25 h (sum of 2 rows"),
        ("which press had the most downtime?", "most Press 1, 3.25 h"),
        ("mean downtime per stop", "1.438 h on average (5.75 h over 4 rows)"),
        ("production of line 2 in May 2031", "Line 2 (t), May 2031: 155 t"),
        ("total production in May 2031", "Line 1 (t) + Line 2 (t), May 2031: 805 t"),
        ("production by month in 2031", "t. Not wholly in the rows: June 2031."),
    ],
)
def test_years_across_begin_and_end_of_stops_and_a_column_a_line(
    presses: Tell, question: str, told: str
) -> None:
    assert told in (presses(question) or "")


_CREWS = "Date,Shift,Crew,Product,Produced (t),Stop (min),Stop reason\n" + "".join(
    f"2031-03-{day:02d},{shift},{crew},{product},{tons},{10 * day},{reason}\n"
    for day in range(1, 13)
    for shift, crew, product, tons, reason in (
        ("Early", "ABC"[day % 3], "Fluting", 20 + day % 3, "Jam"),
        ("Late", "ABC"[(day + 1) % 3], "Liner", 30, "Steam"),
    )
)


def test_of_two_labels_of_shifts_the_one_called_so_parts_amounts(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tell = telling(parsed(tmp_path_factory.mktemp("crews"), {"journal.csv": _CREWS}))
    assert "C, 2" in (tell("which crew produced the most in March 2031?") or "")
    assert "Late, 360 t" in (tell("which shift produced the most in March 2031?") or "")
    assert "Jam" in (tell("which stop reason cost the most hours in March 2031?") or "")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "by how much did electricity change in March 2031 against March 2030?",
            "up by 1240 kWh (+13.3 %), March 2031",
        ),
        (
            "de combien la conso de gaz a-t-elle augmenté en mars 2031 par rapport à mars 2030 ?",
            "en hausse de 20 kWh",
        ),
    ],
)
def test_the_difference_is_told_first_where_it_is_asked_for(works: Tell, question: str, told: str) -> None:
    assert told in (works(question) or "")
