"""What people confirm that their questions mean: kept, told from then on, taken back, and used for like ones."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.clock import ask_on
from assistant.experts.tables.expert import TableExpert
from assistant.records import Question
from assistant.registers.answers import Registers
from assistant.registers.confirmed import LONGEST, BadConfirmation, ConfirmedBook, confirmed_json
from assistant.registers.recall import Lesson, leaning, masked, same
from assistant.registers.shape import Held, Shape, alike, read_shape, shape_json
from assistant.settings import Settings
from eval.product import ingested
from retrieval.knowledge import Knowledge
from retrieval.records import Scope

MACHINES = """Mark;Kind;Hall;Keeper;Rated kW
M-11;lathe;north;AB;7.5
M-12;lathe;south;CD;9
M-13;press;north;AB;22
M-14;saw;yard;EF;4
M-15;press;south;CD;18
"""
SHAPE = Shape(
    source="machines.csv",
    register="machines",
    tell="cells",
    pick="all",
    either=False,
    column="Hall",
    by="",
    other="",
    where=(Held("Mark", "is", "M-12"),),
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    folder = tmp_path_factory.mktemp("machines")
    (folder / "machines.csv").write_text(MACHINES, encoding="utf-8")
    with ingested(Settings(data=folder / "data"), (folder / "machines.csv",)) as knowledge:
        yield knowledge


@pytest.fixture
def book(tmp_path: Path) -> ConfirmedBook:
    return ConfirmedBook(tmp_path)


@pytest.fixture
def registers(known: Knowledge, book: ConfirmedBook) -> Registers:
    return Registers(TableExpert(known), encode=known.index.of_any_language.encode, book=book)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(date(2026, 11, 29))
    yield
    ask_on(None)


def asked(text: str) -> Question:
    return Question(text=text, asked=text, language="en")


def reading_of(registers: Registers, text: str, value: str) -> str:
    """The reading of a question that tells a value."""
    meanings = registers._read(asked(text), Scope()).meanings
    return next(one.shape.id for one in meanings if one.choice.candidate.outcome.values == (value,))


ODD = "whereabouts is M-12 bolted down"


def test_a_confirmed_reading_is_told_from_then_on(registers: Registers) -> None:
    assert registers.confirmed(asked(ODD), Scope()) is None
    registers.confirm(asked(ODD), Scope(), reading_of(registers, ODD, "CD"))
    bridge = registers.confirmed(asked(f"  {ODD.upper()} ?"), Scope())
    assert bridge is not None
    assert "CD" in (bridge.reasons[0].statement or "")
    assert any("confirmed" in caveat for caveat in bridge.reasons[0].caveats)


def test_the_last_confirmation_of_a_question_counts_and_can_be_taken_back(
    registers: Registers, book: ConfirmedBook
) -> None:
    registers.confirm(asked(ODD), Scope(), reading_of(registers, ODD, "CD"))
    kept = registers.confirm(asked(ODD), Scope(), reading_of(registers, ODD, "south"))
    assert [one.id for one in book.all()] == [kept.id]
    bridge = registers.confirmed(asked(ODD), Scope())
    assert bridge is not None
    assert "south" in (bridge.reasons[0].statement or "")
    assert bridge.reasons[0].confirmed
    assert registers.unconfirm(asked(ODD))
    assert not registers.unconfirm(asked(ODD))
    assert not book.withdraw(kept.id)
    assert registers.confirmed(asked(ODD), Scope()) is None


def test_what_was_confirmed_speaks_for_like_questions_of_other_rows(registers: Registers) -> None:
    other = "whereabouts is M-14 bolted down"

    def mass(value: str) -> float:
        meanings = registers._read(asked(other), Scope()).meanings
        return sum(one.mass for one in meanings if one.choice.candidate.outcome.values == (value,))

    before = mass("EF")
    registers.confirm(asked(ODD), Scope(), reading_of(registers, ODD, "CD"))
    assert mass("EF") > max(before, 0.5)
    assert any("like question" in caveat for caveat in registers.readings(asked(other), Scope())[0].caveats)


def test_a_confirmed_reading_leads_where_a_table_was_said_to_lack_a_column(registers: Registers) -> None:
    other = "whereabouts is M-14 bolted down"
    assert registers.answer(asked(other), Scope(), refused=True) is None
    registers.confirm(asked(ODD), Scope(), reading_of(registers, ODD, "CD"))
    bridge = registers.answer(asked(other), Scope(), refused=True)
    assert bridge is not None
    assert "EF" in (bridge.reasons[0].statement or "")


def test_a_reading_that_the_question_does_not_have_is_not_confirmed(registers: Registers) -> None:
    with pytest.raises(BadConfirmation, match="no reading"):
        registers.confirm(asked(ODD), Scope(), "0123456789ab")


def test_confirmations_of_a_forgotten_source_go_with_it(book: ConfirmedBook) -> None:
    book.confirm("where is M-12", "en", SHAPE, "Hall: south.")
    assert book.forget(["other.csv"]) == 0
    assert book.forget(["machines.csv"]) == 1
    assert book.all() == ()


def test_files_that_hold_none_are_left_out_and_the_rest_is_read(book: ConfirmedBook, tmp_path: Path) -> None:
    kept = book.confirm("where is M-12", "en", SHAPE, "Hall: south.")
    for name, body in (("a.json", "{"), ("b.json", "[1]"), ("c.json", json.dumps({"reading": {}}))):
        (tmp_path / "readings" / name).write_text(body, encoding="utf-8")
    assert [one.id for one in book.all()] == [kept.id]
    assert [one.id for one in ConfirmedBook(tmp_path).all()] == [kept.id]


def test_another_process_sees_what_was_confirmed(book: ConfirmedBook, tmp_path: Path) -> None:
    other = ConfirmedBook(tmp_path)
    assert other.all() == ()
    book.confirm("where is M-12", "en", SHAPE, "Hall: south.")
    assert [one.question for one in other.all()] == ["where is M-12"]
    book.confirm("where is M-12", "en", SHAPE, "Hall: north.")
    assert [one.told for one in other.all()] == ["Hall: north."]


def test_many_confirm_at_once_and_nothing_is_lost(book: ConfirmedBook, tmp_path: Path) -> None:
    def confirm(number: int) -> None:
        ConfirmedBook(tmp_path).confirm(f"question {number % 5}", "en", SHAPE, str(number))

    threads = [threading.Thread(target=confirm, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(book.all()) == 5
    assert not list((tmp_path / "readings").glob(".*"))


def test_an_endless_question_is_not_kept(book: ConfirmedBook) -> None:
    with pytest.raises(BadConfirmation, match="characters"):
        book.confirm("x" * (LONGEST + 1), "en", SHAPE, "")


def test_a_confirmation_reads_as_it_was_written(book: ConfirmedBook) -> None:
    kept = book.confirm("où est M-12 ?", "fr", SHAPE, "Hall : south.")
    body = confirmed_json(kept)
    assert (body["question"], body["source"], body["language"]) == ("où est M-12 ?", "machines.csv", "fr")
    assert read_shape(json.loads(json.dumps(body["reading"]))) == SHAPE


@pytest.mark.parametrize(
    "body", [None, [], {}, {**shape_json(SHAPE), "where": 3}, {**shape_json(SHAPE), "where": [{}]}]
)
def test_what_is_no_shape_is_none(body: object) -> None:
    assert read_shape(body) is None


def test_programs_are_alike_by_what_they_tell_and_choose_by() -> None:
    from dataclasses import replace

    assert alike(SHAPE, replace(SHAPE, where=(Held("Mark", "is", "M-15"),))) == 1.0
    assert alike(SHAPE, replace(SHAPE, source="other.csv")) == 0.0
    other_column, other_rows = replace(SHAPE, column="Keeper"), replace(SHAPE, where=())
    assert 0.0 < alike(SHAPE, replace(other_column, where=())) < alike(SHAPE, other_column) < 1.0
    assert 0.0 < alike(SHAPE, other_rows) < 1.0


def test_nothing_leans_where_no_lesson_is_near() -> None:
    assert leaning("a", lambda: [SHAPE], (), None) is None
    assert leaning("a", lambda: [SHAPE], (Lesson("b", SHAPE),), None) is None
    lean = leaning("A ?", lambda: [SHAPE], (Lesson("a", SHAPE),), None)
    assert lean is not None
    assert lean.confirmed.tolist() == [True]


def test_words_are_compared_without_signs_and_codes() -> None:
    assert same(" Où est\tM-12 ?") == same("où est M-12")
    assert masked("days from 3/11 on LV-05 at 12.5 bar") == "days from # on # at # bar"
