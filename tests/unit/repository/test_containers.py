"""The compose file against the compose specification's schema, and what it must not hold."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
SERVICES = {"app", "vllm", "chroma", "postgres"}


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def schema() -> dict:
    folder = resources.files("check_jsonschema") / "builtin_schemas" / "vendor"
    return json.loads((folder / "compose-spec.json").read_text())


def test_follows_the_specification(compose: dict) -> None:
    jsonschema.validate(compose, schema())


def test_schema_refuses_a_wrong_file(compose: dict) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**compose, "services": {"app": {"portz": ["1:1"]}}}, schema())


def test_every_service_has_health_check_and_volume(compose: dict) -> None:
    assert set(compose["services"]) == SERVICES
    for name, service in compose["services"].items():
        assert service["healthcheck"]["test"], name
        for volume in service["volumes"]:
            assert volume.split(":")[0] in compose["volumes"], name


def test_no_secret_inside(compose: dict) -> None:
    for service in compose["services"].values():
        for key, value in service.get("environment", {}).items():
            if re.search(r"KEY|PASSWORD|TOKEN|SECRET", key):
                assert re.fullmatch(r"\$\{\w+:(\?[^}]*|-)\}", value), key
    assert not re.search(r"(?i)(password|key|token)\s*=\s*\S", (ROOT / "Dockerfile").read_text())


def test_image_copies_every_package() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(), re.M))
    assert copied == {"assistant", "retrieval", "ingest", "moe_adapters", "eval", "ui"}
