"""One run of the comparison in a process of its own, so that its memory is its own. Knows one arm at a time.

python -m eval.adapters.one_run ARM RATE SEED --data DIR --model NAME --budget JSON --work DIR [--sweep]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from eval.adapters.arms import Arm, Budget, RunResult, RunSpec, arms, train_config
from eval.peak_memory import peak_bytes
from moe_adapters.answer_scores import score_answer, summary
from moe_adapters.base_model import load_base
from moe_adapters.evaluate import answers, sample
from moe_adapters.example import MODALITIES, Example, Turn, read_examples
from moe_adapters.open_adapter import open_adapter
from moe_adapters.train import ADAPTER, train
from moe_adapters.train_config import ROUTED_KINDS, BaseSection
from moe_adapters.train_experts import train_experts

_SHOTS = 2
_TRAINED = "trained.json"
_GENERAL_TEXTS = 40


def run_one(spec: RunSpec, *, data: Path, model: str, budget: Budget, work: Path) -> RunResult:
    """Trains (where the arm does), answers the test examples (but in a sweep) and measures.

    Args:
        work: What is trained is kept in its folder ``spec.training`` until it has answered.

    Raises:
        KeyError: There is no such arm.
    """
    arm = {one.name: one for one in arms()}[spec.arm]
    base = BaseSection(model=model, quantisation=arm.quantisation)
    folder = work / spec.training
    result = RunResult(key=spec.key, scores={})
    if arm.adapter is not None:
        result = replace(_trained(arm, spec, data, base, budget, folder), key=spec.key)
    if spec.sweep:
        return result
    network, tokenizer = _opened(arm, folder, base)
    chosen = sample(read_examples(data / "test.jsonl"), per_task=budget.per_task)
    asked = _with_shots(chosen, data) if arm.prompting == "few_shot" else chosen
    wanted = {example.id: example for example in chosen}
    network.eval()
    said = answers(network, tokenizer, asked, batch_size=budget.batch_size)
    scores = [score_answer(wanted[example.id], text) for example, text in said]
    result = replace(
        result,
        scores=summary(scores),
        f1_by_example={score.id: score.f1 for score in scores},
        general_loss=general_loss(network, tokenizer, _passages(chosen)),
        peak_mib=max(result.peak_mib, _peak_mib()),
    )
    shutil.rmtree(folder, ignore_errors=True)
    return result


def _trained(
    arm: Arm, spec: RunSpec, data: Path, base: BaseSection, budget: Budget, folder: Path
) -> RunResult:
    """What training gave and took; where the folder holds that, nothing is trained."""
    kept = folder / _TRAINED
    if kept.is_file():
        return RunResult(**json.loads(kept.read_text(encoding="utf-8")))
    config = train_config(arm, rate=spec.rate, seed=spec.seed, budget=budget, modalities=MODALITIES)
    config = replace(
        config,
        base=base,
        data=replace(config.data, train=str(data / "train.jsonl"), validation=str(data / "validation.jsonl")),
    )
    progress = (train_experts if config.adapter.kind in ROUTED_KINDS else train)(config, folder)
    result = RunResult(
        key=spec.training,
        scores={},
        validation_loss=progress.best,
        trainable=_trainable(arm, _opened(arm, folder, base)[0]),
        tokens=progress.tokens,
        seconds=progress.seconds,
        joules=progress.joules,
        peak_mib=_peak_mib(),
    )
    partial = kept.with_suffix(".partial")
    partial.write_text(json.dumps(asdict(result)), encoding="utf-8")
    partial.rename(kept)
    return result


def _opened(arm: Arm, folder: Path, base: BaseSection) -> tuple[Any, Any]:
    if arm.adapter is None:
        return load_base(base)
    if arm.adapter.kind == "full":
        return load_base(replace(base, model=str(folder / ADAPTER)))
    return open_adapter(folder, base=base)


def _trainable(arm: Arm, network: Any) -> int:
    if arm.adapter is not None and arm.adapter.kind == "full":
        return sum(parameter.numel() for parameter in network.parameters())
    names = (".lora_A.", ".lora_B.", "moelora_", "xlora_classifier", "prompt_encoder")
    unused = ".arrow_router."  # PEFT puts a LoRA of that name beside those that Arrow routes to
    return sum(
        p.numel()
        for name, p in network.named_parameters()
        if any(part in name for part in names) and unused not in name
    )


def _with_shots(examples: Sequence[Example], data: Path) -> list[Example]:
    """Each example after the same task's first solved examples of the training file."""
    solved: dict[str, list[Example]] = {}
    for example in read_examples(data / "train.jsonl"):
        if len(solved.setdefault(example.task, [])) < _SHOTS:
            solved[example.task].append(example)
    return [
        replace(
            example,
            messages=(
                *(turn for turn in example.messages if turn.role == "system"),
                *(
                    turn
                    for shot in solved.get(example.task, [])
                    for turn in (*_asked(shot), Turn("assistant", shot.answer))
                ),
                *_asked(example),
            ),
        )
        for example in examples
    ]


def _asked(example: Example) -> tuple[Turn, ...]:
    return tuple(turn for turn in example.messages if turn.role != "system")


def _passages(examples: Sequence[Example]) -> list[str]:
    texts = [turn.content for e in examples if e.modality == "text" for turn in _asked(e)]
    return texts[:_GENERAL_TEXTS]


@torch.inference_mode()
def general_loss(model: Any, tokenizer: Any, texts: Sequence[str], *, max_tokens: int = 256) -> float:
    """Mean nats a token of plain texts, read from their beginning."""
    total, count = 0.0, 0
    for text in texts:
        ids = torch.tensor([tokenizer(text, add_special_tokens=False)["input_ids"][:max_tokens]])
        if ids.shape[1] < 2:
            continue
        logits = model(input_ids=ids.to(next(model.parameters()).device)).logits[0, :-1].float()
        total += float(
            torch.nn.functional.cross_entropy(logits, ids[0, 1:].to(logits.device), reduction="sum")
        )
        count += ids.shape[1] - 1
    return total / max(1, count)


def _peak_mib() -> float:
    if torch.cuda.is_available():
        return torch.cuda.max_memory_allocated() / 2**20
    return peak_bytes() / 2**20


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one run and prints its result as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("arm")
    parser.add_argument("rate", type=float)
    parser.add_argument("seed", type=int)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--budget", type=json.loads, required=True)
    parser.add_argument("--work", type=Path, required=True, help="folder of what is trained; goes on there")
    parser.add_argument("--sweep", action="store_true", help="train and validate alone")
    given = parser.parse_args(arguments)
    budget = Budget(**{**given.budget, "seeds": tuple(given.budget["seeds"])})
    spec = RunSpec(arm=given.arm, rate=given.rate, seed=given.seed, sweep=given.sweep)
    result = run_one(spec, data=given.data, model=given.model, budget=budget, work=given.work)
    sys.stdout.write(json.dumps(asdict(result)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
