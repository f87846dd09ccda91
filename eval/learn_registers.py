"""Learns which program over which register a question means, from questions over made sites with answers.

``python -m eval.learn_registers -o FOLDER`` ingests the sites of this repository's own benchmarks, each
apart, reads their questions and, if asked to, public ones over one table (``programs.train``), and writes
``registers.safetensors``. Which program is meant stands nowhere: the probability of all that give the known
answer is raised, first beside programs drawn at random, then beside the likeliest wrong ones. It prints what
the sites give when they are read by weights of others; how far to trust the likeliest is learnt from those
same choices. The sites ``mine`` and ``hydro`` and those of ``unseen_sites``
are not read. Questions of ``worded_sites`` ask each thing in two wordings of each language, over registers
alone; they are taught and not measured.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch

from assistant.clock import ask_on, today
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.programs.confidence import Confidence
from assistant.experts.tables.programs.features import Described
from assistant.experts.tables.programs.rank import Weights
from assistant.experts.tables.programs.train import Lesson, agrees, fit, read_sets, with_tables
from assistant.experts.tables.schema import TableSchema
from assistant.records import Question
from assistant.registers.answers import TOLD, Registers
from assistant.registers.choose import WEIGHTS, Weighed, weigh, words_of
from assistant.registers.features import REGISTER_FITS, REGISTER_PARTS, Register
from assistant.registers.near import Nearness
from assistant.registers.trust import signs_of
from assistant.settings import Settings
from eval.benchmarks.sample_plant import SAMPLES, load_cases
from eval.benchmarks.site_registers import ASKED_ON, EVERYDAY, MANY, REGISTERS, WORDED
from eval.benchmarks.two_plants import DATA, HOSPITAL, MORE_DATA, load_questions
from eval.benchmarks.upkeep_questions import ASKED, QUESTIONS, sites_of
from eval.case import Case, CaseLanguage
from eval.plant_papers import write_plants
from eval.product import ingested
from eval.scorers.answers import score_answer
from retrieval.bilingual.encoder import french_encoder
from retrieval.embed import PACKAGED
from retrieval.records import Language, Scope

_NEGATIVES = 400
"""How many programs that do not give the answer are kept of a question."""
_FEWER = 150
"""The same of a question in many wordings."""
_PUBLIC = 1500
_TIMES = 2
"""How often a question of the sites is read beside one public question."""
_FOLDS = 3
_LEARNING: dict[str, Any] = {"epochs": 5, "rates": (0.01, 0.006), "dropout": 0.2}
_SHARPENING: dict[str, Any] = {"epochs": 2, "rates": (0.003, 0.0018), "dropout": 0.2}
_HARD, _EASY = 120, 60
"""How many of the likeliest wrong programs, and of the others, are kept the second time."""
_AGAIN = 2000
"""How many of the other questions are read once more beside them, lest they be forgotten."""
_HELD_OUT = frozenset(("mine", "hydro"))

Cases = Sequence[tuple[Case, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Site:
    """A site that is learnt from.

    Attributes:
        folders: With its files.
        on: The day on which it is asked; today where None.
        measured: Its questions are as people ask them, with some that have no answer.
    """

    name: str
    folders: tuple[Path, ...]
    cases: Cases
    on: date | None = None
    measured: bool = True


def sites(place: Path, *, worded: float = 1.0) -> Iterator[Site]:
    """The sites, their files written into a folder where they are made.

    Args:
        worded: Share of the questions in many wordings that are read.
    """
    upkeep: dict[str, list[tuple[Case, Sequence[str]]]] = {}
    for path in (QUESTIONS, ASKED):
        of = sites_of(path)
        for case, foreign in load_questions(path):
            upkeep.setdefault(of[case.id], []).append((case, foreign))
    sample = [(case, ()) for case in load_cases(SAMPLES / "questions.jsonl")]
    yield Site("sample", (SAMPLES / "plant",), [*sample, *upkeep["sample"]])
    for data in (DATA, MORE_DATA, HOSPITAL):
        folder = place / data.name
        folder.mkdir()
        write_plants(data, folder)
        yield Site(data.name, (folder,), [*load_questions(data / "questions.jsonl"), *upkeep[data.name]])
    asked = [*load_questions(REGISTERS / "questions.jsonl"), *load_questions(REGISTERS / "second.jsonl")]
    yield Site("registers", _copied(REGISTERS, place), asked, ASKED_ON)
    for data in (EVERYDAY, MANY):
        cases = load_questions(data / "questions.jsonl")
        for folder in _copied(data, place):
            own = [(case, foreign) for case, foreign in cases if case.kind == folder.name]
            if folder.name not in _HELD_OUT:
                yield Site(folder.name, (folder,), own, ASKED_ON)
    wordings = [case for case in worded_cases() if random.Random(case.id).random() < worded]
    for folder in _copied(WORDED, place):
        own = [(case, ()) for case in wordings if case.kind == folder.name]
        yield Site(folder.name, (folder,), own, ASKED_ON, measured=False)


def worded_cases() -> list[Case]:
    """The questions of ``worded_sites``, each wording a case."""
    found: list[Case] = []
    languages: tuple[CaseLanguage, ...] = ("en", "fr")
    for line in (WORDED / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        value = tuple(record["value"]) if isinstance(record["value"], list) else record["value"]
        found += [
            Case(
                id=f"{record['id']}-{language}{place}",
                question=text,
                answer_type=record["answer_type"],
                value=value,
                kind=record["part"],
                language=language,
            )
            for language in languages
            for place, text in enumerate(record[language])
        ]
    return found


def _copied(data: Path, place: Path) -> tuple[Path, ...]:
    folders = sorted(folder for folder in data.iterdir() if folder.is_dir())
    return tuple(Path(shutil.copytree(folder, place / data.name / folder.name)) for folder in folders)


def read(site: Site) -> list[Lesson]:
    """Its questions as numbers; of what is not measured with fewer programs each, for there is much of it."""
    found = lessons_of(site, Settings())
    return list(found) if site.measured else [thinned(lesson, most=_FEWER) for lesson in found]


def lessons_of(site: Site, settings: Settings) -> Iterator[Lesson]:
    """Its questions as numbers, conversations left out."""
    ask_on(site.on)
    with ingested(settings, site.folders) as knowledge:
        registers = Registers(TableExpert(knowledge), encode=knowledge.index.of_any_language.encode)
        for case, foreign in site.cases:
            question, scope = asked_of(case)
            known = registers.of(question, scope)
            weighed = weigh(case.question, question.language, known, today(), registers.nearness)
            if weighed is not None and not case.history:
                yield _lesson(weighed, graded(case, foreign, weighed), site.name)


def asked_of(case: Case) -> tuple[Question, Scope]:
    """A case as a question over all sources."""
    language: Language = "fr" if case.language == "fr" else "en"
    return Question(text=case.question, asked=case.question, language=language), Scope()


def graded(case: Case, foreign: Sequence[str], weighed: Weighed) -> npt.NDArray[np.bool_]:
    """Which of all that a question may mean gives its known answer."""
    known: dict[int, bool] = {}
    for key, (_, candidate) in zip(weighed.keys, weighed.found, strict=True):
        if int(key) not in known:
            said = ", ".join(candidate.outcome.values)
            told = any(other in said for other in foreign)
            known[int(key)] = (
                case.answerable and not told and score_answer(case, said, abstained=False).correct
            )
    return np.array([known[int(key)] for key in weighed.keys])


def _lesson(weighed: Weighed, right: npt.NDArray[np.bool_], name: str) -> Lesson:
    """The numbers in few bytes: some ten thousand questions lie in memory at once."""
    small = Described(weighed.described.parts.astype(np.uint8), weighed.described.fits.astype(np.float16))
    return Lesson(name, tuple(words_of(weighed.asked)), small, right, weighed.keys)


def public_weighed(
    folder: Path, most: int, *, seed: int = 0
) -> Iterator[tuple[Weighed, npt.NDArray[np.bool_]]]:
    """Public questions over one table, of the adapters' training split, and which meanings are right."""
    items = [item for item in read_sets(folder).tables("train") if not item.written]
    random.Random(seed).shuffle(items)
    french = french_encoder(PACKAGED)
    nearness = Nearness(french.encode) if french is not None else None
    nothing = SimpleNamespace(name="", words=(), table=SimpleNamespace(title=""), key=None)
    for item, table in with_tables(items[:most]):
        if table is None:
            continue
        register = Register(cast(TableSchema, nothing), table, 1.0)
        weighed = weigh(item.question, "en", (register,), today(), nearness)
        if weighed is not None:
            yield weighed, np.array([agrees(candidate.outcome, item) for _, candidate in weighed.found])


