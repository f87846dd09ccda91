"""Trains one LoRA a modality from one budget, and what routes among them. Knows examples, no product.

python -m moe_adapters.train_experts RECIPE.toml --model FOLDER -o FOLDER

The budget of tokens is what one run over all examples would read: each modality's LoRA gets the share that
its examples have in the training file, so that these runs together read what a mixture reads. Arrow's router
needs no training, so the LoRAs get all of it; X-LoRA's classifier is trained on all examples with the last
quarter. A LoRA's batches shrink with its share, down to the longest example, so that it is given as many
steps as a run over everything.
"""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from math import ceil
from pathlib import Path
from typing import Any

from moe_adapters.answer_loss import head_apart
from moe_adapters.base_model import load_base
from moe_adapters.encode import encode
from moe_adapters.example import Example, read_examples, write_examples
from moe_adapters.routed_loras import arrow_model
from moe_adapters.train import ADAPTER, save_adapter, train
from moe_adapters.train_config import ROUTED_KINDS, AdapterSection, TrainConfig, read_config
from moe_adapters.training_state import Progress, latest_checkpoint, saved_progress
from moe_adapters.watch import batches_by_modality, spread, validate

EXPERTS = "experts"
SPLIT = "experts.json"
ROUTER_SHARE = 0.25
"""Part of the budget that X-LoRA's classifier is trained with."""

Base = Callable[[], tuple[Any, Any]]


def train_experts(
    config: TrainConfig,
    folder: Path,
    *,
    stop: Callable[[], bool] = lambda: False,
    base: Base | None = None,
) -> Progress:
    """Trains the LoRAs of kind ``arrow`` or ``x_lora`` and leaves ``adapter/`` as PEFT saves it.

    The folder gets a run for each modality under ``experts/`` and ``experts.json`` with the tokens of each.
    What it holds already is not trained again, so a run that was broken off goes on.

    Args:
        stop: Asked after each step.
        base: Gives a fresh base model and its tokenizer; else they are loaded as the configuration says.

    Returns:
        Sums over all runs; ``best`` is the validation loss of the whole, in nats a token of the answers.

    Raises:
        ValueError: The kind, the budget or the data cannot be used; says why.
        OSError: A file is not there.
    """
    _check(config)
    load = base or (lambda: load_base(config.base))
    examples = read_examples(Path(config.data.train))
    tokens = _tokens_by_modality(config, examples, load()[1])
    experts = config.schedule.tokens
    if config.adapter.kind == "x_lora":
        experts -= round(ROUTER_SHARE * experts)
    done: dict[str, Progress] = {}
    target = 0.0
    for modality, share in _shares(tokens).items():
        target += experts * share
        left = round(target) - sum(one.tokens for one in done.values())
        own = _expert_config(config, folder, modality, share=share, tokens=max(1, left), of=len(tokens))
        done[modality] = _train_one(own, folder / EXPERTS / modality, stop=stop, load=load)
        if not (folder / EXPERTS / modality / ADAPTER).is_dir():
            return _sum(done.values(), best=None)  # broken off
    order = [modality for modality in config.data.modalities if modality in done]
    split = {modality: done[modality].tokens for modality in order}
    (folder / SPLIT).write_text(json.dumps(split) + "\n", encoding="utf-8")
    folders = {modality: folder / EXPERTS / modality / ADAPTER for modality in order}
    if config.adapter.kind == "arrow":
        network, tokenizer = load()
        network = arrow_model(network, list(folders.values()), config.adapter.options)
        save_adapter(network, folder / ADAPTER)
        return _sum(done.values(), best=_validation_loss(config, network, tokenizer))
    start = {modality: str(one) for modality, one in folders.items()}
    left = max(1, config.schedule.tokens - sum(split.values()))
    routed = replace(
        config,
        adapter=replace(config.adapter, start=start),
        schedule=replace(config.schedule, tokens=left),
    )
    router = _train_one(routed, folder, stop=stop, load=load)
    gc.collect()  # X-LoRA's model holds itself, with its base
    return _sum([*done.values(), router], best=router.best)


