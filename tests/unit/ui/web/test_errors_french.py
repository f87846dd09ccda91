"""The page's errors in French: the table holds what is raised, and a visitor who reads French gets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.errors import AssistantError, BadScope, EngineUnavailable
from assistant.experts.series.detectors.log import LogRefused
from assistant.experts.series.detectors.names import METHODS
from assistant.reports.drawing.finding import SEVERITY
from assistant.reports.feedback.records import BadFeedback
from ingest.french import SentenceTable
from ui.web import drawing_words, errors_french, signal_words

REPOSITORY = Path(errors_french.__file__).parents[2]


def _raised() -> str:
    """All that is written in the code below the page, its string pieces joined and places made alike."""
    files = [*(REPOSITORY / "assistant").rglob("*.py"), *(REPOSITORY / "ui" / "web").rglob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    joined = re.sub(r'"\s*\n?\s*f?"', "", code)
    return re.sub(r"\{[^{}]*\}", "{}", joined)


def test_every_sentence_of_the_table_is_said_somewhere() -> None:
    said = _raised()
    table: SentenceTable = errors_french.TABLE
    begun = [
        english.split("; named alike")[0].replace("'{}'", "{}").replace("{=}", "{}")
        for english in table.sentences
    ]
    unused = [one for one in begun if one not in said and one.replace("{} is", "'{}' is", 1) not in said]
    assert unused == []


def test_both_languages_hold_the_same_number_of_places() -> None:
    uneven = [
        en
        for en, fr in errors_french.TABLE.sentences.items()
        if len(re.findall(r"\{=?\}", en)) != fr.count("{}")
    ]
    assert uneven == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadScope("'soon' is no date: write it as 2024-06-30 or 2024-06-30T14:00"), "'soon' n'est pas une date"),
        (LogRefused("a.csv holds 12 rows: at least 40 are needed"), "a.csv a 12 lignes"),
        (
            EngineUnavailable("no language model answers at http://h:1/v1: start the server or set ASSISTANT_BASE_URL"),
            "aucun modèle de langue ne répond à http://h:1/v1",
        ),
        (
            AssistantError("no ingested document has a clause 99.9: ingest the standard, or mend the number"),
            "aucun document lu n'a d'article 99.9 :",
        ),
        (BadFeedback("hours -3: a number from 0 to 100000"), "heures -3 : un nombre de 0 à 100000"),
        (ValueError("of another program"), "of another program"),
    ],
)  # fmt: skip
def test_errors_are_said_in_the_visitors_language(error: Exception, told: str) -> None:
    assert errors_french.said_to(error, "fr").startswith(told)
    assert errors_french.said_to(error, "en") == str(error)


def test_every_rule_and_every_detector_has_its_words() -> None:
    assert set(drawing_words.RULES) == set(SEVERITY)
    assert set(METHODS) - {"auto"} <= set(signal_words.DETECTORS)
