"""Options that several commands share, and the settings that they make. Knows no command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.settings import Settings

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="DIR", help="Data folder. Default: ASSISTANT_DATA or the user's data folder."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
EquipmentOption = Annotated[
    list[str] | None, typer.Option("--equipment", metavar="TAG", help="Only what is about this equipment.")
]
SinceOption = Annotated[
    str | None, typer.Option("--since", metavar="TIME", help="Only from this day or time on (2024-06-30).")
]
UntilOption = Annotated[
    str | None, typer.Option("--until", metavar="TIME", help="Only up to this day or time, included.")
]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="GLOB", help="Only sources that fit ('*.pdf').")
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", dir_okay=False, help="Write the whole report: .html, .md or .json."
    ),
]
RevisionOption = Annotated[
    str | None,
    typer.Option("--revision", metavar="REV", help="Only this printed revision, also where it was replaced."),
]
LanguageOption = Annotated[
    str | None, typer.Option("--language", metavar="en|fr", help="Only passages of this language.")
]


def settings_of(context: typer.Context, data: Path | None) -> Settings:
    """The settings, with the data folder of the command, of the program, or as configured.

    Raises:
        SettingsError: A setting cannot be used.
    """
    from assistant.settings import load_settings

    chosen = data or context.find_root().params.get("data")
    return load_settings(data=None if chosen is None else Path(chosen).expanduser().absolute())
