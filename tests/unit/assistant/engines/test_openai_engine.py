from __future__ import annotations

import pytest

from assistant.engines.openai_engine import OpenAIEngine, is_small


@pytest.mark.parametrize(
    ("model", "small"),
    [
        ("Qwen/Qwen3-8B", False),
        ("Qwen3-0.6B", True),
        ("HuggingFaceTB/SmolLM2-135M-Instruct", True),
        ("smollm2", True),
        ("llama-3.3-70b-instruct", False),
        ("mistral-small", False),
    ],
)
def test_size_in_the_name(model: str, small: bool) -> None:
    assert is_small(model) is small
    engine = OpenAIEngine(base_url="http://localhost:1/v1", model=model)
    assert engine.capable is not small
    assert ("fr" in engine.languages) is not small


def test_capability_can_be_told() -> None:
    assert OpenAIEngine(base_url="http://x/v1", model="smollm2", capable=True).capable


def test_token_counts_are_on_the_safe_side() -> None:
    engine = OpenAIEngine(base_url="http://x/v1", model="m")
    assert engine.count_tokens("The pump P-101 was stopped at 14:30.") >= 10
