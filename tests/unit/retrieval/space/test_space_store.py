"""The file of a space: it comes back whole, survives a kill while it is written, and is refused where broken."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import BadSpace
from retrieval.space.store import Space, load_space, save_space


def test_what_is_written_comes_back(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "space" / "space.safetensors"
    save_space(space, path)
    again = load_space(path)
    assert (again.items, again.concepts, again.sources) == (space.items, space.concepts, space.sources)
    assert np.array_equal(again.vectors, space.vectors)
    assert again.about == space.about
    assert [found.name for found in path.parent.iterdir()] == ["space.safetensors"]


def test_a_kill_while_writing_leaves_the_old_one(
    space: Space, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "space.safetensors"
    save_space(space, path)
    before = path.read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        save_space(space, path)
    assert path.read_bytes() == before


def test_what_a_killed_writer_left_is_removed_by_the_next(space: Space, tmp_path: Path) -> None:
    left, writing = (tmp_path / f"space.safetensors.{pid}.part" for pid in (1, 2))
    for part in (left, writing):
        part.write_bytes(b"half")
    os.utime(left, (1, 1))
    save_space(space, tmp_path / "space.safetensors")
    assert {found.name for found in tmp_path.iterdir()} == {"space.safetensors", writing.name}


def test_none_and_broken_ones_say_what_mends_it(space: Space, tmp_path: Path) -> None:
    path = tmp_path / "space.safetensors"
    with pytest.raises(BadSpace, match="assistant space train"):
        load_space(path)
    save_space(space, path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(BadSpace, match="no whole space"):
        load_space(path)


@pytest.mark.parametrize("harm", ["links", "vectors", "nan"])
def test_parts_that_do_not_fit_are_refused(space: Space, tmp_path: Path, harm: str) -> None:
    from dataclasses import replace

    path = tmp_path / "space.safetensors"
    changed = {
        "links": {"links": np.array([[0, 999]])},
        "vectors": {"vectors": space.vectors[:-1].copy()},
        "nan": {"anchors": np.full_like(space.anchors, np.nan)},
    }[harm]
    save_space(replace(space, **changed), path)
    with pytest.raises(BadSpace):
        load_space(path)
