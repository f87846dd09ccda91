"""``python -m eval.series_questions.write FOLDER --seed N``: writes made logs and questions, for training.

One CSV a machine and ``questions.jsonl``: question, language, kind, answer, tolerance, unit, file, sensors.
Use seeds of your own: those of the benchmark are for measuring.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from eval.series_questions.cases import Made, made_logs, made_questions
from eval.series_questions.files import write_log


def record(made: Made) -> dict[str, object]:
    """A question with its answer as plain values."""
    case = made.case
    return {
        "id": case.id,
        "kind": case.kind,
        "language": case.language,
        "question": case.question,
        "answer_type": case.answer_type,
        "value": case.value,
        "tolerance": case.tolerance,
        "unit": case.unit,
        "options": [list(spellings) for spellings in made.options],
        "within": None if made.within is None else [moment.isoformat() for moment in made.within],
        "evidence": [{"source": place.source, "sensor": place.sensor} for place in case.evidence],
    }


def main() -> None:
    """Writes a folder."""
    parser = argparse.ArgumentParser(description="made logs with questions and answers")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--logs", type=int, default=9)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    logs = made_logs(asked.logs, asked.seed)
    for log in logs:
        write_log(log, asked.folder)
    lines = [json.dumps(record(made), ensure_ascii=False) for made in made_questions(logs)]
    (asked.folder / "questions.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(logs)} logs, {len(lines)} questions in {asked.folder}\n")


if __name__ == "__main__":
    main()
