"""``assistant train``, ``collapse`` and ``export`` on a small random model with a real tokenizer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from moe_adapters.example import Example, Turn, write_examples
from ui.cli import main

WORDS = ("<pad>", "<end>", "<answer>", "text", "table", "yes", "no", *(f"w{n}" for n in range(20)))
RECIPE = """
name = "small"
[adapter]
kind = "mixture"
r = 2
alpha = 8
[adapter.options]
num_experts = 3
expert_names = ["text", "table", "spare"]
[data]
modalities = ["text", "table"]
max_tokens = 32
batch_tokens = 96
[schedule]
tokens = 600
learning_rate = 0.01
"""


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=len(WORDS), hidden_size=16, intermediate_size=32, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=1, pad_token_id=0, bos_token_id=None, eos_token_id=1,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    words = Tokenizer(models.WordLevel({word: n for n, word in enumerate(WORDS)}, unk_token="w0"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=words, eos_token="<end>", pad_token="<pad>")
    tokenizer.chat_template = "{% for m in messages %}{{ m.content }} {% endfor %}<answer>"
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "mixture"
    folder.mkdir()
    made = [
        Example(
            id=str(n), task="qa", modality="table" if n % 2 else "text", language="en",
            messages=(Turn("user", f"{'table' if n % 2 else 'text'} w{n % 20} w{n * 7 % 20}"),),
            answer="no" if n % 2 else "yes", aliases=(), group=str(n), source="test", licence="Apache-2.0",
        )
        for n in range(48)
    ]  # fmt: skip
    write_examples(folder / "train.jsonl", made[:40])
    write_examples(folder / "validation.jsonl", made[40:])
    return folder


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    out = capfd.readouterr().out
    assert isinstance(ended.value.code, int)
    return ended.value.code, json.loads(out) if out.strip().startswith("{") else {}


def test_from_recipe_to_checkpoint(
    base: Path, data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    recipe, out = tmp_path / "small.toml", tmp_path / "run"
    recipe.write_text(RECIPE, encoding="utf-8")
    common = ("--model", str(base), "--json")
    code, trained = run(capfd, "train", str(recipe), "--train-data", str(data), "-o", str(out), *common)
    assert code == 0
    assert int(str(trained["tokens"])) >= 600
    adapter = str(trained["adapter"])

    held_out = ("--examples", str(data / "validation.jsonl"), "-o", str(tmp_path / "report"))
    code, measured = run(capfd, "collapse", adapter, *held_out, *common)
    assert code == 0
    assert measured["experts"] == 3
    assert measured["sequences"] == 8
    assert (tmp_path / "report" / "heat_map.png").stat().st_size > 1000
    with pytest.raises(SystemExit):
        main(["collapse", adapter, *held_out, "--model", str(base)])
    assert re.search(r"without_expert_1 +[+-][\d.]+  \(table\)\n", capfd.readouterr().out)

    code, exported = run(capfd, "export", adapter, "-o", str(tmp_path / "served"), *common)
    assert code == 0
    assert int(str(exported["bytes"])) > 1000
    with safe_open(tmp_path / "served" / "model.safetensors", "pt") as tensors:
        assert any(name.endswith("q_proj.moe_A") for name in tensors.keys())  # noqa: SIM118
    assert (tmp_path / "served" / "tokenizer.json").is_file()
    assert run(capfd, "export", adapter, "-o", str(tmp_path / "served"), *common)[0] == 2


@pytest.mark.parametrize(
    ("options", "line", "said"),
    [
        ('router = "topk"', "", "router must be one of softmax"),
        ("modality_weight = 0.1\nnum_modalities = 5", "", "num_experts=3, not 5"),
        ("", '{"id": "1"}\n', "line 41: not an example (it lacks 'modality')"),
    ],
)
def test_what_cannot_be_trained_is_wrong_usage(
    options: str,
    line: str,
    said: str,
    base: Path,
    data: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    recipe, examples = tmp_path / "small.toml", tmp_path / "examples"
    recipe.write_text(RECIPE.replace("num_experts = 3", f"num_experts = 3\n{options}"), encoding="utf-8")
    examples.mkdir()
    for name in ("train.jsonl", "validation.jsonl"):
        text = (data / name).read_text(encoding="utf-8") + line
        (examples / name).write_text(text, encoding="utf-8")
    out = ("--train-data", str(examples), "-o", str(tmp_path / "run"), "--data", str(tmp_path / "data"))
    with pytest.raises(SystemExit) as ended:
        main(["train", str(recipe), *out, "--model", str(base)])
    assert ended.value.code == 2
    assert said in " ".join(capfd.readouterr().err.replace("│", " ").split())


def test_wrong_usage(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    assert run(capfd, "train", "no-such-recipe")[0] == 2
    (tmp_path / "bad.toml").write_text("speed = 3", encoding="utf-8")
    assert run(capfd, "train", str(tmp_path / "bad.toml"))[0] == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    held_out = ("--examples", str(data / "validation.jsonl"), "--model", "none")
    assert run(capfd, "collapse", str(empty), *held_out)[0] == 2
