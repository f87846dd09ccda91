"""Trains an adapter on examples, on a CPU or a GPU, and goes on after a kill. Knows no product and no prompt.

python -m moe_adapters.train RECIPE.toml --model FOLDER -o FOLDER [--minutes M]
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import torch
from torch import nn

from moe_adapters.answer_loss import answer_loss, head_apart
from moe_adapters.auxiliary import auxiliary_loss
from moe_adapters.base_model import adapted, begin_prefix, load_base, trainable_parameters
from moe_adapters.batches import Batch, collate, plan
from moe_adapters.encode import EncodedExample, EncodedSet, encode
from moe_adapters.energy import EnergyMeter
from moe_adapters.example import read_examples
from moe_adapters.layer import mixture_layers
from moe_adapters.model import routing
from moe_adapters.routed_loras import is_x_lora, save_x_lora
from moe_adapters.train_config import TrainConfig, read_config
from moe_adapters.training_state import (
    Progress,
    check_meaning,
    latest_checkpoint,
    load_checkpoint,
    save_checkpoint,
    trained,
)
from moe_adapters.watch import batches_by_modality, spread, validate
from moe_adapters.workers import Workers, join_workers, leave_workers

LOG = "log.jsonl"
ADAPTER = "adapter"
_LOG_STEPS = 10


@dataclass(slots=True, kw_only=True)
class _Run:
    """What the loop needs, made once."""

    config: TrainConfig
    folder: Path
    model: Any
    head: nn.Module
    optimizer: torch.optim.Optimizer
    examples: tuple[EncodedExample, ...]
    validation: list[tuple[int, Batch]]
    progress: Progress
    meter: EnergyMeter = field(default_factory=EnergyMeter)
    started: float = field(default_factory=time.monotonic)
    seconds_before: float = 0.0
    joules_before: float = 0.0
    workers: Workers = field(default_factory=Workers)
    stop: Callable[[], bool] = lambda: False
    told: Callable[[float], None] = lambda share: None  # noqa: ARG005
    auxiliary: dict[str, float] = field(default_factory=dict)

    def tick(self) -> None:
        """Brings time and energy up to date; the leader's clock is everybody's, see ``_step``."""
        if not self.workers.leads:
            return
        self.progress.seconds = self.seconds_before + time.monotonic() - self.started
        joules = self.meter.joules()
        self.progress.joules = None if joules is None else self.joules_before + joules

    def share(self) -> float:
        """Share of the budget that is used, by tokens or by time, whichever is further."""
        schedule = self.config.schedule
        share = self.progress.tokens / schedule.tokens
        if schedule.minutes is not None:
            share = max(share, self.progress.seconds / (60 * schedule.minutes))
        return share

    def log(self, **entry: object) -> None:
        """Appends one line to the log."""
        if not self.workers.leads:
            return
        with (self.folder / LOG).open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry) + "\n")


def learning_rate(share: float, *, peak: float, warmup: float) -> float:
    """Linear warm-up, then linear decay to 0 at the end of the budget."""
    if warmup > 0 and share < warmup:
        return peak * max(share, warmup / 20) / warmup
    return peak * max(0.0, (1 - share) / (1 - warmup))


def train(
    config: TrainConfig,
    folder: Path,
    *,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[float], None] = lambda share: None,  # noqa: ARG005
    model: Any = None,
    workers: Workers | None = None,
) -> Progress:
    """Trains until the budget is used, the loss no longer falls, or ``stop`` says so.

    The folder gets ``log.jsonl``, checkpoints, and at the end ``adapter/`` as PEFT saves it. Where a
    checkpoint is there, training goes on from it.

    Args:
        stop: Asked after each step.
        told: Gets the share of the budget that is used.
        model: A model and its tokenizer, where they are in memory; else they are loaded.
        workers: This process among those that train the adapter together; alone where None.

    Raises:
        ValueError: The configuration or the data cannot be used; says why.
        OSError: A file is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if torch.cuda.is_available():
        torch.set_float32_matmul_precision("high")  # what is trained is float32: TF32 multiplies it
    base, tokenizer = model or load_base(config.base)
    train_set = _encoded(config, config.data.train, tokenizer)
    held_out = _encoded(config, config.data.validation, tokenizer)
    checkpoint = latest_checkpoint(folder)
    if checkpoint:
        check_meaning(checkpoint, config.described())
    network = adapted(base, config.begun() if checkpoint else config)
    if config.adapter.kind == "prefix" and checkpoint is None:
        begin_prefix(network, train_set.examples[0].ids[: config.adapter.r])
    network.train()
    parameters = list(trained(network).values())
    optimizer = torch.optim.AdamW(parameters, lr=0.0, weight_decay=0.0, fused=True)
    progress = load_checkpoint(checkpoint, model=network, optimizer=optimizer) if checkpoint else Progress()
    chosen = spread(held_out.examples, config.data.validation_examples)
    with head_apart(network) as head:
        run = _Run(
            config=config,
            folder=folder,
            model=network,
            head=head,
            optimizer=optimizer,
            examples=train_set.examples,
            validation=batches_by_modality(chosen, batch_tokens=config.data.batch_tokens),
            progress=progress,
            seconds_before=progress.seconds,
            joules_before=progress.joules or 0.0,
            workers=workers or Workers(),
            stop=stop,
            told=told,
        )
        _log_start(run, checkpoint, train_set, held_out)
        _loop(run)
    run.tick()
    finished = run.share() >= 1 or _patience_is_over(run)
    _save(run)
    if finished and run.workers.leads:
        save_adapter(network, folder / ADAPTER)
        if config.adapter.kind == "full":  # a model of its own, to be loaded by its folder
            tokenizer.save_pretrained(folder / ADAPTER)
    run.log(event="end", finished=finished, **asdict(progress))
    return progress


