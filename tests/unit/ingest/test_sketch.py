"""Digests: what they are deaf to, what they tell apart, and how near their estimate comes."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest

from ingest.sketch import K, hashes_of, resemblance, rows_sketch, text_sketch

WORDS = [f"{a}{b}" for a in ("valve", "pump", "seal", "bearing", "flow", "joint") for b in range(400)]


def _words(seed: int, count: int) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def _alike(one: bytes, other: bytes) -> float:
    return resemblance(hashes_of(one), hashes_of(other))


def test_a_text_is_the_same_whatever_its_lines_blanks_case_and_accents() -> None:
    plain = text_sketch(["La pompe P-101 a été arrêtée le 3 juin."])
    assert plain == text_sketch(["LA POMPE\nP 101 a ete ar-\nretee", " le 3  juin !"])
    assert plain != text_sketch(["La pompe P-102 a été arrêtée le 3 juin."])


@pytest.mark.parametrize("text", ["", "—  …", "P-1", "été"])
def test_short_texts(text: str) -> None:
    sketch = text_sketch([text])
    assert len(hashes_of(sketch)) == (1 if any(map(str.isalnum, text)) else 0)
    assert _alike(sketch, sketch) == (1.0 if sketch else 0.0)


def test_resemblance_is_exact_while_digests_are_whole() -> None:
    shared = "the bearing of the pump was replaced"
    one, other = shared + " in march", shared + " in june"
    runs = [
        {text[at : at + 9] for at in range(len(text) - 8)}
        for text in (one.replace(" ", ""), other.replace(" ", ""))
    ]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    assert _alike(text_sketch([one]), text_sketch([other])) == pytest.approx(true)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.9, 1.0])
def test_the_estimate_of_long_texts_is_near_the_truth(kept: float) -> None:
    base, fresh = _words(1, 6000), _words(2, 6000)
    cut = int(kept * 6000)
    one, other = "".join(base), "".join(base[:cut] + fresh[cut:])
    runs = [{text[at : at + 9] for at in range(len(text) - 8)} for text in (one, other)]
    true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
    sketches = text_sketch([one]), text_sketch([other])
    assert all(len(hashes_of(sketch)) == K for sketch in sketches)
    assert _alike(*sketches) == pytest.approx(true, abs=0.1)


def test_a_long_digest_is_the_smallest_hashes_of_all() -> None:
    half = ["".join(_words(3, 30_000)), "".join(_words(4, 30_000))]
    whole = hashes_of(text_sketch(half))
    of_halves = [hashes_of(text_sketch([text])) for text in half]
    inside = np.isin(whole, np.concatenate(of_halves))
    assert inside.mean() > 0.97  # but for runs over the seam


def test_rows_are_told_by_their_values_and_not_by_names_types_or_order() -> None:
    days = [date(2025, 1, day) for day in range(1, 9)]
    one = pa.table(
        {
            "_row": range(8),
            "Order": [f"WO-{n}" for n in range(8)],
            "Hours": pa.array(range(8), pa.int64()),
            "Opened": pa.array(days, pa.date32()),
        }
    )
    other = pa.table(
        {
            "_row": range(8),
            "Ordre": pa.array([f" WO-{n}" for n in reversed(range(8))]),
            "Heures": pa.array([float(n) for n in reversed(range(8))]),
            "Ouvert": [datetime(day.year, day.month, day.day) for day in reversed(days)],
            "Component (derived)": ["pump"] * 8,
        }
    )
    assert rows_sketch([one]) == rows_sketch([other])
    changed = one.set_column(2, "Hours", pa.array([0, 1, 2, 3, 4, 5, 6, 70]))
    assert _alike(rows_sketch([one]), rows_sketch([changed])) == pytest.approx(7 / 9)


def test_rows_with_gaps_zones_and_odd_types_have_digests() -> None:
    table = pa.table(
        {
            "time": pa.array([datetime(2025, 1, 1, tzinfo=UTC), None, None], pa.timestamp("ms", "UTC")),
            "flow": [1.5, None, float("nan")],
            "on": [True, None, False],
            "note": ["a", None, ""],
            "list": [[1], None, [2, 3]],
        }
    )
    assert len(hashes_of(rows_sketch([table]))) == 3
    assert rows_sketch([]) == rows_sketch([table.slice(0, 0)]) == b""
