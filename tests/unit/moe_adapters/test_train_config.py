"""Recipes: unknown keys and impossible values are refused by name."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from moe_adapters.train_config import parse_config, read_config


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"learning_rate": 1}, "unknown setting learning_rate"),
        ({"schedule": {"speed": 1}}, "unknown setting schedule.speed"),
        ({"adapter": {"kind": "magic"}}, "adapter.kind"),
        (
            {"adapter": {"kind": "lora", "options": {"num_experts": 2}}},
            "adapter.options are for kinds mixture",
        ),
        ({"adapter": {"kind": "arrow", "start": {"text": "a"}}}, "adapter.start is for kinds"),
        ({"adapter": {"kind": "x_lora", "weights": "a"}}, "adapters of one piece"),
        ({"base": {"quantisation": 8}, "adapter": {"kind": "arrow"}}, "route plain weights only"),
        ({"base": {"quantisation": 4}, "adapter": {"kind": "x_lora"}}, "route plain weights only"),
        ({"base": {"gradient_checkpointing": True}, "adapter": {"kind": "x_lora"}}, "gradient_checkpointing"),
        ({"base": {"quantisation": 3}}, "0, 4 or 8"),
        ({"base": {"quantisation": 4}, "adapter": {"kind": "full"}}, "cannot train quantised"),
        ({"schedule": {"tokens": 0}}, "tokens must be positive"),
        ({"schedule": {"minutes": -1}}, "minutes must be positive"),
        ({"schedule": {"warmup": 1.0}}, "warmup"),
        ({"data": {"max_tokens": 64, "batch_tokens": 32}}, "batch_tokens"),
        ({"data": {"modalities": []}}, "modalities"),
        ({"base": 3}, "must be a table"),
        ({"data": {"packing": True, "sharing": True}}, "set one"),
        ({"schedule": {"tokens": "many"}}, "schedule.tokens must be a whole number, not 'many'"),
        ({"schedule": {"tokens": float("inf")}}, "schedule.tokens must be a whole number"),
        ({"schedule": {"learning_rate": "1e-3"}}, "schedule.learning_rate must be a number"),
        ({"adapter": {"r": 2.5}}, "adapter.r must be a whole number"),
        ({"base": {"dtype": "float64"}}, "base.dtype must be one of auto, float32, bfloat16, not 'float64'"),
        ({"data": {"modalities": "text"}}, "data.modalities must be a list of texts"),
        ({"data": {"packing": 1}}, "data.packing must be true or false"),
        ({"adapter": {"start": "plain"}}, "adapter.start must be a table"),
        ({"seed": "one"}, "seed must be a whole number"),
    ],
)
def test_refuses(values: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_config(values)


def test_recipe_that_ships_is_valid() -> None:
    config = read_config(Path(str(files("moe_adapters") / "recipes" / "plant" / "train.toml")))
    assert config.adapter.kind == "mixture"
    assert config.adapter.options["num_experts"] == 4


@pytest.mark.parametrize(
    ("name", "train"),
    [
        ("train", "train"), ("plain", "plain"), ("writer", "write"), ("reader", "reader"),
        ("made", "train"), ("natural", "natural"),
    ],
)  # fmt: skip
def test_recipes_that_ship_can_be_read_and_find_their_files_elsewhere(
    name: str, train: str, tmp_path: Path
) -> None:
    config = read_config(Path(str(files("moe_adapters") / "recipes" / "plant" / f"{name}.toml")))
    found = config.inside(tmp_path)
    assert found.data.train == str(tmp_path / f"{train}.jsonl")
    assert Path(found.data.validation).parent == tmp_path
    assert set(found.adapter.start.values()) <= {str(tmp_path / "plain" / "adapter")}
    assert found.adapter.weights in ("", str(tmp_path / "made" / "adapter"))


def test_files_are_taken_from_the_folder_of_the_recipe(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('[data]\ntrain = "a.jsonl"\nvalidation = "/else/b.jsonl"\n', encoding="utf-8")
    data = read_config(path).data
    assert data.train == str(tmp_path / "a.jsonl")
    assert data.validation == "/else/b.jsonl"


def test_broken_toml_is_a_value_error_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("[data", encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.toml is not TOML"):
        read_config(path)


def test_a_whole_number_may_be_written_as_a_float() -> None:
    config = parse_config({"schedule": {"tokens": 1e6, "minutes": 5, "learning_rate": 1}, "seed": 2.0})
    assert (config.schedule.tokens, config.seed) == (1_000_000, 2)
    assert isinstance(config.schedule.tokens, int)
    assert parse_config(config.described()) == config
