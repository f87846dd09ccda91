"""Questions over the invented site, with answers that pandas computes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Evidence, Finding, Question
from retrieval.records import Scope

from .plant_tables import sheets

Ask = Callable[..., Evidence]
_FRAMES = {name: sheet.frame for name, sheet in sheets().items()}
REGISTER, PARTS = _FRAMES["equipment_register"], _FRAMES["spare_parts"]
ROUNDS, ORDERS, FMEA = _FRAMES["inspection_rounds"], _FRAMES["ordres_de_travail"], _FRAMES["fmea_utilities"]
FINISHED = pd.to_datetime(ORDERS["Date fin"])
ON = pd.to_datetime(ROUNDS["Date"])
CORRECTIVE = ORDERS.Type == "Correctif"


def first_number(text: str) -> float:
    """The first number of a sentence, identifiers and dates apart, with a decimal point or comma."""
    for word in text.replace("(", " ").replace(")", " ").split():
        bare = word.strip(".;:%").replace(",", ".")
        try:
            return float(bare)
        except ValueError:
            continue
    raise AssertionError(f"no number in {text!r}")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("How many pumps are in the register?", REGISTER.Type.str.contains("pump").sum()),
        ("what's the rated power of P-202B?", REGISTER[REGISTER.Tag == "P-202B"].Power.iloc[0]),
        ("total installed power in the tank farm", REGISTER[REGISTER.Building == "Tank farm"].Power.sum()),
        ("how many machines were installed before 2010?", (pd.to_datetime(REGISTER.Installed) < "2010").sum()),
        ("how many impellers do we have in stock?", PARTS[PARTS.Description == "Impeller"].Stock.iloc[0]),
        ("unit price of the shaft sleeve", PARTS[PARTS.Description == "Shaft sleeve"]["Unit price"].iloc[0]),
        ("lead time for SP-1040", PARTS[PARTS["Part no."] == "SP-1040"]["Lead time"].iloc[0]),
        ("how many rounds were NOK?", (ROUNDS.Result == "NOK").sum()),
        ("max vibration measured on P-203A?", ROUNDS[ROUNDS.Equipment == "P-203A"].Vibration.max()),
        ("share of NOK rounds in percent", round(100 * (ROUNDS.Result == "NOK").mean(), 2)),
        ("how many rounds had vibration above 4.5 mm/s?", (ROUNDS.Vibration > 4.5).sum()),
        ("how often was 'Oil level low' remarked?", (ROUNDS.Remark == "Oil level low").sum()),
        ("rounds without a remark: how many?", ROUNDS.Remark.isna().sum()),
        ("how many rounds did Varga do on P-202A and P-202B?",
         ((ROUNDS.Inspector == "Varga") & ROUNDS.Equipment.isin(["P-202A", "P-202B"])).sum()),
        ("what was the cost of all work orders?", round(ORDERS["Coût"].sum(), 2)),
        ("total cost of high priority work orders", round(ORDERS[ORDERS["Priorité"] == "Haute"]["Coût"].sum(), 2)),
        ("how many corrective work orders did Nguyen close in 2023?",
         (CORRECTIVE & (ORDERS.Technicien == "Nguyen") & (FINISHED.dt.year == 2023)).sum()),
        ("How many lines have an RPN over 70?", (FMEA.RPN > 70).sum()),
        ("difference between the highest and lowest RPN?", FMEA.RPN.max() - FMEA.RPN.min()),
    ],
)  # fmt: skip
def test_numbers(answer: Ask, text: str, value: float) -> None:
    assert first_number(answer(text).statement or "") == pytest.approx(float(value), rel=1e-3)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Combien d'OT correctifs en 2022 ?", (CORRECTIVE & (FINISHED.dt.year == 2022)).sum()),
        ("Combien d'OT sont encore ouverts ?", (ORDERS.Statut == "Ouvert").sum()),
        ("Coût moyen d'un OT correctif ?", round(ORDERS[CORRECTIVE]["Coût"].mean(), 2)),
        ("Quel est le coût de tous les ordres de travail ?", round(ORDERS["Coût"].sum(), 2)),
        ("Coût total des OT sur P-202A ?", round(ORDERS[ORDERS["Repère"] == "P-202A"]["Coût"].sum(), 2)),
        ("Combien d'heures Lemoine a-t-il passées sur des OT préventifs ?",
         ORDERS[(ORDERS.Technicien == "Lemoine") & ~CORRECTIVE].Heures.sum()),
    ],
)  # fmt: skip
def test_french_numbers_have_a_decimal_comma(answer: Ask, text: str, value: float) -> None:
    statement = answer(text, language="fr").statement or ""
    assert first_number(statement) == pytest.approx(float(value), rel=1e-3)
    if float(value) != int(value):
        assert "," in statement.split()[0]


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Who made C-410?", "en", REGISTER[REGISTER.Tag == "C-410"].Manufacturer.iloc[0]),
        ("which building is E-501 in?", "en", REGISTER[REGISTER.Tag == "E-501"].Building.iloc[0]),
        ("which pump has the highest flow?", "en", REGISTER.Tag[REGISTER.Flow.idxmax()]),
        ("When was p305a installed?", "en", str(REGISTER[REGISTER.Tag == "P-305A"].Installed.iloc[0])),
        ("contact of Axima?", "en", "pieces@axima.example"),
        ("most expensive spare part?", "en", PARTS.loc[PARTS["Unit price"].idxmax()]["Part no."]),
        ("which inspector did the most rounds in 2023?", "en",
         ROUNDS[ON.dt.year == 2023].Inspector.value_counts().index[0]),
        ("When was the last round on P-201B?", "en", str(ON[ROUNDS.Equipment == "P-201B"].max())[:10]),
        ("Quel technicien a fait le plus d'heures ?", "fr", ORDERS.groupby("Technicien").Heures.sum().idxmax()),
        ("Quel est le défaut le plus fréquent ?", "fr", ORDERS["Défaut"].value_counts().index[0]),
        ("Qui a traité l'OT-5010 ?", "fr", ORDERS[ORDERS["N° OT"] == "OT-5010"].Technicien.iloc[0]),
        ("which line's RPN is not equal to S x O x D?", "en", "Screw element"),
        ("how often should the mixer gearbox oil level be checked?", "en", "weekly"),
        ("Was C-420 made by Kroll or Sulvane?", "en", REGISTER[REGISTER.Tag == "C-420"].Manufacturer.iloc[0]),
        ("did Petit ever inspect P-201A?", "en", "Yes"),
    ],
)  # fmt: skip
def test_words(answer: Ask, text: str, language: str, word: str) -> None:
    assert word in (answer(text, language=language).statement or "")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("List the critical equipment", REGISTER[REGISTER.Critical].Tag),
        ("which parts are below their minimum stock?", PARTS[PARTS.Stock < PARTS["Minimum stock"]]["Part no."]),
        ("what parts have a lead time over 2 weeks?", PARTS[PARTS["Lead time"] > 14]["Part no."]),
        ("Which pumps are made by Hydrotec?",
         REGISTER[(REGISTER.Manufacturer == "Hydrotec") & (REGISTER.Type == "centrifugal pump")].Tag),
    ],
)  # fmt: skip
def test_lists_are_whole_and_hold_nothing_else(answer: Ask, text: str, values: pd.Series) -> None:
    evidence = answer(text)
    assert evidence.rows is not None
    assert sorted(str(row[0]) for row in evidence.rows.values) == sorted(values)
    assert all(value in (evidence.statement or "") for value in values)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("How many rounds on P-204A?", "en"),
        ("rounds in 2019?", "en"),
        ("part number of SP-2000?", "en"),
        ("Combien d'OT en 2015 ?", "fr"),
    ],
)
def test_what_the_tables_do_not_hold_is_refused(
    find: Callable[..., Finding], text: str, language: str
) -> None:
    finding = find(text, language=language)
    assert finding.refusal
    assert not [e for e in finding.evidence if e.score >= 0.5]


@pytest.mark.parametrize(
    "text",
    [
        "unit price of the turbocharger?",
        "what colour is P-201A painted?",
        "serial number of C-410?",
        "warranty period of the gearbox?",
        "what is the noise level measured on P-203A in the rounds?",
        "Who wrote the operating instruction?",
        "How do I replace the seal of a pump?",
    ],
)
def test_unknown_things_are_not_answered(find: Callable[..., Finding], text: str) -> None:
    assert not [e for e in find(text).evidence if e.score >= 0.5]


def test_refusals_name_what_is_there(find: Callable[..., Finding]) -> None:
    assert "P-203A" in (find("How many rounds on P-204A?").refusal or "")
    assert "2023-01-0" in (find("rounds in 2019?").refusal or "")


def test_evidence_can_be_checked(answer: Ask) -> None:
    evidence = answer("how many rounds did Olsen do on P-201A in 2023?")
    assert evidence.kind == "table"
    assert evidence.source == "site/inspection_rounds.csv"
    assert evidence.sql is not None
    assert "SELECT count(*)" in evidence.sql
    assert evidence.rows is not None
    wanted = ROUNDS[(ROUNDS.Inspector == "Olsen") & (ROUNDS.Equipment == "P-201A") & (ON.dt.year == 2023)]
    assert evidence.rows.matched == len(wanted)
    assert list(evidence.rows.row_numbers) == list(wanted.index)
    assert str(len(wanted)) in evidence.values


def test_a_winner_brings_its_own_rows(answer: Ask) -> None:
    evidence = answer("which inspector did the most rounds?")
    assert evidence.rows is not None
    assert evidence.rows.matched == ROUNDS.Inspector.value_counts().iloc[0]


def test_a_join_names_both_sources(answer: Ask) -> None:
    evidence = answer("In which country is the supplier of the oil filter?")
    assert {evidence.source, *evidence.also} == {"site/spare_parts.csv", "site/suppliers.csv"}


def test_assumptions_are_said(answer: Ask) -> None:
    assert any("Date fin" in c for c in answer("how many work orders in 2022?").caveats)
    assert any("impellor" in c for c in answer("unit price of the impellor").caveats)


def test_scope_restricts_sources_period_and_equipment(answer: Ask) -> None:
    scope = Scope(equipment=("p201a",), since=datetime(2023, 1, 1), until=datetime(2023, 6, 30))
    wanted = ((ROUNDS.Equipment == "P-201A") & (ON < "2023-07-01")).sum()
    assert first_number(answer("how many rounds were done?", scope=scope).statement or "") == wanted
    only = Scope(sources=("site/suppliers.csv",))
    assert answer("contact of Axima?", scope=only).source == "site/suppliers.csv"


def test_affinity_tells_table_questions_from_others(expert: TableExpert) -> None:
    def affinity(text: str) -> float:
        return expert.affinity(Question(text=text, asked=text, language="en"), Scope())

    assert affinity("How many rounds were NOK on P-201A?") > 0.6
    assert affinity("What does the foreword thank the readers for?") < 0.3


def test_nothing_ingested_is_no_error() -> None:
    empty = TableExpert(FolderTables([]))
    question = Question(text="How many alarms?", asked="", language="en")
    assert empty.affinity(question, Scope()) == 0.0
    assert empty.find(question, Scope()) == Finding()


@pytest.mark.parametrize(
    "text", ["", "?", "12", "; DROP TABLE x", "🙂", "a" * 5000, "how many", "what is the"]
)
def test_any_text_is_survived(find: Callable[..., Finding], text: str) -> None:
    finding = find(text)
    assert not [e for e in finding.evidence if e.score >= 0.5]
