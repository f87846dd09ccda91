"""What a training run is: base, adapter, data, budget. Reads TOML; knows no tensors and no model."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

AdapterKind = Literal["mixture", "lora", "prefix", "full", "arrow", "x_lora"]
Dtype = Literal["auto", "float32", "bfloat16"]

ROUTED_KINDS: tuple[Literal["arrow", "x_lora"], ...] = ("arrow", "x_lora")
"""Kinds whose experts are LoRAs that were trained apart."""

ALL_LINEARS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseSection:
    """The frozen model.

    Attributes:
        model: A folder or a hub name; empty for what the caller gives.
        dtype: ``auto`` is bfloat16 where the machine computes in it, else float32.
        quantisation: Bits of the frozen weights: 4, and on a GPU 8, by bitsandbytes, for memory; 8 on a CPU
            with integer products (``Int8Linear``), for speed; 0 for none.
        gradient_checkpointing: Less memory, about a third more time.
    """

    model: str = ""
    dtype: Dtype = "auto"
    quantisation: int = 0
    gradient_checkpointing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdapterSection:
    """What is trained.

    Attributes:
        kind: ``mixture`` of LoRA experts; ``lora``; ``prefix`` tuning with ``r`` virtual tokens; ``full``
            fine-tuning; ``arrow`` and ``x_lora``: LoRAs of one modality each, trained apart by
            ``moe_adapters.train_experts``; ``train`` trains X-LoRA's router over those of ``start``.
        r: Rank of one expert, rank of the LoRA, or number of virtual tokens.
        alpha: Scale of the update is ``alpha / r``.
        options: Further fields of ``MoeLoraConfig``, ``peft.ArrowConfig`` or ``peft.XLoraConfig``.
        start: Folders of LoRAs by modality (as ``RUN/adapter``), from which the mixture's expert of that
            modality starts, or which X-LoRA keeps; relative paths are relative to the recipe's folder.
        weights: A saved adapter of the same shape (as ``RUN/adapter``) that training goes on from; relative
            as above.
    """

    kind: AdapterKind = "mixture"
    r: int = 8
    alpha: int = 64
    target_modules: tuple[str, ...] = ALL_LINEARS
    options: Mapping[str, Any] = field(default_factory=dict)
    start: Mapping[str, str] = field(default_factory=dict)
    weights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSection:
    """Examples as JSON Lines, and how they become batches.

    Attributes:
        train, validation: Files; relative paths are relative to the recipe's folder.
        modalities: Order gives a modality its index, and with it the expert that the prior favours.
        max_tokens: Longer examples are left out and counted, never cut.
        batch_tokens: Tokens of a batch, padding included.
        packing: Rows of several examples, each seeing only itself; else rows of like length.
        sharing: Examples whose prompts begin alike, as several questions over the same sources do, read
            that beginning once; gives the loss of each alone.
        validation_examples: At most so many, spread over the modalities.
        answer_weight_power: A token of an answer of n tokens weighs ``n ** -power``: 0 counts tokens,
            1 counts answers.
    """

    train: str = "train.jsonl"
    validation: str = "validation.jsonl"
    modalities: tuple[str, ...] = ("text", "table", "series", "drawing")
    max_tokens: int = 1024
    batch_tokens: int = 2048
    packing: bool = False
    sharing: bool = False
    validation_examples: int = 96
    answer_weight_power: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSection:
    """How long and how fast.

    Attributes:
        tokens: Budget in tokens read, padding left out.
        minutes: Budget in minutes of training; the rate falls by whichever budget is used faster.
        learning_rate: At the end of the warm-up; falls linearly to 0.
        warmup: Share of the budget.
        prior_until: Share of the budget after which the modality prior is gone.
        clip: Largest norm of the gradient.
        auxiliary_every: The auxiliary losses are computed every so many steps, weighed accordingly.
        validate_minutes, checkpoint_minutes: Time between two of them.
        patience: Validations without a better loss before training stops; 0 never stops early.
    """

    tokens: int = 1_000_000
    minutes: float | None = None
    learning_rate: float = 3e-4
    warmup: float = 0.03
    prior_until: float = 0.5
    clip: float = 1.0
    auxiliary_every: int = 1
    validate_minutes: float = 10.0
    checkpoint_minutes: float = 5.0
    patience: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """One training run."""

    name: str = "adapter"
    seed: int = 0
    base: BaseSection = field(default_factory=BaseSection)
    adapter: AdapterSection = field(default_factory=AdapterSection)
    data: DataSection = field(default_factory=DataSection)
    schedule: ScheduleSection = field(default_factory=ScheduleSection)

    def inside(self, folder: Path) -> TrainConfig:
        """The same files and folders in another folder."""
        data = replace(
            self.data,
            train=str(folder / Path(self.data.train).name),
            validation=str(folder / Path(self.data.validation).name),
        )

        def moved(path: str) -> str:
            return str(folder / Path(*Path(path).parts[-2:])) if path else ""

        start = {name: moved(one) for name, one in self.adapter.start.items()}
        adapter = replace(self.adapter, start=start, weights=moved(self.adapter.weights))
        return replace(self, data=data, adapter=adapter)

    def begun(self) -> TrainConfig:
        """The same run without what its adapter began from: a checkpoint holds what became of that.

        X-LoRA's experts are frozen and in no checkpoint: it keeps them.
        """
        if self.adapter.kind == "x_lora":
            return self
        return replace(self, adapter=replace(self.adapter, start={}, weights=""))

    def described(self) -> dict[str, Any]:
        """As plain values, for a log or a model card."""
        return asdict(self)


_SECTIONS = {
    "base": BaseSection,
    "adapter": AdapterSection,
    "data": DataSection,
    "schedule": ScheduleSection,
}


def parse_config(values: Mapping[str, Any]) -> TrainConfig:
    """The configuration that a recipe's table holds.

    Raises:
        ValueError: A key is unknown or a value cannot be used; says which.
    """
    _known(values, {"name", "seed", *_SECTIONS}, "")
    sections: dict[str, Any] = {}
    for name, section in _SECTIONS.items():
        given = values.get(name, {})
        if not isinstance(given, Mapping):
            raise ValueError(f"[{name}] must be a table")
        _known(given, {f.name for f in fields(section)}, f"{name}.")
        sections[name] = section(**_typed(section, given, f"{name}."))
    plain = _typed(TrainConfig, {key: values[key] for key in ("name", "seed") if key in values}, "")
    config = TrainConfig(**plain, **sections)
    _check(config)
    return config


def read_config(path: Path) -> TrainConfig:
    """Reads a recipe; relative files and folders are taken from the recipe's folder.

    Raises:
        ValueError: The file is not TOML, or see ``parse_config``.
        OSError: The file cannot be read.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} is not TOML: {error}") from error
    try:
        config = parse_config(values)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error
    data = replace(
        config.data,
        train=str(path.parent / config.data.train),
        validation=str(path.parent / config.data.validation),
    )
    start = {name: str(path.parent / folder) for name, folder in config.adapter.start.items()}
    weights = str(path.parent / config.adapter.weights) if config.adapter.weights else ""
    return replace(config, data=data, adapter=replace(config.adapter, start=start, weights=weights))


