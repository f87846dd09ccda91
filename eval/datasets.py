"""Where the data of a benchmark come from: a local folder, or an address with checksum and licence.

Nothing is fetched that has no stated licence, and nothing is used whose checksum differs.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from eval.errors import DataMissing, DataRefused

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """A file of a public data set.

    Attributes:
        path: Where it is put, relative to the data set's folder.
        url: Address of exactly this version (a commit, not a branch).
        sha256: Its checksum.
    """

    path: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSet:
    """A public data set. ``licence`` is an SPDX name as its owner states it; None forbids fetching."""

    name: str
    licence: str | None
    homepage: str
    files: tuple[RemoteFile, ...]


Stream = Callable[[str], Iterator[bytes]]
"""Gives the bytes behind an address, piece by piece."""


def local_folder(name: str, bench_data: Path | None, *, needs: Sequence[str] = ()) -> Path:
    """The folder of a data set below the benchmark data.

    Raises:
        DataMissing: The folder, or one of the files it needs, is not there.
    """
    if bench_data is None:
        raise DataMissing(f"{name} needs its data: give --bench-data DIR or set ASSISTANT_BENCH_DATA")
    folder = bench_data / name
    missing = [part for part in ("", *needs) if not (folder / part).exists()]
    if missing:
        raise DataMissing(f"{name}: not there: {', '.join(str(folder / part) for part in missing)}")
    return folder


def fetch(dataset: RemoteSet, cache: Path, *, stream: Stream | None = None) -> Path:
    """The data set's folder in the cache; files that are absent are fetched and checked first.

    Raises:
        DataRefused: No licence is stated, or a file is not the expected one.
        DataMissing: An address does not answer.
    """
    if dataset.licence is None:
        raise DataRefused(
            f"{dataset.name} states no licence and is not fetched: get it from {dataset.homepage} yourself "
            "and give the folder with --bench-data"
        )
    folder = cache / dataset.name
    for file in dataset.files:
        target = folder / file.path
        if target.is_file() and _sha256(target) == file.sha256:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _fetch_file(file, target, stream or _http)
    return folder


def _fetch_file(file: RemoteFile, target: Path, stream: Stream) -> None:
    """Under a name of its own until it is whole and right."""
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as sink:
            for piece in stream(file.url):
                sink.write(piece)
        found = _sha256(part)
        if found != file.sha256:
            raise DataRefused(f"{file.url} is not the expected file: sha256 {found}, expected {file.sha256}")
        part.replace(target)
    except httpx.HTTPError as error:
        raise DataMissing(f"{file.url} cannot be fetched: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _http(url: str) -> Iterator[bytes]:
    with _answer(url) as response:
        yield from response.iter_bytes(_BLOCK)


@contextmanager
def _answer(url: str) -> Iterator[httpx.Response]:
    with httpx.stream("GET", url, follow_redirects=True, timeout=60) as response:
        response.raise_for_status()
        yield response


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
