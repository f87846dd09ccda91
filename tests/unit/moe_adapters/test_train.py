"""Training on a small random model: it learns, and a run that was killed gives what a whole run gives."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from peft import PeftModel
from small_models import WordTokenizer, recipe, small_llama

import moe_adapters.model  # noqa: F401 - registers the method
from moe_adapters.base_model import adapted, begin_prefix
from moe_adapters.train import ADAPTER, LOG, learning_rate, train
from moe_adapters.train_config import AdapterSection, TrainConfig, read_config
from moe_adapters.training_state import latest_checkpoint


def run(config: TrainConfig, folder: Path, **options: object) -> list[dict[str, object]]:
    train(config, folder, model=(small_llama(), WordTokenizer()), **options)  # type: ignore[arg-type]
    return [json.loads(line) for line in (folder / LOG).read_text(encoding="utf-8").splitlines()]


def parameters(folder: Path) -> dict[str, torch.Tensor]:
    from safetensors.torch import load_file

    checkpoint = latest_checkpoint(folder)
    assert checkpoint is not None
    return load_file(checkpoint / "parameters.safetensors")


@pytest.mark.parametrize("kind", ["mixture", "lora", "full"])
def test_validation_loss_falls_far(kind: str, tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data"))
    if kind != "mixture":
        section = AdapterSection(kind=kind, r=6, alpha=12)  # type: ignore[arg-type]
        config = replace(config, adapter=section)
    log = run(config, tmp_path / "run")
    losses = [float(str(line["loss"])) for line in log if line["event"] == "validation"]
    assert losses[-1] < 0.5 * losses[0]


def test_prefix_tuning_lowers_the_loss(tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data"))
    config = replace(config, adapter=AdapterSection(kind="prefix", r=4))
    log = run(config, tmp_path / "run")
    losses = [float(str(line["loss"])) for line in log if line["event"] == "validation"]
    assert losses[-1] < losses[0]


def test_prefix_begins_as_tokens_before_the_input() -> None:
    opening, text = [3, 4, 5, 6], [7, 8, 9]
    wanted = small_llama().eval()(torch.tensor([opening + text])).logits[:, len(opening) :]
    config = TrainConfig(adapter=AdapterSection(kind="prefix", r=len(opening)))
    network = adapted(small_llama(), config).eval()
    begin_prefix(network, opening)
    torch.testing.assert_close(network(torch.tensor([text])).logits, wanted)


def test_log_tells_modalities_collapse_and_energy(tmp_path: Path) -> None:
    log = run(read_config(recipe(tmp_path / "data", tokens=400)), tmp_path / "run")
    last = [line for line in log if line["event"] == "validation"][-1]
    assert set(last["by_modality"]) == {"text", "table"}  # type: ignore[arg-type]
    assert {"routing_entropy", "mutual_information", "output_cka"} <= set(last["collapse"])  # type: ignore[arg-type]
    assert log[-1]["event"] == "end"
    assert log[-1]["finished"] is True
    assert "joules" in log[-1]


def test_saved_adapter_is_what_was_trained(tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data", tokens=400))
    model = small_llama()
    train(config, tmp_path / "run", model=(model, WordTokenizer()))
    ids = torch.tensor([[3, 4, 5, 6]])
    loaded = PeftModel.from_pretrained(small_llama(), str(tmp_path / "run" / ADAPTER)).eval()
    torch.testing.assert_close(loaded(ids).logits, model.eval()(ids).logits)


def test_stopped_and_resumed_equals_a_whole_run(tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data", tokens=1200))
    run(config, tmp_path / "whole")
    calls = iter(range(10**6))
    first = run(config, tmp_path / "parts", stop=lambda: next(calls) == 5)
    assert first[-1]["finished"] is False
    assert first[-1]["step"] == 6
    second = run(config, tmp_path / "parts")
    assert second[-1]["step"] == run(config, tmp_path / "again")[-1]["step"]
    whole, parts = parameters(tmp_path / "whole"), parameters(tmp_path / "parts")
    for name, tensor in whole.items():
        torch.testing.assert_close(parts[name], tensor)


def test_killed_within_a_step_goes_on_from_its_checkpoint_to_the_same_weights(tmp_path: Path) -> None:
    config = read_config(recipe(tmp_path / "data", tokens=800, checkpoint_minutes=0.0))
    run(config, tmp_path / "whole")
    calls = iter(range(10**6))

    def killed() -> bool:
        if next(calls) == 4:
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt):
        run(config, tmp_path / "parts", stop=killed)
    run(config, tmp_path / "parts")
    whole, parts = parameters(tmp_path / "whole"), parameters(tmp_path / "parts")
    for name, tensor in whole.items():
        torch.testing.assert_close(parts[name], tensor)


def test_patience_ends_a_run_that_does_not_improve(tmp_path: Path) -> None:
    path = recipe(tmp_path / "data", learning_rate=1e-12, validate_minutes=0.0, patience=2, tokens=10**6)
    log = run(read_config(path), tmp_path / "run")
    assert log[-1]["finished"] is True
    assert int(str(log[-1]["step"])) < 10


def test_rate_rises_then_falls_to_nothing() -> None:
    rates = [learning_rate(share / 100, peak=1.0, warmup=0.1) for share in range(101)]
    assert max(rates) == pytest.approx(1.0)
    assert rates.index(max(rates)) == 10
    assert rates[0] > 0
    assert rates[100] == 0.0
    assert all(a > b for a, b in pairwise(rates[10:]))


def test_goes_on_only_where_the_tensors_mean_the_same(tmp_path: Path) -> None:
    given, out = read_config(recipe(tmp_path / "data", tokens=300)), tmp_path / "out"
    model = (small_llama(), WordTokenizer())
    first = train(given, out, model=model)
    again = train(given, out, model=(small_llama(), WordTokenizer()))
    assert (again.step, again.tokens) == (first.step, first.tokens)  # it had ended: no step more
    adapter, data = given.adapter, given.data
    others = {
        "adapter.alpha = 8, not 80": replace(given, adapter=replace(adapter, alpha=80)),
        'options.router = its default, not "top_k"': replace(
            given, adapter=replace(adapter, options={**adapter.options, "router": "top_k"})
        ),
        "data.modalities = ": replace(given, data=replace(data, modalities=data.modalities[::-1])),
    }
    for said, other in others.items():
        with pytest.raises(ValueError, match=f"was trained with .*{re.escape(said)}.*into another folder"):
            train(other, out, model=(small_llama(), WordTokenizer()))
    options = {**adapter.options, "z_loss_weight": 0.01}
    longer = replace(given, adapter=replace(adapter, options=options))
    longer = replace(longer, schedule=replace(longer.schedule, tokens=600, learning_rate=0.01))
    assert train(longer, out, model=(small_llama(), WordTokenizer())).tokens >= 600