def _log_start(run: _Run, checkpoint: Path | None, train_set: EncodedSet, held_out: EncodedSet) -> None:
    run.log(
        event="start",
        resumed_from=checkpoint.name if checkpoint else None,
        trainable=trainable_parameters(run.model),
        workers=run.workers.world,
        examples=len(train_set.examples),
        tokens_of_an_epoch=train_set.tokens,
        left_out=train_set.left_out + held_out.left_out,
        config=run.config.described(),
    )


def save_adapter(model: Any, folder: Path) -> None:
    """What was trained, as PEFT saves it (a whole model for full fine-tuning, X-LoRA with its LoRAs)."""
    if is_x_lora(model):
        save_x_lora(model, folder)
    else:
        model.save_pretrained(folder)


def _encoded(config: TrainConfig, path: str, tokenizer: Any) -> EncodedSet:
    return encode(
        read_examples(Path(path)),
        tokenizer,
        modalities=config.data.modalities,
        max_tokens=config.data.max_tokens,
    )


def _batches(run: _Run) -> Iterator[Batch]:
    """Batches from where the run is; moves the position on before the batch is used."""
    data, progress = run.config.data, run.progress
    while True:
        rows_of = plan(
            run.examples,
            batch_tokens=data.batch_tokens,
            packing=data.packing,
            sharing=data.sharing,
            seed=run.config.seed,
            epoch=progress.epoch,
        )
        while progress.batch < len(rows_of):
            rows = rows_of[progress.batch]
            progress.batch += 1
            yield collate(
                run.examples,
                rows,
                packing=data.packing,
                sharing=data.sharing,
                power=data.answer_weight_power,
            )
        progress.epoch, progress.batch = progress.epoch + 1, 0


def _loop(run: _Run) -> None:
    schedule, progress = run.config.schedule, run.progress
    next_save = progress.seconds + 60 * schedule.checkpoint_minutes
    next_look = progress.seconds + (60 * schedule.validate_minutes if progress.step else 0.0)
    seen, since = 0, time.monotonic()
    for batch in _batches(run):
        if run.share() >= 1:  # ended before: nothing is left to learn
            break
        if progress.seconds >= next_look:
            _look(run)
            next_look = progress.seconds + 60 * schedule.validate_minutes
            if _patience_is_over(run):
                break
        loss, parts, told_to_stop = _step(run, batch)
        progress.step += 1
        progress.tokens += batch.tokens
        seen += batch.tokens
        run.told(min(1.0, run.share()))
        if progress.step % _LOG_STEPS == 0:
            now = time.monotonic()
            run.log(
                event="step", step=progress.step, tokens=progress.tokens, loss=loss, **parts,
                share=round(run.share(), 4), tokens_per_second=round(seen / (now - since), 1),
                seconds=round(progress.seconds, 1), joules=progress.joules,
            )  # fmt: skip
            seen, since = 0, now
        ends = run.share() >= 1 or told_to_stop
        if ends or progress.seconds >= next_save:
            _save(run)
            next_save = progress.seconds + 60 * schedule.checkpoint_minutes
        if ends:
            break
    _look(run)


