"""Whoever reads French gets every reason and hint in French; none may be missing."""

from __future__ import annotations

import pytest
from refusal_texts import SAMPLE, refusal_texts

from ingest import walk
from ingest.limits import Limits
from ingest.quarantine import died, failed, too_large
from ingest.refusals_french import in_french, sentences, translated

_PUT_IN = (
    "{} is protected by a password and was left out.",
    "{} unpacks to far more than a file holds (a bomb) and was left out.",
    "{} was left out: the archive unpacks to more than {} MB.",
    "{} is damaged or packed in a way that cannot be read; it was left out.",
    *(name for _, name in walk._SPECIAL),
    "no regular file",
)
"""Texts that stand inside others."""


def test_every_reason_and_hint_in_the_code_has_its_french() -> None:
    texts = refusal_texts()
    assert len({text.text for text in texts}) > 150, "the search for texts finds too few"
    missing = sorted(f"{text.place}: {text.text}" for text in texts if translated(text.text) is None)
    assert not missing, "add them to ingest/refusals_french.txt:\n" + "\n".join(missing)
    assert all(translated(text.replace("{}", SAMPLE)) for text in _PUT_IN)


def test_every_sentence_of_the_table_is_said_somewhere() -> None:
    said = {text.text for text in refusal_texts()} | {text.replace("{}", SAMPLE) for text in _PUT_IN}
    said = {
        text.replace("256", SAMPLE).replace("128", SAMPLE).replace("64 MiB", f"{SAMPLE} MiB") for text in said
    }
    unused = [english for english in sentences() if english.replace("{}", SAMPLE) not in said]
    assert unused == []


def test_both_languages_hold_the_same_number_of_places() -> None:
    uneven = [english for english, french in sentences().items() if english.count("{}") != french.count("{}")]
    assert uneven == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("sheet Pumps has more than 2,000,000 cells", "la feuille Pumps a plus de 2\u202f000\u202f000 cellules"),
        ("a sheet has more than 12 cells", "une feuille a plus de 12 cellules"),
        ("this is a named pipe, not a file", "c'est un tube nommé, pas un fichier"),
        ("reading it took longer than 2.5 seconds and was stopped", "sa lecture a dépassé 2,5 secondes et a été arrêtée"),
        ("save it again; what was ingested from it before still answers",
         "enregistrez-le de nouveau ; ce qui en avait été lu auparavant répond encore"),
        ("no file of the archive can be unpacked: a.txt is protected by a password and was left out.",
         "aucun fichier de l'archive ne peut être décompressé : a.txt est protégé par un mot de passe et a été "
         "laissé de côté."),
        ("the file is no well-formed XML (mismatched tag: line 3, column 2)",
         "le fichier n'est pas du XML bien formé (mismatched tag: line 3, column 2)"),
        ("a sentence of another program", "a sentence of another program"),
    ],
)  # fmt: skip
def test_what_is_put_in_stays_what_it_is(english: str, french: str) -> None:
    assert in_french(english) == french


def test_reasons_as_they_are_made() -> None:
    assert in_french(too_large(2_500_000_000, Limits()).reason) == (
        "il fait 2\u202f500 Mo, plus que la limite de 1024 Mo"
    )
    assert in_french(died(-9).reason) == "le programme de lecture s'est arrêté dessus (SIGKILL)"
    assert in_french(failed(ValueError("a {brace}\nand more")).reason) == (
        "le programme de lecture a échoué dessus (ValueError : a {brace})"
    )
