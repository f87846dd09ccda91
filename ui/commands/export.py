"""``assistant export``: a trained mixture as a checkpoint that vLLM serves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ui.commands.train import embedded
from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, say


def export(
    context: typer.Context,
    adapter: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="An adapter's or a training run's folder.")
    ],
    out: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="New folder of the checkpoint.")],
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Base model; the embedded one.")] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write base and experts as one checkpoint; with this package installed, stock vLLM serves it."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from moe_adapters.open_adapter import open_adapter
        from moe_adapters.serving.export import export_checkpoint
        from moe_adapters.train_config import BaseSection

        try:
            network, tokenizer = open_adapter(
                adapter, base=BaseSection(model=model or embedded(settings.data))
            )
            export_checkpoint(network, out)
        except (ValueError, FileExistsError) as error:
            raise typer.BadParameter(str(error)) from error
        tokenizer.save_pretrained(out)
        size = sum(path.stat().st_size for path in out.iterdir())
        if as_json:
            write({"checkpoint": str(out), "bytes": size})
            return
    say(f"{out}: {size / 1e6:.0f} MB; serve it with: vllm serve {out}")
