from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engines.scripted import ScriptedEngine
from eval.benchmarks.public_questions import LikeliestRow, NearestParagraph, grade
from eval.case import Case
from eval.held_out import drawn_evenly, file_name, in_half, write_tables
from moe_adapters.recipes.plant.natural_tables import TableQuestion


def case(value: str | None, *accept: str) -> Case:
    kind = "abstain" if value is None else "text"
    return Case(id="c", question="?", answer_type=kind, value=value, accept=accept)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "said", "right"),
    [
        ("56", "There were 56 laps. [1]", True),
        ("56", "There were 156 laps.", False),
        ("$39,639", "Total: 39639 $.", True),
        ("Hungary", "Held in the town.", False),
        ("Oslo, Bergen", "They are Bergen and Oslo.", True),
        ("Oslo, Bergen", "It is Oslo.", False),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "thirteen twelve eleven "
         "ten nine eight seven six", True),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "one two three", False),
    ],
)  # fmt: skip
def test_an_answer_is_right_where_it_holds_the_known_one(value: str, said: str, right: bool) -> None:
    graded = grade(case(value), said, abstained=False)
    assert graded.score.correct is right
    assert grade(case(value), said, abstained=True).score.correct is False
    assert graded.metrics["words"] == len(said.replace(" [1]", "").split())


def test_aliases_and_abstentions() -> None:
    assert grade(case("the Dutch", "Holland"), "It was Holland.", abstained=False).score.correct
    assert grade(case(None), "Nothing is said.", abstained=True).score.correct
    assert not grade(case(None), "In May.", abstained=False).score.correct


def question(number: int, group: str) -> TableQuestion:
    return TableQuestion(
        id=f"t{number}", task="made", question="flow of B?", title="", rows=(("Pump", "Flow"), ("A", "1"), ("B", "2")),
        needed=(), answer="2", aliases=(), written=False, group=group, source="made", licence="made",
    )  # fmt: skip


def test_halves_share_no_document_and_each_table_is_one_file(tmp_path: Path) -> None:
    items = [question(number, f"group {number // 2}") for number in range(40)]
    both = []
    for tuning in (True, False):
        folder = tmp_path / str(tuning)
        folder.mkdir()
        cases = write_tables(items, folder, tuning=tuning)
        assert {name for c in cases for name in c.sources} == {f"*{path.name}" for path in folder.iterdir()}
        both.append({name for c in cases for name in c.sources})
    assert not both[0] & both[1]
    assert len(both[0] | both[1]) == 20
    assert in_half("x", tuning=True) is not in_half("x", tuning=False)
    assert file_name("a/b") != file_name("a b")


def test_kinds_are_drawn_evenly() -> None:
    cases = [Case(id=f"{kind}{n}", question="?", answer_type="text", value="x", kind=kind)
             for kind, count in (("a", 9), ("b", 2)) for n in range(count)]  # fmt: skip
    drawn = drawn_evenly(cases, 3)
    assert [c.kind for c in drawn].count("a") == 3
    assert [c.kind for c in drawn].count("b") == 2
    assert drawn == drawn_evenly(cases[::-1], 3)


def test_the_baselines_quote(tmp_path: Path) -> None:
    engine = ScriptedEngine([])
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "pumps.csv").write_text("Pump,Flow\nA,1\nB,2\n", encoding="utf-8")
    row = LikeliestRow()
    row.prepare([tmp_path / "t"], engine, tmp_path)
    asked = Case(id="1", question="flow of pump B?", answer_type="text", value="2", sources=("*pumps.csv",))
    assert row.answer(asked) in ("Pump Flow", "B 2")
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.txt").write_text("The canteen is closed.\n\nPump B gives 2 m3/h.", encoding="utf-8")
    paragraph = NearestParagraph()
    paragraph.prepare([tmp_path / "p"], engine, tmp_path)
    assert paragraph.answer(asked) == "Pump B gives 2 m3/h."
