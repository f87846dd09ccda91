"""A capable model chooses among computed readings; it writes none, and what it cannot say changes nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.clock import ask_on
from assistant.crossing.bridge import Bridge
from assistant.engines.scripted import ScriptedEngine
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.schema import TableSchema
from assistant.records import Evidence, Question
from assistant.registers.answers import OFFERED, Registers, _Offer, _offers
from assistant.registers.judged import judged, parse_reply, reply_schema
from eval.product import ingested
from retrieval.records import Language, Scope

PARTS = """Stk code;Description;Bin;Qty;Min;Unit GBP
70-0013;Upper belt;B-2;1;1;410,00
70-0035;Wash nozzle;B-4;2;6;12,50
70-0046;Drive chain;C-1;0;1;230,00
70-0070;Scraper blade;C-3;8;4;19,00
"""
TEXT = "whereabouts does the drive chain live"
DAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TableExpert]:
    from assistant.settings import Settings

    folder = tmp_path_factory.mktemp("judged")
    Path(folder / "spares.csv").write_text(PARTS, encoding="utf-8")
    with ingested(Settings(data=folder / "data"), (folder / "spares.csv",)) as known:
        yield TableExpert(known)


@pytest.fixture(autouse=True)
def on_a_day() -> Iterator[None]:
    ask_on(DAY)
    yield
    ask_on(None)


def asked(text: str = TEXT, language: Language = "en") -> Question:
    return Question(text=text, asked=text, language=language)


def reply(number: int) -> str:
    return json.dumps({"asked": "the bin of one part", "reading": number})


def offered(tables: TableExpert, question: Question) -> list[_Offer]:
    return _offers(question, Registers(tables)._read(question, Scope()), None)


def place_of(tables: TableExpert, said: str) -> int:
    """The number that a reading has among those offered."""
    return next(number for number, offer in enumerate(offered(tables, asked()), 1) if said in offer.text)


def answer_of(tables: TableExpert, engine: ScriptedEngine, found: tuple[Evidence, ...] = ()) -> Bridge | None:
    return Registers(tables, engine=engine).answer(asked(), Scope(), found)


def statement(bridge: Bridge | None) -> str:
    return (bridge.reasons[0].statement or "") if bridge is not None and bridge.reasons else ""


def test_the_reading_that_the_model_takes_is_told_with_its_query(tables: TableExpert) -> None:
    number = place_of(tables, "Bin: C-1")
    engine = ScriptedEngine([("Readings", reply(number))], capable=True)
    bridge = answer_of(tables, engine)
    assert "C-1" in statement(bridge)
    assert bridge is not None
    assert bridge.reasons[0].sql is not None
    assert any("language model" in caveat for caveat in bridge.reasons[0].caveats)
    assert "Sunday 2026-11-29" in engine.prompts[0]
    assert '"Bin" text' in engine.prompts[0]
    assert f"Question: {TEXT}" in engine.prompts[0]


def test_another_one_is_told_where_it_takes_another(tables: TableExpert) -> None:
    number = place_of(tables, "Unit GBP")
    assert "230" in statement(answer_of(tables, ScriptedEngine([("Readings", reply(number))], capable=True)))


def test_nothing_is_told_where_it_takes_none(tables: TableExpert) -> None:
    assert answer_of(tables, ScriptedEngine([("Readings", reply(0))], capable=True)) is None


@pytest.mark.parametrize("said", ["", "the first one", '{"reading": 99}', '{"reading": true}'])
def test_what_it_cannot_say_changes_nothing(tables: TableExpert, said: str) -> None:
    without = Registers(tables).answer(asked(), Scope())
    with_model = answer_of(tables, ScriptedEngine([("Readings", said)], capable=True))
    assert statement(with_model) == statement(without)


def test_a_small_model_is_not_asked(tables: TableExpert) -> None:
    engine = ScriptedEngine([("Readings", reply(1))])
    answer_of(tables, engine)
    assert engine.prompts == []


def found_of(text: str) -> tuple[Evidence, ...]:
    return (
        Evidence(kind="table", source="spares.csv", quote=text, statement=text, score=0.75, sql="SELECT 1"),
    )


def test_what_was_found_is_among_the_readings_and_may_stand_or_fall(tables: TableExpert) -> None:
    found = found_of("There are 4 parts.")
    stands = ScriptedEngine([("1. There are 4 parts. \\(SELECT 1\\)", reply(1))], capable=True)
    assert answer_of(tables, stands, found) is None
    falls = answer_of(tables, ScriptedEngine([("Readings", reply(0))], capable=True), found)
    assert falls == Bridge()


SURE = (Evidence(kind="table", source="spares.csv", quote="4", statement="4 parts.", score=0.95),)


def test_what_a_plan_is_sure_of_is_put_to_the_model_too(tables: TableExpert) -> None:
    assert answer_of(tables, ScriptedEngine([("Readings", reply(0))], capable=True), SURE) == Bridge()
    assert answer_of(tables, ScriptedEngine([("Readings", reply(1))], capable=True), SURE) is None


def test_what_a_plan_is_sure_of_stands_where_the_model_cannot_say(tables: TableExpert) -> None:
    assert answer_of(tables, ScriptedEngine([("Readings", "well")], capable=True), SURE) is None


def test_what_a_text_says_is_not_put_to_the_model(tables: TableExpert) -> None:
    engine = ScriptedEngine([("Readings", reply(0))], capable=True)
    text = Evidence(kind="text", source="manual.pdf", quote="The chain lies in C-1.", score=0.6)
    assert answer_of(tables, engine, (text,)) is None
    assert engine.prompts == []


def test_readings_that_leave_out_a_tag_are_not_offered(tables: TableExpert) -> None:
    engine = ScriptedEngine([("Readings", reply(1))], capable=True)
    question = asked("what does the drive chain of CT-999 cost")
    assert offered(tables, question) == []
    assert Registers(tables, engine=engine).answer(question, Scope()) is None
    assert engine.prompts == []
    assert offered(tables, asked("what does 70-0046 cost"))


def test_no_more_readings_are_offered_than_a_prompt_should_hold(tables: TableExpert) -> None:
    assert 2 <= len(offered(tables, asked())) <= OFFERED


def test_tables_without_room_are_left_out_and_the_readings_stay(tables: TableExpert) -> None:
    schemas: list[TableSchema] = [one.schema for one in Registers(tables).of(asked(), Scope())]
    engine = ScriptedEngine([("Readings", reply(1))], capable=True)
    engine.context_tokens = 300
    assert judged(TEXT, ["Bin: C-1."], schemas, engine, DAY) == 1
    assert "Stk code" not in engine.prompts[0]
    assert "1. Bin: C-1." in engine.prompts[0]


def test_a_cancelled_question_is_not_answered_by_half_a_reply(tables: TableExpert) -> None:
    cancel = threading.Event()
    cancel.set()
    engine = ScriptedEngine([("Readings", reply(1))], capable=True)
    assert judged(TEXT, ["Bin: C-1."], (), engine, DAY, cancel=cancel) is None


def test_replies() -> None:
    assert parse_reply('Well: {"asked": "x", "reading": 2}', 3) == 2
    assert parse_reply('{"reading": 0}', 3) == 0
    assert parse_reply('{"reading": "2"}', 3) is None
    assert parse_reply("[2]", 3) is None
    assert parse_reply('{"reading": 2', 3) is None
    assert reply_schema(2)["properties"]["reading"] == {"enum": [0, 1, 2]}  # type: ignore[index]