def _check(config: TrainConfig) -> None:
    problems = {
        f"train_experts trains the kinds {' and '.join(ROUTED_KINDS)}": config.adapter.kind
        not in ROUTED_KINDS,
        "adapter.start names LoRAs that are there: moe_adapters.train trains X-LoRA's router over them": bool(
            config.adapter.start
        ),
        "the budget is shared by tokens: leave schedule.minutes out": config.schedule.minutes is not None,
    }
    for message, wrong in problems.items():
        if wrong:
            raise ValueError(message)


def _tokens_by_modality(config: TrainConfig, examples: Sequence[Example], tokenizer: Any) -> dict[str, int]:
    """Tokens of the training examples, of modalities that have any."""
    modalities = config.data.modalities
    encoded = encode(examples, tokenizer, modalities=modalities, max_tokens=config.data.max_tokens)
    counted: dict[str, int] = {}
    for example in encoded.examples:
        modality = modalities[example.modality]
        counted[modality] = counted.get(modality, 0) + len(example.ids)
    return counted


def _shares(tokens: Mapping[str, int]) -> dict[str, float]:
    """Shares of the tokens, the smallest first: a batch too much of one is taken from the next."""
    total = sum(tokens.values())
    return {modality: tokens[modality] / total for modality in sorted(tokens, key=lambda one: tokens[one])}


def _expert_config(
    config: TrainConfig, folder: Path, modality: str, *, share: float, tokens: int, of: int
) -> TrainConfig:
    """One LoRA's run; its examples are written beside it."""
    home = folder / EXPERTS / modality
    home.mkdir(parents=True, exist_ok=True)
    paths: dict[str, str] = {}
    for name in ("train", "validation"):
        found = [one for one in read_examples(Path(getattr(config.data, name))) if one.modality == modality]
        if not found:
            raise ValueError(f"data.{name} has no example of the modality {modality}")
        paths[name] = str(home / f"{name}.jsonl")
        write_examples(paths[name], found)
    section = config.adapter
    data = config.data
    return replace(
        config,
        name=f"{config.name}-{modality}",
        # LoRAs that begin alike have like singular vectors, which Arrow routes by
        seed=config.seed * len(data.modalities) + data.modalities.index(modality),
        adapter=AdapterSection(
            kind="lora", r=section.r, alpha=section.alpha, target_modules=section.target_modules
        ),
        data=replace(
            data,
            train=paths["train"],
            validation=paths["validation"],
            modalities=(modality,),
            batch_tokens=max(data.max_tokens, round(share * data.batch_tokens)),
            validation_examples=ceil(data.validation_examples / of),
        ),
        schedule=replace(config.schedule, tokens=tokens),
    )


def _train_one(config: TrainConfig, folder: Path, *, stop: Callable[[], bool], load: Base) -> Progress:
    """One run, or what it was where it has ended."""
    checkpoint = latest_checkpoint(folder)
    if checkpoint is not None and (folder / ADAPTER).is_dir():
        return saved_progress(checkpoint)
    return train(config, folder, stop=stop, model=load())


def _validation_loss(config: TrainConfig, network: Any, tokenizer: Any) -> float:
    modalities = config.data.modalities
    held_out = encode(
        read_examples(Path(config.data.validation)),
        tokenizer,
        modalities=modalities,
        max_tokens=config.data.max_tokens,
    )
    chosen = spread(held_out.examples, config.data.validation_examples)
    batches = batches_by_modality(chosen, batch_tokens=config.data.batch_tokens)
    with head_apart(network) as head:
        return validate(network, head, batches, modalities=modalities).loss


def _sum(runs: Iterable[Progress], *, best: float | None) -> Progress:
    every = list(runs)
    joules = [one.joules for one in every if one.joules is not None]
    return Progress(
        step=sum(one.step for one in every),
        tokens=sum(one.tokens for one in every),
        seconds=sum(one.seconds for one in every),
        joules=sum(joules) if len(joules) == len(every) else None,
        best=best,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of ``python -m moe_adapters.train_experts``; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(description="Train LoRAs and their router; goes on where it stopped.")
    parser.add_argument("recipe", type=Path, help="its adapter.kind is arrow or x_lora")
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of the runs")
    parser.add_argument("--model", required=True, help="folder or hub name of the base model")
    given = parser.parse_args(arguments)
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _: stopped.append(signum))
    try:
        config = read_config(given.recipe)
        config = replace(config, base=replace(config.base, model=given.model))
        progress = train_experts(config, given.output, stop=lambda: bool(stopped))
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(asdict(progress)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
