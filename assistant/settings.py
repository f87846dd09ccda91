"""Settings from ``assistant.toml`` and ``ASSISTANT_…`` variables. The only file that reads either.

Nested settings are written with a double underscore in variables (``ASSISTANT_RETRIEVAL__TOP_K=20``)
and as TOML tables in the file. A variable wins over the file.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_dir
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import SettingsError as UnreadableSetting

from assistant.errors import SettingsError

SHIPPED_ADAPTER = Path("plant")
"""Value of the setting ``adapter`` for the one that ships."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


_PREFIX = "ASSISTANT_"
_NEARLY = 0.75
"""Likeness of names from which one is taken for the other misspelt."""


class RetrievalSettings(_Section):
    """How passages are found. Weights: see ``docs/benchmarks.md`` for how they were measured."""

    embedding_model: str = "all-MiniLM-L6-v2"
    """Name on the hub, a folder, or the model that is installed as a package."""
    chroma_url: str | None = None
    """``http://host:port`` of a Chroma server; embedded in the data folder where it is None."""
    top_k: int = Field(default=8, ge=1, le=100)
    weight_dense: float = Field(default=0.5, ge=0)
    weight_keyword: float = Field(default=0.5, ge=0)
    weight_identifier: float = Field(default=1.0, ge=0)
    reranker: str | None = None
    """A cross-encoder's name on the hub or folder; none by default."""


class AnswerSettings(_Section):
    """How answers are written and checked."""

    prompt_tokens: int = Field(default=900, ge=200)
    """Budget for evidence in the prompt."""
    max_tokens: int = Field(default=96, ge=8)
    abstain_below: float = Field(default=0.5, ge=0, le=1)
    """Evidence whose score is below this is not answered from."""


class IngestSettings(_Section):
    """Limits of one file."""

    workers: int = Field(default=2, ge=1)
    engine: Literal["local", "ray"] = "local"
    """Where files are read: in processes of this machine, or on a Ray cluster."""
    ray_address: str | None = None
    """``host:port`` of the Ray cluster's head, or ``auto``; one of this machine alone where it is None."""
    seconds_per_file: float = Field(default=900.0, gt=0)
    memory_mb_per_file: int = Field(default=4096, ge=256)
    max_file_mb: int = Field(default=1024, ge=1)
    ocr: Literal["auto", "never"] = "auto"
    layout: Literal["own", "docling", "unstructured"] = "own"
    """Who finds headings and tables in PDFs that have text; the other two must be installed."""
    layout_models: Path | None = None
    """Folder of the other program's models; nothing is downloaded."""


class ForecastSettings(_Section):
    """Models that forecast when they are asked for by name."""

    foundation_model: str | None = None
    """A pretrained model of series for the method ``foundation``: its name on the hub
    (``amazon/chronos-2``) or a folder."""


class EndpointSettings(_Section):
    """A SPARQL endpoint that may be asked; an address alone may stand in the place of all."""

    url: str
    user: str | None = None
    password: SecretStr | None = None
    token: SecretStr | None = None
    """Shown as a bearer token, in the place of user and password."""
    seconds: float = Field(default=10.0, gt=0, le=120)
    rows: int = Field(default=1000, ge=1, le=10_000)
    days: float = Field(default=7.0, ge=0)
    """How long what it gave is kept in the data folder before it is asked again."""
    chat: bool = True
    """Whether the chat may ask it what a term means, where the plant's own sources do not tell."""

    @field_validator("url")
    @classmethod
    def _plain_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.fragment:
            raise ValueError("it is no address of http or https")
        if parts.username is not None or parts.password is not None:
            raise ValueError("user and password stand in settings of their own, not in the address")
        return url


