"""A drawing's title block answers with the attribute asked for, other lists with all they say."""

from __future__ import annotations

import pytest

from assistant.experts.text.candidates import candidates
from retrieval.identifiers import find_identifiers
from retrieval.records import Chunk, Hit


def _pieces(text: str) -> list[tuple[str, str]]:
    chunk = Chunk(
        id="d", source="plan.dxf", kind="drawing", ordinal=0, text=text, identifiers=find_identifiers(text)
    )
    return [(c.lead, c.text) for c in candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)]


def test_each_attribute_stands_alone() -> None:
    found = _pieces(
        "TITLE_BLOCK: TITLE: Cover, NDE; REVISION: C; SCALE: 1:1; MASS: 3.82 kg; PART_NO: 40-0152"
    )
    assert ("", "MASS: 3.82 kg") in found
    assert ("", "TITLE: Cover, NDE") in found
    assert ("", "SCALE: 1:1") in found


@pytest.mark.parametrize(
    "text",
    [
        "MOTOR: TAG: M-101A; DESCRIPTION: 132 kW, 1485 rpm",
        "VALVE: TAG: HV-7; SIZE: 80; SERVICE: CW; RATING: PN16; NOTE: locked",
        "Set the valve; wait; TITLE: one; start again.",
    ],
)
def test_what_tells_of_one_thing_stays_together(text: str) -> None:
    assert [piece for _, piece in _pieces(text)] == [text]


def test_a_field_is_no_header_of_the_fields_below() -> None:
    found = {text: lead for lead, text in _pieces("approved by: RE\nweight: 3.82 kg\npart number: 40-0152")}
    assert found["weight: 3.82 kg"] == ""
