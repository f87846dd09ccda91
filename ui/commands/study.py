"""``assistant study``: what explanations do to people's decisions, measured with people."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.options import DataOption, JsonOption, settings_of
from ui.output import json_alone, note, progress_bar, say

if TYPE_CHECKING:
    from assistant.study.check import StudyCheck
    from assistant.study.shelf import OpenStudy

study = typer.Typer(
    help="Measure what advice and its explanation do to people's decisions.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
FolderArgument = Annotated[
    Path, typer.Argument(metavar="STUDY", help="The study's folder or its study.toml.")
]
StudyArgument = Annotated[
    str, typer.Argument(metavar="STUDY", help="The study's folder, or the name of one that is open.")
]
CodeOption = Annotated[
    str,
    typer.Option(
        "--participant", metavar="CODE", help="2 to 16 letters and digits, one digit at least; no name."
    ),
]


@study.command(epilog="Example: assistant study new my-study")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Made where it is absent.")],
    as_json: JsonOption = False,
) -> None:
    """Write the example study (the sample plant, English and French) to begin with."""
    with json_alone(as_json) as write:
        from assistant.study.example import write_example

        files = write_example(folder)
        if as_json:
            write({"folder": str(folder), "files": files})
            return
    say(f"{folder}: {', '.join(files)}")
    say(f"Edit {folder / 'study.toml'}, then: assistant study check {folder}")


@study.command(epilog="Example: assistant study check my-study")
def check(folder: FolderArgument, as_json: JsonOption = False) -> None:
    """Look a definition through: what is missing, unbalanced, or too small to tell anything."""
    with json_alone(as_json) as write:
        from assistant.study.check import check_study
        from assistant.study.read import read_study

        read = read_study(folder)
        found = check_study(read)
        if as_json:
            write({"study": read.name, **_check_json(found)})
    if not as_json:
        _say_check(read.name, found)
    if found.unready:
        raise typer.Exit(1)


@study.command(epilog="Example: assistant --data .demo study prepare my-study")
def prepare(
    context: typer.Context,
    folder: FolderArgument,
    again: Annotated[bool, typer.Option("--again", help="Ask also what was prepared before.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask the assistant every case that has no advice; its answer and evidence become the advice."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.making import make_advice

        with progress_bar("prepare") as advance:
            made = make_advice(
                folder, settings, again=again, progress=lambda done, total, last: advance(done, total, last)
            )
        if as_json:
            write(made)
            return
    for one in made["cases"]:
        told = one["answer"] if one["answer"] is not None else f"no option: {one['why']}"
        mark = "" if one["right"] is None else (" (right)" if one["right"] else " (wrong)")
        say(f"{one['case']}: {told}{mark}  {one['text'][:90]}")
    say(f"{made['file']}: {made['answered']} of {len(made['cases'])} asked cases have advice now")


@study.command("open", epilog="Example: assistant --data .demo study open my-study --codes 16")
def open_(
    context: typer.Context,
    folder: FolderArgument,
    codes: Annotated[int, typer.Option(metavar="N", min=0, max=2000, help="Issue so many new codes.")] = 0,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a study: participants may answer it, at /study/NAME of 'assistant serve' or in the terminal."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.shelf import StudyShelf, new_codes

        opened = StudyShelf(settings.data).open(folder)
        issued = new_codes(opened.store, codes) if codes else []
        if as_json:
            write({"study": opened.study.name, "page": f"/study/{opened.study.name}", "codes": issued})
            return
    for code in issued:
        say(code)
    note(f"open: /study/{opened.study.name} on the server, or assistant study run {opened.study.name}")


@study.command(epilog="Example: assistant study run my-study --participant T1")
def run(
    context: typer.Context,
    name: StudyArgument,
    participant: CodeOption,
    language: Annotated[
        Literal["en", "fr"] | None, typer.Option("--language", help="Asked for where it is not given.")
    ] = None,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Answer a study in the terminal; it goes on where it stopped."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.session import Session
        from assistant.study.shelf import issue_named
        from ui.study_terminal import Terminal

        opened = _opened(settings.data, name)
        issue_named(opened.store, [participant])
        session = Session(opened.study, opened.store, participant)
        finished = Terminal(
            opened.study, session, pictures=opened.pictures, language=language, say=say, read=_read
        ).run()
        if as_json:
            answers = opened.store.answers(session.code)
            decided = sum(stage == "final" for _, stage in answers)
            body = {"participant": session.code, "decided": decided, "cases": len(opened.study.cases)}
            write({"study": opened.study.name, **body, "finished": finished})


@study.command(epilog="Example: assistant study status my-study")
def status(
    context: typer.Context, name: StudyArgument, data: DataOption = None, as_json: JsonOption = False
) -> None:
    """List the participants and how far they are; no answers."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        opened = _opened(settings.data, name)
        people = [
            {
                "participant": one.code,
                "begun": one.cell is not None,
                "decided": sum(stage == "final" for _, stage in opened.store.answers(one.code)),
                "finished": one.finished_at is not None,
            }
            for one in opened.store.participants()
        ]
        if as_json:
            write({"study": opened.study.name, "cases": len(opened.study.cases), "participants": people})
            return
    for one in people:
        state = "finished" if one["finished"] else "begun" if one["begun"] else "not begun"
        say(f"{one['participant']:<17} {one['decided']:>3} of {len(opened.study.cases)}  {state}")


