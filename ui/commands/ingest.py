"""``assistant ingest``: files and folders in, by this process or by the server that holds the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NoReturn

import typer

from ui.batch_report import check_report_file, show_report, write_body
from ui.interrupt import noticed_interrupts
from ui.options import DataOption, JsonOption, ReportOption, settings_of
from ui.output import Advance, json_alone, note, progress_bar

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ingest.lock import Holder

_BEAT = 2.0


def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(exists=True, readable=False, metavar="PATH", help="Files or folders, recursively."),
    ],
    collection: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Collection of new folders. Default: the folder's name."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that read files at the same time.")
    ] = None,
    engine: Annotated[
        Literal["local", "ray"] | None,
        typer.Option(help="Where files are read: processes of this machine, or a Ray cluster."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on: bring in what changes, until stopped.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged files again.")] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Forget sources whose file is gone.")] = False,
    report: ReportOption = None,
    language: Annotated[Literal["en", "fr"], typer.Option("--language", help="Of the report.")] = "en",
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring files and folders in.

    Unchanged files are skipped, changed ones replace their old revision, broken ones go to quarantine
    with the reason. Exit code 3: some files went to quarantine; 1: all did.
    """
    if watch and as_json:
        raise typer.BadParameter("--watch has no end, so there is no one object to give: leave --json out")
    settings = settings_of(context, data)
    request: dict[str, Any] = {
        "paths": [str(path.absolute()) for path in paths],
        "collection": collection,
        "workers": workers,
        "engine": engine,
        "force": force,
        "prune": prune,
        "language": language,
    }
    check_report_file(report)
    if watch:
        _watch(settings, request, paths, report)
    with json_alone(as_json) as write:
        body, code = _bring_in(settings, request)
        if report is not None:
            write_body(body, report, language)
        if as_json:
            write(body)
    if not as_json:
        show_report(body, language)
    raise typer.Exit(code)


def _bring_in(settings: Settings, request: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
    """The report and the exit code; by the server where one holds the data folder."""
    from ui.running import ask_server, find_server

    server = find_server(settings.data)
    with progress_bar("ingest") as advance:
        if server is not None:
            note(f"the server at {server.url} (process {server.pid}) holds {settings.data}: it does the work")
            result = ask_server(server, "ingest", request, said=_Heard(advance))
            report, code = result["report"], result["exit_code"]
            if isinstance(report, Mapping) and isinstance(code, int):
                return report, code
        return _here(settings, request, advance)


class _Heard:
    """What the server says while it works."""

    def __init__(self, advance: Advance) -> None:
        self._advance = advance

    def __call__(self, event: Mapping[str, Any]) -> None:
        if event.get("event") == "waiting":
            note(f"the server waits: {event.get('holder') or 'another process'} is writing")
        elif event.get("event") == "progress":
            self._advance(int(event["done"]), int(event["total"]), str(event.get("source", "")))


def _here(settings: Settings, request: Mapping[str, Any], advance: Advance) -> tuple[Mapping[str, Any], int]:
    from assistant.build_knowledge import open_knowledge
    from assistant.library import Library

    def waiting(holder: Holder | None) -> None:
        note(f"waiting: {holder or 'another process'} is writing to {settings.data}")

    knowledge = open_knowledge(settings)
    try:
        library = Library(knowledge, settings)
        report = library.ingest(
            [Path(path) for path in request["paths"]],
            options=library.options(
                collection=request["collection"],
                workers=request["workers"],
                engine=request["engine"],
                force=request["force"],
                prune=request["prune"],
            ),
            progress=lambda progress: advance(progress.done, progress.total, progress.source),
            waiting=waiting,
            language=request["language"],
        )
        return report.to_json(), report.exit_code
    finally:
        knowledge.close()


def _watch(
    settings: Settings, request: Mapping[str, Any], paths: Sequence[Path], report: Path | None
) -> NoReturn:
    """Brings all in, then looks every two seconds for what has changed and lain still for one look.

    The state is taken before each batch, so that what changes while one runs is in the next.

    Raises:
        KeyboardInterrupt: The only way out.
    """
    import time

    def batch(request: Mapping[str, Any]) -> None:
        body = _bring_in(settings, request)[0]
        show_report(body, request["language"])
        if report is not None:
            write_body(body, report, request["language"])

    with noticed_interrupts() as interrupted:
        done = seen = _state(paths, settings)
        batch(request)
        note("watching for changes; stop with Ctrl-C")
        while not interrupted.is_set():
            time.sleep(_BEAT)
            now = _state(paths, settings)
            if now == seen and now != done:
                batch({**request, "force": False})
                done = now
            seen = now
        raise KeyboardInterrupt


def _state(paths: Sequence[Path], settings: Settings) -> dict[Path, tuple[int, int]]:
    """Size and time of change of every file beneath the paths that are still there."""
    from ingest.walk import walk

    state: dict[Path, tuple[int, int]] = {}
    for file in walk([path for path in paths if path.exists()], exclude=[settings.data]).files:
        try:
            found = file.path.stat()
        except OSError:
            continue
        state[file.path] = (found.st_size, found.st_mtime_ns)
    return state