def _known(given: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(given) - known)
    if unknown:
        raise ValueError(f"unknown setting {where}{unknown[0]}; known are {', '.join(sorted(known))}")


_CALLED = {
    str: "a text", bool: "true or false", int: "a whole number", float: "a number", tuple: "a list of texts",
    Mapping: "a table",
}  # fmt: skip


def _typed(section: type, given: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The values as the section has them: lists as tuples, whole numbers as such.

    Raises:
        ValueError: A value is of another kind; says which.
    """
    hints = get_type_hints(section)
    typed: dict[str, Any] = {}
    for name, value in given.items():
        choices = get_args(hints[name]) if isinstance(hints[name], UnionType) else (hints[name],)
        kind = next(one for one in choices if one is not NoneType)
        plain = get_origin(kind) or kind
        if value is None and NoneType in choices:
            typed[name] = None
        elif plain is Literal:
            if value not in get_args(kind):
                raise ValueError(f"{where}{name} must be one of {', '.join(get_args(kind))}, not {value!r}")
            typed[name] = value
        else:
            typed[name] = _as_kind(plain, value)
            if typed[name] is None:
                raise ValueError(f"{where}{name} must be {_CALLED[plain]}, not {value!r}")
    return typed


def _as_kind(kind: Any, value: Any) -> Any:
    """The value; None where it is of another kind."""
    if kind is tuple:
        texts = isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
        return tuple(value) if texts else None
    if kind in (int, float):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or (kind is int and value % 1 != 0):
            return None
        return int(value) if kind is int else value
    return value if isinstance(value, kind) else None


def _check(config: TrainConfig) -> None:
    kind, schedule = config.adapter.kind, config.schedule
    routed = kind in ROUTED_KINDS
    problems = {
        f"adapter.kind must be one of {', '.join(get_args(AdapterKind))}": kind not in get_args(AdapterKind),
        "adapter.options are for kinds mixture, arrow and x_lora only": bool(config.adapter.options)
        and kind != "mixture"
        and not routed,
        "adapter.start is for kinds mixture and x_lora only": bool(config.adapter.start)
        and kind not in ("mixture", "x_lora"),
        "adapter.weights is for adapters of one piece, not for arrow and x_lora": bool(config.adapter.weights)
        and routed,
        "arrow and x_lora route plain weights only: set base.quantisation to 0": routed
        and config.base.quantisation != 0,
        "x_lora cannot run again in the backward pass: leave base.gradient_checkpointing out": kind
        == "x_lora"
        and config.base.gradient_checkpointing,
        "adapter.weights and adapter.start are two beginnings: set one": bool(config.adapter.weights)
        and bool(config.adapter.start),
        "adapter.weights is for adapters; give base.model for full fine-tuning": bool(config.adapter.weights)
        and kind == "full",
        "base.quantisation must be 0, 4 or 8": config.base.quantisation not in (0, 4, 8),
        "full fine-tuning cannot train quantised weights": kind == "full" and config.base.quantisation != 0,
        "schedule.tokens must be positive": schedule.tokens <= 0,
        "schedule.minutes must be positive": schedule.minutes is not None and schedule.minutes <= 0,
        "schedule.learning_rate must be positive": schedule.learning_rate <= 0,
        "schedule.warmup must be from 0 to below 1": not 0 <= schedule.warmup < 1,
        "schedule.auxiliary_every must be at least 1": schedule.auxiliary_every < 1,
        "data.batch_tokens must not be below data.max_tokens": config.data.batch_tokens
        < config.data.max_tokens,
        "data.packing and data.sharing are two ways to fill rows: set one": config.data.packing
        and config.data.sharing,
        "data.modalities must name at least one": not config.data.modalities,
    }
    for message, wrong in problems.items():
        if wrong:
            raise ValueError(message)
