"""Train an energy on usual points alone, with negatives that the network itself finds. Knows no log.

Loss: the hinge Kantorovich-Rubinstein loss of Serrurier et al., "Achieving robustness in classification using
optimal transport with hinge regularization", CVPR 2021. Negatives: Newton-Raphson ascent from outside the
usual points towards the network's boundary, of Béthune et al., "Robust one-class classification with signed
distance function using 1-Lipschitz neural networks", ICML 2023. The only file that imports deel-torchlip.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.experts.series.energy.basis import Array
from assistant.experts.series.energy.network import EnergyNetwork
from assistant.experts.series.energy.recipe import Recipe

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """What came of a training.

    Attributes:
        losses: Of each step.
        landed: Mean absolute energy of the negatives of each step over that of their starts: 0 where ascent
            reaches the boundary at once, 1 where it does not come nearer.
        sealed: Largest singular value found in a constrained layer before it was divided by it.
    """

    network: EnergyNetwork
    losses: Array
    landed: Array
    sealed: float


def train(points: Array, recipe: Recipe, *, metric: Array | None = None) -> Training:
    """Learns the energy of usual points; the same points, recipe and metric give the same network.

    The network sees ``(point - centre) @ metric.T``. The metric is folded into the first layer and its norm
    divided out of the last, so that the energy is 1-Lipschitz in the points as they were given.

    Args:
        points: Shape (count, dimensions); standardised, so that one unit means the same everywhere.
        metric: In which distances are learnt, shape (seen, dimensions), for example a root of the inverse
            covariance; None for the points' own.

    Raises:
        ValueError: There are no points, a hidden layer has an odd number of units, or the training diverged.
    """
    import torch

    if not points.size:
        raise ValueError("no points to learn from")
    if any(units % 2 for units in recipe.hidden):
        raise ValueError("hidden layers have an even number of units")
    centre = points.mean(axis=0)
    metric = np.eye(points.shape[1]) if metric is None else metric
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(recipe.seed)
        usual = torch.as_tensor((points - centre) @ metric.T, dtype=torch.float32)
        net = _layers(usual.shape[1], recipe)
        losses, landed = _optimise(net, usual, recipe)
        network, sealed = _exported(net, centre, metric, recipe.constrained)
    return Training(network=network, losses=losses, landed=landed, sealed=sealed)


def _optimise(net: torch.nn.Sequential, usual: torch.Tensor, recipe: Recipe) -> tuple[Array, Array]:
    import torch
    from torch.nn.utils import parametrize

    side = recipe.reach * usual.abs().amax(dim=0).clamp_min(1.0)
    groups = [{"params": [p], "lr": recipe.rate / max(p.numel(), 16) ** 0.5} for p in net.parameters()]
    optimiser = torch.optim.Adam(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: 0.01 + 0.99 * 0.5 * (1.0 + math.cos(math.pi * step / recipe.steps))
    )
    losses, landed = np.empty(recipe.steps), np.empty(recipe.steps)
    for step in range(recipe.steps):
        chosen = usual[torch.randint(usual.shape[0], (recipe.batch,))]
        starts = _starts(usual, side, recipe)
        optimiser.zero_grad()
        with parametrize.cached():
            negatives, landed[step] = _ascend(net, starts, recipe.ascent, side)
            loss = _hinge_kr(net(chosen), net(negatives), recipe)
            loss.backward()  # type: ignore[no-untyped-call]
            _retract(net)
        optimiser.step()
        schedule.step()
        losses[step] = float(loss.detach())
    return losses, landed


def _layers(inputs: int, recipe: Recipe) -> torch.nn.Sequential:
    import torch
    from deel import torchlip

    layers: list[torch.nn.Module] = []
    for units in recipe.hidden:
        layers.append(
            torchlip.SpectralLinear(inputs, units) if recipe.constrained else torch.nn.Linear(inputs, units)
        )
        layers.append(torchlip.GroupSort2())
        inputs = units
    layers.append(torchlip.FrobeniusLinear(inputs, 1) if recipe.constrained else torch.nn.Linear(inputs, 1))
    return torch.nn.Sequential(*layers)


def _retract(net: torch.nn.Sequential) -> None:
    """Puts the raw weights where the normalised ones of this step are; within ``parametrize.cached``.

    Otherwise they grow step by step, and a step turns them less and less.
    """
    import torch
    from torch.nn.utils import parametrize

    with torch.no_grad():
        for layer in net:
            if isinstance(layer, torch.nn.Linear) and parametrize.is_parametrized(layer):
                layer.get_parameter("parametrizations.weight.original").copy_(layer.weight)


def _starts(usual: torch.Tensor, side: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """Where negatives start: in the box, or beside usual points along some of the coordinates."""
    import torch

    count, size = recipe.batch, usual.shape[1]
    boxed = side * (2.0 * torch.rand(count, size) - 1.0)
    beside = usual[torch.randint(usual.shape[0], (count,))]
    moving = torch.rand(count, size) < size ** (-torch.rand(count, 1))
    way = torch.nn.functional.normalize(torch.randn(count, size) * moving, dim=1)
    length = recipe.near * (recipe.far / recipe.near) ** torch.rand(count, 1)
    return torch.where(torch.rand(count, 1) < recipe.boxed, boxed, beside + length * way)


def _hinge_kr(usual: torch.Tensor, negatives: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """Usual points shall have energies below minus the margin, negatives above it."""
    apart = usual.mean() - negatives.mean()
    hinge = (recipe.margin + usual).relu().mean() + (recipe.margin - negatives).relu().mean()
    return recipe.hinge * hinge + (1.0 - recipe.hinge) * apart


def _ascend(
    net: torch.nn.Module, starts: torch.Tensor, steps: int, side: torch.Tensor
) -> tuple[torch.Tensor, float]:
    """Moves points where the energy is positive some way towards where it is 0.

    A step is the root of the network's tangent; each point goes its own random share of the way, so that
    negatives stand at all distances from the boundary. No point leaves the box.
    """
    import torch

    share = torch.rand(starts.shape[0], 1)
    points, first = torch.clamp(starts, -side, side), 1.0
    for step in range(steps):
        points = points.detach().requires_grad_(True)
        energy = net(points)
        if step == 0:
            first = float(energy.detach().abs().mean())
        (slope,) = torch.autograd.grad(energy.sum(), points, retain_graph=True)
        away = energy.detach().relu() / (slope.pow(2).sum(dim=1, keepdim=True) + 1e-8)
        points = torch.clamp(points.detach() - share * away * slope, -side, side)
    with torch.no_grad():
        last = float(net(points).abs().mean())
    return points.detach(), last / max(first, 1e-12)


def _exported(
    net: torch.nn.Sequential, centre: Array, metric: Array, constrained: bool
) -> tuple[EnergyNetwork, float]:
    """Plain matrices in the points' own coordinates.

    Constrained layers are divided by their largest singular value where it is above 1, in double precision.
    """
    import torch

    weights, biases, largest = [], [], 0.0
    for layer in net:
        if not isinstance(layer, torch.nn.Linear):
            continue
        weight = layer.weight.detach().double().numpy()
        if not np.isfinite(weight).all():
            raise ValueError("the training diverged: take a lower rate")
        if constrained:
            norm = float(np.linalg.norm(weight, ord=2))
            largest = max(largest, norm)
            weight = weight / max(norm, 1.0)
        weights.append(np.array(weight))
        biases.append(layer.bias.detach().double().numpy().copy())
    weights[0] = weights[0] @ metric
    biases[0] = biases[0] - weights[0] @ centre
    stretch = float(np.linalg.norm(metric, ord=2))
    weights[-1], biases[-1] = weights[-1] / stretch, biases[-1] / stretch
    return EnergyNetwork(weights=tuple(weights), biases=tuple(biases)), largest