def thinned(lesson: Lesson, *, most: int = _NEGATIVES, seed: int = 0) -> Lesson:
    """A lesson with all its right programs and at most so many others."""
    wrong = np.flatnonzero(~lesson.right)
    if len(wrong) > most:
        wrong = np.random.default_rng(seed).choice(wrong, most, replace=False)
    return _kept(lesson, np.concatenate([np.flatnonzero(lesson.right), wrong]))


def likeliest(lesson: Lesson, weights: Weights, *, seed: int = 0) -> Lesson:
    """A lesson with its right programs, the wrong ones that seem likeliest, and a few others."""
    order = np.argsort(-weights.likely(list(lesson.words), _floats(lesson.described)), kind="stable")
    wrong = order[~lesson.right[order]]
    rest = wrong[_HARD:]
    others = np.random.default_rng(seed).choice(rest, min(_EASY, len(rest)), replace=False)
    return _kept(lesson, np.concatenate([np.flatnonzero(lesson.right), wrong[:_HARD], others]))


def _kept(lesson: Lesson, kept: npt.NDArray[np.int64]) -> Lesson:
    described = Described(lesson.described.parts[kept], lesson.described.fits[kept])
    return replace(lesson, described=described, right=lesson.right[kept], keys=lesson.keys[kept])


