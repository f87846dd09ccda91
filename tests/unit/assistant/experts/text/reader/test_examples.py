from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from assistant.experts.text.reader.examples import generated, natural, table_text, tables, with_negatives
from moe_adapters.recipes.plant.documents import document_example
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.natural_tables import TableQuestion

_TEXT = (
    "The fan was stopped at noon. Its belt had torn because the pulley was worn. A fitter changed both. "
    "The fan ran again at four. Spare belts are kept in the workshop. The next check is due in May."
)


def row(
    question: str, answer: str | None, *, number: int = 0, text: str = _TEXT, group: str = "fan"
) -> Grounded:
    return Grounded(
        id=f"q{number}", task="squad", language="en", question=question, title="Fan", text=text, answer=answer,
        start=text.find(answer) if answer else -1, aliases=(), written=False, group=group, source="made",
        licence="made",
    )  # fmt: skip


def test_the_answer_stands_where_it_is_said_to_stand() -> None:
    rows = [row("When did it stop?", "at noon", number=n) for n in range(8)]
    found = list(natural([*rows, row("Who sold it?", None, number=9)], seed=0))
    assert {reading.answer for reading in found} == {"at noon", ""}
    assert {reading.passage.startswith("Fan\n") for reading in found} == {True, False}


def test_of_a_long_answer_the_first_sentence_is_sought() -> None:
    text = "Open the valve. " + "Then wait until the pressure has fallen below the line. " * 8
    (found,) = natural([row("How?", text.strip(), text=text.strip())], seed=0)
    assert found.answer == "Open the valve."


def test_generated_documents_answer_or_do_not() -> None:
    found = list(generated(document_example(index, seed=0, split="train") for index in range(60)))
    assert any(reading.start < 0 for reading in found)
    answered = [reading for reading in found if reading.start >= 0]
    assert len(answered) > 20
    assert all(reading.answer and "[1]" not in reading.passage for reading in answered)


def question(text: str, answer: str) -> TableQuestion:
    rows = (("Pump", "Flow", "Head"), ("A", "30", "12"), ("B", "45", ""), ("C", "60", "18"))
    return TableQuestion(
        id=text, task="wikitablequestions", question=text, title="", rows=rows, needed=(), answer=answer,
        aliases=(), written=False, group="t", source="made", licence="made",
    )  # fmt: skip


def test_a_cell_is_an_answer_where_the_question_names_its_row() -> None:
    (found,) = tables([question("flow of pump B?", "45"), question("which head is greatest?", "18")], seed=0)
    assert found.answer == "45"
    assert "Pump: B; Flow: 45" in found.passage
    assert table_text(("", "Flow"), [("A", "1"), ("B", "")]) == "A; Flow: 1\nB"


def test_a_near_passage_of_another_document_does_not_answer() -> None:
    def embed(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.array([[len(text) % 7 + 1.0, 1.0] for text in texts], np.float32)

    others = [
        row(
            "What?",
            f"number {n}",
            number=n,
            text=f"Something else has number {n} and no more.",
            group=f"g{n}",
        )
        for n in range(20)
    ]
    rows = list(natural([row("When did it stop?", "at noon", number=99), *others], seed=0))
    found = list(with_negatives(rows, embed=embed, share=1.0, seed=0))
    by_id = {reading.id: reading for reading in rows}
    assert len(found) > 10
    for negative in found:
        own = by_id[negative.id.removesuffix("-near")]
        assert negative.start == -1
        assert own.answer not in negative.passage
        assert own.question == negative.question
