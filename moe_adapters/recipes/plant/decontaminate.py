"""Take out of the training data what evaluation sets ask. Knows those sets' files, no prompts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural import json_lines
from moe_adapters.recipes.plant.split import ngrams, normalise

_BOILERPLATE = 40
"""An 8-gram in more evaluation questions than this is the wording of a form, not content."""


class Guard:
    """Recognises examples that share 8 words in a row, or the whole question, with an evaluation set."""

    def __init__(self, texts: Iterator[tuple[str, str]]) -> None:
        counts: dict[int, int] = {}
        self._questions: set[str] = set()
        self.sets: dict[str, int] = {}
        for name, text in texts:
            self.sets[name] = self.sets.get(name, 0) + 1
            self._questions.add(normalise(text))
            for gram in ngrams(text):
                counts[gram] = counts.get(gram, 0) + 1
        self._grams = {gram for gram, count in counts.items() if count <= _BOILERPLATE}

    def hits(self, example: Example) -> bool:
        """True where the example must not be trained on."""
        words = "\n".join(turn.content for turn in example.messages if turn.role != "system")
        question = words.rpartition("Question: ")[2]
        return normalise(question) in self._questions or bool(ngrams(words) & self._grams)


def evaluation_texts(samples: Path | None, bench: Path | None) -> Iterator[tuple[str, str]]:
    """Name of the set and text of every evaluation question that is there.

    Args:
        samples: ``questions.jsonl`` of the sample plant.
        bench: Folder of the benchmark sets; those that are absent are skipped.
    """
    if samples is not None and samples.is_file():
        yield from (("samples", str(row["question"])) for row in json_lines(samples))
    if bench is None:
        return
    for name in ("plant_questions/questions.jsonl", "failure_sensor_iq/single_answer.jsonl"):
        if (bench / name).is_file():
            yield from ((name.partition("/")[0], str(row["question"])) for row in json_lines(bench / name))
    fmea = bench / "fmea_qa" / "questions.jsonl"
    if fmea.is_file():
        yield from (("fmea_qa", str(row["Question"])) for row in json_lines(fmea))
    exam = bench / "time_series_exam" / "qa_dataset.json"
    if exam.is_file():
        rows: list[Any] = json.loads(exam.read_text(encoding="utf-8"))
        yield from (("time_series_exam", str(row["question"])) for row in rows)
    for path in sorted((bench / "design_qa").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for line in csv.DictReader(stream):
                yield "design_qa", str(line["question"])
                if len(str(line["ground_truth"]).split()) >= 8:
                    yield "design_qa", str(line["ground_truth"])