def learnt(own: Iterable[Lesson], others: Sequence[Lesson]) -> Weights:
    """Weights of the sites' questions and of others, the public ones and those in many wordings.

    They are learnt beside programs drawn at random first, then beside those that are taken for right.
    """
    lessons = list(own)
    first = fit([*others, *(thinned(lesson) for lesson in lessons for _ in range(_TIMES))], **_LEARNING)
    again = random.Random(0).sample(others, min(_AGAIN, len(others)))
    return fit([*(likeliest(lesson, first) for lesson in lessons), *again], start=first, **_SHARPENING)


def folds(names: Iterable[str]) -> dict[str, int]:
    """Which part each site belongs to, whatever their order."""
    shuffled = sorted(names)
    random.Random(0).shuffle(shuffled)
    return {name: place % _FOLDS for place, name in enumerate(shuffled)}


def trusted(seen: Sequence[tuple[np.ndarray, bool]], *, steps: int = 400, decay: float = 0.03) -> Confidence:
    """A logistic model of being right, in the form of ``Confidence``."""
    signs = np.stack([one for one, _ in seen])
    mean, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-2
    inputs = torch.from_numpy(((signs - mean) / scale).astype(np.float32))
    right = torch.tensor([float(is_right) for _, is_right in seen])
    weights = torch.zeros(signs.shape[1], requires_grad=True)
    offset = torch.zeros(1, requires_grad=True)
    optimiser = torch.optim.Adam((weights, offset), lr=0.05)
    for _ in range(steps):
        said = inputs @ weights + offset
        loss = torch.nn.functional.binary_cross_entropy_with_logits(said, right)
        loss = loss + decay * (weights**2).sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    counted = weights.detach().numpy().astype(np.float32)
    both = np.stack([counted, -counted])
    out = np.array([1.0, -1.0, float(offset.detach())], np.float32)
    return Confidence(mean.astype(np.float32), scale.astype(np.float32), both, np.zeros(2, np.float32), out)


