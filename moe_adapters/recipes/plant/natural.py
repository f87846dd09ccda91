"""Read the natural question sets into one record. Knows their file formats, nothing of prompts or splits."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moe_adapters.example import Language
from moe_adapters.recipes.plant.passages import detokenise

_QED_LICENCE = "CC BY-SA 3.0"


@dataclass(frozen=True, slots=True)
class Grounded:
    """A question over one passage.

    Attributes:
        id: Unique over all sets.
        task: Name of the set.
        language: Of question and passage.
        question: As it was asked.
        title: Of the document; may be empty.
        text: The passage.
        answer: Its words in the passage; None where the passage does not hold the answer.
        start: Offset of the answer in ``text``; -1 where it is written freely or not there.
        aliases: Other right answers.
        written: The answer is a sentence of its own, not a span.
        group: Document; sets over the same encyclopedia share their names.
        source: Name of the data set.
        licence: Of the data set.
    """

    id: str
    task: str
    language: Language
    question: str
    title: str
    text: str
    answer: str | None
    start: int
    aliases: tuple[str, ...]
    written: bool
    group: str
    source: str
    licence: str


def open_text(path: Path) -> str:
    """The text of a file, unpacked where its name ends with ``.gz``."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            return stream.read()
    return path.read_text(encoding="utf-8")


def json_lines(path: Path) -> Iterator[Any]:
    """The objects of a file of JSON lines."""
    for line in open_text(path).splitlines():
        if line.strip():
            yield json.loads(line)


def article(title: str) -> str:
    """The group of an encyclopedia article, equal however a set writes its title."""
    return "article:" + " ".join(title.replace("_", " ").lower().split())


def squad_like(path: Path, *, task: str, licence: str, language: Language = "en") -> Iterator[Grounded]:
    """SQuAD JSON: ``data[].paragraphs[].{context, qas[]}``; spans whose offset does not hold are left out."""
    for number, entry in enumerate(json.loads(open_text(path))["data"]):
        title = str(entry.get("title", "")).replace("_", " ")
        for paragraph in entry["paragraphs"]:
            context = paragraph["context"]
            for index, qa in enumerate(paragraph["qas"]):
                found = [a for a in qa["answers"] if a["text"].strip()]
                if not found:
                    continue
                answer, start = found[0]["text"], int(found[0]["answer_start"])
                start += len(answer) - len(answer.lstrip())
                answer = answer.strip()
                if context[start : start + len(answer)] != answer:
                    start = context.find(answer)
                if start < 0:
                    continue
                yield Grounded(
                    id=f"{task}-{qa.get('id', f'{number}-{index}')}",
                    task=task,
                    language=language,
                    question=" ".join(qa["question"].split()),
                    title=title,
                    text=context,
                    answer=answer,
                    start=start,
                    aliases=tuple(dict.fromkeys(a["text"].strip() for a in found[1:])),
                    written=False,
                    group=article(title) if title else f"{task}:{number}",
                    source=task,
                    licence=licence,
                )


def qed(folder: Path) -> Iterator[Grounded]:
    """QED: users' questions; ``single_sentence`` are sure positives, ``none`` of the dev file abstentions."""
    seen: set[str] = set()
    for path in sorted(folder.glob("*.jsonlines*")):
        dev = "dev" in path.name
        for row in json_lines(path):
            kind = row["annotation"]["explanation_type"] if dev else row["answer_type"]
            key = f"qed-{row['example_id']}"
            if kind not in ("single_sentence", "none") or (kind == "none" and not dev) or key in seen:
                continue
            seen.add(key)
            text = detokenise(row["paragraph_text"])
            answers = _qed_answers(row, dev=dev)
            start = text.find(answers[0]) if kind == "single_sentence" and answers else -1
            if kind == "single_sentence" and start < 0:
                continue
            yield Grounded(
                id=key,
                task="qed" if kind == "single_sentence" else "abstain_qed",
                language="en",
                question=row["question_text"],
                title=row["title_text"],
                text=text,
                answer=answers[0] if start >= 0 else None,
                start=start,
                aliases=tuple(answers[1:]) if start >= 0 else (),
                written=False,
                group=article(row["title_text"]),
                source="qed",
                licence=_QED_LICENCE,
            )


def _qed_answers(row: Any, *, dev: bool) -> list[str]:
    if not dev:
        return [detokenise(text) for text in row["answer_text"][:1]] if len(row["answer_text"]) == 1 else []
    found = [answer["paragraph_reference"]["string"] for answer in row["annotation"].get("answer", ())]
    others = [part["string"] for parts in row["original_nq_answers"] if len(parts) == 1 for part in parts]
    return list(dict.fromkeys(detokenise(text) for text in found[:1] + others)) if len(found) == 1 else []


def nq_oracle(path: Path) -> Iterator[Grounded]:
    """Natural Questions with the gold passage of each."""
    for number, row in enumerate(json_lines(path)):
        passage = row["ctxs"][0]
        text = " ".join(passage["text"].split())
        found = [(text.find(answer), answer) for answer in row["answers"] if answer in text]
        if not found:
            continue
        start, answer = min(found)
        yield Grounded(
            id=f"nq-{number}",
            task="nq",
            language="en",
            question=row["question"],
            title=passage["title"],
            text=text,
            answer=answer,
            start=start,
            aliases=tuple(a for a in row["answers"] if a != answer),
            written=False,
            group=article(passage["title"]),
            source="nq_open_oracle",
            licence="MIT, text CC BY-SA 3.0",
        )


def clapnq(folder: Path) -> Iterator[Grounded]:
    """CLAP NQ: concise written answers, and passages that look right and hold no answer."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in json_lines(path):
            passage = row["passages"][0]
            outputs = [detokenise(o["answer"]) for o in row["output"] if str(o["answer"]).strip()]
            text = detokenise(passage["text"])
            yield Grounded(
                id=f"clapnq-{row['id']}",
                task="clapnq" if outputs else "abstain_clapnq",
                language="en",
                question=row["input"],
                title=passage["title"],
                text=text,
                answer=outputs[0] if outputs else None,
                start=-1,
                aliases=tuple(outputs[1:]),
                written=bool(outputs),
                group=article(passage["title"]),
                source="clapnq",
                licence="Apache-2.0",
            )


def read_natural(folder: Path) -> list[Grounded]:
    """All text sets of the folder, in a fixed order."""
    squad = folder / "squad11_train_head" / "train-v1.1.head.json.gz"
    rows = [
        *squad_like(squad, task="squad", licence="CC BY-SA 4.0"),
        *qed(folder / "qed"),
        *nq_oracle(folder / "nq_open_oracle" / "nq-open-oracle.jsonl.gz"),
        *clapnq(folder / "clapnq"),
        *squad_like(folder / "covid_qa" / "200423_covidQA.json.gz", task="covid_qa", licence="Apache-2.0"),
        *squad_like(folder / "piaf" / "piaf-v1.0.train80.json.gz", task="piaf", licence="MIT", language="fr"),
        *squad_like(
            folder / "cnil_faq" / "besoindaide_PIAF_V5.train80.json",
            task="cnil_faq",
            licence="MIT",
            language="fr",
        ),
    ]
    return list({row.id: row for row in rows}.values())
