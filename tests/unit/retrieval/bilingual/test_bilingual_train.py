"""The student comes nearer to its teacher, and goes on from a checkpoint."""

import io
from pathlib import Path

import pytest
import torch

from retrieval.bilingual.encoder import with_pieces
from retrieval.bilingual.pairs import Pair
from retrieval.bilingual.train import Recipe, Student, loss_of, rows_of, train
from retrieval.embed import PackagedEmbedder, packaged_folder

_PAIRS = [
    Pair("the valve is open", "la vanne est ouverte", "a"),
    Pair("the pump is new", "la pompe est neuve", "a"),
    Pair("close the tank", "fermer le réservoir", "a"),
    Pair("the bearing is hot", "le palier est chaud", "a"),
]


def test_training_brings_french_nearer_and_leaves_english_words(tmp_path: Path) -> None:
    folder = packaged_folder()
    assert folder is not None
    pieces = ["vanne", "pompe", "fermer", "palier"]
    plain, french = with_pieces(folder, []), with_pieces(folder, pieces)
    rows = rows_of(_PAIRS, french=french, english=plain, teacher=PackagedEmbedder(folder))
    torch.manual_seed(0)
    student = Student(folder, torch.zeros(len(pieces), 384))
    words = student.encoder.embeddings.word_embeddings.weight.clone()
    with torch.no_grad():
        before = float(loss_of(student, rows, range(4), with_english=False))
    train(student, rows, rows, Recipe(minutes=0.2, rate=1e-3), tmp_path, told=io.StringIO())
    with torch.no_grad():
        after = float(loss_of(student, rows, range(4), with_english=False))
    assert after < before / 2
    assert torch.equal(words, student.encoder.embeddings.word_embeddings.weight)


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = packaged_folder()
    assert folder is not None
    monkeypatch.setattr("retrieval.bilingual.train._EVERY", 0.0)
    plain = with_pieces(folder, [])
    rows = rows_of(_PAIRS, french=plain, english=plain, teacher=PackagedEmbedder(folder))
    student = Student(folder, torch.zeros(1, 384))
    train(student, rows, rows, Recipe(minutes=0.02), tmp_path, told=io.StringIO())
    steps = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["step"]
    again, told = Student(folder, torch.zeros(1, 384)), io.StringIO()
    train(again, rows, rows, Recipe(minutes=0.0), tmp_path, told=told)
    assert told.getvalue().startswith(f"step {steps},")
    for name, kept in student.state_dict().items():
        assert torch.equal(kept, again.state_dict()[name])
