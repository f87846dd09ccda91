"""Limits that clauses state: which bound, of what, in which unit; nothing where a clause bounds something else."""

from __future__ import annotations

import pytest

from assistant.crossing.clause_limits import ClauseLimit, ClauseLimits
from assistant.crossing.limits import Limits
from assistant.experts.tables.limit_rows import LimitAsked
from retrieval.records import Chunk, Language, Scope

from .mill import RULES, MillLibrary, ScriptedSignals, chunk, names_in, question

CLAUSES = (
    "The oil pressure of a press shall not fall below 3 bar.",
    "The oil pressure at full load must not exceed 9,5 bar.",
    "The kiln temperature is kept between 60 °C and 85 °C.",
    "La température des fumées ne doit pas dépasser 230 °C.",
    "The relief valve opens at 11 bar.",
    "The alarm temperature of the gearbox is at most 90 °C.",
)


class Library(MillLibrary):
    """The mill's rules with limits."""

    def chunks_of(self, source: str) -> list[Chunk]:
        return [chunk(source, at, text, f"8.{at + 1}") for at, text in enumerate(CLAUSES)]


def find(
    spoken: str, unit: str, *, lowest: bool = False, language: Language = "en", level: str = "limit"
) -> list[tuple[float, str | None]]:
    asked = LimitAsked(level=(level,), measured=frozenset(), unit=unit, spoken=spoken)
    found = ClauseLimits(Library()).find(asked, frozenset({RULES}), language, lowest)
    return [(limit.value, limit.chunk.label) for limit in found]


@pytest.mark.parametrize(
    ("spoken", "unit", "lowest", "expected"),
    [
        ("oil pressure of the press", "bar", True, [(3.0, "8.1")]),
        ("oil pressure", "bar", False, [(9.5, "8.2")]),
        ("kiln temperature", "°C", False, [(85.0, "8.3")]),
        ("kiln temperature", "°C", True, [(60.0, "8.3")]),
        ("pressure", "bar", False, [(9.5, "8.2")]),
        ("water pressure", "bar", False, []),
        ("dryer temperature", "°C", False, []),
        ("oil pressure", "mm/s", False, []),
    ],
)
def test_the_bound_asked_for_of_what_is_asked(
    spoken: str, unit: str, lowest: bool, expected: list[tuple[float, str]]
) -> None:
    assert find(spoken, unit, lowest=lowest) == expected


def test_languages_cross_and_a_level_must_be_named() -> None:
    assert find("flue gas temperature", "°C") == [(230.0, "8.4")]
    assert find("température de l'huile", "mm/s", language="fr") == []
    assert find("pression d'huile", "bar", language="fr") == [(9.5, "8.2")]
    assert find("Quel est le maximum de la pression ?", "bar", language="fr") == [(9.5, "8.2")]
    assert find("gearbox temperature", "°C", level="alarm") == [(90.0, "8.6")]
    assert find("kiln temperature", "°C", level="trip") == []


def crossed(value: float, text: str, language: Language = "en") -> tuple[str, str]:
    limits = Limits(
        signals=ScriptedSignals(value, "bar", "PI-3 oil pressure"),
        limits_of=lambda a, s, o: (),
        clauses_of=ClauseLimits(Library()).find,
        names_in=names_in,  # type: ignore[arg-type]
    )
    bridge = limits.cross(question(text, language), Scope())
    assert bridge is not None
    return bridge.text, " ".join(reason.statement or "" for reason in bridge.reasons)


def test_a_signal_is_held_against_a_clause_that_is_cited() -> None:
    text, said = crossed(9.9, "Did the oil pressure of PR-3 exceed the limit of MR-RULE-08?")
    assert text == "Did the oil pressure of PR-3 exceed 9.5 bar?"
    assert "0.4 bar above 9.5 bar" in said
    assert "Clause 8.2 of MR-RULE-08.pdf says" in said
    text, said = crossed(
        9.1, "La pression d'huile de PR-3 est-elle restée sous la limite de MR-RULE-08 ?", "fr"
    )
    assert text == "La pression d'huile de PR-3 est-elle restée sous 9.5 bar ?"
    assert "0,4 bar au-dessous de 9,5 bar" in said
    assert "L'article 8.2 de MR-RULE-08.pdf" in said


def test_within_the_limits_asks_whether_it_always_was() -> None:
    text, _ = crossed(9.1, "Was the oil pressure of PR-3 within the limits of MR-RULE-08?")
    assert text == "Was the oil pressure of PR-3 always below 9.5 bar?"


def test_a_clause_limit_is_evidence_with_its_sentence() -> None:
    limit = ClauseLimit(
        value=9.5, unit="bar", chunk=chunk(RULES, 0, CLAUSES[1], "8.2"), quote=CLAUSES[1], start=0
    )
    found = limit.evidence("told")
    assert (found.quote, found.label, found.statement, found.page) == (CLAUSES[1], "8.2", "told", 1)
