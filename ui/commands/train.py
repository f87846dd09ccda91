"""``assistant train``: an adapter from a recipe, checkpointed, going on where it stopped."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, progress_bar, say

if TYPE_CHECKING:
    from moe_adapters.train_config import TrainConfig

RecipeArgument = Annotated[
    str, typer.Argument(metavar="RECIPE", help="A recipe's name (plant, plain) or a TOML file.")
]


def train(
    context: typer.Context,
    recipe: RecipeArgument,
    train_data: Annotated[
        Path | None,
        typer.Option(
            exists=True, file_okay=False, metavar="DIR", help="Folder of train and validation.jsonl."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Checkpoints, log and adapter.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Base model: a folder or a hub name.")
    ] = None,
    tokens: Annotated[int | None, typer.Option(min=1, help="Budget of tokens read.")] = None,
    minutes: Annotated[float | None, typer.Option(min=0.1, help="Budget of minutes.")] = None,
    seed: Annotated[int | None, typer.Option(help="Order of the data and first weights.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Train an adapter. Stopped at any moment, the same command goes on from the last checkpoint."""
    config = recipe_config(recipe)
    config = config.inside(train_data) if train_data else config
    settings = settings_of(context, data)
    folder = out or settings.data / "adapters" / config.name
    with json_alone(as_json) as write:
        config = replace(
            config,
            seed=config.seed if seed is None else seed,
            base=replace(config.base, model=model or config.base.model or embedded(settings.data)),
            schedule=replace(
                config.schedule,
                tokens=tokens or config.schedule.tokens,
                minutes=minutes or config.schedule.minutes,
            ),
        )
        from moe_adapters.train import ADAPTER
        from moe_adapters.train import train as run

        note(f"checkpoints and log: {folder}")
        with progress_bar("train") as advance:
            try:
                progress = run(config, folder, told=lambda share: advance(round(1000 * share), 1000, ""))
            except ValueError as error:  # what the recipe or the examples say cannot be used
                raise typer.BadParameter(str(error)) from error
        body = {"adapter": str(folder / ADAPTER), "output": str(folder), **asdict(progress)}
        if as_json:
            write(body)
            return
    say(f"{progress.step} steps, {progress.tokens} tokens, {progress.seconds:.0f} s")
    say(f"best validation loss: {progress.best}")
    say(f"adapter: {folder / ADAPTER}")


def recipe_config(recipe: str) -> TrainConfig:
    """The configuration of a recipe's file, or of a recipe that ships.

    Raises:
        typer.BadParameter: There is none, or it cannot be used.
    """
    from importlib.resources import files

    from moe_adapters.train_config import read_config

    path = Path(recipe)
    if path.suffix != ".toml":
        home = Path(str(files("moe_adapters"))) / "recipes"
        ships = {
            (found.parent if found.stem == "train" else found).stem: found for found in home.glob("*/*.toml")
        }
        if recipe not in ships:
            raise typer.BadParameter(
                f"no recipe {recipe!r}: there is {', '.join(sorted(ships))}, or give a TOML file"
            )
        path = ships[recipe]
    try:
        return read_config(path)
    except (ValueError, OSError) as error:
        raise typer.BadParameter(str(error)) from error


def embedded(data: Path) -> str:
    """The folder of the embedded model, converted if need be."""
    from assistant.engines.convert import embedded_model

    return embedded_model(data / "models", say=note)
