"""Multiple-choice questions on which sensor tells which failure (FailureSensorIQ), read into their parts.

Thirty-six wordings: a failure is named and a sensor asked for, or the other way round; the one that fits, or
the one that does not. Knows the set's wording, no answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HELD_OUT = frozenset({"electric generator", "reciprocating internal combustion engine"})
"""Assets of which nothing was looked at: those whose name has an even SHA-256."""

_DENIED = re.compile(
    r"\bnot\b|\bunimportant\b|\bleast\b|\bdisregarded\b|\bexcluded\b|\bnon-relevant\b|\binsignificant\b|"
    r"\birrelevant\b"
)
_FAILURE = (
    r"failure event (.+?) occurs", r"presence of (.+?) in (?:asset )?ASSET", r"indication of (.+?) in ASSET",
    r"(?:considering|dealing with) (.+?) in ASSET", r"ASSET has (.+?), which", r"when (.+?) occurs",
    r"\bif (.+?) (?:occurs|happens)", r"detecting (.+?)\?",
)  # fmt: skip
_SENSOR = (
    r"the sensor (.+?) (?:in ASSET|shows|has|registers|exhibits|displays)\b", r"the sensor (.+?)\?",
    r"readings (?:are|is) detected by (.+?)\?", r"readings from (.+?)\?",
    r"(?:[Ii]f|[Ww]hen) (.+?) (?:in ASSET|exhibits|has|detects|shows|registers|displays)\b",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorChoice:
    """A question.

    Attributes:
        named: The failure that is named where a sensor is asked for, else the sensor.
        asks_sensor: True where the options are sensors.
        denied: True where the option that does not fit is right.
        right: Place of the right option.
    """

    id: str
    asset: str
    question: str
    named: str
    asks_sensor: bool
    denied: bool
    options: tuple[str, ...]
    right: int

    @property
    def held_out(self) -> bool:
        """True for the assets that nothing was built on."""
        return self.asset in HELD_OUT


def load_sensor_choices(path: Path) -> tuple[SensorChoice, ...]:
    """All questions of a file of the set."""
    return tuple(read_choice(json.loads(line)) for line in path.read_text("utf-8").splitlines())


def read_choice(record: Mapping[str, Any]) -> SensorChoice:
    """One question.

    Raises:
        ValueError: Its wording is none of the set's.
    """
    asset = str(record["asset_name"])
    text = str(record["question"]).replace(asset, "ASSET")
    asks_sensor = "which sensor" in text.lower()
    found = (re.search(pattern, text) for pattern in (_FAILURE if asks_sensor else _SENSOR))
    named = next((match[1] for match in found if match is not None), None)
    if named is None:
        raise ValueError(f"this wording is not known: {record['question']}")
    return SensorChoice(
        id=str(record["id"]),
        asset=asset,
        question=str(record["question"]),
        named=named,
        asks_sensor=asks_sensor,
        denied=_DENIED.search(text) is not None,
        options=tuple(map(str, record["options"])),
        right=list(record["correct"]).index(True),
    )
