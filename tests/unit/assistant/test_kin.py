"""What belongs with a tag: the other of a pair, its motor."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

import pytest

from assistant.kin import Kin

_ROWS = {"P-7A": "Feed pump A", "P-7B": "Feed pump B", "M-7A": "Motor of P-7A", "S-7A": "Strainer of P-7A",
         "P-8A": "Drain pump", "P-8B": "Drain pump", "P-8C": "Drain pump"}  # fmt: skip


@dataclass(frozen=True)
class _Column:
    name: str
    is_text: bool = True


def _rows(tag: str, scope: object) -> list[object]:
    del scope
    columns = (_Column("Tag"), _Column("Description"))
    return [SimpleNamespace(schema=SimpleNamespace(columns=columns), head="Tag",
                            cells={"Tag": tag, "Description": _ROWS[tag]})]  # fmt: skip


KIN = Kin(identifiers=lambda: frozenset(_ROWS), rows_named=_rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "before", "placed"),
    [
        ("and the other one?", "How many orders on P-7A?", "and P-7B?"),
        ("et l'autre pompe ?", "Combien d'OT sur P-7B ?", "et P-7A ?"),
        ("what about the motor?", "How many orders on P-7A?", "what about M-7A?"),
        ("et la crépine ?", "Combien d'OT sur P-7A ?", "et S-7A?"),
        ("and for the pump?", "How many orders on S-7A?", "and for P-7A?"),
    ],
)
def test_the_tag_stands_in_its_place(text: str, before: str, placed: str) -> None:
    assert KIN.named_in(text, before) == (placed, ())


def test_among_several_nothing_is_guessed() -> None:
    assert KIN.named_in("and the other one?", "How many orders on P-8A?") == (
        "and the other one?",
        ("P-8B", "P-8C"),
    )


@pytest.mark.parametrize("text", ["what about the gearbox?", "and the pressure?", "and P-9?"])
def test_what_is_not_there_stays_as_it_was(text: str) -> None:
    assert KIN.named_in(text, "How many orders on P-7A?") == (text, ())


def test_a_lettered_machine_is_the_one_that_is_called_so() -> None:
    assert KIN.spelled("is motor A running?") == "is M-7A running?"
    assert KIN.several("pump A") == ("P-7A", "P-8A")
    assert KIN.spelled("and of pump B?", "vibration limit of P-7A?") == "and of P-7B?"
    assert KIN.spelled("pump A trips") == "pump A trips"
    assert KIN.several("pump A or P-7A") == ()
