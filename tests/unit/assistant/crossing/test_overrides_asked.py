"""Overrides of safety functions: in force, past their end, on one tag; other uses of the word are left."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.overrides_asked import OverridesAsked

from .registers import Ask, asking, tables_of

_ENGLISH = (
    ("Ref", "Tag", "Function overridden", "Kind", "Reason", "Applied", "Applied by", "Valid until", "Removed"),
    ("MOS-1", "PSLL-1", "Mill suction trip", "Override", "Calibration", date(2030, 9, 1), "N. Oak", date(2030, 9, 2), date(2030, 9, 1)),
    ("MOS-2", "LSHH-2", "Drum high level trip", "Override", "Flushing", date(2030, 12, 12), "B. Elm", date(2030, 12, 13), None),
    ("MOS-3", "AI-3", "Oxygen alarm", "Inhibit", "Analyser drifts", date(2030, 12, 6), "N. Oak", date(2031, 2, 1), None),
)  # fmt: skip
_FRENCH = (
    ("N°", "Repère", "Sécurité shuntée", "Motif", "Posé le", "Posé par", "Statut"),
    ("S-31", "TSHH-7", "Température très haute", "Sonde", date(2030, 12, 1), "Orme", "En place"),
    ("S-32", "PSL-5", "Pression azote", "Travaux", date(2030, 11, 1), "Hêtre", "Levé"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("mos"), {"override_register": _ENGLISH})
    return asking(OverridesAsked(rows_of=tables.rows_of, today=lambda: date(2031, 1, 1)))


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("shunts"), {"registre_shunts": _FRENCH})
    return asking(OverridesAsked(rows_of=tables.rows_of, today=lambda: date(2031, 1, 1)))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "what overrides are in force now?",
            ["2 overrides in force on 1 January 2031, 1 of them", "MOS-2", "MOS-3"],
        ),
        ("how many bypasses are active", ["2 overrides in force", "MOS-2", "MOS-3"]),
        ("how many inhibits are active", ["1 override in force", "MOS-3"]),
        ("which bypasses are past their expiry?", ["1 override past its end", "MOS-2"]),
        ("is the drum high level trip bypassed?", ["Yes, not taken off: MOS-2", "19 days over"]),
        ("is PSLL-1 overridden?", ["No, it was taken off: MOS-1"]),
        ("is TI-9 bypassed?", ["no override of TI-9"]),
        ("any inhibit on AI-3", ["Yes, not taken off: MOS-3"]),
        ("who inhibited AI-3 and why", ["MOS-3", "N. Oak", "Analyser drifts"]),
    ],
)
def test_english(tell: Ask, question: str, wanted: list[str]) -> None:
    told = tell(question) or []
    assert len(told) == max(1, len([part for part in wanted if part.startswith("MOS")]) + (len(told) > 1))
    assert [part for part in wanted if part not in "\n".join(told)] == [], told


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("quels shunts sont en place actuellement ?", ["1 shunt en place au 1er janvier 2031", "S-31"]),
        ("la sécurité TSHH-7 est-elle shuntée ?", ["Oui, non levé : S-31"]),
        ("PSL-5 est-elle shuntée ?", ["Non, levé : S-32"]),
        ("qui a posé le shunt de TSHH-7 ?", ["par Orme"]),
    ],
)
def test_french_with_a_state(dire: Ask, question: str, wanted: list[str]) -> None:
    told = "\n".join(dire(question, "fr") or [])
    assert [part for part in wanted if part not in told] == [], told


@pytest.mark.parametrize(
    "question",
    [
        "is the bypass valve HV-3 open?",
        "how do I bypass PSLL-1?",
        "procedure for overrides in force",
        "may we inhibit AI-3 for a day?",
        "what is a maintenance override?",
        "is the bypass line open now?",
    ],
)
def test_left_to_others(tell: Ask, question: str) -> None:
    assert tell(question) is None
