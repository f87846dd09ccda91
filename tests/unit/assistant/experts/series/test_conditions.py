from __future__ import annotations

import pytest

from assistant.experts.series.conditions import bare_limit, find_limits


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit"),
    [
        ("power above 120", "above", 120.0, None),
        ("power > 0", "above", 0.0, None),
        ("power>=2,5 kw", "at_least", 2.5, "kw"),
        ("debit inferieur a 31", "below", 31.0, None),
        ("au-dessus de 1 200 kw", "above", 1200.0, "kw"),
        ("exceeded 3,000", "above", 3000.0, None),
        ("first reached 7.1 mm/s", "at_least", 7.1, "mm/s"),
        ("power is zero", "equal", 0.0, None),
        ("non-zero power", "not_equal", 0.0, None),
        ("how many of them are 0", "equal", 0.0, None),
        ("stay frozen at 0.083", "equal", 0.083, None),
        ("a zero toute la journee", "equal", 0.0, None),
    ],
)
def test_limits(text: str, comparison: str, value: float, unit: str | None) -> None:
    (limit,), _ = find_limits(text, taken=frozenset())
    assert (limit.comparison, limit.value, limit.unit) == (comparison, value, unit)


def test_between() -> None:
    (limit,), _ = find_limits("readings between 40 and 60 kw", taken=frozenset())
    assert (limit.comparison, limit.value, limit.upper) == ("between", 40.0, 60.0)


def test_a_length_of_time_is_no_limit() -> None:
    limits, lasting = find_limits("power below 10 kw for more than 3 hours", taken=frozenset())
    assert [limit.value for limit in limits] == [10.0]
    assert lasting[0].seconds == 10800


@pytest.mark.parametrize("text", ["the mean at 14", "zeros included", "the average of 3 sensors"])
def test_no_limit(text: str) -> None:
    assert find_limits(text, taken=frozenset())[0] == ()


def test_a_french_comma_before_three_digits_parts_decimals() -> None:
    (limit,), _ = find_limits("quand a-t-elle depasse 3,422 mm/s", taken=frozenset(), french=True)
    assert limit.value == 3.422
    (limit,), _ = find_limits("when was it above 3,422 rpm", taken=frozenset())
    assert limit.value == 3422.0


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit"),
    [
        ("when was 1506 rpm exceeded", "above", 1506.0, "rpm"),
        ("first time it dropped through 2.5 bar", "below", 2.5, "bar"),
        ("cross 195 m3/h", "above", 195.0, "m3/h"),
    ],
)
def test_a_value_without_a_comparison_before_it(text: str, comparison: str, value: float, unit: str) -> None:
    limit = bare_limit(text, taken=frozenset())
    assert limit is not None
    assert (limit.comparison, limit.value, limit.unit) == (comparison, value, unit)


@pytest.mark.parametrize("text", ["crossed for 20 minutes", "2 bar or 3 bar crossed", "crossed number 12"])
def test_times_several_values_and_plain_numbers_are_no_bare_limit(text: str) -> None:
    assert bare_limit(text, taken=frozenset()) is None
