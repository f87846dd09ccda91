from __future__ import annotations

import pytest

from assistant.experts.series.tokens import fold, name_tokens, near, parse_number, stem, tokenise


def test_fold_keeps_places() -> None:
    text = "Débit d’été – CH6"
    assert fold(text) == "debit d'ete - ch6"
    assert len(fold(text)) == len(text)


def test_letters_and_digits_are_apart() -> None:
    assert [t.text for t in tokenise(fold("valve1/13.csv, CH6 2,5 %"))] == [
        "valve", "1", "13", "csv", "ch", "6", "2,5", "%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("Volume Flow RateRMS", ("volume", "flow", "rate", "rms")),
        ("Accelerometer1RMS", ("accelerometer", "1", "rms")),
        ("TT-105A DE bearing temp", ("tt", "105", "a", "drive_end", "bearing", "temp")),
        ("machine_temperature_system", ("machine", "temperature", "system")),
    ],
)
def test_names(name: str, tokens: tuple[str, ...]) -> None:
    assert name_tokens(name) == tokens


def test_french_article_is_no_drive_end() -> None:
    text = "débit de la pompe, palier DE"
    assert [t.text for t in tokenise(fold(text), text)] == [
        "debit", "de", "la", "pompe", "palier", "drive_end",
    ]  # fmt: skip


def test_stems() -> None:
    assert [stem(w) for w in ("temperatures", "status", "anomalies", "pressure", "gas")] == [
        "temperature", "status", "anomaly", "pressure", "gas",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("temprature", "temperature"),
        ("tonage", "tonnage"),
        ("rpessure", None),
        ("ouverte", None),
        ("flow", None),
    ],
)
def test_slips(word: str, entry: str | None) -> None:
    assert near(word, frozenset({"temperature", "tonnage", "pressure", "ouverture"})) == entry


@pytest.mark.parametrize(
    ("text", "value"), [("1,250", 1250.0), ("2,5", 2.5), ("1 200", 1200.0), ("-3.5", -3.5)]
)
def test_numbers(text: str, value: float) -> None:
    assert parse_number(text) == value
