from __future__ import annotations

import json
import threading

from assistant.engines.scripted import ScriptedEngine
from assistant.experts.tables import TableExpert
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.link import link
from assistant.experts.tables.reading import read
from assistant.experts.tables.run import Runner
from assistant.experts.tables.source import FolderTables
from assistant.experts.tables.text_to_sql import describe, parse_reply, write_sql
from assistant.records import Question
from retrieval.records import Scope

TEXT = "spread of vibration between inspectors of the rounds"


def reply(sql: str, *, answerable: bool = True) -> str:
    return json.dumps(
        {"answerable": answerable, "sql": sql, "assumptions": ["spread is the standard deviation"]}
    )


def test_the_model_sees_columns_types_and_named_values(index: TableIndex) -> None:
    links = link(read("rounds of Olsen"), index)
    told = describe([index.schema("inspection_rounds")], links)
    assert '"Vibration" number (mm/s)' in told
    assert "'Olsen'" in told


def test_a_refused_query_is_mended_once(index: TableIndex, runner: Runner) -> None:
    good = 'SELECT stddev("Vibration") AS spread FROM inspection_rounds'
    engine = ScriptedEngine([("was refused", reply(good)), ("Question", reply("DROP TABLE x"))], capable=True)
    reading = read(TEXT)
    written = write_sql(reading, [index.schema("inspection_rounds")], link(reading, index), engine, runner)
    assert written is not None
    assert written.sql == good
    assert written.tables == ("inspection_rounds",)
    assert len(engine.prompts) == 2


def test_what_never_runs_is_dropped(index: TableIndex, runner: Runner) -> None:
    engine = ScriptedEngine([(".", reply("DELETE FROM inspection_rounds"))], capable=True)
    reading = read(TEXT)
    assert write_sql(reading, index.schemas, link(reading, index), engine, runner) is None


def test_replies() -> None:
    assert parse_reply("no json") is None
    assert parse_reply('{"sql": 3}') is None
    assert parse_reply(reply("", answerable=False)) == (False, "", ("spread is the standard deviation",))


def test_the_expert_asks_a_capable_engine_only(site: FolderTables) -> None:
    good = 'SELECT stddev("Vibration") AS spread FROM inspection_rounds'
    question = Question(text=TEXT, asked=TEXT, language="en")
    for capable in (True, False):
        engine = ScriptedEngine([(".", reply(good))], capable=capable)
        finding = TableExpert(site, engine).find(question, Scope())
        assert bool(engine.prompts) is capable
        assert any(e.sql == good for e in finding.evidence) is capable


def test_a_question_that_is_stopped_waits_for_no_query(site: FolderTables) -> None:
    good = 'SELECT stddev("Vibration") AS spread FROM inspection_rounds'
    stopped = threading.Event()
    stopped.set()
    question = Question(text=TEXT, asked=TEXT, language="en", cancel=stopped)
    engine = ScriptedEngine([(".", reply(good))], capable=True)
    finding = TableExpert(site, engine).find(question, Scope())
    assert not any(e.sql == good for e in finding.evidence)
