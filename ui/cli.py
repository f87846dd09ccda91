"""The command ``assistant``. Knows its commands and how errors end; imports nothing heavy."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ui.commands.ask import ask
from ui.commands.chat import chat
from ui.commands.collapse import collapse
from ui.commands.confirm import confirm
from ui.commands.demo import demo
from ui.commands.detect import detect
from ui.commands.diagnose_fault import diagnose_fault
from ui.commands.drawing import drawing
from ui.commands.eval import evaluate
from ui.commands.export import export
from ui.commands.feedback import feedback
from ui.commands.forecast import forecast
from ui.commands.forget import forget
from ui.commands.graph import graph
from ui.commands.ingest import ingest
from ui.commands.reindex import reindex
from ui.commands.report import report
from ui.commands.search import search
from ui.commands.serve import serve
from ui.commands.similar import similar
from ui.commands.simulate import simulate
from ui.commands.sources import sources
from ui.commands.space import space
from ui.commands.study import study
from ui.commands.train import train
from ui.output import failure_json, lossless_output, note, print_json

_INTERRUPTED = 130

app = typer.Typer(
    name="assistant",
    help="Ask what a plant's documents, tables, drawings and sensors hold; answers with their evidence.",
    epilog="Example: assistant ingest ~/plant && assistant ask 'vibration limit for P-101A?'",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command, example in (
    ("ingest", ingest, "assistant ingest ~/plant/documents --workers 4"),
    ("sources", sources, "assistant sources --json"),
    ("forget", forget, "assistant forget plant/reports/old.pdf"),
    ("reindex", reindex, "assistant reindex"),
    ("ask", ask, "assistant ask 'vibration limit for P-101A?' --equipment P-101A"),
    ("chat", chat, "assistant chat"),
    ("search", search, "assistant search 'bearing temperature' -k 5"),
    ("detect", detect, "assistant detect pump.csv --train-until 400 --plot pump.png"),
    ("forecast", forecast, "assistant forecast pump.csv --horizon 24h --limit Vibration=7.1 --plot pump.png"),
    (
        "diagnose-fault",
        diagnose_fault,
        "assistant diagnose-fault pump.csv --labels faults.csv --train-until 400",
    ),
    ("similar", similar, "assistant similar pump.csv --start 2025-09-17T20:00 --end 2025-09-18T03:40"),
    (
        "simulate",
        simulate,
        "assistant simulate pump.csv --like 'Pressure drifting up' -n 500 -o out.csv",
    ),
    ("serve", serve, "assistant serve --port 8080"),
    (
        "report",
        report,
        "assistant report diagnostic --equipment P-101A -o P-101A.pdf",
    ),
    (
        "feedback",
        feedback,
        "assistant feedback P-101A mode-1a2b3c4d --reject --note 'bearing was replaced in May'",
    ),
    (
        "confirm",
        confirm,
        "assistant confirm 'refs below the minimum' 1a2b3c4d5e6f",
    ),
    ("drawing", drawing, "assistant drawing PID-101.pdf --against register.csv -o marked.png"),
    ("eval", evaluate, "assistant eval sample_plant --limit 20"),
    ("train", train, "assistant train plant --train-data ~/plant-mixture --minutes 60"),
    ("export", export, "assistant export ~/adapters/plant -o ~/plant-vllm"),
    ("collapse", collapse, "assistant collapse ~/adapters/plant --examples test.jsonl -o report"),
    ("demo", demo, "assistant --data .demo demo"),
):
    app.command(name, epilog=f"Example: {example}")(command)
app.add_typer(graph, name="graph")
app.add_typer(space, name="space")
app.add_typer(study, name="study")


@app.callback()
def program(
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="Data folder.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Log everything, show where errors arise.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True)] = False,
) -> None:
    """Ask what a plant's documents, tables, drawings and sensors hold; answers with their evidence."""
    del data
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"plant-assistant {installed('plant-assistant')}")
        raise typer.Exit
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("assistant.engines").setLevel(logging.INFO)  # the first conversion of a model says so


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the command line; exit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done."""
    given = sys.argv[1:] if arguments is None else arguments
    lossless_output()
    try:
        app(args=given, prog_name="assistant")
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            note("assistant: stopped; what was done stays, and the same command goes on from there")
        refused = ended.__context__
        if isinstance(refused, typer.TyperException) and "--json" in given:
            print_json(failure_json(refused.format_message(), refused.exit_code))
        raise
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
    except Exception as error:
        if "--debug" in given:
            raise
        _end(*_explained(error), given)
    sys.exit(0)


def _explained(error: Exception) -> tuple[str, int]:
    """A message that says what mends it, and the exit code."""
    from assistant.errors import AssistantError, BadScope, SettingsError
    from ingest.errors import IngestError
    from retrieval.errors import RetrievalError

    if isinstance(error, (SettingsError, BadScope)):
        return str(error), 2
    code = getattr(error, "exit_code", 1)
    if isinstance(error, (AssistantError, IngestError, RetrievalError)):
        return str(error), code if isinstance(code, int) else 1
    if type(error).__module__.partition(".")[0] == "eval":
        return str(error), 1
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or error}{where}", 1
    return f"an internal error ({type(error).__name__}: {error}); 'assistant --debug …' shows where", 1


def _end(message: str, code: int, arguments: list[str]) -> NoReturn:
    note(f"assistant: {message}")
    if "--json" in arguments:
        print_json(failure_json(message, code))
    sys.exit(code)


if __name__ == "__main__":
    main()
