from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer

from assistant.experts.text.reader import train as training
from assistant.experts.text.reader.examples import Reading
from assistant.experts.text.reader.read import Reader
from assistant.experts.text.reader.sets import further
from assistant.experts.text.reader.train import (
    Pointer,
    Trainer,
    TrainOptions,
    across,
    encoded,
    judged,
    train,
)
from assistant.experts.text.reader.translated import Said, write
from retrieval.embed import packaged_folder
from retrieval.weights_file import read_weights, write_weights
from retrieval.words import is_french

_PLACES = ("north", "south", "east", "west")


def readings(count: int) -> list[Reading]:
    """Questions that one word answers, and every fourth that none does."""
    found = []
    for number in range(count):
        place = _PLACES[number % 4]
        passage = f"Pump {number} stands in the {place} hall. It is blue."
        start = passage.find(place)
        none = number % 4 == 3
        found.append(
            Reading(
                id=str(number), task="made", language="en", question="Where does it stand?" if not none else "Who?",
                passage=passage, start=-1 if none else start, end=-1 if none else start + len(place), group="g",
            )
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def encoder() -> Path:
    folder = packaged_folder()
    assert folder is not None
    return folder


def test_places_of_tokens(encoder: Path) -> None:
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    first, *_, last = readings(4)
    item = encoded(tokenizer, first)
    assert item is not None
    ids, begin, end = item
    assert tokenizer.decode(ids[begin : end + 1]) == "north"
    none = encoded(tokenizer, last)
    assert none is not None
    assert none[1:] == (0, 0)
    far = "word " * 400 + first.passage
    cut = Reading(
        id="x", task="made", language="en", question="Where?", passage=far, start=far.find("north"),
        end=far.find("north") + 5, group="g",
    )  # fmt: skip
    assert encoded(tokenizer, cut) is None


def test_it_learns_and_what_it_writes_reads(
    encoder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "_TOKENS", 256)
    monkeypatch.setattr(training, "_EVERY", 0.0)
    options = TrainOptions(epochs=2.0, rate=3e-4)
    out = train(readings(64), readings(4), encoder=encoder, folder=tmp_path, options=options)
    log = (tmp_path / "log.txt").read_text(encoding="utf-8")
    assert '"made": 48, "made unanswered": 16' in log
    assert log.splitlines()[-1].endswith("made 1.00/4")
    assert judged(out, readings(4), encoder=encoder, french=False).endswith("made 1.00/4")
    passage = "Pump 7 stands in the south hall. It is blue."
    (seen,) = Reader(encoder, weights=out).read("Where does it stand?", [passage])
    span = seen.best()
    assert span is not None
    assert passage[span.start : span.end] == "south"


def test_a_run_that_was_ended_goes_on_as_if_it_had_not(encoder: Path, tmp_path: Path) -> None:
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    items = [item for row in readings(8) if (item := encoded(tokenizer, row)) is not None]
    options = TrainOptions(epochs=3.0)

    def trainer(folder: Path) -> Trainer:
        torch.manual_seed(0)
        folder.mkdir(exist_ok=True)
        return Trainer(Pointer(encoder), items, options, folder)

    whole = trainer(tmp_path / "whole")
    losses = [whole.advance() for _ in whole.plan]
    broken = trainer(tmp_path / "broken")
    broken.advance()
    broken.save()
    rest = trainer(tmp_path / "broken")
    assert rest.step == 1
    assert [rest.advance() for _ in range(rest.step, len(rest.plan))] == pytest.approx(losses[1:], abs=1e-6)


def test_a_run_goes_on_from_weights_of_another(encoder: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    earlier = Pointer(encoder)
    kept = {name: tensor for name, tensor in earlier.state_dict().items() if "embeddings" not in name}
    write_weights(kept, tmp_path / "w")
    torch.manual_seed(1)
    model = Pointer(encoder)
    assert not torch.allclose(model.points.weight, earlier.points.weight, atol=1e-3)
    Trainer(model, [([101, 102], 0, 0)], TrainOptions(start=tmp_path / "w"), tmp_path)
    assert torch.allclose(model.points.weight, earlier.points.weight, atol=1e-3)


def test_weights_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    given = {"layer.weight": torch.randn(6, 8), "layer.bias": torch.randn(6)}
    write_weights(given, tmp_path / "w")
    found = read_weights(tmp_path / "w")
    assert set(found) == set(given)
    assert torch.equal(found["layer.bias"], given["layer.bias"])
    steps = given["layer.weight"].abs().amax(1) / 127
    assert ((found["layer.weight"] - given["layer.weight"]).abs() <= steps[:, None] * 0.51).all()


def test_a_further_file_of_questions_is_split_by_passage(tmp_path: Path) -> None:
    parts = [
        {"context": f"Pump {n} stands in hall {n}.", "qas": [
            {"id": f"{n}-{k}", "question": "Where?", "answers": [{"text": f"hall {n}", "answer_start": 16 + len(str(n))}]}
            for k in range(2)
        ]} for n in range(200)
    ]  # fmt: skip
    file = tmp_path / "halls.json"
    file.write_text(json.dumps({"data": [{"title": "B00X", "paragraphs": parts}]}), encoding="utf-8")
    learnt, held = further(file, "train", seed=0), further(file, "validation", seed=0)
    assert len(learnt) + len(held) == 400
    assert 2 <= len(held) <= 40
    assert not {row.group for row in learnt} & {row.group for row in held}
    assert all(row.answer.startswith("hall") and "B00X" not in row.passage for row in learnt)
    assert {row.task for row in learnt} == {"halls"}


def test_what_a_reader_of_two_languages_learns_from(tmp_path: Path) -> None:
    rows = readings(100)
    said = Said(replace(rows[0], task="squad"), "Où ?", "Dans le hall nord.", 13, 17)
    write([said], tmp_path / "said.jsonl")
    found = across(rows, tmp_path / "said.jsonl", seed=0)
    tasks = Counter(row.task for row in found)
    assert 20 < tasks["made"] < 60
    assert tasks["squad_said"] in (1, 2)
    crossed = [row for row in found if row.task == "maintenance_documents"]
    asked_in_french = [row for row in crossed if row.language == "fr" and row.start >= 0]
    assert asked_in_french
    assert not any(is_french(row.passage) for row in asked_in_french[:40])
    assert sum(is_french(row.question) for row in asked_in_french) > 0.8 * len(asked_in_french)
