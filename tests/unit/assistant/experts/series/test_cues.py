from __future__ import annotations

import pytest

from assistant.experts.series.cues import WORDS, find_cues, is_yes_no
from assistant.experts.series.tokens import fold


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("average power", "statistic", "mean"),
        ("écart-type du débit", "statistic", "std"),
        ("95th percentile", "statistic", "percentile"),
        ("how many readings", "ask", "count"),
        ("combien d'heures", "ask", "duration"),
        ("on how many days", "ask", "days"),
        ("which day", "ask", "day"),
        ("à quelle heure", "ask", "time"),
        ("longest run of back-to-back readings", "run", "run"),
        ("when did it stop", "stop", "stop"),
        ("la pompe a redémarré", "start", "start"),
        ("sampling rate", "quality", "step"),
        ("how often is it logged", "quality", "step"),
        ("what period does the log cover", "quality", "coverage"),
        ("the whole day", "all", "all"),
        ("excluding zeros", "zeros", "without"),
        ("rated power", "nameplate", "nameplate"),
        ("which readings are not quite normal", "anomaly", "anomaly"),
        ("ce qui ne paraît pas normal", "anomaly", "anomaly"),
        ("which test", "each", "log"),
    ],
)
def test_cues(text: str, slot: str, value: str) -> None:
    assert find_cues(fold(text)).has(slot, value)


def test_a_percentile_carries_its_number() -> None:
    (cue,) = find_cues("the p95 of it").of("statistic")
    assert cue.number == 95


def test_words_that_mean_something_else_are_left() -> None:
    text = "return current"
    taken = frozenset(range(len(text)))
    assert find_cues("peak " + text, taken=frozenset(i + 5 for i in taken)).values("statistic") == ("max",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("was it above 10?", True), ("la pompe tournait-elle le 5 ?", True), ("how high was it", False),
     ("combien de fois a-t-il depasse 10", False)],
)  # fmt: skip
def test_yes_or_no(text: str, expected: bool) -> None:
    assert is_yes_no(fold(text)) is expected


@pytest.mark.parametrize(
    "word", ["minimum", "minimale", "minimal", "maximum", "maximale", "lowest", "highest"]
)
def test_words_of_extremes_are_no_part_of_a_sensors_name(word: str) -> None:
    assert word in WORDS


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("when did it trip", True),
        ("when did the bearing trip on temperature", True),
        ("trip limit of tt-7", False),
        ("trip temperature of the bearing", False),
        ("quand a-t-il déclenché", True),
        ("seuil de déclenchement du palier", False),
    ],
)
def test_a_limit_for_tripping_is_no_stop(text: str, stops: bool) -> None:
    values = {cue.value for cue in find_cues(fold(text)).found}
    assert ("stop" in values) == stops
