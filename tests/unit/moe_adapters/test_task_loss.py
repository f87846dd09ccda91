"""The loss of each task, as its command prints it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from small_models import WordTokenizer, example, small_llama
from torch.nn import functional as F

from moe_adapters import task_loss as module
from moe_adapters.encode import encode
from moe_adapters.example import MODALITIES, write_examples
from moe_adapters.task_loss import main, task_losses

EXAMPLES = [
    example(1, task="squad", answer="a b c [1]"),
    example(2, task="squad", answer="d [1]"),
    example(3, task="abstain", answer="NOT FOUND"),
    example(4, modality="table", task="squad", answer="e [1]"),
]


def test_each_token_of_an_answer_weighs_the_same() -> None:
    model = small_llama()
    encoded = encode(EXAMPLES, WordTokenizer(), modalities=MODALITIES, max_tokens=64).examples
    found = {one.task: one for one in task_losses(model, encoded)}
    assert list(found) == ["abstain", "squad"]
    losses = []
    for one in (one for one in encoded if one.task == "squad"):
        logits = model(torch.tensor([one.ids])).logits[0, one.prompt - 1 : -1]
        losses += F.cross_entropy(logits, torch.tensor(one.ids[one.prompt :]), reduction="none").tolist()
    assert (found["squad"].examples, found["squad"].tokens) == (3, len(losses))
    assert found["squad"].loss == pytest.approx(sum(losses) / len(losses), rel=1e-4)


def test_the_command_prints_a_row_a_task(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "load_base", lambda section: (small_llama(), WordTokenizer()))
    path = tmp_path / "test.jsonl"
    write_examples(path, [*EXAMPLES, example(5, task="squad", answer=" ".join(["a"] * 40))])
    assert main([str(path), "--model", "small", "--max-tokens", "32"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "| task | examples | tokens | loss |"
    assert [line.split(" | ")[:2] for line in out.splitlines()[2:]] == [["| abstain", "1"], ["| squad", "3"]]
    assert err == "1 examples have more than 32 tokens: left out\n"
    assert main([str(path), "--model", "small", "--per-task", "1"]) == 0
    assert "| squad | 1 |" in capsys.readouterr().out


@pytest.mark.parametrize("held", [None, "{}\n"])
def test_a_file_without_examples_is_refused(
    held: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "test.jsonl"
    if held is not None:
        path.write_text(held)
    assert main([str(path), "--model", "small"]) == 1
    assert str(path) in capsys.readouterr().err


def test_no_example_of_a_task_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path / "test.jsonl"), "--model", "small", "--per-task", "0"])
