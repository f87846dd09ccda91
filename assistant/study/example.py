"""The example study that ships, written out to begin with. Knows files, no case."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from assistant.errors import StudyRefused


def write_example(folder: Path) -> list[str]:
    """Writes the example into a folder that is empty or absent; gives the names of its files.

    Raises:
        StudyRefused: Something is in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyRefused(f"{folder} is not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    source = resources.files("assistant.study").joinpath("sample")
    for file in sorted(source.iterdir(), key=lambda one: one.name):
        (folder / file.name).write_bytes(file.read_bytes())
        names.append(file.name)
    return names
