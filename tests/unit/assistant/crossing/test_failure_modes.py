"""The line of an FMEA that a finding belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.crossing.failure_modes import FailureModes
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Hit, Language, Scope

from .mill import LETTER, REPORT, MillLibrary, Sheet, chunk, names_in, question

_LINES = (
    (1, "SW-12", "Blade", "Jam", "Log carriage stalls", "Saw stops", "J1", "Slip clutch on the carriage", 90),
    (2, "SW-12", "Blade", "Crack", "Fatigue", "Blade breaks", "C1", "Replace at 400 h", 120),
    (3, "SW-12", "Guide", "Wear", "Resin and dust", "Wavy cut", "W1", "Clean every shift", 60),
    (4, "CV-30", "Chain", "Jam", "Log carriage stalls", "Chips pile up", "J2", "None", 20),
)
_NAMES = (
    "No.",
    "Machine",
    "Component",
    "Failure mode",
    "Cause",
    "Effect",
    "Code",
    "Recommended action",
    "RPN",
)


@pytest.fixture(scope="module")
def modes(tmp_path_factory: pytest.TempPathFactory) -> FailureModes:
    folder: Path = tmp_path_factory.mktemp("fmea")
    types = {name: ("number" if name in ("No.", "RPN") else "text", None) for name in _NAMES}
    rows = [dict(zip(_NAMES, line, strict=True)) for line in _LINES]
    sheet = Sheet("fmea", "FMEA of the saw", types, rows)  # type: ignore[arg-type]
    expert = TableExpert(FolderTables([sheet.write(folder)]))

    def search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
        passage = chunk(LETTER, 3, "The guide of SW-12 showed wear of 2 mm, with resin on both faces.")
        return (Hit(chunk=passage, score=1.0),)

    return FailureModes(
        modes_of=expert.failure_modes,
        names_in=names_in,  # type: ignore[arg-type]
        library=MillLibrary(),  # type: ignore[arg-type]
        search=search,
    )


@pytest.mark.parametrize(
    ("text", "language", "told", "source"),
    [
        ("What does the FMEA recommend for the jam of SW-12 in report SR-2031-044?", "en",
         "Recommended action: Slip clutch on the carriage", REPORT),
        ("Which code does the FMEA give to the jam of SW-12 described in SR-2031-044?", "en", "Code: J1", REPORT),
        ("What RPN does the FMEA give for the wear found on the guide of SW-12?", "en", "RPN: 60", LETTER),
        ("Quelle action l'AMDEC recommande-t-elle pour l'usure trouvée sur SW-12 ?", "fr",
         "Recommended action: Clean every shift", LETTER),
    ],
)  # fmt: skip
def test_the_line_that_the_finding_fits_is_told_with_the_finding(
    modes: FailureModes, text: str, language: Language, told: str, source: str
) -> None:
    bridge = modes.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")
    assert len(bridge.reasons) == 2
    assert bridge.reasons[-1].source == source


def test_a_finding_that_no_line_tells_is_refused(modes: FailureModes) -> None:
    bridge = modes.cross(question("What does the FMEA recommend for the paint found on SW-12?"), Scope())
    assert bridge is None or bridge.refusal is not None


@pytest.mark.parametrize(
    "text",
    [
        "Which line of the FMEA has the highest RPN?",
        "What does the FMEA recommend for a crack of the blade?",
        "What was found in report SR-2031-044?",
    ],
)
def test_other_questions_are_left_to_the_tables(modes: FailureModes, text: str) -> None:
    assert modes.cross(question(text), Scope()) is None
