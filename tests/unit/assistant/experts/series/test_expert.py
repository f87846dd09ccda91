from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pandas as pd
import pytest

from assistant.experts import Expert
from assistant.experts.series.expert import SeriesExpert
from assistant.records import Evidence, Message, Question
from retrieval.records import Scope

from .conftest import EVERYTHING, FakeKnowledge, chiller_log, pump_log

Ask = Callable[..., Question]


@pytest.fixture
def expert(knowledge: FakeKnowledge) -> SeriesExpert:
    return SeriesExpert(knowledge)


def answer(expert: SeriesExpert, question: Question, scope: Scope = EVERYTHING) -> Evidence:
    finding = expert.find(question, scope)
    assert finding.evidence, (question.text, finding.refusal)
    return finding.evidence[0]


def test_is_an_expert(expert: SeriesExpert) -> None:
    known: Expert = expert
    assert known.name == "series"


def test_a_mean_with_its_evidence(expert: SeriesExpert, ask: Ask) -> None:
    found = answer(expert, ask("What was the mean power input of CH3 on 2 March 2024?"))
    mean = chiller_log()["Chiller 3 Power Input"].loc["2024-03-02"].mean()
    assert found.statement is not None
    assert found.statement.startswith(
        f"{mean:.2f}".rstrip("0").rstrip(".") + " kW is the mean of Chiller 3 Power Input"
    )
    assert found.sensor == "Chiller 3 Power Input"
    assert (found.start, found.end) == (datetime(2024, 3, 2), datetime(2024, 3, 2, 23, 45))
    assert found.sql is not None
    assert "avg(" in found.sql
    assert found.source == "plant/chillers/export.json"
    assert found.also == ("plant/meters.csv",)
    assert found.rows is not None
    assert found.rows.matched == 96
    assert found.score >= 0.9
    assert found.values[0] == found.statement.split(" ")[0]


def test_units_are_converted(expert: SeriesExpert, ask: Ask) -> None:
    found = answer(expert, ask("mean condenser water flow of CH3 on 2 March 2024 in US gpm"))
    mean = chiller_log()["Chiller 3 Condenser Water Flow"].loc["2024-03-02"].mean() / 3.785411784
    assert found.statement is not None
    assert float(found.statement.split(" ")[0]) == pytest.approx(mean, abs=0.01)
    assert "US gpm" in found.statement
    assert any("plant/meters.csv" in caveat for caveat in found.caveats)


def test_french(expert: SeriesExpert, ask: Ask) -> None:
    found = answer(expert, ask("Puissance moyenne du groupe froid 3 le 2 mars 2024 ?", "fr"))
    assert found.statement is not None
    assert "moyenne de Chiller 3 Power Input le 2 mars 2024" in found.statement
    assert "," in found.statement.split(" ")[0]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("When did the motor stop, by the historian log?", "5 March 2024 at 22:00"),
        ("When did the motor start again, by the historian log?", "6 March 2024 at 01:30"),
        ("How many times did the motor stop in the historian log?", "1 stop"),
        ("longest time with the motor off in the historian log, in hours", "3.5 h"),
        ("longest gap in the historian log", "61 min"),
        ("which sensor in the historian log has the most missing values?", "FT-110 flow"),
        ("is any sensor stuck in the historian log?", "2 stuck stretches"),
        ("sampling step of the historian log", "1 min"),
        ("how many rows has the historian log", "4260 rows"),
        ("What unit is the flow in the historian log in?", "m³/h|m3/h"),
        ("When does the anomaly start in rig1/1.csv?", "9 March 2024 at 10:05"),
        ("How long does the anomaly last in rig1/1.csv?", "19 s"),
        ("which rig1 test has the highest mean pressure?", "rig1/2.csv"),
        ("how much higher is the mean pressure in rig1/2.csv than in rig1/0.csv?", "0.03667"),
        ("max DE bearing temp of P-101A in the historian log", "64.319 °C"),
        ("on how many days did the motor not run all day in the historian log", "0 of 3 days"),
    ],
)
def test_answers(expert: SeriesExpert, ask: Ask, text: str, start: str) -> None:
    statement = answer(expert, ask(text)).statement
    assert statement is not None
    assert statement.startswith(tuple(start.split("|"))), statement


def test_the_higher_of_two_sensors_is_said_first(expert: SeriesExpert, ask: Ask) -> None:
    told = answer(expert, ask("which is hotter, TT-105A or TT-106A?")).statement
    other = answer(expert, ask("laquelle est plus haute, TT-106A ou TT-105A ?", language="fr")).statement
    assert told is not None
    assert other is not None
    assert " is higher than " in told
    assert " est au-dessus de " in other
    assert told.split()[0] == other.split()[0]


def test_several_readings_of_a_vague_name(expert: SeriesExpert, ask: Ask) -> None:
    statement = answer(expert, ask("mean temperature of CH3 on 2 March 2024")).statement
    assert statement is not None
    assert "Supply Temperature" in statement
    assert "Return Temperature" in statement


