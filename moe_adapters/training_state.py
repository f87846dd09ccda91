"""Checkpoints of a training run that a kill at any moment leaves whole. Knows tensors and files, no loop.

A checkpoint is a folder that gets its name by one rename when all of it is on the disk. It holds no
pickle: trained parameters and the optimiser's moments are safetensors, the rest is JSON.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

_PREFIX = "checkpoint-"
_OF_TRAINING = frozenset({"prior_strength", "lora_dropout", "init", "router_init_std", "expert_names"})
"""Options that say nothing of what trained tensors mean; nor do the losses' weights."""


@dataclass(slots=True, kw_only=True)
class Progress:
    """Where a run is.

    Attributes:
        step: Optimiser steps done.
        tokens: Tokens read, padding left out.
        seconds: Time of training, over all its processes.
        epoch, batch: The next batch.
        joules: None where the machine cannot tell.
        best: Smallest validation loss, None before the first.
        worse: Validations since the best one.
    """

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    epoch: int = 0
    batch: int = 0
    joules: float | None = None
    best: float | None = None
    worse: int = 0


def trained(model: nn.Module) -> dict[str, nn.Parameter]:
    """The parameters that training changes, by name."""
    return {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}


def save_checkpoint(
    folder: Path,
    *,
    model: nn.Module,
    optimizer: torch.optim.Optimizer,
    progress: Progress,
    config: dict[str, Any],
) -> Path:
    """Writes ``folder/checkpoint-<step>`` and deletes the older ones; returns its path."""
    target = folder / f"{_PREFIX}{progress.step:07d}"
    partial = folder / f".{target.name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    parameters = trained(model)
    save_file({n: p.detach().contiguous() for n, p in parameters.items()}, partial / "parameters.safetensors")
    moments: dict[str, Tensor] = {"rng": torch.get_rng_state()}
    for name, parameter in parameters.items():
        for key, value in optimizer.state.get(parameter, {}).items():
            moments[f"{key}/{name}"] = torch.as_tensor(value).detach().contiguous()
    save_file(moments, partial / "optimizer.safetensors")
    state = {"progress": asdict(progress), "config": config}
    (partial / "state.json").write_text(json.dumps(state, indent=1), encoding="utf-8")
    for path in partial.iterdir():
        _sync(path)
    _sync(partial)
    if target.exists():
        shutil.rmtree(target)
    partial.rename(target)
    _sync(folder)
    for old in _checkpoints(folder)[:-1]:
        shutil.rmtree(old, ignore_errors=True)
    return target


def latest_checkpoint(folder: Path) -> Path | None:
    """The newest whole checkpoint of a run, None where there is none."""
    found = _checkpoints(folder)
    return found[-1] if found else None


def load_checkpoint(path: Path, *, model: nn.Module, optimizer: torch.optim.Optimizer) -> Progress:
    """Puts parameters, moments and the random state back.

    Raises:
        ValueError: The checkpoint is of another adapter.
    """
    load_parameters(path, model=model)
    parameters = trained(model)
    moments = load_file(path / "optimizer.safetensors")
    torch.set_rng_state(moments.pop("rng"))
    for entry, value in moments.items():
        key, _, name = entry.partition("/")
        parameter = parameters[name]
        optimizer.state[parameter][key] = value.to(parameter.device)
    return saved_progress(path)


def check_meaning(path: Path, config: Mapping[str, Any]) -> None:
    """Tensors of like shapes mean something else under another scale, router or order of modalities.

    Budget, rate, weights of losses and where files are may change from one start of a run to the next.

    Raises:
        ValueError: The checkpoint was trained otherwise; says in what.
    """
    before, now = _meaning(saved_config(path)), _meaning(json.loads(json.dumps(config)))
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            raise ValueError(
                f"{path} was trained with {name} = {_told(before.get(name))}, not {_told(now.get(name))}: "
                "train into another folder"
            )


def _meaning(config: Mapping[str, Any]) -> dict[str, Any]:
    adapter = config["adapter"]
    found = {f"adapter.{name}": adapter[name] for name in ("kind", "alpha")}
    found |= {
        f"adapter.options.{name}": value
        for name, value in adapter["options"].items()
        if name not in _OF_TRAINING and not name.endswith("_weight")
    }
    if adapter["kind"] == "mixture":
        found["data.modalities"] = config["data"]["modalities"]
    return found


def _told(value: Any) -> str:
    return "its default" if value is None else json.dumps(value)


def saved_progress(path: Path) -> Progress:
    """Where the run was when the checkpoint was written."""
    return Progress(**json.loads((path / "state.json").read_text(encoding="utf-8"))["progress"])


def load_parameters(path: Path, *, model: nn.Module) -> None:
    """Puts a checkpoint's parameters into a model with the same adapter.

    Raises:
        ValueError: The checkpoint is of another adapter.
    """
    parameters = trained(model)
    saved = load_file(path / "parameters.safetensors")
    if set(saved) != set(parameters) or any(saved[n].shape != p.shape for n, p in parameters.items()):
        raise ValueError(f"{path} holds another adapter: train into another folder")
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(saved[name])


def saved_config(path: Path) -> dict[str, Any]:
    """The configuration that a checkpoint was trained with."""
    config: dict[str, Any] = json.loads((path / "state.json").read_text(encoding="utf-8"))["config"]
    return config


def _checkpoints(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{_PREFIX}*") if (path / "state.json").is_file())


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
