"""Sixty passages about presses, each with a question, for tests of the recipe's examples."""

from __future__ import annotations

import re

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural import Grounded

_PLACES = ("Lyon", "Turin", "Ghent", "Porto", "Graz", "Basel", "Malmo", "Leeds")


def _row(number: int) -> Grounded:
    place = _PLACES[number % len(_PLACES)] + str(number)
    text = (
        f"Machine number {number} is a large press with four columns and a table of cast iron. "
        f"The press was delivered to the works in {place} by rail. "
        "Its hydraulic oil has to be filtered before the first start of the day by the operator on duty. "
        "A pressure switch stops the pump when the filter is blocked and a lamp on the desk tells so."
    )
    return Grounded(
        id=f"row-{number}",
        task="toy",
        language="en",
        question=f"where was press {number} delivered?",
        title=f"Press {number}",
        text=text,
        answer=place,
        start=text.index(place),
        aliases=(f"the works in {place}",),
        written=False,
        group=f"doc:{number}",
        source="toy",
        licence="none",
    )


ROWS = [_row(number) for number in range(60)]


def sources_of(example: Example) -> list[str]:
    """The numbered sources of a prompt, in their order."""
    body = example.messages[1].content.rpartition("\nQuestion: ")[0]
    return [part.strip() for part in re.split(r"(?:^|\n)\[\d+\] ", body) if part.strip()]
