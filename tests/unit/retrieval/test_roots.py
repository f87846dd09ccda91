"""Collections and the folders that they are bound to."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogue_records import catalogue_in

from retrieval.catalogue import Catalogue
from retrieval.roots import clean


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_in(tmp_path / "data")


def test_two_folders_of_one_name_never_share_a_collection(catalogue: Catalogue, tmp_path: Path) -> None:
    assert catalogue.collection_for(tmp_path / "a" / "docs") == "docs"
    assert catalogue.collection_for(tmp_path / "b" / "docs") == "docs-2"
    assert catalogue.collection_for(tmp_path / "c" / "other", "docs") == "docs-3"
    assert catalogue.collection_for(tmp_path / "b" / "docs") == "docs-2"


def test_a_file_is_located_under_its_nearest_root(catalogue: Catalogue, tmp_path: Path) -> None:
    catalogue.collection_for(tmp_path / "plant")
    catalogue.collection_for(tmp_path / "plant" / "unit 1", "unit")
    assert catalogue.locate(tmp_path / "plant" / "a" / "x.pdf") == ("plant", "a/x.pdf")
    assert catalogue.locate(tmp_path / "plant" / "unit 1" / "x.pdf") == ("unit", "x.pdf")
    assert catalogue.locate(tmp_path / "plantation" / "x.pdf") is None


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [("a/b", "a-b"), ("../..", "files"), (" été ", "été"), ("x\x00\ny", "x-y"), ("", "files")],
)
def test_names_of_collections_hold_no_slash(name: str, cleaned: str) -> None:
    assert clean(name) == cleaned
