"""TimeGAN's losses train what they should, and training in pieces is training at once."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from eval.baselines.time_gan import TimeGan
from eval.baselines.time_gan_training import Budget, Training
from eval.errors import DataRefused

SMALL = Budget(embedding=20, supervised=20, joint=10)


def waves() -> np.ndarray:
    phase = np.random.default_rng(0).uniform(0, 2 * np.pi, size=(200, 1, 1))
    return (np.sin(0.5 * np.arange(8.0)[None, :, None] + phase + np.array([0.0, 1.0])) + 1.0) / 2.0


def weights(training: Training) -> torch.Tensor:
    return torch.cat([weight.detach().flatten() for weight in training.network.parameters()])


def test_each_loss_has_slopes_for_its_own_networks_only() -> None:
    torch.manual_seed(0)
    network = TimeGan(2, 6)
    real, noise = torch.rand(16, 8, 2), torch.rand(16, 8, 2)

    def trained(loss: torch.Tensor) -> set[str]:
        named = dict(network.named_parameters())
        slopes = torch.autograd.grad(loss, list(named.values()), allow_unused=True)
        return {name.split(".")[0] for name, slope in zip(named, slopes, strict=True) if slope is not None}

    assert trained(network.embedding_loss(real)) == {"embedder", "recovery"}
    assert trained(network.supervised_loss(real)) == {"supervisor"}
    assert trained(network.discriminator_loss(real, noise)) == {"discriminator"}
    assert {"generator", "supervisor"} <= trained(network.generator_loss(real, noise))
    assert "embedder" not in trained(network.generator_loss(real, noise))


def test_a_discriminator_that_tells_all_apart_rests() -> None:
    torch.manual_seed(0)
    network = TimeGan(1, 4)
    with torch.no_grad():
        network.embedder.leave.bias.fill_(6.0)
        network.generator.leave.bias.fill_(-6.0)
        network.supervisor.leave.bias.fill_(-6.0)
    real, noise = torch.rand(8, 6, 1), torch.rand(8, 6, 1)
    optimiser = torch.optim.Adam(network.discriminator.parameters(), lr=0.05)
    losses = []
    while (loss := network.discriminator_loss(real, noise)) is not None:
        losses.append(float(loss.detach()))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        assert len(losses) < 300
    assert losses[0] > 1.0
    assert losses[-1] > 0.15


def test_pieces_continue_one_another(tmp_path) -> None:
    whole = Training(waves(), SMALL, units=6)
    assert whole.advance(60.0)
    part = Training(waves(), SMALL, units=6)
    assert not part.advance(0.0)
    assert part.done == 20
    part.save(tmp_path / "gan.pt")
    rest = Training(waves(), SMALL, units=6)
    rest.load(tmp_path / "gan.pt")
    assert rest.advance(60.0)
    assert torch.equal(weights(rest), weights(whole))
    made = rest.sample(5, 1)
    assert made.shape == (5, 8, 2)
    assert 0.0 <= made.min() <= made.max() <= 1.0
    with pytest.raises(DataRefused, match="another budget"):
        Training(waves(), Budget(embedding=1, supervised=1, joint=1), units=6).load(tmp_path / "gan.pt")


def test_the_first_stage_learns_to_reconstruct() -> None:
    training = Training(waves(), Budget(embedding=150, supervised=0, joint=0), units=8)
    real = torch.from_numpy(waves()).float()
    before = float(training.network.embedding_loss(real).detach())
    training.advance(60.0)
    assert float(training.network.embedding_loss(real).detach()) < 0.8 * before
