from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.errors import DataMissing, DataRefused
from eval.public_sets import PUBLIC_SETS, SKAB, data_folder


def nothing(url: str) -> Iterator[bytes]:
    yield b"not the file"


def test_every_set_states_licence_and_exact_version() -> None:
    for name, dataset in PUBLIC_SETS.items():
        assert dataset.name == name
        assert dataset.licence
        assert all(len(file.sha256) == 64 and "/main/" not in file.url for file in dataset.files)
        assert all(".." not in file.path and not file.path.startswith("/") for file in dataset.files)


def test_the_local_folder_comes_first(tmp_path: Path) -> None:
    (tmp_path / "skab").mkdir()
    assert data_folder("skab", tmp_path, cache=tmp_path / "cache", stream=nothing) == tmp_path / "skab"


def test_a_public_set_is_fetched_and_checked(tmp_path: Path) -> None:
    with pytest.raises(DataRefused, match="expected"):
        data_folder("skab", None, cache=tmp_path, stream=nothing)


def test_other_sets_are_missing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        data_folder("design_qa", None, cache=tmp_path, stream=nothing)


def test_checksums_are_those_of_the_real_files(bench_data: Path) -> None:
    for file in SKAB.files:
        content = (bench_data / "skab" / file.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file.sha256
