"""What a stranger sees first: the sample plant comes in, and the demo answers what it asks."""

from __future__ import annotations

from typing import Any


def test_the_demo_answers_all_but_what_no_file_says(plant_product: Any) -> None:
    done = plant_product.run("demo", "--json", extra={"ASSISTANT_ENGINE": "scripted"})
    assert done.code == 0, done.err
    limit, orders, highest, why, warranty = done.json["answers"]
    assert "7.1 mm/s" in limit["answer"]
    assert "Pumps above 75 kW up to 300 kW" in limit["answer"]
    assert limit["citations"][0]["source"].endswith("standards/SV-STD-017_rev5.pdf")
    assert "1 work order" in orders["answer"]
    assert "56.7" in highest["answer"]
    assert "95" in why["answer"]
    assert warranty["abstained"]
    assert not any(answer["abstained"] for answer in (limit, orders, highest, why))
