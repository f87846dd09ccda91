"""Verdicts over lines that engines wrote."""

from __future__ import annotations

import pytest

from eval.serving_verdict import cost_table, parity_lines, rates

EXPECTED = [
    {"tokens": [4, 5, 6], "logprobs": [-0.1, -0.2, -0.3], "leads": [2.0, 0.5, 0.001]},
    {"tokens": [7, 8, 9], "logprobs": [-1.0, -1.0, -1.0], "leads": [1.0, 1.0, 1.0]},
]


def answered(first: list[int], *, shift: float = 0.0) -> dict:
    return {
        "way": "alone",
        "cached_tokens": 16,
        "device": "cpu",
        "vllm": "0",
        "answers": [
            {"tokens": first, "logprobs": [-0.1 + shift, -0.2, -9.0]},
            {"tokens": [7, 8, 9], "logprobs": [-1.0, -1.0, -1.0]},
        ],
    }


def test_equal_tokens_and_the_largest_difference() -> None:
    (line,) = parity_lines(EXPECTED[1:], [{**answered([]), "answers": answered([])["answers"][1:]}])
    assert line["tokens_equal"]
    assert line["largest_logprob_difference"] == 0
    assert line["cached_tokens"] == 16


def test_differences_count_up_to_where_tokens_part() -> None:
    (line,) = parity_lines(EXPECTED, [answered([4, 5, 1], shift=0.01)])
    assert not line["tokens_equal"]
    assert line["largest_logprob_difference"] == pytest.approx(0.01)
    assert line["tokens_compared"] == 5
    assert line["partings"] == [{"prompt": 0, "token": 2, "lead": 0.001}]


def test_an_answer_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        parity_lines(EXPECTED, [answered([4, 5])])


def test_rates_and_shares() -> None:
    lora = {
        "arm": "lora",
        "batch": 2,
        "new_tokens": 11,
        "seconds": [1.1, 1.0, 2.0],
        "prefill_seconds": [0.1] * 3,
    }
    mixture = {**lora, "arm": "mixture", "seconds": [2.0, 2.2, 2.2]}
    assert rates(lora) == pytest.approx({"median": 20, "slowest": 11, "fastest": 22, "decoding": 20})
    rows = cost_table([lora, mixture]).splitlines()
    assert rows[2] == "| 2 | lora | 20 | 11 to 22 | 20 | 1.000 | - |"
    assert rows[3] == "| 2 | mixture | 10 | 10 to 11 | 10 | 0.500 | - |"
