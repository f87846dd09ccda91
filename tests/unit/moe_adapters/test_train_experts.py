"""LoRAs of one modality each on a small random Llama or Qwen: budget, routing, saving, going on."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from small_models import VOCABULARY, WordTokenizer, recipe, small_llama
from torch import Tensor, nn
from transformers import Qwen2Config, Qwen2ForCausalLM

from moe_adapters import open_adapter as opening
from moe_adapters import train_experts as module
from moe_adapters.answer_loss import head_apart
from moe_adapters.encode import encode
from moe_adapters.example import read_examples, write_examples
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train import ADAPTER, save_adapter, train
from moe_adapters.train_config import ROUTED_KINDS, AdapterSection, BaseSection, TrainConfig, read_config
from moe_adapters.train_experts import SPLIT, main, train_experts
from moe_adapters.training_state import Progress, latest_checkpoint
from moe_adapters.watch import batches_by_modality, validate

TOKENS = 1600
IDS = torch.tensor([[3, 4, 5, 6, 7], [8, 9, 3, 5, 2]])


def small_qwen() -> Qwen2ForCausalLM:
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=VOCABULARY, hidden_size=16, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, pad_token_id=0, bos_token_id=None, eos_token_id=1,
        initializer_range=0.3,
    )  # fmt: skip
    return Qwen2ForCausalLM(config).eval()


MAKERS = {"llama": small_llama, "qwen": small_qwen}


def config_of(kind: str, folder: Path, **schedule: object) -> TrainConfig:
    config = read_config(recipe(folder, **{"tokens": TOKENS, **schedule}))
    return replace(config, adapter=AdapterSection(kind=kind, r=2, alpha=4))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Made:
    """A trained run: its configuration, what training gave, its words and its folder."""

    config: TrainConfig
    progress: Progress
    words: WordTokenizer
    folder: Path


Trained = Callable[..., Made]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    """Trains each kind once."""

    @cache
    def of(kind: str, make: str = "llama") -> Made:
        folder = tmp_path_factory.mktemp(f"{kind}-{make}")
        words = WordTokenizer()
        config = config_of(kind, folder / "data")
        progress = train_experts(config, folder / "run", base=lambda: (MAKERS[make](), words))
        return Made(config, progress, words, folder / "run")

    return of


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, *, make: str = "llama") -> nn.Module:
    monkeypatch.setattr(opening, "load_base", lambda section: (MAKERS[make](), None))
    model: nn.Module = open_adapter(folder, base=BaseSection())[0]
    return model


@torch.inference_mode()
def logits(model: nn.Module, ids: Tensor = IDS) -> Tensor:
    found: Tensor = model(input_ids=ids).logits
    return found


def loss(model: nn.Module, made: Made) -> float:
    """Of the validation examples, both modalities alike."""
    found = encode(
        read_examples(made.config.data.validation), made.words, modalities=("text", "table"), max_tokens=32
    )
    batches = batches_by_modality(found.examples, batch_tokens=96)
    with head_apart(model) as head:
        return validate(model, head, batches, modalities=("text", "table")).loss


@pytest.mark.parametrize("kind", ROUTED_KINDS)
@pytest.mark.parametrize("make", MAKERS)
def test_learns_and_opened_twice_gives_equal_logits(
    kind: str, make: str, trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = trained(kind, make)
    assert made.progress.best is not None
    assert made.progress.best < 0.75 * loss(MAKERS[make](), made)
    first, second = (opened(made.folder, monkeypatch, make=make) for _ in range(2))
    assert torch.equal(logits(first), logits(second))
    assert loss(first, made) == pytest.approx(made.progress.best, rel=1e-5)
    save_adapter(first, tmp_path / "again")
    assert torch.equal(logits(opened(tmp_path / "again", monkeypatch, make=make)), logits(first))


@pytest.mark.parametrize("kind", ROUTED_KINDS)
def test_right_padding_changes_no_token_before_it(
    kind: str, trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened(trained(kind).folder, monkeypatch)
    padded = torch.cat([IDS, torch.zeros(2, 3, dtype=torch.long)], dim=1)
    torch.testing.assert_close(logits(model, padded)[:, :5], logits(model))


@pytest.mark.parametrize("kind", ROUTED_KINDS)
def test_generates_what_one_token_after_the_other_gives(
    kind: str, trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened(trained(kind).folder, monkeypatch)
    ids = IDS[:1]
    for _ in range(5):
        ids = torch.cat([ids, 2 + logits(model, ids)[:, -1:, 2:].argmax(-1)], dim=1)
    padded = torch.cat([torch.zeros(1, 2, dtype=torch.long), IDS[:1]], dim=1)
    said = model.generate(  # type: ignore[operator]
        input_ids=padded,
        attention_mask=(torch.arange(7) > 1).long()[None],
        do_sample=False,
        max_new_tokens=5,
        suppress_tokens=[0, 1],
        pad_token_id=0,
    )
    assert said[0, 7:].tolist() == ids[0, 5:].tolist()


def test_arrow_goes_to_the_loras_that_a_token_lies_along(
    trained: Trained, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened(trained("arrow").folder, monkeypatch)
    layer = next(module for module in model.modules() if hasattr(module, "lora_arrow"))
    x_BTI = torch.randn(1, 6, 16, generator=torch.Generator().manual_seed(0))
    with torch.inference_mode():
        updates_EOI = torch.stack(
            [layer.scaling[e] * layer.lora_B[e].weight @ layer.lora_A[e].weight for e in ("task_0", "task_1")]
        )
        along_EI = torch.linalg.svd(updates_EOI)[2][:, 0]
        gates_BTE = (x_BTI @ along_EI.T).abs().softmax(-1)
        update_BTO = torch.einsum("bte,eoi,bti->bto", gates_BTE, updates_EOI, x_BTI)
        torch.testing.assert_close(layer(x_BTI), layer.base_layer(x_BTI) + update_BTO, atol=2e-2, rtol=2e-2)


def test_budget_is_shared_by_what_the_file_holds(tmp_path: Path) -> None:
    config = config_of("arrow", tmp_path / "data")
    most = [
        one for n, one in enumerate(read_examples(config.data.train)) if one.modality == "text" or n % 8 == 0
    ]
    write_examples(config.data.train, most)
    words = WordTokenizer()
    progress = train_experts(config, tmp_path / "run", base=lambda: (small_llama(), words))
    split = json.loads((tmp_path / "run" / SPLIT).read_text(encoding="utf-8"))
    part = sum(one.modality == "table" for one in most) / len(most)
    assert split["table"] == pytest.approx(TOKENS * part, abs=96)
    assert TOKENS <= progress.tokens < TOKENS + config.data.batch_tokens
    assert sum(split.values()) == progress.tokens


def test_x_lora_router_gets_the_last_quarter(trained: Trained) -> None:
    made = trained("x_lora")
    split = json.loads((made.folder / SPLIT).read_text(encoding="utf-8"))
    assert sum(split.values()) == pytest.approx(0.75 * TOKENS, abs=96)
    assert TOKENS <= made.progress.tokens < TOKENS + 96
    checkpoint = latest_checkpoint(made.folder)
    assert checkpoint is not None
    assert all("classifier" in name for name in load_file(checkpoint / "parameters.safetensors"))


@pytest.mark.parametrize(("kind", "steps"), [("arrow", 30), ("x_lora", 36)])
def test_broken_off_goes_on_to_what_a_whole_run_gives(
    kind: str, steps: int, trained: Trained, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = trained(kind)
    calls = iter(range(10**6))

    def stop() -> bool:
        return next(calls) >= steps

    def base() -> tuple[nn.Module, WordTokenizer]:
        return small_llama(), made.words

    first = train_experts(made.config, tmp_path, stop=stop, base=base)
    assert first.step == steps + 1
    assert not (tmp_path / ADAPTER).exists()
    second = train_experts(made.config, tmp_path, base=base)
    assert (second.step, second.tokens) == (made.progress.step, made.progress.tokens)
    torch.testing.assert_close(
        logits(opened(tmp_path, monkeypatch)), logits(opened(made.folder, monkeypatch))
    )


def test_x_lora_learns_on_a_base_in_bfloat16(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = WordTokenizer()
    config = config_of("x_lora", tmp_path / "data")

    def base() -> tuple[nn.Module, WordTokenizer]:
        return small_llama().bfloat16(), words

    progress = train_experts(config, tmp_path / "run", base=base)
    monkeypatch.setattr(opening, "load_base", lambda section: base())
    model, _ = open_adapter(tmp_path / "run", base=BaseSection())
    assert progress.best is not None
    assert loss(model, Made(config, progress, words, tmp_path)) == pytest.approx(progress.best, rel=1e-3)


@pytest.mark.parametrize(
    ("kind", "changed", "message"),
    [
        ("lora", {}, "arrow and x_lora"),
        ("arrow", {"minutes": 3.0}, "leave schedule.minutes out"),
    ],
)
def test_what_cannot_be_trained_so_is_said(
    kind: str, changed: dict[str, object], message: str, tmp_path: Path
) -> None:
    config = config_of(kind, tmp_path / "data", **changed)
    with pytest.raises(ValueError, match=message):
        train_experts(config, tmp_path / "run", base=lambda: (small_llama(), WordTokenizer()))


def test_a_modality_without_validation_examples_is_named(tmp_path: Path) -> None:
    config = config_of("arrow", tmp_path / "data")
    write_examples(
        config.data.validation,
        [one for one in read_examples(config.data.validation) if one.modality == "text"],
    )
    words = WordTokenizer()
    with pytest.raises(ValueError, match=r"data\.validation has no example of the modality table"):
        train_experts(config, tmp_path / "run", base=lambda: (small_llama(), words))


@pytest.mark.parametrize(("kind", "message"), [("arrow", "train_experts"), ("x_lora", "adapter.start")])
def test_the_loop_of_one_adapter_names_what_is_missing(kind: str, message: str, tmp_path: Path) -> None:
    config = config_of(kind, tmp_path / "data")
    with pytest.raises(ValueError, match=message):
        train(config, tmp_path / "run", model=(small_llama(), WordTokenizer()))


@pytest.mark.parametrize("kind", ROUTED_KINDS)
def test_quantised_base_is_refused(kind: str, trained: Trained, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = trained(kind).folder
    monkeypatch.setattr(opening, "load_base", lambda section: pytest.fail("the base was loaded"))
    with pytest.raises(ValueError, match=r"set base\.quantisation to 0"):
        open_adapter(folder, base=BaseSection(quantisation=8))


def test_unknown_option_is_named(tmp_path: Path) -> None:
    config = config_of("arrow", tmp_path / "data")
    config = replace(config, adapter=replace(config.adapter, options={"depth": 3}))
    words = WordTokenizer()
    with pytest.raises(ValueError, match=r"adapter\.options: .*depth"):
        train_experts(config, tmp_path / "run", base=lambda: (small_llama(), words))


def test_command_trains_a_recipe_or_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = WordTokenizer()
    monkeypatch.setattr(module, "load_base", lambda section: (small_llama(), words))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    path = recipe(tmp_path / "data", tokens=400)
    asked = [str(path), "--model", "base", "-o", str(tmp_path / "run")]
    assert main(asked) == 2
    assert "trains the kinds arrow and x_lora" in capsys.readouterr().err
    text = path.read_text(encoding="utf-8").replace("num_experts = 3", "top_k = 2")
    path.write_text(text.replace('kind = "mixture"', 'kind = "arrow"'), encoding="utf-8")
    assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["tokens"] >= 400
    assert (tmp_path / "run" / ADAPTER).is_dir()
