from __future__ import annotations

from pathlib import Path

from assistant.engines.scripted import ScriptedEngine
from eval.baselines.keyword_rows import KeywordRows
from eval.case import Case

CASE = Case(id="1", question="What causes leaking of the cooler?", answer_type="text", value="")


def test_the_best_row_comes_first_and_words_are_limited(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Part,Mode\nFan,Leaking\nCooler,Leaking\nBelt,Wearing\n", encoding="utf-8")
    short, long = KeywordRows(lambda _: 1), KeywordRows(lambda _: 8)
    for baseline in (short, long):
        baseline.prepare([table], ScriptedEngine([]), tmp_path)
    assert short.answer(CASE) == "Part: Cooler, Mode: Leaking"
    assert long.answer(CASE) == "Part: Cooler, Mode: Leaking\nPart: Fan, Mode: Leaking"