def _step(run: _Run, batch: Batch) -> tuple[float, dict[str, float], bool]:
    """One optimiser step; gives the loss, parts of the auxiliary loss, and whether to stop after it.

    The leader's time and wish to stop travel with the gradients, so that all processes see the same.
    """
    schedule, share = run.config.schedule, run.share()
    rate = learning_rate(share, peak=schedule.learning_rate, warmup=schedule.warmup)
    for group in run.optimizer.param_groups:
        group["lr"] = rate
    parts: dict[str, float] = {"rate": rate}
    own = run.workers.own_rows(batch)
    total, tokens = 0.0, 0
    if own is not None:
        total, tokens = _backward(run, own.to(next(run.model.parameters()).device), share)
    parts |= run.auxiliary
    parameters = [p for group in run.optimizer.param_groups for p in group["params"]]
    run.tick()
    leads = run.workers.leads
    said = [total, float(tokens), run.progress.seconds * leads, float(run.stop() and leads)]
    total, all_tokens, seconds, stop = run.workers.add_up(parameters, said)
    run.progress.seconds = seconds
    parts["gradient"] = float(nn.utils.clip_grad_norm_(parameters, schedule.clip))
    run.optimizer.step()
    run.optimizer.zero_grad(set_to_none=True)
    return total / max(1.0, all_tokens), parts, stop > 0


def _backward(run: _Run, batch: Batch, share: float) -> tuple[float, int]:
    """Gradients of the answers' loss and of the auxiliary losses; sum over tokens, and tokens."""
    schedule = run.config.schedule
    if not mixture_layers(run.model):
        with _mixed_precision(run):
            answer = answer_loss(run.model, run.head, batch)
        answer.weighted.backward()
        return answer.total, answer.tokens
    context = routing(run.model)
    context.prior_scale = max(0.0, 1 - share / schedule.prior_until) if schedule.prior_until else 0.0
    mask = batch.segment_BT > 0
    with _mixed_precision(run), context.collect(mask=mask, modality=batch.modality_BT) as records:
        answer = answer_loss(run.model, run.head, batch)
    loss = answer.weighted
    if run.progress.step % schedule.auxiliary_every == 0:
        extra = auxiliary_loss(run.model, records, mask=mask, modality=batch.modality_BT)
        loss = loss + schedule.auxiliary_every / run.workers.world * extra.total
        run.auxiliary = {
            "load_balance": extra.load_balance,
            "z": extra.z,
            "diversity": extra.diversity,
            "modality": extra.modality,
        }
    loss.backward()
    return answer.total, answer.tokens


def _mixed_precision(run: _Run) -> torch.autocast:
    """On a GPU the float32 parameters that are trained multiply in bfloat16; nothing on a CPU."""
    device = next(run.model.parameters()).device.type
    wanted = device == "cuda" and run.config.base.dtype != "float32"
    return torch.autocast(device, torch.bfloat16, enabled=wanted)


def _look(run: _Run) -> None:
    """Validates and counts how often the loss was no better; all processes do where they may stop early."""
    progress = run.progress
    if not run.workers.leads and run.config.schedule.patience == 0:
        return
    seen = validate(run.model, run.head, run.validation, modalities=run.config.data.modalities)
    if progress.best is None or seen.loss < progress.best:
        progress.best, progress.worse = seen.loss, 0
    else:
        progress.worse += 1
    run.log(
        event="validation", step=progress.step, tokens=progress.tokens, loss=seen.loss,
        by_modality=dict(seen.by_modality), collapse=dict(seen.collapse),
    )  # fmt: skip


def _patience_is_over(run: _Run) -> bool:
    patience = run.config.schedule.patience
    return patience > 0 and run.progress.worse >= patience


def _save(run: _Run) -> None:
    if not run.workers.leads:
        return
    save_checkpoint(
        run.folder,
        model=run.model,
        optimizer=run.optimizer,
        progress=run.progress,
        config=run.config.described(),
    )


def main(arguments: list[str] | None = None) -> int:
    """Entry point of ``python -m moe_adapters.train``; 0 done, 2 wrong usage."""
    parser = argparse.ArgumentParser(description="Train an adapter from a recipe; goes on where it stopped.")
    parser.add_argument("recipe", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="folder of checkpoints and log")
    parser.add_argument("--model", help="folder or hub name of the base model")
    parser.add_argument("--minutes", type=float, help="budget of time")
    given = parser.parse_args(arguments)
    stopped: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda signum, _: stopped.append(signum))
    try:
        config = read_config(given.recipe)
        if given.model:
            config = replace(config, base=replace(config.base, model=given.model))
        if given.minutes:
            config = replace(config, schedule=replace(config.schedule, minutes=given.minutes))
        workers = join_workers()
        progress = train(config, given.output, stop=lambda: bool(stopped), workers=workers)
        leave_workers(workers)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if workers.leads:
        sys.stdout.write(json.dumps(asdict(progress)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
