"""Derived columns of real registers: the sample plant's gets them, those that say it by codes do not."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from table_frames import table_files

from ingest.findings import with_findings
from ingest.parsed import ParsedDocument
from ingest.parsers import parser_for


def parsed(path: Path) -> ParsedDocument:
    with path.open("rb") as stream:
        return parser_for(path, stream.read(8192))(path)


def test_tables_that_tell_by_codes_are_left_alone(bench_data: Path) -> None:
    for path in table_files(bench_data):
        document = parsed(path)
        assert with_findings(document) is document, path.name


def test_leaking_seals_of_the_sample_plant_are_found_in_whatever_words(sample_plant: Path) -> None:
    path = sample_plant / "maintenance" / "work_orders.csv"
    printed = pd.read_csv(path)
    table = with_findings(parsed(path)).tables[0].rows.to_pandas()
    assert table["Description"].tolist() == printed["Description"].tolist()
    told = table["Failure (derived)"].fillna("").str.contains("leak")
    told &= table["Component (derived)"].fillna("").str.contains("seal")
    assert set(table.loc[told, "Description"]) == {
        "P-101A mech seal weeping",
        "P-101B mech seal weeping",
        "Gland/seal drip at P-101B",
        "Mech seal leak P-101B, standby not available",
    }
    french = table["Description"].str.startswith(("Défaut", "Fuite"))
    assert french.sum() > 5
    assert table.loc[french, "Failure (derived)"].isna().all()
