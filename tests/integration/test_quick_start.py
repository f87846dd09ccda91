"""The baseline really indexes and answers: LlamaIndex, Chroma and the embedding, with a scripted model."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.engines.scripted import ScriptedEngine
from eval.case import Case

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]


def test_the_quick_start_puts_the_nearest_passages_into_its_prompt(
    tmp_path: Path, sample_plant: Path
) -> None:
    from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart

    engine = ScriptedEngine([("gravel", "At the suction of P-101A.")])
    baseline = LlamaIndexQuickStart()
    baseline.prepare(
        [sample_plant / "mail", sample_plant / "reports" / "VIB-2025-08_P-101A.pdf"], engine, tmp_path
    )
    case = Case(id="c", question="where is a noise like gravel?", answer_type="text", value="suction")
    assert baseline.answer(case) == "At the suction of P-101A."
    assert "noise like gravel at the suction side" in engine.prompts[-1]
