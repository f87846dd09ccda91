from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from ingest.shorthand.errors import BadCorpus, BadModel
from ingest.shorthand.maintie import Relation, folds, phrase, read_orders
from ingest.shorthand.model import ShorthandModel, packaged_model
from ingest.shorthand.spans import Entity
from ingest.shorthand.train import train

from .orders import write_corpus


def test_a_trained_model_reads_its_orders_and_comes_back_from_its_file(tmp_path: Path) -> None:
    orders = read_orders(write_corpus(tmp_path))
    model = train(orders, clusters={"seal": (3, 1), "hose": (3, 2)}, about={"data": "ours"})
    model.save(tmp_path / "m.safetensors")
    loaded = ShorthandModel.load(tmp_path / "m.safetensors")
    assert loaded.about == {"data": "ours"}
    assert loaded.clusters["hose"] == [3, 2]
    for order in orders:
        assert loaded.entities(order.words) == order.entities == model.entities(order.words)
        assert set(loaded.relations(order.words, order.entities)) == set(order.relations)
    assert loaded.entities([]) == ()


def test_files_that_are_not_ours_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("not weights")
    save_file({"x": np.zeros(2)}, tmp_path / "other")
    for name in ("missing", "text", "other"):
        with pytest.raises(BadModel, match=name):
            ShorthandModel.load(tmp_path / name)


def test_the_model_that_ships_reads_an_order() -> None:
    words = "change out leaking steering hose".split()
    change, leaking = Entity(0, 2, "Activity"), Entity(2, 3, "Process")
    hose = Entity(4, 5, "PhysicalObject")
    entities = packaged_model().entities(words)
    assert {change, leaking, hose} <= set(entities)
    related = packaged_model().relations(words, entities)
    assert {Relation(change, hose, "hasPatient"), Relation(leaking, hose, "hasAgent")} <= set(related)
    assert "MIT" in packaged_model().about["licence"]


def test_a_broken_corpus_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "gold_train.json"
    for content in ("", "[1]", '[{"tokens": ["a"], "entities": [{"start": 0, "end": 9, "type": "State"}]}]'):
        path.write_text(content)
        with pytest.raises(BadCorpus):
            read_orders(path)


def test_equal_phrases_are_held_out_together(tmp_path: Path) -> None:
    order = read_orders(write_corpus(tmp_path))
    many = [order[0], order[3], order[1], order[0], order[2]]
    parts = folds(many, 2, seed=1)
    assert sorted(index for part in parts for index in part) == list(range(5))
    of = {index: number for number, part in enumerate(parts) for index in part}
    assert of[0] == of[3]
    assert phrase(order[3]) == "replace leaking hose"
    assert folds(many, 2, seed=1) == parts
