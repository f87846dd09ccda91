"""Examples for two languages: people's English questions and passages said in French by Apertium.

``python -m assistant.experts.text.reader.translated --qa-data DIR -o FILE.jsonl`` writes them for
``train --translated``. Apertium is a program with rules and dictionaries (GPL; Debian's ``apertium``,
``apertium-eng-cat``, ``apertium-fra-cat``); its French is rough, by way of Catalan. A reader learns from it
what words of one language answer in the other, and where an answer ends; no person reads it. A run that was
killed goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.experts.text.reader.examples import Reading
from assistant.experts.text.reader.sets import further, rows_of
from moe_adapters.recipes.plant.natural import json_lines

TASKS: dict[str, int] = {"squad": 3400, "nq": 1500, "qed": 3600}
"""Most questions of a set; of further sets ``_OTHERS``."""
_OTHERS = 3200
_WORDS = 150
_BATCH = 100
_WAYS = ("eng-cat", "cat-fra")
SAID = "_said"
"""Ends the task's name of a translated example."""
_OPEN, _CLOSE = "[[", "]]"
_MARKED = re.compile(r"\s*\[\[\s*(.*?)\s*\]\]\s*")
_MONTHS = dict(
    zip(
        "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre".split(),
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
        strict=True,
    )
)
_MONTH = re.compile(rf"\b(?:dans )?(\d{{1,2}}) de({'|'.join(_MONTHS)})(?: de (\d{{4}}))?\b")
_ASKED = (
    (r"ce qui (est|était|a été|sera)\b", r"quel \1"),
    (r"ce qui (sont|étaient)\b", r"quels \1"),
    (r"ce que?\b", "qu'est-ce que"),
    (r"ce qui\b", "qu'est-ce qui"),
    (r"combien temps\b", "combien de temps"),
    (r"comment souvent\b", "à quelle fréquence"),
    (r"quelle classe de\b", "quel type de"),
    (r"(qui|quand|où|pourquoi) (?:il )?a fait\b", r"\1"),
    (r"(qui|quand) il\b", r"\1"),
)
"""Beginnings of questions as Apertium writes them, and as they are asked."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reading with its question and passage in French too.

    Attributes:
        start, end: Of the answer in the French passage, in characters.
    """

    reading: Reading
    question: str
    passage: str
    start: int
    end: int


def chosen(rows: Iterable[Reading], *, seed: int) -> list[Reading]:
    """English questions with an answer over prose of moderate length, so many of each set."""
    by_task: dict[str, list[Reading]] = {}
    for row in rows:
        plain = "[" not in row.passage and len(row.passage.split()) < _WORDS
        if row.language == "en" and row.start >= 0 and plain:
            by_task.setdefault(row.task, []).append(row)
    rng = random.Random(seed)
    found = [
        row
        for task, some in sorted(by_task.items())
        for row in rng.sample(some, min(len(some), TASKS.get(task, _OTHERS)))
    ]
    rng.shuffle(found)
    return found


def translate(rows: Sequence[Reading]) -> Iterator[Said]:
    """Question and passage of each reading in French; those whose answer is lost on the way are left out.

    Raises:
        FileNotFoundError: Apertium is not installed.
        subprocess.CalledProcessError: It knows no such languages.
    """
    for begin in range(0, len(rows), _BATCH):
        some = rows[begin : begin + _BATCH]
        questions = _apertium([" ".join(row.question.split()) for row in some])
        passages = _apertium([_marked(row) for row in some])
        if len(questions) == len(passages) == len(some):
            for row, question, passage in zip(some, questions, passages, strict=True):
                if (said := _said(row, question, passage)) is not None:
                    yield said


def _marked(row: Reading) -> str:
    parts = row.passage[: row.start], row.answer, row.passage[row.end :]
    return " ".join(f"{parts[0]} {_OPEN} {parts[1]} {_CLOSE} {parts[2]}".split())


def _apertium(lines: Sequence[str]) -> list[str]:
    text = "\n".join(lines) + "\n"
    for way in _WAYS:
        command = ["apertium", "-u", way]
        text = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return text.rstrip("\n").split("\n")


def _said(row: Reading, question: str, passage: str) -> Said | None:
    passage = _MONTH.sub(lambda m: " ".join(filter(None, (m[1], _MONTHS[m[2]], m[3]))), passage)
    found = _MARKED.search(passage)
    if found is None or not found[1]:
        return None
    before = passage[: found.start()] + " " * bool(found.start())
    after = passage[found.end() :]
    gap = "" if not after or after[0] in ",.;:!?)" else " "
    start = len(before)
    text = f"{before}{found[1]}{gap}{after}"
    return Said(row, _asked(question), text, start, start + len(found[1]))


def _asked(question: str) -> str:
    for wrong, right in _ASKED:
        said, count = re.subn(rf"^{wrong}", right, question, count=1, flags=re.IGNORECASE)
        if count:
            return said
    return question


def forms(rows: Iterable[Said], *, seed: int) -> Iterator[Reading]:
    """Each reading once or twice: with a French question, a French passage, or both, as chance decides."""
    for said in rows:
        row, rng = said.reading, random.Random(f"{seed}:{said.reading.id}:said")
        french = replace(row, passage=said.passage, start=said.start, end=said.end, aliases=())
        three = (
            replace(row, id=f"{row.id}-fr-en", question=said.question, language="fr"),
            replace(french, id=f"{row.id}-en-fr", language="en"),
            replace(french, id=f"{row.id}-fr", question=said.question, language="fr"),
        )
        for form in rng.sample(three, rng.choice((1, 2))):
            yield replace(form, task=row.task + SAID)


def write(rows: Iterable[Said], path: Path) -> None:
    """Adds lines of JSON to a file."""
    with path.open("a", encoding="utf-8") as stream:
        for said in rows:
            row = said.reading
            line = {
                "id": row.id, "task": row.task, "group": row.group,
                "english": [row.question, row.passage, row.start, row.end],
                "french": [said.question, said.passage, said.start, said.end],
            }  # fmt: skip
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
            stream.flush()


def read(path: Path) -> list[Said]:
    """What ``write`` wrote."""
    found = []
    for line in json_lines(path):
        question, passage, start, end = line["english"]
        row = Reading(
            id=line["id"], task=line["task"], language="en", question=question, passage=passage,
            start=start, end=end, group=line["group"],
        )  # fmt: skip
        found.append(Said(row, *line["french"]))
    return found


def main() -> int:
    """Translates what is not in the file yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--qa-data", type=Path, required=True, help="folder of the question sets")
    parser.add_argument("--also", type=Path, nargs="+", default=(), help="more questions, in SQuAD's form")
    parser.add_argument("-o", "--out", type=Path, required=True, help="file to write, JSON Lines")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rows = rows_of(given.qa_data, "train", seed=given.seed)
    rows += [row for path in given.also for row in further(path, "train", seed=given.seed)]
    known = {said.reading.id for said in read(given.out)} if given.out.is_file() else set()
    try:
        write(translate([row for row in chosen(rows, seed=given.seed) if row.id not in known]), given.out)
    except FileNotFoundError:
        parser.error("apertium is not installed (apertium, apertium-eng-cat, apertium-fra-cat)")
    except subprocess.CalledProcessError as failed:
        parser.error(f"apertium: {failed.stderr.strip()}")
    sys.stdout.write(f"{given.out}: {len(read(given.out))} questions\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
