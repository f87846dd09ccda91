"""The procedure for the thing that is named, and none for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.experts.text.procedures.choose import ENOUGH, fits, wanted
from assistant.experts.text.procedures.read import procedures_of
from retrieval.records import Document, Language

from .test_procedures_read import chunk

_DOCUMENT = Document(
    id="d", source="shop/MI-7_P-9.docx", collection="shop", path="MI-7_P-9.docx", media="docx", sha256="0",
    revision=1, title="Maintenance instruction MI-7: feed pump P-9", language="en",
    ingested_at=datetime(2031, 1, 1, tzinfo=UTC),
)  # fmt: skip
_CHUNKS = [
    chunk(0, "1. Drain the casing.\n2. Press the seat in.", ("Replacing the mechanical seal",)),
    chunk(1, "1. Heat the bearing.\n2. Push it home.", ("Replacing the bearing",)),
    chunk(2, "1. Stop P-8.\n2. Lift the cover.", ("P-8: cleaning the filter",)),
]


def _best(what: str, language: Language = "en") -> str | None:
    found = [fit for p in procedures_of(_CHUNKS) if (fit := fits(wanted(what, language), p, _DOCUMENT, ""))]
    best = max(found, key=lambda fit: fit.score, default=None)
    return best.procedure.title if best is not None and best.score >= ENOUGH else None


@pytest.mark.parametrize(
    ("what", "language", "title"),
    [
        ("replace the mechanical seal of P-9", "en", "Replacing the mechanical seal"),
        ("changer la garniture mécanique de P-9", "fr", "Replacing the mechanical seal"),
        ("change the bearing of the feed pump", "en", "Replacing the bearing"),
        ("clean the filter of P-8", "en", "P-8: cleaning the filter"),
        ("clean the filter of P-9", "en", None),
        ("replace the impeller of P-9", "en", None),
        ("inspect the bearing of P-9", "en", None),
        ("replace the bearing of P-12", "en", None),
    ],
)
def test_work_thing_and_equipment_decide(what: str, language: Language, title: str | None) -> None:
    assert _best(what, language) == title


def test_swapping_two_machines_is_no_replacement_and_the_purpose_names_them() -> None:
    chunks = [chunk(0, "1. Start the standby pump.\n2. Stop the other pump.", ("3 Sequence",))]
    document = replace(_DOCUMENT, title="Change-over of the pumps P-9A/B", path="OI-3.docx")
    (procedure,) = procedures_of(chunks)
    purpose = "How the cooling water is kept flowing."

    def score(what: str, said: str) -> float:
        fit = fits(wanted(what, "en"), procedure, document, "", said)
        return fit.score if fit is not None else 0.0

    assert score("swap P-9A for P-9B", "") >= ENOUGH
    assert score("swap the cooling water pumps", purpose) >= ENOUGH
    assert score("swap the cooling water pumps", "") < ENOUGH
    assert score("swap the seal of P-9A", purpose) < ENOUGH
    assert "replace" in wanted("swap the seal of P-9A", "en").work
