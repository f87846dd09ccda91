import pickle
from pathlib import Path

import pytest

from ingest.spool import IN_MEMORY, Spool, rewritten, with_items

MANY = 3 * IN_MEMORY + 17


def test_a_short_spool_has_no_file(tmp_path: Path) -> None:
    spool = Spool(range(IN_MEMORY - 1), path=tmp_path / "items")
    assert list(spool) == list(range(IN_MEMORY - 1))
    assert not list(tmp_path.iterdir())


def test_a_long_spool_is_a_sequence(tmp_path: Path) -> None:
    spool = Spool(range(MANY), path=tmp_path / "items")
    assert len(spool) == MANY
    assert list(spool) == list(range(MANY))
    assert (spool[0], spool[-1], spool[1_500]) == (0, MANY - 1, 1_500)
    assert spool[990:1_010] == list(range(990, 1_010))
    with pytest.raises(IndexError):
        spool[MANY]
    spool.append(-1)
    assert spool[MANY] == -1


def test_most_of_a_long_spool_is_not_in_memory(tmp_path: Path) -> None:
    spool = Spool(range(MANY), path=tmp_path / "items")
    assert len(pickle.dumps(spool)) < 5_000


def test_another_process_reads_the_file_until_it_is_discarded(tmp_path: Path) -> None:
    spool = Spool(range(MANY), path=tmp_path / "items")
    other = pickle.loads(pickle.dumps(spool))
    assert list(other) == list(range(MANY))
    other.discard()
    assert not list(tmp_path.iterdir())


def test_a_file_that_goes_with_its_spool_is_not_handed_on() -> None:
    spool = Spool(range(MANY))
    assert sum(spool) == MANY * (MANY - 1) // 2
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(spool)
    folder = spool._file.parent
    assert folder.is_dir()
    del spool
    assert not folder.exists()


def test_items_are_changed(tmp_path: Path) -> None:
    spool = Spool(range(MANY), path=tmp_path / "items")
    changed = with_items(spool, {3: -3, MANY - 1: 0})
    assert (changed[2], changed[3], changed[MANY - 1]) == (2, -3, 0)
    assert with_items((1, 2), {1: 5}) == (1, 5)
    assert rewritten((1, 2), lambda item: -item) == (-1, -2)
    assert list(rewritten(spool, lambda item: item + 1))[3:5] == [-2, 5]