@study.command(epilog="Example: assistant study export my-study -o decisions.csv")
def export(
    context: typer.Context,
    name: StudyArgument,
    out: Annotated[Path, typer.Option("-o", "--out", dir_okay=False, help="The CSV file.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write all decisions as a table, one row a decision."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.decisions import decisions
        from assistant.study.export import decisions_csv

        opened = _opened(settings.data, name)
        rows = decisions(opened.study, opened.store)
        partial = out.with_name(f".{out.name}.tmp")
        partial.write_text(decisions_csv(opened.study.name, rows), encoding="utf-8")
        partial.replace(out)
        if as_json:
            write({"file": str(out), "decisions": len(rows)})
            return
    say(f"{out}: {len(rows)} decisions")


@study.command(epilog="Example: assistant study withdraw my-study --participant T1")
def withdraw(
    context: typer.Context,
    name: StudyArgument,
    participant: CodeOption,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Delete a participant and all they answered, as they may ask at any time."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.session import checked_code

        opened = _opened(settings.data, name)
        code = checked_code(participant)
        opened.store.withdraw(code)
        if as_json:
            write({"study": opened.study.name, "withdrawn": code})
            return
    say(f"{code} and all their answers are deleted")


@study.command(epilog="Example: assistant study results my-study -o results.html")
def results(
    context: typer.Context,
    name: StudyArgument,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", dir_okay=False, help="A report: .html, .md or .json."),
    ] = None,
    language: Annotated[Literal["en", "fr"], typer.Option("--language", help="Of the report.")] = "en",
    finished: Annotated[bool, typer.Option("--finished", help="Only who answered to the end.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Analyse what was answered: reliance, pathways, calibration and biases, with their uncertainty."""
    settings = settings_of(context, data)
    with json_alone(as_json) as write:
        from assistant.study.report import results_of, study_sections, write_study_report

        opened = _opened(settings.data, name)
        found = results_of(opened, finished=finished)
        if out is not None:
            write_study_report(found, out, language=language)
            note(f"written: {out}")
        if as_json:
            write(found.to_json())
            return
    for part in study_sections(found, language):
        say(f"\n{part.title}")
        for one in part.all_points:
            say(f"  {one.text}")
        if part.grid is not None:
            widths = [
                max(map(len, column)) for column in zip(part.grid.headers, *part.grid.rows, strict=True)
            ]
            for row in (part.grid.headers, *part.grid.rows):
                say("  " + "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip())


@study.command(epilog="Example: assistant study power --difference 0.1 --cases 8")
def power(
    difference: Annotated[
        float, typer.Option(min=0.001, max=1.0, help="Between two conditions, as a rate.")
    ] = 0.1,
    cases: Annotated[int, typer.Option(min=1, max=500, help="A participant decides under each.")] = 4,
    rate: Annotated[float, typer.Option(min=0.01, max=0.99, help="In the middle between both.")] = 0.7,
    spread: Annotated[
        float, typer.Option(min=0.0, max=0.5, help="Standard deviation of the effect between people.")
    ] = 0.1,
    wanted: Annotated[float, typer.Option("--power", min=0.5, max=0.99, help="Wanted.")] = 0.8,
    as_json: JsonOption = False,
) -> None:
    """How many participants a difference needs. For over-reliance count the cases with wrong advice alone."""
    with json_alone(as_json) as write:
        from assistant.study.analysis.power import Assumptions, difference_found, participants_needed

        supposed = Assumptions(cases=cases, rate=rate, spread=spread, power=wanted)
        needed = participants_needed(difference, supposed)
        found = {str(n): round(difference_found(n, supposed), 3) for n in (8, 16, 32, 64)}
        if as_json:
            write({"participants": needed, "difference": difference, "found_by_participants": found})
            return
    say(f"{needed} participants find a difference of {difference:.0%} with {wanted:.0%} power")
    for people, least in found.items():
        say(f"  {people:>3} participants find {least:.0%} and more")


def _opened(data: Path, name: str) -> OpenStudy:
    from assistant.study.shelf import StudyShelf

    shelf = StudyShelf(data)
    is_path = name not in shelf.names() and Path(name).exists()
    return shelf.open(Path(name)) if is_path else shelf.get(name)


def _read(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _check_json(found: StudyCheck) -> dict[str, object]:
    return {
        "ready": not found.unready,
        "cases": found.cases,
        "wrong_advice": found.wrong,
        "wrong_share": round(found.wrong_share, 3),
        "without_advice": list(found.without_advice),
        "unready": list(found.unready),
        "warnings": list(found.warnings),
        "participants_needed": found.participants,
        "participants_multiple": found.multiple,
    }


def _say_check(name: str, found: StudyCheck) -> None:
    say(f"{name}: {found.cases} cases, {found.wrong} with wrong advice ({found.wrong_share:.0%})")
    for text in found.unready:
        say(f"not ready: {text}")
    for text in found.warnings:
        say(f"warning: {text}")
    say(
        f"participants: about {found.participants} to find the smallest difference that matters, and a "
        f"multiple of {found.multiple} so that all orders come out even"
    )
