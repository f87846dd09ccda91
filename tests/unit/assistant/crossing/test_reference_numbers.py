"""Numbers of requests, orders and permits that notes name; of another kind or thing none is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.crossing.reference_numbers import ReferenceNumbers, kind_asked
from retrieval.records import Hit, Scope

from .mill import MillLibrary, chunk
from .registers import Ask, asking, tables_of

_NOTES = (
    chunk("notes/handover.docx", 0, "Drain of V-20 slow again. Work request WR-4471 raised.\nFan belt of EA-5 changed."),
    chunk("notes/handover.docx", 1, "Oxygen analyser drifts, technician called, WR-90325.\nStrainer under permit PTW-66."),
    chunk("notes/cahier.docx", 0, "Fuite à la garniture de P-76, DT 55120 émise.\nFiltre F-74 nettoyé, OT 88213 soldé."),
    chunk("notes/cahier.docx", 1, "Demande de travaux n° 55127 pour le calorifuge de C-73."),
)  # fmt: skip


def _search(words: str, scope: Scope, top: int) -> Sequence[Hit]:
    return [Hit(chunk=one, score=0.5) for one in _NOTES]


@pytest.fixture(scope="module")
def tell() -> Ask:
    return asking(
        ReferenceNumbers(library=MillLibrary(passages=_NOTES), search=_search, schemas=lambda scope: ())
    )


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("work request number for the V-20 drain?", "WR-4471: “Drain of V-20"),
        ("WR number for the oxygen analyser", "WR-90325: “Oxygen analyser"),
        ("what's the permit number for the strainer", "PTW-66: “Strainer"),
        ("which notification was raised for V-20?", "WR-4471: "),
    ],
)
def test_english(tell: Ask, question: str, wanted: str) -> None:
    told = tell(question) or [""]
    assert len(told) == 1
    assert told[0].startswith(wanted), told


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("numéro de la DT pour la fuite de P-76", "DT 55120 : “Fuite"),
        ("c'est quoi le numéro de la demande de travaux du calorifuge de C-73 ?", "55127 : “Demande"),
        ("n° OT du nettoyage du filtre F-74", "OT 88213 : “Filtre"),
        ("numéro de la demande de travaux pour la purge du V-20", "WR-4471 : “Drain of V-20"),
    ],
)
def test_french(tell: Ask, question: str, wanted: str) -> None:
    told = tell(question, "fr") or [""]
    assert len(told) == 1
    assert told[0].startswith(wanted), told


@pytest.mark.parametrize(
    "question",
    [
        "work order number for the V-20 drain",
        "work request number for P-99",
        "work request number for the gearbox noise",
        "work request number for the gearbox noise of V-20",
        "how many work requests for V-20?",
        "who raised the work request for V-20?",
        "what was done in WR-4471?",
        "phone number of the fitter",
        "which work orders are open on V-20",
        "quels sont les OT correctifs sur V-20 ?",
        "what are the work orders on V-20?",
    ],
)
def test_left_to_others(tell: Ask, question: str) -> None:
    assert tell(question) is None


def test_kinds() -> None:
    assert kind_asked("numéro du bon de travail pour P-7") == "order"
    assert kind_asked("what is a permit?") == "permit"
    assert kind_asked("part number of the seal") is None


def test_a_register_of_orders_tells_their_numbers_itself(tmp_path: Path) -> None:
    orders = (
        ("Order", "Equipment", "Description", "Created", "Finished", "Cost"),
        ("WO-1", "F-74", "Clean filter", date(2031, 1, 2), date(2031, 1, 3), 10),
        ("WO-2", "P-76", "Replace seal", date(2031, 1, 5), date(2031, 1, 6), 20),
    )
    schemas = tables_of(tmp_path, {"work_orders": orders}).schemas
    crossing = ReferenceNumbers(
        library=MillLibrary(passages=_NOTES), search=_search, schemas=lambda scope: schemas(scope)
    )
    assert asking(crossing)("n° OT du nettoyage du filtre F-74", "fr") is None
    assert asking(crossing)("numéro de la DT pour la fuite de P-76", "fr") is not None
