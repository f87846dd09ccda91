from __future__ import annotations

import json
from pathlib import Path

from pydantic import SecretStr

from assistant.settings import Settings
from eval.provenance import settings_record


def test_the_record_has_no_path_and_no_key(tmp_path: Path) -> None:
    record = settings_record(
        Settings(
            data=tmp_path, engine="openai", base_url="http://h/v1", model="m", api_key=SecretStr("s3cret")
        )
    )
    text = json.dumps(record)
    assert "s3cret" not in text
    assert str(tmp_path) not in text
    assert record["engine"] == "openai"
    assert record["model"] == "m"


def test_the_embedded_model_has_its_name(tmp_path: Path) -> None:
    assert settings_record(Settings(data=tmp_path))["model"] == "SmolLM2-135M-Instruct"


def test_runs_with_an_adapter_are_told_apart(tmp_path: Path) -> None:
    plain, adapted = Settings(data=tmp_path), Settings(data=tmp_path, adapter=tmp_path / "mine")
    assert settings_record(plain)["adapter"] is None
    assert settings_record(adapted)["adapter"] == "mine"
