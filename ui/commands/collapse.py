"""``assistant collapse``: are a mixture's experts different, used, and needed?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ui.commands.train import embedded
from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, progress_bar, say


def collapse(
    context: typer.Context,
    adapter: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="An adapter's or a training run's folder.")
    ],
    examples: Annotated[
        Path,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="Held-out examples (JSON lines)."),
    ],
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Base model; the embedded one.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Gets collapse.json and heat_map.png."),
    ] = None,
    sequences: Annotated[int, typer.Option(min=2, help="Examples, spread over the modalities.")] = 48,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Measure collapse on held-out examples, with permutation test, ablations and a heat map."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from moe_adapters.collapse_run import measure_adapter
        from moe_adapters.heat_map import draw_heat_map
        from moe_adapters.train_config import BaseSection

        with progress_bar("collapse") as advance:
            try:
                report = measure_adapter(
                    adapter,
                    examples,
                    base=BaseSection(model=model or embedded(settings.data)),
                    sequences=sequences,
                    progress=lambda done, total: advance(done, total, ""),
                )
            except ValueError as error:
                raise typer.BadParameter(str(error)) from error
        body = report.to_json()
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            (out / "collapse.json").write_text(json.dumps(body, indent=1), encoding="utf-8")
            draw_heat_map(report, out / "heat_map.png")
        if as_json:
            write(body)
            return
    say(f"{report.sequences} sequences, {report.tokens} tokens, {report.experts} experts")
    for name, value in report.means.items():
        say(f"  {name:<20} {value:.4f}")
    chance = "one modality only" if report.p_value is None else f"{report.p_value:.3f}"
    say(f"  p of mutual information by chance: {chance}")
    say(f"  loss {report.loss:.4f}; added when")
    called = {f"without_expert_{number}": name for number, name in enumerate(report.expert_names)}
    for name, value in report.ablations.items():
        say(f"    {name:<20} {value:+.4f}" + (f"  ({called[name]})" if name in called else ""))
    if out is not None:
        say(f"  {out / 'heat_map.png'}")
