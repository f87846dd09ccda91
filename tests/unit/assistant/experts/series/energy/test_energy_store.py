"""Energies on disk: the same after reading, and nothing broken is taken."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.experts.series.energy.basis import WindowBasis
from assistant.experts.series.energy.store import EnergyRefused, load, save

BASIS = WindowBasis(width=2, kept=1)


def test_what_was_saved_is_read(trained, held_out, tmp_path) -> None:
    save(trained.network, BASIS, tmp_path / "e")
    network, basis = load(tmp_path / "e")
    assert basis == BASIS
    assert np.array_equal(network.energy(held_out), trained.network.energy(held_out))
    assert sorted(p.name for p in (tmp_path / "e").iterdir()) == ["energy.json", "energy.safetensors"]


@pytest.mark.parametrize(
    "change", [{"layers": 2}, {"layers": 9}, {"width": 0}, {"format": 2}, {"kept": "many"}]
)
def test_a_shape_that_does_not_fit_is_refused(trained, tmp_path, change) -> None:
    save(trained.network, BASIS, tmp_path)
    shape = json.loads((tmp_path / "energy.json").read_text())
    (tmp_path / "energy.json").write_text(json.dumps(shape | change))
    with pytest.raises(EnergyRefused):
        load(tmp_path)


def test_missing_and_broken_files_are_refused(trained, tmp_path) -> None:
    with pytest.raises(EnergyRefused, match="holds no"):
        load(tmp_path)
    save(trained.network, BASIS, tmp_path)
    (tmp_path / "energy.safetensors").write_bytes(b"\x80\x04cos\nsystem\n.")
    with pytest.raises(EnergyRefused, match="no whole energy"):
        load(tmp_path)


def test_values_that_are_not_finite_are_refused(trained, tmp_path) -> None:
    from safetensors.numpy import load_file, save_file

    save(trained.network, BASIS, tmp_path)
    tensors = load_file(str(tmp_path / "energy.safetensors"))
    tensors["0.weight"][0, 0] = np.nan
    save_file(tensors, str(tmp_path / "energy.safetensors"))
    with pytest.raises(EnergyRefused, match="finite"):
        load(tmp_path)
