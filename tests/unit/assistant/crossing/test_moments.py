"""A time that another source states takes its place in the question."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.event_moment import EventMoment
from assistant.crossing.moments import Moments, read_clause
from retrieval.records import Language, Scope

from .mill import LETTER, MillLibrary, names_in, question, tables


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory) -> Moments:
    folder: Path = tmp_path_factory.mktemp("mill")
    mill = tables(folder)
    return Moments(
        row_of=mill.row_of,
        rows_between=mill.rows_between,
        names_in=names_in,  # type: ignore[arg-type]
        library=MillLibrary(),  # type: ignore[arg-type]
        events=EventMoment(logged_on=mill.logged_on, library=MillLibrary()),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "language", "resolved"),
    [
        ("What was the blade load when WO-70077 was raised?", "en",
         "What was the blade load on 23 May 2031 at 14:45?"),
        ("What was the blade load when order WO-70077 was finished?", "en",
         "What was the blade load on 24 May 2031 at 09:10?"),
        ("What was the highest blade load in the two hours before WO-70077 was raised?", "en",
         "What was the highest blade load between 2031-05-23 12:45 and 2031-05-23 14:45?"),
        ("Quelle était la charge de la lame quand l'OT WO-70077 a été créé ?", "fr",
         "Quelle était la charge de la lame le 23 mai 2031 à 14:45 ?"),
        ("What was the blade load at the moment of the jam in report SR-2031-044?", "en",
         "What was the blade load on 23 May 2031 at 14:20?"),
        ("What was the blade load an hour before the blade jammed according to SR-2031-044?", "en",
         "What was the blade load on 23 May 2031 at 13:20?"),
        ("Mean blade load after WO-70077 was finished?", "en", "Mean blade load after 2031-05-24 09:10?"),
        ("When WO-70077 was raised, what was the blade load?", "en",
         "what was the blade load on 23 May 2031 at 14:45?"),
    ],
)  # fmt: skip
def test_the_moment_of_an_order_or_event_takes_its_place(
    moments: Moments, text: str, language: Language, resolved: str
) -> None:
    bridge = moments.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.text == resolved
    assert bridge.computed
    assert len(bridge.reasons) == 1
    assert bridge.reasons[0].statement


def test_the_reason_quotes_the_words_of_the_source(moments: Moments) -> None:
    bridge = moments.cross(question("blade load at the time of the jam in report SR-2031-044?"), Scope())
    assert bridge is not None
    quote = bridge.reasons[0].quote
    assert any(quote in c.text for c in MillLibrary().chunks_of(bridge.reasons[0].source))


def test_what_happened_before_an_event_is_told_from_the_tables_that_recorded_it(moments: Moments) -> None:
    bridge = moments.cross(
        question("What happened in the hour after the jam in report SR-2031-044?"), Scope()
    )
    assert bridge is not None
    assert "2031-05-23 14:45, WO-70077" in (bridge.reasons[0].statement or "")
    assert "WO-70076" not in (bridge.reasons[0].statement or "")
    assert "14:20" in (bridge.reasons[-1].statement or "")
    before = moments.cross(
        question("What happened in the hour before the jam in report SR-2031-044?"), Scope()
    )
    assert before is not None
    assert before.refusal is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What was the blade load when WO-99999 was raised?", "WO-99999 is not in the sources."),
        ("What was the blade load when WO-70076 was finished?", "do not say when"),
        ("What was the blade load at the time of the fire in report SR-2031-044?", "do not say when"),
    ],
)
def test_what_no_source_dates_is_refused(moments: Moments, text: str, told: str) -> None:
    bridge = moments.cross(question(text), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
    assert told in bridge.refusal
    assert not bridge.text


def test_an_event_of_a_tag_is_dated_where_all_documents_agree(moments: Moments) -> None:
    bridge = moments.cross(question("What was the blade load when SW-12 jammed?"), Scope())
    assert bridge is not None
    assert bridge.text == "What was the blade load of SW-12 on 23 May 2031 at 14:20?"
    assert bridge.otherwise == "What was the blade load on 23 May 2031 at 14:20?"
    assert bridge.optional
    assert moments.cross(question("What was the blade load when SW-12 caught fire?"), Scope()) is None


@pytest.mark.parametrize(
    "text",
    [
        "What must be checked when VB-12 is calibrated?",
        "When was WO-70077 raised?",
        "Up to when did VB-12 stay at the last reading?",
        "What was the blade load when the saw stopped?",
        "What was done after the inspection?",
        "How many orders were raised before June 2031?",
    ],
)
def test_a_question_without_a_source_for_its_time_is_left_alone(moments: Moments, text: str) -> None:
    assert moments.cross(question(text), Scope()) is None


def test_a_clause_is_read_from_the_end_or_before_the_comma() -> None:
    clause = read_clause("What was the load in the half an hour after WO-1 was raised?")
    assert clause is not None
    assert (clause.how, clause.minutes, clause.words) == ("within", 30.0, "WO-1 was raised")
    assert read_clause("When was WO-1 raised?") is None
    assert LETTER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What was the vibration of SW-12 before the trip?", "trip SW-12"),
        ("quelle était la température de SW-12 juste avant l'arrêt ?", "arrêt SW-12"),
        ("How hot was the temperature of SW-12 before its failure", "failure SW-12"),
    ],
)
def test_what_was_read_before_an_event_is_read_in_the_hour_before_it(text: str, words: str) -> None:
    clause = read_clause(text)
    assert clause is not None
    assert (clause.words, clause.how, clause.minutes, clause.run_up) == (words, "within", -60, True)
    assert "SW-12" in clause.asked
    assert "before" not in clause.asked
    assert "avant" not in clause.asked


@pytest.mark.parametrize(
    "text",
    [
        "What was the last order on SW-12 before the failure?",
        "What was done on SW-12 before the stop?",
        "Which temperature limit applies before the trip?",
        "What happened before the trip of SW-12?",
    ],
)
def test_other_questions_about_what_came_before_are_no_run_up(text: str) -> None:
    clause = read_clause(text)
    assert clause is None or not clause.run_up


def test_an_event_of_no_machine_or_day_is_asked_back(moments: Moments) -> None:
    bridge = moments.cross(question("What was the vibration before the trip?"), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
    assert "machine" in bridge.refusal
    bridge = moments.cross(question("What was the vibration of SW-12 before the breakdown?"), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
