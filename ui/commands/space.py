"""``assistant space``: passages, rows, drawings and signals in one space, searched across kinds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, say

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.space.plant_space import Neighbours, PlantSpace
    from retrieval.space.search import Near
    from retrieval.space.store import Space

_TEXT = 160
_ASKED = 3

space = typer.Typer(
    help="Passages, rows, drawings and signals in one space, anchored on the plant's concepts.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@space.command(epilog="Example: assistant space train")
def train(
    context: typer.Context,
    seed: Annotated[int, typer.Option(min=0, help="Of what is drawn at random.")] = 0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Train the space on all that was ingested, and measure it on concepts that it was not shown."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write, _opened(settings) as plant:
        from assistant.space.report import space_json
        from retrieval.space.recipe import Recipe

        made = plant.train(recipe=Recipe(seed=seed), told=_tell)
        if as_json:
            write({"file": str(plant.path), **space_json(made, "")})
            return
        _show(made, "")


@space.command(epilog="Example: assistant space search 'bearing runs hot' -k 3")
def search(
    context: typer.Context,
    query: Annotated[str | None, typer.Argument(help="Words, a tag, or the name of a failure mode.")] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Instead: what is near this source.")
    ] = None,
    page: Annotated[int | None, typer.Option(min=1, help="Of the source.")] = None,
    row: Annotated[int | None, typer.Option(min=0, help="Data row of the source, from 0.")] = None,
    start: Annotated[str | None, typer.Option(metavar="TIME", help="Of a log: from this time on.")] = None,
    end: Annotated[str | None, typer.Option(metavar="TIME", help="Of a log: up to this time.")] = None,
    top: Annotated[int, typer.Option("-k", "--top", min=1, max=100, help="How many of each kind.")] = 3,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find what of every kind is linked to, or near, words or a place in a source."""
    if (query is None) == (source is None):
        raise typer.BadParameter("give either words or --source")
    if query is not None and any(one is not None for one in (page, row, start, end)):
        raise typer.BadParameter("--page, --row, --start and --end go with --source")
    settings = settings_of(context, data)
    with json_alone(as_json) as write, _opened(settings) as plant:
        from assistant.space.plant_space import Wanted
        from assistant.space.report import neighbours_json

        wanted = Wanted(text=query, source=source, page=page, row=row, start=start, end=end)
        found = plant.search(wanted, top_k=top)
        if as_json:
            write(neighbours_json(found))
            return
    _show_near(found)


@space.command(epilog="Example: assistant space show --json")
def show(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Tell what the space holds, how well it does on concepts it was not shown, and if it is out of date."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write, _opened(settings) as plant:
        from assistant.space.report import space_json

        held = plant.load()
        stale = plant.stale(held)
        if as_json:
            write(space_json(held, stale))
            return
        _show(held, stale)


def _tell(step: str, done: int, total: int) -> None:
    note(step if total == 1 else f"{step} ({done + 1} of {total})")


def _show(held: Space, stale: str) -> None:
    from assistant.space.report import space_json

    told = space_json(held, stale)
    for name in ("items", "concepts"):
        counts = told[name]
        assert isinstance(counts, dict)
        say(f"{name}: " + ", ".join(f"{number} {kind}" for kind, number in counts.items()))
    say(f"links: {told['links']}")
    about = held.about
    kept = "kept" if about.get("training kept") else "not kept: untrained heads did as well"
    say(f"trained {about.get('trained')}, training {kept} (gain in MRR {about.get('gain')})")
    what = "MRR (frozen encoder's cosine, chance), recall at 10" if held.quality else "too few to tell"
    say(f"on concepts that training was not shown: {what}")
    for one in held.quality:
        say(
            f"  {one.asking:>8} -> {one.asked:<8} {one.mrr:.2f} ({one.frozen_mrr:.2f}, {one.chance_mrr:.2f})"
            f"  {one.recall:.2f} ({one.frozen_recall:.2f})  {one.queries} asked"
        )
    if about.get("left out"):
        note(f"left out: {about['left out']}")
    if stale:
        note(stale)


def _show_near(found: Neighbours) -> None:
    if found.concepts:
        say(f"concepts: {', '.join(found.concepts)}")
    for text in found.asked[:_ASKED]:
        say(f"asked with: {_short(text)}")
    if not found.found:
        say("nothing near")
    for name, each in found.by_modality.items():
        if each:
            say(f"{name}:")
        for one in each:
            say(f"  {_told(one)}")
            say(f"    {_short(one.item.text)}")
    if found.stale:
        note(found.stale)


def _told(one: Near) -> str:
    where = ", ".join(part for part in (one.item.source, one.item.place()) if part)
    how = f"linked to {', '.join(one.linked)}" if one.linked else "near"
    return f"{one.nearness:.2f}  {where}  ({how})"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _TEXT else words[: _TEXT - 1] + "…"


@contextmanager
def _opened(settings: Settings) -> Iterator[PlantSpace]:
    from assistant.build_knowledge import open_plant_space

    with open_plant_space(settings) as plant:
        yield plant