class GraphSettings(_Section):
    """The plant graph and what it may ask outside this machine."""

    endpoints: dict[str, EndpointSettings] = {}
    """SPARQL endpoints by name; none, so that nothing leaves this machine, unless they are set."""

    @field_validator("endpoints", mode="before")
    @classmethod
    def _named(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        for name in value:
            if not re.fullmatch(r"[a-z][a-z0-9_-]{0,31}", str(name)):
                raise ValueError("names are of small letters, digits, _ and -, 32 at most")
        return {name: {"url": one} if isinstance(one, str) else one for name, one in value.items()}


class Settings(BaseSettings):
    """All settings of the product. Unknown keys are refused."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_nested_delimiter="__",
        toml_file="assistant.toml",
        frozen=True,
        extra="forbid",
    )

    data: Path = Field(default_factory=lambda: Path(user_data_dir("assistant", appauthor=False)))
    """Data folder: catalogue, originals, indexes, the converted model."""
    catalogue_url: str | None = None
    """SQLAlchemy URL; SQLite in the data folder where it is None."""
    engine: Literal["transformers", "openai", "scripted"] = "transformers"
    model: str | None = None
    """Model's name on the hub or the server, or a folder; the embedded SmolLM2 where it is None."""
    adapter: Path | None = None
    """Folder of an adapter for the model of engine ``transformers``; ``plant`` for the one that ships for the
    embedded model. None for the model alone."""
    reader: bool = True
    """Reads the passages found with the small model that ships, to choose a sentence (``docs/reader.md``)."""
    larger_reader: str | None = None
    """English passages are read by a larger model for English questions: a folder of all-mpnet-base-v2, its
    name on the hub, or ``packaged``; None for the small one."""
    base_url: str | None = None
    """Address of an OpenAI-compatible server, with ``/v1``."""
    api_key: SecretStr | None = None
    """Key that this program shows to the engine's server."""
    keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    """Bearer keys that callers of our API must show; a variable holds them as a JSON list or
    separated by commas."""
    script: Path | None = None
    """JSON lines of the scripted engine."""
    bench_data: Path | None = None
    today: date | None = None
    """The day that questions are asked on, for "overdue" and "this month"; the day it is where None."""
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    ingest: IngestSettings = IngestSettings()
    forecast: ForecastSettings = ForecastSettings()
    graph: GraphSettings = GraphSettings()

    @field_validator("keys", mode="before")
    @classmethod
    def _separate_keys(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        text = value.strip()
        return (
            json.loads(text)
            if text.startswith("[")
            else [key.strip() for key in text.split(",") if key.strip()]
        )

    @field_validator("keys")
    @classmethod
    def _no_empty_key(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if any(not key.get_secret_value().strip() for key in keys):
            raise ValueError("a key is empty")
        return keys

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line first, then variables, then the file."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**overrides: object) -> Settings:
    """Reads the settings; ``overrides`` come from the command line and win.

    Raises:
        SettingsError: A key is unknown or a value cannot be used; says which and why.
    """
    given = {key: value for key, value in overrides.items() if value is not None}
    misspelt = _misspelt(os.environ)
    if misspelt:
        raise SettingsError("settings cannot be used: " + "; ".join(misspelt))
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        lines = [
            f"{'.'.join(str(part) for part in e['loc'])}: "
            + ("there is no such setting" if e["type"] == "extra_forbidden" else e["msg"])
            for e in error.errors()
        ]
        raise SettingsError("settings cannot be used: " + "; ".join(lines)) from error
    except TOMLDecodeError as error:
        raise SettingsError(f"assistant.toml cannot be read: {error}") from error
    except UnreadableSetting as error:
        raise SettingsError(f"settings cannot be used: {error}") from error


def _misspelt(variables: Iterable[str]) -> list[str]:
    """Variables whose name is nearly a setting's; others that begin alike may be another program's."""
    names = {name.upper() for name in Settings.model_fields}
    told: list[str] = []
    for variable in sorted(variables):
        name = variable.upper().removeprefix(_PREFIX).split("__")[0]
        if variable.upper().startswith(_PREFIX) and name not in names:
            near = get_close_matches(name, names, n=1, cutoff=_NEARLY)
            told += [f"{variable} is no setting: did you mean {_PREFIX}{near[0]}?"] if near else []
    return told
