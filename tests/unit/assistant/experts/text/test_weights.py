from __future__ import annotations

from dataclasses import replace

from assistant.experts.text.features import Features
from assistant.experts.text.weights import confidence

LIKELY = Features(
    found=1.0, rank=1.0, words=0.6, words_around=0.6, meaning=0.5, meaning_gap=0.0, kind_fits=0.8,
    bound_fits=0.0, range_fits=0.0, defines=0.0, fills_field=0.0,
)  # fmt: skip


def test_a_reader_that_finds_nothing_takes_confidence_away_and_a_sure_one_gives_some() -> None:
    plain = confidence(LIKELY)
    assert confidence(replace(LIKELY, heard=1.0, read=0.0, read_gap=-1.0)) < 0.5 < plain
    assert confidence(replace(LIKELY, heard=1.0, read=0.95)) > plain


def test_what_the_reader_did_not_read_stays_as_it_was() -> None:
    assert confidence(replace(LIKELY, heard=0.0, read=0.0, read_gap=-1.0)) == confidence(LIKELY)
