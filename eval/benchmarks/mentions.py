"""Which documents mention some words, of thousands: is the count right, and how soon is it told?

Protocol: ``limit`` documents (2,000 by default) are written by a fixed seed, a tenth of them registers (CSV),
the others reports of three paragraphs, half of each in French. Words that no other text holds are planted in
a known number of them, in other forms or in the other language than asked for, in headings and in cells,
along with decoys that share a beginning (``seasonal`` for ``seal``) or a part of a translation
(``électrique`` for ``moteur électrique``). Each question is asked through ``Assistant.ask``; it is right
where the number of documents is. The baseline counts the files whose text has the words as they were typed,
as a search of files does.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.engines import Engine
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, CaseLanguage
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.answers import score_answer

DOCUMENTS = 2000
_SEED = 20251128
_REGISTERS = 10
"""Each so-manieth document is a register."""
_ENGLISH = """crew shift visit reading normal minor checked noted before after during level basin north south
stairs corner cabinet lamp report planned weekly round access road gate fence office""".split()
_FRENCH = """équipe poste visite relevé normal mineur contrôlé noté avant après pendant niveau bassin nord sud
escalier coin armoire lampe compte planifié ronde accès route portail bureau""".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A question and what is planted for it.

    Attributes:
        asked: The words, as the question has them.
        planted: Sentences of which each document of the count gets one.
        decoys: Sentences that some other documents get: they do not hold the words.
        share: Of the documents that get one of ``planted``.
        heading: True where it is planted as a heading of a report.
    """

    asked: str
    planted: Sequence[str]
    decoys: Sequence[str] = ()
    share: float
    language: CaseLanguage = "en"
    heading: bool = False


PROBES = (
    Probe(asked="cavitation", planted=("Cavitation was heard.", "La cavitation use la roue."), share=0.0005),
    Probe(asked="bearings", planted=("A bearing was hot.", "Les roulements ont chauffé."), share=0.0215),
    Probe(
        asked="motors",
        planted=("The motor tripped.", "Le moteur a disjoncté."),
        decoys=("Le tableau électrique est fermé.",),
        share=0.11,
    ),
    Probe(
        asked="seals", planted=("The seal leaked.",), decoys=("A seasonal search was made.",), share=0.25,
    ),
    Probe(asked="bent rods", planted=("The rod had bent.", "They bend such rods."), share=0.03),
    Probe(
        asked="étincelles",
        planted=("Des étincelles ont jailli.", "Une étincelle."),
        share=0.4,
        language="fr",
    ),
    Probe(
        asked="vérifiées",
        planted=("La bride est vérifiée.", "Vérifier la bride."),
        share=1.0,
        language="fr",
    ),
    Probe(asked="scaffolding", planted=("Scaffolding",), share=0.05, heading=True),
    Probe(asked="asbestos", planted=(), decoys=("The asphalt is new.",), share=0.0),
)  # fmt: skip


def write_documents(folder: Path, *, documents: int) -> tuple[Case, ...]:
    """Writes so many documents and gives the questions with the right counts."""
    random_ = random.Random(_SEED)
    counts = [round(probe.share * documents) for probe in PROBES]
    reports = [n for n in range(documents) if n % _REGISTERS]
    texts: dict[int, list[str]] = {n: [] for n in range(documents)}
    headings: dict[int, str] = {}
    for probe, count in zip(PROBES, counts, strict=True):
        pool = reports if probe.heading else range(documents)
        order = random_.sample(pool, len(pool))
        for place, number in enumerate(order[:count]):
            sentence = probe.planted[place % len(probe.planted)]
            if probe.heading:
                headings[number] = sentence
            else:
                texts[number].append(sentence)
        for number in order[count : count + documents // 20] if probe.decoys else ():
            texts[number].append(probe.decoys[0])
    for number, sentences in texts.items():
        _write(folder, number, sentences, headings.get(number), random_)
    return tuple(map(_case, PROBES, counts))


def _write(
    folder: Path, number: int, sentences: Sequence[str], heading: str | None, random_: random.Random
) -> None:
    words = _FRENCH if number % 2 else _ENGLISH
    filler = [" ".join(random_.choices(words, k=9)).capitalize() + "." for _ in range(12)]
    if number % _REGISTERS == 0:
        rows = [f"WO-{number:06}{n:02},{text}" for n, text in enumerate((*sentences, *filler))]
        (folder / f"register {number}.csv").write_text("Order,Note\n" + "\n".join(rows) + "\n", "utf-8")
        return
    for sentence in sentences:
        filler.insert(random_.randrange(len(filler) + 1), sentence)
    third = len(filler) // 3
    parts = [" ".join(filler[:third]), " ".join(filler[third : 2 * third]), " ".join(filler[2 * third :])]
    titles = ("Round", heading or "Place", "End")
    text = "\n\n".join(f"## {title}\n\n{part}" for title, part in zip(titles, parts, strict=True))
    (folder / f"report {number}.md").write_text(f"# Report {number}\n\n{text}\n", "utf-8")


def _case(probe: Probe, count: int) -> Case:
    french = probe.language == "fr"
    return Case(
        id=probe.asked,
        question=f"Quels documents mentionnent {probe.asked} ?"
        if french
        else f"Which documents mention {probe.asked}?",
        answer_type="number" if count else "abstain",
        value=float(count) if count else None,
        kind=f"{count} documents",
        language=probe.language,
        reference=str(count),
    )


def grade(case: Case, answer: str, abstained: bool) -> Grade:
    """The first number that is told is the count."""
    first = re.match(r"\D*(\d+)", answer)
    return Grade(score=score_answer(case, first[1] if first else answer, abstained=abstained))


class FilesWithWords:
    """Counts the files that have the words as typed, in any case."""

    name = "words_as_typed"
    slow = False

    def __init__(self) -> None:
        self._texts: list[str] = []

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Reads the files."""
        del engine, folder
        self._texts = [file.read_text("utf-8").lower() for path in paths for file in sorted(path.iterdir())]

    def answer(self, case: Case) -> str:
        """How many have them."""
        return f"{sum(case.id.lower() in text for text in self._texts)} documents"


class Mentions:
    """The benchmark ``mentions``; needs no benchmark data."""

    name = "mentions"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the documents, ingests them and asks."""
        documents = options.limit or DOCUMENTS
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as folder:
            task = Task(
                name=self.name,
                cases=write_documents(Path(folder), documents=documents),
                paths=(Path(folder),),
                grade=grade,
                baselines=(FilesWithWords(),),
                notes=(f"{documents} documents",),
            )
            return run_questions(task, options)