def measured(seen: Sequence[tuple[str, np.ndarray, bool, bool]], least: float) -> dict[str, int]:
    """Of questions over sites: how many there are, some program answers, the likeliest does, and is told.

    How far to trust is learnt, for each site, from the others.

    Args:
        seen: The site, the signs of the likeliest, whether it is right, and whether any is.
        least: Less likely outcomes are not told.
    """
    told: list[bool] = []
    for name in sorted({name for name, *_ in seen}):
        trust = trusted([(signs, right) for site, signs, right, _ in seen if site != name])
        told += [right for site, signs, right, _ in seen if site == name and trust.sure(signs) >= least]
    return {
        "n": len(seen),
        "possible": sum(possible for *_, possible in seen),
        "first": sum(right for _, _, right, _ in seen),
        "right": sum(told),
        "wrong": len(told) - sum(told),
    }


def _choice(weights: Weights, lesson: Lesson) -> tuple[str, np.ndarray, bool, bool]:
    described = _floats(lesson.described)
    likely = weights.likely(list(lesson.words), described)
    place, signs = signs_of(likely, described, lesson.keys)
    right = bool(lesson.right[lesson.keys == lesson.keys[place]].any())
    return lesson.task, signs, right, bool(lesson.right.any())


def _floats(described: Described) -> Described:
    return Described(described.parts.astype(np.float32), described.fits.astype(np.float32))


def collected(jobs: int, worded: float) -> tuple[dict[str, list[Lesson]], list[Lesson]]:
    """The lessons of each site that is measured, and those of the others together."""
    lessons: dict[str, list[Lesson]] = {}
    others: list[Lesson] = []
    with (
        tempfile.TemporaryDirectory(prefix="assistant-eval-") as place,
        ProcessPoolExecutor(jobs, get_context("spawn"), torch.set_num_threads, (1,)) as pool,
    ):
        known = list(sites(Path(place), worded=worded))
        for site, found in zip(known, pool.map(read, known), strict=True):
            if site.measured:
                lessons[site.name] = found
            else:
                others += found
    return lessons, others


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the command: one JSON object on standard output."""
    parser = argparse.ArgumentParser(description="Learn which program over which register a question means.")
    parser.add_argument("--qa-data", type=Path, help="folder of the public question sets")
    parser.add_argument("-o", "--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--public", type=int, default=_PUBLIC, help="how many public questions are read")
    parser.add_argument("--jobs", type=int, default=1, help="how many sites are read side by side")
    parser.add_argument("--worded", type=float, default=1.0, help="share of the many wordings that is read")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    lessons, others = collected(given.jobs, given.worded)
    others += [
        thinned(_lesson(*one, "public"))
        for one in (public_weighed(given.qa_data, given.public) if given.qa_data else ())
    ]
    fold_of = folds(lessons)
    seen: list[tuple[str, np.ndarray, bool, bool]] = []
    for fold in range(_FOLDS):
        weights = learnt((one for n, k in fold_of.items() if k != fold for one in lessons[n]), others)
        seen += [_choice(weights, one) for n, k in fold_of.items() if k == fold for one in lessons[n]]
    weights = learnt((one for own in lessons.values() for one in own), others)
    trust = trusted([(signs, right) for _, signs, right, _ in seen])
    replace(weights, confidence=trust).save(given.out / WEIGHTS.name, REGISTER_PARTS, REGISTER_FITS)
    report = {f"told from {least}": measured(seen, least) for least in (0.4, TOLD, 0.7)}
    sys.stdout.write(json.dumps(report) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
