"""Questions over relations: what the graph says, each thing by its own row or page."""

from __future__ import annotations

import pytest

from assistant.crossing.relations import Relations
from assistant.experts.tables.expert import TableExpert
from assistant.graph.plant import PlantGraphs
from assistant.records import Question
from retrieval.knowledge import Knowledge
from retrieval.records import Language, Scope


@pytest.fixture(scope="module")
def relations(plant: Knowledge) -> Relations:
    tables = TableExpert(plant)
    return Relations(
        graph_of=PlantGraphs(plant, tables).current, row_at=tables.row_at, library=plant.catalogue
    )


def told(relations: Relations, text: str, language: Language = "en") -> list[tuple[str, str]]:
    bridge = relations.cross(Question(text=text, asked=text, language=language), Scope())
    return [(reason.statement or "", reason.source) for reason in bridge.reasons] if bridge else []


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("Which sensors tell of bearing seizure on K-7A?", "en",
         ("TT-71A tells of Seizure (Bearing) of K-7A, by the control “TT-71 alarm”.", "site/fmea.csv")),
        ("Which instruments would show an unbalance on K-7B?", "en",
         ("No sensor is named for Unbalance (Rotor) of K-7B: its control is “Monthly round”.", "site/fmea.csv")),
        ("Quels capteurs signalent un seizure sur K-7B ?", "fr",
         ("TT-71B signale : Seizure (Bearing) de K-7B, par le contrôle « TT-71 alarm ».", "site/fmea.csv")),
        ("Which sensors are on K-7B?", "en",
         ("TT-71B (Bearing temperature) sits on K-7B.", "site/instruments.csv")),
        ("Which equipment has the same failure mode as M-7A?", "en",
         ("K-7A and K-7B can fail by Seizure (Bearing), as M-7A does.", "site/fmea.csv")),
        ("Which machines can fail by unbalance?", "en",
         ("K-7A and K-7B can fail by Unbalance (Rotor).", "site/fmea.csv")),
        ("What hangs together with M-7A?", "en", ("K-7A (Blower A) belongs with M-7A.", "site/register.csv")),
    ],
)  # fmt: skip
def test_relations_are_told_with_their_rows(
    relations: Relations, text: str, language: Language, first: tuple[str, str]
) -> None:
    assert told(relations, text, language)[0] == first


def test_what_hangs_together_comes_from_all_sources(relations: Relations) -> None:
    found = told(relations, "What is linked to K-7A?")
    sources = {source for _, source in found}
    assert {
        "site/register.csv", "site/instruments.csv", "site/report.txt", "site/work_orders.csv",
    } <= sources  # fmt: skip
    assert ("1 work order is on K-7A, WO-9001 last.", "site/work_orders.csv") in found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "text",
    [
        "Which sensors tell of a seizure on Z-99?",
        "What is the vibration of K-7A?",
        "Which equipment is in row 1?",
        "Which machines can fail by lightning?",
        "What is linked to Z-99?",
    ],
)
def test_other_questions_are_left_to_the_experts(relations: Relations, text: str) -> None:
    assert told(relations, text) == []


def test_a_narrowed_scope_is_left_to_the_experts(relations: Relations) -> None:
    question = Question(text="Which sensors are on K-7B?", asked="", language="en")
    assert relations.cross(question, Scope(sources=("*.pdf",))) is None
