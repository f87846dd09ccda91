"""XML as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.xml_text import parse_xml


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "a.xml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plant_model(tmp_path: Path) -> None:
    document = parse_xml(
        _file(
            tmp_path,
            '<PlantModel><Equipment ID="E1" TagName="P4711" ComponentClass="Pump"><Extent><Min X="1"/>'
            '</Extent><GenericAttribute Name="Head" Value="42" Units="m"/></Equipment><Double>3.5</Double>'
            "</PlantModel>",
        )
    )
    assert document.blocks[0].text == (
        "Equipment TagName=P4711 ID=E1 ComponentClass=Pump\nGenericAttribute Name=Head Value=42 Units=m"
    )


def test_words_of_a_picture(tmp_path: Path) -> None:
    svg = '<svg xmlns="s"><g id="g1"><path d="M0"/><text>60 barg</text></g><style>x</style></svg>'
    assert parse_xml(_file(tmp_path, svg)).blocks[0].text == "60 barg"


def test_entities_are_an_attack(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(Unreadable, match="attack"):
        parse_xml(_file(tmp_path, bomb))


def test_not_well_formed(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="well-formed"):
        parse_xml(_file(tmp_path, "<a><b></a>"))