def test_an_event_shows_its_own_window(expert: SeriesExpert, ask: Ask) -> None:
    found = answer(
        expert, ask("longest run of zero motor power readings in the historian log, how many readings")
    )
    assert (found.start, found.end) == (datetime(2024, 3, 5, 22), datetime(2024, 3, 6, 1, 29))
    assert found.statement is not None
    assert found.statement.startswith("210 readings in a row")


def test_what_happened(expert: SeriesExpert, ask: Ask) -> None:
    statement = answer(expert, ask("What happened on 5 March 2024 in the historian log?")).statement
    assert statement is not None
    assert "stopped on 5 March 2024 at 22:00, back on 6 March 2024 at 01:30" in statement


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("mean power of chiller 8 on 2 March 2024", "en", "no sensor log for “chiller 8”"),
        ("mean humidity of CH3 on 2 March 2024", "en", "no sensor “humidity”"),
        ("mean power of CH3 in June 2024", "en", "no readings of Chiller 3 in June 2024"),
        ("max DE bearing temp of P-101B in the historian log", "en", "no readings of P-101B"),
        ("Pression d'huile du groupe froid 3 le 2 mars ?", "fr", "aucun capteur"),
        ("mean pressure of the rig", "en", "say which one"),
    ],
)
def test_refusals(expert: SeriesExpert, ask: Ask, text: str, language: str, words: str) -> None:
    finding = expert.find(ask(text, language), Scope())
    assert finding.evidence == ()
    assert finding.refusal is not None
    assert words in finding.refusal


def test_questions_of_others_are_left_alone(expert: SeriesExpert, ask: Ask) -> None:
    for text in ("How many work orders on chiller 8 in 2016?", "What does clause 8.3 say?", "Hello"):
        finding = expert.find(ask(text), Scope())
        assert finding.refusal is None
        assert not [e for e in finding.evidence if e.score >= 0.5]
        assert expert.affinity(ask(text), Scope()) < 0.4


def test_affinity(expert: SeriesExpert, ask: Ask) -> None:
    assert expert.affinity(ask("mean power of CH3 on 2 March 2024"), Scope()) > 0.9
    assert expert.affinity(ask("power of chiller 8 on 2 March 2024"), Scope()) > 0.4


def test_follow_up_through_the_history(expert: SeriesExpert, ask: Ask) -> None:
    history = ("Mean power of CH3 on 2 March 2024?",)
    found = answer(expert, ask("and the maximum?", history=history))
    assert found.statement is not None
    assert found.statement.startswith("295 kW is the maximum")
    assert found.caveats[-1] == "Completed from the question before."


def test_scope_dates_narrow_an_open_question(expert: SeriesExpert, ask: Ask) -> None:
    scope = Scope(since=datetime(2024, 3, 2), until=datetime(2024, 3, 2, 23, 59, 59))
    found = answer(expert, ask("mean condenser water flow of CH3"), scope)
    assert found.start == datetime(2024, 3, 2)
    named = answer(expert, ask("mean condenser water flow of CH3 on 4 March 2024"), scope)
    assert named.start == datetime(2024, 3, 4)


def test_no_readings_in_the_window(knowledge: FakeKnowledge, ask: Ask) -> None:
    frame = pump_log()
    frame.loc["2024-03-05", "FT-110 flow [m3/h]"] = float("nan")
    knowledge.add_log("plant/logs/second.csv", frame)
    finding = SeriesExpert(knowledge).find(ask("mean flow in logs/second.csv on 5 March 2024"), Scope())
    assert finding.refusal is not None
    assert "no reading" in finding.refusal


def test_nothing_ingested(tmp_path: object, ask: Ask) -> None:
    from pathlib import Path

    from .conftest import Folder

    empty = FakeKnowledge(Folder(Path(str(tmp_path))))
    assert SeriesExpert(empty).find(ask("mean power of CH3"), Scope()).evidence == ()
    assert pd.__version__


def test_a_follow_up_is_read_from_the_turn_before_where_its_rewriting_lost_something(
    expert: SeriesExpert, ask: Ask
) -> None:
    first = ask("How many readings of CH3's power were above 290 on 2 March 2024?")
    rewritten = "How many readings of CH3's power were above 210 on 2 March 2024?"
    history = (Message(role="user", content=first.text), Message(role="assistant", content="5"))
    question = Question(text=rewritten, asked="and below 210?", language="en", history=history)
    statement = answer(expert, question).statement
    assert statement is not None
    assert statement.startswith("10 of 96 readings")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Did the power input of CH3 stay below 100000 kW on 2 March 2024?", True),
        ("Did the power input of CH3 always remain above 290 kW on 2 March 2024?", False),
    ],
)
def test_staying_on_one_side_is_kept_by_all_readings_or_not(
    expert: SeriesExpert, ask: Ask, text: str, kept: bool
) -> None:
    found = answer(expert, ask(text))
    assert found.statement is not None
    assert found.statement.startswith("Yes: 96 of 96" if kept else "No")
