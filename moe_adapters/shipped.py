"""Where the adapter that ships with the library stands. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path

PLANT_ADAPTER = Path(__file__).parent / "adapters" / "plant-smollm2-135m"
"""Grounded short answers in English and French, for SmolLM2-135M-Instruct; see its card."""
